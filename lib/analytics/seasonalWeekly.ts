import { addDays, type Day, daysBetween } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { mondayOfWeek, weekNumber } from './panelWeeks'
import { Stl } from './stl'

/** Two years of covered weeks: below, nothing is adjusted. */
export const WEEKLY_MIN_WEEKS = 104
/** Weeks without a value that are bridged by a straight line; a longer gap parts the series. */
const BRIDGED_GAP = 3

/** Lists run along `weeks`. */
export interface WeeklyAdjusted {
  /** ISO Mondays from the first to the last of the input, none missing. */
  weeks: Day[]
  /** In the unit of the values; null where there was none, and outside the stretch that could be adjusted. */
  adjusted: (number | null)[]
  /** Factors (1: none) where all values are above 0, else amounts (0: none). */
  season: (number | null)[]
  mode: 'multiplicative' | 'additive'
  bridged: number
}

/** True for the Monday of an ISO week 53: its Thursday is the 365th or 366th day of a year. */
export function isWeek53(monday: Day): boolean {
  const thursday = addDays(monday, 3)
  return daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) >= 364
}

/**
 * Takes the season of the year out of a weekly series: robust STL of 52 weeks, in logarithms where all is above 0, with the same
 * season each year below five years and one that may move slowly from then on. A week 53 takes no part in it and gets the season of
 * the week before, so that week 1 is always week 1.
 *
 * @param points one value a week, in any order; any day of a week stands for it; null, a value that is not finite or a missing week is
 *   a gap
 * @returns not enough data without 104 weeks with a value that no gap of more than three weeks parts
 */
export function adjustWeekly(points: readonly { week: Day; value: number | null }[]): Enough<WeeklyAdjusted> {
  const weeks = onAxis(points)
  const stretch = longestStretch(weeks)
  const within = weeks.slice(stretch.from, stretch.to)
  const valued = within.filter((w) => known(w.value))
  if (valued.length < WEEKLY_MIN_WEEKS) return notEnough(valued.length, WEEKLY_MIN_WEEKS, 'covered weeks')
  const log = valued.every((w) => (w.value ?? 0) > 0)
  const { y, kept, bridged } = lineUp(within, log)
  const seasonalWindow = y.length < 5 * 52 ? 'periodic' : 13
  const parts = new Stl({ period: 52, seasonalWindow, robust: true }).decompose(y)
  const back = (s: number) => (log ? Math.exp(s) : s)
  const season: (number | null)[] = weeks.map(() => null)
  kept.forEach((i, k) => {
    season[stretch.from + i] = back(parts.seasonal[k] as number)
  })
  for (let i = stretch.from; i < stretch.to; i++) season[i] ??= season[i - 1] ?? season[i + 1] ?? (log ? 1 : 0)
  const adjusted = weeks.map(({ value }, i) => {
    const s = season[i] ?? null
    return value === null || !known(value) || s === null ? null : log ? value / s : value - s
  })
  return {
    enough: true,
    weeks: weeks.map((w) => w.week),
    adjusted,
    season,
    mode: log ? 'multiplicative' : 'additive',
    bridged,
  }
}

function onAxis(points: readonly { week: Day; value: number | null }[]): { week: Day; value: number | null }[] {
  const byWeek = new Map(points.map(({ week, value }) => [weekNumber(week), value]))
  const numbers = [...byWeek.keys()].sort((a, b) => a - b)
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (first === undefined || last === undefined) return []
  return Array.from({ length: last - first + 1 }, (_, i) => ({
    week: mondayOfWeek(first + i),
    value: byWeek.get(first + i) ?? null,
  }))
}

const known = (value: number | null): boolean => value !== null && Number.isFinite(value)

function longestStretch(weeks: readonly { value: number | null }[]): { from: number; to: number } {
  let best = { from: 0, to: 0 }
  let from = -1
  let last = -1
  weeks.forEach(({ value }, i) => {
    if (!known(value)) return
    if (from < 0 || i - last > BRIDGED_GAP + 1) from = i
    last = i
    if (i + 1 - from > best.to - best.from) best = { from, to: i + 1 }
  })
  return best
}

/** The values with gaps bridged and weeks 53 left out, and where each stood. */
function lineUp(
  weeks: readonly { week: Day; value: number | null }[],
  log: boolean,
): { y: Float64Array; kept: number[]; bridged: number } {
  const y: number[] = []
  const kept: number[] = []
  let bridged = 0
  let last = -1
  weeks.forEach(({ week, value }, i) => {
    if (isWeek53(week)) return
    kept.push(i)
    if (value === null || !known(value)) {
      y.push(Number.NaN)
      return
    }
    const here = y.push(log ? Math.log(value) : value) - 1
    const left = y[last] ?? (y[here] as number)
    for (let k = last + 1; k < here; k++) {
      y[k] = left + (((y[here] as number) - left) * (k - last)) / (here - last)
      bridged++
    }
    last = here
  })
  const end = y[last] ?? 0
  for (let k = last + 1; k < y.length; k++) y[k] = end
  return { y: Float64Array.from(y), kept, bridged }
}
