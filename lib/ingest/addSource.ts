import { createHash } from 'node:crypto'
import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import { type Recognised, recogniseAddress, recogniseAs, sourceOf } from '@/lib/sources'
import type { ParsedBatch, RequestContext, SourceRequest } from '@/lib/sources/source'
import { ask } from './ask'
import { slugOf } from './companyFor'
import { contextOf } from './context'
import { feedsOfPage, pageWithFeeds } from './discover'
import { explain } from './explain'
import { sameSource, sourceWith } from './findSource'
import type { Answer, Outbound } from './http'
import { outboundOf } from './outbound'
import { ingestSource, type RunSummary } from './run'
import { findBoard, SELF } from './writeBoards'

export type AddOptions = {
  readonly config: Config
  readonly now?: Date
  readonly outbound?: Outbound
  readonly onProgress?: (line: string) => void
  /** The company whose board or filings it is, where the address alone does not say. */
  readonly companySlug?: string | null
  /** Of a feed: reads articles of which it gives a teaser from their page, where robots.txt lets us. */
  readonly fullText?: boolean
}

export type Added = {
  readonly source: SourceRow
  /** False: it was there before, and nothing was fetched. */
  readonly isNew: boolean
  /** What trying it at once brought; null when it was there before. */
  readonly tried: RunSummary | null
  /** What happened, in one sentence. */
  readonly message: string
}

/**
 * Adds a source by the address that people see, after trying it: what cannot be read is refused in words and not stored.
 * @throws WaveError `bad-input`, `parse-failed`, `unknown-board`, `not-configured`, `not-found`, `bad-key`, `fetch-refused`, …
 */
export async function addSource(db: Db, address: string, options: AddOptions): Promise<Added> {
  const asked = recogniseAddress(address)
  const before = await sameSource(db, address)
  if (before) return await knownAlready(db, before, options)
  if (options.fullText && !['feed', 'jobposting'].includes(asked.source.kind))
    throw onlyFeedsHaveTexts(asked.source.title)
  if (
    options.companySlug &&
    !(await db.company.findUnique({ where: { slug: options.companySlug }, select: { slug: true } }))
  ) {
    throw new WaveError(
      'bad-input',
      `There is no company ${options.companySlug}.`,
      'Give the slug of a company as its page has it in the address, or leave it out.',
    )
  }
  const state = asked.source.enabled(options.config)
  if ('off' in state) throw new WaveError(state.off.code, state.off.message, state.off.next)

  const outbound = options.outbound ?? outboundOf(db, options.config)
  const now = options.now ?? new Date()
  try {
    options.onProgress?.(`trying ${asked.name}`)
    const first = await tryOnce(db, asked, options.config, now, outbound)
    const known = first.known
    const also = known === asked ? null : await sourceWith(db, known)
    if (also) return await knownAlready(db, also, options)
    if (options.fullText && known.source.kind !== 'feed') throw onlyFeedsHaveTexts(known.source.title)
    const source = await store(db, known, publicAddress(address, known), first.batch, {
      companySlug: options.companySlug ?? null,
      fullText: options.fullText ?? false,
    })
    // The answer that was just given is not asked for again.
    const replay: Outbound = {
      fetch: async (r) => (r.url === first.url ? first.answer : await outbound.fetch(r)),
      close: async () => undefined,
    }
    const tried = await ingestSource(db, source.id, {
      config: options.config,
      now,
      outbound: replay,
      ...(options.onProgress ? { onProgress: options.onProgress } : {}),
    })
    const row = await withCompany(db, source.id)
    const reading = await lastReading(db, row)
    const said = inWords(known, first.batch, tried, reading)
    const message = first.page ? `This is a web page; it links to one feed, ${first.url}. ${said}` : said
    return { source: row, isNew: true, tried, message }
  } finally {
    if (!options.outbound) await outbound.close()
  }
}

/** A source that was there before; full texts can be asked of it now. */
async function knownAlready(db: Db, source: SourceRow, options: AddOptions): Promise<Added> {
  if (!options.fullText || source.fullText)
    return { source, isNew: false, tried: null, message: `${source.name} is a source already.` }
  if (source.kind !== 'feed') throw onlyFeedsHaveTexts(sourceOf(source.kind)?.title ?? source.kind)
  return {
    source: await db.source.update({ where: { id: source.id }, data: { fullText: true } }),
    isNew: false,
    tried: null,
    message: `${source.name} is a source already; from its next visit on its articles are read in full.`,
  }
}

const onlyFeedsHaveTexts = (title: string): WaveError =>
  new WaveError('bad-input', `A ${title} has no articles to read in full.`, 'Leave --full-text out; it is for feeds.')

/** Says whose source it is, now that its board or its filer has a company. */
async function withCompany(db: Db, id: string): Promise<SourceRow> {
  const source = await db.source.findUniqueOrThrow({ where: { id } })
  const { token, cik } = source.options as { token?: string; cik?: string }
  const board = token ? await findBoard(db, source.kind, token) : null
  const company = board
    ? await db.company.findUnique({ where: { slug: board.companySlug } })
    : cik
      ? await db.company.findFirst({ where: { cik } })
      : null
  if (!company || source.companySlug) return source
  const system = sourceOf(source.kind)?.title.replace(/ (?:job board|filer)$/, '') ?? source.kind
  return await db.source.update({
    where: { id },
    data: { companySlug: company.slug, name: `${company.name} (${system})` },
  })
}

/** `page`: the web page that led to it. */
type Tried = { known: Recognised; url: string; answer: Answer; batch: ParsedBatch; page?: string }

async function tryOnce(db: Db, known: Recognised, config: Config, now: Date, outbound: Outbound): Promise<Tried> {
  const { source, options } = known
  const context = await contextOf(db, source.kind, config, now)
  const [request] = source.requests(options, context)
  if (!request)
    throw new WaveError(
      'internal',
      `${source.title} asks for nothing.`,
      'This is a fault of the program; please report it.',
    )
  const answer = await ask(outbound, source, request, null)
  if (answer.status >= 400) {
    const problem = explain(source, options, answer, request)
    throw problem.code === 'unknown-board'
      ? await withSuggestion(db, source.kind, source.title, String(options.token))
      : problem
  }
  try {
    const batch = source.parse(
      { request, finalUrl: answer.url, bytes: answer.bytes, contentType: answer.contentType },
      options,
      context,
    )
    return { known, url: request.url, answer, batch }
  } catch (thrown) {
    const other = asOtherPage(known, request.url)
    const batch = other && parsedOrNull(other, answer, request, context)
    if (other && batch) return { known: other, url: request.url, answer, batch }
    if (source.kind !== 'feed') throw thrown
    return await throughPage(db, request.url, asWaveError(thrown), answer, config, now, outbound)
  }
}

/** A web page where a feed was expected: the one feed that it links to is meant; of several a person must choose. */
async function throughPage(
  db: Db,
  page: string,
  problem: WaveError,
  answer: Answer,
  config: Config,
  now: Date,
  outbound: Outbound,
): Promise<Tried> {
  const links = problem.code === 'parse-failed' ? feedsOfPage(answer) : []
  const [only] = links
  if (only === undefined) throw problem
  const feed = links.length === 1 && only !== page && only !== answer.url ? recogniseAs('feed', only) : null
  if (!feed) throw pageWithFeeds(links, problem)
  const [request] = feed.source.requests(feed.options, { config, now, known: new Set() })
  if (!request) throw pageWithFeeds(links, problem)
  try {
    const found = await ask(outbound, feed.source, request, null)
    if (found.status >= 400) throw explain(feed.source, feed.options, found, request)
    const batch = feed.source.parse(
      { request, finalUrl: found.url, bytes: found.bytes, contentType: found.contentType },
      feed.options,
      await contextOf(db, 'feed', config, now),
    )
    return { known: feed, url: request.url, answer: found, batch, page }
  } catch (thrown) {
    const cause = asWaveError(thrown)
    throw new WaveError(
      cause.code,
      `This is a web page; it links to one feed, ${only}, which cannot be read: ${cause.message}`,
      cause.next,
      { cause },
    )
  }
}

/** An address alone does not tell a feed from a careers page: what is not the one may be the other. */
function asOtherPage({ source }: Recognised, url: string): Recognised | null {
  const other = source.kind === 'feed' ? 'jobposting' : source.kind === 'jobposting' ? 'feed' : null
  return other ? recogniseAs(other, url) : null
}

function parsedOrNull(
  { source, options }: Recognised,
  answer: Answer,
  request: SourceRequest,
  context: RequestContext,
): ParsedBatch | null {
  try {
    const { bytes, contentType, url } = answer
    return source.parse({ request, finalUrl: url, bytes, contentType }, options, context)
  } catch {
    return null // what the first kind said of it stands
  }
}

async function withSuggestion(db: Db, kind: string, title: string, token: string): Promise<WaveError> {
  const boards = await db.board.findMany({ where: { kind }, select: { token: true }, orderBy: { token: 'asc' } })
  const meant = nearest(
    token,
    boards.map((b) => b.token),
  )
  const system = title.replace(/ job board$/, '')
  return new WaveError(
    'unknown-board',
    `${system} knows no board “${token}”${meant ? `; did you mean “${meant}”?` : '.'}`,
    meant
      ? `Try the address again with “${meant}”.`
      : 'Check the name in the board’s address; the company may use another system.',
  )
}

/** As the person gave it, with a scheme and without a password or a fragment. */
function publicAddress(address: string, { source, options }: Recognised): string {
  if (source.kind === 'feed') return String(options.url)
  const text = address.trim()
  const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
  url.username = ''
  url.password = ''
  url.searchParams.delete('api_key')
  return url.href
}

async function store(
  db: Db,
  { source, options, name }: Recognised,
  address: string,
  batch: ParsedBatch,
  about: { companySlug: string | null; fullText: boolean },
): Promise<SourceRow> {
  const base = `${source.kind}-${slugOf(
    Object.values(options)
      .filter((v) => v !== 'global')
      .join('-')
      .replace(/^https?:\/\/(?:www\.)?/, ''),
  )}`
    .slice(0, 80)
    .replace(/-$/, '')
  const taken = await db.source.findUnique({ where: { id: base }, select: { id: true } })
  const id = taken ? `${base}-${createHash('sha256').update(address).digest('hex').slice(0, 6)}` : base
  const title = batch.title
    ? source.kind === 'feed'
      ? batch.title
      : `${batch.title} (${source.title.replace(/ (?:job board|series|filer)$/, '')})`
    : name
  return await db.source.create({
    data: {
      id,
      kind: source.kind,
      name: title.slice(0, 200),
      address,
      options: options as Record<string, string>,
      ...about,
    },
  })
}

type Read = { count: number | null; completeness: string }

async function lastReading(db: Db, { kind, options }: SourceRow): Promise<Read | null> {
  const token = (options as { token?: unknown } | null)?.token
  const board = typeof token === 'string' ? await findBoard(db, kind, token) : null
  return board
    ? await db.reading.findFirst({
        where: { boardId: board.id, reader: SELF },
        orderBy: { readOn: 'desc' },
        select: { count: true, completeness: true },
      })
    : null
}

function inWords(known: Recognised, batch: ParsedBatch, tried: RunSummary, reading: Read | null): string {
  if (tried.status === 'failed')
    return `Added, but reading it failed: ${tried.error?.message ?? 'unknown'} It is tried again by itself.`
  const board = batch.boards[0]
  if (board) {
    if (board.postings.length === 0)
      return `${known.source.title.replace(/ job board$/, '')} answers for “${board.token}”, but with 0 jobs.`
    // Of a board in pages the first answer is not the whole: the reading that was written says how it went.
    const { count, completeness } = reading ?? board
    const n = count ?? board.postings.length
    return `Added: ${n} ${n === 1 ? 'posting' : 'postings'}${completeness === 'whole' ? '' : `, the board is read as ${completeness}`}.`
  }
  const n = (count: number, one: string, many = `${one}s`) => (count === 1 ? `1 ${one}` : `${count} ${many}`)
  if (batch.articles.length > 0 || known.source.kind === 'feed')
    return `Added: ${n(batch.articles.length, 'article')}${batch.rejects.length > 0 ? `, ${batch.rejects.length} refused` : ''}.`
  if (known.source.kind === 'hn') return `Added: ${n(tried.seen - tried.rejected, 'count')} of terms by month.`
  if (known.source.kind.startsWith('edgar')) return `Added: ${n(tried.seen - tried.rejected, 'filing')} of interest.`
  return `Added: ${n(tried.seen - tried.rejected, 'observation')}.`
}
