import { cue, has } from '../cues'
import type { Document, Unit } from '../document'

export type PayChange = {
  /** In percent of the pay before: 8 for a rise of 8 %, -10 for a cut of 10 %, 0 for a freeze; null where no figure is told. */
  readonly percent: number | null
  readonly direction: -1 | 0 | 1
  readonly at: number
  readonly end: number
}

const PAY_NOUN = String.raw`(?:pay|salar(?:y|ies)|wages?|compensation|base pay|remuneration|hourly rates?|bonus(?:es)?)`
const PCT = String.raw`(\d+(?:\.\d+)?) ?(?:%|per ?cent)`
const ABOUT = String.raw`(?:about |around |nearly |almost |roughly |some |an average of |an? |up to |more than |at least )*`
const UP = String.raw`rais(?:e|es|ed|ing)|lift(?:s|ed|ing)?|increas(?:e|es|ed|ing)|boost(?:s|ed|ing)?|bump(?:s|ed|ing)?|hik(?:e|es|ed|ing)|put(?:s|ting)? up`
const DOWN = String.raw`cut(?:s|ting)?|lower(?:s|ed|ing)?|reduc(?:e|es|ed|ing)|slash(?:es|ed|ing)?|trim(?:s|med|ming)?|dock(?:s|ed)?`
const MOVED = String.raw`ros?e|rises?|risen|up|grew|grow|grown|increas(?:e|ed|es)|climbed|jumped|raised|lifted|bumped|fell|fallen|drop(?:s|ped)?|down|cut|reduced|lowered|slashed|trimmed`
const RISE = String.raw`(?:rises?|raises?|increases?|hikes?|uplifts?|bumps?|boosts?|awards?|settlement|cuts?|reductions?|decreases?)`

const OF_PAY = cue(/pay|salar|wage|compensation|remuner|rates?\b|bonus|raise|rise/)

const CHANGES: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:${UP}|${DOWN}) (?:[\w’'-]+ ){0,5}?${PAY_NOUN}\b[^;]{0,50}?\b(?:by |of )?${ABOUT}${PCT}`),
  new RegExp(String.raw`\b${PAY_NOUN}\b[^;]{0,50}?\b(?:${MOVED})(?: by)? ${ABOUT}${PCT}`),
  new RegExp(String.raw`${PCT}[- ](?:[\w-]+ ){0,2}?${PAY_NOUN}[- ]${RISE}\b`),
  new RegExp(String.raw`${PCT} (?:raise|rise|increase|cut) (?:in|to|of) (?:[\w’'-]+ ){0,3}?${PAY_NOUN}\b`),
  new RegExp(
    String.raw`\b${PAY_NOUN}[- ](?:deal|agreement|${RISE})\b[^;]{0,24}?\b(?:of|worth|by|giving)? ?${ABOUT}${PCT}`,
  ),
]
/** "a rise of 4.5 per cent", "an 8% raise": of pay only where the text is on pay. */
const LOOSE: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:raise|rise|increase|pay cut|cut)s? of ${ABOUT}${PCT}`),
  new RegExp(String.raw`${PCT} (?:raise|pay rise|rise)\b`),
]
const ON_PAY = /\b(?:pay|wages?|salar(?:y|ies)|raises?|collective agreement|works council|union|verdi|ig metall)\b/
const STAFF = /\b(?:staff|employees|workers|engineers|technicians|union|team|everyone|verdi)\b/
const FROZEN =
  /\b(?:fr(?:eez(?:e|es|ing)|oze|ozen) (?:(?:its|all|the|their|executive|base|staff|annual) )*(?:pay|salaries|wages|bonuses)|(?:pay|salary|wage) freeze|no (?:annual |pay |salary |wage |across-the-board )*(?:rises?|raises?|pay increases?)\b|(?:salaries|pay|wages) (?:would|will|are to|is to) (?:stay|remain) (?:where they are|unchanged|flat|frozen))/
const NO_BONUS =
  /\b(?:cut(?:s|ting)?|reduc(?:e|es|ed|ing)|trim(?:s|med|ming)?|slash(?:es|ed|ing)?|scrap(?:s|ped|ping)?|cancel(?:s|led|ed)?|eliminat(?:es|ed)|withh(?:eld|olds)|suspend(?:s|ed)?|drop(?:s|ped)|axe[sd]?) (?:its |the |all |their )?(?:[\w-]+ )?bonus(?:es)?\b/

/** A change of pay in percent that a sentence tells; null where there is none. Prices and staff are not pay. */
export function changeOfPay(unit: Unit, doc: Document): PayChange | null {
  const { lower } = unit
  if (!has(unit, OF_PAY)) return null
  if (/%|per ?cent/.test(lower))
    for (const pattern of CHANGES) {
      const found = read(lower, pattern)
      if (found) return found
    }
  if (STAFF.test(lower) && ON_PAY.test(`${lower} ${doc.title.toLowerCase()}`)) {
    for (const pattern of LOOSE) {
      const found = read(lower, pattern)
      if (found) return found
    }
  }
  const frozen = FROZEN.exec(lower)
  if (frozen) return { percent: 0, direction: -1, at: frozen.index, end: frozen.index + frozen[0].length }
  const none = NO_BONUS.exec(lower)
  return none ? { percent: null, direction: -1, at: none.index, end: none.index + none[0].length } : null
}

function read(lower: string, pattern: RegExp): PayChange | null {
  const m = pattern.exec(lower)
  if (!m?.[1]) return null
  // Of the whole phrase: the verb may stand before the noun or behind it.
  const down = /\b(?:cut|cuts|cutting|lower|reduc|slash|trim|fell|fallen|drop|down\b|decreas|dock)/.test(m[0])
  return { percent: Number(m[1]) * (down ? -1 : 1), direction: down ? -1 : 1, at: m.index, end: m.index + m[0].length }
}
