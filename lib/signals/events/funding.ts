import {
  companyAfter,
  companyBehind,
  type Document,
  isFinancier,
  type Subject,
  subjectBefore,
  type Unit,
} from '../document'
import type { MoneyMention } from '../money'
import type { Draft } from '../types'
import { around, build } from './fundingDraft'
import {
  FROM_SOMEONE,
  GROWN_ROUND,
  HEADLINE_END,
  HEADLINE_VERB,
  IS_RAISE,
  isValuation,
  NOT_FUNDING,
  NOUN,
  NOUN_AT_ONCE,
  PARTS,
  PREFACE,
  SHARE_SALE,
  VENTURE_FUND,
  VERB,
} from './fundingWords'
import { giftTo } from './givers'
import { OF_THE_ROUND } from './investors'
import { formD, respectiveRounds, roundWithoutAmount, rowOfRounds, stakeIn, valuationRound } from './otherRounds'

/** Verbs of many uses: they need a word of a round close by. */
const NEEDS_A_ROUND =
  /^(?:add|sign|announc|unveil|disclos|sell|sold|launch|complet|tak|took|target|seek|sought|(?:co-)?led|lead|back|clos|receiv|w[io]n|extend|increas|expand|enlarg|agree|enter|pric|tap|top|anchor|spearhead|got|get|arrang|score|pick|draw|drew)/i
const OF_A_ROUND =
  /\b(?:round|funding|financing|facility|series [a-k]|seed|loans?|debt|notes|bonds?|share sale|sale of shares|(?:of|in) (?:its )?(?:shares|stock)|(?:new|preferred|fresh|more) (?:shares|stock)|raise|placement|equity|bridge|convertible|fund-?raising|rights issue|tender offer|credit|borrow\w*|backing|investors|lenders)\b/
/** Other things that a headline's verb wins. */
const OTHER_DEAL =
  /\b(?:deals?|contracts?|orders?|grants?|customers?|clients?|subsid(?:y|ies)|tax|award|lease|supply|sales?|revenue|profit|budget|incentives?|refund|licen[cs]e|sponsorship|acquisition)\b/
const SUM_OF_A_ROUND =
  /\b(?:rounds?|funding|financing|facility|loan|series [a-k]|seed|raise|fund-?raising|placement|tranche|infusion|injection|lifeline|notes|investment)\b[^.;]{0,30}\b(?:of|worth|totall?ing|for|amounting to|came to|comes to|amounted to|amounts to|reached)\s*(?:more than |over |up to |about |around |nearly |roughly |between |at least )?$/
const TOTAL_IS =
  /\btotal (?:\w+ )?(?:raised|funding|financing|capital)\b[^.;]{0,40}\b(?:to|at|is|of|reached|exceeds)\s*(?:more than |about |over |nearly |around |some )?$/

/** Rounds, loans and totals raised: each amount of money that a financing verb or noun governs. */
export function findFunding(unit: Unit, doc: Document): Draft[] {
  const drafts: Draft[] = respectiveRounds(unit, doc)
  if (drafts.length > 0) return drafts
  let valuation: MoneyMention | null = null
  for (const m of unit.money) if (isValuation(unit, m)) valuation = m
  // It is asked of amounts alone.
  if (unit.money.length > 0) valuation ??= valuationBeside(unit, doc)
  for (const m of unit.money) {
    if (isValuation(unit, m)) continue
    const draft = fundingOf(unit, m, valuation, doc)
    if (draft) drafts.push(draft)
  }
  if (drafts.length === 0 && valuation && unit.money.includes(valuation)) {
    const draft = valuationRound(unit, valuation, doc)
    if (draft) drafts.push(draft)
  }
  if (drafts.length === 0) {
    const row = rowOfRounds(unit, doc)
    if (row) drafts.push(row)
  }
  const sold = formD(unit, doc)
  if (sold) return [sold]
  if (drafts.length === 0 && unit.money.length === 0) {
    const draft = roundWithoutAmount(unit, doc) ?? stakeIn(unit, doc)
    if (draft) drafts.push(draft)
  }
  return drafts
}

/** "The round values the company at $1.8 billion" right behind or before it is of the same round. */
function valuationBeside(unit: Unit, doc: Document): MoneyMention | null {
  const i = unit.index
  const next = doc.units[i + 1]
  if (
    next &&
    next.money.length <= 2 &&
    !/\b(?:ipo|market cap\w*|shares|contract|revenue)\b/.test(next.lower) &&
    !next.companies.some((c) => c.start < 4 && !unit.companies.some((x) => x.name === c.name)) &&
    (OF_THE_ROUND.test(next.text) ||
      /^(?:It|Its|That|This|The (?:company|startup|start-up|firm)|Sources|People|Two people|[\p{Lu}]\w+) /u.test(
        next.text,
      ))
  )
    return next.money.find((m) => isValuation(next, m)) ?? null
  const before = doc.units[i - 1]
  if (
    before &&
    before.money.length === 1 &&
    OF_THE_ROUND.test(before.text) &&
    /^(?:it|the (?:company|startup)|they)\b/i.test(unit.text)
  )
    return before.money.find((m) => isValuation(before, m)) ?? null
  return null
}

function fundingOf(unit: Unit, m: MoneyMention, valuation: MoneyMention | null, doc: Document): Draft | null {
  const { left, right, from } = around(unit, m)
  const invested = giftTo(unit, m, left, right, from)
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
  // "Acme (soil sensors) got $15m. Series A, Congruent."
  const nounAtOnce =
    NOUN_AT_ONCE.test(right) || (/^\W*$/.test(right) && /^(?:Series [A-K]|Seed|Pre-seed)\b/.test(unit.next))
  if (isOtherMoney(unit, m, left, right, nounAtOnce, doc)) return null
  const chosen = raise ?? verb
  const grown = GROWN_ROUND.test(left)
  const headline =
    chosen !== undefined &&
    HEADLINE_VERB.test(chosen[0]) &&
    left.slice(chosen.index + chosen[0].length).length < 24 &&
    HEADLINE_END.test(right) &&
    !NOT_FUNDING.test(unit.lower) &&
    !OTHER_DEAL.test(unit.lower)
  const noun =
    nounAtOnce ||
    headline ||
    NOUN.test(left.slice(-60)) ||
    NOUN.test(told.slice(0, 80)) ||
    FROM_SOMEONE.test(unit.text.slice(m.end, m.end + 30)) ||
    // "raised $45 million at a valuation of …"
    (valuation !== null && unit.money.includes(valuation) && valuation.start > m.end)
  if (!chosen && !nounAtOnce && !SUM_OF_A_ROUND.test(left) && !TOTAL_IS.test(left)) return null
  if (chosen && !grown && !headline) {
    const gap = left.slice(chosen.index + chosen[0].length)
    // "raised its forecast to $2 billion", "raised prices": the object is not the money.
    if (
      raise &&
      !noun &&
      !TOTAL_IS.test(left) &&
      /\b(?:to|by|from|its|their|prices?|the)\b(?! (?:more|over|about|at|up|as))/.test(
        gap.replace(/\b(?:up to|as much as|a total of|an? (?:additional|extra|further))\b/g, ''),
      )
    )
      return null
    if (!raise && !noun) return null
    const giver =
      FROM_SOMEONE.test(unit.text.slice(m.end, m.end + 30)) &&
      /^(?:tak|took|found|find|g[eo]t|receiv|secur|draw|drew|accept)/i.test(chosen[0])
    if (!raise && NEEDS_A_ROUND.test(chosen[0]) && !nounAtOnce && !giver && !OF_A_ROUND.test(left + told.slice(0, 60)))
      return null
  }
  const at = chosen ? from + chosen.index : m.start
  const isLead = chosen !== undefined && /^(?:co-)?(?:led|leads|lead|back|anchor|spearhead)/i.test(chosen[0])
  let company: Subject | null = null
  let investor: Subject | null = null
  if (isLead && !/\b(?:led|backed|anchored|spearheaded) by $/.test(left)) {
    company = companyAfter(unit, m.end, /\b(?:in|for|of|into|by|on) (?:[\w-]+ ){0,4}$/i)
    investor = subjectBefore(unit, at)
    // "Alder led the $90 million financing, Acme's largest yet".
    const whose = company
      ? undefined
      : unit.companies.find((c) => c.start >= m.end && /^['’]s /.test(unit.text.slice(c.end)))
    if (whose) company = { name: whose.name, slug: whose.slug }
  }
  company ??=
    receiverBehind(unit, m, left) ??
    (TOTAL_IS.test(left) ? companyBehind(unit, m.start, /\bby $/) : null) ??
    subjectOfSale(unit, at, m) ??
    companyBehind(unit, at, /\b(?:[Ee]mployees|[Ii]nvestors|[Ss]taff|[Ss]hareholders) (?:of|in|at) $/) ??
    companyAfter(
      unit,
      m.end,
      /\b(?:for|at|help|helps|enable|enables|allow|allows|let|lets|values|valuing|valued|pegs|puts|gives|leaves|makes|kept|keeps|(?<!\b(?:led|backed|joined|headed|anchored|provided|funded|arranged|spearheaded) )by) $/i,
    ) ??
    speaker(unit) ??
    unnamed(unit, m, noun || raise !== undefined)
  if (!company) return null
  return build(unit, m, at, company, valuation, doc, {
    investor,
    rule: raise ? 'funding.raised' : nounAtOnce ? 'funding.round' : 'funding.verb',
  })
}

/** Whether the amount is what a price, a prize, a purchase, a fund or a sale on the market is about. */
function isOtherMoney(
  unit: Unit,
  m: MoneyMention,
  left: string,
  right: string,
  nounAtOnce: boolean,
  doc: Document,
): boolean {
  const before = doc.units[unit.index - 1]?.text ?? ''
  // "The sale raised $1.4bn" behind a listing.
  if (
    /^(?:the|its|that) (?:share |stock |public )?(?:sale|offering|float\w*|listing|ipo|deal)\b/.test(unit.lower) &&
    /\b(?:ipo|listing|float\w*|debut|public markets?|first day|prospectus)\b/i.test(`${doc.title} ${before}`)
  )
    return true
  // "It is seeking to raise as much as $900 million by selling shares" behind a sentence on its IPO.
  if (
    /^(?:it|the (?:company|firm|group|offering|sale|shares))\b/.test(unit.lower) &&
    /\b(?:ipo|initial public offering|price range|listed|listing|prospectus|float\w*|debut)\b/i.test(before) &&
    !/\b(?:series [a-k]|seed|venture|round|private|ha(?:s|ve|d) (?:\w+ )?raised|to date|so far|total|investors|backers|loan|notes|debt|last|previously|earlier|in 20\d\d)\b/.test(
      unit.lower,
    )
  )
    return true
  // What an engineer is offered is pay.
  if (
    m.minor < 100_000_000n &&
    /\b(?:engineers?|technicians?|salar\w+|staff|interns?|a year|employees|graduates|per (?:year|hour|day|month))\b/.test(
      unit.lower,
    ) &&
    !/\b(?:series [a-k]|seed|round|grant)\b/.test(unit.lower)
  )
    return true
  // "an investment of $2.2 billion" in pay or sites is spent.
  if (
    /\b(?:an?|its|the|total) (?:[\w-]+ )?investments? (?:of|worth) [^.;$€£¥]{0,20}$/.test(left) &&
    !/^ (?:in|into|from|by|led)\b/.test(right)
  )
    return true
  if (/\bbring(?:s|ing) (?:the|its|that) (?:round|series [a-k]|size|raise)\b[^.;]*$/.test(left)) return true
  // "made up of $60 million in equity and …": the parts of a sum already read.
  if (PARTS.test(unit.lower.slice(0, m.start)) && unit.money.some((x) => x.end <= m.start)) return true
  // "Acme (Toronto, data contracts): C$22M": what a bracket says of the company is not said of the money.
  const nearby = `${left
    .replace(/\([^)]*\)/g, '')
    .slice(-45)
    .split(/, (?!\d)|; /)
    .at(
      -1,
    )}¤${right.slice(0, 45).split(/, (?!\d)|; | to (?:buy|fund|build|finance|expand|acquire|purchase|pay|help|support|grow)\b/)[0]}`
  // A listing to come is not where this money comes from; one that is told of is. A placement has proceeds as a listing has.
  const source = nearby
    .replace(
      /\bpre-ipo\b|\b(?:ahead of|before|prior to|in advance of) (?:[\w-]+ ){0,3}?(?:ipo|initial public offering)\b/g,
      '',
    )
    .replace(/\bproceeds\b/g, (word) =>
      /\b(?:private placement|notes|bonds?|series [a-k]|convertible|loan)\b/.test(unit.lower) ? '' : word,
    )
  if (SHARE_SALE.test(unit.lower) && !/\b(?:series [a-k]|seed|venture|private) |\bpre-ipo\b/.test(unit.lower))
    return true
  if (
    NOT_FUNDING.test(source) &&
    !(
      nounAtOnce &&
      !/\b(?:ipo|initial public offering|proceeds|acqui|contract|prize|award|salar|wage|base pay)/.test(source)
    )
  )
    return true
  if (
    /\bsold (?:about |some |nearly )?[\d.,]+ (?:million )?(?:[\w-]+ ){0,3}shares\b|\bshares? (?:at|for) \$/.test(
      unit.lower.slice(0, m.start),
    )
  )
    return true
  if (
    (VENTURE_FUND.test(right.slice(0, 40)) && !/^ (?:\w+ ){0,3}?(?:from|led by|by) /.test(right)) ||
    /^ (?:fund|vehicle)\b|^[^.;]{0,6} ?(?:for|across|into) [^.;,]{0,25}\bfunds?\b/.test(right)
  )
    return true
  // "pledges $10bn investment for a data center" spends the money.
  return (
    /^ (?:[\w-]+ )?investments?\b(?! (?:from|by|round|led))/.test(right) &&
    /\b(?:pledg|commit|plan|announc|unveil|mak|made|promis|propos)\w*\b[^.;]{0,30}$/.test(left)
  )
}

/** Who has the money that the sentence opens with: "Fresh from a $40 million Series B, Acme is hiring". */
function receiverBehind(unit: Unit, m: MoneyMention, left: string): Subject | null {
  if (!PREFACE.test(left) || unit.companies.some((c) => c.end <= m.start && !isFinancier(c.name))) return null
  const comma = /, /.exec(unit.text.slice(m.end))
  if (!comma) return null
  const main = unit.companies.find(
    (c) =>
      c.start >= m.end + comma.index &&
      /(?:^|, )(?:the (?:[\w-]+ ){0,5})?$/.test(unit.text.slice(m.end + comma.index, c.start)),
  )
  if (main) return { name: main.name, slug: main.slug }
  return /^, (?:it|the (?:[\w-]+ )?(?:company|startup|start-up|firm|group))\b/.test(
    unit.lower.slice(m.end + comma.index),
  )
    ? unit.salient
    : null
}

/** "Two years later came a €55m Series A led by Northzone": of whom the text is about, where it names givers alone. */
function unnamed(unit: Unit, m: MoneyMention, isRound: boolean): Subject | null {
  if (
    !isRound ||
    /\b(?:average|typical|median|rounds|startups|start-ups|sector|industry|market|rivals?|peers|companies|firms)\b/.test(
      unit.lower,
    )
  )
    return null
  const named = unit.companies.some(
    (c) =>
      !isFinancier(c.name) &&
      !(c.start >= m.end && /\b(?:by|from|with|and|including|,)\s*$/.test(unit.text.slice(0, c.start))),
  )
  return named ? null : unit.salient
}

/** "We are not raising money," said the chief executive of Acme. */
function speaker(unit: Unit): Subject | null {
  const c = unit.companies.find((x) =>
    /\b(?:executive|ceo|CEO|founder|president|chair\w*|spokes\w+|boss|head|officer|director) (?:of|at|for) $/.test(
      unit.text.slice(0, x.start),
    ),
  )
  return c && /\b(?:said|says|told|dismiss\w+|den(?:y|ied|ies))\b/.test(unit.lower)
    ? { name: c.name, slug: c.slug }
    : null
}

/** "Linnet's $40 million Series A" and "a $40 million round at Linnet" name the company beside the amount. */
function subjectOfSale(unit: Unit, at: number, m: MoneyMention): Subject | null {
  const owner = unit.companies.find(
    (c) => c.end <= m.start && /^['’]s? (?:[\w-]+ ){0,3}$/.test(unit.text.slice(c.end, m.start)),
  )
  return owner ? { name: owner.name, slug: owner.slug } : subjectBefore(unit, at)
}
