import type { ReactElement } from 'react'
import { number } from './format'
import type { Ink } from './plot'
import { Hair, Words } from './plot'
import type { Scale, TimeScale, TimeTick } from './scales'

/** Horizontal hairlines with their labels at the left; zero (or, without it, the lowest) drawn as the base line. */
export function LevelAxis(
  props: Ink & {
    ticks: readonly number[]
    y: Scale
    left: number
    right: number
    decimals?: number
    format?: (value: number) => string
    size?: number
  },
): ReactElement {
  const { colour, ticks, y, left, right, decimals = 0, size = 12 } = props
  const format = props.format ?? ((value: number) => number(value, decimals))
  return (
    <g>
      {ticks.map((tick) => (
        <g key={tick}>
          <Hair x1={left} x2={right} y1={y(tick)} y2={y(tick)} stroke={colour.of('hair')} />
          <Words x={left - 8} y={y(tick) + 4} size={size} fill={colour.of('muted')} anchor="end">
            {format(tick)}
          </Words>
        </g>
      ))}
    </g>
  )
}

/** The base line of a level axis: ink at zero, grey where the axis does not start there. Over the marks. */
export function BaseLine({
  colour,
  y,
  left,
  right,
  zero,
}: Ink & { y: number; left: number; right: number; zero: boolean }) {
  return <Hair x1={left} x2={right} y1={y} y2={y} stroke={colour.of(zero ? 'ink' : 'hair2')} />
}

/** Labels of a time axis under `y`, the year bold on a second line. */
export function TimeLabels(
  props: Ink & { ticks: readonly TimeTick[]; time: TimeScale; y: number; size?: number },
): ReactElement {
  const { colour, ticks, time, y, size = 12 } = props
  const labelled = ticks.filter((t) => t.labelled)
  return (
    <g>
      {labelled.map((tick) => (
        <g key={tick.day}>
          <Words x={time.start(tick.day) + 4} y={y + 17} size={size} fill={colour.of('muted')}>
            {tick.label}
          </Words>
          {tick.year && (
            <Words x={time.start(tick.day) + 4} y={y + 31} size={size} weight={600} fill={colour.of('ink')}>
              {tick.year}
            </Words>
          )}
        </g>
      ))}
    </g>
  )
}

/** Vertical hairlines at the ticks of a time axis that do not stand on its left edge. */
export function TimeGrid(
  props: Ink & { ticks: readonly TimeTick[]; time: TimeScale; top: number; bottom: number },
): ReactElement {
  const { colour, ticks, time, top, bottom } = props
  return (
    <g>
      {ticks
        .map((tick) => time.start(tick.day))
        .filter((x) => x > time.range[0] + 1)
        .map((x) => (
          <Hair key={x} x1={x} x2={x} y1={top} y2={bottom} stroke={colour.of('hair')} />
        ))}
    </g>
  )
}
