import { describe, expect, it } from 'vitest'
import { type EventStudy, type EventStudyOptions, eventStudy } from '@/lib/analytics/eventStudy'
import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { addDays } from '@/lib/dates'
import { plannedPanel } from './panelData'

type Data = { companies: PanelCompany[]; events: PanelEvent[] }

function study({ companies, events }: Data, options?: EventStudyOptions): EventStudy {
  const answer = eventStudy(companies, events, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

const plan = { companies: 120, weeks: 140, treated: 30 }
const at = (s: EventStudy, week: number) => s.weeks.find((w) => w.week === week)
/** A fifth more openings, coming in from week 8 to week 16. */
const ramp = (since: number) => (since < 8 ? 0 : 0.2 * Math.min(1, (since - 8) / 8))

describe('openings around a round', { timeout: 30_000 }, () => {
  it('recovers a planted rise and when it comes, and sees nothing before', () => {
    const answer = study(plannedPanel({ ...plan, seed: 3, effect: ramp }))
    expect(answer.events).toBe(30)
    expect(answer).toMatchObject({ found: true, leftOut: 0, preTrend: { clear: true } })
    expect(answer.weeks).toHaveLength(79)
    for (const week of [-20, -10, 0, 4]) expect(Math.abs(at(answer, week)?.effect ?? 9)).toBeLessThan(0.06)
    for (const week of [18, 26, 36]) {
      const w = at(answer, week)
      expect(Math.abs((w?.effect ?? 9) - 0.2)).toBeLessThan(0.08)
      expect(w?.low).toBeGreaterThan(0)
    }
  })

  it('finds it in most panels: one in ten shows a drift before by chance, and says so', () => {
    let found = 0
    for (let seed = 20; seed < 40; seed++) {
      if (study(plannedPanel({ ...plan, seed, effect: ramp }), { draws: 200 }).found) found++
    }
    expect(found).toBeGreaterThanOrEqual(16)
  })

  it('takes a fall for a fall', () => {
    const answer = study(plannedPanel({ ...plan, seed: 5, effect: (since) => -ramp(since) }))
    expect(answer.found).toBe(true)
    expect(answer.after.high).toBeLessThan(0)
  })

  it('finds an effect in at most 15% of panels that have none', () => {
    let found = 0
    for (let seed = 100; seed < 140; seed++) {
      if (study(plannedPanel({ ...plan, seed, effect: () => 0 }), { draws: 200 }).found) found++
    }
    expect(found / 40).toBeLessThanOrEqual(0.15)
  })

  it('does not call a rise that was under way before the round its effect', () => {
    const answer = study(plannedPanel({ ...plan, seed: 8, effect: (since) => 0.012 * Math.max(0, since + 26) }))
    expect(answer.after.low).toBeGreaterThan(0)
    expect(answer.preTrend).toMatchObject({ clear: false })
    expect(answer.preTrend.slope).toBeGreaterThan(0.006)
    expect(answer.found).toBe(false)
  })

  it('takes a wave of the whole market for no effect, since the matched companies have it too', () => {
    const { companies, events } = plannedPanel({ ...plan, seed: 11, effect: () => 0 })
    const wave = companies.map((c) => ({
      ...c,
      weeks: c.weeks.map((w, t) => ({ ...w, value: w.value * Math.exp(0.5 * Math.sin(t / 9)) })),
    }))
    const answer = study({ companies: wave, events })
    expect(answer.found).toBe(false)
    for (const w of answer.weeks) expect(Math.abs(w.effect)).toBeLessThan(0.12)
  })

  it('does not cross a change of reader', () => {
    const data = plannedPanel({ ...plan, seed: 2, effect: () => 0 })
    const stepped = data.companies.map((c, i) => {
      if (i >= 30) return c
      const since = data.events[i]?.on ?? ''
      const later = c.weeks.map((w) => (w.week > addDays(since, 35) ? { ...w, value: w.value * 3, key: 'other' } : w))
      return { ...c, weeks: later }
    })
    const answer = study({ companies: stepped, events: data.events })
    expect(answer.weeks.at(-1)?.week).toBeLessThanOrEqual(5)
    for (const w of answer.weeks) expect(Math.abs(w.effect)).toBeLessThan(0.1)
  })

  it('minds neither the scale of the counts nor the order of the rows', () => {
    const data = plannedPanel({ ...plan, seed: 2, effect: ramp })
    const plain = study(data, { draws: 100 })
    const tenfold = data.companies.map((c) => ({
      ...c,
      weeks: c.weeks.map((w) => ({ ...w, value: w.value * 10 })).reverse(),
    }))
    const other = study({ companies: tenfold.reverse(), events: [...data.events].reverse() }, { draws: 100 })
    expect(other.after.effect).toBeCloseTo(plain.after.effect, 2)
    const again = study(
      { companies: [...data.companies].reverse(), events: [...data.events].reverse() },
      { draws: 100 },
    )
    expect(again).toEqual(plain)
  })

  it('says how many events are missing', () => {
    const what = 'events with readings around them and 2 matched companies'
    expect(eventStudy([], [])).toEqual({ enough: false, has: 0, needs: 10, what })
    const few = plannedPanel({ ...plan, treated: 6, seed: 2, effect: ramp })
    expect(eventStudy(few.companies, few.events)).toEqual({ enough: false, has: 6, needs: 10, what })
    // All raised in the same week: nobody is left to be matched.
    const all = plannedPanel({ ...plan, companies: 30, treated: 30, seed: 2, effect: ramp })
    const atOnce = all.events.map((e) => ({ ...e, on: '2024-01-10' }))
    expect(eventStudy(all.companies, atOnce)).toMatchObject({ enough: false, has: 0 })
    const zeros = few.companies.map((c) => ({ ...c, weeks: c.weeks.map((w) => ({ ...w, value: 0 })) }))
    expect(eventStudy(zeros, few.events)).toMatchObject({ enough: false, has: 0 })
    const broken = few.companies.map((c) => ({ ...c, weeks: c.weeks.map((w) => ({ ...w, value: Number.NaN })) }))
    expect(eventStudy(broken, few.events)).toMatchObject({ enough: false, has: 0 })
    // Rounds of last month have nothing after them.
    const young = plannedPanel({ ...plan, seed: 2, effect: ramp })
    const late = young.events.map((e) => ({ ...e, on: addDays('2023-01-02', 7 * 141) }))
    expect(eventStudy(young.companies, late)).toMatchObject({ enough: false, has: 0 })
  })
})
