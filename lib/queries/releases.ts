import { addDays, type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { passedDay } from './names'
import type { ReleaseRow } from './types'

/** Releases that the agencies' calendars announce from a day on (by default `asOf` or today), the next first, at most 20. */
export async function releasesDue(view: View, db: Db, today?: Day): Promise<Answer<ReleaseRow>> {
  const from = today ?? passedDay(view)
  const found = await db.release.findMany({
    where: { scheduledOn: { gte: new Date(`${from}T00:00:00Z`), lte: new Date(`${addDays(from, 120)}T00:00:00Z`) } },
    orderBy: [{ scheduledOn: 'asc' }, { timeLocal: 'asc' }, { release: 'asc' }],
    take: 20,
  })
  const rows = found.map(
    (r): ReleaseRow => ({
      agency: r.agency,
      release: r.release,
      period: r.period,
      scheduledOn: dayOf(r.scheduledOn),
      timeLocal: r.timeLocal,
      timeZone: r.timeZone,
      sourceUrl: r.sourceUrl,
    }),
  )
  return {
    rows,
    unit: 'releases',
    view,
    notes: rows.length ? [] : [`No calendar of releases reaches beyond ${from}.`],
  }
}
