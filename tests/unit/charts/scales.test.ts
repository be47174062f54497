import { describe, expect, test } from 'vitest'
import { markDay, niceTicks, timeScale, timeTicks } from '@/components/charts/scales'

describe('ticks of a level', () => {
  test.each([
    [0, 1294, [0, 500, 1000, 1500]],
    [0, 450, [0, 100, 200, 300, 400, 500]],
    [0, 29, [0, 10, 20, 30]],
    [0, 3, [0, 1, 2, 3]],
    [0, 1, [0, 1]],
    [0, 0, [0, 1]],
  ])('from %d to %d in whole numbers', (low, high, ticks) => {
    expect(niceTicks(low, high, 5, true)).toEqual(ticks)
  })

  test('a rate below zero keeps zero among its ticks', () => {
    const ticks = niceTicks(-0.6, 5.2, 8)
    expect(ticks).toContain(0)
    expect(ticks[0]).toBeLessThanOrEqual(-0.6)
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(5.2)
  })

  test('one value, huge values and nonsense all give an axis', () => {
    for (const [low, high] of [
      [4.2, 4.2],
      [0, 9e12],
      [Number.NaN, 3],
      [Infinity, -Infinity],
      [-5, -5],
    ] as const) {
      const ticks = niceTicks(low, high)
      expect(ticks.length).toBeGreaterThanOrEqual(2)
      expect(ticks.every(Number.isFinite)).toBe(true)
      expect([...ticks].sort((a, b) => a - b)).toEqual(ticks)
    }
  })
})

describe('ticks of time', () => {
  const labels = (from: string, to: string, width: number) =>
    timeTicks(timeScale(from, to, [40, 40 + width]))
      .filter((t) => t.labelled)
      .map((t) => (t.year ? `${t.label} ${t.year}` : t.label))

  test('a year on a wide chart is named by month, the year on its first month and on January', () => {
    expect(labels('2025-09-08', '2026-08-31', 1100)).toEqual([
      'Sep 2025',
      'Oct',
      'Nov',
      'Dec',
      'Jan 2026',
      'Feb',
      'Mar',
      'Apr',
      'May',
      'Jun',
      'Jul',
      'Aug',
    ])
  })

  test('on a phone every second month is named, January among them', () => {
    const shown = labels('2025-09-08', '2026-08-31', 306)
    expect(shown).toContain('Jan 2026')
    expect(shown.length).toBeLessThanOrEqual(7)
  })

  test('three years are named by quarter, ten by year', () => {
    expect(labels('2024-01-01', '2026-10-10', 1150)[0]).toBe('Q1 2024')
    expect(labels('2015-01-01', '2025-12-31', 300).every((label) => /^\d{4}$/.test(label))).toBe(true)
  })

  test('a few weeks are named by their days', () => {
    expect(labels('2026-02-02', '2026-03-15', 500)[0]).toBe('2 Feb 2026')
  })

  test('a single day is an axis too', () => {
    expect(timeTicks(timeScale('2026-02-02', '2026-02-02', [0, 300]))).toHaveLength(1)
  })

  test('labels never run into one another', () => {
    for (const width of [240, 358, 500, 792, 1280]) {
      for (const to of ['2025-10-20', '2026-03-01', '2027-01-31', '2030-05-05']) {
        const time = timeScale('2025-09-08', to, [0, width])
        const xs = timeTicks(time)
          .filter((t) => t.labelled)
          .map((t) => time.start(t.day))
        for (const [i, x] of xs.entries()) if (i > 0) expect(x - (xs[i - 1] ?? 0)).toBeGreaterThan(24)
      }
    }
  })
})

test('an event of which only the month is known stands in its middle', () => {
  expect(markDay('2026-01-31', 'month')).toBe('2026-01-15')
  expect(markDay('2026-01-01', 'quarter').slice(0, 7)).toBe('2026-02')
  expect(markDay('2026-03-04', 'day')).toBe('2026-03-04')
})
