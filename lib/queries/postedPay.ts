import { type PayApart, yearlyPay } from '@/lib/analytics/pay'
import type { Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import { remember } from './cache'

/** A posting that names its pay: the range in US dollars a year, or why it is left apart. */
export interface PostedPayRow {
  id: string
  title: string
  company: string
  companyName: string
  role: RoleSlug
  seniority: string
  location: string | null
  min: number
  max: number
  mid: number
  apart: PayApart | null
  currency: string | null
  firstSeen: Day
  lastSeen: Day
}

interface Raw {
  id: string
  title: string
  company: string
  company_name: string
  role: RoleSlug
  seniority: string
  location: string | null
  min: number | null
  max: number | null
  currency: string | null
  period: string | null
  first_seen: Day
  last_seen: Day
}

/** Postings first seen by the end of `known` that name pay, the latest seen first; `lastSeen` is as known then. Read only. */
export function postedPay(db: Db, known: Day): Promise<readonly PostedPayRow[]> {
  return remember(db, `posted-pay ${known}`, async () => {
    const rows = await db.$queryRaw<Raw[]>(Prisma.sql`
      SELECT p.id::text, p.title, p.company_slug AS company, c.name AS company_name, p.role, p.seniority, p.location,
        p.pay_min_minor::float8 / 100 AS min, p.pay_max_minor::float8 / 100 AS max, p.pay_currency AS currency,
        p.pay_period AS period, p.first_seen::text, least(p.last_seen, ${known}::date)::text AS last_seen
      FROM postings p JOIN companies c ON c.slug = p.company_slug
      WHERE coalesce(p.pay_min_minor, p.pay_max_minor) IS NOT NULL AND p.first_seen <= ${known}::date
      ORDER BY least(p.last_seen, ${known}::date) DESC, p.id`)
    return rows.map((r): PostedPayRow => {
      const yearly = yearlyPay(r)
      const amounts = yearly.ok ? yearly : { min: 0, max: 0, mid: 0 }
      return {
        id: r.id,
        title: r.title,
        company: r.company,
        companyName: r.company_name,
        role: r.role,
        seniority: r.seniority,
        location: r.location,
        min: amounts.min,
        max: amounts.max,
        mid: amounts.mid,
        apart: yearly.ok ? null : yearly.why,
        currency: r.currency,
        firstSeen: r.first_seen,
        lastSeen: r.last_seen,
      }
    })
  })
}
