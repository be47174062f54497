import { addDays, type Day, dayFromNumber, dayNumber } from '@/lib/dates'

/** One company's weeks that were covered: its openings and by whom they were read; growth holds between equal keys alone. */
export interface PanelCompany {
  company: string
  /** Size, stage or another class within which companies are compared; null: with all. */
  group: string | null
  /** ISO Mondays, in any order. */
  weeks: readonly { week: Day; value: number; key: string }[]
}

/** A dated event of a company: a round, a filing. */
export interface PanelEvent {
  company: string
  /** Any day; its week counts. */
  on: Day
}

/** Openings as logarithms on a common axis of weeks; NaN where a week is not covered. */
export interface PanelSeries {
  company: string
  group: string | null
  log: Float64Array
  /** Number of the reader's key in each week; -1 where not covered. */
  key: Int32Array
  /** Weeks with an event, as places on the axis, in order; places may lie outside of it. */
  events: number[]
}

export interface Panel {
  /** Monday of place 0. */
  first: Day
  weeks: number
  series: PanelSeries[]
}

/** ISO weeks since the one that holds 1970-01-01, a Thursday: for many days, where `mondayOf` would write out each. */
export const weekNumber = (day: Day): number => Math.floor((dayNumber(day) + 3) / 7)

/** ISO Monday of a week by its number. */
export const mondayOfWeek = (week: number): Day => dayFromNumber(7 * week - 3)

/**
 * Lays companies on one axis of weeks. A count of zero is taken as a half, so that its logarithm is a number; a negative or missing
 * count is no reading. Companies come in order of name, so that the order of the rows does not matter. Null without a week.
 */
export function layOut(companies: readonly PanelCompany[], events: readonly PanelEvent[]): Panel | null {
  const readings = companies.map((c) => ({
    company: c.company,
    group: c.group,
    numbered: c.weeks.flatMap(({ week, value, key }) =>
      value >= 0 && Number.isFinite(value) ? [{ at: weekNumber(week), value, key }] : [],
    ),
  }))
  let start = Number.POSITIVE_INFINITY
  let end = Number.NEGATIVE_INFINITY
  for (const { numbered } of readings) {
    for (const { at } of numbered) {
      start = Math.min(start, at)
      end = Math.max(end, at)
    }
  }
  if (start > end) return null
  const weeks = end - start + 1
  const byCompany = new Map<string, Set<number>>()
  for (const event of events) {
    const places = byCompany.get(event.company) ?? new Set()
    places.add(weekNumber(event.on) - start)
    byCompany.set(event.company, places)
  }
  const series = readings.map(({ company, group, numbered }): PanelSeries => {
    const log = new Float64Array(weeks).fill(Number.NaN)
    const key = new Int32Array(weeks).fill(-1)
    const keys = new Map<string, number>()
    for (const w of numbered) {
      const place = w.at - start
      log[place] = Math.log(Math.max(w.value, 0.5))
      const number = keys.get(w.key) ?? keys.size
      keys.set(w.key, number)
      key[place] = number
    }
    return { company, group, log, key, events: [...(byCompany.get(company) ?? [])].sort((a, b) => a - b) }
  })
  series.sort((a, b) => (a.company < b.company ? -1 : a.company > b.company ? 1 : 0))
  return { first: mondayOfWeek(start), weeks, series }
}

/** Change of the logarithm between two places; NaN where one is not covered or the reader is another. */
export function logChange(series: PanelSeries, from: number, to: number): number {
  const key = series.key[from] ?? -1
  if (key < 0 || series.key[to] !== key) return Number.NaN
  return (series.log[to] as number) - (series.log[from] as number)
}

/** True when no event of the company lies in the places from..to, both included. */
export const withoutEvent = (series: PanelSeries, from: number, to: number): boolean =>
  series.events.every((e) => e < from || e > to)

/** Monday of a place. */
export const weekAt = (panel: Panel, place: number): Day => addDays(panel.first, 7 * place)
