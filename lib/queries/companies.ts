import { growth } from '@/lib/analytics/growth'
import { ipoState, stepOrder } from '@/lib/analytics/ipo'
import { dayWords, plural } from '@/lib/analytics/words'
import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { allBoards, type BoardDays } from './boards'
import { companyLevelRows } from './charts/companies'
import { asOfNote, INFRA_ROLES, knownCompanies, POSTINGS_ARE_NOT_HIRES, passedDay } from './names'
import { roleCoverage } from './panel'
import type { CompanyListRow } from './types'

interface Raw {
  company: string
  name: string
  segment: string
  hq_city: string | null
  hq_country: string | null
  ticker: string | null
  signals: number
  round_on: Date | null
  round_amount: number | null
  round_currency: string | null
  round_kind: string | null
  round_stage: string | null
  steps: { milestone: string; day: string }[] | null
}

/** Every company with its latest level, last round, state on the way to a listing and number of signals; most openings first. */
export async function companies(view: View, db: Db, now = new Date()): Promise<Answer<CompanyListRow>> {
  if (view.companies.length) await knownCompanies(view.companies, db)
  const known = passedDay(view, now)
  const [raw, levels, boards, infra] = await Promise.all([
    db.$queryRaw<Raw[]>`
      SELECT c.slug AS company, c.name, c.segment, c.hq_city, c.hq_country, c.ticker,
        (SELECT count(*)::int FROM signals s WHERE s.company_slug = c.slug AND s.known_on <= ${known}::date) AS signals,
        r.announced_on AS round_on, r.amount_minor::float8 / 100 AS round_amount, r.currency AS round_currency,
        r.kind AS round_kind, r.stage AS round_stage, m.steps
      FROM companies c
      LEFT JOIN LATERAL (
        SELECT * FROM funding_rounds r WHERE r.company_slug = c.slug AND r.known_on <= ${known}::date
        ORDER BY r.announced_on DESC, r.amount_minor DESC NULLS LAST LIMIT 1) r ON true
      LEFT JOIN LATERAL (
        SELECT json_agg(json_build_object('milestone', m.milestone, 'day', m.occurred_from)) AS steps
        FROM ipo_milestones m WHERE m.company_slug = c.slug AND m.known_on <= ${known}::date) m ON true
      ${view.companies.length ? Prisma.sql`WHERE c.slug = ANY(${view.companies}::text[])` : Prisma.empty}
      ORDER BY c.name`,
    companyLevelRows(db, known, view.companies),
    allBoards(db),
    infraNow(db, known),
  ])
  const levelOf = new Map(levels.map((l) => [l.company, l]))
  const rows = raw.map((r): CompanyListRow => {
    const level = levelOf.get(r.company)
    const mine = boards.get(r.company) ?? []
    return {
      company: r.company,
      name: r.name,
      segment: r.segment,
      place: [r.hq_city, r.hq_country].filter((p) => p !== null).join(', ') || null,
      ticker: r.ticker,
      openings: level?.now.value ?? null,
      day: level?.now.day ?? null,
      basis: level
        ? mine.some((b) => b.days.some((d) => d.day === level.now.day && d.basis === 'postings'))
          ? 'postings'
          : 'count'
        : null,
      before: level?.before ? { value: level.before.value, day: level.before.day } : null,
      change: level?.before ? growth(level.before.value, level.now.value) : null,
      infra: infra.get(r.company) ?? null,
      readings: level?.readings ?? 0,
      lastRound:
        r.round_on && r.round_kind && r.round_stage && r.round_currency
          ? {
              announcedOn: dayOf(r.round_on),
              amount: r.round_amount,
              currency: r.round_currency,
              kind: r.round_kind,
              stage: r.round_stage,
            }
          : null,
      ipoState: ipoState(
        (r.steps ?? [])
          .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : stepOrder(a.milestone) - stepOrder(b.milestone)))
          .map((m) => m.milestone),
      ),
      signals: r.signals,
      reason: level ? null : notCoveredReason(mine, known),
    }
  })
  rows.sort((a, b) => (b.openings ?? -1) - (a.openings ?? -1) || (a.name < b.name ? -1 : 1))
  return {
    rows,
    unit: 'openings',
    view,
    notes: [
      ...asOfNote(view),
      'Levels are of different days: read each with its day. A change compares readings by the same reader only.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

/** Why a company has no level. */
export function notCoveredReason(boards: readonly BoardDays[], known: Day): string {
  if (!boards.length) return 'no board is known'
  const days = boards.flatMap((b) => b.days.filter((d) => d.day <= known))
  if (!days.length) return 'its board has not been read'
  if (days.some((d) => d.completeness === 'capped')) return 'its board was read up to a cap only, which is no count'
  const last = days
    .map((d) => d.day)
    .sort()
    .at(-1)
  return `nothing came back in ${plural(days.length, 'reading')}${last ? `, the last on ${dayWords(last)}` : ''}`
}

/** Infrastructure openings of each company on its latest day covered by posting; missing: none was. */
async function infraNow(db: Db, known: Day): Promise<Map<string, number>> {
  const { coverage } = await roleCoverage(db, known)
  const pairs = [...coverage].flatMap(([company, days]) => {
    const day = [...days.keys()].at(-1)
    return day ? [{ company, day }] : []
  })
  if (!pairs.length) return new Map()
  const rows = await db.$queryRaw<{ company: string; n: number }[]>`
    SELECT b.company_slug AS company, sum(o.openings)::int AS n
    FROM unnest(${pairs.map((p) => p.company)}::text[], ${pairs.map((p) => p.day)}::date[]) AS l(company, day)
    JOIN boards b ON b.company_slug = l.company
    JOIN openings_day o ON o.board_id = b.id AND o.day = l.day
    WHERE o.role = ANY(${INFRA_ROLES as readonly string[] as string[]}::text[])
    GROUP BY 1`
  const found = new Map(rows.map((r) => [r.company, r.n]))
  return new Map(pairs.map((p) => [p.company, found.get(p.company) ?? 0]))
}
