import type { RoleBreakdownData, RoleRow, RolesTrendData } from '@/components/charts/types'
import { growth, INTERVAL_METHOD } from '@/lib/analytics/growth'
import { periodLevels } from '@/lib/analytics/periods'
import { dayWords, listWords, numberWords, rangeWords, sentenceCase, signedWords } from '@/lib/analytics/words'
import { type Day, daysBetween } from '@/lib/dates'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { ChartAnswer } from '../answer'
import { asOfNote, INFRA_ROLES, POSTINGS_ARE_NOT_HIRES } from '../names'
import { type RolePanel, rolePanel, rolesDaily, scopeWords, totalOn } from '../panel'
import { boardSources, type ChartAsk, lastObserved, panelGaps, partialNotes, type TableRow } from './common'

/**
 * The two days between which the panel may be compared, or its last day of the range that was covered whole, twice, when there
 * is only that. Null: no day of the range was, and nothing is known by role.
 */
export function endsOf(panel: RolePanel): { first: Day; last: Day } | null {
  if (panel.ends) return panel.ends
  let last: Day | null = null
  for (const day of rolesDaily(panel).total.keys())
    if (day >= panel.from && day <= panel.to && (last === null || day > last)) last = day
  return last ? { first: last, last } : null
}

/** Now, change with interval and trend of one role, or of all of the panel's roles, at the panel. */
export function roleRow(panel: RolePanel, role: RoleSlug | 'all', ends: { first: Day; last: Day }): RoleRow {
  const roles = role === 'all' ? panel.roles : [role]
  const daily = rolesDaily(panel, roles)
  const known = ROLES.find((r) => r.slug === role)
  const spark = periodLevels(daily, { from: panel.from, to: panel.to }, 'week', panel.passed)
  return {
    role,
    label: known?.name ?? (panel.roles === INFRA_ROLES ? 'All nine' : 'All of these'),
    code: known?.code ?? 'ALL',
    spark: spark.map((p) => ({ day: p.first, value: p.value })),
    change: growth(totalOn(panel, ends.first, roles) ?? 0, totalOn(panel, ends.last, roles) ?? 0),
  }
}

/** Rows by the lower end of the change's interval, so that small samples sink by themselves. */
export const byRank = (a: RoleRow, b: RoleRow): number =>
  (b.change.low ?? -1) - (a.change.low ?? -1) || b.change.to - b.change.from - (a.change.to - a.change.from)

/** `role-breakdown`: each role now, its change with a 90 % interval, and shares on up to three days. */
export async function roleBreakdown({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, RoleBreakdownData>> {
  const panel = await rolePanel(view, db, now)
  const ends = endsOf(panel)
  if (!ends) return notCovered(panel, view)
  const total = roleRow(panel, 'all', ends)
  const infra = panel.roles.map((role) => roleRow(panel, role, ends)).sort(byRank)
  // Without a choice the rest of the boards stands last, so that the nine are seen as a part of the whole.
  const rows = panel.roles === INFRA_ROLES ? [...infra, roleRow(panel, 'other', ends)] : infra
  const days = shareDays(panel, ends)
  const shares = days.map((day) => ({
    day,
    parts: panel.roles
      .map((role) => ({ role, count: totalOn(panel, day, [role]) ?? 0 }))
      .sort((a, b) => (totalOn(panel, ends.last, [b.role]) ?? 0) - (totalOn(panel, ends.last, [a.role]) ?? 0)),
  }))
  const sums = new Map(days.map((day) => [day, totalOn(panel, day) ?? 0]))
  const share = (day: Day, role: string) => {
    const sum = sums.get(day)
    return sum ? (totalOn(panel, day, [role]) ?? 0) / sum : null
  }
  const small = infra.filter((r) => r.change.small).length
  return {
    chart: 'role-breakdown',
    title: breakdownTitle(infra),
    subtitle: `Openings on ${dayWords(ends.last)} against ${dayWords(ends.first)} at ${scopeWords(panel.companies)}. Bar: 90% interval. Hollow: fewer than 10 at the start.`,
    data: { firstDay: ends.first, lastDay: ends.last, total, rows, shares },
    rows: [total, ...rows].map(
      (r): TableRow => ({
        role: r.role,
        name: r.label,
        firstDay: ends.first,
        lastDay: ends.last,
        from: r.change.from,
        to: r.change.to,
        difference: r.change.to - r.change.from,
        ratio: r.change.ratio,
        low90: r.change.low,
        high90: r.change.high,
        small: r.change.small,
        share: r.role === 'all' || r.role === 'other' ? null : share(ends.last, r.role),
        shareAtStart: r.role === 'all' || r.role === 'other' ? null : share(ends.first, r.role),
      }),
    ),
    unit: 'openings',
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      companies: panel.companies.map((c) => c.company),
      roles: [...panel.roles],
    },
    notes: [
      ...asOfNote(view),
      INTERVAL_METHOD,
      ...(small
        ? [`${small} of ${infra.length} roles started under 10 openings: read their direction, not their ratio.`]
        : []),
      ...partialNotes(panel),
      'A title that fits no role is `other`; shares are of the infrastructure roles alone.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: lastObserved(panel),
  }
}

/** The answer where no day was covered: every role is there, and nothing is known of it. Never zero. */
function notCovered(panel: RolePanel, view: View): ChartAnswer<TableRow, RoleBreakdownData> {
  const range = rangeWords(panel.from, panel.to)
  const named = panel.companies.length > 0
  const name = (role: RoleSlug) => ROLES.find((r) => r.slug === role)?.name ?? role
  const rest = panel.roles === INFRA_ROLES ? (['other'] as const) : []
  return {
    chart: 'role-breakdown',
    title: 'Openings by role: not covered',
    subtitle: named
      ? `On no day of ${range} were the boards of ${scopeWords(panel.companies)} all read by posting. That is not zero: it is not known.`
      : `No board was read by posting all through ${range}. That is not zero: it is not known.`,
    data: { firstDay: panel.from, lastDay: panel.to, total: null, rows: [], shares: [] },
    rows: [
      { role: 'all', name: panel.roles === INFRA_ROLES ? 'All nine' : 'All of these' },
      ...[...panel.roles, ...rest].map((role) => ({ role, name: name(role) })),
    ].map((row) => ({
      ...row,
      firstDay: null,
      lastDay: null,
      from: null,
      to: null,
      difference: null,
      ratio: null,
      low90: null,
      high90: null,
      small: null,
      share: null,
      shareAtStart: null,
    })),
    unit: 'openings',
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      companies: panel.companies.map((c) => c.company),
      roles: [...panel.roles],
    },
    notes: [
      ...asOfNote(view),
      'An empty cell was not observed, which is neither zero nor a fall.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: [],
    updatedOn: null,
  }
}

/** First, middle and last of the comparable days; fewer where the range is short. */
function shareDays(panel: RolePanel, ends: { first: Day; last: Day }): Day[] {
  if (ends.first === ends.last) return [ends.first]
  const { total } = rolesDaily(panel)
  const covered = [...total.keys()].filter((d) => d > ends.first && d < ends.last)
  const half = daysBetween(ends.first, ends.last) / 2
  const middle = covered.sort(
    (a, b) => Math.abs(daysBetween(ends.first, a) - half) - Math.abs(daysBetween(ends.first, b) - half),
  )[0]
  return middle && half >= 28 ? [ends.first, middle, ends.last] : [ends.first, ends.last]
}

/** What grew beyond chance, and what did not. */
function breakdownTitle(rows: readonly RoleRow[]): string {
  const up = rows.filter((r) => (r.change.low ?? 0) > 1 && !r.change.small)
  const most = [...rows].sort((a, b) => b.change.to - b.change.from - (a.change.to - a.change.from))[0]
  const lower = (r: RoleRow) =>
    /^[A-Z]{2}/.test(r.label) ? r.label : r.label.charAt(0).toLowerCase() + r.label.slice(1)
  if (!most || most.change.to === most.change.from) return 'Openings by role'
  const added = `${lower(most)} added most (${signedWords(most.change.to - most.change.from)})`
  // From under ten a ratio says little more than that it was low: what multiplied is named so, without one.
  const low = rows.filter((r) => r.change.small && (r.change.low ?? 0) > 1 && (r.change.ratio ?? 0) >= 2)
  if (low.length) return sentenceCase(`${listWords(low.slice(0, 2).map(lower))} multiplied from a low base; ${added}`)
  if (!up.length) return sentenceCase(added)
  const named = up.slice(0, 2).map(lower)
  if (up.length === 1 && up[0] === most)
    return sentenceCase(`${lower(most)} grew most, by ${numberWords(most.change.to - most.change.from)}`)
  return sentenceCase(`${listWords(named)} grew fastest; ${added}`)
}

/** `roles-trend`: one line a role over the same panel; level, or share of the chosen roles. */
export async function rolesTrend({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, RolesTrendData>> {
  const panel = await rolePanel(view, db, now)
  const range = { from: panel.from, to: panel.to }
  const total = periodLevels(rolesDaily(panel), range, view.grain, panel.passed)
  const share = view.transform === 'share'
  const series = panel.roles.map((role) => {
    const points = periodLevels(rolesDaily(panel, [role]), range, view.grain, panel.passed).map((p, i) => {
      const all = total[i]?.value ?? null
      return share ? { ...p, value: p.value === null || !all ? null : (100 * p.value) / all } : p
    })
    return { key: role, label: ROLES.find((r) => r.slug === role)?.name ?? role, role, points }
  })
  const last = (points: { value: number | null }[]) => points.findLast((p) => p.value !== null)?.value ?? -1
  series.sort((a, b) => last(b.points) - last(a.points))
  const unit = share ? 'percent of these openings' : 'openings'
  const ends = endsOf(panel)
  return {
    chart: 'roles-trend',
    title: ends
      ? `${series[0]?.label ?? 'No role'} is the largest of the roles at ${scopeWords(panel.companies)}`
      : 'Openings by role: not covered',
    subtitle: `${share ? 'Share of openings' : 'Openings'} by role, mean of each ${view.grain}, ${rangeWords(panel.from, panel.to)}.`,
    data: { grain: view.grain, from: panel.from, to: panel.to, unit, series, gaps: panelGaps(panel, view.grain) },
    rows: total.map((p, i) => {
      const row: TableRow = { period: p.period, first: p.first, last: p.last, covered: p.covered, all: p.value }
      for (const s of series) row[s.key] = s.points[i]?.value ?? null
      return row
    }),
    unit,
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      companies: panel.companies.map((c) => c.company),
      roles: [...panel.roles],
    },
    notes: [...asOfNote(view), ...partialNotes(panel), POSTINGS_ARE_NOT_HIRES],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: lastObserved(panel),
  }
}
