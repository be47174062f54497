import type { ExploreData, ExploreEvent, ExploreLine } from '@/components/charts/types'
import { sharedIndices } from '@/lib/analytics/downsample'
import {
  baseOf,
  changeOn,
  LEAST_START,
  rebased,
  shareOf,
  stretches,
  trailingMean,
  underneath,
} from '@/lib/analytics/explore'
import { periodsBetween } from '@/lib/analytics/periods'
import { dayWords, listWords, numberWords, periodWords, plural, rangeWords, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day, type Grain, isDay, periodOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import type { Transform, View } from '@/lib/view'
import type { ChartAnswer } from '../answer'
import { type Line, lineOf, lineSpecs, rangeOf } from '../explore'
import { asOfNote, INFRA_ROLES, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import { allVintages } from '../observations'
import type { ChartAsk, ChartParams, TableRow } from './common'
import { GDP_SERIES, gdpSteps, marksIn } from './marks'

const PERIODS: Record<Grain, string> = { day: 'day', week: 'week', month: 'month', quarter: 'quarter' }
/** Periods of a year, so that a year's change compares the same weekday or the same season. */
const YEAR: Record<Grain, number> = { day: 364, week: 52, month: 12, quarter: 4 }
/** Round sizes from which a round is marked, in US dollars: fewer marks than six stay readable. */
const LARGE_ROUND = 1e10
const MOST_EVENTS = 6
const MOST_NOTES = 5

/** What the chart is asked for beside the view, read and checked. */
export interface ExploreAsk {
  base: Day | null
  smooth: number
  against: 'period' | 'year'
  events: readonly string[]
  log: boolean
  overlay: 'previous' | 'year' | null
  notes: readonly { day: Day; text: string }[]
}

/** Keys that it takes beside the view and its series. */
export const EXPLORE_KEYS = ['base', 'smooth', 'against', 'events', 'scale', 'overlay'] as const
export const EVENT_KINDS = ['rounds', 'ipo', 'layoffs', 'gdp'] as const

/** @throws WaveError `bad-view` for a value that cannot be used, saying which would be */
export function exploreAsk(params: ChartParams): ExploreAsk {
  const bad = (key: string, value: string, next: string) =>
    new WaveError('bad-view', `${key}=${value.slice(0, 40)} cannot be used.`, next)
  const { base = null, smooth = '1', against = 'period', scale, overlay } = params
  if (base !== null && !isDay(base)) throw bad('base', base, 'Give a day like 2026-01-05.')
  const length = Number(smooth)
  if (!Number.isInteger(length) || length < 1 || length > 53)
    throw bad('smooth', smooth, 'Give the periods to average over, 1 to 53.')
  if (against !== 'period' && against !== 'year') throw bad('against', against, 'It is period or year.')
  if (scale !== undefined && scale !== 'log' && scale !== 'linear') throw bad('scale', scale, 'It is log or linear.')
  if (overlay !== undefined && overlay !== 'previous' && overlay !== 'year')
    throw bad('overlay', overlay, 'It is previous or year.')
  const events = (params.events ?? '').split(',').filter((word) => word !== '')
  const odd = events.find((word) => !EVENT_KINDS.some((kind) => kind === word))
  if (odd !== undefined) throw bad('events', odd, `The kinds are ${EVENT_KINDS.join(', ')}.`)
  return {
    base,
    smooth: length,
    against,
    events,
    log: scale === 'log',
    overlay: overlay ?? null,
    notes: readNotes(params.pins),
  }
}

/** Notes of a reader's own, `2026-02-12~text|…`. Those without a day that exists are left out; they are nobody's data. */
export const readNotes = (pins: string | undefined): { day: Day; text: string }[] =>
  (pins ?? '')
    .split('|')
    .flatMap((pin) => {
      const at = pin.indexOf('~')
      const day = pin.slice(0, at)
      const text = pin.slice(at + 1).trim()
      return at > 0 && isDay(day) && text ? [{ day, text: text.slice(0, 60) }] : []
    })
    .slice(0, MOST_NOTES)

/**
 * `explore`: up to eight series on one axis: as levels, shares, rebased to 100 on a day, or as changes; averaged, on a log scale,
 * over the same series a year or a range before, with events and notes. Series of unlike units have no common level: they
 * are rebased, and the answer says so.
 */
export async function explore({ view, params, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, ExploreData>> {
  const ask = exploreAsk(params)
  const specs = lineSpecs(params.series)
  const range = { ...(await rangeOf(specs, view, db, now)), grain: view.grain }
  const lines = await Promise.all(specs.map((spec) => lineOf(spec, view, range, db, now)))
  const units = new Set(lines.map((l) => l.unit))
  const alike = units.size <= 1
  const transform: Transform = view.transform === 'level' && !alike ? 'rebased' : view.transform
  const context = { view, range, db, now, ask, transform }
  const drawn = await Promise.all(lines.map((line) => transformed(line, context)))
  const unit = unitOf(transform, ask, view.grain, [...units][0] ?? '')
  const shown = drawn.map(
    ({ line, points, before }, i): ExploreLine => ({
      key: line.spec.key,
      label: line.label,
      detail: line.detail,
      ...(line.spec.kind === 'openings' && line.spec.role && { role: line.spec.role }),
      ...(line.spec.kind !== 'observations' && line.spec.company && { company: line.spec.company }),
      twin: lines.slice(0, i).filter((other) => toneOf(other) === toneOf(line)).length,
      tone: toneOf(line),
      points,
      before,
    }),
  )
  const scopes = new Set(lines.flatMap((l) => l.scope ?? []))
  const gaps = scopes.size === 1 ? (lines.find((l) => l.scope !== null)?.gaps ?? []) : []
  const decimals = transform === 'level' ? Math.max(...lines.map((l) => l.decimals)) : 1
  const base = transform === 'rebased' ? baseDay(drawn, ask.base) : null
  const companies = lines.flatMap((l) => (l.spec.kind === 'observations' ? [] : (l.spec.company ?? [])))
  return {
    chart: 'explore',
    title: findingOf(shown, transform, decimals, base, view.grain),
    subtitle: subtitleOf(lines, unit, ask, range),
    data: {
      grain: view.grain,
      from: range.from,
      to: range.to,
      unit,
      decimals,
      zeroBased: transform === 'level' || transform === 'share',
      log: ask.log && transform !== 'change',
      base,
      focus: leading(shown)?.key ?? null,
      series: thinned(shown),
      gaps,
      events: await eventsOf(ask.events, companies, range, view, db, now),
      notes: ask.notes.filter((n) => n.day >= range.from && n.day <= range.to),
    },
    rows: tableOf(shown),
    unit,
    view: { ...view, from: range.from, to: range.to, transform },
    notes: notesOf(drawn, context, alike),
    sources: [...new Map(lines.flatMap((l) => l.sources).map((s) => [s.name, s])).values()],
    updatedOn:
      lines
        .flatMap((l) => l.updatedOn ?? [])
        .sort()
        .at(-1) ?? null,
  }
}

interface Context {
  view: View
  range: { from: Day; to: Day; grain: Grain }
  db: Db
  now: Date
  ask: ExploreAsk
  transform: Transform
}

interface Drawn {
  line: Line
  points: ExploreLine['points']
  before: ExploreLine['before']
  /** Value that stands for 100; null where it is not rebased. */
  base: { day: Day; value: number } | null
  /** Values that the transform took away, since they lie across a break or started under ten. */
  lost: number
}

async function transformed(line: Line, context: Context): Promise<Drawn> {
  const { view, range, db, now, ask, transform } = context
  const shift = ask.overlay === 'year' ? YEAR[range.grain] : periodsBetween(range.from, range.to, range.grain).length
  const earlier = async (periods: number): Promise<Line> => {
    const back = rangeBack(range, periods)
    return lineOf(line.spec, view, back, db, now)
  }
  const whole =
    transform === 'share' && line.spec.kind === 'openings' && line.spec.role
      ? await lineOf({ ...line.spec, roles: INFRA_ROLES, role: null }, view, range, db, now)
      : null
  const lag = ask.against === 'year' ? YEAR[range.grain] : 1
  // A change needs what lies before the range, and so does an average.
  const lead = (transform === 'change' ? lag : 0) + ask.smooth - 1
  const long = lead > 0 ? await lineOf(line.spec, view, withLead(range, lead), db, now) : line
  const extra = long.points.length - line.points.length
  const stretch = stretches(
    long.points,
    long.breaks.map((b) => b.day),
  )
  const smooth = trailingMean(long.points, ask.smooth, stretch)
  const cut = <T>(list: readonly T[]): T[] => list.slice(Math.max(0, extra))
  const level = cut(smooth)
  const base = transform === 'rebased' ? baseOf(level, ask.base) : null
  const points =
    transform === 'rebased'
      ? rebased(level, base, cut(stretch))
      : transform === 'change'
        ? cut(changeOn(smooth, lag, stretch, line.measure))
        : transform === 'share'
          ? whole
            ? shareOf(level, trailingMean(whole.points, ask.smooth, cut(stretch)))
            : level.map((p) => ({ ...p, value: line.measure === 'rate' ? p.value : null }))
          : level
  const at = base ? line.points[base.index] : undefined
  const overlay = ask.overlay && transform !== 'change' && transform !== 'share' ? await earlier(shift) : null
  const under = overlay
    ? underneath(
        points,
        transform === 'rebased' && base
          ? overlay.points.map((p) => ({ ...p, value: p.value === null ? null : (100 * p.value) / base.value }))
          : overlay.points,
      ).map(({ period, value }) => ({ period, value }))
    : null
  return {
    line,
    points,
    before: under?.some((p) => p.value !== null) ? under : null,
    base: base && at ? { day: at.first, value: base.value } : null,
    lost: level.filter((p, i) => p.value !== null && points[i]?.value === null).length,
  }
}

/** A range as many periods earlier. */
function rangeBack<R extends { from: Day; to: Day; grain: Grain }>(range: R, periods: number): R {
  if (range.grain === 'day') return { ...range, from: addDays(range.from, -periods), to: addDays(range.to, -periods) }
  if (range.grain === 'week')
    return { ...range, from: addDays(range.from, -7 * periods), to: addDays(range.to, -7 * periods) }
  const months = range.grain === 'month' ? periods : 3 * periods
  return { ...range, from: monthsBack(range.from, months), to: monthsBack(range.to, months) }
}

const withLead = <R extends { from: Day; to: Day; grain: Grain }>(range: R, periods: number): R => ({
  ...rangeBack(range, periods),
  to: range.to,
})

/** The same day so many months before; the month's last day where that does not exist. */
function monthsBack(day: Day, months: number): Day {
  const month = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 - months
  const start = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`
  for (let d = Number(day.slice(8)); d >= 28; d--) {
    const found = `${start}-${String(d).padStart(2, '0')}`
    if (isDay(found)) return found
  }
  return `${start}-${day.slice(8)}`
}

/** Lines of one tone are told apart by their dashes. */
function toneOf(line: Line): string {
  const { spec } = line
  if (spec.kind === 'openings') return spec.role ?? 'ink'
  return spec.kind === 'count' ? 'wave' : line.measure === 'rate' ? 'outside-rate' : 'outside'
}

function baseDay(drawn: readonly Drawn[], asked: Day | null): Day | null {
  return asked ?? drawn.flatMap((d) => d.base?.day ?? []).sort()[0] ?? null
}

const lastValue = (line: ExploreLine): number | null => line.points.findLast((p) => p.value !== null)?.value ?? null

/** The line that stands highest at its end: it carries the finding. */
function leading(lines: readonly ExploreLine[]): ExploreLine | null {
  return [...lines].sort((a, b) => (lastValue(b) ?? -Infinity) - (lastValue(a) ?? -Infinity))[0] ?? null
}

function findingOf(
  lines: readonly ExploreLine[],
  transform: Transform,
  decimals: number,
  base: Day | null,
  grain: Grain,
): string {
  const known = lines.filter((l) => lastValue(l) !== null)
  const top = leading(known)
  if (!top) return 'Nothing was observed of these series in this range'
  const low = [...known].sort((a, b) => (lastValue(a) ?? 0) - (lastValue(b) ?? 0))[0] ?? top
  const places = transform === 'rebased' ? 0 : decimals
  const mark = (line: ExploreLine) =>
    transform === 'share' || transform === 'change' ? (line.tone === 'outside-rate' ? ' points' : '%') : ''
  const words = (line: ExploreLine) => `${line.label} at ${numberWords(lastValue(line) ?? 0, places)}${mark(line)}`
  const both = low === top ? words(top) : `${words(top)}, ${words(low)}`
  return transform === 'rebased' && base
    ? `${both} (100: ${grain === 'week' ? `week of ${dayWords(base)}` : periodWords(periodOf(base, grain))})`
    : both
}

function unitOf(transform: Transform, ask: ExploreAsk, grain: Grain, unit: string): string {
  switch (transform) {
    case 'level':
      return unit
    case 'share':
      return 'percent of the nine infrastructure roles'
    case 'rebased':
      return 'index, base = 100'
    case 'change':
      return `percent change on the ${ask.against === 'year' ? 'year' : PERIODS[grain]} before; rates: points`
  }
}

function subtitleOf(
  lines: readonly Line[],
  unit: string,
  ask: ExploreAsk,
  range: { from: Day; to: Day; grain: Grain },
): string {
  const panel = lines.find((l) => l.scope === 'panel')
  const one = new Set(lines.flatMap((l) => l.scope ?? [])).size === 1
  const names = panel?.sources[0]?.name.replace('job boards of ', '')
  return [
    `${sentenceCase(unit)}, by ${PERIODS[range.grain]}, ${rangeWords(range.from, range.to)}.`,
    ...(names ? [`Openings at ${names}${one ? '' : ', where no company is named'}.`] : []),
    ...(ask.smooth > 1 ? [`Mean of ${ask.smooth} ${PERIODS[range.grain]}s up to each.`] : []),
    'Hollow: the last period is not over, or was not covered whole.',
  ].join(' ')
}

/**
 * At most 300 places on the axis, shared by all lines of the grain; lines of a coarser period keep theirs. Of a stretch without
 * any value one period is kept, so that single readings far apart all stay and no line joins them.
 */
function thinned(lines: readonly ExploreLine[]): ExploreLine[] {
  const most = Math.max(...lines.map((l) => l.points.length))
  const shared = lines.filter((l) => l.points.length === most)
  const empty = (i: number) => shared.every((l) => (l.points[i]?.value ?? null) === null && !l.before?.[i]?.value)
  const seen = Array.from({ length: most }, (_, i) => i).filter((i) => i === 0 || !empty(i) || !empty(i - 1))
  const picked = sharedIndices(shared.map((l) => seen.map((i) => l.points[i]?.value ?? null)))
  const kept = picked.flatMap((at) => seen[at] ?? [])
  if (kept.length >= most) return [...lines]
  return lines.map((line) =>
    line.points.length === most
      ? {
          ...line,
          points: kept.flatMap((i) => line.points[i] ?? []),
          before: line.before && kept.flatMap((i) => line.before?.[i] ?? []),
        }
      : line,
  )
}

function tableOf(lines: readonly ExploreLine[]): TableRow[] {
  return lines.flatMap((line) =>
    line.points.map((p, i) => ({
      series: line.key,
      name: line.label,
      period: p.period,
      value: p.value,
      covered: p.covered,
      daysCovered: p.daysCovered,
      days: p.daysPassed,
      ...(lines.some((l) => l.before) && { before: line.before?.[i]?.value ?? null }),
    })),
  )
}

function notesOf(drawn: readonly Drawn[], { view, ask, transform }: Context, alike: boolean): string[] {
  const breaks = drawn.flatMap((d) => d.line.breaks)
  const small = drawn.filter((d) => d.base && d.line.measure === 'count' && d.base.value < LEAST_START)
  const lost = drawn.filter((d) => d.lost > 0)
  const previous = drawn.filter((d) => d.before)
  return [
    ...asOfNote(view),
    ...(view.transform === 'level' && !alike
      ? ['Series of unlike units have no common level: they are rebased to 100.']
      : []),
    ...(small.length
      ? [
          `Base counts under ${LEAST_START}: ${small.map((d) => `${d.line.label} ${numberWords(d.base?.value ?? 0, 1)}`).join(', ')}. Read their direction, not their index.`,
        ]
      : []),
    ...(transform === 'share' && lost.length
      ? [`No share of anything, so left out: ${listWords(lost.map((d) => d.line.label))}.`]
      : []),
    ...(transform === 'rebased' || transform === 'change'
      ? lost.map(
          (d) =>
            `${d.line.label}: ${plural(d.lost, 'value')} left out, ${transform === 'change' ? `across a break or from under ${LEAST_START}` : 'on the other side of a break'}.`,
        )
      : []),
    ...[...new Map(breaks.map((b) => [`${b.day} ${b.why}`, b])).values()]
      .slice(0, 4)
      .map((b) => `${dayWords(b.day)}, ${b.why}; nothing is compared across it.`),
    ...(ask.overlay
      ? [
          previous.length
            ? `Thin: ${ask.overlay === 'year' ? 'the same series a year before' : 'the same series over the range before'}, period under period.`
            : 'No series here was observed in the earlier range.',
        ]
      : []),
    ...(drawn.some((d) => d.line.scope !== null)
      ? ['Where a line breaks off its boards were not read.', POSTINGS_ARE_NOT_HIRES]
      : []),
  ]
}

/** Events on the axis: at most six, the largest of their kind, so that each has room for its words. */
async function eventsOf(
  kinds: readonly string[],
  companies: readonly string[],
  range: { from: Day; to: Day },
  view: View,
  db: Db,
  now: Date,
): Promise<ExploreEvent[]> {
  if (kinds.length === 0) return []
  const known = passedDay(view, now)
  const marks = await marksIn(db, { ...range, known, companies: companies.length ? companies : null })
  const found: ExploreEvent[] = []
  if (kinds.includes('rounds'))
    found.push(
      ...marks.rounds
        .filter((r) => companies.length > 0 || (r.amountUsd ?? 0) >= LARGE_ROUND)
        .map(
          (r): ExploreEvent => ({
            kind: 'round',
            day: r.day,
            label: r.label,
            signalId: r.signalId,
            size: r.amountUsd ?? 0,
            round: r.kind,
          }),
        ),
    )
  if (kinds.includes('ipo'))
    found.push(
      ...marks.ipo.map(
        (m): ExploreEvent => ({
          kind: 'ipo',
          day: m.day,
          label: m.label,
          signalId: m.signalId,
          size: m.stage === 'listed' || m.stage === 'priced' ? 2 : m.stage === 'filed' ? 1 : 0,
          stage: m.stage,
        }),
      ),
    )
  if (kinds.includes('layoffs'))
    found.push(
      ...marks.layoffs.map(
        ({ day, label, signalId, headcount }): ExploreEvent => ({
          kind: 'layoff',
          day,
          label,
          signalId,
          size: headcount ?? 0,
        }),
      ),
    )
  if (kinds.includes('gdp')) {
    const vintages = await allVintages(db, GDP_SERIES, { from: null, to: null, known })
    found.push(
      ...gdpSteps(vintages, range.from, range.to)
        .filter((s) => s.day >= range.from)
        .map(
          (s): ExploreEvent => ({
            kind: 'gdp',
            day: s.day,
            label: `GDP ${s.period.slice(5)} ${numberWords(s.value, 1)}%`,
            signalId: null,
            size: s.revision ? 0 : 1,
          }),
        ),
    )
  }
  const room = Math.max(1, Math.floor(MOST_EVENTS / kinds.length))
  return [...new Set(found.map((e) => e.kind))]
    .flatMap((kind) =>
      found
        .filter((e) => e.kind === kind)
        .sort((a, b) => b.size - a.size || (a.day < b.day ? 1 : -1))
        .slice(0, room),
    )
    .sort((a, b) => (a.day < b.day ? -1 : 1))
}
