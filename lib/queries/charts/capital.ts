import type { CapitalRoundsData, IpoPipelineData } from '@/components/charts/types'
import { groupBy } from '@/lib/analytics/group'
import { ipoState, stepOrder } from '@/lib/analytics/ipo'
import { periodsBetween } from '@/lib/analytics/periods'
import { countWords, dayWords, moneyWords, numberWords, plural, sentenceCase } from '@/lib/analytics/words'
import { addDays, type Day, periodBounds, periodOf } from '@/lib/dates'
import type { ChartAnswer } from '../answer'
import { asOfNote, passedDay } from '../names'
import { roundNotes, rounds } from '../rounds'
import type { RoundRow } from '../types'
import type { ChartAsk, TableRow } from './common'
import { marksIn } from './marks'

const PRESS = { name: 'funding rounds: filings and press, each with its source', licence: null, url: null }

/** First day of the quarter that lies `n` quarters before that of `day`. */
export function quarterBack(day: Day, n: number): Day {
  let first = periodBounds(periodOf(day, 'quarter'))?.first ?? day
  for (let i = 0; i < n; i++) first = periodBounds(periodOf(addDays(first, -1), 'quarter'))?.first ?? first
  return first
}

/** What the rounds of one quarter add up to, in US dollars; rows that sums leave out are only counted. */
export function quarterSum(rows: readonly RoundRow[]) {
  const sum = (kind: RoundRow['kind']) =>
    rows.filter((r) => r.kind === kind && r.counted).reduce((total, r) => total + (r.amount ?? 0), 0)
  const counted = rows.filter((r) => r.partOf === null)
  const largest = rows.filter((r) => r.counted).sort((a, b) => (b.amount ?? 0) - (a.amount ?? 0))[0]
  return {
    equityUsd: sum('equity'),
    strategicUsd: sum('strategic'),
    debtUsd: sum('debt'),
    count: counted.length,
    largest,
  }
}

/** `capital-rounds`: money raised a quarter by kind; a round that a later one contains is in no sum. */
export async function capitalRounds({
  view,
  params,
  db,
  now,
}: ChartAsk): Promise<ChartAnswer<TableRow, CapitalRoundsData>> {
  const known = passedDay(view, now)
  const to = view.to && view.to < known ? view.to : known
  const from = view.from ?? quarterBack(to, 10)
  const mode = params.mode === 'count' ? 'count' : 'sum'
  const first = periodBounds(periodOf(from, 'quarter'))?.first ?? from
  const last = periodBounds(periodOf(to, 'quarter'))?.last ?? to
  const answer = await rounds({ ...view, from: first, to: last }, db, now)
  const byQuarter = groupBy(answer.rows, (r) => periodOf(r.announcedOn, 'quarter'))
  const quarters = periodsBetween(first, last, 'quarter').map(({ period, last: end }) => {
    const rows = byQuarter.get(period) ?? []
    const { largest, ...sums } = quarterSum(rows)
    return {
      period,
      ...sums,
      complete: end <= known,
      largest: largest?.amount ? { label: largest.companyName, amountUsd: largest.amount } : null,
    }
  })
  const whole = quarters.filter((q) => q.complete)
  const peak = [...whole].sort((a, b) => b.equityUsd - a.equityUsd)[0]
  const latest = answer.rows[0]?.knownOn ?? null
  return {
    chart: 'capital-rounds',
    title:
      mode === 'count'
        ? `Rounds a quarter: ${numberWords(whole.at(-1)?.count ?? 0)} in ${quarterName(whole.at(-1)?.period)}`
        : peak && peak.equityUsd > 0
          ? `Equity peaked at ${moneyWords(peak.equityUsd)} in ${quarterName(peak.period)}${peak.largest ? `, ${moneyWords(peak.largest.amountUsd)} of it ${peak.largest.label}` : ''}`
          : 'Money raised a quarter',
    subtitle: `${mode === 'count' ? 'Rounds' : 'US dollars raised'} by quarter of announcement: equity, strategic investments and debt. Dashed: the running quarter so far.`,
    data: { quarters, mode },
    rows: quarters.map((q) => ({
      quarter: q.period,
      equityUsd: q.equityUsd,
      strategicUsd: q.strategicUsd,
      debtUsd: q.debtUsd,
      rounds: q.count,
      complete: q.complete,
      largest: q.largest?.label ?? null,
      largestUsd: q.largest?.amountUsd ?? null,
    })),
    unit: mode === 'count' ? 'rounds' : 'USD',
    view: { ...view, from: first, to: last },
    notes: [
      ...asOfNote(view),
      ...roundNotes(answer.rows),
      'Only rounds that were found in public sources; public offerings are IPO steps and not in here.',
      ...(latest ? [`The latest round became known on ${dayWords(latest)}.`] : []),
    ],
    sources: [PRESS],
    updatedOn: latest,
  }
}

const quarterName = (period: string | undefined): string =>
  period ? `Q${period.slice(-1)} ${period.slice(0, 4)}` : 'no whole quarter'

/** `ipo-pipeline`: a row a company, its steps over time, the newest state first. */
export async function ipoPipeline({
  view,
  params,
  db,
  now,
}: ChartAsk): Promise<ChartAnswer<TableRow, IpoPipelineData>> {
  const known = passedDay(view, now)
  const to = view.to && view.to < known ? view.to : known
  const from = view.from ?? quarterBack(to, 8)
  const companies = params.company ? [params.company] : view.companies.length ? view.companies : null
  const { ipo, knownTo } = await marksIn(db, { from, to, known, companies })
  const rows = [...groupBy(ipo, (m) => m.company)]
    .map(([company, steps]) => {
      const sorted = [...steps].sort((a, b) =>
        a.day < b.day ? -1 : a.day > b.day ? 1 : stepOrder(a.stage) - stepOrder(b.stage),
      )
      const stage = ipoState(sorted.map((s) => s.stage)) ?? 'reported'
      const state = sorted.findLast((s) => s.stage === stage)
      return {
        company,
        label: sorted[0]?.label ?? company,
        state: stage,
        detail: state?.text ?? '',
        steps: sorted.map(({ text: _, ...mark }) => mark),
      }
    })
    .sort((a, b) => ((a.steps.at(-1)?.day ?? '') < (b.steps.at(-1)?.day ?? '') ? 1 : -1))
  const listed = rows.filter((r) => r.state === 'listed' || r.state === 'priced').length
  const off = rows.filter((r) => r.state === 'postponed' || r.state === 'withdrawn').length
  return {
    chart: 'ipo-pipeline',
    title: rows.length
      ? `${sentenceCase(countWords(rows.length))} ${rows.length === 1 ? 'company' : 'companies'} took a step towards a listing: ${countWords(listed)} priced or listed, ${countWords(off)} put off or withdrawn`
      : 'Steps towards a listing',
    subtitle: `Every step as it was published, ${dayWords(from)} to ${dayWords(to)}. Hollow: reported; half: confidential; full: filed; double: priced or listed; struck through: put off or withdrawn.`,
    data: { from, to, rows },
    rows: ipo.map((m) => ({
      company: m.company,
      name: m.label,
      stage: m.stage,
      day: m.day,
      precision: m.precision,
      detail: m.text,
      signal: m.signalId,
    })),
    unit: 'steps',
    view: { ...view, from, to },
    notes: [
      ...asOfNote(view),
      `${plural(ipo.length, 'step')} in public sources; a company that is not here may be preparing in silence.`,
      ...(ipo.some((m) => m.precision !== 'day') ? ['Where only a month is known the mark stands in its middle.'] : []),
    ],
    sources: [{ name: 'SEC EDGAR, exchanges and press, each step with its source', licence: null, url: null }],
    updatedOn: knownTo,
  }
}
