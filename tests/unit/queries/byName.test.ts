import { describe, expect, it } from 'vitest'
import { readOptions } from '@/lib/cli/query'
import { describeQuery, QUERY_NAMES } from '@/lib/queries/byName'
import { gdpSteps } from '@/lib/queries/charts/marks'

describe('options of the command line', () => {
  it('take both spellings, and repeat', () => {
    expect(readOptions(['--company', 'lambda', '--company=openai', '--as-of', '2025-09-01', '--text', ''])).toEqual({
      company: ['lambda', 'openai'],
      asOf: ['2025-09-01'],
      text: [''],
    })
  })

  it('refuse a word that is no option and an option without a value', () => {
    expect(() => readOptions(['lambda'])).toThrow(/no option/)
    expect(() => readOptions(['--company'])).toThrow(/needs a value/)
  })

  it('know every chart and query by name', () => {
    for (const name of [
      'openings',
      'observations',
      'signals',
      'rounds',
      'filings',
      'roles',
      'hiring-trend',
      'coverage',
    ])
      expect(QUERY_NAMES).toContain(name)
    expect(describeQuery('constructor')).toBeNull()
    expect(describeQuery('toString')).toBeNull()
  })
})

describe('GDP as known', () => {
  const v = (vintage: string, period: string, value: number, estimate: string | null) => ({
    series: 's',
    vintage,
    period,
    value,
    estimate,
  })
  const vintages = [
    v('2025-06-26', '2025-Q1', -0.5, 'third'),
    v('2025-07-30', '2025-Q2', 3, 'advance'),
    v('2025-08-28', '2025-Q2', 3.3, 'second'),
    v('2025-09-25', '2025-Q1', -0.6, 'annual-update'),
    v('2025-09-25', '2025-Q2', 3.8, 'third'),
    v('2025-12-23', '2025-Q3', 4.3, 'initial'),
  ]

  it('steps at each release, tells a revision from a new quarter, and leaves old quarters’ updates out', () => {
    expect(gdpSteps(vintages, '2025-08-01', '2025-12-31').map((s) => [s.day, s.period, s.value, s.revision])).toEqual([
      ['2025-07-30', '2025-Q2', 3, false],
      ['2025-08-28', '2025-Q2', 3.3, true],
      ['2025-09-25', '2025-Q2', 3.8, true],
      ['2025-12-23', '2025-Q3', 4.3, false],
    ])
  })
})
