import { createHash } from 'node:crypto'
import { type Day, dayOf } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { ParsedArticle } from '@/lib/sources/source'
import { type Counts, countsOf, storable } from './rows'

/** The articles of one document. */
export type ArticleGroup = {
  readonly articles: readonly ParsedArticle[]
  readonly sourceId: string | null
  readonly documentId: bigint | null
}

export type ArticlesWritten = {
  /** For each group. */
  readonly counts: readonly Counts[]
  /** New, or with another text than before: to be searched for signals in the same transaction. */
  readonly touched: readonly bigint[]
  /** Those of them that are new, as they stand now: who goes on with them need not read them back. */
  readonly fresh: readonly FreshArticle[]
}

/** An article that was inserted just now; it is of no story yet. Days are UTC. */
export type FreshArticle = {
  readonly id: bigint
  readonly url: string
  readonly title: string
  readonly text: string | null
  readonly textHash: string | null
  readonly publishedOn: Day | null
  readonly knownOn: Day
  readonly textFrom: string
  readonly origin: string
  readonly sourceId: string | null
}

type Origin = { readonly textFrom: 'feed' | 'import'; readonly origin: string; readonly now: Date }

/**
 * Articles by their canonical address. The same text again changes nothing; another text from the same source replaces it;
 * an article that another source brought first keeps that source's text, so that two feeds do not pull it to and fro. A text
 * that was read from the page stays until the page is read again, which a changed teaser asks for. A
 * record of the reference data that had no text takes it and is ours from then on. Of groups with one address the first is
 * written first.
 */
export async function writeArticles(tx: Tx, groups: readonly ArticleGroup[], from: Origin): Promise<ArticlesWritten> {
  const added = groups.map(() => 0)
  const changed = groups.map(() => 0)
  const touched: bigint[] = []
  const fresh = new Map<bigint, FreshArticle>()
  for (const wave of wavesOf(groups)) {
    const rows = wave.flatMap((n) => rowsOf(groups[n], n, from))
    // Of an address that a document has twice the first is written.
    const rowOf = new Map(rows.toReversed().map((r) => [r.url, r]))
    const inserted = await insert(tx, rows, from)
    const isNew = new Set(inserted.map((r) => r.url))
    const known = rows.filter((r) => !isNew.has(r.url))
    const updated = known.length > 0 ? await update(tx, known, from) : []
    for (const [found, counts] of [
      [updated, changed],
      [inserted, added],
    ] as const) {
      for (const { id, url } of found) {
        touched.push(id)
        const n = rowOf.get(url)?.group ?? 0
        counts[n] = (counts[n] ?? 0) + 1
      }
    }
    for (const { id } of updated) fresh.delete(id)
    for (const { id, url } of inserted) {
      const row = rowOf.get(url)
      if (row) fresh.set(id, freshOf(id, row, from))
    }
  }
  return {
    counts: groups.map((g, n) => countsOf(g.articles.length, added[n] ?? 0, changed[n] ?? 0)),
    touched,
    fresh: [...fresh.values()],
  }
}

const freshOf = (
  id: bigint,
  { url, title, text, textHash, publishedOn, knownOn, sourceId }: Row,
  { origin, textFrom }: Origin,
): FreshArticle => {
  const from = text === null ? 'none' : textFrom
  return { id, url, title, text, textHash, publishedOn, knownOn, textFrom: from, origin, sourceId }
}

/** Numbers of groups that have no address in common, so that one statement can write them. */
function wavesOf(groups: readonly ArticleGroup[]): number[][] {
  const waves: { numbers: number[]; urls: Set<string> }[] = []
  for (const [n, { articles }] of groups.entries()) {
    if (articles.length === 0) continue
    const last = waves.at(-1)
    const wave = last && !articles.some((a) => last.urls.has(a.url)) ? last : { numbers: [], urls: new Set<string>() }
    if (wave !== last) waves.push(wave)
    wave.numbers.push(n)
    for (const a of articles) wave.urls.add(a.url)
  }
  return waves.map((w) => w.numbers)
}

type Row = {
  readonly group: number
  readonly url: string
  readonly publisher: string
  readonly title: string
  readonly publishedAt: string | null
  readonly publishedOn: string | null
  readonly knownOn: string
  readonly author: string | null
  readonly html: string | null
  readonly text: string | null
  readonly textHash: string | null
  readonly sourceId: string | null
  readonly documentId: bigint | null
}

function rowsOf(group: ArticleGroup | undefined, n: number, from: Origin): Row[] {
  const today = dayOf(from.now)
  const clean = (text: string | null): string | null => (text === null ? null : storable(text))
  return (group?.articles ?? []).map((a) => {
    const day = a.publishedAt?.slice(0, 10) ?? null
    const text = clean(a.text)
    return {
      group: n,
      url: storable(a.url),
      publisher: storable(a.publisher),
      title: storable(a.title),
      publishedAt: a.publishedAt,
      publishedOn: day,
      // What a feed dates into the future is known from today; what it does not date, too.
      knownOn: day !== null && day <= today ? day : today,
      author: clean(a.author),
      html: clean(a.html),
      text,
      textHash: text ? createHash('sha256').update(text).digest('hex').slice(0, 32) : null,
      sourceId: group?.sourceId ?? null,
      documentId: group?.documentId ?? null,
    }
  })
}

/** The rows as columns, which costs the database a fraction of what JSON does. */
const columns = (rows: readonly Row[]): Prisma.Sql => Prisma.sql`unnest(
  ${rows.map((r) => r.url)}::text[], ${rows.map((r) => r.publisher)}::text[], ${rows.map((r) => r.title)}::text[],
  ${rows.map((r) => r.publishedAt)}::timestamptz[], ${rows.map((r) => r.publishedOn)}::date[], ${rows.map((r) => r.knownOn)}::date[],
  ${rows.map((r) => r.author)}::text[], ${rows.map((r) => r.html)}::text[], ${rows.map((r) => r.text)}::text[],
  ${rows.map((r) => r.textHash)}::text[], ${rows.map((r) => r.sourceId)}::text[], ${rows.map((r) => r.documentId)}::bigint[]
) AS r(url, publisher, title, published_at, published_on, known_on, author, html, text, text_hash, source_id, document_id)`

type Found = { id: bigint; url: string }

// Marked as searched for signals at once, which its caller does in the same transaction: a second version of each row would
// cost as much as the first.
const insert = (tx: Tx, rows: readonly Row[], from: Origin): Promise<Found[]> =>
  tx.$queryRaw<Found[]>`
    INSERT INTO articles (url, publisher, published_on, published_at, known_on, title, author, text, html, text_from, text_hash, source_id, document_id,
      origin, extracted_with)
    SELECT url, publisher, published_on, published_at, known_on, title, author, text, html, CASE WHEN text IS NULL THEN 'none' ELSE ${from.textFrom} END,
      text_hash, source_id, document_id, ${from.origin}, CASE WHEN text IS NOT NULL THEN ${RULES_VERSION} END
    FROM ${columns(rows)}
    ON CONFLICT (url) DO NOTHING RETURNING id, url`

const update = (tx: Tx, rows: readonly Row[], from: Origin): Promise<Found[]> =>
  tx.$queryRaw<Found[]>`
    UPDATE articles a SET title = r.title, title_is = 'published', author = coalesce(r.author, a.author), html = coalesce(r.html, a.html),
      text = CASE WHEN a.text_from = 'page' THEN a.text ELSE coalesce(r.text, a.text) END,
      text_hash = CASE WHEN a.text_from = 'page' THEN a.text_hash ELSE coalesce(r.text_hash, a.text_hash) END,
      text_from = CASE WHEN r.text IS NULL OR a.text_from = 'page' THEN a.text_from ELSE ${from.textFrom} END,
      teaser = CASE WHEN a.text_from = 'page' THEN coalesce(r.text, a.teaser) END,
      page_state = CASE WHEN a.text_from = 'page' AND r.text IS DISTINCT FROM a.teaser THEN 'wanted' ELSE a.page_state END,
      published_at = coalesce(r.published_at, a.published_at), published_on = coalesce(a.published_on, r.published_on),
      source_id = coalesce(a.source_id, r.source_id), document_id = r.document_id, extracted_with = NULL,
      origin = ${from.origin}, dataset_version = NULL
    FROM ${columns(rows)}
    WHERE a.url = r.url AND (
      (a.source_id IS NOT DISTINCT FROM r.source_id AND a.origin = ${from.origin}
        AND (a.title <> r.title OR (r.text IS NOT NULL AND CASE WHEN a.text_from = 'page' THEN a.teaser IS DISTINCT FROM r.text
          ELSE a.text_hash IS DISTINCT FROM r.text_hash END)))
      OR (a.text IS NULL AND r.text IS NOT NULL))
    RETURNING a.id, a.url`
