import { US_STATES } from '@/lib/signals/postingText/placeNames'
import { placesIn } from '@/lib/signals/postingText/places'
import { type Enough, notEnough } from './enough'
import { MEDIAN_MIN } from './median'

/** Pay as an advert posts it, in whole units of its currency. */
export interface PostedPay {
  min: number | null
  max: number | null
  currency: string | null
  period: string | null
}

/** A range in US dollars a year, or why it is left apart. */
export type YearlyPay = { ok: true; min: number; max: number; mid: number } | { ok: false; why: PayApart }
export type PayApart = 'currency' | 'period' | 'none' | 'bottom' | 'top' | 'wide'

/** Hours, days, weeks and months of a full-time year: 52 weeks of 40 hours, as the US Bureau of Labor Statistics counts it (2,080 hours). */
const A_YEAR: Record<string, number> = { year: 1, month: 12, week: 52, day: 260, hour: 2080 }
/** Below the federal minimum wage (7.25 dollars an hour, 15,080 a year), or above this, a figure is a placeholder or another unit. */
export const PAY_FLOOR = 15_080
export const PAY_CEILING = 2_000_000
/** A range whose top is more than so many times its bottom does not tell what is paid. */
export const PAY_WIDEST = 4

/** Said wherever pay is shown. */
export const PAY_METHOD: readonly string[] = [
  'Pay is the range that a posting names, in US dollars a year (an hour counts 2,080 times, a month 12 times); ranges in other currencies are left apart, since no dated rate is stored.',
  `A range below the federal minimum wage, above $${(PAY_CEILING / 1e6).toFixed(0)}m, or whose top is more than ${PAY_WIDEST} times its bottom is a placeholder and left out.`,
  'The median is that of the middles of the ranges, with the 90% interval by order statistics; five ranges at least. Only places and companies that post pay are here: no sample of the market.',
]

/**
 * A posted range as US dollars a year. A single figure is both ends; ends in the wrong order are turned. Nothing is converted
 * between currencies.
 */
export function yearlyPay(pay: PostedPay): YearlyPay {
  const ends = [pay.min, pay.max].filter((v): v is number => v !== null && Number.isFinite(v))
  if (ends.length === 0) return { ok: false, why: 'none' }
  if (pay.currency !== 'USD') return { ok: false, why: 'currency' }
  const times = pay.period === null ? undefined : A_YEAR[pay.period]
  if (times === undefined) return { ok: false, why: 'period' }
  const min = Math.min(...ends) * times
  const max = Math.max(...ends) * times
  if (min < PAY_FLOOR) return { ok: false, why: 'bottom' }
  if (max > PAY_CEILING) return { ok: false, why: 'top' }
  if (max / min > PAY_WIDEST) return { ok: false, why: 'wide' }
  return { ok: true, min, max, mid: (min + max) / 2 }
}

export interface PaySummary {
  n: number
  median: number
  low: number
  high: number
  /** Quartiles of the middles. */
  q1: number
  q3: number
  /** Lowest and highest end of any range. */
  lowest: number
  highest: number
}

/**
 * The distribution of yearly ranges by their middles. The interval of the median takes the k-th smallest and largest, k the
 * greatest with P(Bin(n, 1/2) < k) <= 5 %: it holds for any distribution (Conover, Practical Nonparametric Statistics, 3.2).
 */
export function paySummary(ranges: readonly { min: number; max: number; mid: number }[]): Enough<PaySummary> {
  const n = ranges.length
  if (n < MEDIAN_MIN) return notEnough(n, MEDIAN_MIN, 'posted ranges in US dollars')
  const mids = ranges.map((r) => r.mid).sort((a, b) => a - b)
  const k = medianRank(n)
  return {
    enough: true,
    n,
    median: quantile(mids, 0.5),
    low: mids[k - 1] ?? 0,
    high: mids[n - k] ?? 0,
    q1: quantile(mids, 0.25),
    q3: quantile(mids, 0.75),
    lowest: ranges.reduce((least, r) => Math.min(least, r.min), Infinity),
    highest: ranges.reduce((most, r) => Math.max(most, r.max), 0),
  }
}

/** The greatest k with P(Bin(n, 1/2) <= k - 1) <= 0.05, at least 1. */
export function medianRank(n: number): number {
  let logTerm = -n * Math.LN2
  let cumulated = Math.exp(logTerm)
  let k = 0
  while (cumulated <= 0.05 && k < n / 2) {
    k++
    logTerm += Math.log((n - k + 1) / k)
    cumulated += Math.exp(logTerm)
  }
  return Math.max(1, k)
}

/** Linear between order statistics (Hyndman and Fan 1996, type 7); of sorted values, at least one. */
function quantile(sorted: readonly number[], p: number): number {
  const at = (sorted.length - 1) * p
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (at - Math.floor(at)) * (high - low)
}

const POSTING_STATES: ReadonlySet<string> = new Set('CA CO CT DC HI IL MA MD MN NJ NV NY RI VT WA'.split(' '))

/**
 * The US states of a posting's location whose laws have employers post pay (2026: fourteen and the District of Columbia), by
 * name, each once: `San Francisco, CA | New York City, NY` → California, New York.
 */
export function transparencyStates(location: string | null): string[] {
  return placesIn(location ?? '').flatMap(({ value: { state } }) =>
    state !== null && POSTING_STATES.has(state) ? (US_STATES.get(state) ?? []) : [],
  )
}
