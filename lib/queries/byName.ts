import { dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import { type SearchParams, strictView, type View } from '@/lib/view'
import type { Answer, ChartAnswer } from './answer'
import { articles } from './articles'
import { briefRows } from './brief'
import { CHART_NAMES, CHARTS, type ChartParams, chartAnswer, isChartName } from './charts'
import { capitalRanking } from './charts/capitalEffect'
import { claims, claimTallies } from './claims'
import { companies } from './companies'
import { corrections } from './corrections'
import { workForms } from './engagement'
import { evidence } from './evidence'
import { extractors } from './extractors'
import { longOpen } from './longOpen'
import { roleOf } from './names'
import { observations } from './observations'
import { openings } from './openings'
import { postings } from './postings'
import { releasesDue } from './releases'
import { roles } from './roles'
import { filings, ipoSteps, rounds } from './rounds'
import { signals } from './signals'
import { sources } from './sources'
import { vacancies } from './vacancies'

/** Keys of a view, the same in address, API and command line. */
const VIEW_KEYS = ['from', 'to', 'grain', 'role', 'company', 'transform', 'asOf'] as const

interface Named {
  question: string
  /** Keys beside those of the view. */
  params: readonly string[]
  ask: (ask: { view: View; params: SearchParams; db: Db; now: Date }) => Promise<Answer<unknown>>
}

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.at(-1) : value)
const many = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value])
    .flatMap((v) => v.split(','))
    .filter((v) => v !== '')

function whole(key: string, value: string | string[] | undefined): number | undefined {
  const text = one(value)
  if (text === undefined) return undefined
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1)
    throw new WaveError('bad-view', `${key}=${text} is no whole number above 0.`, `Leave ${key} out for the default.`)
  return Number(text)
}

const QUERIES: Record<string, Named> = {
  openings: {
    question: 'Openings by period of companies, in all or by role.',
    params: [],
    ask: ({ view, db, now }) => openings(view, db, now),
  },
  vacancies: {
    question: 'Vacancies open, opened and closed by period, reposts as one; other rules than openings.',
    params: [],
    ask: ({ view, db, now }) => vacancies(view, db, now),
  },
  observations: {
    question: 'Values of a series, as known; from and to are quarters, months or days.',
    params: ['series'],
    ask: ({ view, params, db, now }) => {
      const series = one(params.series)
      if (!series)
        throw new WaveError('bad-usage', 'observations needs a series.', 'Add series, for example A191RL1Q225SBEA.')
      return observations(series, view, db, { from: one(params.from), to: one(params.to) }, now)
    },
  },
  signals: {
    question: 'Signals with their evidence, newest first; text searches in their sentences and quotes.',
    params: ['type', 'status', 'text', 'page', 'pageSize'],
    ask: ({ view, params, db, now }) =>
      signals(
        view,
        db,
        {
          type: many(params.type),
          status: one(params.status),
          text: one(params.text),
          page: whole('page', params.page),
          pageSize: whole('pageSize', params.pageSize) ?? 200,
        },
        now,
      ),
  },
  claims: {
    question:
      'Dated statements about the future and what became of them: kept, moved, dropped, open; by=source or company sums up.',
    params: ['outcome', 'kind', 'by'],
    ask: ({ view, params, db, now }) => {
      const by = one(params.by)
      if (by === undefined) return claims(view, db, { outcome: one(params.outcome), kind: one(params.kind) }, now)
      if (by !== 'source' && by !== 'company')
        throw new WaveError(
          'bad-view',
          `by=${by.slice(0, 40)} is neither source nor company.`,
          'Leave by out for rows.',
        )
      return claimTallies(by, view, db, now)
    },
  },
  extractors: {
    question: 'What the rules and the optional model found in the same articles, by type, and what the model cost.',
    params: [],
    ask: ({ view, db }) => extractors(view, db),
  },
  corrections: {
    question: 'What operators corrected of the signals, newest first, with what was undone.',
    params: [],
    ask: ({ view, db }) => corrections(view, db),
  },
  rounds: { question: 'Funding rounds, newest first.', params: [], ask: ({ view, db, now }) => rounds(view, db, now) },
  'ipo-steps': {
    question: 'Steps towards a listing.',
    params: [],
    ask: ({ view, db, now }) => ipoSteps(view, db, now),
  },
  filings: {
    question: 'Documents filed with the SEC.',
    params: [],
    ask: ({ view, db, now }) => filings(view, db, now),
  },
  roles: { question: 'Every role now, and its change.', params: [], ask: ({ view, db, now }) => roles(view, db, now) },
  companies: {
    question: 'Every company with its latest level.',
    params: [],
    ask: ({ view, db, now }) => companies(view, db, now),
  },
  'work-forms': {
    question: 'Openings that offer another form of work than one full-time job, on the last day of each board.',
    params: [],
    ask: ({ view, db, now }) => workForms(view, db, now),
  },
  postings: {
    question: 'Postings that stood on a board in a range of days; text: words of the title.',
    params: ['text', 'limit'],
    ask: ({ view, params, db, now }) =>
      postings(view, db, { text: one(params.text), limit: whole('limit', params.limit) }, now),
  },
  articles: {
    question: 'Articles, newest first; text searches in them, type goes by the signals that they are evidence of.',
    params: ['text', 'type', 'publisher', 'order', 'page', 'pageSize'],
    ask: ({ view, params, db, now }) =>
      articles(
        view,
        db,
        {
          text: one(params.text),
          type: one(params.type),
          publisher: one(params.publisher),
          order: one(params.order) as 'newest' | 'best' | undefined,
          page: whole('page', params.page),
          pageSize: whole('pageSize', params.pageSize),
        },
        now,
      ),
  },
  releases: {
    question: 'Releases due next.',
    params: [],
    ask: ({ view, db, now }) => releasesDue(view, db, view.asOf ?? dayOf(now)),
  },
  sources: {
    question: 'Sources with their state and last run.',
    params: [],
    ask: async ({ view, db, now }) => ({
      rows: (await sources(view, db, now)).sources,
      unit: 'sources',
      view,
      notes: [],
    }),
  },
  boards: {
    question: 'Boards and how they were read.',
    params: [],
    ask: async ({ view, db, now }) => ({
      rows: (await sources(view, db, now)).boards,
      unit: 'boards',
      view,
      notes: [],
    }),
  },
  'capital-record': {
    question: 'Has fresh capital told whose openings rise? A ranking only where it has beaten the base rate.',
    params: [],
    ask: ({ view, db, now }) => capitalRanking(view, db, now),
  },
  'long-open': {
    question: 'Vacancies open for half a year or reposted twice, with those facts.',
    params: [],
    ask: ({ view, db, now }) => longOpen(view, db, now),
  },
  brief: {
    question: 'The brief of a week: sentences, each with what it rests on; week: any day of it.',
    params: ['week'],
    ask: ({ view, params, db, now }) => briefRows(one(params.week), view, db, now),
  },
  evidence: {
    question: 'Postings and events behind a point of a chart.',
    params: ['chart', 'first', 'last', 'signalId'],
    ask: async ({ view, params, db, now }) => {
      const [role] = view.roles
      const [company] = view.companies
      const found = await evidence(
        {
          chart: one(params.chart) ?? '',
          first: one(params.first),
          last: one(params.last),
          signalId: one(params.signalId),
          all: true,
          role,
          company,
        },
        view,
        db,
        now,
      )
      return {
        rows: [...found.postings.rows, ...found.events],
        unit: 'pieces of evidence',
        view,
        notes: [found.label, ...found.method],
      }
    },
  },
}

/** Every name that `ask` takes: the queries, then the charts. */
export const QUERY_NAMES: readonly string[] = [...Object.keys(QUERIES), ...CHART_NAMES]

/** What a name answers, and the keys that it takes beside the view's. */
export function describeQuery(name: string): { question: string; params: readonly string[] } | null {
  if (isChartName(name)) return CHARTS[name]
  return Object.hasOwn(QUERIES, name) ? (QUERIES[name] ?? null) : null
}

/**
 * Asks a query or a chart by name, out of an address or a command line: the one place that maps names and keys to queries.
 *
 * @throws WaveError `bad-usage` for an unknown name or key, `bad-view` for a bad value, `not-found` for an unknown company, ...
 */
export async function askByName(
  name: string,
  params: SearchParams,
  db: Db,
  now = new Date(),
): Promise<Answer<unknown> | ChartAnswer<unknown, unknown>> {
  const known = describeQuery(name)
  if (!known) {
    const suggestion = nearest(name, QUERY_NAMES)
    throw new WaveError(
      'bad-usage',
      `There is no query ${name.slice(0, 40)}.`,
      `${suggestion ? `Did you mean ${suggestion}? ` : ''}The names are ${QUERY_NAMES.join(', ')}.`,
    )
  }
  const keys = [...VIEW_KEYS, ...known.params]
  const odd = Object.keys(params).find((key) => params[key] !== undefined && !keys.includes(key))
  if (odd !== undefined) {
    const suggestion = nearest(odd, keys)
    throw new WaveError(
      'bad-usage',
      `${name} does not take ${odd.slice(0, 40)}.`,
      `${suggestion ? `Did you mean ${suggestion}? ` : ''}It takes ${keys.join(', ')}.`,
    )
  }
  // A series' range is said in periods, which are no days of a view; `observations` reads them itself.
  const view = strictView(name === 'observations' ? { ...params, from: undefined, to: undefined } : params)
  if (isChartName(name)) return chartAnswer(name, view, chartParams(params, view), db, now)
  const query = QUERIES[name]
  if (!query) throw new WaveError('bad-usage', `There is no query ${name}.`, `The names are ${QUERY_NAMES.join(', ')}.`)
  return query.ask({ view, params, db, now })
}

/** A chart's own parameters out of an address; company and role are also the view's. */
export function chartParams(params: SearchParams, view: View): ChartParams {
  const mode = one(params.mode)
  if (mode !== undefined && mode !== 'sum' && mode !== 'count')
    throw new WaveError('bad-view', `mode=${mode.slice(0, 40)} is neither sum nor count.`, 'Leave it out for sums.')
  const role = one(params.role)
  const weeks = one(params.weeks)
  if (weeks !== undefined && weeks !== '4' && weeks !== '12')
    throw new WaveError('bad-view', `weeks=${weeks.slice(0, 40)} is neither 4 nor 12.`, 'Leave it out for 4 weeks.')
  return {
    company: view.companies[0],
    role: role === undefined ? undefined : (roleOf(role).slug satisfies RoleSlug),
    // A list for `explore`, one for the others.
    series: many(params.series).join(',') || undefined,
    period: one(params.period),
    mode,
    by: one(params.by),
    weeks: weeks === undefined ? undefined : weeks === '4' ? 4 : 12,
    base: one(params.base),
    smooth: one(params.smooth),
    against: one(params.against),
    events: many(params.events).join(',') || undefined,
    scale: one(params.scale),
    overlay: one(params.overlay),
    pins: one(params.pins),
  }
}
