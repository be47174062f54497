import { growthRank, INTERVAL_METHOD } from '@/lib/analytics/growth'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { ROLES } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { partialNotes } from './charts/common'
import { listedIn } from './charts/hiringTrend'
import { endsOf, roleRow } from './charts/roleBreakdown'
import { asOfNote, POSTINGS_ARE_NOT_HIRES } from './names'
import { type RolePanel, rolePanel, totalOn } from './panel'
import type { RoleListRow } from './types'

/**
 * Every role, or the view's, at the panel: openings on its last comparable day, the change since the first with its 90 % interval, share
 * of the infrastructure roles shown (0..1; null for `other`), and postings newly listed in the four weeks to that day. Ranked by the lower end of the interval.
 */
export async function roles(view: View, db: Db, now = new Date()): Promise<Answer<RoleListRow>> {
  const all = ROLES.map((r) => r.slug)
  const panel = await rolePanel({ ...view, roles: view.roles.length ? view.roles : all }, db, now)
  const ends = endsOf(panel)
  const infra = panel.roles.filter((r) => r !== 'other')
  const total = ends ? totalOn(panel, ends.last, infra) : null
  const hiring = await hiringCompanies(panel, ends?.last ?? null, db)
  const rows = panel.roles.map((slug): RoleListRow => {
    const role = ROLES.find((r) => r.slug === slug)
    const row = ends ? roleRow(panel, slug, ends) : null
    const openings = ends ? totalOn(panel, ends.last, [slug]) : null
    const changed = row !== null && ends !== null && ends.first !== ends.last
    return {
      role: slug,
      code: role?.code ?? '',
      name: role?.name ?? slug,
      definition: role?.definition ?? '',
      openings,
      day: ends?.last ?? null,
      change: changed ? row.change : null,
      changeFrom: changed ? ends.first : null,
      rank: changed ? growthRank(row.change) : null,
      share: slug === 'other' || openings === null || !total ? null : openings / total,
      newlyListed: ends ? listedIn({ ...panel, roles: [slug] }, addDays(ends.last, -27), ends.last) : null,
      companies: hiring.get(slug) ?? 0,
      spark: row?.spark ?? [],
    }
  })
  // What fits no role stands last, however it grew.
  rows.sort(
    (a, b) =>
      Number(a.role === 'other') - Number(b.role === 'other') ||
      (b.rank ?? -1) - (a.rank ?? -1) ||
      (b.openings ?? 0) - (a.openings ?? 0),
  )
  return {
    rows,
    unit: 'openings',
    view: { ...view, from: panel.from, to: panel.to, companies: panel.companies.map((c) => c.company) },
    notes: [...asOfNote(view), INTERVAL_METHOD, ...partialNotes(panel), POSTINGS_ARE_NOT_HIRES],
  }
}

/** How many companies of the panel list each role on a day. */
async function hiringCompanies(panel: RolePanel, day: Day | null, db: Db): Promise<Map<string, number>> {
  if (day === null || !panel.companies.length) return new Map()
  const rows = await db.$queryRaw<{ role: string; n: number }[]>`
    SELECT o.role, count(DISTINCT b.company_slug)::int AS n
    FROM openings_day o JOIN boards b ON b.id = o.board_id
    WHERE o.day = ${day}::date AND o.openings > 0 AND b.company_slug = ANY(${panel.companies.map((c) => c.company)}::text[])
      AND (b.active_from IS NULL OR o.day >= b.active_from) AND (b.active_to IS NULL OR o.day <= b.active_to)
    GROUP BY 1`
  return new Map(rows.map((r) => [r.role, r.n]))
}
