import type { ChartDataByName, ChartName } from '@/components/charts/types'
import type { Db } from '@/lib/db/client'
import type { Transform, View } from '@/lib/view'
import type { ChartAnswer } from './answer'
import { capitalRounds, ipoPipeline } from './charts/capital'
import { eventStudyChart, localProjectionsChart } from './charts/capitalEffect'
import type { ChartAsk, ChartParams, TableRow } from './charts/common'
import { companyLevels, companyRoles, companyTimeline, coverageChart } from './charts/companies'
import { engagementChart } from './charts/engagement'
import { explore } from './charts/explore'
import { hiringIndexChart } from './charts/hiringIndex'
import { hiringTrend } from './charts/hiringTrend'
import { leadLagChart } from './charts/leadLag'
import { gdpAsRead, gdpVintages, macroSeries } from './charts/macro'
import { momentum } from './charts/momentum'
import { pay } from './charts/pay'
import { revisions } from './charts/revisions'
import { roleBreakdown, rolesTrend } from './charts/roleBreakdown'
import { rolePay, roleTrend } from './charts/roleTrend'
import { seasonalDailyChart } from './charts/seasonalDaily'
import { skills } from './charts/skills'
import { supply } from './charts/supply'
import { timeToClose } from './charts/timeToClose'
import { forecastChart, levelChangesChart } from './charts/turns'

export type { ChartParams, TableRow } from './charts/common'

type ChartQueries = {
  [Name in ChartName]: {
    /** What it takes beside the view. */
    params: readonly (keyof ChartParams)[]
    /** The question that it answers. */
    question: string
    ask: (ask: ChartAsk) => Promise<ChartAnswer<TableRow, ChartDataByName[Name]>>
  }
}

/** Every chart by its name, the parameters that it takes beside the view, and the query behind it. */
export const CHARTS: ChartQueries = {
  'hiring-trend': {
    params: [],
    question: 'Is infrastructure hiring heating up, and what came with it?',
    ask: hiringTrend,
  },
  'role-breakdown': { params: [], question: 'Which roles grow, and which are large?', ask: roleBreakdown },
  'roles-trend': { params: [], question: 'How did each role move?', ask: rolesTrend },
  'role-trend': { params: ['role'], question: 'Who lists openings of this role?', ask: roleTrend },
  'capital-rounds': { params: ['mode'], question: 'How much money is raised a quarter?', ask: capitalRounds },
  'ipo-pipeline': { params: ['company'], question: 'Who is on the way to a listing?', ask: ipoPipeline },
  'gdp-vintages': { params: [], question: 'What were the estimates of US growth?', ask: gdpVintages },
  'gdp-as-read': { params: ['period'], question: 'What was known of one quarter, and when?', ask: gdpAsRead },
  'macro-series': { params: ['series'], question: 'How did this indicator move?', ask: macroSeries },
  'company-timeline': { params: ['company'], question: 'What happened at this company?', ask: companyTimeline },
  'company-roles': { params: ['company'], question: 'Which roles does this company list?', ask: companyRoles },
  'company-levels': { params: [], question: 'Who has how many openings?', ask: companyLevels },
  'role-pay': { params: ['role'], question: 'What does this role pay, as posted?', ask: rolePay },
  coverage: { params: [], question: 'Which board was read when?', ask: coverageChart },
  momentum: {
    params: ['role', 'company', 'by', 'weeks'],
    question: 'Which roles, or companies, grow beyond what chance alone could do?',
    ask: momentum,
  },
  'hiring-index': {
    params: ['role'],
    question: 'Where does the Hiring Wave Index stand, by role or in all?',
    ask: hiringIndexChart,
  },
  'time-to-close': { params: [], question: 'How long do vacancies last, by role?', ask: timeToClose },
  revisions: { params: ['series'], question: 'How far were first figures off?', ask: revisions },
  supply: {
    params: ['company', 'by'],
    question: 'Who lays off where and whom, beside who hires? by: company, place or role.',
    ask: supply,
  },
  'event-study': {
    params: ['company'],
    question: 'What became of openings around a round or a filing, against matched companies without one?',
    ask: eventStudyChart,
  },
  'local-projections': {
    params: ['company', 'by'],
    question: 'What does fresh capital go with, week by week, by size or stage of the company?',
    ask: localProjectionsChart,
  },
  'lead-lag': {
    params: ['series'],
    question: 'Does capital raised, or a series of observations, move before openings?',
    ask: leadLagChart,
  },
  'level-changes': {
    params: [],
    question: 'From which week on did openings stand at another level, and what happened near it?',
    ask: levelChangesChart,
  },
  forecast: {
    params: [],
    question: 'How many openings in the weeks ahead, where a backtest has earned it; else its record.',
    ask: forecastChart,
  },
  'seasonal-daily': {
    params: ['series'],
    question: 'How does a daily series move without day of week, holidays and season?',
    ask: seasonalDailyChart,
  },
  skills: { params: ['role', 'by'], question: 'What do postings ask for, and which roles are near?', ask: skills },
  pay: { params: ['role', 'company', 'by'], question: 'What is paid, as posted?', ask: pay },
  engagement: {
    params: [],
    question: 'Which forms of work beside a full-time job are offered?',
    ask: engagementChart,
  },
  explore: {
    params: ['series', 'base', 'smooth', 'against', 'events', 'scale', 'overlay', 'pins'],
    question: 'How do any of these series compare?',
    ask: explore,
  },
}

/** Charts that can show more than a level. */
const TRANSFORMED: Partial<Record<ChartName, readonly Transform[]>> = {
  'roles-trend': ['share'],
  explore: ['share', 'rebased', 'change'],
}

export const CHART_NAMES = Object.keys(CHARTS) as ChartName[]

export const isChartName = (name: string): name is ChartName => Object.hasOwn(CHARTS, name)

/**
 * The answer behind a chart: finding, rows, data for the drawing, sources and notes.
 *
 * @throws WaveError `not-found` for an unknown company, role or series, `bad-view` where a parameter is missing or wrong
 */
export async function chartAnswer<Name extends ChartName>(
  name: Name,
  view: View,
  params: ChartParams,
  db: Db,
  now = new Date(),
): Promise<ChartAnswer<TableRow, ChartDataByName[Name]>> {
  const drawn = view.transform === 'level' || TRANSFORMED[name]?.includes(view.transform)
  if (drawn) return CHARTS[name].ask({ view, params, db, now })
  const answer = await CHARTS[name].ask({ view: { ...view, transform: 'level' }, params, db, now })
  return { ...answer, notes: [...answer.notes, `Shown as a level: this chart has no ${view.transform}.`] }
}
