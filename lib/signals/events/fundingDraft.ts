import { type Document, dateNear, type Subject, sourcesIn, type Unit } from '../document'
import { type Fired, firedOn } from '../fired'
import { stanceOf } from '../modality'
import { type MoneyMention, toMajor } from '../money'
import type { Draft, FundingAttributes } from '../types'
import { isTotal, stageNear } from './fundingWords'
import { addInvestors } from './investors'

/** What belongs to one amount: from the end of the amount before it, or 90 characters, to the next amount, or 110. */
export function around(unit: Unit, m: MoneyMention): { left: string; right: string; from: number } {
  const before = unit.money.filter((x) => x.end <= m.start).at(-1)
  // "135 million euros ($147 million)" is one amount, told twice.
  const after = unit.money.find(
    (x) => x.start >= m.end && !/^ \((?:about |around )?$/.test(unit.text.slice(m.end, x.start)),
  )
  const from = Math.max(before ? before.end : 0, m.start - 110)
  return {
    left: unit.lower.slice(from, m.start),
    right: unit.lower.slice(m.end, Math.min(after ? after.start : unit.text.length, m.end + 110)),
    from,
  }
}

type Extra = { investor?: Subject | null; rule: string }

/** The draft of a round whose amount, company and verb are found; null where the sentence states none. */
export function build(
  unit: Unit,
  m: MoneyMention,
  at: number,
  company: Subject,
  valuation: MoneyMention | null,
  doc: Document,
  { investor, rule }: Extra,
): Draft | null {
  const stance = stanceOf(unit, Math.min(at, m.start))
  if (stance.kind === 'none') return null
  const { left, right } = around(unit, m)
  // "announced that it intends to offer $4 billion of notes": announced, not yet done.
  const ahead =
    stance.status === 'completed' &&
    /^(?:announc|unveil|launch|disclos)/.test(unit.lower.slice(at)) &&
    /\b(?:intends?|plans?|proposes?|expects?|aims?) to\b|\bproposed\b|\bintention to\b|\b(?:will|would) (?:raise|offer|sell|issue|seek)\b/.test(
      unit.lower.slice(at, m.start),
    )
  const attributes: FundingAttributes = { currency: m.currency, amountIs: m.is }
  if (m.maxMinor !== null) {
    attributes.amountMin = toMajor(m.minor, m.currency)
    attributes.amountMax = toMajor(m.maxMinor, m.currency)
  } else attributes.amount = toMajor(m.minor, m.currency)
  const stage = stageNear(left, right)
  const total = isTotal(left, right, stage)
  if (total) attributes.total = true
  else if (stage) attributes.stage = stage
  addInvestors(attributes, unit, investor ?? null, company)
  if (valuation && !total) attributes.valuation = toMajor(valuation.minor, valuation.currency)
  return finish(
    unit,
    doc,
    company,
    attributes,
    ahead ? 'planned' : stance.status,
    at,
    [
      firedOn(unit, rule, Math.min(at, m.start), m.end),
      firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
    ],
    m,
  )
}

/** The same, once attributes and status are known. */
export function finish(
  unit: Unit,
  doc: Document,
  company: Subject,
  attributes: FundingAttributes,
  status: Draft['status'],
  at: number,
  fired: Fired[],
  m: MoneyMention | null,
): Draft {
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const date = dateNear(unit, at)
  const future = date?.first && doc.published && date.first > doc.published
  const evidence = [{ start: unit.start, end: unit.end }]
  return {
    type: 'funding',
    attributes,
    company,
    occurredOn:
      attributes.total ||
      !date ||
      (future && status === 'completed') ||
      /\b(?:founded|since|launched) in/.test(unit.lower.slice(Math.max(0, date.start - 14), date.start + 3))
        ? null
        : date.label,
    status,
    roles: [],
    direction: status === 'denied' || status === 'cancelled' ? 0 : 1,
    magnitude: attributes.amount ?? attributes.amountMax ?? null,
    confidence: (attributes.stage ? 0.9 : 0.8) - (company.slug === null ? 0.05 : 0) - (m === null ? 0.15 : 0),
    fired,
    evidence,
    discriminator: attributes.total ? 'total' : (attributes.stage ?? 'round'),
  }
}
