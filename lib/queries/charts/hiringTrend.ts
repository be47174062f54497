import type { HiringTrendData, LevelSeries } from '@/components/charts/types'
import { growth, INTERVAL_METHOD } from '@/lib/analytics/growth'
import { dailyOf, periodLevels } from '@/lib/analytics/periods'
import { countWords, dayWords, numberWords, percentChange, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { ChartAnswer } from '../answer'
import { asOfNote, POSTINGS_ARE_NOT_HIRES, roleOf } from '../names'
import { allVintages } from '../observations'
import { breakNotes } from '../openings'
import {
  companyValues,
  panelInfo,
  type RolePanel,
  rolePanel,
  rolesDaily,
  rolesWords,
  scopeWords,
  totalOn,
} from '../panel'
import {
  boardSources,
  type ChartAsk,
  coverageRows,
  lastObserved,
  panelGaps,
  partialNotes,
  type TableRow,
} from './common'
import { GDP_SERIES, gdpSteps, marksIn } from './marks'

/** Most companies that get a line of their own. */
const MOST_LINES = 7

/** `hiring-trend`: openings of the panel with events, GDP and coverage on one time axis. */
export async function hiringTrend({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, HiringTrendData>> {
  const panel = await rolePanel(view, db, now)
  const { from, to, passed } = panel
  const [marks, vintages, coverage, sources] = await Promise.all([
    marksIn(db, { from, to, known: passed, companies: panel.chosen ? panel.companies.map((c) => c.company) : null }),
    allVintages(db, GDP_SERIES, { from: null, to: null, known: passed }),
    coverageRows(panel, db),
    boardSources(db, panel.companies, panel.passed),
  ])
  const range = { from, to }
  const levels = periodLevels(rolesDaily(panel), range, view.grain, passed)
  const told = panel.companies.length <= MOST_LINES ? panel.companies : []
  const own = told.map((c) => periodLevels(dailyOf([companyValues(panel, c.company)]), range, view.grain, passed))
  const listed = levels.map((p) => listedIn(panel, p.first, p.last))
  const total: LevelSeries = {
    key: 'all',
    label:
      panel.companies.length === 1 ? (panel.companies[0]?.name ?? '') : `All ${countWords(panel.companies.length)}`,
    points: levels,
  }
  const lines =
    told.length < 2
      ? []
      : told.map((c, i): LevelSeries => ({ key: c.company, label: c.name, company: c.company, points: own[i] ?? [] }))
  const rows = levels.map((p, i): TableRow => {
    const row: TableRow = {
      period: p.period,
      first: p.first,
      last: p.last,
      openings: p.value,
      covered: p.covered,
      coveredShare: Math.round(p.coveredShare * 1e4) / 1e4,
      daysCovered: p.daysCovered,
      daysPassed: p.daysPassed,
      newlyListed: listed[i] ?? null,
    }
    told.forEach((c, k) => {
      row[c.company] = own[k]?.[i]?.value ?? null
    })
    return row
  })
  const ends = panel.ends
  const observed = lastObserved(panel)
  return {
    chart: 'hiring-trend',
    title: trendTitle(panel),
    subtitle: `Openings in ${rolesWords(panel, (r) => roleOf(r).name)}, mean of each ${view.grain}, at ${scopeWords(panel.companies)}. Money, listings and growth on the same axis.`,
    data: {
      grain: view.grain,
      from,
      to,
      total,
      lines,
      newlyListed: levels.map((p, i) => ({
        period: p.period,
        first: p.first,
        last: p.last,
        value: listed[i] ?? null,
        complete: p.covered && p.last <= to,
      })),
      gaps: panelGaps(panel, view.grain),
      rounds: marks.rounds,
      ipo: marks.ipo.map(({ text: _, ...mark }) => mark),
      capacity: marks.capacity,
      layoffs: marks.layoffs,
      gdp: gdpSteps(vintages, from, to),
      coverage,
    },
    rows,
    unit: 'openings',
    view: { ...view, from, to, companies: panel.companies.map((c) => c.company), roles: [...panel.roles] },
    notes: [
      ...asOfNote(view),
      panel.companies.length
        ? `${sentenceCase(panelInfo(panel).label)}, from ${dayWords(from)} to ${dayWords(to)}${view.to ? '' : ', the last day on which at least half of them were covered'}.`
        : `No board was read all through by posting from ${dayWords(from)} to ${dayWords(to)}: openings are not known, which is not zero.`,
      ...(ends
        ? [`Changes compare ${dayWords(ends.first)} with ${dayWords(ends.last)}, read alike. ${INTERVAL_METHOD}`]
        : []),
      ...partialNotes(panel),
      ...breakNotes(
        panel.companies.map((c) => ({ name: c.name, boards: panel.boards.get(c.company) ?? [] })),
        range,
        true,
      ),
      'An amount marked on the axis may contain an earlier one; sums on the capital page count each once.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: [
      ...sources,
      {
        name: 'rounds, IPO steps, capacity and layoffs: filings and press, each with its source',
        licence: null,
        url: null,
      },
      {
        name: 'US Bureau of Economic Analysis',
        licence: 'public record',
        url: 'https://www.bea.gov/data/gdp/gross-domestic-product',
      },
    ],
    updatedOn:
      [observed, marks.knownTo]
        .filter((d) => d !== null)
        .sort()
        .at(-1) ?? null,
  }
}

/** Newly listed postings of the panel's roles from `first` to `last`; null when no day of it was covered. */
export function listedIn(panel: RolePanel, first: Day, last: Day): number | null {
  let sum: number | null = null
  for (let day = first; day <= last && day <= panel.passed; day = addDays(day, 1)) {
    if (!panel.covered.get(day)) continue
    sum ??= 0
    for (const role of panel.roles) sum += panel.totals.listed.get(role)?.get(day) ?? 0
  }
  return sum
}

/** The finding: how the panel's openings moved between two days that may be compared; the measure where there is none. */
function trendTitle(panel: RolePanel): string {
  const ends = panel.ends
  const scope = scopeWords(panel.companies)
  if (!panel.companies.length) return 'Openings: no board was read all through in this range'
  if (!ends) return `Openings at ${scope}`
  const from = totalOn(panel, ends.first)
  const to = totalOn(panel, ends.last)
  if (from === null || to === null) return `Openings at ${scope}`
  const change = growth(from, to)
  const words =
    change.ratio === null || change.small
      ? `from ${numberWords(from)} to ${numberWords(to)}`
      : change.low !== null && change.high !== null && change.low <= 1 && change.high >= 1
        ? `no change beyond chance (${numberWords(from)} to ${numberWords(to)})`
        : `${percentChange(change.ratio)} since ${dayWords(ends.first)}`
  return `Openings at ${scope}: ${words}`
}
