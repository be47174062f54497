import { type Cue, cue, find, has, mayHave } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  firstSubject,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { type Fired, firedOn } from '../fired'
import { isAdvice, stanceOf } from '../modality'
import { isPosting } from '../posting'
import { type EngagementForm, rolesInText } from '../taxonomy'
import type { Draft, EngagementAttributes } from '../types'

const FORMS: readonly (readonly [EngagementForm, Cue])[] = [
  [
    'contract-to-hire',
    cue(
      /\b(?:contract(?:or)?[- ]to[- ](?:hire|perm(?:anent)?|full[- ]time|fte)|view to (?:a )?perm(?:anent|anency)?\b|(?:contracts?|placements?|stints?|trial periods?|assignments?),? (?:that|which|and) (?:can|may|could|will|often|usually) (?:[\w-]+ ){0,3}?(?:become|turn into|turn permanent|go permanent|be made permanent|lead to|convert|be converted|roll into)|(?:contractors?|temps?|freelancers?|contract (?:staff|engineers|workers)) (?:[\w’'-]+ ){0,6}?(?:can|may|could|will|to) (?:\w+ )?(?:become|turn|go|be (?:made|taken on)|join)(?: \w+){0,3} (?:permanent|full[- ]time|staff|employees)|(?:made|makes?|making) (?:[\w’'-]+ ){0,6}?(?:contractors?|temps|freelancers?|contract (?:staff|workers)) (?:permanent|full[- ]time|employees)|before (?:making|offering|being offered) (?:a |an )?permanent|(?:trial|probation\w*) (?:contracts?|hires?) (?:of|for) (?:\w+ )?(?:weeks|months)|temporary contracts? (?:of [^;]{0,30})?(?:which|that|before) [^;]{0,40}permanent|temp[- ]to[- ](?:hire|perm(?:anent)?)|(?:option|right|offer|chance|possibility|path|view) (?:to|of) (?:convert\w*|becom\w+|turn\w*|going|go|mov\w+)(?: \w+){0,3} (?:permanent|full[- ]time)|(?:with )?(?:a|the) (?:view|option|prospect|chance|possibility) (?:to|of|on) (?:an? )?(?:permanent|full[- ]time|staff)|convert(?:s|ed|ing)? (?:[\w-]+ ){1,4}to (?:permanent|full[- ]time)|(?:convert|turn|mov)(?:e|es|s|ed|ing)? (?:[\w-]+ ){0,5}(?:contractors?|contracts?|temps?|freelancers?) (?:in)?to (?:[\w-]+ ){0,2}(?:permanent|full[- ]time|employees|staff)|(?:contractors?|temps|freelancers?|contracts?) (?:[\w-]+ ){0,3}convert(?:s|ed)? (?:in)?to (?:an? )?(?:permanent|full[- ]time|staff|employee)|contractors? (?:[\w-]+ ){0,4}(?:become|became|turn|turned|converted|taken on) (?:[\w-]+ ){0,3}(?:permanent|full[- ]time|employees))\b/,
    ),
  ],
  [
    'co-op',
    cue(
      /\bco-?op(?:erative education)? (?:programs?|programmes?|students?|placements?|terms?|tracks?|positions?|roles?|jobs?|hires?|work terms?|intake|scheme|cohort|seats?)|co-?ops\b\b/,
    ),
  ],
  ['apprenticeship', cue(/\bapprentice(?:ship)?s?\b|\btraineeships?\b|\bearn-(?:while|and)-you-learn\b/)],
  [
    'internship',
    cue(
      /\b(?:internships?|intern (?:programs?|programmes?|class(?:es)?|cohort|intake|scheme)|summer (?:interns|students|analysts)|interns\b|paid placements?|work(?:ing)? students?|werkstudent\w*|industrial placements?|sandwich (?:year|placement)s?|placement (?:students?|years?)|student placements?|summer placements?)\b/,
    ),
  ],
  [
    'innovation-time',
    cue(
      /\b(?:innovation (?:time|days?|sprints?|weeks?)|20 ?(?:%|per ?cent)[- ]time|twenty per ?cent time|fed-?ex days?|ship-?it days?|tinker(?:ing)? (?:time|days?)|exploration (?:time|days?|weeks?)|(?:passion|pet) projects?|hack(?:athons?|[- ](?:days?|weeks?|time))|(?:spend|use|devote|take|give|gets?|have|has|with) (?:up to )?(?:an?|one|half an?|every|each|a fifth of|a tenth of|\d+ ?(?:%|per ?cent) of)(?: [\w’']+){0,5} (?:on|to|for) (?:whatever|anything|something|ideas|experiments)(?: [\w’']+){0,3}|(?:days?|week|hours|time|afternoons?|sprint)\b[^;]{0,30}\b(?:whatever|anything) (?:they|you|people|staff) (?:want|like|please|choose|fancy)|one day in (?:five|ten)|(?:day|days|time|hours|afternoon|week|sprint) (?:[\w-]+ ){0,4}(?:to|on|for) (?:whatever|anything) they|(?:every|one|a|each) (?:\w+ )?(?:day|friday|monday|afternoon|week) (?:a|per|each|every)? ?(?:\w+ )?(?:for|to|on) (?:[\w-]+ ){0,4}?(?:experiments?|ideas|projects?|research|work) of their own|(?:time|day|days|hours|friday|fridays|week) (?:[\w-]+ ){0,5}?(?:for|on|to) (?:[\w-]+ ){0,4}?(?:experiments? of|own (?:experiments|ideas|projects)|self-directed)|(?:experiments?|projects) of their own|innovation programs?|(?:one|a|an|every|each|two|half a|\d+ ?(?:%|per ?cent) of (?:their|the|its)?) ?(?:\w+ )?(?:days?|hours?|afternoons?|mornings?|weeks?|fridays?|time)(?: (?:in|a|per|each|every|of|out of) (?:the |their )?\w+)? (?:for|to|on|at) (?:[\w-]+ ){0,5}?(?:(?:of |that )?their own(?: choosing| choice)?|they choose|personal|self-chosen)\b)/,
    ),
  ],
  [
    'side-projects',
    cue(
      /\b(?:side[- ](?:projects?|work|gigs?|hustles?|jobs?|initiatives|business(?:es)?)|moonlight(?:s|ing)?|entrepreneurial ventures|outside (?:work|projects|consulting|employment|interests|jobs?|businesses?|activities)|(?:second|other|extra) jobs?\b|freelanc(?:e|ing) (?:work )?on the side|(?:business(?:es)?|projects?|work|compan(?:y|ies)|startups?|start-ups?|jobs?|ventures?|consult\w*) (?:[\w-]+ ){0,3}?on the side|(?:run|own|start|found|build|keep) (?:a |their own |an |small )*(?:business(?:es)?|compan(?:y|ies)|start-?ups?|ventures?) (?:[\w-]+ ){0,4}?(?:beside|alongside|in their (?:own|spare|free) time|after hours|at weekends)|what (?:you|they|people|staff|engineers) (?:build|make|write|create) (?:[\w-]+ ){0,6}?(?:is|are|belongs?) (?:yours|theirs|to them)|(?:have|run|own|start|set up) (?:a |an |their |their own )(?:[\w-]+ )?(?:business|company|firm|start-?up)(?: of their own)?\b|exclusivity clauses?|non-?exclusiv\w+)\b/,
    ),
  ],
  [
    'open-source',
    cue(
      /\b(?:open[- ]source (?:work|contributions?|time|fellowships?|projects?|maintainers?|sabbaticals?|program(?:me)?s?)|maintain(?:s|ing)? open[- ]source|(?:work(?:s|ed|ing)?|contribut\w+|commit(?:s|ted)?|patches) (?:[\w-]+ ){0,4}(?:to|on) (?:[\w-]+ ){0,3}?(?:open[- ]source|upstream)|(?:encourag|let|allow|pay|sponsor|support)\w* (?:[\w'’]+ ){1,5}(?:publish|contribute|work|maintain|release)\w* (?:\w+ ){0,3}open[- ]source|(?:pays?|paid|employs?|employed|funds?|funded|hires?|hired|sponsors?|sponsored) (?:[\w’'-]+ ){0,5}?maintainers?\b|maintainers? (?:[\w’'-]+ ){0,12}?(?:payroll|salary|salaries|paid by|employed by|full[- ]time)|(?:spend|devote|give|put|work|days?|time|hours|week|fifth|tenth) (?:[\w’'-]+ ){0,6}?upstream\b|upstream (?:work|contributions?|time|patches|first)|open[- ]source (?:the )?(?:tools|software|code) (?:on|in) (?:company|paid|work))\b/,
    ),
  ],
  [
    'fractional',
    cue(
      /\bfractional (?!share|ownership|stake|jet|interest|gpu|cpu|core|nft|home|bond)|\b(?:interim|part[- ]time|shared|on-demand) (?:ctos?|cfos?|cmos?|ceos?|chief|general counsel|head of)\b|\b(?:cto|cfo|ceo|counsel|chief|head of \w+)s?\b[^;]{0,60}\b(?:one|two|a) days? (?:a|per|each) week\b/,
    ),
  ],
  [
    'part-time',
    cue(
      /\b(?:four|4)[- ]day (?:working |work )?week\b|\b(?:three|four|two|3|4|2)(?:-day| days?)(?: a| per| each|-a-)? ?(?:working |work )?weeks?\b|\b(?:work|works|working) (?:\d+|fifty|sixty|seventy|eighty|half|three|four|two) ?(?:%|per ?cent|days|hours)\b|\bjob[- ]shar(?:e|es|ing)\b|\breduced hours\b|\b(?:fewer|less|shorter) (?:than )?(?:full )?(?:hours|week)\b|\bless than full[- ](?:time|hours)\b|\bhalf[- ]time\b|\bpart[- ]timers?\b|\bcompressed (?:hours|week)\b|\bpart[- ]time\b(?= (?:engineers?|work|or full)|[.,;]|$)|\bpart[- ]time (?:roles?|jobs?|work|contracts?|schedules?|positions?|engineers?|staff|employees|basis|option|week|hours|arrangements?|placements?|posts?|technicians?|tracks?|hires?|by default)|\bwork part[- ]time\b|\bfour-day week\b/,
    ),
  ],
]
const OFFER = cue(
  /\b(?:offer(?:s|ed|ing)?|giv(?:e|es|en|ing)|gave|launch(?:es|ed|ing)?|run(?:s|ning)?|ran|start(?:s|ed|ing)?|introduc(?:e|es|ed|ing)|let(?:s|ting)?|allow(?:s|ed|ing)?|permit(?:s|ted)?|pay(?:s|ing)?|paid|sponsor(?:s|ed)?|support(?:s|ed)?|creat(?:e|es|ed)|hir(?:e|es|ed|ing)|tak(?:e|es|ing)|took|bring(?:s|ing)?|convert(?:s|ed|ing)?|expand(?:s|ed|ing)?|open(?:s|ed|ing)?|set(?:s)? (?:up|aside)|provid(?:e|es|ed)|host(?:s|ed)?|fund(?:s|ed)?|mov(?:es|ed)|encourag(?:e|es|ed)|begin(?:s)?|began|double[sd]?|recruit(?:s|ed|ing)?|add(?:s|ed)?|accept(?:s|ed|ing)?|ban(?:s|ned)?|end(?:s|ed)?|scrap(?:s|ped)?|drop(?:s|ped)?|cut(?:s)?|cancel(?:s|led)?|plans?|will|reserv(?:es|ed)|grant(?:s|ed)?|employ(?:s|ed)?|spends?|may|can|(?:is|are) for|turn(?:s|ed)?|made|makes?|holds?|held|is (?:taking|hiring|recruiting|offering|accepting|looking|opening|running|piloting|trialling)|pilot(?:s|ed)?|trial(?:s|led)?|adopt(?:s|ed)?|extend(?:s|ed)?|welcom(?:es|ed)|rewr(?:ote|ites)|chang(?:es|ed)|has|have|are|is|works?|use[sd]?|try|tries|tests?|pick(?:s|ed)?|chos(?:e|en)|choos(?:es|e)|trains?|trained|seek(?:s)?|need(?:s)?|want(?:s|ed)?|devot(?:es|ed)|give|keeps?|reviv(?:es|ed)|restor(?:es|ed)|brought|free to|switch(?:es|ed)|shift(?:s|ed)|put(?:s)?|advertis(?:es|ed)|begins?|starts? as|stop|fill(?:s|ed)?|earn|spend|join(?:s|ed)?|introduc\w+|free[sd]?|forbids?|forbade|bars?|barred|prohibit(?:s|ed)?)\b/,
)
const AHEAD = /\b(?:will|(?:plans?|intends?|aims?|wants?|hopes?|expects?) to|is (?:going|set|due) to)\b/
const CEASE =
  /\b(?:forbids?|forbade|bars?|barred|prohibit(?:s|ed)?|ban(?:s|ned)?|end(?:s|ed)|scrap(?:s|ped)?|drop(?:s|ped)?|cut(?:s)?|cancel(?:s|led)?|clos(?:es|ed)|suspend(?:s|ed)?)\b/
/** A trend in how people work, told of many: "more workers are blending …", "employers increasingly offer …". */
const TREND = cue(
  /\b(?:more (?:and more )?(?:workers|employees|engineers|people|professionals|companies|employers|candidates)|increasingly|growing (?:number|share)|(?:workers|employees|professionals|engineers|candidates) (?:are|is|now)|trend|(?:share|number) of (?:workers|employees|jobs|postings)|employers (?:are|can also|also)|practical implications|on the rise|becom(?:e|es|ing) (?:more )?common|rose|surge[ds]?|analysis)\b/,
)
const ELIGIBILITY = cue(
  /\b(?:are eligible|eligible|former interns?|ex-interns?|as an intern|was an intern|open to interns|intern at|interned|(?<!(?:has|have|are|its|for|more|by|take|hire|taking|hiring|offers) )interns at)\b/,
)

/** Forms of work beside the plain full-time job: what a company offers, and what a document reports as a trend. */
/** One of these stands in every form: a scan for words before the costly patterns. */
const ANY_FORM = cue(
  /contract|temp|perm|co-?op|apprentice|trainee|earn-|intern|placement|student|sandwich|innovation|20 ?%|per ?cent|hack|-?it day|ex day|tinker|explor|passion|pet project|whatever|anything|day in|of their own|their own|own |side|moonlight|outside|second job|other job|extra job|freelanc|on the|exclusiv|entrepreneur|open[- ]source|upstream|maintain|fractional|interim|shared|on-demand|part[- ]time|four|4|three|days?|half|job[- ]shar|hours|week|compressed|probation|trial|what (?:you|they|people|staff|engineers)/,
)

export function findEngagement(unit: Unit, doc: Document): Draft[] {
  const forms = formsIn(unit)
  const [form] = forms
  if (!form || has(unit, ELIGIBILITY)) return []
  // "added support for part-time schedules to its software": what a product can do.
  if (
    /\b(?:support|features?|software|tools?|apps?|modules?|templates?|scheduling) (?:for|that|which|to) [^;]{0,30}$/.test(
      unit.lower.slice(0, form.at),
    )
  )
    return []
  const verb = find(unit, OFFER)
  const cue = verb && verb.index < form.at ? verb.index : form.at
  const stance = stanceOf(unit, cue, { canBeCancelled: false, mayHaveTerms: true })
  if (stance.kind === 'none') return []
  // "starts as a contract with the option to convert": the role's own sentence, of the company the text is about.
  const company =
    subjectBefore(unit, cue) ??
    companyBehind(unit, cue, /\b(?:at|of) $/i) ??
    firstSubject(unit) ??
    companyAfter(unit, cue, /\b(?:at|of|with|for) $/) ??
    staffOf(unit)
  const advert = !verb && / \| /.test(unit.text) && isPosting(doc)
  if (!company || !(verb || advert)) return []
  const drafts: Draft[] = []
  for (const f of forms) {
    const attributes: EngagementAttributes = { form: f.form, kind: 'offered' }
    const sources = sourcesIn(unit.text)
    if (sources.length > 0) attributes.sources = sources
    const date = dateNear(unit, cue)
    const future = Boolean(date?.first && doc.published && date.first > doc.published)
    drafts.push({
      type: 'engagement',
      attributes,
      company,
      occurredOn: date && !(future && stance.status === 'completed' && !AHEAD.test(unit.lower)) ? date.label : null,
      // "may spend a day a week on" is leave, not doubt.
      status:
        stance.status === 'reported' && /\b(?:may|can|could)\b/.test(unit.lower) && stance.rule === 'reported'
          ? 'completed'
          : stance.status === 'completed' &&
              AHEAD.test(verb && verb.index > f.at ? unit.lower : unit.lower.slice(0, f.at))
            ? 'planned'
            : stance.status,
      roles: [...unit.roles],
      direction: CEASE.test(unit.lower.slice(0, f.at)) ? -1 : stance.status === 'denied' ? 0 : 1,
      magnitude: null,
      confidence: 0.8,
      fired: [
        firedOn(unit, `engagement.${f.form}`, f.at, f.end),
        firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
      ],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: f.form,
    })
  }
  return drafts
}

/** "Contractors can convert to full-time …" behind a sentence on Acme: those of Acme. */
const staffOf = (unit: Unit): Unit['salient'] =>
  unit.companies.length === 0 &&
  /^(?:contractors|staff|employees|engineers|interns|apprentices|those|technicians|developers|freelancers)\b/.test(
    unit.lower,
  )
    ? unit.salient
    : null

function formsIn(unit: Unit): { form: EngagementForm; at: number; end: number }[] {
  if (!FORMS.some(([, c]) => mayHave(unit, c)) || !has(unit, ANY_FORM)) return []
  return FORMS.flatMap(([form, pattern]) => {
    const m = find(unit, pattern)
    return m ? [{ form, at: m.index, end: m.index + m[0].length }] : []
  })
}

/**
 * A trend that a document reports, with no company. Once it has reported one, what it recommends to employers belongs to
 * the same story ("consider co-op programs, internships"): told as `recommended`, never as a company's offer. Advice with
 * no reported trend is no signal.
 */
export function findEngagementTrends(doc: Document): Draft[] {
  type Row = {
    kind: 'trend' | 'recommended'
    evidence: { start: number; end: number }[]
    sources: Set<string>
    fired: Fired[]
  }
  const rows = new Map<EngagementForm, Row>()
  const trend = doc.units.some((u) => has(u, TREND) && formsIn(u).length > 0 && subjectIsField(u) && !isAdvice(u))
  if (!trend) return []
  for (const u of doc.units) {
    const forms = formsIn(u)
    if (forms.length === 0 || /\?\s*$/.test(u.lower) || has(u, ELIGIBILITY) || !subjectIsField(u)) continue
    const recommended = isAdvice(u) && !has(u, TREND)
    // Advice to the reader on an own side project is not a form of engagement that anyone offers.
    if (
      recommended &&
      !/^(?:[-•*]\s*)?(?:offer|create|encourage|provide|consider|support|introduce|design|sponsor|build|fund)\b/i.test(
        u.text,
      )
    )
      continue
    for (const { form, at, end } of forms) {
      const row: Row = rows.get(form) ?? {
        kind: recommended ? 'recommended' : 'trend',
        evidence: [],
        sources: new Set(),
        fired: [],
      }
      if (!recommended) row.kind = 'trend'
      row.evidence.push({ start: u.start, end: u.end })
      row.fired.push(firedOn(u, recommended ? 'engagement.recommended' : 'engagement.trend', at, end))
      for (const s of sourcesIn(u.text)) row.sources.add(s)
      rows.set(form, row)
    }
  }
  return [...rows].map(([form, row]): Draft => {
    const attributes: EngagementAttributes = { form, kind: row.kind }
    if (row.sources.size > 0) attributes.sources = [...row.sources]
    const text = row.evidence.map((e) => doc.text.slice(e.start, e.end)).join(' ')
    return {
      type: 'engagement',
      attributes,
      company: null,
      occurredOn: null,
      status: 'reported',
      roles: rolesInText(text),
      direction: 1,
      magnitude: null,
      confidence: row.kind === 'trend' ? 0.7 : 0.55,
      fired: row.fired,
      evidence: row.evidence,
      discriminator: form,
    }
  })
}

const subjectIsField = (unit: Unit): boolean => !unit.companies.some((c) => c.start < 4)
