import { formatDistanceStrict } from 'date-fns'
import { type Growth, growth } from '@/lib/analytics/growth'
import { intervalWords, trendHeadline } from '@/lib/analytics/headline'
import {
  dayWords,
  listWords,
  moneyWords,
  numberWords,
  percentChange,
  periodWords,
  rangeWords,
  sentenceCase,
  signedWords,
} from '@/lib/analytics/words'
import { addDays, type Day, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { remember } from './cache'
import { byRank, roleRow } from './charts/roleBreakdown'
import { limitsOf } from './limits'
import { INFRA_ROLES, passedDay, roleOf } from './names'
import { latestObservations } from './observations'
import {
  aiShareTile,
  coveredBefore,
  gdpTile,
  ipoTile,
  largeRoundsTile,
  listedTile,
  openingsTile,
} from './overviewTiles'
import { panelInfo, type RolePanel, rolePanel, scopeWords, totalOn } from './panel'
import { rounds } from './rounds'
import { signals } from './signals'
import { statusOf } from './status'
import type { OverviewData, ShortAnswer, Status, Words } from './types'

/**
 * The overview: is infrastructure hiring heating up, in which roles, and what came with it, each in words built from the numbers and
 * scoped to the companies that were observed.
 */
export async function overview(view: View, db: Db, now = new Date()): Promise<OverviewData> {
  const key = JSON.stringify([view, passedDay(view, now)])
  return remember(db, `overview ${key}`, () => makeOverview(view, db, now))
}

async function makeOverview(view: View, db: Db, now: Date): Promise<OverviewData> {
  const panel = await rolePanel(view, db, now)
  const ends = panel.ends
  const known = panel.passed
  const [status, latest, why, ...tiles] = await Promise.all([
    statusOf(panel, view, db, now),
    signals({ ...view, from: null, to: null, roles: [] }, db, { pageSize: 6 }, now),
    whyAnswer(panel, ends, view, db, now),
    largeRoundsTile(view, db, known, now),
    ipoTile(view, db, known, now),
    aiShareTile(db, known),
    gdpTile(db, known),
  ])
  return {
    panel: panelInfo(panel),
    kick: kickLine(status, known),
    headline: panelHeadline(panel, ends, 'Infrastructure openings'),
    answers: [heatAnswer(panel, ends), whereAnswer(panel, ends), why],
    tiles: [openingsTile(panel), listedTile(panel), ...tiles],
    limits: await limitsOf(panel, ends, view.grain, db),
    status,
    signals: latest.rows,
  }
}

/** `Openings complete to 22 Aug 2026 · boards last read on 6 Oct 2026, 2 months ago · capital to 8 Oct 2026 · GDP and postings to 30 Sep 2026`. */
function kickLine(s: Status, known: Day): string {
  // How long ago, in days and up: a board's reading is known by its day.
  const ago = (day: Day) => (day === known ? 'today' : `${formatDistanceStrict(day, known, { unit: 'day' })} ago`)
  return [
    s.openingsTo ? `Openings complete to ${dayWords(s.openingsTo)}` : 'No board was read by posting in this view',
    s.boardsReadOn ? `boards last read on ${dayWords(s.boardsReadOn)}, ${ago(s.boardsReadOn)}` : null,
    s.capitalTo ? `capital to ${dayWords(s.capitalTo)}` : null,
    s.macroTo ? `releases to ${dayWords(s.macroTo)}` : null,
  ]
    .filter((part) => part !== null)
    .join(' · ')
}

/** A covered day near New Year, else in the middle of the range: where a finding asks on which side the change came. */
function middleOf(panel: RolePanel, ends: { first: Day; last: Day }): { day: Day; value: number } | null {
  const newYears = [Number(ends.first.slice(0, 4)) + 1, Number(ends.last.slice(0, 4))].map((y) => `${y}-01-01`)
  const inside = (day: Day) => daysBetween(ends.first, day) >= 56 && daysBetween(day, ends.last) >= 56
  const wish = newYears.find(inside) ?? addDays(ends.first, Math.round(daysBetween(ends.first, ends.last) / 2))
  if (!inside(wish)) return null
  const day = coveredBefore(panel, addDays(wish, 3), addDays(wish, -21))
  const value = day ? totalOn(panel, day) : null
  return day && value !== null ? { day, value } : null
}

const changeOf = (panel: RolePanel, ends: { first: Day; last: Day } | null): Growth | null => {
  const from = ends ? totalOn(panel, ends.first) : null
  const to = ends ? totalOn(panel, ends.last) : null
  return from === null || to === null ? null : growth(from, to)
}

/** The finding about the panel's openings, each figure with its evidence. */
function panelHeadline(panel: RolePanel, ends: { first: Day; last: Day } | null, what: string): Words {
  if (!panel.companies.length) return [{ text: `${what} are not known here: no board was read by posting all through` }]
  const level = ends ? totalOn(panel, ends.last) : null
  const name =
    panel.roles === INFRA_ROLES
      ? what
      : `Openings in ${listWords(
          panel.roles.map((r) => roleOf(r).name),
          3,
        )}`
  const middle = ends ? middleOf(panel, ends) : null
  const pieces = trendHeadline({
    what: name,
    scope: scopeWords(panel.companies),
    change: changeOf(panel, ends),
    first: ends?.first ?? panel.from,
    last: ends?.last ?? panel.to,
    middle,
    level: ends && level !== null ? { day: ends.last, value: level } : null,
  })
  return pieces.map(({ text, mark }) => {
    if (!mark || !ends) return { text }
    const from = mark === 'turn' && middle ? middle.day : ends.last
    return { text, evidence: { chart: 'hiring-trend', first: from, last: ends.last } }
  })
}

/** A count on a day, as a door to its postings. */
const on = (panel: RolePanel, day: Day, value: number, role?: string): Words[number] => ({
  text: numberWords(value),
  evidence: {
    chart: role ? 'role-breakdown' : 'hiring-trend',
    first: day,
    last: day,
    ...(role ? { role } : {}),
    ...(panel.companies.length === 1 ? { company: panel.companies[0]?.company ?? '' } : {}),
  },
})

export function heatAnswer(panel: RolePanel, ends: { first: Day; last: Day } | null): ShortAnswer {
  const change = changeOf(panel, ends)
  if (!ends || !change)
    return { label: 'Heat', words: [{ text: 'Not covered: no two days of these boards may be compared.' }] }
  const interval = intervalWords(change)
  const words: Words = [
    change.ratio === null || change.small
      ? { text: `${signedWords(change.to - change.from)} openings: ` }
      : { text: `${percentChange(change.ratio)}${interval ? ` (90% interval ${interval})` : ''}: ` },
    on(panel, ends.first, change.from),
    { text: ` on ${dayWords(ends.first)}, ` },
  ]
  const middle = middleOf(panel, ends)
  if (middle) words.push(on(panel, middle.day, middle.value), { text: ` on ${dayWords(middle.day)}, ` })
  words.push(on(panel, ends.last, change.to), { text: ` on ${dayWords(ends.last)}.` })
  const quarterAgo = coveredBefore(panel, addDays(ends.last, -91), ends.first)
  const then = quarterAgo ? totalOn(panel, quarterAgo) : null
  if (quarterAgo && then !== null && quarterAgo > ends.first) {
    const recent = growth(then, change.to)
    const spread = intervalWords(recent)
    words.push({
      text:
        recent.ratio === null || recent.small
          ? ` Over the last thirteen weeks ${signedWords(change.to - then)}.`
          : recent.low !== null && recent.high !== null && recent.low <= 1 && recent.high >= 1
            ? ` Over the last thirteen weeks ${percentChange(recent.ratio)} (${spread}): within what chance alone does.`
            : ` Over the last thirteen weeks ${percentChange(recent.ratio)} (${spread}).`,
    })
  }
  return { label: 'Heat', words }
}

function whereAnswer(panel: RolePanel, ends: { first: Day; last: Day } | null): ShortAnswer {
  if (!ends || ends.first === ends.last)
    return { label: 'Where', words: [{ text: 'Not covered: shares and changes by role need two readings alike.' }] }
  const rows = panel.roles.map((role) => roleRow(panel, role, ends))
  const pair = (r: (typeof rows)[number], first: boolean): Words => [
    { text: `${first ? sentenceCase(lower(r.label)) : lower(r.label)} ` },
    on(panel, ends.first, r.change.from, r.role),
    { text: ' to ' },
    on(panel, ends.last, r.change.to, r.role),
  ]
  const up = rows.filter(
    (r) => r.change.to > r.change.from && ((r.change.low ?? 0) > 1 || (r.change.ratio === null && r.change.to >= 5)),
  )
  up.sort((a, b) => (b.change.ratio ?? 99) - (a.change.ratio ?? 99))
  const words: Words = []
  up.slice(0, 3).forEach((r, i) => {
    if (i > 0) words.push({ text: i === Math.min(3, up.length) - 1 ? ' and ' : ', ' })
    words.push(...pair(r, i === 0))
  })
  if (up.length) words.push({ text: up.length === 1 ? ' grew beyond chance.' : ' grew fastest.' })
  const added = [...rows].sort((a, b) => b.change.to - b.change.from - (a.change.to - a.change.from))[0]
  if (added && added.change.to > added.change.from)
    words.push(
      { text: ` ${sentenceCase(lower(added.label))} added most, ` },
      {
        text: signedWords(added.change.to - added.change.from),
        evidence: { chart: 'role-breakdown', first: ends.last, last: ends.last, role: added.role },
      },
      { text: '.' },
    )
  const still =
    rows
      .filter((r) => (r.change.high ?? 9) < 1)
      .sort(byRank)
      .at(-1) ??
    rows
      .filter((r) => r.change.from >= 10 && (r.change.low ?? 9) <= 1)
      .sort((a, b) => (a.change.ratio ?? 1) - (b.change.ratio ?? 1))[0]
  if (still)
    words.push({ text: ' ' }, ...pair(still, true), {
      text: (still.change.high ?? 9) < 1 ? ' fell.' : ' did not move beyond chance.',
    })
  return { label: 'Where', words: words.length ? words : [{ text: 'No role moved beyond chance.' }] }
}

const lower = (name: string): string => (/^[A-Z]{2}/.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1))

/** What came with it and what speaks against it; never a cause. */
async function whyAnswer(
  panel: RolePanel,
  ends: { first: Day; last: Day } | null,
  view: View,
  db: Db,
  now: Date,
): Promise<ShortAnswer> {
  if (!panel.companies.length)
    return { label: 'Why', words: [{ text: 'Not covered: there is no panel to ask about.' }] }
  const from = ends?.first ?? panel.from
  const to = ends?.last ?? panel.to
  const [raised, index] = await Promise.all([
    rounds({ ...view, from, to, companies: panel.companies.map((c) => c.company), roles: [] }, db, now),
    latestObservations(db, ['IHLIDXUS'], { from, to, known: panel.passed }),
  ])
  const equity = raised.rows.filter((r) => r.counted && r.kind !== 'debt')
  const sum = equity.reduce((total, r) => total + (r.amount ?? 0), 0)
  const who = [...new Set(equity.map((r) => r.companyName))]
  const words: Words = sum
    ? [
        { text: `What came with it, which proves no cause: ${listWords(who, 3)} raised ` },
        { text: moneyWords(sum), strong: true, evidence: { chart: 'capital-rounds', first: from, last: to } },
        { text: `, ${rangeWords(from, to)}.` },
      ]
    : [{ text: `No equity round of these companies is known for ${rangeWords(from, to)}.` }]
  const seen = index.filter((r) => r.value !== null)
  const start = seen[0]
  const end = seen.at(-1)
  if (start && end && start.value !== null && end.value !== null && start !== end) {
    const against = end.value <= start.value ? 'Against a general boom: all' : 'All'
    words.push(
      { text: ` ${against} US postings on Indeed went from ${numberWords(start.value, 1)} to ` },
      { text: numberWords(end.value, 1), evidence: { chart: 'macro-series', first: end.vintage, last: end.vintage } },
      { text: ` by ${periodWords(end.period)} (index, 1 Feb 2020 = 100).` },
    )
  }
  return { label: 'Why', words }
}
