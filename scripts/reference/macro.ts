import { lastDayOf } from '@/lib/dates'
import { cell, type Row, readCsv, sortedBy } from './csv'
import type { DataFile } from './dataset'
import { CC_BY, FACTS, PUBLIC_RECORD } from './licences'

const COLUMNS = ['seriesId', 'period', 'value', 'vintage', 'estimate', 'sourceUrl', 'licence', 'note'] as const

type Series = {
  id: string
  title: string
  unit: string
  frequency: 'day' | 'month' | 'quarter'
  seasonallyAdjusted: 'true' | 'false'
  publisher: string
  decimals: string
  licence: string
  url: string
  note: string
}

const fred = (id: string) => `https://fred.stlouisfed.org/series/${id}`
const TRACKER = 'https://github.com/hiring-lab/job_postings_tracker'
const AI_TRACKER = 'https://github.com/hiring-lab/ai-tracker'

/** The series that the product knows from the first start. The last two have no rows here: a live source fills them. */
const SERIES: readonly Series[] = [
  {
    id: 'A191RL1Q225SBEA',
    title: 'Real GDP growth, United States',
    unit: 'percent change on the quarter before, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Economic Analysis',
    decimals: '1',
    licence: PUBLIC_RECORD,
    url: fred('A191RL1Q225SBEA'),
    note: 'Every estimate of a quarter is kept with the day of its release.',
  },
  {
    id: 'UNRATE',
    title: 'Unemployment rate, United States',
    unit: 'percent of the labour force',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Labor Statistics',
    decimals: '1',
    licence: PUBLIC_RECORD,
    url: fred('UNRATE'),
    note: 'No figure for October 2025: not collected in the shutdown.',
  },
  {
    id: 'JTSJOL',
    title: 'Job openings, total nonfarm (JOLTS), United States',
    unit: 'thousand openings',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Labor Statistics',
    decimals: '0',
    licence: PUBLIC_RECORD,
    url: fred('JTSJOL'),
    note: '',
  },
  {
    id: 'USINFO',
    title: 'Employees in the information sector, United States',
    unit: 'thousand persons',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Labor Statistics',
    decimals: '0',
    licence: PUBLIC_RECORD,
    url: fred('USINFO'),
    note: '',
  },
  {
    id: 'PAYEMS',
    title: 'Employees on nonfarm payrolls, United States',
    unit: 'thousand persons',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Labor Statistics',
    decimals: '0',
    licence: PUBLIC_RECORD,
    url: fred('PAYEMS'),
    note: '',
  },
  {
    id: 'PAYEMS_CHG',
    title: 'Change of nonfarm payrolls as first printed, United States',
    unit: 'thousand persons, change on the month before',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Labor Statistics',
    decimals: '0',
    licence: PUBLIC_RECORD,
    url: fred('PAYEMS'),
    note: 'Our name for the first print of the monthly change; the later level is PAYEMS.',
  },
  {
    id: 'FEDFUNDS',
    title: 'Federal funds rate, monthly average',
    unit: 'percent',
    frequency: 'month',
    seasonallyAdjusted: 'false',
    publisher: 'US Federal Reserve',
    decimals: '2',
    licence: PUBLIC_RECORD,
    url: fred('FEDFUNDS'),
    note: '',
  },
  {
    id: 'IHLIDXUS',
    title: 'Job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'day',
    seasonallyAdjusted: 'true',
    publisher: 'Indeed Hiring Lab',
    decimals: '2',
    licence: CC_BY,
    url: TRACKER,
    note: 'Seasonal factors are revised; do not mix vintages.',
  },
  {
    id: 'IHLIDXUS_NSA',
    title: 'Job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'day',
    seasonallyAdjusted: 'false',
    publisher: 'Indeed Hiring Lab',
    decimals: '2',
    licence: CC_BY,
    url: TRACKER,
    note: 'Our name for the unadjusted column of the same file.',
  },
  {
    id: 'IHLIDXNEWUS',
    title: 'New job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'day',
    seasonallyAdjusted: 'true',
    publisher: 'Indeed Hiring Lab',
    decimals: '2',
    licence: CC_BY,
    url: TRACKER,
    note: 'Postings on Indeed for seven days or less.',
  },
  {
    id: 'IHLIDXNEWUS_NSA',
    title: 'New job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'day',
    seasonallyAdjusted: 'false',
    publisher: 'Indeed Hiring Lab',
    decimals: '2',
    licence: CC_BY,
    url: TRACKER,
    note: 'Our name for the unadjusted column of the same file.',
  },
  {
    id: 'IHLIDXUSTPSOFTDEVE',
    title: 'Software development job postings on Indeed, United States',
    unit: 'index, 2020-02-01 = 100',
    frequency: 'month',
    seasonallyAdjusted: 'true',
    publisher: 'Indeed Hiring Lab',
    decimals: '2',
    licence: CC_BY,
    url: fred('IHLIDXUSTPSOFTDEVE'),
    note: 'The value of the last day of the month; the index itself is daily.',
  },
  {
    id: 'HIRINGLAB_AI_SHARE_US',
    title: 'Share of US postings on Indeed that mention AI',
    unit: 'percent of postings',
    frequency: 'day',
    seasonallyAdjusted: 'false',
    publisher: 'Indeed Hiring Lab',
    decimals: '3',
    licence: CC_BY,
    url: AI_TRACKER,
    note: '',
  },
  {
    id: 'Y034RC1Q027SBEA',
    title: 'Private fixed investment in information processing equipment, United States',
    unit: 'billion US dollars, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Economic Analysis',
    decimals: '1',
    licence: PUBLIC_RECORD,
    url: fred('Y034RC1Q027SBEA'),
    note: 'Declared without rows: read it with the FRED source.',
  },
  {
    id: 'B985RC1Q027SBEA',
    title: 'Private fixed investment in software, United States',
    unit: 'billion US dollars, annual rate',
    frequency: 'quarter',
    seasonallyAdjusted: 'true',
    publisher: 'US Bureau of Economic Analysis',
    decimals: '1',
    licence: PUBLIC_RECORD,
    url: fred('B985RC1Q027SBEA'),
    note: 'Declared without rows: read it with the FRED source.',
  },
]

export function series(): DataFile {
  return {
    name: 'series',
    columns: Object.keys(SERIES[0] ?? {}),
    key: ['id'],
    period: null,
    rows: SERIES.map((s) => ({ ...s })),
    source: 'FRED and Indeed Hiring Lab, described in our words',
    licence: FACTS,
    grade: 'declared',
  }
}

const licenceOf = (id: string): string => {
  const known = SERIES.find((s) => s.id === id)
  if (!known) throw new Error(`the series ${id} is not declared`)
  return known.licence
}

const observations = (name: string, rows: Row[], source: string, licence: string, grade: string): DataFile => ({
  name,
  columns: COLUMNS,
  key: ['seriesId', 'period', 'vintage'],
  period: 'period',
  rows: sortedBy(rows, 'seriesId', 'period', 'vintage'),
  source,
  licence,
  grade,
})

/** Real GDP growth by quarter and estimate; the vintage is the day of the release. */
export function gdp(input: string): DataFile {
  const rows = readCsv(input, 'facts/gdp_vintages.csv').map((r) => ({
    seriesId: 'A191RL1Q225SBEA',
    period: cell(r, 'period').replace(/^(\d{4})Q([1-4])$/, '$1-Q$2'),
    value: cell(r, 'value'),
    vintage: cell(r, 'released_on'),
    estimate: cell(r, 'estimate'),
    sourceUrl: cell(r, 'source_url'),
    licence: PUBLIC_RECORD,
    note: cell(r, 'checked_how'),
  }))
  return observations(
    'gdp',
    rows,
    'BEA, through the Philadelphia Fed, calendar archives and pages',
    PUBLIC_RECORD,
    'row by row, in note',
  )
}

/**
 * The month as of which a file without release days stood. Its last day is the first on which all of it was certainly
 * known, so that is its vintage.
 */
function vintageMonth(seriesId: string, period: string): string {
  if (seriesId === 'USINFO') return '2026-07'
  if (seriesId === 'IHLIDXUSTPSOFTDEVE') return '2026-05'
  return period < '2021-05' ? '2026-01' : '2026-08'
}

/** Series that ship daily out of the publisher's own file, so that their monthly extract is left out. */
const DAILY = new Set(['IHLIDXUS', 'HIRINGLAB_AI_SHARE_US'])

/** Monthly series: first prints with their release day, and one later vintage of the whole series. */
export function macro(input: string): DataFile {
  const rows = readCsv(input, 'facts/macro.csv')
    .filter((r) => !DAILY.has(cell(r, 'series_id')))
    .map((r) => {
      const seriesId = cell(r, 'series_id')
      const period = cell(r, 'period')
      const releasedOn = cell(r, 'released_on')
      const vintage = releasedOn || lastDayOf(vintageMonth(seriesId, period))
      if (!vintage) throw new Error(`no vintage for ${seriesId} ${period}`)
      return {
        seriesId,
        period,
        value: cell(r, 'value'),
        vintage,
        estimate: releasedOn ? 'first-print' : 'latest',
        sourceUrl: cell(r, 'source_url'),
        licence: licenceOf(seriesId),
        note: releasedOn ? '' : `as the whole series stood in ${vintage.slice(0, 7)}`,
      }
    })
  return observations(
    'macro',
    rows,
    'BLS, Federal Reserve and Indeed Hiring Lab, through FRED copies and calendar archives',
    `${PUBLIC_RECORD}; ${CC_BY}`,
    'row by row, in estimate: first-print or latest',
  )
}

/** Indeed Hiring Lab, daily, out of its own files; the vintage of a file is its last day. */
export function hiringLab(input: string): DataFile {
  const rows: Row[] = []
  const add = (seriesId: string, period: string, value: string, vintage: string, sourceUrl: string): void => {
    if (value !== '')
      rows.push({ seriesId, period, value, vintage, estimate: 'latest', sourceUrl, licence: CC_BY, note: '' })
  }
  const lastOf = (all: readonly Row[]): string =>
    all
      .map((r) => cell(r, 'date'))
      .sort()
      .at(-1) ?? ''

  const index = readCsv(input, 'hiring-lab/aggregate_job_postings_US.csv')
  const indexDay = lastOf(index)
  for (const r of index) {
    const id = cell(r, 'variable') === 'new postings' ? 'IHLIDXNEWUS' : 'IHLIDXUS'
    add(id, cell(r, 'date'), cell(r, 'indeed_job_postings_index_SA'), indexDay, TRACKER)
    add(`${id}_NSA`, cell(r, 'date'), cell(r, 'indeed_job_postings_index_NSA'), indexDay, TRACKER)
  }
  const share = readCsv(input, 'hiring-lab/AI_posting.csv').filter((r) => cell(r, 'jobcountry') === 'US')
  const shareDay = lastOf(share)
  for (const r of share) {
    // the file prints fifteen digits; six are what the database keeps
    const value = Number(cell(r, 'AI_share_postings')).toFixed(6)
    add('HIRINGLAB_AI_SHARE_US', cell(r, 'date'), value, shareDay, AI_TRACKER)
  }
  return observations(
    'hiringlab',
    rows,
    'Indeed Hiring Lab: job_postings_tracker, ai-tracker',
    CC_BY,
    "the publisher's own file",
  )
}
