import type { Db, Tx } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { asWaveError } from '@/lib/errors'
import { optionsOf, sourceOf } from '@/lib/sources'
import type { ParsedBatch, ParsedReject, Source, SourceRequest } from '@/lib/sources/source'
import { ask } from './ask'
import { keepDocuments, newestDocuments, renewValidators, type StoredDocument, sha256 } from './documents'
import { explain } from './explain'
import { finishArticles } from './finishArticles'
import type { Answer, Outbound, Validators } from './http'
import { type Manners, readManners, storedManners } from './manners'
import { type Counts, noCounts } from './rows'
import type { RunOptions, RunSummary } from './run'
import {
  busy,
  closeRuns,
  type Ending,
  endingOfFailure,
  endingOfSuccess,
  followMove,
  openRuns,
  rejectOf,
  summaryOf,
} from './runs'
import { maxAgeMs, nextVisit } from './schedule'
import { databaseTrouble } from './trouble'
import { type WrittenArticles, writeFeedBatches } from './write'
import { resolveDocuments, writeRejects } from './writeRejects'

/** Articles that are written in one transaction, if so many are there at once. */
const ARTICLES_AT_ONCE = 1_000
/** How long what was read waits for slower feeds of the same call, in ms. */
const LONGEST_WAIT_MS = 1_000

type Options = RunOptions & { readonly outbound: Outbound }

/** A feed that is being visited. */
type Visit = {
  readonly row: SourceRow
  readonly runId: bigint
  readonly source: Source<Record<string, unknown>>
  readonly kindOptions: Record<string, unknown>
  readonly request: SourceRequest
  readonly stored: StoredDocument | null
  readonly began: number
}

/** What came of a visit, before anything of it is written. */
type Outcome = { readonly row: SourceRow; readonly runId: bigint; readonly took: number; readonly bytes: number } & (
  | {
      readonly is: 'same'
      readonly nextCheckAt: Date
      readonly movedTo: string | null
      /** Of the stored document; null: they stay. */
      readonly renewed: (Validators & { readonly id: bigint }) | null
    }
  | {
      readonly is: 'changed'
      readonly nextCheckAt: Date
      readonly movedTo: string | null
      readonly url: string
      readonly answer: Answer
      readonly batch: ParsedBatch
      readonly manners: Manners
    }
  | {
      readonly is: 'failed'
      readonly thrown: unknown
      readonly retryAfter: string | null
      /** The answer that could not be read. */
      readonly unread: { readonly url: string; readonly answer: Answer; readonly reject: ParsedReject } | null
    }
)

/**
 * Visits feeds whose locks the caller holds, all at once, and writes what came of them together: those that did not change
 * in one statement, those that did in one transaction for about a thousand articles. A feed whose write fails is written
 * alone, so that it fails nothing but itself.
 * @throws WaveError `database-unreachable`: what `onDone` was not called for may be visited again
 */
export async function visitFeeds(
  db: Db,
  rows: readonly SourceRow[],
  options: Options,
  onDone: (summary: RunSummary) => void,
): Promise<void> {
  const due = rows.filter((row) => {
    const isDue = !options.onlyIfDue || (row.enabled && row.nextCheckAt <= options.now)
    if (!isDue) onDone(busy(row, 'Not due any more.'))
    return isDue
  })
  const { visits, failed } = await prepare(db, due, options)
  let ready: Outcome[] = failed
  let writing: Promise<void> = Promise.resolve()
  const finishing: Promise<void>[] = []
  const flush = (): void => {
    const part = ready
    ready = []
    if (part.length === 0) return
    writing = writing.then(async () => {
      for (const written of await write(db, part, options)) {
        const finished = finish(db, written, options, onDone)
        finished.catch(() => undefined)
        finishing.push(finished)
      }
    })
    // Both are awaited below; until then it is no fault that nobody does.
    writing.catch(() => undefined)
  }
  const timer = setInterval(flush, LONGEST_WAIT_MS)
  try {
    await Promise.all(
      visits.map(async (visit) => {
        options.onProgress?.(`${visit.row.id}: visiting ${visit.row.address}`)
        const outcome = await look(visit, options)
        ready.push(outcome)
        if (ready.reduce((n, o) => n + (o.is === 'changed' ? o.batch.articles.length : 0), 0) >= ARTICLES_AT_ONCE)
          flush()
      }),
    )
  } finally {
    clearInterval(timer)
  }
  flush()
  const ended = await Promise.allSettled([writing])
  for (const end of [...ended, ...(await Promise.allSettled(finishing))])
    if (end.status === 'rejected') throw databaseTrouble(end.reason) ?? end.reason
}

/** Opens the runs, and finds what is asked for and what of it is there; a feed whose settings are wrong has failed already. */
async function prepare(db: Db, rows: readonly SourceRow[], options: Options) {
  const began = performance.now()
  const asked: Omit<Visit, 'runId' | 'stored'>[] = []
  const wrong: { row: SourceRow; thrown: unknown }[] = []
  for (const row of rows) {
    try {
      const source = sourceOf(row.kind)
      if (!source) throw new Error(`no source of the kind ${row.kind}`)
      const kindOptions = optionsOf(source, row.options)
      const [request] = source.requests(kindOptions, contextOf(options))
      if (!request) throw new Error('a feed asks for nothing')
      asked.push({ row, source, kindOptions, request, began })
    } catch (thrown) {
      wrong.push({ row, thrown })
    }
  }
  const [runs, stored] = await Promise.all([
    openRuns(
      db,
      rows.map((row) => row.id),
      options.now,
    ),
    newestDocuments(
      db,
      asked.map((a) => ({ sourceId: a.row.id, url: a.request.url })),
    ),
  ])
  const runOf = (row: SourceRow): bigint => runs.get(row.id) ?? 0n
  const failed = wrong.map(({ row, thrown }): Outcome => {
    return { is: 'failed', row, runId: runOf(row), took: 0, bytes: 0, thrown, retryAfter: null, unread: null }
  })
  const visits = asked.map((a, i): Visit => ({ ...a, runId: runOf(a.row), stored: stored[i] ?? null }))
  return { visits, failed }
}

const contextOf = ({ config, now }: Options) => ({ config, now, known: new Set<string>() })

/** Asks for a feed and reads it where it changed. Never throws. */
async function look(visit: Visit, options: Options): Promise<Outcome> {
  const { row, runId, source, kindOptions, request, stored, began } = visit
  const seen = { bytes: 0, retryAfter: null as string | null, unread: null as FailedOutcome['unread'] }
  const base = () => ({ row, runId, bytes: seen.bytes, took: Math.round(performance.now() - began) })
  try {
    // The validators of a document that was kept but not written would hide it for ever.
    const known = stored?.isRead ? stored : null
    const answer = await ask(options.outbound, source, request, known)
    seen.bytes = answer.bytes.byteLength
    if (answer.status >= 400) {
      seen.retryAfter = answer.retryAfter
      throw explain(source, kindOptions, answer, request)
    }
    const { movedTo } = answer
    const maxAge = maxAgeMs(answer.cacheControl)
    const next = (manners: Manners | null, asked: number | null) =>
      nextVisit(options.now, manners, source.defaultIntervalMs, [manners?.ttlMs ?? asked, maxAge])
    if (known && (answer.status === 304 || known.sha256 === sha256(answer.bytes))) {
      const isRenewed =
        answer.status !== 304 && (known.etag !== answer.etag || known.lastModified !== answer.lastModified)
      const renewed = isRenewed ? { id: known.id, etag: answer.etag, lastModified: answer.lastModified } : null
      return { ...base(), is: 'same', nextCheckAt: next(storedManners(row.manners), null), movedTo, renewed }
    }
    const { bytes, contentType } = answer
    let batch: ParsedBatch
    try {
      batch = source.parse({ request, finalUrl: answer.url, bytes, contentType }, kindOptions, contextOf(options))
    } catch (thrown) {
      const raw = new TextDecoder().decode(bytes.subarray(0, 65_536))
      seen.unread = { url: request.url, answer, reject: rejectOf(request, asWaveError(thrown), raw) }
      throw thrown
    }
    options.onProgress?.(`${row.id}: read ${request.role} (${Math.round(bytes.byteLength / 1024)} KiB)`)
    const manners = readManners(bytes, batch.articles, batch.askedIntervalMs, options.now)
    const nextCheckAt = next(manners, batch.askedIntervalMs)
    return { ...base(), is: 'changed', nextCheckAt, movedTo, url: request.url, answer, batch, manners }
  } catch (thrown) {
    return { ...base(), is: 'failed', thrown, retryAfter: seen.retryAfter, unread: seen.unread }
  }
}

type FailedOutcome = Extract<Outcome, { is: 'failed' }>
type Written = { readonly ended: readonly { row: SourceRow; ending: Ending }[]; readonly articles: WrittenArticles }

/** Writes outcomes together, or one by one where together they cannot be written. */
async function write(db: Db, outcomes: readonly Outcome[], options: Options): Promise<Written[]> {
  try {
    return [await writeTogether(db, outcomes, options)]
  } catch (thrown) {
    const trouble = databaseTrouble(thrown)
    if (trouble) throw trouble
    const [only] = outcomes
    if (only && outcomes.length === 1) {
      if (only.is === 'failed') throw thrown
      return await write(db, [{ ...only, is: 'failed', thrown, retryAfter: null, unread: null }], options)
    }
    const written: Written[] = []
    for (const outcome of outcomes) written.push(...(await write(db, [outcome], options)))
    return written
  }
}

async function writeTogether(db: Db, outcomes: readonly Outcome[], options: Options): Promise<Written> {
  const isPlain = outcomes.every((o) => o.is === 'same' && o.movedTo === null && o.renewed === null)
  // One statement is a transaction of its own.
  if (isPlain) return await writeIn(db, outcomes, options)
  return await db.$transaction((tx) => writeIn(tx, outcomes, options), { timeout: 600_000, maxWait: 60_000 })
}

async function writeIn(tx: Tx, outcomes: readonly Outcome[], { now }: Options): Promise<Written> {
  const changed = outcomes.filter((o) => o.is === 'changed')
  const unread = outcomes.flatMap((o) => (o.is === 'failed' && o.unread ? [{ ...o, ...o.unread }] : []))
  const documents = await keepDocuments(
    tx,
    [...changed, ...unread].map((o) => ({
      sourceId: o.row.id,
      runId: o.runId,
      url: o.url,
      answer: o.answer,
      sha256: sha256(o.answer.bytes),
    })),
    now,
  )
  const feeds = changed.map((o, i) => ({
    batch: o.batch,
    sourceId: o.row.id,
    runId: o.runId,
    documentId: documents[i] ?? null,
  }))
  const written = await writeFeedBatches(tx, feeds, now)
  for (const [i, o] of unread.entries()) {
    const documentId = documents[changed.length + i] ?? null
    await writeRejects(tx, [o.reject], { sourceId: o.row.id, runId: o.runId, documentId })
  }
  await resolveDocuments(
    tx,
    changed.map((o) => ({ sourceId: o.row.id, url: o.url })),
    now,
  )
  await renewValidators(
    tx,
    outcomes.flatMap((o) => (o.is === 'same' && o.renewed ? [o.renewed] : [])),
    now,
  )
  for (const o of outcomes) if (o.is !== 'failed' && o.movedTo) await followMove(tx, o.row, o.movedTo)
  const counts = new Map(changed.map((o, i) => [o.row.id, written.counts[i]]))
  const ended = outcomes.map((o) => ({ row: o.row, ending: endingOf(o, counts.get(o.row.id) ?? noCounts(), now) }))
  await closeRuns(
    tx,
    ended.map((e) => e.ending),
  )
  return { ended, articles: written.articles }
}

function endingOf(o: Outcome, counts: Counts, now: Date): Ending {
  const visit = {
    row: o.row,
    runId: o.runId,
    checkedAt: now,
    finishedAt: new Date(now.getTime() + o.took),
    bytes: o.bytes,
  }
  if (o.is === 'failed')
    return endingOfFailure(visit, asWaveError(o.thrown), { retryAfter: o.retryAfter, rejected: o.unread ? 1 : 0 })
  return endingOfSuccess(visit, {
    status: o.is === 'same' ? 'not-modified' : 'ok',
    counts,
    nextCheckAt: o.nextCheckAt,
    message: null,
    manners: o.is === 'changed' ? o.manners : null,
  })
}

/** Full texts and stories of what was written, and then the summaries. */
async function finish(
  db: Db,
  { ended, articles }: Written,
  options: Options,
  onDone: (summary: RunSummary) => void,
): Promise<void> {
  const good = ended.filter((e) => e.ending.status !== 'failed').map((e) => e.row)
  const notes = await finishArticles(db, good, articles, options)
  for (const { row, ending } of ended) onDone(summaryOf(row, ending, notes.get(row.id) ?? []))
}
