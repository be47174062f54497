import { inPlainWords } from '@/lib/analytics/plainWords'
import { dayOf, lastDayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import { mergeTellings, type WholeTelling } from '@/lib/signals/mergeTellings'
import { byRank, conflictsOf } from '@/lib/signals/tellings'
import type { FiredRule } from '@/lib/signals/types'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { standingCorrections } from './corrections'
import { hasHit, type Marked, markHits, NO_WORDS, signalsWith, type WordQuery, wordQuery } from './fullText'
import { asOfNote, dayOrNull, passedDay } from './names'
import type { EvidenceRow, SignalFilter, SignalPage, SignalRow } from './types'

export const SIGNAL_TYPES: readonly string[] = [
  'hiring',
  'layoff',
  'funding',
  'ipo',
  'capacity',
  'compensation',
  'engagement',
  'macro',
]
const STATUSES = ['rumoured', 'reported', 'planned', 'completed', 'denied', 'cancelled']

/**
 * Signals, newest first by the day they happened, with their evidence. The view's range goes by `occurredOn`; only what was known by
 * the end of `asOf` (or today) is shown. `byType` counts all types under the other filters.
 *
 * @throws WaveError `bad-view` for a type or status that does not exist
 */
export async function signals(
  view: View,
  db: Db,
  filter: SignalFilter = {},
  now = new Date(),
): Promise<Answer<SignalRow> & SignalPage> {
  const types = [filter.type ?? []].flat()
  const odd = types.find((t) => !SIGNAL_TYPES.includes(t))
  if (odd !== undefined)
    throw new WaveError('bad-view', `type=${odd} is not a type.`, `One of ${SIGNAL_TYPES.join(', ')}.`)
  if (filter.status && !STATUSES.includes(filter.status))
    throw new WaveError('bad-view', `status=${filter.status} is not a status.`, `One of ${STATUSES.join(', ')}.`)
  const pageSize = Math.min(200, Math.max(1, Math.floor(filter.pageSize ?? 50)))
  const page = Math.max(1, Math.floor(filter.page ?? 1))
  const known = passedDay(view, now)
  const asked = filter.text?.trim() ?? ''
  const words = asked ? await wordQuery(db, asked) : null
  const others = Prisma.sql`s.known_on <= ${known}::date
    ${view.from ? Prisma.sql`AND s.occurred_on >= ${view.from}::date` : Prisma.empty}
    ${view.to ? Prisma.sql`AND s.occurred_on <= ${view.to}::date` : Prisma.empty}
    ${view.companies.length ? Prisma.sql`AND s.company_slug = ANY(${view.companies}::text[])` : Prisma.empty}
    ${view.roles.length ? Prisma.sql`AND s.roles && ${view.roles as string[]}::text[]` : Prisma.empty}
    ${filter.status ? Prisma.sql`AND s.status = ${filter.status}` : Prisma.empty}
    ${words ? Prisma.sql`AND s.id IN (${signalsWith(words, known)})` : asked ? Prisma.sql`AND false` : Prisma.empty}`
  const ofType = types.length ? Prisma.sql`AND s.type = ANY(${types}::text[])` : Prisma.empty
  const [counts, ids] = await Promise.all([
    db.$queryRaw<{ type: string; n: number }[]>`
      SELECT s.type, count(*)::int AS n FROM signals s WHERE ${others} GROUP BY s.type`,
    db.$queryRaw<{ id: string }[]>`
      SELECT s.id FROM signals s WHERE ${others} ${ofType}
      ORDER BY s.occurred_on DESC, s.known_on DESC, s.id LIMIT ${pageSize} OFFSET ${(page - 1) * pageSize}`,
  ])
  const byType = Object.fromEntries(counts.map((c) => [c.type, c.n]))
  const total = counts.filter((c) => !types.length || types.includes(c.type)).reduce((sum, c) => sum + c.n, 0)
  const rows = await signalsById(
    db,
    ids.map((r) => r.id),
    known,
  )
  const marks = words ? await marksOf(db, words, rows) : {}
  const notes = [...asOfNote(view), ...(asked && !words ? [NO_WORDS] : [])]
  return { rows, unit: 'signals', view, notes, total, page, pageSize, byType, marks }
}

/** The sentences and the words of sources in which a search found something, by themselves. */
async function marksOf(db: Db, words: WordQuery, rows: readonly SignalRow[]): Promise<Record<string, Marked>> {
  const shown = rows.flatMap((row) => [row.summary, ...row.evidence.flatMap((e) => [e.quote, e.title])])
  const texts = [...new Set(shown.filter((text) => text !== null))]
  const marked = await markHits(db, words, texts, { whole: true })
  return Object.fromEntries(
    texts.flatMap((text, i) => {
      const pieces = marked[i]
      return pieces && hasHit(pieces) ? [[text, pieces]] : []
    }),
  )
}

interface RawSignal {
  id: string
  type: string
  company: string | null
  company_name: string | null
  occurred_on: Date
  occurred_precision: SignalRow['occurredPrecision']
  known_on: Date
  status: string
  roles: string[]
  skills: string[]
  attributes: Record<string, unknown>
  direction: string | null
  magnitude: number | null
  confidence: number
  summary: string
  rules: string[]
}

interface Told extends WholeTelling {
  /** Of the evidence that it brings. */
  hashes: string[]
  fired: FiredRule[]
  textFrom: string | null
  by: string
}

/** Characters of a page's text that are shown of the words on which one rule fired. */
const MAX_PAGE_WORDS = 120

const wordsOf = (t: Told, f: FiredRule): FiredRule =>
  t.textFrom !== 'page' || f.quote.length <= MAX_PAGE_WORDS
    ? f
    : { ...f, quote: f.quote.slice(0, MAX_PAGE_WORDS), end: f.start + MAX_PAGE_WORDS }

/** Whether a piece of evidence was there on a day: by its own date, else by that of its article. */
function wasPublished(
  e: { publishedOn: string | null; article: { publishedOn: Date | null; knownOn: Date } | null },
  known: string,
): boolean {
  if (e.publishedOn) return (lastDayOf(e.publishedOn) ?? '') <= known
  return e.article === null || dayOf(e.article.publishedOn ?? e.article.knownOn) <= known
}

/** Signals by id, in the order of the ids, with the evidence that was published by `known`. */
export async function signalsById(db: Db, ids: readonly string[], known: string): Promise<SignalRow[]> {
  if (ids.length === 0) return []
  const [rows, evidence, told, corrections] = await Promise.all([
    db.$queryRaw<RawSignal[]>`
      SELECT s.id, s.type, s.company_slug AS company, coalesce(c.name, s.company_name) AS company_name, s.occurred_on,
        s.occurred_precision, s.known_on, s.status, s.roles, s.skills, s.attributes, s.direction, s.magnitude, s.confidence,
        s.summary, s.rules
      FROM signals s LEFT JOIN companies c ON c.slug = s.company_slug WHERE s.id = ANY(${ids as string[]}::text[])`,
    db.evidence.findMany({
      where: { signalId: { in: [...ids] } },
      orderBy: { id: 'asc' },
      include: {
        article: { select: { publisher: true, url: true, publishedOn: true, publishedText: true, knownOn: true } },
      },
    }),
    db.$queryRaw<Told[]>`
      SELECT t.signal_id AS "signalId", t.article_id::text AS "articleId", t.attributes, t.fired, t.id::text AS key, t.hash, t.reader,
        t.own_id AS "ownId", t.type, t.occurred_on::text AS "occurredOn", t.occurred_precision AS "occurredPrecision", t.dated,
        t.known_on::text AS "knownOn", t.status, t.confidence, t.company_slug AS "companySlug", t.company_name AS "companyName", t.roles,
        t.skills, t.direction, t.magnitude, t.summary, t.rules, t.extractor_version AS "extractorVersion", t.origin,
        t.dataset_version AS "datasetVersion", ARRAY(SELECT e ->> 'hash' FROM jsonb_array_elements(t.evidence) e) AS hashes, a.text_from AS "textFrom", coalesce(a.publisher, t.evidence -> 0 ->> 'publisher', 'a source without a name') AS by
      FROM tellings t LEFT JOIN articles a ON a.id = t.article_id
      WHERE t.signal_id = ANY(${ids as string[]}::text[]) AND t.reader <> 'model'
      ORDER BY t.known_on, t.hash`,
    standingCorrections(db, ids),
  ])
  const byId = new Map(rows.map((r) => [r.id, r]))
  return ids.flatMap((id) => {
    const r = byId.get(id)
    if (!r) return []
    const mineTold = told.filter((t) => t.signalId === id && t.knownOn <= known)
    // A filing is of an earlier day than that on which it became known.
    const notYet = new Set(told.filter((t) => t.signalId === id && t.knownOn > known).flatMap((t) => t.hashes))
    for (const t of mineTold) for (const hash of t.hashes) notYet.delete(hash)
    const mine = evidence
      .filter((e) => e.signalId === id && !notYet.has(e.hash) && wasPublished(e, known))
      .map(
        (e): EvidenceRow => ({
          kind: e.kind === 'quote' ? 'quote' : 'record',
          quote: e.quote,
          start: e.startOffset,
          end: e.endOffset,
          articleId: e.articleId === null ? null : String(e.articleId),
          // A quote is kept with its place in an article, and who published it with the article.
          address: e.address ?? e.article?.url ?? null,
          publisher: e.publisher ?? e.article?.publisher ?? null,
          publishedOn: e.publishedOn ?? e.article?.publishedText ?? dayOrNull(e.article?.publishedOn ?? null),
          title: e.title,
          titleIs: e.titleIs === 'published' ? 'published' : e.titleIs === 'rebuilt' ? 'rebuilt' : null,
          summary: e.summary,
        }),
      )
    const row: SignalRow = {
      id: r.id,
      type: r.type,
      company: r.company,
      companyName: r.company_name,
      occurredOn: dayOf(r.occurred_on),
      occurredPrecision: r.occurred_precision,
      knownOn: dayOf(r.known_on),
      status: r.status,
      roles: r.roles,
      skills: r.skills,
      attributes: r.attributes,
      direction: r.direction,
      magnitude: r.magnitude,
      confidence: r.confidence,
      summary: inPlainWords(r.summary),
      evidence: mine,
      rules: r.rules,
      fired: mineTold.flatMap((t) =>
        t.articleId === null ? [] : t.fired.map((f) => ({ ...wordsOf(t, f), articleId: t.articleId ?? '' })),
      ),
      conflicts: conflictsOf(mineTold),
      corrections: corrections.filter((c) => c.signalId === id),
    }
    // What later tellings added was not known then.
    const later = told.some((t) => t.signalId === id && t.knownOn > known)
    return [later ? asTold(row, mineTold) : row]
  })
}

/** A signal as its tellings of a past day have it; what an operator corrected stays as it is now. */
function asTold(row: SignalRow, told: readonly Told[]): SignalRow {
  const merged = mergeTellings([...told].sort(byRank))
  if (merged === null) return row
  const { lead } = merged
  const isCorrected = (action: string) => row.corrections.some((c) => c.action === action)
  return {
    ...row,
    occurredOn: lead.occurredOn,
    occurredPrecision: lead.occurredPrecision as SignalRow['occurredPrecision'],
    status: merged.status,
    roles: isCorrected('roles') ? row.roles : merged.roles,
    skills: merged.skills,
    attributes: merged.attributes,
    direction: lead.direction,
    magnitude: merged.magnitude,
    confidence: merged.confidence,
    summary: inPlainWords(lead.summary),
    rules: merged.rules,
  }
}

/** One signal, by its id or one that it had before; @throws WaveError `not-found`, also where it was not known yet. */
export async function signal(id: string, view: View, db: Db, now = new Date()): Promise<SignalRow> {
  const alias = await db.signalAlias.findUnique({ where: { alias: id } })
  const [row] = await signalsById(db, [alias?.signalId ?? id], passedDay(view, now))
  if (row && row.knownOn <= passedDay(view, now)) return row
  throw new WaveError(
    'not-found',
    `There is no signal ${id.slice(0, 40)}${view.asOf ? ` as known on ${view.asOf}` : ''}.`,
    'The signals page lists all of them.',
  )
}
