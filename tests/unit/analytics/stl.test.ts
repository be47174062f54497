import { describe, expect, it } from 'vitest'
import { type Decomposition, type StlOptions, stl } from '@/lib/analytics/stl'
import { farthest, normally, published, uniformly } from './published'

type Series = 'co2' | 'nottem' | 'weekly' | 'daily'
type Parts = Record<'seasonal' | 'trend' | 'weights', number[]>
const r = published<Record<Series, number[]> & Record<string, Parts>>('stl')

function parts(values: ArrayLike<number>, options: StlOptions): Decomposition {
  const answer = stl(values, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

describe('STL', { timeout: 30_000 }, () => {
  it.each<[string, 'co2' | 'nottem', Omit<StlOptions, 'period'>]>([
    ['co2Robust21', 'co2', { seasonalWindow: 21, robust: true }],
    ['co2Plain21Trend39', 'co2', { seasonalWindow: 21, trendWindow: 39 }],
    ['nottemPeriodic', 'nottem', { seasonalWindow: 'periodic' }],
    ['nottemPeriodicRobust', 'nottem', { seasonalWindow: 'periodic', robust: true }],
    [
      'nottemEverywhere7',
      'nottem',
      { seasonalWindow: 7, seasonalDegree: 1, robust: true, jumps: { seasonal: 1, trend: 1, lowPass: 1 } },
    ],
  ])("equals R's stl() on a published series: %s", (name, series, options) => {
    const theirs = r[name] as Parts
    const mine = parts(r[series].slice(0, theirs.trend.length), { period: 12, ...options })
    expect(farthest(mine.seasonal, theirs.seasonal)).toBeLessThan(1e-8)
    expect(farthest(mine.trend, theirs.trend)).toBeLessThan(1e-8)
    expect(farthest(mine.weights, theirs.weights)).toBeLessThan(1e-8)
    mine.remainder.forEach((left, i) => {
      expect(left + (mine.seasonal[i] ?? 0) + (mine.trend[i] ?? 0)).toBeCloseTo(r[series][i] ?? 0, 9)
    })
  })

  it.each<[string, Series, StlOptions]>([
    ['weeklyRobust7', 'weekly', { period: 52, seasonalWindow: 7, robust: true }],
    ['weeklyPeriodic', 'weekly', { period: 52, seasonalWindow: 'periodic' }],
    ['dailyRobust53', 'daily', { period: 7, seasonalWindow: 53, robust: true }],
  ])('equals it on weeks of a year and days of a week: %s', (name, series, options) => {
    const theirs = r[name] as Parts
    const mine = parts(r[series], options)
    expect(farthest(mine.seasonal, theirs.seasonal)).toBeLessThan(1e-8)
    expect(farthest(mine.trend, theirs.trend)).toBeLessThan(1e-8)
    expect(farthest(mine.weights, theirs.weights)).toBeLessThan(1e-8)
  })

  // R's partial sort misses the median of some even numbers of points (make.R says more), so these come from statsmodels.
  it.each<[string, 'co2' | 'nottem', number]>([
    ['co2Robust21', 'co2', 21],
    ['nottemRobust7', 'nottem', 7],
  ])('equals the STL of statsmodels on an even number of points: %s', (name, series, seasonalWindow) => {
    const theirs = published<Record<string, Parts>>('stl-even')[name] as Parts
    const mine = parts(r[series], { period: 12, seasonalWindow, robust: true })
    expect(farthest(mine.seasonal, theirs.seasonal)).toBeLessThan(1e-8)
    expect(farthest(mine.trend, theirs.trend)).toBeLessThan(1e-8)
    expect(farthest(mine.weights, theirs.weights)).toBeLessThan(1e-8)
  })

  const weekly = (n: number, seed: number) => {
    const noise = normally(uniformly(seed))
    return Float64Array.from({ length: n }, (_, i) => 500 + i + 40 * Math.sin((2 * Math.PI * i) / 52) + 5 * noise())
  }

  it('follows a change of scale and of level, and nothing else of them', () => {
    const y = weekly(156, 7)
    const options: StlOptions = { period: 52, seasonalWindow: 7, robust: true }
    const plain = parts(y, options)
    const moved = parts(
      y.map((v) => 3 * v + 1000),
      options,
    )
    expect(
      farthest(
        moved.seasonal,
        plain.seasonal.map((s) => 3 * s),
      ),
    ).toBeLessThan(1e-7)
    expect(
      farthest(
        moved.trend,
        plain.trend.map((t) => 3 * t + 1000),
      ),
    ).toBeLessThan(1e-7)
    expect(farthest(moved.weights, plain.weights)).toBeLessThan(1e-7)
  })

  it('finds a planted season of weeks, and a robust fit is not drawn by a week of broken readings', () => {
    const y = weekly(208, 3)
    const broken = Float64Array.from(y)
    broken[100] = 5000
    const options: StlOptions = { period: 52, seasonalWindow: 'periodic', robust: true }
    const clean = parts(y, options)
    const robust = parts(broken, options)
    for (let i = 0; i < 208; i++) {
      expect(Math.abs((clean.seasonal[i] ?? 0) - 40 * Math.sin((2 * Math.PI * i) / 52))).toBeLessThan(12)
    }
    expect(robust.weights[100]).toBe(0)
    expect(farthest(robust.trend, clean.trend)).toBeLessThan(3)
    expect(farthest(parts(broken, { ...options, robust: false }).trend, clean.trend)).toBeGreaterThan(20)
  })

  it('says how much is missing for short, broken and flat series, and never answers NaN', () => {
    const options: StlOptions = { period: 52, seasonalWindow: 7, robust: true }
    expect(stl([], options)).toEqual({ enough: false, has: 0, needs: 105, what: 'points (two whole seasons and one)' })
    expect(stl([1], options)).toMatchObject({ enough: false, has: 1, needs: 105 })
    expect(
      stl(
        Array.from({ length: 104 }, (_, i) => i),
        options,
      ),
    ).toMatchObject({ enough: false, has: 104 })
    expect(stl([...weekly(119, 1), Number.NaN], options)).toMatchObject({ enough: false, has: 119, needs: 120 })
    for (const flat of [0, 12]) {
      const answer = parts(new Float64Array(120).fill(flat), options)
      expect([...answer.trend, ...answer.seasonal, ...answer.weights].every(Number.isFinite)).toBe(true)
      expect(farthest(answer.trend, new Float64Array(120).fill(flat))).toBeLessThan(1e-12)
    }
    expect(() => stl([1, 2, 3], { period: 1, seasonalWindow: 7 })).toThrow(RangeError)
  })
})
