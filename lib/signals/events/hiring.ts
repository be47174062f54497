import { cue, find, findAll, has, mayHave } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  placeIn,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { type Fired, firedOn } from '../fired'
import { isAdvice, stanceOf } from '../modality'
import { boundAround, type MoneyBound } from '../money'
import { MAGNITUDES, NUMBER, parseNumber } from '../numbers'
import type { InfraRoleSlug } from '../taxonomy'
import type { Draft, HiringAttributes } from '../types'
import { verbForms } from '../verbForms'
import { whose } from '../whose'
import { JOBS_STATED, jobsStated } from './jobsStated'

const COUNT = String.raw`(${NUMBER})(?: ?(${MAGNITUDES}))?`
const PEOPLE = String.raw`(?:engineers?|employees|workers|people|staff(?:ers)?|jobs|positions|roles|posts|vacancies|openings|technicians|researchers|scientists|specialists|developers|operators|hires|recruits|electricians|analysts|architects|sres|managers|reliability engineers|graduates|apprentices|trainees|colleagues|team members|newcomers|freshers|job openings|open roles|job (?:ads|adverts|postings|listings|offers))`
const FIGURE = cue(
  new RegExp(
    String.raw`(?<![$€£¥\p{L}\d.,])${COUNT}(?! ?(?:%|per ?cent|mw|gpus?|people (?:familiar|briefed|close|with)|million dollars| in (?:two|three|four|five|ten|\d)))(?! in (?:two|three|four|five|ten|\d))(?:[- ](?!employees\b|company\b|and\b|per\b)[\p{L}'’/&-]+){0,5}?(?:[- ][\p{L}’'/-]+ and [\p{L}’'/-]+(?:[- ][\p{L}’'/-]+){0,3}?)?[- ]${PEOPLE}(?![\p{L}])`,
    'gu',
  ),
)
const HIRE = cue(
  new RegExp(
    String.raw`(?<!-)\b(?:(?:tak(?:e|es|ing)|took|taken|br(?:ing|ings|inging|ought)|sign(?:s|ed|ing)?|snap(?:s|ped|ping)?|scoop(?:s|ed|ing)?) (?:on|in|up|aboard)|(?<=\b(?:will|would|to|could|may|eventually|should) (?:\w+ )?)employ|employing|looking (?:for|to add)|search(?:es|ing)? for|want(?:s|ed)?(?! to\b)|${verbForms(
      'hire recruit onboard add create fill post advertise list open seek=sought need generate support bring=brought take=took,taken welcome offer appoint poach promise pledge deliver provide mean=meant announce unveil secure guarantee sustain yield attract enlist engage lure produce introduce land commit absorb source place fund',
    )})\b`,
    'g',
  ),
)
const EXPAND = cue(
  /(?<!\b(?:pay|salary|wage|price|rate|rent) )\b(?:doubl(?:e|es|ed|ing)|tripl(?:e|es|ed|ing)|quadrupl(?:e|es|ed|ing)|grow(?:s|n|ing)?|grew|expand(?:s|ed|ing)?|increas(?:e|es|ed|ing)|rais(?:e|es|ed|ing)) (?:the size of )?(?:its |the |their )?(?:[\w&-]+[- ]){0,5}?(?:headcount|workforce|team|teams|staff|payroll|head count|group|engineering department|ranks|number of (?:employees|engineers|staff|people))\b/,
)
const GROWN = cue(
  new RegExp(
    String.raw`\b(?:gr[eo]wn?|growing|grows|increased|expanded|expand|swelled)\b(?: its \w+)? (?:from [\d,]+ )?to ${COUNT} (?:employees|people|staff)`,
    'u',
  ),
)
/** "headcount rose to 1,500 from 900", "the number of people at Acme has grown to 1,500". */
const LEVEL = cue(
  new RegExp(
    String.raw`\b(?:headcount|workforce|staff|payroll|team|number of (?:people|employees|staff|engineers))\b[^;]{0,40}?\b(?:gr[eo]w\w*|ros?e|risen|climbed|increased|swell\w*|swollen|swelled|expanded|doubled|tripled) (?:from [\d,]+ )?to (?:about |around |some |roughly |nearly |more than |almost )?${COUNT}`,
    'u',
  ),
)
const TEAM = cue(
  /\b(?:staff(?:s|ed|ing)? up|beef(?:s|ed|ing)? up|build(?:s|ing)? (?:up|out)|bulk(?:s|ed|ing)? up|strengthen(?:s|ed|ing)?|enlarg(?:es|ed|ing)|scal(?:es|ed|ing) up|(?:is|are|was|were) (?:now )?(?:building|growing|expanding|assembling|putting together)|add(?:s|ed|ing)? to) (?:its |the |their |an? )(?:[\w&-]+ ){0,5}?(?:teams?|group|staff|workforce|department|bench|ranks|crew)\b/,
)
const SPREE = cue(
  /\b(?:hiring|recruitment|recruiting) (?:spree|drive|push|binge|campaign|blitz|wave|round)\b|\b(?:ramp(?:s|ed|ing)? up|step(?:s|ped|ping)? up|accelerat(?:es|ed|ing)|increas(?:es|ed|ing)|speed(?:s|ed|ing)? up) (?:its |the )?(?:[\w-]+ )?(?:hiring|recruitment|recruiting)\b/,
)
/** "200 jobs will be created", "95 engineers have joined". */
const BEHIND =
  /^[^;]{0,70}?\b(?:(?:will be|are being|were|was|have been|has been|are to be|to be|being|is to be|would be) (?:created|added|filled|hired|advertised|recruited|taken on|posted)|(?:have|had|has) (?:already )?joined|joined|(?:will|would|are to|are set to|are due to|to) join|will (?:come|go|move|follow)|(?:are|is) (?:coming|on the way|heading)|(?:are|is) (?:now |still |currently )?(?:open|vacant|unfilled|on offer|available|advertised|up for grabs))\b/
/** Numbers of jobs that need no verb: new, or open. */
const JOBS_ALONE =
  /\b(?:vacanc(?:y|ies)|openings|(?:new|open|additional|extra|further|more|unfilled) (?:[\w-]+ ){0,3}(?:jobs|positions|roles|posts))$/
/** "by 2029 will employ 1,200". */
const WILL_EMPLOY = cue(
  new RegExp(
    String.raw`\b(?:will|would|to|could) (?:eventually |then |directly )?employ (?:about |around |some |up to |more than |as many as |roughly |nearly )?${COUNT}(?! ?(?:%|per ?cent|mw))`,
    'u',
  ),
)
const OPEN_AT = cue(
  /\b(?:now )?(?:open|hiring|wanted|vacanc(?:y|ies)|openings?|opportunit(?:y|ies)|jobs|roles|positions)(?: now| open)? (?:at|with) /,
)
/** Verbs that look for people of a named role. */
const SEEKS = cue(
  /\b(?:seek(?:s|ing)?|look(?:s|ing)? for|advertis(?:es|ed|ing) for|search(?:es|ing) for|on the (?:hunt|lookout|look-out) for|scouting for|openings? for|vacanc(?:y|ies) for|build(?:s|ing)? (?:out )?(?:a|its|an) (?:[\w-]+ )?team of|(?:has|have|with) (?:an? |several |many |two |three )?(?:open )?(?:openings?|vacanc(?:y|ies)|roles?|positions?|jobs?) for)\b/g,
)
const RECRUITS = cue(/(?<!-)\b(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?)\b/g)
/** "Acme hires 25 for its Lyon hub". */
const HIRES_BARE = cue(
  new RegExp(
    String.raw`\b(?:hir(?:e|es|ed|ing)|recruit(?:s|ed|ing)?|tak(?:e|es|ing) on|took on) (?:about |around |some |up to |more than |another |a further )?${COUNT}(?= (?:for|in|at|this|next|by|across)\b)`,
    'u',
  ),
)
const GROWN_BY = cue(
  new RegExp(
    String.raw`\b(?:gr[eo]wn?|growing|grows|increase[ds]?|expand(?:ed|s)?|swell) by (?:about |around |some |up to |more than )?${COUNT} (?:employees|people|staff|engineers|jobs|technicians|workers|roles)`,
    'u',
  ),
)
const TO_OR_BY = new RegExp(
  String.raw`\bto (?:about |around |some |roughly |nearly |more than )?${COUNT}(?![\d.,]*\d| ?(?:%|per ?cent|[$€£]))|\bfrom [\d,]+ to ${COUNT}|\bby ${COUNT}(?! ?(?:%|per ?cent))`,
  'u',
)
const OFFICE = cue(
  /\b(?:open(?:s|ed|ing)?|launch(?:es|ed|ing)?|set(?:s|ting)? up|establish(?:es|ed|ing)?) (?:an?|its|the|new|two|three)(?: [\w-]+){0,3}? (?:offices?|engineering hub|hub|development cent(?:er|re)|r&d cent(?:er|re)|research lab)\b/,
)
const FREEZE = cue(
  /\b(?:(?:hiring|recruitment) (?:freeze|pause|stop|ban|moratorium|halt)|(?:freeze|pause|halt|moratorium|stop|ban) (?:on|in|to) (?:all |most |new |any )?(?:hiring|recruit\w+|new hires)|(?:suspend|curtail|scal\w+ back|pull\w* back (?:on)?|cut\w* back (?:on)?|rein\w* in|put\w*)(?:s|ed|ing)? (?:all |most |its |new )*(?:hiring|recruit\w+)(?: on hold| on ice)?|(?:hiring|recruitment) (?:is|was|has been|had been) (?:frozen|paused|on hold|suspended|halted|stopped)|(?:rescind|withdr[ae]w|revok|pull)\w* (?:[\w-]+ ){0,3}?(?:job )?offers|(?:reduc|trim|curb|curtail|lower|dial\w* back|throttl)\w* (?:[\w"“”']+ ){0,4}?hiring\b|(?:hir|recruit|tak|add)\w* (?:on )?fewer (?:people|staff|engineers|workers|graduates)|fewer (?:new )?hires|(?:will|would) not (?:be )?(?:fill(?:ing)?|replac(?:e|ing)|backfill(?:ing)?)\b|not (?:be )?(?:hiring|backfill\w*|replac\w+ (?:leavers|those who leave|staff))|fr(?:eeze|oze|ozen|eezing) (?:all |most )?hiring|paus(?:e|es|ed|ing) (?:all |most |its )?(?:hiring|recruit\w+)|stop(?:s|ped)? (?:hiring|recruiting|taking on)|(?:hiring|recruitment|recruiting) (?:at|in|across|by) [^;]{2,40}? (?:is|was|has been|are) (?:frozen|paused|on hold|suspended|halted|stopped)|halt(?:s|ed|ing)? (?:hiring|recruit\w+)|resum(?:e|es|ed|ing) (?:its )?(?:hiring|recruit\w+)|slow(?:s|ed|ing)? (?:down )?(?:its )?hiring|(?:hiring|recruitment|recruiting)\b[^;]{0,50}? (?:has|have|had|is|was|will) (?:(?:been|be|since|now|largely|all but) )*(?:slowed|slowing|frozen|paused|stopped|halted|ground to|dried up|curbed|capped|limited|restricted|suspended|on hold|at a standstill|stalled)|fr(?:oze|eez(?:e|es|ing)) (?:[\w-]+ ){0,3}?(?:hiring|recruitment|recruiting|headcount|new hires|vacancies)|(?:keep(?:s|ing)?|kept|hold(?:s|ing)?|held|leav(?:e|es|ing)|maintain(?:s|ed)?) (?:its |their |the |our )?(?:[\w-]+ ){0,2}?(?:headcount|workforce|staff(?:ing)?(?: levels?| numbers)?|payroll|team) (?:[\w-]+ ){0,2}?(?:flat|steady|unchanged|stable|level|constant|where it is)|(?:headcount|workforce|staffing) (?:[\w-]+ ){0,3}?(?:will|would|to) (?:stay|remain|be|hold) (?:[\w-]+ )?(?:flat|steady|unchanged|stable|level)|(?:avoid|limit|restrict|cap|minimi[sz]e|forgo|defer|delay|postpone)(?:s|ed|ing)? (?:[\w-]+ ){0,2}?(?:hiring|recruitment|new hires|headcount)|(?:no|without) (?:new |net |additional |further )+(?:hires|headcount|hiring|recruits)|(?:leav(?:e|es|ing)|left) (?:[\w-]+ ){0,3}?(?:vacancies|vacant (?:posts|positions|roles|jobs)|open (?:roles|positions)|positions|posts|roles) (?:open|unfilled|vacant|empty))\b/,
)
/** The end of a freeze. */
const THAW = cue(
  /\b(?:lift(?:s|ed|ing)?|end(?:s|ed|ing)?|eas(?:es|ed|ing)|thaw(?:s|ed|ing)?|unfreez\w*|unfroze|revers(?:es|ed|ing)|drop(?:s|ped)|resum(?:es|ed|ing)) (?:its |the |a |their )?(?:[\w-]+ ){0,2}?(?:hiring|recruitment|recruiting)\b/,
)
const ONGOING = cue(
  /\b(?:(?:is|are|was|has been) (?:now |also |still |actively )?(?:hiring|recruiting|looking to hire|(?:looking for|seeking) (?=(?:[\w’'/-]+ ){0,7}?(?:engineers?|technicians?|developers?|researchers?|scientists?|specialists?|people|staff|analysts?|architects?|operators?|electricians?|administrators?|apprentices|interns|graduates|sres?|managers?|workers|experts?|candidates)\b))|(?:has|have|lists?|listed|posts?|posted|advertis\w+) (?:[\w,]+ ){0,6}?(?:open (?:roles|positions|jobs)|openings|vacancies|job (?:openings|ads|postings|listings)))\b/,
)
const NOT_HIRING = cue(
  /\b(?:hired (?:\w+ )?(?:banks?|bankers|underwriters|lawyers|advisers|advisors|a law firm|consultants)|as (?:its |the |their )?(?:new |first |next )?(?:chief|ceo|cfo|cto|coo|head|president|vice|general counsel|chair|director)|job (?:seekers?|market|fair)|(?:on )?strike|walk-?out|union members|picket|protest\w*|layoffs?|laid off|cut|severance|redundan\w+|eliminat\w+|reductions?|slash\w*|shed(?:s|ding)?|axe[sd]?|trimm?\w*|dismiss\w*|los(?:e|es|ing)|lost|buy-?outs?|jobless|unemploy\w+|payrolls?|employees (?:in|at) (?:its|the) (?:company|time)|customers?|features?|support for|jobs act|steve jobs|new jobs data|job openings and labor|the number of job openings)\b/,
)

/** Demand in a whole field, with no company: said of the roles, not asked of the reader. */
const DEMAND = cue(
  /\b(?:demand (?:for|is|grows?|accelerat\w+|outstrip\w+)|hiring (?:needs?|is|demand|surges?|surged|has|in|for|wave|boom|rose|grew|picks? up|accelerat\w+)|roles (?:spanning|in|such as|like|including)|career paths|in (?:high |strong |growing |short )?demand|sought-after|hard(?:est)?[- ]to[- ]fill|shortage of|scramble for|competition for|the need for|talent (?:shortage|gap|war|crunch|squeeze|drought)|(?:short|tight|scarce|limited) supply|hard(?:est|er)? to (?:find|fill|hire|recruit|come by)|(?:struggl\w+|scrambl\w+|battl\w+|fight\w*|compet\w+|vying|racing|rac\w+|unable|failing) (?:to|for|over) (?:find|fill|hire|recruit|attract|retain|keep|get)?|(?:shortage|scarcity|dearth|lack|glut|surplus) of|(?:can['’]?t|cannot) (?:find|hire|get) (?:enough|them)|not enough|(?:outrun|outstrip|outpac|exceed)\w* (?:the )?supply|(?:job )?(?:postings|ads|adverts|listings|advertisements) (?:for|that|mentioning|in|on)\b[^;]{0,60}\b(?:ros?e|risen|fell|fallen|gr[eo]w\w*|climbed|doubled|tripled|halved|jumped|surged|declined|dropped|up|down|below|above|soared|slid)\b|snapped up|never been tighter|(?:for )?(?:want|lack) of (?:hands|people|staff|engineers|workers|technicians)|bidding war|(?:companies|employers|providers|operators|firms) (?:are |is )?(?:hiring|recruiting|adding|competing|scrambling|expanding))\b/,
)
/** Adverts counted: demand even where no role of ours is named. */
const POSTINGS = cue(
  /\b(?:(?:job|software|tech|engineering|it|developer|ai)\b[^;]{0,20}\b(?:postings|ads|adverts|advertisements|listings)|(?:postings|job ads|adverts|listings) (?:that|mentioning|for|asking))\b[^;]{0,70}\b(?:ros?e|risen|fell|fallen|grew|grown|climbed|dropped|doubled|tripled|halved|slid|jumped|surged|declined|were up|were down|are up|are down|below|above|\d+ ?(?:%|per ?cent))/,
)
const DOWN =
  /\b(?:glut|surplus|below|halv\w+|shed|lower|fewer|fall(?:s|en|ing)?|fell|declin\w+|slow(?:s|ed|ing)?|weak(?:en\w*|er)?|drop(?:s|ped|ping)?|cool(?:s|ed|ing)?|dried up|freeze|shrink\w*|shrank)\b/

/** Without one of these `kindOf` finds nothing. */
const KINDS = [
  FREEZE,
  THAW,
  FIGURE,
  WILL_EMPLOY,
  HIRES_BARE,
  GROWN_BY,
  GROWN,
  LEVEL,
  EXPAND,
  HIRE,
  TEAM,
  SPREE,
  OFFICE,
  ONGOING,
  SEEKS,
  OPEN_AT,
  ...JOBS_STATED,
]

/** Openings, expansions and plans of a company, and freezes. */
export function findHiring(unit: Unit, doc: Document): Draft[] {
  if (!KINDS.some((c) => mayHave(unit, c))) return []
  if (
    !JOBS_STATED.some((c) => mayHave(unit, c)) &&
    !/hir|recruit|graduat|trainee|intern|sres?\b|jobs?\b|roles?\b|staff|technician|apprentic|people|employ|worker|headcount|workforce|team|office|hub|opening|vacanc|position|engineer|post/.test(
      unit.lower,
    )
  )
    return []
  const kind = kindOf(unit)
  if (!kind) return []
  const stance = stanceOf(unit, kind.at, { canBeCancelled: false })
  if (stance.kind === 'none') return []
  // "we are hiring to meet that", says somebody: of a company only where it is said who speaks.
  if (
    kind.headcount === null &&
    /["“][^"”]*\b(?:we|our)\b/.test(unit.lower.slice(0, kind.at)) &&
    !speakerOf(unit, kind.at)
  )
    return []
  const company =
    subjectBefore(unit, kind.at) ??
    companyBehind(unit, kind.at, /\b(?:at|by|of) $/) ??
    companyAfter(unit, kind.at, /\b(?:at|by|with|for|joined|join) $/) ??
    speakerOf(unit, kind.at) ??
    saidBy(unit, kind.at) ??
    (kind.headcount !== null || kind.kind === 'freeze' ? whose(unit) : null)
  if (!company) return []
  const attributes: HiringAttributes = { kind: kind.kind }
  if (kind.headcount !== null) attributes.headcount = kind.headcount
  if (kind.is !== undefined && kind.is !== 'exact') attributes.figureIs = kind.is
  if (kind.kind !== 'freeze') {
    const place = placeIn(unit, kind.at) ?? placeIn(unit)
    if (place && place !== company.name) attributes.location = place
  }
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const status = stance.status === 'completed' && kind.kind === 'plan' ? 'planned' : stance.status
  if (status === 'planned' && kind.kind !== 'freeze') attributes.kind = 'plan'
  const date = dateNear(unit, kind.at)
  const future = Boolean(date?.first && doc.published && date.first > doc.published)
  return [
    {
      type: 'hiring',
      attributes,
      company,
      occurredOn: date && !future && status === 'completed' ? date.label : null,
      status,
      roles: [...unit.roles],
      direction: kind.kind === 'freeze' ? -1 : status === 'denied' || status === 'cancelled' ? 0 : 1,
      magnitude: kind.headcount,
      confidence: (kind.headcount !== null ? 0.85 : 0.7) - (company.slug === null ? 0.05 : 0),
      fired: [
        firedOn(unit, `hiring.${kind.kind}`, kind.at, kind.end),
        firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
      ],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: attributes.kind,
    },
  ]
}

/** “We are going to double the team,” said X, who runs Acme: the company behind the speaker. */
const speakerOf = (unit: Unit, at: number): ReturnType<typeof companyAfter> =>
  /\b(?:we|our)\b/.test(unit.lower.slice(0, at)) && /\b(?:said|says)\b/.test(unit.lower.slice(at))
    ? companyAfter(unit, at, /\b(?:runs|heads|leads|founded|of|at|for) $/)
    : null

/** "The site will create 200 jobs, Acme said": who says so, where the sentence names no other before. */
function saidBy(unit: Unit, at: number): ReturnType<typeof companyAfter> {
  const c = unit.companies.find(
    (x) => x.start > at && /^ (?:said|says|announced|confirmed|stated|told|reported)\b/.test(unit.text.slice(x.end)),
  )
  return c ? { name: c.name, slug: c.slug } : null
}

type Kind = {
  kind: HiringAttributes['kind']
  at: number
  end: number
  headcount: number | null
  is?: MoneyBound
}

function kindOf(unit: Unit): Kind | null {
  const { lower } = unit
  if (/\bwarn (?:act|notice)/.test(lower)) return null
  const freeze = find(unit, FREEZE)
  const thaw = has(unit, THAW)
  if (freeze && !thaw)
    return { kind: 'freeze', at: freeze.index, end: freeze.index + freeze[0].length, headcount: null }
  const counts =
    /\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|dozen)\b/.test(
      lower,
    )
  const figures = (counts ? findAll(unit, FIGURE) : []).flatMap((m) => {
    const n = parseNumber(m[1] ?? '', m[2])
    return n === null ||
      n < 1 ||
      (mayHave(unit, NOT_HIRING) && NOT_HIRING.pattern.test(m[0])) ||
      // "120 staff, 40 of them SREs": a part of a number already read.
      / of (?:them|which|whom|these|those)\b/.test(m[0]) ||
      / (?:in|of its|than its|by its) $/.test(lower.slice(Math.max(0, m.index - 9), m.index))
      ? []
      : [{ n, at: m.index, end: m.index + m[0].length, is: boundAround(lower, m.index, m.index + (m[1] ?? '').length) }]
  })
  const employ = find(unit, WILL_EMPLOY)
  if (employ)
    return {
      kind: 'plan',
      at: employ.index,
      end: employ.index + employ[0].length,
      headcount: parseNumber(employ[1] ?? '', employ[2]),
    }
  const bare = find(unit, HIRES_BARE)
  if (bare)
    return {
      kind: 'expansion',
      at: bare.index,
      end: bare.index + bare[0].length,
      headcount: parseNumber(bare[1] ?? '', bare[2]),
    }
  const by = find(unit, GROWN_BY)
  if (by)
    return { kind: 'expansion', at: by.index, end: by.index + by[0].length, headcount: parseNumber(by[1] ?? '', by[2]) }
  const grown = find(unit, GROWN)
  if (grown)
    return {
      kind: 'expansion',
      at: grown.index,
      end: grown.index + grown[0].length,
      headcount: parseNumber(grown[1] ?? '', grown[2]),
    }
  const level = find(unit, LEVEL)
  if (level)
    return {
      kind: 'expansion',
      at: level.index,
      end: level.index + level[0].length,
      headcount: parseNumber(level[1] ?? '', level[2]),
    }
  const expand = find(unit, EXPAND)
  if (expand) {
    const to = TO_OR_BY.exec(lower.slice(expand.index))
    const n = to ? parseNumber(to[1] ?? to[3] ?? to[5] ?? '', to[2] ?? to[4] ?? to[6]) : null
    // A year is no headcount: "double its team by 2027".
    return {
      kind: 'expansion',
      at: expand.index,
      end: expand.index + expand[0].length,
      headcount: n !== null && n > 1 && !(n >= 1990 && n <= 2100) ? n : null,
    }
  }
  for (const verb of mayHave(unit, HIRE) ? lower.matchAll(HIRE.pattern) : []) {
    const clause = lower.slice(verb.index, verb.index + 90)
    if (mayHave(unit, NOT_HIRING) && NOT_HIRING.pattern.test(clause)) continue
    const mine = figures.filter((f) => f.at > verb.index && f.at - verb.index < 60)
    if (mine.length === 0) continue
    // "opens 40 positions" hires, "opened 3 offices" does not: the noun has been asked for in FIGURE.
    const sum = mine.reduce((a, f) => a + f.n, 0)
    return {
      kind: /^(?:post|advert|list|open|fill)/.test(verb[0]) ? 'opening' : 'expansion',
      at: verb.index,
      end: Math.max(...mine.map((f) => f.end)),
      headcount: sum,
      is: mine[0]?.is,
    }
  }
  for (const f of figures) {
    const joined = /\bunions?\b/.test(lower) ? null : BEHIND.exec(lower.slice(f.end))
    const alone = JOBS_ALONE.test(lower.slice(f.at, f.end))
    if ((!joined && !alone) || (mayHave(unit, NOT_HIRING) && NOT_HIRING.pattern.test(lower.slice(f.at, f.end + 60))))
      continue
    return {
      kind: /vacanc|opening|open |advert|unfilled/.test(lower.slice(f.at, f.end + 40)) ? 'opening' : 'expansion',
      at: f.at,
      end: joined ? f.end + joined[0].length : f.end,
      headcount: f.n,
    }
  }
  const stated = jobsStated(unit)
  if (stated) return stated
  if (has(unit, NOT_HIRING)) return null
  const team = find(unit, TEAM) ?? find(unit, SPREE)
  if (team)
    return { kind: 'expansion', at: team.index, end: team.index + team[0].length, headcount: figures[0]?.n ?? null }
  const office = find(unit, OFFICE)
  if (office) return { kind: 'expansion', at: office.index, end: office.index + office[0].length, headcount: null }
  const ongoing = find(unit, ONGOING)
  if (ongoing)
    return {
      kind: 'opening',
      at: ongoing.index,
      end: ongoing.index + ongoing[0].length,
      headcount: figures[0]?.n ?? null,
    }
  for (const verb of findAll(unit, RECRUITS)) {
    if (
      unit.roles.length > 0 &&
      /^[^;]{0,80}\b(?:engineers|technicians|specialists|staff|teams?|people|researchers|electricians|sres|scientists|architects)\b/.test(
        lower.slice(verb.index),
      )
    )
      return { kind: 'opening', at: verb.index, end: verb.index + verb[0].length, headcount: null }
  }
  for (const verb of findAll(unit, SEEKS)) {
    if (
      unit.roles.length > 0 &&
      /^[^;]{0,90}\b(?:engineers?|technicians?|specialists?|electricians?|sres?|scientists?|architects?|researchers?|developers?|operators?|analysts?|administrators?)\b/.test(
        lower.slice(verb.index),
      )
    )
      return { kind: 'opening', at: verb.index, end: verb.index + verb[0].length, headcount: null }
  }
  const at = find(unit, OPEN_AT)
  if (at && unit.roles.length > 0 && /[:–—]/.test(lower.slice(at.index)))
    return { kind: 'opening', at: at.index, end: at.index + at[0].length, headcount: figures[0]?.n ?? null }
  return thaw && freeze
    ? { kind: 'expansion', at: freeze.index, end: freeze.index + freeze[0].length, headcount: null }
    : null
}

/**
 * Demand for roles in the field as a whole: one signal for a document, with each sentence and each item of a list that
 * such a sentence opens as evidence. `taken`: starts of units that tell of one company's hiring, which is not counted here.
 */
export function findDemand(doc: Document, taken: ReadonlySet<number>): Draft[] {
  const roles = new Set<InfraRoleSlug>()
  const evidence: { start: number; end: number }[] = []
  const sources = new Set<string>()
  const fired: Fired[] = []
  let told = false
  let down = 0
  let up = 0
  for (let i = 0; i < doc.units.length; i++) {
    const unit = doc.units[i]
    if (!unit || taken.has(unit.start) || !has(unit, DEMAND) || /\?\s*$/.test(unit.lower)) continue
    if (isAdvice(unit) && !/:\s*$/.test(unit.text)) continue
    if (/\b(?:not|no longer|no) (?:in )?demand\b/.test(unit.lower)) continue
    const own = unit.roles
    const list = /:\s*$/.test(unit.text) ? listBehind(doc, i) : []
    const listed = list.flatMap((u) => u.roles)
    if (own.length + listed.length === 0 && !has(unit, POSTINGS)) continue
    evidence.push(
      { start: unit.start, end: unit.end },
      ...list.filter((u) => u.roles.length > 0).map((u) => ({ start: u.start, end: u.end })),
    )
    told = true
    for (const r of [...own, ...listed]) roles.add(r)
    for (const s of sourcesIn(unit.text)) sources.add(s)
    const cue = find(unit, DEMAND)
    if (cue) fired.push(firedOn(unit, 'hiring.demand', cue.index, cue.index + cue[0].length))
    if (DOWN.test(unit.lower)) down++
    else up++
  }
  if (!told) return []
  const attributes: HiringAttributes = { kind: 'demand' }
  if (sources.size > 0) attributes.sources = [...sources]
  return [
    {
      type: 'hiring',
      attributes,
      company: null,
      occurredOn: null,
      status: 'reported',
      roles: [...roles],
      direction: down > up ? -1 : 1,
      magnitude: null,
      confidence: Math.min(0.85, 0.6 + 0.05 * evidence.length),
      fired,
      evidence,
      discriminator: 'demand',
    },
  ]
}

function listBehind(doc: Document, i: number): Document['units'][number][] {
  const items: Document['units'][number][] = []
  for (const u of doc.units.slice(i + 1)) {
    if (!u.opensLine || !/^[-•*–\d]/.test(u.text)) break
    items.push(u)
  }
  return items
}
