import { medianOfEnough } from '@/lib/analytics/median'
import { inPlainWords } from '@/lib/analytics/plainWords'
import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import {
  type ClaimKind,
  type ClaimOutcome,
  type ClaimStep,
  claimsOf,
  type Said,
  windowBounds,
  windowIn,
} from '@/lib/signals/claims'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { type ClaimFigure, figureClaims } from './figureClaims'
import { asOfNote, knownCompanies, passedDay } from './names'

/** Who said it and where. */
export interface ClaimSource {
  signalId: string
  on: Day
  publisher: string | null
  address: string | null
  articleId: string | null
  /** Verbatim, where an article said it; else null. */
  quote: string | null
  /** Our sentence. */
  summary: string
}

/** One window of a claim and what became of it. */
export interface ClaimRow {
  claim: string
  step: number
  steps: number
  /** `figure`: the first figure of a period of an economy, whose window is that period. */
  kind: ClaimKind | 'figure'
  company: string | null
  /** The company, or the title of the series. */
  companyName: string
  place: string | null
  window: string
  due: Day
  statedOn: Day
  outcome: ClaimOutcome
  outcomeOn: Day | null
  movedTo: string | null
  /** Days late; null: not known or dropped. Of an open one: overdue so far. Of a figure: until the one that stands was published. */
  lateDays: number | null
  source: ClaimSource
  tellings: ClaimSource[]
  /** What ended it; null while it is open. */
  endedBy: ClaimSource | null
  /** Of a figure: what was said and what stands; null for others. */
  figure: ClaimFigure | null
}

/** Claims of one source or company together. */
export interface ClaimTally {
  name: string
  claims: number
  kept: number
  moved: number
  dropped: number
  open: number
  overdue: number
  /** Median days late of those that were kept or moved to a known day; null under five of them. */
  medianLateDays: number | null
  /** Mean distance of first figures from those that stand, in the unit of the series; null without figures. */
  meanOff: number | null
}

const OUTCOMES = ['kept', 'moved', 'dropped', 'open']
const ASKED_KINDS = ['ipo', 'site', 'hiring', 'figure']

/**
 * Dated statements about the future and what became of them by the end of `asOf` (or today), the latest stated first; the first
 * figures of US growth among them. The view's companies and range apply, the range to the day on which a window was first stated.
 *
 * @throws WaveError `bad-view` for an outcome or kind that does not exist, `not-found` for an unknown company
 */
export async function claims(
  view: View,
  db: Db,
  { outcome, kind }: { outcome?: string; kind?: string } = {},
  now = new Date(),
): Promise<Answer<ClaimRow>> {
  if (outcome !== undefined && !OUTCOMES.includes(outcome))
    throw new WaveError('bad-view', `outcome=${outcome} is no outcome.`, `One of ${OUTCOMES.join(', ')}.`)
  if (kind !== undefined && !ASKED_KINDS.includes(kind))
    throw new WaveError('bad-view', `kind=${kind} is no kind of claim.`, `One of ${ASKED_KINDS.join(', ')}.`)
  await knownCompanies(view.companies, db)
  const today = passedDay(view, now)
  const [said, figures] = await Promise.all([
    saidUntil(db, today, view.companies),
    // A figure of an economy is no company's.
    view.companies.length ? [] : figureClaims(db, today),
  ])
  const rows = [...claimsOf(said, today).map(rowOf), ...figures]
    .filter((r) => kind === undefined || r.kind === kind)
    .filter((r) => (!view.from || r.statedOn >= view.from) && (!view.to || r.statedOn <= view.to))
    .filter((r) => outcome === undefined || r.outcome === outcome)
    .sort((a, b) => (a.statedOn < b.statedOn ? 1 : a.statedOn > b.statedOn ? -1 : a.claim < b.claim ? -1 : 1))
  return { rows, unit: 'claims', view, notes: [...METHOD, ...asOfNote(view)] }
}

const METHOD = [
  'A claim is kept when it happens by the last day of its window, moved when another window is named or it happens later, dropped when it is called off, else open.',
  'A window that was over when it was told, or that a stored step towards a listing has for its own half-year, is no claim.',
  'A first figure of US growth is a claim too: kept when the present figure is the same, moved when it is another; late is then the days until that one was published, off how far it is from the first.',
]

/** The claims of each source (who stated the window first) or company: how many were kept, and how late. */
export async function claimTallies(
  by: 'source' | 'company',
  view: View,
  db: Db,
  now = new Date(),
): Promise<Answer<ClaimTally>> {
  const { rows, notes } = await claims(view, db, {}, now)
  const names = new Map<string, ClaimRow[]>()
  for (const r of rows) {
    if (by === 'company' && r.kind === 'figure') continue
    const name = by === 'company' ? r.companyName : (r.source.publisher ?? 'not named')
    names.set(name, [...(names.get(name) ?? []), r])
  }
  const of = (list: readonly ClaimRow[], what: ClaimOutcome) => list.filter((r) => r.outcome === what)
  const tallies = [...names].map(([name, list]): ClaimTally => {
    const off = list.flatMap((r) => (r.figure?.off === null || r.figure === null ? [] : [Math.abs(r.figure.off)]))
    const late = list.flatMap((r) => (r.outcome === 'open' || r.lateDays === null ? [] : [r.lateDays]))
    return {
      name,
      claims: list.length,
      kept: of(list, 'kept').length,
      moved: of(list, 'moved').length,
      dropped: of(list, 'dropped').length,
      open: of(list, 'open').length,
      overdue: of(list, 'open').filter((r) => (r.lateDays ?? 0) > 0).length,
      medianLateDays: medianOfEnough(late),
      meanOff: off.length ? off.reduce((sum, v) => sum + v, 0) / off.length : null,
    }
  })
  tallies.sort((a, b) => b.claims - a.claims || (a.name < b.name ? -1 : 1))
  return { rows: tallies, unit: 'claims', view, notes }
}

type Statement = Said & {
  slug: string | null
  name: string
  source: ClaimSource
}

interface Raw {
  signal_id: string
  reader: string
  type: string
  company: string | null
  company_key: string
  name: string
  occurred_on: Date
  dated: boolean
  known_on: Date
  status: string
  attributes: Record<string, unknown>
  summary: string
  article_id: string | null
  publisher: string | null
  address: string | null
  quote: string | null
}

/** All that was said by a day of things to come, and of how they ended, except in signals that an operator rejected. */
async function saidUntil(db: Db, known: Day, companies: readonly string[]): Promise<Statement[]> {
  const rows = await db.$queryRaw<Raw[]>`
    SELECT s.id AS signal_id, t.reader, t.type, s.company_slug AS company, t.company_key, coalesce(c.name, s.company_name, t.company_name) AS name,
      t.occurred_on, t.dated, t.known_on, t.status, t.attributes, t.summary, t.article_id::text,
      coalesce(a.publisher, t.evidence -> 0 ->> 'publisher') AS publisher, coalesce(a.url, t.evidence -> 0 ->> 'address') AS address,
      t.evidence -> 0 ->> 'quote' AS quote
    FROM tellings t
    JOIN signals s ON s.id = t.signal_id AND s.type = t.type
    LEFT JOIN companies c ON c.slug = s.company_slug
    LEFT JOIN articles a ON a.id = t.article_id
    WHERE t.reader <> 'model' AND t.type IN ('ipo', 'capacity', 'hiring') AND t.company_key <> '' AND t.known_on <= ${known}::date
      AND (t.type <> 'hiring' OR t.reader = 'rules')
      ${companies.length ? Prisma.sql`AND s.company_slug = ANY(${companies as string[]}::text[])` : Prisma.empty}
    ORDER BY t.known_on, t.hash`
  return rows.flatMap(statementOf)
}

const KINDS: Record<string, ClaimKind> = { ipo: 'ipo', capacity: 'site', hiring: 'hiring' }
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null)

function statementOf(r: Raw): Statement[] {
  const kind = KINDS[r.type]
  if (!kind) return []
  const says = whatItSays(r)
  if (says === null) return []
  const on = dayOf(r.known_on)
  const window = says === 'plan' || says === 'late' ? windowOf(r, on) : null
  // A plan without a day is no dated statement; that something is put off is one all the same.
  if (says === 'plan' && window === null) return []
  return [
    {
      kind,
      company: r.company ?? r.company_key,
      place: kind === 'ipo' ? null : (text(r.attributes.site) ?? text(r.attributes.location)),
      says,
      window,
      on,
      happenedOn: says === 'done' && r.dated ? dayOf(r.occurred_on) : null,
      figure: kind === 'hiring' ? number(r.attributes.headcount) : null,
      slug: r.company,
      name: r.name,
      source: {
        signalId: r.signal_id,
        on,
        publisher: r.publisher,
        address: r.address,
        articleId: r.article_id,
        quote: r.quote,
        summary: inPlainWords(r.summary),
      },
    },
  ]
}

function whatItSays(r: Raw): Said['says'] | null {
  if (r.status === 'cancelled' || r.status === 'denied') return r.attributes.stage === 'postponed' ? 'late' : 'off'
  if (r.type === 'ipo') {
    const stage = r.attributes.stage
    if (stage === 'listed' || stage === 'priced') return 'done'
    if (stage === 'withdrawn') return 'off'
    if (stage === 'postponed') return 'late'
    return stage === 'reported' || r.reader === 'rules' ? 'plan' : null
  }
  if (r.type === 'capacity') return r.status === 'completed' ? 'done' : 'plan'
  return r.attributes.kind === 'plan'
    ? 'plan'
    : r.attributes.kind === 'expansion' && r.status === 'completed'
      ? 'done'
      : null
}

function windowOf(r: Raw, on: Day): string | null {
  const named = text(r.attributes.window)
  if (named !== null) {
    const bounds = windowBounds(named)
    // The record of steps has for each its own half-year: only one that lies ahead was a statement about the future.
    return bounds && (r.reader === 'facts' ? bounds.first : bounds.last) > on ? named : null
  }
  return r.quote === null ? null : windowIn(r.quote, on)
}

function rowOf(step: ClaimStep<Statement>): ClaimRow {
  const first = step.tellings[0] as Statement
  return {
    claim: step.claim,
    step: step.step,
    steps: step.steps,
    kind: step.kind,
    company: first.slug,
    companyName: first.name,
    place: first.place,
    window: step.window,
    due: step.due,
    statedOn: first.on,
    outcome: step.outcome,
    outcomeOn: step.outcomeOn,
    movedTo: step.movedTo,
    lateDays: step.lateDays,
    source: first.source,
    tellings: step.tellings.map((t) => t.source),
    endedBy: step.by?.source ?? null,
    figure: null,
  }
}
