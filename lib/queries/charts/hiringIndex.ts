import type { HiringIndexData } from '@/components/charts/types'
import { type Enough, notEnoughWords } from '@/lib/analytics/enough'
import { groupBy } from '@/lib/analytics/group'
import {
  type HiringIndex,
  hiringIndex,
  INDEX_RECIPE,
  type IndexCompany,
  indexRevisions,
  indexVintages,
} from '@/lib/analytics/hiringIndex'
import { dayWords, numberWords, plural, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { ChartAnswer } from '../answer'
import { activeOn, roleDays } from '../boards'
import { remember } from '../cache'
import { asOfNote, companyNames, INFRA_ROLES, knownCompanies, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import { roleCoverage } from '../panel'
import { vacancyTable } from '../vacancyTable'
import { boardSources, type ChartAsk, type TableRow } from './common'

/** Openings of some roles at each company on its covered days up to `upTo`, with who read: what the index is chained from. */
async function indexCompanies(view: View, roles: readonly string[], upTo: Day, db: Db): Promise<IndexCompany[]> {
  const { boards, coverage } = await roleCoverage(db, upTo)
  const wanted = view.companies.length
    ? (await knownCompanies(view.companies, db)).map((c) => c.company)
    : [...coverage.keys()]
  const ids = wanted.flatMap((c) => (boards.get(c) ?? []).map((b) => b.id))
  const counts = ids.length ? await roleDays(db, ids) : []
  return wanted.map((company) => {
    const mine = boards.get(company) ?? []
    const levels = [...(coverage.get(company)?.values() ?? [])].map((level) => {
      const active = new Set(activeOn(mine, level.day).map((b) => b.id))
      let value = 0
      for (const c of counts) if (active.has(c.board) && roles.includes(c.role)) value += c.openings.get(level.day) ?? 0
      return { day: level.day, value, key: level.key }
    })
    return { company, levels }
  })
}

/** The same companies and days with their vacancies instead: reposts as one, closings by rule, as known on the day. */
async function vacancyCompanies(
  companies: readonly IndexCompany[],
  roles: readonly string[],
  asOf: Day | null,
  db: Db,
): Promise<IndexCompany[]> {
  const slugs = companies.filter((c) => c.levels.length).map((c) => c.company)
  // One table for all roles, since each role asks it too.
  const rows = slugs.length ? await vacancyTable(db, slugs, [], asOf) : []
  const wanted = new Set(roles)
  const mine = groupBy(
    rows.filter((r) => wanted.has(r.role)),
    (r) => r.company,
  )
  return companies.map(({ company, levels }) => {
    const own = mine.get(company) ?? []
    const starts = own.map((v) => v.openedOn).sort()
    const ends = own.map((v) => v.openTo).sort()
    // In order of days one pass over both tells how many are open on each.
    let [begun, ended] = [0, 0]
    const days = [...levels].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    return {
      company,
      levels: days.map((level) => {
        while (begun < starts.length && (starts[begun] ?? '') <= level.day) begun++
        while (ended < ends.length && (ends[ended] ?? '') < level.day) ended++
        return { ...level, value: begun - ended }
      }),
    }
  })
}

export interface IndexAnswer {
  index: Enough<HiringIndex>
  /** By week the same recipe over vacancies, as known on the view's day; a missing week is not linked. */
  vacancies: ReadonlyMap<Day, number>
  /** What each week was said to be first, at its own end, against now; [] without an index. */
  revisions: { week: Day; first: number; firstSaidOn: Day; latest: number; revision: number }[]
  companies: { company: string; name: string; segment: string }[]
}

/** The Hiring Wave Index of the view's roles (without any: the nine), with what it said at the end of each week. */
export function indexOf(view: View, db: Db, now = new Date()): Promise<IndexAnswer> {
  const upTo = view.to && view.to < passedDay(view, now) ? view.to : passedDay(view, now)
  const roles = view.roles.length ? view.roles : INFRA_ROLES
  return remember(db, `index ${JSON.stringify([view.companies, roles, upTo, view.asOf, view.from])}`, async () => {
    const companies = await indexCompanies(view, roles, upTo, db)
    const index = hiringIndex(companies, { asOf: upTo })
    if (!index.enough) return { index, vacancies: new Map<Day, number>(), revisions: [], companies: [] }
    const names = await companyNames(db)
    const byRule = hiringIndex(await vacancyCompanies(companies, roles, view.asOf, db), {
      asOf: upTo,
      base: index.base,
      draws: 0,
    })
    const ends = index.weeks.map((w) => addDays(w.week, 6)).filter((day) => day <= upTo)
    const { base } = index
    return {
      index,
      vacancies: new Map(
        byRule.enough ? byRule.weeks.flatMap((w) => (w.value === null ? [] : [[w.week, w.value] as const])) : [],
      ),
      revisions: indexRevisions(indexVintages(companies, ends, { base, draws: 0 })),
      companies: companies.filter((c) => c.levels.length).flatMap((c) => names.get(c.company) ?? []),
    }
  })
}

/** Mean absolute revision in index points; null without a week that was said twice. */
export const meanRevision = (revisions: readonly { revision: number }[]): number | null =>
  revisions.length ? revisions.reduce((sum, r) => sum + Math.abs(r.revision), 0) / revisions.length : null

/** `hiring-index`: the chained weekly index of one role or of the nine, with its interval; index points, 100 at the base week. */
export async function hiringIndexChart(ask: ChartAsk): Promise<ChartAnswer<TableRow, HiringIndexData>> {
  const { params, db, now } = ask
  const view = params.role && !ask.view.roles.length ? { ...ask.view, roles: [params.role] } : ask.view
  const { index, vacancies, revisions, companies } = await indexOf(view, db, now)
  const label = labelOf(view.roles)
  const passed = passedDay(view, now)
  if (!index.enough) {
    const why = `${sentenceCase(notEnoughWords(index))}.`
    return {
      chart: 'hiring-index',
      title: `${label}: not enough data`,
      subtitle: 'A chained weekly index of openings, 100 at its base week.',
      data: {
        label,
        role: view.roles.length === 1 ? (view.roles[0] ?? null) : null,
        base: null,
        adjusted: false,
        points: [],
        empty: why,
      },
      rows: [],
      unit: 'index points',
      view,
      notes: [...asOfNote(view), why, ...INDEX_RECIPE],
      sources: [],
      updatedOn: null,
    }
  }
  const from = view.from
  const weeks = index.weeks.filter((w) => !from || addDays(w.week, 6) >= from)
  const said = weeks.filter((w) => w.value !== null)
  const last = said.findLast((w) => !w.partial) ?? said.at(-1)
  const byRule = last && vacancies.get(last.week)
  const adjusted = index.notAdjusted === null
  const shown = (w: (typeof weeks)[number]) => (adjusted ? w.adjusted : w.value)
  const first = new Map(revisions.map((r) => [r.week, r.first]))
  const mean = meanRevision(revisions)
  const end = weeks.at(-1)?.week ?? passed
  return {
    chart: 'hiring-index',
    title: titleOf(label, last ?? null, last ? shown(last) : null, index.weeks.at(-1)?.week ?? passed),
    subtitle: `Chained weekly index of openings, 100 in the week of ${dayWords(index.base)}, ${adjusted ? 'seasonally adjusted' : 'not seasonally adjusted'}; band: 90% interval over which companies are read. ${plural(index.companies, 'company', 'companies')}.`,
    data: {
      label,
      role: view.roles.length === 1 ? (view.roles[0] ?? null) : null,
      base: index.base,
      adjusted,
      points: weeks.map((w) => ({
        week: w.week,
        value: shown(w),
        low: w.low,
        high: w.high,
        companies: w.companies,
        partial: w.partial,
      })),
      empty: 'No week is linked to the base',
    },
    rows: weeks.map(
      (w): TableRow => ({
        week: w.week,
        index: w.value,
        vacancies: vacancies.get(w.week) ?? null,
        adjusted: w.adjusted,
        low90: w.low,
        high90: w.high,
        companies: w.companies,
        openings: w.matched,
        partial: w.partial,
        firstSaid: first.get(w.week) ?? null,
      }),
    ),
    unit: 'index points',
    view: { ...view, from: weeks[0]?.week ?? from, to: end < passed ? addDays(end, 6) : passed },
    notes: [
      ...asOfNote(view),
      ...(index.notAdjusted ? [`Not seasonally adjusted: ${notEnoughWords(index.notAdjusted)}.`] : []),
      ...INDEX_RECIPE,
      'It is chained over openings: an opening is known on its day, so what the index said of a week is kept as it was said, while a vacancy is closed or taken up again by what comes later.',
      ...(byRule === undefined || !last
        ? []
        : [
            `Over vacancies (reposts as one, closings by rule, as known ${view.asOf ? 'on that day' : 'now'}) the same recipe gives ${numberWords(byRule, 1)} where openings give ${numberWords(last.value ?? 0, 1)}; by week in the table.`,
          ]),
      ...(mean === null
        ? []
        : [
            `Each week as first said at its end against now: ${numberWords(mean, 2)} points apart on average, over ${plural(revisions.length, 'week')}.`,
          ]),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, companies, passed),
    updatedOn: last ? addDays(last.week, 6) : null,
  }
}

/** A last week so far back is named: what was said then is not where the index stands. */
const OLD_DAYS = 42

function titleOf(label: string, last: HiringIndex['weeks'][number] | null, value: number | null, end: Day): string {
  if (!last || value === null) return label
  const figure = numberWords(value, 1)
  if (daysBetween(last.week, end) > OLD_DAYS)
    return `${label} was last at ${figure}, in the week of ${dayWords(last.week)}`
  if (last.low !== null && last.low > 100) return `${label} stands above its base, at ${figure}`
  if (last.high !== null && last.high < 100) return `${label} stands below its base, at ${figure}`
  return `${label} stands at ${figure}`
}

const labelOf = (roles: readonly RoleSlug[]): string =>
  roles.length === 0
    ? 'The Hiring Wave Index'
    : roles.length === 1
      ? (ROLES.find((r) => r.slug === roles[0])?.name ?? 'The index')
      : `The index of ${roles.length} roles`
