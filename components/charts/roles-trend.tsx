import type { ReactElement } from 'react'
import { Line } from 'recharts'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { straight } from './curves'
import { Empty } from './empty'
import { EndLabels } from './end-labels'
import { number, periodWords } from './format'
import { clearestY, GapWords, gapParts, heightsFor } from './gaps'
import { gapsInside, type Placed, placeOf, rowsOf, runsOf, tailOf } from './level-points'
import { alongRuns } from './note-places'
import { Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, LevelSeries, RolesTrendData } from './types'

const WIDE = 640
const TOP = 12
const LEGEND_ROW = 26

const plotHeight = (width: number): number => (width >= WIDE ? 360 : 240)
export const rolesTrendHeight = (data: RolesTrendData, width: number): number =>
  TOP + plotHeight(width) + 44 + (width >= WIDE ? 0 : data.series.length * LEGEND_ROW + 4)

/** Whole numbers for counts, one decimal for shares and indices. */
const decimalsOf = (unit: string): number => (/^(openings|postings|signals|vacancies|companies)/.test(unit) ? 0 : 1)
const isIndex = (unit: string): boolean => /index|rebased|= 100|change/i.test(unit)

function layout(data: RolesTrendData, width: number) {
  const wide = width >= WIDE
  const bottom = TOP + plotHeight(width)
  const gaps = gapsInside(data.gaps, data.from, data.to)
  const runs = new Map<string, Placed[][]>(data.series.map((s) => [s.key, runsOf(s, gaps, data.from, data.to)]))
  const values = [...runs.values()].flat(2).map((p) => p.value)
  const index = isIndex(data.unit)
  const ticks = niceTicks(
    index ? Math.min(...values) : Math.min(0, ...values),
    index ? Math.max(...values) : Math.max(0, ...values),
    5,
    decimalsOf(data.unit) === 0,
  )
  const decimals = ticks.every(Number.isInteger) ? 0 : 1
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t, decimals), 12) + 12)))
  const names = data.series.map((s) => textWidth(`${s.label} ${number(10000)}`, 12, 600) + 15)
  const right = wide ? Math.ceil(Math.min(width * 0.3, Math.max(...names, 60) + 28)) : 10
  const time = timeScale(data.from, data.to, [left, width - right])
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, TOP])
  const ends = data.series
    .map((series) => ({ series, last: runs.get(series.key)?.at(-1)?.at(-1) }))
    .sort((a, b) => (b.last?.value ?? -Infinity) - (a.last?.value ?? -Infinity))
  return { wide, bottom, gaps, runs, ticks, decimals, left, right, time, y, ends }
}

const paintOf = (series: LevelSeries, colour: Colours): string =>
  series.role
    ? colour.role(series.role)
    : series.key === 'total' || series.key === 'all'
      ? colour.of('ink')
      : colour.of('muted')

function rolesTrendStops(data: RolesTrendData, width: number, colour: Colours): Stop[] {
  const { time, y, gaps } = layout(data, width)
  const periods = [...new Map(data.series.flatMap((s) => s.points).map((p) => [p.period, p])).values()]
    .filter((p) => p.last >= data.from && p.first <= data.to)
    .sort((a, b) => (a.first < b.first ? -1 : 1))
  const byPeriod = data.series.map((series) => ({ series, points: new Map(series.points.map((p) => [p.period, p])) }))
  return periods.map((point) => ({
    x: time(placeOf(point, gaps, data.from, data.to)),
    label: periodWords(point.period, point.first, point.last),
    first: point.first,
    last: point.last,
    lines: byPeriod.map(({ series, points }) => {
      const value = points.get(point.period)?.value ?? null
      return {
        key: series.key,
        label: series.label,
        value:
          value === null ? 'not covered' : number(value, decimalsOf(data.unit) || (Number.isInteger(value) ? 0 : 1)),
        colour: paintOf(series, colour),
        y: value === null ? null : y(value),
        ...(value !== null && { size: value }),
        ...(series.role && { role: series.role }),
        ...(series.company && { company: series.company }),
      }
    }),
  }))
}

/** A line a role; the ends are named, on a phone in a legend below. */
export function RolesTrend(props: ChartProps<RolesTrendData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = rolesTrendHeight(data, width)
  if (!data.series.some((s) => s.points.some((p) => p.value !== null))) {
    return <Empty width={width} height={height} colour={colour} words="No board of this panel was read in this range" />
  }
  const { wide, bottom, gaps, runs, ticks, decimals, left, right, time, y, ends } = layout(data, width)
  const plotRight = width - right
  const low = ticks[0] ?? 0
  const high = ticks.at(-1) ?? 1
  const timeMarks = timeTicks(time)
  const wordsY = clearestY({ gaps, time }, heightsFor(TOP, bottom), alongRuns(runs.values(), time, y))
  const valueText = (value: number) => number(value, decimalsOf(data.unit))
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={right}
      domain={time.domain}
      rows={rowsOf(runs)}
      bands={[{ id: 'level', top: TOP, bottom, domain: [low, high] }]}
    >
      <Under>
        <TimeGrid colour={colour} ticks={timeMarks} time={time} top={TOP} bottom={bottom} />
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={plotRight} decimals={decimals} />
      </Under>
      {gapParts(gaps, time, colour, 'level', low, high)}
      {[...ends]
        .reverse()
        .flatMap(({ series }) => [
          <Line
            key={series.key}
            yAxisId="level"
            dataKey={series.key}
            type={straight}
            stroke={paintOf(series, colour)}
            strokeWidth={series.role ? 2 : 2.5}
            strokeLinejoin="round"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />,
          <Line
            key={`${series.key}~`}
            yAxisId="level"
            dataKey={`${series.key}~`}
            type={straight}
            stroke={paintOf(series, colour)}
            strokeWidth={2}
            strokeDasharray="2 4.5"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />,
        ])}
      <Over>
        <BaseLine
          colour={colour}
          y={y(low <= 0 && high >= 0 ? 0 : low)}
          left={left}
          right={plotRight}
          zero={low <= 0}
        />
        <TimeLabels colour={colour} ticks={timeMarks} time={time} y={bottom} />
        <GapWords gaps={gaps} time={time} colour={colour} y={wordsY} />
        {ends.map(({ series }) => (
          <Ends
            key={series.key}
            runs={runs.get(series.key) ?? []}
            x={time}
            y={y}
            paint={paintOf(series, colour)}
            paper={colour.of('paper')}
          />
        ))}
        {wide ? (
          <EndLabels
            colour={colour}
            x={plotRight + 24}
            plotRight={plotRight}
            top={TOP}
            bottom={bottom - 4}
            room={right - 26}
            labels={ends.flatMap(({ series, last }) =>
              last
                ? [
                    {
                      key: series.key,
                      name: series.label,
                      value: valueText(last.value),
                      x: time(last.x),
                      y: y(last.value),
                      swatch: paintOf(series, colour),
                      strong: !series.role,
                    },
                  ]
                : [],
            )}
          />
        ) : (
          ends.map(({ series, last }, i) => {
            const at = bottom + 44 + (i + 0.5) * LEGEND_ROW
            return (
              <g key={series.key}>
                <rect x={0} y={at - 2} width={16} height={4} fill={paintOf(series, colour)} />
                <Words x={24} y={at + 5} size={13} fill={colour.of('ink')}>
                  {series.label}
                </Words>
                <Words x={width} y={at + 5} size={13} weight={600} fill={colour.of('ink')} anchor="end">
                  {last ? valueText(last.value) : 'not covered'}
                </Words>
              </g>
            )
          })
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="roles-trend"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={rolesTrendStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

/** Solid points where a line breaks off or stands alone, a hollow one at its incomplete end. */
export function Ends(props: {
  runs: readonly Placed[][]
  x: (v: number) => number
  y: (v: number) => number
  paint: string
  paper: string
}) {
  const { runs, x, y, paint, paper } = props
  const tail = tailOf(runs)
  const points = runs.flatMap((run, i) => {
    const a = run[0]
    const b = run.at(-1)
    return [...(a && (run.length === 1 || i > 0) ? [a] : []), ...(b && b !== a && i < runs.length - 1 ? [b] : [])]
  })
  return (
    <g>
      {points
        .filter((p) => p !== tail?.to)
        .map((p) => (
          <circle key={p.x} cx={x(p.x)} cy={y(p.value)} r={2.6} fill={paint} />
        ))}
      {tail && <circle cx={x(tail.to.x)} cy={y(tail.to.value)} r={3.4} fill={paper} stroke={paint} strokeWidth={1.8} />}
    </g>
  )
}
