import type { ReactElement } from 'react'
import { periodBounds } from '@/lib/dates'
import { LevelAxis } from './axes'
import { Empty } from './empty'
import { dayWords, number, quarterShort } from './format'
import { Hair, type Ink, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { textWidth, wrapText } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, GdpVintagesData } from './types'

const WIDE = 640
const TOP = 12

export const gdpVintagesHeight = (_: GdpVintagesData, width: number): number => (width >= WIDE ? 370 : 320)

function layout(data: GdpVintagesData, width: number) {
  const wide = width >= WIDE
  const height = gdpVintagesHeight(data, width)
  const bottom = height - 42
  const most = wide ? Math.max(6, Math.floor((width - 46) / 54)) : 6
  const quarters = data.quarters.slice(-most)
  const values = quarters.flatMap((q) => q.estimates.map((e) => e.value))
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), 8)
  const decimals = ticks.every(Number.isInteger) ? 0 : 1
  const left = Math.ceil(Math.max(32, ...ticks.map((t) => textWidth(number(t, decimals), 12) + 12)))
  const pitch = (width - left - 6) / Math.max(1, quarters.length)
  const steps = Math.max(1, ...quarters.map((q) => q.estimates.length))
  const step = Math.min(20, (pitch - 14) / Math.max(1, steps - 1))
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, TOP])
  const placed = quarters.map((quarter, i) => ({
    quarter,
    left: left + i * pitch,
    points: quarter.estimates.map((estimate, e) => ({
      estimate,
      x: round2(left + i * pitch + 9 + e * step),
      y: y(estimate.value),
    })),
  }))
  return { height, bottom, ticks, decimals, left, pitch, y, placed }
}

function gdpVintagesStops(data: GdpVintagesData, width: number, colour: Colours): Stop[] {
  return layout(data, width).placed.map(({ quarter, points }) => {
    const bounds = periodBounds(quarter.period) ?? { first: quarter.period, last: quarter.period }
    return {
      x: points.at(-1)?.x ?? 0,
      label: `${quarterShort(quarter.period)} ${quarter.period.slice(0, 4)}`,
      ...bounds,
      lines: points.map((p) => ({
        key: `${p.estimate.estimate}-${p.estimate.releasedOn}`,
        label: `${p.estimate.estimate}, ${dayWords(p.estimate.releasedOn)}`,
        value: `${number(p.estimate.value, 1)} %`,
        colour: colour.of('e-macro'),
        y: p.y,
        x: p.x,
      })),
    }
  })
}

/** Every estimate of each quarter in order of release: earlier ones hollow, the latest solid and bold. */
export function GdpVintages(props: ChartProps<GdpVintagesData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const { height, bottom, ticks, decimals, left, pitch, y, placed } = layout(data, width)
  if (!placed.some((q) => q.points.length > 0)) {
    return <Empty width={width} height={height} colour={colour} words="No estimate was published in this range" />
  }
  return (
    <Plot width={width} height={height} left={left} right={6}>
      <Under>
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={width - 6} decimals={decimals} />
      </Under>
      <Over>
        <Hair x1={left} x2={width - 6} y1={y(0)} y2={y(0)} stroke={colour.of('ink')} />
        {placed.map(({ quarter, left: at, points }, i) => {
          const year = i === 0 || quarter.period.endsWith('Q1')
          return (
            <g key={quarter.period}>
              {year && <Hair x1={round2(at)} x2={round2(at)} y1={TOP} y2={bottom + 36} stroke={colour.of('hair2')} />}
              <Words x={round2(at + pitch / 2)} y={bottom + 17} fill={colour.of('muted')} anchor="middle">
                {quarterShort(quarter.period)}
              </Words>
              {year && (
                <Words x={round2(at + 6)} y={bottom + 33} weight={600} fill={colour.of('ink')}>
                  {quarter.period.slice(0, 4)}
                </Words>
              )}
              <Estimates colour={colour} points={points} note={quarter.note} width={width} bottom={bottom} />
            </g>
          )
        })}
        {props.interactive && (
          <Probe
            {...props}
            chart="gdp-vintages"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={gdpVintagesStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

type Points = ReturnType<typeof layout>['placed'][number]['points']

function Estimates({
  colour,
  points,
  note,
  width,
  bottom,
}: Ink & { points: Points; note: string | null; width: number; bottom: number }): ReactElement {
  const ink = colour.of('e-macro')
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return <g />
  const falls = last.y > first.y
  const labelY = falls ? last.y + 16 : last.y - 9
  const noteLines = note ? wrapText(note, 130, 11, 400, 3) : []
  const highest = Math.min(...points.map((p) => p.y))
  const noteX = round2(Math.max(60, Math.min((first.x + last.x) / 2, width - 60)))
  const above = highest - 34 - (noteLines.length - 1) * 13
  // Under the estimates where the frame leaves no room over them.
  const over = above >= TOP + 8
  const noteY = round2(over ? above : Math.max(...points.map((p) => p.y)) + 22)
  // The first value is said too where the two differ enough to be read apart.
  const apart = points.length > 1 && Math.abs(first.y - last.y) > 22
  return (
    <g>
      {points.length > 1 && (
        <path d={`M${points.map((p) => `${p.x},${p.y}`).join('L')}`} fill="none" stroke={ink} strokeWidth={1.3} />
      )}
      {points.map((p, i) =>
        i === points.length - 1 ? (
          <circle key={p.estimate.releasedOn} cx={p.x} cy={p.y} r={3.6} fill={ink} />
        ) : (
          <circle
            key={`${p.estimate.releasedOn}-${i}`}
            cx={p.x}
            cy={p.y}
            r={3.2}
            fill={colour.of('paper')}
            stroke={ink}
            strokeWidth={1.3}
          />
        ),
      )}
      <Words
        x={last.x}
        y={round2(Math.max(TOP + 10, Math.min(labelY, bottom - 2)))}
        size={13}
        weight={600}
        fill={colour.of('ink')}
        anchor="middle"
        halo={colour.of('paper')}
      >
        {number(last.estimate.value, 1)}
      </Words>
      {apart && (
        <Words
          x={first.x}
          y={round2(Math.min(falls ? first.y - 8 : first.y + 15, bottom - 2))}
          size={11}
          fill={colour.of('muted')}
          anchor="middle"
          halo={colour.of('paper')}
        >
          {number(first.estimate.value, 1)}
        </Words>
      )}
      {noteLines.length > 0 && (
        <g>
          {noteLines.map((line, i) => (
            <Words
              key={line}
              x={over ? noteX : round2(first.x - 8)}
              y={noteY + i * 13}
              size={11}
              fill={colour.of('ink2')}
              anchor={over ? 'middle' : 'start'}
              halo={colour.of('paper')}
              narrow
            >
              {line}
            </Words>
          ))}
        </g>
      )}
    </g>
  )
}
