import { quantile, randomFrom } from '@/lib/analytics/resample'

/** A figure with the bounds of its 95 % interval. null: it is not defined (nothing to divide by). */
export type Estimate = { readonly value: number | null; readonly low: number | null; readonly high: number | null }

/** As many as keep the bounds from moving in the second decimal. */
const ROUNDS = 1_000
const SEED = 20_251_125

/**
 * Percentile bootstrap (Efron and Tibshirani 1993, chapter 13): `count` cases are drawn with replacement a thousand
 * times, and each statistic is computed over every draw. `statistics` gets how often each case was drawn (its weight)
 * and answers the same list of figures for any weights; null where one is not defined. Draws without a figure are
 * left out of its bounds. Whole cases (documents, titles) are drawn, never single events: what stands in one document
 * is right or wrong together.
 */
export function estimates(
  count: number,
  statistics: (weights: Uint16Array) => readonly (number | null)[],
  { rounds = ROUNDS, seed = SEED }: { rounds?: number; seed?: number } = {},
): Estimate[] {
  const weights = new Uint16Array(count).fill(1)
  const observed = statistics(weights)
  const draws: number[][] = observed.map(() => [])
  const random = randomFrom(seed)
  for (let round = 0; round < (count === 0 ? 0 : rounds); round++) {
    weights.fill(0)
    for (let i = 0; i < count; i++) {
      const at = Math.floor(random() * count)
      weights[at] = (weights[at] ?? 0) + 1
    }
    statistics(weights).forEach((value, k) => {
      if (value !== null) draws[k]?.push(value)
    })
  }
  return observed.map((value, k) => {
    const sorted = (draws[k] ?? []).sort((a, b) => a - b)
    if (value === null || sorted.length === 0) return { value, low: null, high: null }
    return { value, low: quantile(sorted, 0.025), high: quantile(sorted, 0.975) }
  })
}

/** The share of parts that are right, over all cases: `{ right: 3, of: 4 }` for each. null where there are no parts. */
export function share(cases: readonly { readonly right: number; readonly of: number }[]): Estimate {
  const [estimate] = estimates(cases.length, (weights) => {
    let right = 0
    let of = 0
    cases.forEach((c, i) => {
      right += c.right * (weights[i] ?? 0)
      of += c.of * (weights[i] ?? 0)
    })
    return [of === 0 ? null : right / of]
  })
  return estimate ?? { value: null, low: null, high: null }
}
