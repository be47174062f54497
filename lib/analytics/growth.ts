import { betaQuantile } from './beta'

/** A change from one count to another with its 90 % interval; the ratio is to / from. */
export interface Growth {
  from: number
  to: number
  /** to / from; null when from is 0. */
  ratio: number | null
  /** Lower and upper end of the ratio's interval; null when from is 0. */
  low: number | null
  high: number | null
  /** The start is under 10: a difference is said in place of a percentage. */
  small: boolean
}

/** Fewer than this at the start: no percentage, hollow mark. */
export const SMALL_START = 10

/** Said wherever an interval is shown. */
export const INTERVAL_METHOD =
  'The interval asks what chance alone could do: the exact 90% interval for the ratio of two Poisson counts (conditional binomial, Clopper-Pearson). It leaves out errors of classification and of coverage.'

/**
 * The change between two counts with the exact interval for the ratio of two Poisson means.
 *
 * Given the sum a + b, b is binomial with p = r / (1 + r), where r is the ratio; the Clopper-Pearson bounds of p give those
 * of r (Clopper and Pearson 1934; Przyborowski and Wilenski 1940). Means of counts, which need not be whole, are taken as they
 * are. Two stocks share most of their postings, so the interval is rather too wide than too narrow.
 *
 * @param from count or mean count at the start, >= 0
 * @param to the same at the end, >= 0
 * @param level probability inside the interval, 0.9 unless said otherwise
 */
export function growth(from: number, to: number, level = 0.9): Growth {
  if (!(from >= 0) || !(to >= 0)) throw new RangeError(`a growth needs two counts, not ${from} and ${to}`)
  const small = from < SMALL_START
  if (from === 0) return { from, to, ratio: null, low: null, high: null, small }
  const tail = (1 - level) / 2
  const pLow = to === 0 ? 0 : betaQuantile(tail, to, from + 1)
  const pHigh = betaQuantile(1 - tail, to + 1, from)
  return { from, to, ratio: to / from, low: pLow / (1 - pLow), high: pHigh / (1 - pHigh), small }
}

/** What the change can be said to be: `flat` while the interval holds 1, or while nothing moved. */
export function direction(g: Growth): 'up' | 'down' | 'flat' {
  if (g.to === g.from) return 'flat'
  if (g.low !== null && g.high !== null && g.low <= 1 && g.high >= 1) return 'flat'
  return g.to > g.from ? 'up' : 'down'
}

/** What rankings by growth go by, so that small samples sink by themselves: the lower end; null without one. */
export const growthRank = (g: Growth): number | null => g.low
