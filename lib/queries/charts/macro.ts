import type { GdpAsReadData, GdpVintagesData, MacroSeriesData } from '@/components/charts/types'
import { sharedIndices } from '@/lib/analytics/downsample'
import { groupBy } from '@/lib/analytics/group'
import { dayWords, numberWords, periodWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween, periodBounds, periodOf } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import type { ChartAnswer } from '../answer'
import { asOfNote, passedDay } from '../names'
import { allVintages, latestObservations, seriesById } from '../observations'
import type { ObservationRow } from '../types'
import { quarterBack } from './capital'
import type { ChartAsk, TableRow } from './common'
import { GDP_SERIES } from './marks'

const BEA = {
  name: 'US Bureau of Economic Analysis',
  licence: 'public record',
  url: 'https://www.bea.gov/data/gdp/gross-domestic-product',
}

/** The vintages that were releases: a named estimate, or another figure than the one before. */
function releasesOf(vintages: readonly ObservationRow[]): ObservationRow[] {
  return vintages.filter((v, i) => v.value !== null && (v.estimate !== null || vintages[i - 1]?.value !== v.value))
}

const maxVintage = (rows: readonly ObservationRow[]): Day | null =>
  rows.reduce<Day | null>((latest, r) => (latest === null || r.vintage > latest ? r.vintage : latest), null)

/** `gdp-vintages`: every estimate of each quarter in order of release; percent at an annual rate. */
export async function gdpVintages({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, GdpVintagesData>> {
  const known = passedDay(view, now)
  const to = view.to && view.to < known ? view.to : known
  // Three and a half years and the running quarter: what fits beside each other at full width.
  const from = view.from ?? quarterBack(to, 15)
  const vintages = await allVintages(db, GDP_SERIES, {
    from: periodBounds(periodOf(from, 'quarter'))?.first ?? from,
    to,
    known,
  })
  const quarters = [...groupBy(vintages, (v) => v.period)]
    .map(([period, rows]) => {
      const estimates = releasesOf(rows).flatMap((r) =>
        r.value === null ? [] : [{ estimate: r.estimate ?? 'revision', releasedOn: r.vintage, value: r.value }],
      )
      const first = estimates[0]
      const note =
        first && first.estimate !== 'advance' && first.estimate !== 'revision'
          ? `first published as “${first.estimate}” on ${dayWords(first.releasedOn)}; no advance estimate`
          : null
      return { period, estimates, note }
    })
    .filter((q) => q.estimates.length > 0)
  const last = quarters.at(-1)
  const newest = last?.estimates.at(-1)
  const before = last?.estimates.slice(0, -1).map((e) => numberWords(e.value, 1)) ?? []
  return {
    chart: 'gdp-vintages',
    title:
      last && newest
        ? `US GDP growth of ${periodWords(last.period)}: ${numberWords(newest.value, 1)}%${before.length ? `, after ${before.join(' and ')}` : ` (${newest.estimate} estimate)`}`
        : 'US GDP growth by estimate',
    subtitle:
      'Real GDP, percent change on the quarter before at an annual rate, seasonally adjusted; each estimate in order of release, the latest solid.',
    data: { quarters },
    rows: quarters.flatMap((q) =>
      q.estimates.map((e) => ({ quarter: q.period, estimate: e.estimate, releasedOn: e.releasedOn, value: e.value })),
    ),
    unit: 'percent, annual rate',
    view: { ...view, from, to },
    notes: [
      ...asOfNote(view),
      ...quarters.flatMap((q) => (q.note ? [`${periodWords(q.period)}: ${q.note}.`] : [])),
      'Annual updates revise older quarters too; only those whose revised figure was read are here.',
    ],
    sources: [BEA],
    updatedOn: maxVintage(vintages),
  }
}

/** `gdp-as-read`: one quarter's growth by the day of reading. */
export async function gdpAsRead({ view, params, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, GdpAsReadData>> {
  // The whole history of the quarter is drawn; the reader's day is marked on it.
  const today = passedDay({ ...view, asOf: null }, now)
  const bounds = params.period === undefined ? null : periodBounds(params.period)
  if (params.period !== undefined && !bounds)
    throw new WaveError('bad-view', `period=${params.period} is no quarter.`, 'Give one like 2025-Q2.')
  const known = view.asOf ?? today
  const vintages = await allVintages(db, GDP_SERIES, {
    from: bounds ? bounds.first : null,
    to: bounds ? bounds.last : null,
    known,
  })
  const byPeriod = groupBy(vintages, (v) => v.period)
  const period =
    params.period === undefined
      ? ([...byPeriod].filter(([, rows]) => releasesOf(rows).length > 1).at(-1)?.[0] ?? vintages.at(-1)?.period ?? '')
      : periodOf(bounds?.first ?? known, 'quarter')
  const rows = releasesOf(byPeriod.get(period) ?? [])
  const steps = rows.flatMap((r) =>
    r.value === null ? [] : [{ day: r.vintage, estimate: r.estimate ?? 'revision', value: r.value }],
  )
  const at = steps.findLast((s) => s.day <= known)
  const end = steps.at(-1)
  const to = view.asOf ?? (end ? ([addDays(end.day, 60), today].sort()[0] ?? today) : today)
  return {
    chart: 'gdp-as-read',
    title: steps.length
      ? `${periodWords(period)} growth, as read: ${steps.map((s) => numberWords(s.value, 1)).join(', then ')}%`
      : `${periodWords(period)} growth: nothing published by ${dayWords(known)}`,
    subtitle:
      'US real GDP growth of one quarter by the day on which it was read; percent, annual rate, seasonally adjusted.',
    data: { period, steps, to, asOf: view.asOf && at ? { day: view.asOf, value: at.value } : null },
    rows: steps.map((s) => ({ period, readFrom: s.day, estimate: s.estimate, value: s.value })),
    unit: 'percent, annual rate',
    view,
    notes: asOfNote(view),
    sources: [BEA],
    updatedOn: end?.day ?? null,
  }
}

/** Indices and shares are read to one decimal; a policy rate moves by quarters of a point and keeps two. */
const shownDecimals = (series: { decimals: number; unit: string }): number =>
  /^index/i.test(series.unit) || series.decimals > 2 ? 1 : series.decimals

/** A series' unit at the start of a sentence: `Index, 1 Feb 2020 = 100`. */
export const unitWords = (unit: string): string => sentenceCase(unit.replace(/\d{4}-\d{2}-\d{2}/g, dayWords))

/** How many days may lie between two periods of a series before the line is broken. */
const STEP_DAYS: Record<string, number> = { day: 10, week: 14, month: 45, quarter: 120 }

/** `macro-series`: one indicator as known; periods that were never published are gaps. */
export async function macroSeries({
  view,
  params,
  db,
  now,
}: ChartAsk): Promise<ChartAnswer<TableRow, MacroSeriesData>> {
  const id = params.series ?? 'HIRINGLAB_AI_SHARE_US'
  const series = await seriesById(id, db)
  const known = passedDay(view, now)
  const all = await latestObservations(db, [id], { from: view.from, to: view.to, known })
  const dated = all.map((r) => ({ day: periodBounds(r.period)?.first ?? r.period, value: r.value }))
  const kept = sharedIndices([dated.map((p) => p.value)])
  const gaps = dated.flatMap((p, i) => {
    const before = dated[i - 1]
    const hole = before && daysBetween(before.day, p.day) > (STEP_DAYS[series.frequency] ?? 45)
    if (p.value === null)
      return [
        {
          first: p.day,
          last: p.day,
          title: 'No figure',
          detail: `${periodWords(all[i]?.period ?? p.day)}: none published`,
        },
      ]
    return hole
      ? [
          {
            first: addDays(before.day, 1),
            last: addDays(p.day, -1),
            title: 'Not covered',
            detail: 'not in the sources read',
          },
        ]
      : []
  })
  const seen = all.filter((r) => r.value !== null)
  const last = seen.at(-1)
  const lastDay = last ? (periodBounds(last.period)?.first ?? last.period) : null
  const yearBefore = lastDay
    ? seen.findLast((r) => daysBetween(periodBounds(r.period)?.first ?? r.period, lastDay) >= 365)
    : undefined
  const decimals = shownDecimals(series)
  const figure = (v: number) => `${numberWords(v, decimals)}${/^percent/.test(series.unit) ? '%' : ''}`
  const adjusted = series.seasonallyAdjusted ? 'seasonally adjusted' : 'not seasonally adjusted'
  return {
    chart: 'macro-series',
    title:
      last && last.value !== null
        ? `${series.title}: ${figure(last.value)}${yearBefore && yearBefore.value !== null ? `, after ${figure(yearBefore.value)} a year before` : ''}`
        : series.title,
    subtitle: `${unitWords(series.unit)}, ${adjusted}, by ${series.frequency}${last ? `, to ${periodWords(last.period)}` : ''}.`,
    data: {
      title: series.title,
      unit: series.unit,
      decimals,
      zeroBased: !/index|percent|rate/i.test(series.unit),
      points: kept.flatMap((i) => dated[i] ?? []),
      gaps,
    },
    rows: all.map((r) => ({ series: id, period: r.period, value: r.value, vintage: r.vintage, estimate: r.estimate })),
    unit: series.unit,
    view,
    notes: [
      ...asOfNote(view),
      ...(series.note ? [series.note] : []),
      ...(kept.length < dated.length
        ? [`Drawn from ${kept.length} of ${numberWords(dated.length)} points; the table has all.`]
        : []),
    ],
    sources: [{ name: series.publisher, licence: series.licence, url: series.url }],
    updatedOn: maxVintage(all),
  }
}
