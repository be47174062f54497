import { groupBy } from '@/lib/analytics/group'
import { growth } from '@/lib/analytics/growth'
import { intervalWords } from '@/lib/analytics/headline'
import { periodLevels, periodsBetween } from '@/lib/analytics/periods'
import {
  dayWords,
  numberWords,
  percentChange,
  periodWords,
  plural,
  rangeWords,
  shortDayWords,
  signedWords,
} from '@/lib/analytics/words'
import { addDays, type Day, daysBetween, periodBounds, periodOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { quarterBack } from './charts/capital'
import { listedIn } from './charts/hiringTrend'
import { GDP_SERIES } from './charts/marks'
import { allVintages, latestObservations } from './observations'
import { type RolePanel, rolesDaily, scopeWords, totalOn } from './panel'
import { ipoSteps, rounds } from './rounds'
import type { Tile, TileChange } from './types'

const BILLION = 1e9
const AI_SHARE = 'HIRINGLAB_AI_SHARE_US'

/** The change of a count with its interval, as a tile says it; a difference where the start was under ten. */
export function countChange(from: number, to: number, against: string): TileChange {
  const change = growth(from, to)
  const up = to > from ? 'up' : to < from ? 'down' : 'flat'
  const words =
    to === from ? '0' : change.small || change.ratio === null ? signedWords(to - from) : percentChange(change.ratio)
  return {
    direction: up,
    text: `${words} on ${against}`,
    interval: change.small ? null : intervalWords(change),
    small: change.small,
  }
}

/** After so many days the end of the comparable stretch is not "now" any more. */
const STALE_DAYS = 14

/** The day that "now" means: the last comparable one, or the last covered one where another reader has read on for long. */
function nowOf(panel: RolePanel): { day: Day; comparable: boolean } | null {
  const latest = coveredBefore(panel, panel.to, panel.from)
  if (!latest) return null
  const { ends } = panel
  return ends && daysBetween(ends.last, latest) <= STALE_DAYS
    ? { day: ends.last, comparable: true }
    : { day: latest, comparable: false }
}

/** Openings of the panel now, against four weeks before; no change where no comparable day lies there. */
export function openingsTile(panel: RolePanel): Tile {
  const now = nowOf(panel)
  const value = now ? totalOn(panel, now.day) : null
  const before = now?.comparable && panel.ends ? coveredBefore(panel, addDays(now.day, -28), panel.ends.first) : null
  const beforeValue = before ? totalOn(panel, before) : null
  return {
    key: 'openings',
    label: panel.roles.length === 1 ? 'Openings in this role' : 'Openings in infrastructure roles',
    figure: value === null ? null : numberWords(value),
    unit: null,
    spark: {
      kind: 'line',
      points: periodLevels(rolesDaily(panel), { from: panel.from, to: panel.to }, 'week', panel.passed).map((p) => ({
        period: p.period,
        value: p.value,
        complete: p.covered,
      })),
    },
    change:
      value !== null && before && beforeValue !== null ? countChange(beforeValue, value, shortDayWords(before)) : null,
    period: now ? dayWords(now.day) : 'not covered',
    sample: scopeWords(panel.companies),
    source: { name: 'job boards', licence: null, url: null },
    evidence: now ? { chart: 'hiring-trend', first: now.day, last: now.day } : null,
  }
}

/** The latest day up to `day` on which the whole panel was covered, not before `earliest`. */
export function coveredBefore(panel: RolePanel, day: Day, earliest: Day): Day | null {
  for (let d = day; d >= earliest; d = addDays(d, -1)) if (totalOn(panel, d) !== null) return d
  return null
}

/** Newly listed in the last four weeks, against the four before where both were read alike. */
export function listedTile(panel: RolePanel): Tile {
  const at = nowOf(panel)
  const last = at?.day ?? panel.to
  const start = addDays(last, -27)
  const now = at ? listedIn(panel, start, last) : null
  const beforeStart = addDays(start, -28)
  const alike = at?.comparable && panel.ends && beforeStart >= panel.ends.first
  const before = alike ? listedIn(panel, beforeStart, addDays(start, -1)) : null
  return {
    key: 'listed',
    label: 'Newly listed in four weeks',
    figure: now === null ? null : numberWords(now),
    unit: null,
    spark: {
      kind: 'bars',
      points: periodLevels(rolesDaily(panel), { from: panel.from, to: panel.to }, 'week', panel.passed).map((p) => ({
        period: p.period,
        value: listedIn(panel, p.first, p.last),
        complete: p.covered,
      })),
    },
    change: now !== null && before !== null ? countChange(before, now, 'the four weeks before') : null,
    period: rangeWords(start, last),
    sample: scopeWords(panel.companies),
    source: { name: 'job boards', licence: null, url: null },
    evidence: at ? { chart: 'hiring-trend', first: start, last } : null,
  }
}

/** Equity rounds of at least one billion dollars in the quarter of the latest known round. */
export async function largeRoundsTile(view: View, db: Db, known: Day, now: Date): Promise<Tile> {
  const from = quarterBack(known, 7)
  const { rows } = await rounds({ ...view, companies: [], roles: [], from, to: known }, db, now)
  const large = rows.filter((r) => r.kind === 'equity' && r.counted && (r.amount ?? 0) >= BILLION)
  const byQuarter = groupBy(large, (r) => periodOf(r.announcedOn, 'quarter'))
  const quarters = periodsBetween(from, known, 'quarter').map((q) => ({
    period: q.period,
    value: byQuarter.get(q.period)?.length ?? 0,
    complete: q.last <= known,
  }))
  // The running quarter says little before its middle: until rounds of then are known, the last whole one stands.
  const running = quarters.at(-1)
  const latestDay = rows[0]?.announcedOn ?? known
  const far = running ? daysBetween(periodBounds(running.period)?.first ?? known, latestDay) >= 45 : false
  const shown = far ? running : (quarters.findLast((q) => q.complete) ?? running)
  const index = shown ? quarters.indexOf(shown) : -1
  const before = quarters[index - 1]
  const bounds = shown ? periodBounds(shown.period) : null
  return {
    key: 'large-rounds',
    label: 'Equity rounds of $1bn or more',
    figure: shown ? numberWords(shown.value) : null,
    unit: null,
    spark: { kind: 'bars', points: quarters },
    change:
      shown?.complete && before
        ? {
            direction: shown.value > before.value ? 'up' : shown.value < before.value ? 'down' : 'flat',
            text: `${signedWords(shown.value - before.value)} on ${periodWords(before.period)}`,
            interval: null,
            small: false,
          }
        : null,
    period: shown ? `${periodWords(shown.period)}${shown.complete ? '' : ' so far'}` : 'no quarter',
    sample:
      before && !shown?.complete
        ? `${numberWords(before.value)} in ${periodWords(before.period)}`
        : 'all companies followed',
    source: { name: 'filings and press', licence: null, url: null },
    evidence: bounds ? { chart: 'capital-rounds', first: bounds.first, last: bounds.last } : null,
  }
}

/** Companies that took a step towards a listing in twelve months. */
export async function ipoTile(view: View, db: Db, known: Day, now: Date): Promise<Tile> {
  const from = addDays(known, -364)
  const { rows } = await ipoSteps({ ...view, companies: [], roles: [], from, to: known }, db, now)
  const companies = groupBy(rows, (r) => r.company ?? r.companyName)
  const done = [...companies.values()].filter((steps) =>
    steps.some((s) => s.milestone === 'priced' || s.milestone === 'listed'),
  ).length
  const byMonth = groupBy(rows, (r) => r.occurredOn.slice(0, 7))
  return {
    key: 'ipo',
    label: 'Companies with steps to a listing',
    figure: numberWords(companies.size),
    unit: null,
    spark: {
      kind: 'marks',
      // A month of no step has no mark, and no row of marks stands beside a zero.
      points: (companies.size ? periodsBetween(from, known, 'month') : []).map((m) => ({
        period: m.period,
        value: byMonth.get(m.period)?.length ?? 0,
        complete: m.last <= known,
      })),
    },
    change: null,
    period: `12 months to ${dayWords(known)}`,
    sample: `${numberWords(done)} of them priced or listed`,
    source: { name: 'SEC, exchanges and press', licence: null, url: null },
    evidence: { chart: 'ipo-pipeline', first: from, last: known },
  }
}

/** The AI share of US postings on Indeed, with the change on the year in points. */
export async function aiShareTile(db: Db, known: Day): Promise<Tile> {
  const rows = (await latestObservations(db, [AI_SHARE], { from: addDays(known, -800), to: null, known })).filter(
    (r) => r.value !== null,
  )
  const last = rows.at(-1)
  const year = last ? rows.findLast((r) => daysBetween(r.period, last.period) >= 365) : undefined
  const points = last && year ? (last.value ?? 0) - (year.value ?? 0) : null
  const spark = [...groupBy(rows, (r) => r.period.slice(0, 7))].map(([period, days]) => ({
    period,
    value: days.at(-1)?.value ?? null,
    complete: true,
  }))
  return {
    key: 'ai-share',
    label: 'AI share of US job postings',
    figure: last ? numberWords(last.value ?? 0, 1) : null,
    unit: '%',
    spark: { kind: 'line', points: spark.slice(-25) },
    change:
      points === null
        ? null
        : {
            direction: points > 0 ? 'up' : points < 0 ? 'down' : 'flat',
            text: `${signedWords(points, 1)} points on the year`,
            interval: null,
            small: false,
          },
    period: last ? dayWords(last.period) : 'not published yet',
    sample: 'all US postings on Indeed',
    source: { name: 'Indeed Hiring Lab', licence: 'CC BY 4.0', url: 'https://github.com/hiring-lab/ai-tracker' },
    evidence: last ? { chart: 'macro-series', first: last.vintage, last: last.vintage } : null,
  }
}

/** US GDP growth of the newest quarter, as known, with what it was revised from. */
export async function gdpTile(db: Db, known: Day): Promise<Tile> {
  const all = (await allVintages(db, GDP_SERIES, { from: addDays(known, -1100), to: null, known })).filter(
    (v) => v.value !== null,
  )
  const period = all.at(-1)?.period
  const mine = all.filter((v) => v.period === period)
  const last = mine.at(-1)
  const before = mine.slice(0, -1).map((v) => numberWords(v.value ?? 0, 1))
  const latest = [...groupBy(all, (v) => v.period)].map(([p, vs]) => ({
    period: p,
    value: vs.at(-1)?.value ?? null,
    complete: true,
  }))
  const previous = mine.at(-2)?.value ?? null
  return {
    key: 'gdp',
    label: period ? `US GDP growth, ${periodWords(period)}` : 'US GDP growth',
    figure: last ? numberWords(last.value ?? 0, 1) : null,
    unit: '%',
    spark: { kind: 'bars', points: latest.slice(-8) },
    change:
      last && previous !== null
        ? {
            direction: (last.value ?? 0) > previous ? 'up' : (last.value ?? 0) < previous ? 'down' : 'flat',
            text: `revised from ${before.join(' and ')}`,
            interval: null,
            small: false,
          }
        : null,
    period: last ? `${last.estimate ?? 'latest'} estimate, ${dayWords(last.vintage)}` : 'not published yet',
    sample: `annual rate, ${plural(mine.length, 'estimate')}`,
    source: {
      name: 'US Bureau of Economic Analysis',
      licence: 'public record',
      url: 'https://www.bea.gov/data/gdp/gross-domestic-product',
    },
    evidence: last ? { chart: 'gdp-vintages', first: last.vintage, last: last.vintage } : null,
  }
}
