import { addDays, type Day } from '@/lib/dates'
import type { DayLevel } from './breaks'
import { type Enough, type NotEnoughData, notEnough } from './enough'
import { mondayOfWeek, weekNumber } from './panelWeeks'
import { middle, randomFrom } from './resample'
import { adjustWeekly } from './seasonalWeekly'

/** One company's covered days: its vacancies (or openings) of one role or of all, and by whom they were read. */
export interface IndexCompany {
  company: string
  /** Good days alone, in any order. `knownOn`: when the level was known; the day itself where not given. */
  levels: readonly (DayLevel & { knownOn?: Day })[]
}

export interface IndexWeek {
  /** ISO Monday. */
  week: Day
  /** 100 at the base week, not adjusted; null where no link leads to the base. */
  value: number | null
  /** Without the season; null where `value` is, and everywhere below 104 covered weeks. */
  adjusted: number | null
  /**
   * 90 % interval of the index as it is told: of `adjusted` where there is one (the season being taken as known), else of `value`.
   * Null at the base, where the index is 100 by definition, and under five companies.
   */
  low: number | null
  high: number | null
  /** Companies in the link to the week before, covered in both by the same reader; 0 where there is none. */
  companies: number
  /** Their mean vacancies in this week. */
  matched: number
  /** Not all of its days had passed on `asOf`; false without one. */
  partial: boolean
}

export interface HiringIndex {
  base: Day
  weeks: IndexWeek[]
  /** Why `adjusted` is empty; null when it is not. */
  notAdjusted: NotEnoughData | null
  /** Companies that are in any link. */
  companies: number
}

export interface IndexOptions {
  /** ISO Monday with 100; default the first week of the longest linked run. */
  base?: Day
  /** What was known by the end of this day; default: everything. */
  asOf?: Day
  /** Companies that a link needs, 3 unless said otherwise, and vacancies that they had: 10. */
  leastCompanies?: number
  leastMatched?: number
  /** Draws for the interval, 400 unless said otherwise; 0: none. */
  draws?: number
}

/** How far back a week looks for one to be compared with, when the week before was not read. */
const REACH_WEEKS = 8
const LEAST_COMPANIES = 3
const LEAST_MATCHED = 10
const DRAWS = 400
const INTERVAL_COMPANIES = 5
const LEVEL = 0.9
const SEED = 19_450_101

/** The recipe in words, for the page on methods. */
export const INDEX_RECIPE: readonly string[] = [
  'For each company and week: the mean of its vacancies over the days that were read well.',
  'From week to week: the sum over the companies read in both weeks by the same reader, over their sum in the week before. At least three such companies and ten vacancies; else the nearest earlier week, up to eight back.',
  'These ratios are multiplied up from 100 at the base week, so that a company that joins or leaves moves nothing.',
  'The 90% interval draws the companies anew, 400 times: it says how far the index rests on which companies happen to be read.',
  'From 104 covered weeks on, the season is taken out by robust STL; below, the index is not adjusted.',
]

/**
 * The Hiring Wave Index of one role or of all: a chained matched-sample index of weekly vacancies (ILO et al., Consumer Price Index
 * Manual 2020, chapter 9: chained over the units present in both periods, weighted by their own size), with 100 at the base week.
 *
 * A pure function of what was known at the end of `asOf`: the same call with an earlier day gives what the index said then.
 *
 * @returns not enough data without a single link between two weeks
 */
export function hiringIndex(companies: readonly IndexCompany[], options: IndexOptions = {}): Enough<HiringIndex> {
  const { asOf, leastCompanies = LEAST_COMPANIES, leastMatched = LEAST_MATCHED, draws = DRAWS } = options
  const table = weeklyTable(companies, asOf)
  const links = linksOf(table, leastCompanies, leastMatched)
  const linked = links.filter((l) => l !== null).length
  if (linked === 0) {
    return table.mostShared < leastCompanies
      ? notEnough(table.mostShared, leastCompanies, 'companies read in two weeks by the same reader')
      : notEnough(Math.floor(table.mostMatched), leastMatched, 'vacancies in companies read in two weeks')
  }
  const base = options.base ?? table.weeks[longestRun(links)] ?? ''
  const baseAt = table.weeks.indexOf(base)
  const chain = baseAt < 0 ? null : chainFrom(links, baseAt, null)
  if (chain === null || !chain.some((v, i) => v !== null && i !== baseAt)) {
    return notEnough(0, 1, `weeks linked to the base week ${base}`)
  }
  const bounds = intervals(links, baseAt, table.companies, draws)
  const season = adjustWeekly(table.weeks.map((week, i) => ({ week, value: chain[i] ?? null })))
  const inLinks = new Set(links.flatMap((l) => (l ? [...l.members] : [])))
  // The base week itself is 100 after adjusting too, where it could be adjusted.
  const atBase = season.enough ? (season.adjusted[baseAt] ?? 100) : 100
  const weeks = table.weeks.map((week, i): IndexWeek => {
    const link = links[i] ?? null
    const value = chain[i] ?? null
    const without = season.enough ? (season.adjusted[i] ?? null) : null
    const adjusted = without === null ? null : (100 * without) / atBase
    const bound = value === null || i === baseAt ? null : (bounds[i] ?? null)
    const told = adjusted === null || value === null ? 1 : adjusted / value
    return {
      week,
      value,
      adjusted,
      low: bound ? bound.low * told : null,
      high: bound ? bound.high * told : null,
      companies: link?.members.length ?? 0,
      matched: link ? link.now.reduce((sum, v) => sum + v, 0) : 0,
      partial: asOf !== undefined && addDays(week, 6) > asOf,
    }
  })
  return { enough: true, base, weeks, notAdjusted: season.enough ? null : season, companies: inLinks.size }
}

/** What the index said on each of the days, oldest first; null where there was not enough. */
export function indexVintages(
  companies: readonly IndexCompany[],
  days: readonly Day[],
  options: Omit<IndexOptions, 'asOf'> = {},
): { asOf: Day; index: HiringIndex | null }[] {
  return [...days].sort().map((asOf) => {
    const answer = hiringIndex(companies, { ...options, asOf })
    return { asOf, index: answer.enough ? answer : null }
  })
}

/** For each week, what was said first and what is said last, in index points; weeks said once have both equal. */
export function indexRevisions(
  vintages: readonly { asOf: Day; index: HiringIndex | null }[],
): { week: Day; first: number; firstSaidOn: Day; latest: number; revision: number }[] {
  const byWeek = new Map<Day, { week: Day; first: number; firstSaidOn: Day; latest: number }>()
  for (const { asOf, index } of vintages) {
    for (const { week, value, partial } of index?.weeks ?? []) {
      if (value === null || partial) continue
      const known = byWeek.get(week)
      if (known) known.latest = value
      else byWeek.set(week, { week, first: value, firstSaidOn: asOf, latest: value })
    }
  }
  return [...byWeek.values()]
    .sort((a, b) => (a.week < b.week ? -1 : 1))
    .map((r) => ({ ...r, revision: r.latest - r.first }))
}

/** Sum and number of a company's levels in one week, by who read it. */
interface Cell {
  key: string
  sum: number
  days: number
}

interface WeeklyTable {
  weeks: Day[]
  companies: number
  /** By week and company. */
  cells: Map<number, Cell[]>[]
  /** The most companies that any two near weeks share. */
  mostShared: number
  /** The most vacancies that such companies had. */
  mostMatched: number
}

function weeklyTable(companies: readonly IndexCompany[], asOf: Day | undefined): WeeklyTable {
  const order = [...companies].sort((a, b) => (a.company < b.company ? -1 : a.company > b.company ? 1 : 0))
  const byWeek = new Map<number, Map<number, Cell[]>>()
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  order.forEach(({ levels }, c) => {
    for (const { day, value, key, knownOn } of levels) {
      if (asOf !== undefined && (day > asOf || (knownOn ?? day) > asOf)) continue
      if (!(value >= 0) || !Number.isFinite(value)) continue
      const week = weekNumber(day)
      if (week < first) first = week
      if (week > last) last = week
      const row = byWeek.get(week) ?? new Map<number, Cell[]>()
      byWeek.set(week, row)
      const cells = row.get(c)
      const cell = cells?.find((each) => each.key === key)
      if (cell) {
        cell.sum += value
        cell.days++
      } else if (cells) cells.push({ key, sum: value, days: 1 })
      else row.set(c, [{ key, sum: value, days: 1 }])
    }
  })
  const count = last >= first ? last - first + 1 : 0
  const weeks = Array.from({ length: count }, (_, i) => mondayOfWeek(first + i))
  const cells = weeks.map((_, i) => byWeek.get(first + i) ?? new Map<number, Cell[]>())
  return { weeks, companies: order.length, cells, mostShared: 0, mostMatched: 0 }
}

interface Link {
  /** The earlier week's place. */
  from: number
  /** Companies by number, with their vacancies then and now. */
  members: number[]
  before: number[]
  now: number[]
}

/** For each week its link to the nearest earlier one that shares enough with it; null where none does. */
function linksOf(table: WeeklyTable, leastCompanies: number, leastMatched: number): (Link | null)[] {
  return table.cells.map((cells, i) => {
    for (let from = i - 1; from >= Math.max(0, i - REACH_WEEKS); from--) {
      const link = linkBetween(table.cells[from], cells, from)
      table.mostShared = Math.max(table.mostShared, link.members.length)
      const before = link.before.reduce((sum, v) => sum + v, 0)
      const after = link.now.reduce((sum, v) => sum + v, 0)
      if (link.members.length >= leastCompanies)
        table.mostMatched = Math.max(table.mostMatched, Math.min(before, after))
      if (link.members.length >= leastCompanies && before >= leastMatched && after > 0) return link
    }
    return null
  })
}

/** First week of the run of linked weeks that has the most of them; of two alike the later. */
function longestRun(links: readonly (Link | null)[]): number {
  const root = links.map((_, i) => i)
  const size = new Map<number, number>()
  links.forEach((link, i) => {
    if (link) root[i] = root[link.from] ?? i
    const first = root[i] ?? i
    size.set(first, (size.get(first) ?? 0) + 1)
  })
  return [...size].reduce((best, each) => (each[1] >= best[1] ? each : best))[0]
}

function linkBetween(earlier: Map<number, Cell[]> | undefined, later: Map<number, Cell[]>, from: number): Link {
  const link: Link = { from, members: [], before: [], now: [] }
  for (const [c, cells] of later) {
    const earlierCells = earlier?.get(c)
    if (!earlierCells) continue
    for (const now of cells) {
      const before = earlierCells.find((each) => each.key === now.key)
      if (before === undefined) continue
      link.members.push(c)
      link.before.push(before.sum / before.days)
      link.now.push(now.sum / now.days)
      break
    }
  }
  return link
}

/** 100 at the base and multiplied up and down from there; `weights`: how often each company counts, null for once each. */
function chainFrom(links: readonly (Link | null)[], base: number, weights: Uint16Array | null): (number | null)[] {
  const chain: (number | null)[] = links.map(() => null)
  chain[base] = 100
  const ratios = links.map((link) => (link ? ratioOf(link, weights) : null))
  const upwards = () => {
    for (let i = 1; i < links.length; i++) {
      const [link, ratio] = [links[i], ratios[i]]
      const before = link ? chain[link.from] : null
      if (chain[i] === null && typeof ratio === 'number' && typeof before === 'number') chain[i] = before * ratio
    }
  }
  upwards()
  // Downwards: a link tells its earlier week out of its later one.
  for (let i = links.length - 1; i > 0; i--) {
    const [link, ratio, value] = [links[i], ratios[i], chain[i]]
    if (!link || typeof ratio !== 'number' || typeof value !== 'number') continue
    chain[link.from] ??= value / ratio
  }
  // Once more for weeks that lean on one before the base.
  upwards()
  return chain
}

function ratioOf(link: Link, weights: Uint16Array | null): number | null {
  let before = 0
  let now = 0
  for (let k = 0; k < link.members.length; k++) {
    const w = weights === null ? 1 : (weights[link.members[k] as number] as number)
    before += w * (link.before[k] as number)
    now += w * (link.now[k] as number)
  }
  return before > 0 && now > 0 ? now / before : null
}

/** Percentile intervals by drawing whole companies with replacement (Efron and Tibshirani 1993, chapter 13). */
function intervals(
  links: readonly (Link | null)[],
  base: number,
  companies: number,
  draws: number,
): ({ low: number; high: number } | null)[] {
  const members = [...new Set(links.flatMap((l) => l?.members ?? []))]
  if (members.length < INTERVAL_COMPANIES || draws === 0) return []
  const random = randomFrom(SEED)
  const said: number[][] = links.map(() => [])
  const weights = new Uint16Array(companies)
  for (let draw = 0; draw < draws; draw++) {
    weights.fill(0)
    for (let k = 0; k < members.length; k++) {
      const c = members[Math.floor(random() * members.length)] as number
      weights[c] = (weights[c] as number) + 1
    }
    chainFrom(links, base, weights).forEach((value, i) => {
      if (value !== null) said[i]?.push(value)
    })
  }
  return said.map((values) => (values.length < draws / 2 ? null : middle(values, LEVEL)))
}
