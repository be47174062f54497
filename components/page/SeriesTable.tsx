import { dayWords, number, signed } from '@/components/charts/format'
import type { SeriesInfo } from '@/lib/queries/types'
import { Out } from './EvidenceParts'
import { NotCovered } from './States'
import { partialWords, safeHref } from './signalWords'

/** Each indicator with its latest value, the year before, how often it was revised, and its publisher. */
export function SeriesTable({ series: known }: { series: SeriesInfo[] }) {
  const series = known.filter((info) => info.latest !== null)
  const silent = known.filter((info) => info.latest === null)
  if (known.length === 0) return null
  return (
    <section>
      <h2>Each indicator</h2>
      <table className="table dense">
        <caption className="hidden">Each indicator with its latest value and the year before</caption>
        <thead>
          <tr>
            <th scope="col">Indicator</th>
            <th className="num" scope="col">
              Latest
            </th>
            <th className="num only-wide" scope="col">
              A year before
            </th>
            <th className="num only-wide" scope="col">
              Vintages of it
            </th>
            <th className="num only-wide" scope="col">
              Publisher
            </th>
          </tr>
        </thead>
        <tbody>
          {series.map((info) => (
            <SeriesRow info={info} key={info.series} />
          ))}
        </tbody>
      </table>
      {silent.length > 0 && (
        <p className="subtitle">
          No observation is on record yet of {silent.map((info) => `${info.title} (${info.series})`).join(' or of ')}:
          the{' '}
          <a className="place" href="/sources">
            sources page
          </a>{' '}
          takes {silent.length === 1 ? 'it' : 'them'} by {silent.length === 1 ? 'its' : 'their'} FRED address.
        </p>
      )}
    </section>
  )
}

function SeriesRow({ info }: { info: SeriesInfo }) {
  const { latest, yearBefore } = info
  const href = safeHref(info.url)
  return (
    <tr>
      <td>
        {info.title}
        <span className="sub">
          {info.unit.replace(/\d{4}-\d{2}-\d{2}/g, dayWords)},{' '}
          {info.seasonallyAdjusted ? 'seasonally adjusted' : 'not seasonally adjusted'} · {info.series}
        </span>
      </td>
      <td className="num">
        {latest?.value === null || latest === null ? (
          <NotCovered>not published</NotCovered>
        ) : (
          number(latest.value, info.decimals)
        )}
        {latest && (
          <span className="sub">
            {partialWords(latest.period).replace('-', ' ')}, known {dayWords(latest.vintage)}
          </span>
        )}
      </td>
      <td className="num only-wide">
        {yearBefore ? number(yearBefore.value, info.decimals) : <NotCovered />}
        {yearBefore && latest && latest.value !== null && (
          <span className="sub">{signed(latest.value - yearBefore.value, info.decimals)}</span>
        )}
      </td>
      <td className="num only-wide">{info.vintages.length}</td>
      <td className="num only-wide">
        {href ? <Out href={href}>{info.publisher}</Out> : info.publisher}
        <span className="sub">{info.licence ?? 'facts only, no licence stated'}</span>
      </td>
    </tr>
  )
}
