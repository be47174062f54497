import { describe, expect, it } from 'vitest'
import { dailyOf, gapsOf, periodLevels, periodsBetween } from '@/lib/analytics/periods'
import { addDays, type Day } from '@/lib/dates'

const run = (first: Day, values: (number | null)[]): Map<Day, number> =>
  new Map(values.flatMap((v, i) => (v === null ? [] : [[addDays(first, i), v] as const])))

describe('levels by period', () => {
  it('are the mean over the covered days alone', () => {
    const [week] = periodLevels(
      dailyOf([run('2026-02-16', [10, null, 20, null, 30, null, null])]),
      { from: '2026-02-16', to: '2026-02-22' },
      'week',
      '2026-03-01',
    )
    expect(week).toMatchObject({ period: '2026-02-16', value: 20, covered: false, daysCovered: 3, daysPassed: 7 })
    expect(week?.coveredShare).toBeCloseTo(3 / 7)
  })

  it('are null where nothing was observed, and zero where nothing was open', () => {
    const levels = periodLevels(
      dailyOf([run('2026-02-16', [0, 0, 0, 0, 0, 0, 0])]),
      { from: '2026-02-16', to: '2026-03-01' },
      'week',
      '2026-03-10',
    )
    expect(levels.map((l) => l.value)).toEqual([0, null])
    expect(levels.map((l) => l.covered)).toEqual([true, false])
  })

  it('need every company: a day on which one was not read has no total', () => {
    const both = [run('2026-02-16', [1, 1]), run('2026-02-16', [5, null])]
    const days = periodLevels(dailyOf(both), { from: '2026-02-16', to: '2026-02-17' }, 'day', '2026-02-20')
    expect(days.map((d) => [d.value, d.covered, d.coveredShare])).toEqual([
      [6, true, 1],
      [null, false, 0.5],
    ])
  })

  it('do not change with the range that asks for them', () => {
    const days = run(
      '2026-02-01',
      Array.from({ length: 28 }, (_, i) => i),
    )
    const at = (from: Day, to: Day) =>
      periodLevels(dailyOf([days]), { from, to }, 'week', '2026-03-10').find((l) => l.period === '2026-02-09')?.value
    expect(at('2026-02-11', '2026-02-12')).toBe(at('2026-02-01', '2026-02-28'))
  })

  it('judge a running period by the days that have passed', () => {
    const [week] = periodLevels(
      dailyOf([run('2026-02-16', [4, 6, 8])]),
      { from: '2026-02-16', to: '2026-02-22' },
      'week',
      '2026-02-18',
    )
    expect(week).toMatchObject({ value: 6, covered: true, daysPassed: 3 })
    const [next] = periodLevels(
      dailyOf([run('2026-02-16', [4])]),
      { from: '2026-02-23', to: '2026-02-23' },
      'week',
      '2026-02-18',
    )
    expect(next).toMatchObject({ value: null, covered: false, coveredShare: 0, daysPassed: 0 })
  })

  it('of no company say nothing', () => {
    expect(periodLevels(dailyOf([]), { from: '2026-02-16', to: '2026-02-16' }, 'day', '2026-02-18')[0]).toMatchObject({
      value: null,
      covered: false,
      coveredShare: 0,
    })
  })
})

describe('periods', () => {
  it('of a range include both ends', () => {
    expect(periodsBetween('2025-12-31', '2026-04-01', 'quarter').map((p) => p.period)).toEqual([
      '2025-Q4',
      '2026-Q1',
      '2026-Q2',
    ])
    expect(periodsBetween('2026-02-15', '2026-02-16', 'week').map((p) => p.period)).toEqual([
      '2026-02-09',
      '2026-02-16',
    ])
  })
})

describe('gaps', () => {
  it('are the stretches on which somebody is missing', () => {
    const days = run('2026-06-16', [1, 1, null, null, null, 1, null])
    expect(gapsOf(dailyOf([days]), { from: '2026-06-16', to: '2026-06-22' }, 2)).toEqual([
      { first: '2026-06-18', last: '2026-06-20', days: 3 },
    ])
    expect(gapsOf(dailyOf([days]), { from: '2026-06-16', to: '2026-06-22' }).at(-1)).toEqual({
      first: '2026-06-22',
      last: '2026-06-22',
      days: 1,
    })
  })
})
