import type { Tx } from '@/lib/db/client'
import type { SignalRowToStore } from './resolveTellings'

export const CORRECTION_ACTIONS = ['confirm', 'reject', 'roles', 'company', 'type'] as const
export type CorrectionAction = (typeof CORRECTION_ACTIONS)[number]

/** A correction that stands. */
export interface Correction {
  signalId: string
  action: CorrectionAction
  after: unknown
}

/** The corrections of these signals that were not undone, the oldest first. */
export async function correctionsOf(tx: Tx, signalIds: readonly string[]): Promise<Correction[]> {
  return await tx.$queryRaw<Correction[]>`
    SELECT signal_id AS "signalId", action, after FROM corrections
    WHERE signal_id = ANY(${[...new Set(signalIds)]}::text[]) AND undone_at IS NULL ORDER BY id`
}

/** A signal as the operator says that it is, the latest word on each thing; null where the signal was rejected. Pure. */
export function corrected(row: SignalRowToStore, corrections: readonly Correction[]): SignalRowToStore | null {
  let said: SignalRowToStore | null = row
  for (const c of corrections) {
    if (c.action === 'reject') said = null
    if (said === null) continue
    if (c.action === 'roles' && Array.isArray(c.after)) said = { ...said, roles: c.after.map(String) }
    if (c.action === 'type' && typeof c.after === 'string') said = { ...said, type: c.after }
    if (c.action === 'company' && typeof c.after === 'object') {
      const { slug = null, name = null } = (c.after ?? {}) as { slug?: string | null; name?: string | null }
      said = { ...said, company_slug: slug, company_name: slug === null ? name : null }
    }
  }
  return said
}
