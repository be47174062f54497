import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changePoints } from '@/lib/analytics/changePoints'
import { leadLag } from '@/lib/analytics/crossCorrelation'
import { type Enough, notEnough, notEnoughWords } from '@/lib/analytics/enough'
import { eventStudy } from '@/lib/analytics/eventStudy'
import { forecastWeeks } from '@/lib/analytics/forecast'
import { hiringIndex } from '@/lib/analytics/hiringIndex'
import { kaplanMeier } from '@/lib/analytics/kaplanMeier'
import { localProjections } from '@/lib/analytics/localProjections'
import { adjustDaily } from '@/lib/analytics/seasonalDaily'
import { adjustWeekly } from '@/lib/analytics/seasonalWeekly'
import { stl } from '@/lib/analytics/stl'
import { addDays } from '@/lib/dates'

/** Every number in an answer, however deep. */
function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value]
  if (ArrayBuffer.isView(value)) return [...(value as Float64Array)]
  if (Array.isArray(value)) return value.flatMap(numbersIn)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(numbersIn) : []
}

function expectSound(answer: Enough<object>): void {
  expect(numbersIn(answer).filter((v) => !Number.isFinite(v))).toEqual([])
  if (answer.enough) return
  expect(answer.has).toBeLessThan(answer.needs)
  expect(Number.isInteger(answer.has) && answer.has >= 0 && answer.what.length > 0).toBe(true)
}

/** Series as they come: counts, stretches of zeros, jumps of a million, gaps, broken and negative values. */
const value = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 200 }) },
  { weight: 2, arbitrary: fc.constantFrom(0, 1e6) },
)
const broken = fc.oneof(
  { weight: 40, arbitrary: value },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, -5, Number.POSITIVE_INFINITY) },
)
const series = fc
  .tuple(fc.constantFrom(0, 1, 2, 9, 60, 105, 170), fc.boolean(), fc.boolean())
  .chain(([n, damaged, flat]) =>
    flat
      ? fc.constantFrom(0, 7).map((v) => new Array<number>(n).fill(v))
      : fc.array(damaged ? broken : value, { minLength: n, maxLength: n }),
  )
const runs = { numRuns: 40 }

describe('bad input', { timeout: 30_000 }, () => {
  it('is answered in words', () => {
    expect(notEnoughWords(notEnough(12, 1040, 'covered weeks'))).toBe(
      'not enough data: has 12 covered weeks, needs 1,040',
    )
  })

  it('never gets NaN from the analyses of one series, nor an error', () => {
    fc.assert(
      fc.property(series, fc.boolean(), (values, robust) => {
        expectSound(stl(values, { period: 12, seasonalWindow: 7, robust }))
        expectSound(changePoints(values))
        expectSound(forecastWeeks(values.map((v) => (v < 0 ? null : v))))
        expectSound(forecastWeeks(values, 0, [{ name: 'other', values: [...values].reverse() }]))
        expectSound(leadLag(values, [...values].reverse(), { draws: 30 }))
        expectSound(adjustWeekly(values.map((v, i) => ({ week: addDays('2023-01-02', 7 * i), value: v }))))
      }),
      runs,
    )
  })

  it('never gets NaN from a daily series with holes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 2, max: 40 }), series, (n, each, values) => {
        const points = Array.from({ length: n }, (_, i) => ({
          day: addDays('2023-01-01', i),
          value: i % each === 0 ? null : (values[i % Math.max(1, values.length)] ?? 3),
        }))
        expectSound(adjustDaily(points))
      }),
      { numRuns: 15 },
    )
  })

  it('never gets NaN from the analyses of many companies', () => {
    const companies = fc.array(series, { minLength: 0, maxLength: 30 })
    fc.assert(
      fc.property(companies, fc.array(fc.integer({ min: -60, max: 220 }), { maxLength: 40 }), (all, at) => {
        const weeks = all.map((values, c) => ({
          company: `c${c}`,
          group: c % 3 === 0 ? null : 'large',
          weeks: values.map((v, i) => ({ week: addDays('2023-01-02', 7 * i), value: v, key: i < 50 ? 'a' : 'b' })),
        }))
        const events = at.map((t, i) => ({ company: `c${i % 12}`, on: addDays('2023-01-02', 7 * t) }))
        const levels = weeks.map((c) => ({
          company: c.company,
          levels: c.weeks.map((w) => ({ day: w.week, value: w.value, key: w.key })),
        }))
        expectSound(hiringIndex(levels, { draws: 30 }))
        expectSound(eventStudy(weeks, events, { draws: 30, leastEvents: 2 }))
        expectSound(localProjections(weeks, events, { ahead: 6, before: 2, leastEvents: 2 }))
      }),
      runs,
    )
  })

  it('never gets NaN from lives of all kinds', () => {
    const life = fc
      .tuple(
        fc.integer({ min: 0, max: 30 }),
        fc.integer({ min: 0, max: 30 }),
        fc.option(fc.integer({ min: 0, max: 20 })),
      )
      .map(([entry, more, gap]) => ({ entry, seen: entry + more, gone: gap === null ? null : entry + more + gap }))
    fc.assert(
      fc.property(fc.array(life, { maxLength: 60 }), (lives) => {
        expectSound(kaplanMeier(lives))
      }),
      { numRuns: 200 },
    )
  })
})
