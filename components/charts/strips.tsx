import type { ReactElement } from 'react'
import { addDays } from '@/lib/dates'
import { number, quarterShort } from './format'
import { Hair, type Ink, Words } from './plot'
import { linear, round2, type TimeScale } from './scales'
import { textWidth } from './text'
import type { CoverageRow, GdpStep } from './types'

/** GDP growth as known on each day: a revision is a solid riser, a new quarter a dotted one. */
export function GdpSteps(
  props: Ink & { steps: readonly GdpStep[]; time: TimeScale; top: number; bottom: number; wide: boolean },
): ReactElement {
  const { colour, steps, time, top, bottom, wide } = props
  const values = steps.map((s) => s.value)
  const y = linear([Math.min(0, ...values), Math.max(1, ...values)], [bottom - 8, top + 20])
  const ink = colour.of('e-macro')
  const placed = steps.map((step, i) => {
    const from = Math.max(time.range[0], time.start(step.day))
    const next = steps[i + 1]
    const to = next ? Math.max(from, time.start(next.day)) : time.range[1]
    return { step, from, to, y: y(step.value) }
  })
  const shown = placed.filter((p) => p.to > time.range[0] && p.from < time.range[1])
  const highest = Math.max(...values)
  return (
    <g>
      <Hair x1={time.range[0]} x2={time.range[1]} y1={y(0)} y2={y(0)} stroke={colour.of('hair2')} />
      {shown.map(({ step, from, to, y: at }, i) => {
        const before = shown[i - 1]
        const text =
          step.revision && i > 0 ? number(step.value, 1) : `${quarterShort(step.period)} ${number(step.value, 1)}`
        const fits = textWidth(text, 11) + 4 <= to - from
        const says = wide ? fits : step.value === highest && shown.findIndex((s) => s.step.value === highest) === i
        return (
          <g key={`${step.day}-${step.period}`}>
            {before && (
              <Hair
                x1={from}
                x2={from}
                y1={before.y}
                y2={at}
                stroke={ink}
                width={1.3}
                {...(!step.revision && { dash: '1.5 2' })}
              />
            )}
            <Hair x1={from} x2={round2(to)} y1={at} y2={at} stroke={ink} width={1.8} />
            {says && (
              <Words x={round2(from + 4)} y={at - 5} size={11} fill={colour.of('ink')} halo={colour.of('paper')} narrow>
                {text}
              </Words>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** One 3 pixel line a board for each day it was read; boards outside the panel at 40 %, doubted days dashed. */
export function CoverageLines(
  props: Ink & { rows: readonly CoverageRow[]; time: TimeScale; top: number; rowHeight: number },
): ReactElement {
  const { colour, rows, time, top, rowHeight } = props
  const [left, right] = time.range
  return (
    <g>
      {rows.map((row, i) => {
        const y = round2(top + (i + 0.5) * rowHeight)
        return (
          <g key={row.company}>
            <Hair x1={left} x2={right} y1={y} y2={y} stroke={colour.of('hair')} dash="1 4" />
            {row.spans
              .filter((span) => span.last >= time.from && span.first <= time.to)
              .map((span) => {
                const from = Math.max(left, time.start(span.first))
                const to = Math.min(right, Math.max(time.start(addDays(span.last, 1)), from + 3))
                return (
                  <CoverageSpan
                    key={`${span.first}-${span.state}`}
                    colour={colour}
                    row={row}
                    state={span.state}
                    from={from}
                    to={round2(to)}
                    y={y}
                  />
                )
              })}
          </g>
        )
      })}
    </g>
  )
}

/** A stretch of days: solid where the reading is good, an outline where it is doubted. */
function CoverageSpan(
  props: Ink & { row: CoverageRow; state: 'good' | 'suspect'; from: number; to: number; y: number },
): ReactElement {
  const { colour, row, state, from, to, y } = props
  const opacity = row.inPanel ? undefined : 0.4
  if (state === 'good') {
    return (
      <rect x={from} y={y - 1.5} width={round2(to - from)} height={3} fill={colour.of('wave')} fillOpacity={opacity} />
    )
  }
  return (
    <line
      x1={from}
      x2={to}
      y1={y}
      y2={y}
      stroke={colour.of('land-line')}
      strokeWidth={3}
      strokeDasharray="2 2"
      strokeOpacity={opacity}
    />
  )
}

const COUNT_WORDS = ['', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine']

/** `the first three`, from which boards the line above is made; the rest stand below them. */
export function panelWords(rows: readonly CoverageRow[]): string {
  const inside = rows.filter((row) => row.inPanel).length
  if (inside === rows.length) return inside === 1 ? 'The line above uses it.' : 'The line above uses all of them.'
  if (inside === 0) return ''
  return inside === 1
    ? 'The line above uses the first.'
    : `The line above uses the first ${COUNT_WORDS[inside] ?? inside}.`
}
