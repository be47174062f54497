import { meanOf } from './autoregression'
import { dieboldMariano } from './backtest'
import { type Enough, notEnough } from './enough'
import { normalQuantile } from './normal'
import { layOut, logChange, type Panel, type PanelCompany, type PanelEvent, type PanelSeries } from './panelWeeks'

/** What a company's chance to grow is told from: had it an event in the last weeks, or not. */
export interface GrowthChance {
  company: string
  fresh: boolean
  /** Share of such companies in the past whose openings rose as asked; drawn towards the base rate while they are few. */
  chance: number
}

export interface CapitalRecord {
  /** Forecasts judged, and how many of them were of companies with fresh capital. */
  judged: number
  judgedFresh: number
  /** Share of all judged that grew, and of those with fresh capital; null where there are none. */
  baseRate: number
  freshRate: number | null
  /** Mean squared error of the chances told (Brier 1950), and of the base rate alone; 0 is perfect. */
  brier: number
  baseBrier: number
  /** Better than the base rate by more than chance gives in one of ten cases. */
  beats: boolean
  /** Companies by chance, highest first, then by name; null unless the base rate is beaten: then there is no ranking. */
  ranking: GrowthChance[] | null
}

export interface CapitalRecordOptions {
  /** Weeks ahead over which growth is asked; 26 unless said otherwise. */
  ahead?: number
  /** Growth that counts, as a ratio; 1.1 is a tenth more. */
  rise?: number
  /** Weeks for which capital is fresh; 26 unless said otherwise. */
  fresh?: number
  /** Weeks between two rounds of forecasts; 4 unless said otherwise. */
  every?: number
}

/** Openings at the start under which a growth is not judged. */
const LEAST_OPENINGS = 10
/** Cases of the base rate that each class starts from. */
const PRIOR = 10
/** Forecasts of each class that a record needs, and rounds of forecasts. */
const LEAST_OF_CLASS = 20
const LEAST_ROUNDS = 13
/** Cases that have to be known before the first forecast. */
const LEAST_KNOWN = 20

/**
 * Whether fresh capital has told which companies' openings would rise, on the past that is at hand: at every fourth week each company
 * gets the share of earlier cases of its class (with or without an event in the last 26 weeks) that rose by a tenth within 26 weeks,
 * out of cases whose outcome was known by then; judged by the score of Brier (1950) against the base rate, with the test of Diebold
 * and Mariano (1995) over rounds of forecasts. Only where the base rate is beaten is there a ranking.
 *
 * @returns not enough data under 13 rounds of forecasts, or under 20 forecasts of companies with fresh capital
 */
export function capitalRecord(
  companies: readonly PanelCompany[],
  events: readonly PanelEvent[],
  options: CapitalRecordOptions = {},
): Enough<CapitalRecord> {
  const settings = { ahead: 26, rise: 1.1, fresh: 26, every: 4, ...options }
  const what = 'forecasts of companies with fresh capital whose outcome is known'
  const panel = layOut(companies, events)
  if (panel === null) return notEnough(0, LEAST_OF_CLASS, what)
  const rounds = judge(panel, settings)
  const judged = rounds.flatMap((r) => r.cases)
  const fresh = judged.filter((c) => c.fresh)
  if (fresh.length < LEAST_OF_CLASS) return notEnough(fresh.length, LEAST_OF_CLASS, what)
  if (rounds.length < LEAST_ROUNDS) return notEnough(rounds.length, LEAST_ROUNDS, 'rounds of forecasts')
  const gains = rounds.map((r) => meanOf(r.cases.map((c) => (c.base - c.rose) ** 2 - (c.told - c.rose) ** 2)))
  // Outcomes of rounds that lie within the weeks ahead overlap.
  const overlap = Math.min(Math.ceil(settings.ahead / settings.every), rounds.length >> 1)
  const statistic = dieboldMariano(gains, overlap)
  const beats = statistic !== null && statistic > normalQuantile(0.9)
  return {
    enough: true,
    judged: judged.length,
    judgedFresh: fresh.length,
    baseRate: meanOf(judged.map((c) => c.rose)),
    freshRate: meanOf(fresh.map((c) => c.rose)),
    brier: meanOf(judged.map((c) => (c.told - c.rose) ** 2)),
    baseBrier: meanOf(judged.map((c) => (c.base - c.rose) ** 2)),
    beats,
    ranking: beats ? rank(panel, settings) : null,
  }
}

type Settings = Required<CapitalRecordOptions>

interface Case {
  fresh: boolean
  /** 1 or 0. */
  rose: number
}

interface JudgedCase extends Case {
  told: number
  base: number
}

const isFresh = (series: PanelSeries, at: number, weeks: number): boolean =>
  series.events.some((e) => e <= at && e > at - weeks)

/** The cases that start in a week: companies whose openings are read alike then and `ahead` weeks later. */
function casesAt(panel: Panel, at: number, { ahead, rise, fresh }: Settings): Case[] {
  return panel.series.flatMap((series) => {
    const change = at + ahead < panel.weeks ? logChange(series, at, at + ahead) : Number.NaN
    if (Number.isNaN(change) || (series.log[at] as number) < Math.log(LEAST_OPENINGS)) return []
    return [{ fresh: isFresh(series, at, fresh), rose: change >= Math.log(rise) - 1e-12 ? 1 : 0 }]
  })
}

/** The chances that the known cases give: of all, and of those with and without fresh capital. */
function chancesOf(known: readonly Case[]): { base: number; of: (fresh: boolean) => number } {
  const base = meanOf(known.map((c) => c.rose))
  const of = (fresh: boolean) => {
    const own = known.filter((c) => c.fresh === fresh)
    return (own.reduce((sum, c) => sum + c.rose, 0) + PRIOR * base) / (own.length + PRIOR)
  }
  return { base, of }
}

function judge(panel: Panel, settings: Settings): { cases: JudgedCase[] }[] {
  const rounds: { cases: JudgedCase[] }[] = []
  const byRound: { at: number; cases: Case[] }[] = []
  for (let at = 0; at + settings.ahead < panel.weeks; at += settings.every) {
    byRound.push({ at, cases: casesAt(panel, at, settings) })
  }
  for (const { at, cases } of byRound) {
    const known = byRound.filter((r) => r.at + settings.ahead <= at).flatMap((r) => r.cases)
    if (known.length < LEAST_KNOWN || cases.length === 0) continue
    const { base, of } = chancesOf(known)
    const [withCapital, without] = [of(true), of(false)]
    rounds.push({ cases: cases.map((c) => ({ ...c, base, told: c.fresh ? withCapital : without })) })
  }
  return rounds
}

/** Companies that are read in the last week, by the chances that all known cases give. */
function rank(panel: Panel, settings: Settings): GrowthChance[] {
  const known: Case[] = []
  for (let at = 0; at + settings.ahead < panel.weeks; at += settings.every) known.push(...casesAt(panel, at, settings))
  const { of } = chancesOf(known)
  const last = panel.weeks - 1
  return panel.series
    .filter((s) => (s.key[last] ?? -1) >= 0 && (s.log[last] as number) >= Math.log(LEAST_OPENINGS))
    .map((s) => {
      const fresh = isFresh(s, last, settings.fresh)
      return { company: s.company, fresh, chance: of(fresh) }
    })
    .sort((a, b) => b.chance - a.chance || (a.company < b.company ? -1 : 1))
}
