import type { ReactElement } from 'react'
import { Line } from 'recharts'
import { dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeLabels } from './axes'
import { straight } from './curves'
import { Empty } from './empty'
import { dayWords, number } from './format'
import { GapWords, gapParts } from './gaps'
import { gapsInside } from './level-points'
import { Hair, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { colours } from './tokens'
import type { ChartProps, MacroSeriesData } from './types'

const TOP = 10

export const macroSeriesHeight = (_: MacroSeriesData, width: number): number =>
  width >= 900 ? 380 : width >= 560 ? 280 : 164

function layout(data: MacroSeriesData, width: number) {
  const height = macroSeriesHeight(data, width)
  const bottom = height - 36
  const values = data.points.flatMap((p) => (p.value === null ? [] : [p.value]))
  const low = data.zeroBased ? Math.min(0, ...values) : Math.min(...values)
  const high = data.zeroBased ? Math.max(0, ...values) : Math.max(...values)
  const pad = data.zeroBased || high > low ? 0 : Math.max(1, Math.abs(high) * 0.1)
  const ticks = niceTicks(low - pad, high + pad, width >= 560 ? 5 : 3)
  const decimals = ticks.every(Number.isInteger) && (ticks.at(-1) ?? 0) >= 20 ? 0 : Math.max(1, tickDecimals(ticks))
  const left = Math.max(38, ...ticks.map((t) => textWidth(number(t, decimals), 12) + 12))
  const last = [...data.points].reverse().find((p) => p.value !== null)
  const lastText = last?.value == null ? '' : number(last.value, data.decimals)
  const right = textWidth(lastText, 13, 600) + 20
  const days = [...data.points.map((p) => p.day), ...data.gaps.flatMap((g) => [g.first, g.last])].sort()
  const time = timeScale(days[0] ?? '2026-01-01', days.at(-1) ?? '2026-01-01', [left, width - right])
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, TOP])
  return { height, bottom, ticks, decimals, left, right, last, lastText, time, y }
}

const tickDecimals = (ticks: readonly number[]): number =>
  Math.max(0, ...ticks.map((t) => (String(t).split('.')[1] ?? '').length))

function macroSeriesStops(data: MacroSeriesData, width: number): Stop[] {
  const { time, y } = layout(data, width)
  return data.points.map((p) => ({
    x: time.middle(p.day),
    label: dayWords(p.day),
    first: p.day,
    last: p.day,
    lines: [
      {
        key: 'value',
        label: data.title,
        value: p.value === null ? 'not published' : `${number(p.value, data.decimals)} ${data.unit}`,
        y: p.value === null ? null : y(p.value),
      },
    ],
  }))
}

export function MacroSeries(props: ChartProps<MacroSeriesData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  if (!data.points.some((p) => p.value !== null)) {
    return (
      <Empty
        width={width}
        height={macroSeriesHeight(data, width)}
        colour={colour}
        words="No value was published in this range"
      />
    )
  }
  const { height, bottom, ticks, decimals, left, right, last, lastText, time, y } = layout(data, width)
  const gaps = gapsInside(data.gaps, time.from, time.to)
  const inGap = (day: string, next: string) => gaps.some((g) => g.last > day && g.first < next)
  const rows = data.points.flatMap((p, i) => {
    const row = { x: dayNumber(p.day) + 0.5, value: p.value }
    const next = data.points[i + 1]
    return next && inGap(p.day, next.day) ? [row, { x: dayNumber(p.day) + 0.6, value: null }] : [row]
  })
  const timeMarks = timeTicks(time)
  const low = ticks[0] ?? 0
  const high = ticks.at(-1) ?? 1
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={right}
      domain={time.domain}
      rows={rows}
      bands={[{ id: 'value', top: TOP, bottom, domain: [low, high] }]}
    >
      <Under>
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={width - right} decimals={decimals} />
        {timeMarks.map((t) => (
          <Hair
            key={t.day}
            x1={time.start(t.day)}
            x2={time.start(t.day)}
            y1={bottom}
            y2={bottom + 5}
            stroke={colour.of('hair2')}
          />
        ))}
        <TimeLabels colour={colour} ticks={timeMarks} time={time} y={bottom} />
      </Under>
      {gapParts(gaps, time, colour, 'value', low, high)}
      <Line
        yAxisId="value"
        dataKey="value"
        type={straight}
        stroke={colour.of('ink')}
        strokeWidth={2}
        dot={false}
        activeDot={false}
        connectNulls={false}
        isAnimationActive={false}
      />
      <Over>
        <BaseLine colour={colour} y={bottom} left={left} right={width - right} zero={low === 0} />
        <GapWords gaps={gaps} time={time} colour={colour} y={TOP + 30} least={80} size={12} />
        {last?.value != null && (
          <g>
            <circle cx={time.middle(last.day)} cy={y(last.value)} r={3.4} fill={colour.of('ink')} />
            <Words x={time.middle(last.day) + 8} y={y(last.value) + 4.5} size={13} weight={600} fill={colour.of('ink')}>
              {lastText}
            </Words>
          </g>
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="macro-series"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={macroSeriesStops(data, width)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
