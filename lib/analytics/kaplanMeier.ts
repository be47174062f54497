import { type Enough, notEnough } from './enough'
import { normalQuantile } from './normal'

/** One life: a vacancy from its opening to its closing, in any unit of time, counted from its own start. */
export interface Life {
  /**
   * From which age it was watched; 0 when from its start. Later than 0: it is known only because it lived that long
   * (left truncation), so it is at risk from there on and not before.
   */
  entry: number
  /** Last age at which it was seen alive, >= entry. */
  seen: number
  /**
   * First age at which it was gone: the end lies in (seen, gone]. Equal to seen: the end is known exactly. Null: not ended as far
   * as is known (right-censored at `seen`).
   */
  gone: number | null
}

/** One step of the curve. */
export interface SurvivalStep {
  /** Age; the curve falls here, and is flat up to the next step. */
  time: number
  /** Lives watched just before this age; whole numbers unless ends are known as intervals only. */
  atRisk: number
  ended: number
  /** Share of lives that last longer than `time`, 0..1. */
  survival: number
  /** Greenwood's standard error of `survival`; null at 0, where it does not exist. */
  se: number | null
  /** Interval of `survival` at the level asked for, on the scale log(-log S); null where survival is 0. */
  low: number | null
  high: number | null
}

export interface SurvivalCurve {
  steps: SurvivalStep[]
  lives: number
  /** Lives whose end is known, as a day or as an interval. */
  ended: number
  /** Lives whose end is known as an interval only: a gap in coverage. */
  interval: number
  /** Age by which half have ended; null: more than half are still there at the last age watched. */
  median: number | null
  /** Ends of the median's interval; null: it is open at that end. */
  medianLow: number | null
  medianHigh: number | null
}

/** Fewer ends than this: no curve. */
export const SURVIVAL_MIN_ENDED = 5

/**
 * The share of lives that last longer than each age (Kaplan and Meier 1958), with late entry, right censoring, and ends known as
 * an interval (Turnbull 1976: each such end is shared out over the ages in its interval in proportion to the curve, until nothing
 * moves). Variance by Greenwood (1926), interval on the scale log(-log S), the median's by Brookmeyer and Crowley (1982). With
 * interval ends the variance takes the shares as if they were known, so it is somewhat too small.
 *
 * Ages may be days or anything else. Of an end known as an interval the curve falls at the end of the interval's narrowest part.
 *
 * @param level probability inside the intervals, 0.9 unless said otherwise
 * @returns not enough data under `least` ended lives
 * @throws RangeError for a life that ends before it was seen, or was seen before it entered
 */
export function kaplanMeier(
  lives: readonly Life[],
  { level = 0.9, least = SURVIVAL_MIN_ENDED }: { level?: number; least?: number } = {},
): Enough<SurvivalCurve> {
  for (const life of lives) checkLife(life)
  const ended = lives.filter((l) => l.gone !== null).length
  if (ended < least) return notEnough(ended, least, 'lives whose end is known')
  const intervals = lives.filter((l) => l.gone !== null && l.gone > l.seen)
  const times = eventTimes(lives, intervals)
  const base = countExact(lives, times)
  const hazards = intervals.length ? shareOut(base, lives, times) : base
  const steps = stepsOf(times, hazards, normalQuantile((1 + level) / 2))
  return {
    enough: true,
    steps,
    lives: lives.length,
    ended,
    interval: intervals.length,
    median: firstAtOrBelow(steps, (s) => s.survival, 0.5),
    medianLow: firstAtOrBelow(steps, (s) => s.low, 0.5),
    medianHigh: firstAtOrBelow(steps, (s) => s.high, 0.5),
  }
}

/** Share that lasts longer than `time`: the curve read at an age. 1 before its first step. */
export function survivalAt(curve: SurvivalCurve, time: number): number {
  let survival = 1
  for (const step of curve.steps) {
    if (step.time > time) break
    survival = step.survival
  }
  return survival
}

function checkLife({ entry, seen, gone }: Life): void {
  const ordered = entry >= 0 && seen >= entry && (gone === null || gone >= seen)
  if (!ordered || !Number.isFinite(seen) || (gone !== null && !Number.isFinite(gone)))
    throw new RangeError(`a life goes from entry to seen to gone, not ${entry}, ${seen}, ${gone}`)
}

/**
 * Ages at which the curve may fall: the exact ends, and the ends of the innermost intervals (Turnbull's): those right ends with
 * no other end between them and the nearest left end before.
 */
function eventTimes(lives: readonly Life[], intervals: readonly Life[]): Float64Array {
  const times = new Set<number>()
  for (const life of lives) if (life.gone !== null && life.gone === life.seen) times.add(life.gone)
  // Left ends are open, so that a left end at the age of an exact end or of a right end lies behind it.
  const ends: { at: number; left: boolean }[] = []
  for (const life of lives) {
    if (life.gone === null) ends.push({ at: life.seen, left: true })
    else if (life.gone > life.seen) ends.push({ at: life.seen, left: true }, { at: life.gone, left: false })
  }
  ends.sort((a, b) => a.at - b.at || Number(a.left) - Number(b.left))
  ends.forEach((end, i) => {
    if (!end.left && (i === 0 || ends[i - 1]?.left)) times.add(end.at)
  })
  // An interval whose part was taken by exact ends alone keeps them; one with none of all these keeps its own end.
  const sorted = Float64Array.from(times).sort()
  for (const { seen, gone } of intervals) {
    const first = upperBound(sorted, seen)
    if (gone !== null && !((sorted[first] ?? Number.POSITIVE_INFINITY) <= gone)) times.add(gone)
  }
  return Float64Array.from(times).sort()
}

interface Counts {
  atRisk: Float64Array
  ended: Float64Array
}

/** Index of the first time > t. */
function upperBound(times: Float64Array, t: number): number {
  let low = 0
  let high = times.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((times[middle] as number) <= t) low = middle + 1
    else high = middle
  }
  return low
}

/** Lives at risk and ended at each time, of those whose end is no interval. */
function countExact(lives: readonly Life[], times: Float64Array): Counts {
  const atRisk = new Float64Array(times.length + 1)
  const ended = new Float64Array(times.length)
  for (const { entry, seen, gone } of lives) {
    if (gone !== null && gone > seen) continue
    const from = upperBound(times, entry)
    // At risk at t: entry < t <= seen. A life that ended on its first day is at risk on it.
    const to = upperBound(times, seen)
    const start = gone !== null && entry === seen ? to - 1 : from
    if (to <= start) continue
    atRisk[start] = (atRisk[start] as number) + 1
    atRisk[to] = (atRisk[to] as number) - 1
    if (gone !== null) ended[to - 1] = (ended[to - 1] as number) + 1
  }
  for (let i = 1; i < times.length; i++) atRisk[i] = (atRisk[i] as number) + (atRisk[i - 1] as number)
  return { atRisk: atRisk.subarray(0, times.length), ended }
}

const ROUNDS = 2000
const STILL = 1e-10

/** Turnbull's self-consistent shares: expected ends and lives at risk, with the interval ends shared out by the curve itself. */
function shareOut(base: Counts, lives: readonly Life[], times: Float64Array): Counts {
  const k = times.length
  const spans = spansOf(lives, times)
  let mass = new Float64Array(k).fill(1 / k)
  let counts = base
  for (let round = 0; round < ROUNDS; round++) {
    const ended = Float64Array.from(base.ended)
    const change = new Float64Array(k + 1)
    for (const { entry, from, to, lives: n } of spans) {
      let total = 0
      for (let i = from; i < to; i++) total += mass[i] as number
      // At risk from entry on, up to each of its possible ends by that end's share.
      change[entry] = (change[entry] as number) + n
      for (let i = from; i < to; i++) {
        const share = n * (total > 0 ? (mass[i] as number) / total : 1 / (to - from))
        ended[i] = (ended[i] as number) + share
        change[i + 1] = (change[i + 1] as number) - share
      }
    }
    const atRisk = Float64Array.from(base.atRisk)
    let running = 0
    for (let i = 0; i < k; i++) {
      running += change[i] as number
      atRisk[i] = (atRisk[i] as number) + running
    }
    counts = { atRisk, ended }
    const next = massOf(counts)
    let moved = 0
    for (let i = 0; i < k; i++) moved = Math.max(moved, Math.abs((next[i] as number) - (mass[i] as number)))
    mass = next
    if (moved < STILL) break
  }
  return counts
}

interface Span {
  /** Places in the times: where it enters, and the first and the last (not included) at which it may end. */
  entry: number
  from: number
  to: number
  /** Lives that share it. */
  lives: number
}

function spansOf(lives: readonly Life[], times: Float64Array): Span[] {
  const spans = new Map<string, Span>()
  for (const { entry, seen, gone } of lives) {
    if (gone === null || gone <= seen) continue
    const span = { entry: upperBound(times, entry), from: upperBound(times, seen), to: upperBound(times, gone) }
    const key = `${span.entry} ${span.from} ${span.to}`
    const known = spans.get(key)
    if (known) known.lives++
    else spans.set(key, { ...span, lives: 1 })
  }
  return [...spans.values()]
}

function massOf({ atRisk, ended }: Counts): Float64Array<ArrayBuffer> {
  const mass = new Float64Array(atRisk.length)
  let survival = 1
  for (let i = 0; i < atRisk.length; i++) {
    const n = atRisk[i] as number
    const hazard = n > 0 ? Math.min(1, (ended[i] as number) / n) : 0
    mass[i] = survival * hazard
    survival *= 1 - hazard
  }
  return mass
}

function stepsOf(times: Float64Array, { atRisk, ended }: Counts, z: number): SurvivalStep[] {
  const steps: SurvivalStep[] = []
  let survival = 1
  let greenwood = 0
  times.forEach((time, i) => {
    const n = atRisk[i] as number
    const d = ended[i] as number
    if (!(d > STILL) || !(n > 0)) return
    const left = Math.max(0, n - d)
    survival *= left > 1e-9 * n ? left / n : 0
    if (survival === 0) {
      steps.push({ time, atRisk: n, ended: d, survival: 0, se: null, low: null, high: null })
      return
    }
    greenwood += d / (n * left)
    const width = (z * Math.sqrt(greenwood)) / Math.abs(Math.log(survival))
    steps.push({
      time,
      atRisk: n,
      ended: d,
      survival,
      se: survival * Math.sqrt(greenwood),
      low: survival ** Math.exp(width),
      high: survival ** Math.exp(-width),
    })
  })
  return steps
}

/**
 * The first age at which the curve is at or below p, as a quantile is read off it; where it is flat at just p, the middle of the
 * flat part, as R does. Null where it never gets there, or is not known from there on.
 */
function firstAtOrBelow(
  steps: readonly SurvivalStep[],
  of: (step: SurvivalStep) => number | null,
  p: number,
): number | null {
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i] as SurvivalStep
    const value = of(step)
    if (value === null) return null
    if (Math.abs(value - p) < 1e-12) return (step.time + (steps[i + 1]?.time ?? step.time)) / 2
    if (value < p) return step.time
  }
  return null
}
