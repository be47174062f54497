import { describe, expect, it } from 'vitest'
import { firstFigures, revisionsOf, type VintageValue } from '@/lib/analytics/revisions'

const v = (period: string, vintage: string, value: number | null, estimate: string | null = null): VintageValue => ({
  period,
  vintage,
  value,
  estimate,
})
// US real GDP, percent at an annual rate, as the BEA published it.
const GDP = [
  v('2024-Q3', '2024-10-30', 2.8, 'advance'),
  v('2024-Q3', '2024-12-19', 3.1, 'third'),
  v('2024-Q4', '2025-01-30', 2.3, 'advance'),
  v('2024-Q4', '2025-03-27', 2.4, 'third'),
  v('2025-Q1', '2025-04-30', -0.3, 'advance'),
  v('2025-Q1', '2025-06-26', -0.5, 'third'),
  v('2025-Q2', '2025-07-30', 3.0, 'advance'),
  v('2025-Q2', '2025-08-28', 3.3, 'second'),
  v('2025-Q2', '2025-09-25', 3.8, 'third'),
]

describe('revisions', () => {
  it('hold the first figure of a quarter against the latest, with every estimate between', () => {
    const found = revisionsOf(GDP)
    if (!found.enough) throw new Error('not enough')
    const q2 = found.rows.at(-1)
    expect(q2).toMatchObject({ period: '2025-Q2', first: 3, firstEstimate: 'advance', latest: 3.8 })
    expect(q2?.revision).toBeCloseTo(0.8, 9)
    expect(q2?.estimates.map((e) => e.value)).toEqual([3, 3.3, 3.8])
    expect(found.meanAbsolute).toBeCloseTo((0.3 + 0.1 + 0.2 + 0.8) / 4, 9)
    expect(found.mean).toBeCloseTo((0.3 + 0.1 - 0.2 + 0.8) / 4, 9)
  })

  it('do not mind the order, scale with the unit, and leave out what was published once', () => {
    const found = revisionsOf([...GDP].reverse().map((x) => ({ ...x, value: x.value === null ? null : 10 * x.value })))
    if (!found.enough) throw new Error('not enough')
    expect(found.meanAbsolute).toBeCloseTo(3.5, 9)
    const once = revisionsOf([...GDP, v('2025-Q3', '2025-12-23', 4.3, 'initial')])
    expect(once.enough && once.rows.length).toBe(4)
  })

  it('say what is missing', () => {
    expect(revisionsOf([])).toEqual({ enough: false, has: 0, needs: 4, what: 'periods that were published twice' })
    expect(revisionsOf(GDP.slice(0, 4))).toMatchObject({ enough: false, has: 2 })
    expect(revisionsOf([v('2025-Q1', '2025-04-30', null), v('2025-Q1', '2025-06-26', null)])).toMatchObject({ has: 0 })
  })
})

describe('first figures as claims', () => {
  const said = (period: string, ...values: [string, number | null][]) =>
    values.map(([vintage, value]) => ({ period, vintage, value, estimate: null }))

  it('tells US growth of 2025 Q2: first 3.0, 3.8 since 25 September (BEA)', () => {
    expect(
      firstFigures(said('2025-Q2', ['2025-09-25', 3.8], ['2025-07-30', 3.0], ['2025-08-28', 3.3]), 1),
    ).toMatchObject([
      { period: '2025-Q2', outcome: 'moved', off: 0.8, days: 57, said: { value: 3 }, stands: { on: '2025-09-25' } },
    ])
  })

  it('counts a figure that came back as kept, one that agrees as rounded too, and one without a later one as open', () => {
    const back = said('2024-Q1', ['2024-04-25', 1.6], ['2024-05-30', 1.3], ['2024-06-27', 1.6])
    const near = said('2024-Q2', ['2024-07-25', 2.81], ['2024-08-29', 2.79])
    const alone = said('2024-Q3', ['2024-10-30', 2.8], ['2024-11-27', null], ['2024-12-19', Number.NaN])
    expect(firstFigures([...alone, ...near, ...back], 1).map((f) => [f.period, f.outcome, f.off, f.days])).toEqual([
      ['2024-Q1', 'kept', 0, 0],
      ['2024-Q2', 'kept', 0, 0],
      ['2024-Q3', 'open', null, 0],
    ])
    expect(firstFigures([], 1)).toEqual([])
  })

  it('dates a figure that stands from its first release, not from a later repetition', () => {
    expect(
      firstFigures(said('2024-Q1', ['2024-04-25', 1.6], ['2024-05-30', 1.4], ['2024-06-27', 1.4]), 1),
    ).toMatchObject([{ outcome: 'moved', stands: { on: '2024-05-30' }, days: 35 }])
  })
})
