import { type Day, dayNumber, daysBetween } from '@/lib/dates'
import type { Gap, LevelPoint, LevelSeries } from './types'

/** A point placed on the axis of days: `x` as a day number with fraction. */
export interface Placed {
  x: number
  point: LevelPoint
  value: number
}

/** The gaps that lie in the range, cut at its edges. */
export const gapsInside = (gaps: readonly Gap[], from: string, to: string): Gap[] =>
  gaps
    .filter((gap) => gap.last >= from && gap.first <= to && gap.first <= gap.last)
    .map((gap) => ({ ...gap, first: gap.first < from ? from : gap.first, last: gap.last > to ? to : gap.last }))

/**
 * Where a period's value stands: in its middle, but outside what was not covered. A period that a gap cuts stands at
 * the gap's edge on the side of its own covered days; one that the range cuts, in the middle of what is inside.
 */
export function placeOf(point: LevelPoint, gaps: readonly Gap[], from: Day, to: Day): number {
  const first = Math.max(dayNumber(point.first), dayNumber(from))
  const last = Math.min(dayNumber(point.last), Math.max(dayNumber(to), first))
  const middle = (first + last + 1) / 2
  for (const gap of gaps) {
    const start = dayNumber(gap.first)
    const until = dayNumber(gap.last) + 1
    if (middle <= start || middle >= until) continue
    return first < start ? start : until
  }
  return middle
}

/** Stretches of neighbouring observed points: a missing value or a gap between two points parts them. */
export function runsOf(series: LevelSeries, gaps: readonly Gap[], from: Day, to: Day): Placed[][] {
  const runs: Placed[][] = []
  let run: Placed[] = []
  const end = () => {
    if (run.length > 0) runs.push(run)
    run = []
  }
  for (const point of series.points) {
    if (point.last < from || point.first > to) continue
    if (point.value === null || !Number.isFinite(point.value)) {
      end()
      continue
    }
    const x = placeOf(point, gaps, from, to)
    const before = run.at(-1)
    if (before && gaps.some((g) => dayNumber(g.first) >= before.x - 0.01 && dayNumber(g.last) + 1 <= x + 0.01)) end()
    run.push({ x, point, value: point.value })
  }
  end()
  return runs
}

/** Whether a period was covered on fewer days than it has: the running one, or one that a gap cut. */
export const isPartial = (point: LevelPoint): boolean => point.daysCovered < daysBetween(point.first, point.last) + 1

/** The last observed point, when its period is incomplete and the line leads up to it: it is drawn dotted. */
export function tailOf(runs: readonly Placed[][]): { from: Placed; to: Placed } | null {
  const run = runs.at(-1)
  const to = run?.at(-1)
  const from = run?.at(-2)
  return to && from && isPartial(to.point) ? { from, to } : null
}

/** `6 of 7 days`. */
export const daysWords = (point: LevelPoint): string =>
  `${point.daysCovered} of ${daysBetween(point.first, point.last) + 1} days`

export type Row = Record<string, number | null> & { x: number }

/**
 * Rows for Recharts: one a place on the axis, `key` its value, null between two runs so that no line joins them. A
 * dotted tail is left out of `key` and put under `key + '~'`.
 */
export function rowsOf(runsByKey: ReadonlyMap<string, readonly Placed[][]>): Row[] {
  const rows = new Map<number, Row>()
  const at = (x: number): Row => {
    const row = rows.get(x) ?? { x }
    rows.set(x, row)
    return row
  }
  for (const [key, runs] of runsByKey) {
    const tail = tailOf(runs)
    for (const [r, run] of runs.entries()) {
      for (const placed of run) {
        const row = at(placed.x)
        if (tail && placed === tail.to) row[`${key}~`] = placed.value
        else row[key] = placed.value
        if (tail && placed === tail.from) row[`${key}~`] = placed.value
      }
      const next = runs[r + 1]?.[0]
      const last = run.at(-1)
      if (next && last) at(Math.min(last.x + 0.001, next.x))[key] ??= null
    }
  }
  return [...rows.values()].sort((a, b) => a.x - b.x)
}
