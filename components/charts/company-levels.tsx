import type { ReactElement } from 'react'
import { Empty } from './empty'
import { dayWords, number } from './format'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, CompanyLevelsData } from './types'

const HEAD = 30
const ROW = { wide: 30, phone: 44 }
const WIDE = 560
/** More rows than this are left to the table. */
const MOST = 40

const shownRows = (data: CompanyLevelsData): CompanyLevelsData['rows'] => data.rows.slice(0, MOST)

export const companyLevelsHeight = (data: CompanyLevelsData, width: number): number =>
  data.rows.length === 0
    ? 120
    : HEAD + shownRows(data).length * ROW[width >= WIDE ? 'wide' : 'phone'] + 8 + (data.rows.length > MOST ? 20 : 0)

function layout(data: CompanyLevelsData, width: number) {
  const wide = width >= WIDE
  const row = ROW[wide ? 'wide' : 'phone']
  const rows = shownRows(data)
  const names = Math.max(60, ...rows.map((r) => textWidth(r.label, 14)))
  const left = wide ? Math.ceil(Math.min(names, width * 0.28)) + 20 : 0
  const right = wide ? 150 : 52
  const ticks = niceTicks(0, Math.max(0, ...rows.flatMap((r) => [r.now, r.before?.value ?? 0])), wide ? 5 : 3, true)
  const x = linear([0, ticks.at(-1) ?? 1], [left, width - right])
  return { wide, row, rows, left, right, ticks, x, y: (i: number) => HEAD + i * row + (wide ? row / 2 : row - 14) }
}

function companyLevelsStops(data: CompanyLevelsData, width: number, colour: Colours): Stop[] {
  const { wide, row: size, rows, x, y } = layout(data, width)
  return rows.map((row, i) => ({
    x: width / 2,
    rowY: y(i),
    rowFoot: wide ? size / 2 : 14,
    label: row.label,
    first: row.day,
    last: row.day,
    lines: [
      {
        key: 'now',
        label: dayWords(row.day),
        value: number(row.now),
        colour: colour.of('wave'),
        y: y(i),
        x: x(row.now),
        company: row.company,
      },
      ...(row.before
        ? [
            {
              key: 'before',
              label: dayWords(row.before.day),
              value: number(row.before.value),
              colour: colour.of('water2'),
              y: y(i),
              x: x(row.before.value),
              company: row.company,
            },
          ]
        : []),
    ],
  }))
}

/** The latest good reading of each company, with its day; the reading a while before as a hollow point. */
export function CompanyLevels(props: ChartProps<CompanyLevelsData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = companyLevelsHeight(data, width)
  if (data.rows.length === 0)
    return <Empty width={width} height={height} colour={colour} words="No board has a good reading in this range" />
  const { wide, row, rows, left, right, ticks, x, y } = layout(data, width)
  const bottom = HEAD + rows.length * row
  return (
    <Plot width={width} height={height} left={0} right={0}>
      <Over>
        {ticks.map((tick) => (
          <g key={tick}>
            <Hair
              x1={x(tick)}
              x2={x(tick)}
              y1={HEAD - 6}
              y2={bottom + 2}
              stroke={colour.of(tick === 0 ? 'ink' : 'hair')}
            />
            <Words
              x={x(tick)}
              y={HEAD - 14}
              fill={colour.of('muted')}
              anchor={tick === 0 && left === 0 ? 'start' : 'middle'}
            >
              {number(tick)}
            </Words>
          </g>
        ))}
        {rows.map((company, i) => {
          const at = y(i)
          const end = x(company.now)
          const size = round2(Math.max(0, end - x(0)))
          const size13 = textWidth(number(company.now), 13, 600)
          const hollow = company.before ? x(company.before.value) : null
          // The value stands at its bar's end, behind the earlier reading only where the two would meet.
          const meets = hollow !== null && hollow > end - 6 && hollow < end + size13 + 16
          const valueX = (meets ? hollow + 4 : end) + 8
          return (
            <g key={company.company}>
              <Words x={0} y={wide ? at + 5 : at - 14} size={14} fill={colour.of('ink')}>
                {fitText(company.label, wide ? left - 14 : width * 0.55, 14)}
              </Words>
              {company.fresh ? (
                <rect x={x(0)} y={at - 6} width={size} height={12} fill={colour.of('water2')} />
              ) : (
                <rect
                  x={x(0) + 0.5}
                  y={at - 5.5}
                  width={round2(Math.max(0, size - 1))}
                  height={11}
                  fill={colour.of('paper')}
                  stroke={colour.of('land-line')}
                  strokeDasharray="3 3"
                />
              )}
              {company.before && (
                <circle
                  cx={x(company.before.value)}
                  cy={at}
                  r={4}
                  fill={colour.of('paper')}
                  stroke={colour.of('wave')}
                  strokeWidth={1.6}
                />
              )}
              <Words
                x={round2(valueX)}
                y={at + 5}
                size={13}
                weight={600}
                fill={colour.of('ink')}
                halo={colour.of('paper')}
              >
                {number(company.now)}
              </Words>
              <Words
                x={width}
                y={wide ? at + 5 : at - 14}
                fill={colour.of(company.fresh ? 'muted' : 'land-ink')}
                anchor="end"
              >
                {wide
                  ? fitText(company.fresh ? dayWords(company.day) : `last read ${dayWords(company.day)}`, right - 8, 12)
                  : dayWords(company.day)}
              </Words>
              {!wide && (
                <Hair
                  x1={0}
                  x2={width}
                  y1={HEAD + (i + 1) * row}
                  y2={HEAD + (i + 1) * row}
                  stroke={colour.of('hair')}
                />
              )}
            </g>
          )
        })}
        {data.rows.length > rows.length && (
          <Words x={0} y={height - 6} fill={colour.of('muted')}>
            {`and ${number(data.rows.length - rows.length)} more, in the table`}
          </Words>
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="company-levels"
            height={height}
            top={HEAD}
            bottom={height}
            stops={companyLevelsStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
