import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  baseOf,
  changeOn,
  rebased,
  shareOf,
  stretches,
  trailingMean,
  underneath,
  type Valued,
} from '@/lib/analytics/explore'
import { addDays } from '@/lib/dates'

const weekly = (values: (number | null)[]): Valued[] =>
  values.map((value, i) => {
    const first = addDays('2026-01-05', 7 * i)
    return { period: first, first, last: addDays(first, 6), value }
  })
const valuesOf = (points: readonly Valued[]) => points.map((p) => p.value)
const unbroken = (points: readonly Valued[]) => stretches(points, [])

describe('a break', () => {
  it('parts the points before it from the period that holds it', () => {
    expect(stretches(weekly([1, 2, 3, 4]), ['2026-01-20'])).toEqual([0, 0, 1, 1])
  })

  it('is crossed by no index, no change and no mean', () => {
    const points = weekly([10, 12, 40, 44])
    const parts = stretches(points, ['2026-01-20'])
    expect(valuesOf(rebased(points, baseOf(points, null), parts))).toEqual([100, 120, null, null])
    expect(valuesOf(rebased(points, baseOf(points, '2026-01-19'), parts)).map((v) => v && Math.round(v))).toEqual([
      null,
      null,
      100,
      110,
    ])
    expect(valuesOf(changeOn(points, 1, parts, 'count')).map((v) => v && Math.round(v))).toEqual([null, 20, null, 10])
    expect(valuesOf(trailingMean(points, 2, parts))).toEqual([10, 11, 40, 42])
  })
})

describe('the mean up to a period', () => {
  it('is of four weeks, and of fewer at the start', () => {
    const points = weekly([4, 8, 12, 16, 20])
    expect(valuesOf(trailingMean(points, 4, unbroken(points)))).toEqual([4, 6, 8, 10, 14])
  })

  it('is not known for a week that was not read, nor from under half of its weeks', () => {
    const points = weekly([4, null, null, null, 20, 30])
    expect(valuesOf(trailingMean(points, 4, unbroken(points)))).toEqual([4, null, null, null, null, 25])
  })
})

describe('the base', () => {
  it('is the period that holds the day, or the next that has a value other than zero', () => {
    const points = weekly([0, null, 5, 6])
    expect(baseOf(points, '2026-01-08')).toEqual({ index: 2, value: 5 })
    expect(baseOf(points, '2026-01-30')).toEqual({ index: 3, value: 6 })
    expect(baseOf(points, '2027-01-01')).toBeNull()
  })
})

describe('a change', () => {
  it('of a rate is a difference in points, of a count under ten at its start none', () => {
    const points = weekly([4, 5, 9, 12, 15])
    const parts = unbroken(points)
    expect(valuesOf(changeOn(points, 1, parts, 'rate'))).toEqual([null, 1, 4, 3, 3])
    expect(valuesOf(changeOn(points, 1, parts, 'count'))).toEqual([null, null, null, null, 25])
    expect(valuesOf(changeOn(weekly([0, 5]), 1, [0, 0], 'index'))).toEqual([null, null])
  })
})

it('a share of nothing is not known', () => {
  expect(valuesOf(shareOf(weekly([1, 2, null, 3]), weekly([4, 0, 5, null])))).toEqual([25, null, null, null])
})

it('an earlier range lies under the later one from its first period on', () => {
  expect(underneath(weekly([1, 2, 3]), weekly([7, null])).map((p) => p.value)).toEqual([7, null, null])
})

it('an index does not depend on the unit of what it is made of, and is 100 at its base', () => {
  const value = fc.option(fc.double({ min: 0.01, max: 1e6, noNaN: true }), { nil: null })
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 60 }),
      fc.double({ min: 0.001, max: 1000, noNaN: true }),
      (values, k) => {
        const points = weekly(values)
        const scaled = points.map((p) => ({ ...p, value: p.value === null ? null : p.value * k }))
        const base = baseOf(points, null)
        const index = valuesOf(rebased(points, base, unbroken(points)))
        const other = valuesOf(rebased(scaled, baseOf(scaled, null), unbroken(points)))
        index.forEach((v, i) => {
          if (v === null) expect(other[i]).toBeNull()
          else expect(Math.abs((other[i] ?? NaN) - v)).toBeLessThan(1e-6 * Math.max(1, v))
        })
        if (base) expect(index[base.index]).toBe(100)
      },
    ),
  )
})
