import { describe, expect, it } from 'vitest'
import { type CapitalRecord, capitalRecord } from '@/lib/analytics/capitalRecord'
import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { plannedPanel } from './panelData'

function record({ companies, events }: { companies: PanelCompany[]; events: PanelEvent[] }): CapitalRecord {
  const answer = capitalRecord(companies, events)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

const plan = { companies: 80, weeks: 200, treated: 40 }
const strong = (since: number) => 0.4 * Math.min(1, Math.max(0, since) / 26)

describe('the record of fresh capital', { timeout: 30_000 }, () => {
  it('ranks companies once fresh capital has told rises better than the base rate', () => {
    const data = plannedPanel({ ...plan, seed: 6, effect: strong })
    const answer = record(data)
    expect(answer.beats).toBe(true)
    expect(answer.brier).toBeLessThan(answer.baseBrier)
    expect(answer.freshRate).toBeGreaterThan(answer.baseRate + 0.2)
    const chances = answer.ranking?.map((r) => r.chance) ?? []
    expect(chances).toHaveLength(80)
    expect(chances).toEqual([...chances].sort((a, b) => b - a))
    const fresh = answer.ranking?.filter((r) => r.fresh) ?? []
    expect(answer.ranking?.slice(0, fresh.length)).toEqual(fresh)
  })

  it('ranks nobody where capital tells nothing: at most one panel in ten passes by luck', () => {
    let ranked = 0
    for (let seed = 700; seed < 720; seed++) {
      const answer = record(plannedPanel({ ...plan, companies: 50, treated: 25, seed, effect: () => 0 }))
      if (answer.ranking !== null) ranked++
    }
    expect(ranked).toBeLessThanOrEqual(2)
  })

  it('learns from outcomes alone that were known: the future of a panel does not change what was told before', () => {
    const data = plannedPanel({ ...plan, seed: 6, effect: strong })
    const cut = data.companies.map((c) => ({ ...c, weeks: c.weeks.slice(0, 160) }))
    const wild = data.companies.map((c) => ({
      ...c,
      weeks: [
        ...c.weeks.slice(0, 160),
        ...c.weeks.slice(160, 184).map((w) => ({ ...w, key: 'other', value: w.value * 9 })),
      ],
    }))
    const [a, b] = [record({ companies: cut, events: data.events }), record({ companies: wild, events: data.events })]
    expect(b.brier).toBeCloseTo(a.brier, 12)
    expect(b.judged).toBe(a.judged)
  })

  it('says what is missing, as in a data set of a year', () => {
    const what = 'forecasts of companies with fresh capital whose outcome is known'
    expect(capitalRecord([], [])).toEqual({ enough: false, has: 0, needs: 20, what })
    const data = plannedPanel({ ...plan, seed: 6, effect: strong })
    expect(capitalRecord(data.companies, [])).toMatchObject({ enough: false, has: 0 })
    const year = data.companies.map((c) => ({ ...c, weeks: c.weeks.slice(0, 52) }))
    expect(capitalRecord(year, data.events)).toMatchObject({ enough: false, has: 0, needs: 20 })
  })
})
