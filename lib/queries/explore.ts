import type { Gap, LevelPoint } from '@/components/charts/types'
import type { Valued } from '@/lib/analytics/explore'
import { earlierOf } from '@/lib/analytics/panel'
import { dailyOf, gapsOf, periodLevels, periodsBetween } from '@/lib/analytics/periods'
import { plural, rangeWords } from '@/lib/analytics/words'
import { type Day, daysBetween, type Grain, periodBounds } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { nearest } from '@/lib/nearest'
import { INFRA_ROLES, ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { SourceLine } from './answer'
import { allBoards, type BoardDays, countLevels } from './boards'
import { remember } from './cache'
import { boardSources, panelGaps } from './charts/common'
import { knownCompanies, passedDay } from './names'
import { latestObservations, seriesById } from './observations'
import { rolePanel, rolesDaily, scopeWords } from './panel'

/** Most series of one chart: more lines than that cannot be told apart. */
export const MOST_LINES = 8

/**
 * One line of the explore chart. Written in an address as `ROLE`, `infra` (the nine roles together) or `all` (every opening),
 * each at the panel or, with `@COMPANY`, at one company; or as the id of a series of observations.
 */
export type LineSpec =
  | { key: string; kind: 'openings'; roles: readonly RoleSlug[]; role: RoleSlug | null; company: string | null }
  | { key: string; kind: 'count'; company: string }
  | { key: string; kind: 'observations'; series: string }

/** A line with its values by period. */
export interface Line {
  spec: LineSpec
  label: string
  /** Second line of its name: what is counted, and where. */
  detail: string
  unit: string
  measure: 'count' | 'index' | 'rate'
  /** Decimals that the values are set with. */
  decimals: number
  points: LevelPoint[]
  /** Days before which comparison ends, with the reason in words. */
  breaks: { day: Day; why: string }[]
  /** Whose boards it counts: a company, `panel`, or null for observations. Lines of one scope share their gaps. */
  scope: string | null
  /** Stretches that its boards were not read. */
  gaps: Gap[]
  sources: SourceLine[]
  updatedOn: Day | null
}

/** What is shown when nothing was chosen: six roles beside the two indicators that tell the whole market. */
export const FIRST_LINES =
  'hardware-systems,ml-platform,cloud-platform,ml-engineering,ai-security,gpu-orchestration,HIRINGLAB_AI_SHARE_US,IHLIDXUS'

/** Lists the words of an address; without any, the first lines. At most eight, each once. */
export function lineSpecs(series: string | undefined): LineSpec[] {
  const words = [...new Set((series ?? FIRST_LINES).split(',').filter((word) => word !== ''))]
  if (words.length > MOST_LINES)
    throw new WaveError(
      'bad-view',
      `${words.length} series are too many for one chart.`,
      `Take at most ${MOST_LINES}; the rest fits a second chart.`,
    )
  return words.map(lineSpec)
}

function lineSpec(key: string): LineSpec {
  const [what = '', company = null, ...rest] = key.split('@')
  if (rest.length > 0 || company === '')
    throw new WaveError('bad-view', `series=${key.slice(0, 60)} cannot be read.`, 'Write it like sre@anthropic.')
  if (what === 'all') {
    if (company === null)
      throw new WaveError(
        'bad-view',
        'series=all needs a company: no sum over boards of different readers is a trend.',
        'Write it like all@crusoe, or take infra.',
      )
    return { key, kind: 'count', company }
  }
  if (what === 'infra') return { key, kind: 'openings', roles: INFRA_ROLES, role: null, company }
  const role = ROLES.find((r) => r.slug === what)
  if (role) return { key, kind: 'openings', roles: [role.slug], role: role.slug, company }
  const suggestion = nearest(what, ['all', 'infra', ...ROLES.map((r) => r.slug)])
  if (company !== null || /^[a-z-]+$/.test(what))
    throw new WaveError(
      'bad-view',
      `${what.slice(0, 40)} is neither a role nor infra nor all.`,
      suggestion ? `Did you mean ${suggestion}?` : `The roles are ${ROLES.map((r) => r.slug).join(', ')}.`,
    )
  return { key, kind: 'observations', series: key }
}

/** Shorter stretches without a reading are left to the line itself, days. */
const LEAST_GAP = 14

/** @throws WaveError `not-found` for a company or a series that does not exist, naming the nearest */
export async function lineExists(spec: LineSpec, db: Db): Promise<void> {
  if (spec.kind === 'observations') await seriesById(spec.series, db)
  else if (spec.company) await knownCompanies([spec.company], db)
}

/** What can be added to the chart: companies with a board, and series with a value. */
export async function lineChoices(
  db: Db,
): Promise<{ companies: { company: string; name: string }[]; series: { id: string; title: string }[] }> {
  return remember(db, 'explore-choices', async () => {
    const [companies, series] = await Promise.all([
      db.$queryRaw<{ company: string; name: string }[]>`
        SELECT c.slug AS company, c.name FROM companies c
        WHERE EXISTS (SELECT 1 FROM boards b JOIN coverage v ON v.board_id = b.id WHERE b.company_slug = c.slug)
        ORDER BY lower(c.name)`,
      db.$queryRaw<{ id: string; title: string }[]>`
        SELECT s.id, s.title || CASE WHEN s.seasonally_adjusted THEN '' ELSE ', not adjusted' END AS title FROM series s
        WHERE EXISTS (SELECT 1 FROM observations o WHERE o.series_id = s.id) ORDER BY s.title`,
    ])
    return { companies, series }
  })
}

interface Range {
  from: Day
  to: Day
  grain: Grain
}

/** Days that the lines span where the view says nothing: of their openings; of observations alone, their last five years. */
export async function rangeOf(
  specs: readonly LineSpec[],
  view: View,
  db: Db,
  now: Date,
): Promise<{ from: Day; to: Day }> {
  const passed = passedDay(view, now)
  let from: Day | null = null
  let to: Day | null = null
  const widen = (first: Day, last: Day) => {
    if (from === null || first < from) from = first
    if (to === null || last > to) to = last
  }
  const boards = await allBoards(db)
  for (const spec of specs) {
    if (spec.kind === 'openings') {
      const panel = await rolePanel(viewOf(spec, view), db, now)
      const days = [...panel.covered.keys()].filter((day) => day <= passed).sort()
      if (days[0]) widen(spec.company ? days[0] : panel.from, spec.company ? (days.at(-1) ?? panel.to) : panel.to)
    } else if (spec.kind === 'count') {
      const days = [...countLevels(boards.get(spec.company) ?? [], passed).keys()].sort()
      if (days[0]) widen(days[0], days.at(-1) ?? days[0])
    }
  }
  if (from === null || to === null) {
    const series = specs.flatMap((s) => (s.kind === 'observations' ? [s.series] : []))
    const known = await latestObservations(db, series, { from: null, to: null, known: passed })
    const firsts = known.flatMap((o) => (o.value === null ? [] : [periodBounds(o.period)])).flatMap((b) => b ?? [])
    const last =
      firsts
        .map((b) => b.last)
        .sort()
        .at(-1) ?? passed
    const first = firsts.map((b) => b.first).sort()[0] ?? last
    const fiveYears = `${Number(last.slice(0, 4)) - 5}${last.slice(4)}`.replace('-02-29', '-02-28')
    widen([first, fiveYears].sort()[1] ?? first, earlierOf(last, passed))
  }
  const start = view.from ?? from ?? passed
  const end = view.to ?? to ?? passed
  return { from: earlierOf(start, end), to: earlierOf(end, passed) }
}

const viewOf = (spec: LineSpec, view: View): View => ({
  ...view,
  roles: spec.kind === 'openings' && spec.role ? [spec.role] : [],
  companies: spec.kind !== 'observations' && spec.company ? [spec.company] : [],
})

/**
 * A line's levels by period, as known by `view.asOf`.
 *
 * @throws WaveError `not-found` for a company or a series that does not exist, naming the nearest
 */
export async function lineOf(spec: LineSpec, view: View, range: Range, db: Db, now: Date): Promise<Line> {
  if (spec.kind === 'observations') return observed(spec, view, range, db, now)
  return spec.kind === 'count' ? counted(spec, view, range, db, now) : posted(spec, view, range, db, now)
}

async function posted(
  spec: Extract<LineSpec, { kind: 'openings' }>,
  view: View,
  range: Range,
  db: Db,
  now: Date,
): Promise<Line> {
  // The panel is that of the whole chart's range, so that all lines are of the same companies.
  const panel = await rolePanel({ ...viewOf(spec, view), from: view.from, to: view.to }, db, now)
  const role = ROLES.find((r) => r.slug === spec.role)
  const scope = scopeWords(panel.companies)
  const label = role?.name ?? 'Nine infrastructure roles'
  const levels = periodLevels(rolesDaily(panel, spec.roles), range, range.grain, panel.passed)
  const days = [...panel.covered.keys()].filter((day) => day >= range.from && day <= range.to).sort()
  return {
    spec,
    label: spec.company ? `${label}, ${scope}` : label,
    detail: `openings, ${spec.company ? scope : plural(panel.companies.length, 'company', 'companies')}`,
    unit: 'openings',
    measure: 'count',
    decimals: 0,
    points: levels,
    scope: spec.company ?? 'panel',
    gaps: panelGaps({ ...panel, from: range.from, to: range.to }, range.grain),
    breaks: panel.companies.flatMap((c) => breaksOf(panel.boards.get(c.company) ?? [], c.name, range, true)),
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: days.at(-1) ?? null,
  }
}

async function counted(
  spec: Extract<LineSpec, { kind: 'count' }>,
  view: View,
  range: Range,
  db: Db,
  now: Date,
): Promise<Line> {
  const [company] = await knownCompanies([spec.company], db)
  const boards = (await allBoards(db)).get(spec.company) ?? []
  const passed = passedDay(view, now)
  const days = countLevels(boards, passed)
  const values = dailyOf([new Map([...days].map(([day, l]) => [day, l.value]))])
  const name = company?.name ?? spec.company
  const seen = [...days.keys()].filter((day) => day >= range.from && day <= range.to).sort()
  return {
    spec,
    label: name,
    detail: 'all openings, as the board counts',
    unit: 'openings',
    measure: 'count',
    decimals: 0,
    points: periodLevels(values, range, range.grain, passed),
    scope: spec.company,
    gaps: gapsOf(values, { from: seen[0] ?? range.to, to: range.to }, LEAST_GAP).map((g) => ({
      first: g.first,
      last: g.last,
      title: 'Not covered',
      detail: `${rangeWords(g.first, g.last)}: the board was not read`,
    })),
    breaks: breaksOf(boards, name, range, false),
    sources: company ? await boardSources(db, [company], passed, false) : [],
    updatedOn: seen.at(-1) ?? null,
  }
}

function breaksOf(
  boards: readonly BoardDays[],
  name: string,
  range: { from: Day; to: Day },
  byRole: boolean,
): Line['breaks'] {
  return boards.flatMap((board) =>
    board.days.flatMap((d) => {
      const why = byRole ? d.roleBreakBefore : d.breakBefore
      return why !== null && d.day > range.from && d.day <= range.to ? [{ day: d.day, why: `${name}: ${why}` }] : []
    }),
  )
}

async function observed(
  spec: Extract<LineSpec, { kind: 'observations' }>,
  view: View,
  range: Range,
  db: Db,
  now: Date,
): Promise<Line> {
  const series = await seriesById(spec.series, db)
  const known = passedDay(view, now)
  // Periods are taken whole, so the first one may begin before the range.
  const wanted = periodsBetween(range.from, range.to, range.grain)
  const from = wanted[0]?.first ?? range.from
  const rows = await latestObservations(db, [series.id], { from, to: range.to, known })
  const native = rows.flatMap((row): (Valued & { vintage: Day })[] => {
    const bounds = periodBounds(row.period)
    return bounds ? [{ period: row.period, ...bounds, value: row.value, vintage: row.vintage }] : []
  })
  const rate = /^percent/i.test(series.unit)
  return {
    spec,
    label: series.title.replace(/, United States$/, ''),
    detail: `${series.unit}${series.seasonallyAdjusted ? ', adjusted' : ''}`,
    unit: series.unit,
    measure: rate ? 'rate' : /index/i.test(series.unit) ? 'index' : 'count',
    decimals: Math.min(series.decimals, 1),
    points: byGrain(native, wanted, range),
    scope: null,
    gaps: [],
    breaks: [],
    sources: [{ name: series.publisher, licence: series.licence, url: series.url }],
    updatedOn:
      native
        .map((o) => o.vintage)
        .sort()
        .at(-1) ?? null,
  }
}

/** Finer observations as means of the grain's periods; coarser ones keep their own periods, since nothing is known between. */
function byGrain(
  native: readonly Valued[],
  wanted: readonly { period: string; first: Day; last: Day }[],
  range: Range,
) {
  const length = (p: { first: Day; last: Day }) => daysBetween(p.first, p.last) + 1
  // Weekly series are dated by one day a week: how far apart they stand tells how long a period is.
  const second = native[1]
  const first = native[0]
  const step = first && second ? Math.max(length(first), daysBetween(first.first, second.first)) : 1
  if (step > length(wanted[0] ?? { first: range.from, last: range.from }) + 3)
    return native.map((p) => ({ ...p, covered: true, daysCovered: length(p), daysPassed: length(p) }))
  let i = 0
  return wanted.map((period): LevelPoint => {
    let sum = 0
    let n = 0
    let days = 0
    while ((native[i]?.first ?? '9') < period.first) i++
    for (; (native[i]?.first ?? '9') <= period.last; i++) {
      const one = native[i]
      if (!one || one.value === null) continue
      sum += one.value
      n++
      days += Math.min(Math.max(length(one), step), length(period))
    }
    const whole = length(period)
    const daysCovered = n ? Math.min(whole, days) : 0
    return { ...period, value: n ? sum / n : null, covered: daysCovered === whole, daysCovered, daysPassed: whole }
  })
}
