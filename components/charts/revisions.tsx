import type { ReactElement } from 'react'
import { periodBounds } from '@/lib/dates'
import { BaseLine, LevelAxis } from './axes'
import { Empty } from './empty'
import { dayWords, number, periodWords, signed } from './format'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, RevisionsData } from './types'

const WIDE = 560
const TOP = 24

export const revisionsHeight = (data: RevisionsData, width: number): number =>
  data.periods.length === 0 ? 150 : TOP + (width >= WIDE ? 210 : 170) + 44

function layout(data: RevisionsData, width: number) {
  const height = revisionsHeight(data, width)
  const bottom = height - 44
  const periods = data.periods.slice(width >= WIDE ? -40 : -16)
  const values = periods.map((p) => p.latest - p.first)
  const ticks = niceTicks(Math.min(0, ...values), Math.max(0, ...values), 5)
  const decimals = ticks.every(Number.isInteger) ? 0 : Math.max(1, data.decimals)
  const words = (tick: number) => (tick === 0 ? '0' : signed(tick, decimals))
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(words(t), 12) + 12)))
  const pitch = (width - left - 8) / Math.max(1, periods.length)
  const y = linear([ticks[0] ?? 0, ticks.at(-1) ?? 1], [bottom, TOP])
  const every = Math.max(1, Math.ceil((textWidth('Q2 2026', 12) + 12) / pitch))
  return {
    height,
    bottom,
    periods,
    ticks,
    words,
    left,
    pitch,
    y,
    every,
    x: (i: number) => round2(left + (i + 0.5) * pitch),
  }
}

const nameOf = (period: string): string => {
  const bounds = periodBounds(period)
  return bounds ? periodWords(period, bounds.first, bounds.last) : period
}

function revisionStops(data: RevisionsData, width: number, colour: Colours): Stop[] {
  const l = layout(data, width)
  return l.periods.map((p, i) => {
    const bounds = periodBounds(p.period) ?? { first: '', last: '' }
    return {
      x: l.x(i),
      label: nameOf(p.period),
      ...bounds,
      lines: [
        {
          key: 'revision',
          label: 'Revised by',
          value: signed(p.latest - p.first, data.decimals),
          colour: colour.of('ink'),
          y: l.y(p.latest - p.first),
        },
        ...p.estimates.map((e, k) => ({
          key: String(k),
          label: `${e.estimate ?? 'figure'}, ${dayWords(e.on)}`,
          value: number(e.value, data.decimals),
          y: null,
        })),
      ],
    }
  })
}

/** The latest figure less the first, a bar a period; dashed: the mean absolute revision to either side of none. */
export function Revisions(props: ChartProps<RevisionsData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const l = layout(data, width)
  if (!data.periods.length) return <Empty width={width} height={l.height} colour={colour} words={data.empty} />
  const bar = Math.max(3, Math.min(34, Math.round(l.pitch * 0.66)))
  const mean = data.meanAbsolute
  const [low, high] = l.y.domain
  return (
    <Plot width={width} height={l.height} left={0} right={0}>
      <Over>
        <LevelAxis colour={colour} ticks={l.ticks} y={l.y} left={l.left} right={width} format={l.words} />
        {l.periods.map((p, i) => {
          const [from, to] = [l.y(0), l.y(p.latest - p.first)]
          return (
            <rect
              key={p.period}
              x={round2(l.x(i) - bar / 2)}
              y={Math.min(from, to)}
              width={bar}
              height={round2(Math.max(1, Math.abs(to - from)))}
              fill={colour.of(p.latest >= p.first ? 'up' : 'down')}
            />
          )
        })}
        {mean !== null &&
          [mean, -mean]
            .filter((v) => v > low && v < high)
            .map((v) => (
              <Hair key={v} x1={l.left} x2={width} y1={l.y(v)} y2={l.y(v)} stroke={colour.of('ink2')} dash="4 4" />
            ))}
        <BaseLine colour={colour} y={l.y(0)} left={l.left} right={width} zero />
        {l.periods.map((p, i) =>
          (l.periods.length - 1 - i) % l.every === 0 && l.x(i) + textWidth(nameOf(p.period), 12) / 2 <= width ? (
            <Words key={p.period} x={l.x(i)} y={l.bottom + 18} fill={colour.of('muted')} anchor="middle">
              {nameOf(p.period)}
            </Words>
          ) : null,
        )}
        {mean !== null && (
          <Words x={l.left} y={14} fill={colour.of('ink')}>
            {`dashed: mean absolute revision, ${number(mean, mean >= 10 ? 0 : 2)}`}
          </Words>
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="revisions"
            height={l.height}
            top={TOP}
            bottom={l.bottom}
            stops={revisionStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
