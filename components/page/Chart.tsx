'use client'
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
}: {
  name: Name
  data: ChartDataByName[Name]
  drawings: readonly LiveDrawing[]
  label: string
  /** The view as search parameters: evidence is asked for under the same view. */
  viewQuery: string
}) {
  return <LiveChart name={name} data={data} drawings={drawings} label={label} onPick={(pick) => ask(pick, viewQuery)} />
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
  const from = document.activeElement instanceof HTMLElement ? document.activeElement : null
  const detail: EvidenceAsked = { query: `?${params}`, from }
  window.dispatchEvent(new CustomEvent(EVIDENCE_EVENT, { detail }))
}
