import { describe, expect, it } from 'vitest'
import { backtest, dieboldMariano, naive } from '@/lib/analytics/backtest'
import { FORECAST_MIN_WEEKS, type Forecast, forecastWeeks } from '@/lib/analytics/forecast'
import { fitHoltWinters, forecastFrom, runHoltWinters } from '@/lib/analytics/holtWinters'
import { farthest, normally, published, uniformly } from './published'

interface Fit {
  parameters: [number, number, number, number]
  initial: number[]
  sse: number
  fitted: number[]
  mean: number[]
  sigma2: number
  low80: number[]
  high95: number[]
}
const r = published<{
  nile: number[]
  logAir: number[]
  nileDamped: Fit
  airDamped: Fit
  dm: { gains: number[]; statistic: number }
}>('forecast')

function forecast(values: readonly (number | null)[]): Forecast {
  const answer = forecastWeeks(values)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

describe('Holt-Winters with a damped trend', { timeout: 30_000 }, () => {
  it("equals forecast::ets(AAN, damped) of R on the Nile's flow, given its parameters", () => {
    const [alpha, beta, phi] = r.nileDamped.parameters
    const [level = 0, trend = 0] = r.nileDamped.initial
    const fit = runHoltWinters(r.nile, { alpha, beta, phi, gamma: 0 }, { level, trend, season: [] })
    expectFit(fit, r.nileDamped, 8)
  })

  it('equals forecast::ets(AAA, damped) of R on the airline passengers, given its parameters', () => {
    const [alpha, beta, gamma, phi] = r.airDamped.parameters
    const [level = 0, trend = 0, ...season] = r.airDamped.initial
    const fit = runHoltWinters(r.logAir, { alpha, beta, phi, gamma }, { level, trend, season: season.reverse() })
    expectFit(fit, r.airDamped, 12)
  })

  function expectFit(fit: ReturnType<typeof runHoltWinters>, theirs: Fit, steps: number): void {
    expect(farthest(fit.fitted, theirs.fitted)).toBeLessThan(1e-6)
    expect(fit.sse / theirs.sse).toBeCloseTo(1, 9)
    expect(fit.variance / theirs.sigma2).toBeCloseTo(1, 9)
    const points = forecastFrom(fit, steps)
    expect(
      farthest(
        points.map((p) => p.mean),
        theirs.mean,
      ),
    ).toBeLessThan(1e-6)
    expect(
      farthest(
        points.map((p) => p.low80),
        theirs.low80,
      ),
    ).toBeLessThan(1e-6)
    expect(
      farthest(
        points.map((p) => p.high95),
        theirs.high95,
      ),
    ).toBeLessThan(1e-6)
  }

  it('fits at least as closely as R does', () => {
    expect(fitHoltWinters(Float64Array.from(r.nile)).sse).toBeLessThanOrEqual(r.nileDamped.sse * 1.0001)
    expect(fitHoltWinters(Float64Array.from(r.logAir), 12).sse).toBeLessThanOrEqual(r.airDamped.sse * 1.0001)
    expect(() => fitHoltWinters(Float64Array.from([1, 2, 3]))).toThrow(RangeError)
  })

  it('follows scale and shift', () => {
    const y = Float64Array.from(r.nile)
    const plain = forecastFrom(fitHoltWinters(y), 8)
    const moved = forecastFrom(fitHoltWinters(y.map((v) => 10 * v + 300)), 8)
    moved.forEach((p, h) => {
      expect(p.mean / (10 * (plain[h]?.mean ?? 0) + 300)).toBeCloseTo(1, 2)
    })
  })
})

describe('a backtest by rolling origin', { timeout: 30_000 }, () => {
  it('sees only what came before each origin', () => {
    const y = Float64Array.from({ length: 60 }, (_, i) => i * i)
    const seen: number[] = []
    backtest(
      y,
      (history, steps) => {
        seen.push(history.length)
        expect(history.at(-1)).toBe((history.length - 1) ** 2)
        return naive(history, steps)
      },
      { first: 20, steps: 8, period: null },
    )
    expect(seen).toEqual(Array.from({ length: 33 }, (_, k) => 20 + k))
  })

  it('adds up errors by step: a naive forecast of a straight line misses by the steps ahead', () => {
    const y = Float64Array.from({ length: 60 }, (_, i) => 3 * i)
    const record = backtest(y, naive, { first: 20, steps: 4, period: 10 })
    expect(record.maeByStep).toEqual([3, 6, 9, 12].map((v) => expect.closeTo(v, 9)))
    expect(record.mae).toBeCloseTo(7.5, 9)
    expect(record.seasonalNaive?.mae).toBeCloseTo(30, 9)
    expect(record).toMatchObject({ held80: null, beats: false, naive: { skill: 0, beaten: false } })
    expect(() => backtest(y, naive, { first: 58, steps: 4, period: null })).toThrow(RangeError)
  })

  it('has the statistic of forecast::dm.test in R', () => {
    expect(dieboldMariano(r.dm.gains, 4)).toBeCloseTo(r.dm.statistic, 6)
    expect(dieboldMariano([1, 1, 1, 1, 1, 1, 1, 1], 2)).toBeNull()
  })
})

describe('eight weeks ahead', { timeout: 30_000 }, () => {
  it('shows a forecast of a trend that goes on, with a record that beats the last value and an honest interval', () => {
    const noise = normally(uniformly(21))
    let growth = 4
    let level = 500
    const y = Array.from({ length: 150 }, () => {
      growth = 0.98 * growth + 0.08 + 0.15 * noise()
      level += growth
      return level + 3 * noise()
    })
    const answer = forecast(y)
    expect(answer.record.beats).toBe(true)
    expect(answer.record.naive.skill).toBeGreaterThan(0.2)
    expect(answer.points).toHaveLength(8)
    expect(answer.record.held80).toBeGreaterThan(0.6)
    for (const p of answer.points ?? []) expect(p.low95 < p.low80 && p.low80 < p.mean && p.mean < p.high80).toBe(true)
  })

  it('takes a season of the year once there is enough to learn it from', () => {
    const noise = normally(uniformly(4))
    const y = Array.from({ length: 190 }, (_, i) => 400 + 90 * Math.sin((2 * Math.PI * i) / 52) + i + 6 * noise())
    const answer = forecast(y)
    expect(answer.model).toBe('damped trend with a season')
    expect(answer.record.beats).toBe(true)
    answer.points?.forEach((p, h) => {
      const truth = 400 + 90 * Math.sin((2 * Math.PI * (190 + h)) / 52) + 190 + h
      expect(Math.abs(p.mean - truth)).toBeLessThan(25)
    })
  })

  it('shows nothing for random walks but the record: at most one in ten passes by luck', () => {
    let shown = 0
    for (let run = 0; run < 30; run++) {
      const noise = normally(uniformly(500 + run))
      let level = 1000
      const answer = forecast(Array.from({ length: 110 }, () => (level += 10 * noise())))
      if (answer.points !== null) shown++
      expect(answer.record.origins).toBeGreaterThan(50)
    }
    expect(shown).toBeLessThanOrEqual(3)
  })

  it('says how many weeks are missing, and never answers NaN', () => {
    const what = 'weeks without a gap up to now'
    expect(forecastWeeks([])).toEqual({ enough: false, has: 0, needs: 59, what })
    expect(forecastWeeks([5])).toMatchObject({ enough: false, has: 1 })
    const line = Array.from({ length: 100 }, (_, i) => i)
    expect(forecastWeeks([...line.slice(0, 70), null, ...line.slice(71)])).toMatchObject({ enough: false, has: 29 })
    expect(forecastWeeks([...line.slice(0, 70), Number.NaN, ...line.slice(71)])).toMatchObject({ has: 29 })
    for (const flat of [0, 7]) {
      const answer = forecast(Array.from({ length: FORECAST_MIN_WEEKS }, () => flat))
      expect(answer.points).toBeNull()
      expect(Object.values(answer.record).flat().some(Number.isNaN)).toBe(false)
    }
  })
})
