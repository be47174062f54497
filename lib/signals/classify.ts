import { type SkillSlug, skillsIn } from './skills'
import type { EmploymentType, InfraRoleSlug, RoleSlug, Seniority, WorkMode } from './taxonomy'
import { ROLES } from './taxonomy'
import { DATA_CENTER, GENERIC_HEAD, NOT_INFRA_HEAD, NOT_INFRA_TAIL, PLANT_TRADES, TITLE_RULES } from './titleRules'
import { inEnglish } from './titleWords'

export type TitleClass = {
  category: RoleSlug
  /** 0..1; a floor of 0.3 says "nothing better known", never that the opposite is likelier. */
  confidence: number
  seniority: Seniority
  skills: SkillSlug[]
  /** null: neither title nor description says. */
  employmentType: EmploymentType | null
  workMode: WorkMode | null
  /** The rules that decided, in the order in which they fired. */
  rules: string[]
}

const REQUISITION = /\[[^\]]*\d[^\]]*\]|\((?:r|req|jr|job|id)[-# ]?\d+\)|\b(?:req|jr|r)[-#]?\d{3,}\b|#\d{3,}/gi
const HEAD_END = /,|\(|\||–|—|:|;| - | -(?=\w)|(?<=\w)- /

/**
 * What a job is, from its title and, where the title is generic, its description. Pure; 100,000 titles a second and more.
 * A title that fits none of the nine roles is `other`: nothing is forced.
 */
export function classifyTitle(title: string, description?: string): TitleClass {
  const lower = title
    .toLowerCase()
    .replace(REQUISITION, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[’']/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
  const cut = lower.search(HEAD_END)
  // A title may open with a bracket or a dash ("(Senior) Backend Engineer"): then all of it is the head.
  const head = cut > 3 ? lower.slice(0, cut).trim() : lower
  const rules: string[] = []
  const { category, confidence } = categoryOf(inEnglish(lower), inEnglish(head), description, rules)
  const skills = skillsIn(title)
  if (description) for (const s of skillsIn(description, { prose: true })) if (!skills.includes(s)) skills.push(s)
  return {
    category,
    confidence,
    seniority: seniorityOf(lower, rules),
    skills,
    employmentType: employmentTypeOf(lower, description),
    workMode: workModeOf(lower, description),
    rules,
  }
}

function categoryOf(
  lower: string,
  head: string,
  description: string | undefined,
  rules: string[],
): { category: RoleSlug; confidence: number } {
  if (NOT_INFRA_HEAD.test(DATA_CENTER.test(lower) ? head.replace(PLANT_TRADES, ' ') : head)) {
    rules.push('other.occupation')
    return { category: 'other', confidence: 0.93 }
  }
  const tailVeto = head.length < lower.length && NOT_INFRA_TAIL.test(lower.slice(head.length))
  // Behind a veto in the tail only the parts that it does not touch can still decide.
  const kept = tailVeto ? keptParts(lower, head) : lower
  for (const rule of TITLE_RULES) {
    const text = rule.where === 'head' ? head : kept
    if (!rule.matches.test(text) || rule.unless?.test(lower)) continue
    rules.push(rule.name)
    const inHead = text === head || rule.matches.test(head)
    return { category: rule.role, confidence: round(inHead ? rule.confidence : rule.confidence - 0.1) }
  }
  if (tailVeto) {
    rules.push('other.subject')
    return { category: 'other', confidence: 0.85 }
  }
  const hint = description && GENERIC_HEAD.test(head) ? roleBySkills(skillsIn(description, { prose: true })) : null
  if (hint) {
    rules.push('description.skills')
    return { category: hint, confidence: 0.45 }
  }
  rules.push('other.no-rule')
  return { category: 'other', confidence: /\bengineer|\bdeveloper/.test(lower) ? 0.6 : 0.75 }
}

function keptParts(lower: string, head: string): string {
  const tail = lower.slice(head.length).split(/,| - |\||–|—|;/)
  return [head, ...tail.filter((part) => !NOT_INFRA_TAIL.test(part))].join(' ')
}

const round = (x: number): number => Math.round(x * 100) / 100

/** Four skills typical of one role, and two more than of any other, speak for that role. */
function roleBySkills(skills: readonly SkillSlug[]): InfraRoleSlug | null {
  let best: InfraRoleSlug | null = null
  let bestN = 0
  let secondN = 0
  for (const role of ROLES) {
    if (role.slug === 'other') continue
    const n = role.skills.filter((s) => skills.includes(s)).length
    if (n > bestN) {
      secondN = bestN
      bestN = n
      best = role.slug
    } else if (n > secondN) secondN = n
  }
  return bestN >= 4 && bestN - secondN >= 2 ? best : null
}

const INTERN =
  /\b(?:interns?|internships?|co-?op|trainee|working student|werkstudent|summer analyst|student (?:researcher|assistant|worker|position|trainee|engineer)|stagiaire|praktikant(?:in)?|praktikum|alternance|becari[oa])\b/
const DIRECTOR =
  /\b(?:directors?|vp|svp|evp|vice president|head of|chief \w+(?: \w+)? officer|ciso|general manager|global head|head,)\b|^head\b|\bdir\. |^(?:ceo|cto|cfo|coo|cio)\b/
const STAFF =
  /\b(?:staff\+?(?=$|[ ,/+)])|principal|distinguished|(?:^|senior |technical |engineering |design )fellow\b|sr\.? staff)/
const NOT_STAFF =
  /\b(?:member of (?:the )?technical staff|mts|support staff|staff (?:accountant|nurse|attorney|writer|assistant|writer)|chief of staff|principal (?:accountant|associate))\b/g
const SENIOR = /\b(?:senior|sr|snr|sen\.|lead|leader|expert|tech lead|experienced)\b/
const MANAGER = /\b(?:managers?|mgr|management lead|supervisor|superintendent|foreman)\b/
const NOT_MANAGER = /\b(?:associate|assistant|junior) (?:\w+ )?manager\b/
/** What managers are taught, or who helps them, is no manager. */
const FOR_MANAGERS =
  /\bmanagers? (?:development|training|enablement|effectiveness)\b|\bassistant to (?:the )?\w+ manager\b/g
const JUNIOR =
  /\b(?:junior|jr|entry[- ]level|entry|graduates?|grads?|new college|early career|apprentice|apprenticeship|associate(?! (?:director|general|vp|vice|principal|partner))|l[12])\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|associate|sre|swe) (?:i|1)\b|[a-z)] i(?=$|,| - | \(|:)/
const LEVEL_2 =
  /\b(?:ii|intermediate|mid[- ]?(?:level|senior)?|l3)\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|sre|swe) 2\b|[a-z]{3} 2$/
const LEVEL_3 =
  /\b(?:iii|iv|l[45])\b|\b(?:engineer|developer|technician|analyst|scientist|administrator|specialist|sre|swe) [34]\b/
const LEVEL_5 = /\b(?:vi?|l[67])\b$|\b(?:engineer|developer) v\b/

/** "Technician I/II/III" is open to all of them and so names no level. */
const LEVEL_RANGE = /\b(?:i{1,3}|iv)(?:\/(?:i{1,3}|iv|v))+\b/g

/** The level that a title names. "Senior Manager" is a manager, "Senior Product Manager" a senior; `unknown` where none is named. */
function seniorityOf(lowerTitle: string, rules: string[] = []): Seniority {
  const t = lowerTitle
    .replace(/\[[^\]]*\d[^\]]*\]/g, ' ')
    .replace(NOT_STAFF, ' ')
    .replace(LEVEL_RANGE, ' ')
    .replace(FOR_MANAGERS, ' ')
  const [level, rule] = levelOf(t)
  rules.push(`seniority.${rule}`)
  return level
}

function levelOf(t: string): [Seniority, string] {
  if (INTERN.test(t)) return ['intern', 'intern']
  if (DIRECTOR.test(t) && !/\b(?:assistant|asst|associate) to\b|\bcoo group\b/.test(t)) return ['director', 'director']
  if (MANAGER.test(t)) {
    if (NOT_MANAGER.test(t)) return ['junior', 'associate-manager']
    if (
      /\b(?:senior|sr\.?|lead|principal|staff|group) (?:\w+ ){0,3}?(?:product|program|project|account|success|marketing|partner|engagement|community|relationship|campaign|channel) (?:\w+ )?managers?\b/.test(
        t,
      )
    ) {
      if (/\b(?:principal|staff)\b/.test(t)) return ['staff', 'principal-manager']
      if (/\bgroup\b/.test(t)) return ['manager', 'manager']
      return ['senior', 'senior-manager-of-things']
    }
    if (/\bassociate\b/.test(t)) return ['junior', 'associate']
    return ['manager', 'manager']
  }
  if (STAFF.test(t)) return /\bsenior\/staff|senior or staff\b/.test(t) ? ['senior', 'senior'] : ['staff', 'staff']
  if (SENIOR.test(t)) return ['senior', 'senior']
  if (LEVEL_3.test(t)) return ['senior', 'iii']
  if (LEVEL_2.test(t)) return ['mid', 'ii']
  if (LEVEL_5.test(t)) return ['staff', 'v']
  if (JUNIOR.test(t)) return ['junior', 'junior']
  return ['unknown', 'none']
}

function employmentTypeOf(title: string, description?: string): EmploymentType | null {
  if (INTERN.test(title)) return 'internship'
  if (/\bpart[- ]time\b/.test(title)) return 'part-time'
  if (
    /\b(?:contract|contractor|freelance|c2h|contract-to-hire|fixed[- ]term)\b/.test(title) &&
    !/\b(?:smart contract|contracts? (?:manager|administrator|counsel|specialist))\b/.test(title)
  )
    return 'contract'
  if (/\b(?:temporary|temp|seasonal)\b/.test(title)) return 'temporary'
  if (/\bfull[- ]time\b/.test(title)) return 'full-time'
  if (!description) return null
  const said = /\b(?:employment|job|position) type:?\s*(full|part)[- ]time|\bthis is a (full|part)[- ]time\b/i.exec(
    description,
  )
  const which = (said?.[1] ?? said?.[2])?.toLowerCase()
  if (which === 'full') return 'full-time'
  if (which === 'part') return 'part-time'
  return /\b(?:this is a|\d+[- ]month) contract\b/i.test(description) ? 'contract' : null
}

function workModeOf(title: string, description?: string): WorkMode | null {
  const of = (text: string): WorkMode | null => {
    if (/\bhybrid\b/.test(text)) return 'hybrid'
    if (/\b(?:not (?:a )?remote|on-?site|in[- ]office|in person)\b/.test(text)) return 'onsite'
    return /\bremote(?:ly)?\b/.test(text) ? 'remote' : null
  }
  return of(title) ?? (description ? of(description.toLowerCase()) : null)
}
