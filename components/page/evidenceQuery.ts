/** Reads the question for evidence out of an address. The view's keys keep their names; the mark's own have others. */
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import type { EvidenceQuery } from '@/lib/queries/types'
import { type SearchParams, strictView, type View } from '@/lib/view'

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.at(-1) : value)

/** Throws `bad-view` for a field that cannot be used, and `bad-input` when no chart is named. */
export function readEvidence(params: SearchParams): { query: EvidenceQuery; view: View } {
  const view = strictView(params)
  const chart = one(params.chart)
  if (!chart) {
    throw new WaveError('bad-input', 'No chart is named.', 'Add chart=NAME, for example chart=hiring-trend.')
  }
  const query: EvidenceQuery = { chart }
  for (const field of ['first', 'last'] as const) {
    const value = one(params[field])
    if (!value) continue
    if (isDay(value)) query[field] = value
    else throw new WaveError('bad-input', `${field}=${params[field]} is not a day.`, 'Write it like 2026-02-16.')
  }
  const role = one(params.evidenceRole)
  const company = one(params.evidenceCompany)
  const signalId = one(params.signalId)
  if (role) query.role = role
  if (company) query.company = company
  if (signalId) query.signalId = signalId
  const page = one(params.page)
  if (page !== undefined) {
    if (!/^[1-9]\d{0,5}$/.test(page))
      throw new WaveError('bad-input', `page=${page.slice(0, 40)} is no page.`, 'Pages count from 1.')
    query.page = Number(page)
  }
  return { query, view }
}
