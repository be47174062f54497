import { describe, expect, it } from 'vitest'
import {
  localProjections,
  type Projection,
  type ProjectionOptions,
  regress,
  studentQuantile,
} from '@/lib/analytics/localProjections'
import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { plannedPanel } from './panelData'
import { published } from './published'

const r = published<
  Record<'company' | 'week' | 'event' | 'lag' | 'y' | 't90', number[]> & { effect: number; se: number }
>('clustered')

function projected(
  data: { companies: PanelCompany[]; events: PanelEvent[] },
  options?: ProjectionOptions,
): Projection[] {
  const answer = localProjections(data.companies, data.events, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer.groups
}
const at = (p: Projection | undefined, week: number) => p?.weeks.find((w) => w.week === week)

/** Large companies hire a quarter more from week 6 on; small ones do not. */
const bySize = (since: number, group: string) => (group === 'large' && since >= 6 ? 0.25 : 0)
const plan = { companies: 120, weeks: 130, treated: 60, groups: ['large', 'small'] }

describe('what a round adds, by size', { timeout: 30_000 }, () => {
  it("equals lm() with sandwich's clustered errors in R", () => {
    const rows = { y: r.y, x: [r.event, r.lag], week: r.week, company: r.company, events: 10 }
    const mine = regress(rows, 0.9)
    expect(mine?.effect).toBeCloseTo(r.effect, 9)
    expect(mine?.se).toBeCloseTo(r.se, 9)
    expect(mine?.high).toBeCloseTo(r.effect + (r.t90[2] ?? 0) * r.se, 6)
    ;[1, 3, 9, 120].forEach((degrees, k) => {
      expect(studentQuantile(0.9, degrees)).toBeCloseTo(r.t90[k] ?? 0, 6)
    })
  })

  it('recovers a planted effect in the group that has it, at its lag, and none in the other', () => {
    const [large, small] = projected(plannedPanel({ ...plan, seed: 4, effect: bySize }), { ahead: 30 })
    expect([large?.group, small?.group]).toEqual(['large', 'small'])
    for (const week of [-10, -4, 0, 4]) expect(Math.abs(at(large, week)?.effect ?? 9)).toBeLessThan(0.06)
    for (const week of [6, 8, 16]) {
      expect(Math.abs((at(large, week)?.effect ?? 9) - 0.25)).toBeLessThan(0.08)
      expect(at(large, week)?.low).toBeGreaterThan(0)
    }
    for (const week of [6, 16, 26]) expect(Math.abs(at(small, week)?.effect ?? 9)).toBeLessThan(0.08)
  })

  it('has intervals that leave out nothing in at most 15% of panels without an effect', () => {
    let off = 0
    let told = 0
    for (let seed = 300; seed < 314; seed++) {
      const data = plannedPanel({ ...plan, companies: 80, treated: 40, seed, effect: () => 0 })
      for (const group of projected(data, { ahead: 12, before: 2 })) {
        const w = at(group, 12)
        if (!w) continue
        told++
        if (w.low > 0 || w.high < 0) off++
      }
    }
    expect(told).toBe(28)
    expect(off / told).toBeLessThanOrEqual(0.15)
  })

  it('minds neither the order of the rows nor the scale of the counts', () => {
    const data = plannedPanel({ ...plan, companies: 60, treated: 30, seed: 4, effect: bySize })
    const options = { ahead: 10, before: 4 }
    const plain = projected(data, options)
    expect(
      projected({ companies: [...data.companies].reverse(), events: [...data.events].reverse() }, options),
    ).toEqual(plain)
    const double = data.companies.map((c) => ({ ...c, weeks: c.weeks.map((w) => ({ ...w, value: w.value * 64 })) }))
    projected({ companies: double, events: data.events }, options).forEach((group, g) => {
      group.weeks.forEach((w, k) => {
        expect(w.effect).toBeCloseTo(plain[g]?.weeks[k]?.effect ?? Number.NaN, 9)
      })
    })
  })

  it('says how many events a group lacks, and tells the others', () => {
    const what = 'events of one group with openings before and after'
    expect(localProjections([], [])).toEqual({ enough: false, has: 0, needs: 8, what })
    const few = plannedPanel({ ...plan, treated: 9, seed: 4, effect: bySize })
    expect(localProjections(few.companies, few.events, { ahead: 4 })).toEqual({ enough: false, has: 5, needs: 8, what })
    const uneven = plannedPanel({ ...plan, treated: 24, seed: 4, effect: bySize })
    const events = uneven.events.filter((_, i) => i % 2 === 0 || i < 6)
    const [large, small] = projected({ companies: uneven.companies, events }, { ahead: 4 })
    expect(large?.missing).toBeNull()
    expect(small).toEqual({ group: 'small', weeks: [], missing: { enough: false, has: 3, needs: 8, what } })
    // Everything stands still: no error, and no effect.
    const still = uneven.companies.map((c) => ({ ...c, weeks: c.weeks.map((w) => ({ ...w, value: 50 })) }))
    for (const group of projected({ companies: still, events: uneven.events }, { ahead: 4 })) {
      for (const w of group.weeks) expect(w).toMatchObject({ effect: 0, low: 0, high: 0 })
    }
  })
})
