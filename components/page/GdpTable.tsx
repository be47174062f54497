import { dayShort, dayWords, number, signed } from '@/components/charts/format'
import type { GdpVintagesData } from '@/components/charts/types'
import { Triangle } from '@/components/ui/Icons'
import type { View } from '@/lib/view'
import { NotCovered } from './States'
import { Door } from './Words'

type Quarter = GdpVintagesData['quarters'][number]

/** Every estimate of each quarter with the day it was published, newest quarter first. */
export function GdpTable({ quarters, view }: { quarters: Quarter[]; view: View }) {
  const shown = [...quarters].reverse().slice(0, 10)
  const names = columnsOf(quarters)
  return (
    <section>
      <h2>Estimates and their days</h2>
      <table className="table dense">
        <caption className="hidden">Estimates of each quarter with their days of release</caption>
        <thead>
          <tr>
            <th scope="col">Quarter</th>
            {names.map((name) => (
              <th className={name.startsWith('annual') ? 'num only-wide' : 'num'} scope="col" key={name}>
                {heading(name)}
              </th>
            ))}
            <th className="num" scope="col">
              First to last
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((quarter) => (
            <QuarterRow
              quarter={quarter}
              names={names}
              latest={quarters.at(-1)?.period}
              view={view}
              key={quarter.period}
            />
          ))}
        </tbody>
      </table>
    </section>
  )
}

const heading = (name: string): string => (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll('-', ' ')

/** After the shutdown of 2025 two estimates had other names; they take the places of the usual ones. */
const PLACE: Record<string, string> = { initial: 'advance', updated: 'second' }
const placeOf = (estimate: string): string => PLACE[estimate] ?? estimate

/** Estimates by name, in the order in which they are published. */
function columnsOf(quarters: Quarter[]): string[] {
  const order = ['advance', 'second', 'third']
  const named = new Set(quarters.flatMap((q) => q.estimates.map((e) => placeOf(e.estimate))))
  return [...order.filter((name) => named.has(name)), ...[...named].filter((name) => !order.includes(name))]
}

function QuarterRow({
  quarter,
  names,
  latest,
  view,
}: {
  quarter: Quarter
  names: string[]
  latest: string | undefined
  view: View
}) {
  const first = quarter.estimates[0]
  const last = quarter.estimates.at(-1)
  const change = first && last ? Math.round((last.value - first.value) * 10) / 10 : 0
  return (
    <tr>
      <td>
        <b>{quarter.period.replace('-', ' ')}</b>
      </td>
      {names.map((name) => {
        const estimate = quarter.estimates.find((e) => placeOf(e.estimate) === name)
        const later = quarter.estimates.some((e) => names.indexOf(placeOf(e.estimate)) > names.indexOf(name))
        return (
          <td className={name.startsWith('annual') ? 'num only-wide' : 'num'} key={name}>
            {estimate ? (
              <>
                <Door
                  evidence={{ chart: 'gdp-vintages', first: estimate.releasedOn, last: estimate.releasedOn }}
                  view={view}
                  quiet
                >
                  {number(estimate.value, 1)}
                </Door>
                <span className="sub" title={dayWords(estimate.releasedOn)}>
                  {estimate.estimate === name ? '' : `${estimate.estimate}, `}
                  {dayShort(estimate.releasedOn)}
                </span>
              </>
            ) : name.startsWith('annual') ? (
              <span className="muted small">none</span>
            ) : later || quarter.period !== latest ? (
              <NotCovered>not published</NotCovered>
            ) : (
              <span className="muted small">not yet</span>
            )}
          </td>
        )
      })}
      <td className="num">
        {change === 0 ? (
          '0'
        ) : (
          <b className={change > 0 ? 'change up' : 'change down'}>
            <Triangle down={change < 0} />
            {signed(change, 1)}
          </b>
        )}
      </td>
    </tr>
  )
}
