import { dayWords } from '@/components/charts/format'
import { ROLE_COLOURS } from '@/components/charts/tokens'
import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { nearest } from '@/lib/nearest'
import { companyNames } from '@/lib/queries/names'
import { INFRA_ROLES, roleOf } from '@/lib/signals/taxonomy'
import { readView, type SearchParams, type View, type ViewProblem } from '@/lib/view'
import type { ViewPiece } from './ViewBar'
import type { Choice } from './ViewMenus'

export interface PageView {
  view: View
  problems: ViewProblem[]
  params: SearchParams
  /** The view's companies with their names. */
  companies: { company: string; name: string }[]
  today: Day
}

/** A page's view. A company that is not known is left out and reported, as every other field that cannot be used. */
export async function readPageView(searchParams: Promise<SearchParams>, db: Db): Promise<PageView> {
  const params = await searchParams
  const { view, problems } = readView(params)
  const names = await companyNames(db)
  for (const slug of view.companies) {
    if (names.has(slug)) continue
    const suggestion = nearest(slug, [...names.keys()])
    problems.push({ field: 'company', value: slug, message: `There is no company ${slug}.`, suggestion })
  }
  view.companies = view.companies.filter((slug) => names.has(slug))
  const companies = view.companies.map((company) => ({ company, name: names.get(company)?.name ?? company }))
  return { view, problems, params, companies, today: dayOf(new Date()) }
}

/** The nine roles with their colours, for the view's menu. */
const ROLE_CHOICES: Choice[] = INFRA_ROLES.map((slug) => {
  const role = roleOf(slug)
  return {
    value: slug,
    label: role?.name ?? slug,
    colour: `var(--role-${ROLE_COLOURS[slug].code.toLowerCase()})`,
  }
})

const few = (names: string[]): string =>
  names.length <= 2 ? names.join(' and ') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`

/** Which roles the view shows, in words. */
export function rolesPiece(view: View, all = 'nine infrastructure roles'): ViewPiece {
  const names = view.roles.map((slug) => roleOf(slug)?.name ?? slug)
  const label = names.length === 0 ? all : names.length <= 3 ? few(names) : `${names.length} roles`
  return { menu: 'roles', label, choices: ROLE_CHOICES }
}

/** Whose boards, in words: `panel` says it where the view names no company. */
export function companiesPiece(
  { companies }: PageView,
  panel: string,
  all = 'The boards that were read all through',
): ViewPiece {
  const names = companies.map((c) => c.name)
  const label = names.length === 0 ? panel : names.length <= 3 ? few(names) : `${names.length} companies`
  return { menu: 'companies', label, chosen: companies, all }
}

/** `8 Sep 2025 to 31 Aug 2026`. */
export function rangePiece(from: Day | null, to: Day | null): ViewPiece {
  const label =
    from && to
      ? `${dayWords(from)} to ${dayWords(to)}`
      : to
        ? `the beginning to ${dayWords(to)}`
        : from
          ? `${dayWords(from)} on`
          : 'the whole record'
  return { menu: 'range', label, from, to }
}
