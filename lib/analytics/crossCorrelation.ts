import { autocovariances, autoregression, meanOf, whiten } from './autoregression'
import { type Enough, notEnough } from './enough'
import { quantile, randomFrom } from './resample'

export interface LagCorrelation {
  /** Steps by which the first series leads: at 6, its value goes with the second's six steps later. Negative: it follows. */
  lag: number
  /** Correlation after whitening, -1..1. */
  correlation: number
  /** Between these lie `level` of the correlations at this lag of series that have nothing to do with each other. */
  low: number
  high: number
}

export interface LeadLag {
  lags: LagCorrelation[]
  /** The largest size that chance reaches at any of the lags, but in 1 - level of cases: what a peak has to pass. */
  peakBand: number
  /** The strongest lag that passes it; null where none does: then no lead is told. */
  strongest: LagCorrelation | null
  /** Points compared, after differencing and whitening. */
  points: number
  /** Order of the autoregression that whitened both. */
  order: number
}

export interface LeadLagOptions {
  /** Lags to each side; 26 unless said otherwise. */
  most?: number
  /**
   * Which are compared by their changes, as levels that wander have to be: `both` unless said otherwise; `second` where the first is a
   * flow already, as capital raised in a week beside openings; `none`.
   */
  difference?: 'both' | 'second' | 'none'
  /** Share of chance inside the bands; 0.95 unless said otherwise. */
  level?: number
  draws?: number
}

/** Points beyond the lags, and points of the first series that move, without which nothing is told. */
const LEAST_POINTS = 40
const LEAST_MOVES = 8
const DRAWS = 400
const SEED = 19_760_101

/**
 * Which of two series leads, and by how much: their cross-correlation after pre-whitening (Box and Jenkins 1976, section 11.2: an
 * autoregression fitted to the first is taken out of both, since two wandering series correlate with anything) with bands out of a
 * moving-block bootstrap (Kuensch 1989): blocks of the second series are put together anew, which keeps its own memory and breaks its
 * tie to the first.
 *
 * A lead is no cause: both may follow a third.
 *
 * @param x, y evenly spaced at the same times, of equal length
 * @returns not enough data under 40 points beyond the lags, where a value is no finite number, or where x moves fewer than 8 times
 * @throws RangeError for unequal lengths
 */
export function leadLag(x: ArrayLike<number>, y: ArrayLike<number>, options: LeadLagOptions = {}): Enough<LeadLag> {
  const { most = 26, difference = 'both', level = 0.95, draws = DRAWS } = options
  if (x.length !== y.length) throw new RangeError(`series of ${x.length} and ${y.length} points have no lags`)
  const needs = LEAST_POINTS + most + (difference === 'none' ? 0 : 1)
  if (x.length < needs) return notEnough(x.length, needs, 'points in both series')
  const broken = Array.from(x, (v, i) => Number.isFinite(v) && Number.isFinite(y[i])).filter((ok) => !ok).length
  if (broken > 0) return notEnough(x.length - broken, x.length, 'points without a gap in both series')
  const asItIs = (series: ArrayLike<number>) => Float64Array.from(series).subarray(difference === 'none' ? 0 : 1)
  const a = difference === 'both' ? steps(x) : asItIs(x)
  const b = difference === 'none' ? asItIs(y) : steps(y)
  const moves = Math.min(movesOf(a), movesOf(b))
  if (moves < LEAST_MOVES) return notEnough(moves, LEAST_MOVES, 'points at which both series move')
  const coefficients = autoregression(a, { most: Math.floor(10 * Math.log10(a.length)) })
  const [u, v] = [standard(whiten(a, coefficients)), standard(whiten(b, coefficients))]
  if (u === null || v === null) return notEnough(0, LEAST_MOVES, 'points at which both series move')
  const correlations = crossCorrelation(u, v, most)
  const chance = blockBootstrap(u, v, most, draws)
  const lags = correlations.map((correlation, k): LagCorrelation => {
    const sorted = (chance.byLag[k] ?? new Float64Array()).sort()
    return {
      lag: k - most,
      correlation,
      low: quantile(sorted, (1 - level) / 2),
      high: quantile(sorted, (1 + level) / 2),
    }
  })
  const peakBand = quantile(chance.peaks.sort(), level)
  const peak = lags.reduce((p, l) => (Math.abs(l.correlation) > Math.abs(p.correlation) ? l : p))
  return {
    enough: true,
    lags,
    peakBand,
    strongest: Math.abs(peak.correlation) > peakBand ? peak : null,
    points: u.length,
    order: coefficients.length,
  }
}

/**
 * Correlations of x[t] with y[t + lag] for lags -most..most, over n and about the whole means, as `ccf()` in R (which counts its
 * lags the other way round).
 *
 * @returns all 0 where one of them never moves
 */
export function crossCorrelation(x: ArrayLike<number>, y: ArrayLike<number>, most: number): number[] {
  const n = x.length
  const [mx, my] = [meanOf(x), meanOf(y)]
  const scale = n * Math.sqrt((autocovariances(x, 0)[0] as number) * (autocovariances(y, 0)[0] as number))
  return Array.from({ length: 2 * most + 1 }, (_, k) => {
    const lag = k - most
    let sum = 0
    for (let t = Math.max(0, -lag); t < Math.min(n, n - lag); t++) {
      sum += ((x[t] as number) - mx) * ((y[t + lag] as number) - my)
    }
    return scale > 0 ? sum / scale : 0
  })
}

const steps = (x: ArrayLike<number>): Float64Array =>
  Float64Array.from({ length: x.length - 1 }, (_, i) => (x[i + 1] as number) - (x[i] as number))

const movesOf = (x: Float64Array): number => {
  const middle = x.slice().sort()[x.length >> 1]
  return x.filter((v) => v !== middle).length
}

/** Mean 0 and variance 1; null for a series that never moves. */
function standard(x: Float64Array): Float64Array | null {
  const middle = meanOf(x)
  const spread = Math.sqrt(autocovariances(x, 0)[0] as number)
  return spread > 1e-12 * (1 + Math.abs(middle)) ? x.map((v) => (v - middle) / spread) : null
}

/** Correlations of x with blocks of y in a random order: each draw's at every lag, and its largest size. */
function blockBootstrap(
  x: Float64Array,
  y: Float64Array,
  most: number,
  draws: number,
): { byLag: Float64Array[]; peaks: Float64Array } {
  const n = x.length
  const random = randomFrom(SEED)
  const block = Math.max(2, Math.round(1.5 * n ** (1 / 3)))
  const byLag = Array.from({ length: 2 * most + 1 }, () => new Float64Array(draws))
  const peaks = new Float64Array(draws)
  const drawn = new Float64Array(n)
  for (let draw = 0; draw < draws; draw++) {
    for (let at = 0; at < n; at += block) {
      const from = Math.floor(random() * (n - block + 1))
      for (let k = 0; k < block && at + k < n; k++) drawn[at + k] = y[from + k] as number
    }
    crossCorrelation(x, drawn, most).forEach((correlation, k) => {
      const own = byLag[k]
      if (own) own[draw] = correlation
      peaks[draw] = Math.max(peaks[draw] as number, Math.abs(correlation))
    })
  }
  return { byLag, peaks }
}
