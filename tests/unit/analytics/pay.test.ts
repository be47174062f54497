import { describe, expect, it } from 'vitest'
import { medianRank, paySummary, transparencyStates, yearlyPay } from '@/lib/analytics/pay'

const usd = (min: number | null, max: number | null, period: string | null = 'year') =>
  yearlyPay({ min, max, currency: 'USD', period })
const range = (min: number, max: number) => ({ min, max, mid: (min + max) / 2 })

describe('pay as posted', () => {
  it('becomes US dollars a year: an hour 2,080 times, a month 12 times', () => {
    expect(usd(50, 60, 'hour')).toEqual({ ok: true, min: 104_000, max: 124_800, mid: 114_400 })
    expect(usd(10_000, null, 'month')).toEqual({ ok: true, min: 120_000, max: 120_000, mid: 120_000 })
    expect(usd(200_000, 100_000)).toMatchObject({ ok: true, min: 100_000, max: 200_000 })
  })

  it('is left apart in another currency, and never converted', () => {
    expect(yearlyPay({ min: 90_000, max: 100_000, currency: 'EUR', period: 'year' })).toEqual({
      ok: false,
      why: 'currency',
    })
    expect(usd(90_000, 100_000, null)).toEqual({ ok: false, why: 'period' })
    expect(usd(null, null)).toEqual({ ok: false, why: 'none' })
  })

  it('is no pay where it is a placeholder', () => {
    expect(usd(0, 999_999)).toEqual({ ok: false, why: 'bottom' })
    expect(usd(100_000, 9_999_999)).toEqual({ ok: false, why: 'top' })
    expect(usd(50_000, 500_000)).toEqual({ ok: false, why: 'wide' })
  })

  it('has a median from five ranges on, with an interval by order statistics', () => {
    const ranges = [100, 110, 120, 130, 140, 150, 160, 170, 180, 190].map((k) =>
      range(k * 1000 - 5000, k * 1000 + 5000),
    )
    // For n = 10 the 2nd and the 9th smallest hold the median with 97.9 %, the 3rd and the 8th with 89.1 %.
    expect(medianRank(10)).toBe(2)
    expect(paySummary(ranges)).toMatchObject({ enough: true, n: 10, median: 145_000, low: 110_000, high: 180_000 })
    expect(paySummary(ranges.slice(0, 4))).toEqual({
      enough: false,
      has: 4,
      needs: 5,
      what: 'posted ranges in US dollars',
    })
  })

  it('has the ranks that exact sums of binomial probabilities give', () => {
    // Counted apart from this code with whole-number binomials: the most k with P(Bin(n, 1/2) < k) <= 5 %.
    expect([5, 8, 11, 15, 20, 25, 30].map(medianRank)).toEqual([1, 2, 3, 4, 6, 8, 11])
    expect(Number.isFinite(medianRank(100_000))).toBe(true)
  })

  it('scales, and does not mind the order of the ranges', () => {
    const ranges = [range(1e5, 2e5), range(1.2e5, 1.5e5), range(9e4, 1e5), range(3e5, 4e5), range(2e5, 2.2e5)]
    const plain = paySummary(ranges)
    const twice = paySummary([...ranges].reverse().map((r) => range(2 * r.min, 2 * r.max)))
    if (!plain.enough || !twice.enough) throw new Error('not enough')
    expect(twice.median).toBe(2 * plain.median)
    expect(twice.q3).toBe(2 * plain.q3)
  })

  it('knows the states whose laws have employers post it', () => {
    expect(transparencyStates('San Francisco, CA | New York City, NY; Seattle, WA')).toEqual([
      'California',
      'New York',
      'Washington',
    ])
    expect(transparencyStates('San Francisco Office')).toEqual(['California'])
    expect(transparencyStates('Cambridge, United Kingdom')).toEqual([])
    expect(transparencyStates('Austin, TX')).toEqual([])
    expect(transparencyStates('Washington, DC')).toEqual(['District of Columbia'])
    expect(transparencyStates(null)).toEqual([])
  })
})
