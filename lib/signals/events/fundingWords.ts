import type { Unit } from '../document'
import type { MoneyMention } from '../money'

const RAISE = String.raw`rais(?:e|es|ed|ing)|t(?:ook|aken|akes|aking|ake) in|fundrais(?:e|ed|ing)`
/** Verbs by which money comes in; all but "raise" need a word of financing beside them. */
const GET = String.raw`secur(?:e|es|ed|ing)|clos(?:e|es|ed|ing)(?: on)?|land(?:s|ed|ing)?|bag(?:s|ged)?|grab(?:s|bed)?|pocket(?:s|ed)?|scoop(?:s|ed)? up|mop(?:s|ped)? up|reel(?:s|ed) in|amass(?:es|ed)?|f(?:ound|inds?)|w(?:in|ins|on)|top(?:s|ped)? up|extend(?:s|ed|ing)?|upsiz(?:e|es|ed|ing)|enlarg(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|expand(?:s|ed|ing)?|tap(?:s|ped)?|refinanc(?:e|es|ed|ing)|pric(?:es|ed)|agree[sd]?|enter(?:s|ed) into|exit(?:s|ed) stealth with|debut(?:s|ed) with|nab(?:s|bed)|net(?:s|ted)|takes?|took|taken|taking|receiv(?:e|es|ed|ing)|pull(?:s|ed|ing)? in|brings? in|bringing in|brought in|scor(?:es|ed)|pick(?:s|ed) up|attract(?:s|ed)|dr(?:aws|ew|awn)|collect(?:s|ed)|announc(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|clinch(?:es|ed)|haul(?:s|ed|ing)? in|snag(?:s|ged)|(?:been|was|were|being) (?:handed|given|granted|lent|promised)|g(?:ets|ot)|obtain(?:s|ed)|arrang(?:es|ed)|sign(?:s|ed)|seal(?:s|ed)|ink(?:s|ed)|lin(?:es|ed) up|borrow(?:s|ed|ing)?|seek(?:s|ing)?|sought|target(?:s|ing)|sell(?:s|ing)?|sold|issu(?:es|ed|ing)|finaliz(?:es|ed)|finalis(?:es|ed)|nail(?:s|ed) down|gather(?:s|ed)|unveil(?:s|ed)|rak(?:e|es|ed|ing) in|garner(?:s|ed)|wrap(?:s|ped) up|disclos(?:es|ed)|(?:emerg|com)(?:es|ed) (?:from|out of) stealth with|launch(?:es|ed) with|bank(?:s|ed)|back(?:s|ed)|add(?:s|ed|ing)?|led|leads|lead|co-led|co-leads|anchor(?:s|ed)|spearhead(?:s|ed)`
export const VERB = new RegExp(String.raw`\b(?:${RAISE}|${GET})\b`, 'gi')
export const IS_RAISE = new RegExp(`^(?:${RAISE})$`, 'i')
export const NOUN =
  /\b(?:series [a-k]\d?\b|pre-?seed|seed\b|rounds?\b|funding|financing|fundraise|fund-?raising|fundraiser|equity|venture (?:capital|debt|funding)|injection|infusion|fresh (?:cash|money)|(?:new|preferred|fresh|more) (?:shares|stock)|lenders?\b|refinanc(?:e|es|ed|ing)|rights issue|(?:\w+ )?backing\b|cheque|funding boost|war chest|tranche|debt|loans?\b|credit (?:facility|line|agreement)|(?:debt|loan|credit|revolving) facility|term loan|convertibles?|(?:senior |secured |convertible )?notes\b|bonds?\b|bridge\b|investments?\b|investors?\b|backers?\b|capital\b|new money|private placement|sale of (?:shares|stock|stakes?)|(?:share|stock|tender) (?:sale|offer)|tender offer|secondary|million of (?:its )?(?:shares|stock)|^ of (?:its )?(?:shares|stock)|stake\b|(?:from|of|exit\w*) stealth|borrow(?:s|ed|ing)?\b)/
/** What makes a round, a loan or a sale of the amount right before it ("$40 million in fresh Series A financing"). */
export const NOUN_AT_ONCE =
  /^ richer\b|^(?:-plus|\+)?(?: or more)?(?:,? ?[|,–—:-] )?(?: ?\((?:about |around )?[^)]{0,30}\))?(?! (?:on|for|to|into|at|over|from|by|per)\b)(?: \w+ly)?(?: (?:in|of|worth of|as))?(?: an?)?(?: (?:new|fresh|additional|oversubscribed|first|initial|follow-on|latest|further|up-?sized|\w+-(?:led|backed)))*\s*(?:pre-?seed|seed|series [a-k]|(?:[\w-]+ ){0,3}(?:rounds?|funding|financing|fundrais(?:e|ing|er)|equity|debt|loans?|credit|(?:debt|loan|credit|term|revolving|financing|lending|asset-backed) facility|notes|bonds?|investment|convertibles?|venture|private placement|rights issue|tender offer|(?:share|stock) sale|secondary(?: sale)?|(?:bond|note|debt|notes) (?:sale|offering|issue|deal)|injection|infusion|backing|(?:funding|cash) (?:boost|haul)|boost from|bet on|cheque|capital (?:raise|raising|increase)|(?:fresh|new|growth) capital|cash (?:call|injection)|war chest|tranche|raise\b|pre-ipo round|bridge|extension))\b/
/** Verbs of a headline that take money itself as their object: with nothing else behind it, that is a round. */
export const HEADLINE_VERB =
  /^(?:bag|grab|pocket|scoop|mop|reel|rak|haul|nab|snag|land|bank|pull|secur|brings? in|bringing|brought|net|nail|scor|garner|clos|fundrais)/i
/** What may stand behind such an amount: an end, a purpose, a giver, a price; no other thing that the money is for. */
export const HEADLINE_END =
  /^(?:$|[.;:!]| ?[–—-] |, (?!\d)| (?:to (?!its)|at |from |as (?:it|ai)\b|in (?:a|its|an|new|fresh|series)\b|for (?:its|ai|the|a|an)\b|led |after |amid |with |backed ))/
/** Money that is in hand when the sentence's own story begins: "Fresh from a $40 million round, Acme is …". */
export const PREFACE =
  /^\W*(?:(?:newly )?(?:armed|flush|fresh|buoyed|fuell?ed|bolstered|backed|boosted|helped|propelled|powered|emboldened|fortified|sitting|riding)\b|with\b|having\b|after\b|following\b|on the (?:back|heels|strength) of\b|just (?:weeks|days|months) after\b|(?:in|for|through|via|under|as part of) (?:its|the|a|an)\b|thanks to\b|months after\b|weeks after\b|days after\b)[^;]*$/
/** "its Series B by $40 million": a round, loan or sale that grows. */
export const GROWN_ROUND =
  /\b(?:top(?:s|ped)? up|extend(?:s|ed|ing)?|upsiz(?:e|es|ed|ing)|enlarg(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|expand(?:s|ed|ing)?)\b[^.;,]{0,50}\b(?:round|series [a-k]|seed|raise|fund-?raising|notes?|offering|bonds?|loan|facility|credit|placement|financing|coffers|war chest|balance sheet|cash pile|funding)\b[^.;,]{0,14}\b(?:by|with|to)\s*(?:a further |another |an (?:extra|additional) |about |around |up to |as much as )?$/

export const NOT_FUNDING =
  /\b(?:ipo|initial public offering|proceeds|prize|award(?:ed)?|grants?|fines?\b|fined|penalt(?:y|ies)|settle(?:ment|d)|lawsuit|damages|revenues?|sales of|in sales|profits?|earnings|loss(?:es)?|turnover|acqui(?:re|res|red|ring|sition)|buy(?:s|ing)?\b|bought|takeover|sold itself|merger|purchas(?:e|es|ed)|contracts?\b|backlog|orders?\b|market cap\w*|gdp|tax(?:es)?|dividend|salar(?:y|ies)|per (?:hour|year|month|token|share)|a share|an hour|a year|forecast|guidance|outlook|gross domestic|subscription|price target|charity|donat(?:ion|ed)|election|campaign)\b/
/** Money that the stock market paid. */
export const SHARE_SALE =
  /\b(?:(?:began|begun|started|begins) (?:trading|to trade)|(?:trading|stock[- ]market|public|nasdaq|nyse|hong kong) debut|first (?:\w+ )?day(?: of trading)?\b|sold (?:its )?shares|shares (?:were |was )?priced|priced (?:at|its)|offer price)\b/
export const FROM_SOMEONE = /^(?: in \w+)? from (?:[\p{Lu}]|two |three |investors|several |a )/u
export const PARTS =
  /\b(?:made up of|compris(?:ing|es|ed)|includ(?:ing|es) (?:about )?[$€£]|of which|consisting of|consists of|split between)\b/
export const VENTURE_FUND =
  /\b(?:(?<!\bto )fund [ivx]+\b|(?:first|second|third|fourth|fifth|new|flagship|early-stage|growth|venture|climate|ai) fund\b|fund of)\b/
const VALUATION_BEFORE =
  /\b(?:valu(?:es?|ed|ing|ation)|(?<!\b(?:financing|capital|equity|debt|funding|shares|stock|round|a series [a-k]|seed),? )worth|post-money|pre-money|market (?:cap\w*|value))\b[^.;$€£¥]{0,45}$/
const VALUATION_AFTER =
  /^(?:-plus)?(?: or more)?(?: (?:post-money|pre-money|private|paper|implied))? (?:valuation|market cap)/
const TOTAL_BEFORE =
  /(?:^|\b)(?:tot(?:al(?:s|led|ed|ing)?|alling)|bring(?:s|ing) (?:its |the |their )?(?:total|overall)|tak(?:es|ing) (?:its |the |their )?total|total (?:funding|financing|capital|raised)|^\W*(?:to date|so far|in all|all told|since (?:its|it was|being|20\d\d|launch\w*|inception|founding))|cumulative|altogether|in all|overall|lifetime|has (?:now |already |previously |so far )?raised (?:more than|over|about|some|nearly|around|roughly|almost|close to|upwards of))\b[^.;]{0,60}$/
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
  [
    /\b(?:tender offer|secondary|employee share sale|sell (?:[\w$.,]+ ){0,4}(?:of|in) (?:their )?(?:shares|stock))\b/,
    'secondary',
  ],
  [/\bgrowth (?:round|equity|financing|investment)\b/, 'growth'],
  [/\bstrategic (?:round|investment|funding)\b/, 'strategic'],
  [/\bangel\b/, 'angel'],
  [/\bprivate placement\b/, 'private placement'],
]

export const isValuation = (unit: Unit, m: MoneyMention): boolean =>
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

export const isTotal = (left: string, right: string, stage: string | null): boolean => {
  const beforeNext = right.split(/, (?:including|after|led|in a)|\b(?:bring|tak|lift|push)(?:s|es|ing)\b/)[0] ?? right
  if (TOTAL_AFTER.test(beforeNext)) return true
  if (stage || /\b(?:round|led by|this week|today|on (?:mon|tues|wednes|thurs|fri)day)\b/.test(right.slice(0, 60)))
    return /\btotal (?:raised|funding|financing)|\bbring(?:s|ing) (?:its|the|their) total/.test(left)
  return TOTAL_BEFORE.test(left) || HAS_RAISED.test(left)
}

export function stageNear(left: string, all: string): string | null {
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
