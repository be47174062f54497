import { dayWords, number } from '@/components/charts/format'
import type { BoardQualityRow } from '@/lib/queries/types'
import type { View } from '@/lib/view'
import { pageAddress } from './address'
import { Scroller } from './Scroller'

/** How well each board was read, and by whom: what every number of openings rests on. */
export function BoardsTable({ boards, view }: { boards: BoardQualityRow[]; view: View }) {
  return (
    <section id="boards">
      <h2>Every board, and how well it was read</h2>
      <p className="subtitle">
        Days read well count; days on which a reading was capped or doubted, and readings of unknown completeness, do
        not.
      </p>
      <Scroller label="How each board was read">
        <table className="table dense">
          <caption className="hidden">How each board was read</caption>
          <thead>
            <tr>
              <th scope="col">Board</th>
              <th className="num" scope="col">
                Days read well
              </th>
              <th className="num" scope="col">
                Doubted
              </th>
              <th className="num only-wide" scope="col">
                Unknown
              </th>
              <th className="only-wide" scope="col">
                Read by
              </th>
              <th className="num" scope="col">
                From, to
              </th>
            </tr>
          </thead>
          <tbody>
            {boards.map((board) => (
              <tr key={`${board.company}/${board.kind}/${board.token}`}>
                <td>
                  <a
                    className="name-link"
                    href={pageAddress(`/companies/${board.company}`, { ...view, companies: [] })}
                  >
                    {board.companyName}
                  </a>
                  <span className="sub">
                    {board.kind}/{board.token}
                    {board.activeTo && `, until ${dayWords(board.activeTo)}`}
                    {board.note && ` · ${board.note}`}
                  </span>
                </td>
                <td className="num">{number(board.goodDays)}</td>
                <td className="num">{number(board.suspectDays)}</td>
                <td className="num only-wide">{number(board.unknownDays)}</td>
                <td className="soft only-wide">{board.readers.join(', ')}</td>
                <td className="num">
                  {board.firstDay && board.lastDay ? (
                    <>
                      {dayWords(board.firstDay)}
                      <span className="sub">{dayWords(board.lastDay)}</span>
                    </>
                  ) : (
                    <span className="muted">never</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroller>
    </section>
  )
}
