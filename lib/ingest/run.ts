import type { Config } from '@/lib/config'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { optionsOf, sourceOf } from '@/lib/sources'
import { joinPages } from '@/lib/sources/boards/pages'
import { EMPTY_BATCH, type ParsedBatch, type ParsedReject, type Source, type SourceRequest } from '@/lib/sources/source'
import { ask } from './ask'
import { contextOf } from './context'
import { refreshDerived } from './derive'
import { bytesOf, keepDocument, newestDocument, sha256 } from './documents'
import { explain } from './explain'
import { finishArticles } from './finishArticles'
import type { Answer, Outbound } from './http'
import { withSourceLocks } from './lock'
import { outboundOf } from './outbound'
import { Progress } from './progress'
import { type Counts, noCounts } from './rows'
import { busy, closeRuns, endingOfFailure, endingOfSuccess, openRuns, rejectOf, summaryOf } from './runs'
import { maxAgeMs, nextVisit } from './schedule'
import { databaseTrouble } from './trouble'
import { visitFeeds } from './visitFeeds'
import { writeBatch } from './write'
import { boardRow, findBoard, SELF, writeUnknown } from './writeBoards'
import { type FiledReject, resolveDocuments, writeRejects } from './writeRejects'

type RunStatus = 'ok' | 'not-modified' | 'failed' | 'busy'

/** What one visit did. `error` only when it failed; `notes` are what a person should know although it went well. */
export type RunSummary = Counts & {
  readonly source: string
  readonly name: string
  readonly status: RunStatus
  readonly bytes: number
  readonly notes: readonly string[]
  readonly nextCheckAt: string | null
  readonly error?: { readonly code: string; readonly message: string; readonly next: string }
}

export type RunOptions = {
  readonly config: Config
  readonly now: Date
  readonly onProgress?: (line: string) => void
  /** Shared by many runs so that hosts are paced together; made and closed here when absent. */
  readonly outbound?: Outbound
  /** Skips the source when its time has not come (another worker was here first). */
  readonly onlyIfDue?: boolean
}

type AnySource = Source<Record<string, unknown>>

/** Documents that one visit may ask for: a board of Workday has up to 100 pages, EDGAR's filers have many documents. */
const MAX_REQUESTS = 120

/**
 * Visits a source once: asks politely, keeps the bytes, parses, writes, and sets the next visit. Whatever goes wrong is
 * kept on the source and in the run, and answered. Two processes never visit one source at a time: the second gets `busy`.
 * @throws WaveError `database-unreachable` when the database went away, is full or in the way: nothing is held against the
 * source then, and the same visit may be made again
 */
export async function ingestSource(db: Db, sourceId: string, options: RunOptions): Promise<RunSummary> {
  const done: RunSummary[] = []
  await ingestTogether(db, [sourceId], options, (summary) => void done.push(summary))
  const [summary] = done
  if (!summary)
    throw new WaveError('not-found', `There is no source ${sourceId}.`, 'List them with `wave sources list`.')
  return summary
}

/**
 * The same for several sources whose locks are taken together: the feeds among them are written together, the others follow
 * one by one. `onDone` is called once for each that exists.
 * @throws WaveError `database-unreachable`: what `onDone` was not called for may be visited again
 */
export async function ingestTogether(
  db: Db,
  sourceIds: readonly string[],
  options: RunOptions,
  onDone: (summary: RunSummary) => void,
): Promise<void> {
  const outbound = options.outbound ?? outboundOf(db, options.config)
  try {
    await withSourceLocks(db, sourceIds, async (locked) => {
      const found = await db.source.findMany({ where: { id: { in: [...locked] } } })
      const byId = new Map(found.map((row) => [row.id, row]))
      for (const id of sourceIds) if (!locked.includes(id)) onDone(busy({ id, name: id }, 'Another process is at it.'))
      const rows = locked.flatMap((id) => byId.get(id) ?? [])
      const isFeed = (row: SourceRow): boolean => row.kind === 'feed'
      const feeds = rows.filter(isFeed)
      if (feeds.length > 0) await visitFeeds(db, feeds, { ...options, outbound }, onDone)
      for (const row of rows) if (!isFeed(row)) onDone(await visit(db, row, options, outbound))
    })
  } catch (thrown) {
    throw databaseTrouble(thrown) ?? thrown
  } finally {
    if (!options.outbound) await outbound.close()
  }
}

async function visit(db: Db, row: SourceRow, options: RunOptions, outbound: Outbound): Promise<RunSummary> {
  if (options.onlyIfDue && (!row.enabled || row.nextCheckAt > options.now)) return busy(row, 'Not due any more.')
  const runId = (await openRuns(db, [row.id], options.now)).get(row.id) ?? 0n
  options.onProgress?.(`${row.id}: visiting ${row.address}`)
  const began = performance.now()
  const ended = () => new Date(options.now.getTime() + Math.round(performance.now() - began))
  const seen: Seen = { ended, bytes: 0, retryAfter: null, asked: [], read: [], articles: [] }
  let summary: RunSummary
  try {
    summary = await succeed(db, row, runId, options, await gather(db, row, runId, options, outbound, seen), seen)
  } catch (thrown) {
    // The publisher did nothing wrong when our database is away: the run stays open for whoever comes next.
    const trouble = databaseTrouble(thrown)
    if (trouble) throw trouble
    return await fail(db, row, runId, options, thrown, seen)
  }
  await finishArticles(db, [], { ids: seen.articles, fresh: [] }, { ...options, outbound })
  return summary
}

/** What a visit gathered on its way, also when it failed; `ended` is the instant, counted from `now`. */
type Seen = {
  ended: () => Date
  bytes: number
  retryAfter: string | null
  asked: (number | null)[]
  /** Addresses whose documents were read without a fault. */
  read: string[]
  /** Articles that this visit wrote. */
  articles: readonly bigint[]
}
type Gathered = {
  readonly batch: ParsedBatch | null
  readonly documentId: bigint | null
  readonly source: AnySource
}

/** Asks for every document of the source, the ones that it names along the way too, and parses what changed. */
async function gather(
  db: Db,
  row: SourceRow,
  runId: bigint,
  options: RunOptions,
  outbound: Outbound,
  seen: Seen,
): Promise<Gathered> {
  const source = sourceOf(row.kind)
  if (!source)
    throw new WaveError(
      'not-found',
      `No source of the kind “${row.kind}” exists.`,
      'Remove the source, or install the version that knows it.',
    )
  const state = source.enabled(options.config)
  if ('off' in state) throw new WaveError(state.off.code, state.off.message, state.off.next)
  const kindOptions = optionsOf(source, row.options)
  const context = await contextOf(db, row.kind, options.config, options.now)
  const today = source.daily && (await hasReadingOf(db, row, options.now))

  const queue: SourceRequest[] = [...source.requests(kindOptions, context)]
  const batches: ParsedBatch[] = []
  // Parts are read although they did not change; where none did, the visit brought nothing.
  let hasNews = false
  let documentId: bigint | null = null
  const progress = new Progress(db, runId)
  for (let n = 0; n < queue.length && n < MAX_REQUESTS; n++) {
    const request = queue[n]
    if (!request) break
    const stored = await newestDocument(db, row.id, request.url)
    // The validators of a document that was kept but not written would hide it for ever.
    const isTrusted = stored?.isRead === true
    if (request.once && isTrusted) continue
    await progress.tell(seen.bytes, `asking for document ${n + 1}${queue.length > 1 ? ` of ${queue.length}` : ''}`)
    let answer: Answer
    try {
      answer = await ask(outbound, source, request, isTrusted ? stored : null)
    } catch (thrown) {
      const problem = asWaveError(thrown)
      if (!request.optional || problem.code !== 'too-large') throw thrown
      batches.push({ ...EMPTY_BATCH, rejects: [unanswered(request, problem)] })
      hasNews = true
      continue
    }
    seen.bytes += answer.bytes.byteLength
    if (answer.status >= 400) {
      const problem = explain(source, kindOptions, answer, request)
      seen.retryAfter = answer.retryAfter
      // What fails for now is asked for again with the whole visit; only a clear no may be left out.
      if (!request.optional || answer.status >= 500 || answer.status === 429) throw problem
      batches.push({ ...EMPTY_BATCH, rejects: [unanswered(request, problem)] })
      hasNews = true
      continue
    }
    seen.asked.push(maxAgeMs(answer.cacheControl))
    let bytes = answer.bytes
    if (answer.status === 304 || stored?.sha256 === sha256(bytes)) {
      if (isTrusted && (!source.daily || today)) {
        if (
          stored &&
          answer.status !== 304 &&
          (stored.etag !== answer.etag || stored.lastModified !== answer.lastModified)
        ) {
          await db.rawDocument.update({
            where: { id: stored.id },
            data: { etag: answer.etag, lastModified: answer.lastModified, fetchedAt: options.now },
          })
        }
        if (!request.part) continue
      } else hasNews = true
      // A board that did not change was read all the same: its stored answer is today's.
      if (answer.status === 304) {
        const kept = await db.rawDocument.findFirst({ where: { id: stored?.id ?? 0n } })
        if (kept) bytes = await bytesOf(kept)
      }
    } else hasNews = true
    const of = { sourceId: row.id, runId, url: request.url, onlyNewest: source.daily, forget: request.forget === true }
    const id = answer.status === 304 && stored ? stored.id : await keepDocument(db, of, answer, options.now)
    documentId ??= id
    try {
      const batch = source.parse(
        { request, finalUrl: answer.url, bytes, contentType: answer.contentType },
        kindOptions,
        context,
      )
      batches.push({ ...batch, rejects: batch.rejects.map((r): FiledReject => ({ ...r, documentId: id })) })
      queue.push(...batch.more)
      seen.read.push(request.url.slice(0, 500))
      await progress.add(batch, seen.bytes)
      options.onProgress?.(`${row.id}: read ${request.role} (${Math.round(bytes.byteLength / 1024)} KiB)`)
    } catch (thrown) {
      const problem = asWaveError(thrown)
      const reject = rejectOf(
        request,
        problem,
        request.forget ? '' : new TextDecoder().decode(bytes.subarray(0, 65_536)),
      )
      if (!request.optional) throw new Unreadable(problem, reject, id)
      const filed: FiledReject = { ...reject, documentId: id }
      batches.push({ ...EMPTY_BATCH, rejects: [filed] })
    }
  }
  return { batch: hasNews && batches.length > 0 ? merge(batches) : null, documentId, source }
}

/** Of what was not answered no document is kept. */
const unanswered = (request: SourceRequest, problem: WaveError): FiledReject => ({
  ...rejectOf(request, problem),
  documentId: null,
})

/** A document that could not be parsed: the run fails, and the document is kept as a reject. */
class Unreadable extends WaveError {
  constructor(
    problem: WaveError,
    readonly reject: ParsedReject,
    readonly documentId: bigint,
  ) {
    super(problem.code, problem.message, problem.next, { cause: problem })
  }
}

async function succeed(
  db: Db,
  row: SourceRow,
  runId: bigint,
  options: RunOptions,
  got: Gathered,
  seen: Seen,
): Promise<RunSummary> {
  const { batch, source, documentId } = got
  const asked = [batch?.askedIntervalMs ?? null, ...seen.asked]
  const nextCheckAt = nextVisit(options.now, null, source.defaultIntervalMs, asked)
  const status = batch === null ? 'not-modified' : 'ok'
  const written = await db.$transaction(
    async (tx) => {
      const done = batch
        ? await writeBatch(tx, batch, {
            now: options.now,
            sourceId: row.id,
            runId,
            documentId,
            companySlug: row.companySlug,
            origin: 'ingest',
            textFrom: 'feed',
          })
        : { counts: noCounts(), notes: [] as string[], articles: [] as bigint[] }
      const ending = endingOfSuccess(visited(row, runId, options, seen), {
        status,
        counts: done.counts,
        nextCheckAt,
        message: done.notes.join(' ').slice(0, 1_000) || null,
        manners: null,
      })
      await resolveDocuments(
        tx,
        seen.read.map((url) => ({ sourceId: row.id, url })),
        seen.ended(),
      )
      await closeRuns(tx, [ending])
      return { ...done, ending }
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
  seen.articles = written.articles
  return summaryOf(row, written.ending, written.notes)
}

const visited = (row: SourceRow, runId: bigint, options: RunOptions, seen: Seen) => ({
  row,
  runId,
  checkedAt: options.now,
  finishedAt: seen.ended(),
  bytes: seen.bytes,
})

async function fail(
  db: Db,
  row: SourceRow,
  runId: bigint,
  options: RunOptions,
  thrown: unknown,
  seen: Seen,
): Promise<RunSummary> {
  const problem = asWaveError(thrown)
  const unreadable = problem instanceof Unreadable ? problem : null
  const ending = endingOfFailure(visited(row, runId, options, seen), problem, {
    retryAfter: seen.retryAfter,
    rejected: unreadable ? 1 : 0,
  })
  await db.$transaction(
    async (tx) => {
      if (unreadable) {
        await writeRejects(tx, [unreadable.reject], { sourceId: row.id, runId, documentId: unreadable.documentId })
      }
      // A source that is merely switched off was not visited; any other failure of a board is a visit that brought nothing.
      if (problem.code !== 'not-configured' && sourceOf(row.kind)?.daily)
        await unknownReading(tx, row, options.now, problem)
      await closeRuns(tx, [ending])
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
  return summaryOf(row, ending, [])
}

async function unknownReading(tx: Tx, row: SourceRow, now: Date, problem: WaveError): Promise<void> {
  const token = (row.options as { token?: unknown } | null)?.token
  if (typeof token !== 'string') return
  const board = await boardRow(tx, { kind: row.kind, token, companySlug: row.companySlug, companyName: null })
  if (!(await writeUnknown(tx, board.id, now, problem.message))) return
  await refreshDerived(tx, { boardIds: [board.id] })
  await bumpDataVersion(tx)
}

async function hasReadingOf(db: Db, row: SourceRow, now: Date): Promise<boolean> {
  const token = (row.options as { token?: unknown } | null)?.token
  if (typeof token !== 'string') return false
  const board = await findBoard(db, row.kind, token)
  if (!board) return false
  const [found] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT id FROM readings WHERE board_id = ${board.id} AND reader = ${SELF} AND read_on = ${now.toISOString().slice(0, 10)}::date AND postings_kept`
  return found !== undefined
}

function merge(batches: readonly ParsedBatch[]): ParsedBatch {
  const all = <K extends keyof ParsedBatch>(key: K) => batches.flatMap((b) => b[key] as readonly unknown[])
  const asked = batches.map((b) => b.askedIntervalMs).filter((ms): ms is number => ms !== null)
  return {
    articles: all('articles'),
    boards: joinPages(batches.flatMap((b) => b.boards)),
    readings: all('readings'),
    panelPostings: all('panelPostings'),
    filings: all('filings'),
    milestones: all('milestones'),
    rounds: all('rounds'),
    series: all('series'),
    observations: all('observations'),
    hnTerms: all('hnTerms'),
    layoffs: all('layoffs'),
    rejects: all('rejects'),
    more: [],
    title: batches.find((b) => b.title)?.title ?? null,
    askedIntervalMs: asked.length > 0 ? Math.max(...asked) : null,
  } as ParsedBatch
}
