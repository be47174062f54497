import { createHash } from 'node:crypto'
import type { Day } from '@/lib/dates'
import type { Db } from './client'

/** How many charts are kept frozen, and how large they may be, one and all, in bytes. They are never dropped, so they are bounded. */
export const FROZEN_LIMITS = { charts: 5_000, one: 12_000_000, all: 2_000_000_000 } as const

export interface FrozenDraft {
  id: string
  chart: string
  query: string
  title: string
  knownOn: Day
  data: number
  changedAt: Date | null
  reference: string | null
  rules: string
  archive: Uint8Array
}

/**
 * The id of a frozen chart: the same view of the same data read by the same rules has the same. When the data last changed tells
 * version 7 of one database's life from version 7 of another's.
 */
export function frozenId(
  asked: Pick<FrozenDraft, 'chart' | 'query' | 'data' | 'changedAt' | 'reference' | 'rules'>,
): string {
  const { chart, query, data, changedAt, reference, rules } = asked
  const hash = createHash('sha256')
    .update(JSON.stringify([chart, query, data, changedAt?.toISOString() ?? null, reference, rules]))
    .digest()
  const letters = 'abcdefghijklmnopqrstuvwxyz234567'
  return [...hash.subarray(0, 12)].map((byte) => letters[byte % 32]).join('')
}

/** Keeps a chart. False where the limits are reached; true also where another process kept the same in this instant. */
export async function keepFrozen(
  db: Db,
  draft: FrozenDraft,
  limits: { charts: number; all: number } = FROZEN_LIMITS,
): Promise<boolean> {
  // One statement, so that two at a time cannot both take the last place by much.
  const kept = await db.$executeRaw`
    INSERT INTO frozen_charts
      (id, chart, query, title, known_on, data_version, data_changed_at, reference_version, rules_version, archive)
    SELECT ${draft.id}, ${draft.chart}, ${draft.query}, ${draft.title}, ${draft.knownOn}::date, ${draft.data}::bigint,
      ${draft.changedAt}::timestamptz, ${draft.reference}, ${draft.rules}, ${draft.archive}
    FROM (SELECT count(*) AS charts, coalesce(sum(octet_length(archive)), 0) AS bytes FROM frozen_charts) AS kept
    WHERE charts < ${limits.charts}::bigint AND bytes + ${draft.archive.byteLength}::bigint <= ${limits.all}::bigint
    ON CONFLICT (id) DO NOTHING`
  if (kept === 1) return true
  return (await db.frozenChart.count({ where: { id: draft.id } })) === 1
}
