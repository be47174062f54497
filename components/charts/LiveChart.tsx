'use client'
import { type ComponentType, type CSSProperties, useCallback, useEffect, useRef, useState } from 'react'
import { ChartTip } from './ChartTip'
import { ChartLabel } from './chart-label'
import { firstInteraction } from './first-interaction'
import { liveDefinition } from './live-definitions'
import { sharedDrawing } from './shared-drawings'
import type { ChartDataByName, ChartName, ChartPick, ChartPoint, ChartProps, Theme } from './types'

export interface LiveDrawing {
  /** Key under which the server shared the drawing's SVG. */
  key: string
  width: number
  height: number
  /** The SVG itself, for places without a server that shares drawings. */
  svg?: string
}

export interface LiveChartProps<Name extends ChartName> {
  name: Name
  data: ChartDataByName[Name]
  /** The widest first; the page's `.drawing .wide` and `.narrow` say which is shown. */
  drawings: readonly LiveDrawing[]
  theme?: Theme
  /** What the chart shows, in words. */
  label: string
  onPick?: (pick: ChartPick) => void
}

/** A drawing takes its own size, or the width there is, with its height following: nothing jumps when it wakes. */
const placeOf = ({ width, height }: LiveDrawing): CSSProperties => ({
  maxWidth: width,
  aspectRatio: `${width} / ${height}`,
})

/**
 * A chart that is there at once as the server drew it, and comes alive when it is pointed at, focused, or when the
 * browser is idle after the reader's first move on the page: then the same definition is mounted over the drawing, pixel on pixel. Recharts is loaded only then.
 */
export function LiveChart<Name extends ChartName>(props: LiveChartProps<Name>) {
  const { name, data, drawings, theme = 'page', label, onPick } = props
  const root = useRef<HTMLDivElement>(null)
  const [definition, setDefinition] = useState<{ Component: ComponentType<ChartProps<unknown>> } | null>(null)
  const [shown, setShown] = useState<{ index: number; scale: number } | null>(null)
  const [settled, setSettled] = useState(false)
  const [point, setPoint] = useState<ChartPoint | null>(null)
  const asked = useRef(false)
  const reached = useRef(false)

  const wake = useCallback(() => {
    if (asked.current) return
    asked.current = true
    liveDefinition(name).then(
      (Component) => setDefinition({ Component }),
      // The drawing stays as it is; the next touch tries again.
      () => {
        asked.current = false
      },
    )
  }, [name])

  useEffect(() => {
    const host = root.current
    if (!host) return
    // After a navigation inside the browser no server HTML came with the leaf.
    if (!host.querySelector('.drawing-still > svg')) wake()
    // Idle time is spent on what the reader sees; a chart farther down waits until it is touched.
    const wakeIfSeen = () => {
      const { top, bottom } = host.getBoundingClientRect()
      if (bottom > 0 && top < window.innerHeight) wake()
    }
    let left = false
    let idle = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    firstInteraction().then(() => {
      if (left) return
      if (typeof requestIdleCallback === 'function') idle = requestIdleCallback(wakeIfSeen, { timeout: 15_000 })
      else timer = setTimeout(wakeIfSeen, 4000)
    })
    return () => {
      left = true
      if (idle) cancelIdleCallback(idle)
      clearTimeout(timer)
    }
  }, [wake])

  useEffect(() => {
    const host = root.current
    if (!host || !definition) return
    const measure = () => {
      const stills = [...host.querySelectorAll<HTMLElement>(':scope > .drawing-still')]
      const index = stills.findIndex((still) => still.offsetWidth > 0)
      const drawing = drawings[index]
      if (!drawing) return
      const scale = Math.min(1, (stills[index]?.offsetWidth ?? drawing.width) / drawing.width)
      setShown((before) => (before?.index === index && before.scale === scale ? before : { index, scale }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(host)
    return () => observer.disconnect()
  }, [definition, drawings])

  useEffect(() => {
    if (!shown) return
    // Recharts places its parts in effects: two frames later all of them stand.
    let second = 0
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => setSettled(true))
    })
    return () => {
      cancelAnimationFrame(first)
      cancelAnimationFrame(second)
    }
  }, [shown])

  // Whoever reached the drawing by keyboard goes on in the live chart.
  useEffect(() => {
    if (settled && reached.current)
      root.current?.querySelector<SVGElement>('.chart-probe')?.focus({ preventScroll: true })
  }, [settled])

  const drawing = shown ? drawings[shown.index] : undefined
  const Chart = definition?.Component
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form; this is a drawing with its slider
    <div
      className={settled ? 'drawing live' : 'drawing'}
      style={{ position: 'relative' }}
      ref={root}
      tabIndex={settled ? undefined : 0}
      role="group"
      aria-label={label}
      onPointerEnter={wake}
      onPointerDown={wake}
      onFocus={(event) => {
        reached.current = event.target === event.currentTarget
        wake()
      }}
      onBlur={() => {
        if (!settled) reached.current = false
      }}
    >
      {drawings.map((d, i) => (
        <div
          key={d.width}
          className={`drawing-still ${i === 0 ? 'wide' : 'narrow'}`}
          style={{ ...placeOf(d), ...(settled && { visibility: 'hidden' }) }}
          suppressHydrationWarning
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own serialiser made it; every text in it is escaped
          dangerouslySetInnerHTML={{
            __html: (typeof window === 'undefined' ? sharedDrawing(d.key) : undefined) ?? d.svg ?? '',
          }}
        />
      ))}
      {Chart && drawing && shown && (
        <div
          className="drawing-live"
          style={{
            position: 'absolute',
            top: 0,
            left: 0,
            width: drawing.width,
            height: drawing.height,
            transformOrigin: '0 0',
            ...(shown.scale < 1 && { transform: `scale(${shown.scale})` }),
            ...(!settled && { visibility: 'hidden' }),
          }}
        >
          <ChartLabel value={label}>
            <Chart
              data={data}
              width={drawing.width}
              theme={theme}
              interactive
              onPoint={setPoint}
              {...(onPick && { onPick })}
            />
          </ChartLabel>
          {point && settled && <ChartTip point={point} width={drawing.width} evidence={onPick !== undefined} />}
        </div>
      )}
    </div>
  )
}
