import { type Day, daysBetween } from '@/lib/dates'
import { groupBy } from './group'

/** One covered day of one company: what was seen, and by whom. */
export interface DayLevel {
  day: Day
  value: number
  /** Who read: boards, readers and completeness of that day as one key; growth holds between equal keys only. */
  key: string
}

/** Two readings may be compared when the same boards were read by the same reader as completely. */
export const comparable = (a: DayLevel, b: DayLevel): boolean => a.key === b.key

/** Days (of covered ones, in order) before which the key changed: levels show it, growth never crosses it. */
export function breakDays(levels: readonly DayLevel[]): { day: Day; from: string; to: string }[] {
  const found: { day: Day; from: string; to: string }[] = []
  levels.forEach((level, i) => {
    const before = levels[i - 1]
    if (before && before.key !== level.key) found.push({ day: level.day, from: before.key, to: level.key })
  })
  return found
}

/** A pair of days that ends so near the latest level is of today. */
const RECENT_DAYS = 14
/** And one that is so wide can carry a change of its own. */
const WIDE_DAYS = 56

/**
 * The first and the last day of the range between which a whole panel may be compared: every company covered on both, each by
 * the same reader as completely. Of all such pairs the widest that ends within two weeks of the latest covered day and spans eight
 * weeks; else the widest of all, so that a new reader takes the change over once it has one to tell. Null when there is none.
 *
 * @param panel levels by company, each in order of days
 */
export function comparableEnds(panel: ReadonlyMap<string, readonly DayLevel[]>): { first: Day; last: Day } | null {
  const companies = [...panel.values()]
  if (companies.length === 0) return null
  const keysByDay = new Map<Day, string[]>()
  for (const levels of companies) {
    for (const level of levels) {
      const keys = keysByDay.get(level.day) ?? []
      keys.push(level.key)
      keysByDay.set(level.day, keys)
    }
  }
  // A day's signature is the keys of all companies in the panel's order; equal signatures are comparable.
  const ends = new Map<string, { first: Day; last: Day }>()
  const days = [...keysByDay]
    .filter(([, keys]) => keys.length === companies.length)
    .sort(([a], [b]) => (a < b ? -1 : 1))
  for (const [day, keys] of days) {
    const signature = keys.join('\n')
    const known = ends.get(signature)
    if (known) known.last = day
    else ends.set(signature, { first: day, last: day })
  }
  const latest = days.at(-1)?.[0]
  const pairs = [...ends.values()]
    .filter((pair) => pair.first !== pair.last)
    .sort((a, b) => daysBetween(b.first, b.last) - daysBetween(a.first, a.last))
  const recent = pairs.find(
    (p) =>
      latest !== undefined && daysBetween(p.last, latest) <= RECENT_DAYS && daysBetween(p.first, p.last) >= WIDE_DAYS,
  )
  return recent ?? pairs[0] ?? null
}

/** A trend needs two readings at least so many days apart; about a quarter is preferred. */
const TREND_DAYS = 28
const QUARTER_DAYS = 84

/**
 * Two readings of one company between which it may be said to have grown: the last one and a comparable one about a quarter before; or,
 * where the latest reader looked in only once or twice, first and last of the longest run of one reader (`latest` false).
 */
export function trendPair(levels: readonly DayLevel[]): { from: DayLevel; to: DayLevel; latest: boolean } | null {
  const last = levels.at(-1)
  if (!last) return null
  const apart = (a: DayLevel, b: DayLevel) => daysBetween(a.day, b.day)
  const same = levels.filter((l) => comparable(l, last) && apart(l, last) >= TREND_DAYS)
  const base = same.filter((l) => apart(l, last) >= QUARTER_DAYS).at(-1) ?? same[0]
  if (base) return { from: base, to: last, latest: true }
  const runs = [...groupBy(levels, (l) => l.key).values()].sort((a, b) => b.length - a.length)
  for (const run of runs) {
    const [from, to] = [run[0], run.at(-1)]
    if (from && to && apart(from, to) >= TREND_DAYS) return { from, to, latest: false }
  }
  return null
}
