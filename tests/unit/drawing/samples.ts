/** The made-up data that charts are drawn with in tests, and data that has nothing in it or hardly anything. */
import { readFile } from 'node:fs/promises'
import type {
  ChartDataByName,
  ChartName,
  EffectPathData,
  ExploreData,
  HiringIndexData,
  IntervalRow,
  IntervalRowsData,
  LevelPoint,
  LevelSeries,
  RevisionsData,
  SupplyData,
  TurnsData,
} from '@/components/charts/types'

export const FIXTURES = new URL('../../fixtures/charts/', import.meta.url)

/** The widths that pages draw each chart in. */
export const WIDTHS: Record<ChartName, number[]> = {
  'hiring-trend': [1280, 792, 358],
  'role-breakdown': [448, 358],
  'roles-trend': [1280, 358],
  'role-trend': [792, 358],
  'capital-rounds': [1280, 358],
  'ipo-pipeline': [1280, 358],
  'gdp-vintages': [1280, 358],
  'gdp-as-read': [400, 358],
  'macro-series': [400, 358],
  'company-timeline': [1280, 358],
  'company-roles': [620, 358],
  'company-levels': [1280, 358],
  'role-pay': [792, 358],
  coverage: [1280, 358],
  momentum: [620, 358],
  skills: [448, 358],
  pay: [792, 358],
  'hiring-index': [1280, 358],
  'time-to-close': [620, 358],
  revisions: [792, 358],
  supply: [1280, 358],
  'event-study': [792, 358],
  'local-projections': [1280, 358],
  'lead-lag': [792, 358],
  'level-changes': [952, 358],
  forecast: [620, 358],
  'seasonal-daily': [1280, 358],
  explore: [952, 358],
  engagement: [1280, 358],
}
export const NAMES = Object.keys(WIDTHS) as ChartName[]

export async function sample<Name extends ChartName>(name: Name): Promise<ChartDataByName[Name]> {
  const parsed = JSON.parse(await readFile(new URL(`${name}.json`, FIXTURES), 'utf8')) as {
    data: ChartDataByName[Name]
  }
  return parsed.data
}

const range = { from: '2026-01-01', to: '2026-01-31' }
const series = (points: LevelPoint[]): LevelSeries => ({ key: 'total', label: 'All', points })
const onePoint: LevelPoint = {
  period: '2026-01-05',
  first: '2026-01-05',
  last: '2026-01-11',
  value: 7,
  covered: true,
  daysCovered: 7,
  daysPassed: 7,
}
const noRows: IntervalRowsData = {
  nameHead: 'Role',
  valueHead: 'Now',
  axisHead: 'change',
  scale: { format: 'change', base: 0, least: -60, most: 100 },
  rows: [],
  empty: 'Not enough data: has 0 boards, needs 1.',
}
const noRevisions: RevisionsData = {
  unit: 'points',
  decimals: 1,
  meanAbsolute: null,
  periods: [],
  empty: 'Not enough data',
}
const noPath: EffectPathData = {
  ...range,
  xHead: 'weeks since the event',
  xWords: 'N weeks since',
  yHead: 'Times the others',
  bandWords: '90% interval',
  nWords: 'Events',
  base: 1,
  marks: 'line',
  paths: [],
  empty: 'Not enough data: has 3 events, needs 10',
}
const noTurns: TurnsData = {
  from: null,
  to: '2026-01-31',
  grain: 'week',
  zero: true,
  decimals: 0,
  lines: [],
  levels: [],
  ahead: [],
  events: [],
  empty: 'Not enough data: has 3 weeks, needs 8',
}
const noSupply: SupplyData = { ...range, label: 'Openings', openings: [], layoffs: [], empty: 'Nothing became known' }
const noIndex: HiringIndexData = {
  label: 'The index',
  role: null,
  base: null,
  adjusted: false,
  points: [],
  empty: 'Not enough data: has 1 company, needs 3.',
}
const oneRow: IntervalRow = {
  key: 'fir',
  label: 'A unit with a name that is far too long for the column that it stands in',
  value: '1, 3',
  at: 0,
  low: -90,
  high: 400,
  hollow: true,
  strong: false,
  first: '2026-01-10',
  last: '2026-01-10',
  details: [],
}
const nothing = { from: 0, to: 0, ratio: null, low: null, high: null, small: true }

const noLines: ExploreData = {
  grain: 'week',
  ...range,
  unit: 'openings',
  decimals: 0,
  zeroBased: true,
  log: false,
  base: null,
  focus: null,
  series: [],
  gaps: [],
  events: [],
  notes: [],
}

/** Answers to questions that nothing was found for. */
export const EMPTY: { [Name in ChartName]: ChartDataByName[Name] } = {
  'hiring-trend': {
    grain: 'week',
    ...range,
    total: series([]),
    lines: [],
    newlyListed: [],
    gaps: [],
    rounds: [],
    ipo: [],
    capacity: [],
    layoffs: [],
    gdp: [],
    coverage: [],
  },
  'role-breakdown': {
    firstDay: '2026-01-01',
    lastDay: '2026-01-31',
    total: { role: 'all', label: 'All', code: 'ALL', spark: [], change: nothing },
    rows: [],
    shares: [],
  },
  'roles-trend': { grain: 'week', ...range, unit: 'openings', series: [], gaps: [] },
  'role-trend': { role: 'sre', ...range, series: [], singles: [], gaps: [], annotations: [] },
  'capital-rounds': { quarters: [], mode: 'sum' },
  'ipo-pipeline': { ...range, rows: [] },
  'gdp-vintages': { quarters: [] },
  'gdp-as-read': { period: '2025-Q2', steps: [], to: '2026-01-31', asOf: null },
  'macro-series': { title: 'Rate', unit: '%', decimals: 1, zeroBased: false, points: [], gaps: [] },
  'company-timeline': {
    company: 'fir',
    label: 'Fir',
    ...range,
    rounds: [],
    totals: [],
    ipo: [],
    capacity: [],
    layoffs: [],
    openings: [],
    breaks: [],
    gaps: [],
  },
  'company-roles': { first: '2026-01-01', last: '2026-01-31', rows: [] },
  'company-levels': { rows: [] },
  'role-pay': { currency: 'USD', rows: [], median: null },
  coverage: { ...range, rows: [] },
  momentum: noRows,
  skills: noRows,
  pay: noRows,
  'hiring-index': noIndex,
  'time-to-close': noRows,
  revisions: noRevisions,
  supply: noSupply,
  'event-study': noPath,
  'local-projections': noPath,
  'lead-lag': { ...noPath, marks: 'stems', base: 0 },
  'level-changes': noTurns,
  forecast: noTurns,
  'seasonal-daily': noTurns,
  explore: noLines,
  engagement: noLines,
}

const oneLine = [{ key: 'openings', label: 'Openings at Fir', points: [{ day: '2026-01-05', value: 0 }] }]
const mark = { signalId: null, day: '2026-01-10', precision: 'day' as const, company: 'fir', label: 'Fir 3' }

/** One row each, with the awkward value: zero, equal ends, an amount that is not known, a name that is very long. */
export const ONE: { [Name in ChartName]: ChartDataByName[Name] } = {
  'hiring-trend': {
    ...EMPTY['hiring-trend'],
    total: series([{ ...onePoint, value: 0 }]),
    rounds: [{ ...mark, kind: 'equity', amountUsd: null }],
    ipo: [{ ...mark, stage: 'priced' }],
    gdp: [{ day: '2026-01-02', period: '2025-Q3', value: -0.3, estimate: 'advance', revision: false }],
  },
  'role-breakdown': {
    ...EMPTY['role-breakdown'],
    rows: [
      {
        role: 'sre',
        label: 'A role with a name that is far too long for its column',
        code: 'SRE',
        spark: [{ day: '2026-01-31', value: 0 }],
        change: { from: 0, to: 3, ratio: null, low: null, high: null, small: true },
      },
    ],
    shares: [{ day: '2026-01-31', parts: [{ role: 'sre', count: 0 }] }],
  },
  'roles-trend': { ...EMPTY['roles-trend'], series: [series([onePoint])] },
  'role-trend': {
    ...EMPTY['role-trend'],
    singles: [{ company: 'fir', label: 'Fir', readings: [{ day: '2026-01-10', value: 0 }] }],
  },
  'capital-rounds': {
    quarters: [
      { period: '2026-Q1', equityUsd: 0, strategicUsd: 0, debtUsd: 1, count: 1, complete: false, largest: null },
    ],
    mode: 'sum',
  },
  'ipo-pipeline': {
    ...range,
    rows: [{ company: 'fir', label: 'Fir', state: 'reported', detail: '', steps: [{ ...mark, stage: 'reported' }] }],
  },
  'gdp-vintages': {
    quarters: [
      { period: '2025-Q2', estimates: [{ estimate: 'advance', releasedOn: '2025-07-30', value: 0 }], note: null },
    ],
  },
  'gdp-as-read': {
    period: '2025-Q2',
    steps: [{ day: '2025-07-30', estimate: 'advance', value: 3 }],
    to: '2025-07-30',
    asOf: { day: '2025-07-30', value: 3 },
  },
  'macro-series': { ...EMPTY['macro-series'], points: [{ day: '2026-01-01', value: 0 }] },
  'company-timeline': {
    ...EMPTY['company-timeline'],
    openings: [{ day: '2026-01-10', count: 0, reader: 'a', basis: 'count', roles: null }],
    rounds: [{ ...mark, kind: 'debt', amountUsd: null }],
  },
  'company-roles': {
    first: '2026-01-01',
    last: '2026-01-31',
    rows: [{ role: 'sre', label: 'Reliability (SRE)', from: 0, to: 0 }],
  },
  'company-levels': { rows: [{ company: 'fir', label: 'Fir', now: 0, day: '2026-01-31', before: null, fresh: false }] },
  'role-pay': {
    currency: 'CHF',
    rows: [{ postingId: 'p', title: 'Technician', company: 'fir', min: 90000, max: 90000 }],
    median: null,
  },
  coverage: { ...range, rows: [{ company: 'fir', label: 'Fir', inPanel: true, spans: [] }] },
  momentum: { ...noRows, rows: [oneRow] },
  skills: { ...noRows, rows: [oneRow] },
  pay: { ...noRows, rows: [oneRow] },
  'hiring-index': {
    ...noIndex,
    base: '2026-01-05',
    points: [{ week: '2026-01-05', value: 100, low: null, high: null, companies: 0, partial: true }],
  },
  'time-to-close': { ...noRows, rows: [oneRow] },
  revisions: {
    ...noRevisions,
    periods: [{ period: '2025-Q2', first: 3, latest: 3, estimates: [{ value: 3, on: '2025-07-30', estimate: null }] }],
  },
  supply: { ...noSupply, layoffs: [{ ...mark, headcount: null }] },
  'event-study': {
    ...noPath,
    paths: [{ key: 'all', label: '', points: [{ x: 0, value: 1, low: null, high: null, n: 0 }] }],
  },
  'local-projections': {
    ...noPath,
    paths: [
      {
        key: 'all',
        label: 'A group with a name that is far too long for the room over its panel, whatever the width',
        points: [{ x: 52, value: 3, low: 0.1, high: 900, n: 1 }],
      },
    ],
  },
  'lead-lag': {
    ...noPath,
    marks: 'stems',
    base: 0,
    paths: [{ key: 'all', label: '', points: [{ x: 0, value: 0, low: 0, high: 0, n: null }], peak: 0 }],
  },
  'level-changes': { ...noTurns, lines: oneLine, levels: [{ first: '2026-01-05', last: '2026-01-11', value: 0 }] },
  forecast: { ...noTurns, lines: oneLine, ahead: [{ week: '2026-01-12', mean: 0, low80: 0, high80: 0 }] },
  'seasonal-daily': { ...noTurns, grain: 'day', lines: oneLine },
  engagement: {
    ...noLines,
    series: [{ ...series([onePoint]), label: 'Internships', detail: '', tone: 'wave', twin: 0, before: null }],
  },
  explore: {
    ...noLines,
    log: true,
    base: '2026-01-05',
    series: [
      {
        ...series([{ ...onePoint, value: 0 }]),
        label: 'A series with a name that is far too long for the room at its end',
        detail: 'openings',
        tone: 'outside',
        twin: 4,
        before: [{ period: '2026-01-05', value: 3 }],
      },
    ],
    events: [{ kind: 'gdp', day: '2026-01-31', label: 'GDP Q4 0.0%', signalId: null, size: 0 }],
    notes: [{ day: '2026-01-31', text: 'A note at the very end of the range that has no room to its right' }],
  },
}
