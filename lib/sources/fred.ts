import { parse as parseCsv } from 'csv-parse/sync'
import { z } from 'zod'
import { dayOf } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { answerOf } from './answer'
import { KNOWN_SERIES } from './macro/knownSeries'
import { figure, frequencyOf, isMonthEnd, periodAt, validDay } from './macro/periods'
import {
  EMPTY_BATCH,
  type Frequency,
  HOUR_MS,
  ON,
  type ParsedBatch,
  type ParsedObservation,
  type ParsedReject,
  type ParsedSeries,
  rawOf,
  type Source,
  type SourceDocument,
  type SourceRequest,
  utf8,
} from './source'
import { segment } from './urls'

const OPTIONS = z.object({
  series: z
    .string()
    .trim()
    .regex(/^[A-Za-z0-9_]{1,60}$/, 'is letters, digits and underscores')
    .transform((v) => v.toUpperCase()),
})
type FredOptions = z.infer<typeof OPTIONS>

// FRED answers at most 2,000 vintages a call; daily series have that many in eight years.
const DAILY_VINTAGES_FROM = '2021-01-01'
const ALL_VINTAGES_FROM = '1776-07-04'
const PAGE = 100_000

const INFO = z.looseObject({
  seriess: z
    .array(
      z.looseObject({
        id: z.string(),
        title: z.string(),
        frequency_short: z.string(),
        units: z.string(),
        seasonal_adjustment_short: z.string().nullish(),
        notes: z.string().nullish(),
      }),
    )
    .min(1),
})
const OBSERVATIONS = z.looseObject({
  count: z.number(),
  offset: z.number(),
  limit: z.number(),
  observations: z.array(z.unknown()),
})
const OBSERVATION = z.looseObject({
  realtime_start: z.string(),
  realtime_end: z.string(),
  date: z.string(),
  value: z.string(),
})

/**
 * A series of FRED. Without a key: its CSV, which is today's vintage alone, known from the day of our visit. With
 * FRED_API_KEY: the JSON API with every vintage (ALFRED), known from its `realtime_start`.
 */
export const fred: Source<FredOptions> = {
  kind: 'fred',
  title: 'FRED series',
  description:
    'A series of the Federal Reserve Bank of St. Louis: as CSV without a key, or with FRED_API_KEY with all its vintages.',
  example: 'https://fred.stlouisfed.org/series/UNRATE',
  options: OPTIONS,
  recognise(address) {
    if (/^api\.stlouisfed\.org$/i.test(address.hostname))
      return OPTIONS.safeParse({ series: address.searchParams.get('series_id') }).data ?? null
    if (!/^(?:al)?fred\.stlouisfed\.org$/i.test(address.hostname)) return null
    const series =
      segment(address, 0) === 'series'
        ? segment(address, 1)
        : segment(address, 0) === 'graph'
          ? (address.searchParams.get('id') ?? address.searchParams.get('g'))
          : null
    return OPTIONS.safeParse({ series }).data ?? null
  },
  name: ({ series }) => `FRED: ${KNOWN_SERIES[series]?.title ?? series}`,
  requests({ series }, { config }) {
    if (!config.FRED_API_KEY)
      return [{ url: `${config.FRED_BASE_URL}graph/fredgraph.csv?id=${series}`, role: 'csv', accept: 'text/csv' }]
    return [
      {
        url: `${config.FRED_API_BASE_URL}fred/series?series_id=${series}&file_type=json`,
        role: 'info',
        accept: 'application/json',
        secret: { api_key: config.FRED_API_KEY },
      },
    ]
  },
  parse(document, { series }, { now, config }) {
    switch (document.request.role) {
      case 'csv':
        return readCsv(document, series, dayOf(now))
      case 'info':
        return readInfo(document, series, config.FRED_API_BASE_URL, config.FRED_API_KEY)
      default:
        return readObservations(document, series)
    }
  },
  defaultIntervalMs: 12 * HOUR_MS,
  daily: false,
  requestsPerSecond: 2,
  enabled: () => ON,
  explain(status, body, { series }) {
    if (/api_key/i.test(body)) {
      return {
        code: 'bad-key',
        message: 'FRED does not accept the key in FRED_API_KEY.',
        next: 'Correct FRED_API_KEY, or unset it: the CSV needs none.',
      }
    }
    if (status === 404 || /series does not exist/i.test(body)) {
      return {
        code: 'not-found',
        message: `FRED knows no series ${series}.`,
        next: 'Look the series up at https://fred.stlouisfed.org and take the id from its address.',
      }
    }
    return null
  },
}

function seriesRow(id: string, frequency: Frequency, described?: Partial<ParsedSeries>): ParsedSeries {
  const known = KNOWN_SERIES[id]
  const { monthEnd: _, ...words } = known ?? {}
  return {
    id,
    title: id,
    unit: 'as published',
    frequency,
    seasonallyAdjusted: false,
    publisher: 'FRED, Federal Reserve Bank of St. Louis',
    licence: null,
    decimals: 2,
    note: null,
    ...described,
    ...words,
    url: `https://fred.stlouisfed.org/series/${id}`,
    described: Boolean(described ?? known),
  }
}

function readCsv(document: SourceDocument, series: string, vintage: string): ParsedBatch {
  const text = utf8(document.bytes)
  if (/^\s*</.test(text)) {
    throw new WaveError(
      'parse-failed',
      `FRED answered a web page where the CSV of ${series} was expected.`,
      'Check the id of the series, and whether the address is reachable from here.',
    )
  }
  let rows: string[][]
  try {
    rows = parseCsv(text, { bom: true, relax_column_count: true, skip_empty_lines: true, trim: true })
  } catch (cause) {
    throw new WaveError(
      'parse-failed',
      `The CSV of ${series} cannot be read.`,
      'It is kept with the run; try again later.',
      { cause },
    )
  }
  const [head, ...body] = rows
  const column = head?.findIndex((h) => h.toUpperCase() === series) ?? -1
  if (!head || !/^(?:observation_date|date)$/i.test(head[0] ?? '') || column < 1) {
    throw new WaveError(
      'parse-failed',
      `The answer has no columns observation_date and ${series}: it begins with “${(head ?? []).join(',').slice(0, 80)}”.`,
      'Check the id of the series.',
    )
  }
  const rejects: ParsedReject[] = []
  const good = body.flatMap((row, i) => {
    const day = validDay(row[0])
    const value = figure(row[column] ?? '')
    if (day && value !== undefined) return [{ day, value }]
    rejects.push(
      reject(String(i + 2), day ? `“${row[column] ?? ''}” is no figure` : `“${row[0] ?? ''}” is no day`, row),
    )
    return []
  })
  const source = `https://fred.stlouisfed.org/series/${series}`
  return batchOf(
    series,
    good.map((g) => ({ ...g, vintage, vintageKnown: false })),
    rejects,
    source,
  )
}

function readInfo(document: SourceDocument, series: string, base: string, key: string | undefined): ParsedBatch {
  const info = answerOf(INFO, document.bytes, 'FRED')
  const [s] = info.seriess
  const frequency = FREQUENCIES[s?.frequency_short.charAt(0).toUpperCase() ?? ''] ?? 'day'
  const described = seriesRow(series, KNOWN_SERIES[series]?.frequency ?? frequency, {
    title: s?.title ?? series,
    unit: s?.units ?? 'as published',
    seasonallyAdjusted: /^SA/i.test(s?.seasonal_adjustment_short ?? ''),
    note: s?.notes?.split('\n')[0]?.slice(0, 500) ?? null,
  })
  const from = frequency === 'day' || frequency === 'week' ? DAILY_VINTAGES_FROM : ALL_VINTAGES_FROM
  return { ...EMPTY_BATCH, title: described.title, series: [described], more: [page(base, key, series, from, 0)] }
}

const FREQUENCIES: Record<string, Frequency> = { D: 'day', W: 'week', M: 'month', Q: 'quarter', A: 'year' }

const page = (base: string, key: string | undefined, series: string, from: string, offset: number): SourceRequest => ({
  url: `${base}fred/series/observations?series_id=${series}&file_type=json&realtime_start=${from}&realtime_end=9999-12-31&limit=${PAGE}&offset=${offset}`,
  role: 'observations',
  accept: 'application/json',
  secret: { api_key: key ?? '' },
  about: { base, from },
})

function readObservations(document: SourceDocument, series: string): ParsedBatch {
  const answer = answerOf(OBSERVATIONS, document.bytes, 'FRED')
  const rejects: ParsedReject[] = []
  const good = answer.observations.flatMap((raw, i) => {
    const o = OBSERVATION.safeParse(raw)
    const day = validDay(o.data?.date)
    const vintage = validDay(o.data?.realtime_start)
    const value = o.data ? figure(o.data.value) : undefined
    if (day && vintage && value !== undefined) return [{ day, vintage, value, vintageKnown: true }]
    rejects.push(
      reject(
        String(answer.offset + i),
        !day ? 'its date is no day' : !vintage ? 'its realtime_start is no day' : 'its value is no figure',
        raw,
      ),
    )
    return []
  })
  const { offset, limit, count } = answer
  const about = document.request.about ?? {}
  const next =
    offset + limit < count && limit > 0
      ? [
          page(
            about.base ?? '',
            document.request.secret?.api_key,
            series,
            about.from ?? ALL_VINTAGES_FROM,
            offset + limit,
          ),
        ]
      : []
  return { ...batchOf(series, good, rejects, `https://fred.stlouisfed.org/series/${series}`), more: next }
}

type Row = { day: string; vintage: string; value: string | null; vintageKnown: boolean }

function batchOf(
  series: string,
  rows: readonly Row[],
  rejects: readonly ParsedReject[],
  sourceUrl: string,
): ParsedBatch {
  const frequency = KNOWN_SERIES[series]?.frequency ?? frequencyOf(rows.map((r) => r.day)) ?? 'day'
  const kept = KNOWN_SERIES[series]?.monthEnd ? rows.filter((r) => isMonthEnd(r.day)) : rows
  const observations: ParsedObservation[] = kept.map((r) => ({
    seriesId: series,
    period: periodAt(r.day, frequency),
    periodStart: r.day,
    vintage: r.vintage,
    value: r.value,
    estimate: null,
    vintageKnown: r.vintageKnown,
    sourceUrl,
  }))
  return {
    ...EMPTY_BATCH,
    title: KNOWN_SERIES[series]?.title ?? null,
    series: [seriesRow(series, frequency)],
    observations,
    rejects,
  }
}

const reject = (position: string, reason: string, raw: unknown): ParsedReject => ({
  kind: 'observation',
  position,
  code: 'bad-observation',
  reason,
  next: null,
  raw: rawOf(raw),
})
