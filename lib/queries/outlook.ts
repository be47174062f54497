import { changePoints, nearChange } from '@/lib/analytics/changePoints'
import { notEnoughWords } from '@/lib/analytics/enough'
import { forecastWeeks } from '@/lib/analytics/forecast'
import { periodLevels } from '@/lib/analytics/periods'
import { numberWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, POSTINGS_ARE_NOT_HIRES } from './names'
import { type RolePanel, rolePanel, rolesDaily } from './panel'
import { signals } from './signals'

/** Mean openings of the panel's roles by whole week; null where no day was covered. */
function weeksOf(panel: RolePanel): { week: Day; value: number | null }[] {
  return periodLevels(rolesDaily(panel), { from: panel.from, to: panel.to }, 'week', panel.passed)
    .filter((p) => p.last <= panel.to)
    .map((p) => ({ week: p.first, value: p.value }))
}

export interface ForecastRow {
  week: Day
  openings: number
  low80: number
  high80: number
}

/**
 * Openings of the panel's roles eight weeks ahead, in openings; rows only where a backtest on their own past has beaten the last
 * value and that of a year ago. The record is in the notes either way.
 */
export async function forecast(view: View, db: Db, now = new Date()): Promise<Answer<ForecastRow>> {
  const panel = await rolePanel(view, db, now)
  const weeks = weeksOf(panel)
  const found = forecastWeeks(weeks.map((w) => w.value))
  const last = weeks.at(-1)?.week ?? panel.to
  const record = !found.enough
    ? [`No forecast: ${notEnoughWords(found)}.`]
    : [
        `${sentenceCase(found.model)}, judged from ${found.record.origins} past weeks: off by ${numberWords(found.record.mae, 1)} openings on average, the last value by ${numberWords(found.record.naive.mae, 1)}${found.record.seasonalNaive ? `, that of a year ago by ${numberWords(found.record.seasonalNaive.mae, 1)}` : ''}.`,
        ...(found.points ? [] : ['It did not beat the plain ways on its own past, so no forecast is shown.']),
      ]
  return {
    rows: found.enough
      ? (found.points ?? []).map((p, i) => ({
          week: addDays(last, 7 * (i + 1)),
          openings: p.mean,
          low80: p.low80,
          high80: p.high80,
        }))
      : [],
    unit: 'openings',
    view: { ...view, from: panel.from, to: panel.to, companies: panel.companies.map((c) => c.company) },
    notes: [...asOfNote(view), ...record, POSTINGS_ARE_NOT_HIRES],
  }
}

export interface ChangeRow {
  /** First week of the new level. */
  week: Day
  before: number
  after: number
  /** What happened within two weeks of it: at the same time, not why. */
  near: { signalId: string; on: Day; summary: string }[]
}

/** Weeks from which on the panel's openings stood at another level (PELT), with what happened near them. */
export async function levelChanges(view: View, db: Db, now = new Date()): Promise<Answer<ChangeRow>> {
  const panel = await rolePanel(view, db, now)
  const weeks = weeksOf(panel)
  const gap = weeks.findLastIndex((w) => w.value === null)
  const run = weeks.slice(gap + 1)
  const found = changePoints(run.map((w) => w.value ?? 0))
  const changes = found.enough ? found.changes : []
  const events = changes.length
    ? (await signals({ ...view, from: panel.from, to: panel.to, roles: [], companies: [] }, db, { pageSize: 200 }, now))
        .rows
    : []
  const rows = changes.flatMap((c): ChangeRow[] => {
    const week = run[c.at]?.week
    if (!week) return []
    const near = nearChange(
      week,
      events.map((e) => ({ on: e.occurredOn, signalId: e.id, summary: e.summary, confidence: e.confidence })),
    )
    return [
      {
        week,
        before: c.before,
        after: c.after,
        near: near.slice(0, 3).map(({ on, signalId, summary }) => ({ on, signalId, summary })),
      },
    ]
  })
  return {
    rows,
    unit: 'openings',
    view: { ...view, from: panel.from, to: panel.to, companies: panel.companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      ...(found.enough ? [] : [`Where it turned: ${notEnoughWords(found)}.`]),
      'Changes of level by PELT on weekly means, against the noise of the series with its autocorrelation. What happened near one came at the same time; it is not said to be the cause.',
      ...(gap >= 0 ? ['Only the weeks after the last gap are looked at.'] : []),
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}
