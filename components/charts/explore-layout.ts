import { type Day, dayNumber, periodOf } from '@/lib/dates'
import { dayWords, number, periodWords } from './format'

import { gapsInside, type Placed, placeOf, type Row, runsOf, tailOf } from './level-points'
import { linear, niceTicks, type Scale, timeScale } from './scales'
import { textWidth } from './text'
import type { ExploreData, ExploreLine } from './types'

const WIDE = 640
export const LEGEND_ROW = 26
/** Line height of an event's or a note's words over the plot. */
export const WORDS_ROW = 15

const isWide = (width: number): boolean => width >= WIDE

/** Rows of words over the plot: events in one, each note of the reader in its own. */
const wordsOver = (data: ExploreData): number => (data.events.length > 0 ? 1 : 0) + data.notes.length

const topOf = (data: ExploreData): number => 12 + (wordsOver(data) > 0 ? wordsOver(data) * WORDS_ROW + 6 : 0)
const plotHeight = (width: number): number => (isWide(width) ? 380 : 240)

/** Room under the axis: labels of months and years, and the base's own words. */
const footOf = (data: ExploreData): number => (data.base ? 60 : 44)

export const exploreHeight = (data: ExploreData, width: number): number =>
  topOf(data) + plotHeight(width) + footOf(data) + (isWide(width) ? 0 : data.series.length * LEGEND_ROW + 4)

/** Ticks of a log axis: 1, 2 and 5 of each power that the values span; at least two. */
export function logTicks(low: number, high: number): number[] {
  if (!(low > 0) || !(high > 0)) return [1, 10]
  const ticks: number[] = []
  for (let power = Math.floor(Math.log10(low)); power <= Math.ceil(Math.log10(high)); power++)
    for (const step of [1, 2, 5]) ticks.push(Number((step * 10 ** power).toPrecision(12)))
  const first = ticks.findLastIndex((t) => t <= low)
  const last = ticks.findIndex((t) => t >= high)
  const kept = ticks.slice(Math.max(0, first), Math.max(first + 2, last + 1))
  // Over four powers the halves would stand on each other.
  return kept.length > 9
    ? kept.filter((t, i) => i === 0 || i === kept.length - 1 || Number.isInteger(Math.log10(t)))
    : kept
}

/** Values of a log axis are drawn by their logarithm; what is not above zero has no place on it. */
const logged = (line: ExploreLine): ExploreLine => ({
  ...line,
  points: line.points.map((p) => ({ ...p, value: p.value !== null && p.value > 0 ? Math.log10(p.value) : null })),
  before:
    line.before?.map((p) => ({ ...p, value: p.value !== null && p.value > 0 ? Math.log10(p.value) : null })) ?? null,
})

/** A stretch of a line that is drawn in one go. */
export interface Stroke {
  id: string
  /** The line's key. */
  key: string
  kind: 'line' | 'tail' | 'earlier'
  points: Placed[]
}

/** A run without its dotted tail, and the tail; a run of one point is a point and no stroke. */
function strokesOf(runs: ReadonlyMap<string, Placed[][]>, kind: 'line' | 'earlier'): Stroke[] {
  return [...runs].flatMap(([key, list]) => {
    const tail = kind === 'line' ? tailOf(list) : null
    const whole = list.map(
      (run, i): Stroke => ({
        id: `${key}#${i}`,
        key: key.replace(/<$/, ''),
        kind,
        points: run.filter((p) => p !== tail?.to),
      }),
    )
    return [
      ...whole.filter((s) => s.points.length > 1),
      ...(tail ? [{ id: `${key}#tail`, key, kind: 'tail' as const, points: [tail.from, tail.to] }] : []),
    ]
  })
}

function rowsOfStrokes(strokes: readonly Stroke[]): Row[] {
  const rows = new Map<number, Row>()
  for (const { id, points } of strokes)
    for (const { x, value } of points) {
      const row: Row = rows.get(x) ?? { x }
      row[id] = value
      rows.set(x, row)
    }
  return [...rows.values()].sort((a, b) => a.x - b.x)
}

export interface ExploreLayout {
  wide: boolean
  top: number
  bottom: number
  left: number
  right: number
  domain: [number, number]
  ticks: number[]
  gaps: ExploreData['gaps']
  time: ReturnType<typeof timeScale>
  /** Pixel of a value as it is, also on a log axis. */
  y: (value: number) => number
  /** Pixel of a value as it is plotted. */
  plotted: Scale
  runs: Map<string, Placed[][]>
  /** Lines of the earlier range, under their line's key and `<`. */
  earlier: Map<string, Placed[][]>
  /** What Recharts joins: each run of each line by itself, so that lines of other periods do not part it. */
  strokes: Stroke[]
  rows: Row[]
  /** Greatest last value first. */
  ends: { series: ExploreLine; last: Placed | undefined }[]
}

export function exploreLayout(data: ExploreData, width: number): ExploreLayout {
  const wide = isWide(width)
  const top = topOf(data)
  const bottom = top + plotHeight(width)
  const gaps = gapsInside(data.gaps, data.from, data.to)
  const lines = data.log ? data.series.map(logged) : data.series
  // What others measure goes on where our boards were not read.
  const gapsFor = (s: ExploreLine) => (s.tone.startsWith('outside') ? [] : gaps)
  const runs = new Map(lines.map((s) => [s.key, runsOf(s, gapsFor(s), data.from, data.to)]))
  const earlier = new Map(
    lines.flatMap((s) =>
      s.before
        ? [[`${s.key}<`, runsOf({ ...s, points: placedBefore(s) }, gapsFor(s), data.from, data.to)] as const]
        : [],
    ),
  )
  const strokes = [...strokesOf(earlier, 'earlier'), ...strokesOf(runs, 'line')]
  const values = [...runs.values(), ...earlier.values()].flat(2).map((p) => p.value)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const ticks = data.log
    ? logTicks(10 ** low, 10 ** high)
    : data.zeroBased
      ? niceTicks(Math.min(0, low), Math.max(0, high), 5, data.decimals === 0)
      : niceTicks(low, high, 5)
  const scaled = data.log ? ticks.map(Math.log10) : ticks
  const domain: [number, number] = [scaled[0] ?? 0, scaled.at(-1) ?? 1]
  const decimals = tickDecimals(ticks)
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t, decimals), 12, 600) + 12)))
  const names = data.series.map((s) => textWidth(`${s.label} ${number(10000, data.decimals)}`, 12, 600) + 15)
  const right = wide ? Math.ceil(Math.min(width * 0.3, Math.max(...names, 60) + 28)) : 10
  const time = timeScale(data.from, data.to, [left, width - right])
  const plotted = linear(domain, [bottom, top])
  return {
    wide,
    top,
    bottom,
    left,
    right,
    domain,
    ticks,
    gaps,
    time,
    plotted,
    y: (value) => plotted(data.log ? Math.log10(value) : value),
    runs,
    earlier,
    strokes,
    rows: rowsOfStrokes(strokes),
    ends: data.series
      .map((series) => ({ series, last: runs.get(series.key)?.at(-1)?.at(-1) }))
      .sort((a, b) => (b.last?.value ?? -Infinity) - (a.last?.value ?? -Infinity)),
  }
}

/** The earlier values as points of these periods; whole, so that no tail is dotted. */
const placedBefore = (s: ExploreLine): ExploreLine['points'] =>
  s.points.map((p, i) => ({
    ...p,
    value: s.before?.[i]?.value ?? null,
    daysCovered: dayNumber(p.last) - dayNumber(p.first) + 1,
  }))

export const tickDecimals = (ticks: readonly number[]): number =>
  ticks.every(Number.isInteger) ? 0 : ticks.every((t) => Number.isInteger(Math.round(t * 1000) / 100)) ? 1 : 2

/** Where a day stands: the middle of the period of the lines that holds it. */
export function xOfDay(data: ExploreData, layout: ExploreLayout, day: Day): number {
  const period = data.series
    .flatMap((s) => s.points)
    .find((p) => p.first <= day && p.last >= day && p.last >= data.from)
  return period
    ? layout.time(placeOf(period, layout.gaps, data.from, data.to))
    : layout.time.middle(day < data.from ? data.from : day > data.to ? data.to : day)
}

/** Decimals at the end of a line: an index is named in whole points, its table has more. */
export const endDecimals = (data: ExploreData): number => (data.unit.startsWith('index') ? 0 : data.decimals)

/** The period that stands for 100: `week of 8 Sep 2025`, `Q3 2021`. */
export const baseWords = (day: string, grain: ExploreData['grain']): string =>
  grain === 'week' ? `week of ${dayWords(day)}` : periodWords(periodOf(day, grain), day, day)
