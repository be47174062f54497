/** An estimate of one unit with its sampling variance, both in the same unit (here: logarithms of ratios). */
export interface Estimate {
  value: number
  variance: number
}

/** An estimate after it was drawn towards its family. */
export interface Shrunk {
  value: number
  /** Variance of `value`, with what is not known of the family's own mean and spread. */
  variance: number
  /** How far it was drawn, 0 (not at all) to 1 (wholly): the B of Efron and Morris. */
  drawn: number
}

export interface Family {
  /** Weighted mean of the family; null without an estimate. */
  mean: number | null
  /** Variance of the true values within the family. */
  spread: number
  /** In the order of the estimates. */
  shrunk: Shrunk[]
}

/** Families of fewer are not shrunk: their mean and spread cannot be told from so few. */
export const FAMILY_MIN = 4

const ROUNDS = 200

/**
 * Empirical-Bayes estimates for units of one family with unequal, known variances: Morris (1983), "Parametric empirical Bayes
 * inference: theory and applications", JASA 78, 47-55, sections 5 and 6, for a common mean. With equal variances this is the
 * James-Stein estimator towards the mean (Efron and Morris 1975). The variance holds what the estimated mean and spread add,
 * so that intervals of `value` and 1.645 standard errors are meant to hold 90 %.
 *
 * A family of fewer than `FAMILY_MIN` comes back as it is. No estimates give a null mean.
 *
 * @throws RangeError for a variance that is not above 0 or a value that is no number
 */
export function shrinkToFamily(estimates: readonly Estimate[]): Family {
  for (const { value, variance } of estimates)
    if (!Number.isFinite(value) || !(variance > 0) || !Number.isFinite(variance))
      throw new RangeError(`an estimate needs a number and a variance above 0, not ${value} and ${variance}`)
  const k = estimates.length
  if (k === 0) return { mean: null, spread: 0, shrunk: [] }
  let spread = 0
  let mean = weightedMean(estimates, 0)
  for (let round = 0; round < ROUNDS; round++) {
    let weights = 0
    let sum = 0
    for (const { value, variance } of estimates) {
      const w = 1 / (variance + spread)
      weights += w
      sum += w * ((k / Math.max(1, k - 1)) * (value - mean) ** 2 - variance)
    }
    const next = Math.max(0, sum / weights)
    const moved = Math.abs(next - spread)
    spread = next
    mean = weightedMean(estimates, spread)
    if (moved <= 1e-12 * (1 + spread)) break
  }
  if (k < FAMILY_MIN)
    return { mean, spread, shrunk: estimates.map((e) => ({ value: e.value, variance: e.variance, drawn: 0 })) }
  const weights = estimates.map((e) => 1 / (e.variance + spread))
  const all = weights.reduce((a, b) => a + b, 0)
  const meanVariance = estimates.reduce((sum, e, i) => sum + (weights[i] ?? 0) * e.variance, 0) / all
  const shrunk = estimates.map(({ value, variance }, i): Shrunk => {
    const weight = weights[i] ?? 0
    const drawn = ((k - 3) / (k - 1)) * variance * weight
    const share = weight / all
    const ofSpread = (2 / (k - 3)) * drawn ** 2 * (meanVariance + spread) * weight
    return {
      value: value + drawn * (mean - value),
      variance: variance * (1 - (1 - share) * drawn) + ofSpread * (value - mean) ** 2,
      drawn,
    }
  })
  return { mean, spread, shrunk }
}

function weightedMean(estimates: readonly Estimate[], spread: number): number {
  let weights = 0
  let sum = 0
  for (const { value, variance } of estimates) {
    weights += 1 / (variance + spread)
    sum += value / (variance + spread)
  }
  return sum / weights
}
