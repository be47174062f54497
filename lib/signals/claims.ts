/**
 * Dated statements about the future, and what became of them. Pure. A claim is what was said would happen (a listing, a site's
 * opening, a hiring plan), by when, and by whom. Later tellings of the same claim are linked to it; another window moves it, and the
 * next step of the claim starts there.
 */
import { type Day, daysBetween, periodBounds } from '@/lib/dates'
import { datesIn } from './datesInText'
import { normalName } from './signalId'

export type ClaimKind = 'ipo' | 'site' | 'hiring'
export type ClaimOutcome = 'kept' | 'moved' | 'dropped' | 'open'

/** Something that was said about the thing that a claim is about, as it became known. */
export interface Said {
  kind: ClaimKind
  /** Slug or name in small letters. */
  company: string
  /** Place of a site or of the jobs; null where none is named. Listings have none. */
  place: string | null
  /** `plan`: that it will happen; `late`: that it is put off; `done`, `off`: that it has happened, that it will not. */
  says: 'plan' | 'late' | 'done' | 'off'
  /** When it is to happen: `2026-H1`, `2026-Q3`, `2026-05`, `2027`, a day or `first/last`. null: none is named. */
  window: string | null
  /** The day on which it became known (UTC). */
  on: Day
  /** When it happened, of what is done; else null. */
  happenedOn: Day | null
  /** People of a hiring plan; null elsewhere. */
  figure: number | null
}

/** One window of a claim, from the statement that set it to what ended it. */
export interface ClaimStep<T extends Said> {
  /** The same for all steps of one claim. */
  claim: string
  /** 1 for the first window that was named. */
  step: number
  steps: number
  kind: ClaimKind
  window: string
  /** Last day of the window: it is kept when it happens by then. */
  due: Day
  /** Those that named this window, the first one first. */
  tellings: T[]
  outcome: ClaimOutcome
  /** The day on which the outcome became known; null while it is open. */
  outcomeOn: Day | null
  /** What ended it; null while it is open. */
  by: T | null
  /** The window that it moved to; null where none was named, or it did not move. */
  movedTo: string | null
  /**
   * Days from the end of the window: to the day on which it happened, to the end of the window that it moved to, or while it is open
   * and overdue to today. 0: in time or not due yet. null: not known, or dropped.
   */
  lateDays: number | null
}

/** First and last day of a window, `2026-H1` and `first/last` among them; null for what is none. */
export function windowBounds(window: string): { first: Day; last: Day } | null {
  const half = /^(\d{4})-?H([12])$/.exec(window)
  if (half) {
    const [from, to] = half[2] === '1' ? ['01-01', '06-30'] : ['07-01', '12-31']
    return { first: `${half[1]}-${from}`, last: `${half[1]}-${to}` }
  }
  const [first, last] = window.split('/')
  if (first && last) {
    const [a, b] = [periodBounds(first), periodBounds(last)]
    return a && b ? { first: a.first, last: b.last } : null
  }
  return periodBounds(window)
}

/** The time ahead that a sentence names ("by the end of 2027", "next spring"); null where it names none. */
export function windowIn(sentence: string, statedOn: Day): string | null {
  const ahead = datesIn(sentence, statedOn, { future: true }).filter((d) => d.last !== null && d.last > statedOn)
  // The end of it is what was promised: "construction starts in May and it opens in 2027".
  return ahead.at(-1)?.label ?? null
}

/** The claims in what was said, each with its steps and their outcomes as they are at the end of `today`. */
export function claimsOf<T extends Said>(said: readonly T[], today: Day): ClaimStep<T>[] {
  const chains: Chain<T>[] = []
  const known = said
    .filter((s) => s.on <= today)
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : order(a) - order(b)))
  for (const s of known) {
    const chain = chains.findLast((c) => !c.ended && isAbout(c, s))
    const open = chain?.steps.at(-1)
    if (s.says === 'plan' || s.says === 'late') {
      const bounds = s.window === null ? null : windowBounds(s.window)
      if (chain && open && s.says === 'late' && (!bounds || s.window === open.window)) {
        end(open, 'moved', s, null)
        chain.ended = true
        continue
      }
      // What is over when it is told is no claim about the future.
      if (s.window === null || !bounds || bounds.last <= s.on) continue
      if (!chain || !open) {
        chains.push({
          kind: s.kind,
          company: s.company,
          place: s.place,
          first: s,
          ended: false,
          steps: [stepOf(s, bounds.last)],
        })
        continue
      }
      chain.place ??= s.place
      // "in 2026", said after "in the first half of 2026", is no other window; nor is a narrower one.
      const held = windowBounds(open.window)
      if (held && overlaps(held, bounds)) {
        open.tellings.push(s)
        continue
      }
      end(open, 'moved', s, s.window)
      chain.steps.push(stepOf(s, bounds.last))
    } else if (chain && open) {
      if (s.says === 'done' && !isEnough(open, s)) continue
      const happened = s.happenedOn ?? s.on
      end(open, s.says === 'off' ? 'dropped' : happened <= open.due ? 'kept' : 'moved', s, null)
      chain.ended = true
    }
  }
  return chains.flatMap((chain, i) => finish(chain, i, today))
}

interface Chain<T extends Said> {
  kind: ClaimKind
  company: string
  place: string | null
  first: T
  ended: boolean
  steps: Open<T>[]
}

type Open<T extends Said> = {
  window: string
  due: Day
  tellings: T[]
  outcome: ClaimOutcome
  by: T | null
  movedTo: string | null
}

/** What ends a claim comes before what starts the next on the same day. */
const order = (s: Said): number => ({ done: 0, off: 1, late: 2, plan: 3 })[s.says]

const stepOf = <T extends Said>(s: T, due: Day): Open<T> => ({
  window: s.window ?? '',
  due,
  tellings: [s],
  outcome: 'open',
  by: null,
  movedTo: null,
})

function end<T extends Said>(step: Open<T>, outcome: ClaimOutcome, by: T, movedTo: string | null): void {
  step.outcome = outcome
  step.by = by
  step.movedTo = movedTo
}

const overlaps = (a: { first: Day; last: Day }, b: { first: Day; last: Day }): boolean =>
  (a.first <= b.first && b.last <= a.last) || (b.first <= a.first && a.last <= b.last)

function isAbout<T extends Said>(chain: Chain<T>, s: Said): boolean {
  if (chain.kind !== s.kind || chain.company !== s.company) return false
  if (chain.kind === 'ipo' || chain.place === null || s.place === null)
    return chain.kind !== 'site' || s.place === chain.place
  const [a, b] = [normalName(chain.place), normalName(s.place)]
  return `-${a}-`.includes(`-${b}-`) || `-${b}-`.includes(`-${a}-`) || a.split('-')[0] === b.split('-')[0]
}

/** A plan to hire is kept by as many people, not by the first of them. */
const isEnough = <T extends Said>(step: Open<T>, s: Said): boolean => {
  const wanted = step.tellings.find((t) => t.figure !== null)?.figure ?? null
  return wanted === null || (s.figure !== null && s.figure >= wanted)
}

function finish<T extends Said>(chain: Chain<T>, index: number, today: Day): ClaimStep<T>[] {
  const { kind, company, steps } = chain
  const name = [kind, company, normalName(chain.place ?? ''), chain.first.on].filter((p) => p !== '').join('/')
  return steps.map((s, i) => ({
    claim: name || `${kind}/${index}`,
    step: i + 1,
    steps: steps.length,
    kind,
    window: s.window,
    due: s.due,
    tellings: s.tellings,
    outcome: s.outcome,
    outcomeOn: s.by?.on ?? null,
    by: s.by,
    movedTo: s.movedTo,
    lateDays: lateDays(s, today),
  }))
}

function lateDays<T extends Said>(s: Open<T>, today: Day): number | null {
  switch (s.outcome) {
    case 'dropped':
      return null
    case 'kept':
      return 0
    case 'open':
      return Math.max(0, daysBetween(s.due, today))
    case 'moved': {
      if (s.by?.says === 'done') return daysBetween(s.due, s.by.happenedOn ?? s.by.on)
      const to = s.movedTo === null ? null : windowBounds(s.movedTo)
      return to === null ? null : daysBetween(s.due, to.last)
    }
  }
}
