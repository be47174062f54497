import { dayWords, number } from '@/components/charts/format'
import type { LevelChange } from '@/lib/queries/outlook'
import type { View } from '@/lib/view'
import { Door } from './Words'

/** What happened within two weeks of each change of level: at the same time, not why. */
export function NearChanges({ changes, view }: { changes: readonly LevelChange[]; view: View }) {
  const told = changes.filter((c) => c.near.length > 0)
  if (told.length === 0) return null
  return (
    <>
      {told.map((change) => (
        <div key={change.week}>
          <p className="small">
            Near the week of{' '}
            <Door evidence={{ chart: 'level-changes', first: change.week, last: change.week }} view={view}>
              {dayWords(change.week)}
            </Door>{' '}
            ({number(change.before)} openings before, {number(change.after)} after):
          </p>
          <ul className="notes">
            {change.near.map((event) => (
              <li key={event.signalId}>
                {dayWords(event.on)}:{' '}
                <Door evidence={{ chart: 'signals', signalId: event.signalId }} view={view}>
                  {event.summary}
                </Door>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  )
}
