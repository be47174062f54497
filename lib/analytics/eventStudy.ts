import { type Day, mondayOf } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import {
  layOut,
  type Panel,
  type PanelCompany,
  type PanelEvent,
  type PanelSeries,
  weekAt,
  withoutEvent,
} from './panelWeeks'
import { middle, randomFrom } from './resample'

export interface EventWeek {
  /** Weeks since the week of the event; negative before. */
  week: number
  /** Mean over the events of ln(openings / openings just before) less that of the matched companies; 0.1 is about 10 % more. */
  effect: number
  low: number
  high: number
  /** Events that are read in this week. */
  events: number
}

export interface EventStudy {
  weeks: EventWeek[]
  /** Events used, and those left out for want of a base, of readings or of matched companies. */
  events: number
  leftOut: number
  /** Mean effect over the weeks 1..after, with its interval. */
  after: { effect: number; low: number; high: number }
  /** Mean drift a week before the event, in logs; an interval without 0 says that they had parted before it. */
  preTrend: { slope: number; low: number; high: number; clear: boolean }
  /** Effect's interval lies off 0, and nothing was afoot before. Never more than "went with": rounds are no lottery. */
  found: boolean
}

export interface EventStudyOptions {
  before?: number
  after?: number
  /** Matched companies for each event, and the least with which it counts. */
  controls?: number
  leastControls?: number
  /** Events without which nothing is told, and in a week for it to be shown. */
  leastEvents?: number
  /** Probability inside the intervals; 0.9 unless said otherwise. */
  level?: number
  draws?: number
}

/** The weeks just before an event whose mean is its base, and the least that a base counts. */
const BASE_WEEKS = 4
const LEAST_BASE = 10
/** A match has between a quarter and four times the openings. */
const MOST_APART = Math.log(4)
const LEAST_EVENTS = 10
const DRAWS = 500
const SEED = 19_690_101

/**
 * What became of openings around dated events: for each event the path of ln(openings) since the four weeks before it, less the
 * mean path over the same calendar weeks of matched companies without an event in the whole window; then the mean over events
 * (MacKinlay, "Event studies in economics and finance", Journal of Economic Literature 35 (1997) 13-39; matching by size as Barber
 * and Lyon 1997). Matched: of the same group, read by one reader in the base weeks, with the nearest number of openings then.
 *
 * Intervals draw companies anew with all their events. Levels of another reader than in the base weeks take no part.
 *
 * @returns not enough data under ten usable events
 */
export function eventStudy(
  companies: readonly PanelCompany[],
  events: readonly PanelEvent[],
  options: EventStudyOptions = {},
): Enough<EventStudy> {
  const settings = {
    before: 26,
    after: 52,
    controls: 5,
    leastControls: 2,
    leastEvents: LEAST_EVENTS,
    level: 0.9,
    draws: DRAWS,
    ...options,
  }
  const what = `events with readings around them and ${settings.leastControls} matched companies`
  const panel = layOut(companies, events)
  if (panel === null) return notEnough(0, settings.leastEvents, what)
  const paths = pathsOf(panel, settings)
  if (paths.length < settings.leastEvents) return notEnough(paths.length, settings.leastEvents, what)
  const distinct = new Set(events.map((e) => `${e.company}\n${mondayOf(e.on)}`)).size
  const clusters = clustersOf(paths)
  if (clusters.length < settings.leastEvents / 2) {
    return notEnough(clusters.length, Math.ceil(settings.leastEvents / 2), 'companies with such events')
  }
  const observed = summarise(paths, null, settings)
  const bounds = draw(paths, clusters, settings)
  const interval = (value: number, draws: readonly number[]) => ({
    value,
    ...(middle(draws, settings.level) ?? { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }),
  })
  const weeks = [...observed.path].flatMap((value, k): EventWeek[] => {
    const count = observed.counts[k] ?? 0
    if (count < settings.leastEvents || !Number.isFinite(value)) return []
    const { low, high } = interval(value, bounds.path[k] ?? [])
    return Number.isFinite(low) && Number.isFinite(high)
      ? [{ week: k - settings.before, effect: value, low, high, events: count }]
      : []
  })
  const after = interval(observed.after, bounds.after)
  const slope = interval(observed.slope, bounds.slope)
  if (!Number.isFinite(after.low) || !Number.isFinite(slope.low)) {
    return notEnough(0, settings.leastEvents, 'events with readings both before and after them')
  }
  const clear = slope.low <= 0 && slope.high >= 0
  return {
    enough: true,
    weeks,
    events: paths.length,
    leftOut: Math.max(0, distinct - paths.length),
    after: { effect: after.value, low: after.low, high: after.high },
    preTrend: { slope: slope.value, low: slope.low, high: slope.high, clear },
    found: clear && (after.low > 0 || after.high < 0),
  }
}

type Settings = Required<EventStudyOptions>

interface EventPath {
  company: string
  on: Day
  /** By weeks since -before: own less matched log change since the base; NaN where not read. */
  path: Float64Array
}

function pathsOf(panel: Panel, settings: Settings): EventPath[] {
  const paths: EventPath[] = []
  for (const own of panel.series) {
    let lastUsed = Number.NEGATIVE_INFINITY
    for (const at of own.events) {
      // A second round within the window of one that is used belongs to its path.
      if (at - lastUsed <= settings.after) continue
      const path = pathOf(panel, own, at, settings)
      if (path === null) continue
      lastUsed = at
      paths.push({ company: own.company, on: weekAt(panel, at), path })
    }
  }
  return paths
}

interface Base {
  level: number
  key: number
}

/** Mean log over the covered weeks just before; null where none is, or where two readers share them. */
function baseOf(series: PanelSeries, at: number): Base | null {
  let sum = 0
  let n = 0
  let key = -1
  for (let t = at - BASE_WEEKS; t < at; t++) {
    const own = series.key[t] ?? -1
    if (own < 0) continue
    if (key >= 0 && own !== key) return null
    key = own
    sum += series.log[t] as number
    n++
  }
  return n > 0 && sum / n >= Math.log(LEAST_BASE) ? { level: sum / n, key } : null
}

function pathOf(panel: Panel, own: PanelSeries, at: number, settings: Settings): Float64Array | null {
  const base = baseOf(own, at)
  if (base === null) return null
  const matched = panel.series
    .flatMap((other) => {
      if (other === own || (own.group !== null && other.group !== own.group)) return []
      if (!withoutEvent(other, at - settings.before, at + settings.after)) return []
      const theirs = baseOf(other, at)
      if (theirs === null || Math.abs(theirs.level - base.level) > MOST_APART) return []
      return [{ series: other, base: theirs, apart: Math.abs(theirs.level - base.level) }]
    })
    .sort((a, b) => a.apart - b.apart)
    .slice(0, settings.controls)
  if (matched.length < settings.leastControls) return null
  const path = new Float64Array(settings.before + settings.after + 1).fill(Number.NaN)
  let readAfter = false
  for (let k = 0; k < path.length; k++) {
    const t = at - settings.before + k
    if ((own.key[t] ?? -1) !== base.key) continue
    let sum = 0
    let n = 0
    for (const { series, base: theirs } of matched) {
      if ((series.key[t] ?? -1) !== theirs.key) continue
      sum += (series.log[t] as number) - theirs.level
      n++
    }
    if (n < settings.leastControls) continue
    path[k] = (own.log[t] as number) - base.level - sum / n
    if (k > settings.before) readAfter = true
  }
  return readAfter ? path : null
}

interface Summary {
  path: Float64Array
  counts: Int32Array
  /** Mean over the weeks after of the mean over events. */
  after: number
  /** Slope of the mean path before the base weeks. */
  slope: number
}

function summarise(paths: readonly EventPath[], weights: Uint16Array | null, { before }: Settings): Summary {
  const length = paths[0]?.path.length ?? 0
  const sums = new Float64Array(length)
  const total = new Float64Array(length)
  const counts = new Int32Array(length)
  paths.forEach(({ path }, e) => {
    const w = weights === null ? 1 : (weights[e] as number)
    if (w === 0) return
    for (let k = 0; k < length; k++) {
      const v = path[k] as number
      if (Number.isNaN(v)) continue
      sums[k] = (sums[k] as number) + w * v
      total[k] = (total[k] as number) + w
      counts[k] = (counts[k] as number) + 1
    }
  })
  const path = sums.map((s, k) => s / (total[k] as number))
  let after = 0
  let n = 0
  for (let k = before + 1; k < length; k++) {
    if (!Number.isFinite(path[k])) continue
    after += path[k] as number
    n++
  }
  return { path, counts, after: after / n, slope: slopeOf(path, before - BASE_WEEKS) }
}

/** Least-squares slope over the places 0..end - 1 that are read. */
function slopeOf(path: Float64Array, end: number): number {
  const places = Array.from({ length: Math.max(0, end) }, (_, k) => k).filter((k) => Number.isFinite(path[k]))
  const centre = places.reduce((s, k) => s + k, 0) / places.length
  let cross = 0
  let spread = 0
  for (const k of places) {
    cross += (k - centre) * (path[k] as number)
    spread += (k - centre) ** 2
  }
  return spread > 0 ? cross / spread : Number.NaN
}

/** Places of the events of each company. */
function clustersOf(paths: readonly EventPath[]): number[][] {
  const byCompany = new Map<string, number[]>()
  paths.forEach((p, i) => {
    byCompany.set(p.company, [...(byCompany.get(p.company) ?? []), i])
  })
  return [...byCompany.values()]
}

function draw(
  paths: readonly EventPath[],
  clusters: readonly number[][],
  settings: Settings,
): { path: number[][]; after: number[]; slope: number[] } {
  const random = randomFrom(SEED)
  const weights = new Uint16Array(paths.length)
  const path: number[][] = Array.from({ length: settings.before + settings.after + 1 }, () => [])
  const after: number[] = []
  const slope: number[] = []
  for (let k = 0; k < settings.draws; k++) {
    weights.fill(0)
    for (let c = 0; c < clusters.length; c++) {
      for (const i of clusters[Math.floor(random() * clusters.length)] ?? []) weights[i] = (weights[i] as number) + 1
    }
    const drawn = summarise(paths, weights, settings)
    drawn.path.forEach((v, at) => {
      path[at]?.push(v)
    })
    after.push(drawn.after)
    slope.push(drawn.slope)
  }
  return { path, after, slope }
}
