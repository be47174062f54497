import type { CoverageRow, Gap } from '@/components/charts/types'
import { gapsOf } from '@/lib/analytics/periods'
import { listWords, numberWords, plural, rangeWords, shortDayWords } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween, type Grain } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { SourceLine } from '../answer'
import type { BoardDays } from '../boards'
import { remember } from '../cache'
import { companyNames } from '../names'
import { type RolePanel, rolesDaily } from '../panel'

/** What a chart may be asked for beside the view. */
export interface ChartParams {
  company?: string
  role?: RoleSlug
  series?: string
  period?: string
  mode?: 'sum' | 'count'
  /** What the rows are of: `role`, `company`, ...; each chart has its own. */
  by?: string
  /** Over how many weeks growth is told. */
  weeks?: 4 | 12
  /** `explore`: day that stands for 100. */
  base?: string
  /** `explore`: periods to average over. */
  smooth?: string
  /** `explore`: what a change is measured on, `period` or `year`. */
  against?: string
  /** `explore`: kinds of event, by commas. */
  events?: string
  /** `explore`: `log`. */
  scale?: string
  /** `explore`: `previous` or `year`. */
  overlay?: string
  /** `explore`: the reader's notes, `2026-02-12~text|…`. */
  pins?: string
}

/** A row of a chart's table and of its CSV: plain cells; null is "not observed". */
export type TableRow = Record<string, string | number | boolean | null>

/** What every chart query gets. `passed` is the day of `asOf`, or today (UTC). */
export interface ChartAsk {
  view: View
  params: ChartParams
  db: Db
  now: Date
}

/** A gap is worth a mark when it is long beside the grain. */
const LEAST_GAP: Record<Grain, number> = { day: 1, week: 4, month: 8, quarter: 15 }

/** Stretches on which the panel was not covered, with who was missing. */
export function panelGaps(panel: RolePanel, grain: Grain): Gap[] {
  const range = { from: panel.from, to: panel.to }
  const first = firstCovered(panel)
  // Before the first reading there is nothing to break: the line simply starts there.
  if (first === null) return [gap(range.from, range.to, 'no board was read')]
  return gapsOf(rolesDaily(panel), { from: first, to: range.to }, LEAST_GAP[grain]).map((g) => {
    const missing = panel.companies.filter((c) => {
      const days = panel.coverage.get(c.company)
      for (let i = 0; i < g.days; i++) if (days?.has(addDays(g.first, i))) return false
      return true
    })
    const who =
      missing.length === 0 || missing.length === panel.companies.length
        ? 'no board was read well'
        : `${listWords(
            missing.map((c) => c.name),
            3,
          )} not read`
    return gap(g.first, g.last, `${daysWords(g.first, g.last)}: ${who}`)
  })
}

const gap = (first: Day, last: Day, detail: string): Gap => ({ first, last, title: 'Not covered', detail })

/** As a gap says it: without the year where both days share one. */
const daysWords = (first: Day, last: Day): string =>
  first === last
    ? shortDayWords(first)
    : first.slice(0, 4) === last.slice(0, 4)
      ? `${shortDayWords(first)} to ${shortDayWords(last)}`
      : rangeWords(first, last)

/** First day of the range on which any company of the panel is covered. */
function firstCovered(panel: RolePanel): Day | null {
  const days = [...panel.covered.keys()].filter((d) => d >= panel.from && d <= panel.to)
  return days.sort()[0] ?? null
}

/** Runs of covered days of one company, as the coverage strip draws them. */
export function coverageSpans(
  boards: readonly BoardDays[],
  range: { from: Day; to: Day },
  byRole: boolean,
): CoverageRow['spans'] {
  const states = new Map<Day, 'good' | 'suspect'>()
  for (const board of boards) {
    for (const d of board.days) {
      const state = byRole ? d.roleState : d.state
      if (d.day < range.from || d.day > range.to || state === 'none') continue
      if (board.until !== null && d.day > board.until) continue
      if (states.get(d.day) !== 'suspect') states.set(d.day, state === 'good' ? 'good' : 'suspect')
    }
  }
  const spans: CoverageRow['spans'] = []
  for (const [day, state] of [...states].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const last = spans.at(-1)
    if (last && last.state === state && daysBetween(last.last, day) === 1) last.last = day
    else spans.push({ first: day, last: day, state })
  }
  return spans
}

/** Most companies of a panel that the strip under a chart names. */
const MOST_ROWS = 16

/** The strip under a chart of roles: the panel first, then others that were read for a while in the range, nine in all. */
export async function coverageRows(panel: RolePanel, db: Db): Promise<CoverageRow[]> {
  const names = await companyNames(db)
  const inPanel = new Set(panel.companies.map((c) => c.company))
  const others = [...panel.coverage]
    .map(([company, days]) => ({
      company,
      days: [...days.keys()].filter((d) => d >= panel.from && d <= panel.to).length,
    }))
    .filter(({ company, days }) => !inPanel.has(company) && days >= 14)
    .sort((a, b) => b.days - a.days || (a.company < b.company ? -1 : 1))
  const covered = (company: string) =>
    [...(panel.coverage.get(company)?.keys() ?? [])].filter((d) => d >= panel.from && d <= panel.to).length
  const mine = panel.companies.map((c) => c.company)
  // A strip of a hundred names is no strip: of a large panel those that were read most.
  const own =
    mine.length <= MOST_ROWS
      ? mine
      : mine
          .map((company) => ({ company, days: covered(company) }))
          .sort((a, b) => b.days - a.days)
          .slice(0, MOST_ROWS)
          .map((c) => c.company)
  return [...own, ...others.map((o) => o.company)].slice(0, Math.max(9, own.length)).map((company) => ({
    company,
    label: names.get(company)?.name ?? company,
    inPanel: inPanel.has(company),
    spans: coverageSpans(panel.boards.get(company) ?? [], { from: panel.from, to: panel.to }, true),
  }))
}

/** Where readings of some companies' boards up to the day `known` come from; `kept`: only those whose postings were kept, which roles rest on. */
export async function boardSources(
  db: Db,
  companies: readonly { company: string; name: string }[],
  known: Day,
  kept = true,
): Promise<SourceLine[]> {
  if (companies.length === 0) return []
  const slugs = companies.map((c) => c.company).sort()
  const found = await remember(
    db,
    `board-sources ${kept} ${known} ${slugs.join(',')}`,
    () => db.$queryRaw<{ repository: string; licence: string | null; n: number }[]>`
      SELECT CASE WHEN r.source ~ '^[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+(:| |$)' THEN substring(r.source from '^[A-Za-z0-9_./-]+') ELSE '' END
        AS repository, max(nullif(r.licence, 'facts')) AS licence, count(*)::int AS n
      FROM readings r JOIN boards b ON b.id = r.board_id
      WHERE b.company_slug = ANY(${slugs}::text[]) AND r.completeness <> 'unknown' AND (r.postings_kept OR NOT ${kept}::boolean)
        AND r.read_on <= ${known}::date
      GROUP BY 1 ORDER BY n DESC, 1 LIMIT 7`,
  )
  const boards: SourceLine = {
    name: `job boards of ${listWords(
      companies.map((c) => c.name),
      4,
    )}`,
    licence: null,
    url: null,
  }
  return [
    boards,
    ...found.map((f) =>
      f.repository
        ? { name: `readings by ${f.repository}`, licence: f.licence, url: `https://github.com/${f.repository}` }
        : { name: 'readings of this installation, or written down in public documents', licence: null, url: null },
    ),
  ]
}

/** Latest covered day of the panel in its range: when its openings were last observed. */
export function lastObserved(panel: RolePanel): Day | null {
  let last: Day | null = null
  for (const day of panel.covered.keys()) if (day <= panel.to && (last === null || day > last)) last = day
  return last
}

/** OpenAI's reader, and others like it, miss a known part: whoever is read partially is named. */
export const partialNotes = (panel: RolePanel): string[] =>
  panel.inPart.map(
    ({ name, days, partial }) =>
      `${name}: the reader misses a known part of the board all through (${plural(partial, 'day')} of ${numberWords(days)}), so its level is too low; its changes compare like with like.`,
  )
