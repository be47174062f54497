import { expect, test } from 'vitest'
import { inWords, movedPlace, nearestPlace, pickAt, pointAt, type Stop } from '@/components/charts/probe'

const week = (x: number, first: string, value: number | null): Stop => ({
  x,
  label: `Week of ${first}`,
  first,
  last: first,
  lines: [
    {
      key: 'total',
      label: 'All',
      value: value === null ? 'not covered' : String(value),
      y: value === null ? null : 300 - value,
      ...(value !== null && { size: value }),
    },
    { key: 'alder', label: 'Alder', value: '10', y: 290, size: 10, company: 'alder' },
    { key: 'event', label: 'Round', value: 'Alder 3', y: 400, signalId: 's1' },
  ],
})
const weeks = [week(50, '2026-02-02', 5), week(70, '2026-02-09', 120), week(90, '2026-02-16', null)]

test('the crosshair stops at the nearest period, on the line nearest in height', () => {
  expect(nearestPlace(weeks, 73, 182)).toEqual({ stop: 1, line: 0 })
  expect(nearestPlace(weeks, 73, 398)).toEqual({ stop: 1, line: 2 })
  expect(nearestPlace([], 73, 182)).toBeNull()
})

test('the tooltip lists lines by value, greatest first, events after them, and says what was not covered', () => {
  expect(pointAt(weeks, { stop: 0, line: 0 })?.lines.map((l) => l.key)).toEqual(['alder', 'total', 'event'])
  expect(pointAt(weeks, { stop: 1, line: 0 })?.lines.map((l) => l.key)).toEqual(['total', 'alder', 'event'])
  const gap = pointAt(weeks, { stop: 2, line: 1 })
  expect(gap && inWords(gap)).toBe('Week of 2026-02-16: All not covered')
})

test('arrow keys move by point and by series, and stop at the ends', () => {
  expect(movedPlace(weeks, null, 'ArrowRight')).toEqual({ stop: 2, line: 0 })
  expect(movedPlace(weeks, { stop: 2, line: 0 }, 'ArrowRight')).toEqual({ stop: 2, line: 0 })
  expect(movedPlace(weeks, { stop: 1, line: 0 }, 'ArrowLeft')).toEqual({ stop: 0, line: 0 })
  expect(movedPlace(weeks, { stop: 1, line: 0 }, 'ArrowDown')).toEqual({ stop: 1, line: 1 })
  expect(movedPlace(weeks, { stop: 1, line: 0 }, 'ArrowUp')).toEqual({ stop: 1, line: 0 })
  expect(movedPlace(weeks, { stop: 1, line: 0 }, 'Home')).toEqual({ stop: 0, line: 0 })
  expect(movedPlace(weeks, { stop: 1, line: 0 }, 'q')).toBeNull()
})

test('in a chart of rows up and down move by row, left and right within it', () => {
  const rows = weeks.map((stop, i) => ({ ...stop, rowY: 20 + 40 * i }))
  expect(movedPlace(rows, null, 'ArrowDown')).toEqual({ stop: 0, line: 0 })
  expect(movedPlace(rows, { stop: 0, line: 0 }, 'ArrowDown')).toEqual({ stop: 1, line: 0 })
  expect(movedPlace(rows, { stop: 0, line: 0 }, 'ArrowRight')).toEqual({ stop: 0, line: 1 })
  expect(nearestPlace(rows, 0, 66)?.stop).toBe(1)
})

test('a pick names the chart, the days, and what leads to the evidence', () => {
  expect(pickAt('hiring-trend', weeks, { stop: 1, line: 1 })).toEqual({
    chart: 'hiring-trend',
    label: 'Week of 2026-02-09: Alder 10',
    first: '2026-02-09',
    last: '2026-02-09',
    company: 'alder',
  })
  expect(pickAt('hiring-trend', weeks, { stop: 1, line: 2 })?.signalId).toBe('s1')
})
