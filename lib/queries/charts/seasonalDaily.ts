import type { TurnsData } from '@/components/charts/types'
import { sharedIndices } from '@/lib/analytics/downsample'
import { notEnoughWords } from '@/lib/analytics/enough'
import { adjustDaily } from '@/lib/analytics/seasonalDaily'
import { dayWords, numberWords, rangeWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { ChartAnswer } from '../answer'
import { remember } from '../cache'
import { asOfNote, passedDay } from '../names'
import { latestObservations, seriesById } from '../observations'
import type { ChartAsk, TableRow } from './common'
import { unitWords } from './macro'

/** Postings on Indeed, United States, as counted. */
const DEFAULT = 'IHLIDXUS_NSA'
/** Years whose means are set equal before two adjustments are compared: each has its own base. */
const EQUAL = { from: '2023-01-01', to: '2025-12-31' }

/** Mean absolute difference of ours from the publisher's own adjustment, in points of the series; null where it publishes none. */
async function differenceTo(id: string, ours: ReadonlyMap<Day, number>, known: Day, db: Db): Promise<number | null> {
  const theirs = new Map(
    (await latestObservations(db, [id], { from: null, to: null, known })).flatMap((r) =>
      r.value === null ? [] : [[r.period, r.value] as const],
    ),
  )
  const both = [...ours].flatMap(([day, mine]) => {
    const other = theirs.get(day)
    return other === undefined ? [] : [{ day, mine, other }]
  })
  const base = both.filter((b) => b.day >= EQUAL.from && b.day <= EQUAL.to)
  const sum = (some: typeof both, of: 'mine' | 'other') => some.reduce((total, b) => total + b[of], 0)
  if (base.length === 0 || sum(base, 'mine') === 0) return null
  const scale = sum(base, 'other') / sum(base, 'mine')
  return both.reduce((total, b) => total + Math.abs(b.mine * scale - b.other), 0) / both.length
}

/**
 * `seasonal-daily`: a daily series as published and with day of week, US holidays and the season of the year taken out, in its unit.
 * Where the publisher adjusts it too, how far the two are apart stands in the notes.
 *
 * @throws WaveError `not-found` for an unknown series
 */
export async function seasonalDailyChart({
  view,
  params,
  db,
  now,
}: ChartAsk): Promise<ChartAnswer<TableRow, TurnsData>> {
  const series = await seriesById(params.series ?? DEFAULT, db)
  const known = passedDay(view, now)
  const { points, found, apart } = await remember(db, `seasonal-daily ${series.id} ${known}`, async () => {
    const rows = await latestObservations(db, [series.id], { from: null, to: null, known })
    const daily = rows.flatMap((r) => (/^\d{4}-\d{2}-\d{2}$/.test(r.period) ? [{ day: r.period, value: r.value }] : []))
    const adjusted = adjustDaily(daily)
    const ours = new Map(
      adjusted.enough
        ? adjusted.days.flatMap((day, i) => {
            const value = adjusted.adjusted[i]
            return typeof value === 'number' ? [[day, value] as const] : []
          })
        : [],
    )
    const twin = series.id.endsWith('_NSA') ? await differenceTo(series.id.slice(0, -4), ours, known, db) : null
    return { points: daily, found: adjusted, apart: twin }
  })
  const raw = new Map(points.map((p) => [p.day, p.value]))
  const rows = found.enough
    ? found.days.flatMap((day, i) =>
        (view.from && day < view.from) || (view.to && day > view.to)
          ? []
          : [
              {
                day,
                value: raw.get(day) ?? null,
                adjusted: found.adjusted[i] ?? null,
                week: found.week[i] ?? null,
                holiday: found.holiday[i] ?? null,
                year: found.year[i] ?? null,
              },
            ],
      )
    : []
  const kept = sharedIndices([rows.map((r) => r.value), rows.map((r) => r.adjusted)], 600).flatMap((i) => rows[i] ?? [])
  const why = found.enough ? '' : `${series.title} without its season: ${notEnoughWords(found)}.`
  const [first, last] = [rows[0]?.day, rows.at(-1)?.day]
  const decimals = Math.min(1, series.decimals)
  const end = rows.findLast((r) => r.value !== null && r.adjusted !== null)
  const unit = series.unit
  return {
    chart: 'seasonal-daily',
    title: end
      ? `${series.title}: ${numberWords(end.adjusted ?? 0, 1)} without season, ${numberWords(end.value ?? 0, 1)} as counted on ${dayWords(end.day)}`
      : `${series.title} without its season: not enough data`,
    subtitle: `${unitWords(unit)}; day of week, US holidays and the season of the year taken out.${first && last ? ` ${rangeWords(first, last)}.` : ''}`,
    data: {
      from: first ?? null,
      to: last ?? known,
      grain: 'day',
      zero: false,
      decimals,
      lines: rows.length
        ? [
            { key: 'raw', label: 'As counted', points: kept.map((r) => ({ day: r.day, value: r.value })) },
            { key: 'adjusted', label: 'Without season', points: kept.map((r) => ({ day: r.day, value: r.adjusted })) },
          ]
        : [],
      levels: [],
      ahead: [],
      events: [],
      empty: why,
    },
    rows,
    unit,
    view,
    notes: [
      ...asOfNote(view),
      ...(why ? [why] : []),
      ...(apart === null
        ? []
        : [
            `${series.publisher} adjusts this series too, by the Bundesbank’s method for daily data: set to equal means over 2023 to 2025, the two are ${numberWords(apart, 2)} points apart on average.`,
          ]),
      ...(found.enough
        ? [
            `Effects are ${found.mode === 'multiplicative' ? 'factors: value = without season × week × holiday × year' : 'amounts: value = without season + week + holiday + year'}.`,
          ]
        : []),
      ...(series.seasonallyAdjusted ? ['This series is adjusted by its publisher already.'] : []),
    ],
    sources: [{ name: series.publisher, licence: series.licence, url: series.url }],
    updatedOn: last ?? null,
  }
}
