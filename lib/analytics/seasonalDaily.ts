import { addDays, type Day, dayNumber, daysBetween } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { type Holiday, holidayIn, US_HOLIDAYS } from './holidays'
import { Loess } from './loess'
import { median } from './median'
import { Stl } from './stl'
import { bridge, longestStretch } from './stretch'

/** Two whole years and a day: less cannot tell a season from a single event. */
export const DAILY_MIN_DAYS = 731
/** Days without a value that are bridged by a straight line; a longer gap parts the series. */
export const DAILY_BRIDGED_GAP = 3

export interface DailyAdjustOptions {
  /** Which holidays have an effect of their own; default: all of the US. */
  holidays?: readonly Holiday[]
  /** Days before and after each holiday that may carry its effect; default 1 and 12, so that means of a week and what is caught up are met. */
  before?: number
  after?: number
  /** `multiplicative` (effects are shares) or `additive` (effects are amounts). Default: multiplicative where all is above 0. */
  mode?: 'multiplicative' | 'additive'
}

/** Lists run along `days`. Effects are factors (1: none) when multiplicative, amounts (0: none) when additive. */
export interface DailyAdjusted {
  days: Day[]
  /** The series without its effects, in its unit; null where there was no value, or outside the stretch that could be adjusted. */
  adjusted: (number | null)[]
  week: (number | null)[]
  holiday: (number | null)[]
  year: (number | null)[]
  mode: 'multiplicative' | 'additive'
  /** Days bridged by a straight line, for the fit alone: they stay null in `adjusted`. */
  bridged: number
}

/** Windows of the seasonal smoothers in weeks and in years, and of the yearly trend in days (one and a half years). */
const WEEK_WINDOW = 53
const YEAR_WINDOW = 13
const YEAR_TREND = 549
/** Days over which the yearly season is smoothed before a holiday is measured against it. */
const HOLIDAY_WINDOW = 61
const ROUNDS = 2
/** An effect of a holiday is kept when it is so many times the usual size of a day's remainder, over the root of its years. */
const HOLIDAY_SIGNAL = 2.5
const HOLIDAY_MIN_YEARS = 2

/**
 * Takes day-of-week, US holidays and the season of the year out of a daily series.
 *
 * Follows in outline the procedure of the Bundesbank for daily data (Ollech, "Seasonal adjustment of daily time series",
 * Deutsche Bundesbank Discussion Paper 41/2018): robust STL by weekday, then calendar effects, then robust STL by day of the year
 * with 29 February left out and put back between its neighbours. Calendar effects are the median over the years of what a day so
 * many days from a holiday lies off the smooth season, kept where it stands out of the noise. Medians in place of a regression, so
 * that one crisis does not become a holiday. The steps are gone through twice, since each is clearer without the others.
 *
 * @param points one number a day; any order; null, a missing day or a number that is not finite is a gap
 * @returns not enough data without 731 days that no gap of more than three days parts
 */
export function adjustDaily(
  points: readonly { day: Day; value: number | null }[],
  options: DailyAdjustOptions = {},
): Enough<DailyAdjusted> {
  const { days, values } = onAxis(points)
  const stretch = longestStretch(values, DAILY_BRIDGED_GAP)
  const length = stretch.to - stretch.from
  if (length < DAILY_MIN_DAYS) return notEnough(length, DAILY_MIN_DAYS, 'days without a gap of more than three')
  const within = values.slice(stretch.from, stretch.to)
  const mode = options.mode ?? (within.every((v) => v === null || v > 0) ? 'multiplicative' : 'additive')
  if (mode === 'multiplicative') {
    const positive = within.filter((v) => v === null || v > 0).length
    if (positive < length) return notEnough(positive, length, 'days above zero, as shares need')
  }
  const { y, bridged } = bridge(
    mode === 'multiplicative' ? within.map((v) => (v === null ? null : Math.log(v))) : within,
  )
  const fit = fitDaily(y, days.slice(stretch.from, stretch.to), options)
  const back = mode === 'multiplicative' ? Math.exp : (x: number) => x
  const spread = (part: Float64Array) =>
    values.map((_, i) => (i < stretch.from || i >= stretch.to ? null : back(part[i - stretch.from] as number)))
  return {
    enough: true,
    days,
    adjusted: values.map((value, i) => {
      const k = i - stretch.from
      if (value === null || k < 0 || k >= length) return null
      const effect = (fit.week[k] as number) + (fit.holiday[k] as number) + (fit.year[k] as number)
      return mode === 'multiplicative' ? value / Math.exp(effect) : value - effect
    }),
    week: spread(fit.week),
    holiday: spread(fit.holiday),
    year: spread(fit.year),
    mode,
    bridged,
  }
}

function onAxis(points: readonly { day: Day; value: number | null }[]): { days: Day[]; values: (number | null)[] } {
  const byDay = new Map<Day, number>()
  for (const { day, value } of points) if (value !== null && Number.isFinite(value)) byDay.set(day, value)
  const sorted = [...byDay.keys()].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return { days: [], values: [] }
  const days = Array.from({ length: daysBetween(first, last) + 1 }, (_, i) => addDays(first, i))
  return { days, values: days.map((day) => byDay.get(day) ?? null) }
}

interface Effects {
  week: Float64Array
  holiday: Float64Array
  year: Float64Array
}

function fitDaily(y: Float64Array, days: readonly Day[], options: DailyAdjustOptions): Effects {
  const n = y.length
  const byWeek = new Stl({ period: 7, seasonalWindow: WEEK_WINDOW, robust: true })
  const byYear = new Stl({ period: 365, seasonalWindow: YEAR_WINDOW, trendWindow: YEAR_TREND, robust: true })
  const near = holidayDays(days, options)
  const effects: Effects = { week: new Float64Array(n), holiday: new Float64Array(n), year: new Float64Array(n) }
  const work = new Float64Array(n)
  for (let round = 0; round < ROUNDS; round++) {
    for (let i = 0; i < n; i++)
      work[i] = (y[i] as number) - (effects.holiday[i] as number) - (effects.year[i] as number)
    effects.week = byWeek.decompose(work).seasonal
    for (let i = 0; i < n; i++)
      work[i] = (y[i] as number) - (effects.week[i] as number) - (effects.holiday[i] as number)
    const rough = yearly(byYear, work, days)
    const smooth = smoothYear(rough.seasonal)
    for (let i = 0; i < n; i++) {
      work[i] = (y[i] as number) - (effects.week[i] as number) - (rough.trend[i] as number) - (smooth[i] as number)
    }
    effects.holiday = holidayEffects(work, near)
    for (let i = 0; i < n; i++)
      work[i] = (y[i] as number) - (effects.week[i] as number) - (effects.holiday[i] as number)
    effects.year = yearly(byYear, work, days).seasonal
  }
  return effects
}

/** STL with a season of 365 days; a 29 February takes no part and lies between its neighbours. */
function yearly(model: Stl, y: Float64Array, days: readonly Day[]): { seasonal: Float64Array; trend: Float64Array } {
  const kept = days.flatMap((day, i) => (day.endsWith('-02-29') ? [] : [i]))
  const parts = model.decompose(Float64Array.from(kept, (i) => y[i] as number))
  const seasonal = new Float64Array(y.length).fill(Number.NaN)
  const trend = new Float64Array(y.length).fill(Number.NaN)
  kept.forEach((i, k) => {
    seasonal[i] = parts.seasonal[k] as number
    trend[i] = parts.trend[k] as number
  })
  for (const part of [seasonal, trend]) {
    part.forEach((value, i) => {
      if (!Number.isNaN(value)) return
      const before = part[i - 1] ?? part[i + 1] ?? 0
      part[i] = (before + (part[i + 1] ?? before)) / 2
    })
  }
  return { seasonal, trend }
}

/** The season without what lasts a few days: a local line over two months that is not drawn by days far off it. */
function smoothYear(seasonal: Float64Array): Float64Array {
  const n = seasonal.length
  const out = new Float64Array(n)
  const loess = new Loess()
  const weights = new Float64Array(n).fill(1)
  for (let round = 0; round < 4; round++) {
    loess.smooth(seasonal, 0, n, { window: HOLIDAY_WINDOW, degree: 1, jump: 5 }, weights, out, 0)
    const sizes = seasonal.map((s, i) => Math.abs(s - (out[i] as number)))
    const scale = 6 * (median([...sizes]) ?? 0)
    sizes.forEach((size, i) => {
      weights[i] = size < scale || size === 0 ? (1 - (scale > 0 ? size / scale : 0) ** 2) ** 2 : 0
    })
  }
  return out
}

/** For each holiday and each distance from it in days: the places in the series, a year each. */
function holidayDays(
  days: readonly Day[],
  { holidays = US_HOLIDAYS, before = 1, after = 12 }: DailyAdjustOptions,
): number[][] {
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return []
  const start = dayNumber(first)
  const groups: number[][] = []
  for (const holiday of holidays) {
    for (let offset = -before; offset <= after; offset++) {
      const places: number[] = []
      for (let year = Number(first.slice(0, 4)) - 1; year <= Number(last.slice(0, 4)) + 1; year++) {
        const day = holidayIn(year, holiday)
        const place = day === null ? -1 : dayNumber(day) + offset - start
        if (place >= 0 && place < days.length) places.push(place)
      }
      if (places.length >= HOLIDAY_MIN_YEARS) groups.push(places)
    }
  }
  return groups
}

/**
 * What is left on the days around holidays, by holiday and distance: the median over the years where it stands out of the noise,
 * else nothing. Where two holidays are near (Christmas and New Year), each is measured without the other, in turns.
 */
function holidayEffects(left: Float64Array, groups: readonly number[][]): Float64Array {
  const near = new Set(groups.flat())
  const usual = median(Array.from(left, Math.abs).filter((_, i) => !near.has(i))) ?? 0
  const effect = new Float64Array(groups.length)
  const total = new Float64Array(left.length)
  for (let turn = 0; turn < 5; turn++) {
    groups.forEach((places, g) => {
      const own = effect[g] as number
      const middle = median(places.map((i) => (left[i] as number) - (total[i] as number) + own)) ?? 0
      // 1.4826 makes a normal sigma of a median size, 1.2533 is the loss of a median against a mean.
      const noise = (1.4826 * 1.2533 * usual) / Math.sqrt(places.length)
      const next = Math.abs(middle) > HOLIDAY_SIGNAL * noise ? middle : 0
      if (next === own) return
      for (const i of places) total[i] = (total[i] as number) + next - own
      effect[g] = next
    })
  }
  return total
}
