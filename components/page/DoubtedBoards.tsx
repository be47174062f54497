import { dayWords, number } from '@/components/charts/format'
import type { DoubtedBoard } from '@/lib/queries/doubts'

/** Boards whose newest reading is not believed yet, and why; nothing where all are. */
export function DoubtedBoards({ boards }: { boards: DoubtedBoard[] }) {
  if (boards.length === 0) return null
  return (
    <section className="section" id="doubted">
      <h2>Boards that are doubted now</h2>
      <p className="subtitle">
        Their days do not count as read well until further readings agree; no chart takes them for a change in demand.
      </p>
      <ul className="limits">
        {boards.map((board) => (
          <li key={`${board.kind}/${board.token}`} style={{ gridTemplateColumns: 'minmax(0,1fr)' }}>
            <span>
              <b>
                {board.companyName}, {board.kind}/{board.token}
              </b>
              {board.count !== null && `, ${number(board.count)} postings`} on {dayWords(board.readOn)}. {board.why}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
