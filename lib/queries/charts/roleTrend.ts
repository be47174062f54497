import type { LevelSeries, RolePayData, RoleTrendData } from '@/components/charts/types'
import { sharedIndices } from '@/lib/analytics/downsample'
import { medianOfEnough } from '@/lib/analytics/median'
import { dailyOf, periodLevels } from '@/lib/analytics/periods'
import { dayWords, moneyWords, numberWords, plural, shortDayWords } from '@/lib/analytics/words'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import type { Role } from '@/lib/signals/taxonomy'
import type { View } from '@/lib/view'
import type { ChartAnswer } from '../answer'
import { roleDays } from '../boards'
import { asOfNote, companyNames, POSTINGS_ARE_NOT_HIRES, passedDay, roleOf } from '../names'
import { companyValues, type RolePanel, rolePanel } from '../panel'
import { type PostedPayRow, postedPay } from '../postedPay'
import { boardSources, type ChartAsk, lastObserved, panelGaps, partialNotes, type TableRow } from './common'

/** The role that a chart is about: its own parameter, or the view's only role. */
function askedRole({ view, params }: ChartAsk): Role {
  const slug = params.role ?? view.roles[0]
  if (!slug)
    throw new WaveError(
      'bad-view',
      'This chart is about one role, and none is named.',
      'Add role=data-center-ops, or another.',
    )
  return roleOf(slug)
}

/** A company read on at most so many days outside the panel is shown as single readings. */
const SINGLE_DAYS = 6

/** Companies outside the panel that were read by posting on a few days of the range: a level on a day, never a trend. */
export async function singleReadings(panel: RolePanel, role: string, db: Db): Promise<RoleTrendData['singles']> {
  const names = await companyNames(db)
  const inPanel = new Set(panel.companies.map((c) => c.company))
  const few = [...panel.coverage].flatMap(([company, days]) => {
    const read = [...days.keys()].filter((d) => d >= panel.from && d <= panel.passed)
    return !inPanel.has(company) && read.length > 0 && read.length <= SINGLE_DAYS ? [{ company, read }] : []
  })
  const boards = few.flatMap((f) => panel.boards.get(f.company) ?? [])
  if (!boards.length) return []
  const counts = await roleDays(
    db,
    boards.map((b) => b.id),
  )
  return few
    .map(({ company, read }) => {
      const ids = new Set((panel.boards.get(company) ?? []).map((b) => b.id))
      const mine = counts.filter((c) => ids.has(c.board) && c.role === role)
      const readings = read.map((day) => ({ day, value: mine.reduce((sum, c) => sum + (c.openings.get(day) ?? 0), 0) }))
      return { company, label: names.get(company)?.name ?? company, readings: thinDays(readings) }
    })
    .filter((s) => s.readings.some((r) => r.value > 0))
    .sort((a, b) => (b.readings.at(-1)?.value ?? 0) - (a.readings.at(-1)?.value ?? 0))
}

/** Readings of neighbouring days say one thing: of each run of days the last is kept. */
function thinDays(readings: { day: string; value: number }[]): { day: string; value: number }[] {
  return readings.filter((r, i) => {
    const next = readings[i + 1]
    return !next || (Date.parse(next.day) - Date.parse(r.day)) / 86_400_000 > 7
  })
}

/** `role-trend`: openings of one role by day, a line a company of the panel, single readings beside it. */
export async function roleTrend(ask: ChartAsk): Promise<ChartAnswer<TableRow, RoleTrendData>> {
  const { view, db, now } = ask
  const role = askedRole(ask)
  const panel = await rolePanel({ ...view, roles: [role.slug] }, db, now)
  const grain = view.grain === 'week' ? 'day' : view.grain
  const all = panel.companies.map((c) => {
    const days = companyValues(panel, c.company)
    return { ...c, points: periodLevels(dailyOf([days]), { from: panel.from, to: panel.to }, grain, panel.passed) }
  })
  const kept = sharedIndices(all.map((s) => s.points.map((p) => p.value)))
  const last = (s: (typeof all)[number]) => s.points.findLast((p) => p.value !== null)
  const ever = all
    .filter((s) => s.points.some((p) => (p.value ?? 0) > 0))
    .sort((a, b) => (last(b)?.value ?? 0) - (last(a)?.value ?? 0))
  // A company that never had such an opening is said in a note, not drawn along the zero line.
  const series = ever.slice(0, 8).map(
    (s): LevelSeries => ({
      key: s.company,
      label: s.name,
      company: s.company,
      role: role.slug,
      points: kept.flatMap((i) => s.points[i] ?? []),
    }),
  )
  const never = all.filter((s) => !ever.includes(s)).map((s) => s.name)
  return {
    chart: 'role-trend',
    title: roleTitle(
      role.name,
      ever.map((s) => ({ name: s.name, now: last(s) })),
    ),
    subtitle: `Openings classified as ${role.name}, by ${grain}, at companies read all through; stems are single readings.`,
    data: {
      role: role.slug,
      from: panel.from,
      to: panel.to,
      series,
      singles: await singleReadings(panel, role.slug, db),
      gaps: panelGaps(panel, grain),
      annotations: annotationsOf(ever),
    },
    rows: (all[0]?.points ?? []).map((p, i) => {
      const row: TableRow = { period: p.period }
      for (const s of all) row[s.company] = s.points[i]?.value ?? null
      return row
    }),
    unit: 'openings',
    view: {
      ...view,
      from: panel.from,
      to: panel.to,
      roles: [role.slug],
      companies: panel.companies.map((c) => c.company),
    },
    notes: [
      ...asOfNote(view),
      ...(never.length ? [`No such opening in the range: ${never.join(', ')}.`] : []),
      ...partialNotes(panel),
      'A company read on a few days shows what was open then, not how demand moved.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: await boardSources(db, panel.companies, panel.passed),
    updatedOn: lastObserved(panel),
  }
}

function roleTitle(
  role: string,
  series: { name: string; now: { value: number | null; period: string } | undefined }[],
): string {
  const [first, second] = series
  if (!first?.now || first.now.value === null) return `${role}: openings by company`
  const other =
    second?.now && second.now.value !== null ? `, ${second.name} ${numberWords(Math.round(second.now.value))}` : ''
  return `${role}: ${first.name} has ${numberWords(Math.round(first.now.value))}${other}`
}

/** The peak of a line that has since fallen, and the first opening of one that had none. */
function annotationsOf(
  series: { name: string; points: { period: string; first: string; value: number | null }[] }[],
): RoleTrendData['annotations'] {
  return series
    .slice(0, 3)
    .flatMap((s) => {
      const seen = s.points.filter((p) => p.value !== null)
      const peak = seen.reduce<(typeof seen)[number] | null>(
        (a, p) => (a === null || (p.value ?? 0) > (a.value ?? 0) ? p : a),
        null,
      )
      const end = seen.at(-1)
      const start = seen.find((p) => (p.value ?? 0) > 0)
      const found: RoleTrendData['annotations'] = []
      if (peak && end && (peak.value ?? 0) > 1.2 * (end.value ?? 0) && (peak.value ?? 0) >= 5)
        found.push({
          day: peak.first,
          value: peak.value ?? 0,
          bold: numberWords(Math.round(peak.value ?? 0)),
          text: `at ${s.name} on ${shortDayWords(peak.first)}`,
        })
      else if (start && seen[0] && seen[0].value === 0 && start !== seen[0])
        found.push({
          day: start.first,
          value: start.value ?? 0,
          bold: s.name,
          text: `first on ${shortDayWords(start.first)}`,
        })
      return found
    })
    .slice(0, 4)
}

/** Pay ranges in US dollars a year as posted, latest first; of one role or of some companies. Others are left apart. */
export async function payRows(
  db: Db,
  ask: { role?: string; companies?: readonly string[]; known: string },
): Promise<PostedPayRow[]> {
  const all = await postedPay(db, ask.known)
  return all.filter(
    (r) =>
      r.apart === null &&
      (ask.role === undefined || r.role === ask.role) &&
      (!ask.companies?.length || ask.companies.includes(r.company)),
  )
}

/** `role-pay`: pay ranges as posted, the 20 latest by day seen; the median is over all of them. */
export async function rolePay(ask: ChartAsk): Promise<ChartAnswer<TableRow, RolePayData>> {
  const { view, db, now } = ask
  const role = askedRole(ask)
  const known = passedDay(view, now)
  const rows = await payRows(db, { role: role.slug, companies: payCompanies(view), known })
  const median = medianOfEnough(rows.map((r) => (r.min + r.max) / 2))
  const shown = rows.slice(0, 20).sort((a, b) => b.max - a.max || b.min - a.min)
  const latest = rows[0] ? rows[0].lastSeen : null
  return {
    chart: 'role-pay',
    title:
      median === null
        ? `${role.name}: pay as posted`
        : `${role.name}: the middle of ${numberWords(rows.length)} posted ranges is ${moneyWords(median)}`,
    subtitle: `Yearly pay range as posted, US dollars, ${rows.length > shown.length ? `the ${shown.length} seen latest of ${numberWords(rows.length)} postings` : plural(rows.length, 'posting')}. A line marks the middle of the ranges' middles.`,
    data: {
      currency: 'USD',
      rows: shown.map((r) => ({ postingId: r.id, title: r.title, company: r.companyName, min: r.min, max: r.max })),
      median,
    },
    rows: rows.map((r) => ({
      posting: r.id,
      title: r.title,
      company: r.company,
      payMin: r.min,
      payMax: r.max,
      currency: 'USD',
      lastSeen: r.lastSeen,
    })),
    unit: 'USD a year',
    view: { ...view, roles: [role.slug] },
    notes: [
      ...asOfNote(view),
      'Only postings whose pay was read in US dollars a year; most boards publish none, so this is no sample of the market.',
      ...(median === null ? ['Fewer than five ranges: no median.'] : []),
      ...(latest ? [`Latest posting seen on ${dayWords(latest)}.`] : []),
    ],
    sources: await boardSources(
      db,
      [...new Map(rows.map((r) => [r.company, { company: r.company, name: r.companyName }])).values()],
      known,
    ),
    updatedOn: latest,
  }
}

const payCompanies = (view: View): string[] => view.companies
