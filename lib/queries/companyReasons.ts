import { type DayLevel, trendPair } from '@/lib/analytics/breaks'
import { direction, growth } from '@/lib/analytics/growth'
import { dayWords, moneyWords, numberWords, periodWords, rangeWords } from '@/lib/analytics/words'
import { addDays, type Day, daysBetween } from '@/lib/dates'
import type { BoardDays } from './boards'
import type { IpoStepRow, Reason, RoundRow } from './types'

/** Capital counts as fresh for about as long as a plan that it pays for takes to show on a board. */
const FRESH_CAPITAL_DAYS = 400
/** A level this much older than the view says nothing of today. */
const STALE_DAYS = 45

/**
 * Fresh capital, openings so far: facts for and against more hiring, each with its evidence, and what is not known. No score and
 * no forecast: these few facts cannot carry one.
 */
export function reasonsOf(
  facts: {
    name: string
    slug: string
    levels: readonly DayLevel[]
    rounds: readonly RoundRow[]
    steps: readonly IpoStepRow[]
    known: Day
  },
  boards: readonly BoardDays[],
): Reason[] {
  const { slug, levels, rounds, steps, known } = facts
  const since = addDays(known, -FRESH_CAPITAL_DAYS)
  const reasons: Reason[] = []
  for (const r of rounds.filter((r) => r.announcedOn >= since && r.amount !== null).slice(0, 3)) {
    reasons.push({
      sign: '+',
      text: `${r.amountIs === 'up-to' ? 'Up to ' : r.amountIs === 'about' ? 'About ' : ''}${moneyWords(r.amount ?? 0, r.currency)} ${r.kind === 'debt' ? 'of debt' : r.kind === 'strategic' ? 'of strategic money' : 'of equity'}`,
      detail: dayWords(r.announcedOn),
      evidence: {
        chart: 'company-timeline',
        company: slug,
        ...(r.signalId ? { signalId: r.signalId } : { first: r.announcedOn, last: r.announcedOn }),
      },
      href: r.sourceUrl,
    })
  }
  const recent = steps.filter((s) => s.knownOn >= since)
  const off = recent.filter((s) => s.milestone === 'postponed' || s.milestone === 'withdrawn')
  for (const s of recent.filter((s) => !off.includes(s)).slice(0, 2)) {
    reasons.push({
      sign: '+',
      text:
        s.milestone === 'listed' || s.milestone === 'priced'
          ? 'Money from a listing'
          : `A listing ahead${s.window ? `, aimed at ${windowWords(s.window)}` : ''}`,
      detail: `${s.milestone}, known ${dayWords(s.knownOn)}`,
      evidence: s.signalId ? { chart: 'ipo-pipeline', company: slug, signalId: s.signalId } : null,
      href: s.sourceUrl,
    })
  }
  for (const s of off.slice(0, 2)) {
    reasons.push({
      sign: '-',
      text:
        s.milestone === 'withdrawn'
          ? 'Its listing was withdrawn'
          : `Its listing was put off${s.window ? `, to ${windowWords(s.window)}` : ''}`,
      detail: `known ${dayWords(s.knownOn)}`,
      evidence: s.signalId ? { chart: 'ipo-pipeline', company: slug, signalId: s.signalId } : null,
      href: s.sourceUrl,
    })
  }
  const last = levels.at(-1)
  if (!last) {
    reasons.push({
      sign: '?',
      text: 'Openings',
      detail: boards.length ? 'its board is not covered' : 'no board is known',
      evidence: null,
      href: null,
    })
    return reasons
  }
  const pair = trendPair(levels)
  if (pair) {
    const change = growth(pair.from.value, pair.to.value)
    const way = direction(change)
    const moved = way === 'flat' ? 'moved no more than chance does' : way === 'up' ? 'rose' : 'fell'
    reasons.push({
      sign: way === 'up' ? '+' : way === 'down' ? '-' : '?',
      text: `Openings ${moved}: ${numberWords(pair.from.value)} to ${numberWords(pair.to.value)}`,
      detail: `${rangeWords(pair.from.day, pair.to.day)}, by one reader`,
      evidence: { chart: 'company-timeline', company: slug, first: pair.to.day, last: pair.to.day },
      href: null,
    })
  } else {
    reasons.push({
      sign: '?',
      text: 'Whether openings rise',
      detail: 'no two readings by one reader four weeks apart',
      evidence: null,
      href: null,
    })
  }
  if (daysBetween(last.day, known) > STALE_DAYS)
    reasons.push({
      sign: '?',
      text: 'Openings today',
      detail: `board last read on ${dayWords(last.day)}, ${numberWords(daysBetween(last.day, known))} days before this view`,
      evidence: null,
      href: null,
    })
  return reasons
}

/** `2026-H1` → `the first half of 2026`. */
function windowWords(window: string): string {
  const half = /^(\d{4})-H([12])$/.exec(window)
  return half ? `the ${half[2] === '1' ? 'first' : 'second'} half of ${half[1]}` : periodWords(window)
}
