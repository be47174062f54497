import type { ReactElement } from 'react'
import { dayNumber } from '@/lib/dates'
import { Empty } from './empty'
import { dayShort, dayWords, number, signed } from './format'
import { Hair, type Ink, Over, Plot, Swatch, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, round2 } from './scales'
import { ShareBars, sharesHeight } from './share-bars'
import { fitText } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, RoleBreakdownData, RoleRow } from './types'

const ROW = 41
const HEAD = 54
/** From this width on the table has its sparkline and difference columns. */
const FULL = 420

export const roleBreakdownHeight = (data: RoleBreakdownData, _width: number): number =>
  data.total === null ? 160 : HEAD + ROW * (data.rows.length + 1) + 12 + sharesHeight(data.shares)

/** Places of the columns and the axis of ratios. */
function layout(data: RoleBreakdownData, width: number) {
  const full = width >= FULL
  const axisLeft = full ? Math.round(width * 0.745) : Math.round(width * 0.635)
  const rows = data.total ? [data.total, ...data.rows] : []
  const ratios = rows.flatMap((row) =>
    [row.change.ratio, row.change.low].filter((r): r is number => r !== null && r > 0),
  )
  const least = Math.max(-3, Math.min(-1, Math.floor(Math.log2(Math.min(0.5, ...ratios)))))
  const x = linear([least, 4], [axisLeft, width - 10])
  const ticks = Array.from({ length: 4 - least + 1 }, (_, i) => least + i)
  return {
    full,
    rows,
    least,
    ticks,
    x,
    top: (i: number) => HEAD + ROW * i,
    trend: { left: Math.round(width * 0.41), right: Math.round(width * 0.51) },
    now: full ? Math.round(width * 0.6) : Math.round(width * 0.585),
    since: Math.round(width * 0.705),
    name: full ? Math.round(width * 0.41) - 8 : Math.round(width * 0.585) - 30,
  }
}

type Layout = ReturnType<typeof layout>

function roleBreakdownStops(data: RoleBreakdownData, width: number, colour: Colours): Stop[] {
  const { rows, top, x } = layout(data, width)
  return rows.map((row, i) => ({
    x: width / 2,
    rowY: top(i) + ROW / 2,
    rowFoot: ROW / 2,
    label: row.label,
    first: data.firstDay,
    last: data.lastDay,
    lines: [
      { key: 'now', label: `On ${dayWords(data.lastDay)}`, value: number(row.change.to) },
      { key: 'then', label: `On ${dayWords(data.firstDay)}`, value: number(row.change.from) },
      { key: 'change', label: 'Times, 90 % interval', value: intervalWords(row) },
    ].map((line) => ({
      ...line,
      colour: row.role === 'all' ? colour.of('wave') : colour.role(row.role),
      y: row.change.ratio === null ? null : top(i) + ROW / 2,
      x: clip(x, row.change.ratio ?? 1),
      ...(row.role !== 'all' && { role: row.role }),
    })),
  }))
}

function intervalWords({ change }: RoleRow): string {
  if (change.small || change.ratio === null) return `${signed(change.to - change.from)}, fewer than 10 at the start`
  const range =
    change.low === null || change.high === null ? '' : `, ${number(change.low, 1)} to ${number(change.high, 1)}`
  return `${number(change.ratio, 1)}${range}`
}

/** A ratio's place on the axis of doublings, held inside it. */
const clip = (x: Layout['x'], ratio: number): number =>
  x(Math.max(x.domain[0], Math.min(x.domain[1], ratio > 0 ? Math.log2(ratio) : x.domain[0])))

/** Each role: its trend, its openings now, and the change with its interval; below, the shares on up to three days. */
export function RoleBreakdown(props: ChartProps<RoleBreakdownData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = roleBreakdownHeight(data, width)
  if (data.total === null)
    return (
      <Empty width={width} height={height} colour={colour} words="Not covered: no board was read by posting here" />
    )
  const l = layout(data, width)
  const bottom = l.top(l.rows.length)
  return (
    <Plot width={width} height={height} left={0} right={0}>
      <Over>
        <Head colour={colour} layout={l} data={data} width={width} />
        <g>
          {l.ticks.map((tick) => (
            <Hair
              key={tick}
              x1={l.x(tick)}
              x2={l.x(tick)}
              y1={HEAD}
              y2={bottom}
              stroke={colour.of(tick === 0 ? 'hair2' : 'hair')}
            />
          ))}
        </g>
        <Hair x1={0} x2={width} y1={HEAD} y2={HEAD} stroke={colour.of('ink')} />
        {l.rows.map((row, i) => (
          <BreakdownRow key={row.role} colour={colour} layout={l} row={row} i={i} width={width} data={data} />
        ))}
        <ShareBars colour={colour} shares={data.shares} top={bottom + 12} width={width} />
        {props.interactive && (
          <Probe
            {...props}
            chart="role-breakdown"
            height={height}
            top={HEAD}
            bottom={bottom}
            stops={roleBreakdownStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

function Head({
  colour,
  layout: l,
  data,
  width,
}: Ink & { layout: Layout; data: RoleBreakdownData; width: number }): ReactElement {
  const muted = colour.of('muted')
  const month = dayShort(data.firstDay).split(' ')[1] ?? ''
  return (
    <g>
      <Words x={0} y={HEAD - 8} fill={muted}>
        Role category
      </Words>
      {l.full && (
        <Words x={l.trend.left} y={HEAD - 8} fill={muted}>
          Trend
        </Words>
      )}
      <Words x={l.now} y={HEAD - 8} fill={muted} anchor="end">
        Now
      </Words>
      {l.full && (
        <g>
          <Words x={l.since} y={HEAD - 24} fill={muted} anchor="end">
            Since
          </Words>
          <Words x={l.since} y={HEAD - 8} fill={muted} anchor="end">
            {month}
          </Words>
        </g>
      )}
      <Words x={width} y={HEAD - 26} fill={muted} anchor="end">
        {`times ${dayShort(data.firstDay)}, 90%`}
      </Words>
      {l.ticks
        .filter((tick) => (l.x.range[1] - l.x.range[0]) / (l.ticks.length - 1) >= 17 || tick % 2 === 0)
        .map((tick) => (
          <Words key={tick} x={l.x(tick)} y={HEAD - 9} size={11} fill={muted} anchor="middle" narrow>
            {tick < 0 ? String(2 ** tick).slice(1) : tick === 4 ? '×16' : String(2 ** tick)}
          </Words>
        ))}
    </g>
  )
}

function BreakdownRow(
  props: Ink & { layout: Layout; row: RoleRow; i: number; width: number; data: RoleBreakdownData },
): ReactElement {
  const { colour, layout: l, row, i, width, data } = props
  const all = row.role === 'all'
  const y = l.top(i) + ROW / 2
  const paint = all ? colour.of('wave') : colour.role(row.role)
  const weight = all ? 600 : 400
  const difference = row.change.to - row.change.from
  return (
    <g>
      {!all && <Swatch x={0} y={y - 5} fill={paint} />}
      <Words x={all ? 0 : 18} y={y + 5} size={l.full ? 14 : 13} weight={weight} fill={colour.of('ink')}>
        {fitText(row.label, l.name - (all ? 0 : 18), l.full ? 14 : 13, weight)}
      </Words>
      {l.full && (
        <Spark
          points={row.spark}
          from={data.firstDay}
          to={data.lastDay}
          left={l.trend.left}
          right={l.trend.right}
          y={y}
          paint={paint}
          paper={colour.of('paper')}
        />
      )}
      <Words x={l.now} y={y + 5} size={14} weight={all ? 600 : 500} fill={colour.of('ink')} anchor="end">
        {number(row.change.to)}
      </Words>
      {l.full && (
        <Words x={l.since} y={y + 5} size={14} weight={weight} fill={colour.of(all ? 'ink' : 'ink2')} anchor="end">
          {signed(difference)}
        </Words>
      )}
      <Interval colour={colour} layout={l} row={row} y={y} paint={paint} />
      <Hair x1={0} x2={width} y1={y + ROW / 2} y2={y + ROW / 2} stroke={colour.of(all ? 'ink' : 'hair')} />
    </g>
  )
}

/** The ratio with its 90 % interval: solid, or hollow and dashed for a small start; arrows where the axis cuts it. */
function Interval({
  colour,
  layout: l,
  row,
  y,
  paint,
}: Ink & { layout: Layout; row: RoleRow; y: number; paint: string }): ReactElement {
  const { ratio, low, high, small } = row.change
  if (ratio === null) {
    return (
      <Words x={l.x(0) + 5} y={y + 4} size={11} fill={colour.of('muted')} narrow>
        {row.change.to > 0 ? 'from none' : 'none'}
      </Words>
    )
  }
  const at = clip(l.x, ratio)
  const [axisLeft, axisRight] = l.x.range
  const cutLow = low !== null && (low <= 0 || Math.log2(low) < l.x.domain[0])
  const cutHigh = high !== null && Math.log2(high) > l.x.domain[1]
  const arrow = (tip: number, back: number) =>
    `M${round2(tip + back)},${y - 3.5}L${tip},${y}L${round2(tip + back)},${y + 3.5}`
  return (
    <g>
      {low !== null && high !== null && (
        <Hair
          x1={clip(l.x, low)}
          x2={clip(l.x, high)}
          y1={y}
          y2={y}
          stroke={paint}
          width={small ? 1.5 : 3}
          {...(small && { dash: '3 2.5' })}
        />
      )}
      {cutLow && <path d={arrow(axisLeft, 5)} fill="none" stroke={paint} strokeWidth={1.5} />}
      {cutHigh && <path d={arrow(axisRight, -5)} fill="none" stroke={paint} strokeWidth={1.5} />}
      <circle
        cx={at}
        cy={y}
        r={small ? 4 : 4.2}
        fill={small ? colour.of('paper') : paint}
        stroke={small ? paint : undefined}
        strokeWidth={small ? 1.6 : undefined}
      />
    </g>
  )
}

/** A small trend from zero; unobserved days are gaps, a lone last reading a hollow point. */
function Spark(props: {
  points: RoleRow['spark']
  from: string
  to: string
  left: number
  right: number
  y: number
  paint: string
  paper: string
}): ReactElement {
  const { points, from, to, left, right, y, paint, paper } = props
  const values = points.flatMap((p) => (p.value === null ? [] : [p.value]))
  const x = linear([dayNumber(from), Math.max(dayNumber(to), dayNumber(from) + 1)], [left + 2, right - 3])
  const level = linear([0, Math.max(1, ...values)], [y + 9, y - 8])
  const runs: { x: number; y: number }[][] = [[]]
  for (const point of points) {
    if (point.value === null) runs.push([])
    else runs.at(-1)?.push({ x: x(dayNumber(point.day)), y: level(point.value) })
  }
  const drawn = runs.filter((run) => run.length > 0)
  return (
    <g>
      {drawn.map((run) => {
        const [first] = run
        if (!first) return null
        const end = run.at(-1) ?? first
        // Readings of a few days are a point: a line that short says nothing.
        if (end.x - first.x < 3) {
          return <circle key={first.x} cx={end.x} cy={end.y} r={2} fill={paper} stroke={paint} strokeWidth={1.3} />
        }
        return (
          <path
            key={first.x}
            d={`M${run.map((p) => `${p.x},${p.y}`).join('L')}`}
            fill="none"
            stroke={paint}
            strokeWidth={1.4}
          />
        )
      })}
    </g>
  )
}
