import { describe, expect, it } from 'vitest'
import { breakDays, comparableEnds, type DayLevel, trendPair } from '@/lib/analytics/breaks'
import { constantPanel, daysOf, lastHalfCovered } from '@/lib/analytics/panel'
import type { Day } from '@/lib/dates'

const days = (...ranges: [Day, Day][]): Set<Day> => new Set(ranges.flatMap(([first, last]) => daysOf(first, last)))
const level = (day: Day, value: number, key = 'labs:whole'): DayLevel => ({ day, value, key })

describe('the panel read all through', () => {
  const all: [Day, Day] = ['2025-09-10', '2026-08-22']

  it('leaves out boards that broke off or moved away, however many they are', () => {
    const coverage = new Map([
      ['anthropic', days(all)],
      ['openai', days(['2025-09-10', '2026-06-17'], ['2026-06-26', '2026-08-22'])],
      ['scale-ai', days(all)],
      ['perplexity', days(['2025-09-10', '2025-11-04'])],
      ['runway', days(['2025-09-10', '2026-04-07'])],
      ['deepmind', days(['2025-09-10', '2026-04-08'])],
      ['inflection-ai', days(['2025-09-10', '2026-04-08'])],
    ])
    expect(constantPanel(coverage, '2025-09-08', null)).toEqual(['anthropic', 'openai', 'scale-ai'])
  })

  it('leaves out a board that joined later, so that no line grows by joining', () => {
    const coverage = new Map([
      ['a', days(all)],
      ['b', days(all)],
      ['late', days(['2026-01-01', '2026-08-22'])],
    ])
    expect(constantPanel(coverage, '2025-09-08', null)).toEqual(['a', 'b'])
  })

  it('stays whole when one of its boards alone is read on', () => {
    const coverage = new Map([
      ['a', days(all, ['2026-11-24', '2026-12-31'])],
      ['b', days(all)],
      ['c', days(all)],
    ])
    expect(constantPanel(coverage, '2025-09-08', null)).toEqual(['a', 'b', 'c'])
    expect(lastHalfCovered([...coverage.values()])).toBe('2026-08-22')
  })

  it('keeps a gap in which nobody read', () => {
    const gap: [Day, Day][] = [
      ['2025-09-10', '2026-04-08'],
      ['2026-08-22', '2026-08-22'],
    ]
    const coverage = new Map([
      ['a', days(...gap)],
      ['b', days(...gap)],
    ])
    expect(constantPanel(coverage, '2025-09-08', null)).toEqual(['a', 'b'])
    expect(lastHalfCovered([...coverage.values()])).toBe('2026-08-22')
  })

  it('is empty where nothing was read', () => {
    expect(constantPanel(new Map(), '2025-09-08', null)).toEqual([])
    expect(constantPanel(new Map([['a', days(all)]]), '2027-01-01', null)).toEqual([])
    expect(lastHalfCovered([])).toBeNull()
  })
})

describe('breaks', () => {
  it('are the days on which the reader or its completeness changed', () => {
    const levels = [
      level('2026-05-22', 590, 'labs:partial'),
      level('2026-05-23', 592, 'labs:partial'),
      level('2026-05-24', 699, 'sniper:whole'),
    ]
    expect(breakDays(levels)).toEqual([{ day: '2026-05-24', from: 'labs:partial', to: 'sniper:whole' }])
  })

  it('are never crossed: ends are the furthest days on which all are read alike', () => {
    const panel = new Map([
      ['a', [level('2026-01-01', 1), level('2026-01-20', 2), level('2026-01-31', 3, 'labs:partial')]],
      ['b', [level('2026-01-01', 1), level('2026-01-20', 2), level('2026-01-31', 3)]],
    ])
    expect(comparableEnds(panel)).toEqual({ first: '2026-01-01', last: '2026-01-20' })
  })

  it('let a new reader take the change over once it has read for eight weeks', () => {
    const old = daysOf('2025-09-10', '2026-08-21').map((d) => level(d, 100))
    const own = (until: Day) => daysOf('2026-11-24', until).map((d) => level(d, 150, 'self:whole'))
    const ends = (until: Day) => comparableEnds(new Map([['a', [...old, ...own(until)]]]))
    expect(ends('2026-12-20')).toEqual({ first: '2025-09-10', last: '2026-08-21' })
    expect(ends('2027-01-20')).toEqual({ first: '2026-11-24', last: '2027-01-20' })
  })

  it('leave nothing to compare where no two days are alike or one company is missing', () => {
    expect(comparableEnds(new Map([['a', [level('2026-01-01', 1, 'x'), level('2026-01-02', 1, 'y')]]]))).toBeNull()
    expect(
      comparableEnds(
        new Map([
          ['a', [level('2026-01-01', 1), level('2026-01-02', 1)]],
          ['b', []],
        ]),
      ),
    ).toBeNull()
    expect(comparableEnds(new Map())).toBeNull()
  })

  it('make a trend out of the longest run where the last reader looked in once', () => {
    const run = daysOf('2026-05-21', '2026-08-22').map((d, i) => level(d, 30 + i, 'sniper:whole'))
    const pair = trendPair([level('2025-10-25', 88, 'stapply:whole'), ...run, level('2026-10-05', 90, 'once:whole')])
    expect(pair).toMatchObject({ from: { day: '2026-05-21' }, to: { day: '2026-08-22' }, latest: false })
    expect(trendPair([level('2025-10-25', 88, 'a'), level('2026-10-05', 90, 'b')])).toBeNull()
  })
})
