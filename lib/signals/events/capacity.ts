import { cue, find, findAll, has, mayHave } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  firstSubject,
  placeIn,
  type Subject,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { boundAround, toMajor } from '../money'
import { MAGNITUDES, NUMBER, parseNumber } from '../numbers'
import type { CapacityAttributes, Draft } from '../types'

const POWER = cue(
  new RegExp(
    String.raw`(?<![\p{L}\d$.,])(${NUMBER})(?: ?(${MAGNITUDES}))?[- ]?(mw|megawatts?|gw|gigawatts?)(?![\p{L}\p{N}])`,
    'gu',
  ),
)
const UNITS = cue(
  new RegExp(
    String.raw`(?<![\p{L}\d$.,])(${NUMBER})(?: ?(${MAGNITUDES}))?(?: of)?(?: its own| the| its)?(?:[- ][\p{L}\p{N}'’/-]+){0,4}?[- ](?:gpus?|accelerators|tpus?|ai chips|chips|processors|superchips|xpus?|graphics (?:cards|processing units)|a100s?|h100s?|h200s?|b200s?|b300s?|gb200s?|gb300s?|mi\d{3}x?s?)(?![\p{L}\p{N}])`,
    'gu',
  ),
)
/** "its GPU fleet to 30,000": the number stands behind. */
const FLEET = cue(
  new RegExp(
    String.raw`\b(?:gpu|accelerator|chip) (?:fleet|count|cluster|capacity)s? (?:from [\d,]+ )?to (?:about |around |more than |over )?(${NUMBER})(?: ?(${MAGNITUDES}))?(?! ?(?:mw|gw|%|per ?cent))`,
    'gu',
  ),
)
/** GPUs without a number. */
const VAGUE = cue(/\b(?:tens|hundreds) of thousands of (?:[\w’'-]+ ){0,4}?(?:gpus|accelerators|chips)\b/)
const VERB = cue(
  /\b(?:open(?:s|ed|ing)?|launch(?:es|ed|ing)?|build(?:s|ing)?|built|br(?:eaks?|oke|oken|eaking) ground|inaugurat(?:e|es|ed|ing)|br(?:ings?|ought|inging)(?=[^;]{0,70} (?:online|on stream|into (?:service|operation)|to life|live)\b)|(?:(?:is|are|now) )+live\b|(?:went|goes|go|going|gone|put|enter(?:s|ed|ing)?|came|comes?) (?:into )?(?:operation|service|production|use)\b|on stream|fir(?:es|ed|ing) up|(?:works?|construction) (?:has |have |is )?(?:already |now )?(?:beg[aiu]ns?|start(?:s|ed)|under ?way)|contain(?:s|ed|ing)?|assembl(?:e|es|ed|ing)|ship(?:s|ped|ping)?|earmark(?:s|ed|ing)?|allocat(?:e|es|ed)|gain(?:s|ed|ing)?|under construction|(?:to|will) (?:\w+ly )?(?:have|reach|hit|exceed|top|grow)|reach(?:es|ed)?|withdr(?:aws?|ew|awn|awing) (?:its|the|an|a|plans)|appl(?:y|ies|ied|ying) (?:for|to)|submit(?:s|ted)?|lodg(?:es|ed)|clear(?:s|ed)|reject(?:s|ed)|refus(?:es|ed)|turn(?:s|ed) down|thr(?:ew|own) out|veto(?:es|ed)|greenli(?:ghts?|ghted|t)|roll(?:s|ed|ing) out|pour(?:s|ed|ing)|plough(?:s|ed)|pump(?:s|ed|ing)|splash(?:es|ed)|set(?:s|ting)? (?:aside|up)|equip(?:s|ped)?|fill(?:s|ed|ing)?|snap(?:s|ped) up|book(?:s|ed)?|procur(?:e|es|ed|ing)|lock(?:s|ed) in|upgrad(?:e|es|ed|ing)|link(?:s|ed) up|connect(?:s|ed)?|activat(?:e|es|ed)|construct(?:s|ed|ing)?|energi[sz](?:e|es|ed|ing)|switch(?:es|ed)? on|brings? online|brought online|bringing online|c(?:ame|omes?|oming) online|go(?:es)? live|went live|add(?:s|ed|ing)?|deploy(?:s|ed|ing)?|install(?:s|ed|ing)?|order(?:s|ed|ing)?|b(?:uys?|ought)|buying|purchas(?:e|es|ed|ing)|leas(?:e|es|ed|ing)|rent(?:s|ed|ing)?|sign(?:s|ed|ing)?|secur(?:e|es|ed|ing)|contract(?:s|ed|ing)?|commit(?:s|ted|ting)?|expand(?:s|ed|ing)?|doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|rais(?:e|es|ed|ing) (?:its|the)|invest(?:s|ed|ing)?|spend(?:s|ing)?|spent|acquir(?:e|es|ed|ing)|complet(?:e|es|ed|ing)|commission(?:s|ed|ing)?|plan(?:s|ned|ning)?|needs?|unveil(?:s|ed)|announc(?:e|es|ed|ing)|operat(?:es|ed|ing)|deliver(?:s|ed|ing|y)?|sell(?:s|ing)?|sold|take|tak(?:es|ing)|took|draw(?:s|ing)?|reserv(?:e|es|ed)|suppl(?:y|ies|ied)|provid(?:e|es|ed|ing)|host(?:s|ed)?|ramp(?:s|ed|ing)?|develop(?:s|ed|ing)?|start(?:s|ed)? (?:work|construction|building|on)|hand(?:s|ed) over|agree[ds]? (?:to|on)|get(?:s|ting)?|got|receiv(?:e|es|ed)|put(?:s|ting)?|cancel(?:s|led)|scrap(?:s|ped)|shelv(?:es|ed)|paus(?:es|ed)|won|win|eye(?:s|d|ing)|pledg(?:es|ed|ing)|consider(?:s|ed|ing)|weigh(?:s|ed|ing)|propos(?:e|es|ed|ing)|approv(?:e|es|ed|ing)|seek(?:s|ing)?|sought|power(?:s|ed)? up|turn(?:s|ed)? on|abandon(?:s|ed|ing)?|halt(?:s|ed|ing)?|block(?:s|ed|ing)?|ditch(?:es|ed)|stand(?:s|ing)? up|brings? (?:its|the)|total(?:s|ling)?|house|house[sd]?)\b/g,
)
const PLACE_NOUN = cue(
  /\b(?:data ?cent(?:er|re)s?|campus(?:es)?|hall\b|halls\b|clusters?\b|supercomputers?|colocation|power (?:plant|purchase|agreement|supply)|substation|server farms?|compute capacity|gpu (?:cluster|capacity|fleet)|(?:ai|compute|computing|cloud) infrastructure|critical (?:it )?load|it load|grid connections?|building\b|phase\b|power\b|compute\b|ai factor(?:y|ies)|capacity\b|leases?\b|site\b|facility|facilities|region\b|availability zone)\b/,
)
const STRONG_NOUN = cue(
  /\b(?:data ?cent(?:er|re)s?|data hall|gpu clusters?|supercomputers?|ai factor(?:y|ies)|ai campus|data campus|cloud regions?|(?:ai|compute|computing) infrastructure|server farms?)\b/,
)
const BUILD_VERB =
  /^(?:inaugurat|fir(?:es|ed|ing) up|on stream|earmark|allocat|work|construction|withdr|appl|submit|lodg|clear|greenli|pour|plough|pump|splash|set|roll|(?:is|are|now) |enter|put|open|launch|build|built|br|construct|energi|switch|bring|brought|c(?:ame|om)|go|went|expand|complet|commission|invest|spend|spent|unveil|develop|start|leas|sign|acquir|bought|buy|plan|cancel|scrap|shelv|paus|announc|commit|eye|pledg|propos|approv|abandon|ditch|stand)/
const NOT = cue(
  /\b(?:(?:was|were|is|are|been|being|has|had|it|they) (?:pre)?trained (?:on|with|using)|train(?:s|ed|ing)? (?:its|the|a|an|their) [^;]{0,40}\b(?:on|with|using)\b|(?:runs?|ran|running|tested|benchmarked|scales?|schedul\w+|supports?|supporting) (?:[\w-]+ ){0,3}(?:on|to|across|for|up to) (?:up to |more than |about )?[\d,]+ ?k? |typical|on average|homes|households|outage|restored|test rig|prize|benchmark|gaming|laptop|desktop|electric vehicles?|rooftop|solar panels? for|horsepower|students|course)\b/,
)

/**
 * A row of a table with a column of megawatts: `| Hallam Colo | Sheffield | 18 | August 2026 |` under a head that says which
 * column is which. The first cell is who builds.
 */
function rowOf(unit: Unit, doc: Document): Draft[] {
  const cells = cellsOf(unit.text)
  if (cells.length < 3) return []
  const i = unit.index
  let head: string[] | null = null
  for (let k = i - 1; k >= 0 && k >= i - 40; k--) {
    const row = doc.units[k]
    if (!row?.text.includes('|')) break
    const named = cellsOf(row.text)
    if (named.length === cells.length && named.some((c) => /^(?:mw|capacity \(mw\)|megawatts|power \(mw\))$/i.test(c)))
      head = named
  }
  const at = head?.findIndex((c) => /\b(?:mw|megawatts)\b/i.test(c)) ?? -1
  const megawatts = Number((cells[at] ?? '').replace(/,/g, ''))
  const who = cells[0]
  if (!head || at < 1 || !who || !(megawatts > 0)) return []
  const known = unit.companies.find((c) => c.name === who || unit.text.slice(c.start, c.end) === who)
  const date = unit.dates[0]
  const ahead = /\b(?:planned|due|proposed|expected|under construction|tbc)\b/.test(unit.lower)
  const future = ahead || Boolean(date?.first && doc.published && date.first > doc.published)
  const place = head.findIndex((c) => /\b(?:site|location|city|place|campus)\b/i.test(c))
  const from = unit.text.indexOf(who)
  return [
    {
      type: 'capacity',
      attributes: { megawatts, ...(place > 0 && cells[place] ? { site: cells[place] } : {}) },
      company: { name: known?.name ?? who, slug: known?.slug ?? null },
      occurredOn: date && !future ? date.label : null,
      status: future ? 'planned' : 'completed',
      roles: [],
      direction: 1,
      magnitude: megawatts,
      confidence: 0.7,
      fired: [firedOn(unit, 'capacity.table', from, unit.text.length), firedOn(unit, 'stance.stated', from)],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: cells[place] ?? 'capacity',
    },
  ]
}

const cellsOf = (text: string): string[] =>
  text.includes('|')
    ? text
        .replace(/^\s*\||\|\s*$/g, '')
        .split('|')
        .map((c) => c.trim())
    : []

/** Data centres, clusters, power and accelerators that a company adds, orders, leases or plans. */
export function findCapacity(unit: Unit, doc: Document): Draft[] {
  if (unit.text.includes('|') && /\d/.test(unit.text)) {
    const rows = rowOf(unit, doc)
    if (rows.length > 0) return rows
  }
  if (!CAPACITY.some((c) => mayHave(unit, c))) return []
  if (
    !/mw|gw|megawatt|gigawatt|gpu|tpu|xpu|accelerator|chips|processor|graphics|[abh]\d00|gb\d00|mi\d|data ?cent|cluster|supercomputer|campus|hall|construction|work|infrastructure|region|server farm|ai factor/.test(
      unit.lower,
    ) ||
    has(unit, NOT)
  )
    return []
  const power = findAll(unit, POWER)
  const units = [...findAll(unit, UNITS), ...findAll(unit, FLEET)].filter(
    (m) =>
      (parseNumber(m[1] ?? '', m[2]) ?? 0) >= 16 &&
      // "221 m USD to enlarge its GPU cloud" counts money.
      !unit.money.some((x) => x.start <= m.index && m.index < x.end) &&
      !/\b(?:mw|gw|megawatts?|gigawatts?)\b/.test(m[0]),
  )
  const halted = find(unit, SUSPENDED)
  const figureAt = power[0]?.index ?? units[0]?.index ?? find(unit, VAGUE)?.index
  const strong = power.length > 0 || units.length > 0 ? null : (buildOf(unit) ?? halted)
  if (figureAt === undefined && !strong) return []
  const anchor = figureAt ?? strong?.index ?? 0
  const verb = verbFor(unit, anchor, figureAt === undefined) ?? (halted ? { index: halted.index, word: 'work' } : null)
  if (!verb) return []
  const stance = stanceOf(unit, verb.index)
  const ahead = /\b(?:expects?|targets?|targeting|aims (?:for|at)|goal of)\b/.test(unit.lower.slice(0, anchor))
  if (stance.kind === 'none') return []
  // "Nvidia will ship 100,000 GPUs to Acme": chips are the capacity of who gets them.
  const receiver =
    /^(?:ship|deliver|sell|sold|suppl)/.test(verb.word) && power.length === 0
      ? companyAfter(unit, anchor, /\bto $/)
      : null
  const near =
    receiver ?? subjectBefore(unit, verb.index) ?? (figureAt === undefined ? null : subjectBefore(unit, anchor))
  // The nearest name may be the site's; a known company that opens the sentence is who builds it.
  const opening = firstSubject(unit)
  const company =
    (near?.slug === null && receiver === null && opening?.slug ? opening : near) ??
    ownerOfSite(unit, anchor) ??
    // "Construction of Acme's 75 MW site was halted": whose site it is stands before.
    companyBehind(unit, Math.max(anchor, verb.index), /\b(?:of|by) $/) ??
    (halted ? namedIn(unit, halted.index, halted.index + halted[0].length) : null) ??
    // "Officials approved a campus proposed by Acme": who builds stands behind.
    companyAfter(
      unit,
      verb.index,
      /\b(?:planned|proposed|developed|built|owned|operated|run|backed|installed|opened|leased|announced|ordered) by $/,
    ) ??
    (/^(?:works?|construction)/.test(verb.word) ? companyAfter(unit, anchor, /\bfor $/) : null)
  if (!company) return []
  const attributes: CapacityAttributes = {}
  const mw = power
    .map((m) => (parseNumber(m[1] ?? '', m[2]) ?? 0) * (/^g/i.test(m[3] ?? '') ? 1000 : 1))
    .filter((n) => n > 0)
  // "lifted its target from 2.5 GW to more than 3 GW": the second is the news.
  const raised =
    power.length > 1 &&
    /\bfrom $/.test(unit.lower.slice(Math.max(0, (power[0]?.index ?? 0) - 6), power[0]?.index)) &&
    /\bto (?:[a-z]+ ){0,3}$/.test(unit.lower.slice((power[1]?.index ?? 0) - 20, power[1]?.index))
  const size = raised ? mw[1] : mw[0]
  if (size !== undefined) attributes.megawatts = size
  const main = power[0] ?? units[0]
  const is = main ? boundAround(unit.lower, main.index, main.index + main[0].length) : 'exact'
  if (is !== 'exact') attributes.figureIs = is
  const gpus = units[0] ? parseNumber(units[0][1] ?? '', units[0][2]) : null
  if (gpus !== null) attributes.gpus = gpus
  for (const m of unit.money) {
    if (/^[^.;,]{0,14}valuation/.test(unit.lower.slice(m.end, m.end + 30))) continue
    attributes.value ??= toMajor(m.maxMinor ?? m.minor, m.currency)
    attributes.currency ??= m.currency
  }
  if (attributes.value === undefined) priceBehind(attributes, unit, doc)
  if (figureAt === undefined && attributes.value === undefined && !BUILD_VERB.test(verb.word)) return []
  const follow =
    figureAt === undefined &&
    /^(?:It|(?:The|Its) (?:[\w,-]+ ){0,2}?(?:site|campus|hall|facility|data cent(?:er|re)|cluster|plant|project|building|complex|first phase)) /.test(
      unit.next,
    )
      ? unit.next.toLowerCase()
      : ''
  const [later] = follow.matchAll(POWER.pattern)
  if (later)
    attributes.megawatts = (parseNumber(later[1] ?? '', later[2]) ?? 0) * (/^g/i.test(later[3] ?? '') ? 1000 : 1)
  const site = placeIn(unit)
  if (site) attributes.site = site
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const date = dateNear(unit, verb.index)
  const future = Boolean(date?.first && doc.published && date.first > doc.published)
  const refused = /^(?:reject|refus|turn\w* down|thr|veto)/.test(verb.word)
  const status =
    refused && stance.status !== 'denied'
      ? 'cancelled'
      : stance.status === 'completed' &&
          (future ||
            ahead ||
            /\bsubmitt\w+ (?:[a-z]+ )?(?:plans|an application|a planning)|\bappl(?:y|ied|ies|ying) (?:for|to)\b|\b(?:is|are) (?:planned|scheduled|due|building|constructing|developing|preparing)\b|\bunder construction\b/.test(
              unit.lower,
            ) ||
            /^plan|^announc|^pledg|^approv|^propos|^eye|^weigh|^consider|^seek|^sought/.test(verb.word))
        ? !ahead && /^(?:sign|order|b(?!uild)|leas|secur|contract|commit|agree)/.test(verb.word)
          ? 'completed'
          : 'planned'
        : stance.status
  return [
    {
      type: 'capacity',
      attributes,
      company,
      occurredOn: date && !future ? date.label : null,
      status,
      roles: [],
      direction: status === 'denied' || status === 'cancelled' ? -1 : 1,
      magnitude: attributes.megawatts ?? attributes.gpus ?? attributes.value ?? null,
      confidence: (figureAt === undefined ? 0.65 : 0.85) - (company.slug === null ? 0.05 : 0),
      fired: [
        firedOn(unit, ruleFor(figureAt, power.length), ...spanOf(verb, anchor, power[0] ?? units[0])),
        firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
      ],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: site ?? 'capacity',
    },
  ]
}

/** "The company estimates the investment at £5.6bn", "Price: RM3.4 billion": what the site of the sentence before costs. */
function priceBehind(attributes: CapacityAttributes, unit: Unit, doc: Document): void {
  const i = unit.index
  for (const u of doc.units.slice(i + 1, i + 3)) {
    const [m] = u.money
    if (u.companies.some((c) => !unit.companies.some((x) => x.name === c.name)) || !m) continue
    if (
      !/\b(?:invest\w*|costs?|costing|price[ds]?|price tag|worth|bill|budget|spend\w*)\b/.test(u.lower) ||
      /\b(?:valu|rais|shares?|revenue)/.test(u.lower)
    )
      continue
    attributes.value = toMajor(m.maxMinor ?? m.minor, m.currency)
    attributes.currency = m.currency
    return
  }
}

const ruleFor = (figureAt: number | undefined, power: number): string =>
  figureAt === undefined ? 'capacity.site' : power > 0 ? 'capacity.power' : 'capacity.gpus'

/** From the verb to the figure, whichever comes first. */
function spanOf(
  verb: { index: number; word: string },
  anchor: number,
  figure: RegExpMatchArray | undefined,
): [number, number] {
  return [
    Math.min(verb.index, anchor),
    Math.max(verb.index + verb.word.length, figure?.index === anchor ? anchor + figure[0].length : anchor),
  ]
}

const namedIn = (unit: Unit, from: number, to: number): Subject | null => {
  const c = unit.companies.find((x) => x.start >= from && x.end <= to)
  return c ? { name: c.name, slug: c.slug } : null
}

/** "work has begun on Acme's 120 MW campus": whose it is stands before, behind whatever preposition. */
function ownerOfSite(unit: Unit, anchor: number): Subject | null {
  const c = unit.companies.findLast(
    (x) => x.end <= anchor && /^['’]s? (?:[\w$.,-]+ ){0,5}$/.test(unit.text.slice(x.end, anchor)),
  )
  return c ? { name: c.name, slug: c.slug } : null
}

/** "Work on Acme's third building has been suspended": a site that is not gone on with. */
const SUSPENDED = cue(
  /\b(?:works?|construction|building work|building)\b[^;]{0,60}\b(?:building|campus|site|hall|plant|data ?cent(?:er|re)|facility|project|complex)\b[^;]{0,40}\b(?:suspended|halted|paused|stopped|frozen|on hold|cancelled|shelved)\b/,
)

const CAMPUS = cue(/\bcampus\b/)
/** "is spending $700 million on GPUs". */
const CHIPS_BOUGHT = cue(
  /(?<=\b(?:spend|spending|spent|invest|investing|invested|pour|poured)\b[^;]{0,40} (?:on|in|into) (?:[\w-]+ ){0,3})(?:gpus|accelerators|ai chips)\b/,
)

/** Without one of these there is neither a figure nor a site. */
const CAPACITY = [POWER, UNITS, FLEET, VAGUE, STRONG_NOUN, CAMPUS, SUSPENDED, CHIPS_BOUGHT]

/** A site that is opened, built or leased, not one that is staffed, mentioned or what a company does for a living. */
function buildOf(unit: Unit): { index: number } | null {
  const { lower } = unit
  // A campus that money goes into is one of machines, unless people study there.
  const m =
    find(unit, STRONG_NOUN) ??
    (/[$€£¥₹]\s?\d/.test(lower) && !/\b(?:universit|college|school|students?)/.test(lower)
      ? (find(unit, CAMPUS) ?? find(unit, CHIPS_BOUGHT))
      : null)
  const spends = /\b(?:invest|spend|pour|commit|pledg)\w*\b[^;]{0,60}[$€£¥₹]/.test(lower)
  if (
    !m ||
    /^['’]?s? (?:technicians?|roles?|jobs?|engineers?|engineering|operators?|staff|teams?|company|companies|developer|provider|startup|business|boom|industry|market|workers|demand|managers?|stocks?|unit|segment|chips?)\b/.test(
      lower.slice(m.index + m[0].length),
    ) ||
    (!spends && /^ operations\b/.test(lower.slice(m.index + m[0].length)))
  )
    return null
  // Software, servers and cooling for sites are no site.
  if (
    /\b(?:software|tools?|toolkit|platforms?|products?|systems?|servers?|chips?|cooling|services?|technolog(?:y|ies)|hardware|equipment|apis?|sdks?|models?|agents?|apps?|robots?|sensors?|schedulers?|managers?|monitoring|solutions?|components?|batteries|turbines?|transformers?|switch(?:es)?|networking|processors?|optics|cables?|racks?|generators?|storage|memory|scheduling|observability|support)\b[^,]{0,34}\b(?:for|in|inside|across|of|to|that|which|at)\b[^,]{0,24}$/.test(
      lower.slice(0, m.index),
    )
  )
    return null
  return /\b(?:startup|company|firm|provider|developer|business|maker|hiring|roles?) (?:that |which )?(?:build|operat|develop|open|for)\w*\b[^,]{0,40}$/.test(
    lower.slice(0, m.index),
  )
    ? null
    : m
}

/** The verb that governs the figure: the last before it, else the first behind ("a third hall is planned"). */
function verbFor(unit: Unit, anchor: number, needsBuild: boolean): { index: number; word: string } | null {
  const { lower } = unit
  const all = findAll(unit, VERB).filter((m) => !needsBuild || BUILD_VERB.test(m[0]))
  if (
    !has(unit, PLACE_NOUN) &&
    !/(?:\b|\d)(?:gpus?|accelerators|tpus?|chips|mw|gw|megawatts?|gigawatts?|(?:a|h|b|gb)[123]00s?|mi\d{3}x?s?)\b/.test(
      lower,
    )
  )
    return null
  const before = all.filter((m) => m.index < anchor)
  // The first verb of the main clause, not "adding" behind it.
  const main = before.find((m) => !/ing$/.test(m[0])) ?? before[0]
  const chosen = main ?? all.find((m) => m.index > anchor)
  return chosen ? { index: chosen.index, word: chosen[0] } : null
}
