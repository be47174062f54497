import { INTERVAL_METHOD } from '@/lib/analytics/growth'
import { periodLevels } from '@/lib/analytics/periods'
import { numberWords, plural, rangeWords } from '@/lib/analytics/words'
import { type Day, isDay } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { isChartName } from './charts'
import { groupEvidence, isOfGroups } from './groupEvidence'
import { POSTINGS_ARE_NOT_HIRES, passedDay, roleOf } from './names'
import { type RolePanel, rolePanel, rolesDaily, rolesWords, scopeWords } from './panel'
import { postingsIn } from './postings'
import { signal, signalsById } from './signals'
import type { EvidenceData, EvidenceQuery } from './types'

/** Postings a page of evidence. */
export const EVIDENCE_PAGE = 100
const MOST_EVENTS = 60
/** Rows of a file of all of it. */
const MOST_IN_A_FILE = 10_000

/** Charts whose values rest on postings. */
const OF_POSTINGS = new Set([
  'hiring-trend',
  'role-breakdown',
  'roles-trend',
  'role-trend',
  'company-roles',
  'company-timeline',
  'company-levels',
  'role-pay',
  'coverage',
  'momentum',
  'hiring-index',
  'time-to-close',
  'level-changes',
  'forecast',
  'explore',
  'engagement',
])
/** Signals that a chart of something else than postings shows. */
const EVENT_TYPES: Record<string, string[]> = {
  'capital-rounds': ['funding'],
  'ipo-pipeline': ['ipo'],
  'gdp-vintages': ['macro'],
  'gdp-as-read': ['macro'],
  'macro-series': ['macro'],
  revisions: ['macro'],
  supply: ['layoff'],
  'event-study': ['funding', 'ipo'],
  'local-projections': ['funding', 'ipo'],
  'lead-lag': ['funding'],
  'seasonal-daily': ['macro'],
}

/**
 * What is behind a point of a chart: the postings that were counted, the events of its days, and how it is counted. `first` and
 * `last` are inclusive days; only what was known by `asOf` is shown.
 *
 * @throws WaveError `not-found` for an unknown chart, company, role or signal, `bad-view` for a day that does not exist
 */
export async function evidence(q: EvidenceQuery, view: View, db: Db, now = new Date()): Promise<EvidenceData> {
  const limit = q.all ? MOST_IN_A_FILE : EVIDENCE_PAGE
  const offset = q.all ? 0 : EVIDENCE_PAGE * (Math.max(1, q.page ?? 1) - 1)
  if (isOfGroups(q.chart)) return groupEvidence(q, view, db, now, { offset, limit })
  if (q.signalId) return signalEvidence(q.signalId, view, db, now)
  if (!isChartName(q.chart))
    throw new WaveError('not-found', `There is no chart ${q.chart.slice(0, 40)}.`, 'Open the evidence from a chart.')
  for (const day of [q.first, q.last])
    if (day !== undefined && !isDay(day))
      throw new WaveError('bad-view', `${day} is no day.`, 'Give days like 2026-08-22.')
  const known = passedDay(view, now)
  const byPosting = OF_POSTINGS.has(q.chart)
  const roles: RoleSlug[] = q.role && q.role !== 'all' ? [roleOf(q.role).slug] : view.roles
  const panel = await rolePanel({ ...view, roles, companies: q.company ? [q.company] : view.companies }, db, now)
  const first: Day = q.first ?? panel.from
  const last: Day = q.last ?? q.first ?? panel.to
  const companies = panel.companies.map((c) => c.company)
  const wholeBoard =
    q.chart === 'company-timeline' ||
    q.chart === 'company-levels' ||
    q.chart === 'coverage' ||
    (q.chart === 'momentum' && q.company !== undefined && view.roles.length === 0)
  const wanted = wholeBoard && !q.role ? ROLES.map((r) => r.slug) : panel.roles
  const [postings, events] = await Promise.all([
    byPosting && companies.length
      ? postingsIn(db, { companies, roles: wanted, first, last, limit, offset }, known)
      : { total: 0, rows: [] },
    eventsIn(db, {
      first,
      last,
      known,
      types: EVENT_TYPES[q.chart] ?? null,
      companies: q.company ? [q.company] : view.companies,
      most: q.all ? MOST_IN_A_FILE : MOST_EVENTS,
    }),
  ])
  const value = byPosting ? meanOpenings(panel, first, last) : null
  const what = `${rolesWords(panel, (r) => roleOf(r).name)} at ${scopeWords(panel.companies)}`
  const days = rangeWords(first, last)
  return {
    label: byPosting
      ? value === null
        ? `${days}: not covered`
        : `${days}: ${numberWords(value, Number.isInteger(value) ? 0 : 1)} openings, ${what}`
      : `${days}: ${plural(events.total, 'event')}`,
    postings,
    events: events.rows,
    eventsTotal: events.total,
    method: byPosting
      ? postingMethod(panel.companies.length, postings.total)
      : [...(MACRO_CHARTS.has(q.chart) ? MACRO_METHOD : []), ...EVENT_METHOD],
  }
}

async function signalEvidence(id: string, view: View, db: Db, now: Date): Promise<EvidenceData> {
  const found = await signal(id, view, db, now)
  const known = passedDay(view, now)
  const postings =
    found.type === 'hiring' && found.company && found.attributes.first === true
      ? await postingsIn(
          db,
          {
            companies: [found.company],
            roles: found.roles,
            first: found.occurredOn,
            last: found.occurredOn,
            limit: MOST_IN_A_FILE,
          },
          known,
        )
      : { total: 0, rows: [] }
  return { label: found.summary, postings, events: [found], eventsTotal: 1, method: EVENT_METHOD }
}

/** Events of some days, the newest first. */
async function eventsIn(
  db: Db,
  ask: { first: Day; last: Day; known: Day; types: string[] | null; companies: string[]; most: number },
) {
  const where = {
    occurredOn: { gte: new Date(`${ask.first}T00:00:00Z`), lte: new Date(`${ask.last}T00:00:00Z`) },
    knownOn: { lte: new Date(`${ask.known}T00:00:00Z`) },
    ...(ask.types ? { type: { in: ask.types } } : {}),
    // What belongs to no company (a release) is shown beside the events of those that are asked for.
    ...(ask.companies.length
      ? { OR: [{ companySlug: { in: ask.companies } }, { companySlug: null, companyName: null }] }
      : {}),
  }
  const [total, ids] = await Promise.all([
    db.signal.count({ where }),
    db.signal.findMany({
      where,
      select: { id: true },
      orderBy: [{ occurredOn: 'desc' }, { id: 'asc' }],
      take: ask.most,
    }),
  ])
  return {
    total,
    rows: await signalsById(
      db,
      ids.map((s) => s.id),
      ask.known,
    ),
  }
}

/** Mean over the covered days of the picked stretch; null without one. */
function meanOpenings(panel: RolePanel, first: Day, last: Day): number | null {
  const days = periodLevels(rolesDaily(panel), { from: first, to: last }, 'day', panel.passed).flatMap(
    (p) => p.value ?? [],
  )
  return days.length ? days.reduce((sum, v) => sum + v, 0) / days.length : null
}

const postingMethod = (companies: number, total: number): string[] => [
  'An opening is a posting that stood on the board in that day’s reading; over several days the value is the mean of the covered ones, so it may be less than the postings listed here.',
  companies > 1
    ? 'A day counts only when every company of the panel was read well; on other days nothing is shown, not zero.'
    : 'A day counts only when the board was read well; on other days nothing is shown, not zero.',
  'The role of a posting comes from its title by fixed rules; a title that fits none is “other”.',
  ...(total === 0
    ? ['No posting of these days was kept: the value, where there is one, is the board’s own count.']
    : []),
  INTERVAL_METHOD,
  POSTINGS_ARE_NOT_HIRES,
]

const MACRO_CHARTS = new Set(['gdp-vintages', 'gdp-as-read', 'macro-series', 'revisions'])
const MACRO_METHOD = [
  'Each figure is kept with its vintage, the day from which it was known; a revision is a new vintage and never overwrites the one before.',
  'A series that was read from one file is known from that file’s day, not from its first release.',
]

const EVENT_METHOD = [
  'A signal is one event with one or more pieces of evidence; charts count signals.',
  'A quotation is set as one; where there is none, the words are ours and the address leads to the source.',
  'Each carries the day it happened and the day it was first known.',
]
