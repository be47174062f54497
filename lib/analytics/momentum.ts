import { type Day, daysBetween } from '@/lib/dates'
import { comparable, type DayLevel } from './breaks'
import { shrinkToFamily } from './empiricalBayes'
import { SMALL_START } from './growth'
import { Z90 } from './proportion'

/** Over how many weeks growth is told. */
export const MOMENTUM_WEEKS = [4, 12] as const
export type MomentumWeeks = (typeof MOMENTUM_WEEKS)[number]

/** A reading counts for a day when it lies at most so many days before or after it. */
const NEAR_DAYS = 3

/** One unit (a role, a company): two counts, and what it counted before. */
export interface MomentumUnit {
  key: string
  /** Openings at the start and at the end, >= 0. */
  from: number
  to: number
  /** Levels of the unit four weeks apart, in threes (a, b, c in order of time), for the dispersion; may be empty. */
  triples: readonly (readonly [number, number, number])[]
}

export interface Momentum {
  key: string
  from: number
  to: number
  /** to / from as counted; null from zero. */
  ratio: number | null
  /** The ratio after shrinking towards the family, and its 90 % interval. Null where both counts are zero. */
  growth: { ratio: number; low: number; high: number } | null
  /** `hot`: the interval lies above 1; `cooling`: below; `steady`: it holds 1; null: nothing was open at either end. */
  state: 'hot' | 'cooling' | 'steady' | null
  /** How far it was drawn towards its family, 0 to 1. */
  drawn: number
  /** Fewer than 10 at the start. */
  small: boolean
}

export interface MomentumFamily {
  /** In the order of the ranking: by the lower end of the interval, units without openings last. */
  rows: Momentum[]
  /** Mean ratio of the family; null without a unit. */
  mean: number | null
  /** The variance of a count is m + dispersion * m^2; 0 is Poisson. */
  dispersion: number
  /** Threes of levels that the dispersion rests on. */
  triples: number
}

/** Said wherever momentum is shown. */
export const MOMENTUM_METHOD: readonly string[] = [
  'Momentum is the ratio of openings at the end to those at the start, of boards that were read alike on both days, so that no board that joined or left moves it.',
  'The 90% interval asks what chance alone could do: counts as Poisson, or negative binomial where levels four weeks apart scatter more than that around their own straight line. Small counts are drawn towards the mean of their family (empirical Bayes, Morris 1983).',
  'Hot means that the whole interval lies above no change, cooling that it lies below. Ranked by the lower end. Errors of classification and gaps of coverage are not in the interval: the page on methods says how often roles are right, the strip under the trend who was read.',
]

/**
 * The dispersion of counts beyond Poisson, by moments over all units: with e = b - (a + c) / 2 of levels four weeks apart, the
 * variance of e is 1.5 (m + d m^2) for independent counts around a straight line, so d = sum(e^2 / 1.5 - m) / sum(m^2), at
 * least 0. Levels that share most of their postings scatter less than Poisson; then d is 0 and intervals are rather too wide.
 */
export function dispersionOf(triples: readonly (readonly [number, number, number])[]): number {
  let over = 0
  let squares = 0
  for (const [a, b, c] of triples) {
    const m = (a + b + c) / 3
    over += (b - (a + c) / 2) ** 2 / 1.5 - m
    squares += m * m
  }
  return squares > 0 ? Math.max(0, over / squares) : 0
}

/**
 * Growth of the units of one family. The logarithm of the ratio is taken with half an opening added to both counts (Anscombe
 * 1956; the delta method gives it the variance 1 / from + 1 / to + 2 d), then shrunk towards the family.
 *
 * @throws RangeError for a count that is missing or negative
 */
export function momentumOf(units: readonly MomentumUnit[]): MomentumFamily {
  for (const u of units)
    if (!(u.from >= 0) || !(u.to >= 0) || !Number.isFinite(u.from + u.to))
      throw new RangeError(`${u.key}: a growth needs two counts, not ${u.from} and ${u.to}`)
  const triples = units.flatMap((u) => u.triples)
  const dispersion = dispersionOf(triples)
  const open = units.filter((u) => u.from + u.to > 0)
  const family = shrinkToFamily(
    open.map((u) => ({
      value: Math.log((u.to + 0.5) / (u.from + 0.5)),
      variance: 1 / (u.from + 0.5) + 1 / (u.to + 0.5) + 2 * dispersion,
    })),
  )
  const rows = open.map((u, i): Momentum => {
    const shrunk = family.shrunk[i] ?? { value: 0, variance: 1, drawn: 0 }
    const half = Z90 * Math.sqrt(shrunk.variance)
    const low = Math.exp(shrunk.value - half)
    const high = Math.exp(shrunk.value + half)
    return {
      key: u.key,
      from: u.from,
      to: u.to,
      ratio: u.from > 0 ? u.to / u.from : null,
      growth: { ratio: Math.exp(shrunk.value), low, high },
      state: low > 1 ? 'hot' : high < 1 ? 'cooling' : 'steady',
      drawn: shrunk.drawn,
      small: u.from < SMALL_START,
    }
  })
  const none = units
    .filter((u) => u.from + u.to === 0)
    .map(
      (u): Momentum => ({
        key: u.key,
        from: 0,
        to: 0,
        ratio: null,
        growth: null,
        state: null,
        drawn: 0,
        small: true,
      }),
    )
  rows.sort((a, b) => (b.growth?.low ?? 0) - (a.growth?.low ?? 0) || (a.key < b.key ? -1 : 1))
  return {
    rows: [...rows, ...none],
    mean: family.mean === null ? null : Math.exp(family.mean),
    dispersion,
    triples: triples.length,
  }
}

/**
 * The reading of a company nearest to a day, at most three days off and comparable with another one; of two as near the
 * earlier. Null when there is none: growth never crosses a change of reader.
 *
 * @param levels covered days of one company
 */
export function readingNear<L extends DayLevel>(levels: Iterable<L>, day: Day, like: DayLevel | null): L | null {
  let best: L | null = null
  let off = NEAR_DAYS + 1
  for (const level of levels) {
    const distance = Math.abs(daysBetween(level.day, day))
    if (distance >= off || (like && !comparable(level, like))) continue
    best = level
    off = distance
  }
  return best
}
