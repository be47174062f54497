import { describe, expect, it } from 'vitest'
import { revisionsOf, type VintageValue } from '@/lib/analytics/revisions'

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
