import type { ReactElement } from 'react'
import { Empty } from './empty'
import { number } from './format'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, RolePayData } from './types'

const HEAD = 28
const FOOT = 26
const WIDE = 560
const ROW = { wide: 25, phone: 42 }
const MOST = 40

const shownRows = (data: RolePayData): RolePayData['rows'] => data.rows.slice(0, MOST)

export function rolePayHeight(data: RolePayData, width: number): number {
  if (data.rows.length === 0) return 120
  const more = data.rows.length > MOST ? 18 : 0
  return HEAD + shownRows(data).length * ROW[width >= WIDE ? 'wide' : 'phone'] + FOOT + more
}

const SIGNS: Record<string, string> = { USD: '$', EUR: '€', GBP: '£' }

/** `$150,000`; a currency without a sign of its own keeps its code. */
const pay = (value: number, currency: string): string =>
  `${SIGNS[currency] ?? `${currency} `}${number(Math.round(value))}`

function layout(data: RolePayData, width: number) {
  const wide = width >= WIDE
  const row = ROW[wide ? 'wide' : 'phone']
  const rows = shownRows(data)
  const names = Math.max(80, ...rows.map((r) => textWidth(r.title, 12)))
  const left = wide ? Math.ceil(Math.min(names, width * 0.42)) + 14 : 0
  const right = 62
  const values = rows.flatMap((r) => [r.min, r.max])
  const ticks = niceTicks(Math.min(...values) * 0.92, Math.max(...values), wide ? 6 : 4)
  const x = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [left + (wide ? 0 : 24), width - right])
  return { wide, row, rows, left, ticks, x, y: (i: number) => HEAD + i * row + (wide ? row / 2 : row - 12) }
}

function rolePayStops(data: RolePayData, width: number, colour: Colours): Stop[] {
  if (data.rows.length === 0) return []
  const { rows, x, y } = layout(data, width)
  return rows.map((row, i) => ({
    x: width / 2,
    rowY: y(i),
    rowFoot: 12,
    label: row.title,
    first: '',
    last: '',
    lines: [
      {
        key: row.postingId,
        label: row.company,
        value: `${pay(row.min, data.currency)} to ${pay(row.max, data.currency)}`,
        colour: colour.of('e-capacity'),
        y: y(i),
        x: x((row.min + row.max) / 2),
        signalId: row.postingId,
      },
    ],
  }))
}

/** Pay as posted: a bar from the lowest to the highest of each posting, and the middle of their middles. */
export function RolePay(props: ChartProps<RolePayData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = rolePayHeight(data, width)
  if (data.rows.length === 0)
    return <Empty width={width} height={height} colour={colour} words="No posting of this role names its pay" />
  const { wide, row, rows, left, ticks, x, y } = layout(data, width)
  const bottom = HEAD + rows.length * row
  const fill = colour.of('e-capacity')
  const medianText =
    data.median === null ? '' : `middle of ${number(data.rows.length)}: ${pay(data.median, data.currency)}`
  const medianX = data.median === null ? 0 : x(Math.max(x.domain[0], Math.min(x.domain[1], data.median)))
  const before = medianX + 6 + textWidth(medianText, 12) > width
  const labelRoom = x.range[1] - x.range[0]
  const every = Math.ceil((ticks.length * (textWidth(pay(100000, data.currency), 12) + 8)) / Math.max(1, labelRoom))
  return (
    <Plot width={width} height={height} left={0} right={0}>
      <Over>
        {ticks.map((tick, i) => (
          <g key={tick}>
            <Hair x1={x(tick)} x2={x(tick)} y1={HEAD - 6} y2={bottom} stroke={colour.of('hair')} />
            {i % every === 0 && (
              <Words x={x(tick)} y={HEAD - 14} fill={colour.of('muted')} anchor="middle">
                {pay(tick, data.currency)}
              </Words>
            )}
          </g>
        ))}
        {data.median !== null && (
          <Hair x1={medianX} x2={medianX} y1={HEAD - 6} y2={bottom + 6} stroke={colour.of('ink')} dash="3 3" />
        )}
        {rows.map((posting, i) => (
          <g key={posting.postingId}>
            <Words x={0} y={wide ? y(i) + 4 : y(i) - 12} fill={colour.of('ink')} halo={colour.of('paper')}>
              {fitText(posting.title, wide ? left - 10 : width, 12)}
            </Words>
            <rect
              x={x(posting.min)}
              y={y(i) - 4}
              width={round2(Math.max(2, x(posting.max) - x(posting.min)))}
              height={8}
              fill={fill}
            />
            <Words x={x(posting.max) + 8} y={y(i) + 4} fill={colour.of('muted')} halo={colour.of('paper')}>
              {posting.min === posting.max
                ? thousands(posting.min)
                : `${thousands(posting.min)}–${thousands(posting.max)}`}
            </Words>
          </g>
        ))}
        {data.rows.length > MOST && (
          <Words x={0} y={height - 6} fill={colour.of('muted')}>
            {`and ${number(data.rows.length - MOST)} more, in the table`}
          </Words>
        )}
        {medianText && (
          <Words
            x={round2(before ? medianX - 6 : medianX + 6)}
            y={bottom + 17}
            fill={colour.of('ink')}
            anchor={before ? 'end' : 'start'}
          >
            {medianText}
          </Words>
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="role-pay"
            height={height}
            top={HEAD}
            bottom={bottom}
            stops={rolePayStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

const thousands = (value: number): string =>
  Math.abs(value) >= 10000 ? number(Math.round(value / 1000)) : number(value)
