import { number, periodWords } from '@/components/charts/format'
import type { ExploreData } from '@/components/charts/types'
import { sentenceCase } from '@/lib/analytics/words'
import { periodBounds } from '@/lib/dates'
import type { TableRow } from '@/lib/queries'
import { Scroller } from './Scroller'

const FIRST_ROWS = 6

/** The chart's numbers, newest period first, a column a series. No cell is blank: what was not observed says so. */
export function ExploreTable({
  data,
  rows,
  all,
  href,
}: {
  data: ExploreData
  rows: readonly TableRow[]
  all: boolean
  href: string
}) {
  const columns = data.series.map((line) => {
    const mine = rows.filter((row) => row.series === line.key)
    return { line, cells: new Map(mine.map((row) => [String(row.period), row])) }
  })
  const longest = [...columns].sort((a, b) => b.cells.size - a.cells.size)[0]
  const periods = [...(longest?.cells.keys() ?? [])].reverse()
  const shown = all ? periods : periods.slice(0, FIRST_ROWS)
  if (periods.length === 0) return null
  return (
    <section className="section" id="table">
      <h2>
        Table, {periods.length} {data.grain}s
      </h2>
      <Scroller label="The chart’s numbers" className="explore-table">
        <table className="table dense">
          <caption className="hidden">The chart’s numbers, newest first</caption>
          <thead>
            <tr>
              <th scope="col">{data.grain === 'week' ? 'Week of' : sentenceCase(data.grain)}</th>
              {columns.map(({ line }) => (
                <th className="num" scope="col" key={line.key}>
                  {line.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((period) => (
              <tr key={period}>
                <td className="nowrap">{words(period, data.grain)}</td>
                {columns.map(({ line, cells }) => {
                  const cell = cells.get(period)
                  return (
                    <td className="num" key={line.key}>
                      {typeof cell?.value === 'number' ? (
                        number(cell.value, data.decimals)
                      ) : (
                        <span className="muted">
                          {cell?.daysCovered
                            ? 'not compared'
                            : line.tone.startsWith('outside')
                              ? 'not published'
                              : 'not covered'}
                        </span>
                      )}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
      {periods.length > FIRST_ROWS && !all && (
        <p className="small">
          <a className="place" href={`${href}${href.includes('?') ? '&' : '?'}all=rows#table`}>
            Show all {periods.length} {data.grain}s
          </a>
        </p>
      )}
    </section>
  )
}

function words(period: string, grain: ExploreData['grain']): string {
  const bounds = periodBounds(period, grain)
  return bounds ? periodWords(period, bounds.first, bounds.last).replace(/^Week of /, '') : period
}
