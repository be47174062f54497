import { FETCHED_WORDS, OPEN_WORDS } from '@/lib/db/articleWords'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** A text in pieces, those that answer a search set apart. */
export type Marked = { text: string; hit: boolean }[]

/** What is looked for, as Postgres has it; null: nothing but words that stand everywhere ("the", "of"). */
export type WordQuery = string & { readonly words: unique symbol }

/** Said where a search has no word to look for. */
export const NO_WORDS = 'These words stand in every text: nothing can be found by them alone.'

const LONGEST = 200
/** Letters from which on a word that is still being written finds the whole ones. */
const SHORTEST_START = 3

/**
 * A question as people type it: words that must all be there in any form (`hire` finds hiring), `"a phrase"`, `or`, `-not`.
 * The last of plain words may be the beginning of one: `anthro` finds Anthropic.
 */
export async function wordQuery(db: Db, question: string): Promise<WordQuery | null> {
  // A NUL is in no text that Postgres can hold.
  const asked = question.replaceAll('\0', ' ').trim().slice(0, LONGEST)
  if (asked === '') return null
  const [row] = await db.$queryRaw<{ q: string; nodes: number }[]>`
    WITH asked AS (SELECT websearch_to_tsquery('english', ${asked}) || to_tsquery('english', ${beginnings(asked)}) AS q)
    SELECT q::text, numnode(q) AS nodes FROM asked`
  return row && row.nodes > 0 ? (row.q as WordQuery) : null
}

function beginnings(asked: string): string {
  if (!/^[\p{L}\p{N}\s]+$/u.test(asked)) return ''
  const words = asked.split(/\s+/)
  const last = words.at(-1) ?? ''
  if (last.length < SHORTEST_START || words.some((word) => /^or$/i.test(word))) return ''
  return words.map((word, i) => `'${word}'${i === words.length - 1 ? ':*' : ''}`).join(' & ')
}

const tsquery = (query: WordQuery) => Prisma.sql`${query}::text::tsquery`

const EVIDENCE = Prisma.sql`to_tsvector('english', coalesce(e.title, '') || ' ' || coalesce(e.quote, '') || ' ' || coalesce(e.summary, ''))`

/** Evidence that was published by a day; a partial date counts as soon as it may have begun. */
const evidenceBy = (known: string) => Prisma.sql`(e.published_on IS NULL OR e.published_on <= ${known})`

/** The ids of signals whose type, sentence, company or evidence answers, as a subquery. */
export const signalsWith = (query: WordQuery, known: string): Prisma.Sql => Prisma.sql`
  SELECT x.id FROM signals x WHERE to_tsvector('english', x.type || ' ' || x.summary || ' ' || coalesce(x.company_name, '')) @@ ${tsquery(query)}
  UNION SELECT e.signal_id FROM evidence e WHERE ${EVIDENCE} @@ ${tsquery(query)} AND ${evidenceBy(known)}`

/**
 * The ids of articles that answer, as a subquery: by title, summary, teaser and a text that a reader may see whole, or by what is
 * quoted from them. With `showFetched` by the texts of pages too. An article whose words were not taken yet is read itself.
 */
export const articlesWith = (query: WordQuery, known: string, showFetched: boolean): Prisma.Sql => Prisma.sql`
  SELECT w.article_id AS id FROM article_words w WHERE w.open @@ ${tsquery(query)}
  ${showFetched ? Prisma.sql`UNION SELECT w.article_id FROM article_words w WHERE w.fetched @@ ${tsquery(query)}` : Prisma.empty}
  UNION SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_words w WHERE w.article_id = a.id)
    AND ((${OPEN_WORDS}) @@ ${tsquery(query)} ${showFetched ? Prisma.sql`OR (${FETCHED_WORDS}) @@ ${tsquery(query)}` : Prisma.empty})
  UNION SELECT e.article_id FROM evidence e JOIN signals s ON s.id = e.signal_id
    WHERE e.article_id IS NOT NULL AND s.known_on <= ${known}::date AND ${EVIDENCE} @@ ${tsquery(query)} AND ${evidenceBy(known)}`

/** How well an article (`articles a`, its words `w`) answers, for an order; articles without words come last. */
export const articleRank = (query: WordQuery): Prisma.Sql => Prisma.sql`ts_rank(w.open, ${tsquery(query)})`

/** Marks of a hit in what Postgres answers: characters for private use, which are taken out of every text before. */
const START = '\uE000'
const STOP = '\uE001'
const GAP = ' \u2026 '
/** Characters of a text that are looked through for the passages to show. */
const LOOKED_THROUGH = 60_000

/**
 * Each text with its hits apart. `whole` keeps all of the text; otherwise the two passages that answer best are kept, at most
 * some thirty words each. The pieces are plain text: what shows them need not trust them.
 */
export async function markHits(
  db: Db,
  query: WordQuery,
  texts: readonly string[],
  { whole }: { whole: boolean },
): Promise<Marked[]> {
  if (texts.length === 0) return []
  const plain = texts.map((text) => text.slice(0, LOOKED_THROUGH).replaceAll(START, '').replaceAll(STOP, ''))
  const marks = `StartSel="${START}",StopSel="${STOP}",`
  const options = whole
    ? `${marks}HighlightAll=true`
    : `${marks}MaxFragments=2,MaxWords=30,MinWords=12,FragmentDelimiter="${GAP}"`
  const rows = await db.$queryRaw<{ marked: string }[]>`
    SELECT ts_headline('english', t.text, ${tsquery(query)}, ${options}) AS marked
    FROM unnest(${plain}::text[]) WITH ORDINALITY AS t(text, n) ORDER BY t.n`
  return rows.map((row) => piecesOf(row.marked))
}

function piecesOf(marked: string): Marked {
  const pieces: Marked = []
  for (const [i, part] of marked.split(START).entries()) {
    const [inside = '', ...after] = i === 0 ? ['', part] : part.split(STOP)
    if (inside !== '') pieces.push({ text: inside, hit: true })
    const rest = after.join('')
    if (rest !== '') pieces.push({ text: rest, hit: false })
  }
  return pieces
}

export const hasHit = (marked: Marked): boolean => marked.some((piece) => piece.hit)
