/**
 * What a reader points with: one crosshair through the whole drawing, moved by pointer or arrow keys. Drawn only when a
 * chart is interactive, and nothing of it is visible until it is used.
 */
import { type KeyboardEvent, type MouseEvent, type ReactElement, useContext, useEffect, useRef, useState } from 'react'
import { ChartLabel } from './chart-label'
import type { Colours } from './tokens'
import type { ChartPick, ChartPoint } from './types'

export interface StopLine {
  key: string
  label: string
  /** In words, with its unit where the label does not name it. */
  value: string
  colour?: string
  /** Where its ring stands; null where nothing was observed. `x` only where it is not the stop's own. */
  y: number | null
  x?: number
  /** Value by which lines are listed, greatest first; lines without one keep their order at the end. */
  size?: number
  role?: string
  company?: string
  signalId?: string
}

/** A place the crosshair stops at: a period, a day, a row. */
export interface Stop {
  x: number
  /** Set on charts of rows: the stop is a row at this height and the crosshair lies flat. */
  rowY?: number
  /** From `rowY` to the foot of the row. */
  rowFoot?: number
  label: string
  first: string
  last: string
  lines: StopLine[]
}

export interface ProbeProps {
  chart: string
  width: number
  height: number
  top: number
  bottom: number
  stops: readonly Stop[]
  colour: Colours
  onPick?: ((pick: ChartPick) => void) | undefined
  onPoint?: ((point: ChartPoint | null) => void) | undefined
}

interface Place {
  stop: number
  line: number
}

/** Greatest value first, then those without a value in their own order. */
const byValue = (lines: readonly StopLine[]): StopLine[] =>
  lines
    .map((line, i) => ({ line, i }))
    .sort((a, b) => (b.line.size ?? -Infinity) - (a.line.size ?? -Infinity) || a.i - b.i)
    .map(({ line }) => line)

/** The stop nearest to a place in the drawing, and its line nearest in height. */
export function nearestPlace(stops: readonly Stop[], x: number, y: number): Place | null {
  let stop = -1
  let best = Infinity
  stops.forEach((s, i) => {
    const distance = s.rowY === undefined ? Math.abs(s.x - x) : Math.abs(s.rowY - y)
    if (distance < best) {
      best = distance
      stop = i
    }
  })
  const at = stops[stop]
  if (!at) return null
  let line = 0
  best = Infinity
  byValue(at.lines).forEach((l, i) => {
    const distance = at.rowY === undefined ? Math.abs((l.y ?? Infinity) - y) : Math.abs((l.x ?? at.x) - x)
    if (distance < best) {
      best = distance
      line = i
    }
  })
  return { stop, line }
}

/** The place after an arrow key: along the axis by stop, across it by line; null for a key that does not move. */
export function movedPlace(stops: readonly Stop[], place: Place | null, key: string): Place | null {
  const flat = stops[0]?.rowY !== undefined
  const last = stops.length - 1
  if (last < 0) return null
  const [back, on, up, down] = flat
    ? ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']
    : ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown']
  if (key === 'Home') return { stop: 0, line: place?.line ?? 0 }
  if (key === 'End') return { stop: last, line: place?.line ?? 0 }
  if (![back, on, up, down].includes(key)) return null
  if (!place) return { stop: flat ? 0 : last, line: 0 }
  const lines = stops[place.stop]?.lines.length ?? 1
  if (key === back) return { ...place, stop: Math.max(0, place.stop - 1) }
  if (key === on) return { ...place, stop: Math.min(last, place.stop + 1) }
  if (key === up) return { ...place, line: Math.max(0, Math.min(place.line, lines - 1) - 1) }
  return { ...place, line: Math.min(lines - 1, place.line + 1) }
}

/** What the tooltip shows at a place. */
export function pointAt(stops: readonly Stop[], place: Place): ChartPoint | null {
  const stop = stops[place.stop]
  if (!stop) return null
  const lines = byValue(stop.lines)
  const active = Math.min(place.line, lines.length - 1)
  return {
    x: stop.x,
    y: stop.rowY ?? lines[active]?.y ?? 0,
    label: stop.label,
    lines: lines.map((line, i) => ({
      key: line.key,
      label: line.label,
      value: line.value,
      colour: line.colour ?? null,
      active: i === active,
    })),
  }
}

/** What Enter or a click asks evidence for. */
export function pickAt(chart: string, stops: readonly Stop[], place: Place): ChartPick | null {
  const stop = stops[place.stop]
  if (!stop) return null
  const lines = byValue(stop.lines)
  const line = lines[Math.min(place.line, lines.length - 1)]
  return {
    chart,
    label: line ? `${stop.label}: ${line.label} ${line.value}` : stop.label,
    first: stop.first,
    last: stop.last,
    ...(line?.role && { role: line.role }),
    ...(line?.company && { company: line.company }),
    ...(line?.signalId && { signalId: line.signalId }),
  }
}

export function Probe(props: ProbeProps): ReactElement {
  const { chart, width, height, top, bottom, stops, colour, onPick, onPoint } = props
  const label = useContext(ChartLabel)
  const [place, setPlace] = useState<Place | null>(null)
  const [pinned, setPinned] = useState(false)
  const [reached, setReached] = useState(false)
  const tell = useRef(onPoint)
  tell.current = onPoint
  const point = place ? pointAt(stops, place) : null
  const key = place ? `${place.stop}:${place.line}` : ''
  // biome-ignore lint/correctness/useExhaustiveDependencies: the point is made anew each time, its key tells when it is another
  useEffect(() => {
    tell.current?.(point)
  }, [key])

  const at = (event: MouseEvent<SVGElement>): Place | null => {
    const box = event.currentTarget.getBoundingClientRect()
    if (box.width === 0 || box.height === 0) return null
    return nearestPlace(
      stops,
      ((event.clientX - box.left) / box.width) * width,
      ((event.clientY - box.top) / box.height) * height,
    )
  }
  const pick = (where: Place | null) => {
    const picked = where && pickAt(chart, stops, where)
    if (!picked) return
    setPlace(where)
    setPinned(true)
    onPick?.(picked)
  }
  const letGo = () => {
    setPlace(null)
    setPinned(false)
  }
  const onKeyDown = (event: KeyboardEvent<SVGElement>) => {
    if (event.key === 'Escape') return letGo()
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      return pick(place)
    }
    const moved = movedPlace(stops, place, event.key)
    if (!moved) return
    event.preventDefault()
    setPlace(moved)
  }
  const stop = place && stops[place.stop]
  const line = stop && place && byValue(stop.lines)[Math.min(place.line, stop.lines.length - 1)]
  return (
    <g>
      {stop &&
        (stop.rowY === undefined ? (
          <line x1={stop.x} x2={stop.x} y1={top} y2={bottom} stroke={colour.of('ink')} strokeWidth={1} />
        ) : (
          <line
            x1={0}
            x2={width}
            y1={stop.rowY + (stop.rowFoot ?? 14)}
            y2={stop.rowY + (stop.rowFoot ?? 14)}
            stroke={colour.of('ink')}
            strokeWidth={1}
          />
        ))}
      {stop && line?.y != null && (
        <circle cx={line.x ?? stop.x} cy={line.y} r={7} fill="none" stroke={colour.of('accent')} strokeWidth={2} />
      )}
      {reached && !stop && (
        <rect
          x={1}
          y={1}
          width={width - 2}
          height={height - 2}
          fill="none"
          stroke={colour.of('accent')}
          strokeWidth={2}
        />
      )}
      <rect
        className="chart-probe"
        role="slider"
        tabIndex={0}
        aria-label={label ? `Point of the chart: ${label}` : 'Point of the chart'}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, stops.length - 1)}
        aria-valuenow={place?.stop ?? 0}
        aria-valuetext={point ? inWords(point) : 'Arrow keys move through the chart'}
        x={0}
        y={0}
        width={width}
        height={height}
        fill="none"
        pointerEvents="all"
        onKeyDown={onKeyDown}
        // An outline would be cut off at the drawing's edge.
        style={{ outline: 'none' }}
        onFocus={(event) => setReached(event.currentTarget.matches(':focus-visible'))}
        onBlur={() => setReached(false)}
        onPointerMove={(event) => event.pointerType !== 'touch' && !pinned && setPlace(at(event))}
        onPointerLeave={(event) => event.pointerType !== 'touch' && !pinned && setPlace(null)}
        onClick={(event) => {
          const where = at(event)
          const again = where && place && where.stop === place.stop
          // A first tap shows, the second asks for evidence; a mouse has shown it by hovering.
          if (again) pick(where)
          else {
            setPinned(false)
            setPlace(where)
          }
        }}
      />
    </g>
  )
}

/** A place of the chart as a screen reader says it. */
export const inWords = (point: ChartPoint): string => {
  const active = point.lines.find((line) => line.active)
  return active ? `${point.label}: ${active.label} ${active.value}` : point.label
}
