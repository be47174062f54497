import type { Subject, Unit } from '../document'
import { nameList } from '../names'
import type { FundingAttributes } from '../types'

const LEAD =
  /\b(?:led|co-led|headed|anchored|spearheaded|fronted|co-headed) by |\bwith (?=[^.;]{0,60} (?:leading|as (?:the )?lead)\b)/gi
const FUND = String.raw`[\p{Lu}][\p{L}&]*(?: [\p{Lu}&][\p{L}]*)*`
const LEADER = new RegExp(
  String.raw`(?:^|[,.] )(${FUND}(?:(?:, | and |, and )${FUND})*) (?:(?:will|would|is to|are to|to) (?:co-)?lead|(?:co-)?(?:led|leads))(?:,|\.|$| (?:the|a|an|it|its|both)\b)`,
  'u',
)
/** "Vertex in the lead", "with Vertex as lead". */
const IN_THE_LEAD = new RegExp(
  String.raw`(?:^|[,;.:] |\bwith )(${FUND}) (?:in the lead|as (?:the )?lead|taking the lead|leading)\b`,
  'gu',
)
/** "Thrive Capital and ICONIQ are the buyers", "Acme, Bolt and Cobalt are among those who paid in". */
const BUYERS = new RegExp(
  String.raw`(?:^|[;.:] )(${FUND}(?:(?:, | and |, and )${FUND})*) (?:are|were|is|was) (?:the |among (?:the |those )?)?(?:(?:new |other |main )?(?:buyers?|investors?|backers?|lenders?)\b|(?:those )?who (?:paid|put|bought|invested|joined))`,
  'gu',
)
const JOINED =
  /\b(?:(?:participation|backing|support|money|additional investment|contributions?|investment|funding|cash|capital|financing|loan) (?:from|by) |(?:[Ii]nvestors?|[Bb]ackers?|[Ss]hareholders?)(?:,)? (?:including|include|includes|such as|like|are|were) |(?:was |were )?joined by |backed by |alongside |also included? |with (?=(?:[^.;]|(?<=\b\p{Lu})\.){0,110}? (?:joining|participating|also investing|taking part|among|contributing|following)\b))|, from (?=\p{Lu})/gu

/** How a second sentence on the same round begins. */
export const OF_THE_ROUND =
  /^(?:The|Its|That) (?:(?:new|latest|fresh|oversubscribed|funding|financing|equity|seed|growth|Series [A-K]) )*(?:round|financing|funding|investment|deal|raise|money|transaction|Series [A-K])\b/

/** Adds to a round those who gave the money, as far as its sentence and the next one name them, and who of them led. */
export function addInvestors(
  attributes: FundingAttributes,
  unit: Unit,
  investor: Subject | null,
  company: Subject,
): void {
  const leads = new Set<string>()
  const all = new Set<string>()
  const scan = (text: string): void => {
    const take = (from: number, into: Set<string>[]): void => {
      for (const n of nameList(text, from))
        if (n.name !== company.name && !isWhen(n.name)) for (const set of into) set.add(n.name)
    }
    for (const m of text.matchAll(LEAD)) take(m.index + m[0].length, [leads, all])
    for (const m of text.matchAll(IN_THE_LEAD)) take(m.index + (/^\W*/.exec(m[0])?.[0].length ?? 0), [leads, all])
    for (const m of text.matchAll(BUYERS)) take(m.index + (/^\W*/.exec(m[0])?.[0].length ?? 0), [all])
    const leader = LEADER.exec(text)
    if (leader?.[1] && leader[1] !== company.name) take(leader.index + leader[0].indexOf(leader[1]), [leads, all])
    for (const m of text.matchAll(JOINED)) take(m.index + m[0].length, [all])
  }
  scan(unit.text)
  const plain = /\bfrom (?=[\p{Lu}])/u.exec(unit.text)
  if (
    plain &&
    all.size === 0 &&
    /\b(?:money|sum|amount|seed|round|funding|million|billion|financing|crore|[\d.](?:m|bn|k|b)|loan|facility|debt|investment|series \w)\b[^.;]{0,20}$/i.test(
      unit.text.slice(0, plain.index),
    )
  ) {
    for (const n of nameList(unit.text, plain.index + plain[0].length)) if (!isWhen(n.name)) all.add(n.name)
  }
  // A single giver leads the round.
  const [only] = all
  if (
    leads.size === 0 &&
    all.size === 1 &&
    only &&
    plain &&
    !/\b(?:including|such as|participation|backing)\b/.test(unit.lower)
  )
    leads.add(only)
  if (investor && investor.name !== company.name) {
    all.add(investor.name)
    if (all.size === 1 || /\b(?:led|leads|lead)\b/.test(unit.lower)) leads.add(investor.name)
  }
  // "X and Y also took part" and "The round was led by Z" in the next sentence belong to this round.
  if (!/[$€£¥]\s?\d/.test(unit.next) || OF_THE_ROUND.test(unit.next)) {
    scan(unit.next)
    const joined =
      /\b(?:also (?:took part|participated|joined|invested|contributed|put in|backed|chipped in)|chipped in|came in|participated|took part|joined (?:the|in)|were among the investors)\b/i.exec(
        unit.next,
      )
    if (joined) {
      const opening =
        /^(?:(?:Existing |Returning |New |Other |Current |Previous |Earlier )?(?:[Ii]nvestors?|[Bb]ackers?|[Ss]hareholders?) (?:including |such as )?)?/.exec(
          unit.next,
        )
      for (const n of nameList(unit.next, opening?.[0].length ?? 0))
        if (n.end <= joined.index && n.name !== company.name) all.add(n.name)
    }
  }
  if (all.size > 0) attributes.investors = [...all]
  if (leads.size > 0) attributes.leadInvestors = [...leads]
}

const isWhen = (name: string): boolean =>
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|The)\b/.test(
    name,
  )
