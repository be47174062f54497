import { dayWords, number } from '@/components/charts/format'
import { moneyWords, segmentWords } from '@/lib/analytics/words'
import type { CompanyListRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { ChangeText } from './ChangeText'
import { NotCovered } from './States'
import { roundWords, stepWords } from './signalWords'
import { Door } from './Words'

/** Companies with a number, most openings first. */
export function CompaniesTable({ rows, view }: { rows: CompanyListRow[]; view: View }) {
  const sorted = rows
    .filter((row) => row.openings !== null && row.day !== null)
    .sort((a, b) => (b.openings ?? 0) - (a.openings ?? 0) || a.name.localeCompare(b.name, 'en'))
  if (sorted.length === 0) return <p className="subtitle">No company of this view has a board that was read well.</p>
  return (
    <table className="table">
      <caption className="hidden">Companies with their latest openings</caption>
      <thead>
        <tr>
          <th scope="col">Company</th>
          <th className="num" scope="col">
            Openings
          </th>
          <th className="num only-wide" scope="col">
            In the nine roles
          </th>
          <th className="num only-wide" scope="col">
            Before
          </th>
          <th className="num" scope="col">
            Change, 90%
          </th>
          <th className="only-wide" scope="col">
            Last round
          </th>
          <th className="only-wide" scope="col">
            Listing
          </th>
          <th className="num only-wide" scope="col">
            Signals
          </th>
        </tr>
      </thead>
      <tbody>
        {sorted.map((row) => (
          <tr key={row.company}>
            <td>
              <a className="name-link" href={pageAddress(`/companies/${row.company}`, { ...view, companies: [] })}>
                {row.name}
              </a>
              <span className="sub">
                {[segmentWords(row.segment), row.place, row.ticker].filter((part) => part).join(' · ')}
              </span>
            </td>
            <Figures row={row} day={row.day ?? ''} openings={row.openings ?? 0} view={view} />
            <td className="only-wide small">
              {row.lastRound ? (
                <>
                  {amount(row.lastRound)}{' '}
                  <span className="soft">{roundWords(row.lastRound.stage, row.lastRound.kind)}</span>
                  <span className="sub">{dayWords(row.lastRound.announcedOn)}</span>
                </>
              ) : (
                <span className="muted">none on record</span>
              )}
            </td>
            <td className="only-wide small">
              {row.ipoState ? stepWords(row.ipoState) : <span className="muted">no step on record</span>}
            </td>
            <td className="num only-wide">{number(row.signals)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Figures({ row, day, openings, view }: { row: CompanyListRow; day: string; openings: number; view: View }) {
  return (
    <>
      <td className="num">
        <Door evidence={{ chart: 'company-levels', first: day, last: day, company: row.company }} view={view} quiet>
          {number(openings)}
        </Door>
        <span className="sub">{dayWords(day)}</span>
      </td>
      <td className="num only-wide">
        {row.infra === null ? <span className="muted small">count only</span> : number(row.infra)}
      </td>
      <td className="num only-wide">
        {row.before ? (
          <>
            {number(row.before.value)}
            <span className="sub">{dayWords(row.before.day)}</span>
          </>
        ) : (
          <span className="muted small">none comparable</span>
        )}
      </td>
      <td className="num">
        {row.change ? (
          <ChangeText change={row.change} />
        ) : (
          <span className="muted small">{row.before ? 'a break between' : 'no change to tell'}</span>
        )}
      </td>
    </>
  )
}

const amount = (round: { amount: number | null; currency: string }): string =>
  round.amount === null ? 'amount not published,' : moneyWords(round.amount, round.currency)

/** Companies without a number, by the reason: unknown is said, and is never zero. */
export function NotCoveredCompanies({ rows, view }: { rows: CompanyListRow[]; view: View }) {
  const groups = new Map<string, CompanyListRow[]>()
  for (const row of rows) {
    if (row.openings !== null) continue
    const reason = row.reason ?? 'not read'
    groups.set(reason, [...(groups.get(reason) ?? []), row])
  }
  if (groups.size === 0) return null
  const sorted = [...groups].sort((a, b) => b[1].length - a[1].length)
  return (
    <section>
      <h2>
        <NotCovered /> {rows.filter((row) => row.openings === null).length} companies without a number
      </h2>
      <p className="subtitle">Their rounds, listings and signals are on record; their openings are not.</p>
      <ul className="limits">
        {sorted.map(([reason, members]) => (
          <li key={reason} style={{ gridTemplateColumns: 'minmax(0,1fr)' }}>
            <span>
              <b>{reason.charAt(0).toUpperCase() + reason.slice(1)}.</b>{' '}
              {members.map((row, i) => (
                <span key={row.company}>
                  {i > 0 && ', '}
                  <a href={pageAddress(`/companies/${row.company}`, { ...view, companies: [] })}>{row.name}</a>
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
