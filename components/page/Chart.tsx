'use client'
import { useEffect, useRef } from 'react'
import { LiveChart, type LiveDrawing } from '@/components/charts/LiveChart'
import type { ChartDataByName, ChartName, ChartPick } from '@/components/charts/types'
import { EVIDENCE_EVENT, type EvidenceAsked } from './Evidence'

/** A chart that is alive: what a reader picks in it is asked for in the page's evidence panel. */
export function Chart<Name extends ChartName>({
  name,
  data,
  drawings,
  label,
  viewQuery,
  role,
  company,
}: {
  name: Name
  data: ChartDataByName[Name]
  drawings: readonly LiveDrawing[]
  label: string
  /** The view as search parameters: evidence is asked for under the same view. */
  viewQuery: string
  /** What the chart as a whole is about, for marks that do not say it themselves. */
  role?: string | undefined
  company?: string | undefined
}) {
  const root = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const host = root.current
    host?.addEventListener('focusin', toTheProbe)
    return () => host?.removeEventListener('focusin', toTheProbe)
  }, [])
  return (
    <div ref={root}>
      <LiveChart
        name={name}
        data={data}
        drawings={drawings}
        label={label}
        onPick={(pick) => ask({ ...(role && { role }), ...(company && { company }), ...pick }, viewQuery)}
      />
    </div>
  )
}

/**
 * Browsers let the Tab key stop at an SVG group that listens for focus, and the layers of a live chart do, because React
 * renders into them. One chart is one stop: the layers leave the order and hand over to the chart's own slider.
 */
function toTheProbe(event: FocusEvent): void {
  const host = event.currentTarget
  if (!(host instanceof HTMLElement) || !(event.target instanceof SVGGElement)) return
  for (const layer of host.querySelectorAll('g[class^="recharts-zIndex-layer"]')) layer.setAttribute('tabindex', '-1')
  host.querySelector<SVGElement>('[role="slider"]')?.focus({ preventScroll: true })
}

function ask(pick: ChartPick, viewQuery: string): void {
  const params = new URLSearchParams(viewQuery)
  const own = {
    chart: pick.chart,
    first: pick.first,
    last: pick.last,
    evidenceRole: pick.role,
    evidenceCompany: pick.company,
    signalId: pick.signalId,
  }
  for (const [key, value] of Object.entries(own)) if (value) params.set(key, value)
  const focused = document.activeElement
  // A live chart's slider is an SVG element; focus goes back to it when the evidence closes.
  const from = focused instanceof HTMLElement || focused instanceof SVGElement ? focused : null
  const detail: EvidenceAsked = { query: `?${params}`, from }
  window.dispatchEvent(new CustomEvent(EVIDENCE_EVENT, { detail }))
}
