import type { IntervalRow, IntervalRowsData } from '@/components/charts/types'
import { notEnoughWords } from '@/lib/analytics/enough'
import { groupBy } from '@/lib/analytics/group'
import { PAY_METHOD, type PayApart, type PaySummary, paySummary, transparencyStates } from '@/lib/analytics/pay'
import { countWords, dayWords, moneyWords, numberWords, plural, sentenceCase } from '@/lib/analytics/words'
import { WaveError } from '@/lib/errors'
import { ROLES } from '@/lib/signals/taxonomy'
import type { ChartAnswer } from '../answer'
import { asOfNote, passedDay, roleOf } from '../names'
import { type PostedPayRow, postedPay } from '../postedPay'
import { boardSources, type ChartAsk, type TableRow } from './common'

const PAY_BY = ['role', 'level', 'place', 'company'] as const
type By = (typeof PAY_BY)[number]
const HEADS: Record<By, string> = { role: 'Role', level: 'Level in the title', place: 'Place', company: 'Company' }
const LEVELS = [
  'intern',
  'junior',
  'mid',
  'senior',
  'staff',
  'principal',
  'lead',
  'manager',
  'director',
  'executive',
  'unknown',
]

/** What a posting belongs to: one role, level and company, and every US state that it names. */
export function payGroups(row: PostedPayRow, by: By): string[] {
  if (by === 'place') return transparencyStates(row.location)
  return [by === 'role' ? row.role : by === 'level' ? row.seniority : row.company]
}

/** The postings with pay that a view is about, latest seen first. */
export async function payOf({ view, params, db, now }: ChartAsk): Promise<PostedPayRow[]> {
  const all = await postedPay(db, passedDay(view, now))
  const roles = params.role && !view.roles.length ? [params.role] : view.roles
  const companies = params.company && !view.companies.length ? [params.company] : view.companies
  return all.filter(
    (r) =>
      (!roles.length || roles.includes(r.role)) &&
      (!companies.length || companies.includes(r.company)) &&
      (!view.from || r.lastSeen >= view.from) &&
      (!view.to || r.firstSeen <= view.to),
  )
}

/**
 * `pay`: the distribution of posted ranges by role, level, place or company, in US dollars a year: median with its 90 %
 * interval, and the middle half. Groups of fewer than five say so.
 *
 * @throws WaveError `bad-view` for another `by`
 */
export async function pay(ask: ChartAsk): Promise<ChartAnswer<TableRow, IntervalRowsData>> {
  const { view, params, db } = ask
  const by = PAY_BY.find((b) => b === (params.by ?? 'role'))
  if (!by)
    throw new WaveError(
      'bad-view',
      `by=${params.by?.slice(0, 40)} is none of ${PAY_BY.join(', ')}.`,
      'Leave it out for roles.',
    )
  const posted = await payOf(ask)
  const kept = posted.filter((r) => r.apart === null)
  const groups = groupBy(
    kept.flatMap((row) => payGroups(row, by).map((group) => ({ group, row }))),
    (g) => g.group,
  )
  const found = [...groups].map(([group, members]) => ({
    group,
    label: labelOf(group, by, members[0]?.row),
    rows: members.map((m) => m.row),
    summary: paySummary(members.map((m) => m.row)),
  }))
  const whole = paySummary(kept)
  const median = (f: (typeof found)[number]) => (f.summary.enough ? f.summary.median : -1)
  found.sort((a, b) =>
    by === 'level'
      ? LEVELS.indexOf(a.group) - LEVELS.indexOf(b.group)
      : median(b) - median(a) || b.rows.length - a.rows.length || (a.group < b.group ? -1 : 1),
  )
  const thin = found.filter((f) => !f.summary.enough).length
  const last = kept[0]?.lastSeen ?? null
  const all = found.length > 1 ? [rowOf({ group: 'all', label: 'All of these', rows: kept, summary: whole }, by)] : []
  const rows = [...all, ...found.map((f) => rowOf(f, by))]
  const missing = whole.enough ? null : whole
  return {
    chart: 'pay',
    title: titleOf(found, whole, by, params.role ? roleOf(params.role).name : null),
    subtitle: `Posted pay in US dollars a year${by === 'place' ? ', in states whose laws have employers post it' : ''}: median of the middles of the ranges with its 90% interval, pale the middle half. ${plural(kept.length, 'posting')}${last ? `, seen to ${dayWords(last)}` : ''}.`,
    data: {
      nameHead: HEADS[by],
      valueHead: 'n, median',
      axisHead: 'US dollars a year',
      scale: { format: 'usd', base: null, least: null, most: null },
      rows: missing ? [] : rows,
      empty: missing
        ? `${sentenceCase(notEnoughWords(missing))}. What is not posted is not observed, which is not zero.`
        : '',
    },
    rows: found.map((f) => tableRow(f, by)),
    unit: 'USD a year',
    view,
    notes: [
      ...asOfNote(view),
      ...(missing ? [`${sentenceCase(notEnoughWords(missing))}.`] : []),
      ...PAY_METHOD,
      ...leaderNote(kept),
      ...apartNotes(posted),
      ...(thin
        ? [
            `${sentenceCase(countWords(thin))} of ${countWords(found.length)} rows ${thin === 1 ? 'has' : 'have'} fewer than five ranges: no median.`,
          ]
        : []),
      ...(by === 'place' ? ['A posting that names several places counts in each.'] : []),
    ],
    sources: await boardSources(
      db,
      [...new Map(kept.map((r) => [r.company, { company: r.company, name: r.companyName }])).values()],
      passedDay(view, ask.now),
    ),
    updatedOn: last,
  }
}

interface Group {
  group: string
  label: string
  rows: PostedPayRow[]
  summary: ReturnType<typeof paySummary>
}

function labelOf(group: string, by: By, row: PostedPayRow | undefined): string {
  if (by === 'role') return ROLES.find((r) => r.slug === group)?.name ?? group
  if (by === 'level') return group === 'unknown' ? 'Not stated' : sentenceCase(group)
  return by === 'company' ? (row?.companyName ?? group) : group
}

function rowOf({ group, label, rows, summary }: Group, by: By): IntervalRow {
  const base = {
    key: group,
    label,
    strong: group === 'all',
    first: null,
    last: null,
    signalId: `pay:${by}:${group}`,
    ...(by === 'role' && group !== 'all' && { role: roleOf(group).slug }),
    ...(by === 'company' && group !== 'all' && { company: group }),
  }
  if (!summary.enough)
    return {
      ...base,
      value: `${rows.length}`,
      at: null,
      low: null,
      high: null,
      why: `has ${summary.has}, needs ${summary.needs}`,
      hollow: true,
      details: [{ label: 'Ranges', value: `${rows.length}, too few for a median` }],
    }
  return {
    ...base,
    value: `${numberWords(summary.n)}, ${moneyWords(summary.median)}`,
    at: summary.median,
    low: summary.low,
    high: summary.high,
    boxLow: summary.q1,
    boxHigh: summary.q3,
    hollow: summary.n < 10,
    details: [
      {
        label: 'Median, 90% interval',
        value: `${moneyWords(summary.median)}, ${moneyWords(summary.low)} to ${moneyWords(summary.high)}`,
      },
      { label: 'Middle half', value: `${moneyWords(summary.q1)} to ${moneyWords(summary.q3)}` },
      { label: 'Lowest and highest posted', value: `${moneyWords(summary.lowest)} to ${moneyWords(summary.highest)}` },
      { label: 'Ranges', value: numberWords(summary.n) },
    ],
  }
}

function tableRow({ group, label, rows, summary }: Group, by: By): TableRow {
  const s: PaySummary | null = summary.enough ? summary : null
  return {
    [by]: group,
    name: label,
    n: rows.length,
    median: s?.median ?? null,
    low90: s?.low ?? null,
    high90: s?.high ?? null,
    quartile1: s?.q1 ?? null,
    quartile3: s?.q3 ?? null,
    lowest: s?.lowest ?? null,
    highest: s?.highest ?? null,
    currency: 'USD',
  }
}

function titleOf(found: readonly Group[], whole: ReturnType<typeof paySummary>, by: By, role: string | null): string {
  const of = role ? `${role}: ` : ''
  if (!whole.enough) return `${of}${role ? 'pay' : 'Pay'} by ${by}: not enough data`
  const ranked = found
    .flatMap((f) => (f.summary.enough ? [{ label: f.label, summary: f.summary }] : []))
    .sort((a, b) => b.summary.median - a.summary.median)
  const [first, second] = ranked
  if (first && second && first.summary.low > second.summary.high)
    return `${of}${first.label} posts the highest pay, a median of ${moneyWords(first.summary.median)}`
  return `${of}${role ? 'the' : 'The'} middle of ${numberWords(whole.n)} posted ranges is ${moneyWords(whole.median)}`
}

/** A company that posts most of the ranges is what the median tells of. */
function leaderNote(kept: readonly PostedPayRow[]): string[] {
  const [first] = [...groupBy(kept, (r) => r.companyName)].sort((a, b) => b[1].length - a[1].length)
  return first && first[1].length * 2 > kept.length && first[1].length < kept.length
    ? [
        `${numberWords(first[1].length)} of the ${numberWords(kept.length)} ranges are ${first[0]}’s: read the medians as mostly its own.`,
      ]
    : []
}

/** What was left out of the medians, and why. */
function apartNotes(posted: readonly PostedPayRow[]): string[] {
  const apart = groupBy(
    posted.filter((r) => r.apart !== null),
    (r) => r.apart ?? '',
  )
  const n = (why: PayApart) => apart.get(why)?.length ?? 0
  const coded = n('bottom') + n('top') + n('wide')
  const currencies = [...new Set((apart.get('currency') ?? []).map((r) => r.currency ?? 'none'))].sort()
  return [
    ...(n('currency') ? [`${plural(n('currency'), 'range')} in ${currencies.join(', ')} left apart.`] : []),
    ...(coded ? [`${plural(coded, 'range')} left out as placeholders.`] : []),
    ...(n('period') ? [`${plural(n('period'), 'range')} without a period left out.`] : []),
  ]
}
