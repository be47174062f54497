import { earlierOf, lastHalfCovered } from '@/lib/analytics/panel'
import { periodLevels } from '@/lib/analytics/periods'
import { VACANCY_METHOD } from '@/lib/analytics/vacancies'
import { type VacancyGroup, vacancyPeriods } from '@/lib/analytics/vacancyPeriods'
import { numberWords } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { vacancyRows, withoutLoops } from '@/lib/ingest/vacancies'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { remember } from './cache'
import { asOfNote, knownCompanies, POSTINGS_ARE_NOT_HIRES } from './names'
import { breakNotes } from './openings'
import { rolePanel } from './panel'

export interface VacancyRow {
  period: string
  /** Mean over the covered days of the period of the vacancies open; null where no day was covered. */
  open: number | null
  /** Vacancies that opened in the period; what was there at the first reading is none. Null where no day was covered. */
  opened: number | null
  /** Vacancies that closed in the period. Null where no day was covered. */
  closed: number | null
  /** Every selected company covered by posting on every day of the period that has passed. */
  covered: boolean
  /** Covered company-days over company-days that have passed, 0..1. */
  coveredShare: number
  /** Median age in days of the vacancies open on the last covered day, at least; null under five of them. */
  medianAgeDays: number | null
}

interface RawGroup {
  opened_on: Day
  exact: boolean
  closed_on: Day | null
  open_to: Day
  n: number
}

/**
 * Vacancies by period of the view's companies (without any: those read all through by posting), in all or of its roles. The
 * rules are those of `lib/analytics/vacancies.ts`, other ones than of `openings`. With `asOf` they are derived again from what had been
 * read by that day: a closing that was not yet known, and a repost that had not yet come, are left out.
 */
export async function vacancies(view: View, db: Db, now = new Date()): Promise<Answer<VacancyRow>> {
  const panel = await rolePanel(view, db, now)
  const companies = view.companies.length ? await knownCompanies(view.companies, db) : panel.companies
  const slugs = companies.map((c) => c.company)
  const days = companies.map((c) => new Set(panel.coverage.get(c.company)?.keys() ?? []))
  const all = [...(days[0] ?? [])].filter((day) => days.every((mine) => mine.has(day))).sort()
  const first = days.flatMap((mine) => [...mine]).reduce<Day | null>((a, b) => (a === null || b < a ? b : a), null)
  const from = view.from ?? first ?? panel.from
  const to = earlierOf(view.to ?? lastHalfCovered(days) ?? panel.passed, panel.passed)
  const groups = await vacancyGroups(db, slugs, view.roles, view.asOf)
  // The levels themselves rest on vacancies; of the periods their days and their coverage are taken.
  const daily = { companies: companies.length, covered: panel.covered, total: new Map(all.map((day) => [day, 0])) }
  const levels = from <= to ? periodLevels(daily, { from, to }, view.grain, panel.passed) : []
  const figures = vacancyPeriods(
    groups,
    levels.map((l) => ({ first: l.first, last: addDays(l.first, l.daysPassed - 1) })),
    new Set(all),
  )
  const rows = levels.map((level, i): VacancyRow => {
    const found = figures[i]
    return {
      period: level.period,
      open: found?.open ?? null,
      opened: found?.opened ?? null,
      closed: found?.closed ?? null,
      covered: level.covered,
      coveredShare: Math.round(level.coveredShare * 1e4) / 1e4,
      medianAgeDays: found?.medianAgeDays ?? null,
    }
  })
  return {
    rows,
    unit: 'vacancies',
    view: { ...view, from, to, companies: slugs },
    notes: [
      ...asOfNote(view),
      ...VACANCY_METHOD,
      ...endNotes(groups, all, { from, to }, figures.findLast((f) => f.open !== null) ?? null),
      ...breakNotes(
        companies.map((c) => ({ name: c.name, boards: panel.boards.get(c.company) ?? [] })),
        { from, to },
        true,
      ),
      'Vacancies and openings follow different rules and are never one number.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

/** What is not known of those that count, in figures. */
function endNotes(
  groups: readonly VacancyGroup[],
  covered: readonly Day[],
  range: { from: Day; to: Day },
  last: { atLeast: number; atEnd: number } | null,
): string[] {
  const end = covered.findLast((day) => day <= range.to)
  const sum = (some: readonly VacancyGroup[]) => some.reduce((n, g) => n + g.n, 0)
  const lost = sum(
    groups.filter((g) => g.closedOn === null && g.openTo >= range.from && end !== undefined && g.openTo < end),
  )
  return [
    ...(lost ? [`Of ${numberWords(lost)} it is not known whether they closed: no later reading could show them.`] : []),
    ...(last?.atLeast
      ? [
          `Of the ${numberWords(last.atEnd)} open at the end, ${numberWords(last.atLeast)} were there at the first reading and may be older.`,
        ]
      : []),
  ]
}

/** Vacancies by their days; of a past day derived from what was known then. */
function vacancyGroups(
  db: Db,
  companies: readonly string[],
  roles: readonly string[],
  asOf: Day | null,
): Promise<VacancyGroup[]> {
  const slugs = [...companies].sort()
  return remember(db, `vacancies ${JSON.stringify([slugs, roles, asOf])}`, async () => {
    const ask = (from: Prisma.Sql) => Prisma.sql`
      SELECT opened_on::text, opened_known_exactly AS exact, closed_on::text, open_to::text, count(*)::int AS n
      FROM ${from} v
      WHERE company_slug = ANY(${slugs}::text[]) ${roles.length ? Prisma.sql`AND role = ANY(${roles as string[]}::text[])` : Prisma.empty}
      GROUP BY 1, 2, 3, 4`
    const rows = await fromVacancies<RawGroup>(db, slugs, asOf, ask)
    return rows.map((r) => ({
      openedOn: r.opened_on,
      exact: r.exact,
      closedOn: r.closed_on,
      openTo: r.open_to,
      n: r.n,
    }))
  })
}

/** Asks of the vacancies of some companies; of a past day, of those derived again from what had been read by then. */
export function fromVacancies<Row>(
  db: Db,
  companies: readonly string[],
  asOf: Day | null,
  ask: (from: Prisma.Sql) => Prisma.Sql,
): Promise<Row[]> {
  if (!asOf) return db.$queryRaw<Row[]>(ask(Prisma.sql`vacancies`))
  const derived = vacancyRows(Prisma.sql`b.company_slug = ANY(${companies as string[]}::text[])`, asOf)
  return db.$transaction((tx) => withoutLoops(tx, () => tx.$queryRaw<Row[]>(ask(Prisma.sql`(${derived})`))), {
    timeout: 60_000,
    maxWait: 60_000,
  })
}
