import { addDays, type Day, dayOf, daysBetween, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { latestObservations } from './observations'
import { rounds } from './rounds'

/** Equity raised by week, as ln(1 + millions of US dollars), so that one giant round is not all that is seen; 0: none. */
export async function capitalByWeek(
  view: View,
  weeks: readonly Day[],
  by: 'announcedOn' | 'knownOn',
  db: Db,
  now: Date,
): Promise<number[]> {
  const { rows } = await rounds({ ...view, from: null, to: null }, db, now)
  const sums = new Map<Day, number>()
  for (const r of rows) {
    if (!r.counted || r.kind === 'debt') continue
    const week = mondayOf(r[by])
    sums.set(week, (sums.get(week) ?? 0) + (r.amount ?? 0))
  }
  return weeks.map((week) => Math.log1p((sums.get(week) ?? 0) / 1e6))
}

/** Means by week of a series with a value a day or a week, in its unit, as known by a day; null where there is none. */
export async function observedByWeek(
  id: string,
  weeks: readonly Day[],
  known: Day,
  db: Db,
): Promise<{ values: (number | null)[]; last: Day | null }> {
  const rows = await latestObservations(db, [id], { from: null, to: null, known })
  const cells = new Map<Day, { sum: number; n: number }>()
  for (const { period, value } of rows) {
    if (value === null || !/^\d{4}-\d{2}-\d{2}$/.test(period)) continue
    const week = mondayOf(period)
    const cell = cells.get(week) ?? { sum: 0, n: 0 }
    cells.set(week, { sum: cell.sum + value, n: cell.n + 1 })
  }
  return {
    values: weeks.map((week) => {
      const cell = cells.get(week)
      return cell ? cell.sum / cell.n : null
    }),
    last: [...cells.keys()].sort().at(-1) ?? null,
  }
}

/** Signals that point to hiring (plans, expansions, capacity) by the week in which they became known; none out of postings. */
async function signalsByWeek(weeks: readonly Day[], known: Day, db: Db): Promise<number[]> {
  const rows = await db.$queryRaw<{ week: Date; n: number }[]>`
    SELECT date_trunc('week', known_on)::date AS week, count(*)::int AS n FROM signals
    WHERE type IN ('hiring', 'capacity') AND known_on <= ${known}::date AND direction IS DISTINCT FROM 'down'
      AND NOT rules && ARRAY['fact:first-job', 'fact:expansion']
    GROUP BY 1`
  const counts = new Map(rows.map((r) => [dayOf(r.week), r.n]))
  return weeks.map((week) => counts.get(week) ?? 0)
}

/** Postings on Indeed, United States, seasonally adjusted. */
const INDEED = 'IHLIDXUS'
/** Weeks until a daily index of a week has been published, and the most by which it may lag and still be of use. */
const LEAST_LAG = 2
const MOST_LAG = 12

/**
 * Series that may move before openings, each as it was known by the end of each week: equity raised, signals of hiring and capacity,
 * and the index of postings on Indeed with the lag with which it comes.
 */
export async function leadingSeries(
  view: View,
  weeks: readonly Day[],
  known: Day,
  db: Db,
  now: Date,
): Promise<{ name: string; values: (number | null)[] }[]> {
  const last = weeks.at(-1)
  if (last === undefined) return []
  const [capital, told, indeed] = await Promise.all([
    capitalByWeek({ ...view, companies: [] }, weeks, 'knownOn', db, now),
    signalsByWeek(weeks, known, db),
    observedByWeek(
      INDEED,
      Array.from({ length: weeks.length + MOST_LAG }, (_, i) => addDays(last, 7 * (i - weeks.length - MOST_LAG + 1))),
      known,
      db,
    ),
  ])
  const behind = indeed.last === null ? Number.POSITIVE_INFINITY : Math.ceil(daysBetween(indeed.last, last) / 7)
  const lag = Math.max(LEAST_LAG, behind)
  return [
    { name: 'equity raised', values: capital },
    { name: 'signals of hiring and capacity', values: told },
    ...(lag <= MOST_LAG
      ? [{ name: 'postings on Indeed', values: indeed.values.slice(MOST_LAG - lag, MOST_LAG - lag + weeks.length) }]
      : []),
  ]
}
