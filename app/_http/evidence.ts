import type { Db } from '@/lib/db/client'
import { chartAnswer, evidence } from '@/lib/queries'
import type { EvidenceData, EvidenceQuery } from '@/lib/queries/types'
import { isRoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'

/**
 * The evidence behind a mark. A bar of `role-pay` is one posting, not a signal: its id leads to the posting itself, as it
 * stood on the board on the last day that it was seen.
 */
export async function evidenceOf(query: EvidenceQuery, view: View, db: Db): Promise<EvidenceData> {
  const { chart, signalId, role } = query
  if (chart !== 'role-pay' || !signalId || !role || !isRoleSlug(role)) return evidence(query, view, db)
  const { rows } = await chartAnswer('role-pay', view, { role }, db)
  const bar = rows.find((row) => row.posting === signalId)
  if (!bar) return evidence({ chart, role }, view, db)
  const day = String(bar.lastSeen)
  const found = await evidence({ chart, role, company: String(bar.company), first: day, last: day }, view, db)
  const own = found.postings.rows.filter((posting) => posting.id === signalId)
  const pay = [bar.payMin, bar.payMax].map((amount) => Number(amount).toLocaleString('en-US')).join(' to ')
  return {
    label: `${String(bar.title)}: ${pay} ${String(bar.currency)} a year, as posted`,
    postings: own.length > 0 ? { total: own.length, rows: own } : found.postings,
    events: [],
    eventsTotal: 0,
    method: found.method,
  }
}

/** Evidence as rows of a file: postings first, then events with what was published about them. */
export function evidenceRows(data: EvidenceData) {
  const none = { lastSeen: null, role: null, location: null, quote: null, publisher: null, knownOn: null }
  return [
    ...data.postings.rows.map((p) => ({
      kind: 'posting',
      day: p.firstSeen,
      company: p.companyName,
      words: p.title,
      address: p.url,
      ...none,
      lastSeen: p.lastSeen,
      role: p.role,
      location: p.location,
    })),
    ...data.events.flatMap((s) =>
      (s.evidence.length ? s.evidence : [null]).map((e) => ({
        kind: s.type,
        day: s.occurredOn,
        company: s.companyName,
        words: s.summary,
        address: e?.address ?? null,
        ...none,
        quote: e?.quote ?? (e?.titleIs === 'published' ? e.title : null),
        publisher: e?.publisher ?? null,
        knownOn: s.knownOn,
      })),
    ),
  ]
}
