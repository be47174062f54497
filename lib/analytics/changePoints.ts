import { type Day, daysBetween } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { median } from './median'

export interface ChangePoint {
  /** Place of the first value after the change. */
  at: number
  /** Mean of the segment before and of the one after, in the unit of the values. */
  before: number
  after: number
}

export interface ChangePoints {
  changes: ChangePoint[]
  /** Long-run standard deviation of the noise that a change had to stand out of; 0 for a series without noise. */
  noise: number
  /** Likeness of neighbouring noise, 0 to 0.9, that was allowed for. */
  autocorrelation: number
}

export interface ChangePointOptions {
  /** Values in a segment at least; 4 unless said otherwise. */
  least?: number
  /** Cost of a change in squared standard deviations of the noise; 2.5 log n unless said otherwise. */
  penalty?: number
  /** Standard deviation of independent noise, where it is known; else it is estimated, with its autocorrelation. */
  noise?: number
}

const LEAST = 4
/** Yao (1988) takes 2; noise whose spread is itself estimated asks for more. */
const PRICE = 2.5
/** Neighbours more alike than this are a walk, which has no mean to change. */
const MOST_ALIKE = 0.9

/**
 * Where the mean of a series changed, by PELT (Killick, Fearnhead and Eckley, JASA 107 (2012) 1590-1598): the exact least sum of
 * squares with a price on each change, in time that grows with the length when changes are spread over it.
 *
 * Series of counts have neighbours alike, which looks like changes of level. So the price rests on the long-run variance, out of
 * the mean squares of differences over one and over two steps (those of an AR(1) are in the ratio 1 : 1 + autocorrelation), with
 * the few leaps left out. Of 156 values without a change fewer than one series in twenty is called changed, up to an autocorrelation of 0.7. For a change of trend, ask about the differences of the series (or of its logarithms).
 *
 * @param values evenly spaced, in order
 * @returns not enough data under two segments' worth of values, or where one is no finite number
 */
export function changePoints(values: ArrayLike<number>, options: ChangePointOptions = {}): Enough<ChangePoints> {
  const n = values.length
  const least = Math.max(1, Math.floor(options.least ?? LEAST))
  const needs = Math.max(8, 2 * least)
  if (n < needs) return notEnough(n, needs, 'values in a row')
  const y = Float64Array.from(values)
  const finite = y.filter(Number.isFinite).length
  if (finite < n) return notEnough(finite, n, 'values without a gap')
  const { noise, autocorrelation } =
    options.noise === undefined ? longRunNoise(y) : { noise: options.noise, autocorrelation: 0 }
  // Without noise every change is one; the least positive price keeps equal values together.
  const spread = y.reduce((most, v) => Math.max(most, Math.abs(v)), 0)
  const price = Math.max((options.penalty ?? PRICE * Math.log(n)) * noise * noise, 1e-12 * (1 + spread * spread))
  const ends = pelt(y, price, least)
  const starts = [0, ...ends]
  const means = starts.map((from, k) => meanOf(y, from, starts[k + 1] ?? n))
  return {
    enough: true,
    changes: ends.map((at, k) => ({ at, before: means[k] ?? 0, after: means[k + 1] ?? 0 })),
    noise,
    autocorrelation,
  }
}

/**
 * What happened near a change, the nearest first: said beside it, never as its cause.
 *
 * @param within days to each side, 14 unless said otherwise
 */
export function nearChange<T extends { on: Day }>(change: Day, events: readonly T[], within = 14): T[] {
  const apart = (event: T) => Math.abs(daysBetween(change, event.on))
  return events.filter((e) => apart(e) <= within).sort((a, b) => apart(a) - apart(b) || (a.on < b.on ? -1 : 1))
}

function meanOf(y: Float64Array, from: number, to: number): number {
  let sum = 0
  for (let i = from; i < to; i++) sum += y[i] as number
  return sum / (to - from)
}

function longRunNoise(y: Float64Array): { noise: number; autocorrelation: number } {
  const [one, two] = [squaresOf(y, 1), squaresOf(y, 2)]
  if (!(one > 0)) return { noise: 0, autocorrelation: 0 }
  const seen = Math.min(MOST_ALIKE, Math.max(0, two / one - 1))
  // An estimate out of few values is as often too low, and too low is what makes changes out of noise: one standard error more.
  const autocorrelation = Math.min(MOST_ALIKE, seen + Math.sqrt((1 - seen * seen) / y.length))
  const variance = one / (2 * (1 - autocorrelation))
  return { noise: Math.sqrt((variance * (1 + autocorrelation)) / (1 - autocorrelation)), autocorrelation }
}

/** Mean square of the differences over `lag` steps, without those that a change of level or a broken value makes. */
function squaresOf(y: Float64Array, lag: number): number {
  const sizes = Array.from({ length: y.length - lag }, (_, i) => Math.abs((y[i + lag] as number) - (y[i] as number)))
  const usual = median(sizes) ?? 0
  // Where more than half stand still, the median is 0: then the largest twentieth is what a change may have made.
  const sorted = Float64Array.from(sizes).sort()
  const limit = usual > 0 ? 3.5 * 1.4826 * usual : (sorted[Math.floor(0.95 * (sizes.length - 1))] ?? 0)
  const kept = sizes.filter((d) => d <= limit)
  return kept.reduce((sum, d) => sum + d * d, 0) / Math.max(1, kept.length)
}

/** First places of all segments but the first, for the least of squares about segment means plus `price` a change. */
function pelt(y: Float64Array, price: number, least: number): number[] {
  const n = y.length
  const centre = meanOf(y, 0, n)
  const sum = new Float64Array(n + 1)
  const square = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) {
    const v = (y[i] as number) - centre
    sum[i + 1] = (sum[i] as number) + v
    square[i + 1] = (square[i] as number) + v * v
  }
  const cost = (from: number, to: number): number => {
    const s = (sum[to] as number) - (sum[from] as number)
    return Math.max(0, (square[to] as number) - (square[from] as number) - (s * s) / (to - from))
  }
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY)
  const last = new Int32Array(n + 1)
  best[0] = -price
  let candidates: number[] = [0]
  // A start is struck off only `least` places after it has lost, since until then it may not yet be replaced.
  const lostAt = new Int32Array(n + 1).fill(n + 1)
  for (let to = least; to <= n; to++) {
    for (const from of candidates) {
      if (to - from < least) continue
      const total = (best[from] as number) + cost(from, to) + price
      if (total < (best[to] as number)) {
        best[to] = total
        last[to] = from
      }
    }
    for (const from of candidates) {
      if (to - from < least) continue
      if ((best[from] as number) + cost(from, to) > (best[to] as number)) {
        lostAt[from] = Math.min(lostAt[from] as number, to)
      }
    }
    candidates = candidates.filter((from) => to - (lostAt[from] as number) < least)
    if (to + least <= n) candidates.push(to)
  }
  const starts: number[] = []
  for (let to = n; to > 0; ) {
    const from = last[to] as number
    if (from > 0) starts.push(from)
    to = from
  }
  return starts.reverse()
}
