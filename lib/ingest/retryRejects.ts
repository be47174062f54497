import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import type { RawDocument, Reject, Source as SourceRow } from '@/lib/db/generated/client'
import { optionsOf, sourceOf } from '@/lib/sources'
import { joinPages } from '@/lib/sources/boards/pages'
import { EMPTY_BATCH, type ParsedBatch, type ParsedReject, type Source, type SourceRequest } from '@/lib/sources/source'
import { contextOf } from './context'
import { bytesOf } from './documents'
import { withSourceLock } from './lock'
import { retryArticles } from './retryArticles'
import { addCounts, type Counts, noCounts } from './rows'
import { writeBatch } from './write'

/** Documents of one source that are read again at the most: as many as a visit asks for. */
const MAX_DOCUMENTS = 120

export type RetryReport = {
  /** Rejects that can be used now, or that their source no longer shows. */
  readonly resolved: number
  /** Rejects that are refused as before. */
  readonly waiting: number
  /** What the resolved ones brought. */
  readonly counts: Counts
  /** Sources that another process was at: their rejects were left alone. */
  readonly busy: readonly string[]
}

type Read = { readonly document: RawDocument; readonly batch: ParsedBatch | null }

/**
 * Reads the stored documents of rejects again with the parsers of this version, writes what can be used now and resolves
 * it. Nothing is asked for on the network, and a second call changes nothing. A document that was never answered has no
 * bytes: its next visit resolves it.
 */
export async function retryRejects(
  db: Db,
  options: { config: Config; now: Date; sourceId?: string; onProgress?: (line: string) => void },
): Promise<RetryReport> {
  const open = await db.reject.findMany({
    where: { resolvedAt: null, sourceId: options.sourceId ?? { not: null } },
    orderBy: { id: 'asc' },
  })
  const bySource = new Map<string, Reject[]>()
  const isArticle = (reject: Reject): boolean => reject.kind === 'article'
  for (const reject of open)
    if (reject.sourceId && !isArticle(reject))
      bySource.set(reject.sourceId, [...(bySource.get(reject.sourceId) ?? []), reject])
  let resolved = await retryArticles(db, open.filter(isArticle))
  let counts = noCounts()
  const busy: string[] = []
  for (const [sourceId, rejects] of bySource) {
    const done = await withSourceLock(db, sourceId, () => retrySource(db, sourceId, rejects, options))
    if (!done) {
      busy.push(sourceId)
      continue
    }
    resolved += done.resolved
    counts = addCounts(counts, done.counts)
    options.onProgress?.(`${sourceId}: ${done.resolved} of ${rejects.length} can be used now`)
  }
  return { resolved, waiting: open.length - resolved, counts, busy }
}

async function retrySource(
  db: Db,
  sourceId: string,
  rejects: readonly Reject[],
  options: { config: Config; now: Date },
): Promise<{ resolved: number; counts: Counts }> {
  const row = await db.source.findUnique({ where: { id: sourceId } })
  const source = row ? sourceOf(row.kind) : null
  if (!row || !source) return { resolved: 0, counts: noCounts() }
  const read = await readAgain(db, row, source, rejects, options)
  const parsed = new Set(read.filter((r) => r.batch).map((r) => r.document.id))
  const refused = new Set(read.flatMap((r) => r.batch?.rejects ?? []).map(keyOf))
  const isUsable = (reject: Reject): boolean => {
    if (reject.raw === '' || refused.has(keyOf(reject))) return false
    if (reject.documentId !== null) return parsed.has(reject.documentId)
    // Of a board only the newest answer is kept: what that does not refuse is used, or is not on the board any more.
    return source.daily && parsed.size > 0 && reject.kind !== 'document'
  }
  const usable = rejects.filter(isUsable)
  if (usable.length === 0) return { resolved: 0, counts: noCounts() }
  const from = new Set(usable.map((r) => r.documentId))
  const wanted = source.daily ? read : read.filter((r) => from.has(r.document.id))
  return await db.$transaction(
    async (tx) => {
      let counts = noCounts()
      for (const { batch, at, documentId } of batchesOf(source, wanted)) {
        // An article that is there already is newer than what an old document says of it.
        const there = await tx.article.findMany({
          where: { url: { in: batch.articles.map((a) => a.url) } },
          select: { url: true },
        })
        const known = new Set(there.map((a) => a.url))
        const fresh = { ...batch, articles: batch.articles.filter((a) => !known.has(a.url)), rejects: [], more: [] }
        const written = await writeBatch(tx, fresh, {
          now: at,
          sourceId,
          runId: null,
          documentId,
          companySlug: row.companySlug,
          origin: 'ingest',
          textFrom: 'feed',
        })
        counts = addCounts(counts, written.counts)
      }
      await tx.reject.updateMany({
        where: { id: { in: usable.map((r) => r.id) } },
        data: { resolvedAt: options.now },
      })
      return { resolved: usable.length, counts }
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}

/** Every kept document of the source's requests and those that the rejects came from, read with today's parser. */
async function readAgain(
  db: Db,
  row: SourceRow,
  source: Source<Record<string, unknown>>,
  rejects: readonly Reject[],
  { config, now }: { config: Config; now: Date },
): Promise<Read[]> {
  const kindOptions = optionsOf(source, row.options)
  // What is stored is what is read here, so that nothing counts as known already.
  const context = { ...(await contextOf(db, row.kind, config, now)), known: new Set<string>() }
  const parse = async (document: RawDocument, request: SourceRequest): Promise<ParsedBatch | null> => {
    const bytes = await bytesOf(document)
    try {
      return source.parse(
        { request, finalUrl: document.url, bytes, contentType: document.contentType },
        kindOptions,
        context,
      )
    } catch {
      // It is refused as before, whatever it says of itself this time.
      return null
    }
  }
  const read = new Map<bigint, Read>()
  const requests = new Map<string, SourceRequest>()
  const queue: SourceRequest[] = [...source.requests(kindOptions, context)]
  for (let n = 0; n < queue.length && n < MAX_DOCUMENTS; n++) {
    const request = queue[n]
    if (!request || requests.has(request.url)) continue
    requests.set(request.url, request)
    const document = await db.rawDocument.findFirst({
      where: { sourceId: row.id, url: request.url },
      orderBy: [{ fetchedAt: 'desc' }, { id: 'desc' }],
    })
    if (!document) continue
    const batch = await parse(document, request)
    read.set(document.id, { document, batch })
    queue.push(...(batch?.more ?? []))
  }
  const others = new Set(
    rejects.flatMap((r) => (r.documentId !== null && !read.has(r.documentId) ? [r.documentId] : [])),
  )
  for (const id of [...others].slice(0, MAX_DOCUMENTS)) {
    const document = await db.rawDocument.findUnique({ where: { id } })
    // A feed that moved keeps its old documents under its old address; they are read as the same document.
    const request = document ? (requests.get(document.url) ?? [...requests.values()][0]) : undefined
    if (document && request) read.set(id, { document, batch: await parse(document, request) })
  }
  return [...read.values()]
}

/** A board's pages are one reading, of the day on which they were answered; other documents stand for themselves. */
function batchesOf(
  source: Source<Record<string, unknown>>,
  read: readonly Read[],
): { batch: ParsedBatch; at: Date; documentId: bigint }[] {
  const good = read.flatMap(({ document, batch }) => (batch ? [{ document, batch }] : []))
  const first = good[0]
  if (!source.daily || !first)
    return good.map(({ document, batch }) => ({ batch, at: document.fetchedAt, documentId: document.id }))
  const at = new Date(Math.max(...good.map((g) => g.document.fetchedAt.getTime())))
  const boards = joinPages(good.flatMap((g) => g.batch.boards))
  return [{ batch: { ...EMPTY_BATCH, boards }, at, documentId: first.document.id }]
}

const keyOf = (reject: Pick<ParsedReject, 'kind' | 'raw'>): string => `${reject.kind}\u001f${reject.raw}`
