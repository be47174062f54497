import { companyAfter, companyBehind, type Document, dateNear, sourcesIn, subjectBefore, type Unit } from '../document'
import { firedOn } from '../fired'
import { stanceOf } from '../modality'
import { type MoneyMention, toMajor } from '../money'
import { rolesInText } from '../taxonomy'
import type { CompensationAttributes, Draft } from '../types'

const PERIODS: readonly (readonly [NonNullable<CompensationAttributes['payPeriod']>, RegExp])[] = [
  ['hour', /\b(?:an|per|a|each|every) hour\b|\/ ?(?:hr|hour|h)\b|\bhourly\b/],
  ['day', /\b(?:a|per) day\b|\bdaily rate\b|\bday rate\b|\/ ?day\b/],
  ['month', /\b(?:a|per|each) month\b|\bmonthly\b|\/ ?(?:mo|month)\b/],
  ['year', /\b(?:a|per|each) (?:year|annum)\b|\bannual(?:ly)?\b|\/ ?(?:yr|year)\b|\byearly\b/],
]
const PAY =
  /\b(?:pay(?:s|ing)?|paid|salar(?:y|ies)|compensation|wages?|base (?:pay|range)|earn(?:s|ed|ing)?|total comp|rate of|day rate|hourly rate|remuneration|offers? between|starts? at|starting at|stipends?|bonus(?:es)?)\b/
const NOT_PAY =
  /\b(?:fine|settle\w*|rent|lease|power|electricity|dividend|for the (?:company|acquisition)|subscription|per (?:gpu|token|mw|share|gpu-hour)|gpu[- ]hours?|customers? pay|tuition|taxes|(?:pays|paying|to pay|will pay|would pay|helps? pay) for|pay(?:s|ing)? (?:down|off|back))\b/
const WORK =
  /\b(?:engineers?|technicians?|staff|employees|workers|roles?|salar(?:y|ies)|wages?|jobs?|shifts?|positions?|posts?|interns?|developers?|managers?|analysts?|operators?|apprentices|contractors?|hires|electricians?|researchers?|base pay|pay range|pay band|compensation|an hour)\b/
const RAISE =
  /\b(?:rais(?:e|es|ed|ing)|lift(?:s|ed)?|increas(?:e|es|ed|ing)|boost(?:s|ed)?|cut(?:s)?|lower(?:s|ed)?|reduc(?:e|es|ed)) (?:the |its |their )?(?:\w+[- ]){0,3}?(?:pay|salar(?:y|ies)|wages|compensation|base pay)\b[^.;]{0,40}?\bby (\d+(?:\.\d+)?) ?(?:%|per ?cent)/
const RISE =
  /\b(?:pay|salar(?:y|ies)|wages|compensation)\b[^.;]{0,40}?\b(?:ros?e|risen|up|grew|increased|climbed|jumped|fell|dropped|down)\b(?: by)? (?:about |nearly |roughly )?(\d+(?:\.\d+)?) ?(?:%|per ?cent)/

const OF_THE_FIELD =
  /\b(?:on average|averaged?|median|typical(?:ly)?|surveys?|(?:across|in) (?:the|this) (?:industry|sector|field|market|country)|nationwide|nationally|industry[- ]wide|commonly|most (?:employers|companies)|the going rate|bureau of labor)\b/
const PAY_FIRST =
  /^(?:the |its |their |our |total |annual |expected |current )*(?:base |target |starting |cash |yearly |hourly |monthly |daily |gross |full |new )*(?:pay|salary|salaries|compensation|wages?|range|rate|package|remuneration|base|stipend|role|job|position|post|contract)\b/
const JOB =
  /\b(?:hir\w+|recruit\w*|looking for|seek\w*|role|job|position|opening|vacanc\w+|post(?:ing|ed|s)?|applicants?|candidates?|apply|interns?\w*|apprentices?)\b/

/** "Base pay is …", or a sentence right behind one on the company's jobs: of the company that the text is about. */
function ofTheRole(unit: Unit, doc: Document): boolean {
  if (OF_THE_FIELD.test(unit.lower)) return false
  if (PAY_FIRST.test(unit.lower)) return true
  const before = doc.units[doc.units.indexOf(unit) - 1]
  // A subject of its own ("Data center technicians earn …") is not what the sentence before was about.
  return (
    before !== undefined && JOB.test(before.lower) && !/^[A-Z][\w ]{0,40}? (?:earn|make|are paid|get)\b/.test(unit.text)
  )
}

/** What a company pays for a job, and changes of it. With `company` null: what a survey says that a field pays. */
export function findCompensation(unit: Unit, doc: Document): Draft[] {
  const cue =
    PAY.exec(unit.lower) ??
    // "a freelance network architect at £650 a day", "the night shift at $41 an hour": the period stands for the word.
    (unit.money.length > 0 && (rolesInText(unit.text).length > 0 || /\bshift\b/.test(unit.lower))
      ? /\b(?:advertis|offer|post|list|look|seek|hir)\w*\b[^.;]*\b(?:an|per|a) (?:hour|day|month|year)\b/.exec(
          unit.lower,
        )
      : null)
  if (!cue) return []
  const change = RAISE.exec(unit.lower) ?? RISE.exec(unit.lower)
  const pay = NOT_PAY.test(unit.lower) ? null : payIn(unit)
  if (!pay && !change) return []
  const at = Math.min(cue.index, change?.index ?? cue.index)
  const stance = stanceOf(unit, at, { canBeCancelled: false })
  if (stance.kind === 'none') return []
  const company =
    companyBehind(unit, at, /\b(?:at|of|with|for) $/i) ??
    companyAfter(unit, at, /\b(?:at|with) $/) ??
    subjectBefore(unit, at) ??
    subjectBefore(unit, pay?.at ?? at) ??
    (ofTheRole(unit, doc) ? unit.salient : null)
  // With no company it is the pay of a field: told as such ("on average", "a survey found"), or it is nothing.
  if (!company && !(pay && OF_THE_FIELD.test(unit.lower) && rolesInText(unit.text).length > 0)) return []
  const attributes: CompensationAttributes = {}
  if (pay) Object.assign(attributes, pay.attributes)
  if (change?.[1])
    attributes.percent = Number(change[1]) * (/\b(?:cut|lower|reduc|fell|dropped|down)/.test(change[0]) ? -1 : 1)
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
      roles: rolesInText(unit.text),
      direction: (attributes.percent ?? 0) < 0 ? -1 : change ? 1 : 0,
      magnitude: attributes.payMax ?? attributes.payMin ?? attributes.percent ?? null,
      confidence: 0.8,
      fired: [
        firedOn(
          unit,
          change ? 'compensation.change' : 'compensation.range',
          Math.min(at, pay?.at ?? at),
          Math.max(cue.index + cue[0].length, change ? change.index + change[0].length : 0, pay?.end ?? 0),
        ),
        firedOn(unit, `stance.${stance.rule}`, stance.start, stance.end),
      ],
      evidence: [{ start: unit.start, end: unit.end }],
      discriminator: rolesInText(unit.text).join('+') || 'pay',
    },
  ]
}

function payIn(unit: Unit): { attributes: CompensationAttributes; at: number; end: number } | null {
  const amounts = unit.money.filter((m) => plausible(m))
  const first = amounts[0]
  if (!first) return null
  const rest = unit.lower.slice(first.start)
  const payPeriod = PERIODS.find(([, p]) => p.test(rest))?.[0] ?? PERIODS.find(([, p]) => p.test(unit.lower))?.[0]
  const min = toMajor(first.minor, first.currency)
  if (!WORK.test(unit.lower) && rolesInText(unit.text).length === 0) return null
  if (payPeriod && !isWage(min, payPeriod)) return null
  // Without a period only a word of salary makes a yearly sum of it.
  if (
    !payPeriod &&
    !(min >= 15_000 && /\b(?:salar(?:y|ies)|base|compensation|pays?|paid|earns?|earned)\b/.test(unit.lower))
  )
    return null
  const second = amounts[1]
  const isPair = second && second.start - first.end < 12 && second.currency === first.currency
  const max = first.maxMinor ?? (isPair ? second.minor : null)
  const attributes: CompensationAttributes = { payMin: min, currency: first.currency, payPeriod: payPeriod ?? 'year' }
  if (max !== null) attributes.payMax = toMajor(max, first.currency)
  else if (first.is === 'up-to') {
    attributes.payMax = min
    delete attributes.payMin
  }
  return { attributes, at: first.start, end: isPair && second ? second.end : first.end }
}

/** What customers pay by the month is no wage. */
const isWage = (amount: number, period: NonNullable<CompensationAttributes['payPeriod']>): boolean =>
  amount >= { hour: 5, day: 40, month: 400, year: 8000 }[period]

/** No one is paid ten million: that is a deal. */
const plausible = (m: MoneyMention): boolean =>
  toMajor(m.minor, m.currency) < (m.currency === 'JPY' || m.currency === 'KRW' || m.currency === 'INR' ? 1e9 : 1e7)
