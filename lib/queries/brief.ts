import { direction, growth, INTERVAL_METHOD } from '@/lib/analytics/growth'
import { earlierOf } from '@/lib/analytics/panel'
import {
  countWords,
  dayWords,
  listWords,
  moneyWords,
  numberWords,
  percentChange,
  plural,
  rangeWords,
  sentenceCase,
} from '@/lib/analytics/words'
import { addDays, type Day, isDay, mondayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { roundSentence } from '@/lib/ingest/factSentences'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import type { Answer } from './answer'
import { remember } from './cache'
import type { TableRow } from './charts/common'
import { momentum } from './charts/momentum'
import { POSTINGS_ARE_NOT_HIRES, passedDay } from './names'
import { rolePanel, scopeWords } from './panel'
import { rounds } from './rounds'
import { signals } from './signals'
import type { SignalRow, Words } from './types'

/** One week in words. Every sentence that tells a fact leads to its evidence; nothing is said that its interval does not support. */
export interface BriefData {
  /** Monday of the week. */
  week: Day
  last: Day
  /** The day of knowledge: of `asOf`, or the week's Sunday. */
  knownOn: Day
  headline: Words
  sections: { heading: string; sentences: Words[] }[]
  /** What the week does not tell, and how it was made. */
  limits: string[]
}

/** Signals of one kind that are told one by one; the rest is a number with a link. */
const MOST_TOLD = 5
const KINDS: readonly { type: string; heading: string; none: string }[] = [
  { type: 'ipo', heading: 'On the way to a listing', none: 'No step towards a listing became known.' },
  { type: 'layoff', heading: 'Layoffs', none: 'No layoff at a company that is followed became known.' },
  { type: 'capacity', heading: 'Capacity', none: 'No data centre, cluster or power deal became known.' },
  { type: 'macro', heading: 'The economy', none: 'No release became known.' },
]

/**
 * The Monday of the week that a brief is about: the one asked for, or the last one that has passed by the day of knowledge in
 * which the panel was read.
 *
 * @throws WaveError `bad-view` for a week that is no day, or has not ended by the day of knowledge
 */
export async function briefWeek(asked: string | undefined, view: View, db: Db, now = new Date()): Promise<Day> {
  const passed = passedDay(view, now)
  const lastWhole = mondayOf(addDays(passed, -6))
  if (asked !== undefined) {
    const isADay: boolean = isDay(asked)
    if (!isADay) throw new WaveError('bad-view', `week=${asked.slice(0, 40)} is no day.`, 'Give one like 2026-08-17.')
    const week = mondayOf(asked)
    if (week > lastWhole)
      throw new WaveError(
        'bad-view',
        `The week of ${dayWords(week)} has not ended by ${dayWords(passed)}.`,
        `The last is ${lastWhole}.`,
      )
    return week
  }
  const panel = await rolePanel({ ...DEFAULT_VIEW, asOf: view.asOf }, db, now)
  const read = mondayOf(addDays(panel.to, -6))
  return panel.companies.length && read < lastWhole ? read : lastWhole
}

/** The brief of a week (its Monday). Without `asOf` it is as known at the end of its Sunday, so that it stays what it said. */
export async function brief(week: Day, view: View, db: Db, now = new Date()): Promise<BriefData> {
  const last = addDays(week, 6)
  const passed = passedDay(view, now)
  const knownOn = view.asOf ?? earlierOf(last, passed)
  return remember(db, `brief ${week} ${knownOn}`, () => makeBrief(week, last, knownOn, db, now))
}

async function makeBrief(week: Day, last: Day, knownOn: Day, db: Db, now: Date): Promise<BriefData> {
  const view: View = { ...DEFAULT_VIEW, asOf: knownOn, to: last }
  const ask = (by: 'role' | 'company', weeks: 4 | 12) => momentum({ view, params: { by, weeks }, db, now })
  const [panel, role4, role12, company4, news, money] = await Promise.all([
    rolePanel(view, db, now),
    ask('role', 4),
    ask('role', 12),
    ask('company', 4),
    signals({ ...view, from: addDays(week, -60) }, db, { pageSize: 200 }, now),
    rounds({ ...view, from: addDays(week, -60) }, db, now),
  ])
  // Momentum falls back to earlier days where the last cannot be compared; a brief tells of its own week alone.
  const ofWeek = (rows: readonly TableRow[]) => rows.filter((r) => String(r.toDay) >= week && String(r.toDay) <= last)
  const roles = ofWeek(role4.rows)
  const fresh = news.rows.filter((s) => s.knownOn >= week && s.knownOn <= last)
  const openings = openingsSentences(roles, scopeWords(panel.companies))
  const hot = hotSentences(roles, ofWeek(role12.rows))
  const firms = companySentences(ofWeek(company4.rows))
  const raised = moneySentences(
    money.rows.filter((r) => r.knownOn >= week && r.knownOn <= last),
    week,
    last,
  )
  const kinds = KINDS.map(({ type, heading, none }) => ({
    heading,
    sentences: told(
      fresh.filter((s) => s.type === type),
      none,
      `/signals?type=${type}&from=${week}&to=${last}&asOf=${knownOn}`,
    ),
  }))
  return {
    week,
    last,
    knownOn,
    headline: headlineOf(
      roles,
      ofWeek(role12.rows),
      openings.headline,
      raised.headline,
      fresh,
      `/signals?from=${week}&to=${last}&asOf=${knownOn}`,
    ),
    sections: [
      { heading: 'Openings', sentences: openings.sentences },
      { heading: 'Roles', sentences: hot },
      { heading: 'Companies', sentences: firms },
      { heading: 'Money raised', sentences: raised.sentences },
      ...kinds,
    ],
    limits: [
      `The week of ${rangeWords(week, last)}, as known at the end of ${dayWords(knownOn)} (UTC). Roles follow today’s rules of classification.`,
      roles.length
        ? 'A change is told as one only where its 90% interval lies wholly on one side of no change.'
        : 'No two days of this week and four weeks before it were read alike, so nothing is said of hiring: that is not known, not zero.',
      INTERVAL_METHOD,
      'Events stand in the week in which they became known, whenever they happened. Sentences come from fixed templates; each leads to its evidence.',
      POSTINGS_ARE_NOT_HIRES,
    ],
  }
}

const day = (row: TableRow | undefined, key: 'fromDay' | 'toDay'): Day => String(row?.[key] ?? '')
const count = (row: TableRow, key: 'from' | 'to'): number => Number(row[key] ?? 0)

/** All roles together: the level, and its change where chance alone would hardly do it. */
function openingsSentences(rows: readonly TableRow[], scope: string): { sentences: Words[]; headline: Words | null } {
  const [first] = rows
  if (!first)
    return {
      sentences: [[{ text: 'Not known: no board of the panel was read alike in this week and four weeks before.' }]],
      headline: null,
    }
  const [start, end] = [day(first, 'fromDay'), day(first, 'toDay')]
  const g = growth(
    rows.reduce((sum, r) => sum + count(r, 'from'), 0),
    rows.reduce((sum, r) => sum + count(r, 'to'), 0),
  )
  const at = (d: Day, n: number) => ({ text: numberWords(n), evidence: { chart: 'momentum', first: d, last: d } })
  const interval =
    g.low !== null && g.high !== null ? ` (90% interval ${percentChange(g.low)} to ${percentChange(g.high)})` : ''
  const moved = direction(g)
  const level: Words = [
    { text: `Infrastructure openings at ${scope} stood at ` },
    at(end, g.to),
    { text: ` on ${dayWords(end)}, against ` },
    at(start, g.from),
    { text: ` on ${dayWords(start)}` },
  ]
  if (moved === 'flat' || g.ratio === null)
    return {
      sentences: [[...level, { text: `${interval}: chance alone could do that, so no change is claimed.` }]],
      headline: null,
    }
  return {
    sentences: [[...level, { text: `: ${percentChange(g.ratio)}${interval}, more than chance alone would do.` }]],
    headline: [
      { text: `Infrastructure openings at ${scope} ${moved === 'up' ? 'rose' : 'fell'} ` },
      { text: percentChange(g.ratio), evidence: { chart: 'momentum', first: end, last: end } },
      { text: ` in four weeks, to ${numberWords(g.to)}` },
    ],
  }
}

/** A unit with its counts, as a door to its postings. */
function unitWords(row: TableRow, by: 'role' | 'company'): Words {
  const end = day(row, 'toDay')
  const ratio = Number(row.growth ?? 1)
  return [
    { text: `${String(row.name)} ` },
    {
      text: `${numberWords(count(row, 'from'))} to ${numberWords(count(row, 'to'))}`,
      evidence: { chart: 'momentum', first: end, last: end, [by]: String(row[by]) },
    },
    {
      text: ` (${percentChange(ratio)} after shrinking, 90% interval ${percentChange(Number(row.low90 ?? 1))} to ${percentChange(Number(row.high90 ?? 1))})`,
    },
  ]
}

/** `Hot over four weeks: A …, B ….`; an empty list when there is none. */
function stateSentence(rows: readonly TableRow[], state: string, words: string, by: 'role' | 'company'): Words[] {
  const mine = rows.filter((r) => r.state === state)
  if (!mine.length) return []
  const shown = mine.slice(0, MOST_TOLD)
  const rest = mine.length - shown.length
  return [
    [
      { text: `${words}: ` },
      ...shown.flatMap((row, i): Words => [...(i ? [{ text: '; ' }] : []), ...unitWords(row, by)]),
      { text: rest ? `; and ${countWords(rest)} more.` : '.' },
    ],
  ]
}

function hotSentences(four: readonly TableRow[], twelve: readonly TableRow[]): Words[] {
  const told = [
    ...stateSentence(four, 'hot', 'Hot over four weeks', 'role'),
    ...stateSentence(four, 'cooling', 'Cooling over four weeks', 'role'),
    ...stateSentence(twelve, 'hot', 'Hot over twelve weeks', 'role'),
    ...stateSentence(twelve, 'cooling', 'Cooling over twelve weeks', 'role'),
  ]
  if (told.length) return told
  const [first] = four.length ? four : twelve
  if (!first) return [[{ text: 'Not known by role this week.' }]]
  const end = day(first, 'toDay')
  return [
    [
      { text: 'No role moved beyond ' },
      { text: 'what chance alone could do', evidence: { chart: 'momentum', first: end, last: end } },
      { text: four.length && twelve.length ? ', over four weeks or over twelve.' : '.' },
    ],
  ]
}

function companySentences(rows: readonly TableRow[]): Words[] {
  if (!rows.length) return [[{ text: 'No company was read alike in this week and four weeks before.' }]]
  const told = [
    ...stateSentence(rows, 'hot', 'Beyond chance, more openings in all than four weeks before', 'company'),
    ...stateSentence(rows, 'cooling', 'Beyond chance, fewer', 'company'),
  ]
  const [first] = rows
  const end = day(first, 'toDay')
  return told.length
    ? told
    : [
        [
          { text: `Of ${plural(rows.length, 'company', 'companies')} read, ` },
          {
            text: 'none moved beyond chance',
            evidence: { chart: 'momentum', first: end, last: end, company: String(first?.company) },
          },
          { text: '.' },
        ],
      ]
}

type Round = Awaited<ReturnType<typeof rounds>>['rows'][number]

function moneySentences(rows: readonly Round[], week: Day, last: Day): { sentences: Words[]; headline: Words | null } {
  if (!rows.length) return { sentences: [[{ text: 'No round became known.' }]], headline: null }
  const sized = [...rows].sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))
  const counted = sized.filter((r) => r.counted && r.currency === 'USD' && r.amount !== null)
  const sum = counted.reduce((total, r) => total + (r.amount ?? 0), 0)
  const evidence = { chart: 'capital-rounds', first: week, last }
  const one = (r: Round): Words => [
    {
      text: roundSentence(
        r.companyName,
        r.kind,
        r.stage,
        { amount: r.amount, currency: r.currency, is: r.amountIs },
        r.leadInvestors,
      ),
      evidence: r.signalId ? { chart: 'capital-rounds', signalId: r.signalId } : { ...evidence, company: r.company },
    },
    { text: ` (announced ${dayWords(r.announcedOn)}${r.partOf === null ? '' : ', part of a larger round'}).` },
  ]
  const rest = sized.length - MOST_TOLD
  return {
    sentences: [
      ...(counted.length > 1
        ? [
            [
              {
                text: `${sentenceCase(countWords(counted.length))} rounds with a published amount in US dollars add up to `,
              },
              { text: moneyWords(sum), evidence },
              { text: '.' },
            ],
          ]
        : []),
      ...sized.slice(0, MOST_TOLD).map(one),
      ...(rest > 0
        ? [[{ text: `And ${countWords(rest)} more`, href: `/capital?from=${week}&to=${last}` }, { text: '.' }]]
        : []),
    ],
    headline: counted.length
      ? [
          { text: moneyWords(sum), evidence },
          { text: ` was raised in ${counted.length === 1 ? 'one round' : `${countWords(counted.length)} rounds`}` },
        ]
      : null,
  }
}

const CAUTION: Record<string, string> = {
  rumoured: 'Rumoured: ',
  reported: 'Reported: ',
  planned: 'Planned: ',
  denied: 'Denied: ',
  cancelled: 'Called off: ',
}

/** Events one by one, the surest first; what is not completed says so. */
function told(rows: readonly SignalRow[], none: string, href: string): Words[] {
  if (!rows.length) return [[{ text: none }]]
  const sure = [...rows].sort(
    (a, b) => b.confidence - a.confidence || (a.occurredOn < b.occurredOn ? 1 : -1) || (a.id < b.id ? -1 : 1),
  )
  const rest = sure.length - MOST_TOLD
  return [
    ...sure
      .slice(0, MOST_TOLD)
      .map(
        (s): Words => [
          ...(CAUTION[s.status] ? [{ text: CAUTION[s.status] ?? '' }] : []),
          { text: s.summary.replace(/\.$/, ''), evidence: { chart: 'signals', signalId: s.id } },
          { text: s.occurredOn < addDays(s.knownOn, -13) ? `, of ${dayWords(s.occurredOn)}, known late.` : '.' },
        ],
      ),
    ...(rest > 0 ? [[{ text: `And ${countWords(rest)} more`, href }, { text: '.' }]] : []),
  ]
}

/** The strongest thing that the intervals support, then the money or the news. */
function headlineOf(
  four: readonly TableRow[],
  twelve: readonly TableRow[],
  openings: Words | null,
  raised: Words | null,
  fresh: readonly SignalRow[],
  signalsHref: string,
): Words {
  const hotIn = (rows: readonly TableRow[], weeks: string): Words | null => {
    const hot = rows.filter((r) => r.state === 'hot')
    const [first] = hot
    if (!first) return null
    const end = day(first, 'toDay')
    return [
      {
        text: `${listWords(
          hot.map((r) => String(r.name)),
          2,
        )} ${hot.length === 1 ? 'is' : 'are'} `,
      },
      { text: 'hot', evidence: { chart: 'momentum', first: end, last: end, role: String(first.role) } },
      { text: ` over ${weeks} weeks` },
    ]
  }
  const hiring = openings ??
    hotIn(four, 'four') ??
    hotIn(twelve, 'twelve') ?? [
      { text: four.length ? 'No role moved beyond chance' : 'Nothing is known of hiring this week' },
    ]
  const news: Words | null = fresh.length
    ? [{ text: plural(fresh.length, 'event'), href: signalsHref }, { text: ' became known' }]
    : null
  const second = raised ?? news
  return second ? [...hiring, { text: '; ' }, ...second] : hiring
}

/** A sentence of the brief as a row: what is said and what it rests on. */
export interface BriefRow {
  section: string
  text: string
  /** What to ask `evidence` for, in order; null where a sentence says that nothing is known. */
  evidence: string[] | null
}

/** The brief as rows, for the command line and the API. */
export async function briefRows(
  asked: string | undefined,
  view: View,
  db: Db,
  now = new Date(),
): Promise<Answer<BriefRow>> {
  const week = await briefWeek(asked, view, db, now)
  const data = await brief(week, view, db, now)
  const row = (section: string, words: Words): BriefRow => {
    const behind = words.flatMap((p) => (p.evidence ? [JSON.stringify(p.evidence)] : p.href ? [p.href] : []))
    return { section, text: words.map((p) => p.text).join(''), evidence: behind.length ? behind : null }
  }
  return {
    rows: [
      row('Headline', data.headline),
      ...data.sections.flatMap((s) => s.sentences.map((words) => row(s.heading, words))),
    ],
    unit: 'sentences',
    view: { ...view, from: data.week, to: data.last, asOf: data.knownOn },
    notes: data.limits,
  }
}
