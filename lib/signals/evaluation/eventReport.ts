import { type ExtractedSignal, SIGNAL_TYPES, type SignalType } from '../types'
import { type Estimate, share } from './bootstrap'
import { type JudgedDocument, type Matched, type Right, sharedLetters } from './events'
import { type Measurement, measure } from './figures'
import type { GoldDocument, GoldEvent } from './goldDocuments'

export type EventFigures = {
  readonly documents: number
  /** Precision, recall and F1 by type and of all, with bootstrap intervals over documents. */
  readonly events: Measurement<SignalType>
  /** Of the events found whose gold gives an amount of money: all of it right, currency included. */
  readonly amountsExact: Estimate
  /** Of the signals that name a company on the words of an event: the right one. */
  readonly companyPrecision: Estimate
  /** Of all quotes: verbatim at their offsets. */
  readonly evidenceRight: Estimate
  readonly statusRight: Estimate
  readonly datesRight: Estimate
  /** Every attribute that the gold gives, of the events found. */
  readonly attributesRight: Estimate
  readonly byAttribute: Readonly<Record<string, Right>>
  readonly confusion: TypeConfusion
  readonly quiet: {
    /** Documents that tell no event. */
    readonly documents: number
    /** How many of them got a signal. */
    readonly withSignal: number
    readonly share: Estimate
  }
}

/** How often an event of each type (row) was read as each type (column). The last of each is none: not found, no event. */
type TypeConfusion = {
  readonly types: readonly (SignalType | 'none')[]
  readonly rows: readonly (readonly number[])[]
}

/** What `extract` makes of a set of labelled documents, in figures. */
export function measureEvents(judged: readonly JudgedDocument[]): EventFigures {
  const over = (partsOf: (one: JudgedDocument) => Right) => share(judged.map(partsOf))
  const ofMatches = (isPart: (m: Matched) => boolean, isRight: (m: Matched) => boolean) =>
    over(({ matched }) => {
      const parts = matched.filter(isPart)
      return { right: parts.filter(isRight).length, of: parts.length }
    })
  const quiet = judged.filter((one) => one.document.events.length === 0)
  const loud = quiet.filter((one) => one.signals > 0)
  return {
    documents: judged.length,
    events: measure(
      judged.map((one) => one.tallies),
      SIGNAL_TYPES,
    ),
    amountsExact: ofMatches((m) => m.attributes.some((a) => a.isAmount), amountsRight),
    companyPrecision: over((one) => one.companies),
    evidenceRight: over((one) => one.quotes),
    statusRight: ofMatches(
      () => true,
      (m) => m.statusRight,
    ),
    datesRight: ofMatches(
      (m) => m.dateRight !== null,
      (m) => m.dateRight === true,
    ),
    attributesRight: over(({ matched }) => count(matched.flatMap((m) => m.attributes))),
    confusion: confusionOf(judged),
    byAttribute: byAttribute(judged.flatMap((one) => one.matched)),
    quiet: {
      documents: quiet.length,
      withSignal: loud.length,
      share: share(quiet.map((one) => ({ right: one.signals > 0 ? 1 : 0, of: 1 }))),
    },
  }
}

const CLASSES = [...SIGNAL_TYPES, 'none'] as const

/** An event that was missed and a false signal that quotes its words are one event of one type read as another. */
function confusionOf(judged: readonly JudgedDocument[]): TypeConfusion {
  const rows = CLASSES.map(() => CLASSES.map(() => 0))
  const add = (gold: (typeof CLASSES)[number], got: (typeof CLASSES)[number]) => {
    const row = rows[CLASSES.indexOf(gold)]
    const column = CLASSES.indexOf(got)
    if (row) row[column] = (row[column] ?? 0) + 1
  }
  for (const { document, matched, missed, wrong } of judged) {
    for (const m of matched) add(m.gold.type, m.gold.type)
    const left = wrong.map((w) => w.signal)
    for (const gold of missed) {
      const at = left.findIndex((s) => s.type !== gold.type && sharedLetters(document.text, gold.evidence, s) > 0)
      add(gold.type, at < 0 ? 'none' : (left.splice(at, 1)[0]?.type ?? 'none'))
    }
    for (const signal of left) add('none', signal.type)
  }
  return { types: CLASSES, rows }
}

const CURRENCIES: ReadonlySet<string> = new Set(['amountCurrency', 'payCurrency', 'currency'])

const amountsRight = (m: Matched): boolean =>
  m.attributes.every((a) => a.right || !(a.isAmount || CURRENCIES.has(a.key)))

const count = (parts: readonly { right: boolean }[]): Right => ({
  right: parts.filter((p) => p.right).length,
  of: parts.length,
})

function byAttribute(matched: readonly Matched[]): Record<string, Right> {
  const all = matched.flatMap((m) => m.attributes)
  const keys = [...new Set(all.map((a) => a.key))].sort()
  return Object.fromEntries(keys.map((key) => [key, count(all.filter((a) => a.key === key))]))
}

export type EventError = {
  readonly document: string
  readonly type: SignalType
  readonly company: string | null
  /** `false`: a signal that is none; `missed`: an event without a signal; else what is wrong with a signal that was found. */
  readonly what: 'false' | 'missed' | 'amount' | 'status' | 'date' | 'attribute'
  readonly detail: string
  readonly words: string
}

/**
 * The errors that mislead most, worst first: a signal where there is no event, then one that the labels warn of, then other
 * false ones (surer first), wrong amounts, missed events (with figures first), and last what is wrong beside the figure.
 */
export function worstErrors(judged: readonly JudgedDocument[], limit: number): EventError[] {
  return judged
    .flatMap(errorsOf)
    .sort((a, b) => b.weight - a.weight || a.error.document.localeCompare(b.error.document, 'en'))
    .slice(0, limit)
    .map((one) => one.error)
}

type Weighed = { readonly weight: number; readonly error: EventError }

function errorsOf({ document, matched, missed, wrong }: JudgedDocument): Weighed[] {
  return [
    ...wrong.map(({ signal, against }) => ({
      weight: (document.events.length === 0 ? 5 : against === null ? 3 : 4) + signal.confidence,
      error: errorOf(document, signal, 'false', against ?? signal.summary, signal.evidence[0]?.quote ?? ''),
    })),
    ...missed.map((gold) => ({
      weight: hasFigures(gold) ? 2 : 1.5,
      error: errorOf(document, gold, 'missed', JSON.stringify(gold.attributes), gold.evidence),
    })),
    ...matched.flatMap((m) => mistakes(document, m)),
  ]
}

const hasFigures = (gold: GoldEvent): boolean => Object.values(gold.attributes).some((v) => typeof v === 'number')

function mistakes(document: GoldDocument, m: Matched): Weighed[] {
  const say = (weight: number, what: EventError['what'], detail: string): Weighed => ({
    weight,
    error: errorOf(document, m.gold, what, detail, m.gold.evidence),
  })
  const got = JSON.stringify(m.signal.attributes)
  const bad = m.attributes.filter((a) => !a.right).map((a) => a.key)
  const others = m.attributes.filter((a) => !a.right && !a.isAmount && !CURRENCIES.has(a.key)).map((a) => a.key)
  return [
    ...(amountsRight(m) ? [] : [say(2.5, 'amount', `${bad.join(', ')}: got ${got}`)]),
    ...(m.statusRight ? [] : [say(1.2, 'status', `${m.signal.status}, not ${m.gold.status}`)]),
    ...(m.dateRight === false ? [say(1.1, 'date', `${m.signal.occurredOn ?? 'none'}, not ${m.gold.occurredOn}`)] : []),
    ...(others.length === 0 ? [] : [say(1, 'attribute', `${others.join(', ')}: got ${got}`)]),
  ]
}

const errorOf = (
  document: GoldDocument,
  { type, company }: Pick<GoldEvent | ExtractedSignal, 'type' | 'company'>,
  what: EventError['what'],
  detail: string,
  words: string,
): EventError => ({ document: document.id, type, company, what, detail: cut(detail), words: cut(words) })

const cut = (text: string): string => (text.length > 240 ? `${text.slice(0, 239)}…` : text)
