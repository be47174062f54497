import { type ChangePoints, changePoints, nearChange } from '@/lib/analytics/changePoints'
import type { Enough } from '@/lib/analytics/enough'
import { type Forecast, forecastWeeks } from '@/lib/analytics/forecast'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { remember } from './cache'
import { leadingSeries } from './leadingSeries'
import { passedDay } from './names'
import { type RolePanel, rolePanel } from './panel'
import { panelWeekly, type WeekLevel } from './panelWeekly'
import { signals } from './signals'

export interface WeekAhead {
  week: Day
  /** `nowcast`: a week that has begun by the day of the view and was not read to its end. */
  kind: 'nowcast' | 'forecast'
  mean: number
  low80: number
  high80: number
}

export interface Outlook {
  panel: RolePanel
  weeks: WeekLevel[]
  found: Enough<Forecast>
  /** [] where no forecast has earned to be shown. */
  ahead: WeekAhead[]
  /** Names of the series that were tried as leading. */
  leads: string[]
}

/**
 * Openings of the panel's roles eight weeks ahead of the last whole week that was read, in openings; only where a backtest on their own
 * past has beaten the last value and that of a year ago, with leading series only where they beat the forecast without them.
 */
export async function outlook(view: View, db: Db, now = new Date()): Promise<Outlook> {
  const panel = await rolePanel(view, db, now)
  const passed = passedDay(view, now)
  const key = JSON.stringify([view.from, view.to, view.companies, view.roles, passed])
  return remember(db, `outlook ${key}`, async () => {
    const weeks = panelWeekly(panel)
    const leads = await leadingSeries(
      view,
      weeks.map((w) => w.week),
      passed,
      db,
      now,
    )
    const found = forecastWeeks(
      weeks.map((w) => w.value),
      0,
      leads,
    )
    const last = weeks.at(-1)?.week ?? panel.to
    const ahead = found.enough
      ? (found.points ?? []).map((p, i): WeekAhead => {
          const week = addDays(last, 7 * (i + 1))
          return {
            week,
            kind: week <= passed ? 'nowcast' : 'forecast',
            mean: p.mean,
            low80: p.low80,
            high80: p.high80,
          }
        })
      : []
    return { panel, weeks, found, ahead, leads: leads.map((lead) => lead.name) }
  })
}

export interface LevelChange {
  /** First week of the new level. */
  week: Day
  before: number
  after: number
  /** What happened within two weeks of it: at the same time, not why. */
  near: { signalId: string; on: Day; summary: string }[]
}

export interface Turns {
  panel: RolePanel
  weeks: WeekLevel[]
  /** True where weeks before a gap were left out. */
  afterGap: boolean
  /** The weeks that were looked at. */
  run: WeekLevel[]
  found: Enough<ChangePoints>
  changes: LevelChange[]
}

/** Weeks from which on the panel's openings stood at another level (PELT), with what happened near them. */
export async function turns(view: View, db: Db, now = new Date()): Promise<Turns> {
  const panel = await rolePanel(view, db, now)
  const weeks = panelWeekly(panel)
  const gap = weeks.findLastIndex((w) => w.value === null)
  const run = weeks.slice(gap + 1)
  const found = changePoints(run.map((w) => w.value ?? 0))
  const changes = found.enough ? found.changes : []
  const events = changes.length
    ? (await signals({ ...view, from: panel.from, to: panel.to, roles: [], companies: [] }, db, { pageSize: 200 }, now))
        .rows
    : []
  return {
    panel,
    weeks,
    afterGap: gap >= 0,
    run,
    found,
    changes: changes.flatMap((c): LevelChange[] => {
      const week = run[c.at]?.week
      if (!week) return []
      const near = nearChange(
        week,
        events.map((e) => ({ on: e.occurredOn, signalId: e.id, summary: e.summary })),
      )
      return [
        {
          week,
          before: c.before,
          after: c.after,
          near: near.slice(0, 3).map(({ on, signalId, summary }) => ({ on, signalId, summary })),
        },
      ]
    }),
  }
}
