import { createHash } from 'node:crypto'
import { type Day, dayOf, isDay, periodBounds } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import type { CompanyName } from '@/lib/signals/companies'
import { extract } from '@/lib/signals/extract'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { ExtractedSignal } from '@/lib/signals/types'
import type { EvidenceOfTelling, TellingRow } from './tellingRows'
import { storeTellings } from './tellings'
import { readEach } from './unread'
import type { FreshArticle } from './writeArticles'

export type Article = {
  id: bigint
  url: string
  title: string
  text: string
  publishedOn: Date | null
  knownOn: Date
  textFrom: string
  origin: string
  sourceId: string | null
}

export type ExtractSummary = { articles: number; signals: number; evidence: number }

/** A version of the rules: what reads a text, and the name that everything it finds carries. */
export interface Rules {
  readonly version: string
  readonly read: typeof extract
}
export const RULES: Rules = { version: RULES_VERSION, read: (input, options) => extract(input, options) }

/**
 * The signals of these articles with their quotes, in the caller's transaction. What an earlier reading of the same article
 * found and this one does not goes, and with it a signal that nothing else proves. An article that the rules fail on keeps
 * what it had and becomes a reject with the reason, until it is read well: every later version of the rules tries it again.
 * `fresh`: articles that this transaction inserted, which are not read back.
 */
export async function extractArticles(
  tx: Tx,
  ids: readonly bigint[],
  fresh: readonly FreshArticle[] = [],
): Promise<ExtractSummary> {
  if (ids.length === 0) return { articles: 0, signals: 0, evidence: 0 }
  const articles = await articlesOrFresh(tx, ids, fresh)
  const read = await readThese(tx, articles, RULES)
  const rows = read.flatMap((r) => r.found)
  await makeCurrent(
    tx,
    read.map((r) => r.article.id),
    rows,
    RULES.version,
  )
  return {
    articles: read.length,
    signals: new Set(rows.map((r) => r.own_id)).size,
    evidence: rows.reduce((n, r) => n + r.evidence.length, 0),
  }
}

/** An article as these rules read it. */
export interface ReadArticle {
  id: bigint
  /** A hash of what was read: the text, and the day that it is read as of. */
  read: string
  rows: TellingRow[]
}

/** Reads articles and stores nothing of it; one that the rules fail on is left out and becomes a reject. */
export async function readArticles(tx: Tx, ids: readonly bigint[], rules: Rules): Promise<ReadArticle[]> {
  const read = await readThese(tx, await articlesOf(tx, ids), rules)
  return read.map(({ article, found }) => ({ id: article.id, read: fingerprint(article), rows: found }))
}

async function readThese(tx: Tx, articles: readonly Article[], rules: Rules) {
  const companies: CompanyName[] = await tx.company.findMany({
    select: { slug: true, name: true, aliases: true },
    orderBy: { slug: 'asc' },
  })
  const slugs = new Set(companies.map((c) => c.slug))
  return await readEach(tx, articles, (article) => tellingsOf(article, companies, slugs, rules))
}

/** As `articlesOf`, but of the fresh ones nothing is asked: they are of no story, whose day would be theirs. */
async function articlesOrFresh(tx: Tx, ids: readonly bigint[], fresh: readonly FreshArticle[]): Promise<Article[]> {
  const known = new Set(fresh.map((a) => a.id))
  const others = ids.filter((id) => !known.has(id))
  const articles = others.length > 0 ? await articlesOf(tx, others) : []
  for (const { text, ...a } of fresh) {
    if (text === null) continue
    articles.push({
      ...a,
      text,
      publishedOn: a.publishedOn === null ? null : atMidnight(a.publishedOn),
      knownOn: atMidnight(a.knownOn),
    })
  }
  return articles.sort((a, b) => (a.id < b.id ? -1 : 1))
}

/** A day as the database answers it. */
const atMidnight = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** What the articles would be read as now; to be held against `ReadArticle.read` of an earlier reading. */
export async function fingerprints(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, string>> {
  return new Map((await articlesOf(tx, ids)).map((a) => [a.id, fingerprint(a)]))
}

/** Makes a reading of these articles the one that signals are made of. */
export async function makeCurrent(
  tx: Tx,
  ids: readonly bigint[],
  rows: readonly TellingRow[],
  version: string,
): Promise<void> {
  await storeTellings(tx, 'rules', { articleIds: ids }, rows)
  await tx.$executeRaw`
    UPDATE articles SET extracted_with = ${version}
    WHERE id = ANY(${[...ids]}::bigint[]) AND extracted_with IS DISTINCT FROM ${version}`
}

export const articlesOf = (tx: Tx, ids: readonly bigint[]): Promise<Article[]> => tx.$queryRaw<Article[]>`
  SELECT id, url, title, text, known_on AS "knownOn", text_from AS "textFrom", origin, source_id AS "sourceId",
    -- A copy speaks as of the day on which its story came out.
    least(published_on, first.day) AS "publishedOn"
  FROM articles a LEFT JOIN (
    SELECT story_id, min(published_on) AS day FROM articles
    WHERE story_id IN (SELECT story_id FROM articles WHERE id = ANY(${[...ids]}::bigint[])) GROUP BY 1) first USING (story_id)
  WHERE id = ANY(${[...ids]}::bigint[]) AND text IS NOT NULL ORDER BY id`

const fingerprint = (a: Article): string =>
  createHash('sha256')
    .update([a.url, a.title, a.text, a.publishedOn?.toISOString() ?? '', a.knownOn.toISOString()].join('\u001f'))
    .digest('hex')
    .slice(0, 32)

/** What an article tells, by these rules. */
function tellingsOf(
  article: Article,
  companies: readonly CompanyName[],
  slugs: ReadonlySet<string>,
  rules: Rules,
): TellingRow[] {
  const published = article.publishedOn ? dayOf(article.publishedOn) : undefined
  return rules
    .read(
      { text: article.text, title: article.title, url: article.url, ...(published ? { published } : {}) },
      { companies },
    )
    .signals.map((s) => tellingOf(s, article, slugs))
}

/** A signal that was found in an article, as it is kept. */
export function tellingOf(s: ExtractedSignal, article: Article, slugs: ReadonlySet<string>): TellingRow {
  const knownOn = dayOf(article.knownOn)
  const when = occurred(s.occurredOn)
  const slug = s.companySlug !== null && slugs.has(s.companySlug) ? s.companySlug : null
  return {
    reader: 'rules',
    article_id: article.id,
    own_id: s.id,
    type: s.type,
    company_slug: slug,
    company_name: slug ? null : s.company,
    occurred_on: when?.day ?? knownOn,
    occurred_precision: when?.precision ?? 'day',
    dated: when !== null,
    known_on: s.knownOn ?? knownOn,
    status: s.status,
    roles: s.roles,
    skills: s.skills,
    attributes: s.attributes,
    direction: s.direction > 0 ? 'up' : s.direction < 0 ? 'down' : null,
    magnitude: s.magnitude,
    confidence: s.confidence,
    summary: s.summary,
    rules: s.rules.length > 0 ? s.rules : ['text'],
    fired: s.fired,
    evidence: s.evidence.map((q) => evidenceOf(article, q)),
    extractor_version: s.rulesVersion,
    origin: article.origin,
    dataset_version: null,
  }
}

/** Characters of a quote from a text that was fetched from the publisher's page. */
const MAX_QUOTE = 300

type Quote = { quote: string; start: number; end: number }

/** Of a page's text at most 300 characters are quoted, whole words of them; what a feed published is quoted as found. */
function fairQuote(q: Quote, textFrom: string): Quote {
  if (textFrom !== 'page' || q.quote.length <= MAX_QUOTE) return q
  const quote = q.quote.slice(0, MAX_QUOTE).replace(/\s+\S*$/, '')
  return { quote, start: q.start, end: q.start + quote.length }
}

function evidenceOf(article: Article, found: Quote): EvidenceOfTelling {
  const q = fairQuote(found, article.textFrom)
  return {
    kind: 'quote',
    ...q,
    address: null,
    publisher: null,
    publishedOn: null,
    title: null,
    titleIs: null,
    summary: null,
    hash: createHash('sha256').update([article.url, q.start, q.end, q.quote].join('\u001f')).digest('hex').slice(0, 24),
  }
}

/** First day and precision of a period as coarse as the text said it. */
function occurred(text: string | null): { day: Day; precision: string } | null {
  if (!text) return null
  const [from] = text.split('/')
  const period = from ?? text
  const whole: boolean = isDay(period)
  if (whole) return { day: period, precision: text.includes('/') ? 'month' : 'day' }
  const half = /^(\d{4})-H([12])$/.exec(period)
  if (half) return { day: `${half[1]}-${half[2] === '1' ? '01' : '07'}-01`, precision: 'half' }
  const bounds = periodBounds(period)
  if (!bounds) return null
  return { day: bounds.first, precision: /Q/.test(period) ? 'quarter' : period.length === 4 ? 'year' : 'month' }
}
