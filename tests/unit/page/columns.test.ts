import { describe, expect, it } from 'vitest'
import { plainTable } from '@/components/page/columns'

describe('the table of a chart', () => {
  it('keeps a measured zero apart from what was not observed', () => {
    const { rows } = plainTable([
      { period: '2025-10', value: 0 },
      { period: '2025-11', value: null },
      { period: '2025-12', value: 3 },
    ])
    expect(rows).toEqual([
      ['2025-10', '0'],
      ['2025-11', null],
      ['2025-12', '3'],
    ])
  })

  it('gives a column the decimals that its values need, and a true minus', () => {
    const { rows } = plainTable([{ growth: 3 }, { growth: 3.3 }, { growth: -0.6 }])
    expect(rows.flat()).toEqual(['3.0', '3.3', '−0.6'])
  })

  it('spreads one level of objects, joins lists and drops columns that are empty all through', () => {
    const { columns, rows } = plainTable([{ company: 'lambda', last: { amount: 1500, note: null }, banks: ['A', 'B'] }])
    expect(columns.map((c) => c.label)).toEqual(['Company', 'Last amount', 'Banks'])
    expect(columns.map((c) => c.numeric)).toEqual([false, true, false])
    expect(rows).toEqual([['lambda', '1,500', 'A, B']])
  })
})
