import type { ReactElement } from 'react'
import { addDays, dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { Empty } from './empty'
import { dayWords, number } from './format'
import { Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, HiringIndexData } from './types'

const WIDE = 560
const TOP = 18

export const hiringIndexHeight = (data: HiringIndexData, width: number): number =>
  data.points.some((p) => p.value !== null) ? TOP + (width >= WIDE ? 320 : 190) + 42 : 150

type Point = HiringIndexData['points'][number] & { value: number }

const isSaid = (p: HiringIndexData['points'][number]): p is Point => p.value !== null
const paintOf = (data: HiringIndexData, colour: Colours): string =>
  data.role ? colour.role(data.role) : colour.of('ink')

function layout(data: HiringIndexData, width: number) {
  const height = hiringIndexHeight(data, width)
  const bottom = height - 42
  const said = data.points.filter(isSaid)
  const ends = said.flatMap((p) => [p.value, ...(p.low === null ? [] : [p.low]), ...(p.high === null ? [] : [p.high])])
  // A lone wild interval must not flatten the line: the axis holds the line and twice its range beside.
  const values = said.map((p) => p.value)
  const [least, most] = [Math.min(100, ...values), Math.max(100, ...values)]
  const room = Math.max(10, most - least)
  const low = Math.max(0, least - room, Math.min(...ends))
  const high = Math.min(most + 2 * room, Math.max(...ends, 100))
  const ticks = niceTicks(Math.min(low, least), Math.max(high, most), 5)
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t), 12, 600) + 12)))
  const right = Math.ceil(textWidth(number(188.8, 1), 13, 600)) + 18
  const first = data.points[0]?.week ?? '2026-01-05'
  const last = addDays(data.points.at(-1)?.week ?? first, 6)
  const time = timeScale(first, last, [left, width - right])
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 100], [bottom, TOP])
  const at = (p: { week: string }) => round2(time(dayNumber(p.week) + 3.5))
  // A week that was not linked breaks the line.
  const runs: Point[][] = []
  let open = false
  for (const p of data.points) {
    if (!isSaid(p)) open = false
    else if (open) runs.at(-1)?.push(p)
    else {
      runs.push([p])
      open = true
    }
  }
  return { height, bottom, ticks, left, right, time, y, at, runs, said }
}

function hiringIndexStops(data: HiringIndexData, width: number, colour: Colours): Stop[] {
  const { at, y } = layout(data, width)
  return data.points.map((p) => ({
    x: at(p),
    label: `Week of ${dayWords(p.week)}${p.partial ? ', so far' : ''}`,
    first: p.week,
    last: addDays(p.week, 6),
    lines: [
      {
        key: 'index',
        label: data.label,
        value: p.value === null ? 'not linked' : number(p.value, 1),
        colour: paintOf(data, colour),
        y: p.value === null ? null : y(p.value),
        ...(data.role && { role: data.role }),
      },
      ...(p.low !== null && p.high !== null
        ? [{ key: 'interval', label: '90% interval', value: `${number(p.low, 1)} to ${number(p.high, 1)}`, y: null }]
        : []),
      { key: 'companies', label: 'Companies in the link', value: number(p.companies), y: null },
    ],
  }))
}

/** The index as a line over its interval; 100 is marked, weeks without a link break the line. */
export function HiringIndex(props: ChartProps<HiringIndexData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const l = layout(data, width)
  if (l.said.length === 0) return <Empty width={width} height={l.height} colour={colour} words={data.empty} />
  const paint = paintOf(data, colour)
  const plotRight = width - l.right
  const ticks = timeTicks(l.time)
  const [low, high] = l.y.domain
  const held = (v: number) => l.y(Math.max(low, Math.min(high, v)))
  const end = l.said.at(-1)
  return (
    <Plot width={width} height={l.height} left={0} right={0}>
      <Over>
        <TimeGrid colour={colour} ticks={ticks} time={l.time} top={TOP} bottom={l.bottom} />
        <LevelAxis colour={colour} ticks={l.ticks.filter((t) => t !== 100)} y={l.y} left={l.left} right={plotRight} />
        {l.runs.map((run) => {
          const banded = run.filter((p) => p.low !== null && p.high !== null)
          const [first] = banded
          if (!first || banded.length < 2) return null
          const upper = banded.map((p) => `${l.at(p)},${held(p.high ?? 0)}`)
          const lower = [...banded].reverse().map((p) => `${l.at(p)},${held(p.low ?? 0)}`)
          return (
            <path
              key={first.week}
              d={`M${[...upper, ...lower].join('L')}Z`}
              fill={paint}
              fillOpacity={0.18}
              stroke="none"
            />
          )
        })}
        <BaseLine colour={colour} y={l.bottom} left={l.left} right={plotRight} zero={low <= 0} />
        <line x1={l.left} x2={plotRight} y1={l.y(100)} y2={l.y(100)} stroke={colour.of('ink')} strokeWidth={1} />
        <Words x={l.left - 8} y={l.y(100) + 4} weight={600} fill={colour.of('ink')} anchor="end">
          100
        </Words>
        {l.runs.map((run) => {
          const [first] = run
          if (!first) return null
          if (run.length === 1)
            return <circle key={first.week} cx={l.at(first)} cy={l.y(first.value)} r={2.6} fill={paint} />
          const whole = run.filter((p) => !p.partial)
          const points = (some: readonly Point[]) => some.map((p) => `${l.at(p)},${l.y(p.value)}`).join('L')
          return (
            <g key={first.week}>
              {whole.length > 1 && (
                <path d={`M${points(whole)}`} fill="none" stroke={paint} strokeWidth={2.5} strokeLinejoin="round" />
              )}
              {whole.length < run.length && whole.length > 0 && (
                <path
                  d={`M${points(run.slice(whole.length - 1))}`}
                  fill="none"
                  stroke={paint}
                  strokeWidth={2}
                  strokeDasharray="2 4.5"
                />
              )}
            </g>
          )
        })}
        {end && (
          <g>
            <circle
              cx={l.at(end)}
              cy={l.y(end.value)}
              r={3.2}
              fill={end.partial ? colour.of('paper') : paint}
              stroke={end.partial ? paint : undefined}
              strokeWidth={end.partial ? 1.8 : undefined}
            />
            <Words x={l.at(end) + 9} y={l.y(end.value) + 4} size={13} weight={600} fill={colour.of('ink')}>
              {number(end.value, 1)}
            </Words>
          </g>
        )}
        <TimeLabels colour={colour} ticks={ticks} time={l.time} y={l.bottom} />
        {props.interactive && (
          <Probe
            {...props}
            chart="hiring-index"
            height={l.height}
            top={TOP}
            bottom={l.bottom}
            stops={hiringIndexStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
