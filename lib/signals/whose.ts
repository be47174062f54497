import type { CompanyMention } from './companies'
import { isFinancier, type Subject, type Unit } from './document'

/** Who measures, judges or reports is not who does it. */
const OBSERVER =
  /\b(?:according to|analysts? (?:at|from|with)|economists? (?:at|from)|(?:survey|report|study|data|figures|estimates?|research|poll|index|tally) (?:by|from|of)|unlike|than|like|such as|including|rivals?|competitors?|(?:formerly|previously|once) (?:at|of)|left|from|against|versus|alongside|known as|called|ex|sued|versus) (?:the )?$/i
const OBSERVES =
  /^(?:['’]s)? (?:analysts?|survey|report|study|data|figures|estimates?|index|tracker|research|poll|forecasts?|projects that|estimates|estimated|predicts?|expects (?:global|worldwide|demand)|found|surveyed)\b/
const INSTITUTE =
  /\b(?:Institute|Association|Agency|Society|Foundation|Research|Federation|Chamber|Alliance|Index|Survey|Office|Union|Unions|Labou?r|Federation|Board|Authority|Department|Employees|Workers)$/

/**
 * Whose an event is where nobody stands before its verb as the subject: the one company that the sentence names, in whatever
 * place, or, where it names none, the one that the text was last about. null: several could be meant, or an observer.
 */
export function whose(unit: Unit): Subject | null {
  const able = unit.companies.filter((c) => isAble(unit, c))
  const [first] = able
  if (first) return new Set(able.map((c) => c.name)).size === 1 ? { name: first.name, slug: first.slug } : null
  // Inside quotation marks anyone may be speaking.
  if (/["“”]/.test(unit.text) && /\b(?:we|our|us|i)\b/.test(unit.lower)) return null
  return unit.salient
}

const isAble = (unit: Unit, c: CompanyMention): boolean =>
  // "200 people will work there, according to Acme": of itself a company may tell too.
  c.name === (unit.salient ?? unit.only)?.name ||
  (!isFinancier(c.name) &&
    !INSTITUTE.test(c.name) &&
    !OBSERVER.test(unit.text.slice(Math.max(0, c.start - 40), c.start)) &&
    !OBSERVES.test(unit.text.slice(c.end, c.end + 40)))
