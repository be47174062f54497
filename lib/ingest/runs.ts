import type { Db, Tx } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import type { WaveError } from '@/lib/errors'
import { type ParsedReject, rawOf, type SourceRequest } from '@/lib/sources/source'
import type { Manners } from './manners'
import { INTERRUPTED } from './progress'
import { type Counts, jsonRows, noCounts, storable } from './rows'
import type { RunSummary } from './run'
import { nextAfterFailure, retryAfterMs } from './schedule'

/** How a visit ended. `error` only where it failed, which counts against the source; instants are UTC. */
export type Ending = Counts & {
  readonly runId: bigint
  readonly sourceId: string
  readonly status: 'ok' | 'not-modified' | 'failed'
  readonly checkedAt: Date
  readonly finishedAt: Date
  readonly nextCheckAt: Date
  readonly bytes: number
  readonly message: string | null
  readonly error: { readonly code: string; readonly message: string; readonly next: string } | null
  /** Failures in a row, with this one. */
  readonly failures: number
  /** null: as they were. */
  readonly manners: Manners | null
  /** Whether the source is visited from now on; null: as it was. */
  readonly enabled: boolean | null
}

/** What every visit has, however it ends. */
type Visited = Pick<Ending, 'runId' | 'checkedAt' | 'finishedAt' | 'bytes'> & { readonly row: SourceRow }

const wasGone = (row: SourceRow): boolean => (row.lastError as { code?: unknown } | null)?.code === 'gone'

/** A visit that went well, also where it brought nothing. */
export function endingOfSuccess(
  { row, ...visit }: Visited,
  was: Pick<Ending, 'nextCheckAt' | 'message' | 'manners'> & {
    readonly status: 'ok' | 'not-modified'
    readonly counts: Counts
  },
): Ending {
  const { counts, ...rest } = was
  // A source that was switched off because it was gone is not.
  const enabled = wasGone(row) ? true : null
  return { ...visit, ...counts, ...rest, sourceId: row.id, error: null, failures: 0, enabled }
}

/** A visit that failed: what is wrong stays on the source until a visit goes well, and the next try waits longer. */
export function endingOfFailure(
  { row, ...visit }: Visited,
  problem: WaveError,
  was: { readonly retryAfter: string | null; readonly rejected: number },
): Ending {
  const error = { code: problem.code, message: storable(problem.message), next: storable(problem.next) }
  const failures = row.failures + 1
  const { rejected } = was
  return {
    ...visit,
    ...noCounts(),
    seen: rejected,
    rejected,
    sourceId: row.id,
    status: 'failed',
    nextCheckAt: nextAfterFailure(visit.checkedAt, failures, retryAfterMs(was.retryAfter, visit.checkedAt)),
    message: error.message.slice(0, 1_000),
    error,
    failures,
    manners: null,
    enabled: problem.code === 'gone' ? false : null,
  }
}

/** What is told of a visit that ended. */
export function summaryOf(row: SourceRow, ending: Ending, notes: readonly string[]): RunSummary {
  const { seen, changed, unchanged, rejected, status, bytes, error } = ending
  return {
    seen,
    new: ending.new,
    changed,
    unchanged,
    rejected,
    source: row.id,
    name: row.name,
    status,
    bytes,
    notes,
    nextCheckAt: ending.nextCheckAt.toISOString(),
    ...(error ? { error } : {}),
  }
}

/** A source that was not visited now. */
export const busy = (
  row: Pick<SourceRow, 'id' | 'name'> & { readonly nextCheckAt?: Date },
  why: string,
): RunSummary => ({
  ...noCounts(),
  source: row.id,
  name: row.name,
  status: 'busy',
  bytes: 0,
  notes: [why],
  nextCheckAt: row.nextCheckAt?.toISOString() ?? null,
})

/** A document that cannot be used, as a reject. */
export const rejectOf = (request: SourceRequest, problem: WaveError, raw = ''): ParsedReject => ({
  kind: 'document',
  position: request.url.slice(0, 500),
  code: problem.code,
  reason: problem.message,
  next: problem.next,
  raw: rawOf(raw),
})

/** A feed that moved for good is read at its new address from now on, unless another source reads that already. */
export async function followMove(tx: Tx, row: SourceRow, address: string): Promise<void> {
  const taken = await tx.source.findUnique({ where: { address }, select: { id: true } })
  if (!taken) await tx.source.update({ where: { id: row.id }, data: { address, options: { url: address } } })
}

/**
 * Opens a run for each of these sources, whose locks the caller holds, in one statement; a run that still says that it is
 * running belongs to a process that died. Answers the runs by source.
 */
export async function openRuns(db: Db, sourceIds: readonly string[], now: Date): Promise<Map<string, bigint>> {
  if (sourceIds.length === 0) return new Map()
  const rows = await db.$queryRaw<{ id: bigint; sourceId: string }[]>`
    WITH dead AS (
      UPDATE ingest_runs SET status = ${INTERRUPTED.status}, seen = ${INTERRUPTED.seen}, rejected = ${INTERRUPTED.rejected},
        message = ${INTERRUPTED.message}, finished_at = ${now.toISOString()}::timestamptz
      WHERE status = 'running' AND source_id = ANY(${[...sourceIds]}::text[])
    )
    INSERT INTO ingest_runs (source_id, started_at, status)
    SELECT id, ${now.toISOString()}::timestamptz, 'running' FROM unnest(${[...sourceIds]}::text[]) AS s(id)
    RETURNING id, source_id AS "sourceId"`
  return new Map(rows.map((r) => [r.sourceId, r.id]))
}

/** Writes how visits ended, in their runs and on their sources, in one statement for all of them. */
export async function closeRuns(tx: Tx, endings: readonly Ending[]): Promise<void> {
  if (endings.length === 0) return
  await tx.$executeRaw`
    WITH r AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${jsonRows(endings)}::jsonb) AS r("runId" bigint, "sourceId" text, status text,
        "checkedAt" timestamptz, "finishedAt" timestamptz, "nextCheckAt" timestamptz, bytes bigint, message text, error jsonb,
        failures int, manners jsonb, enabled boolean, seen int, new int, changed int, unchanged int, rejected int)
    ), runs AS (
      UPDATE ingest_runs i SET status = r.status, finished_at = r."finishedAt", bytes = r.bytes, message = r.message,
        error = r.error, seen = r.seen, new = r.new, changed = r.changed, unchanged = r.unchanged, rejected = r.rejected
      FROM r WHERE i.id = r."runId"
    )
    UPDATE sources s SET last_checked_at = r."checkedAt", next_check_at = r."nextCheckAt", failures = r.failures,
      last_error = r.error, last_ok_at = CASE WHEN r.status = 'failed' THEN s.last_ok_at ELSE r."checkedAt" END,
      manners = coalesce(r.manners, s.manners), enabled = coalesce(r.enabled, s.enabled)
    FROM r WHERE s.id = r."sourceId"`
}
