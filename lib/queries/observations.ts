import { type Day, dayOf, periodBounds } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, passedDay } from './names'
import type { ObservationRow } from './types'

/** One series as the database describes it. */
export interface SeriesRow {
  id: string
  title: string
  unit: string
  frequency: string
  seasonallyAdjusted: boolean
  publisher: string
  licence: string | null
  url: string | null
  decimals: number
  note: string | null
}

/** @throws WaveError `not-found` naming the nearest known series */
export async function seriesById(id: string, db: Db): Promise<SeriesRow> {
  const all = await db.series.findMany({ orderBy: { id: 'asc' } })
  const found = all.find((s) => s.id === id)
  if (found) return found
  const ids = all.map((s) => s.id)
  const suggestion = nearest(id, ids)
  throw new WaveError(
    'not-found',
    `There is no series ${id}.`,
    suggestion ? `Did you mean ${suggestion}?` : `The series are ${ids.join(', ')}.`,
  )
}

/** A bound given as a period (`2025-Q2`, `2025-06`) or a day; @throws WaveError `bad-view` */
function bound(field: 'from' | 'to', value: string | undefined): Day | null {
  if (value === undefined) return null
  const bounds = periodBounds(value)
  if (!bounds)
    throw new WaveError(
      'bad-view',
      `${field}=${value} is no period.`,
      'Give a quarter (2025-Q2), a month (2025-06) or a day.',
    )
  return field === 'from' ? bounds.first : bounds.last
}

/**
 * The values of a series, each in its greatest vintage that was known by the end of `view.asOf` (or today), in the series' unit.
 * Null: the agency published that there is no value. The range goes by the first day of a period.
 */
export async function observations(
  seriesId: string,
  view: View,
  db: Db,
  range: { from?: string; to?: string } = {},
  now = new Date(),
): Promise<Answer<ObservationRow>> {
  const series = await seriesById(seriesId, db)
  const from = bound('from', range.from) ?? view.from
  const to = bound('to', range.to) ?? view.to
  const known = passedDay(view, now)
  const rows = await latestObservations(db, [seriesId], { from, to, known })
  return {
    rows,
    unit: series.unit,
    view: { ...view, from, to },
    notes: [
      ...asOfNote(view),
      ...(series.note ? [series.note] : []),
      series.seasonallyAdjusted ? 'Seasonally adjusted.' : 'Not seasonally adjusted.',
    ],
  }
}

/** Per series and period the greatest vintage known by a day, in order of periods. */
export async function latestObservations(
  db: Db,
  series: readonly string[],
  range: { from: Day | null; to: Day | null; known: Day },
): Promise<ObservationRow[]> {
  const rows = await db.$queryRaw<
    { series: string; period: string; value: number | null; vintage: Date; estimate: string | null }[]
  >`
    SELECT DISTINCT ON (series_id, period_start, period) series_id AS series, period, value::float8 AS value, vintage, estimate
    FROM observations
    WHERE series_id = ANY(${series}::text[]) AND vintage <= ${range.known}::date
      ${range.from ? Prisma.sql`AND period_start >= ${range.from}::date` : Prisma.empty}
      ${range.to ? Prisma.sql`AND period_start <= ${range.to}::date` : Prisma.empty}
    ORDER BY series_id, period_start, period, vintage DESC`
  return rows.map((r) => ({ ...r, vintage: dayOf(r.vintage) }))
}

/** All vintages of a series known by a day, in order of periods and vintages. */
export async function allVintages(
  db: Db,
  series: string,
  range: { from: Day | null; to: Day | null; known: Day },
): Promise<ObservationRow[]> {
  const rows = await db.$queryRaw<
    { series: string; period: string; value: number | null; vintage: Date; estimate: string | null }[]
  >`
    SELECT series_id AS series, period, value::float8 AS value, vintage, estimate
    FROM observations
    WHERE series_id = ${series} AND vintage <= ${range.known}::date
      ${range.from ? Prisma.sql`AND period_start >= ${range.from}::date` : Prisma.empty}
      ${range.to ? Prisma.sql`AND period_start <= ${range.to}::date` : Prisma.empty}
    ORDER BY period_start, vintage`
  return rows.map((r) => ({ ...r, vintage: dayOf(r.vintage) }))
}
