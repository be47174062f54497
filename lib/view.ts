import { z } from 'zod'
import { addDays, type Day, type Grain, isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'

export const GRAINS = ['day', 'week', 'month', 'quarter'] as const satisfies readonly Grain[]
export const TRANSFORMS = ['level', 'share', 'rebased', 'change'] as const
export type Transform = (typeof TRANSFORMS)[number]

/**
 * What a page, an API answer, an export and the command line are asked for. The same keys everywhere, so that a chart's
 * address reproduces it. `from` and `to` are inclusive UTC days; null means the chart's own default. An empty `roles` is
 * all roles, an empty `companies` the chart's own panel. `asOf` null is the latest knowledge.
 */
export interface View {
  from: Day | null
  to: Day | null
  grain: Grain
  roles: RoleSlug[]
  companies: string[]
  transform: Transform
  asOf: Day | null
}

/** A field of an address that could not be used: the rest of the address still holds. */
export interface ViewProblem {
  field: string
  value: string
  message: string
  /** A value that would work, for "Did you mean". */
  suggestion: string | null
}

export type SearchParams = Record<string, string | string[] | undefined>

export const DEFAULT_VIEW: View = {
  from: null,
  to: null,
  grain: 'week',
  roles: [],
  companies: [],
  transform: 'level',
  asOf: null,
}

const grainSchema = z.enum(GRAINS)
const transformSchema = z.enum(TRANSFORMS)
const slugSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/)

const asList = (value: string | string[] | undefined): string[] =>
  (Array.isArray(value) ? value : value === undefined ? [] : [value])
    .flatMap((v) => v.split(','))
    .filter((v) => v !== '')
const asOne = (value: string | string[] | undefined): string | undefined => asList(value).at(-1)

/**
 * Reads a view out of search parameters. A bad field falls back to its default and is reported, so that a page can show
 * the rest; `strictView` is for programs, which want an error instead.
 */
export function readView(params: SearchParams): { view: View; problems: ViewProblem[] } {
  const view: View = { ...DEFAULT_VIEW, roles: [], companies: [] }
  const problems: ViewProblem[] = []
  const bad = (field: string, value: string, message: string, suggestion: string | null = null) => {
    problems.push({ field, value: value.slice(0, 80), message, suggestion })
  }
  for (const field of ['from', 'to', 'asOf'] as const) {
    const value = asOne(params[field])
    if (value === undefined) continue
    if (isDay(value)) view[field] = value
    else bad(field, value, `${field} takes a day that exists, like 2026-08-22.`)
  }
  if (view.from && view.to && view.from > view.to) {
    bad('from', view.from, `from lies after to (${view.to}).`, addDays(view.to, -182))
    view.from = null
  }
  const grain = asOne(params.grain)
  if (grain !== undefined) {
    const parsed = grainSchema.safeParse(grain)
    if (parsed.success) view.grain = parsed.data
    else bad('grain', grain, `grain is one of ${GRAINS.join(', ')}.`, 'week')
  }
  const transform = asOne(params.transform)
  if (transform !== undefined) {
    const parsed = transformSchema.safeParse(transform)
    if (parsed.success) view.transform = parsed.data
    else bad('transform', transform, `transform is one of ${TRANSFORMS.join(', ')}.`, 'level')
  }
  for (const value of asList(params.role)) {
    const role = ROLES.find((r) => r.slug === value)
    if (role) view.roles.push(role.slug)
    else
      bad(
        'role',
        value,
        `${value} is not a role.`,
        nearest(
          value,
          ROLES.map((r) => r.slug),
        ),
      )
  }
  for (const value of asList(params.company)) {
    if (slugSchema.safeParse(value).success) view.companies.push(value)
    else bad('company', value, `${value} is not a company's short name.`)
  }
  view.roles = [...new Set(view.roles)]
  view.companies = [...new Set(view.companies)]
  return { view, problems }
}

/** As `readView`, but the first problem is an error `bad-view`. */
export function strictView(params: SearchParams): View {
  const { view, problems } = readView(params)
  const [first] = problems
  if (first) {
    const hint = first.suggestion ? `Did you mean ${first.suggestion}?` : 'Leave it out for the default.'
    throw new WaveError('bad-view', `${first.field}=${first.value}: ${first.message}`, hint)
  }
  return view
}

/** The view as search parameters, defaults left out, in a fixed order: equal views have equal addresses. */
export function viewParams(view: View): URLSearchParams {
  const params = new URLSearchParams()
  if (view.from) params.set('from', view.from)
  if (view.to) params.set('to', view.to)
  if (view.grain !== DEFAULT_VIEW.grain) params.set('grain', view.grain)
  for (const role of [...view.roles].sort()) params.append('role', role)
  for (const company of [...view.companies].sort()) params.append('company', company)
  if (view.transform !== DEFAULT_VIEW.transform) params.set('transform', view.transform)
  if (view.asOf) params.set('asOf', view.asOf)
  return params
}
