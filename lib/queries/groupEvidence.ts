import { PAY_METHOD } from '@/lib/analytics/pay'
import { SKILL_METHOD } from '@/lib/analytics/skills'
import { plural } from '@/lib/analytics/words'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import type { View } from '@/lib/view'
import { payGroups, payOf } from './charts/pay'
import { passedDay, roleOf } from './names'
import { postingsById } from './postings'
import { skillTexts, skillWords } from './skillTexts'
import type { EvidenceData, EvidenceQuery } from './types'

/** Charts whose rows are groups of postings by what they say, not by the day on which they stood. */
export const isOfGroups = (chart: string): boolean => chart === 'skills' || chart === 'pay'

/**
 * The postings behind a row of `skills` (`signalId` = `skill:NAME`, two joined by `+`) or `pay` (`pay:BY:GROUP`); without one,
 * behind the whole chart.
 *
 * @throws WaveError `not-found` for a row that is none
 */
export async function groupEvidence(
  q: EvidenceQuery,
  view: View,
  db: Db,
  now: Date,
  page: { offset: number; limit: number },
): Promise<EvidenceData> {
  const known = passedDay(view, now)
  const role = q.role && q.role !== 'all' ? roleOf(q.role).slug : undefined
  const { label, ids, method } =
    q.chart === 'skills' ? await bySkill(q, role, view, db, known) : await byPay(q, role, view, db, now)
  const shown = [...ids].sort((a, b) => Number(b) - Number(a)).slice(page.offset, page.offset + page.limit)
  return {
    label: `${label}: ${plural(ids.length, 'posting')}`,
    postings: { total: ids.length, rows: await postingsById(db, shown, known) },
    events: [],
    eventsTotal: 0,
    method: [...method],
  }
}

async function bySkill(q: EvidenceQuery, role: string | undefined, view: View, db: Db, known: string) {
  const skills = q.signalId?.startsWith('skill:') ? q.signalId.slice(6).split('+') : []
  const texts = (await skillTexts(db, known)).filter(
    (t) =>
      (!role || t.role === role) &&
      (!view.companies.length || view.companies.includes(t.company)) &&
      skills.every((s) => t.skills.includes(s)),
  )
  const what = skills.length ? skills.map(skillWords).join(' and ') : 'Texts that were read'
  return { label: role ? `${what}, ${roleOf(role).name}` : what, ids: texts.map((t) => t.id), method: SKILL_METHOD }
}

const BY = ['role', 'level', 'place', 'company'] as const

async function byPay(
  q: EvidenceQuery,
  role: ReturnType<typeof roleOf>['slug'] | undefined,
  view: View,
  db: Db,
  now: Date,
) {
  const [, by, group] = /^pay:(\w+):(.+)$/.exec(q.signalId ?? 'pay:role:all') ?? []
  const known = BY.find((b) => b === by)
  if (!known || group === undefined)
    throw new WaveError('not-found', 'There is no such row of pay.', 'Open the evidence from the chart.')
  const rows = await payOf({ view, params: { role: known === 'role' ? undefined : role, company: q.company }, db, now })
  const kept = rows.filter((r) => r.apart === null && (group === 'all' || payGroups(r, known).includes(group)))
  return {
    label: group === 'all' ? 'Posted pay' : `Posted pay, ${group}`,
    ids: kept.map((r) => r.id),
    method: PAY_METHOD,
  }
}
