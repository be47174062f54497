import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, dayOrNull, knownCompanies, POSTINGS_ARE_NOT_HIRES, passedDay } from './names'
import type { PostingRow } from './types'

interface RawPosting {
  id: string
  company: string
  company_name: string
  title: string
  role: RoleSlug
  seniority: string
  team: string | null
  location: string | null
  workplace: string | null
  employment_type: string | null
  published_on: Date | null
  first_seen: Date
  last_seen: Date
  url: string | null
  pay_min: number | null
  pay_max: number | null
  pay_currency: string | null
  pay_period: string | null
  source: string | null
}

/** The columns of a `PostingRow`, of `postings p` and `companies k`. */
const POSTING_COLUMNS = Prisma.sql`p.id::text, p.company_slug AS company, k.name AS company_name, p.title, p.role,
  p.seniority, p.team, p.location, p.workplace, p.employment_type, p.published_on, p.first_seen, p.last_seen, p.url,
  p.pay_min_minor::float8 / 100 AS pay_min, p.pay_max_minor::float8 / 100 AS pay_max, p.pay_currency, p.pay_period, p.source`

/** `known` hides what was seen later: a posting that stood on that day was last seen then. */
const postingRow = (r: RawPosting, known: Day): PostingRow => ({
  id: r.id,
  company: r.company,
  companyName: r.company_name,
  title: r.title,
  role: r.role,
  seniority: r.seniority,
  team: r.team,
  location: r.location,
  workplace: r.workplace,
  employmentType: r.employment_type,
  publishedOn: dayOrNull(r.published_on),
  firstSeen: dayOf(r.first_seen),
  lastSeen: dayOf(r.last_seen) > known ? known : dayOf(r.last_seen),
  url: r.url,
  pay:
    r.pay_min === null && r.pay_max === null
      ? null
      : { min: r.pay_min, max: r.pay_max, currency: r.pay_currency, period: r.pay_period },
  source: r.source,
})

export interface PostingAsk {
  companies: readonly string[]
  /** Empty: all roles. */
  roles: readonly string[]
  /** Stood on the board on a day of this range, read by the reader on which openings by role rest. */
  first: Day
  last: Day
  /** Words that the title must hold, each. */
  text?: string
  limit: number
  /** How many of the newest to leave out. */
  offset?: number
  /** Only those whose first spell began in the range. */
  newOnly?: boolean
}

/** Postings that stood on covered days of a range, the newest first, and how many there are in all. */
export async function postingsIn(db: Db, ask: PostingAsk, known: Day): Promise<{ total: number; rows: PostingRow[] }> {
  const last = ask.last < known ? ask.last : known
  const words = (ask.text ?? '').split(/\s+/).filter((w) => w !== '')
  const like = words.map((w) => Prisma.sql`AND p.title ILIKE ${`%${w.replace(/[\\%_]/g, (c) => `\\${c}`)}%`}`)
  const rows = await db.$queryRaw<(RawPosting & { total: number })[]>`
    SELECT ${POSTING_COLUMNS}, (count(*) OVER ())::int AS total
    FROM postings p JOIN companies k ON k.slug = p.company_slug JOIN boards b ON b.id = p.board_id
    WHERE p.company_slug = ANY(${ask.companies as string[]}::text[])
      ${ask.roles.length ? Prisma.sql`AND p.role = ANY(${ask.roles as string[]}::text[])` : Prisma.empty}
      ${like.length ? Prisma.join(like, ' ') : Prisma.empty}
      AND EXISTS (
        SELECT 1 FROM spells s JOIN coverage c ON c.board_id = p.board_id AND c.role_state = 'good' AND c.role_reader = s.reader
          AND c.day BETWEEN s.first_day AND s.last_day
        WHERE s.posting_id = p.id AND s.last_day >= ${ask.first}::date AND s.first_day <= ${last}::date
          AND c.day BETWEEN ${ask.first}::date AND ${last}::date
          AND (b.active_from IS NULL OR c.day >= b.active_from) AND (b.active_to IS NULL OR c.day <= b.active_to)
          ${ask.newOnly ? Prisma.sql`AND c.day = s.first_day AND NOT EXISTS (SELECT 1 FROM spells e WHERE e.posting_id = p.id AND e.first_day < s.first_day)` : Prisma.empty}
      )
    ORDER BY p.first_seen DESC, p.id DESC LIMIT ${ask.limit} OFFSET ${ask.offset ?? 0}`
  return { total: rows[0]?.total ?? 0, rows: rows.map((r) => postingRow(r, known)) }
}

/** Some postings by their ids, the newest first; those first seen after `known` are left out. */
export async function postingsById(db: Db, ids: readonly string[], known: Day): Promise<PostingRow[]> {
  if (!ids.length) return []
  const rows = await db.$queryRaw<RawPosting[]>`
    SELECT ${POSTING_COLUMNS} FROM postings p JOIN companies k ON k.slug = p.company_slug
    WHERE p.id = ANY(${ids as string[]}::bigint[]) AND p.first_seen <= ${known}::date
    ORDER BY p.first_seen DESC, p.id DESC`
  return rows.map((r) => postingRow(r, known))
}

/**
 * Postings that stood on a board on a covered day of the view's range (without `from` and `to` of any day), of the
 * view's companies and roles, newest first; `text` are words that the title must hold. At most `limit` rows, 200 by default.
 */
export async function postings(
  view: View,
  db: Db,
  { text, limit = 200 }: { text?: string; limit?: number } = {},
  now = new Date(),
): Promise<Answer<PostingRow> & { total: number }> {
  const known = passedDay(view, now)
  const companies = view.companies.length
    ? (await knownCompanies(view.companies, db)).map((c) => c.company)
    : (await db.company.findMany({ select: { slug: true } })).map((c) => c.slug)
  const last = view.to ?? known
  const first = view.from ?? view.to ?? '0001-01-01'
  const found = await postingsIn(
    db,
    { companies, roles: view.roles, first, last, text, limit: Math.min(1000, Math.max(1, limit)) },
    known,
  )
  return {
    ...found,
    unit: 'postings',
    view: { ...view, from: view.from ?? view.to, to: last },
    notes: [
      ...asOfNote(view),
      ...(found.total > found.rows.length ? [`The newest ${found.rows.length} of ${found.total}.`] : []),
      'Titles are those of the last reading.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}
