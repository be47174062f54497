import { cue, find, has } from '../cues'
import { companyAfter, type Document, subjectBefore, type Unit } from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { type MoneyMention, toMajor } from '../money'
import type { Draft, FundingAttributes } from '../types'
import { build, finish } from './fundingDraft'
import { NOT_FUNDING, stageNear } from './fundingWords'
import { addInvestors } from './investors'

const PRICED_ROUND = cue(
  /\b(?:round|funding|financing|rais(?:e|es|ed|ing)|tender offer|share sale|sale of (?:new |existing |fresh )?(?:shares|stock)|investment|secondary|stake)\b/,
)
/** Talks in which only the valuation is known. */
export function valuationRound(unit: Unit, m: MoneyMention, doc: Document): Draft | null {
  const verb = find(unit, PRICED_ROUND)
  if (!verb || NOT_FUNDING.test(unit.lower)) return null
  const company =
    subjectBefore(unit, verb.index) ?? companyAfter(unit, verb.index, /\b(?:in|at|for|of|value|values|valuing) $/)
  const stance = stanceOf(unit, verb.index)
  if (!company || stance.kind === 'none') return null
  const attributes: FundingAttributes = { currency: m.currency, valuation: toMajor(m.minor, m.currency) }
  const stage = stageNear(unit.lower.slice(0, m.start), unit.lower.slice(m.end))
  if (stage) attributes.stage = stage
  addInvestors(attributes, unit, null, company)
  return finish(
    unit,
    doc,
    company,
    attributes,
    stance.status,
    verb.index,
    [
      firedOn(unit, 'funding.valuation', verb.index, Math.max(verb.index + verb[0].length, m.end)),
      firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
    ],
    null,
  )
}

/** "2. Skyryse, $300M, aviation." under a heading on rounds: name and sum of a list. */
export function rowOfRounds(unit: Unit, doc: Document): Draft | null {
  const [m] = unit.money
  const [c] = unit.companies
  if (!m || !c || c.end > m.start) return null
  // "2." before it is read as a sentence of its own.
  const before = doc.units[unit.index - 1]
  if (!unit.opensLine && !(before?.opensLine && /^\d+[.)]$/.test(before.text))) return null
  const heading = `${doc.title} ${doc.units[0]?.text ?? ''}`
  if (
    !/\b(?:rounds?|rais(?:es|ed|ing)|funding|financings?|deals|got paid|venture)\b/i.test(heading) ||
    /\b(?:layoffs?|ipos?|grants?|acqui\w+|m&a)\b/i.test(heading)
  )
    return null
  if (
    !/^(?:[-•*–|]|\d+[.)])?\s*$/.test(unit.text.slice(0, c.start)) ||
    !/^(?: \([^)]*\))?(?:,|:| [-–—|])? ?$/.test(unit.text.slice(c.end, m.start))
  )
    return null
  return build(unit, m, m.start, { name: c.name, slug: c.slug }, null, doc, { rule: 'funding.list' })
}

/** The notice of an exempt offering: "Total amount sold: $19,000,000". */
export function formD(unit: Unit, doc: Document): Draft | null {
  const m = unit.money.find((x) => /\b(?:total )?amount sold[^.;$]{0,12}$/.test(unit.lower.slice(0, x.start)))
  if (!m || !/\b(?:exempt offering|form d\b|regulation d\b|offering amount)/i.test(`${doc.title} ${doc.text}`))
    return null
  const company = subjectBefore(unit, m.start) ?? unit.salient
  return company ? build(unit, m, m.start, company, null, doc, { rule: 'funding.form-d' }) : null
}

const STAKE = cue(
  /\b(?:(?:tak|took|acquir|b(?:uy|ought)|purchas)\w* (?:an? |its )?(?:[\w-]+ ){0,3}?(?:stake|holding|interest) in|(?:has |have |had )?(?:invest(?:s|ed)|made (?:an? )?(?:[\w-]+ ){0,2}investment) in) /,
)
/** "Nvidia's venture arm has taken a stake in Acme": money of which only the giver is told. */
export function stakeIn(unit: Unit, doc: Document): Draft | null {
  const m = find(unit, STAKE)
  if (!m) return null
  const company = companyAfter(unit, m.index, /\bin (?:(?:the|its|rival|[a-z-]+) ){0,4}$/)
  const at = m.index
  const investor = subjectBefore(unit, at)
  const told = /\b(?:undisclosed|not (?:been )?disclos\w+|did not (?:say|disclose)|stake|terms)\b/.test(
    `${unit.lower} ${unit.next.toLowerCase()}`,
  )
  if (!company || !investor || investor.name === company.name || !told) return null
  const stance = stanceOf(unit, at)
  if (stance.kind === 'none') return null
  const attributes: FundingAttributes = { investors: [investor.name] }
  return finish(
    unit,
    doc,
    company,
    attributes,
    stance.status,
    at,
    [
      firedOn(unit, 'funding.stake', m.index, m.index + m[0].length),
      firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
    ],
    null,
  )
}

const ROUND = cue(
  /\b(?:rais(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|announc(?:e|es|ed)|seek(?:s|ing)?|in talks (?:for|about|over|on)|reports? of|looking for)\b[^.;]{0,45}\b(?:series [a-k]\b|seed round|(?:funding|financing|equity|venture) round|new (?:funding|capital|money)|new round|(?:an )?undisclosed (?:sum|amount)|fresh (?:capital|funding|money))|\brais(?:e|es|ed|ing) (?:new |more |additional |fresh |any )?(?:money|capital|funds|funding|cash)\b/,
)
/** "Acme closed its Series C" and denials: a round whose size is not told. */
export function roundWithoutAmount(unit: Unit, doc: Document): Draft | null {
  const m = find(unit, ROUND)
  if (!m || NOT_FUNDING.test(m[0])) return null
  if (
    /\b(?:struggl\w+|fail\w*|unable|difficult\w*|instead of|rather than|without|need\w*|tries|tried|trying)(?: to)? $/.test(
      unit.lower.slice(0, m.index),
    )
  )
    return null
  const company = subjectBefore(unit, m.index)
  const stance = stanceOf(unit, m.index)
  if (!company || stance.kind === 'none') return null
  if (stance.status === 'completed' && !/series|seed|undisclosed/.test(m[0])) return null
  const attributes: FundingAttributes = {}
  const stage = stageNear(m[0], '')
  if (stage) attributes.stage = stage
  addInvestors(attributes, unit, null, company)
  return finish(
    unit,
    doc,
    company,
    attributes,
    stance.status,
    m.index,
    [
      firedOn(unit, 'funding.no-amount', m.index, m.index + m[0].length),
      firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
    ],
    null,
  )
}

const RESPECTIVELY = cue(/\brespectively\b/)
/** "Acme and Bolt raised $75 million and $30 million respectively": as many companies as amounts, in one order. */
export function respectiveRounds(unit: Unit, doc: Document): Draft[] {
  if (!has(unit, RESPECTIVELY)) return []
  const verb = /\b(?:raised|raise|secured|closed|took in|landed|bagged)\b/.exec(unit.lower)
  if (!verb) return []
  const who = unit.companies.filter((c) => c.end <= verb.index)
  const sums = unit.money.filter((m) => m.start > verb.index)
  if (who.length < 2 || who.length !== sums.length) return []
  return who.flatMap((c, i) => {
    const m = sums[i]
    const draft = m && build(unit, m, verb.index, { name: c.name, slug: c.slug }, null, doc, { rule: 'funding.raised' })
    return draft ? [draft] : []
  })
}
