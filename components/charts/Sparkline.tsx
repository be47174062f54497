/** A small trend for tiles and tables: plain SVG, drawn by the page itself. Starts at zero and keeps its gaps. */
import type { ReactElement } from 'react'
import { EventGlyph, type GlyphKind } from './glyphs'
import { linear, round2 } from './scales'
import { colours } from './tokens'
import type { IpoMark } from './types'

const colour = colours('page')

interface SparklineProps {
  /** Values in order, evenly spaced; null is a gap, never zero. */
  values: readonly (number | null)[]
  variant?: 'line' | 'bars'
  width?: number
  height?: number
  /** CSS colour of the marks. */
  paint?: string
  /** Fill under a line. */
  area?: string | null
  /** The last value is of a period that is not over: hollow point, dashed outline. */
  incomplete?: boolean
  /** In words; without them the drawing is decoration beside a number. */
  label?: string
}

/** Stretches of neighbouring values, as indices and values. */
function runsOfValues(values: readonly (number | null)[]): { i: number; value: number }[][] {
  const runs: { i: number; value: number }[][] = []
  let run: { i: number; value: number }[] = []
  values.forEach((value, i) => {
    if (value !== null && Number.isFinite(value)) {
      run.push({ i, value })
      return
    }
    if (run.length > 0) runs.push(run)
    run = []
  })
  if (run.length > 0) runs.push(run)
  return runs
}

export function Sparkline(props: SparklineProps): ReactElement {
  const {
    values,
    variant = 'line',
    width = 120,
    height = 28,
    paint = colour.of('wave'),
    area = null,
    incomplete = false,
    label,
  } = props
  const seen = values.filter((v): v is number => v !== null && Number.isFinite(v))
  const y = linear([Math.min(0, ...seen), Math.max(1e-9, ...seen)], [height - 2, 4])
  const name = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label, or is decoration beside its number and hidden
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} {...name}>
      {variant === 'bars' ? (
        <Bars values={values} width={width} y={y} paint={paint} incomplete={incomplete} />
      ) : (
        <Lines values={values} width={width} y={y} paint={paint} area={area} incomplete={incomplete} />
      )}
    </svg>
  )
}

function Lines(props: {
  values: readonly (number | null)[]
  width: number
  y: (value: number) => number
  paint: string
  area: string | null
  incomplete: boolean
}): ReactElement {
  const { values, width, y, paint, area, incomplete } = props
  const x = linear([0, Math.max(1, values.length - 1)], [3, width - 4])
  const runs = runsOfValues(values)
  const last = runs.at(-1)?.at(-1)
  const alone = (runs.at(-1)?.length ?? 0) === 1
  return (
    <g>
      {runs.map((run) => {
        const points = run.map((p) => `${x(p.i)},${y(p.value)}`).join('L')
        const from = run[0]
        const to = run.at(-1)
        if (!from || !to) return null
        if (run.length === 1) {
          return to === last ? null : <circle key={from.i} cx={x(from.i)} cy={y(from.value)} r={1.6} fill={paint} />
        }
        return (
          <g key={from.i}>
            {area && <path d={`M${x(from.i)},${y(0)}L${points}L${x(to.i)},${y(0)}Z`} fill={area} />}
            <path d={`M${points}`} fill="none" stroke={paint} strokeWidth={1.5} strokeLinejoin="round" />
          </g>
        )
      })}
      {last &&
        (incomplete || alone ? (
          <circle
            cx={x(last.i)}
            cy={y(last.value)}
            r={2.2}
            fill={colour.of('paper')}
            stroke={paint}
            strokeWidth={1.3}
          />
        ) : (
          <circle cx={x(last.i)} cy={y(last.value)} r={2} fill={paint} />
        ))}
    </g>
  )
}

function Bars(props: {
  values: readonly (number | null)[]
  width: number
  y: (value: number) => number
  paint: string
  incomplete: boolean
}): ReactElement {
  const { values, width, y, paint, incomplete } = props
  const pitch = width / Math.max(1, values.length)
  const bar = Math.max(1, pitch * 0.68)
  return (
    <g>
      {values.map((value, i) => {
        if (value === null || !Number.isFinite(value)) return null
        const top = Math.min(y(value), y(0))
        const size = Math.max(value === 0 ? 0.75 : 1, Math.abs(y(0) - y(value)))
        const x = round2(i * pitch + (pitch - bar) / 2)
        if (incomplete && i === values.length - 1) {
          return (
            <rect
              key={i}
              x={round2(x + 0.5)}
              y={round2(top + 0.5)}
              width={round2(Math.max(0.5, bar - 1))}
              height={round2(Math.max(0.5, size - 1))}
              fill="none"
              stroke={paint}
              strokeDasharray="2 2"
            />
          )
        }
        return <rect key={i} x={x} y={round2(top)} width={round2(bar)} height={round2(size)} fill={paint} />
      })}
    </g>
  )
}

/** A row of event glyphs in the order of their days, for a tile that counts events: at most as many as fit. */
export function GlyphRow(props: {
  marks: readonly { kind: GlyphKind; stage?: IpoMark['stage']; debt?: boolean }[]
  width?: number
  label?: string
}): ReactElement {
  const { marks, width = 120, label } = props
  const pitch = Math.max(11, Math.min(18, width / Math.max(1, marks.length)))
  const shown = marks.slice(-Math.max(1, Math.floor(width / pitch)))
  const name = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true }
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: as above
    <svg width={width} height={18} viewBox={`0 0 ${width} 18`} {...name}>
      {shown.map((mark, i) => (
        <g key={i} transform={`translate(${round2(i * pitch)} 1)`}>
          <EventGlyph {...mark} colour={colour} />
        </g>
      ))}
    </svg>
  )
}
