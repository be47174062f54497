import { dayWords } from '@/components/charts/format'
import { periodWords } from '@/lib/analytics/words'
import type { ReleaseRow } from '@/lib/queries/types'
import { safeHref } from './signalWords'

/** A release with its period, unless its own name says it already: `Employment Situation, Nov 2026`. */
function named({ release, period }: ReleaseRow): string {
  return period && !release.includes(period.slice(0, 4)) ? `${release}, ${periodWords(period)}` : release
}

/** What is published next, by whom and when, in the agency's own time. */
export function ReleasesDue({ releases, most = 4 }: { releases: ReleaseRow[]; most?: number }) {
  return (
    <section>
      <h2>Due next</h2>
      {releases.length === 0 ? (
        <p className="subtitle">No scheduled release is on record after this day.</p>
      ) : (
        <ul className="pairs">
          {releases.slice(0, most).map((release) => {
            const href = safeHref(release.sourceUrl)
            const name = named(release)
            return (
              <li key={`${release.agency}${release.release}${release.scheduledOn}`}>
                <span>
                  {href ? (
                    <a href={href} target="_blank" rel="noopener noreferrer">
                      {name}
                    </a>
                  ) : (
                    name
                  )}{' '}
                  <span className="muted">{release.agency}</span>
                </span>
                <span className="nowrap">
                  {dayWords(release.scheduledOn)}
                  {release.timeLocal && (
                    <small className="muted">
                      {' '}
                      {release.timeLocal} {release.timeZone === 'America/New_York' ? 'New York' : release.timeZone}
                    </small>
                  )}
                </span>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
