import { ROLES } from '@/lib/signals/taxonomy'
import { periodWords } from './words'

/** Words for the names that programs give to indicators and ways of working. Pure. */
const NAMES: Record<string, string> = {
  ...Object.fromEntries(ROLES.map((role) => [role.slug, roleInText(role.name)])),
  'nominal-gdp': 'nominal GDP growth',
  gdp: 'GDP growth',
  payrolls: 'change of payrolls',
  'unemployment-rate': 'unemployment rate',
  'jolts-openings': 'job openings (JOLTS)',
  'jolts-hires': 'hires (JOLTS)',
  'jolts-quits': 'quits (JOLTS)',
  cpi: 'consumer prices',
  'jobless-claims': 'jobless claims',
  'policy-rate': 'policy rate',
  'side-projects': 'time for side projects',
  'open-source': 'open-source work',
  'innovation-time': 'innovation time',
  'contract-to-hire': 'contract-to-hire',
  'part-time': 'part-time work',
  'co-op': 'co-op placements',
  internship: 'internships',
}

/** A role's name inside a sentence: `data-centre operations`, `GPU orchestration`. */
function roleInText(name: string): string {
  return /^[A-Z]{2}/.test(name) ? name : `${name.charAt(0).toLowerCase()}${name.slice(1)}`
}

// Only whole names, and never inside an address, a longer hyphenated word or the brackets of a name that is in words already
// ("reliability (SRE)"). `sre` and `other` are words of their own.
const PLAIN = Object.keys(NAMES).filter((name) => name !== 'other')
const NAMED = new RegExp(`(?<![\\w/.(-])(?:${PLAIN.sort((a, b) => b.length - a.length).join('|')})(?![\\w/-])`, 'gi')

/** Plural forms, for which a verb in the singular would be wrong. */
const MANY = /^(Co-op placements|Internships) is /

/**
 * A signal's own sentence as people would say it: names of roles, indicators and forms in words, periods and figures as
 * everywhere else in the product. Quotations never go through here.
 */
export function inPlainWords(summary: string): string {
  const words = summary
    .replace(NAMED, (name) => NAMES[name.toLowerCase()] ?? name)
    .replace(/\b(\d{4}-H[12]|\d{4}-Q[1-4])\b/g, (period) => windowWords(period))
    .replace(/\bseries ([a-k])(?![\w-])/gi, (_, letter: string) => `Series ${letter.toUpperCase()}`)
    .replace(/(\d) %/g, '$1%')
    .replace(
      /([\d.,]+) (billion|million) USD/g,
      (_, n: string, scale: string) => `$${n}${scale === 'billion' ? 'bn' : 'm'}`,
    )
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`.replace(MANY, '$1 are ')
}

/** The window of a listing in words: `2026-H1` → `the first half of 2026`, `2026-Q2` → `Q2 2026`. */
function windowWords(window: string): string {
  const half = /^(\d{4})-H([12])$/.exec(window)
  return half ? `the ${half[2] === '1' ? 'first' : 'second'} half of ${half[1]}` : periodWords(window)
}

/** Skills that texts name and the taxonomy has no entry for, where capitals are not enough. */
const SKILL_NAMES: Record<string, string> = {
  gpu: 'GPUs',
  llm: 'Large language models',
  sql: 'SQL',
  scada: 'SCADA',
  ups: 'UPS',
  typescript: 'TypeScript',
  netsuite: 'NetSuite',
  sglang: 'SGLang',
  autocad: 'AutoCAD',
}

/** The label of a skill that the taxonomy does not name: `SQL`, `Ethernet`, `C++`. */
export const skillLabel = (skill: string): string =>
  SKILL_NAMES[skill] ?? `${skill.charAt(0).toUpperCase()}${skill.slice(1)}`
