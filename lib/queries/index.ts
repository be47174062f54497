/**
 * Every question that a page, the API, an export or the command line may ask: the only readers of the database. Each takes the
 * view and the database; `view.asOf` shows what was known by 24:00 UTC of that day. Errors are `WaveError` (`not-found` for
 * an unknown company, role, article or series).
 */
export type { ChartAnswer } from './answer'
export { article, articles } from './articles'
export { type BriefData, brief, briefWeek } from './brief'
export { capital } from './capital'
export { CHART_NAMES, CHARTS, type ChartParams, chartAnswer, isChartName, type TableRow } from './charts'
export { EVENT_KINDS, EXPLORE_KEYS, exploreAsk, readNotes } from './charts/explore'
export { companies } from './companies'
export { company } from './company'
export { engagement } from './engagement'
export { evidence } from './evidence'
export { FIRST_LINES, lineChoices, lineExists, lineSpecs, MOST_LINES } from './explore'
export { indexPage } from './indexPage'
export { macro } from './macro'
export { observations } from './observations'
export { openings } from './openings'
export { overview } from './overview'
export { postings } from './postings'
export { role } from './role'
export { roles } from './roles'
export { rounds } from './rounds'
export { signals } from './signals'
export { rejects, sources } from './sources'
export type * from './types'
export { vacancies } from './vacancies'
