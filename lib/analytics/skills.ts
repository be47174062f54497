import { type Day, daysBetween } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { groupBy } from './group'
import { shareRatio, wilson } from './proportion'

/** A posting whose text was read: only such a one tells which skills it names. */
export interface SkillText {
  id: string
  company: string
  role: string
  /** Slugs, each once. */
  skills: readonly string[]
  firstSeen: Day
}

/** No share, lift or distance of fewer texts. */
export const SKILL_TEXTS_MIN = 20
/** No pair of skills named together in fewer texts. */
export const PAIR_MIN = 5
/** Growth needs so many texts in each half, at companies that have some in both. */
export const SKILL_GROWTH_TEXTS = 50
const HALF_DAYS = 182

/** Said wherever skills are shown. */
export const SKILL_METHOD: readonly string[] = [
  'A skill counts once for a posting whose text names it; postings whose text was not read are left out, which is not the same as naming none.',
  'Level: share of the texts, with the 90% Wilson interval. Lift: share within the role over the share in all other texts; its interval by the logarithm (delta method, half a count added).',
  'Distance of two roles: 1 less the cosine of their shares by skill; 0 would name the same skills equally often, 1 none in common.',
]

export interface SkillLevel {
  skill: string
  count: number
  n: number
  share: number
  low: number
  high: number
}

/** In how many texts each skill is named, the most named first. */
export function skillLevels(texts: readonly SkillText[]): Enough<{ rows: SkillLevel[]; n: number }> {
  const n = texts.length
  if (n < SKILL_TEXTS_MIN) return notEnough(n, SKILL_TEXTS_MIN, 'postings with a text that was read')
  const rows = [...counts(texts)]
    .map(([skill, count]) => ({ skill, count, n, ...wilson(count, n) }))
    .sort((a, b) => b.count - a.count || (a.skill < b.skill ? -1 : 1))
  return { enough: true, rows, n }
}

export interface SkillLift {
  skill: string
  /** Texts of the role that name it, of `n`. */
  count: number
  n: number
  /** Texts of other roles that name it, of `others`. */
  elsewhere: number
  others: number
  lift: number
  low: number
  high: number
}

/** How much more often a role names each skill than all others do; ranked by the lower end. Skills that it never names are left out. */
export function skillLifts(texts: readonly SkillText[], role: string): Enough<{ rows: SkillLift[] }> {
  const mine = texts.filter((t) => t.role === role)
  const rest = texts.filter((t) => t.role !== role)
  if (mine.length < SKILL_TEXTS_MIN) return notEnough(mine.length, SKILL_TEXTS_MIN, 'postings of the role with a text')
  if (rest.length < SKILL_TEXTS_MIN)
    return notEnough(rest.length, SKILL_TEXTS_MIN, 'postings of other roles with a text')
  const elsewhere = counts(rest)
  const rows = [...counts(mine)].map(([skill, count]): SkillLift => {
    const b = elsewhere.get(skill) ?? 0
    const { ratio, low, high } = shareRatio(count, mine.length, b, rest.length)
    return { skill, count, n: mine.length, elsewhere: b, others: rest.length, lift: ratio, low, high }
  })
  rows.sort((a, b) => b.low - a.low || (a.skill < b.skill ? -1 : 1))
  return { enough: true, rows }
}

export interface SkillPair {
  a: string
  b: string
  together: number
  /** Observed over expected if the two were named independently of each other. */
  lift: number
  /** Texts that name both over texts that name either. */
  jaccard: number
  n: number
}

/** Skills that are named together, the most often first. */
export function skillPairs(texts: readonly SkillText[]): Enough<{ rows: SkillPair[] }> {
  const n = texts.length
  if (n < SKILL_TEXTS_MIN) return notEnough(n, SKILL_TEXTS_MIN, 'postings with a text that was read')
  const single = counts(texts)
  const pairs = new Map<string, { a: string; b: string; n: number }>()
  for (const text of texts) {
    const skills = [...new Set(text.skills)].sort()
    skills.forEach((a, i) => {
      for (const b of skills.slice(i + 1)) {
        const key = `${a}\n${b}`
        const pair = pairs.get(key)
        if (pair) pair.n++
        else pairs.set(key, { a, b, n: 1 })
      }
    })
  }
  const rows = [...pairs.values()]
    .filter((p) => p.n >= PAIR_MIN)
    .map((p): SkillPair => {
      const a = single.get(p.a) ?? 0
      const b = single.get(p.b) ?? 0
      return { a: p.a, b: p.b, together: p.n, lift: (p.n * n) / (a * b), jaccard: p.n / (a + b - p.n), n }
    })
    .sort((x, y) => y.together - x.together || y.lift - x.lift || (x.a < y.a ? -1 : 1))
  return rows.length ? { enough: true, rows } : notEnough(0, PAIR_MIN, 'texts that name the same two skills')
}

export interface RoleDistance {
  role: string
  to: string
  /** 0..1 */
  distance: number
  n: number
  nTo: number
}

/** Distances of one role to every other that has texts enough, the nearest first: adjacent roles. */
export function roleDistances(texts: readonly SkillText[], role: string): Enough<{ rows: RoleDistance[] }> {
  const byRole = groupBy(texts, (t) => t.role)
  const mine = byRole.get(role) ?? []
  if (mine.length < SKILL_TEXTS_MIN) return notEnough(mine.length, SKILL_TEXTS_MIN, 'postings of the role with a text')
  const own = counts(mine)
  const rows = [...byRole].flatMap(([to, others]): RoleDistance[] => {
    if (to === role || others.length < SKILL_TEXTS_MIN) return []
    const theirs = counts(others)
    const lengths = length(own.values()) * length(theirs.values())
    if (lengths === 0) return []
    let dot = 0
    for (const [skill, n] of own) dot += n * (theirs.get(skill) ?? 0)
    const distance = Math.min(1, Math.max(0, 1 - dot / lengths))
    return [{ role, to, distance, n: mine.length, nTo: others.length }]
  })
  rows.sort((a, b) => a.distance - b.distance || (a.to < b.to ? -1 : 1))
  return rows.length ? { enough: true, rows } : notEnough(0, 1, `other roles with ${SKILL_TEXTS_MIN} texts`)
}

export interface SkillGrowth {
  skill: string
  before: number
  nBefore: number
  after: number
  nAfter: number
  ratio: number
  low: number
  high: number
}

/**
 * How the share of each skill moved between postings first seen in the half-year to `to` and those of the half-year before, at
 * companies with texts in both halves only, so that a company that joined moves nothing. Ranked by the lower end.
 */
export function skillGrowth(
  texts: readonly SkillText[],
  to: Day,
): Enough<{ rows: SkillGrowth[]; companies: string[] }> {
  const half = (t: SkillText): 0 | 1 | null => {
    const age = daysBetween(t.firstSeen, to)
    return age < 0 || age >= 2 * HALF_DAYS ? null : age < HALF_DAYS ? 1 : 0
  }
  const companies = [...groupBy(texts, (t) => t.company)]
    .filter(([, mine]) => mine.some((t) => half(t) === 0) && mine.some((t) => half(t) === 1))
    .map(([company]) => company)
    .sort()
  const kept = texts.filter((t) => companies.includes(t.company))
  const before = kept.filter((t) => half(t) === 0)
  const after = kept.filter((t) => half(t) === 1)
  const fewest = Math.min(before.length, after.length)
  if (fewest < SKILL_GROWTH_TEXTS)
    return notEnough(fewest, SKILL_GROWTH_TEXTS, 'texts in each of two half-years at companies with texts in both')
  const [was, is] = [counts(before), counts(after)]
  const rows = [...new Set([...was.keys(), ...is.keys()])].map((skill): SkillGrowth => {
    const [b, a] = [was.get(skill) ?? 0, is.get(skill) ?? 0]
    return {
      skill,
      before: b,
      nBefore: before.length,
      after: a,
      nAfter: after.length,
      ...shareRatio(a, after.length, b, before.length),
    }
  })
  rows.sort((a, b) => b.low - a.low || (a.skill < b.skill ? -1 : 1))
  return { enough: true, rows, companies }
}

function counts(texts: readonly SkillText[]): Map<string, number> {
  const found = new Map<string, number>()
  for (const text of texts) for (const skill of new Set(text.skills)) found.set(skill, (found.get(skill) ?? 0) + 1)
  return found
}

const length = (values: Iterable<number>): number => Math.sqrt([...values].reduce((sum, n) => sum + n * n, 0))
