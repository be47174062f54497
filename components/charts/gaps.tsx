import type { ReactElement } from 'react'
import { ReferenceArea, ReferenceLine } from 'recharts'
import { dayNumber } from '@/lib/dates'
import { Words } from './plot'
import { round2, type TimeScale } from './scales'
import { textWidth, wrapText } from './text'
import type { Colours } from './tokens'
import type { Gap } from './types'

/**
 * Ground and edges of what was not covered, in band `axis` between `low` and `high` of its domain. Called as a function
 * by a definition, whose x axis counts days.
 */
export function gapParts(
  gaps: readonly Gap[],
  time: TimeScale,
  colour: Colours,
  axis: string,
  low: number,
  high: number,
) {
  return gaps.flatMap((gap) => {
    const x1 = dayNumber(gap.first)
    const x2 = dayNumber(gap.last) + 1
    const edges = [...(gap.first > time.from ? [x1] : []), ...(gap.last < time.to ? [x2] : [])]
    return [
      <ReferenceArea
        key={`ground-${gap.first}`}
        yAxisId={axis}
        x1={x1}
        x2={x2}
        y1={low}
        y2={high}
        ifOverflow="hidden"
        fill={colour.of('land')}
        fillOpacity={1}
        stroke="none"
      />,
      ...edges.map((x) => (
        <ReferenceLine
          key={`edge-${x}`}
          yAxisId={axis}
          segment={[
            { x, y: low },
            { x, y: high },
          ]}
          ifOverflow="hidden"
          stroke={colour.of('land-line')}
          strokeDasharray="4 4"
        />
      )),
    ]
  })
}

interface GapWordsProps {
  gaps: readonly Gap[]
  time: TimeScale
  /** Baseline of the first line. */
  y: number
  size?: number
  /** Leave out the words of gaps that are narrower than this many pixels. */
  least?: number
  /** Leave out words that would not stay inside their gap. */
  inside?: boolean
}

const LINE = 16

/**
 * Where the words on the ground stand: title and detail, wrapped to its width. A narrow gap takes them over its edges,
 * and none where they would meet the words of a wider gap.
 */
export function gapWords({ gaps, time, y, size = 13, least = 8, inside = false }: GapWordsProps) {
  const [left, right] = time.range
  const taken: { left: number; right: number }[] = []
  return [...gaps]
    .sort((a, b) => time.end(b.last) - time.start(b.first) - (time.end(a.last) - time.start(a.first)))
    .flatMap((gap) => {
      const from = time.start(gap.first)
      const to = time.end(gap.last)
      if (to - from < least) return []
      const room = Math.max(to - from - 16, 128)
      const title = wrapText(gap.title, room, size, 600, 3)
      const detail = wrapText(gap.detail, room, size, 400, 4)
      const width = Math.max(
        0,
        ...title.map((line) => textWidth(line, size, 600)),
        ...detail.map((line) => textWidth(line, size)),
      )
      if (inside && width > to - from - 8) return []
      const middle = Math.max(left + width / 2 + 2, Math.min((from + to) / 2, right - width / 2 - 2))
      const lines = title.length + detail.length
      const box = {
        left: middle - width / 2,
        right: middle + width / 2,
        top: y - 12,
        bottom: y + (lines - 1) * LINE + 4,
      }
      if (taken.some((t) => box.left < t.right + 6 && box.right > t.left - 6)) return []
      taken.push(box)
      return [{ gap, x: round2(middle), title, detail, box }]
    })
}

/** Heights in a plot where words may stand, from a little under its top to a little over its foot. */
export const heightsFor = (top: number, bottom: number): number[] =>
  Array.from({ length: 7 }, (_, i) => Math.round(top + 24 + ((bottom - top - 90) * i) / 6))

/** Of several heights the one where the words cover fewest points of the lines; the first of equals. */
export function clearestY(
  props: Omit<GapWordsProps, 'y'>,
  heights: readonly number[],
  lines: readonly { x: number; y: number }[],
): number {
  let best = heights[0] ?? 0
  let least = Infinity
  for (const y of heights) {
    const boxes = gapWords({ ...props, y }).map(({ box }) => box)
    const covered = lines.filter((p) =>
      boxes.some((box) => p.x > box.left - 3 && p.x < box.right + 3 && p.y > box.top - 3 && p.y < box.bottom + 3),
    ).length
    if (covered < least) {
      least = covered
      best = y
    }
  }
  return best
}

export function GapWords(props: GapWordsProps & { colour: Colours }): ReactElement {
  const { colour, y, size = 13 } = props
  return (
    <g>
      {gapWords(props).map(({ gap, x, title, detail }) => (
        <g key={gap.first}>
          {[...title, ...detail].map((line, i) => (
            <Words
              key={`${i}-${line}`}
              x={x}
              y={y + i * LINE}
              size={size}
              weight={i < title.length ? 600 : 400}
              fill={colour.of('land-ink')}
              anchor="middle"
              halo={colour.of('land')}
            >
              {line}
            </Words>
          ))}
        </g>
      ))}
    </g>
  )
}
