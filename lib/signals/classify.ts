import { employmentTypeInText, employmentTypeInTitle, workModeInText, workModeInTitle } from './postingText/terms'
import { seniorityOf } from './seniority'
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

const REQUISITION = /\[[^[\]]*\d[^[\]]*\]|\((?:r|req|jr|job|id)[-# ]?\d+\)|\b(?:req|jr|r)[-#]?\d{3,}\b|#\d{3,}/gi
/** A tail that names work on a product: what its text says of tools makes it no work on infrastructure. */
const PRODUCT_TAIL = /\b(?:full[- ]?stack|front[- ]?end|back[- ]?end|product|mobile|growth|consumer|web)\b/
/** What stands behind this is no title any more: a megabyte in its place costs no time. */
const LONGEST_TITLE = 500
const HEAD_END = /,|\(|\||–|—|:|;| - | -(?=\w)|(?<=\w)- /

/**
 * What a job is, from its title and, where the title is generic, its description. Pure; 20,000 titles a second and more.
 * A title that fits none of the nine roles is `other`: nothing is forced.
 */
export function classifyTitle(title: string, description?: string): TitleClass {
  const { lower, head } = normalised(title)
  const { category, confidence, rule } = categoryOf(inEnglish(lower), inEnglish(head), description)
  const skills = skillsIn(title)
  if (description) for (const s of skillsIn(description, { prose: true })) if (!skills.includes(s)) skills.push(s)
  const { level, rule: levelRule } = seniorityOf(lower)
  return {
    category,
    confidence,
    seniority: level,
    skills,
    employmentType:
      (employmentTypeInTitle(title) ?? (description ? employmentTypeInText(description) : null))?.value ?? null,
    workMode: (workModeInTitle(title) ?? (description ? workModeInText(description) : null))?.value ?? null,
    rules: [rule, `seniority.${levelRule}`],
  }
}

/**
 * The words of a title that its role and its level rest on, as they are in lower case after numbers of requisitions are
 * taken out and other languages put into English; null where no words decided (`other` for want of any, no level).
 */
export function decidingWords(title: string): { category: string | null; seniority: string | null } {
  const { lower, head } = normalised(title)
  const { pattern, text } = categoryOf(inEnglish(lower), inEnglish(head), undefined)
  const level = seniorityOf(lower).pattern
  return {
    category: pattern?.exec(text)?.[0].trim() ?? null,
    seniority: level?.exec(lower)?.[0].trim() ?? null,
  }
}

/** A title in lower case without what says nothing, and its head: what stands before the first comma, dash, bar or bracket. */
function normalised(title: string): { lower: string; head: string } {
  const lower = title
    .slice(0, LONGEST_TITLE)
    .toLowerCase()
    .replace(REQUISITION, ' ')
    .replace(/&amp;/g, '&')
    .replace(/[’']/g, "'")
    .replace(/\s+/g, ' ')
    .trim()
  const cut = lower.search(HEAD_END)
  // A title may open with a bracket or a dash ("(Senior) Backend Engineer"): then all of it is the head.
  return { lower, head: cut > 3 ? lower.slice(0, cut).trim() : lower }
}

type Decided = {
  category: RoleSlug
  confidence: number
  rule: string
  /** What fired, and the text that it fired on; null where nothing did. */
  pattern: RegExp | null
  text: string
}

function categoryOf(lower: string, head: string, description: string | undefined): Decided {
  if (NOT_INFRA_HEAD.test(DATA_CENTER.test(lower) ? head.replace(PLANT_TRADES, ' ') : head))
    return { category: 'other', confidence: 0.93, rule: 'other.occupation', pattern: NOT_INFRA_HEAD, text: head }
  const tail = lower.slice(head.length)
  const tailVeto = head.length < lower.length && NOT_INFRA_TAIL.test(tail)
  // Behind a veto in the tail only the parts that it does not touch can still decide.
  const kept = tailVeto ? keptParts(lower, head) : lower
  for (const { where, matches, unless, name, role, confidence } of TITLE_RULES) {
    const text = where === 'head' ? head : kept
    if (!matches.test(text) || unless?.test(lower)) continue
    const inHead = text === head || matches.test(head)
    return {
      category: role,
      confidence: round(inHead ? confidence : confidence - 0.1),
      rule: name,
      pattern: matches,
      text,
    }
  }
  if (tailVeto)
    return { category: 'other', confidence: 0.85, rule: 'other.subject', pattern: NOT_INFRA_TAIL, text: tail }
  const isOpen = description && GENERIC_HEAD.test(head) && !PRODUCT_TAIL.test(tail)
  const hint = isOpen ? roleBySkills(skillsIn(description, { prose: true })) : null
  if (hint) return { category: hint, confidence: 0.45, rule: 'description.skills', pattern: null, text: '' }
  const isTechnical = /\bengineer|\bdeveloper/.test(lower)
  return { category: 'other', confidence: isTechnical ? 0.6 : 0.75, rule: 'other.no-rule', pattern: null, text: '' }
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
