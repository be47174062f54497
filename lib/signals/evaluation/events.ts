import { type ExtractedSignal, SIGNAL_TYPES, type SignalType } from '../types'
import {
  type AttributeResult,
  companyMatch,
  dateMatches,
  figureMatches,
  judgeAttributes,
  plainName,
} from './eventAttributes'
import type { Case, Tally } from './figures'
import type { GoldDocument, GoldEvent } from './goldDocuments'

export type Matched = {
  readonly gold: GoldEvent
  readonly signal: ExtractedSignal
  readonly attributes: readonly AttributeResult[]
  /** null: the gold does not say when. */
  readonly dateRight: boolean | null
  readonly statusRight: boolean
  readonly companyExact: boolean
}

/** A signal that is wrong, with the reason that the labels give against it, or null. */
export type FalseSignal = { readonly signal: ExtractedSignal; readonly against: string | null }

export type Right = { readonly right: number; readonly of: number }

/** One document, judged. Optional events are in none of the lists. */
export type JudgedDocument = {
  readonly document: GoldDocument
  readonly matched: readonly Matched[]
  readonly missed: readonly GoldEvent[]
  readonly wrong: readonly FalseSignal[]
  readonly signals: number
  /** Signals with a company that rest on the words of a gold event of their type, and how many name its company. */
  readonly companies: Right
  /** Quotes, and how many stand at their offsets. */
  readonly quotes: Right
  readonly tallies: Case<SignalType>
}

type Pair = { readonly gold: number; readonly signal: number; readonly weight: number }

/**
 * Pairs the signals of a document with its gold events. A signal can be an event that has its type and company, that it
 * quotes a word of or shares a main figure with, and that is denied if and only if it is. Each event takes one signal, the
 * best first: the same figure counts most, then attributes, then how much is quoted. Further signals of an event that was
 * found (same type and company, the same figure or none) and signals that can only be an optional event count for nothing;
 * every other signal is wrong.
 */
export function judgeDocument(document: GoldDocument, signals: readonly ExtractedSignal[]): JudgedDocument {
  const pairs = pairsOf(document, signals)
  const signalOf = new Map<number, number>()
  const goldOf = new Map<number, number>()
  for (const { gold, signal } of [...pairs].sort((a, b) => b.weight - a.weight)) {
    if (signalOf.has(gold) || goldOf.has(signal)) continue
    signalOf.set(gold, signal)
    goldOf.set(signal, gold)
  }
  const matched: Matched[] = []
  const missed: GoldEvent[] = []
  document.events.forEach((gold, g) => {
    if (gold.optional) return
    const signal = signals[signalOf.get(g) ?? -1]
    if (signal) matched.push(judgeMatch(gold, signal))
    else missed.push(gold)
  })
  const unmatched = signals.flatMap((signal, s) => {
    if (goldOf.has(s)) return []
    const found = [...goldOf.keys()].flatMap((k) => signals[k] ?? [])
    const could = pairs.filter((p) => p.signal === s).flatMap((p) => document.events[p.gold] ?? [])
    if (found.some((other) => isRepeat(signal, other)) || could.some((gold) => gold.optional)) return []
    return could.length > 0 && signal.magnitude === null ? [] : [{ signal, against: objection(document, signal) }]
  })
  const wrong = unmatched.filter((one, i) => unmatched.findIndex((other) => sameClaim(one.signal, other.signal)) === i)
  return {
    document,
    matched,
    missed,
    wrong,
    signals: signals.length,
    companies: linking(document, signals),
    quotes: quotesOf(document, signals),
    tallies: tally(matched, missed, wrong),
  }
}

function pairsOf(document: GoldDocument, signals: readonly ExtractedSignal[]): Pair[] {
  return document.events.flatMap((gold, g) =>
    signals.flatMap((signal, s) => {
      if (signal.type !== gold.type) return []
      const company = companyMatch(gold.company, signal.company)
      const denied = gold.status.split('|').includes('denied')
      // Where a denial is only one fair reading, both are.
      const either = denied && gold.status.includes('|')
      if (company === null || (!either && denied !== (signal.status === 'denied'))) return []
      // Two indicators in one sentence are two events, whatever is quoted.
      if (gold.type === 'macro' && signal.type === 'macro' && gold.attributes.indicator !== undefined) {
        if (!gold.attributes.indicator.split('|').includes(signal.attributes.indicator)) return []
      }
      const shared = sharedLetters(document.text, gold.evidence, signal)
      const figure = figureMatches(gold, signal) === true
      if (shared === 0 && !figure) return []
      const right = judgeAttributes(gold, signal).filter((a) => a.right).length
      const weight =
        (figure ? 100 : 0) +
        right * 5 +
        (company === 'exact' ? 2 : 1) +
        Math.min(1, shared / gold.evidence.length) +
        (gold.optional ? 0 : 0.5)
      return [{ gold: g, signal: s, weight }]
    }),
  )
}

const judgeMatch = (gold: GoldEvent, signal: ExtractedSignal): Matched => ({
  gold,
  signal,
  attributes: judgeAttributes(gold, signal),
  dateRight: dateMatches(gold, signal),
  statusRight: gold.status.split('|').includes(signal.status),
  companyExact: companyMatch(gold.company, signal.company) === 'exact',
})

/** How many characters of the words the signal quotes; 0 where they share no letter or digit. */
export function sharedLetters(text: string, words: string, signal: ExtractedSignal): number {
  const start = text.indexOf(words)
  return Math.max(
    0,
    ...signal.evidence.map((q) => {
      const both = text.slice(Math.max(start, q.start), Math.min(start + words.length, q.end))
      return /[\p{L}\p{N}]/u.test(both) ? both.length : 0
    }),
  )
}

const sameFigure = (a: ExtractedSignal, b: ExtractedSignal): boolean =>
  a.magnitude === b.magnitude &&
  (a.type !== 'macro' ||
    b.type !== 'macro' ||
    (a.attributes.indicator === b.attributes.indicator && a.attributes.period === b.attributes.period))

/** The event that `other` is, told once more. */
const isRepeat = (signal: ExtractedSignal, other: ExtractedSignal): boolean =>
  signal.type === other.type &&
  companyMatch(other.company, signal.company) !== null &&
  (signal.magnitude === null || sameFigure(signal, other)) &&
  (signal.status === 'denied') === (other.status === 'denied')

const sameClaim = (a: ExtractedSignal, b: ExtractedSignal): boolean =>
  a.type === b.type && plainName(a.company ?? '') === plainName(b.company ?? '') && sameFigure(a, b)

/** What the labels say against a signal that rests on words that they name. */
function objection({ text, nonEvents }: GoldDocument, signal: ExtractedSignal): string | null {
  for (const n of nonEvents) {
    const [type, only] = n.type.split(':')
    if (type !== '*' && type !== signal.type) continue
    if (only === 'round' && signal.type === 'funding' && signal.attributes.total) continue
    if (only !== undefined && only !== 'round' && companyMatch(only, signal.company) === null) continue
    if (sharedLetters(text, n.text, signal) > 0) return n.reason
  }
  return null
}

/** Linking: a company on the words of an event must be that event's. */
function linking(document: GoldDocument, signals: readonly ExtractedSignal[]): Right {
  let right = 0
  let of = 0
  for (const signal of signals) {
    const told = document.events.filter(
      (e) => e.type === signal.type && sharedLetters(document.text, e.evidence, signal) > 0,
    )
    if (signal.company === null || told.length === 0) continue
    of++
    if (told.some((e) => e.company !== null && companyMatch(e.company, signal.company) === 'exact')) right++
  }
  return { right, of }
}

function quotesOf({ text }: GoldDocument, signals: readonly ExtractedSignal[]): Right {
  let right = 0
  let of = 0
  for (const signal of signals) {
    // A signal without a quote is one that fails.
    if (signal.evidence.length === 0) of++
    for (const q of signal.evidence) {
      of++
      if (q.quote !== '' && text.slice(q.start, q.end) === q.quote) right++
    }
  }
  return { right, of }
}

function tally(
  matched: readonly Matched[],
  missed: readonly GoldEvent[],
  wrong: readonly FalseSignal[],
): Case<SignalType> {
  const tallies: { [T in SignalType]?: Tally } = {}
  for (const type of SIGNAL_TYPES) {
    const one = {
      tp: matched.filter((m) => m.gold.type === type).length,
      fp: wrong.filter((w) => w.signal.type === type).length,
      fn: missed.filter((m) => m.type === type).length,
    }
    if (one.tp + one.fp + one.fn > 0) tallies[type] = one
  }
  return tallies
}
