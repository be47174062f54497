import { dayShort, dayWords, number } from '@/components/charts/format'
import type { Day } from '@/lib/dates'
import type { PostingRow } from '@/lib/queries/types'
import { Out } from './EvidenceParts'
import { NotCovered } from './States'
import { safeHref } from './signalWords'

const SHOWN = 20

/** Postings that were open on a day, newest first. Titles as posted; the link is the company's own. */
export function OpeningsTable({
  openings,
  withCompany = true,
}: {
  openings: { day: Day | null; total: number; rows: PostingRow[] }
  withCompany?: boolean
}) {
  const { day, total, rows } = openings
  return (
    <section>
      <h2>{day ? `Open on ${dayWords(day)}, newest first` : 'Open postings'}</h2>
      {day === null || rows.length === 0 ? (
        <p className="subtitle">
          {day === null ? (
            <>
              <NotCovered /> No reading of this board kept its postings.
            </>
          ) : (
            'None: the boards were read on that day and listed none.'
          )}
        </p>
      ) : (
        <>
          <p className="subtitle">
            {rows.length < total ? `The newest ${rows.length} of ${number(total)}.` : `All ${number(total)}.`} An
            opening is an advert, not a hire.
          </p>
          <PostingsTable rows={rows.slice(0, SHOWN)} day={day} withCompany={withCompany} />
          {rows.length > SHOWN && (
            <details className="more-rows">
              <summary className="place">
                {rows.length < total ? `${number(rows.length)} of them` : `All ${number(total)} openings`}
              </summary>
              <PostingsTable rows={rows.slice(SHOWN)} day={day} withCompany={withCompany} />
            </details>
          )}
        </>
      )}
    </section>
  )
}

function PostingsTable({ rows, day, withCompany }: { rows: PostingRow[]; day: Day; withCompany: boolean }) {
  return (
    <table className="table dense">
      <caption className="hidden">Open postings, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Title, as posted</th>
          {withCompany && <th scope="col">Company</th>}
          <th className="only-wide" scope="col">
            Place
          </th>
          <th className="num only-wide" scope="col">
            Published
          </th>
          <th className="num" scope="col">
            First seen
          </th>
          <th className="num" scope="col">
            Advert
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <PostingLine row={row} day={day} withCompany={withCompany} key={row.id} />
        ))}
      </tbody>
    </table>
  )
}

function PostingLine({ row, day, withCompany }: { row: PostingRow; day: Day; withCompany: boolean }) {
  const href = safeHref(row.url)
  const short = (date: Day) => (date.slice(0, 4) === day.slice(0, 4) ? dayShort(date) : dayWords(date))
  return (
    <tr>
      <td>{row.title}</td>
      {withCompany && <td>{row.companyName}</td>}
      <td className="soft only-wide">{row.location ?? <span className="muted">not given</span>}</td>
      <td className="num only-wide">
        {row.publishedOn ? short(row.publishedOn) : <span className="muted">not given</span>}
      </td>
      <td className="num">{short(row.firstSeen)}</td>
      <td className="num">{href ? <Out href={href}>Apply</Out> : <span className="muted">no link</span>}</td>
    </tr>
  )
}
