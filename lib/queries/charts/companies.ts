import type {
  CompanyLevelsData,
  CompanyRolesData,
  CompanyTimelineData,
  CoverageData,
  Gap,
} from '@/components/charts/types'
import { comparable, type DayLevel } from '@/lib/analytics/breaks'
import { sharedIndices } from '@/lib/analytics/downsample'
import { dailyOf, gapsOf } from '@/lib/analytics/periods'
import { dayWords, listWords, moneyWords, numberWords, plural } from '@/lib/analytics/words'
import { addDays, type Day, dayOf, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { ROLES } from '@/lib/signals/taxonomy'
import type { ChartAnswer } from '../answer'
import { allBoards, countLevels, roleDays } from '../boards'
import {
  asOfNote,
  type CompanyName,
  companyNames,
  INFRA_ROLES,
  knownCompanies,
  POSTINGS_ARE_NOT_HIRES,
  passedDay,
} from '../names'
import { breakNotes } from '../openings'
import { roleCoverage } from '../panel'
import { quarterBack } from './capital'
import { boardSources, type ChartAsk, coverageSpans, type TableRow } from './common'
import { marksIn } from './marks'

/** The company that a chart is about: its own parameter, or the view's only one. */
async function askedCompany({ view, params, db }: ChartAsk): Promise<CompanyName> {
  const slug = params.company ?? view.companies[0]
  if (!slug)
    throw new WaveError(
      'bad-view',
      'This chart is about one company, and none is named.',
      'Add company=lambda, or another.',
    )
  const [company] = await knownCompanies([slug], db)
  if (!company)
    throw new WaveError('not-found', `There is no company ${slug}.`, 'The companies page lists all of them.')
  return company
}

/** Openings by role of one company on its days covered by posting. */
export async function companyRoleDays(db: Db, company: string, upTo: Day) {
  const { boards, coverage } = await roleCoverage(db, upTo)
  const mine = boards.get(company) ?? []
  const days = coverage.get(company) ?? new Map<Day, DayLevel & { completeness: string }>()
  const counts = mine.length
    ? await roleDays(
        db,
        mine.map((b) => b.id),
      )
    : []
  const on = (day: Day) =>
    ROLES.map((r) => ({
      role: r.slug,
      count: counts.filter((c) => c.role === r.slug).reduce((sum, c) => sum + (c.openings.get(day) ?? 0), 0),
    }))
  return { days, on, boards: mine }
}

/** A break beside its line has room for what happened; who read before and after stands among the limits. */
const inTheChart = (reason: string): string => (/^readings by /.test(reason) ? 'another reader' : reason)

/** `company-timeline`: capital, listing and capacity over the openings of one company. */
export async function companyTimeline(ask: ChartAsk): Promise<ChartAnswer<TableRow, CompanyTimelineData>> {
  const { view, db, now } = ask
  const company = await askedCompany(ask)
  const known = passedDay(view, now)
  const to = view.to && view.to < known ? view.to : known
  const roles = await companyRoleDays(db, company.company, known)
  const all = [...countLevels(roles.boards, known).values()]
  const from = view.from ?? quarterBack(to, 8)
  const range = { from, to }
  const [marks, totals] = await Promise.all([
    marksIn(db, { from, to, known, companies: [company.company] }),
    db.totalRaised.findMany({ where: { companySlug: company.company }, orderBy: { asOf: 'asc' } }),
  ])
  const levels = all.filter((l) => l.day >= from && l.day <= to)
  // Thinning keeps every day on which the reader changes, and those whose roles are known when they are few.
  const kept = new Set(sharedIndices([levels.map((l) => l.value)]))
  levels.forEach((l, i) => {
    if (levels[i - 1]?.key !== l.key || levels[i + 1]?.key !== l.key) kept.add(i)
  })
  const openings = levels.flatMap((l, i) =>
    kept.has(i)
      ? [
          {
            day: l.day,
            count: l.value,
            reader: l.key
              .split(' ')
              .map((part) => part.split(':')[1] ?? '')
              .join(', '),
            basis: roles.days.has(l.day) ? ('postings' as const) : ('count' as const),
            roles: roles.days.has(l.day) ? roles.on(l.day) : null,
          },
        ]
      : [],
  )
  const breaks = roles.boards
    .flatMap((b) => b.days.flatMap((d) => (d.breakBefore ? [{ day: d.day, reason: inTheChart(d.breakBefore) }] : [])))
    .filter((b) => b.day > from && b.day <= to)
    .sort((a, b) => (a.day < b.day ? -1 : 1))
  const covered = new Map(levels.map((l) => [l.day, l.value]))
  const gaps: Gap[] = gapsOf(dailyOf([covered]), range, 8).map((g) => ({
    first: g.first,
    last: g.last,
    title: 'Not covered',
    detail: roles.boards.some((b) => b.days.some((d) => d.day >= g.first && d.day <= g.last))
      ? 'nothing that counts came back'
      : roles.boards.length
        ? 'the board was not read'
        : 'no board is known',
  }))
  const raised = totals
    .filter((t) => dayOf(t.asOf) >= from && dayOf(t.asOf) <= to)
    .map((t) => ({
      day: dayOf(t.asOf),
      label: `raised in all: ${{ about: 'about ', 'at-least': 'over ', 'up-to': 'up to ' }[t.amountIs ?? ''] ?? ''}${moneyWords(Number(t.amountMinor) / 100, t.currency)}`,
    }))
  const { rounds, ipo, capacity, layoffs } = marks
  const rows: TableRow[] = [
    ...levels.map((l) => ({
      day: l.day,
      kind: 'openings',
      value: l.value,
      unit: 'openings',
      detail: l.key,
      signal: null,
    })),
    ...rounds.map((m) => ({
      day: m.day,
      kind: m.kind,
      value: m.amountUsd,
      unit: 'USD',
      detail: m.label,
      signal: m.signalId,
    })),
    ...ipo.map((m) => ({ day: m.day, kind: 'ipo', value: null, unit: null, detail: m.text, signal: m.signalId })),
    ...capacity.map((m) => ({
      day: m.day,
      kind: 'capacity',
      value: null,
      unit: null,
      detail: m.label,
      signal: m.signalId,
    })),
    ...layoffs.map((m) => ({
      day: m.day,
      kind: 'layoff',
      value: m.headcount,
      unit: 'people',
      detail: m.label,
      signal: m.signalId,
    })),
    ...raised.map((t) => ({
      day: t.day,
      kind: 'total-raised',
      value: null,
      unit: 'USD',
      detail: t.label,
      signal: null,
    })),
  ].sort((a, b) => (a.day < b.day ? -1 : 1))
  const firstLevel = levels[0]
  const lastLevel = levels.at(-1)
  return {
    chart: 'company-timeline',
    title: timelineTitle(company.name, firstLevel, lastLevel),
    subtitle: `Circle area: amount; ring: debt. Diamond: IPO step; struck through: put off. Openings on days on which the board was read well, ${dayWords(from)} to ${dayWords(to)}.`,
    data: {
      company: company.company,
      label: company.name,
      from,
      to,
      rounds,
      totals: raised,
      ipo,
      capacity,
      layoffs,
      openings,
      breaks,
      gaps,
    },
    rows,
    unit: 'openings and events',
    view: { ...view, from, to, companies: [company.company] },
    notes: [
      ...asOfNote(view),
      ...breakNotes([{ name: company.name, boards: roles.boards }], range, false),
      ...(levels.length < 3 ? [`The board was read well on ${plural(levels.length, 'day')}: levels, no trend.`] : []),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: [
      ...(levels.length ? await boardSources(db, [company], passedDay(view, now), false) : []),
      { name: 'rounds, IPO steps and capacity: filings and press, each with its source', licence: null, url: null },
    ],
    updatedOn:
      [lastLevel?.day ?? null, marks.knownTo]
        .filter((d) => d !== null)
        .sort()
        .at(-1) ?? null,
  }
}

function timelineTitle(name: string, first: DayLevel | undefined, last: DayLevel | undefined): string {
  if (!first || !last) return `${name}: no board was read well in this range`
  if (first.day === last.day) return `${name} had ${numberWords(last.value)} openings on ${dayWords(last.day)}`
  const read = comparable(first, last) ? '' : ', counted by different readers'
  return `${name}: ${numberWords(first.value)} openings on ${dayWords(first.day)}, ${numberWords(last.value)} on ${dayWords(last.day)}${read}`
}

/** The two readings by posting that are furthest apart, by the same reader where there are such. */
export function roleEnds(
  days: readonly (DayLevel & { completeness: string })[],
  from: Day | null,
  to: Day,
): [DayLevel, DayLevel] | null {
  const within = days.filter((d) => (from === null || d.day >= from) && d.day <= to)
  const last = within.at(-1)
  if (!last) return null
  const same = within.find((d) => comparable(d, last))
  const first = same && same.day !== last.day && daysBetween(same.day, last.day) >= 28 ? same : within[0]
  return first && first.day !== last.day ? [first, last] : [last, last]
}

/** `company-roles`: openings by role in two readings of one company. */
export async function companyRoles(ask: ChartAsk): Promise<ChartAnswer<TableRow, CompanyRolesData>> {
  const { view, db, now } = ask
  const company = await askedCompany(ask)
  const known = passedDay(view, now)
  const { days, on, boards } = await companyRoleDays(db, company.company, known)
  const ends = roleEnds([...days.values()], view.from, view.to && view.to < known ? view.to : known)
  const wanted = view.roles.length ? view.roles : INFRA_ROLES
  const [first, last] = ends ?? [null, null]
  const before = first ? on(first.day) : []
  const after = last ? on(last.day) : []
  const rows = wanted
    .map((role) => ({
      role,
      label: ROLES.find((r) => r.slug === role)?.name ?? role,
      from: before.find((r) => r.role === role)?.count ?? 0,
      to: after.find((r) => r.role === role)?.count ?? 0,
    }))
    .filter((r) => r.from > 0 || r.to > 0)
    .sort((a, b) => b.to - a.to || b.from - a.from)
  const most = [...rows].sort((a, b) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from))[0]
  return {
    chart: 'company-roles',
    title: !ends
      ? `${company.name}: no reading by posting`
      : most && most.to !== most.from
        ? `${most.label} went from ${most.from} to ${most.to} at ${company.name}`
        : `Openings by role at ${company.name}`,
    subtitle: ends
      ? `Hollow: ${dayWords(ends[0].day)}. Solid: ${dayWords(ends[1].day)}. Openings by role; other roles left out.`
      : 'Openings by role in two readings.',
    data: { first: first?.day ?? known, last: last?.day ?? known, rows },
    rows: rows.map((r) => ({
      role: r.role,
      name: r.label,
      firstDay: first?.day ?? null,
      lastDay: last?.day ?? null,
      from: r.from,
      to: r.to,
    })),
    unit: 'openings',
    view: { ...view, companies: [company.company] },
    notes: [
      ...asOfNote(view),
      ...(ends && !comparable(ends[0], ends[1])
        ? ['The two readings are by different readers: two levels, not a change.']
        : []),
      ...(ends && ends[0].day === ends[1].day ? ['There is one reading by posting only.'] : []),
      ...(boards.length ? [] : ['No board of this company is known.']),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: boards.length ? await boardSources(db, [company], passedDay(view, now)) : [],
    updatedOn: last?.day ?? null,
  }
}

/** A reading is fresh when it is at most as many days older than the latest reading of any board. */
const FRESH_DAYS = 60
/** "A while before" is at least so many days earlier, by the same reader. */
const BEFORE_DAYS = 84

export interface CompanyLevel {
  company: string
  name: string
  segment: string
  now: DayLevel
  before: DayLevel | null
  readings: number
}

/** The latest covered day of each company, and the latest comparable one a while before it. */
export async function companyLevelRows(db: Db, known: Day, companies: readonly string[]): Promise<CompanyLevel[]> {
  const [boards, names] = await Promise.all([allBoards(db), companyNames(db)])
  const wanted = companies.length ? new Set(companies) : null
  return [...boards].flatMap(([company, list]) => {
    const name = names.get(company)
    if (!name || (wanted && !wanted.has(company))) return []
    const levels = [...countLevels(list, known).values()]
    const now = levels.at(-1)
    if (!now) return []
    const before =
      levels.findLast((l) => comparable(l, now) && daysBetween(l.day, now.day) >= BEFORE_DAYS) ??
      levels.find((l) => comparable(l, now) && daysBetween(l.day, now.day) >= 28) ??
      null
    return [{ company, name: name.name, segment: name.segment, now, before, readings: levels.length }]
  })
}

/** `company-levels`: latest good reading of each company with its day, and a comparable one a while before. */
export async function companyLevels({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, CompanyLevelsData>> {
  const known = view.to && view.to < passedDay(view, now) ? view.to : passedDay(view, now)
  const levels = await companyLevelRows(db, known, view.companies)
  const latest = levels.reduce<Day | null>((day, l) => (day === null || l.now.day > day ? l.now.day : day), null)
  const rows = levels
    .map((l) => ({
      company: l.company,
      label: l.name,
      now: l.now.value,
      day: l.now.day,
      before: l.before ? { value: l.before.value, day: l.before.day } : null,
      fresh: latest !== null && daysBetween(l.now.day, latest) <= FRESH_DAYS,
    }))
    .sort((a, b) => b.now - a.now || (a.company < b.company ? -1 : 1))
  const top = rows.slice(0, 3)
  return {
    chart: 'company-levels',
    title: top.length
      ? `${listWords(top.map((r) => r.label))} have the most openings of the boards read`
      : 'Openings by company',
    subtitle:
      'Openings in all roles in the latest good reading of each board; hollow: a comparable reading at least four weeks before.',
    data: { rows },
    rows: rows.map((r) => ({
      company: r.company,
      name: r.label,
      openings: r.now,
      day: r.day,
      before: r.before?.value ?? null,
      beforeDay: r.before?.day ?? null,
      fresh: r.fresh,
    })),
    unit: 'openings',
    view,
    notes: [
      ...asOfNote(view),
      'Days differ by company: read each with its day. The earlier reading is by the same reader, else there is none.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(
      db,
      levels.map((l) => ({ company: l.company, name: l.name })),
      known,
      false,
    ),
    updatedOn: latest,
  }
}

/** `coverage`: which board was read well on which day. */
export async function coverageChart({ view, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, CoverageData>> {
  const known = passedDay(view, now)
  const [boards, names] = await Promise.all([allBoards(db), companyNames(db)])
  const wanted = view.companies.length ? new Set(view.companies) : null
  const listed = [...boards].filter(([company]) => !wanted || wanted.has(company))
  const days = listed.flatMap(([, list]) =>
    list.flatMap((b) => b.days.filter((d) => d.state !== 'none').map((d) => d.day)),
  )
  const from =
    view.from ?? days.reduce<Day | null>((a, d) => (a === null || d < a ? d : a), null) ?? addDays(known, -90)
  const lastRead = days.reduce<Day | null>((a, d) => (d <= known && (a === null || d > a) ? d : a), null)
  const to = view.to && view.to < known ? view.to : (lastRead ?? known)
  const rows = listed
    .map(([company, list]) => ({
      company,
      label: names.get(company)?.name ?? company,
      inPanel: true,
      spans: coverageSpans(list, { from, to }, false),
    }))
    .filter((r) => r.spans.length > 0)
    .sort((a, b) => length(b.spans) - length(a.spans) || (a.company < b.company ? -1 : 1))
  return {
    chart: 'coverage',
    title: `${plural(rows.length, 'company', 'companies')} with a board that was read between ${dayWords(from)} and ${dayWords(to)}`,
    subtitle: 'A line for each run of days on which the board was read well; thinner: capped or doubted.',
    data: { from, to, rows },
    rows: rows.flatMap((r) =>
      r.spans.map((s) => ({ company: r.company, name: r.label, first: s.first, last: s.last, state: s.state })),
    ),
    unit: 'days',
    view: { ...view, from, to },
    notes: [...asOfNote(view), 'A day without a line was not read, or nothing came back: that is not zero openings.'],
    sources: await boardSources(
      db,
      rows.map((r) => ({ company: r.company, name: r.label })),
      known,
      false,
    ),
    updatedOn: lastRead,
  }
}

const length = (spans: { first: Day; last: Day }[]): number =>
  spans.reduce((sum, s) => sum + daysBetween(s.first, s.last) + 1, 0)
