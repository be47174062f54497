import { createHash } from 'node:crypto'
import type { Tx } from '@/lib/db/client'
import type { ParsedReject } from '@/lib/sources/source'
import { jsonRows } from './rows'

/** Rejects with their reason and raw bytes; the same one twice is one row. Answers how many are new. */
export async function writeRejects(
  tx: Tx,
  rejects: readonly ParsedReject[],
  from: { sourceId: string | null; runId: bigint | null; documentId: bigint | null },
): Promise<number> {
  if (rejects.length === 0) return 0
  const rows = jsonRows(
    rejects.map((r) => ({
      ...r,
      hash: createHash('sha256')
        .update([from.sourceId ?? '', r.kind, r.position ?? '', r.raw].join('\u001f'))
        .digest('hex')
        .slice(0, 40),
    })),
  )
  return await tx.$executeRaw`
    INSERT INTO rejects (source_id, run_id, document_id, kind, position, code, reason, next, raw, hash)
    SELECT ${from.sourceId}, ${from.runId}, ${from.documentId}, kind, position, code, reason, next, raw, hash
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(kind text, position text, code text, reason text, next text, raw text, hash text)
    ON CONFLICT (hash) DO NOTHING`
}
