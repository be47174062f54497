import type { Day } from '@/lib/dates'

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

/**
 * The first and the last day of the range between which a whole panel may be compared: every company covered on both, each by
 * the same reader as completely. The widest such pair; null when there is none.
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
  let best: { first: Day; last: Day } | null = null
  for (const pair of ends.values()) {
    if (pair.first === pair.last) continue
    const span = Date.parse(pair.last) - Date.parse(pair.first)
    if (!best || span > Date.parse(best.last) - Date.parse(best.first)) best = pair
  }
  return best
}
