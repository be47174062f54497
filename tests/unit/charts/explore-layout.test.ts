import { describe, expect, it } from 'vitest'
import { exploreLayout, logTicks } from '@/components/charts/explore-layout'
import type { ExploreData, ExploreLine, LevelPoint } from '@/components/charts/types'
import { addDays } from '@/lib/dates'

const point = (first: string, days: number, value: number | null): LevelPoint => ({
  period: first,
  first,
  last: addDays(first, days - 1),
  value,
  covered: value !== null,
  daysCovered: value === null ? 0 : days,
  daysPassed: days,
})
const line = (key: string, points: LevelPoint[], tone = 'ink'): ExploreLine => ({
  key,
  label: key,
  detail: '',
  tone,
  twin: 0,
  points,
  before: null,
})
const data = (series: ExploreLine[], more: Partial<ExploreData> = {}): ExploreData => ({
  grain: 'week',
  from: '2026-01-05',
  to: '2026-03-01',
  unit: 'openings',
  decimals: 0,
  zeroBased: true,
  log: false,
  base: null,
  focus: null,
  series,
  gaps: [],
  events: [],
  notes: [],
  ...more,
})
const weeks = (values: (number | null)[]) => values.map((v, i) => point(addDays('2026-01-05', 7 * i), 7, v))

describe('the ticks of a log axis', () => {
  it.each([
    [20, 900, [20, 50, 100, 200, 500, 1000]],
    [3, 4, [2, 5]],
    [100, 100, [100, 200]],
  ])('from %d to %d', (low, high, ticks) => expect(logTicks(low, high)).toEqual(ticks))

  it('are powers of ten where the halves would crowd', () => {
    expect(logTicks(1, 1e6).every((t) => Number.isInteger(Math.log10(t)))).toBe(true)
  })

  it('exist when nothing is above zero', () => expect(logTicks(Infinity, -Infinity)).toEqual([1, 10]))
})

describe('what is joined', () => {
  it('is each run by itself: a hole in one line does not part another', () => {
    const layout = exploreLayout(data([line('a', weeks([1, 2, null, 3, 4])), line('b', weeks([5, 6, 7, 8, 9]))]), 952)
    expect(layout.strokes.map((s) => [s.key, s.points.length])).toEqual([
      ['a', 2],
      ['a', 2],
      ['b', 5],
    ])
  })

  it('is a monthly line beside a weekly one, each at its own places', () => {
    const months = [point('2026-01-01', 31, 3), point('2026-02-01', 28, 4)]
    const layout = exploreLayout(data([line('a', weeks([1, 2, 3])), line('M', months, 'outside')]), 952)
    const monthly = layout.strokes.find((s) => s.key === 'M')
    expect(monthly?.points).toHaveLength(2)
    for (const p of monthly?.points ?? [])
      expect(layout.rows.find((r) => r.x === p.x)?.[monthly?.id ?? '']).toBe(p.value)
  })

  it('goes on where only our boards were not read', () => {
    const gaps = [{ first: '2026-01-19', last: '2026-01-25', title: 'Not covered', detail: '' }]
    const layout = exploreLayout(
      data([line('a', weeks([1, 2, 3, 4, 5])), line('R', weeks([1, 2, 3, 4, 5]), 'outside-rate')], { gaps }),
      952,
    )
    expect(layout.strokes.filter((s) => s.key === 'R')).toHaveLength(1)
    expect(layout.strokes.filter((s) => s.key === 'a').length).toBeGreaterThan(1)
  })

  it('has no place for zero on a log axis', () => {
    const layout = exploreLayout(data([line('a', weeks([10, 0, 100, 1000]))], { log: true }), 952)
    expect(
      layout.runs
        .get('a')
        ?.flat()
        .map((p) => p.value),
    ).toEqual([1, 2, 3])
    expect(layout.y(10)).toBeGreaterThan(layout.y(1000))
  })
})
