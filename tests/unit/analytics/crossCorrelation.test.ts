import { describe, expect, it } from 'vitest'
import { autoregression, whiten } from '@/lib/analytics/autoregression'
import { crossCorrelation, type LeadLag, type LeadLagOptions, leadLag } from '@/lib/analytics/crossCorrelation'
import { farthest, normally, published, uniformly } from './published'

const r = published<{ nile: number[]; nileAr3: number[]; mdeaths: number[]; fdeaths: number[]; cross: number[] }>(
  'forecast',
)

function told(x: ArrayLike<number>, y: ArrayLike<number>, options?: LeadLagOptions): LeadLag {
  const answer = leadLag(x, y, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

/** Capital that comes in waves, and openings that follow it after `lag` weeks beside a memory and noise of their own. */
function planted(seed: number, effect: number, lag: number, n = 156): { capital: number[]; openings: number[] } {
  const noise = normally(uniformly(seed))
  const capital: number[] = []
  const openings: number[] = []
  let wave = 0
  let own = 0
  let level = 1000
  for (let t = 0; t < n; t++) {
    wave = 0.5 * wave + noise()
    capital.push((capital[t - 1] ?? 0) + wave)
    own = 0.6 * own + noise()
    const step = (capital[t - lag] ?? 0) - (capital[t - lag - 1] ?? 0)
    level += effect * step + own
    openings.push(level)
  }
  return { capital, openings }
}

describe('lead and lag', { timeout: 30_000 }, () => {
  it("equals R's ccf() on the deaths from lung diseases, and ar() on the Nile", () => {
    // R's lag k compares x[t + k] with y[t]: the other way round.
    expect(farthest(crossCorrelation(r.mdeaths, r.fdeaths, 12), [...r.cross].reverse())).toBeLessThan(1e-9)
    expect(farthest(autoregression(r.nile, { order: 3 }), r.nileAr3)).toBeLessThan(1e-9)
    expect(autoregression(new Float64Array(20).fill(4), { most: 5 })).toEqual([])
    expect([...whiten([1, 2, 4, 8], [2])]).toEqual([0, 0, 0])
  })

  it('recovers a planted lead of capital, its weeks and its sign', () => {
    for (const lag of [0, 4, 11]) {
      const { capital, openings } = planted(31 + lag, 0.8, lag)
      expect(told(capital, openings).strongest).toMatchObject({ lag })
      expect(
        told(
          capital,
          openings.map((v) => -v),
        ).strongest?.correlation,
      ).toBeLessThan(-0.3)
      // The other way round, it follows.
      expect(told(openings, capital).strongest?.lag).toBeCloseTo(-lag, 0)
    }
  })

  it('takes capital raised in a week as the flow that it is, beside openings as a level', () => {
    const uniform = uniformly(77)
    const noise = normally(uniform)
    const raised = Array.from({ length: 156 }, () => (uniform() < 0.3 ? 50 + 100 * uniform() : 0))
    let level = 2000
    const openings = raised.map((_, t) => {
      level += 0.1 * (raised[t - 9] ?? 0) + 3 * noise()
      return level
    })
    expect(told(raised, openings, { difference: 'second' }).strongest).toMatchObject({ lag: 9 })
    expect(told(raised, openings, { difference: 'second', draws: 50 }).points).toBeLessThanOrEqual(155)
  })

  it('finds none where none was planted: at most one pair in ten of wandering series, and each band holds its share', () => {
    let found = 0
    let outside = 0
    for (let run = 0; run < 60; run++) {
      const { capital, openings } = planted(400 + run, 0, 0)
      const answer = told(capital, openings, { draws: 200 })
      if (answer.strongest !== null) found++
      outside += answer.lags.filter((l) => l.correlation < l.low || l.correlation > l.high).length / answer.lags.length
    }
    expect(found / 60).toBeLessThanOrEqual(0.1)
    expect(outside / 60).toBeLessThan(0.08)
  })

  it('minds neither the scale nor the level of either series', () => {
    const { capital, openings } = planted(8, 0.8, 4)
    const plain = told(capital, openings)
    const moved = told(
      capital.map((v) => 1e6 * v + 5e8),
      openings.map((v) => v / 10 + 3),
    )
    moved.lags.forEach((l, k) => {
      expect(l.correlation).toBeCloseTo(plain.lags[k]?.correlation ?? Number.NaN, 6)
      expect(l.high).toBeCloseTo(plain.lags[k]?.high ?? Number.NaN, 6)
    })
  })

  it('says what is missing for short, broken and still series', () => {
    const { capital, openings } = planted(8, 0.8, 4)
    expect(leadLag([], [])).toEqual({ enough: false, has: 0, needs: 67, what: 'points in both series' })
    expect(leadLag(capital.slice(0, 50), openings.slice(0, 50))).toMatchObject({ enough: false, has: 50 })
    expect(leadLag(capital.with(9, Number.NaN), openings)).toMatchObject({ enough: false, has: 155, needs: 156 })
    const rounds = capital.map((_, i) => (i === 40 || i === 90 ? 5e7 : 0))
    expect(leadLag(rounds, openings)).toMatchObject({ enough: false, has: 4, needs: 8 })
    expect(leadLag(new Array(156).fill(0), openings)).toMatchObject({ enough: false, has: 0 })
    expect(() => leadLag([1, 2], [1])).toThrow(RangeError)
  })
})
