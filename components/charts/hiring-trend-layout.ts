import { dayNumber } from '@/lib/dates'
import { number } from './format'

import { gapsInside, type Placed, rowsOf, runsOf, tailOf } from './level-points'
import { linear, niceTicks, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import type { HiringTrendData, LevelSeries } from './types'

const WIDE = 640

interface Strip {
  top: number
  bottom: number
}

const MAIN_TOP = 10
const LANES = ['rounds', 'ipo', 'capacity', 'layoffs'] as const
type Lane = (typeof LANES)[number]
const LANE_HEIGHT: Record<Lane, { wide: number; phone: number }> = {
  rounds: { wide: 74, phone: 36 },
  ipo: { wide: 34, phone: 28 },
  capacity: { wide: 26, phone: 24 },
  layoffs: { wide: 26, phone: 24 },
}

/** Where each panel stands, from top to bottom; one axis of time runs through all. */
function panels(data: HiringTrendData, wide: boolean) {
  const main: Strip = { top: MAIN_TOP, bottom: MAIN_TOP + (wide ? 300 : 234) }
  let y = main.bottom + (wide ? 44 : 40)
  const lanes = {} as Record<Lane, Strip>
  for (const lane of LANES) {
    const height = LANE_HEIGHT[lane][wide ? 'wide' : 'phone']
    lanes[lane] = { top: y, bottom: y + height }
    y += height
  }
  const gdp: Strip | null = data.gdp.length > 0 ? { top: y, bottom: y + (wide ? 76 : 72) } : null
  if (gdp) y = gdp.bottom
  const rowHeight = 12
  const coverage = data.coverage.length > 0 ? { title: y + 18, top: y + 24, rowHeight } : null
  if (coverage) y = coverage.top + rowHeight * data.coverage.length
  return { main, lanes, gdp, coverage, height: Math.round(y + 8) }
}

export const hiringTrendHeight = (data: HiringTrendData, width: number): number =>
  isUnread(data) ? 200 : panels(data, width >= WIDE).height

/** No board was read: there is neither a level nor a line of coverage to draw. */
export const isUnread = (data: HiringTrendData): boolean =>
  data.coverage.length === 0 && !data.total.points.some((p) => p.value !== null)

const LANE_NAMES = ['IPO steps', 'US GDP growth, %,', 'as known that day', '$bn, from 0.5; ring: debt']

/** All places of the drawing, from its data and width alone. */
export function hiringTrendLayout(data: HiringTrendData, width: number) {
  const wide = width >= WIDE
  const { main, lanes, gdp, coverage, height } = panels(data, wide)
  const gaps = gapsInside(data.gaps, data.from, data.to)
  const lines = wide ? data.lines.slice(0, 7) : []
  const runs = new Map<string, Placed[][]>([
    ['total', runsOf(data.total, gaps, data.from, data.to)],
    ...lines.map((line): [string, Placed[][]] => [line.key, runsOf(line, gaps, data.from, data.to)]),
  ])
  const listed = data.newlyListed.filter((bar) => bar.last >= data.from && bar.first <= data.to)
  const values = [
    ...[...runs.values()].flat(2).map((p) => p.value),
    ...listed.flatMap((bar) => (bar.value === null ? [] : [bar.value])),
  ]
  const ticks = niceTicks(0, Math.max(0, ...values), 5, true)
  const left = Math.ceil(Math.max(wide ? 40 : 44, ...ticks.map((t) => textWidth(number(t), 12) + 12)))
  const names = [...lines, data.total].map((s) => textWidth(`${s.label} ${lastValue(s)}`, 12, 600))
  const rows = data.coverage.map((row) => textWidth(row.label, 11))
  const label = Math.max(...names, ...rows, ...LANE_NAMES.map((n) => textWidth(n, n.startsWith('$') ? 11 : 12)))
  const right = wide ? Math.min(Math.ceil(label) + 26, Math.round(width * 0.26)) : 10
  const time = timeScale(data.from, data.to, [left, width - right])
  const y = linear([0, ticks.at(-1) ?? 1], [main.bottom, main.top])
  const ordered = [...data.coverage].sort((a, b) => Number(b.inPanel) - Number(a.inPanel))
  return {
    wide,
    height,
    main,
    lanes,
    gdp,
    coverage,
    left,
    right,
    time,
    y,
    ticks,
    timeTicks: timeTicks(time),
    gaps,
    lines,
    runs,
    listed,
    rows: rowsOf(runs),
    coverageRows: ordered,
    labelX: width - right + 20,
    /** Bars of a grain stand this wide. */
    barWidth: barWidth(data, time),
    tail: tailOf(runs.get('total') ?? []),
  }
}

export type HiringTrendLayout = ReturnType<typeof hiringTrendLayout>

const lastValue = (series: LevelSeries): string => {
  const last = [...series.points].reverse().find((p) => p.value !== null)
  return last?.value == null ? 'not covered' : number(Math.round(last.value))
}

function barWidth(data: HiringTrendData, time: ReturnType<typeof timeScale>): number {
  const first = data.newlyListed.find((bar) => bar.first >= data.from) ?? data.newlyListed[0]
  const days = first ? dayNumber(first.last) - dayNumber(first.first) + 1 : 7
  const perDay = (time.range[1] - time.range[0]) / Math.max(1, dayNumber(data.to) - dayNumber(data.from) + 1)
  return Math.max(0.8, Math.min(28, Math.round(days * perDay * 0.56 * 10) / 10))
}
