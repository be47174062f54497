import { dayWords, number } from '@/components/charts/format'
import type { LongOpenRow } from '@/lib/queries/longOpen'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { RoleName } from './RoleName'
import { Door } from './Words'

const SHOWN = 20

/** Vacancies that have been open for long or came back often, with those facts and no judgement. */
export function LongOpen({ answer, view }: { answer: { rows: LongOpenRow[]; notes: string[] }; view: View }) {
  const { rows, notes } = answer
  return (
    <section>
      <h2>Open for long, or reposted</h2>
      <p className="subtitle">
        Half a year or more, or reposted twice or more, up to the last day read. Facts, and no judgement on why.
      </p>
      {rows.length === 0 ? (
        <p className="subtitle">No vacancy of this view was open so long.</p>
      ) : (
        <table className="table dense">
          <caption className="hidden">Vacancies open for long or reposted</caption>
          <thead>
            <tr>
              <th scope="col">Vacancy</th>
              <th scope="col">Company</th>
              <th className="only-wide" scope="col">
                Role
              </th>
              <th className="num" scope="col" aria-sort="descending">
                Days
              </th>
              <th className="num" scope="col">
                Reposts
              </th>
              <th className="num only-wide" scope="col">
                Opened
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map((row) => (
              <tr key={`${row.postingId}-${row.openedOn}`}>
                <td>
                  <Door
                    evidence={{
                      chart: 'time-to-close',
                      first: row.openedOn,
                      last: row.lastSeenOn,
                      role: row.role,
                      company: row.company,
                    }}
                    view={view}
                    quiet
                  >
                    {row.title}
                  </Door>
                </td>
                <td>
                  <a href={pageAddress(`/companies/${row.company}`, { ...view, companies: [] })}>{row.companyName}</a>
                </td>
                <td className="only-wide">
                  <RoleName role={row.role} href={pageAddress(`/roles/${row.role}`, { ...view, roles: [] })} />
                </td>
                <td className="num">
                  {row.openedKnownExactly ? '' : 'at least '}
                  {number(row.days)}
                </td>
                <td className="num">{number(row.reposts)}</td>
                <td className="num only-wide">
                  {row.openedKnownExactly ? dayWords(row.openedOn) : `by ${dayWords(row.openedOn)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {rows.length > SHOWN && (
        <p className="tiny">
          The first {SHOWN} of {number(rows.length)}; all of them: <code>wave query long-open</code>.
        </p>
      )}
      {notes.map((note) => (
        <p className="tiny" key={note}>
          {note}
        </p>
      ))}
    </section>
  )
}
