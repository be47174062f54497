import type { ReactElement } from 'react'
import { Line } from 'recharts'
import { addDays, dayNumber, daysBetween } from '@/lib/dates'
import { LevelAxis } from './axes'
import { stepAfter } from './curves'
import { Empty } from './empty'
import { dayShort, dayWords, number } from './format'
import { keepFree } from './placing'
import { Hair, NamedValue, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { laterDay, linear, niceTicks, round2, timeScale } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, GdpAsReadData } from './types'

const TOP = 12

export const gdpAsReadHeight = (_: GdpAsReadData, width: number): number => (width >= 480 ? 310 : 280)

function layout(data: GdpAsReadData, width: number) {
  const height = gdpAsReadHeight(data, width)
  const bottom = height - 32
  const steps = [...data.steps].sort((a, b) => (a.day < b.day ? -1 : 1))
  const values = steps.map((s) => s.value)
  const low = Math.min(...values)
  const high = Math.max(...values)
  const pad = high > low ? 0 : 0.5
  const ticks = niceTicks(low - pad - (high - low) * 0.4, high + pad, 4)
  const decimals = ticks.every(Number.isInteger)
    ? 1
    : Math.max(...ticks.map((t) => (String(t).split('.')[1] ?? '').length))
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(number(t, decimals), 12) + 12)))
  const first = steps[0]?.day ?? data.to
  const last = steps.at(-1)?.day ?? data.to
  const span = Math.max(14, daysBetween(first, last))
  const margin = Math.round(span * 0.4)
  const to = laterDay(data.to, last)
  // A long stretch after the last release would squeeze the steps: the axis ends a while after it.
  const end = daysBetween(last, to) > margin ? addDays(last, margin) : to
  const asOf = data.asOf ? laterDay(data.asOf.day, end) : end
  const time = timeScale(addDays(first, -Math.round(span * 0.3)), laterDay(asOf, addDays(last, 7)), [left, width - 14])
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, TOP])
  return { height, bottom, steps, ticks, decimals, left, time, y }
}

function gdpAsReadStops(data: GdpAsReadData, width: number, colour: Colours): Stop[] {
  const { steps, time, y } = layout(data, width)
  return steps.map((step) => ({
    x: time.start(step.day),
    label: `From ${dayWords(step.day)} on`,
    first: step.day,
    last: step.day,
    lines: [
      {
        key: step.estimate,
        label: `${step.estimate} estimate`,
        value: `${number(step.value, 1)} %`,
        colour: colour.of('e-macro'),
        y: y(step.value),
      },
    ],
  }))
}

/** What one would have read of a quarter's growth, by the day of reading; the reader's own day in magenta. */
export function GdpAsRead(props: ChartProps<GdpAsReadData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  if (data.steps.length === 0) {
    return (
      <Empty
        width={width}
        height={gdpAsReadHeight(data, width)}
        colour={colour}
        words="No estimate of this quarter was published by then"
      />
    )
  }
  const { height, bottom, steps, ticks, decimals, left, time, y } = layout(data, width)
  const ink = colour.of('e-macro')
  const right = width - 14
  const lastStep = steps.at(-1)
  const rows = [
    ...steps.map((s) => ({ x: dayNumber(s.day), value: s.value })),
    ...(lastStep ? [{ x: time.domain[1], value: lastStep.value }] : []),
  ]
  const low = ticks[0] ?? 0
  const days = keepFree(
    steps.map((s) => {
      const half = textWidth(dayShort(s.day), 12) / 2
      return { left: time.start(s.day) - half, right: time.start(s.day) + half }
    }),
  )
  const asOf = data.asOf && data.asOf.day >= time.from && data.asOf.day <= time.to ? data.asOf : null
  const asOfX = asOf ? time.start(asOf.day) : 0
  const asOfText = asOf ? `as known on ${dayShort(asOf.day)}: ${number(asOf.value, 1)}` : ''
  const fits = asOfX + 8 + textWidth(asOfText, 12, 600) <= width
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={14}
      domain={time.domain}
      rows={rows}
      bands={[{ id: 'growth', top: TOP, bottom, domain: [low, ticks.at(-1) ?? 1] }]}
    >
      <Under>
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={right} decimals={decimals} />
      </Under>
      <Line
        yAxisId="growth"
        dataKey="value"
        type={stepAfter}
        stroke={ink}
        strokeWidth={2}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Over>
        <Hair x1={left} x2={right} y1={bottom} y2={bottom} stroke={colour.of(low === 0 ? 'ink' : 'hair2')} />
        {steps.map((step, i) => {
          const x = time.start(step.day)
          const at = y(step.value)
          const latest = i === steps.length - 1
          const text = ` ${step.estimate}`
          const wide = textWidth(`${number(step.value, 1)}${text}`, 13, 600)
          const previous = steps[i - 1]
          // Before its point, where the step before leaves room: the line that follows stays free for the reader's day.
          const crossed = asOf !== null && asOfX > x - wide - 12 && asOfX < x
          // An estimate that changed nothing lies on the line: its words go below.
          const same = previous !== undefined && previous.value === step.value
          const before = previous !== undefined && !same && !crossed && x - time.start(previous.day) > wide + 14
          return (
            <g key={`${step.day}-${step.estimate}`}>
              <circle
                cx={x}
                cy={at}
                r={latest ? 4 : 3.8}
                fill={latest ? ink : colour.of('paper')}
                stroke={ink}
                strokeWidth={1.5}
              />
              <NamedValue
                x={round2(before ? x - 8 : x + 8)}
                y={round2(before ? at + 4 : same ? at + 18 : at - 8)}
                size={13}
                fill={colour.of('ink')}
                anchor={before ? 'end' : 'start'}
                halo={colour.of('paper')}
                name={step.estimate}
                value={number(step.value, 1)}
                first
              />
              {days.has(i) && (
                <Words x={x} y={bottom + 18} fill={colour.of('muted')} anchor="middle">
                  {dayShort(step.day)}
                </Words>
              )}
            </g>
          )
        })}
        {asOf && (
          <g>
            <Hair x1={asOfX} x2={asOfX} y1={TOP - 8} y2={bottom} stroke={colour.of('accent')} width={1.5} />
            <circle cx={asOfX} cy={y(asOf.value)} r={3.5} fill={colour.of('accent')} />
            <Words
              x={fits ? asOfX + 8 : asOfX - 8}
              y={bottom - 16}
              weight={600}
              fill={colour.of('accent')}
              anchor={fits ? 'start' : 'end'}
              halo={colour.of('paper')}
            >
              {asOfText}
            </Words>
          </g>
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="gdp-as-read"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={gdpAsReadStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
