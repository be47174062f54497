import { comparableEnds } from '@/lib/analytics/breaks'
import { constantPanel, earlierOf, lastHalfCovered } from '@/lib/analytics/panel'
import type { DailyPanel } from '@/lib/analytics/periods'
import { countWords, listWords, plural } from '@/lib/analytics/words'
import { addDays, type Day, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { allBoards, allRoleLevels, type BoardDays, type RoleTotals, roleDays, roleTotals } from './boards'
import { remember } from './cache'
import { type CompanyName, companyNames, INFRA_ROLES, knownCompanies, passedDay } from './names'
import type { PanelInfo } from './types'

/** A company's covered days by posting, in order: who read, and how completely. */
export type CoveredDays = ReadonlyMap<Day, { day: Day; value: number; key: string; completeness: string }>

/** The companies and days that a question of roles looks at, and what was open on them. Shared between questions: read only. */
export interface RolePanel {
  companies: readonly CompanyName[]
  /** True where the view named the companies. */
  chosen: boolean
  from: Day
  to: Day
  /** Last day that has passed: of `asOf`, or today. */
  passed: Day
  roles: readonly RoleSlug[]
  /** How many companies of the panel were covered on a day. */
  covered: ReadonlyMap<Day, number>
  /** Openings and newly listed postings of the panel's covered company-days by role; a missing day had none. */
  totals: RoleTotals
  /** Openings of `roles` on covered days by company; null for a panel too large to tell its companies apart. */
  perCompany: ReadonlyMap<string, ReadonlyMap<Day, number>> | null
  /** The days between which the whole panel may be compared; null when there are none. */
  ends: { first: Day; last: Day } | null
  /** Companies whose reader misses a known part on most of their covered days in the range: their levels are too low. */
  inPart: readonly { name: string; days: number; partial: number }[]
  /** Covered days by posting of every company, for the coverage strip and for what is left out. */
  coverage: ReadonlyMap<string, CoveredDays>
  boards: ReadonlyMap<string, BoardDays[]>
}

/** More companies than this are told apart for a single role only: nobody draws that many lines. */
const MOST_TOLD_APART = 40

/** Covered days by posting of every company up to a day. */
export async function roleCoverage(
  db: Db,
  upTo: Day,
): Promise<{ boards: Map<string, BoardDays[]>; coverage: ReadonlyMap<string, CoveredDays> }> {
  const [boards, all] = await Promise.all([allBoards(db), allRoleLevels(db)])
  let last = ''
  for (const days of all.values()) last = [[...days.keys()].at(-1) ?? '', last].sort().at(-1) ?? ''
  if (last <= upTo) return { boards, coverage: all }
  const coverage = new Map<string, CoveredDays>()
  for (const [company, days] of all) {
    const within = new Map([...days].filter(([day]) => day <= upTo))
    if (within.size) coverage.set(company, within)
  }
  return { boards, coverage }
}

/** The Monday from which on the boards were read: the first day with at least a third as many companies as ever. */
function firstReadMonday(coverage: ReadonlyMap<string, ReadonlyMap<Day, unknown>>): Day | null {
  const counts = new Map<Day, number>()
  for (const days of coverage.values()) for (const day of days.keys()) counts.set(day, (counts.get(day) ?? 0) + 1)
  const most = Math.max(0, ...counts.values())
  const first = [...counts.keys()].sort().find((day) => (counts.get(day) ?? 0) * 3 >= most)
  return first ? mondayOf(first) : null
}

/**
 * The panel of a view: its companies, or those that were read all through by posting; its range, or from the first reading to
 * the last day on which at least half of the panel is covered. Roles: the view's, or the nine of infrastructure.
 */
export async function rolePanel(view: View, db: Db, now = new Date()): Promise<RolePanel> {
  const passed = passedDay(view, now)
  const key = JSON.stringify([view.from, view.to, view.companies, view.roles, passed])
  return remember(db, `panel ${key}`, () => makePanel(view, db, passed))
}

async function makePanel(view: View, db: Db, passed: Day): Promise<RolePanel> {
  const { boards, coverage } = await roleCoverage(db, passed)
  const from = view.from ?? firstReadMonday(coverage) ?? addDays(passed, -364)
  const names = await companyNames(db)
  const companies = view.companies.length
    ? await knownCompanies(view.companies, db)
    : constantPanel(new Map([...coverage].map(([c, days]) => [c, new Set(days.keys())])), from, view.to).flatMap(
        (c) => names.get(c) ?? [],
      )
  const inRange = (company: string): Set<Day> =>
    new Set([...(coverage.get(company)?.keys() ?? [])].filter((d) => d >= from && (view.to === null || d <= view.to)))
  const to = earlierOf(view.to ?? lastHalfCovered(companies.map((c) => inRange(c.company))) ?? passed, passed)
  const roles = view.roles.length ? view.roles : INFRA_ROLES
  const covered = new Map<Day, number>()
  for (const c of companies)
    for (const day of coverage.get(c.company)?.keys() ?? []) covered.set(day, (covered.get(day) ?? 0) + 1)
  const mine = companies.flatMap((c) => boards.get(c.company) ?? [])
  const except = mine.flatMap((b) =>
    b.days.flatMap((d) =>
      d.roleState !== 'none' && !(isActive(b, d.day) && coverage.get(b.company)?.has(d.day))
        ? [{ board: b.id, day: d.day }]
        : [],
    ),
  )
  const slugs = companies.map((c) => c.company)
  const totals: RoleTotals = mine.length
    ? await roleTotals(
        db,
        JSON.stringify([slugs, passed]),
        mine.map((b) => b.id),
        except,
      )
    : { openings: new Map(), listed: new Map() }
  const apart = companies.length <= MOST_TOLD_APART || roles.length === 1
  return {
    companies,
    chosen: view.companies.length > 0,
    from,
    to,
    passed,
    roles,
    covered,
    totals,
    perCompany: apart ? await openingsByCompany(db, companies, mine, coverage, roles) : null,
    ends: comparableEnds(
      new Map(
        slugs.map((c) => [c, [...(coverage.get(c)?.values() ?? [])].filter((l) => l.day >= from && l.day <= to)]),
      ),
    ),
    inPart: companies.flatMap((c) => {
      let days = 0
      let partial = 0
      for (const l of coverage.get(c.company)?.values() ?? []) {
        if (l.day < from || l.day > to) continue
        days++
        if (l.completeness !== 'whole') partial++
      }
      return partial > 0 && partial * 2 >= days ? [{ name: c.name, days, partial }] : []
    }),
    coverage,
    boards,
  }
}

const isActive = (b: BoardDays, day: Day): boolean =>
  b.since !== null && day >= b.since && (b.until === null || day <= b.until)

/** Openings of some roles on each covered day of each company; days without such an opening are zero. */
async function openingsByCompany(
  db: Db,
  companies: readonly CompanyName[],
  boards: readonly BoardDays[],
  coverage: ReadonlyMap<string, CoveredDays>,
  roles: readonly string[],
): Promise<Map<string, Map<Day, number>>> {
  const found = new Map(
    companies.map(
      (c) => [c.company, new Map([...(coverage.get(c.company)?.keys() ?? [])].map((day) => [day, 0]))] as const,
    ),
  )
  if (!boards.length) return found
  const boardOf = new Map(boards.map((b) => [b.id, b]))
  const counts = await roleDays(
    db,
    boards.map((b) => b.id),
  )
  for (const count of counts) {
    const board = boardOf.get(count.board)
    const days = board ? found.get(board.company) : undefined
    if (!board || !days || !roles.includes(count.role)) continue
    for (const [day, n] of count.openings) {
      const before = days.get(day)
      if (before !== undefined && isActive(board, day)) days.set(day, before + n)
    }
  }
  return found
}

/** Openings of some roles at the whole panel by day; days on which a company was missing have no total. */
export function rolesDaily(panel: RolePanel, roles: readonly string[] = panel.roles): DailyPanel {
  const total = new Map<Day, number>()
  for (const [day, n] of panel.covered) {
    if (n !== panel.companies.length) continue
    let sum = 0
    for (const role of roles) sum += panel.totals.openings.get(role)?.get(day) ?? 0
    total.set(day, sum)
  }
  return { companies: panel.companies.length, covered: panel.covered, total }
}

/** Openings of the panel's roles at one of its companies by covered day; empty where companies are not told apart. */
export const companyValues = (panel: RolePanel, company: string): ReadonlyMap<Day, number> =>
  panel.perCompany?.get(company) ?? new Map()

/** Openings of some roles at the whole panel on a day; null when a company of it was not covered. */
export function totalOn(panel: RolePanel, day: Day, roles: readonly string[] = panel.roles): number | null {
  if (!panel.companies.length || panel.covered.get(day) !== panel.companies.length) return null
  return roles.reduce((sum, role) => sum + (panel.totals.openings.get(role)?.get(day) ?? 0), 0)
}

/** Whose openings these are, for a headline: names up to three, else how many. */
export function scopeWords(companies: readonly { name: string; segment: string }[]): string {
  if (companies.length === 0) return 'boards read all through'
  if (companies.length <= 3) return listWords(companies.map((c) => c.name))
  return companies.every((c) => c.segment === 'ai-lab')
    ? `${countWords(companies.length)} AI labs`
    : `${countWords(companies.length)} companies`
}

export function panelInfo(panel: RolePanel): PanelInfo {
  const n = panel.companies.length
  const label = panel.chosen
    ? listWords(
        panel.companies.map((c) => c.name),
        4,
      )
    : n === 0
      ? 'boards read all through by posting, of which there is none'
      : `${plural(n, 'company', 'companies')} read all through by posting`
  return {
    companies: panel.companies.map(({ company, name }) => ({ company, name })),
    from: panel.from,
    to: panel.to,
    label,
  }
}

/** `The nine infrastructure roles`, or the names of those chosen. */
export function rolesWords(panel: RolePanel, nameOf: (role: RoleSlug) => string): string {
  return panel.roles === INFRA_ROLES ? 'the nine infrastructure roles' : listWords(panel.roles.map(nameOf), 4)
}
