import { groupBy } from '@/lib/analytics/group'
import { ipoState } from '@/lib/analytics/ipo'
import { periodsBetween } from '@/lib/analytics/periods'
import { dayWords, listWords, moneyWords, numberWords, periodWords, plural } from '@/lib/analytics/words'
import { addDays, periodBounds, periodOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { View } from '@/lib/view'
import { quarterBack, quarterSum } from './charts/capital'
import { passedDay } from './names'
import { ipoTile, largeRoundsTile } from './overviewTiles'
import { filings, ipoSteps, roundNotes, rounds } from './rounds'
import type { CapitalData, Limit, Tile, Words } from './types'

/** The capital page: rounds, steps to a listing, filings, and what the last whole quarter brought. */
export async function capital(view: View, db: Db, now = new Date()): Promise<CapitalData> {
  const known = passedDay(view, now)
  const from = view.from ?? quarterBack(known, 10)
  const ranged: View = { ...view, from }
  const year = addDays(known, -364)
  const [money, steps, filed, large, ipo] = await Promise.all([
    rounds(ranged, db, now),
    ipoSteps({ ...view, from: view.from ?? quarterBack(known, 8) }, db, now),
    filings(ranged, db, now),
    largeRoundsTile(view, db, known, now),
    ipoTile(view, db, known, now),
  ])
  const byQuarter = groupBy(money.rows, (r) => periodOf(r.announcedOn, 'quarter'))
  const quarters = periodsBetween(from, known, 'quarter').map((q) => ({
    ...q,
    ...quarterSum(byQuarter.get(q.period) ?? []),
  }))
  const whole = quarters.filter((q) => q.last <= known)
  const last = whole.at(-1)
  const before = whole.at(-2)
  const headline: Words =
    last && money.rows.length
      ? [
          { text: `${periodWords(last.period)} brought ` },
          {
            text: `${moneyWords(last.equityUsd + last.strategicUsd)} of equity`,
            evidence: { chart: 'capital-rounds', first: last.first, last: last.last },
          },
          { text: ` and ${moneyWords(last.debtUsd)} of debt in ${plural(last.count, 'round')}` },
          ...(before
            ? [
                {
                  text: `, after ${moneyWords(before.equityUsd + before.strategicUsd)} and ${moneyWords(before.debtUsd)} in ${periodWords(before.period)}`,
                },
              ]
            : []),
        ]
      : [{ text: 'No round is known in this range' }]
  const recent = steps.rows.filter((s) => s.knownOn >= year)
  const listed = [...new Set(recent.filter((s) => s.milestone === 'listed').map((s) => s.companyName))]
  const waiting = waitingFor(steps.rows.filter((s) => s.knownOn >= year))
  const sums = money.rows.filter((r) => r.announcedOn >= year && r.counted)
  return {
    headline,
    answers: [
      {
        label: 'Now',
        words: last?.largest
          ? [
              { text: `Largest round of ${periodWords(last.period)}: ${last.largest.companyName}, ` },
              {
                text: moneyWords(last.largest.amount ?? 0),
                evidence: {
                  chart: 'capital-rounds',
                  ...(last.largest.signalId
                    ? { signalId: last.largest.signalId }
                    : { first: last.first, last: last.last }),
                },
              },
              { text: ` on ${dayWords(last.largest.announcedOn)}.` },
            ]
          : [{ text: 'No round with a published amount.' }],
      },
      {
        label: 'Size',
        words: [
          { text: 'Twelve months: ' },
          {
            text: moneyWords(sums.filter((r) => r.kind !== 'debt').reduce((s, r) => s + (r.amount ?? 0), 0)),
            evidence: { chart: 'capital-rounds', first: year, last: known },
          },
          {
            text: ` of equity and ${moneyWords(sums.filter((r) => r.kind === 'debt').reduce((s, r) => s + (r.amount ?? 0), 0))} of debt, each dollar once.`,
          },
        ],
      },
      {
        label: 'Next',
        words: [
          {
            text: waiting.length
              ? `On the way to a listing: ${listWords(waiting, 6)}.`
              : 'No company is known to be on the way to a listing.',
          },
          { text: listed.length ? ` Listed within the year: ${listWords(listed, 5)}.` : '' },
        ],
      },
    ],
    tiles: [
      moneyTile(
        'equity',
        'Equity raised',
        whole.map((q) => ({ period: q.period, value: q.equityUsd + q.strategicUsd })),
        money.rows.length > 0,
      ),
      moneyTile(
        'debt',
        'Debt taken on',
        whole.map((q) => ({ period: q.period, value: q.debtUsd })),
        money.rows.length > 0,
      ),
      large,
      ipo,
    ],
    rounds: money.rows,
    ipo: steps.rows,
    filings: filed.rows,
    limits: limitsOf(roundNotes(money.rows), filed.rows.length),
  }
}

/** Companies that are on the way, not at its end; steps come newest first. */
function waitingFor(steps: readonly { company: string | null; companyName: string; milestone: string }[]): string[] {
  const over = new Set(['listed', 'priced', 'withdrawn'])
  return [...groupBy(steps, (s) => s.company ?? s.companyName).values()].flatMap((mine) => {
    const state = ipoState(mine.map((s) => s.milestone).reverse())
    return state !== null && !over.has(state) && mine[0] ? [mine[0].companyName] : []
  })
}

function moneyTile(key: string, label: string, points: { period: string; value: number }[], known: boolean): Tile {
  const last = points.at(-1)
  const before = points.at(-2)
  const bounds = last ? periodBounds(last.period) : null
  return {
    key,
    label,
    // Where no round at all is known, nothing is: that no company raised is not what it says.
    figure: last && known ? moneyWords(last.value) : null,
    unit: null,
    spark: { kind: 'bars', points: points.map((p) => ({ ...p, complete: true })) },
    change:
      known && last && before
        ? {
            direction: last.value > before.value ? 'up' : last.value < before.value ? 'down' : 'flat',
            text: `${moneyWords(before.value)} in ${periodWords(before.period)}`,
            interval: null,
            small: false,
          }
        : null,
    period: last ? periodWords(last.period) : 'no whole quarter',
    sample: 'rounds found in public sources',
    source: { name: 'filings and press', licence: null, url: null },
    evidence: bounds ? { chart: 'capital-rounds', first: bounds.first, last: bounds.last } : null,
  }
}

function limitsOf(notes: readonly string[], filed: number): Limit[] {
  return [
    ...(notes.length
      ? [{ kind: 'left-out' as const, bold: 'In no sum, or counted alone.', text: notes.join(' ') }]
      : []),
    {
      kind: 'left-out',
      bold: 'Only what was published.',
      text: `Rounds that were found in public sources, ${numberWords(filed)} filings; a company that is not here may have raised in silence. Announced is not paid out.`,
    },
  ]
}
