import { describe, expect, it } from 'vitest'
import { sharedIndices } from '@/lib/analytics/downsample'
import { growth } from '@/lib/analytics/growth'
import { intervalWords, trendHeadline } from '@/lib/analytics/headline'
import { median, medianOfEnough } from '@/lib/analytics/median'
import {
  changeWords,
  dayWords,
  listWords,
  moneyWords,
  numberWords,
  periodWords,
  rangeWords,
  signedWords,
} from '@/lib/analytics/words'

const text = (pieces: { text: string }[]) => pieces.map((p) => p.text).join('')
const facts = {
  what: 'Infrastructure openings',
  scope: 'Anthropic, OpenAI and Scale AI',
  first: '2025-09-10',
  last: '2026-08-21',
  middle: { day: '2026-01-04', value: 213 },
  level: { day: '2026-08-21', value: 339 },
}

describe('the headline', () => {
  it('says how much, whose, since when, and when most of it came', () => {
    expect(text(trendHeadline({ ...facts, change: growth(189, 339) }))).toBe(
      'Infrastructure openings at Anthropic, OpenAI and Scale AI are up 79% on September 2025; nearly all of the rise came after New Year',
    )
  })

  it('calls a move that chance alone could make no move', () => {
    expect(text(trendHeadline({ ...facts, change: growth(189, 195) }))).toMatch(
      /moved from 189 to 195 .* no more than chance does$/,
    )
  })

  it('puts no percentage on a small start', () => {
    const headline = text(trendHeadline({ ...facts, change: growth(4, 19) }))
    expect(headline).toContain('went from 4 to 19')
    expect(headline).not.toContain('%')
  })

  it('speaks of no change where none may be spoken of', () => {
    expect(text(trendHeadline({ ...facts, change: null }))).toBe(
      'Infrastructure openings at Anthropic, OpenAI and Scale AI: 339 on 21 Aug 2026',
    )
    expect(text(trendHeadline({ ...facts, change: null, level: null }))).toMatch(/not covered$/)
  })

  it('never names a cause', () => {
    for (const change of [growth(189, 339), growth(4, 19), growth(189, 195)])
      expect(text(trendHeadline({ ...facts, change }))).not.toMatch(/because|due to|driven|thanks/)
  })

  it('gives the interval as percentages', () => {
    expect(intervalWords(growth(189, 339))).toBe('54 to 109')
    expect(intervalWords(growth(0, 5))).toBeNull()
  })
})

describe('figures in words', () => {
  it('abbreviate money with one decimal from 1 to 10 billion and none above', () => {
    expect([1.5e9, 4.8e8, 1.22e11, 9.98e8, 9.96e9, 2.5e6, 35_000, 1.77e12].map((n) => moneyWords(n))).toEqual([
      '$1.5bn',
      '$480m',
      '$122bn',
      '$998m',
      '$10bn',
      '$2.5m',
      '$35k',
      '$1.8tn',
    ])
    expect(moneyWords(1.7e9, 'EUR')).toBe('€1.7bn')
  })

  it('use a true minus and thousands', () => {
    expect([
      numberWords(-4.8, 1),
      numberWords(1759),
      signedWords(13),
      signedWords(-2),
      signedWords(0),
      numberWords(-0.04, 1),
    ]).toEqual(['−4.8', '1,759', '+13', '−2', '0', '0.0'])
  })

  it('name days, periods and ranges', () => {
    expect([
      dayWords('2026-04-08'),
      dayWords('2026-04'),
      dayWords('2026'),
      periodWords('2025-Q2'),
      periodWords('2026-02-16', 'week'),
    ]).toEqual(['8 Apr 2026', 'Apr 2026', '2026', 'Q2 2025', 'week of 16 Feb 2026'])
    expect([
      rangeWords('2026-06-18', '2026-06-25'),
      rangeWords('2025-09-10', '2026-08-22'),
      rangeWords('2026-01-01', '2026-01-01'),
    ]).toEqual(['18 Jun to 25 Jun 2026', '10 Sep 2025 to 22 Aug 2026', '1 Jan 2026'])
    expect([changeWords(1.88), changeWords(0.75), changeWords(1), changeWords(4.4)]).toEqual([
      'up 88%',
      'down 25%',
      'unchanged',
      '4.4 times as high',
    ])
    expect([listWords(['A']), listWords(['A', 'B', 'C']), listWords(['A', 'B', 'C', 'D'], 2)]).toEqual([
      'A',
      'A, B and C',
      'A, B and two more',
    ])
  })
})

describe('a median', () => {
  it('is given from five values on', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([])).toBeNull()
    expect(medianOfEnough([1, 2, 3, 4])).toBeNull()
    expect(medianOfEnough([1, 9, 3, 4, 100])).toBe(4)
  })
})

describe('thinning', () => {
  it('keeps at most 300 shared x, both ends, the peak and the gap', () => {
    const values = Array.from({ length: 2000 }, (_, i): number | null =>
      i >= 900 && i < 920 ? null : i === 1234 ? 500 : Math.sin(i / 40),
    )
    const flat = values.map((): number | null => 1)
    const kept = sharedIndices([values, flat])
    expect(kept.length).toBeLessThanOrEqual(300)
    expect([kept[0], kept.at(-1)]).toEqual([0, 1999])
    expect(kept).toContain(1234)
    expect(kept.some((i) => values[i] === null)).toBe(true)
  })

  it('leaves short series alone', () => {
    expect(sharedIndices([[1, 2, null]])).toEqual([0, 1, 2])
    expect(sharedIndices([])).toEqual([])
  })
})
