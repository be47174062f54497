import type { DayLevel } from '@/lib/analytics/breaks'
import { groupBy } from '@/lib/analytics/group'
import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { type Day, isDay, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { allBoards, countLevels } from './boards'
import { companyNames, passedDay } from './names'
import { ipoSteps, rounds } from './rounds'

/** Within what companies are compared: the kind of company, how many openings it has, or how far its financing is. */
export type PanelGroup = 'segment' | 'size' | 'stage'

/** Mean openings from which on a company counts as large. */
export const LARGE_FROM = 100

export interface CapitalPanel {
  companies: PanelCompany[]
  /** Rounds of equity and filings for a listing of companies with a board. */
  events: PanelEvent[]
  /** First and last week with a reading; null without one. */
  range: { from: Day; to: Day } | null
}

/** A company's covered weeks by reader: the mean of its counts. */
function weeksOf(levels: readonly DayLevel[]): PanelCompany['weeks'] {
  return [...groupBy(levels, (l) => `${mondayOf(l.day)} ${l.key}`).values()].flatMap((days) => {
    const [first] = days
    return first
      ? [{ week: mondayOf(first.day), value: days.reduce((sum, d) => sum + d.value, 0) / days.length, key: first.key }]
      : []
  })
}

/** `early`: up to a series B; `late`: later rounds; `listed`: priced or listed. In words, since they name the panels. */
function stageOf(stages: readonly string[], listed: boolean): string {
  if (listed) return 'Listed'
  const [latest] = stages
  if (latest === undefined) return 'No round known'
  return /^(?:pre-?seed|seed|angel|series-?\s?[ab]|a|b)\b/i.test(latest) ? 'Up to series B' : 'After series B'
}

/**
 * Weekly openings of all companies with a board, and the rounds of equity and filings for a listing of those that the view names
 * (none: all), as known on its day. Groups rest on what was known then: the latest round, the mean of all readings.
 */
export async function capitalPanel(view: View, group: PanelGroup, db: Db, now: Date): Promise<CapitalPanel> {
  const known = passedDay(view, now)
  const plain: View = { ...view, companies: [], from: null, to: null }
  const [boards, names, money, steps] = await Promise.all([
    allBoards(db),
    companyNames(db),
    rounds(plain, db, now),
    ipoSteps(plain, db, now),
  ])
  const equity = groupBy(
    money.rows.filter((r) => r.kind === 'equity'),
    (r) => r.company,
  )
  const listed = new Set(
    steps.rows.filter((s) => s.milestone === 'listed' || s.milestone === 'priced').map((s) => s.company),
  )
  const companies = [...boards].map(([company, own]): PanelCompany => {
    const weeks = weeksOf([...countLevels(own, known).values()])
    const mean = weeks.reduce((sum, w) => sum + w.value, 0) / Math.max(1, weeks.length)
    return {
      company,
      group:
        group === 'segment'
          ? (names.get(company)?.segment ?? null)
          : group === 'size'
            ? mean >= LARGE_FROM
              ? `${LARGE_FROM} openings and more`
              : `Under ${LARGE_FROM} openings`
            : stageOf(
                (equity.get(company) ?? []).map((r) => r.stage),
                listed.has(company),
              ),
      weeks,
    }
  })
  const mine = (company: string | null, day: Day): company is string =>
    company !== null &&
    boards.has(company) &&
    (!view.companies.length || view.companies.includes(company)) &&
    (!view.from || day >= view.from) &&
    (!view.to || day <= view.to)
  const events: PanelEvent[] = [
    ...money.rows.flatMap((r) =>
      r.kind === 'equity' && mine(r.company, r.announcedOn) ? [{ company: r.company, on: r.announcedOn }] : [],
    ),
    ...steps.rows.flatMap((s) =>
      s.milestone === 'filed' && isDay(s.occurredOn) && mine(s.company, s.occurredOn)
        ? [{ company: s.company, on: s.occurredOn }]
        : [],
    ),
  ]
  const weeks = companies.flatMap((c) => c.weeks.map((w) => w.week)).sort()
  const [from, to] = [weeks[0], weeks.at(-1)]
  return { companies, events, range: from && to ? { from, to } : null }
}
