import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { kaplanMeier, type Life, type SurvivalCurve, survivalAt } from '@/lib/analytics/kaplanMeier'
import { normalCdf, normalQuantile } from '@/lib/analytics/normal'
import { vacancyLives } from '@/lib/analytics/vacancyLives'
import { addDays } from '@/lib/dates'
import { farthest, published, uniformly } from './published'

interface Fit {
  time: number[]
  atRisk: number[]
  events: number[]
  survival: number[]
  low: (number | null)[]
  high: (number | null)[]
  se: number[]
  median: (number | null)[]
}
interface Data {
  time: number[]
  event: number[]
}
const r = published<{
  amlMaintained: Data
  amlNonmaintained: Data
  heart: { entry: number[]; exit: number[]; event: number[] }
  interval: { left: number[]; right: (number | null)[]; time: number[]; survival: number[] }
  fitMaintained: Fit
  fitNonmaintained: Fit
  fitMaintained90: Fit
  fitHeart: Fit
}>('survival')

function curve(lives: Life[], options: { level?: number; least?: number } = {}): SurvivalCurve {
  const answer = kaplanMeier(lives, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

const livesOf = ({ time, event }: Data): Life[] =>
  time.map((t, i) => ({ entry: 0, seen: t, gone: event[i] ? t : null }))

function expectFit(mine: SurvivalCurve, fit: Fit): void {
  const falls = fit.events.flatMap((d, i) => (d > 0 ? [i] : []))
  const at = <T>(list: T[]) => falls.map((i) => list[i] as T)
  const steps = mine.steps
  expect(
    farthest(
      steps.map((s) => s.time),
      at(fit.time),
    ),
  ).toBe(0)
  expect(
    farthest(
      steps.map((s) => s.atRisk),
      at(fit.atRisk),
    ),
  ).toBeLessThan(1e-9)
  expect(
    farthest(
      steps.map((s) => s.survival),
      at(fit.survival),
    ),
  ).toBeLessThan(1e-10)
  expect(
    farthest(
      steps.map((s) => s.low),
      at(fit.low),
    ),
  ).toBeLessThan(1e-9)
  expect(
    farthest(
      steps.map((s) => s.high),
      at(fit.high),
    ),
  ).toBeLessThan(1e-9)
  expect(farthest([mine.median, mine.medianLow, mine.medianHigh], fit.median)).toBeLessThan(1e-9)
}

describe('time to close', { timeout: 30_000 }, () => {
  it('equals survfit() of R on the leukaemia remissions of Miller: curve, Greenwood interval, median', () => {
    expectFit(curve(livesOf(r.amlMaintained), { level: 0.95 }), r.fitMaintained)
    expectFit(curve(livesOf(r.amlMaintained)), r.fitMaintained90)
    expectFit(curve(livesOf(r.amlNonmaintained), { level: 0.95 }), r.fitNonmaintained)
  })

  it('equals survfit() of R with late entry, on the Stanford heart transplants', () => {
    const lives = r.heart.exit.map((exit, i) => ({
      entry: r.heart.entry[i] ?? 0,
      seen: exit,
      gone: r.heart.event[i] ? exit : null,
    }))
    expectFit(curve(lives, { level: 0.95 }), r.fitHeart)
  })

  it('equals the self-consistent curve of R where ends are known as intervals only', () => {
    const { left, right, time, survival } = r.interval
    const mine = curve(left.map((l, i) => ({ entry: 0, seen: l, gone: right[i] ?? null })))
    expect(mine.interval).toBeGreaterThan(5)
    // R lets the curve fall in the middle of an innermost interval, this one at its end: compared where no interval is open.
    const settled = time.flatMap((_, i) => {
      const next = time[i + 1]
      return next === undefined ? [] : [{ at: i, survival: survival[i] ?? Number.NaN }]
    })
    const values = [...new Set(settled.map((s) => Math.round(s.survival * 1e6) / 1e6))]
    for (const value of values) {
      const near = Math.min(...[1, ...mine.steps.map((s) => s.survival)].map((s) => Math.abs(s - value)))
      expect(near).toBeLessThan(2e-5)
    }
  })

  it('finds the true curve through a gap in coverage that hides when a fifth of the vacancies closed', () => {
    const uniform = uniformly(11)
    const lives: Life[] = []
    for (let i = 0; i < 4000; i++) {
      const opened = uniform() * 200
      const life = -60 * Math.log(uniform())
      const closes = opened + life
      // Nobody reads from day 90 to day 130, nor after day 260.
      if (opened > 90 && opened < 130) continue
      if (closes > 260) lives.push({ entry: 0, seen: 260 - opened, gone: null })
      else if (closes > 90 && closes < 130 && opened < 90)
        lives.push({ entry: 0, seen: 90 - opened, gone: 130 - opened })
      else lives.push({ entry: 0, seen: life, gone: life })
    }
    const mine = curve(lives)
    expect(mine.interval).toBeGreaterThan(400)
    for (const t of [20, 40, 80, 120]) expect(Math.abs(survivalAt(mine, t) - Math.exp(-t / 60))).toBeLessThan(0.03)
    expect(Math.abs((mine.median ?? 0) - 60 * Math.LN2)).toBeLessThan(3)
  })

  it('finds the true curve out of vacancies that were already old when they were first seen', () => {
    const uniform = uniformly(5)
    const lives = Array.from({ length: 3000 }, () => {
      const life = -60 * Math.log(uniform())
      const entry = uniform() < 0.5 ? 0 : uniform() * 90
      return { entry, seen: life, gone: life }
    }).filter((l) => l.seen > l.entry)
    expect(Math.abs(survivalAt(curve(lives), 60) - Math.exp(-1))).toBeLessThan(0.03)
    const naive = curve(lives.map((l) => ({ ...l, entry: 0 })))
    expect(survivalAt(naive, 60)).toBeGreaterThan(0.42)
  })

  it('does not mind the order of its rows, and follows the unit of time', () => {
    const life = fc.record({ seen: fc.integer({ min: 1, max: 60 }), kind: fc.integer({ min: 0, max: 2 }) })
    fc.assert(
      fc.property(fc.array(life, { minLength: 6, maxLength: 40 }), (rows) => {
        const lives = rows.map(({ seen, kind }) => ({ entry: 0, seen, gone: [null, seen, seen + 5][kind] ?? null }))
        const answer = kaplanMeier(lives)
        if (!answer.enough) return
        const turned = curve([...lives].reverse())
        const weeks = curve(
          lives.map((l) => ({ entry: 0, seen: l.seen * 7, gone: l.gone === null ? null : l.gone * 7 })),
        )
        answer.steps.forEach((step, i) => {
          expect(turned.steps[i]?.survival).toBeCloseTo(step.survival, 6)
          expect(weeks.steps[i]?.survival).toBeCloseTo(step.survival, 6)
          expect(weeks.steps[i]?.time).toBe(step.time * 7)
          expect(step.survival).toBeLessThanOrEqual(answer.steps[i - 1]?.survival ?? 1)
          expect(Object.values(step).some(Number.isNaN)).toBe(false)
        })
      }),
    )
  })

  it('says how much is missing, and refuses lives that run backwards', () => {
    expect(kaplanMeier([])).toEqual({ enough: false, has: 0, needs: 5, what: 'lives whose end is known' })
    expect(kaplanMeier(Array.from({ length: 40 }, () => ({ entry: 0, seen: 9, gone: null })))).toMatchObject({ has: 0 })
    expect(() => kaplanMeier([{ entry: 0, seen: 5, gone: 4 }])).toThrow(RangeError)
    expect(() => kaplanMeier([{ entry: 0, seen: Number.NaN, gone: null }])).toThrow(RangeError)
    const atOnce = curve(Array.from({ length: 6 }, () => ({ entry: 0, seen: 0, gone: 0 })))
    expect(atOnce.steps).toEqual([{ time: 0, atRisk: 6, ended: 6, survival: 0, se: null, low: null, high: null }])
    expect(atOnce.median).toBe(0)
  })
})

describe('vacancies as lives', { timeout: 30_000 }, () => {
  const base = {
    openedOn: '2026-03-02',
    openedKnownExactly: true,
    closedOn: null,
    lastSeenOn: '2026-03-20',
    openTo: '2026-03-20',
  }

  it('takes a closing from one day to the next as exact, one over a gap as an interval, an open one as censored', () => {
    const { lives, unknownStart } = vacancyLives([
      { ...base, lastSeenOn: '2026-03-11', closedOn: '2026-03-12', openTo: '2026-03-11' },
      { ...base, lastSeenOn: '2026-03-11', closedOn: '2026-04-01', openTo: '2026-03-31' },
      base,
    ])
    expect(unknownStart).toBe(0)
    expect(lives).toEqual([
      { entry: 0, seen: 10, gone: 10 },
      { entry: 0, seen: 9, gone: 30 },
      { entry: 0, seen: 18, gone: null },
    ])
  })

  it('lets one that was there at the first reading enter late where the board dates it, and else leaves it out', () => {
    const old = { ...base, openedKnownExactly: false, lastSeenOn: '2026-03-11', closedOn: '2026-03-12' }
    expect(vacancyLives([{ ...old, publishedOn: '2026-02-20' }, old])).toEqual({
      lives: [{ entry: 10, seen: 20, gone: 20 }],
      unknownStart: 1,
    })
  })
})

describe('vacancies of a window', { timeout: 30_000 }, () => {
  it('does not take those that were open at its start for long-lived: they enter at their age', () => {
    const uniform = uniformly(17)
    const all = Array.from({ length: 4000 }, () => {
      const openedOn = addDays('2025-01-01', Math.floor(uniform() * 500))
      const closedOn = addDays(openedOn, 1 + Math.floor(-60 * Math.log(uniform())))
      const lastSeenOn = addDays(closedOn, -1)
      return { openedOn, openedKnownExactly: true, closedOn, lastSeenOn, openTo: lastSeenOn }
    })
    const from = '2026-01-01'
    const within = all.filter((v) => v.openTo >= from)
    const late = curve(vacancyLives(within, from).lives)
    const naive = curve(vacancyLives(within).lives)
    const whole = curve(vacancyLives(all).lives)
    expect(Math.abs((late.median ?? 0) - (whole.median ?? 0))).toBeLessThan(6)
    expect(naive.median).toBeGreaterThan((whole.median ?? 0) + 15)
  })
})

describe('the normal distribution', { timeout: 30_000 }, () => {
  it('has the quantiles of the tables', () => {
    // qnorm() and pnorm() of R 4.2.2.
    expect(normalQuantile(0.95)).toBeCloseTo(1.644853626951473, 12)
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 12)
    expect(normalQuantile(1e-6)).toBeCloseTo(-4.753424308822899, 9)
    expect(normalQuantile(0.5)).toBe(0)
    expect(normalCdf(-3)).toBeCloseTo(0.001349898031630095, 14)
  })
})
