import type { TurnsData } from '@/components/charts/types'
import type { TrackRecord } from '@/lib/analytics/backtest'
import { notEnoughWords } from '@/lib/analytics/enough'
import {
  dayWords,
  listWords,
  numberWords,
  plural,
  rangeWords,
  sentenceCase,
  shortDayWords,
} from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { ChartAnswer } from '../answer'
import { asOfNote, POSTINGS_ARE_NOT_HIRES } from '../names'
import { outlook, turns } from '../outlook'
import { type RolePanel, scopeWords } from '../panel'
import type { WeekLevel } from '../panelWeekly'
import { boardSources, type ChartAsk, partialNotes, type TableRow } from './common'

const lineOf = (panel: RolePanel, weeks: readonly WeekLevel[]): TurnsData['lines'] => [
  {
    key: 'openings',
    label: `Openings at ${scopeWords(panel.companies)}`,
    points: weeks.map((w) => ({ day: w.week, value: w.value })),
  },
]

const endOf = (weeks: readonly WeekLevel[], panel: RolePanel): Day => {
  const last = weeks.at(-1)?.week
  return last ? addDays(last, 6) : panel.to
}

/** `level-changes`: weeks from which on openings stood at another level, with the level of each stretch and what happened near. */
export async function levelChangesChart({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, TurnsData>> {
  const { panel, weeks, run, found, changes, afterGap } = await turns(view, db, now)
  const to = endOf(weeks, panel)
  const starts = found.enough ? [run[0]?.week, ...changes.map((c) => c.week)].flatMap((w) => w ?? []) : []
  const levels = starts.map((first, i) => {
    const next = starts[i + 1]
    return {
      first,
      last: next ? addDays(next, -1) : to,
      value: i === 0 ? (changes[0]?.before ?? meanOf(run)) : (changes[i - 1]?.after ?? 0),
    }
  })
  const why = found.enough ? '' : `Where it turned: ${notEnoughWords(found)}.`
  const [latest] = changes.slice(-1)
  return {
    chart: 'level-changes',
    title: !found.enough
      ? 'Where it turned: not enough data'
      : latest
        ? `Openings stood at another level from the week of ${dayWords(latest.week)} on: ${numberWords(latest.after)} against ${numberWords(latest.before)}`
        : 'No change of level stands out of the noise',
    subtitle: `Infrastructure openings at ${scopeWords(panel.companies)}, mean of each week; dashed: the level of each stretch. ${rangeWords(panel.from, to)}.`,
    data: {
      from: weeks[0]?.week ?? null,
      to,
      grain: 'week',
      zero: true,
      decimals: 0,
      lines: found.enough ? lineOf(panel, weeks) : [],
      levels: levels.length > 1 ? levels : [],
      ahead: [],
      events: changes.flatMap((c) => c.near.map((e) => ({ day: e.on, label: e.summary, signalId: e.signalId }))),
      empty: why,
    },
    rows: changes.map((c) => ({
      week: c.week,
      before: c.before,
      after: c.after,
      near: c.near.map((e) => `${e.on} ${e.summary}`).join('; ') || null,
    })),
    unit: 'openings',
    view: { ...view, from: panel.from, to, companies: panel.companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      ...(why ? [why] : []),
      'Changes of level by PELT on weekly means, against the noise of the series with its autocorrelation. What happened near one came at the same time; it is not said to be the cause.',
      ...(afterGap ? ['Only the weeks after the last gap are looked at.'] : []),
      ...partialNotes(panel),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: weeks.length ? to : null,
  }
}

const meanOf = (weeks: readonly WeekLevel[]): number =>
  weeks.reduce((sum, w) => sum + (w.value ?? 0), 0) / Math.max(1, weeks.length)

/** How a way of forecasting did on its own past, beside the plain ones. */
const recordWords = (model: string, record: TrackRecord): string =>
  `${sentenceCase(model)}, judged from ${plural(record.origins, 'past week')}: off by ${numberWords(record.mae, 1)} openings on average, the last value by ${numberWords(record.naive.mae, 1)}${record.seasonalNaive ? `, that of a year ago by ${numberWords(record.seasonalNaive.mae, 1)}` : ''}${record.baseline ? `, the forecast without these series by ${numberWords(record.baseline.mae, 1)}` : ''}${record.held80 === null ? '' : `; ${numberWords(100 * record.held80)}% fell into the 80% interval`}.`

/** `forecast`: openings of the weeks that were not read yet and of those ahead, where a backtest has earned it; else its record. */
export async function forecastChart({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, TurnsData>> {
  const { panel, weeks, found, ahead, leads } = await outlook(view, db, now)
  const to = endOf(weeks, panel)
  const why = found.enough ? '' : `No forecast: ${notEnoughWords(found)}.`
  const last = ahead.at(-1)
  return {
    chart: 'forecast',
    title: !found.enough
      ? 'No forecast: not enough data'
      : last
        ? `${numberWords(last.low80)} to ${numberWords(last.high80)} openings by the week of ${shortDayWords(last.week)}, in four of five cases`
        : 'No forecast: it did not beat the last value on its own past',
    subtitle: `Infrastructure openings at ${scopeWords(panel.companies)}, mean of each week${ahead.length ? '; dotted: the weeks ahead with their 80% interval' : ''}. ${rangeWords(panel.from, last ? addDays(last.week, 6) : to)}.`,
    data: {
      from: weeks[0]?.week ?? null,
      to,
      grain: 'week',
      zero: true,
      decimals: 0,
      lines: found.enough ? lineOf(panel, weeks) : [],
      levels: [],
      ahead: ahead.map(({ week, mean, low80, high80 }) => ({ week, mean, low80, high80 })),
      events: [],
      empty: why,
    },
    rows: ahead.map((p) => ({
      week: p.week,
      kind: p.kind,
      openings: p.mean,
      low80: p.low80,
      high80: p.high80,
    })),
    unit: 'openings',
    view: { ...view, from: panel.from, to, companies: panel.companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      ...(found.enough
        ? [
            recordWords(
              found.model === 'leading series' ? `a regression on ${listWords(leads)}` : found.model,
              found.record,
            ),
            ...(found.withLeading && found.model !== 'leading series'
              ? [
                  `${recordWords(`tried with ${listWords(leads)}`, found.withLeading)} It is shown only where it beats all of them.`,
                ]
              : []),
            ...(ahead.length ? [] : ['It did not beat the plain ways on its own past, so no forecast is shown.']),
          ]
        : [why]),
      ...(ahead.some((p) => p.kind === 'nowcast')
        ? ['A nowcast is of a week that has begun and was not read to its end.']
        : []),
      ...partialNotes(panel),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: weeks.length ? to : null,
  }
}
