import { inPlainWords } from '@/lib/analytics/plainWords'
import { type Day, dayOf, lastDayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, passedDay } from './names'
import { signalsById } from './signals'
import type { ArticleData, ArticleRow } from './types'

const at = (day: Day): Date => new Date(`${day}T00:00:00Z`)

/** Articles, newest first by day of publication, with how many signals each is evidence of. */
export async function articles(
  view: View,
  db: Db,
  { page = 1, pageSize = 50 }: { page?: number; pageSize?: number } = {},
  now = new Date(),
): Promise<Answer<ArticleRow> & { total: number }> {
  const size = Math.min(200, Math.max(1, Math.floor(pageSize)))
  const where = {
    knownOn: { lte: at(passedDay(view, now)) },
    ...(view.from || view.to
      ? { publishedOn: { ...(view.from ? { gte: at(view.from) } : {}), ...(view.to ? { lte: at(view.to) } : {}) } }
      : {}),
  }
  const [total, found] = await Promise.all([
    db.article.count({ where }),
    db.article.findMany({
      where,
      orderBy: [{ publishedOn: { sort: 'desc', nulls: 'last' } }, { id: 'desc' }],
      skip: (Math.max(1, Math.floor(page)) - 1) * size,
      take: size,
      omit: { html: true, text: true },
      include: { evidence: { distinct: ['signalId'], select: { signalId: true } } },
    }),
  ])
  const rows = found.map((a): ArticleRow => ({ ...summaryOf(a), signals: a.evidence.length }))
  return { rows, unit: 'articles', view, notes: asOfNote(view), total }
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
