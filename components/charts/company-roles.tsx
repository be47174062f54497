import type { ReactElement } from 'react'
import { Empty } from './empty'
import { dayShort, dayWords, number } from './format'
import { Hair, Over, Plot, Swatch, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, CompanyRolesData } from './types'

const HEAD = 34
const ROW = 30

export const companyRolesHeight = (data: CompanyRolesData, _width: number): number =>
  data.rows.length === 0 ? 120 : HEAD + data.rows.length * ROW + 8

function layout(data: CompanyRolesData, width: number) {
  const names = Math.max(80, ...data.rows.map((r) => textWidth(r.label, 14)))
  const left = Math.ceil(Math.min(names + 18, width * 0.5)) + 28
  const ticks = niceTicks(0, Math.max(0, ...data.rows.flatMap((r) => [r.from, r.to])), 4, true)
  const x = linear([0, ticks.at(-1) ?? 1], [left, width - 30])
  return { left, ticks, x, y: (i: number) => HEAD + (i + 0.5) * ROW }
}

function companyRolesStops(data: CompanyRolesData, width: number, colour: Colours): Stop[] {
  const { x, y } = layout(data, width)
  return data.rows.map((row, i) => ({
    x: width / 2,
    rowY: y(i),
    rowFoot: ROW / 2,
    label: row.label,
    first: data.first,
    last: data.last,
    lines: [
      {
        key: 'to',
        label: dayWords(data.last),
        value: number(row.to),
        colour: colour.role(row.role),
        y: y(i),
        x: x(row.to),
        role: row.role,
      },
      {
        key: 'from',
        label: dayWords(data.first),
        value: number(row.from),
        colour: colour.role(row.role),
        y: y(i),
        x: x(row.from),
        role: row.role,
      },
    ],
  }))
}

/** Openings by role in two readings: the earlier hollow, the later solid; two levels, no trend between. */
export function CompanyRoles(props: ChartProps<CompanyRolesData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = companyRolesHeight(data, width)
  if (data.rows.length === 0)
    return <Empty width={width} height={height} colour={colour} words="No reading of this board kept its postings" />
  const { left, ticks, x, y } = layout(data, width)
  // Over the first row whose two points lie far enough apart, the readings are named.
  const keyRow = data.rows.findIndex((r) => Math.abs(x(r.to) - x(r.from)) > 44)
  return (
    <Plot width={width} height={height} left={0} right={0}>
      <Over>
        {ticks.map((tick) => (
          <g key={tick}>
            <Hair
              x1={x(tick)}
              x2={x(tick)}
              y1={HEAD - 10}
              y2={height - 6}
              stroke={colour.of(tick === 0 ? 'hair2' : 'hair')}
            />
            <Words x={x(tick)} y={HEAD - 18} fill={colour.of('muted')} anchor="middle">
              {number(tick)}
            </Words>
          </g>
        ))}
        {data.rows.map((row, i) => {
          const paint = colour.role(row.role)
          const from = x(row.from)
          const to = x(row.to)
          const rising = row.to >= row.from
          const same = row.to === row.from
          return (
            <g key={row.role}>
              <Swatch x={0} y={y(i) - 5} fill={paint} />
              <Words x={18} y={y(i) + 5} size={14} fill={colour.of('ink')}>
                {fitText(row.label, left - 44, 14)}
              </Words>
              {!same && <Hair x1={from} x2={to} y1={y(i)} y2={y(i)} stroke={paint} width={2.5} />}
              {!same && <circle cx={from} cy={y(i)} r={4.6} fill={colour.of('paper')} stroke={paint} strokeWidth={2} />}
              <circle
                cx={to}
                cy={y(i)}
                r={same ? 4.6 : 4.2}
                fill={paint}
                stroke={same ? paint : undefined}
                strokeWidth={same ? 1 : undefined}
              />
              <Words
                x={round2(to + (rising ? 10 : -10))}
                y={y(i) + 4}
                weight={same ? 400 : 600}
                fill={colour.of(same ? 'ink2' : 'ink')}
                anchor={rising ? 'start' : 'end'}
              >
                {number(row.to)}
              </Words>
              {!same && (
                <Words
                  x={round2(from + (rising ? -10 : 10))}
                  y={y(i) + 4}
                  fill={colour.of('muted')}
                  anchor={rising ? 'end' : 'start'}
                >
                  {number(row.from)}
                </Words>
              )}
              {i === keyRow && (
                <g>
                  <Words
                    x={from}
                    y={y(i) - 9}
                    size={11}
                    fill={colour.of('muted')}
                    anchor="middle"
                    halo={colour.of('paper')}
                    narrow
                  >
                    {dayShort(data.first)}
                  </Words>
                  <Words
                    x={to}
                    y={y(i) - 9}
                    size={11}
                    fill={colour.of('muted')}
                    anchor="middle"
                    halo={colour.of('paper')}
                    narrow
                  >
                    {dayShort(data.last)}
                  </Words>
                </g>
              )}
            </g>
          )
        })}
        {props.interactive && (
          <Probe
            {...props}
            chart="company-roles"
            height={height}
            top={HEAD}
            bottom={height}
            stops={companyRolesStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
