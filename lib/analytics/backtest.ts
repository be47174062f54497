import { meanOf } from './autoregression'
import { normalQuantile } from './normal'

/** Forecasts the next `steps` points out of a history; asked again at each origin with what was known then. */
export type Forecaster = (history: Float64Array, steps: number) => readonly ForecastBand[]

/** A forecast with its 80 % interval; without one, both ends are null. */
export interface ForecastBand {
  mean: number
  low80: number | null
  high80: number | null
}

/** How one way of forecasting did beside a plain one, over the same origins. */
export interface Comparison {
  /** Mean absolute error of the plain way, in the unit of the series. */
  mae: number
  /** 1 - own MAE / this MAE: above 0 when better. */
  skill: number
  /** Diebold and Mariano's statistic of the mean gain in absolute error, positive when better; null where gains do not vary. */
  statistic: number | null
  /** Better, by more than chance gives in one of ten cases. */
  beaten: boolean
}

export interface TrackRecord {
  origins: number
  steps: number
  mae: number
  /** Mean absolute error by step ahead, the first being one step. */
  maeByStep: number[]
  /** Share of the points that fell into the 80 % interval; null where the forecaster gave none. */
  held80: number | null
  naive: Comparison
  /** Null where the series is too short for a season before the first origin. */
  seasonalNaive: Comparison | null
  /** Beside another forecaster that was given to be compared with; null where none was. */
  baseline: Comparison | null
  /** All of them are beaten: only then is a forecast shown. */
  beats: boolean
}

/** The last value, again and again. */
export const naive: Forecaster = (history, steps) =>
  Array.from({ length: steps }, () => ({ mean: history.at(-1) ?? 0, low80: null, high80: null }))

/** What was there a whole season before. */
export const seasonalNaive =
  (period: number): Forecaster =>
  (history, steps) =>
    Array.from({ length: steps }, (_, h) => ({
      mean: history[history.length - period + (h % period)] ?? 0,
      low80: null,
      high80: null,
    }))

/**
 * Judges a forecaster by rolling origin (Tashman 2000): at each origin it sees only what came before, forecasts the next steps, and
 * is compared with the last value and, from one season on, with the value of a season ago. Whether it is better is asked by the
 * test of Diebold and Mariano (1995) on the mean absolute error of each origin, with the small-sample factor of Harvey, Leybourne
 * and Newbold (1997) and a variance over as many lags as steps overlap.
 *
 * @param y finite values, evenly spaced
 * @param baseline a forecaster that has to be beaten too, as one without what this one adds
 * @param first the first origin: how many points the first forecast sees, >= 1; at least one origin must fit before the end
 * @throws RangeError when none fits
 */
export function backtest(
  y: Float64Array,
  forecaster: Forecaster,
  {
    first,
    steps,
    period,
    baseline = null,
  }: { first: number; steps: number; period: number | null; baseline?: Forecaster | null },
): TrackRecord {
  const origins = y.length - steps - first + 1
  if (origins < 1 || first < 1) throw new RangeError(`no origin: ${y.length} points, ${first} to learn, ${steps} ahead`)
  const byStep = new Float64Array(steps)
  const own: number[] = []
  let inside = 0
  let banded = 0
  for (let origin = first; origin < first + origins; origin++) {
    const said = forecaster(y.slice(0, origin), steps)
    let sum = 0
    said.forEach(({ mean, low80, high80 }, h) => {
      const actual = y[origin + h] as number
      const miss = Math.abs(actual - mean)
      sum += miss
      byStep[h] = (byStep[h] as number) + miss / origins
      if (low80 === null || high80 === null) return
      banded++
      if (actual >= low80 && actual <= high80) inside++
    })
    own.push(sum / steps)
  }
  const against = (plain: Forecaster): Comparison => {
    const theirs = own.map((_, k) => missOf(y, first + k, plain, steps))
    return compare(own, theirs, steps)
  }
  const toNaive = against(naive)
  const toSeason = period !== null && first >= period ? against(seasonalNaive(period)) : null
  const toBaseline = baseline ? against(baseline) : null
  return {
    origins,
    steps,
    mae: meanOf(own),
    maeByStep: [...byStep],
    held80: banded > 0 ? inside / banded : null,
    naive: toNaive,
    seasonalNaive: toSeason,
    baseline: toBaseline,
    beats: [toNaive, toSeason, toBaseline].every((c) => c === null || c.beaten),
  }
}

function missOf(y: Float64Array, origin: number, forecaster: Forecaster, steps: number): number {
  let sum = 0
  forecaster(y.slice(0, origin), steps).forEach(({ mean }, h) => {
    sum += Math.abs((y[origin + h] as number) - mean)
  })
  return sum / steps
}

function compare(own: readonly number[], theirs: readonly number[], steps: number): Comparison {
  const gains = theirs.map((miss, k) => miss - (own[k] ?? 0))
  const [ownMae, mae, gain] = [meanOf(own), meanOf(theirs), meanOf(gains)]
  const statistic = dieboldMariano(gains, steps)
  return {
    mae,
    skill: mae > 0 ? 1 - ownMae / mae : 0,
    statistic,
    beaten: gain > 0 && statistic !== null && statistic > normalQuantile(0.9),
  }
}

/**
 * Mean gain over its standard error, with Bartlett weights over steps - 1 lags (so that the variance is never negative) and the
 * factor of Harvey, Leybourne and Newbold. Null for gains that do not vary, or for too few of them.
 */
export function dieboldMariano(gains: readonly number[], steps: number): number | null {
  const n = gains.length
  if (n < 2 * steps) return null
  const middle = meanOf(gains)
  let variance = 0
  for (let lag = 0; lag < steps; lag++) {
    let product = 0
    for (let i = lag; i < n; i++) product += ((gains[i] ?? 0) - middle) * ((gains[i - lag] ?? 0) - middle)
    variance += ((lag === 0 ? 1 : 2 * (1 - lag / steps)) * product) / n
  }
  if (!(variance > 1e-18 * middle * middle) || variance <= 0) return null
  const factor = Math.sqrt((n + 1 - 2 * steps + (steps * (steps - 1)) / n) / n)
  return (factor * middle) / Math.sqrt(variance / n)
}
