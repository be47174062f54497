import { inPlainWords } from '@/lib/analytics/plainWords'
import { type Day, dayOf, lastDayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { articleRank, articlesWith, hasHit, markHits, NO_WORDS, type WordQuery, wordQuery } from './fullText'
import { asOfNote, passedDay } from './names'
import { SIGNAL_TYPES, signalsById } from './signals'
import type { ArticleData, ArticleFilter, ArticlePage, ArticleRow } from './types'

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** Hits of a search that are counted; more are "10,000 or more". */
export const ARTICLES_COUNTED = 10_000
/** Hits, the newest first, among which the best are looked for. */
const RANKED = 2_000
/** Publishers to choose from. */
const MOST_PUBLISHERS = 20
/** Characters of a text that are looked through for a passage. */
const LOOKED_THROUGH = 60_000

/**
 * Articles, newest first by day of publication, with how many signals each is evidence of. The view's companies and roles go by those
 * signals. With `text` only those that answer it, by what a reader may see (`articlesWith`), with the passages that do.
 *
 * @throws WaveError `bad-view` for a type or order that does not exist
 */
export async function articles(
  view: View,
  db: Db,
  filter: ArticleFilter = {},
  now = new Date(),
): Promise<Answer<ArticleRow> & ArticlePage> {
  if (filter.type && !SIGNAL_TYPES.includes(filter.type))
    throw new WaveError('bad-view', `type=${filter.type} is not a type.`, `One of ${SIGNAL_TYPES.join(', ')}.`)
  if (filter.order && filter.order !== 'newest' && filter.order !== 'best')
    throw new WaveError('bad-view', `order=${filter.order} is neither newest nor best.`, 'Leave it out for the newest.')
  const size = Math.min(200, Math.max(1, Math.floor(filter.pageSize ?? 50)))
  const skip = (Math.max(1, Math.floor(filter.page ?? 1)) - 1) * size
  const known = passedDay(view, now)
  const showFetched = filter.showFetched ?? false
  const asked = filter.text?.trim() ?? ''
  const words = asked ? await wordQuery(db, asked) : null
  const bySignal = filter.type || view.roles.length || view.companies.length
  const all = Prisma.sql`a.known_on <= ${known}::date
    ${view.from ? Prisma.sql`AND a.published_on >= ${view.from}::date` : Prisma.empty}
    ${view.to ? Prisma.sql`AND a.published_on <= ${view.to}::date` : Prisma.empty}
    ${
      bySignal
        ? Prisma.sql`AND a.id IN (SELECT e.article_id FROM evidence e JOIN signals s ON s.id = e.signal_id
            WHERE s.known_on <= ${known}::date
            ${filter.type ? Prisma.sql`AND s.type = ${filter.type}` : Prisma.empty}
            ${view.companies.length ? Prisma.sql`AND s.company_slug = ANY(${view.companies}::text[])` : Prisma.empty}
            ${view.roles.length ? Prisma.sql`AND s.roles && ${view.roles as string[]}::text[]` : Prisma.empty})`
        : Prisma.empty
    }
    ${words ? Prisma.sql`AND a.id IN (${articlesWith(words, known, showFetched)})` : asked ? Prisma.sql`AND false` : Prisma.empty}`
  const where = filter.publisher ? Prisma.sql`${all} AND a.publisher = ${filter.publisher}` : all
  const newest = Prisma.sql`a.published_on DESC NULLS LAST, a.id DESC`
  const [counted, ids, publishers] = await Promise.all([
    db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM (SELECT 1 FROM articles a WHERE ${where} ${words ? Prisma.sql`LIMIT ${ARTICLES_COUNTED}` : Prisma.empty}) c`,
    words && filter.order === 'best'
      ? db.$queryRaw<{ id: bigint }[]>`
          SELECT a.id FROM (SELECT a.id, a.published_on FROM articles a WHERE ${where} ORDER BY ${newest} LIMIT ${RANKED}) a
          LEFT JOIN article_words w ON w.article_id = a.id
          ORDER BY ${articleRank(words)} DESC NULLS LAST, ${newest} LIMIT ${size} OFFSET ${skip}`
      : db.$queryRaw<{ id: bigint }[]>`
          SELECT a.id FROM articles a WHERE ${where} ORDER BY ${newest} LIMIT ${size} OFFSET ${skip}`,
    db.$queryRaw<{ publisher: string; n: number }[]>`
      SELECT a.publisher, count(*)::int AS n FROM articles a WHERE ${all}
      GROUP BY a.publisher ORDER BY n DESC, a.publisher LIMIT ${MOST_PUBLISHERS}`,
  ])
  const found = await db.article.findMany({
    where: { id: { in: ids.map((r) => r.id) } },
    omit: { html: true, text: true },
    include: { evidence: { distinct: ['signalId'], select: { signalId: true } } },
  })
  const byId = new Map(found.map((a) => [a.id, a]))
  const rows = ids.flatMap(({ id }): ArticleRow[] => {
    const a = byId.get(id)
    return a ? [{ ...summaryOf(a), signals: a.evidence.length }] : []
  })
  const hits = words ? await hitsOf(db, words, rows, known, showFetched) : { marks: {}, passages: {} }
  const notes = [...asOfNote(view), ...(asked && !words ? [NO_WORDS] : [])]
  return { rows, unit: 'articles', view, notes, total: counted[0]?.n ?? 0, publishers, ...hits }
}

/** Where in its title, summary, text or quotes each article answers. Nothing is shown that its own page would not show. */
async function hitsOf(
  db: Db,
  words: WordQuery,
  rows: readonly ArticleRow[],
  known: Day,
  showFetched: boolean,
): Promise<Pick<ArticlePage, 'marks' | 'passages'>> {
  const ids = rows.map((row) => BigInt(row.id))
  const short = [...new Set(rows.flatMap((row) => [row.title, row.summary]).filter((text) => text !== null))]
  const bodies = await db.$queryRaw<{ id: string; from: 'text' | 'teaser' | 'quote'; text: string }[]>`
    SELECT a.id::text, 'text' AS "from", left(a.text, ${LOOKED_THROUGH}::int) AS text FROM articles a
    WHERE a.id = ANY(${ids}::bigint[]) AND a.text IS NOT NULL AND (${showFetched}::boolean OR a.text_from <> 'page')
    UNION ALL SELECT a.id::text, 'teaser', a.teaser FROM articles a WHERE a.id = ANY(${ids}::bigint[]) AND a.teaser IS NOT NULL
    UNION ALL SELECT e.article_id::text, 'quote', e.quote FROM evidence e JOIN signals s ON s.id = e.signal_id
    WHERE e.article_id = ANY(${ids}::bigint[]) AND e.quote IS NOT NULL AND s.known_on <= ${known}::date`
  const [wholes, parts] = await Promise.all([
    markHits(db, words, short, { whole: true }),
    markHits(
      db,
      words,
      bodies.map((body) => body.text),
      { whole: false },
    ),
  ])
  const marks: ArticlePage['marks'] = {}
  for (const [i, text] of short.entries()) {
    const pieces = wholes[i]
    if (pieces && hasHit(pieces)) marks[text] = pieces
  }
  const passages: ArticlePage['passages'] = {}
  // Texts come first, then teasers, then quotes: the first that answers is shown.
  for (const [i, { id, from }] of bodies.entries()) {
    const pieces = parts[i]
    if (pieces && hasHit(pieces) && !Object.hasOwn(passages, id)) passages[id] = { words: pieces, from }
  }
  return { marks, passages }
}

function summaryOf(a: {
  id: bigint
  url: string
  publisher: string
  publishedOn: Date | null
  publishedText: string | null
  title: string
  titleIs: string
  summary: string | null
  topics: string[]
}): Omit<ArticleRow, 'signals'> {
  return {
    id: String(a.id),
    url: a.url,
    publisher: a.publisher,
    publishedOn: a.publishedText ?? (a.publishedOn ? dayOf(a.publishedOn) : null),
    title: a.title,
    titleIs: a.titleIs === 'rebuilt' ? 'rebuilt' : 'published',
    summary: a.summary,
    topics: a.topics,
  }
}

/**
 * One article with its quotes in order of their place in the text. The whole text is given where a feed published it or it was
 * imported; of a fetched page only with `showFetched`, else its quotes alone.
 *
 * @throws WaveError `not-found`
 */
export async function article(
  id: string,
  view: View,
  db: Db,
  { showFetched = false }: { showFetched?: boolean } = {},
  now = new Date(),
): Promise<ArticleData> {
  const known = passedDay(view, now)
  const found = /^\d{1,18}$/.test(id)
    ? await db.article.findUnique({ where: { id: BigInt(id) }, include: { evidence: { include: { signal: true } } } })
    : null
  if (!found || dayOf(found.knownOn) > known)
    throw new WaveError(
      'not-found',
      `There is no article ${id.slice(0, 40)}.`,
      'The signals page links to every article.',
    )
  const evidence = found.evidence.filter(
    (e) => dayOf(e.signal.knownOn) <= known && (!e.publishedOn || (lastDayOf(e.publishedOn) ?? '') <= known),
  )
  const quotes = evidence
    .flatMap((e) =>
      e.quote !== null && e.startOffset !== null && e.endOffset !== null
        ? [
            {
              start: e.startOffset,
              end: e.endOffset,
              quote: e.quote,
              signalId: e.signalId,
              type: e.signal.type,
              summary: inPlainWords(e.signal.summary),
            },
          ]
        : [],
    )
    .sort((a, b) => a.start - b.start || a.end - b.end)
  const signalIds = [...new Set(evidence.map((e) => e.signalId))]
  return {
    ...summaryOf(found),
    signals: signalIds.length,
    author: found.author,
    knownOn: dayOf(found.knownOn),
    text: found.textFrom === 'page' && !showFetched ? null : found.text,
    textFrom: found.textFrom,
    teaser: found.teaser,
    textNote: found.pageNote,
    copies: await copiesOf(db, found, known),
    quotes,
    signalRows: (await signalsById(db, signalIds, known)).map((s) => ({
      ...s,
      // What this article says comes first on its page.
      evidence: [...s.evidence].sort((a, b) => Number(b.articleId === id) - Number(a.articleId === id)),
    })),
  }
}

/** Copies that an installation may name beside an article; a story of more is a wire report, and its count is no news. */
const MAX_COPIES = 20

async function copiesOf(
  db: Db,
  article: { id: bigint; storyId: bigint | null },
  known: Day,
): Promise<ArticleData['copies']> {
  if (article.storyId === null) return []
  const rows = await db.article.findMany({
    where: { storyId: article.storyId, id: { not: article.id }, knownOn: { lte: at(known) } },
    orderBy: [{ knownOn: 'asc' }, { id: 'asc' }],
    take: MAX_COPIES,
    select: { id: true, url: true, publisher: true, publishedOn: true, publishedText: true, title: true },
  })
  return rows.map((r) => ({
    id: String(r.id),
    url: r.url,
    publisher: r.publisher,
    publishedOn: r.publishedText ?? (r.publishedOn ? dayOf(r.publishedOn) : null),
    title: r.title,
  }))
}
