import { addDays, type Day, daysBetween } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { mondayOfWeek, weekNumber } from './panelWeeks'
import { Stl } from './stl'
import { bridge, isKnown, longestStretch } from './stretch'

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
  const stretch = longestStretch(
    weeks.map((w) => w.value),
    BRIDGED_GAP,
  )
  const within = weeks.slice(stretch.from, stretch.to)
  const covered = within.flatMap((w) => (isKnown(w.value) ? [w.value] : []))
  if (covered.length < WEEKLY_MIN_WEEKS) return notEnough(covered.length, WEEKLY_MIN_WEEKS, 'covered weeks')
  const log = covered.every((v) => v > 0)
  const kept = within.flatMap(({ week }, i) => (isWeek53(week) ? [] : [i]))
  const { y, bridged } = bridge(
    kept.map((i) => {
      const value = within[i]?.value ?? null
      return isKnown(value) ? (log ? Math.log(value) : value) : null
    }),
  )
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
    return !isKnown(value) || s === null ? null : log ? value / s : value - s
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
