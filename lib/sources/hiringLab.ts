import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import { dayOf } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { figure, validDay } from './macro/periods'
import {
  EMPTY_BATCH,
  HOUR_MS,
  ON,
  type ParsedBatch,
  type ParsedObservation,
  type ParsedReject,
  type ParsedSeries,
  rawOf,
  type Source,
  utf8,
} from './source'

const OPTIONS = z.object({
  path: z.string().regex(/^hiring-lab\/[\w.-]+\/[\w./-]+\.csv$/i, 'is a CSV of hiring-lab on GitHub'),
})
type HiringLabOptions = z.infer<typeof OPTIONS>

const LICENCE = 'CC BY 4.0 (Indeed Hiring Lab)'

const series = (id: string, title: string, adjusted: boolean, url: string, share = false): ParsedSeries => ({
  id,
  title,
  unit: share ? 'percent of postings' : 'index, 2020-02-01 = 100',
  frequency: 'day',
  seasonallyAdjusted: adjusted,
  publisher: 'Indeed Hiring Lab',
  licence: LICENCE,
  url,
  decimals: share ? 3 : 2,
  note: share ? null : 'Seasonal factors are revised; do not mix vintages.',
  described: true,
})

/**
 * Indeed Hiring Lab's public CSVs: the index of US postings (all and new, seasonally adjusted and not), the same by sector
 * and by state, and the share of postings that mention AI. The files carry no vintage: a value is known from the day on which we first saw it.
 */
export const hiringLab: Source<HiringLabOptions> = {
  kind: 'hiring-lab',
  title: 'Indeed Hiring Lab CSV',
  description:
    'The index of US job postings on Indeed, national, by sector and by state, and the share of postings that mention AI (CC BY 4.0).',
  example: 'https://raw.githubusercontent.com/hiring-lab/job_postings_tracker/master/US/aggregate_job_postings_US.csv',
  options: OPTIONS,
  recognise(address) {
    const path = decodeURI(address.pathname).replace(/^\//, '')
    if (/^raw\.githubusercontent\.com$/i.test(address.hostname))
      return OPTIONS.safeParse({ path: path.replace('/refs/heads/', '/') }).data ?? null
    if (/^github\.com$/i.test(address.hostname))
      return OPTIONS.safeParse({ path: path.replace(/\/(?:blob|raw)\//, '/') }).data ?? null
    return null
  },
  name: ({ path }) => `Indeed Hiring Lab: ${path.split('/').at(-1) ?? path}`,
  requests: ({ path }, { config }) => [
    { url: `${config.HIRING_LAB_BASE_URL}${path}`, role: 'csv', accept: 'text/csv' },
  ],
  parse(document, { path }, { now }) {
    const text = utf8(document.bytes)
    let rows: Record<string, string>[]
    try {
      rows = parseCsv(text, { columns: true, bom: true, relax_column_count: true, skip_empty_lines: true, trim: true })
    } catch (cause) {
      throw new WaveError(
        'parse-failed',
        `${path} is no CSV that can be read.`,
        'Open the address in a browser; the file may have moved.',
        { cause },
      )
    }
    return readRows(rows, path, dayOf(now))
  },
  defaultIntervalMs: 24 * HOUR_MS,
  daily: false,
  requestsPerSecond: null,
  enabled: () => ON,
}

const AI_SHARE = 'AI_share_postings'
const SA = 'indeed_job_postings_index_SA'
const NSA = 'indeed_job_postings_index_NSA'
/** Of the files by sector and by state: seasonally adjusted, one column. */
const PLAIN = 'indeed_job_postings_index'

function readRows(rows: readonly Record<string, string>[], path: string, vintage: string): ParsedBatch {
  const columns = Object.keys(rows[0] ?? {})
  const url = `https://github.com/${path.split('/').slice(0, 2).join('/')}`
  const has = (...names: string[]) => names.every((n) => columns.includes(n))
  const partsOf = has('date', 'jobcountry', AI_SHARE)
    ? (row: Row) => shareOf(row.jobcountry ?? '', url)
    : has('date', 'jobcountry', SA)
      ? (row: Row) => indexOf(row, row.jobcountry ?? '', url)
      : has('date', 'jobcountry', PLAIN, 'display_name')
        ? (row: Row) => sectorOf(row, url)
        : has('date', 'state', PLAIN)
          ? (row: Row) => stateOf(row, url)
          : null
  if (!partsOf) {
    throw new WaveError(
      'parse-failed',
      `${path} has the columns ${columns.join(', ').slice(0, 200) || '(none)'}, which no file that is read here has.`,
      'The national index, the indexes by sector and by state, and the AI share are read.',
    )
  }
  const found = new Map<string, ParsedSeries>()
  const observations: ParsedObservation[] = []
  const rejects: ParsedReject[] = []
  rows.forEach((row, i) => {
    const day = validDay(row.date)
    for (const part of partsOf(row)) {
      const value = figure(row[part.column] ?? '')
      if (!day || value === undefined) {
        const reason = day
          ? `${part.column} “${row[part.column] ?? ''}” is no figure`
          : `date “${row.date ?? ''}” is no day`
        rejects.push({
          kind: 'observation',
          position: `${i + 2}:${part.column}`,
          code: 'bad-observation',
          reason,
          next: null,
          raw: rawOf(row),
        })
      } else if (value !== null) {
        found.set(part.series.id, part.series)
        observations.push({
          seriesId: part.series.id,
          period: day,
          periodStart: day,
          vintage,
          value,
          estimate: null,
          vintageKnown: false,
          sourceUrl: url,
        })
      }
    }
  })
  return { ...EMPTY_BATCH, series: [...found.values()], observations, rejects }
}

type Row = Readonly<Record<string, string>>
type Part = { column: string; series: ParsedSeries }

const NAMES: Record<string, string> = { US: 'United States' }
const nameOf = (country: string): string => NAMES[country] ?? country

/** Other countries' rows belong to the same file and are left out: the product is about the United States. */
const shareOf = (country: string, url: string): Part[] =>
  country === 'US'
    ? [
        {
          column: AI_SHARE,
          series: series('HIRINGLAB_AI_SHARE_US', 'Share of US postings on Indeed that mention AI', false, url, true),
        },
      ]
    : []

function indexOf(row: Record<string, string>, country: string, url: string): Part[] {
  if (!/^[A-Z]{2}$/.test(country)) return []
  const isNew = row.variable === 'new postings'
  const id = `${isNew ? 'IHLIDXNEW' : 'IHLIDX'}${country}`
  const title = `${isNew ? 'New job' : 'Job'} postings on Indeed, ${nameOf(country)}`
  return [
    { column: SA, series: series(id, title, true, url) },
    { column: NSA, series: series(`${id}_NSA`, title, false, url) },
  ]
}

/** `Software Development`, all and new postings. The words are the publisher's: an id must not depend on their order. */
function sectorOf(row: Row, url: string): Part[] {
  const sector = row.display_name?.trim() ?? ''
  const country = row.jobcountry ?? ''
  if (sector === '' || !/^[A-Z]{2}$/.test(country)) return []
  const isNew = row.variable === 'new postings'
  const word = sector
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
  const title = `${isNew ? 'New job' : 'Job'} postings on Indeed, ${sector}, ${nameOf(country)}`
  return [
    { column: PLAIN, series: series(`HIRINGLAB_SECTOR${isNew ? '_NEW' : ''}_${country}_${word}`, title, true, url) },
  ]
}

function stateOf(row: Row, url: string): Part[] {
  const state = row.state?.trim().toUpperCase() ?? ''
  if (!/^[A-Z]{2}$/.test(state)) return []
  return [
    { column: PLAIN, series: series(`HIRINGLAB_STATE_US_${state}`, `Job postings on Indeed, ${state}`, true, url) },
  ]
}
