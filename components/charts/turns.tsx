import type { ReactElement } from 'react'
import { addDays, dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { Empty } from './empty'
import { dayShort, dayWords, number } from './format'
import { GapWords } from './gaps'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, Gap, TurnsData } from './types'

const WIDE = 560
const TOP = 22
const FOOT = 42

const isEmpty = (data: TurnsData): boolean => !data.lines.some((line) => line.points.some((p) => p.value !== null))

export const turnsHeight = (data: TurnsData, width: number): number =>
  isEmpty(data) ? 150 : TOP + (width >= WIDE ? 280 : 190) + FOOT + (data.lines.length > 1 ? 22 : 0)

function layout(data: TurnsData, width: number) {
  const height = turnsHeight(data, width)
  const top = TOP + (data.lines.length > 1 ? 22 : 0)
  const bottom = height - FOOT
  const values = [
    ...data.lines.flatMap((line) => line.points.flatMap((p) => (p.value === null ? [] : [p.value]))),
    ...data.ahead.flatMap((p) => [p.mean, p.low80, p.high80]),
  ]
  const ticks = niceTicks(data.zero ? 0 : Math.min(...values), Math.max(...values), 5)
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0))
  const decimals = step < 1 ? 1 : 0
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t, decimals), 12) + 12)))
  const right = Math.ceil(textWidth(number(ticks.at(-1) ?? 0, data.decimals), 13, 600)) + 16
  const points = data.lines.flatMap((line) => line.points)
  const first = data.from ?? points[0]?.day ?? '2026-01-01'
  const last = [data.to, ...data.ahead.map((p) => addDays(p.week, 6))].sort().at(-1) ?? data.to
  const time = timeScale(first, last, [left, width - right])
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, top])
  const at = (day: string) => round2(time(dayNumber(day) + (data.grain === 'week' ? 3.5 : 0.5)))
  return { height, top, bottom, ticks, decimals, left, right, time, y, at }
}

const paintOf = (colour: Colours, i: number, of: number): string =>
  of === 1 || i > 0 ? colour.of('wave') : colour.of('muted')

function stopsOf(data: TurnsData, width: number, colour: Colours): Stop[] {
  const { at, y, decimals } = layout(data, width)
  const long = data.grain === 'week' ? 6 : 0
  const digits = Math.max(decimals, data.decimals)
  const label = (day: string) => (data.grain === 'week' ? `Week of ${dayWords(day)}` : dayWords(day))
  const [line] = data.lines
  const past = (line?.points ?? []).map((p, k) => ({
    x: at(p.day),
    label: label(p.day),
    first: p.day,
    last: addDays(p.day, long),
    lines: [
      ...data.lines.map((other, i) => {
        const value = other.points[k]?.value ?? null
        return {
          key: other.key,
          label: other.label,
          value: value === null ? 'not covered' : number(value, digits),
          colour: paintOf(colour, i, data.lines.length),
          y: value === null ? null : y(value),
        }
      }),
      ...data.levels
        .filter((level) => p.day >= level.first && p.day <= level.last)
        .map((level) => ({ key: 'level', label: 'Level', value: number(level.value, digits), y: y(level.value) })),
      ...data.events
        .filter((event) => event.day >= p.day && event.day <= addDays(p.day, long))
        .map((event) => ({
          key: event.signalId ?? event.label,
          label: event.label,
          value: dayShort(event.day),
          y: null,
          ...(event.signalId && { signalId: event.signalId }),
        })),
    ],
  }))
  const ahead = data.ahead.map((p) => ({
    x: at(p.week),
    label: `${label(p.week)}, forecast`,
    first: p.week,
    last: addDays(p.week, long),
    lines: [
      { key: 'mean', label: 'Forecast', value: number(p.mean), colour: colour.of('wave'), y: y(p.mean) },
      { key: 'interval', label: '80% interval', value: `${number(p.low80)} to ${number(p.high80)}`, y: null },
    ],
  }))
  return [...past, ...ahead]
}

/** One or two lines over time with levels between changes, and weeks ahead as a dotted line in its interval. */
function Turns({ chart, ...props }: ChartProps<TurnsData> & { chart: string }): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  if (isEmpty(data)) return <Empty width={width} height={turnsHeight(data, width)} colour={colour} words={data.empty} />
  const l = layout(data, width)
  const plotRight = width - l.right
  const ticks = timeTicks(l.time)
  const gaps = gapsIn(data)
  const end = data.lines.at(-1)?.points.findLast((p) => p.value !== null)
  return (
    <Plot width={width} height={l.height} left={0} right={0}>
      <Over>
        <Gaps gaps={gaps} layout={l} colour={colour} />
        <TimeGrid colour={colour} ticks={ticks} time={l.time} top={l.top} bottom={l.bottom} />
        <LevelAxis colour={colour} ticks={l.ticks} y={l.y} left={l.left} right={plotRight} decimals={l.decimals} />
        <Ahead data={data} layout={l} colour={colour} />
        {data.lines.map((line, i) => (
          <Line
            key={line.key}
            points={line.points}
            layout={l}
            paint={paintOf(colour, i, data.lines.length)}
            thin={i === 0 && data.lines.length > 1}
          />
        ))}
        <Levels data={data} layout={l} colour={colour} />
        <BaseLine colour={colour} y={l.bottom} left={l.left} right={plotRight} zero={(l.ticks[0] ?? 0) === 0} />
        <GapWords gaps={gaps} time={l.time} colour={colour} y={l.top + 30} least={60} size={12} />
        {end && end.value !== null && data.ahead.length === 0 && (
          <g>
            <circle cx={l.at(end.day)} cy={l.y(end.value)} r={3.2} fill={colour.of('wave')} />
            <Words x={l.at(end.day) + 8} y={l.y(end.value) + 4} size={13} weight={600} fill={colour.of('ink')}>
              {number(end.value, data.decimals)}
            </Words>
          </g>
        )}
        {data.lines.length > 1 && <Keys data={data} colour={colour} />}
        <TimeLabels colour={colour} ticks={ticks} time={l.time} y={l.bottom} />
        {props.interactive && (
          <Probe
            {...props}
            chart={chart}
            height={l.height}
            top={l.top}
            bottom={l.bottom}
            stops={stopsOf(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

type Layout = ReturnType<typeof layout>

/** Stretches of the first line without a value, between its first and last. */
function gapsIn(data: TurnsData): Gap[] {
  const points = data.lines[0]?.points ?? []
  const long = data.grain === 'week' ? 6 : 0
  const gaps: Gap[] = []
  const first = points.findIndex((p) => p.value !== null)
  const last = points.findLastIndex((p) => p.value !== null)
  let open: Gap | null = null
  points.slice(first, last).forEach((p) => {
    if (p.value !== null) open = null
    else if (open) open.last = addDays(p.day, long)
    else {
      open = { first: p.day, last: addDays(p.day, long), title: 'Not covered', detail: '' }
      gaps.push(open)
    }
  })
  return gaps
}

function Gaps({ gaps, layout: l, colour }: { gaps: readonly Gap[]; layout: Layout; colour: Colours }) {
  return (
    <g>
      {gaps.map((gap) => {
        const [x1, x2] = [l.time.start(gap.first), l.time.end(gap.last)]
        return (
          <g key={gap.first}>
            <rect x={x1} y={l.top} width={round2(x2 - x1)} height={l.bottom - l.top} fill={colour.of('land')} />
            {[x1, x2].map((x) => (
              <line
                key={x}
                x1={x}
                x2={x}
                y1={l.top}
                y2={l.bottom}
                stroke={colour.of('land-line')}
                strokeDasharray="4 4"
              />
            ))}
          </g>
        )
      })}
    </g>
  )
}

function Line({
  points,
  layout: l,
  paint,
  thin,
}: {
  points: TurnsData['lines'][number]['points']
  layout: Layout
  paint: string
  thin: boolean
}) {
  const runs: string[][] = []
  let open = false
  for (const p of points) {
    if (p.value === null) open = false
    else if (open) runs.at(-1)?.push(`${l.at(p.day)},${l.y(p.value)}`)
    else {
      runs.push([`${l.at(p.day)},${l.y(p.value)}`])
      open = true
    }
  }
  return (
    <g>
      {runs.map((run) =>
        run.length > 1 ? (
          <path
            key={run[0]}
            d={`M${run.join('L')}`}
            fill="none"
            stroke={paint}
            strokeWidth={thin ? 1 : 2}
            strokeLinejoin="round"
          />
        ) : (
          <circle key={run[0]} cx={run[0]?.split(',')[0]} cy={run[0]?.split(',')[1]} r={2.6} fill={paint} />
        ),
      )}
    </g>
  )
}

/** Levels between changes, and a dotted riser at each change with its first week. */
function Levels({ data, layout: l, colour }: { data: TurnsData; layout: Layout; colour: Colours }) {
  return (
    <g>
      {data.levels.map((level, i) => {
        const x = l.time.start(level.first)
        const words = dayShort(level.first)
        const before = x + 5 + textWidth(words, 12) > l.time.range[1]
        return (
          <g key={level.first}>
            <line
              x1={x}
              x2={l.time.end(level.last)}
              y1={l.y(level.value)}
              y2={l.y(level.value)}
              stroke={colour.of('ink')}
              strokeWidth={1.5}
              strokeDasharray="6 3"
            />
            {i > 0 && (
              <g>
                <Hair x1={x} x2={x} y1={l.top} y2={l.bottom} stroke={colour.of('hair2')} />
                <Words
                  x={before ? x - 5 : x + 5}
                  y={l.top + 11}
                  fill={colour.of('ink')}
                  anchor={before ? 'end' : 'start'}
                  halo={colour.of('paper')}
                >
                  {words}
                </Words>
              </g>
            )}
          </g>
        )
      })}
    </g>
  )
}

function Ahead({ data, layout: l, colour }: { data: TurnsData; layout: Layout; colour: Colours }) {
  if (data.ahead.length === 0) return null
  const paint = colour.of('wave')
  const last = data.lines.at(-1)?.points.findLast((p) => p.value !== null)
  const start = last && last.value !== null ? [{ x: l.at(last.day), y: l.y(last.value) }] : []
  const upper = [...start.map((p) => `${p.x},${p.y}`), ...data.ahead.map((p) => `${l.at(p.week)},${l.y(p.high80)}`)]
  const lower = [...data.ahead].reverse().map((p) => `${l.at(p.week)},${l.y(p.low80)}`)
  const middle = [...start.map((p) => `${p.x},${p.y}`), ...data.ahead.map((p) => `${l.at(p.week)},${l.y(p.mean)}`)]
  return (
    <g>
      <path d={`M${[...upper, ...lower].join('L')}Z`} fill={paint} fillOpacity={0.18} stroke="none" />
      <path d={`M${middle.join('L')}`} fill="none" stroke={paint} strokeWidth={2} strokeDasharray="2 4.5" />
    </g>
  )
}

function Keys({ data, colour }: { data: TurnsData; colour: Colours }) {
  let x = 0
  return (
    <g>
      {data.lines.map((line, i) => {
        const at = x
        x += 16 + textWidth(line.label, 13) + 20
        return (
          <g key={line.key}>
            <rect x={at} y={9} width={10} height={4} fill={paintOf(colour, i, data.lines.length)} />
            <Words x={at + 16} y={16} size={13} fill={colour.of('ink')}>
              {line.label}
            </Words>
          </g>
        )
      })}
    </g>
  )
}

/** Where the level of openings changed. */
export const LevelChanges = (props: ChartProps<TurnsData>) => <Turns {...props} chart="level-changes" />
/** Openings and the weeks ahead. */
export const Forecast = (props: ChartProps<TurnsData>) => <Turns {...props} chart="forecast" />
/** A daily series as published and without its season. */
export const SeasonalDaily = (props: ChartProps<TurnsData>) => <Turns {...props} chart="seasonal-daily" />
