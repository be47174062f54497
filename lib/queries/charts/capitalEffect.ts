import type { EffectPathData } from '@/components/charts/types'
import { capitalRecord } from '@/lib/analytics/capitalRecord'
import { type Enough, notEnoughWords } from '@/lib/analytics/enough'
import { type EventStudy, eventStudy } from '@/lib/analytics/eventStudy'
import { localProjections } from '@/lib/analytics/localProjections'
import { numberWords, percentChange, plural, sentenceCase } from '@/lib/analytics/words'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import type { View } from '@/lib/view'
import type { Answer, ChartAnswer } from '../answer'
import { remember } from '../cache'
import { type CapitalPanel, capitalPanel, type PanelGroup } from '../capitalPanel'
import { asOfNote, companyNames, knownCompanies, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import type { ChartAsk, TableRow } from './common'

const NO_CAUSE =
  'Rounds are no lottery: what goes with one need not come of it. Bands are 90% intervals. Not a forecast.'

const keyOf = (view: View, now: Date): string =>
  JSON.stringify([view.companies, view.from, view.to, passedDay(view, now)])

const SOURCES = [{ name: 'rounds and filings as published, openings as read on job boards', licence: null, url: null }]

/** How many events there are, and what each needs. */
const eventsNote = (panel: CapitalPanel): string =>
  `${plural(panel.events.length, 'round or filing', 'rounds and filings')} of companies with a board ${panel.events.length === 1 ? 'is' : 'are'} known; each needs openings read by one reader before and after it.`

const frameOf = (panel: CapitalPanel, passed: string): Pick<EffectPathData, 'from' | 'to'> =>
  panel.range ?? { from: passed, to: passed }

/** Axes that both charts share: weeks from the event, and how many times the others' openings. */
const AFTER_CAPITAL = {
  xHead: 'weeks since the round or filing',
  xWords: 'N weeks since the event',
  yHead: 'Times the others',
  bandWords: '90% interval',
  nWords: 'Events',
  base: 1,
  marks: 'line',
} as const

/**
 * `event-study`: openings from 26 weeks before to 52 after a round of equity or a filing for a listing, against matched companies of
 * the same segment without one, as ratios with 90 % intervals. No rows where too few events have the weeks around them.
 */
export async function eventStudyChart(ask: ChartAsk): Promise<ChartAnswer<TableRow, EffectPathData>> {
  const { db, now } = ask
  const view = scoped(ask)
  await knownCompanies(view.companies, db)
  const { panel, study } = await remember(db, `event-study ${keyOf(view, now)}`, async () => {
    const found = await capitalPanel(view, 'segment', db, now)
    return { panel: found, study: eventStudy(found.companies, found.events) }
  })
  const weeks = study.enough
    ? study.weeks.map((w) => ({
        week: w.week,
        ratio: Math.exp(w.effect),
        low90: Math.exp(w.low),
        high90: Math.exp(w.high),
        events: w.events,
      }))
    : []
  const why = study.enough ? '' : `Whether openings rise after fresh capital: ${notEnoughWords(study)}.`
  return {
    chart: 'event-study',
    title: studyTitle(study),
    subtitle:
      'Openings as a ratio to those of the four weeks before a round of equity or a filing, over that of matched companies without one; 1 is as the others. Week 0 is the week of the event.',
    data: {
      ...frameOf(panel, passedDay(view, now)),
      ...AFTER_CAPITAL,
      paths: weeks.length
        ? [
            {
              key: 'all',
              label: '',
              points: weeks.map((w) => ({ x: w.week, value: w.ratio, low: w.low90, high: w.high90, n: w.events })),
            },
          ]
        : [],
      empty: why,
    },
    rows: weeks,
    unit: 'ratio of openings',
    view,
    notes: [
      ...asOfNote(view),
      ...(study.enough
        ? [
            `Over the year after, ${percentChange(Math.exp(study.after.effect))} against matched companies, 90% interval ${percentChange(Math.exp(study.after.low))} to ${percentChange(Math.exp(study.after.high))}; ${plural(study.events, 'event')} used, ${numberWords(study.leftOut)} left out.`,
            study.preTrend.clear
              ? 'They had parted from the others before: what came after is not told from that.'
              : 'Before, they moved as the others did.',
          ]
        : [why, eventsNote(panel)]),
      `Against companies of the same segment without a round. ${NO_CAUSE}`,
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: SOURCES,
    updatedOn: panel.range?.to ?? null,
  }
}

/** The view with the chart's own company, where the view names none. */
const scoped = ({ view, params }: ChartAsk): View =>
  params.company && !view.companies.length ? { ...view, companies: [params.company] } : view

function studyTitle(study: Enough<EventStudy>): string {
  if (!study.enough) return 'Openings around fresh capital: not enough data'
  if (study.preTrend.clear) return 'Companies that raised had parted from the others before'
  return study.found
    ? `Openings ${study.after.effect > 0 ? 'rose' : 'fell'} against matched companies in the year after fresh capital`
    : 'After fresh capital openings moved as those of matched companies did'
}

const PROJECTED_BY = ['size', 'stage'] as const

/**
 * `local-projections`: what a round or filing adds to openings week by week, by size or stage of the company, as ratios. No rows of a
 * group with fewer than eight usable events.
 *
 * @throws WaveError `bad-view` for a `by` that is none
 */
export async function localProjectionsChart(ask: ChartAsk): Promise<ChartAnswer<TableRow, EffectPathData>> {
  const { params, db, now } = ask
  const by = PROJECTED_BY.find((b) => b === (params.by ?? 'size'))
  if (!by)
    throw new WaveError(
      'bad-view',
      `by=${params.by?.slice(0, 40)} is none of ${PROJECTED_BY.join(', ')}.`,
      'Leave it out for size.',
    )
  const view = scoped(ask)
  await knownCompanies(view.companies, db)
  const { panel, found } = await remember(db, `local-projections ${by} ${keyOf(view, now)}`, async () => {
    const made = await capitalPanel(view, by satisfies PanelGroup, db, now)
    return { panel: made, found: localProjections(made.companies, made.events) }
  })
  const told = found.enough ? found.groups.filter((g) => g.missing === null) : []
  const why = found.enough ? '' : `What a round adds, by ${by}: ${notEnoughWords(found)}.`
  const rows = told.flatMap((g) =>
    g.weeks.map((w) => ({
      group: g.group,
      week: w.week,
      ratio: Math.exp(w.effect),
      low90: Math.exp(w.low),
      high90: Math.exp(w.high),
      events: w.events,
      companyWeeks: w.rows,
    })),
  )
  return {
    chart: 'local-projections',
    title: found.enough
      ? `What fresh capital went with, by ${by} of the company`
      : `Fresh capital by ${by} of the company: not enough data`,
    subtitle:
      'Openings in each week after a round of equity or a filing as a ratio to those of the week before it, beyond what companies without one did in the same weeks; 1 is as the others.',
    data: {
      ...frameOf(panel, passedDay(view, now)),
      ...AFTER_CAPITAL,
      paths: told.map((g) => ({
        key: g.group,
        label: g.group,
        points: g.weeks.map((w) => ({
          x: w.week,
          value: Math.exp(w.effect),
          low: Math.exp(w.low),
          high: Math.exp(w.high),
          n: w.events,
        })),
      })),
      empty: why,
    },
    rows,
    unit: 'ratio of openings',
    view,
    notes: [
      ...asOfNote(view),
      ...(why ? [why, eventsNote(panel)] : []),
      ...(found.enough
        ? found.groups.flatMap((g) => (g.missing ? [`${g.group}: ${notEnoughWords(g.missing)}.`] : []))
        : []),
      NO_CAUSE,
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: SOURCES,
    updatedOn: panel.range?.to ?? null,
  }
}

export interface CapitalRecordRow {
  company: string
  name: string
  /** Raised or filed in the last 26 weeks. */
  fresh: boolean
  /** Share of such companies in the past whose openings rose by a tenth within 26 weeks. */
  chance: number
}

/**
 * Whether fresh capital has told whose openings rise, on the past that is at hand. Rows, companies by chance, only where it has beaten
 * the base rate; the record stands in the notes either way.
 */
export async function capitalRanking(view: View, db: Db, now = new Date()): Promise<Answer<CapitalRecordRow>> {
  await knownCompanies(view.companies, db)
  const { panel, record } = await remember(db, `capital-record ${keyOf(view, now)}`, async () => {
    const made = await capitalPanel(view, 'segment', db, now)
    return { panel: made, record: capitalRecord(made.companies, made.events) }
  })
  const names = await companyNames(db)
  const ranking = record.enough ? (record.ranking ?? []) : []
  return {
    rows: ranking
      .filter((r) => !view.companies.length || view.companies.includes(r.company))
      .map((r) => ({
        company: r.company,
        name: names.get(r.company)?.name ?? r.company,
        fresh: r.fresh,
        chance: r.chance,
      })),
    unit: 'share',
    view,
    notes: [
      ...asOfNote(view),
      ...(record.enough
        ? [
            `Of ${plural(record.judged, 'past case')} ${numberWords(100 * record.baseRate)}% rose by a tenth within 26 weeks${record.freshRate === null ? '' : `, of the ${numberWords(record.judgedFresh)} with fresh capital ${numberWords(100 * record.freshRate)}%`}; mean squared error of the chances told ${numberWords(record.brier, 3)}, of the base rate alone ${numberWords(record.baseBrier, 3)}.`,
            record.beats
              ? 'It has beaten the base rate on its own past by more than chance gives in one of ten cases.'
              : 'It has not beaten the base rate on its own past, so nobody is ranked by it.',
          ]
        : [`${sentenceCase(notEnoughWords(record))}, so nobody is ranked by it.`, eventsNote(panel)]),
      'Not a forecast.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}
