import { dayWords, money, number } from '@/components/charts/format'
import type { CompanyListRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { ChangeText } from './ChangeText'
import { NotCovered } from './States'
import { Door } from './Words'

export function CompaniesTable({ rows, view }: { rows: CompanyListRow[]; view: View }) {
  const sorted = [...rows].sort((a, b) => (b.openings ?? -1) - (a.openings ?? -1) || a.name.localeCompare(b.name, 'en'))
  return (
    <table className="table">
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
                {[row.segment.replaceAll('-', ' '), row.place, row.ticker].filter((part) => part).join(' · ')}
              </span>
            </td>
            {row.openings === null || row.day === null ? (
              <td className="num" colSpan={4}>
                <NotCovered>not covered</NotCovered>
                <span className="sub" style={{ whiteSpace: 'normal' }}>
                  {row.reason}
                </span>
              </td>
            ) : (
              <Figures row={row} day={row.day} openings={row.openings} view={view} />
            )}
            <td className="only-wide small">
              {row.lastRound ? (
                <>
                  {amount(row.lastRound)} {row.lastRound.kind === 'debt' ? 'debt' : row.lastRound.stage}
                  <span className="sub">{dayWords(row.lastRound.announcedOn)}</span>
                </>
              ) : (
                <span className="muted">none on record</span>
              )}
            </td>
            <td className="only-wide small">{row.ipoState ?? <span className="muted">no step on record</span>}</td>
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
      <td className="num only-wide">{row.infra === null ? <NotCovered>count only</NotCovered> : number(row.infra)}</td>
      <td className="num only-wide">
        {row.before ? (
          <>
            {number(row.before.value)}
            <span className="sub">{dayWords(row.before.day)}</span>
          </>
        ) : (
          <NotCovered>no earlier reading</NotCovered>
        )}
      </td>
      <td className="num">
        <ChangeText change={row.change} why={row.before ? 'reader changed' : 'read once'} />
      </td>
    </>
  )
}

const amount = (round: { amount: number | null; currency: string }): string =>
  round.amount === null
    ? 'amount not published,'
    : round.currency === 'USD'
      ? money(round.amount)
      : `${round.currency} ${number(round.amount / 1e6)}m`
