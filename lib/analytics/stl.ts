import { type Enough, notEnough } from './enough'
import { Loess, type Smoother } from './loess'

export interface StlOptions {
  /** Points of one season: 52 for weeks of a year, 7 for days of a week; >= 2. */
  period: number
  /** Window of the seasonal smoother in seasons, odd, >= 7 is advised; `periodic`: the season is the same every time. */
  seasonalWindow: number | 'periodic'
  /** Points of the trend's window; default: the least odd number >= 1.5 period / (1 - 1.5 / seasonalWindow). */
  trendWindow?: number
  /** Points of the low-pass window; default: the least odd number >= period. */
  lowPassWindow?: number
  seasonalDegree?: 0 | 1
  /** Default 1. */
  trendDegree?: 0 | 1
  /** Bisquare weights against outliers: 15 outer rounds of 1 inner; else 2 inner and no outer. */
  robust?: boolean
  inner?: number
  outer?: number
  /** Fit at every so many points only; defaults: a tenth of each window, rounded up. 1 fits everywhere. */
  jumps?: { seasonal?: number; trend?: number; lowPass?: number }
}

/** The three parts add up to the series, point by point, in its unit. */
export interface Decomposition {
  seasonal: Float64Array
  trend: Float64Array
  remainder: Float64Array
  /** How much each point counted in the last round, 0 (an outlier) to 1; all 1 when not robust. */
  weights: Float64Array
}

/**
 * Seasonal-trend decomposition by Loess (Cleveland, Cleveland, McRae and Terpenning, "STL: A Seasonal-Trend Decomposition
 * Procedure Based on Loess", Journal of Official Statistics 6 (1990) 3-73). Defaults are those of `stl()` in R, whose results
 * it equals to rounding (robust ones where R takes the right median, which it may miss for an even number of points).
 *
 * @param values one number a point, evenly spaced, no gaps: fill or cut them before
 * @returns not enough data under two whole seasons plus one point, or where a value is no finite number
 * @throws RangeError for options that no series could meet
 */
export function stl(values: ArrayLike<number>, options: StlOptions): Enough<Decomposition> {
  const n = values.length
  const plan = new Stl(options)
  const finite = countFinite(values)
  if (finite < n) return notEnough(finite, n, 'points with a finite value')
  const needs = 2 * options.period + 1
  if (n < needs) return notEnough(n, needs, 'points (two whole seasons and one)')
  return { enough: true, ...plan.decompose(Float64Array.from(values)) }
}

function countFinite(values: ArrayLike<number>): number {
  let count = 0
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) count++
  return count
}

const oddAtLeast = (x: number): number => {
  const whole = Math.ceil(x - 1e-9)
  return whole % 2 === 0 ? whole + 1 : whole
}

/** A set of options with its working memory: decomposes one series after another without allocating in its loops. */
export class Stl {
  private readonly loess = new Loess()
  private readonly period: number
  private readonly periodic: boolean
  private readonly robust: boolean
  private readonly inner: number
  private readonly outer: number
  private seasonalSmoother: Smoother
  private readonly trendSmoother: Smoother
  private readonly lowPassSmoother: Smoother
  private readonly jumps: NonNullable<StlOptions['jumps']>
  private readonly seasonalDegree: 0 | 1
  private size = -1
  private detrended = new Float64Array(0)
  private cycle = new Float64Array(0)
  private level = new Float64Array(0)
  private once = new Float64Array(0)
  private subseries = new Float64Array(0)
  private subweights = new Float64Array(0)
  private smoothed = new Float64Array(0)

  constructor(options: StlOptions) {
    const { period, seasonalWindow } = options
    if (!Number.isInteger(period) || period < 2) throw new RangeError(`a season has two points or more, not ${period}`)
    this.period = period
    this.periodic = seasonalWindow === 'periodic'
    this.robust = options.robust ?? false
    this.inner = options.inner ?? (this.robust ? 1 : 2)
    this.outer = options.outer ?? (this.robust ? 15 : 0)
    this.jumps = options.jumps ?? {}
    this.seasonalDegree = options.seasonalDegree ?? 0
    const seasonal = seasonalWindow === 'periodic' ? Number.POSITIVE_INFINITY : Math.max(3, oddAtLeast(seasonalWindow))
    const smoother = (window: number, degree: 0 | 1, jump: number | undefined): Smoother => ({
      window,
      degree,
      jump: jump ?? Math.ceil(window / 10),
    })
    this.seasonalSmoother = smoother(seasonal, this.seasonalDegree, this.jumps.seasonal)
    const trendDegree = options.trendDegree ?? 1
    // An endless seasonal window stands for a very long one: the bound is passed, if by a hair.
    const shortest = this.periodic ? Math.floor(1.5 * period) + 1 : (1.5 * period) / (1 - 1.5 / seasonal)
    const trend = Math.max(3, oddAtLeast(options.trendWindow ?? shortest))
    this.trendSmoother = smoother(trend, trendDegree, this.jumps.trend)
    const lowPass = Math.max(3, oddAtLeast(options.lowPassWindow ?? period))
    this.lowPassSmoother = smoother(lowPass, trendDegree, this.jumps.lowPass)
  }

  /** As `stl`, for a series that was looked at: finite, and longer than two seasons. */
  decompose(y: Float64Array): Decomposition {
    const n = y.length
    this.resize(n)
    const seasonal = new Float64Array(n)
    const trend = new Float64Array(n)
    const remainder = new Float64Array(n)
    const weights = new Float64Array(n).fill(1)
    for (let round = 0; ; round++) {
      for (let i = 0; i < this.inner; i++) this.step(y, seasonal, trend, round > 0 ? weights : null)
      if (round >= this.outer) break
      this.weigh(y, seasonal, trend, weights)
    }
    if (this.periodic) meanByPhase(seasonal, this.period)
    for (let i = 0; i < n; i++) remainder[i] = (y[i] as number) - (seasonal[i] as number) - (trend[i] as number)
    return { seasonal, trend, remainder, weights }
  }

  private resize(n: number): void {
    if (this.size === n) return
    this.size = n
    const longest = Math.ceil(n / this.period) + 2
    this.detrended = new Float64Array(n)
    this.cycle = new Float64Array(n + 2 * this.period)
    this.level = new Float64Array(n + 2 * this.period)
    this.once = new Float64Array(n + 2 * this.period)
    this.subseries = new Float64Array(longest)
    this.subweights = new Float64Array(longest)
    this.smoothed = new Float64Array(longest)
    // A window ten times the series is as flat as one without end, and keeps the bandwidth a number (R does the same).
    if (this.periodic) this.seasonalSmoother = periodicSmoother(n, this.seasonalDegree, this.jumps.seasonal)
  }

  /** One pass of the inner loop: steps 1 to 6 of the paper. */
  private step(y: Float64Array, seasonal: Float64Array, trend: Float64Array, weights: Float64Array | null): void {
    const { detrended, cycle, level, once, period } = this
    const n = y.length
    for (let i = 0; i < n; i++) detrended[i] = (y[i] as number) - (trend[i] as number)
    this.smoothCycle(weights)
    movingMean(cycle, n + 2 * period, period, once)
    movingMean(once, n + period + 1, period, level)
    movingMean(level, n + 2, 3, once)
    this.loess.smooth(once, 0, n, this.lowPassSmoother, null, level, 0)
    for (let i = 0; i < n; i++) {
      const s = (cycle[period + i] as number) - (level[i] as number)
      seasonal[i] = s
      detrended[i] = (y[i] as number) - s
    }
    this.loess.smooth(detrended, 0, n, this.trendSmoother, weights, trend, 0)
  }

  /** Step 2: each phase of the season smoothed on its own, and drawn on by one season at both ends. */
  private smoothCycle(weights: Float64Array | null): void {
    const { detrended, cycle, subseries, subweights, smoothed, period, seasonalSmoother, loess } = this
    const n = this.size
    for (let phase = 0; phase < period; phase++) {
      let k = 0
      for (let i = phase; i < n; i += period) {
        subseries[k] = detrended[i] as number
        if (weights !== null) subweights[k] = weights[i] as number
        k++
      }
      const own = weights === null ? null : subweights
      loess.smooth(subseries, 0, k, seasonalSmoother, own, smoothed, 1)
      const width = Math.min(seasonalSmoother.window, k)
      const first = loess.fitAt(subseries, 0, k, -1, 0, width - 1, seasonalSmoother, own)
      smoothed[0] = Number.isNaN(first) ? (smoothed[1] as number) : first
      const last = loess.fitAt(subseries, 0, k, k, k - width, k - 1, seasonalSmoother, own)
      smoothed[k + 1] = Number.isNaN(last) ? (smoothed[k] as number) : last
      for (let m = 0; m < k + 2; m++) cycle[phase + m * period] = smoothed[m] as number
    }
  }

  /** The outer loop: bisquare weights out of the remainder, with six times its median size as the scale. */
  private weigh(y: Float64Array, seasonal: Float64Array, trend: Float64Array, weights: Float64Array): void {
    const n = y.length
    const { detrended: sizes, level: sorted } = this
    for (let i = 0; i < n; i++) {
      const r = (y[i] as number) - (seasonal[i] as number) - (trend[i] as number)
      sizes[i] = r < 0 ? -r : r
    }
    sorted.set(sizes)
    const view = sorted.subarray(0, n)
    view.sort()
    const scale = 3 * ((view[n >> 1] as number) + (view[(n - 1) >> 1] as number))
    for (let i = 0; i < n; i++) {
      const r = sizes[i] as number
      if (r <= 0.001 * scale) weights[i] = 1
      else if (r > 0.999 * scale) weights[i] = 0
      else {
        const share = r / scale
        const rest = 1 - share * share
        weights[i] = rest * rest
      }
    }
  }
}

function periodicSmoother(n: number, degree: 0 | 1, jump: number | undefined): Smoother {
  const window = 10 * n + 1
  return { window, degree, jump: jump ?? Math.ceil(window / 10) }
}

/** Means of `width` points each, n - width + 1 of them, into `out`. */
function movingMean(x: Float64Array, n: number, width: number, out: Float64Array): void {
  let sum = 0
  for (let i = 0; i < width; i++) sum += x[i] as number
  out[0] = sum / width
  for (let i = width; i < n; i++) {
    sum += (x[i] as number) - (x[i - width] as number)
    out[i - width + 1] = sum / width
  }
}

/** Puts in place of each point the mean of its phase over all seasons. */
function meanByPhase(seasonal: Float64Array, period: number): void {
  const n = seasonal.length
  for (let phase = 0; phase < period; phase++) {
    let sum = 0
    let count = 0
    for (let i = phase; i < n; i += period) {
      sum += seasonal[i] as number
      count++
    }
    for (let i = phase; i < n; i += period) seasonal[i] = sum / count
  }
}
