import { createHash } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import type { ParsedReject } from '@/lib/sources/source'
import { jsonRows } from './rows'

/** A reject of a visit that asked for several documents says which one it stood in; null: none was kept. */
export type FiledReject = ParsedReject & { readonly documentId?: bigint | null }

/**
 * Rejects with their reason and raw bytes, each filed under its document, or where it names none under that of `from`; the same one twice is one row, wherever in its document it stands. One that
 * comes again after it was resolved is open again. Answers how many are new or changed.
 */
export async function writeRejects(
  tx: Tx,
  rejects: readonly FiledReject[],
  from: { sourceId: string | null; runId: bigint | null; documentId: bigint | null },
): Promise<number> {
  if (rejects.length === 0) return 0
  const rows = jsonRows(
    rejects.map((r) => ({
      ...r,
      documentId: r.documentId === undefined ? from.documentId : r.documentId,
      hash: createHash('sha256')
        .update([from.sourceId ?? '', r.kind, r.raw === '' ? (r.position ?? '') : '', r.raw].join('\u001f'))
        .digest('hex')
        .slice(0, 40),
    })),
  )
  return await tx.$executeRaw`
    INSERT INTO rejects (source_id, run_id, document_id, kind, position, code, reason, next, raw, hash)
    SELECT DISTINCT ON (hash) ${from.sourceId}, ${from.runId}, "documentId", kind, position, code, reason, next, raw, hash
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("documentId" bigint, kind text, position text, code text, reason text, next text, raw text, hash text)
    ORDER BY hash
    ON CONFLICT (hash) DO UPDATE SET document_id = excluded.document_id, position = excluded.position, code = excluded.code,
      reason = excluded.reason, next = excluded.next, resolved_at = NULL
    WHERE rejects.resolved_at IS NOT NULL
      OR (excluded.document_id IS NOT NULL AND rejects.document_id IS DISTINCT FROM excluded.document_id)`
}

/** Whole documents that could not be read once are no open question after they were read well. */
export async function resolveDocuments(
  tx: Tx,
  read: readonly { readonly sourceId: string; readonly url: string }[],
  now: Date,
): Promise<void> {
  if (read.length === 0) return
  await tx.$executeRaw`
    UPDATE rejects j SET resolved_at = ${now.toISOString()}::timestamptz
    FROM unnest(${read.map((r) => r.sourceId)}::text[], ${read.map((r) => r.url.slice(0, 500))}::text[]) AS r(source_id, position)
    WHERE j.source_id = r.source_id AND j.position = r.position AND j.kind = 'document' AND j.resolved_at IS NULL`
}
