import { dayWords, numberWords, plural } from '@/lib/analytics/words'
import { type Day, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { INFRA_ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES } from './names'
import { rolePanel } from './panel'
import { vacancyTable } from './vacancyTable'

/** Open for so long, or reposted so often, a vacancy is listed. */
export const LONG_OPEN_DAYS = 180
export const OFTEN_REPOSTED = 2

export interface LongOpenRow {
  company: string
  companyName: string
  role: RoleSlug
  title: string
  openedOn: Day
  /** False: it was there at the first reading, so it is at least so old. */
  openedKnownExactly: boolean
  /** Days from the opening to the last good reading that showed it open. */
  days: number
  reposts: number
  lastSeenOn: Day
  postingId: string
  /** `open at least 240 days, reposted three times`. */
  facts: string
}

/**
 * Vacancies that were open at the last good reading of their board and had been so for half a year, or were reposted twice or more;
 * of the view's companies (without any: the panel's) and roles (the nine). The longest open first. Age alone tells nothing of
 * why: these are facts, not a judgement.
 */
export async function longOpen(view: View, db: Db, now = new Date()): Promise<Answer<LongOpenRow>> {
  const panel = await rolePanel(view, db, now)
  const names = await companyNames(db)
  const roles = view.roles.length ? view.roles : INFRA_ROLES
  const all = await vacancyTable(
    db,
    panel.companies.map((c) => c.company),
    roles,
    view.asOf,
  )
  const end = panel.to
  const rows = all
    .filter((v) => v.openedOn <= end && v.openTo >= end)
    .map((v): LongOpenRow => {
      const days = daysBetween(v.openedOn, end)
      return {
        company: v.company,
        companyName: names.get(v.company)?.name ?? v.company,
        role: v.role,
        title: v.title,
        openedOn: v.openedOn,
        openedKnownExactly: v.openedKnownExactly,
        days,
        reposts: v.reposts,
        lastSeenOn: v.lastSeenOn,
        postingId: v.postingId,
        facts: `open ${v.openedKnownExactly ? '' : 'at least '}${plural(days, 'day')}${v.reposts ? `, reposted ${timesWords(v.reposts)}` : ''}`,
      }
    })
  const listed = rows
    .filter((r) => r.days >= LONG_OPEN_DAYS || r.reposts >= OFTEN_REPOSTED)
    .sort((a, b) => b.days - a.days || b.reposts - a.reposts || (a.title < b.title ? -1 : 1))
  return {
    rows: listed,
    unit: 'vacancies',
    view: { ...view, from: panel.from, to: panel.to, companies: panel.companies.map((c) => c.company) },
    notes: [
      ...asOfNote(view),
      `${numberWords(listed.length)} of ${plural(rows.length, 'vacancy', 'vacancies')} open on ${dayWords(end)} had been so for ${LONG_OPEN_DAYS} days, or were reposted ${timesWords(OFTEN_REPOSTED)} or more.`,
      'Age alone does not tell why: a post that hires all the time stays open as one that nobody fills.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

const timesWords = (n: number): string =>
  n === 1 ? 'once' : n === 2 ? 'twice' : n === 3 ? 'three times' : `${n} times`
