/**
 * What each chart is given. Plain serialisable data: days are UTC `YYYY-MM-DD`, null is "not observed" and never zero.
 * A definition draws it and asks for nothing else.
 */
import type { RoleSlug } from '@/lib/signals/taxonomy'

/** `page` draws with CSS custom properties, so that one inline drawing serves both themes. */
export type Theme = 'light' | 'dark' | 'page'

/** Props of a definition. It measures nothing; height follows from data and width by its `heightOf`. */
export interface ChartProps<Data> {
  data: Data
  width: number
  theme: Theme
  /** True in the browser only: adds tooltip, crosshair and keyboard. Never changes a pixel at rest. */
  interactive?: boolean
  /** The reader pressed Enter on, or clicked, a mark: a period, a day or an event's id. */
  onPick?: (pick: ChartPick) => void
  /** The reader points at a stop (null: no more): what the docked tooltip shows. */
  onPoint?: (point: ChartPoint | null) => void
}

/** What the tooltip says of the place pointed at. Words only; `x` in pixels of the drawing tells the side to dock on. */
export interface ChartPoint {
  x: number
  y: number
  label: string
  lines: { key: string; label: string; value: string; colour: string | null; active: boolean }[]
}

/** What a reader points at: enough to ask for its evidence. */
export interface ChartPick {
  chart: string
  /** Label of the value in words, `Week of 16 Feb 2026`. */
  label: string
  first: string
  last: string
  role?: string
  company?: string
  signalId?: string
}

/** One period of a level. `value` is the mean over the covered days, null when none was covered. */
export interface LevelPoint {
  period: string
  first: string
  last: string
  value: number | null
  covered: boolean
  daysCovered: number
  daysPassed: number
}

export interface LevelSeries {
  key: string
  label: string
  role?: RoleSlug
  company?: string
  points: LevelPoint[]
}

/** A stretch of days that was not covered, drawn as buff ground. */
export interface Gap {
  first: string
  last: string
  /** `Not covered`, or what broke. */
  title: string
  /** One line of explanation, `18 Jun to 25 Jun` or `no board was read`. */
  detail: string
}

export interface EventMark {
  signalId: string | null
  day: string
  /** Precision of the day as known; a month is drawn at its middle and said so. */
  precision: 'day' | 'month' | 'quarter' | 'half' | 'year'
  company: string
  /** Short label, `Anthropic 30` (billions) or `Amazon 14,000`. */
  label: string
}
export interface RoundMark extends EventMark {
  kind: 'equity' | 'debt' | 'strategic'
  /** US dollars; null when not published or in another currency. */
  amountUsd: number | null
}
export interface IpoMark extends EventMark {
  stage: 'reported' | 'confidential' | 'filed' | 'amended' | 'range' | 'priced' | 'listed' | 'postponed' | 'withdrawn'
}

/** A release as known from `day` on: a new quarter or a revision of the one before it in the list. */
export interface GdpStep {
  day: string
  period: string
  value: number
  estimate: string
  revision: boolean
}

export interface CoverageRow {
  company: string
  label: string
  inPanel: boolean
  spans: { first: string; last: string; state: 'good' | 'suspect' }[]
}

/** `hiring-trend`: stacked panels on one time axis. */
export interface HiringTrendData {
  grain: 'day' | 'week' | 'month' | 'quarter'
  from: string
  to: string
  /** The panel as one line; its label says whose, `All three`. */
  total: LevelSeries
  /** Thin lines below it: companies of the panel. At most 7. */
  lines: LevelSeries[]
  newlyListed: { period: string; first: string; last: string; value: number | null; complete: boolean }[]
  gaps: Gap[]
  rounds: RoundMark[]
  ipo: IpoMark[]
  capacity: EventMark[]
  layoffs: (EventMark & { headcount: number | null })[]
  gdp: GdpStep[]
  coverage: CoverageRow[]
}

/** A change with its 90 % interval, "could chance alone do this?". */
export interface Change {
  from: number
  to: number
  /** Ratio to/from; null when from is 0. */
  ratio: number | null
  low: number | null
  high: number | null
  /** Fewer than 10 at the start: difference instead of percentage, hollow mark. */
  small: boolean
}

/** `role-breakdown`: now, change with interval, share on up to three days. */
export interface RoleBreakdownData {
  firstDay: string
  lastDay: string
  /** Null where no day of the range was covered: then there are no rows either. */
  total: RoleRow | null
  rows: RoleRow[]
  shares: { day: string; parts: { role: RoleSlug; count: number }[] }[]
}
export interface RoleRow {
  role: RoleSlug | 'all'
  label: string
  code: string
  spark: { day: string; value: number | null }[]
  change: Change
}

/** `roles-trend`: one line a role over the same panel. */
export interface RolesTrendData {
  grain: 'day' | 'week' | 'month' | 'quarter'
  from: string
  to: string
  unit: string
  series: LevelSeries[]
  gaps: Gap[]
}

/** `role-trend`: one role, one step line a company, and single readings as stems. */
export interface RoleTrendData {
  role: RoleSlug
  from: string
  to: string
  series: LevelSeries[]
  /** Companies read once or twice: points on stems, never joined. */
  singles: { company: string; label: string; readings: { day: string; value: number }[] }[]
  gaps: Gap[]
  /** At most four: text with its bold number first. */
  annotations: { day: string; value: number; bold: string; text: string }[]
}

/** `capital-rounds`: money raised a quarter by kind, in USD; `complete` false for the running quarter. */
export interface CapitalRoundsData {
  quarters: {
    period: string
    equityUsd: number
    strategicUsd: number
    debtUsd: number
    count: number
    complete: boolean
    largest: { label: string; amountUsd: number } | null
  }[]
  mode: 'sum' | 'count'
}

/** `ipo-pipeline`: a row a company, its steps over time, newest state last. */
export interface IpoPipelineData {
  from: string
  to: string
  rows: { company: string; label: string; state: IpoMark['stage']; detail: string; steps: IpoMark[] }[]
}

/** `gdp-vintages`: every estimate of each quarter in order of release. */
export interface GdpVintagesData {
  quarters: {
    period: string
    estimates: { estimate: string; releasedOn: string; value: number }[]
    note: string | null
  }[]
}

/** `gdp-as-read`: one quarter's value by the day of reading. */
export interface GdpAsReadData {
  period: string
  steps: { day: string; estimate: string; value: number }[]
  to: string
  /** The reader's own day, drawn in magenta; null without one. */
  asOf: { day: string; value: number } | null
}

/** `macro-series`: one indicator, one line; gaps drawn. */
export interface MacroSeriesData {
  title: string
  unit: string
  decimals: number
  /** An index or a rate may start above zero, a level may not. */
  zeroBased: boolean
  points: { day: string; value: number | null }[]
  gaps: Gap[]
}

/** `company-timeline`: capital, IPO and capacity lanes over openings of one company. */
export interface CompanyTimelineData {
  company: string
  label: string
  from: string
  to: string
  rounds: RoundMark[]
  /** Totals raised as somebody counted them on a day. */
  totals: { day: string; label: string }[]
  ipo: (IpoMark & { text: string })[]
  capacity: EventMark[]
  layoffs: EventMark[]
  /** Covered days as one line; a stretch of one or two readings is drawn as bars or stems. */
  openings: {
    day: string
    count: number
    reader: string
    basis: 'count' | 'postings'
    roles: { role: RoleSlug; count: number }[] | null
  }[]
  /** A change of reader, completeness or board between two readings: growth never crosses it. */
  breaks: { day: string; reason: string }[]
  gaps: Gap[]
}

/** `company-roles`: openings by role in two readings (dumbbells). */
export interface CompanyRolesData {
  first: string
  last: string
  rows: { role: RoleSlug; label: string; from: number; to: number }[]
}

/** `company-levels`: latest good reading of each company with its day, and the reading a while before. */
export interface CompanyLevelsData {
  rows: {
    company: string
    label: string
    now: number
    day: string
    before: { value: number; day: string } | null
    fresh: boolean
  }[]
}

/** `role-pay`: pay ranges as posted, one bar a posting. Whole units of `currency` a year. */
export interface RolePayData {
  currency: string
  rows: { postingId: string; title: string; company: string; min: number; max: number }[]
  /** Middle of the ranges' middles; null under five postings. */
  median: number | null
}

/** `coverage`: which board was read on which day. */
export interface CoverageData {
  from: string
  to: string
  rows: CoverageRow[]
}

/** One unit of `momentum`, `skills` or `pay`: an estimate with its interval on the axis that all rows share. */
export interface IntervalRow {
  key: string
  label: string
  role?: RoleSlug
  company?: string
  /** What its evidence is asked by, where that is neither a role nor a company: `skill:pytorch`. */
  signalId?: string
  /** In words, at the side. */
  value: string
  /** The estimate; null where there is none, and `why` says so in its place. */
  at: number | null
  low: number | null
  high: number | null
  /** The middle half of what was seen, drawn pale behind; left out where it is not shown. */
  boxLow?: number | null
  boxHigh?: number | null
  why?: string
  /** A small sample: hollow mark, dashed interval. */
  hollow: boolean
  /** The row of all. */
  strong: boolean
  first: string | null
  last: string | null
  details: { label: string; value: string }[]
}
export interface IntervalRowsData {
  nameHead: string
  valueHead: string
  axisHead: string
  scale: {
    /** `change`: percent of change; `usd`: whole dollars; `percent`: a share; `times`: a power of two, so that doubling and halving are as far. */
    format: 'change' | 'percent' | 'usd' | 'number' | 'times'
    /** The line that means nothing happened; null for none. */
    base: number | null
    /** Ends of the axis beyond which an interval is cut with an arrow. */
    least: number | null
    most: number | null
  }
  rows: IntervalRow[]
  /** Said where there is no row. */
  empty: string
}

/** `hiring-index`: a chained weekly index, 100 at its base week. */
export interface HiringIndexData {
  label: string
  role: RoleSlug | null
  /** Monday of the week with 100; null without an index. */
  base: string | null
  adjusted: boolean
  /** Every week from the first to the last; value null where no link leads to the base. */
  points: {
    week: string
    value: number | null
    low: number | null
    high: number | null
    companies: number
    partial: boolean
  }[]
  empty: string
}

/** One line of `explore`. */
export interface ExploreLine extends LevelSeries {
  /** What is counted, and where. */
  detail: string
  /** A role's colour, `ink`, `wave`, or `outside` for what others measure. */
  tone: string
  /** How many lines before it have its tone: it is dashed to tell it from them. */
  twin: number
  /** The values of an earlier range under these periods; null: not asked for, or not observed. */
  before: { period: string; value: number | null }[] | null
}
/** An event on the axis of `explore`. `size`: US dollars, people, or how far a listing is. */
export interface ExploreEvent {
  kind: 'round' | 'ipo' | 'layoff' | 'gdp'
  day: string
  label: string
  signalId: string | null
  size: number
  round?: RoundMark['kind']
  stage?: IpoMark['stage']
}
/** `explore`: any series on one axis. */
export interface ExploreData {
  grain: 'day' | 'week' | 'month' | 'quarter'
  from: string
  to: string
  unit: string
  decimals: number
  /** A level or a share starts at zero; an index or a change need not. */
  zeroBased: boolean
  log: boolean
  /** Day that stands for 100; null where nothing is rebased. */
  base: string | null
  /** The line that carries the finding. */
  focus: string | null
  series: ExploreLine[]
  gaps: Gap[]
  events: ExploreEvent[]
  /** The reader's own. */
  notes: { day: string; text: string }[]
}

/** `revisions`: what was said first of each period, and what is said now. */
export interface RevisionsData {
  unit: string
  decimals: number
  /** Null where too few periods were published twice. */
  meanAbsolute: number | null
  periods: {
    period: string
    first: number
    latest: number
    estimates: { value: number; on: string; estimate: string | null }[]
  }[]
  empty: string
}

/** `supply`: announced layoffs under the openings of a panel. */
export interface SupplyData {
  from: string
  to: string
  label: string
  openings: LevelPoint[]
  layoffs: (EventMark & { headcount: number | null })[]
  empty: string
}

/** `event-study`, `local-projections`, `lead-lag`: a value by weeks from something, a panel a group. */
export interface EffectPathData {
  /** Range of days that its evidence is of. */
  from: string
  to: string
  /** What the weeks count from, at the foot of the axis; and in words with N for the number. */
  xHead: string
  xWords: string
  yHead: string
  bandWords: string
  nWords: string
  /** Where nothing is: 1 for a ratio, 0 for a correlation. */
  base: number
  /** `line`: the band is the value's interval; `stems`: it is what chance alone reaches. */
  marks: 'line' | 'stems'
  paths: {
    key: string
    /** Of the group; empty where there is one path. */
    label: string
    points: { x: number; value: number; low: number | null; high: number | null; n: number | null }[]
    /** What a peak has to pass, to either side of the base. */
    peak?: number
  }[]
  empty: string
}

/** `level-changes`, `forecast`, `seasonal-daily`: lines over time, levels between changes, weeks ahead. */
export interface TurnsData {
  from: string | null
  to: string
  grain: 'day' | 'week'
  /** The axis starts at zero. */
  zero: boolean
  decimals: number
  /** At most two; the second is the one that is told. Points of all lines stand on the same days. */
  lines: { key: string; label: string; points: { day: string; value: number | null }[] }[]
  levels: { first: string; last: string; value: number }[]
  ahead: { week: string; mean: number; low80: number; high80: number }[]
  events: { day: string; label: string; signalId: string | null }[]
  empty: string
}

/** Each chart's name and what it draws. */
export interface ChartDataByName {
  'hiring-trend': HiringTrendData
  'role-breakdown': RoleBreakdownData
  'roles-trend': RolesTrendData
  'role-trend': RoleTrendData
  'capital-rounds': CapitalRoundsData
  'ipo-pipeline': IpoPipelineData
  'gdp-vintages': GdpVintagesData
  'gdp-as-read': GdpAsReadData
  'macro-series': MacroSeriesData
  'company-timeline': CompanyTimelineData
  'company-roles': CompanyRolesData
  'company-levels': CompanyLevelsData
  'role-pay': RolePayData
  coverage: CoverageData
  momentum: IntervalRowsData
  skills: IntervalRowsData
  pay: IntervalRowsData
  'hiring-index': HiringIndexData
  'time-to-close': IntervalRowsData
  revisions: RevisionsData
  supply: SupplyData
  'event-study': EffectPathData
  'local-projections': EffectPathData
  'lead-lag': EffectPathData
  'level-changes': TurnsData
  forecast: TurnsData
  'seasonal-daily': TurnsData
  explore: ExploreData
  engagement: ExploreData
}
export type ChartName = keyof ChartDataByName
