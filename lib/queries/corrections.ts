import { inPlainWords } from '@/lib/analytics/plainWords'
import { wilson } from '@/lib/analytics/proportion'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import type { CorrectionRow } from './rowTypes'

/** Newest corrections that an answer has. */
const MAX_ROWS = 1_000

/** What operators said of signals, the newest first, with what was undone. */
export async function corrections(view: View, db: Db): Promise<Answer<CorrectionRow>> {
  const rows = await db.correction.findMany({ orderBy: { id: 'desc' }, take: MAX_ROWS })
  return { rows: rows.map(rowOf), unit: 'corrections', view, notes: [(await measuredPrecision(db)).words] }
}

/** Those of these signals that stand, the oldest first. */
export async function standingCorrections(db: Db, signalIds: readonly string[]): Promise<CorrectionRow[]> {
  const rows = await db.correction.findMany({
    where: { signalId: { in: [...signalIds] }, undoneAt: null },
    orderBy: { id: 'asc' },
  })
  return rows.map(rowOf)
}

type Stored = Awaited<ReturnType<Db['correction']['findMany']>>[number]

const rowOf = (c: Stored): CorrectionRow => ({
  id: String(c.id),
  signalId: c.signalId,
  action: c.action,
  before: c.before,
  after: c.after,
  summary: inPlainWords(c.summary),
  signalType: c.signalType,
  reason: c.reason,
  by: c.by,
  at: c.at.toISOString(),
  undoneAt: c.undoneAt?.toISOString() ?? null,
  undoneWhy: c.undoneWhy,
})

export interface TypePrecision {
  /** A type of signal, or `all`. */
  type: string
  /** Signals that an operator looked at: confirmed or corrected. */
  reviewed: number
  /** Of these, how many were corrected in anything. */
  corrected: number
  /** 0..1; null where none was reviewed. */
  precision: number | null
  /** 90 % interval by Wilson's score; null where none was reviewed. */
  low: number | null
  high: number | null
}

/**
 * How often the extractor was right where an operator looked: a signal counts once, as corrected when any correction of it stands.
 * What is looked at is not drawn at random, and the words say so.
 */
export async function measuredPrecision(db: Db): Promise<{ rows: TypePrecision[]; words: string }> {
  const counted = await db.$queryRaw<{ type: string; reviewed: number; corrected: number }[]>`
    SELECT type, count(*)::int AS reviewed, (count(*) FILTER (WHERE wrong))::int AS corrected FROM (
      SELECT signal_id, min(signal_type) AS type, bool_or(action <> 'confirm') AS wrong
      FROM corrections WHERE undone_at IS NULL GROUP BY signal_id
    ) s GROUP BY type ORDER BY reviewed DESC, type`
  const sum = (key: 'reviewed' | 'corrected') => counted.reduce((n, r) => n + r[key], 0)
  const rows = [{ type: 'all', reviewed: sum('reviewed'), corrected: sum('corrected') }, ...counted].map((r) => {
    const interval = r.reviewed === 0 ? null : wilson(r.reviewed - r.corrected, r.reviewed)
    return {
      ...r,
      precision: interval?.share ?? null,
      low: interval?.low ?? null,
      high: interval?.high ?? null,
    }
  })
  const [all] = rows
  if (!all || all.precision === null)
    return { rows: [], words: 'No signal was reviewed yet, so no precision is measured here.' }
  const percent = (share: number | null) => `${Math.round((share ?? 0) * 100)}%`
  return {
    rows,
    words: `${all.corrected} corrected of ${all.reviewed} reviewed: precision so far ${percent(all.precision)} (90% interval ${percent(all.low)} to ${percent(all.high)}). What was reviewed was chosen by the operator, not by chance.`,
  }
}
