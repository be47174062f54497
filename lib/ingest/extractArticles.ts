import { createHash } from 'node:crypto'
import { type Day, dayOf, isDay, periodBounds } from '@/lib/dates'
import type { Db, Tx } from '@/lib/db/client'
import { bumpDataVersion } from '@/lib/db/client'
import type { CompanyName } from '@/lib/signals/companies'
import { extract } from '@/lib/signals/extract'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { ExtractedSignal } from '@/lib/signals/types'
import { refreshSignalCounts } from './rollups'
import { jsonRows } from './rows'

type Article = {
  id: bigint
  url: string
  title: string
  text: string
  publishedOn: Date | null
  knownOn: Date
  textFrom: string
  origin: string
}

/** Articles in one transaction: small enough for a short lock, large enough for set-based writes. */
const CHUNK = 500

export type ExtractSummary = { articles: number; signals: number; evidence: number }

/**
 * Searches articles for signals again: those that today's rules have not read, or with `all` every one.
 * Running it twice changes nothing.
 */
export async function extractAll(
  db: Db,
  options: { all?: boolean; onProgress?: (done: number) => void } = {},
): Promise<ExtractSummary> {
  const sum: ExtractSummary = { articles: 0, signals: 0, evidence: 0 }
  let after = 0n
  for (;;) {
    const ids = await db.$queryRaw<{ id: bigint }[]>`
      SELECT id FROM articles WHERE text IS NOT NULL AND id > ${after} AND (${options.all ?? false} OR extracted_with IS DISTINCT FROM ${RULES_VERSION})
      ORDER BY id LIMIT ${CHUNK}`
    const last = ids.at(-1)
    if (!last) return sum
    after = last.id
    const part = await db.$transaction(
      async (tx) => {
        const done = await extractArticles(
          tx,
          ids.map((r) => r.id),
        )
        await refreshSignalCounts(tx)
        await bumpDataVersion(tx)
        return done
      },
      { timeout: 300_000, maxWait: 60_000 },
    )
    sum.articles += part.articles
    sum.signals += part.signals
    sum.evidence += part.evidence
    options.onProgress?.(sum.articles)
  }
}

/**
 * The signals of these articles with their quotes, in the caller's transaction. What an earlier reading of the same article
 * found and this one does not goes, and with it a signal that nothing else proves.
 */
export async function extractArticles(tx: Tx, ids: readonly bigint[]): Promise<ExtractSummary> {
  if (ids.length === 0) return { articles: 0, signals: 0, evidence: 0 }
  const articles = await tx.$queryRaw<Article[]>`
    SELECT id, url, title, text, known_on AS "knownOn", text_from AS "textFrom", origin,
      -- A copy speaks as of the day on which its story came out.
      least(published_on, first.day) AS "publishedOn"
    FROM articles a LEFT JOIN (
      SELECT story_id, min(published_on) AS day FROM articles
      WHERE story_id IN (SELECT story_id FROM articles WHERE id = ANY(${[...ids]}::bigint[])) GROUP BY 1) first USING (story_id)
    WHERE id = ANY(${[...ids]}::bigint[]) AND text IS NOT NULL ORDER BY id`
  const companies: CompanyName[] = await tx.company.findMany({
    select: { slug: true, name: true, aliases: true },
    orderBy: { slug: 'asc' },
  })
  const slugs = new Set(companies.map((c) => c.slug))
  const signals = new Map<string, ReturnType<typeof signalRow>>()
  const evidence: ReturnType<typeof evidenceRow>[] = []
  for (const article of articles) {
    const published = article.publishedOn ? dayOf(article.publishedOn) : undefined
    const found = extract(
      { text: article.text, title: article.title, url: article.url, ...(published ? { published } : {}) },
      { companies },
    )
    for (const s of found.signals) {
      const row = signalRow(s, dayOf(article.knownOn), slugs, article.origin)
      const known = signals.get(s.id)
      signals.set(
        s.id,
        known
          ? {
              ...known,
              known_on: [known.known_on, row.known_on].sort()[0] ?? row.known_on,
              confidence: Math.max(known.confidence, row.confidence),
            }
          : row,
      )
      for (const q of s.evidence) evidence.push(evidenceRow(s.id, article, q))
    }
  }
  await store(
    tx,
    articles.map((a) => a.id),
    [...signals.values()],
    evidence,
  )
  return { articles: articles.length, signals: signals.size, evidence: evidence.length }
}

function signalRow(s: ExtractedSignal, knownOn: Day, slugs: ReadonlySet<string>, origin: string) {
  const when = occurred(s.occurredOn) ?? { day: knownOn, precision: 'day' }
  const slug = s.companySlug !== null && slugs.has(s.companySlug) ? s.companySlug : null
  return {
    id: s.id,
    type: s.type,
    company_slug: slug,
    company_name: slug ? null : s.company,
    occurred_on: when.day,
    occurred_precision: when.precision,
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
    extractor_version: s.rulesVersion,
    origin,
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

function evidenceRow(signalId: string, article: Article, found: Quote) {
  const q = fairQuote(found, article.textFrom)
  return {
    signal_id: signalId,
    article_id: article.id,
    quote: q.quote,
    start_offset: q.start,
    end_offset: q.end,
    hash: createHash('sha256').update([article.url, q.start, q.end, q.quote].join('\u001f')).digest('hex').slice(0, 24),
    origin: article.origin,
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

async function store(
  tx: Tx,
  articleIds: readonly bigint[],
  signals: readonly object[],
  evidence: readonly object[],
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO signals AS s (id, type, company_slug, company_name, occurred_on, occurred_precision, known_on, status, roles, skills, attributes,
      direction, magnitude, confidence, summary, rules, extractor_version, origin)
    SELECT id, type, company_slug, company_name, occurred_on, occurred_precision, known_on, status, ARRAY(SELECT jsonb_array_elements_text(roles)),
      ARRAY(SELECT jsonb_array_elements_text(skills)), attributes, direction, magnitude, confidence, summary,
      ARRAY(SELECT jsonb_array_elements_text(rules)), extractor_version, origin
    FROM jsonb_to_recordset(${jsonRows(signals)}::jsonb) AS r(id text, type text, company_slug text, company_name text, occurred_on date,
      occurred_precision text, known_on date, status text, roles jsonb, skills jsonb, attributes jsonb, direction text, magnitude float8,
      confidence float8, summary text, rules jsonb, extractor_version text, origin text)
    ON CONFLICT (id) DO UPDATE SET
      known_on = least(s.known_on, excluded.known_on), confidence = greatest(s.confidence, excluded.confidence),
      roles = ARRAY(SELECT DISTINCT r FROM unnest(s.roles || excluded.roles) r ORDER BY r),
      skills = ARRAY(SELECT DISTINCT k FROM unnest(s.skills || excluded.skills) k ORDER BY k),
      attributes = excluded.attributes || s.attributes,
      rules = ARRAY(SELECT DISTINCT r FROM unnest(s.rules || excluded.rules) r ORDER BY r),
      extractor_version = excluded.extractor_version`
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS found_evidence (signal_id text, article_id bigint, quote text, start_offset int, end_offset int, hash text,
      origin text) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE found_evidence`
  await tx.$executeRaw`
    INSERT INTO found_evidence SELECT DISTINCT ON (signal_id, hash) * FROM jsonb_to_recordset(${jsonRows(evidence)}::jsonb)
      AS r(signal_id text, article_id bigint, quote text, start_offset int, end_offset int, hash text, origin text)`
  const gone = await tx.$queryRaw<{ signal_id: string }[]>`
    DELETE FROM evidence e WHERE e.article_id = ANY(${[...articleIds]}::bigint[]) AND e.kind = 'quote'
      AND NOT EXISTS (SELECT 1 FROM found_evidence f WHERE f.signal_id = e.signal_id AND f.hash = e.hash)
    RETURNING e.signal_id`
  await tx.$executeRaw`
    INSERT INTO evidence (signal_id, kind, article_id, quote, start_offset, end_offset, hash, origin)
    SELECT signal_id, 'quote', article_id, quote, start_offset, end_offset, hash, origin FROM found_evidence
    ON CONFLICT (signal_id, hash) DO UPDATE SET article_id = excluded.article_id WHERE evidence.article_id IS DISTINCT FROM excluded.article_id`
  if (gone.length > 0) {
    await tx.$executeRaw`
      DELETE FROM signals s WHERE s.id = ANY(${gone.map((g) => g.signal_id)}::text[]) AND NOT EXISTS (SELECT 1 FROM evidence e WHERE e.signal_id = s.id)`
  }
  await tx.$executeRaw`UPDATE articles SET extracted_with = ${RULES_VERSION} WHERE id = ANY(${[...articleIds]}::bigint[]) AND extracted_with IS DISTINCT FROM ${RULES_VERSION}`
}
