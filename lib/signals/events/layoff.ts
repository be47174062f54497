import { cue, mayHave } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  placeIn,
  type Subject,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { boundAround, type MoneyBound } from '../money'
import { MAGNITUDES, NUMBER, parseNumber } from '../numbers'
import type { Draft, LayoffAttributes } from '../types'
import { whose } from '../whose'

const PEOPLE = String.raw`(?:employees|workers|people|staff(?:ers)?|jobs|positions|roles|posts|engineers|positions|contractors|team ?members|teammates|colleagues|technicians|researchers|recruiters|staff members|full-time employees|layoffs|job cuts|redundancies|dismissals|individuals|associates|managers|salespeople|scientists|developers|designers|analysts|machinists|temps|agents|executives|(?:low(?:est)? )?performers)`
const N = String.raw`(?:(?:about|around|some|roughly|nearly|almost|approximately|over|more than|at least|at most|up to|just over|just under|just|well over|close to|upwards of|in excess of|fewer than|less than|no fewer than|an estimated|as many as|another|an additional|a total of|the equivalent of|the jobs of|between|only|its|all|a further|by) )*`
const COUNT = String.raw`(${NUMBER})(?: ?(${MAGNITUDES}))?`
/** "between 4,000 and 6,000": the lower end, with what stands before the higher. */
const FROM = String.raw`(?:[\d,.]+ ?k?(?: (?:and|to|or) | ?[-–] ?)(?=\d))?`
const OBJECT = String.raw`(?:${N}${FROM}(?:${COUNT}|\d+(?:\.\d+)? ?(?:%|per ?cent)|hundreds|thousands|dozens|a (?:third|quarter|half|tenth|fifth)|half|one in (?:two|three|four|five|six|seven|eight|nine|ten|\d+)|its entire|the entire|an entire|most)(?: of)?(?: its| the| their)?(?: [\w&/’'-]+){0,5}? ?(?:${PEOPLE}|workforce|headcount|payroll|company)|(?:its|the|their) (?:[\w-]+ ){0,2}(?:workforce|headcount|staff|payroll|team|teams)|(?:\w+ )?(?:jobs|staff|headcount|positions|roles|employees|workers))`
const COUNTED = String.raw`${N}${FROM}(?:${COUNT}|\d+(?:\.\d+)? ?(?:%|per ?cent)|hundreds|thousands|dozens)(?: of)?(?: its| the| their)?(?: [\w&/’'-]+){0,5}? ?(?:${PEOPLE}|workforce)`
/** What is done to people whose jobs go; of none of these is a product or a page the object where people are counted. */
const DONE = String.raw`(?:(?:(?:will|would|to|could|may|might|must|can) )?(?:be|been|being|were|was|are|is|get|got|gets|have|had|has) )+(?:(?:already|also|now|then|recently|since|all|permanently|formally|abruptly|to be) )*(?:eliminated|cut|axed|shed|slashed|culled|let go|laid off|made redundant|dismissed|terminated|discharged|displaced|retrenched|furloughed|abolished|fired|sacked|trimmed|lost|replaced (?:by|with)|phased out|shown the door|out of (?:a job|work)|gone)|(?:will|would|to|must|are to|were to) (?:go|disappear|vanish)\b|(?:no longer ha(?:ve|d)|(?:lost|lose|losing|will lose) their) (?:a )?(?:jobs?|posts?|positions?|roles?)|received? (?:[\w-]+ )?(?:termination|redundancy|layoff|dismissal|severance|notices? of)`
const TRIGGER = cue(
  new RegExp(
    String.raw`(?<![\p{L}\d.,$€£])(?:(?:${COUNT}|hundreds|thousands|dozens)(?: of)?(?: its| the| their)?(?: [\w&/’'-]+){0,5}? ${PEOPLE}\b[^.;:]{0,60}? (?:${DONE})|\b(?:la(?:y|ys|id|ying) off|la(?:y|ys|id|ying) (?:\w+ ){1,2}off|lay-?offs?|job (?:cuts?|losses|reductions?)|staff cuts?|redundanc(?:y|ies)|dismissals|(?:made|make|making|makes) (?:[\w,% ]+ )?redundant|reductions? (?:in|of) (?:force|headcount|staff|[^;]{0,50}?\b(?:workforce|headcount|staff|employees|positions|payroll))|voluntary (?:\w+ )?(?:buy-?outs?|departures?|exits?|redundanc\w+|severance|retirement)|buy-?outs? (?:to|for) [^;]{0,30}(?:employees|staff|workers)|early[- ]retirement (?:offers?|packages?|scheme)|(?:workforce|headcount|staff) (?:reductions?|cuts?|cull)|pink slips?|down-?siz(?:e|es|ed|ing)|(?:shown|showed) the door|out of (?:a job|work)|(?:gave|given|gives|giving) (?:[\w,% ]+ )?(?:their )?notice\b|halv(?:e|es|ed|ing) (?:its|the|their) (?:\w+ )?(?:workforce|staff|headcount|team|payroll)|(?:loss|losses) of (?:about |around |some |up to |nearly )?[\w,.]+ (?:jobs|posts|positions|roles)|(?:cost(?:s|ing)?|affect(?:s|ed|ing)?|impact(?:s|ed|ing)?) (?:about |around |some |up to |nearly |roughly |more than |as many as )?[\w,.]+ (?:of its |of the )?(?:[a-z-]+ ){0,2}(?:jobs|people their jobs|workers their jobs|employees|workers|staff|positions|roles|posts)|let (?:[\w,.%]+ ){1,6}go\b|letting (?:[\w,.%]+ ){1,6}go\b|notif(?:y|ied|ies|ying) [^;]{0,40}(?:that )?(?:their|they|the) (?:jobs|positions|roles|being|are)[^;]{0,24}(?:eliminated|cut|going|let go|laid off)|(?:workforce|headcount|staff|team|payroll) (?:will|would|is to|is set to|is expected to) (?:shrink|fall|drop|decline|be (?:cut|reduced|trimmed))|${COUNT} (?:people|employees|staff|workers|engineers) (?:are|were|will be) leaving|(?:jobs|positions|roles|posts|employees|workers|people) (?:are|were|will be|would be|could be) (?:affected|impacted) by|${COUNT} of them (?:would|will|must|are to|were to) (?:go|leave)|(?:people|employees|staff|workers|engineers|technicians) (?:will be|are|were|would be|are to be) (?:gone|let go|out of)|cuts? (?:to|in|of) (?:its|the|their) (?:[\w-]+ ){0,2}(?:workforce|staff|headcount|payroll|team)|(?:jobs|positions|roles|posts) (?:(?:are|were|is|will be|could be|would be|have been|may be) )?(?:now )?(?:at risk|to go|to be cut|cut|lost|eliminated|axed|made redundant)|warn (?:act|notice)|let(?:ting|s)? go(?: of)?|(?:lost|lose|loses|losing) their jobs?\b|(?:cut(?:s|ting)?|slash(?:es|ed|ing)?|shed(?:s|ding)?|axe[sd]?|axing|trim(?:s|med|ming)?|sack(?:s|ed|ing)?|cull(?:s|ed|ing)?|ax(?:ed|es)|eliminat(?:e|es|ed|ing)|dismiss(?:es|ed|ing)?|fir(?:e|es|ed|ing)|reduc(?:e|es|ed|ing)|shrink(?:s|ing)?|shrank|part(?:s|ed|ing)? (?:ways |company )?with|say(?:s|ing)? goodbye to|said goodbye to) ${OBJECT}|(?:remov(?:e|es|ed|ing)|terminat(?:e|es|ed|ing)(?: the (?:employment|contracts) of)?|drop(?:s|ped|ping)?|discharg(?:e|es|ed|ing)|displac(?:e|es|ed|ing)|retrench(?:es|ed|ing)?|furlough(?:s|ed|ing)?|prun(?:e|es|ed|ing)|par(?:e|es|ed|ing)|thin(?:s|ned|ning)?|lop(?:s|ped|ping)?|do(?:es|ing)? away with|did away with|done away with|get(?:s|ting)? rid of|got rid of|abolish(?:es|ed|ing)?|replac(?:e|es|ed|ing)|phas(?:e|es|ed|ing) out|took out|tak(?:e|es|ing) out|forc(?:e|es|ed|ing) out|strip(?:s|ped|ping)? out|surplus(?:ing|ed)?|offload(?:s|ed)?|chop(?:s|ped)?|jettison(?:s|ed)?|releas(?:es|ed|ing)|scrap(?:s|ped|ping)?) ${COUNTED}|(?:cut(?:s|ting)?|slash(?:es|ed|ing)?|axe[sd]?|shed(?:s|ding)?|cull(?:s|ed)?) ${N}${COUNT}(?= (?:in|as|at|across|from|amid|after|more|others|by|this|next|before)\b)|los(?:e|es|ing) (?:[a-z]+ ){0,5}?${COUNT}(?: of (?:its|their|the) [\d,]+)? (?:people|staff|employees|workers|jobs|posts)|reduc(?:e|es|ed|ing) (?:its|the|their) (?:[\w-]+ ){0,2}(?:team|workforce|headcount|staff)(?: size| numbers)?))`,
    'gu',
  ),
)
const NOT =
  /\b(?:layoffs and discharges|not (?:be )?affected|no (?:compulsory |forced |further |more |immediate )*(?:layoffs?|redundanc\w+|job cuts)|laid off (?:nobody|no one|none)|(?:nobody|no one|no (?:jobs|employees|staff|positions|roles|workers)) (?:was|were|is|are|will be|would be|has been|have been|lost|loses)|without layoffs?|avoid(?:ed|s|ing)? (?:any |further |compulsory |the )*(?:layoffs?|redundanc\w+|job cuts|cuts)|(?:instead of|rather than) (?:any |announc\w+ )?(?:layoffs?|redundanc\w+|job cuts)|after (?:the |its |last year's )?layoffs|who (?:were|was|had been|have been|are|got) (?:\w+ly )?(?:laid off|let go)|laid off (?:elsewhere|by (?:rivals|others|competitors))|(?:amid|despite|during|wave of|round of industry|industry|industry-wide|sector|tech) (?:(?:industry|tech|wider|broader|mass|sector|other) )*(?:wide )?layoffs|by (?:dismissed|fired) (?:staff|workers|employees)|laid-off (?:workers|engineers|employees)|layoffs\.fyi|memory|latency|costs? by|emissions|prices|queue|queued|batch jobs|backlog|initial claims|asked grok|chatbot|employers (?:cut|shed|announced|eliminated))\b/
const PERCENT =
  /(\d+(?:\.\d+)?) ?(?:%|per ?cent)(?: or more)?(?: of (?:(?:its|the|their|all) )?(?:[\w’'-]+ ){0,3}(?:workforce|staff|employees|company|headcount|team|jobs|workers|payroll|people|global|total|performers))?/gi
const FRACTION: Readonly<Record<string, number>> = {
  third: 33.3,
  quarter: 25,
  half: 50,
  tenth: 10,
  fifth: 20,
  'two thirds': 66.7,
  'three quarters': 75,
}
const ONE_IN: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
}

const IN_ALL = new RegExp(
  String.raw`\b(?:cuts|jobs|layoffs|redundancies|affected)[^.]{0,20}?\b${COUNT} (?:in all|in total|people|jobs|employees|staff)\b`,
  'iu',
)

/** "120 gone", "with 120 out": a number of people without the word. */
const GONE = new RegExp(
  String.raw`(?<![$€£¥\p{L}\d.,])${COUNT}(?= (?:(?:are|were|have been|will be) )?(?:gone|out|affected|impacted|laid off|let go|cut|axed|to go)\b)`,
  'u',
)
/** What says that people are affected by cuts, and by nothing else. */
const CUTS =
  /\b(?:restructur\w+|reorgani[sz]\w+|cuts?|lay-?offs?|redundan\w+|clos(?:e|es|ed|ing|ure)|shut\w*|overhaul|downsiz\w+|reduction|jobs?)\b/

/** "About 70 people were told …" behind "Layoffs hit Acme". */
const HOW_MANY = new RegExp(
  String.raw`^(?:About|Some|Around|Roughly|Nearly|Almost|More than|At least|Up to|A total of|In all,?|(?:(?:The|These|Those|Its|This|That|All) (?:[\w-]+ ){0,3}(?:cuts?|lay-?offs?|redundanc(?:y|ies)|reductions?|job losses|moves?|decision|closures?|plan|restructuring|notices?|downsizing|dismissals|departures)|It)\b[^.;\d]{0,50}?\b(?:affect\w*|impact\w*|cover\w*|involv\w*|hit\w*|total\w*|number\w*|amount\w*|come to|came to|includ\w*|leav\w*|cost\w*|mean\w*|result\w*|remov\w*|eliminat\w*|appl\w*|span\w*|represent\w*|equal\w*|correspond\w*|concern\w*|fall\w*|fell)\b[^.;\d]{0,36}?)? ?${COUNT} (?:(?!(?:employees|people|staff)\b)[\w’'-]+ ){0,3}?(?:people|employees|workers|staff|jobs|positions|roles|engineers)\b`,
  'iu',
)

/** Cuts of staff that a company has made, announced, or is said to plan. Aggregates of an economy are macro figures. */
export function findLayoff(unit: Unit, doc: Document): Draft[] {
  if (!mayHave(unit, TRIGGER)) return []
  if (
    !/la(?:y|id)|lay-?off|headcount|leaving|of them|gone|team|payroll|job|staff|sack|cull|terminat|pink|los(?:e|es|ing)\b|buy-?out|retire|downsiz|down-siz|goodbye|halv|notice|shown the door|out of work|affect|impact|notif|drop|discharg|chop|ax|redundan|workforce|warn|let(?:ting|s)? |position|role|post|employee|people|worker|cut|slash|shed|axe|trim|eliminat|dismiss|fir(?:e|ing)|reduc|shr[ai]nk|part|remov/.test(
      unit.lower,
    )
  )
    return []
  const drafts: Draft[] = []
  for (const t of unit.lower.matchAll(TRIGGER.pattern)) {
    const draft = layoffAt(unit, t.index, t[0], doc)
    // A sentence may tell of several companies, but of one no more than once.
    if (draft && !drafts.some((d) => d.company?.name === draft.company?.name && !isAnother(d, draft)))
      drafts.push(draft)
  }
  return drafts
}

/** "dismissed 300 in January and will shed 450 more": two cuts of one company have figures of their own. */
const isAnother = (a: Draft, b: Draft): boolean =>
  a.magnitude !== null && b.magnitude !== null && a.magnitude !== b.magnitude && b.magnitude > 100

/** "There are no layoffs at Acme," a spokeswoman said: a denial is an event where the company makes it. */
function noneAt(unit: Unit, at: number, own: string): Draft | null {
  if (
    !/\bno (?:compulsory |forced |further |more |immediate )*(?:layoffs?|redundanc\w+|job cuts)\b/.test(own) ||
    !/\b(?:said|says|told|spokes\w+|insist\w+|stress\w+)\b/.test(unit.lower)
  )
    return null
  const company =
    companyAfter(unit, Math.max(0, at - 30), /\b(?:at|by|of|from) $/) ?? subjectBefore(unit, at) ?? unit.salient
  if (!company) return null
  return {
    type: 'layoff',
    attributes: {},
    company,
    occurredOn: null,
    status: 'denied',
    roles: [],
    direction: 0,
    magnitude: null,
    confidence: 0.7,
    fired: [firedOn(unit, 'layoff.cut', at), firedOn(unit, 'stance.denied', Math.max(0, unit.lower.indexOf('no ')))],
    evidence: [{ start: unit.start, end: unit.end }],
    discriminator: 'layoff',
  }
}

/** "45 staff are to be made redundant, Acme said": who says so, where nobody is named before. */
function saidBy(unit: Unit, at: number): Subject | null {
  const c = unit.companies.find(
    (x) => x.start > at && /^ (?:said|says|announced|confirmed|stated|told)\b/.test(unit.text.slice(x.end)),
  )
  return c ? { name: c.name, slug: c.slug } : null
}

/** "12,000 Oracle employees are to lose their jobs", "27 of Acme's 90 engineers": named between the number and the people. */
function within(unit: Unit, from: number, to: number): Subject | null {
  const c = unit.companies.find(
    (x) =>
      x.start >= from && x.end < to && !/\b(?:in|at|near|from|across|by) (?:the )?$/i.test(unit.text.slice(0, x.start)),
  )
  return c && /^\d|^(?:hundreds|thousands|dozens)/.test(unit.lower.slice(from)) ? { name: c.name, slug: c.slug } : null
}

function layoffAt(unit: Unit, at: number, trigger: string, doc: Document): Draft | null {
  if (/leaving$/.test(trigger) && !CUTS.test(unit.lower.slice(at + trigger.length))) return null
  if (/^(?:affect|impact)/.test(trigger) && !CUTS.test(unit.lower.slice(0, at))) return null
  const own = unit.lower.slice(Math.max(0, at - 60), at + trigger.length + 60)
  if (NOT.test(own)) return noneAt(unit, at, own)
  // "helps companies lay off the pressure of manual work": nobody is the object.
  if (
    /^la(?:y|id|ys|ying) off$/.test(trigger) &&
    /^ (?:the|an?|some of the) (?!(?:[\w’'-]+ ){0,3}?(?:staff|team|workers|employees|people|workforce|rest|majority|third|quarter|half|fifth|tenth|entire|remaining|last|bulk|engineers|unit|department|crew|dozen|hundred|handful|number|further|additional|total)\b)/.test(
      unit.lower.slice(at + trigger.length),
    )
  )
    return null
  const stance = stanceOf(unit, at, { canBeCancelled: false })
  if (stance.kind === 'none') return null
  const notice = /^warn/.test(trigger)
  const company =
    (notice ? companyAfter(unit, at, /\b(?:at|by|from|for) $/i) : null) ??
    within(unit, at, at + trigger.length) ??
    subjectBefore(unit, at) ??
    companyAfter(
      unit,
      at,
      /\b(?:(?:at|by|of|from|across|as)|hits? (?:(?:the|[a-z-]+) ){0,4}?(?<= )|hits?|leaving) $|\bhits? (?:[a-z-]+ ){1,4}$/i,
    ) ??
    companyBehind(unit, at, /\b(?:at|of|by) $/) ??
    saidBy(unit, at) ??
    whose(unit)
  if (!company) return null
  const attributes: LayoffAttributes = {}
  const headcount = ownCount(trigger) ?? headcountIn(unit.lower, at)
  if (headcount !== null) {
    attributes.headcount = headcount.n
    if (headcount.is !== 'exact') attributes.figureIs = headcount.is
  }
  // "The cuts, which amount to 15% of staff, …" behind the number.
  const percent =
    percentIn(unit.lower) ??
    (/^(?:The|Those|These) (?:[\w-]+ )?(?:cuts?|lay-?offs?|redundancies|reductions?|jobs|roles|positions)\b/.test(
      unit.next,
    )
      ? percentIn(unit.next.toLowerCase())
      : null)
  // "The cuts, 44 in all, …" behind a share of the staff.
  const inAll =
    headcount === null ? (IN_ALL.exec(unit.next) ?? (percent === null ? HOW_MANY.exec(unit.next) : null)) : null
  const later = inAll ? parseNumber(inAll[1] ?? '', inAll[2]) : null
  if (later !== null) attributes.headcount = later
  if (percent !== null) attributes.percent = percent
  if (
    headcount === null &&
    percent === null &&
    !/third|quarter|half|hundreds|thousands|dozens|la(?:y|id|ying)|lay-?off|team|buy-?out|retire|sever|pink|redundan|job |workforce|warn|jobs|staff|headcount/.test(
      trigger,
    )
  )
    return null
  // "It will close its centre in Dublin and 87 people will lose their jobs": the place of the site that closes.
  const closes = /\b(?:clos(?:e|es|ed|ing)|shut(?:s|ting)?)\b/.exec(unit.lower)
  const place = placeIn(unit, at) ?? placeIn(unit) ?? (closes ? placeIn(unit, closes.index) : null)
  if (place) attributes.location = place
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const date = dateNear(unit, at)
  const future = Boolean(date?.first && doc.published && date.first > doc.published)
  const off =
    /\b(?:scrap|drop|abandon|cancel|shelv|withdr[ae]w|revers|call(?:s|ed|ing)? off)\w* (?:its |the |their |a )?(?:[\w-]+ )?(?:plans?|proposals?|decision|intention|threat) /.test(
      unit.lower.slice(0, at),
    )
  const status = off
    ? 'cancelled'
    : stance.status === 'completed' &&
        (notice ||
          future ||
          /\b(?:will|would|to be|must|(?:are|were) to)\b/.test(trigger) ||
          /\bat risk\b|\bconsult(?:ation|ing|ed)?\b/.test(unit.lower) ||
          /\b(?:plans?|announced plans|will|intends|to be|by the end of)\b/.test(
            unit.lower.slice(Math.max(0, at - 40), at),
          ))
      ? 'planned'
      : stance.status
  return {
    type: 'layoff',
    attributes,
    company,
    occurredOn: date && !(future && status === 'completed') ? date.label : null,
    status,
    roles: [...unit.roles],
    direction: status === 'denied' ? 0 : -1,
    magnitude: headcount?.n ?? percent,
    confidence: (headcount !== null || percent !== null ? 0.88 : 0.7) - (company.slug === null ? 0.05 : 0),
    fired: [
      firedOn(unit, notice ? 'layoff.warn' : 'layoff.cut', at, at + trigger.length),
      firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
    ],
    evidence: [{ start: unit.start, end: unit.end }],
    discriminator: 'layoff',
  }
}

const OWN = new RegExp(
  String.raw`^(?:cut(?:s|ting)?|slash(?:es|ed|ing)?|axe[sd]?|shed(?:s|ding)?|cull(?:s|ed)?|los(?:e|es|ing)|(?=\d|[a-z]+ of them )) ?${N}${COUNT}(?:$| of (?:its|their|the) [\d,]+| of them)`,
  'iu',
)
const HEADS = new RegExp(
  String.raw`(?<![$€£¥\p{L}\d.,])${COUNT}(?! ?(?:%|per ?cent|dollars|mw|gpus?|hours|months|years|days|weeks|offices))(?: of)?(?: its| their| the)?(?:[ -][\w-]+){0,4}?[ -]${PEOPLE}\b`,
  'gu',
)
const BARE = new RegExp(
  String.raw`\b(?:la(?:id|ys?|ying) off|affect(?:s|ed|ing)?|cut|cuts|cutting|let go(?: of)?|dismiss(?:ed)?|fired|axe[sd]?|shed(?:s|ding)?|slash(?:es|ed)?|cull(?:s|ed)?|sack(?:s|ed)?|redundancy to|(?:workforce|headcount|team|staff|payroll)(?: size| numbers)? by|(?:shrink|fall|drop|decline|reduced|cut) by|numbers?|numbered|numbering|totals?|total+ed|total+ing|amount(?:s|ed|ing)? to|comes? to|came to)(?: \w+){0,2}? ${COUNT}(?![\d.,]*\d| ?(?:%|per ?cent))`,
  'u',
)

/** "shed 450 more": the number is the verb's own object, with no word for people behind it. */
function ownCount(trigger: string): { n: number; is: MoneyBound } | null {
  const m = OWN.exec(trigger)
  const n = m && parseNumber(m[1] ?? '', m[2])
  if (!m || n === null || n < 2) return null
  const start = m[0].length - (m[1] ?? '').length
  return { n, is: boundAround(m[0], start, m[0].length) }
}

const PART_OF = new RegExp(
  String.raw`(?<![$€£¥\p{L}\d.,])${COUNT} (?:out )?of (?:[\p{L}\p{N} .&-]{1,40}['’]s?|its|their|the|the company['’]s) (?:roughly |about |approximately |some |nearly |estimated |total of |[\p{L}-]+ ){0,2}$`,
  'u',
)

function headcountIn(lower: string, at: number): { n: number; is: MoneyBound } | null {
  let best: { n: number; distance: number; is: MoneyBound } | null = null
  for (const m of lower.matchAll(HEADS)) {
    const n = parseNumber(m[1] ?? '', m[2])
    // "27 of Acme's 90 employees": the part is meant, not the whole.
    const part = PART_OF.exec(lower.slice(Math.max(0, m.index - 70), m.index))
    const some = part && parseNumber(part[1] ?? '', part[2])
    if (part && some) {
      if (!best || best.distance > 0)
        best = {
          n: some,
          distance: 0,
          is: boundAround(lower, m.index - part[0].length, m.index - part[0].length + (part[1] ?? '').length),
        }
      continue
    }
    // "from 900 employees to 700": a level, and "of its 900 employees" a whole.
    if (
      n === null ||
      n < 1 ||
      (/\b(?:of (?:its|the|their)|from|has|had|have|employs?|employed|(?<!(?:part(?:ed|s|ing)? (?:ways |company )?|away ))with|(?<!(?:up|slips|redundancy|redundancies|notices?|offers|buy-?outs?|packages?|severance|retirement|goodbye) )to|leaving|about to have) (?:about |around |some |roughly |nearly )?$/.test(
        lower.slice(Math.max(0, m.index - 24), m.index),
      ) &&
        !/^ (?:cut|lost|affected|eliminated|gone|let go)\b/.test(lower.slice(m.index + m[0].length)))
    )
      continue
    const distance = Math.abs(m.index - at)
    if (!best || distance < best.distance)
      best = { n, distance, is: boundAround(lower, m.index, m.index + (m[1] ?? '').length) }
  }
  if (best) return best
  const bare = GONE.exec(lower) ?? BARE.exec(lower)
  const n = bare && parseNumber(bare[1] ?? '', bare[2])
  if (!bare || n === null) return null
  const start = bare.index + bare[0].lastIndexOf(bare[1] ?? '')
  return { n, is: boundAround(lower, start, start + (bare[1] ?? '').length) }
}

/** "a 15% reduction in its workforce". */
const REDUCTION =
  /^ (?:[\w-]+ )?(?:reduction|cut|decrease|drop) (?:in|to|of) (?:its |the |their )?(?:[\w-]+ ){0,2}(?:workforce|staff|headcount|team|payroll|jobs|employees)\b/

function percentIn(lower: string): number | null {
  for (const m of lower.matchAll(PERCENT)) {
    const explicit = m[0].includes(' of ')
    const window = lower.slice(Math.max(0, m.index - 40), m.index)
    if (
      explicit ||
      /\b(?:workforce|staff|headcount|cuts?|or|about|payroll|layoffs? of|layoffs?|redundancies|shrink|shrank|fall|employees|positions|team|people|numbers|size)\b/.test(
        window,
      ) ||
      REDUCTION.test(lower.slice(m.index + m[0].length))
    )
      return Number(m[1])
  }
  const oneIn = /\bone in (two|three|four|five|six|seven|eight|nine|ten|\d+)\b/.exec(lower)
  if (oneIn?.[1]) return Math.round(1000 / (ONE_IN[oneIn[1]] ?? Number(oneIn[1]))) / 10
  if (/\bhalv(?:e|es|ed|ing) (?:its|the|their)\b/.test(lower)) return 50
  const f =
    /\b(?:a|one|about a|nearly a|up to a)[ -](third|quarter|half|tenth|fifth) of (?:its|the|their) (?:[\w-]+ ){0,2}(?:workforce|staff|employees|team|company|headcount|people|workers|jobs|engineers|engineering|roles|positions|contractors|managers)\b|\b(half|two[- ]thirds|three[- ]quarters) (?:of )?(?:its|the|their) (?:[\w-]+ ){0,2}(?:workforce|staff|employees|team|company|headcount|people|workers|jobs|engineers|engineering|roles|positions|contractors|managers)\b/.exec(
      lower,
    )
  return f ? (FRACTION[(f[1] ?? f[2] ?? '').replace('-', ' ')] ?? null) : null
}
