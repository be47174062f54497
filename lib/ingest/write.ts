import { bumpDataVersion, type Tx } from '@/lib/db/client'
import type { ParsedBatch, ParsedReject } from '@/lib/sources/source'
import { companyFor } from './companyFor'
import { deriveFactSignals, refreshDerived, refreshSignalCounts } from './derive'
import { extractArticles } from './extractArticles'
import { GDP_SERIES } from './factSignals'
import { addCounts, type Counts, noCounts } from './rows'
import { type ArticlesWritten, type FreshArticle, writeArticles } from './writeArticles'
import { writeBoard } from './writeBoards'
import { writeFilings, writeMilestones, writeRounds } from './writeFilings'
import { writeHnTerms } from './writeHnTerms'
import { writeLayoffs } from './writeLayoffs'
import { writeObservations, writeSeries } from './writeObservations'
import { writePanelPostings, writeReadings } from './writePanel'
import { writeRejects } from './writeRejects'

export type WriteContext = {
  readonly now: Date
  readonly sourceId: string | null
  readonly runId: bigint | null
  readonly documentId: bigint | null
  readonly companySlug: string | null
  readonly origin: 'ingest' | 'import'
  readonly textFrom: 'feed' | 'import'
}

/** `refused`: good rows that this installation has no place for (a company that is not followed). */
export type Written = {
  readonly counts: Counts
  readonly notes: readonly string[]
  readonly refused: readonly ParsedReject[]
  /** Articles that are new or have another text: their stories are to be found after the commit. */
  readonly articles: readonly bigint[]
}

/**
 * Writes a batch and all that follows from it in the caller's transaction: facts, rejects, signals, coverage, roll-ups, and
 * the data version where anything changed. The same batch twice changes nothing the second time.
 */
export async function writeBatch(tx: Tx, batch: ParsedBatch, context: WriteContext): Promise<Written> {
  let counts = noCounts()
  const notes: string[] = []
  const boardIds: number[] = []
  const companies = new Set<string>()

  for (const board of batch.boards) {
    const owner = {
      kind: board.kind,
      token: board.token,
      companySlug: context.companySlug,
      companyName: board.companyName,
    }
    const written = await writeBoard(tx, board, owner, context.now)
    counts = addCounts(counts, written.counts)
    boardIds.push(written.boardId)
    companies.add(written.companySlug)
    if (written.note) notes.push(written.note)
  }

  for (const panel of [
    await writeReadings(tx, batch.readings, context.origin),
    await writePanelPostings(tx, batch.panelPostings, context.origin),
  ]) {
    counts = addCounts(counts, panel.counts)
    if (panel.counts.new + panel.counts.changed === 0) continue
    boardIds.push(...panel.boardIds)
    for (const slug of panel.companies) companies.add(slug)
  }

  const articles = await writeArticles(tx, [{ ...context, articles: batch.articles }], context)
  for (const written of articles.counts) counts = addCounts(counts, written)

  const filers = await filersOf(tx, batch, context.companySlug)
  for (const slug of filers.values()) companies.add(slug)
  for (const r of batch.rounds) if (r.companySlug) companies.add(r.companySlug)
  counts = addCounts(counts, await writeFilings(tx, batch.filings, filers, context.origin))
  const milestones = await writeMilestones(tx, batch.milestones, filers, context.origin)
  const rounds = await writeRounds(tx, batch.rounds, filers, context.origin)
  // Where a filing proves them they are counted with it already.
  const told = batch.rounds.some((r) => r.accession === null)
  if (told) counts = addCounts(counts, rounds)

  await writeSeries(tx, batch.series, context.origin)
  const observed = await writeObservations(tx, batch.observations, context.origin)
  counts = addCounts(counts, observed)

  counts = addCounts(counts, await writeHnTerms(tx, batch.hnTerms, context.origin))
  const layoffs = await writeLayoffs(tx, batch.layoffs, context.origin)
  counts = addCounts(counts, layoffs.counts)
  for (const slug of layoffs.companies) companies.add(slug)

  await writeRejects(tx, batch.rejects, context)
  // Notices of others are told and forgotten: a state's file is mostly about companies that nobody follows here.
  const rejected = batch.rejects.length + layoffs.refused.length
  counts = addCounts(counts, { ...noCounts(), seen: rejected, rejected })

  const hasFacts = counts.new + counts.changed + milestones.new + rounds.new > 0 || boardIds.length > 0
  if (hasFacts) {
    await readTouched(tx, articles)
    await refreshDerived(tx, { boardIds })
    const isGdp = observed.new + observed.changed > 0 && batch.observations.some((o) => o.seriesId === GDP_SERIES)
    if (isGdp) await deriveFactSignals(tx, { all: true })
    else if (companies.size > 0) await deriveFactSignals(tx, { companies: [...companies] })
    await bumpDataVersion(tx)
  }
  return { counts, notes, refused: layoffs.refused, articles: articles.touched }
}

async function readTouched(tx: Tx, { touched, fresh }: ArticlesWritten): Promise<void> {
  if (touched.length === 0) return
  await extractArticles(tx, touched, fresh)
  await refreshSignalCounts(tx)
}

/** Articles whose stories are to be found, with those of them that are new. */
export type WrittenArticles = { readonly ids: readonly bigint[]; readonly fresh: readonly FreshArticle[] }

/** One feed of several that are written together. */
export type FeedBatch = {
  readonly batch: ParsedBatch
  readonly sourceId: string
  readonly runId: bigint
  readonly documentId: bigint | null
}

/**
 * The same for many feeds at once, in the caller's transaction: their articles, rejects and signals, and the data version
 * once. The rows are those of one after the other. Answers the counts of each feed and the articles of all.
 */
export async function writeFeedBatches(
  tx: Tx,
  feeds: readonly FeedBatch[],
  now: Date,
): Promise<{ counts: Counts[]; articles: WrittenArticles }> {
  const groups = feeds.map((f) => ({ articles: f.batch.articles, sourceId: f.sourceId, documentId: f.documentId }))
  const written = await writeArticles(tx, groups, { textFrom: 'feed', origin: 'ingest', now })
  const counts: Counts[] = []
  for (const [n, feed] of feeds.entries()) {
    await writeRejects(tx, feed.batch.rejects, feed)
    const rejected = feed.batch.rejects.length
    counts.push(addCounts(written.counts[n] ?? noCounts(), { ...noCounts(), seen: rejected, rejected }))
  }
  await readTouched(tx, written)
  if (written.touched.length > 0) await bumpDataVersion(tx)
  return { counts, articles: { ids: written.touched, fresh: written.fresh } }
}

/** Slugs of the filers of a batch by filer number; a filer whose source was added by hand is worth a company of its own. */
async function filersOf(tx: Tx, batch: ParsedBatch, companySlug: string | null): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const f of [...batch.filings, ...batch.milestones]) if (!names.has(f.cik)) names.set(f.cik, f.companyName)
  const slugs = new Map<string, string>()
  for (const [cik, name] of names) slugs.set(cik, companySlug ?? (await companyFor(tx, { name, slug: null, cik })))
  return slugs
}
