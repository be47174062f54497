import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import { remember } from './cache'
import { fromVacancies } from './vacancies'

/** One vacancy as the rules make it; see `lib/analytics/vacancies.ts`. */
export interface VacancyTableRow {
  company: string
  role: RoleSlug
  title: string
  openedOn: Day
  openedKnownExactly: boolean
  closedOn: Day | null
  lastSeenOn: Day
  openTo: Day
  postings: number
  reposts: number
  /** The posting that carries it last. */
  postingId: string
}

interface Raw {
  company: string
  role: RoleSlug
  title: string
  opened_on: Date
  exact: boolean
  closed_on: Date | null
  last_seen_on: Date
  open_to: Date
  postings: number
  reposts: number
  posting_id: string
}

/** Every vacancy of some companies and roles (none: all), as known on `asOf`; oldest first. Shared: read only. */
export function vacancyTable(
  db: Db,
  companies: readonly string[],
  roles: readonly string[],
  asOf: Day | null,
): Promise<readonly VacancyTableRow[]> {
  const slugs = [...companies].sort()
  return remember(db, `vacancy-table ${JSON.stringify([slugs, roles, asOf])}`, async () => {
    const rows = await fromVacancies<Raw>(
      db,
      slugs,
      asOf,
      (from) => Prisma.sql`
        SELECT company_slug AS company, role, title, opened_on, opened_known_exactly AS exact, closed_on, last_seen_on,
          open_to, postings::int, reposts::int, posting_ids[cardinality(posting_ids)]::text AS posting_id
        FROM ${from} v
        WHERE company_slug = ANY(${slugs}::text[]) ${roles.length ? Prisma.sql`AND role = ANY(${roles as string[]}::text[])` : Prisma.empty}
        ORDER BY opened_on, posting_ids[1]`,
    )
    return rows.map((r) => ({
      company: r.company,
      role: r.role,
      title: r.title,
      openedOn: dayOf(r.opened_on),
      openedKnownExactly: r.exact,
      closedOn: r.closed_on ? dayOf(r.closed_on) : null,
      lastSeenOn: dayOf(r.last_seen_on),
      openTo: dayOf(r.open_to),
      postings: r.postings,
      reposts: r.reposts,
      postingId: r.posting_id,
    }))
  })
}
