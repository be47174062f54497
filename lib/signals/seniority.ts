import { INTERN } from './postingText/terms'
import type { Seniority } from './taxonomy'

const DIRECTOR =
  /\b(?:directors?|vp|svp|evp|vice president|head of|chief \w+(?: \w+)? officer|ciso|general manager|global head|head,)\b|^head\b|\bdir\. |^(?:ceo|cto|cfo|coo|cio)\b/
const STAFF =
  /\b(?:staff\+?(?=$|[ ,/+)])|principal|princ|distinguished|(?:^|senior |technical |engineering |design )fellow\b|sr\.? staff)/
const NOT_STAFF =
  /\b(?:member of (?:the )?technical staff|mts|support staff|staff (?:accountant|nurse|attorney|writer|assistant|writer)|chief of staff|principal (?:accountant|associate))\b/g
const SENIOR = /\b(?:senior|sr|snr|sen\.|lead|leader|expert|tech lead|experienced)\b/
const MANAGER = /\b(?:managers?|mgr|management lead|supervisor|superintendent|foreman)\b/
const NOT_MANAGER = /\b(?:associate|assistant|junior) (?:\w+ )?manager\b/
/** What managers are taught, or who helps them, is no manager. */
const FOR_MANAGERS =
  /\bmanagers? (?:development|training|enablement|effectiveness)\b|\bassistant to (?:the )?\w+ manager\b/g
const JUNIOR =
  /\b(?:junior|jr|entry[- ]level|entry|graduates?|grads?|new college|early career|apprentice|apprenticeship|associate(?! (?:director|general|vp|vice|principal|partner))|l[12])\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|associate|sre|swe) (?:i|1)\b|\blevel (?:1|i)\b|[a-z)] i(?=$|,| ?- ?| \(|:)/
const LEVEL_2 =
  /\b(?:ii|intermediate|mid[- ]?(?:level|senior)?|l3)\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|sre|swe) 2\b|[a-z]{3} 2$|\blevel (?:2|ii)\b/
const LEVEL_3 =
  /\b(?:iii|iv|l[45])\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|sre|swe) [34]\b|[a-z]{4} [34]$|\blevel (?:[34]|iii|iv)\b/
const LEVEL_5 = /\b(?:vi?|l[67])\b$|\b(?:engineer|developer) v\b/

/** "Technician I/II/III" is open to all of them and so names no level. */
const LEVEL_RANGE = /\b(?:i{1,3}|iv)(?:\/(?:i{1,3}|iv|v))+\b/g

const NOT_DIRECTOR = /\b(?:assistant|asst|associate) to\b|\bcoo group\b/
/** Who manages a product or an account manages no people: the word before tells the level. */
const MANAGER_OF_THINGS =
  /\b(?:senior|sr\.?|lead|principal|staff|group) (?:\w+ ){0,3}?(?:product|program|project|account|success|marketing|partner|engagement|community|relationship|campaign|channel) (?:\w+ )?managers?\b/

type Level = { readonly level: Seniority; readonly rule: string; readonly pattern: RegExp | null }

/**
 * The level that a lower-case title names, with the pattern that found it (null: none is named). "Senior Manager" is a
 * manager, "Senior Product Manager" a senior.
 */
export function seniorityOf(lowerTitle: string): Level {
  const t = lowerTitle
    .replace(/\[[^[\]]*\d[^[\]]*\]/g, ' ')
    .replace(NOT_STAFF, ' ')
    .replace(LEVEL_RANGE, ' ')
    .replace(FOR_MANAGERS, ' ')
  const found = (level: Seniority, rule: string, pattern: RegExp): Level => ({ level, rule, pattern })
  if (INTERN.test(t)) return found('intern', 'intern', INTERN)
  if (DIRECTOR.test(t) && !NOT_DIRECTOR.test(t)) return found('director', 'director', DIRECTOR)
  if (MANAGER.test(t)) {
    if (NOT_MANAGER.test(t)) return found('junior', 'associate-manager', NOT_MANAGER)
    if (MANAGER_OF_THINGS.test(t)) {
      if (/\b(?:principal|staff)\b/.test(t)) return found('staff', 'principal-manager', MANAGER_OF_THINGS)
      if (/\bgroup\b/.test(t)) return found('manager', 'manager', MANAGER_OF_THINGS)
      return found('senior', 'senior-manager-of-things', MANAGER_OF_THINGS)
    }
    if (/\bassociate\b/.test(t)) return found('junior', 'associate', /\bassociate\b/)
    return found('manager', 'manager', MANAGER)
  }
  if (STAFF.test(t))
    return /\bsenior\/staff|senior or staff\b/.test(t)
      ? found('senior', 'senior', SENIOR)
      : found('staff', 'staff', STAFF)
  if (SENIOR.test(t)) return found('senior', 'senior', SENIOR)
  if (LEVEL_3.test(t)) return found('senior', 'iii', LEVEL_3)
  if (LEVEL_2.test(t)) return found('mid', 'ii', LEVEL_2)
  if (LEVEL_5.test(t)) return found('staff', 'v', LEVEL_5)
  if (JUNIOR.test(t)) return found('junior', 'junior', JUNIOR)
  return { level: 'unknown', rule: 'none', pattern: null }
}
