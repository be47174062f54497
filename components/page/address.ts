/** Addresses within the product. Equal views have equal addresses, so that a link reproduces what it was copied from. */
import type { EvidenceRef } from '@/lib/queries/types'
import { type View, viewParams } from '@/lib/view'

export type Extra = Record<string, string | number | null | undefined>

function withQuery(path: string, params: URLSearchParams, extra: Extra): string {
  for (const [key, value] of Object.entries(extra)) {
    if (value !== null && value !== undefined && value !== '') params.set(key, String(value))
  }
  const query = params.toString()
  return query ? `${path}?${query}` : path
}

/** A page with the view it shows, some of it changed. */
export const pageAddress = (path: string, view: View, change: Partial<View> = {}, extra: Extra = {}): string =>
  withQuery(path, viewParams({ ...view, ...change }), extra)

/** A chart in one of its forms, `/charts/hiring-trend.svg?…`. */
export const chartAddress = (name: string, extension: string, view: View, params: Extra = {}): string =>
  withQuery(`/charts/${name}.${extension}`, viewParams(view), params)

/** What to ask for the evidence behind a number, as search parameters. The view's own keys keep their names. */
function evidenceParams(ref: EvidenceRef, view: View): URLSearchParams {
  const params = viewParams(view)
  const own: Extra = {
    chart: ref.chart,
    first: ref.first,
    last: ref.last,
    evidenceRole: ref.role,
    evidenceCompany: ref.company,
    signalId: ref.signalId,
  }
  for (const [key, value] of Object.entries(own)) if (value) params.set(key, String(value))
  return params
}

/** The page of the evidence: where a door leads without JavaScript. */
export const evidenceAddress = (ref: EvidenceRef, view: View): string => `/evidence?${evidenceParams(ref, view)}`
