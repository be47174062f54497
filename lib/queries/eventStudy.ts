import type { DayLevel } from '@/lib/analytics/breaks'
import { notEnoughWords } from '@/lib/analytics/enough'
import { eventStudy } from '@/lib/analytics/eventStudy'
import { groupBy } from '@/lib/analytics/group'
import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { numberWords, percentChange, plural } from '@/lib/analytics/words'
import { isDay, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { allBoards, countLevels } from './boards'
import { remember } from './cache'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES, passedDay } from './names'
import { ipoSteps, rounds } from './rounds'

export interface EventStudyRow {
  /** Weeks since the week of the round or filing; negative before. */
  week: number
  /** Ratio of openings to those just before, over that of the matched companies. */
  ratio: number
  low90: number
  high90: number
  events: number
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

/**
 * Openings from 26 weeks before to 52 after a round of equity or a filing for a listing, against matched companies of the same
 * segment without one, as ratios with 90 % intervals. No rows where too few events have the weeks around them.
 */
export async function capitalEventStudy(view: View, db: Db, now = new Date()): Promise<Answer<EventStudyRow>> {
  const known = passedDay(view, now)
  const key = JSON.stringify([view.companies, view.from, view.to, known])
  const found = await remember(db, `event-study ${key}`, async () => {
    const [boards, names, money, steps] = await Promise.all([
      allBoards(db),
      companyNames(db),
      rounds({ ...view, companies: [] }, db, now),
      ipoSteps({ ...view, companies: [] }, db, now),
    ])
    const companies = [...boards].map(
      ([company, own]): PanelCompany => ({
        company,
        group: names.get(company)?.segment ?? null,
        weeks: weeksOf([...countLevels(own, known).values()]),
      }),
    )
    const mine = (company: string | null): company is string =>
      company !== null && boards.has(company) && (!view.companies.length || view.companies.includes(company))
    const events: PanelEvent[] = [
      ...money.rows.flatMap((r) =>
        r.kind === 'equity' && mine(r.company) ? [{ company: r.company, on: r.announcedOn }] : [],
      ),
      ...steps.rows.flatMap((s) =>
        s.milestone === 'filed' && mine(s.company) && isDay(s.occurredOn)
          ? [{ company: s.company, on: s.occurredOn }]
          : [],
      ),
    ]
    return { events: events.length, study: eventStudy(companies, events) }
  })
  const { study } = found
  return {
    rows: study.enough
      ? study.weeks.map((w) => ({
          week: w.week,
          ratio: Math.exp(w.effect),
          low90: Math.exp(w.low),
          high90: Math.exp(w.high),
          events: w.events,
        }))
      : [],
    unit: 'ratio of openings',
    view,
    notes: [
      ...asOfNote(view),
      ...(study.enough
        ? [
            `Over the year after, ${percentChange(Math.exp(study.after.effect))} against matched companies, 90% interval ${percentChange(Math.exp(study.after.low))} to ${percentChange(Math.exp(study.after.high))}; ${plural(study.events, 'event')} used, ${numberWords(study.leftOut)} left out.`,
            study.preTrend.clear
              ? 'They had parted from the others before: what came after is not told from that.'
              : 'Before, they moved as the others did.',
          ]
        : [
            `Whether openings rise after fresh capital: ${notEnoughWords(study)}. ${plural(found.events, 'round or filing', 'rounds and filings')} of companies with a board are known; each needs openings read by one reader before and after it.`,
          ]),
      'Against companies of the same segment without a round, bands by drawing events anew. Rounds are no lottery: what goes with one need not come of it. Not a forecast.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}
