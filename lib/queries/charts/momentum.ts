import type { IntervalRow, IntervalRowsData } from '@/components/charts/types'
import type { DayLevel } from '@/lib/analytics/breaks'
import {
  MOMENTUM_METHOD,
  type Momentum,
  type MomentumFamily,
  type MomentumUnit,
  type MomentumWeeks,
  momentumOf,
  readingNear,
} from '@/lib/analytics/momentum'
import { countWords, dayWords, listWords, numberWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { ROLES, type RoleSlug } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { ChartAnswer } from '../answer'
import { activeOn, type BoardDays, countLevels, type RoleDays, roleDays } from '../boards'
import { remember } from '../cache'
import { asOfNote, companyNames, knownCompanies, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import { type RolePanel, rolePanel, scopeWords } from '../panel'
import { boardSources, type ChartAsk, partialNotes, type TableRow } from './common'

/** A company read last so long before the others is left out: its momentum is not of now. */
const STALE_DAYS = 56
/** Without a day on which half of the panel can be compared, so many days further back are tried. */
const BACK_DAYS = 28
/** Threes of levels that one unit gives to the dispersion, at most. */
const MOST_TRIPLES = 12
/** Rows that are drawn; the table has all. */
const MOST_DRAWN = 24

interface Unit extends MomentumUnit {
  label: string
  role: RoleSlug | null
  company: string | null
  fromDay: Day
  toDay: Day
  companies: number
}

/**
 * `momentum`: growth over 4 or 12 weeks by role or by company, with 90 % intervals, ranked by the lower end. By role: openings
 * by posting at those companies of the panel that were read alike on both days. By company: openings in all by its boards' own
 * counts, or, with a role, those of the role. Ratios; a row's days are its own.
 *
 * @throws WaveError `bad-view` for another `by`
 */
export function momentum(ask: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const view = ownView(ask)
  const key = JSON.stringify([view, ask.params.by, ask.params.weeks, passedDay(view, ask.now)])
  return remember(ask.db, `momentum ${key}`, () => makeMomentum({ ...ask, view }))
}

async function makeMomentum({ view, params, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const weeks: MomentumWeeks = params.weeks ?? 4
  const by = params.by ?? 'role'
  if (by !== 'role' && by !== 'company')
    throw new WaveError('bad-view', `by=${by.slice(0, 40)} is neither role nor company.`, 'Leave it out for roles.')
  const panel = await rolePanel(view, db, now)
  const found = by === 'role' ? await roleUnits(panel, weeks, db) : await companyUnits(view, panel, weeks, db)
  const family = momentumOf(found.units)
  const units = new Map(found.units.map((u) => [u.key, u]))
  const rows = family.rows.flatMap((m) => {
    const unit = units.get(m.key)
    return unit ? [{ ...m, unit }] : []
  })
  const drawn = rows.filter((r) => r.growth !== null).slice(0, MOST_DRAWN)
  const days = rows.map((r) => r.unit.toDay).sort()
  const last = days.at(-1) ?? null
  const scope = by === 'role' ? scopeWords(found.companies) : `${countWords(found.units.length)} companies`
  const what = by === 'company' && view.roles.length ? `Openings in ${roleWords(view.roles)}` : 'Openings'
  return {
    chart: 'momentum',
    title: titleOf(rows, weeks, by),
    subtitle: rows.length
      ? `${what} against ${weeks} weeks before${by === 'role' && last ? `, to ${dayWords(last)}, at ${scope}` : ', each to its own last reading'}. Mark and 90% interval after shrinking; hollow: fewer than 10 at the start.`
      : `${what} against ${weeks} weeks before.`,
    data: {
      nameHead: by === 'role' ? 'Role' : 'Company',
      valueHead: 'Then, now',
      axisHead: `change in ${weeks} weeks, 90% interval`,
      scale: { format: 'change', base: 0, least: -60, most: 100 },
      rows: drawn.map((r) => rowOf(r, r.unit)),
      empty: found.why,
    },
    rows: rows.map(
      ({ unit, ...m }): TableRow => ({
        [by]: unit.key,
        name: unit.label,
        weeks,
        fromDay: unit.fromDay,
        toDay: unit.toDay,
        companies: unit.companies,
        from: m.from,
        to: m.to,
        ratio: m.ratio,
        growth: m.growth?.ratio ?? null,
        low90: m.growth?.low ?? null,
        high90: m.growth?.high ?? null,
        state: m.state,
        drawn: m.growth ? m.drawn : null,
        small: m.small,
      }),
    ),
    unit: 'openings',
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      companies: view.companies.length || by === 'role' ? panel.companies.map((c) => c.company) : [],
    },
    notes: [
      ...asOfNote(view),
      ...(rows.length ? [] : [found.why]),
      ...MOMENTUM_METHOD,
      dispersionNote(family),
      ...found.notes,
      ...(rows.length > drawn.length + rows.filter((r) => !r.growth).length
        ? [`Drawn are the first ${MOST_DRAWN} of ${rows.length}; the table has all.`]
        : []),
      ...(by === 'role' ? partialNotes(panel) : []),
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, found.companies, panel.passed, by === 'role'),
    updatedOn: last,
  }
}

/** The view with the role or company of the page that the chart stands on. */
function ownView({ view, params }: ChartAsk): View {
  return {
    ...view,
    roles: params.role && !view.roles.length ? [params.role] : view.roles,
    companies: params.company && !view.companies.length ? [params.company] : view.companies,
  }
}

interface Found {
  units: Unit[]
  companies: { company: string; name: string; segment: string }[]
  notes: string[]
  /** Why there is no row. */
  why: string
}

/** The comparable readings of a company around two days; null where growth would cross a break. */
function pairOf<L extends DayLevel>(levels: readonly L[], end: Day, weeks: number): { from: L; to: L } | null {
  const to = readingNear(
    levels.filter((l) => l.day <= end),
    end,
    null,
  )
  const from = to && readingNear(levels, addDays(to.day, -7 * weeks), to)
  return to && from && from.day < to.day ? { from, to } : null
}

/** Days four weeks apart before `day`, in threes, on which all the companies were read as on that day. */
function tripleDays(companies: readonly { levels: readonly DayLevel[]; like: DayLevel }[], day: Day): Day[][][] {
  const found: Day[][][] = []
  for (let k = 0; k < MOST_TRIPLES; k++) {
    const days = [56, 28, 0].map((back) =>
      companies.flatMap((c) => readingNear(c.levels, addDays(day, -28 * k - back), c.like)?.day ?? []),
    )
    if (days.some((d) => d.length < companies.length)) break
    found.push(days)
  }
  return found
}

async function roleUnits(panel: RolePanel, weeks: number, db: Db): Promise<Found> {
  const levels = new Map(
    panel.companies.map((c) => [c.company, [...(panel.coverage.get(c.company)?.values() ?? [])]] as const),
  )
  const matchedOn = (end: Day) =>
    panel.companies.flatMap((c) => {
      const mine = levels.get(c.company) ?? []
      const pair = pairOf(mine, end, weeks)
      return pair ? [{ ...c, levels: mine, ...pair }] : []
    })
  let matched = matchedOn(panel.to)
  for (let back = 1; back <= BACK_DAYS && matched.length * 2 < panel.companies.length; back++) {
    const tried = matchedOn(addDays(panel.to, -back))
    if (tried.length > matched.length) matched = tried
  }
  const missing = panel.companies.filter((c) => !matched.some((m) => m.company === c.company)).map((c) => c.name)
  const why = `Not enough data: has ${matched.length} boards read alike ${weeks} weeks apart up to ${dayWords(panel.to)}, needs 1.`
  if (!matched.length) return { units: [], companies: [], notes: [], why }
  const boards = matched.flatMap((m) => panel.boards.get(m.company) ?? [])
  const counts = await roleDays(
    db,
    boards.map((b) => b.id),
  )
  const count = counter(panel.boards, counts)
  const start = matched.map((m) => m.from.day).sort()[0] ?? panel.from
  const end =
    matched
      .map((m) => m.to.day)
      .sort()
      .at(-1) ?? panel.to
  const threes = tripleDays(
    matched.map((m) => ({ levels: m.levels, like: m.to })),
    start,
  )
  const sum = (roles: readonly string[], dayOf: (m: (typeof matched)[number], i: number) => Day | undefined) =>
    matched.reduce((total, m, i) => total + count(m.company, roles, dayOf(m, i) ?? ''), 0)
  const units = panel.roles.map((slug): Unit => {
    const triples = threes.map(([a = [], b = [], c = []]): [number, number, number] => [
      sum([slug], (_, i) => a[i]),
      sum([slug], (_, i) => b[i]),
      sum([slug], (_, i) => c[i]),
    ])
    return {
      key: slug,
      label: ROLES.find((r) => r.slug === slug)?.name ?? slug,
      role: slug,
      company: null,
      from: sum([slug], (m) => m.from.day),
      to: sum([slug], (m) => m.to.day),
      triples,
      fromDay: start,
      toDay: end,
      companies: matched.length,
    }
  })
  return {
    units,
    companies: matched,
    why,
    notes: missing.length ? [`Not in this growth, since not read alike on both days: ${listWords(missing, 6)}.`] : [],
  }
}

/** Openings of some roles at a company on a day, from its boards that were active then. */
function counter(boards: ReadonlyMap<string, readonly BoardDays[]>, counts: readonly RoleDays[]) {
  const byBoard = new Map<number, RoleDays[]>()
  for (const c of counts) byBoard.set(c.board, [...(byBoard.get(c.board) ?? []), c])
  return (company: string, roles: readonly string[], day: Day): number =>
    activeOn(boards.get(company) ?? [], day).reduce(
      (sum, b) =>
        sum +
        (byBoard.get(b.id) ?? []).reduce((n, c) => n + (roles.includes(c.role) ? (c.openings.get(day) ?? 0) : 0), 0),
      0,
    )
}

async function companyUnits(view: View, panel: RolePanel, weeks: number, db: Db): Promise<Found> {
  const byRole = view.roles.length > 0
  const names = await companyNames(db)
  const wanted = view.companies.length
    ? await knownCompanies(view.companies, db)
    : [...panel.boards.keys()].flatMap((c) => names.get(c) ?? [])
  const end = view.to && view.to < panel.passed ? view.to : panel.passed
  const levelled = wanted.flatMap((c) => {
    const levels = byRole
      ? [...(panel.coverage.get(c.company)?.values() ?? [])]
      : [...countLevels(panel.boards.get(c.company) ?? [], end).values()]
    const mine = levels.filter((l) => l.day <= end)
    const last = mine.at(-1)
    return last ? [{ ...c, levels: mine, last: last.day }] : []
  })
  const newest = levelled
    .map((l) => l.last)
    .sort()
    .at(-1)
  const fresh = levelled.filter((l) => newest && daysBetween(l.last, newest) <= STALE_DAYS)
  const counts = byRole
    ? await roleDays(
        db,
        fresh.flatMap((l) => (panel.boards.get(l.company) ?? []).map((b) => b.id)),
      )
    : []
  const count = counter(panel.boards, counts)
  const units = fresh.flatMap((c): Unit[] => {
    const pair = latestPair(c.levels, weeks)
    if (!pair) return []
    const value = (l: DayLevel) => (byRole ? count(c.company, view.roles, l.day) : l.value)
    const valueOn = new Map(c.levels.map((l) => [l.day, l]))
    const at = (day: Day | undefined) => {
      const level = day === undefined ? undefined : valueOn.get(day)
      return level ? value(level) : 0
    }
    return [
      {
        key: c.company,
        label: c.name,
        role: null,
        company: c.company,
        from: value(pair.from),
        to: value(pair.to),
        triples: tripleDays([{ levels: c.levels, like: pair.to }], pair.from.day).map(
          ([a = [], b = [], d = []]): [number, number, number] => [at(a[0]), at(b[0]), at(d[0])],
        ),
        fromDay: pair.from.day,
        toDay: pair.to.day,
        companies: 1,
      },
    ]
  })
  const left = fresh.length - units.length
  return {
    units,
    companies: wanted.filter((c) => units.some((u) => u.key === c.company)),
    why: `Not enough data: has 0 companies with two readings ${weeks} weeks apart by one reader, needs 1.`,
    notes: [
      ...(left ? [`${sentenceCase(countWords(left))} more companies were not read alike ${weeks} weeks apart.`] : []),
      ...(levelled.length > fresh.length && newest
        ? [
            `${sentenceCase(countWords(levelled.length - fresh.length))} were last read more than ${STALE_DAYS} days before ${dayWords(newest)} and are left out.`,
          ]
        : []),
    ],
  }
}

/** The latest pair of a company: a last reading by another reader gives way to those before it, up to four weeks. */
function latestPair(levels: readonly DayLevel[], weeks: number): { from: DayLevel; to: DayLevel } | null {
  const last = levels.at(-1)
  if (!last) return null
  for (let i = levels.length - 1; i >= 0; i--) {
    const end = levels[i]
    if (!end || daysBetween(end.day, last.day) > BACK_DAYS) return null
    const pair = pairOf(levels, end.day, weeks)
    if (pair) return pair
  }
  return null
}

const percent = (ratio: number): number => 100 * (ratio - 1)
const signedPercent = (ratio: number): string => {
  const value = Math.round(percent(ratio))
  return `${value > 0 ? '+' : ''}${numberWords(value)}%`
}

function rowOf(m: Momentum, unit: Unit): IntervalRow {
  const g = m.growth
  return {
    key: unit.key,
    label: unit.label,
    ...(unit.role && { role: unit.role }),
    ...(unit.company && { company: unit.company }),
    value: `${numberWords(m.from)}, ${numberWords(m.to)}`,
    at: g ? percent(g.ratio) : null,
    low: g ? percent(g.low) : null,
    high: g ? percent(g.high) : null,
    hollow: m.small,
    strong: false,
    first: unit.toDay,
    last: unit.toDay,
    details: [
      { label: `On ${dayWords(unit.toDay)}`, value: numberWords(m.to) },
      { label: `On ${dayWords(unit.fromDay)}`, value: numberWords(m.from) },
      { label: 'As counted', value: m.ratio === null ? 'from none' : signedPercent(m.ratio) },
      ...(g
        ? [
            {
              label: 'Shrunk, 90% interval',
              value: `${signedPercent(g.ratio)}, ${signedPercent(g.low)} to ${signedPercent(g.high)}`,
            },
          ]
        : []),
    ],
  }
}

function titleOf(rows: readonly (Momentum & { unit: Unit })[], weeks: number, by: 'role' | 'company'): string {
  const over = `over ${countWords(weeks)} weeks`
  if (!rows.length) return `Momentum ${over}: not enough data`
  const hot = rows.filter((r) => r.state === 'hot').map((r) => r.unit.label)
  const cooling = rows.filter((r) => r.state === 'cooling').map((r) => r.unit.label)
  if (hot.length)
    return `${listWords(hot, 3)} ${hot.length === 1 ? 'is' : 'are'} hot ${over}${cooling.length ? `; ${listWords(cooling, 2)} cooling` : ''}`
  if (cooling.length)
    return `${listWords(cooling, 3)} ${cooling.length === 1 ? 'is' : 'are'} cooling ${over}, none is hot`
  return `No ${by} is hot ${over}: chance alone could do what was seen`
}

const roleWords = (roles: readonly RoleSlug[]): string =>
  listWords(
    roles.map((slug) => ROLES.find((r) => r.slug === slug)?.name ?? slug),
    3,
  )

const dispersionNote = (family: MomentumFamily): string =>
  family.triples === 0
    ? 'Dispersion beyond Poisson could not be told: no level was read alike three times at four weeks’ distance before.'
    : family.dispersion > 0
      ? `Levels scatter more than Poisson: dispersion ${numberWords(family.dispersion, 4)}, from ${numberWords(family.triples)} threes of levels four weeks apart.`
      : `Levels scatter no more than Poisson, by ${numberWords(family.triples)} threes of levels four weeks apart.`
