import type { Config } from '@/lib/config'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { Prisma } from '@/lib/db/generated/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { optionsOf, sourceOf } from '@/lib/sources'
import { joinPages } from '@/lib/sources/boards/pages'
import {
  EMPTY_BATCH,
  type ParsedBatch,
  type ParsedReject,
  rawOf,
  type Source,
  type SourceRequest,
} from '@/lib/sources/source'
import { ask } from './ask'
import { contextOf } from './context'
import { refreshDerived } from './derive'
import { keepDocument, newestDocument, sha256 } from './documents'
import { explain } from './explain'
import { finishArticles } from './finishArticles'
import type { Answer, Outbound } from './http'
import { withSourceLock } from './lock'
import { type Manners, outsideSkipped, readManners, storedManners, usualInterval } from './manners'
import { outboundOf } from './outbound'
import { INTERRUPTED, Progress } from './progress'
import { type Counts, noCounts, storable } from './rows'
import { maxAgeMs, nextAfterFailure, nextAfterSuccess, retryAfterMs } from './schedule'
import { databaseTrouble } from './trouble'
import { writeBatch } from './write'
import { boardRow, findBoard, SELF, writeUnknown } from './writeBoards'
import { resolveDocuments, writeRejects } from './writeRejects'

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
  const outbound = options.outbound ?? outboundOf(db, options.config)
  try {
    const summary = await withSourceLock(db, sourceId, () => visit(db, sourceId, options, outbound))
    return (
      summary ?? {
        ...noCounts(),
        source: sourceId,
        name: sourceId,
        status: 'busy',
        bytes: 0,
        notes: ['Another process is at it.'],
        nextCheckAt: null,
      }
    )
  } catch (thrown) {
    throw databaseTrouble(thrown) ?? thrown
  } finally {
    if (!options.outbound) await outbound.close()
  }
}

async function visit(db: Db, sourceId: string, options: RunOptions, outbound: Outbound): Promise<RunSummary> {
  const row = await db.source.findUnique({ where: { id: sourceId } })
  if (!row) throw new WaveError('not-found', `There is no source ${sourceId}.`, 'List them with `wave sources list`.')
  if (options.onlyIfDue && (!row.enabled || row.nextCheckAt > options.now)) {
    return {
      ...noCounts(),
      source: row.id,
      name: row.name,
      status: 'busy',
      bytes: 0,
      notes: ['Not due any more.'],
      nextCheckAt: row.nextCheckAt.toISOString(),
    }
  }
  // We hold the source's lock: a run that still says that it is running belongs to a process that died.
  await db.ingestRun.updateMany({
    where: { sourceId, status: 'running' },
    data: { ...INTERRUPTED, finishedAt: options.now },
  })
  const run = await db.ingestRun.create({
    data: { sourceId, startedAt: options.now, status: 'running' },
    select: { id: true },
  })
  options.onProgress?.(`${row.id}: visiting ${row.address}`)
  const began = performance.now()
  const ended = () => new Date(options.now.getTime() + Math.round(performance.now() - began))
  const seen: Seen = { ended, bytes: 0, retryAfter: null, asked: [], read: [], articles: [] }
  let summary: RunSummary
  try {
    summary = await succeed(db, row, run.id, options, await gather(db, row, run.id, options, outbound, seen), seen)
  } catch (thrown) {
    // The publisher did nothing wrong when our database is away: the run stays open for whoever comes next.
    const trouble = databaseTrouble(thrown)
    if (trouble) throw trouble
    return await fail(db, row, run.id, options, thrown, seen)
  }
  const notes = await finishArticles(db, row, seen.articles, { ...options, outbound })
  return notes.length > 0 ? { ...summary, notes: [...summary.notes, ...notes] } : summary
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
  readonly manners: Manners | null
  /** Where the publisher says, for good, that a feed lives now. */
  readonly movedTo: string | null
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
  let movedTo: string | null = null
  let documentId: bigint | null = null
  let manners = storedManners(row.manners)
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
      batches.push({ ...EMPTY_BATCH, rejects: [rejectOf(request, problem)] })
      hasNews = true
      continue
    }
    seen.bytes += answer.bytes.byteLength
    if (answer.status >= 400) {
      const problem = explain(source, kindOptions, answer, request)
      seen.retryAfter = answer.retryAfter
      // What fails for now is asked for again with the whole visit; only a clear no may be left out.
      if (!request.optional || answer.status >= 500 || answer.status === 429) throw problem
      batches.push({ ...EMPTY_BATCH, rejects: [rejectOf(request, problem)] })
      hasNews = true
      continue
    }
    seen.asked.push(maxAgeMs(answer.cacheControl))
    if (source.kind === 'feed') movedTo = answer.movedTo
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
      if (answer.status === 304)
        bytes = (await db.rawDocument.findFirst({ where: { id: stored?.id ?? 0n } }))?.bytes ?? bytes
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
      batches.push(batch)
      queue.push(...batch.more)
      seen.read.push(request.url.slice(0, 500))
      if (source.kind === 'feed') manners = readManners(bytes, batch.articles, batch.askedIntervalMs, options.now)
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
      batches.push({ ...EMPTY_BATCH, rejects: [reject] })
    }
  }
  return { batch: hasNews && batches.length > 0 ? merge(batches) : null, documentId, source, movedTo, manners }
}

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
  const nextCheckAt = outsideSkipped(
    nextAfterSuccess(options.now, usualInterval(got.manners, source.defaultIntervalMs, options.now), [
      got.manners?.ttlMs ?? batch?.askedIntervalMs ?? null,
      ...seen.asked,
    ]),
    got.manners,
  )
  const status: RunStatus = batch === null ? 'not-modified' : 'ok'
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
      await tx.ingestRun.update({
        where: { id: runId },
        data: {
          status,
          finishedAt: seen.ended(),
          bytes: BigInt(seen.bytes),
          message: done.notes.join(' ').slice(0, 1_000) || null,
          ...done.counts,
        },
      })
      if (got.movedTo) await followMove(tx, row, got.movedTo)
      await resolveDocuments(tx, row.id, seen.read, seen.ended())
      await tx.source.update({
        where: { id: row.id },
        data: {
          lastCheckedAt: options.now,
          lastOkAt: options.now,
          failures: 0,
          lastError: Prisma.DbNull,
          nextCheckAt,
          ...(batch && got.manners ? { manners: got.manners } : {}),
          // It was switched off because it was gone; it is not.
          ...(wasGone(row) ? { enabled: true } : {}),
        },
      })
      return done
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
  seen.articles = written.articles
  return {
    ...written.counts,
    source: row.id,
    name: row.name,
    status,
    bytes: seen.bytes,
    notes: written.notes,
    nextCheckAt: nextCheckAt.toISOString(),
  }
}

const wasGone = (row: SourceRow): boolean => (row.lastError as { code?: unknown } | null)?.code === 'gone'

/** A feed that moved for good is read at its new address from now on, unless another source reads that already. */
async function followMove(tx: Tx, row: SourceRow, address: string): Promise<void> {
  const taken = await tx.source.findUnique({ where: { address }, select: { id: true } })
  if (!taken) await tx.source.update({ where: { id: row.id }, data: { address, options: { url: address } } })
}

async function fail(
  db: Db,
  row: SourceRow,
  runId: bigint,
  options: RunOptions,
  thrown: unknown,
  seen: Seen,
): Promise<RunSummary> {
  const problem = asWaveError(thrown)
  const error = { code: problem.code, message: storable(problem.message), next: storable(problem.next) }
  const failures = row.failures + 1
  const nextCheckAt = nextAfterFailure(options.now, failures, retryAfterMs(seen.retryAfter, options.now))
  const unreadable = problem instanceof Unreadable ? problem : null
  const rejected = unreadable ? 1 : 0
  await db.$transaction(
    async (tx) => {
      if (unreadable) {
        await writeRejects(tx, [unreadable.reject], { sourceId: row.id, runId, documentId: unreadable.documentId })
      }
      // A source that is merely switched off was not visited; any other failure of a board is a visit that brought nothing.
      if (problem.code !== 'not-configured' && sourceOf(row.kind)?.daily)
        await unknownReading(tx, row, options.now, problem)
      await tx.ingestRun.update({
        where: { id: runId },
        data: {
          status: 'failed',
          finishedAt: seen.ended(),
          bytes: BigInt(seen.bytes),
          error,
          message: error.message.slice(0, 1_000),
          seen: rejected,
          rejected,
        },
      })
      await tx.source.update({
        where: { id: row.id },
        data: {
          lastCheckedAt: options.now,
          failures,
          lastError: error,
          nextCheckAt,
          ...(problem.code === 'gone' ? { enabled: false } : {}),
        },
      })
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
  return {
    ...noCounts(),
    seen: rejected,
    rejected,
    source: row.id,
    name: row.name,
    status: 'failed',
    bytes: seen.bytes,
    notes: [],
    nextCheckAt: nextCheckAt.toISOString(),
    error,
  }
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

const rejectOf = (request: SourceRequest, problem: WaveError, raw = ''): ParsedReject => ({
  kind: 'document',
  position: request.url.slice(0, 500),
  code: problem.code,
  reason: problem.message,
  next: problem.next,
  raw: rawOf(raw),
})

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
