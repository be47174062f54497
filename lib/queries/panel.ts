import type { DayLevel } from '@/lib/analytics/breaks'
import { constantPanel, earlierOf, lastHalfCovered } from '@/lib/analytics/panel'
import { listWords, plural } from '@/lib/analytics/words'
import { addDays, type Day, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import { allBoards, type BoardDays, roleDays, roleLevels } from './boards'
import { type CompanyName, companyNames, INFRA_ROLES, knownCompanies, passedDay } from './names'
import type { PanelInfo } from './types'

/** The companies and days that a question of roles looks at, and what was open on them. */
export interface RolePanel {
  companies: CompanyName[]
  /** True where the view named the companies. */
  chosen: boolean
  from: Day
  to: Day
  /** Last day that has passed: of `asOf`, or today. */
  passed: Day
  roles: readonly RoleSlug[]
  /** Covered days by company; the value counts openings of `roles`. */
  levels: Map<string, Map<Day, DayLevel & { completeness: string }>>
  /** Openings by company and role on covered days, all ten roles; a missing day of coverage is a measured zero. */
  byRole: Map<string, Map<string, Map<Day, number>>>
  /** Newly listed postings by company and role on covered days. */
  listed: Map<string, Map<string, Map<Day, number>>>
  /** Coverage by posting of every company, for the coverage strip and for what is left out. */
  coverage: Map<string, Map<Day, DayLevel & { completeness: string }>>
  boards: Map<string, BoardDays[]>
}

/** Covered days by posting of every company up to a day. */
export async function roleCoverage(db: Db, upTo: Day) {
  const boards = await allBoards(db)
  const coverage = new Map<string, Map<Day, DayLevel & { completeness: string }>>()
  for (const [company, list] of boards) {
    const levels = roleLevels(list, upTo)
    if (levels.size) coverage.set(company, levels)
  }
  return { boards, coverage }
}

/** The Monday from which on the boards were read: the first day with at least a third as many companies as ever. */
export function firstReadMonday(coverage: ReadonlyMap<string, ReadonlyMap<Day, unknown>>): Day | null {
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
  const { boards, coverage } = await roleCoverage(db, passed)
  const from = view.from ?? firstReadMonday(coverage) ?? addDays(passed, -364)
  const names = await companyNames(db)
  const daysOf = (company: string): Set<Day> =>
    new Set([...(coverage.get(company)?.keys() ?? [])].filter((d) => d >= from && (view.to === null || d <= view.to)))
  const companies = view.companies.length
    ? await knownCompanies(view.companies, db)
    : constantPanel(new Map([...coverage].map(([c, days]) => [c, new Set(days.keys())])), from, view.to).flatMap(
        (c) => names.get(c) ?? [],
      )
  const end = view.to ?? lastHalfCovered(companies.map((c) => daysOf(c.company))) ?? passed
  const to = earlierOf(end, passed)
  const roles = view.roles.length ? view.roles : INFRA_ROLES
  const levels: RolePanel['levels'] = new Map()
  const byRole: RolePanel['byRole'] = new Map()
  const listed: RolePanel['listed'] = new Map()
  const chosenBoards = companies.flatMap((c) => boards.get(c.company) ?? [])
  const counts = chosenBoards.length
    ? await roleDays(
        db,
        chosenBoards.map((b) => b.id),
      )
    : []
  const companyOf = new Map(chosenBoards.map((b) => [b.id, b]))
  for (const c of companies) {
    levels.set(c.company, new Map())
    byRole.set(c.company, new Map())
    listed.set(c.company, new Map())
  }
  const wanted = new Set<string>(roles)
  for (const count of counts) {
    const board = companyOf.get(count.board)
    if (!board) continue
    const covered = coverage.get(board.company)
    const within = (day: Day) =>
      covered?.has(day) && (board.since === null || day >= board.since) && (board.until === null || day <= board.until)
    const add = (store: RolePanel['byRole'], days: Map<Day, number>) => {
      const roleMap = store.get(board.company)?.get(count.role) ?? new Map<Day, number>()
      for (const [day, n] of days) if (within(day)) roleMap.set(day, (roleMap.get(day) ?? 0) + n)
      store.get(board.company)?.set(count.role, roleMap)
    }
    add(byRole, count.openings)
    add(listed, count.listed)
  }
  for (const c of companies) {
    const sums = [...(byRole.get(c.company) ?? [])].filter(([role]) => wanted.has(role)).map(([, days]) => days)
    const target = levels.get(c.company)
    for (const [day, level] of coverage.get(c.company) ?? []) {
      target?.set(day, { ...level, value: sums.reduce((sum, days) => sum + (days.get(day) ?? 0), 0) })
    }
  }
  return {
    companies,
    chosen: view.companies.length > 0,
    from,
    to,
    passed,
    roles,
    levels,
    byRole,
    listed,
    coverage,
    boards,
  }
}

/** Values on covered days, one map a company, in the panel's order. */
export const levelMaps = (panel: RolePanel): Map<Day, number>[] =>
  panel.companies.map((c) => new Map([...(panel.levels.get(c.company) ?? [])].map(([day, l]) => [day, l.value])))

/** As `levelMaps`, but of one role; covered days without a posting of it are zero. */
export function roleMaps(panel: RolePanel, role: string): Map<Day, number>[] {
  return panel.companies.map((c) => {
    const days = panel.byRole.get(c.company)?.get(role)
    return new Map([...(panel.levels.get(c.company)?.keys() ?? [])].map((day) => [day, days?.get(day) ?? 0]))
  })
}

/** The panel's levels within its range, for comparisons. */
export function rangedLevels(panel: RolePanel): Map<string, DayLevel[]> {
  return new Map(
    panel.companies.map((c) => [
      c.company,
      [...(panel.levels.get(c.company)?.values() ?? [])].filter((l) => l.day >= panel.from && l.day <= panel.to),
    ]),
  )
}

/** Openings of some roles at the whole panel on a day; null when a company of it was not covered. */
export function totalOn(panel: RolePanel, day: Day, roles: readonly string[] = panel.roles): number | null {
  let total = 0
  for (const c of panel.companies) {
    if (!panel.levels.get(c.company)?.has(day)) return null
    for (const role of roles) total += panel.byRole.get(c.company)?.get(role)?.get(day) ?? 0
  }
  return panel.companies.length ? total : null
}

/** Whose openings these are, for a headline: names up to three, else how many. */
export function scopeWords(companies: readonly { name: string; segment: string }[]): string {
  if (companies.length === 0) return 'no company'
  if (companies.length <= 3) return listWords(companies.map((c) => c.name))
  return companies.every((c) => c.segment === 'ai-lab')
    ? `${companies.length} AI labs`
    : `${companies.length} companies`
}

export function panelInfo(panel: RolePanel): PanelInfo {
  const n = panel.companies.length
  const label = panel.chosen
    ? listWords(
        panel.companies.map((c) => c.name),
        4,
      )
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
