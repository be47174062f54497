import { nearest } from '@/lib/nearest'

export type FindKind = 'page' | 'role' | 'company' | 'series'

/** A place that can be found by name. */
export interface FindEntry {
  kind: FindKind
  label: string
  href: string
  /** What it is, in a few words; may be empty. */
  hint: string
  /** Other names of the same thing: a code, an alias, a ticker, an id. */
  names: readonly string[]
  /** Words that have to do with it. */
  also: readonly string[]
}

/** Most places that one question is answered with. */
export const MOST_FOUND = 12
/** Characters of a question that are read. */
export const LONGEST_QUESTION = 100

/** Letters that have no decomposition into a plain one and a mark. */
const PLAIN: Record<string, string> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }

/** Small letters without accents, words apart by one blank: "Data-Centre Überblick" becomes "data centre uberblick". */
export const foldText = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => PLAIN[letter] ?? letter)
    // "Angie's" is one word.
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** What a name answers to a question, 0 for nothing. Both folded. */
function nameScore(name: string, question: string): number {
  if (name === '') return 0
  if (name === question) return 100
  const [joined, asked] = [name.replaceAll(' ', ''), question.replaceAll(' ', '')]
  // "core weave" is CoreWeave, "openai" is Open AI.
  if (joined === asked) return 95
  if (name.startsWith(question)) return name[question.length] === ' ' ? 90 : 85
  if (joined.startsWith(asked)) return 80
  const words = name.split(' ')
  const wanted = question.split(' ')
  if (wanted.every((want) => words.some((word) => word.startsWith(want)))) {
    const whole = wanted.filter((want) => words.includes(want)).length / wanted.length
    return 65 + 10 * whole
  }
  // Inside a word two letters would find nearly everything.
  if (asked.length >= 3 && joined.includes(asked)) return 45
  return 0
}

/** How well an entry answers a folded question, 0 for not at all. */
function entryScore(entry: FindEntry, question: string): number {
  const label = foldText(entry.label)
  const names = entry.names.map(foldText)
  let best = nameScore(label, question)
  // The label counts a little more than another name of the same thing.
  for (const name of names) best = Math.max(best, nameScore(name, question) - 3)
  if (best > 0) return best
  for (const word of entry.also) {
    const score = nameScore(foldText(word), question)
    // Letters within a related word say nothing: "net" is not Kubernetes.
    if (score >= 65) best = Math.max(best, score === 100 ? 42 : 35)
  }
  if (best > 0) return best
  // Words of the question may be spread over all that is known of the thing: "anthropic ai lab", "unemployment us".
  const all = new Set(
    [label, ...names, ...entry.also.map(foldText), foldText(entry.hint), entry.kind].join(' ').split(' '),
  )
  const words = [...all]
  return question.split(' ').every((want) => words.some((word) => word.startsWith(want))) ? 15 : 0
}

const KIND_ORDER: Record<FindKind, number> = { page: 0, role: 1, company: 2, series: 3 }

/**
 * The entries that answer a question, best first: a whole name, then the beginning of one, then the beginnings of its words,
 * then letters within it, then related words. Neither case nor accents nor blanks within a name matter. Of equals a page
 * comes before a role, a company and a series, then the shorter name, then the alphabet. Without a question: the pages.
 */
export function rankEntries(entries: readonly FindEntry[], question: string, most = MOST_FOUND): FindEntry[] {
  const folded = foldText(question.slice(0, LONGEST_QUESTION))
  if (folded === '') return question.trim() === '' ? entries.filter((e) => e.kind === 'page').slice(0, most) : []
  return entries
    .map((entry) => ({ entry, score: entryScore(entry, folded) }))
    .filter(({ score }) => score > 0)
    .sort(
      (a, b) =>
        b.score - a.score ||
        KIND_ORDER[a.entry.kind] - KIND_ORDER[b.entry.kind] ||
        a.entry.label.length - b.entry.label.length ||
        a.entry.label.localeCompare(b.entry.label, 'en') ||
        (a.entry.href < b.entry.href ? -1 : 1),
    )
    .slice(0, most)
    .map(({ entry }) => entry)
}

/** The entry whose name comes nearest to a question that finds none; null when none is near. */
export function suggestEntry(entries: readonly FindEntry[], question: string): FindEntry | null {
  const byName = new Map<string, FindEntry>()
  for (const entry of entries) {
    for (const name of [entry.label, ...entry.names]) {
      const folded = foldText(name)
      if (folded !== '' && !byName.has(folded)) byName.set(folded, entry)
    }
  }
  const near = nearest(foldText(question.slice(0, LONGEST_QUESTION)), [...byName.keys()])
  return near === null ? null : (byName.get(near) ?? null)
}

/** The page of all signals whose words hold a text. */
export const signalsAddress = (text: string): string =>
  `/signals?${new URLSearchParams({ q: text.trim().slice(0, LONGEST_QUESTION) })}`
