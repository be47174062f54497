import { describe, expect, it } from 'vitest'
import { shrinkToFamily } from '@/lib/analytics/empiricalBayes'
import { dispersionOf, type MomentumUnit, momentumOf, readingNear } from '@/lib/analytics/momentum'

/** mulberry32: a fixed stream of numbers in 0..1. */
function stream(seed: number): () => number {
  let a = seed
  return () => {
    a = (a + 0x6d2b79f5) | 0
    let t = Math.imul(a ^ (a >>> 15), 1 | a)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
const normal = (r: () => number): number => Math.sqrt(-2 * Math.log(1 - r())) * Math.cos(2 * Math.PI * r())
function poisson(mean: number, r: () => number): number {
  if (mean > 60) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(r)))
  let n = 0
  for (let p = r(); p > Math.exp(-mean); p *= r()) n++
  return n
}
/** Gamma of an integer or half-integer shape would do; Marsaglia and Tsang (2000) for any shape above 1. */
function gamma(shape: number, r: () => number): number {
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = normal(r)
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(1 - r()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}

describe('shrinking towards a family', () => {
  // Efron and Morris (1977), "Stein's paradox in statistics", Scientific American 236: 18 batters after 45 at bats; their
  // estimates as in Efron and Hastie (2016), Computer Age Statistical Inference, table 7.1.
  const BATTING = [
    0.4, 0.378, 0.356, 0.333, 0.311, 0.311, 0.289, 0.267, 0.244, 0.244, 0.222, 0.222, 0.222, 0.222, 0.222, 0.2, 0.178,
    0.156,
  ]
  it('gives the batting averages that Efron and Morris published', () => {
    const mean = BATTING.reduce((a, b) => a + b, 0) / BATTING.length
    const variance = (mean * (1 - mean)) / 45
    const { shrunk } = shrinkToFamily(BATTING.map((value) => ({ value, variance })))
    const found = shrunk.map((s) => Math.round(s.value * 1000) / 1000)
    // Clemente .294, F. Robinson .289, F. Howard .285, Johnstone .280, ..., Alvis .242; shrinking factor .212.
    expect(found.slice(0, 4)).toEqual([0.294, 0.289, 0.285, 0.28])
    expect(found.at(-1)).toBe(0.242)
    expect(1 - (shrunk[0]?.drawn ?? 0)).toBeCloseTo(0.212, 2)
  })

  it('draws the eight schools wholly together as far as eight can tell: the spread is 0, the mean 7.7', () => {
    // Rubin (1981), as in Gelman et al., Bayesian Data Analysis, section 5.5: pooled estimate 7.7.
    const effect = [28, 8, -3, 7, -1, 1, 18, 12]
    const error = [15, 10, 16, 11, 9, 11, 10, 18]
    const family = shrinkToFamily(effect.map((value, i) => ({ value, variance: (error[i] ?? 1) ** 2 })))
    expect(family.spread).toBe(0)
    expect(family.mean).toBeCloseTo(7.7, 1)
  })

  it('moves with its values and scales with them, and does not mind their order', () => {
    const some = [
      { value: 0.1, variance: 0.02 },
      { value: 0.9, variance: 0.05 },
      { value: -0.4, variance: 0.01 },
      { value: 0.3, variance: 0.2 },
      { value: 0.2, variance: 0.03 },
    ]
    const plain = shrinkToFamily(some)
    const other = shrinkToFamily(some.map((e) => ({ value: 10 * e.value + 7, variance: 100 * e.variance })))
    plain.shrunk.forEach((s, i) => {
      expect(other.shrunk[i]?.value).toBeCloseTo(10 * s.value + 7, 6)
      expect(other.shrunk[i]?.variance).toBeCloseTo(100 * s.variance, 6)
    })
    const back = shrinkToFamily([...some].reverse()).shrunk.reverse()
    plain.shrunk.forEach((s, i) => {
      expect(back[i]?.value).toBeCloseTo(s.value, 9)
    })
  })

  it('holds the true value in about nine of ten 90% intervals', () => {
    const r = stream(7)
    let held = 0
    let all = 0
    for (let run = 0; run < 400; run++) {
      const truth = Array.from({ length: 12 }, () => 0.1 + 0.2 * normal(r))
      const variances = truth.map(() => 0.01 + 0.1 * r())
      const { shrunk } = shrinkToFamily(
        truth.map((t, i) => ({ value: t + Math.sqrt(variances[i] ?? 0) * normal(r), variance: variances[i] ?? 1 })),
      )
      shrunk.forEach((s, i) => {
        all++
        if (Math.abs(s.value - (truth[i] ?? 0)) <= 1.645 * Math.sqrt(s.variance)) held++
      })
    }
    expect(held / all).toBeGreaterThan(0.87)
    expect(held / all).toBeLessThan(0.95)
  })

  it('takes nothing, one, and refuses what is no number', () => {
    expect(shrinkToFamily([])).toEqual({ mean: null, spread: 0, shrunk: [] })
    expect(shrinkToFamily([{ value: 2, variance: 1 }]).shrunk).toEqual([{ value: 2, variance: 1, drawn: 0 }])
    expect(() => shrinkToFamily([{ value: Number.NaN, variance: 1 }])).toThrow(RangeError)
    expect(() => shrinkToFamily([{ value: 1, variance: 0 }])).toThrow(RangeError)
  })
})

describe('momentum', () => {
  const unit = (key: string, from: number, to: number): MomentumUnit => ({ key, from, to, triples: [] })

  /** Share of units called hot, and called cooling, when nothing truly changed. */
  function called(draw: (mean: number) => number, units: number, seed: number): { hot: number; cooling: number } {
    const r = stream(seed)
    let hot = 0
    let cooling = 0
    let all = 0
    for (let run = 0; run < 600; run++) {
      const family = Array.from({ length: units }, (_, i): MomentumUnit => {
        const mean = Math.exp(r() * 6)
        const levels = Array.from({ length: 14 }, () => draw(mean))
        const triples = levels
          .slice(0, 12)
          .flatMap((a, t): [number, number, number][] =>
            t % 3 === 0 ? [[a, levels[t + 1] ?? 0, levels[t + 2] ?? 0]] : [],
          )
        return { key: String(i), from: levels[12] ?? 0, to: levels[13] ?? 0, triples }
      })
      for (const row of momentumOf(family).rows) {
        all++
        if (row.state === 'hot') hot++
        if (row.state === 'cooling') cooling++
      }
    }
    return { hot: hot / all, cooling: cooling / all }
  }

  it.each([3, 9, 40])('calls at most 5%% of %i units hot when nothing changed', (units) => {
    const r = stream(units)
    const { hot, cooling } = called((mean) => poisson(mean, r), units, 100 + units)
    expect(hot).toBeLessThanOrEqual(0.05)
    expect(cooling).toBeLessThanOrEqual(0.05)
  })

  it('calls at most 5% hot when counts scatter more than Poisson and nothing changed', () => {
    const r = stream(11)
    // Negative binomial with variance m + 0.1 m^2: a gamma of shape 10 as the mean of a Poisson.
    const { hot, cooling } = called((mean) => poisson((mean * gamma(10, r)) / 10, r), 30, 12)
    expect(hot).toBeLessThanOrEqual(0.05)
    expect(cooling).toBeLessThanOrEqual(0.05)
  })

  it('finds a role that doubled among steady ones, and ranks it first', () => {
    const { rows } = momentumOf([
      unit('steady', 100, 102),
      unit('doubled', 80, 160),
      unit('tiny', 1, 4),
      unit('falling', 90, 50),
      unit('flat', 60, 60),
    ])
    expect(rows[0]).toMatchObject({ key: 'doubled', state: 'hot' })
    expect(rows.find((row) => row.key === 'falling')?.state).toBe('cooling')
    // Four times as many, but of one: the interval holds no change, and the ratio is drawn towards the others.
    const tiny = rows.find((row) => row.key === 'tiny')
    expect(tiny).toMatchObject({ state: 'steady', small: true })
    expect(tiny?.growth?.ratio).toBeLessThan(4)
  })

  it('says nothing of a unit that had no opening at either end, and lists it last', () => {
    const { rows } = momentumOf([unit('none', 0, 0), unit('new', 0, 3)])
    expect(rows.at(-1)).toMatchObject({ key: 'none', growth: null, state: null })
    expect(rows[0]?.ratio).toBeNull()
    expect(momentumOf([])).toMatchObject({ rows: [], mean: null, dispersion: 0 })
  })

  it('does not mind the order of the units', () => {
    const units = [unit('a', 10, 20), unit('b', 5, 4), unit('c', 40, 41), unit('d', 7, 9)]
    expect(momentumOf([...units].reverse()).rows.map((r) => r.key)).toEqual(momentumOf(units).rows.map((r) => r.key))
  })

  it('refuses a count that is missing or negative', () => {
    expect(() => momentumOf([unit('a', -1, 2)])).toThrow(RangeError)
    expect(() => momentumOf([unit('a', Number.NaN, 2)])).toThrow(RangeError)
  })

  it('measures dispersion: none of Poisson levels on a line, 0.25 of planted ones', () => {
    const r = stream(5)
    const triples = (draw: (mean: number) => number) =>
      Array.from({ length: 4000 }, (): [number, number, number] => {
        const m = 20 + 80 * r()
        return [draw(m), draw(m * 1.1), draw(m * 1.2)]
      })
    expect(dispersionOf(triples((m) => poisson(m, r)))).toBeLessThan(0.01)
    expect(dispersionOf(triples((m) => poisson((m * gamma(4, r)) / 4, r)))).toBeCloseTo(0.25, 1)
    expect(dispersionOf([])).toBe(0)
  })

  it('takes the nearest reading of the same reader, and none across a change of reader', () => {
    const levels = [
      { day: '2026-01-01', value: 1, key: 'a' },
      { day: '2026-01-04', value: 2, key: 'b' },
      { day: '2026-01-20', value: 3, key: 'b' },
    ]
    expect(readingNear(levels, '2026-01-03', null)?.value).toBe(2)
    expect(readingNear(levels, '2026-01-03', levels[0] ?? null)?.value).toBe(1)
    expect(readingNear(levels, '2026-01-12', null)).toBeNull()
  })
})
