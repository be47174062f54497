import { expect, test } from 'vitest'
import { daysWords, placeOf, rowsOf, runsOf, tailOf } from '@/components/charts/level-points'
import type { Gap, LevelPoint, LevelSeries } from '@/components/charts/types'
import { addDays, dayNumber } from '@/lib/dates'

const point = (first: string, value: number | null, daysCovered = value === null ? 0 : 7): LevelPoint => ({
  period: first,
  first,
  last: addDays(first, 6),
  value,
  covered: daysCovered === 7,
  daysCovered,
  daysPassed: 7,
})
const series = (points: LevelPoint[]): LevelSeries => ({ key: 'total', label: 'All', points })
const gap = (first: string, last: string): Gap => ({ first, last, title: 'Not covered', detail: '' })
const FROM = '2026-02-01'
const TO = '2026-03-31'

test('a week that was not covered parts the line; it is neither bridged nor drawn to zero', () => {
  const runs = runsOf(
    series([point('2026-02-02', 10), point('2026-02-09', null), point('2026-02-16', 12)]),
    [],
    FROM,
    TO,
  )
  expect(runs.map((run) => run.map((p) => p.value))).toEqual([[10], [12]])
  const rows = rowsOf(new Map([['total', runs]]))
  expect(rows.map((row) => row.total)).toEqual([10, null, 12])
})

test('a gap inside two covered weeks parts the line and pushes their points to its edges', () => {
  const gaps = [gap('2026-02-05', '2026-02-12')]
  const points = [point('2026-02-02', 10, 3), point('2026-02-09', 12, 3), point('2026-02-16', 13)]
  const runs = runsOf(series(points), gaps, FROM, TO)
  expect(runs.map((run) => run.length)).toEqual([1, 2])
  expect(runs[0]?.[0]?.x).toBe(dayNumber('2026-02-05'))
  expect(runs[1]?.[0]?.x).toBe(dayNumber('2026-02-13'))
})

test('a running week stands in the middle of the days it has', () => {
  expect(placeOf(point('2026-03-30', 10, 2), [], FROM, TO)).toBe(dayNumber('2026-03-30') + 1)
})

test('an incomplete last week is a dotted tail, and is not part of the line', () => {
  const runs = runsOf(
    series([point('2026-02-02', 10), point('2026-02-09', 12), point('2026-02-16', 15, 3)]),
    [],
    FROM,
    TO,
  )
  expect(tailOf(runs)?.to.value).toBe(15)
  expect(daysWords(point('2026-02-16', 15, 3))).toBe('3 of 7 days')
  const rows = rowsOf(new Map([['total', runs]]))
  expect(rows.map((row) => row.total)).toEqual([10, 12, undefined])
  expect(rows.map((row) => row['total~'])).toEqual([undefined, 12, 15])
})

test('measured zero is a point like any other', () => {
  expect(
    runsOf(series([point('2026-02-02', 0), point('2026-02-09', 0)]), [], FROM, TO)[0]?.map((p) => p.value),
  ).toEqual([0, 0])
})

test('a week that the range cuts stands inside the range, one outside of it is left out', () => {
  const points = [point('2026-01-19', 9), point('2026-01-26', 10), point('2026-02-02', 11), point('2026-04-06', 12)]
  const [run] = runsOf(series(points), [], FROM, TO)
  expect(run?.map((p) => p.value)).toEqual([10, 11])
  expect(run?.[0]?.x).toBe(dayNumber('2026-02-01') + 0.5)
})
