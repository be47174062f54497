import { z } from 'zod'
import { dayOf, periodBounds } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { answerOf } from './answer'
import { figure } from './macro/periods'
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
} from './source'
import { segment } from './urls'

const OPTIONS = z.object({
  series: z
    .string()
    .trim()
    .transform((v) => v.toUpperCase())
    .pipe(z.string().regex(/^[A-Z]{2}[A-Z0-9_#-]{4,58}$/, 'is no series of the BLS')),
})
type BlsOptions = z.infer<typeof OPTIONS>

/** Years that one call may ask for, without a key and with one. */
const YEARS = { open: 10, registered: 20 }

const SERIES = z.looseObject({
  seriesID: z.string(),
  catalog: z
    .looseObject({
      series_title: z.string().nullish(),
      measure_data_type: z.string().nullish(),
      seasonality: z.string().nullish(),
      survey_name: z.string().nullish(),
    })
    .nullish(),
  data: z.array(z.unknown()),
})
// The documentation shows both: an object, and a list with the object in it.
const RESULTS = z.looseObject({ series: z.array(SERIES).nullish() })
const ANSWER = z.looseObject({
  status: z.string(),
  message: z.array(z.string()).nullish(),
  Results: z.union([RESULTS, z.array(RESULTS)]).nullish(),
})
const FIGURE = z.looseObject({
  year: z.string().regex(/^\d{4}$/),
  period: z.string().regex(/^[MQSAW]\d{2}$/),
  value: z.string(),
  footnotes: z.array(z.looseObject({ code: z.string().nullish() })).nullish(),
})

/**
 * A series of the US Bureau of Labor Statistics through its public API, version 2: ten years without a key, twenty and
 * a description with BLS_API_KEY. The answer is today's vintage alone: a figure is known from the day of our visit.
 */
export const bls: Source<BlsOptions> = {
  kind: 'bls',
  title: 'BLS series',
  description:
    'A series of the US Bureau of Labor Statistics: ten years without a key; with BLS_API_KEY twenty years, and what the series is.',
  example: 'https://data.bls.gov/timeseries/LNS14000000',
  options: OPTIONS,
  recognise(address) {
    if (!/^(?:data|api|beta)\.bls\.gov$/i.test(address.hostname)) return null
    const path = address.pathname.split('/').filter(Boolean)
    const at = path.findIndex((p) => p.toLowerCase() === 'timeseries')
    if (at < 0) return OPTIONS.safeParse({ series: address.searchParams.get('series_id') }).data ?? null
    return OPTIONS.safeParse({ series: segment(address, path[at + 1] === 'data' ? at + 2 : at + 1) }).data ?? null
  },
  name: ({ series }) => `BLS: ${series}`,
  requests({ series }, { config, now }) {
    const end = Number(dayOf(now).slice(0, 4))
    const start = end - (config.BLS_API_KEY ? YEARS.registered : YEARS.open) + 1
    const address = `${config.BLS_BASE_URL}publicAPI/v2/timeseries/data/${encodeURIComponent(series)}`
    const range = `startyear=${start}&endyear=${end}`
    return [
      {
        url: `${address}?${range}${config.BLS_API_KEY ? '&catalog=true' : ''}`,
        role: 'series',
        accept: 'application/json',
        ...(config.BLS_API_KEY ? { secret: { registrationkey: config.BLS_API_KEY } } : {}),
      },
    ]
  },
  parse(document, { series }, { now }) {
    const answer = answerOf(ANSWER, document.bytes, 'The BLS')
    const { status, message, Results } = answer
    const said = (message ?? []).join(' ').trim()
    if (status !== 'REQUEST_SUCCEEDED') throw refused(said || status)
    const found = [Results ?? []].flat().flatMap((r) => r.series ?? [])
    const own = found.find((s) => s.seriesID.toUpperCase() === series)
    // A series that does not exist is answered with success, no data, and a message.
    if (!own || own.data.length === 0)
      throw new WaveError(
        'not-found',
        `The BLS has no figures for ${series}${said ? `: ${said.slice(0, 200)}` : '.'}`,
        'Look the series up at https://data.bls.gov/ and take its id.',
      )
    return readSeries(own, series, dayOf(now))
  },
  defaultIntervalMs: 24 * HOUR_MS,
  daily: false,
  requestsPerSecond: 5,
  enabled: () => ON,
}

function refused(said: string): WaveError {
  if (/key/i.test(said) && /invalid|not valid|provided/i.test(said))
    return new WaveError(
      'bad-key',
      `The BLS refuses the key: ${said.slice(0, 200)}`,
      'Correct BLS_API_KEY or leave it unset.',
    )
  return new WaveError(
    'fetch-failed',
    `The BLS did not process the request: ${said.slice(0, 300)}`,
    'It is tried again later by itself; without a key it answers 25 requests a day.',
  )
}

function readSeries({ catalog, data }: z.infer<typeof SERIES>, id: string, vintage: string): ParsedBatch {
  const observations: ParsedObservation[] = []
  const rejects: ParsedReject[] = []
  const url = `https://data.bls.gov/timeseries/${id}`
  let frequency: Frequency = 'month'
  data.forEach((raw, i) => {
    const parsed = FIGURE.safeParse(raw)
    const period = parsed.success ? periodOf(parsed.data.year, parsed.data.period) : null
    // Averages of a year beside its months (M13, Q05) are another measure of the same figures.
    if (parsed.success && period === null) return
    // A dash says that there is no figure: the months of a shutdown.
    const value = parsed.success
      ? figure(parsed.data.value === '-' ? '' : parsed.data.value.replaceAll(',', ''))
      : undefined
    const bounds = period === null ? null : periodBounds(period)
    if (!parsed.success || value === undefined || !period || !bounds) {
      rejects.push({
        kind: 'observation',
        position: String(i),
        code: 'bad-observation',
        reason: parsed.success
          ? `“${parsed.data.value}” is no figure`
          : `${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? 'unreadable'}`,
        next: null,
        raw: rawOf(raw),
      })
      return
    }
    frequency = period.includes('Q') ? 'quarter' : period.length === 4 ? 'year' : 'month'
    const isPreliminary = parsed.data.footnotes?.some((f) => f.code === 'P') ?? false
    observations.push({
      seriesId: id,
      period,
      periodStart: bounds.first,
      vintage,
      value,
      estimate: isPreliminary ? 'preliminary' : null,
      vintageKnown: false,
      sourceUrl: url,
    })
  })
  const title = catalog?.series_title?.trim() || null
  const series: ParsedSeries = {
    id,
    title: title ?? id,
    unit: catalog?.measure_data_type?.trim().toLowerCase() || 'as published',
    frequency,
    // The third letter of most surveys' ids says it too: S is adjusted, U is not.
    seasonallyAdjusted: catalog?.seasonality ? /^seasonally adjusted/i.test(catalog.seasonality) : id[2] === 'S',
    publisher: 'US Bureau of Labor Statistics',
    licence: 'public domain',
    url,
    decimals: Math.max(0, ...observations.map((o) => o.value?.split('.')[1]?.length ?? 0)),
    note: null,
    described: title !== null,
  }
  return { ...EMPTY_BATCH, title, series: [series], observations, rejects }
}

/** `M06` of 2025 is 2025-06, `Q02` 2025-Q2, `A01` 2025; null for averages and for halves and weeks, which are not kept. */
function periodOf(year: string, period: string): string | null {
  const n = Number(period.slice(1))
  if (period.startsWith('M') && n >= 1 && n <= 12) return `${year}-${period.slice(1)}`
  if (period.startsWith('Q') && n >= 1 && n <= 4) return `${year}-Q${n}`
  return period === 'A01' ? year : null
}
