import { type Cue, cue, find, has, mayHave } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  firstSubject,
  isFinancier,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { toMajor } from '../money'
import { nameList } from '../names'
import type { Draft, IpoAttributes, IpoStage } from '../types'

const TRIGGER = cue(
  /\b(?:ipos?\b(?!-)|(?:come|comes|came|coming|return|returns|returned) to (?:the )?(?:stock |public )?markets?\b|admi(?:tted|ssion) to trading|(?:will|to|would|could|might|may|not) float\b|floats? (?:in|on|this|next|before|at)\b|(?:began|begin|begins|started|starts?) dealings?\b|dealings? in (?:its|the) shares|direct listing|joined the (?:nasdaq|nyse|new york stock|london stock|main market)(?! ?-?100)|trading in [^.;]{2,40}? (?:began|begins|started|starts)|(?:offering|float|flotation) (?:was |has been )?priced|(?:opened|closed|ended|finished) (?:[\w$€£.%-]+ ){0,6}?(?:on (?:its|their) (?:first day|debut)|(?:on|in) (?:nasdaq|the nasdaq|nyse|new york|london|hong kong|stockholm|amsterdam|frankfurt|tokyo|mumbai) after pricing)|(?:trades?|trading|traded) (?:as|under) (?!usual)|(?:to|will) price (?:on|its|this|next)\b|trading opens|shares opened at|initial public offering|(?:go|goes|going|went|gone|take[sn]? (?:it|the company|itself)|taking [\w' ]{2,20}) public(?! (?:with|about|over|on (?!mon|tues|wednes|thurs|fri|the |nasdaq|nyse))\b)|(?:become|became|becomes|becoming) (?:a )?(?:public(?:ly (?:traded|listed))?|listed)(?: company)?|(?:hit|hits|enter|enters|entered|tap|taps|tapped|test|tests) the (?:public|stock|equity) markets?|first (?:\w+ )?(?:day|session)(?: (?:of|as))? (?:trading|a (?:public|listed) company)|first day of trading|floated (?:on|in|at)\b|roadshow|blank[- ]check|\bspac\b|(?:postpon|delay|shelv|scrap|pull|cancel|suspend|revive)\w* (?:its |the |a |plans? for (?:a |its )?)?(?:\w+ )?(?:listing|float|flotation|share sale)|(?:its|their) (?:\w+ ){0,2}debut|debut (?:on|in)|(?:stock[- ]market|public|market|trading|nasdaq|nyse|wall street|exchange|stock) (?:debut|listing|flotation|float|offering|markets)|float(?:ation)? (?:in|on|its)|flotation|(?:dual |direct |public |planned |potential |possible |potential us )?listing (?:in|on|of its|at|next|this|that|could|by)|(?:its|the|a|this|that|an) (?:planned |expected |direct |dual |u\.s\. |us |public |potential |possible |future |eventual |stock[- ]market |long-awaited |much-anticipated )*(?:listing|float|flotation)\b(?! (?:price|on (?:the )?(?:aws|azure|google|app|its|our|github)))|to list\b|lists? (?:its )?shares|list (?:in|on)|listed (?:on|in) (?:the )?(?:nasdaq|nyse|new york|london|hong kong|stockholm|oslo|frankfurt|paris|tokyo|amsterdam|euronext|toronto|shanghai|shenzhen|zurich|stock)|s-1(?:\/a)?\b|f-1(?:\/a)?\b|s-11\b|form 10\b|424b4|draft registration|registration statement|prospectus|(?:began|begin|begins|started|start|starts|opened for) (?:trading|to trade)|pric(?:ed|es|ing) (?:its |the |an? )?(?:[\w-]+ ){0,3}(?:shares|offering|ipo|listing|debut)|shares? (?:were|was) priced|(?:u\.s\.|us|biggest|largest|this year's|new york|london|hong kong|nasdaq|nyse|asx|amsterdam|frankfurt|stockholm|oslo|tokyo|paris|toronto|sydney|zurich|singapore|shanghai|mumbai|wall street|overseas) (?:listing|float|flotation|share sale)\b|r[au]ng the (?:opening |closing )?bell|(?:offer|issue|ipo) price\b|pull(?:s|ed|ing) (?:[\w’'-]+ ){1,4}?(?:float|flotation|listing)\b|sold [\d.,]+ (?:million |billion )?(?:[\w-]+ ){0,3}shares (?:at|for)\b)/g,
)
const GENERIC =
  /\blisting on (?:the )?(?:aws|azure|google|app store|github|marketplace|amazon|linkedin|indeed)|\bmarketplace listing\b|\b(?:ipo|public|listing) (?:market|markets|window|pipeline|boom|chatter|wave|season|activity|drought|signal|readiness|-era|candidates|calendar)\b|\bipos (?:and|are|have|were|tend|in|this|last|fell|rose)\b|\bafter (?:(?:its|the|their|a|an|largest|biggest|record|blockbuster|\d{4}) )+(?:ipo|listing|debut|flotation)|\bsince (?:its|the|going) (?:ipo|listing|debut|public)|\bpre-ipo\b|\bpost-ipo\b|\bat an ipo\b|\bahead of (?:its|an|the|any) (?:\w+ )?(?:ipo|listing)\b/i
const STAGES: readonly (readonly [IpoStage, Cue])[] = [
  [
    'withdrawn',
    cue(
      /\b(?:(?:postpon\w+|delay\w+|put off) [^.;]{0,40}\bindefinitely|indefinitely (?:postpon|delay)\w+|withdr[ae]w(?:s|n|al|ing)?|pull(?:s|ed|ing) (?:its|the|out|back|(?:[\w’'-]+ ){0,4}?(?:ipo|float|flotation|listing|offering)\b)|g(?:ave|ives) up (?:on )?(?:its|the|a|plans)|ditch(?:es|ed)|shelv(?:e|es|ed|ing)|call(?:s|ed|ing) off|scrap(?:s|ped|ping)?|cancel(?:s|led|ed|ling)?|abandon(?:s|ed|ing)?|drop(?:s|ped) (?:its|the|plans)|axed)\b/,
    ),
  ],
  [
    'listed',
    cue(
      /\b(?:began trading|begun trading|joined the (?:nasdaq|nyse|new york stock|london stock|main market)|trading in [^.;]{2,40}? (?:began|started)|started trading|(?:began|begun|started) dealings?|opened [^.;]{0,30}\b(?:above|below) (?:the|its) (?:ipo|offer|offering|issue) price|opened at (?:[^.;]|\.\d){0,40}\b(?:nasdaq|nyse|stock exchange|new york|london|hong kong|after pricing|debut)|(?:closed|ended|finished) [^.;]{0,40}\b(?:first day|debut)|(?:began|begun|started) to trade|made its (?:\w+[- ]){0,4}debut|(?:its|their) (?:\w+ )?debut|debut (?:on|in)|debuted|(?:shares|stock) (?:\w+ ){0,5}(?:debut|first day|opened at|closed (?:up|down|at))|went public|(?:has|have) gone public|rang the|bec[oa]mes? (?:a )?(?:public(?:ly (?:traded|listed))?|listed) company|(?:hit|entered|joined) the (?:public|stock) markets?|(?:pops?|popped|soars?|soared|jumps?|jumped|surges?|surged|rises?|rose|climbs?|climbed|slips?|slipped|falls?|fell|tumbles?|tumbled|slides?|slid|sinks?|sank|drops?|dropped|flops?|flopped|gains?|gained|rall(?:y|ies|ied)|debuts?) [^.;]{0,40}\b(?:debut|first (?:\w+ )?(?:day|session))|in (?:its|their) (?:[\w-]+ ){0,3}debut|completed its (?:direct |dual )?(?:listing|float)|first day (?:of trading|as a (?:public|listed))|first day of trading|completed its (?:ipo|initial|listing|flotation)|closed its (?:\w+ )?(?:ipo|initial public|listing|offering)|listed (?:on|in|its)|was listed|floated (?:on|in|at)|(?:is|are) now (?:trading|listed)|made (?:its|their) (?:[\w-]+ ){0,3}(?:debut|bow))\b/,
    ),
  ],
  [
    'priced',
    cue(
      /\b(?:pric(?:ed|es) (?:its|the|an|shares|at)|after pricing (?:its|the|an)|prices (?:[\w-]+ ){0,3}(?:ipo|offering|listing|debut)|raised [$€£¥][\d.,]+ ?(?:million|billion|m|bn|b)? (?:\w+ )?(?:in|from|through|via) (?:its|an|the|a) (?:[\w-]+ ){0,3}(?:ipo|initial public|offering|listing|float\w*)|was priced|were priced|set (?:the|its) price|sold [\d.,]+ (?:million |billion )?(?:[\w-]+ ){0,3}shares (?:at|for))\b/,
    ),
  ],
  ['confidential', cue(/\bconfidential(?:ly)?\b|\bdraft registration\b|\bin secret\b|\bsecretly filed\b/)],
  [
    'filed',
    cue(
      /\b(?:filed?|files|filing|submitted|submits|lodged|lodges|made|makes|publicly filed|registered|unveiled|published|made public|filings)\b[^.;]{0,60}\b(?:ipo|initial public|s-1|f-1|s-11|registration|prospectus|go public|listing|with the sec|paperwork|offering)|\b(?:s-1|f-1|prospectus|registration statement)\b[^.;]{0,40}\b(?:filed|shows?|showed|details?|detailed|lists|lays out|laid out|published|reveals?|revealed|submitted|says?|said|disclos(?:es|ed)|reports?|reported|lifts the lid|warns?|warned)\b|\b(?:ipo|listing) (?:filing|paperwork|documents?) (?:public|showed|shows|revealed)|\b(?:launch(?:es|ed)|start(?:s|ed)|kick(?:s|ed) off|beg(?:an|ins|un)) (?:the |its |a )?(?:ipo )?(?:roadshow|marketing|bookbuilding|book-building)|\b(?:is |are |was )?(?:offering|selling|marketing) (?:about |up to |roughly )?[\d.,]+ ?(?:million )?(?:[\w-]+ ){0,3}shares (?:at|for|between)|\b(?:a|the|its|securities|regulatory|new|updated|amended) filing(?: with [\w .&]+?)? (?:showed|shows|on (?:mon|tues|wednes|thurs|fri)day|said)|\baccording to (?:a|its|the) (?:\w+ )?(?:filing|prospectus|s-1)|\bsaid in (?:a|its) (?:\w+ )?filing|\bits (?:updated |amended )?(?:registration statement|prospectus) (?:shows|showed)|\bits (?:s-1|f-1|prospectus)\b|\b(?:s-1|f-1|prospectus|registration statement|filing) (?:appeared|landed|surfaced|hit|dropped|went live|became public|is out|was published|was made public)|\b(?:has |have )?appl(?:y|ied|ies) (?:to (?:list|have)|for (?:a |an |its )?(?:\w+ )?(?:listing|admission))|\b(?:set|sets|setting|gave|named|disclosed|fixed|announced|launched|lifted|raised|cut|lowered) (?:a |an |the |its |their )?(?:\w+ )?(?:price|pricing|indicative|target) (?:range|band|guidance)\b|\b(?:set|sets|disclosed|unveiled|announced) (?:the |its )?terms (?:for|of)\b/,
    ),
  ],
]
const OWN_WORD = cue(
  /\b(?:its|their|the company['’]s|the firm['’]s) (?:[\w-]+ ){0,2}(?:chief|head|chair\w*|boss|founder|president|spokes\w+|cfo|ceo|board|executive)\b[^.;]{0,20}\b(?:said|says|confirmed|told|announced)|\b(?:the )?(?:company|firm|start-?up|group) (?:has |have )?(?:said|says|confirmed|announced)\b|\bin a (?:statement|letter to shareholders)\b|\bchose (?:an?|the) (?:direct )?listing\b/,
)
const POSTPONED = cue(
  /\b(?:postpon|delay|defer|put(?:s|ting)? off|push(?:es|ed|ing)? back|push(?:es|ed|ing)? (?:its |the )?[^.;]{0,30}\b(?:back|out|to|into)\b|mov(?:es|ed|ing) (?:its |the )?(?:[\w-]+ )?(?:ipo|listing|float\w*) (?:back|to|into))/,
)
const BANK = cue(
  /\b(?:Morgan Stanley|J\.?\s?P\.?\s?Morgan(?: Chase)?|JPMorgan(?: Chase)?|Goldman Sachs|Goldman|Citigroup|Citi(?:bank)?|Bank of America|BofA(?: Securities)?|Barclays|Deutsche Bank|UBS|Credit Suisse|Jefferies|Evercore(?: ISI)?|Lazard|Wells Fargo|Nomura|Mizuho|BNP Paribas|Société Générale|HSBC|RBC(?: Capital Markets)?|Allen & Co(?:mpany)?|Cantor(?: Fitzgerald)?|Piper Sandler|Raymond James|Stifel|William Blair|Cowen|TD Cowen|Macquarie|Santander|ABN Amro|ING|SEB|Nordea|Carnegie|DNB(?: Markets)?|Berenberg|Rothschild(?: & Co)?|Moelis|PJT Partners|Needham|Oppenheimer|KeyBanc(?: Capital Markets)?|Truist|Houlihan Lokey|CICC|CITIC(?: Securities)?|Haitong|China International Capital|Daiwa|SMBC|MUFG|Roth Capital|Craig-Hallum|Guggenheim|Samsung Securities|Mirae Asset(?: Securities)?|NH Investment(?: & Securities)?|Korea Investment(?: & Securities)?|KB Securities|Kotak(?: Mahindra)?|Axis Capital|ICICI Securities|JM Financial|Kepler Cheuvreux|ABG Sundal Collier|Pareto(?: Securities)?|Arctic(?: Securities)?|SpareBank 1 Markets|Danske Bank|Handelsbanken|Commerzbank|UniCredit|Intesa Sanpaolo|Mediobanca|Crédit Agricole|Canaccord(?: Genuity)?|Peel Hunt|Numis|Panmure(?: Liberum)?|Liberum|Investec|BMO(?: Capital Markets)?|CIBC|Scotiabank|TD Securities|National Bank Financial|UOB|DBS|OCBC|Maybank|Huatai|Guotai Junan|Bank of China|Morgans|Bell Potter|Ord Minnett|Wilsons|Academy Securities|Loop Capital|Wedbush|Rosenblatt|BTIG|Northland|Benchmark|B\. Riley|Cantor|LionTree|Qatalyst(?: Partners)?|Centerview|Perella Weinberg|Allen & Company)\b/g,
)
const ONE_BANK = new RegExp(BANK.pattern.source)
const BANKS_CUE = cue(
  /\b(?:underwriters?|bookrunners?|book-runners?|advis(?:es|ing|ed)|arranging|underwriting|banks?|bankers|advisers?|advisors?|managers|lead managers|arrangers?|hired|hires|tapped|enlisted|picked|selected|appointed|working on|works on|work on|advise on|mandated|lined up|chose|working with|work with|underwrit(?:e|es|er|ing)\b|marketing the (?:shares|deal|offering)|book-?building|to (?:lead|manage|handle|arrange|run) (?:a|an|the|its)|remain on the deal|on the (?:deal|ticket)|chosen|choose[sn]?|interviewing|(?:led|leads|leading|managed|managing|handling) (?:the|its) (?:\w+ )?(?:offering|ipo|listing|deal|sale|float))\b/i,
)
const EXCHANGE = cue(
  /\b(Nasdaq(?: Stockholm| Helsinki| Copenhagen| First North)?|NYSE(?: American)?|New York Stock Exchange|London Stock Exchange|Hong Kong (?:Stock )?Exchange|Euronext(?: Growth)?(?: [A-Z]\w+)?|Oslo Børs|Toronto Stock Exchange|Tokyo Stock Exchange|STAR Market|Kospi|Kosdaq|ASX|SGX|HKEX|SIX Swiss Exchange|Borsa Italiana|Nasdaq First North(?: Growth Market)?|First North|BSE|National Stock Exchange|AIM|Tadawul|Korea Exchange|Frankfurt Stock Exchange|Shanghai Stock Exchange)\b/i,
)
const TICKER = cue(
  /\b(?:Nasdaq|NASDAQ|NYSE|New York Stock Exchange) as ([A-Z]{2,5})\b|\b(?:ticker(?: symbol)?|symbol)s?(?: of)?[ :“"'‘(]{1,4}([A-Z]{1,5}(?:\.[A-Z])?)\b|\b(?:under|as|trade as|code) ["“'‘]([A-Z]{2,5})["”'’]|\b(?:as|under) (?!IPO|AI|US|UK|CEO|SEC|IT\b)([A-Z]{3,5})(?=[.,;)]|$| on\b| from\b)|\((?:NASDAQ|Nasdaq|NYSE|LSE|NYSE American)\s?:\s?([A-Z]{1,5})\)/,
)

/** Steps towards the stock market, from a report of plans to the listing. */
export function findIpo(unit: Unit, doc: Document): Draft[] {
  if (!mayHave(unit, TRIGGER)) return []
  if (
    !/\bipos?\b|public|list|float|flot|debut|market|dealing|first day|admi|joined the|offering|s-1|f-1|s-11|424b4|registration|prospectus|trad|bell|pric|shares/.test(
      unit.lower,
    )
  )
    return []
  for (const t of unit.lower.matchAll(TRIGGER.pattern)) {
    const at = t.index
    const nearby = unit.lower.slice(Math.max(0, at - 14), at + t[0].length + 16)
    // "Angie's List" is a name.
    if (t[0].startsWith('list') && unit.companies.some((c) => at > c.start && at < c.end)) continue
    if (GENERIC.test(nearby) && !/^(?:hit|enter|tap|test)/.test(t[0])) continue
    if (
      /^(?:its|the|a|this|that|an) listing|^listing (?:in|on)|^to list|^list (?:in|on)|^prospectus|^s-1/.test(t[0]) &&
      /\b(?:job listing|product listing|property|apartment|ebay|app store|menu|checklist)\b/.test(unit.lower)
    )
      continue
    const draft = ipoAt(unit, at, at + t[0].length, doc)
    if (draft) return [draft]
  }
  return []
}

function ipoAt(unit: Unit, at: number, to: number, doc: Document): Draft | null {
  const stance = stanceOf(unit, at)
  if (stance.kind === 'none') return null
  const stage = stageOf(unit, stance.status)
  const company =
    ownerBeside(unit, at) ??
    subjectBefore(unit, at, isFinancier) ??
    companyBehind(unit, at, /\b[Ss]hares (?:of|in) $/) ??
    companyAfter(unit, at, /\b(?:of|by|for) $|\btrading in $/i) ??
    introduced(unit) ??
    ownerOf(unit, at)
  // A filing speaks of "the Company" and names it elsewhere: the step is known, the company is not.
  const unnamed = /^.{0,40}\b(?:[Tt]he|[Oo]ur) Company\b/.test(unit.text) && unit.salient === null
  if (!company && !unnamed) return null
  if (!company && stage === 'reported') return null
  const attributes: IpoAttributes = { stage }
  const banks = banksIn(unit) ?? banksNear(unit, doc)
  if (banks.names.length > 0) attributes.banks = banks.names
  const status = statusFor(stage, stance.status, has(unit, POSTPONED), has(unit, OWN_WORD))
  const window = windowOf(unit, doc)
  if (window && stage !== 'listed') attributes.window = window
  const exchange = ((mayHave(unit, EXCHANGE) ? EXCHANGE.pattern.exec(unit.text) : null) ??
    (stage === 'filed' || stage === 'priced'
      ? EXCHANGE.pattern.exec(
          unit.next +
            followers(unit, doc)
              .map((u) => u.text)
              .join(' '),
        )
      : null))?.[1]
  if (exchange) attributes.exchange = exchange
  const ticker =
    (mayHave(unit, TICKER) ? TICKER.pattern.exec(unit.text) : null) ??
    TICKER.pattern.exec(unit.next) ??
    TICKER.pattern.exec(
      followers(unit, doc)
        .map((u) => u.text)
        .join(' '),
    )
  const symbol = ticker?.slice(1).find(Boolean)
  if (symbol) attributes.ticker = symbol
  for (const m of unit.money) {
    const left = unit.lower.slice(Math.max(0, m.start - 50), m.start)
    if (
      /\bvalu(?:e|es|ed|ing|ation)\b/.test(left) ||
      /^[^.;,]{0,14}valuation/.test(unit.lower.slice(m.end, m.end + 30))
    )
      attributes.valuation ??= toMajor(m.maxMinor ?? m.minor, m.currency)
    else if (
      !/^(?: |-)?(?:a|per)[ -]share/.test(unit.lower.slice(m.end, m.end + 12)) &&
      /\b(?:rais\w+|proceeds|worth|bring in|sell)\b/.test(left) &&
      !/^[^.;]{0,20}\b(?:ahead of|before|prior to)\b/.test(unit.lower.slice(m.end, m.end + 40)) &&
      (stage === 'priced' ||
        /\b(?:ipo|offering|listing|float|share sale|shares)\b/.test(left + unit.lower.slice(m.end, m.end + 40))) &&
      !/\bfunding|series [a-k]\b/.test(unit.lower.slice(m.end, m.end + 30))
    ) {
      attributes.amount ??= toMajor(m.minor, m.currency)
      attributes.currency ??= m.currency
    }
  }
  if (stage === 'filed' || stage === 'priced' || stage === 'listed') fromNext(attributes, unit, doc)
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const date = dateNear(unit, at)
  const past = date?.first && doc.published && date.first <= doc.published
  return {
    type: 'ipo',
    attributes,
    company,
    occurredOn: date && past && date.label !== window ? date.label : null,
    status,
    roles: [],
    direction: stage === 'withdrawn' || status === 'denied' || status === 'cancelled' ? -1 : 1,
    magnitude: attributes.amount ?? attributes.valuation ?? null,
    confidence: company ? (company.slug === null ? 0.8 : 0.88) : 0.6,
    fired: [firedOn(unit, `ipo.${stage}`, at, to), firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end)],
    evidence: [{ start: unit.start, end: unit.end }, ...banks.evidence],
    discriminator: stage,
  }
}

/** "Acme's planned IPO", "an Acme IPO": the name right before the word, whatever stands before the name. */
function ownerBeside(unit: Unit, at: number): Unit['salient'] {
  const c = unit.companies.find(
    (x) =>
      x.end <= at &&
      /^(?:['’]s? (?:[\w.$-]+ ){0,4}| (?:(?:us|u\.s\.|planned|potential) )?|, (?:which|whose) [^,]{0,50})$/i.test(
        unit.text.slice(x.end, at),
      ),
  )
  return c && !isFinancier(c.name) ? { name: c.name, slug: c.slug } : null
}

/** An asset manager may list a vehicle of its own: it is the company where the sentence names no other. A bank is not. */
function ownerOf(unit: Unit, at: number): Unit['salient'] {
  const [c] = unit.companies
  return c && unit.companies.length === 1 && c.end <= at && !ONE_BANK.test(c.name) ? firstSubject(unit) : null
}

/** "In its S-1, filed on Monday, Acme reported …": the company stands behind. */
const introduced = (unit: Unit): Unit['salient'] => (/^in (?:its|an?) /.test(unit.lower) ? firstSubject(unit) : null)

function stageOf(unit: Unit, status: Draft['status']): IpoStage {
  if (status === 'denied' || status === 'rumoured') return 'reported'
  const done = status === 'completed' || status === 'cancelled'
  for (const [stage, pattern] of STAGES) {
    const m = find(unit, pattern)
    if (!m) continue
    if (stage === 'withdrawn' && !done) continue
    // "plans to file", "is expected to price": not there yet.
    if (
      !(stage === 'withdrawn' && status === 'cancelled') &&
      /\b(?:to|will|would|could|might|may|expects? to|plans? to|before|not yet) (?:be )?(?:\w+ly )?$/.test(
        unit.lower.slice(Math.max(0, m.index - 18), m.index),
      )
    )
      continue
    if (!done && stage !== 'confidential' && stage !== 'filed') continue
    // "priced its IPO in the range of $11 to $13": a range is set while the filing runs.
    if (stage === 'priced' && /pric\w+ (?:(?! at )[^.;]){0,30}\bin (?:the|a) range\b/.test(unit.lower)) return 'filed'
    return stage
  }
  return 'reported'
}

function statusFor(stage: IpoStage, status: Draft['status'], postponed: boolean, own: boolean): Draft['status'] {
  if (stage === 'withdrawn') return 'cancelled'
  if (status === 'cancelled') return 'cancelled'
  // A range or a ticker in a filing is of the future; the filing itself is made.
  if (stage === 'filed' && status === 'planned' && !postponed) return 'completed'
  if (postponed) return 'planned'
  // What a company says itself of a listing to come is its plan.
  if (stage === 'reported' && status === 'completed') return own ? 'planned' : 'reported'
  return status
}

/** "At the top it would fetch $870 million and be worth $11.4 billion. Pricing is due on October 14." */
function fromNext(attributes: IpoAttributes, unit: Unit, doc: Document): void {
  const { stage } = attributes
  for (const u of followers(unit, doc)) {
    if (u.companies.some((c) => !unit.companies.some((x) => x.name === c.name) && !ONE_BANK.test(c.name))) continue
    for (const m of u.money) {
      const left = u.lower.slice(Math.max(0, m.start - 45), m.start)
      if (/\b(?:valu\w+|worth|market cap\w*)\b[^.;$€£]*$/.test(left))
        attributes.valuation ??= toMajor(m.maxMinor ?? m.minor, m.currency)
      else if (
        /\b(?:rais\w+|fetch\w*|bring in|proceeds|seek\w*|wants?|sell|sold|offering of|brought in)\b[^.;$€£]*$/.test(
          left,
        ) &&
        m.minor > 100_000_000n
      ) {
        attributes.amount ??= toMajor(m.minor, m.currency)
        attributes.currency ??= m.currency
      }
    }
    const window =
      stage !== 'listed' && /\b(?:pric\w+|trad\w+|list\w*|debut|expected|due)\b/.test(u.lower) ? windowOf(u, doc) : null
    if (window) attributes.window ??= window
  }
}

type Banks = { names: string[]; evidence: { start: number; end: number }[] }

function banksIn(unit: Unit): Banks | null {
  const { text } = unit
  if (!mayHave(unit, BANKS_CUE) || !BANKS_CUE.pattern.test(text)) return null
  const names = mayHave(unit, BANK) ? [...new Set([...text.matchAll(BANK.pattern)].map((m) => m[0]))] : []
  if (names.length > 0) return { names, evidence: [] }
  const cue =
    /\b(?:[Uu]nderwriters?|[Bb]ookrunners?|lead managers?) (?:are|were|include|is) |\b(?:banks?|underwriters?)(?: including| such as|—|: | – )/.exec(
      text,
    )
  if (cue) {
    const named = nameList(text, cue.index + cue[0].length).map((n) => n.name)
    if (named.length > 0) return { names: named, evidence: [] }
  }
  const chosen =
    /\b(?:[Hh]ired|[Cc]hosen|[Cc]hose|[Pp]icked|[Tt]apped|[Ss]elected|[Aa]ppointed|[Mm]andated|[Ee]nlisted|[Ll]ined up) (?=[\p{Lu}][^.;]{2,90}? (?:to (?:lead|manage|handle|arrange|run|underwrite|work|advise)|as (?:\w+ )?(?:underwriters?|bookrunners?|advis)|for (?:its|an?|the) ))/u.exec(
      text,
    )
  if (chosen) {
    const named = nameList(text, chosen.index + chosen[0].length).map((n) => n.name)
    if (named.length > 0) return { names: named, evidence: [] }
  }
  const before =
    /([\p{Lu}][\p{L}& .]+) (?:are|is|act as|will act as|were)(?: the)? (?:lead |joint |sole )?(?:underwriters?|bookrunners?|managers|(?:joint )?global co-?ordinators?|arrangers)|([\p{Lu}][\p{L}& .]+) (?:will underwrite|(?:had|have) been marketing)/u.exec(
      text,
    )
  return before ? { names: nameList(text, before.index).map((n) => n.name), evidence: [] } : null
}

/** Banks named in the two sentences behind: they are of the same offering where no other company comes in. */
function banksNear(unit: Unit, doc: Document): Banks {
  for (const later of followers(unit, doc)) {
    const banks = banksIn(later)
    if (banks) return { names: banks.names, evidence: [{ start: later.start, end: later.end }] }
  }
  return { names: [], evidence: [] }
}

const followers = (unit: Unit, doc: Document): readonly Unit[] => {
  const i = unit.index
  return doc.units.slice(i + 1, i + 4)
}

function windowOf(unit: Unit, doc: Document): string | null {
  const pick = has(unit, POSTPONED) || /\bbut (?:in|next|later)\b|\binstead\b/.test(unit.lower) ? 'findLast' : 'find'
  const future = unit.dates[pick]((d) => d.last && doc.published && d.last > doc.published && d.precision !== 'fiscal')
  return future?.label ?? null
}
