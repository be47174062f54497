import { number } from '@/components/charts/format'
import type { EventStudyRow } from '@/lib/queries/eventStudy'

/** Weeks that are set in words; all of them are in the query's answer. */
const SHOWN = [-26, -13, -4, 4, 13, 26, 52]

/** What became of openings after fresh capital: a table of weeks where the data carries one, else what is missing. */
export function CapitalEffect({ answer }: { answer: { rows: EventStudyRow[]; notes: string[] } }) {
  const rows = answer.rows.filter((row) => SHOWN.includes(row.week))
  return (
    <section>
      <h2>Openings around fresh capital</h2>
      {rows.length > 0 && (
        <table className="table dense">
          <caption className="hidden">Openings around a round or a filing, against matched companies</caption>
          <thead>
            <tr>
              <th scope="col">Weeks since</th>
              <th className="num" scope="col">
                Times the others, 90%
              </th>
              <th className="num" scope="col">
                Events
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.week}>
                <td>{number(row.week)}</td>
                <td className="num">
                  {number(row.ratio, 2)}, {number(row.low90, 2)} to {number(row.high90, 2)}
                </td>
                <td className="num">{number(row.events)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {answer.notes.map((note) => (
        <p className="tiny" key={note}>
          {note}
        </p>
      ))}
    </section>
  )
}
