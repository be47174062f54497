import { betaQuantile } from './beta'
import { type Enough, type NotEnoughData, notEnough } from './enough'
import { layOut, logChange, type Panel, type PanelCompany, type PanelEvent, withoutEvent } from './panelWeeks'

export interface ProjectedWeek {
  /** Weeks after the event; negative: before it, where nothing should be (0 is the week itself). */
  week: number
  /** ln(openings) that an event adds against the week before it; 0.1 is about 10 % more. */
  effect: number
  low: number
  high: number
  se: number
  /** Events and company-weeks behind it. */
  events: number
  rows: number
}

export interface Projection {
  group: string
  weeks: ProjectedWeek[]
  /** Why nothing is told of this group; null when something is. */
  missing: NotEnoughData | null
}

export interface ProjectionOptions {
  /** Weeks ahead; 52 unless said otherwise. */
  ahead?: number
  /** Weeks before, as a check; 13 unless said otherwise. */
  before?: number
  /** Weekly changes before the event that are held equal; 2 unless said otherwise. */
  lags?: number
  /** Events of a group without which it is not told; 8 unless said otherwise. */
  leastEvents?: number
  /** Probability inside the intervals; 0.9 unless said otherwise. */
  level?: number
}

/**
 * What an event adds to openings week by week, by group of company (size, stage): panel local projections (Jorda, American Economic
 * Review 95 (2005) 161-182). For each horizon h a regression of ln(openings) in week t + h less that of week t - 1 on the event in
 * week t, a value for each calendar week (of the group), and the weekly changes before t. Companies compared with are clean ones:
 * without an event from `before` weeks before t to h after it (Dube, Girardi, Jorda and Taylor, NBER 31184, 2023), since a company that
 * is still rising from its last round is no comparison. Standard errors are clustered by company (Liang and Zeger 1986, with the
 * factor G/(G-1) (n-1)/(n-k)), and intervals take Student's t with the companies that had an event, less one, as degrees of freedom.
 *
 * @returns one projection per group, in order of name; not enough data without a single group that can be told
 */
export function localProjections(
  companies: readonly PanelCompany[],
  events: readonly PanelEvent[],
  options: ProjectionOptions = {},
): Enough<{ groups: Projection[] }> {
  const settings = { ahead: 52, before: 13, lags: 2, leastEvents: 8, level: 0.9, ...options }
  const what = 'events of one group with openings before and after'
  const panel = layOut(companies, events)
  if (panel === null) return notEnough(0, settings.leastEvents, what)
  const names = [...new Set(panel.series.map((s) => s.group ?? 'all'))].sort()
  const groups = names.map((group): Projection => {
    const series = panel.series.filter((s) => (s.group ?? 'all') === group)
    const weeks: ProjectedWeek[] = []
    let most = 0
    for (let h = -settings.before; h <= settings.ahead; h++) {
      // The week before the event is what all others are measured from.
      if (h === -1) continue
      const rows = rowsOf({ ...panel, series }, h, settings)
      most = Math.max(most, h >= 0 ? rows.events : 0)
      if (rows.events < settings.leastEvents) continue
      const estimate = regress(rows, settings.level)
      if (estimate !== null) weeks.push({ week: h, ...estimate, events: rows.events, rows: rows.y.length })
    }
    const told = weeks.some((w) => w.week >= 0)
    return {
      group,
      weeks: told ? weeks : [],
      missing: told ? null : notEnough(Math.min(most, settings.leastEvents - 1), settings.leastEvents, what),
    }
  })
  const best = Math.max(0, ...groups.map((g) => g.missing?.has ?? 0))
  return groups.some((g) => g.missing === null) ? { enough: true, groups } : notEnough(best, settings.leastEvents, what)
}

/** One horizon's regression: outcome, regressors (a list each, the event first), and the week and company of each row. */
export interface ProjectionRows {
  y: number[]
  x: number[][]
  week: number[]
  company: number[]
  events: number
}

type Settings = Required<ProjectionOptions>

function rowsOf(panel: Panel, h: number, { before, lags }: Settings): ProjectionRows {
  const columns: number[][] = Array.from({ length: lags + 1 }, () => [])
  const rows: ProjectionRows = { y: [], x: columns, week: [], company: [], events: 0 }
  const regressors = new Float64Array(lags + 1)
  panel.series.forEach((series, c) => {
    const dated = new Set(series.events)
    for (let t = Math.max(lags + 1, -h); t < panel.weeks - Math.max(0, h); t++) {
      const event = dated.has(t)
      // A row is an event that no other blurs, or a company-week that none is near.
      const from = t - Math.max(before, -h)
      const clean = series.events.length === 0 || withoutEvent(series, from, event ? t - 1 : t + Math.max(h, 0))
      if (!clean) continue
      const outcome = logChange(series, t - 1, t + h)
      if (Number.isNaN(outcome)) continue
      regressors[0] = event ? 1 : 0
      // Before the event its own path is the outcome: changes on that path are not held equal.
      for (let lag = 1; lag <= lags; lag++) regressors[lag] = h < -1 ? 0 : logChange(series, t - 1 - lag, t - lag)
      if (regressors.some(Number.isNaN)) continue
      rows.y.push(outcome)
      for (let k = 0; k <= lags; k++) columns[k]?.push(regressors[k] as number)
      rows.week.push(t)
      rows.company.push(c)
      if (event) rows.events++
    }
  })
  return rows
}

/**
 * Least squares of y on x and a value for each week, with the standard error of the first regressor clustered by company.
 *
 * @returns null where the first regressor does not vary beside the rest, or where under two companies have it
 */
export function regress(
  rows: ProjectionRows,
  level: number,
): { effect: number; low: number; high: number; se: number } | null {
  const n = rows.y.length
  const y = Float64Array.from(rows.y)
  const columns = rows.x.map((column) => Float64Array.from(column))
  const weeks = within(rows.week, [y, ...columns])
  // A regressor that does not vary within weeks tells nothing and would make the equations singular.
  const used = columns.filter((column, k) => k === 0 || column.some((v) => Math.abs(v) > 1e-12))
  const inverse = invert(used.map((a) => used.map((b) => dot(a, b))))
  if (inverse === null) return null
  const xy = used.map((a) => dot(a, y))
  const beta = inverse.map((row) => row.reduce((sum, v, k) => sum + v * (xy[k] ?? 0), 0))
  // Sum over each company of x times residual, on the first row of the inverse: the sandwich's one entry that is asked for.
  const first = inverse[0] ?? []
  const scores = new Float64Array(1 + Math.max(0, ...new Set(rows.company)))
  const present = new Uint8Array(scores.length)
  const treated = new Set<number>()
  for (let i = 0; i < n; i++) {
    let residual = y[i] as number
    let weight = 0
    for (let k = 0; k < used.length; k++) {
      const value = used[k]?.[i] as number
      residual -= (beta[k] as number) * value
      weight += (first[k] as number) * value
    }
    const c = rows.company[i] as number
    scores[c] = (scores[c] as number) + weight * residual
    present[c] = 1
    if (rows.x[0]?.[i] === 1) treated.add(c)
  }
  const clusters = present.reduce((sum, p) => sum + p, 0)
  const free = n - used.length - weeks
  if (treated.size < 2 || clusters < 2 || free < 1) return null
  let squares = 0
  for (const score of scores) squares += score * score
  const se = Math.sqrt((squares * clusters * (n - 1)) / ((clusters - 1) * free))
  const effect = beta[0] ?? 0
  const reach = studentQuantile(level, treated.size - 1) * se
  return Number.isFinite(reach) ? { effect, low: effect - reach, high: effect + reach, se } : null
}

/** Takes the mean of each week out of the columns, in place; answers how many weeks there are. */
function within(week: readonly number[], columns: readonly Float64Array[]): number {
  const counts = new Float64Array(1 + week.reduce((most, w) => Math.max(most, w), 0))
  for (const w of week) counts[w] = (counts[w] as number) + 1
  for (const column of columns) {
    const means = new Float64Array(counts.length)
    for (let i = 0; i < week.length; i++) {
      const w = week[i] as number
      means[w] = (means[w] as number) + (column[i] as number) / (counts[w] as number)
    }
    for (let i = 0; i < week.length; i++) column[i] = (column[i] as number) - (means[week[i] as number] as number)
  }
  return counts.filter((n) => n > 0).length
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number)
  return sum
}

/** Inverse by Gauss and Jordan with pivots; null for a matrix that has none to working precision. */
function invert(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length
  const work = matrix.map((row, i) => [...row, ...Array.from({ length: n }, (_, k) => (k === i ? 1 : 0))])
  const size = matrix.map((row, i) => Math.abs(row[i] ?? 0))
  for (let k = 0; k < n; k++) {
    let pivot = k
    for (let i = k + 1; i < n; i++) if (Math.abs(work[i]?.[k] ?? 0) > Math.abs(work[pivot]?.[k] ?? 0)) pivot = i
    const [row, other] = [work[pivot], work[k]]
    if (!row || !other || !(Math.abs(row[k] ?? 0) > 1e-10 * (size[k] ?? 1)) || row[k] === 0) return null
    work[pivot] = other
    work[k] = row
    const head = row[k] as number
    for (let j = 0; j < 2 * n; j++) row[j] = (row[j] as number) / head
    work.forEach((target, i) => {
      const factor = target[k] as number
      if (i === k || factor === 0) return
      for (let j = 0; j < 2 * n; j++) target[j] = (target[j] as number) - factor * (row[j] as number)
    })
  }
  return work.map((row) => row.slice(n))
}

/** The t between whose negative and itself lies `level` of Student's distribution with `degrees` >= 1 degrees of freedom. */
export function studentQuantile(level: number, degrees: number): number {
  const x = betaQuantile(level, 0.5, degrees / 2)
  return x >= 1 ? Number.POSITIVE_INFINITY : Math.sqrt((degrees * x) / (1 - x))
}
