import { lastHalfCovered } from '@/lib/analytics/panel'
import { dayOf } from '@/lib/dates'
import { type Db, dataVersion } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { passedDay } from './names'
import type { RolePanel } from './panel'
import { releasesDue } from './releases'
import { lastReadings } from './sources'
import type { Status } from './types'

/** To which day each source is complete, when boards were last read, and which releases are due next. */
export async function statusOf(panel: RolePanel, view: View, db: Db, now: Date): Promise<Status> {
  const known = passedDay(view, now)
  const [readings, due, [latest], version] = await Promise.all([
    lastReadings(db, known),
    releasesDue(view, db, known),
    db.$queryRaw<{ capital: Date | null; macro: Date | null }[]>`
      SELECT (SELECT max(known_on) FROM signals WHERE type IN ('funding', 'ipo', 'capacity') AND known_on <= ${known}::date)
          AS capital,
        (SELECT max(vintage) FROM observations WHERE vintage <= ${known}::date) AS macro`,
    dataVersion(db),
  ])
  return {
    openingsTo: lastHalfCovered(panel.companies.map((c) => new Set(panel.coverage.get(c.company)?.keys() ?? []))),
    boardsReadOn: readings.day,
    selfReadAt: readings.selfAt,
    capitalTo: latest?.capital ? dayOf(latest.capital) : null,
    macroTo: latest?.macro ? dayOf(latest.macro) : null,
    releasesDue: due.rows,
    dataVersion: String(version.version),
  }
}
