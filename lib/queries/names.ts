import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { ROLES, type Role } from '@/lib/signals/taxonomy'

export { INFRA_ROLES } from '@/lib/signals/taxonomy'

import { nearest } from '@/lib/nearest'
import type { View } from '@/lib/view'
import { remember } from './cache'

export function roleOf(slug: string): Role {
  const role = ROLES.find((r) => r.slug === slug)
  if (role) return role
  const suggestion = nearest(
    slug,
    ROLES.map((r) => r.slug),
  )
  throw new WaveError(
    'not-found',
    `${slug} is not a role.`,
    suggestion ? `Did you mean ${suggestion}?` : `The roles are ${ROLES.map((r) => r.slug).join(', ')}.`,
  )
}

export interface CompanyName {
  company: string
  name: string
  segment: string
}

/** All companies by slug. */
export function companyNames(db: Db): Promise<Map<string, CompanyName>> {
  return remember(db, 'companies', async () => {
    const rows = await db.$queryRaw<CompanyName[]>`SELECT slug AS company, name, segment FROM companies ORDER BY slug`
    return new Map(rows.map((row) => [row.company, row]))
  })
}

/** The view's companies, each known; @throws WaveError `not-found` naming the nearest known one. */
export async function knownCompanies(slugs: readonly string[], db: Db): Promise<CompanyName[]> {
  const names = await companyNames(db)
  return slugs.map((slug) => {
    const known = names.get(slug)
    if (known) return known
    const suggestion = nearest(slug, [...names.keys()])
    throw new WaveError(
      'not-found',
      `There is no company ${slug}.`,
      suggestion ? `Did you mean ${suggestion}?` : 'The companies page lists all of them.',
    )
  })
}

/** The last day of which anything may be told: the day of `asOf`, else today (UTC). */
export const passedDay = (view: View, now = new Date()): Day => view.asOf ?? dayOf(now)

/** `day::text` of a Date column, null kept. */
export const dayOrNull = (date: Date | null): Day | null => (date === null ? null : dayOf(date))

/** What a view that shows the past must say. */
export const asOfNote = (view: View): string[] =>
  view.asOf ? [`As known at the end of ${view.asOf} (UTC); roles follow today's rules of classification.`] : []

/** Said under every chart of postings. */
export const POSTINGS_ARE_NOT_HIRES =
  'A posting is an advert: one may stand for many jobs or for none, and openings are not hires.'
