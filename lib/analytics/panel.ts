import { addDays, type Day, daysBetween } from '@/lib/dates'

/** Covered on at least this share of the days on which most of the panel was read: "read all through". */
export const PANEL_SHARE = 0.8
/** A company joins only when it was first read within this many days of the start, so that no line grows by joining. */
export const PANEL_START_DAYS = 21

/** Days on which at least `least` of the companies are covered, in order. */
function daysWith(companies: readonly ReadonlySet<Day>[], least: number): Day[] {
  const counts = new Map<Day, number>()
  for (const days of companies) for (const day of days) counts.set(day, (counts.get(day) ?? 0) + 1)
  return [...counts]
    .filter(([, n]) => n >= least)
    .map(([day]) => day)
    .sort()
}

/** Days on which at least half of the companies are covered, in order. */
const halfCoveredDays = (companies: readonly ReadonlySet<Day>[]): Day[] =>
  daysWith(companies, Math.max(1, companies.length / 2))

/**
 * The companies that were read all through, so that a rise is never a board that joined nor a fall one that broke: first
 * covered within 21 days of the first reading in the range, covered on four fifths of the days on which the panel was read, and
 * again within the last 21 of those days. Leaving one out changes those days, so it is repeated until nothing changes. Days on
 * which nobody read count against nobody.
 *
 * At first the panel counts as read on days when a third of the candidates (at least two) were, so that many boards that broke
 * early do not cut off those that were read on; then on days when half of those left were.
 *
 * @param coverage covered days by company
 */
export function constantPanel(coverage: ReadonlyMap<string, ReadonlySet<Day>>, from: Day, to: Day | null): string[] {
  let earliest: Day | null = null
  const ranged = [...coverage].map(([company, days]) => {
    const inRange = new Set([...days].filter((day) => day >= from && (to === null || day <= to)))
    for (const day of inRange) if (earliest === null || day < earliest) earliest = day
    return { company, days: inRange }
  })
  if (earliest === null) return []
  const start: Day = earliest
  let panel = ranged.filter(({ days }) => [...days].some((day) => daysBetween(start, day) < PANEL_START_DAYS))
  let least = Math.min(panel.length, Math.max(2, panel.length / 3))
  for (;;) {
    const read = daysWith(
      panel.map((p) => p.days),
      least,
    )
    const last = read.at(-1)
    if (last === undefined) return []
    const kept = panel.filter(
      ({ days }) =>
        read.filter((day) => days.has(day)).length >= PANEL_SHARE * read.length &&
        [...days].some((day) => day <= last && daysBetween(day, last) < PANEL_START_DAYS),
    )
    const half = Math.max(1, kept.length / 2)
    if (kept.length === panel.length && half === least) break
    panel = kept
    least = half
  }
  return panel.map((p) => p.company).sort()
}

/** The last day on which at least half of the panel is covered; null when there is none. Where a chart without `to` ends. */
export const lastHalfCovered = (panel: readonly ReadonlySet<Day>[]): Day | null => halfCoveredDays(panel).at(-1) ?? null

/** The days of a range as a list, both ends included. */
export const daysOf = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, i) => addDays(from, i))

/** The earlier of two days. */
export const earlierOf = (a: Day, b: Day): Day => (daysBetween(a, b) >= 0 ? a : b)
