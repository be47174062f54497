import { dayWords, number } from '@/components/charts/format'
import type { ChangeRow, ForecastRow } from '@/lib/queries/outlook'
import type { View } from '@/lib/view'
import { Door } from './Words'

/** Where the level turned with what came at the same time, and the weeks ahead where a forecast has earned it. */
export function Outlook({
  forecast,
  changes,
  view,
}: {
  forecast: { rows: ForecastRow[]; notes: string[] }
  changes: { rows: ChangeRow[]; notes: string[] }
  view: View
}) {
  return (
    <div className="halves">
      <section>
        <h2>Where it turned</h2>
        {changes.rows.length === 0 && <p className="subtitle">No change of level stands out of the noise.</p>}
        {changes.rows.map((row) => (
          <div key={row.week}>
            <p>
              From the week of{' '}
              <Door evidence={{ chart: 'hiring-trend', first: row.week, last: row.week }} view={view}>
                {dayWords(row.week)}
              </Door>{' '}
              on: {number(row.before)} openings before, {number(row.after)} after.
            </p>
            {row.near.length > 0 && (
              <ul className="notes">
                {row.near.map((event) => (
                  <li key={event.signalId}>
                    {dayWords(event.on)}:{' '}
                    <Door evidence={{ chart: 'signals', signalId: event.signalId }} view={view}>
                      {event.summary}
                    </Door>
                  </li>
                ))}
              </ul>
            )}
          </div>
        ))}
        {changes.notes.map((note) => (
          <p className="tiny" key={note}>
            {note}
          </p>
        ))}
      </section>
      <section>
        <h2>The next eight weeks</h2>
        {forecast.rows.length === 0 ? (
          <p className="subtitle">No forecast is shown.</p>
        ) : (
          <ul className="notes">
            {forecast.rows.map((row) => (
              <li key={row.week}>
                Week of {dayWords(row.week)}: {number(row.openings)}, 80% interval {number(row.low80)} to{' '}
                {number(row.high80)}
              </li>
            ))}
          </ul>
        )}
        {forecast.notes.map((note) => (
          <p className="tiny" key={note}>
            {note}
          </p>
        ))}
      </section>
    </div>
  )
}
