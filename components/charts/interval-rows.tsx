import type { ReactElement } from 'react'
import { Empty } from './empty'
import { money, number, signed } from './format'
import { Hair, type Ink, Over, Plot, Swatch, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, IntervalRow, IntervalRowsData } from './types'

const HEAD = 46
const ROW = { wide: 31, phone: 52 }
const WIDE = 400
const FOOT = 10

export const intervalRowsHeight = (data: IntervalRowsData, width: number): number =>
  data.rows.length === 0 ? 150 : HEAD + data.rows.length * ROW[width >= WIDE ? 'wide' : 'phone'] + FOOT

const tickWords: Record<IntervalRowsData['scale']['format'], (value: number) => string> = {
  change: (value) => (value === 0 ? '0' : `${signed(value)}%`),
  percent: (value) => `${number(value)}%`,
  usd: money,
  number: (value) => number(value, Number.isInteger(value) ? 0 : 1),
  times: (power) => (power < 0 ? String(2 ** power).replace(/^0/, '') : number(2 ** power)),
}

function layout(data: IntervalRowsData, width: number) {
  const wide = width >= WIDE
  const row = ROW[wide ? 'wide' : 'phone']
  const { scale, rows } = data
  const seen = rows.flatMap((r) => [r.at, r.low, r.high, r.boxLow ?? null, r.boxHigh ?? null]).filter((v) => v !== null)
  const within = seen.map((v) => Math.max(scale.least ?? -Infinity, Math.min(scale.most ?? Infinity, v)))
  const bounds = [...within, ...(scale.base === null ? [] : [scale.base])]
  const ticks = niceTicks(Math.min(...bounds), Math.max(...bounds), wide ? 7 : 5, scale.format === 'times')
  const value = Math.ceil(Math.max(...rows.map((r) => textWidth(r.value, 13, 600)), textWidth(data.valueHead, 12)))
  const names = Math.max(textWidth(data.nameHead, 12), ...rows.map((r) => textWidth(r.label, 14) + (r.role ? 18 : 0)))
  const name = wide ? Math.ceil(Math.min(names, width * (rows.some((r) => r.low !== null) ? 0.34 : 0.52))) + 14 : 0
  const left = wide ? name + value + 22 : 6
  const words = tickWords[scale.format]
  const last = textWidth(words(ticks.at(-1) ?? 0), 12)
  const x = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [left, width - Math.max(14, Math.ceil(last / 2) + 2)])
  const room = (x.range[1] - x.range[0]) / Math.max(1, ticks.length - 1)
  const every = Math.max(1, Math.ceil((Math.max(...ticks.map((t) => textWidth(words(t), 12))) + 10) / room))
  return { wide, row, rows, x, ticks, every, words, left, name, value, top: (i: number) => HEAD + i * row }
}

type Layout = ReturnType<typeof layout>

const held = (x: Layout['x'], value: number): number => x(Math.max(x.domain[0], Math.min(x.domain[1], value)))
const paintOf = (row: IntervalRow, colour: Colours): string =>
  row.role ? colour.role(row.role) : colour.of(row.strong ? 'ink' : 'wave')

/** Height of the mark within its row: beside the name, or under it where there is no room beside. */
const markY = (l: Layout, i: number): number => l.top(i) + (l.wide ? l.row / 2 : l.row - 15)

function intervalStops(data: IntervalRowsData, width: number, colour: Colours): Stop[] {
  if (data.rows.length === 0) return []
  const l = layout(data, width)
  return data.rows.map((row, i) => ({
    x: width / 2,
    rowY: l.top(i) + l.row / 2,
    rowFoot: l.row / 2,
    label: row.label,
    first: row.first ?? '',
    last: row.last ?? '',
    lines: row.details.map((detail, k) => ({
      key: `${row.key}-${k}`,
      label: detail.label,
      value: detail.value,
      ...(k === 0 && { colour: paintOf(row, colour) }),
      y: row.at === null ? null : markY(l, i),
      x: row.at === null ? width / 2 : held(l.x, row.at),
      ...(row.role && { role: row.role }),
      ...(row.company && { company: row.company }),
      ...(row.signalId && { signalId: row.signalId }),
    })),
  }))
}

/** A row a unit: its name, its value in words, and on a shared axis the estimate with its interval (and its middle half). */
export function IntervalRows(props: ChartProps<IntervalRowsData> & { chart: string }): ReactElement {
  const { data, width, theme, chart } = props
  const colour = colours(theme)
  const height = intervalRowsHeight(data, width)
  if (data.rows.length === 0) return <Empty width={width} height={height} colour={colour} words={data.empty} />
  const l = layout(data, width)
  const bottom = l.top(l.rows.length)
  const muted = colour.of('muted')
  return (
    <Plot width={width} height={height} left={0} right={0}>
      <Over>
        {l.wide && (
          <Words x={0} y={HEAD - 8} fill={muted}>
            {data.nameHead}
          </Words>
        )}
        <Words
          x={l.wide ? l.name + l.value : 0}
          y={l.wide ? HEAD - 8 : 13}
          fill={muted}
          anchor={l.wide ? 'end' : 'start'}
        >
          {data.valueHead}
        </Words>
        <Words x={width} y={13} fill={muted} anchor="end">
          {fitText(data.axisHead, l.wide ? width : width - textWidth(data.valueHead, 12) - 16, 12)}
        </Words>
        {l.ticks.map((tick, i) => (
          <g key={tick}>
            <Hair
              x1={l.x(tick)}
              x2={l.x(tick)}
              y1={HEAD}
              y2={bottom}
              stroke={colour.of(tick === data.scale.base ? 'hair2' : 'hair')}
            />
            {(i % l.every === 0 || tick === data.scale.base) && (
              <Words x={l.x(tick)} y={HEAD - 9} fill={muted} anchor={i === 0 && !l.wide ? 'start' : 'middle'}>
                {l.words(tick)}
              </Words>
            )}
          </g>
        ))}
        <Hair x1={0} x2={width} y1={HEAD} y2={HEAD} stroke={colour.of('ink')} />
        {l.rows.map((row, i) => (
          <Row key={row.key} colour={colour} layout={l} row={row} i={i} width={width} />
        ))}
        {props.interactive && (
          <Probe
            {...props}
            chart={chart}
            height={height}
            top={HEAD}
            bottom={bottom}
            stops={intervalStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

function Row(props: Ink & { layout: Layout; row: IntervalRow; i: number; width: number }): ReactElement {
  const { colour, layout: l, row, i, width } = props
  const y = markY(l, i)
  const textY = l.wide ? y + 5 : l.top(i) + 19
  const paint = paintOf(row, colour)
  const indent = row.role ? 18 : 0
  const room = l.wide ? l.name - 12 - indent : width - textWidth(row.value, 13, 600) - 16 - indent
  const weight = row.strong ? 600 : 400
  return (
    <g>
      {row.role && <Swatch x={0} y={textY - 10} fill={paint} />}
      <Words x={indent} y={textY} size={14} weight={weight} fill={colour.of('ink')}>
        {fitText(row.label, room, 14, weight)}
      </Words>
      <Words
        x={l.wide ? l.name + l.value : width}
        y={textY}
        size={13}
        weight={600}
        fill={colour.of('ink')}
        anchor="end"
      >
        {row.value}
      </Words>
      <Mark colour={colour} layout={l} row={row} y={y} paint={paint} />
      <Hair x1={0} x2={width} y1={l.top(i + 1)} y2={l.top(i + 1)} stroke={colour.of(row.strong ? 'ink' : 'hair')} />
    </g>
  )
}

/** The estimate with its 90 % interval; hollow and dashed for a small sample, arrows where the axis cuts it. */
function Mark({
  colour,
  layout: l,
  row,
  y,
  paint,
}: Ink & { layout: Layout; row: IntervalRow; y: number; paint: string }) {
  if (row.at === null) {
    return (
      <Words x={l.left + 4} y={y + 4} fill={colour.of('land-ink')} narrow>
        {fitText(row.why ?? 'not enough data', l.x.range[1] - l.left - 4, 12)}
      </Words>
    )
  }
  const { low, high, boxLow, boxHigh, hollow } = row
  const [axisLeft, axisRight] = l.x.range
  const arrow = (tip: number, back: number) =>
    `M${round2(tip + back)},${y - 3.5}L${tip},${y}L${round2(tip + back)},${y + 3.5}`
  return (
    <g>
      {boxLow != null && boxHigh != null && (
        <rect
          x={held(l.x, boxLow)}
          y={y - 7}
          width={round2(Math.max(1, held(l.x, boxHigh) - held(l.x, boxLow)))}
          height={14}
          fill={paint}
          fillOpacity={0.18}
        />
      )}
      {low !== null && high !== null && (
        <Hair
          x1={held(l.x, low)}
          x2={held(l.x, high)}
          y1={y}
          y2={y}
          stroke={paint}
          width={hollow ? 1.5 : 3}
          {...(hollow && { dash: '3 2.5' })}
        />
      )}
      {low !== null && low < l.x.domain[0] && (
        <path d={arrow(axisLeft, 5)} fill="none" stroke={paint} strokeWidth={1.5} />
      )}
      {high !== null && high > l.x.domain[1] && (
        <path d={arrow(axisRight, -5)} fill="none" stroke={paint} strokeWidth={1.5} />
      )}
      {row.at >= l.x.domain[0] && row.at <= l.x.domain[1] && (
        <circle
          cx={held(l.x, row.at)}
          cy={y}
          r={4.2}
          fill={hollow ? colour.of('paper') : paint}
          stroke={hollow ? paint : undefined}
          strokeWidth={hollow ? 1.6 : undefined}
        />
      )}
    </g>
  )
}

/** Each chart of this kind under its own name, which its evidence is asked by. */
export const Momentum = (props: ChartProps<IntervalRowsData>): ReactElement => (
  <IntervalRows {...props} chart="momentum" />
)
export const Skills = (props: ChartProps<IntervalRowsData>): ReactElement => <IntervalRows {...props} chart="skills" />
export const Pay = (props: ChartProps<IntervalRowsData>): ReactElement => <IntervalRows {...props} chart="pay" />
export const TimeToClose = (props: ChartProps<IntervalRowsData>): ReactElement => (
  <IntervalRows {...props} chart="time-to-close" />
)
