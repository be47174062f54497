import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { deflateRaw, inflateRaw } from 'node:zlib'
import type { Db, Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { Answer, Validators } from './http'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

export type StoredDocument = Validators & {
  readonly id: bigint
  readonly sha256: string
  readonly contentType: string | null
  /** Whether what it held was written: its run ended well. Otherwise it may not stand for having been read. */
  readonly isRead: boolean
}

type Asked = { readonly sourceId: string; readonly url: string }

/** The newest answer of each of these addresses that is kept, without its bytes; null where there is none. */
export async function newestDocuments(db: Db, asked: readonly Asked[]): Promise<(StoredDocument | null)[]> {
  const rows = await db.$queryRaw<(StoredDocument & { n: number })[]>`
    SELECT a.n::int AS n, d.id, d.sha256, d.etag, d.last_modified AS "lastModified", d.content_type AS "contentType",
      coalesce(r.status IN ('ok', 'not-modified'), false) AS "isRead"
    FROM unnest(${asked.map((a) => a.sourceId)}::text[], ${asked.map((a) => a.url)}::text[]) WITH ORDINALITY AS a(source_id, url, n)
    CROSS JOIN LATERAL (
      SELECT * FROM raw_documents d WHERE d.source_id = a.source_id AND d.url = a.url ORDER BY d.fetched_at DESC, d.id DESC LIMIT 1
    ) d LEFT JOIN ingest_runs r ON r.id = d.run_id`
  const found = new Map(rows.map(({ n, ...row }) => [n, row]))
  return asked.map((_, i) => found.get(i + 1) ?? null)
}

export async function newestDocument(db: Db, sourceId: string, url: string): Promise<StoredDocument | null> {
  const [found] = await newestDocuments(db, [{ sourceId, url }])
  return found ?? null
}

export type Kept = Asked & {
  readonly runId: bigint
  readonly answer: Pick<Answer, 'status' | 'contentType' | 'bytes' | keyof Validators>
  readonly sha256: string
}

/** Bytes under this number are kept as they are. */
const PACKED_FROM = 1_000
const deflated = promisify(deflateRaw)
const inflated = promisify(inflateRaw)

/** The quickest level: a feed becomes a quarter, in a millisecond for each 100 KB; the best saves a tenth more in five times that. */
const pack = async (bytes: Uint8Array): Promise<{ bytes: Uint8Array; packed: boolean }> =>
  bytes.byteLength < PACKED_FROM
    ? { bytes, packed: false }
    : { bytes: await deflated(bytes, { level: 1 }), packed: true }

/** A stored document's bytes as they came. */
export const bytesOf = async (stored: { bytes: Uint8Array; packed: boolean }): Promise<Uint8Array> =>
  stored.packed ? await inflated(stored.bytes) : stored.bytes

/** Keeps the bytes as they came, each address's own, in one statement. Answers their ids in the same order. */
export async function keepDocuments(tx: Tx, documents: readonly Kept[], now: Date): Promise<bigint[]> {
  if (documents.length === 0) return []
  const values = await Promise.all(
    documents.map(async ({ sourceId, runId, url, answer, sha256 }) => {
      const { bytes, packed } = await pack(answer.bytes)
      return Prisma.sql`(${sourceId}, ${runId}::bigint, ${url}, ${now.toISOString()}::timestamptz, ${answer.status}::int,
        ${answer.contentType}, ${answer.etag}, ${answer.lastModified}, ${sha256}, ${Buffer.from(bytes)}::bytea, ${packed})`
    }),
  )
  const rows = await tx.$queryRaw<{ id: bigint; sourceId: string; url: string; sha256: string }[]>`
    INSERT INTO raw_documents (source_id, run_id, url, fetched_at, http_status, content_type, etag, last_modified, sha256, bytes, packed)
    VALUES ${Prisma.join(values)}
    ON CONFLICT (source_id, url, sha256) DO UPDATE SET run_id = excluded.run_id, fetched_at = excluded.fetched_at,
      http_status = excluded.http_status, content_type = excluded.content_type, etag = excluded.etag, last_modified = excluded.last_modified
    RETURNING id, source_id AS "sourceId", url, sha256`
  const ids = new Map(rows.map((r) => [[r.sourceId, r.url, r.sha256].join('\u001f'), r.id]))
  return documents.map((d) => ids.get([d.sourceId, d.url, d.sha256].join('\u001f')) ?? 0n)
}

/** Keeps one document, or, to forget its bytes, that they came and their hash. Of a board only the newest answer is kept: its texts are not ours to collect. */
export async function keepDocument(
  db: Db,
  of: { sourceId: string; runId: bigint; url: string; onlyNewest: boolean; forget: boolean },
  answer: Answer,
  now: Date,
): Promise<bigint> {
  const kept = of.forget ? { ...answer, bytes: new Uint8Array() } : answer
  const [id] = await keepDocuments(db, [{ ...of, answer: kept, sha256: sha256(answer.bytes) }], now)
  if (id === undefined) throw new Error(`${of.url} was not kept`)
  if (of.onlyNewest) await db.rawDocument.deleteMany({ where: { sourceId: of.sourceId, url: of.url, id: { not: id } } })
  return id
}

/** Answers that came again without a 304 but with other validators: those are echoed from now on. */
export async function renewValidators(
  tx: Tx,
  documents: readonly (Validators & { readonly id: bigint })[],
  now: Date,
): Promise<void> {
  if (documents.length === 0) return
  await tx.$executeRaw`
    UPDATE raw_documents d SET etag = r.etag, last_modified = r.last_modified, fetched_at = ${now.toISOString()}::timestamptz
    FROM unnest(${documents.map((d) => d.id)}::bigint[], ${documents.map((d) => d.etag)}::text[],
      ${documents.map((d) => d.lastModified)}::text[]) AS r(id, etag, last_modified)
    WHERE d.id = r.id`
}
