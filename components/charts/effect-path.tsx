import type { ReactElement } from 'react'
import { BaseLine, LevelAxis } from './axes'
import { Empty } from './empty'
import { number, signed } from './format'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { textWidth, wrapText } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, EffectPathData } from './types'

const WIDE = 560
const TOP = 34
const FOOT = 40
/** A value may be followed beyond this many times the range of the others' no further: its interval is cut there. */
const MOST_REACH = 3

type Path = EffectPathData['paths'][number]
type Point = Path['points'][number]

const told = (data: EffectPathData): Path[] => data.paths.filter((p) => p.points.length > 0)
const columnsOf = (paths: number, width: number): number => (width >= WIDE && paths > 1 ? 2 : 1)
const panelHeight = (width: number, paths: number): number => (width < WIDE ? 190 : paths > 1 ? 200 : 280)

export function effectPathHeight(data: EffectPathData, width: number): number {
  const paths = told(data).length
  if (paths === 0) return 150
  return Math.ceil(paths / columnsOf(paths, width)) * (TOP + panelHeight(width, paths) + FOOT)
}

/** Room for values and their intervals; one wild interval must not flatten the path. */
function domainOf(data: EffectPathData): [number, number] {
  const points = told(data).flatMap((p) => p.points)
  const values = [data.base, ...points.map((p) => p.value)]
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = MOST_REACH * Math.max(most - least, 0.02)
  const lows = points.flatMap((p) => (p.low === null ? [] : [p.low]))
  const highs = points.flatMap((p) => (p.high === null ? [] : [p.high]))
  return [Math.max(Math.min(least, ...lows), least - room), Math.min(Math.max(most, ...highs), most + room)]
}

function layout(data: EffectPathData, width: number) {
  const paths = told(data)
  const columns = columnsOf(paths.length, width)
  const height = effectPathHeight(data, width)
  const band = panelHeight(width, paths.length)
  const [low, high] = domainOf(data)
  const ticks = niceTicks(low, high, 4)
  const step = Math.abs((ticks[1] ?? 1) - (ticks[0] ?? 0))
  const decimals = step < 0.1 ? 2 : step < 1 ? 1 : 0
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t, decimals), 12, 600) + 12)))
  const wide = width / columns
  const all = paths.flatMap((p) => p.points.map((q) => q.x))
  const [from, to] = [Math.min(...all), Math.max(...all)]
  const xTicks = niceTicks(from, to, width >= WIDE ? 8 / columns + 2 : 5, true).filter((t) => t >= from && t <= to)
  const panels = paths.map((path, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)]
    const x0 = column * wide
    const top = row * (TOP + band + FOOT) + TOP
    const half = data.marks === 'stems' ? (wide - left - 16) / (2 * Math.max(1, to - from + 1)) : 0
    return {
      path,
      x0,
      left: x0 + left,
      right: x0 + wide - 16,
      top,
      bottom: top + band,
      x: linear([from, to], [x0 + left + half, x0 + wide - 16 - half]),
      y: linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [top + band, top]),
    }
  })
  return { paths, height, ticks, decimals, xTicks, panels }
}

type Panel = ReturnType<typeof layout>['panels'][number]

/** Ratios and correlations alike. */
const inWords = (value: number): string => number(value, 2)

function stopsOf(data: EffectPathData, width: number, colour: Colours): Stop[] {
  return layout(data, width).panels.flatMap(({ path, x, y }) =>
    path.points.map((p) => ({
      x: x(p.x),
      label: `${path.label ? `${path.label}, ` : ''}${data.xWords.replace('N', signed(p.x))}`,
      first: data.from,
      last: data.to,
      lines: [
        {
          key: 'value',
          label: data.yHead,
          value: inWords(p.value),
          colour: colour.of('wave'),
          y: y(p.value),
        },
        ...(p.low !== null && p.high !== null
          ? [
              {
                key: 'interval',
                label: data.bandWords,
                value: `${inWords(p.low)} to ${inWords(p.high)}`,
                y: null,
              },
            ]
          : []),
        ...(p.n === null ? [] : [{ key: 'n', label: data.nWords, value: number(p.n), y: null }]),
      ],
    })),
  )
}

/** A value by weeks from something, with its interval or with the band that chance alone fills; a panel a group. */
function EffectPath({ chart, ...props }: ChartProps<EffectPathData> & { chart: string }): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const l = layout(data, width)
  if (l.paths.length === 0) return <Empty width={width} height={l.height} colour={colour} words={data.empty} />
  return (
    <Plot width={width} height={l.height} left={0} right={0}>
      <Over>
        {l.panels.map((panel) => (
          <g key={panel.path.key}>
            <Frame data={data} panel={panel} layout={l} colour={colour} />
            {data.marks === 'stems' ? (
              <Stems data={data} panel={panel} colour={colour} />
            ) : (
              <Line panel={panel} colour={colour} />
            )}
          </g>
        ))}
        {props.interactive && (
          <Probe
            {...props}
            chart={chart}
            height={l.height}
            top={TOP}
            bottom={l.height - FOOT}
            stops={stopsOf(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

function Frame({
  data,
  panel,
  layout: l,
  colour,
}: {
  data: EffectPathData
  panel: Panel
  layout: ReturnType<typeof layout>
  colour: Colours
}) {
  const { x, y, left, right, top, bottom, x0, path } = panel
  const head = path.label || data.yHead
  return (
    <g>
      <Words x={x0} y={top - 18} size={13} weight={600} fill={colour.of('ink')}>
        {wrapText(head, right - x0, 13)[0] ?? head}
      </Words>
      <LevelAxis
        colour={colour}
        ticks={l.ticks.filter((t) => t !== data.base)}
        y={y}
        left={left}
        right={right}
        decimals={l.decimals}
      />
      <BaseLine colour={colour} y={bottom} left={left} right={right} zero={l.ticks[0] === data.base} />
      {l.ticks.includes(data.base) && (
        <g>
          <Hair x1={left} x2={right} y1={y(data.base)} y2={y(data.base)} stroke={colour.of('ink')} />
          <Words x={left - 8} y={y(data.base) + 4} weight={600} fill={colour.of('ink')} anchor="end">
            {number(data.base, l.decimals)}
          </Words>
        </g>
      )}
      {x.domain[0] < 0 && x.domain[1] > 0 && (
        <line
          x1={x(0)}
          x2={x(0)}
          y1={top}
          y2={bottom}
          stroke={colour.of('hair2')}
          strokeWidth={1}
          strokeDasharray="1 3"
        />
      )}
      {l.xTicks.map((tick) => (
        <Words key={tick} x={x(tick)} y={bottom + 17} fill={colour.of('muted')} anchor="middle">
          {signed(tick)}
        </Words>
      ))}
      <Words x={right} y={bottom + 32} fill={colour.of('muted')} anchor="end">
        {data.xHead}
      </Words>
    </g>
  )
}

const held = (y: Panel['y'], value: number): number =>
  y(Math.max(Math.min(...y.domain), Math.min(Math.max(...y.domain), value)))

/** The outline of a band, and points that have one. */
function bandOf({ x, y }: Panel, points: readonly Point[]): string | null {
  const banded = points.filter((p) => p.low !== null && p.high !== null)
  if (banded.length < 2) return null
  const upper = banded.map((p) => `${x(p.x)},${held(y, p.high ?? 0)}`)
  const lower = [...banded].reverse().map((p) => `${x(p.x)},${held(y, p.low ?? 0)}`)
  return `M${[...upper, ...lower].join('L')}Z`
}

function Line({ panel, colour }: { panel: Panel; colour: Colours }) {
  const { path, x, y } = panel
  const paint = colour.of('wave')
  const [first] = path.points
  const band = bandOf(panel, path.points)
  if (path.points.length === 1 && first)
    return (
      <g>
        {first.low !== null && first.high !== null && (
          <line
            x1={x(first.x)}
            x2={x(first.x)}
            y1={held(y, first.low)}
            y2={held(y, first.high)}
            stroke={paint}
            strokeWidth={3}
            strokeOpacity={0.4}
          />
        )}
        <circle cx={x(first.x)} cy={y(first.value)} r={3.2} fill={paint} />
      </g>
    )
  return (
    <g>
      {band && <path d={band} fill={paint} fillOpacity={0.18} stroke="none" />}
      <path
        d={`M${path.points.map((p) => `${x(p.x)},${y(p.value)}`).join('L')}`}
        fill="none"
        stroke={paint}
        strokeWidth={2.5}
        strokeLinejoin="round"
      />
    </g>
  )
}

/** A stem a week; those beyond what chance reaches are full, the others pale. */
function Stems({ data, panel, colour }: { data: EffectPathData; panel: Panel; colour: Colours }) {
  const { path, x, y } = panel
  const band = bandOf(panel, path.points)
  const stem = Math.max(2, Math.min(8, round2((x(1) - x(0)) * 0.6)))
  return (
    <g>
      {band && <path d={band} fill={colour.of('ink')} fillOpacity={0.08} stroke="none" />}
      {path.points.map((p) => {
        const beyond = (p.low !== null && p.value < p.low) || (p.high !== null && p.value > p.high)
        const [a, b] = [y(data.base), y(p.value)]
        return (
          <rect
            key={p.x}
            x={round2(x(p.x) - stem / 2)}
            y={Math.min(a, b)}
            width={stem}
            height={Math.max(1, Math.abs(b - a))}
            fill={colour.of(beyond ? 'wave' : 'water2')}
            fillOpacity={beyond ? 1 : 0.55}
          />
        )
      })}
      {path.peak !== undefined &&
        [path.peak, -path.peak].map((at) => (
          <line
            key={at}
            x1={panel.left}
            x2={panel.right}
            y1={held(y, at)}
            y2={held(y, at)}
            stroke={colour.of('hair2')}
            strokeDasharray="4 4"
          />
        ))}
    </g>
  )
}

/** Openings around rounds and filings, against matched companies. */
export const EventStudy = (props: ChartProps<EffectPathData>) => <EffectPath {...props} chart="event-study" />
/** What an event adds to openings, by group of company. */
export const LocalProjections = (props: ChartProps<EffectPathData>) => (
  <EffectPath {...props} chart="local-projections" />
)
/** Correlation of two series at leads and lags. */
export const LeadLag = (props: ChartProps<EffectPathData>) => <EffectPath {...props} chart="lead-lag" />
