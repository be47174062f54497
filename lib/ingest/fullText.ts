import { createHash } from 'node:crypto'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { bumpDataVersion, type Db } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { decodeText } from '@/lib/sources/feeds/charset'
import { htmlToText } from '@/lib/sources/feeds/html'
import { urlOf } from '@/lib/url'
import { extractArticles } from './extractArticles'
import type { Answer, Outbound, Turn } from './http'
import { mayRead } from './robots'
import { refreshSignalCounts } from './rollups'
import { jsonRows, storable } from './rows'

/** Pages that one visit reads; the rest wait for the next. */
const PAGES = 20
/** Characters below which a feed's text is a teaser, unless it says itself that it was cut. */
const TEASER = 1_500
/** Failures in a row after which a page is left alone. */
const TRIES = 3
/** Seconds between two pages up to which we wait for a host; a host that asks for more gets one page a visit. */
const LONGEST_DELAY = 10
/** Characters of a page that are looked at, and elements: no article is longer, and a bomb ends there. */
const MAX_HTML = 3_000_000
const MAX_ELEMENTS = 30_000

export type PageText = {
  /** Plain text of the article; null where none was found. */
  readonly text: string | null
  /** The address that the page names as its own (`rel=canonical`); null: none, or a front page. */
  readonly canonical: string | null
}

/** The article of a web page as plain text, without what surrounds it. Pure; runs no script and loads nothing. */
export function articleOfPage(html: string, address: string): PageText {
  const { document } = parseHTML(html.slice(0, MAX_HTML).replaceAll('\u0000', ''))
  const canonical = canonicalOf(document.querySelector('link[rel~="canonical" i]')?.getAttribute('href'), address)
  const found = new Readability(document as unknown as Document, {
    maxElemsToParse: MAX_ELEMENTS,
    charThreshold: 250,
  }).parse()
  return { text: (found?.content ? htmlToText(found.content) : '') || null, canonical }
}

function canonicalOf(href: string | null | undefined, address: string): string | null {
  const url = href ? urlOf(href, address) : null
  if (!url) return null
  url.hash = ''
  return /^https?:$/.test(url.protocol) && (url.pathname !== '/' || url.search) ? url.href : null
}

type Wanted = { id: bigint; url: string; text: string | null; teaser: string | null; textFrom: string; tries: number }
type Result = {
  id: bigint
  state: 'read' | 'teaser' | 'wanted'
  note: string | null
  tries: number
  text: string | null
  hash: string | null
  canonical: string | null
}

/**
 * Reads the pages of a source's articles of which the feed gave a teaser only, the newest first, at most 20 a visit, where
 * robots.txt lets us. The text then comes from the page, and the teaser is kept beside it. A page that may not or cannot be
 * read leaves the teaser and says why. Answers the articles that have another text now, and what a person should know.
 */
export async function readFullTexts(
  db: Db,
  source: Pick<SourceRow, 'id'>,
  options: { now: Date; outbound: Outbound; onProgress?: (line: string) => void },
): Promise<{ articles: bigint[]; notes: string[] }> {
  const wanted = await db.$queryRaw<Wanted[]>`
    SELECT id, url, text, teaser, text_from AS "textFrom", page_tries AS tries FROM articles
    WHERE source_id = ${source.id} AND (page_state = 'wanted' OR page_state IS NULL AND text_from IN ('feed', 'none')
      AND (coalesce(length(text), 0) < ${TEASER} OR right(text, 60) ~ '(…|\\.\\.\\.|\\[\\+\\d+ chars\\])[])]?\\s*$'))
    -- What failed comes last, so that it keeps no other waiting.
    ORDER BY page_tries, published_on DESC NULLS LAST, id DESC LIMIT ${PAGES}`
  if (wanted.length === 0) return { articles: [], notes: [] }
  const results: Result[] = []
  // A host that fails, or asks for long pauses, is left alone for the rest of the visit.
  const closed = new Set<string>()
  for (const article of wanted) {
    const { host } = new URL(article.url)
    if (closed.has(host)) continue
    const result = await readPage(article, options, () => closed.add(host))
    results.push(result)
    options.onProgress?.(`${source.id}: ${article.url}: ${result.note ?? 'read in full'}`)
  }
  const articles = await store(db, results)
  const refused = results.filter((r) => r.state === 'teaser')
  const notes = refused.length > 0 ? [`${refused.length} articles stay teasers: ${refused[0]?.note ?? ''}`] : []
  return { articles, notes }
}

async function readPage(
  article: Wanted,
  { now, outbound }: { now: Date; outbound: Outbound },
  close: () => void,
): Promise<Result> {
  const same = { id: article.id, text: null, hash: null, canonical: null }
  const stays = (note: string): Result => ({ ...same, state: 'teaser', note, tries: article.tries })
  const later = (note: string): Result => {
    close()
    const tries = article.tries + 1
    return { ...same, state: tries >= TRIES ? 'teaser' : 'wanted', note, tries }
  }
  let answer: Answer
  try {
    const ask = async (page: URL): Promise<Turn | null> => {
      const permission = await mayRead(outbound, page.href, now)
      if (!permission.may) throw new WaveError('fetch-refused', permission.reason, 'The teaser stays.')
      const delay = permission.delaySeconds
      if (delay !== null && delay > LONGEST_DELAY) close()
      return delay === null ? null : { key: page.host, perSecond: 1 / delay }
    }
    const pace = await ask(new URL(article.url))
    answer = await outbound.fetch({
      url: article.url,
      accept: 'text/html, application/xhtml+xml;q=0.9, */*;q=0.1',
      ...(pace === null ? {} : { pace }),
      // Where the page moved, on this host or to another, its robots.txt is asked before it is fetched.
      onRedirect: ask,
    })
  } catch (thrown) {
    const problem = asWaveError(thrown)
    return problem.code === 'fetch-refused' || problem.code === 'too-large'
      ? stays(problem.message)
      : later(problem.message)
  }
  const host = new URL(answer.url).host
  if (answer.status >= 500 || answer.status === 429) return later(`${host} answers ${answer.status} for now.`)
  if (answer.status >= 400) return stays(`The page answers ${answer.status}.`)
  if (answer.contentType && !/html|xml/i.test(answer.contentType))
    return stays(`The page is no web page but ${answer.contentType.split(';')[0]?.slice(0, 60)}.`)
  const page = pageOrNull(decodeText(answer.bytes, answer.contentType), answer.url)
  if (!page) return stays('No article could be found in the page.')
  const canonical = page.canonical ?? (answer.url === article.url ? null : answer.url)
  const before = (article.textFrom === 'page' ? article.teaser : article.text) ?? ''
  if (!page.text || page.text.length <= before.length)
    return { ...stays('The page says no more than the feed.'), canonical }
  const text = storable(page.text)
  const hash = createHash('sha256').update(text).digest('hex').slice(0, 32)
  return { ...same, state: 'read', note: null, tries: 0, text, hash, canonical }
}

function pageOrNull(html: string, address: string): PageText | null {
  try {
    return articleOfPage(html, address)
  } catch {
    return null // too many elements, or nested deeper than can be walked: told as a page without an article
  }
}

async function store(db: Db, results: readonly Result[]): Promise<bigint[]> {
  return await db.$transaction(
    async (tx) => {
      const rows = await tx.$queryRaw<{ id: bigint; isNew: boolean }[]>`
        UPDATE articles a SET page_state = r.state, page_note = r.note, page_tries = r.tries,
          canonical_url = coalesce(r.canonical, a.canonical_url),
          teaser = CASE WHEN r.text IS NULL THEN a.teaser WHEN a.text_from = 'page' THEN a.teaser ELSE a.text END,
          text = coalesce(r.text, a.text), text_hash = coalesce(r.hash, a.text_hash),
          text_from = CASE WHEN r.text IS NULL THEN a.text_from ELSE 'page' END,
          extracted_with = CASE WHEN r.text IS NULL THEN a.extracted_with END
        FROM jsonb_to_recordset(${jsonRows(results)}::jsonb)
          AS r(id bigint, state text, note text, tries int, text text, hash text, canonical text)
        WHERE a.id = r.id RETURNING a.id, (r.text IS NOT NULL OR r.canonical IS NOT NULL) AS "isNew"`
      const changed = rows.filter((r) => r.isNew).map((r) => r.id)
      if (changed.length > 0) {
        await extractArticles(tx, changed)
        await refreshSignalCounts(tx)
        await bumpDataVersion(tx)
      }
      return changed
    },
    { timeout: 120_000, maxWait: 60_000 },
  )
}
