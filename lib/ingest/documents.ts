import { createHash } from 'node:crypto'
import type { Db } from '@/lib/db/client'
import type { Answer, Validators } from './http'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export type StoredDocument = Validators & {
  readonly id: bigint
  readonly sha256: string
  readonly contentType: string | null
  /** Whether what it held was written: its run ended well. Otherwise it may not stand for having been read. */
  readonly isRead: boolean
}

/** The newest answer of an address that is kept, without its bytes. */
export async function newestDocument(db: Db, sourceId: string, url: string): Promise<StoredDocument | null> {
  const [row] = await db.$queryRaw<StoredDocument[]>`
    SELECT d.id, d.sha256, d.etag, d.last_modified AS "lastModified", d.content_type AS "contentType",
      coalesce(r.status IN ('ok', 'not-modified'), false) AS "isRead"
    FROM raw_documents d LEFT JOIN ingest_runs r ON r.id = d.run_id
    WHERE d.source_id = ${sourceId} AND d.url = ${url} ORDER BY d.fetched_at DESC, d.id DESC LIMIT 1`
  return row ?? null
}

/** Keeps the bytes as they came, or, to forget them, that they came and their hash. Of a board only the newest answer is kept: its texts are not ours to collect. */
export async function keepDocument(
  db: Db,
  of: { sourceId: string; runId: bigint; url: string; onlyNewest: boolean; forget: boolean },
  answer: Answer,
  now: Date,
): Promise<bigint> {
  const fresh = {
    runId: of.runId,
    fetchedAt: now,
    httpStatus: answer.status,
    contentType: answer.contentType,
    etag: answer.etag,
    lastModified: answer.lastModified,
  }
  const key = { sourceId: of.sourceId, url: of.url, sha256: sha256(answer.bytes) }
  const { id } = await db.rawDocument.upsert({
    where: { sourceId_url_sha256: key },
    create: { ...key, ...fresh, bytes: Uint8Array.from(of.forget ? [] : answer.bytes) },
    update: fresh,
    select: { id: true },
  })
  if (of.onlyNewest) await db.rawDocument.deleteMany({ where: { sourceId: of.sourceId, url: of.url, id: { not: id } } })
  return id
}
