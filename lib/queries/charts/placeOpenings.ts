import type { Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { RolePanel } from '../panel'

/** The town of `Newark, CA` or the county of `Boulder`, as a location of a posting would name it; null for what is too short to tell. */
function townOf(place: string): string | null {
  const town = (place.split(/[,;(]/)[0] ?? '').replace(/\s+County$/i, '').trim()
  return town.length >= 3 ? town : null
}

/**
 * Postings of the panel's roles that stood on a board on a day with a location that names a town; null where no company of the panel
 * was covered on that day, or the place names no town.
 */
export async function openingsNear(
  db: Db,
  asks: readonly { day: Day; place: string }[],
  panel: RolePanel,
): Promise<(number | null)[]> {
  const wanted = asks.map(({ day, place }) => ({ day, town: panel.covered.has(day) ? townOf(place) : null }))
  const pairs = wanted.filter((w): w is { day: Day; town: string } => w.town !== null)
  if (pairs.length === 0) return asks.map(() => null)
  const rows = await db.$queryRaw<{ day: string; town: string; n: number }[]>`
    SELECT w.day::text AS day, w.town, count(DISTINCT p.id)::int AS n
    FROM unnest(${pairs.map((p) => p.day)}::date[], ${pairs.map((p) => p.town)}::text[]) AS w(day, town)
    JOIN spells s ON s.first_day <= w.day AND s.last_day >= w.day
    JOIN postings p ON p.id = s.posting_id AND p.company_slug = ANY(${panel.companies.map((c) => c.company)}::text[])
      AND p.role = ANY(${[...panel.roles]}::text[]) AND strpos(lower(p.location), lower(w.town)) > 0
    GROUP BY 1, 2`
  const found = new Map(rows.map((r) => [`${r.day} ${r.town}`, r.n]))
  return wanted.map((w) => (w.town === null ? null : (found.get(`${w.day} ${w.town}`) ?? 0)))
}
