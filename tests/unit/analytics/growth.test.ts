import { describe, expect, it } from 'vitest'
import { betaCdf, betaQuantile } from '@/lib/analytics/beta'
import { direction, growth, growthRank } from '@/lib/analytics/growth'

/** P(X <= k) of a binomial, summed plainly: another way to the same bounds. */
function binomialCdf(k: number, n: number, p: number): number {
  let term = (1 - p) ** n
  let sum = term
  for (let i = 1; i <= k; i++) {
    term *= ((n - i + 1) / i) * (p / (1 - p))
    sum += term
  }
  return sum
}

describe('a change between two counts', () => {
  it('has the exact bounds: at each end chance alone reaches the observed split in 5% of cases', () => {
    for (const [from, to] of [
      [10, 20],
      [44, 62],
      [100, 88],
      [3, 17],
    ] as const) {
      const g = growth(from, to)
      const n = from + to
      const pLow = (g.low ?? 0) / (1 + (g.low ?? 0))
      const pHigh = (g.high ?? 0) / (1 + (g.high ?? 0))
      expect(1 - binomialCdf(to - 1, n, pLow)).toBeCloseTo(0.05, 6)
      expect(binomialCdf(to, n, pHigh)).toBeCloseTo(0.05, 6)
    }
  })

  it('holds the true ratio in at least 90% of draws from two Poisson boards', () => {
    // A fixed generator: the test must not depend on luck.
    let seed = 12345
    const random = () => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return (seed + 0.5) / 2147483648
    }
    const poisson = (mean: number) => {
      let product = random()
      let n = 0
      for (const limit = Math.exp(-mean); product > limit; n++) product *= random()
      return n
    }
    let inside = 0
    const draws = 600
    for (let i = 0; i < draws; i++) {
      const from = poisson(25)
      const g = growth(from, poisson(40))
      if (from > 0 && g.low !== null && g.high !== null && g.low <= 1.6 && g.high >= 1.6) inside++
    }
    expect(inside / draws).toBeGreaterThan(0.9)
  })

  it('widens as counts get smaller', () => {
    const width = (f: number) => {
      const g = growth(f, 2 * f)
      return (g.high ?? 0) - (g.low ?? 0)
    }
    expect(width(5)).toBeGreaterThan(width(50))
    expect(width(50)).toBeGreaterThan(width(500))
  })

  it('gives no ratio from nothing, and says that the sample is small under ten', () => {
    expect(growth(0, 12)).toMatchObject({ ratio: null, low: null, high: null, small: true })
    expect(growth(9, 18).small).toBe(true)
    expect(growth(10, 18).small).toBe(false)
    expect(growth(10, 0)).toMatchObject({ ratio: 0, low: 0 })
  })

  it('calls flat what chance alone could do', () => {
    expect(direction(growth(100, 104))).toBe('flat')
    expect(direction(growth(100, 160))).toBe('up')
    expect(direction(growth(160, 100))).toBe('down')
    expect(direction(growth(0, 0))).toBe('flat')
  })

  it('ranks by the lower end, so that 1 to 3 does not beat 100 to 250', () => {
    expect(growthRank(growth(1, 3)) ?? 0).toBeLessThan(growthRank(growth(100, 250)) ?? 0)
  })

  it('refuses what is no count', () => {
    expect(() => growth(-1, 3)).toThrow(RangeError)
    expect(() => growth(Number.NaN, 3)).toThrow(RangeError)
  })
})

describe('the beta function behind it', () => {
  it('agrees with the binomial: I_p(k, n - k + 1) = P(X >= k)', () => {
    expect(betaCdf(0.3, 4, 7)).toBeCloseTo(1 - binomialCdf(3, 10, 0.3), 10)
    expect(betaCdf(0.9, 80, 21)).toBeCloseTo(1 - binomialCdf(79, 100, 0.9), 8)
  })

  it('is inverted by its quantile, also for thousands', () => {
    for (const [a, b] of [
      [1, 1],
      [0.5, 3],
      [2500, 4100],
    ] as const)
      expect(betaCdf(betaQuantile(0.05, a, b), a, b)).toBeCloseTo(0.05, 7)
  })
})
