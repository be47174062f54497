import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  isFinancier,
  type Subject,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { type Fired, firedOn } from '../fired'
import { stanceOf } from '../modality'
import { type MoneyMention, toMajor } from '../money'
import type { Draft, FundingAttributes } from '../types'
import { addInvestors, OF_THE_ROUND } from './investors'

const RAISE = String.raw`rais(?:e|es|ed|ing)|t(?:ook|akes|aking|ake) in|fundrais(?:e|ed|ing)`
/** Verbs by which money comes in; all but "raise" need a word of financing beside them. */
const GET = String.raw`secur(?:e|es|ed|ing)|clos(?:e|es|ed|ing)(?: on)?|land(?:s|ed|ing)?|bag(?:s|ged)|nab(?:s|bed)|net(?:s|ted)|takes?|took|taken|taking|receiv(?:e|es|ed|ing)|pull(?:s|ed) in|brings? in|bringing in|brought in|scor(?:es|ed)|pick(?:s|ed) up|attract(?:s|ed)|dr(?:aws|ew|awn)|collect(?:s|ed)|announc(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|clinch(?:es|ed)|haul(?:s|ed) in|snag(?:s|ged)|g(?:ets|ot)|obtain(?:s|ed)|arrang(?:es|ed)|sign(?:s|ed)|seal(?:s|ed)|ink(?:s|ed)|lin(?:es|ed) up|borrow(?:s|ed|ing)?|seek(?:s|ing)?|sought|target(?:s|ing)|sell(?:s|ing)?|sold|issu(?:es|ed|ing)|finaliz(?:es|ed)|finalis(?:es|ed)|nail(?:s|ed) down|gather(?:s|ed)|unveil(?:s|ed)|rake(?:s|d) in|garner(?:s|ed)|wrap(?:s|ped) up|disclos(?:es|ed)|emerg(?:es|ed) from stealth with|launch(?:es|ed) with|bank(?:s|ed)|back(?:s|ed)|add(?:s|ed)|led|leads|lead`
const VERB = new RegExp(String.raw`\b(?:${RAISE}|${GET})\b`, 'gi')
const IS_RAISE = new RegExp(`^(?:${RAISE})$`, 'i')
const NOUN =
  /\b(?:series [a-k]\d?\b|pre-?seed|seed\b|rounds?\b|funding|financing|fundraise|fund-?raising|fundraiser|equity|venture (?:capital|debt|funding)|debt|loans?\b|credit (?:facility|line|agreement)|(?:debt|loan|credit|revolving) facility|term loan|convertibles?|(?:senior |secured |convertible )?notes\b|bonds?\b|bridge\b|investments?\b|investors?\b|backers?\b|capital\b|new money|private placement|sale of (?:shares|stock|stakes?)|(?:share|stock|tender) (?:sale|offer)|tender offer|secondary|million of (?:its )?(?:shares|stock)|^ of (?:its )?(?:shares|stock)|stake\b|from stealth|borrow(?:s|ed|ing)?\b)/
const NOT_FUNDING =
  /\b(?:ipo|initial public offering|proceeds|prize|award(?:ed)?|grants?|fines?\b|fined|penalt(?:y|ies)|settle(?:ment|d)|lawsuit|damages|revenues?|sales of|in sales|profits?|earnings|loss(?:es)?|turnover|acqui(?:re|res|red|ring|sition)|buy(?:s|ing)?\b|bought|takeover|sold itself|merger|purchas(?:e|es|ed)|contracts?\b|backlog|orders?\b|market cap\w*|gdp|tax(?:es)?|dividend|salar(?:y|ies)|per (?:hour|year|month|token|share)|a share|an hour|a year|forecast|guidance|outlook|gross domestic|subscription|price target|charity|donat(?:ion|ed)|election|campaign)\b/
/** Money that the stock market paid. */
const SHARE_SALE =
  /\b(?:(?:began|begun|started|begins) (?:trading|to trade)|(?:trading|stock[- ]market|public|nasdaq|nyse|hong kong) debut|first (?:\w+ )?day(?: of trading)?\b|sold (?:its )?shares|shares (?:were |was )?priced|priced (?:at|its)|offer price)\b/
const FROM_SOMEONE = /^(?: in \w+)? from (?:[\p{Lu}]|two |three |investors|several |a )/u
const PARTS =
  /\b(?:made up of|compris(?:ing|es|ed)|includ(?:ing|es) (?:about )?[$€£]|of which|consisting of|consists of|split between)\b/
const VENTURE_FUND =
  /\b(?:(?<!\bto )fund [ivx]+\b|(?:first|second|third|fourth|fifth|new|flagship|early-stage|growth|venture|climate|ai) fund\b|fund of)\b/
const VALUATION_BEFORE =
  /\b(?:valu(?:es?|ed|ing|ation)|worth|post-money|pre-money|market (?:cap\w*|value))\b[^.;$€£¥]{0,45}$/
const VALUATION_AFTER =
  /^(?:-plus)?(?: or more)?(?: (?:post-money|pre-money|private|paper|implied))? (?:valuation|market cap)/
const TOTAL_BEFORE =
  /\b(?:tot(?:al(?:s|led|ed|ing)?|alling)|bring(?:s|ing) (?:its |the |their )?(?:total|overall)|cumulative|altogether|in all|overall|lifetime|has (?:now |already |previously |so far )?raised (?:more than|over|about|some|nearly|around|roughly|almost|close to|upwards of))\b[^.;]{0,60}$/
const TOTAL_AFTER =
  /^[^.;]{0,60}\b(?:to date|so far|in (?:all|total)|altogether|since (?:its|it was|being|20\d\d|launch|inception|founding)|over its (?:life|lifetime)|across (?:\w+ )?rounds|in total funding|total funding)\b/
const HAS_RAISED =
  /\b(?:(?:has|have) (?:now |since |also )*(?:already|previously|so far) (?:now |since |also )*(?:raised|secured|attracted|taken in)|(?:which|that|who) (?:has|have|had) (?:\w+ly )?(?:raised|secured|attracted)|(?:had|having) (?:already |previously |so far )*(?:raised|secured|attracted|taken in))\b[^.;]{0,40}$/
const STAGES: readonly (readonly [RegExp, string | ((m: RegExpExecArray) => string)])[] = [
  [/\bseries ([a-k])(\d)?(?:[- ](?:extension|1|2))?\b/, (m) => `Series ${(m[1] ?? '').toUpperCase()}${m[2] ?? ''}`],
  [/\bpre-?seed\b/, 'Pre-seed'],
  [/\bseed\b/, 'Seed'],
  [/\bconvertible\b/, 'convertible'],
  [
    /\b(?:debt|loans?|credit (?:facility|line|agreement)|(?:revolving|loan) facility|facility|notes|bonds?|lease financing|borrow(?:s|ed|ing)?|lend|lends|lent|lending)\b/,
    'debt',
  ],
  [/\bbridge\b/, 'bridge'],
  [/\b(?:tender offer|secondary|employee share sale)\b/, 'secondary'],
  [/\bgrowth (?:round|equity|financing|investment)\b/, 'growth'],
  [/\bstrategic (?:round|investment|funding)\b/, 'strategic'],
  [/\bangel\b/, 'angel'],
  [/\bprivate placement\b/, 'private placement'],
]

/** Rounds, loans and totals raised: each amount of money that a financing verb or noun governs. */
export function findFunding(unit: Unit, doc: Document): Draft[] {
  const drafts: Draft[] = []
  let valuation: MoneyMention | null = null
  for (const m of unit.money) if (isValuation(unit, m)) valuation = m
  // "The round values the company at $1.8 billion" behind it is of the same round.
  const next = doc.units[doc.units.indexOf(unit) + 1]
  if (valuation === null && next && OF_THE_ROUND.test(next.text))
    valuation = next.money.find((m) => isValuation(next, m)) ?? null
  for (const m of unit.money) {
    if (isValuation(unit, m)) continue
    const draft = fundingOf(unit, m, valuation, doc)
    if (draft) drafts.push(draft)
  }
  if (drafts.length === 0 && valuation && unit.money.includes(valuation)) {
    const draft = valuationRound(unit, valuation, doc)
    if (draft) drafts.push(draft)
  }
  if (drafts.length === 0 && unit.money.length === 0) {
    const draft = roundWithoutAmount(unit, doc)
    if (draft) drafts.push(draft)
  }
  return drafts
}

const isValuation = (unit: Unit, m: MoneyMention): boolean =>
  unit.money.some(
    (x) =>
      x.end <= m.start &&
      /^ (?:(?:funding |financing |equity |new )?(?:round|raise|financing|investment|series [a-k]) )?at (?:about |around |over |some |more than |nearly )?$/.test(
        unit.lower.slice(x.end, m.start),
      ) &&
      !/^ (?:a|per) share/.test(unit.lower.slice(m.end)) &&
      m.minor > x.minor,
  ) ||
  (!/\b(?:round|series [a-k]|deal|loan|facility|financing|funding|investment|contract),? worth [^.;]{0,20}$/.test(
    unit.lower.slice(0, m.start),
  ) &&
    VALUATION_BEFORE.test(
      unit.lower
        .slice(Math.max(0, m.start - 70), m.start)
        .split(/\b(?:after|following|through|thanks to)\b/)
        .at(-1) ?? '',
    )) ||
  VALUATION_AFTER.test(unit.lower.slice(m.end, m.end + 40))

/** What belongs to one amount: from the end of the amount before it, or 90 characters, to the next amount, or 110. */
function around(unit: Unit, m: MoneyMention): { left: string; right: string; from: number } {
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

function fundingOf(unit: Unit, m: MoneyMention, valuation: MoneyMention | null, doc: Document): Draft | null {
  const { left, right, from } = around(unit, m)
  const invested = investment(unit, m, left, right, from)
  if (invested)
    return build(unit, m, invested.at, invested.company, valuation, doc, {
      investor: invested.investor,
      rule: 'funding.invested',
    })

  // "secured $1.2 billion, comprising $200 million of equity and …": its parts say what it is.
  const told = PARTS.test(`${right}$`) ? unit.lower.slice(m.end, m.end + 110) : right
  const verbs = [...left.matchAll(VERB)]
  const verb = verbs.at(-1)
  const raise = verbs.findLast((v) => IS_RAISE.test(v[0]))
  const noun =
    NOUN.test(left.slice(-60)) || NOUN.test(told.slice(0, 80)) || FROM_SOMEONE.test(unit.text.slice(m.end, m.end + 30))
  if (/\bbring(?:s|ing) (?:the|its|that) (?:round|series [a-k]|size|raise)\b[^.;]*$/.test(left)) return null
  // "made up of $60 million in equity and …": the parts of a sum already read.
  if (PARTS.test(unit.lower.slice(0, m.start)) && unit.money.some((x) => x.end <= m.start)) return null
  const nounAtOnce =
    /^(?:-plus)?(?! (?:on|for|to|into|at|over|from|by|per)\b)(?: \w+ly)?(?: (?:in|of|worth of|as))?(?: an?)?(?: (?:new|fresh|additional|oversubscribed|first|initial|follow-on|latest|\w+-(?:led|backed)))*\s*(?:pre-?seed|seed|series [a-k]|(?:[\w-]+ ){0,3}(?:round|funding|financing|equity|debt|loans?|credit|(?:debt|loan|credit|term|revolving|financing) facility|notes|investment|convertible|venture))\b/.test(
      right,
    )
  // The amount itself must not be what a price, a prize or a purchase is about.
  const nearby = `${left
    .slice(-45)
    .split(/, (?!\d)|; /)
    .at(
      -1,
    )}¤${right.slice(0, 45).split(/, (?!\d)|; | to (?:buy|fund|build|finance|expand|acquire|purchase|pay|help|support|grow)\b/)[0]}`
  // A listing to come is not where this money comes from; one that is told of is.
  const source = nearby.replace(
    /\bpre-ipo\b|\b(?:ahead of|before|prior to|in advance of) (?:[\w-]+ ){0,3}?(?:ipo|initial public offering)\b/g,
    '',
  )
  if (SHARE_SALE.test(unit.lower) && !/\b(?:series [a-k]|seed|venture|private) |\bpre-ipo\b/.test(unit.lower))
    return null
  if (
    NOT_FUNDING.test(source) &&
    !(
      nounAtOnce &&
      !/\b(?:ipo|initial public offering|proceeds|acqui|contract|prize|award|salar|wage|base pay)/.test(source)
    )
  )
    return null
  if (
    /\bsold (?:about |some |nearly )?[\d.,]+ (?:million )?(?:[\w-]+ ){0,3}shares\b|\bshares? (?:at|for) \$/.test(
      unit.lower.slice(0, m.start),
    )
  )
    return null
  if (
    VENTURE_FUND.test(right.slice(0, 40)) ||
    /^ (?:fund|vehicle)\b|^[^.;]{0,6} ?(?:for|across|into) [^.;,]{0,25}\bfunds?\b/.test(right)
  )
    return null
  const chosen = raise ?? verb
  if (
    !chosen &&
    !nounAtOnce &&
    !/\btotal (?:\w+ )?(?:raised|funding|financing|capital)\b[^.;]{0,20}\bto (?:more than |about |over |nearly |around )?$/.test(
      left,
    ) &&
    !/\b(?:round|funding|financing|facility|loan)\b[^.;]{0,30}\b(?:of|worth|totall?ing|for)\s*(?:more than |over |up to |about |around |nearly |roughly |between |at least )?$/.test(
      left,
    )
  )
    return null
  // "pledges $10bn investment for a data center" spends the money.
  if (
    /^ (?:[\w-]+ )?investments?\b(?! (?:from|by|round|led))/.test(right) &&
    /\b(?:pledg|commit|plan|announc|unveil|mak|made|promis|propos)\w*\b[^.;]{0,30}$/.test(left)
  )
    return null
  if (chosen) {
    const gap = left.slice(chosen.index + chosen[0].length)
    // "raised its forecast to $2 billion", "raised prices": the object is not the money.
    if (
      raise &&
      !noun &&
      /\b(?:to|by|from|its|their|prices?|the)\b(?! (?:more|over|about|at|up|as))/.test(
        gap.replace(/\b(?:up to|as much as|a total of|an? (?:additional|extra|further))\b/g, ''),
      )
    )
      return null
    if (!raise && !noun) return null
    if (
      !raise &&
      /^(?:add|sign|announc|unveil|disclos|sell|sold|launch|complet|tak|took|target|seek|sought|led|lead|back|clos|receiv)/i.test(
        chosen[0],
      ) &&
      !nounAtOnce &&
      !/\b(?:round|funding|financing|facility|series [a-k]|seed|loan|debt|notes|share sale|sale of shares|(?:of|in) (?:its )?(?:shares|stock)|raise)\b/.test(
        left + told.slice(0, 60),
      )
    )
      return null
  }
  const at = chosen ? from + chosen.index : m.start
  const isLead = chosen !== undefined && /^(?:led|leads|lead|back)/i.test(chosen[0])
  let company: Subject | null = null
  let investor: Subject | null = null
  if (isLead && !/\bled by $/.test(left)) {
    company = companyAfter(unit, m.end, /\b(?:in|for|of|into|by) (?:[\w-]+ ){0,4}$/i)
    investor = subjectBefore(unit, at)
  }
  company ??=
    subjectOfSale(unit, at, m) ??
    companyBehind(unit, at, /\b(?:[Ee]mployees|[Ii]nvestors|[Ss]taff|[Ss]hareholders) (?:of|in|at) $/) ??
    companyAfter(
      unit,
      m.end,
      /\b(?:for|at|values|valuing|valued|(?<!\b(?:led|backed|joined|headed|anchored|provided|funded|arranged) )by) $/i,
    )
  if (!company) return null
  return build(unit, m, at, company, valuation, doc, {
    investor,
    rule: raise ? 'funding.raised' : nounAtOnce ? 'funding.round' : 'funding.verb',
  })
}

/** "Linnet's $40 million Series A" and "a $40 million round at Linnet" name the company beside the amount. */
function subjectOfSale(unit: Unit, at: number, m: MoneyMention): Subject | null {
  const owner = unit.companies.find(
    (c) => c.end <= m.start && /^['’]s? (?:[\w-]+ ){0,3}$/.test(unit.text.slice(c.end, m.start)),
  )
  return owner ? { name: owner.name, slug: owner.slug } : subjectBefore(unit, at)
}

/** "Nvidia invested $2 billion in Acme": the company is the object. Money put into things is capacity, not funding. */
function investment(
  unit: Unit,
  m: MoneyMention,
  left: string,
  right: string,
  from: number,
): { company: Subject; investor: Subject | null; at: number } | null {
  const stake =
    /\b(?:tak(?:es|en|ing)|took|b(?:uys|ought|uying)|acquir(?:es|ed|ing)|mak(?:es|ing)|made)\b[^.;]{0,30}$/.exec(left)
  if (stake && /^ (?:[\w-]+ )?(?:stake|investment) in /.test(right)) {
    const company = companyAfter(unit, m.end, /\bin (?:(?:the|its|rival|fellow|[a-z-]+) ){0,4}$/)
    const at = from + stake.index
    if (company) return { company, investor: subjectBefore(unit, at), at }
  }
  const lent = lending(unit, m, left, from)
  if (lent) return lent
  const verb =
    /\b(?:invest(?:s|ed|ing)?|put(?:s|ting)?|pour(?:s|ed|ing)?|inject(?:s|ed|ing)?|plough(?:s|ed)|plow(?:s|ed)|commit(?:s|ted)?)\b[^.;]{0,40}$/.exec(
      left,
    )
  if (!verb) return null
  const behind = /^[^.;]{0,25}?\b(?:in|into|to)\s+(?=[\p{Lu}]|[a-z]{1,2}[A-Z]|the |its |rival |fellow )/u.exec(
    unit.text.slice(m.end),
  )
  if (
    !behind ||
    /^[^.;]{0,40}\b(?:data cent|build|gpu|chips|capacity|infrastructure|campus|plant|factory|facility)/.test(right)
  )
    return null
  const company = companyAfter(unit, m.end, /\b(?:in|into|to) (?:(?:the|its|rival|fellow|[\w-]+) ){0,4}$/)
  if (!company) return null
  const at = from + verb.index
  return { company, investor: subjectBefore(unit, at), at }
}

/** "Morgan Stanley agreed to lend it $500 million": whom the money goes to stands between verb and amount. */
function lending(
  unit: Unit,
  m: MoneyMention,
  left: string,
  from: number,
): { company: Subject; investor: Subject | null; at: number } | null {
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

type Extra = { investor?: Subject | null; rule: string }

function build(
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

function finish(
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

const isTotal = (left: string, right: string, stage: string | null): boolean => {
  const beforeNext = right.split(/, (?:including|after|led|in a)|\b(?:bring|tak|lift|push)(?:s|es|ing)\b/)[0] ?? right
  if (TOTAL_AFTER.test(beforeNext)) return true
  if (stage || /\b(?:round|led by|this week|today|on (?:mon|tues|wednes|thurs|fri)day)\b/.test(right.slice(0, 60)))
    return /\btotal (?:raised|funding|financing)|\bbring(?:s|ing) (?:its|the|their) total/.test(left)
  return TOTAL_BEFORE.test(left) || HAS_RAISED.test(left)
}

function stageNear(left: string, all: string): string | null {
  // The stage of an earlier round that this one follows is not its own.
  const right = all.split(/,? (?:following|on top of|in addition to|after (?:a|an|its|raising))\b/)[0] ?? all
  for (const text of [right.slice(0, 70), left.slice(-70), right]) {
    let best: { at: number; name: string } | null = null
    for (const [pattern, name] of STAGES) {
      const m = pattern.exec(text)
      if (m && !/previous|prior|earlier|last /.test(text.slice(Math.max(0, m.index - 12), m.index))) {
        if (!best || m.index < best.at) best = { at: m.index, name: typeof name === 'string' ? name : name(m) }
      }
    }
    if (best) return best.name
  }
  return null
}

/** Talks in which only the valuation is known. */
function valuationRound(unit: Unit, m: MoneyMention, doc: Document): Draft | null {
  const verb =
    /\b(?:round|funding|financing|rais(?:e|es|ed|ing)|tender offer|share sale|sale of shares|investment|secondary|stake)\b/.exec(
      unit.lower,
    )
  if (!verb || NOT_FUNDING.test(unit.lower)) return null
  const company =
    subjectBefore(unit, verb.index) ?? companyAfter(unit, verb.index, /\b(?:in|at|for|value|values|valuing) $/)
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

/** "Acme closed its Series C" and denials: a round whose size is not told. */
function roundWithoutAmount(unit: Unit, doc: Document): Draft | null {
  const m =
    /\b(?:rais(?:e|es|ed|ing)|clos(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|secur(?:e|es|ed|ing)|announc(?:e|es|ed)|seek(?:s|ing)?|in talks (?:for|about|over|on)|report of|looking for)\b[^.;]{0,45}\b(?:series [a-k]\b|seed round|(?:funding|financing|equity|venture) round|new (?:funding|capital|money)|new round|(?:an )?undisclosed (?:sum|amount)|fresh (?:capital|funding|money))|\brais(?:e|es|ed|ing) (?:new |more |additional |fresh |any )?(?:money|capital|funds|funding|cash)\b/.exec(
      unit.lower,
    )
  if (!m || NOT_FUNDING.test(m[0])) return null
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
