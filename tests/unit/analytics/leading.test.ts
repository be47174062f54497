import { describe, expect, it } from 'vitest'
import { forecastWeeks } from '@/lib/analytics/forecast'
import { leadingForecaster } from '@/lib/analytics/leading'
import { normally, uniformly } from './published'

const WEEKS = 150

/** Openings that rise six weeks after capital was raised, by `effect` a unit over four weeks; 0: not at all. */
function planted(seed: number, effect: number): { openings: number[]; capital: number[] } {
  const noise = normally(uniformly(seed))
  const capital = Array.from({ length: WEEKS }, () => Math.max(0, noise()) ** 2)
  let level = 400
  const openings = Array.from({ length: WEEKS }, (_, t) => {
    for (let lag = 5; lag < 9; lag++) level += (effect * ((capital[t - lag] ?? 0.5) - 0.5)) / 4
    level += noise()
    return level + noise()
  })
  return { openings, capital }
}

function forecast(openings: readonly number[], capital: readonly (number | null)[]) {
  const answer = forecastWeeks(openings, 0, [{ name: 'capital', values: capital }])
  if (!answer.enough) throw new Error('not enough data')
  return answer
}

describe('a forecast with leading series', { timeout: 60_000 }, () => {
  it('is shown where they lead: it beats the last value and the forecast without them', () => {
    const { openings, capital } = planted(1, 12)
    const answer = forecast(openings, capital)
    expect(answer.model).toBe('leading series')
    expect(answer.record.baseline?.beaten).toBe(true)
    expect(answer.record.baseline?.skill).toBeGreaterThan(0.1)
    expect(answer.points).toHaveLength(8)
    expect(answer.record.held80).toBeGreaterThan(0.6)
    expect(answer.record.held80).toBeLessThan(0.95)
  })

  it('gives way to the forecast without them where they tell nothing: at most one in ten passes by luck', () => {
    let shown = 0
    for (let run = 0; run < 20; run++) {
      const { openings, capital } = planted(900 + run, 0)
      const answer = forecast(openings, capital)
      expect(answer.withLeading?.baseline).not.toBeNull()
      if (answer.model === 'leading series') shown++
    }
    expect(shown).toBeLessThanOrEqual(2)
  })

  it('is not tried with a series that has a gap in these weeks, and leaves the answer without it as it was', () => {
    const { openings, capital } = planted(3, 12)
    const holed: (number | null)[] = [...capital]
    holed[140] = null
    const without = forecastWeeks(openings)
    expect(forecast(openings, holed)).toEqual(without)
    expect(forecast(openings, []).withLeading).toBeNull()
  })

  it('sees at an origin nothing that came later', () => {
    const { openings, capital } = planted(4, 12)
    const known = Float64Array.from(openings.slice(0, 100))
    const later = capital.map((v, t) => (t < 100 ? v : 99))
    expect(leadingForecaster([later])(known, 8)).toEqual(leadingForecaster([capital])(known, 8))
  })

  it('scales with the series and does not care in what unit a leading series is told', () => {
    const { openings, capital } = planted(5, 12)
    const y = Float64Array.from(openings)
    const plain = leadingForecaster([capital])(y, 8)
    const scaled = leadingForecaster([capital.map((v) => 3 + 1000 * v)])(
      y.map((v) => 10 * v),
      8,
    )
    scaled.forEach((p, h) => {
      expect(p.mean / 10).toBeCloseTo(plain[h]?.mean ?? 0, 6)
      expect(p.low80 / 10).toBeCloseTo(plain[h]?.low80 ?? 0, 6)
    })
  })

  it('equals least squares where the ridge has nothing to hold back: a line goes on', () => {
    const line = Float64Array.from({ length: 60 }, (_, t) => 100 + 3 * t)
    const points = leadingForecaster([new Float64Array(60)])(line, 8)
    points.forEach((p, h) => {
      expect(p.mean).toBeCloseTo(100 + 3 * (60 + h), 6)
      expect(p.high95 - p.low95).toBeLessThan(1e-6)
    })
  })
})
