import { cue, has } from '../cues'
import {
  companyAfter,
  companyBehind,
  type Document,
  dateNear,
  type Subject,
  sourcesIn,
  subjectBefore,
  type Unit,
} from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { type MoneyMention, toMajor } from '../money'
import { employerOf, isPosting } from '../posting'
import type { CompensationAttributes, Draft } from '../types'
import { changeOfPay } from './payChange'

const PERIODS: readonly (readonly [NonNullable<CompensationAttributes['payPeriod']>, RegExp])[] = [
  ['hour', /\b(?:an|per|a|each|every) hour\b|\/ ?(?:hr|hour|h)\b|\bhourly\b|\bp\/h\b|\bph\b/],
  ['day', /\b(?:a|per|each) day\b|\bdaily\b|\bday rate\b|\/ ?day\b|\bp\/d\b/],
  ['month', /\b(?:a|per|each) month\b|\bmonthly\b|\/ ?(?:mo|month)\b/],
  [
    'year',
    /\b(?:a|per|each) (?:year|annum)\b|\bannual(?:ly|i[sz]ed)?\b|\/ ?(?:yr|year|annum)\b|\byearly\b|\bp\.?a\b|\bctc\b/,
  ],
]
const PAY =
  /\b(?:pay(?:s|ing)?|paid|salar(?:y|ies)|compensation|wages?|base (?:pay|range)|earn(?:s|ed|ing)?|total comp|(?:rate|floor|minimum) of|day rate|(?:hourly|daily) (?:rate|pay)|remuneration|offers? between|starts? (?:at|on)|starting at|stipends?|bonus(?:es)?|pay bands?|package|ctc|median(?: [a-z]+)? of|restricted stock|rsus?|stock (?:grants?|awards?)|equity (?:grants?|awards?)|retention (?:grants?|awards?))\b/
/** Verbs of many uses, which speak of pay only right before a wage. */
const GETS =
  /\b(?:mak(?:e|es|ing)|gets?|getting|tak(?:e|es|ing) home|(?:can |may |should )?expect|commands?|receiv(?:e|es)|start(?:s|ed)? (?:on|at)|(?:are|is|be|being|were|was) offered|gains?|fetch|fetches|draws?|offer(?:s|ed|ing)?)\b[^.;$€£¥]{0,45}$/
const NOT_PAY =
  /\b(?:fine[ds]?\b|settle\w*|rent|lease|power|electricity|dividend|for the (?:company|acquisition)|subscription|per (?:gpu|token|mw|share|gpu-hour|node|instance|seat|user|kilowatt\w*|kwh|mwh)|(?:for|on) (?:each|every|an?) (?:gpu|node|instance|accelerator|chip|h\d00|machine)\b|gpu[- ]hours?|customers? (?:pay|are charged)|tuition|taxes|(?:pays|paying|to pay|will pay|would pay|helps? pay) for|pay(?:s|ing)? (?:down|off|back)|charges? (?:[\w.$-]+ ){1,5}(?:an|per|a) (?:hour|month)|severance|unemployment benefits?)\b/
const WORK =
  /\b(?:engineers?|technicians?|staff|employees|workers|roles?|salar(?:y|ies)|wages?|jobs?|shifts?|positions?|posts?|interns?|developers?|managers?|analysts?|operators?|apprentices|contractors?|hires|electricians?|researchers?|scientists?|architects?|guards|cleaners|graduates|base pay|pay range|pay bands?|hourly rate|starting pay|pay floor|compensation|an hour|ctc)\b/
const BONUS =
  /\b(?:(?:signing|sign-on|retention|joining|welcome|relocation|referral|one-off|spot) (?:bonus(?:es)?|payments?|grants?|awards?)|on signing|one-off (?:payment )?of|restricted stock|rsus?|stock (?:grants?|awards?)|equity (?:grants?|awards?)|bonus(?:es)? of)\b/

const OF_THE_FIELD =
  /\b(?:on average|averaged?|median|typical(?:ly)?|surveys?|(?:across|in) (?:the|this) (?:industry|sector|field|market|country)|nationwide|nationally|industry[- ]wide|commonly|most (?:employers|companies)|the going rate|bureau of labor|market rates?|recruiters (?:say|said|put|report)|salary (?:guide|index|report|tracker))\b/
const PAY_FIRST =
  /^(?:the |its |their |our |total |annual |expected |current |new )*(?:base |target |starting |cash |yearly |hourly |monthly |daily |gross |full |new |minimum )*(?:pay|salary|salaries|compensation|wages?|range|rate|package|remuneration|base|stipend|role|job|position|post|contract|floor|ctc|bonus|minimum)\b/
const JOB =
  /\b(?:hir\w+|recruit\w*|looking for|seek\w*|role|job|position|opening|vacanc\w+|post(?:ing|ed|s)?|applicants?|candidates?|apply|interns?\w*|internships?|apprentices?|apprenticeships?|pay bands?|pays|salary|ads?\b)\b/
/** A line of an advert: pay and no sentence around it. */
const FIELD_LINE = /^[^;]{0,60}\d[^;]{0,70}\.?$|^[^\n]{0,80} \| /

/** "Base pay is …", or a sentence right behind one on the company's jobs: of the company that the text is about. */
function ofTheRole(unit: Unit, doc: Document): boolean {
  if (OF_THE_FIELD.test(unit.lower)) return false
  if (PAY_FIRST.test(unit.lower)) return true
  const before = doc.units[unit.index - 1]
  // A subject of its own ("Data center technicians earn …") is not what the sentence before was about.
  return (
    before !== undefined &&
    (JOB.test(before.lower) || (before.opensLine && /^(?:They|A|An|The)\b/.test(unit.text))) &&
    !/^(?!(?:They|Those)\b)[A-Z][\w ]{0,40}? (?:earn|make|are paid|get)\b/.test(unit.text)
  )
}

const OF_PAY = cue(/pay|salar|wage|compensation|remuner|bonus|rate|raise|rise/)

/** What a company pays for a job, and changes of it. With `company` null: what a survey says that a field pays. */
export function findCompensation(unit: Unit, doc: Document): Draft[] {
  if (!has(unit, OF_PAY) && unit.money.length === 0) return []
  const change = changeOfPay(unit, doc)
  const cue = cueOf(unit, doc) ?? change
  if (!cue) return []
  const pay = NOT_PAY.test(unit.lower) ? null : payIn(unit, doc)
  if (!pay && !change) return []
  const at = Math.min(cue.at, change?.at ?? cue.at, pay?.at ?? cue.at)
  const stance = stanceOf(unit, at, { canBeCancelled: false, mayHaveTerms: true })
  if (stance.kind === 'none') return []
  const company =
    companyBehind(unit, at, /\b(?:at|of|with|for) $/i) ??
    companyAfter(unit, at, /\b(?:at|with) $/) ??
    subjectBefore(unit, at) ??
    subjectBefore(unit, pay?.at ?? at) ??
    (ofTheRole(unit, doc) ? unit.salient : null) ??
    (isPosting(doc) && !OF_THE_FIELD.test(unit.lower) ? employerOf(doc) : null) ??
    (change ? firstNamed(unit) : null)
  // With no company it is the pay of a field: told as such ("on average", "a survey found"), or it is nothing.
  if (!company && !(pay && OF_THE_FIELD.test(unit.lower) && (unit.roles.length > 0 || WORK.test(unit.lower)))) return []
  const attributes: CompensationAttributes = {}
  if (pay) Object.assign(attributes, pay.attributes)
  if (change && change.percent !== null) attributes.percent = change.percent
  const sources = sourcesIn(unit.text)
  if (sources.length > 0) attributes.sources = sources
  const date = dateNear(unit, at)
  return [
    {
      type: 'compensation',
      attributes,
      company,
      occurredOn: date?.label ?? null,
      status: stance.status,
      roles: [...unit.roles],
      direction: stance.status === 'denied' ? 0 : (change?.direction ?? 1),
      magnitude: attributes.payMax ?? attributes.payMin ?? attributes.percent ?? null,
      confidence: (pay ? 0.85 : 0.75) - (company?.slug === null ? 0.05 : 0),
      fired: [
        firedOn(
          unit,
          change ? 'compensation.change' : pay?.bonus ? 'compensation.bonus' : 'compensation.range',
          Math.min(at, pay?.at ?? at),
          Math.max(cue.end, change?.end ?? 0, pay?.end ?? 0),
        ),
        firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
      ],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: unit.roles.join('+') || 'pay',
    },
  ]
}

/** The words that make a wage of an amount. */
function cueOf(unit: Unit, doc: Document): { at: number; end: number } | null {
  if (unit.money.length === 0) return null
  const pay = PAY.exec(unit.lower)
  if (pay) return { at: pay.index, end: pay.index + pay[0].length }
  const [first] = unit.money
  if (!first) return null
  const gets = GETS.exec(unit.lower.slice(0, first.start))
  const wage = PERIODS.some(([, p]) => p.test(unit.lower.slice(first.start)))
  if (gets && (wage || WORK.test(unit.lower) || unit.roles.length > 0)) return { at: gets.index, end: first.end }
  // "a freelance network architect at £650 a day", "the night shift at $41 an hour": the period stands for the word.
  if (wage && (unit.roles.length > 0 || WORK.test(unit.lower))) return { at: first.start, end: first.end }
  // "They show $118,000 at the bottom and $237,000 at the top for platform engineers", under a heading on pay.
  if (unit.roles.length > 0 && /\b(?:pay|salar\w+|wages?|earn\w*)\b/i.test(doc.title))
    return { at: first.start, end: first.end }
  // "Acme: Network Engineer, $160,000 - $210,000"
  if (first.is === 'range' && first.minor >= 2_000_000n && first.minor < 100_000_000n && unit.roles.length > 0)
    return { at: first.start, end: first.end }
  // "260 koruna per hour, and a tram pass."
  if (wage && first.start < 3) return { at: first.start, end: first.end }
  // "£68k to £82k, Manchester or remote": a line of an advert.
  return isPosting(doc) && FIELD_LINE.test(unit.text) && (wage || first.is === 'range' || first.start < 3)
    ? { at: first.start, end: first.end }
    : null
}

const firstNamed = (unit: Unit): Subject | null => {
  const [c] = unit.companies
  return c && unit.companies.length === 1 ? { name: c.name, slug: c.slug } : null
}

type PayFound = { attributes: CompensationAttributes; at: number; end: number; bonus: boolean }

function payIn(unit: Unit, doc: Document): PayFound | null {
  const amounts = unit.money.filter((m) => plausible(m, BONUS.test(unit.lower)))
  const first = amounts[0]
  if (!first) return null
  const rest = unit.lower.slice(first.start)
  const payPeriod = PERIODS.find(([, p]) => p.test(rest))?.[0] ?? PERIODS.find(([, p]) => p.test(unit.lower))?.[0]
  const min = toMajor(first.minor, first.currency)
  if (!WORK.test(unit.lower) && unit.roles.length === 0 && !isPosting(doc) && first.start > 2) return null
  if (payPeriod && !isWage(min, payPeriod)) return null
  const bonus = !payPeriod && BONUS.test(unit.lower)
  // Without a period only a word of salary makes a yearly sum of it.
  if (
    !payPeriod &&
    !bonus &&
    !(
      min >= 15_000 &&
      (/\b(?:salar(?:y|ies)|base|compensation|pays?|paid|earns?|earned|makes?|offer\w*|start(?:s|ed)? (?:at|on)|median|package|wages?|pay bands?|gets?|ctc)\b/.test(
        unit.lower,
      ) ||
        isPosting(doc) ||
        first.is === 'range' ||
        /\b(?:pay|salar\w+|wages?|earn\w*)\b/i.test(doc.title))
    )
  )
    return null
  const second = amounts[1]
  const isPair =
    second !== undefined &&
    second.currency === first.currency &&
    second.minor > first.minor &&
    /^(?: ?[-–—] ?| (?:to|and|or) |(?:,? [\w-]+){0,5} (?:to|and) (?:about |up to )?)$/.test(
      unit.lower.slice(first.end, second.start),
    )
  const max = first.maxMinor ?? (isPair ? second.minor : null)
  const attributes: CompensationAttributes = { payMin: min, currency: first.currency }
  if (!bonus) attributes.payPeriod = payPeriod ?? 'year'
  if (max !== null) attributes.payMax = toMajor(max, first.currency)
  else if (first.is === 'up-to') {
    attributes.payMax = min
    delete attributes.payMin
  }
  return { attributes, at: first.start, end: isPair ? second.end : first.end, bonus }
}

/** What customers pay by the month is no wage. */
const isWage = (amount: number, period: NonNullable<CompensationAttributes['payPeriod']>): boolean =>
  amount >= { hour: 5, day: 40, month: 400, year: 8000 }[period]

/** No one is paid ten million: that is a deal. */
const plausible = (m: MoneyMention, bonus: boolean): boolean =>
  toMajor(m.minor, m.currency) <
  (m.currency === 'JPY' || m.currency === 'KRW' || m.currency === 'INR' || m.currency === 'IDR' || m.currency === 'VND'
    ? 1e9
    : bonus
      ? 1e9
      : 1e7)
