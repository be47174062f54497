import type { ReactElement } from 'react'
import { spreadLabels } from './placing'
import { type Ink, NamedValue, Words } from './plot'
import { round2 } from './scales'
import { fitText, textWidth } from './text'

export interface EndLabel {
  key: string
  name: string
  value: string
  /** Small print in the line above, `6 of 7 days`. */
  note?: string | null
  /** Where the series ends, in pixels. */
  x: number
  y: number
  /** A 10 by 4 key in the series' colour, where lines differ by colour. */
  swatch?: string
  /** The name too is bold: the focused line. */
  strong?: boolean
}

/** A line that ends farther than this from the plot's right edge is named where it ends. */
const FAR_PX = 90

/** Names and last values at the ends of lines, at least 17 pixels apart, each with a leader to its line. */
export function EndLabels(
  props: Ink & {
    labels: readonly EndLabel[]
    /** Where names begin, in the right margin. */
    x: number
    plotRight: number
    top: number
    bottom: number
    /** Width of the right margin from `x` on. */
    room: number
    size?: number
  },
): ReactElement {
  const { labels, x, plotRight, room } = props
  const near = labels.filter((label) => plotRight - label.x <= FAR_PX)
  const far = labels.filter((label) => plotRight - label.x > FAR_PX)
  const edge = (group: readonly EndLabel[]) => Math.max(...group.map((label) => label.x))
  return (
    <g>
      {near.length > 0 && <Column {...props} labels={near} x={x} from={Math.min(edge(near) + 8, x - 8)} room={room} />}
      {far.length > 0 && (
        <Column {...props} labels={far} x={edge(far) + 26} from={edge(far) + 8} room={x + room - edge(far) - 26} over />
      )}
    </g>
  )
}

function Column(
  props: Ink & {
    labels: readonly EndLabel[]
    x: number
    from: number
    top: number
    bottom: number
    room: number
    size?: number
    /** Over the plot: words take a halo. */
    over?: boolean
  },
): ReactElement {
  const { colour, labels, x, from, top, bottom, room, size = 12, over } = props
  const gap = size + 5
  // A note takes a line of its own, wished just above the label it belongs to.
  const lines = labels.flatMap((label) => [
    ...(label.note ? [{ label, note: label.note, wish: label.y - gap }] : []),
    { label, note: null, wish: label.y },
  ])
  const placed = spreadLabels(
    lines.map((l) => l.wish),
    gap,
    top,
    bottom,
  )
  const halo = over ? { halo: colour.of('paper') } : {}
  return (
    <g>
      {lines.map(({ label, note }, i) => {
        const y = placed[i] ?? 0
        if (note !== null) {
          return (
            <Words key={`${label.key}-note`} x={x} y={round2(y + 4)} size={size} fill={colour.of('muted')} {...halo}>
              {fitText(note, room, size)}
            </Words>
          )
        }
        const textX = label.swatch ? x + 15 : x
        const left = room - (textX - x) - textWidth(` ${label.value}`, size, 600) - 2
        const name = fitText(label.name, left, size, label.strong ? 600 : 400)
        const bend = Math.max(from, x - 18)
        return (
          <g key={label.key}>
            <path
              d={`M${round2(from)},${label.y}H${round2(bend)}L${round2(Math.max(bend, x - 7))},${y}H${round2(x - 3)}`}
              fill="none"
              stroke={colour.of('hair2')}
              strokeWidth={1}
            />
            {label.swatch && <rect x={x} y={round2(y - 2)} width={10} height={4} fill={label.swatch} />}
            {label.strong ? (
              <Words x={textX} y={round2(y + 4)} size={size} weight={600} fill={colour.of('ink')} {...halo}>
                {`${name} ${label.value}`}
              </Words>
            ) : (
              <NamedValue
                x={textX}
                y={round2(y + 4)}
                size={size}
                fill={colour.of('ink')}
                name={name}
                value={label.value}
                {...halo}
              />
            )}
          </g>
        )
      })}
    </g>
  )
}
