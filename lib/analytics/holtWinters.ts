import { minimise } from './minimise'
import { normalQuantile } from './normal'

/** Parameters of the additive damped model in error-correction form; `beta` is that of the state equation (alpha times the share). */
export interface HoltWintersParameters {
  alpha: number
  beta: number
  /** 0 without a season. */
  gamma: number
  /** Damping of the trend, 1 for none. */
  phi: number
}

export interface HoltWintersStates {
  level: number
  trend: number
  /** One value per phase, the one that the first point uses first; empty without a season. */
  season: readonly number[]
}

export interface HoltWintersFit {
  parameters: HoltWintersParameters
  initial: HoltWintersStates
  /** One-step forecasts, beside the values. */
  fitted: Float64Array
  /** Sum of squared one-step errors. */
  sse: number
  /** Variance of an error: sse over the points less the parameters and states that were fitted. */
  variance: number
  final: HoltWintersStates
}

export interface ForecastPoint {
  mean: number
  low80: number
  high80: number
  low95: number
  high95: number
}

/** Bounds within which the damping is sought, as Hyndman and Athanasopoulos advise: below, trends die at once. */
const PHI = { least: 0.8, most: 0.98 }
const EDGE = 1e-4

/**
 * Runs Holt-Winters' additive method with a damped trend over a series (Holt 1957, Winters 1960, Gardner and McKenzie 1985; in
 * the error-correction form of Hyndman, Koehler, Ord and Snyder 2008, ETS(A,Ad,N) and ETS(A,Ad,A)).
 *
 * @param y finite values, evenly spaced
 */
export function runHoltWinters(
  y: ArrayLike<number>,
  parameters: HoltWintersParameters,
  initial: HoltWintersStates,
): HoltWintersFit {
  const fitted = new Float64Array(y.length)
  const season = Float64Array.from(initial.season)
  const final = run(y, parameters, initial.level, initial.trend, season, fitted)
  // Three parameters and two states; with a season its parameter, and its values less one since they add up to nothing.
  const free = 5 + season.length
  return {
    parameters,
    initial,
    fitted,
    sse: final.sse,
    variance: final.sse / Math.max(1, y.length - free),
    final: { level: final.level, trend: final.trend, season: rotate(season, y.length) },
  }
}

/** The recursion; `season` is overwritten, `fitted` filled when given. */
function run(
  y: ArrayLike<number>,
  { alpha, beta, gamma, phi }: HoltWintersParameters,
  level: number,
  trend: number,
  season: Float64Array,
  fitted: Float64Array | null,
): { level: number; trend: number; sse: number } {
  const m = season.length
  let sse = 0
  for (let i = 0, phase = 0; i < y.length; i++) {
    const before = level + phi * trend
    const s = m > 0 ? (season[phase] as number) : 0
    const error = (y[i] as number) - before - s
    if (fitted !== null) fitted[i] = before + s
    sse += error * error
    level = before + alpha * error
    trend = phi * trend + beta * error
    if (m > 0) {
      season[phase] = s + gamma * error
      phase = phase + 1 === m ? 0 : phase + 1
    }
  }
  return { level, trend, sse }
}

const rotate = (season: Float64Array, by: number): number[] =>
  Array.from(season, (_, i) => season[(i + by) % season.length] as number)

/**
 * Fits the method by least squares of its one-step errors: parameters, first level and first trend; the first season is the mean
 * distance of each phase from the moving mean of a year.
 *
 * @param period points of a season, or null for none; the series needs two seasons, or ten points
 * @param quick looks from one start alone: for the many fits of a backtest
 * @throws RangeError for a series that is shorter
 */
export function fitHoltWinters(y: Float64Array, period: number | null = null, quick = false): HoltWintersFit {
  const needs = period === null ? 10 : 2 * period
  if (y.length < needs) throw new RangeError(`a fit needs ${needs} points, not ${y.length}`)
  const season = period === null ? [] : firstSeason(y, period)
  const opening = y.slice(0, Math.min(y.length, Math.max(10, period ?? 0)))
  const line = lineOf(opening.map((v, i) => v - (season.length ? (season[i % season.length] as number) : 0)))
  const scale = Math.max(1e-9, spreadOf(y))
  const work = new Float64Array(season.length)
  const unpack = (x: Float64Array): HoltWintersParameters => {
    const alpha = EDGE + (1 - 2 * EDGE) * logistic(x[0] as number)
    return {
      alpha,
      beta: EDGE * alpha + alpha * (1 - 2 * EDGE) * logistic(x[1] as number),
      phi: PHI.least + (PHI.most - PHI.least) * logistic(x[2] as number),
      gamma: season.length ? (1 - alpha) * (EDGE + (1 - 2 * EDGE) * logistic(x[5] as number)) : 0,
    }
  }
  const sse = (x: Float64Array): number => {
    work.set(season)
    return run(y, unpack(x), line.level + scale * (x[3] as number), line.slope + scale * (x[4] as number), work, null)
      .sse
  }
  const starts = [
    [0, -3, 1, 0, 0, -3],
    [-2, -1, 1, 0, 0, -2],
    [2, -4, 0, 0, 0, -4],
  ].map((s) => (season.length ? s : s.slice(0, 5)))
  const step = [1, 1, 1, 0.5, 0.05, 1]
  let best = minimise(sse, starts[0] ?? [], step, quick ? { rounds: 150, tolerance: 1e-5 } : {})
  for (const start of quick ? [] : starts.slice(1)) {
    const other = minimise(sse, start, step)
    if (other.value < best.value) best = other
  }
  // The simplex may have shrunk on a slope: once more from where it stands.
  if (!quick) best = minimise(sse, [...best.x], step)
  const initial = {
    level: line.level + scale * (best.x[3] as number),
    trend: line.slope + scale * (best.x[4] as number),
    season,
  }
  return runHoltWinters(y, unpack(best.x), initial)
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

/** Level one step before the first point and slope, by least squares. */
function lineOf(y: ArrayLike<number>): { level: number; slope: number } {
  const n = y.length
  const centre = (n - 1) / 2
  let sum = 0
  let cross = 0
  let spread = 0
  for (let i = 0; i < n; i++) {
    sum += y[i] as number
    cross += (i - centre) * (y[i] as number)
    spread += (i - centre) ** 2
  }
  const slope = spread > 0 ? cross / spread : 0
  return { level: sum / n - slope * (centre + 1), slope }
}

function spreadOf(y: Float64Array): number {
  const mean = y.reduce((s, v) => s + v, 0) / y.length
  return Math.sqrt(y.reduce((s, v) => s + (v - mean) ** 2, 0) / y.length)
}

/** By phase the mean distance from the centred moving mean over one season; adds up to 0. */
function firstSeason(y: Float64Array, period: number): number[] {
  const sums = new Float64Array(period)
  const counts = new Float64Array(period)
  const half = period >> 1
  for (let i = half; i < y.length - half; i++) {
    let mean = 0
    for (let k = i - half; k <= i + half; k++) {
      const edge = period % 2 === 0 && (k === i - half || k === i + half)
      mean += ((edge ? 0.5 : 1) * (y[k] as number)) / period
    }
    sums[i % period] = (sums[i % period] as number) + (y[i] as number) - mean
    counts[i % period] = (counts[i % period] as number) + 1
  }
  const season = Array.from(sums, (s, i) => s / Math.max(1, counts[i] as number))
  const middle = season.reduce((s, v) => s + v, 0) / period
  return season.map((s) => s - middle)
}

/**
 * The next `steps` points with 80 % and 95 % intervals out of the model's own variance (Hyndman et al. 2008, table 6.1): right
 * when the model is, and so too narrow when it is not. A backtest says how often they held.
 */
export function forecastFrom(fit: HoltWintersFit, steps: number): ForecastPoint[] {
  const { alpha, beta, gamma, phi } = fit.parameters
  const m = fit.final.season.length
  const [z80, z95] = [normalQuantile(0.9), normalQuantile(0.975)]
  const points: ForecastPoint[] = []
  let damped = 0
  let power = 1
  let spread = 1
  for (let h = 1; h <= steps; h++) {
    if (h > 1) {
      // What an error made h - 1 steps before still weighs: level, trend so far, and season when a whole one has passed.
      const weight = alpha + beta * damped + (m > 0 && (h - 1) % m === 0 ? gamma : 0)
      spread += weight * weight
    }
    power *= phi
    damped += power
    const season = m > 0 ? (fit.final.season[(h - 1) % m] as number) : 0
    const mean = fit.final.level + damped * fit.final.trend + season
    const se = Math.sqrt(fit.variance * spread)
    points.push({
      mean,
      low80: mean - z80 * se,
      high80: mean + z80 * se,
      low95: mean - z95 * se,
      high95: mean + z95 * se,
    })
  }
  return points
}
