import { companyAfter, isFinancier, type Subject, subjectBefore, type Unit } from '../document'
import type { MoneyMention } from '../money'
import { NOUN_AT_ONCE } from './fundingWords'

type Gift = { company: Subject; investor: Subject | null; at: number }

const MORE = String.raw`(?:a lifeline[:,]? (?:of )?|a boost[:,]? (?:of )?|an? |with |as much as |up to |about |around |some |another |a further |more than |an? (?:additional |extra |new )?)*`
const MORE_ALONE = new RegExp(`^ ${MORE}$`, 'i')
/** "handed Acme $45 million", "provided Acme with $300 million": the receiver stands between verb and amount. */
const HAND =
  /\b(?:hand(?:s|ed|ing)?|giv(?:e|es|en|ing)|gave|grant(?:s|ed|ing)?|extend(?:s|ed|ing)?|provid(?:e|es|ed|ing)|advanc(?:e|es|ed)|back(?:s|ed|ing)?|suppl(?:y|ies|ied)|fund(?:s|ed|ing)?|financ(?:e|es|ed)|arm(?:s|ed)|offer(?:s|ed)?|thr(?:ow|ows|own|ew)|toss(?:es|ed)|serv(?:es|ed))\b/g
/** "extended a $300 million facility to Acme", "wrote a $75 million cheque for Acme". */
const HAND_OVER =
  /\b(?:extend(?:s|ed|ing)?|provid(?:e|es|ed|ing)|grant(?:s|ed|ing)?|approv(?:e|es|ed)|agree[sd]? to|mak(?:e|es|ing)|made|writ(?:e|es|ten|ing)|wrote|giv(?:e|es|en)|gave|arrang(?:es|ed)|offer(?:s|ed)?|award(?:s|ed)?|underw(?:rites|rote)|cut(?:s|ting)?|sign(?:s|ed)?|commit(?:s|ted)?)\b[^.;,]{0,24}$/
const GIVERS = /\b(?:investors?|lenders?|backers?|shareholders?|banks?|funds?|financiers|venture capitalists|vcs)\b/
/** "when AMD and LuminArx put in $333 million": who gives, and in whom is told before. */
const PUT_IN =
  /\b(?:put|paid|chipped|pitched|kicked) in (?:about |around |some |another |a further |more than |up to )?$/
const STAKE_FOR =
  /\b(?:tak(?:e|es|en|ing)|took|acquir(?:e|es|ed|ing)|buys?|bought|purchas(?:e|es|ed))\b[^.;]{0,40}\b(?:stake|holding|interest) in [^.;]{2,40} for (?:about |around |some |as much as |up to )?$/
const PASSIVE =
  /^[^.;]{0,70}?\b(?:granted|extended|provided|made|given|lent|advanced|made available|arranged) (?:to|for) /
const FLOWED =
  /^ (?:ha(?:s|ve) |had |is |was )?(?:now |also )?(?:flow(?:s|ed|ing)|pour(?:s|ed|ing)|go(?:ne|es|ing)|went|been (?:invested|put|poured|pumped|ploughed|injected)|(?:invested|pumped|injected)) in(?:to)? /

/** "Nvidia invested $2 billion in Acme": the company is the object. Money put into things is capacity, not funding. */
export function giftTo(unit: Unit, m: MoneyMention, left: string, right: string, from: number): Gift | null {
  const stake =
    /\b(?:tak(?:e|es|en|ing)|took|b(?:uy|uys|ought|uying)|acquir(?:e|es|ed|ing)|purchas(?:e|es|ed|ing)|mak(?:e|es|ing)|made)\b[^.;]{0,30}$/.exec(
      left,
    )
  // "a $2 billion stake in Acme", "$2 billion of Acme's stock".
  if (
    stake &&
    (/^ (?:[\w-]+ )?(?:stake|investment|holding|interest) in /.test(right) ||
      /^ (?:worth )?(?:of|in) [^.;,]{2,40}(?:shares|stock|equity)\b/.test(right))
  ) {
    const company = companyAfter(unit, m.end, /\b(?:in|of) (?:(?:the|its|rival|fellow|[a-z-]+) ){0,4}$/)
    const at = from + stake.index
    if (company) return { company, investor: subjectBefore(unit, at), at }
  }
  // "acquired a 20% stake in Acme for $90 million".
  const price = STAKE_FOR.exec(left)
  const sold = price && unit.companies.findLast((c) => c.end <= m.start && c.start > from + price.index)
  if (price && sold) {
    const at = from + price.index
    return { company: { name: sold.name, slug: sold.slug }, investor: subjectBefore(unit, at), at }
  }
  const given =
    lending(unit, m, left, from) ?? handed(unit, m, left, right, from) ?? handedOver(unit, m, left, right, from)
  if (given) return given
  const verb =
    /\b(?:invest(?:s|ed|ing)?|put(?:s|ting)?|pour(?:s|ed|ing)?|inject(?:s|ed|ing)?|plough(?:s|ed|ing)?|plow(?:s|ed|ing)?|commit(?:s|ted)?|pump(?:s|ed|ing)?|sink(?:s|ing)?|sank|sunk|bet(?:s|ting)?|wager(?:s|ed)?|funnel(?:s|ed|led)?|channel(?:s|ed|led)?|pile[sd]?|splash(?:es|ed)|stump(?:s|ed) up|chip(?:s|ped) in)\b[^.;]{0,40}$/.exec(
      left,
    )
  if (!verb || /\bspend/.test(left)) return null
  const behind = /^[^.;]{0,25}?\b(?:in|into|to|on)\s+(?=[\p{Lu}]|[a-z]{1,2}[A-Z]|the |its |rival |fellow )/u.exec(
    unit.text.slice(m.end),
  )
  if (
    !behind ||
    // "bets $60 million on Acme", but "spends $60 million on AWS".
    (/\bon\s+$/.test(behind[0]) && !/^(?:bet|wager|gambl)/.test(verb[0])) ||
    /^[^.;]{0,40}\b(?:data cent|build|gpu|chips|capacity|infrastructure|campus|plant|factory|facility)/.test(right)
  )
    return null
  const company = companyAfter(unit, m.end, /\b(?:in|into|to|on) (?:(?:the|its|rival|fellow|[\w-]+) ){0,4}$/)
  if (!company) return null
  const at = from + verb.index
  return { company, investor: subjectBefore(unit, at), at }
}

/** "Morgan Stanley agreed to lend it $500 million": whom the money goes to stands between verb and amount. */
function lending(unit: Unit, m: MoneyMention, left: string, from: number): Gift | null {
  const verb =
    /\b(?:lend|lends|lent|lending|loan(?:s|ed)) (?:(it|them|the [\w-]+)|[\w.&' -]{2,40}?) (?:up to |as much as |about |around |another |a further |more than |an additional )?$/.exec(
      left,
    )
  if (!verb) return null
  const at = from + verb.index
  const investor = subjectBefore(unit, at)
  const named = unit.companies.find((c) => c.start > at && c.end <= m.start)
  const borrower = unit.companies.find((c) => c.end <= at && c.name !== investor?.name && !isFinancier(c.name))
  const company = verb[1] === undefined ? named : (borrower ?? unit.salient)
  return company ? { company: { name: company.name, slug: company.slug }, investor, at } : null
}

function handed(unit: Unit, m: MoneyMention, left: string, right: string, from: number): Gift | null {
  const verb = [...left.matchAll(HAND)].at(-1)
  if (!verb) return null
  const at = from + verb.index
  const company = unit.companies.find(
    (c) =>
      c.start >= at &&
      c.end <= m.start &&
      /^ (?:(?:the|its|rival) )?(?:[\w-]+ ){0,3}$/.test(unit.text.slice(at + verb[0].length, c.start)) &&
      MORE_ALONE.test(unit.text.slice(c.end, m.start)),
  )
  const investor = subjectBefore(unit, at)
  const isGiver =
    NOUN_AT_ONCE.test(right) ||
    GIVERS.test(unit.lower.slice(0, at)) ||
    (investor !== null && isFinancier(investor.name)) ||
    /^back/.test(verb[0])
  return company && isGiver ? { company: { name: company.name, slug: company.slug }, investor, at } : null
}

function handedOver(unit: Unit, m: MoneyMention, left: string, right: string, from: number): Gift | null {
  const put = PUT_IN.exec(left)
  if (put && unit.salient && /^(?:It|The [\w-]+(?: [\w-]+)?|Its [\w-]+) /.test(unit.text)) {
    const at = from + put.index
    const investor = subjectBefore(unit, at)
    if (investor?.name !== unit.salient.name) return { company: unit.salient, investor, at }
  }
  if (FLOWED.test(right)) {
    const company = companyAfter(unit, m.end, /\bin(?:to)? (?:(?:the|its|rival|[a-z-]+) ){0,4}$/)
    return company ? { company, investor: null, at: m.start } : null
  }
  if (!NOUN_AT_ONCE.test(right)) return null
  if (PASSIVE.test(right)) {
    const company = companyAfter(unit, m.end, /\b(?:to|for) $/)
    return company ? { company, investor: null, at: m.start } : null
  }
  const verb = HAND_OVER.exec(left)
  if (!verb) return null
  const to = /^[^.;,]{0,60}?\b(?:to|for) (?=[\p{Lu}]|[a-z]{1,2}[A-Z])/u.exec(unit.text.slice(m.end))
  if (!to) return null
  const at = from + verb.index
  const company = unit.companies.find((c) => c.start === m.end + to[0].length)
  const investor = subjectBefore(unit, at)
  return company && investor?.name !== company.name
    ? { company: { name: company.name, slug: company.slug }, investor, at }
    : null
}
