import { createHash } from 'node:crypto'
import { dayOf } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import type { ParsedArticle } from '@/lib/sources/source'
import { type Counts, countsOf, jsonRows, noCounts, storable } from './rows'

export type ArticleWrite = {
  readonly counts: Counts /** New, or with another text than before: to be searched for signals. */
  readonly touched: readonly bigint[]
}

type Origin = {
  readonly sourceId: string | null
  readonly documentId: bigint | null
  readonly textFrom: 'feed' | 'import'
  readonly origin: string
  readonly now: Date
}

/**
 * Articles by their canonical address. The same text again changes nothing; another text from the same source replaces it;
 * an article that another source brought first keeps that source's text, so that two feeds do not pull it to and fro. A text
 * that was read from the page stays until the page is read again, which a changed teaser asks for. A
 * record of the reference data that had no text takes it and is ours from then on.
 */
export async function writeArticles(tx: Tx, articles: readonly ParsedArticle[], from: Origin): Promise<ArticleWrite> {
  if (articles.length === 0) return { counts: noCounts(), touched: [] }
  const today = dayOf(from.now)
  const rows = jsonRows(
    articles.map((a) => {
      const day = a.publishedAt?.slice(0, 10) ?? null
      return {
        ...a,
        published_on: day,
        // What a feed dates into the future is known from today; what it does not date, too.
        known_on: day !== null && day <= today ? day : today,
        text_hash: a.text ? createHash('sha256').update(storable(a.text)).digest('hex').slice(0, 32) : null,
      }
    }),
  )
  const changed = await tx.$queryRaw<{ id: bigint }[]>`
    UPDATE articles a SET title = r.title, title_is = 'published', author = coalesce(r.author, a.author), html = coalesce(r.html, a.html),
      text = CASE WHEN a.text_from = 'page' THEN a.text ELSE coalesce(r.text, a.text) END,
      text_hash = CASE WHEN a.text_from = 'page' THEN a.text_hash ELSE coalesce(r.text_hash, a.text_hash) END,
      text_from = CASE WHEN r.text IS NULL OR a.text_from = 'page' THEN a.text_from ELSE ${from.textFrom} END,
      teaser = CASE WHEN a.text_from = 'page' THEN coalesce(r.text, a.teaser) END,
      page_state = CASE WHEN a.text_from = 'page' AND r.text IS DISTINCT FROM a.teaser THEN 'wanted' ELSE a.page_state END,
      published_at = coalesce(r."publishedAt", a.published_at), published_on = coalesce(a.published_on, r.published_on),
      source_id = coalesce(a.source_id, ${from.sourceId}), document_id = ${from.documentId}, extracted_with = NULL,
      origin = ${from.origin}, dataset_version = NULL
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(url text, publisher text, title text, "publishedAt" timestamptz, published_on date, known_on date,
      author text, html text, text text, text_hash text)
    WHERE a.url = r.url AND (
      (a.source_id IS NOT DISTINCT FROM ${from.sourceId} AND a.origin = ${from.origin}
        AND (a.title <> r.title OR (r.text IS NOT NULL AND CASE WHEN a.text_from = 'page' THEN a.teaser IS DISTINCT FROM r.text
          ELSE a.text_hash IS DISTINCT FROM r.text_hash END)))
      OR (a.text IS NULL AND r.text IS NOT NULL))
    RETURNING a.id`
  const added = await tx.$queryRaw<{ id: bigint }[]>`
    INSERT INTO articles (url, publisher, published_on, published_at, known_on, title, author, text, html, text_from, text_hash, source_id, document_id, origin)
    SELECT url, publisher, published_on, "publishedAt", known_on, title, author, text, html, CASE WHEN text IS NULL THEN 'none' ELSE ${from.textFrom} END,
      text_hash, ${from.sourceId}, ${from.documentId}, ${from.origin}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(url text, publisher text, title text, "publishedAt" timestamptz, published_on date, known_on date,
      author text, html text, text text, text_hash text)
    ON CONFLICT (url) DO NOTHING RETURNING id`
  return {
    counts: countsOf(articles.length, added.length, changed.length),
    touched: [...changed, ...added].map((r) => r.id),
  }
}
