import { dayShort, dayWords, number } from '@/components/charts/format'
import type { RoleData } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { DaySpark } from './Spark'
import { NotCovered } from './States'
import { Door } from './Words'

/** Companies whose boards were read all through, on up to three days. */
export function WhoHires({ data, view }: { data: RoleData; view: View }) {
  const { days, rows } = data.hiring
  const hiring = rows.filter((row) => row.values.some((value) => value !== 0))
  const none = rows.filter((row) => !hiring.includes(row))
  return (
    <section>
      <h2>Who hires</h2>
      <p className="subtitle">
        Openings on {days.length === 1 ? 'one day' : `${days.length} days`}, boards read all through
      </p>
      <table className="table">
        <caption className="hidden">Who hires for this role</caption>
        <thead>
          <tr>
            <th scope="col">Company</th>
            <th className="only-wide" scope="col">
              Trend
            </th>
            {days.map((day) => (
              <th className="num" scope="col" key={day}>
                {dayShort(day)}
                <br />
                {day.slice(0, 4)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {hiring.map((row) => (
            <tr key={row.company}>
              <td>
                <a className="name-link" href={pageAddress(`/companies/${row.company}`, { ...view, companies: [] })}>
                  {row.name}
                </a>
                {row.firstSeen && <span className="sub">first seen {dayWords(row.firstSeen)}</span>}
              </td>
              <td className="only-wide spark-cell">
                <DaySpark points={row.spark} role={data.role} />
              </td>
              {row.values.map((value, i) => (
                <td className="num" key={days[i]}>
                  {value === null ? (
                    <NotCovered />
                  ) : (
                    <Door
                      evidence={{
                        chart: 'role-trend',
                        ...(days[i] && { first: days[i], last: days[i] }),
                        role: data.role,
                        company: row.company,
                      }}
                      view={view}
                      quiet
                    >
                      {number(value)}
                    </Door>
                  )}
                </td>
              ))}
            </tr>
          ))}
          {none.length > 0 && (
            <tr>
              <td className="soft">{none.map((row) => row.name).join(', ')}</td>
              <td className="only-wide" />
              {days.map((day) => (
                <td className="num" key={day}>
                  0
                </td>
              ))}
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}

/** Companies outside the panel: a level on a day, never a trend. */
export function ReadOnce({ data, view }: { data: RoleData; view: View }) {
  if (data.singles.length === 0 && data.notCovered.length === 0) return null
  return (
    <section>
      <h3>Read once or twice</h3>
      <p className="subtitle">A level on a day, not a trend. Not added to the totals.</p>
      <ul className="pairs">
        {data.singles.map((single) => (
          <li key={single.company}>
            <a href={pageAddress(`/companies/${single.company}`, { ...view, companies: [] })}>{single.name}</a>
            <span>
              <span className="muted">{single.readings.map((r) => dayWords(r.day)).join(', ')}</span>{' '}
              <b>{single.readings.map((r) => number(r.value)).join(' and ')}</b>
            </span>
          </li>
        ))}
        {data.notCovered.length > 0 && (
          <li>
            <span className="soft">{listed(data.notCovered)}</span>
            <NotCovered />
          </li>
        )}
      </ul>
    </section>
  )
}

const listed = (names: string[]): string =>
  names.length <= 8 ? names.join(', ') : `${names.slice(0, 8).join(', ')} and ${names.length - 8} more`
