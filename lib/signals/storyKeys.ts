import { canonicalUrl, figuresIn, isContent, namesOf, type Story, stem, stripped, wordsOf } from './sameStory'

/** Words of a text's opening from which keys are made: what a teaser, a copy and a rewriting have in common. */
const OPENING = 60
const BANDS = 8
const ROWS = 2
const NAMES = 4
const FIGURES = 4

/** FNV-1a, 32 bits, signed as a database integer is. */
function hash(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return mixed(h, 0)
}

/** Another hash of the same for each seed: the finaliser of MurmurHash3. */
function mixed(h: number, seed: number): number {
  let x = h ^ Math.imul(seed, 0x9e3779b1)
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b)
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35)
  return (x ^ (x >>> 16)) | 0
}

/**
 * Numbers of which two documents of one story share at least one, very likely: of the address, of the whole text, of the
 * title, min-hashes of the opening's words in threes (copies), and of names with figures and names with names
 * (rewritings). At most 34; two documents that share one are candidates and no more. Pure, linear in the length.
 */
export function storyKeys(story: Story): number[] {
  const keys = new Set<number>()
  const url = canonicalUrl(story.url)
  if (url !== null) keys.add(hash(`url ${url}`))
  const title = wordsOf((story.title ?? '').normalize('NFKC'))
    .filter(isContent)
    .map(stem)
  if (title.length >= 4) keys.add(hash(`title ${[...new Set(title)].sort().join(' ')}`))

  const text = stripped((story.text ?? '').slice(0, 20_000))
  const words = wordsOf(text)
  if (words.length >= 8) keys.add(hash(`text ${words.join(' ')}`))

  const runs = new Set<number>()
  const opening = words.slice(0, OPENING)
  for (let i = 0; i + 3 <= opening.length; i++) runs.add(hash(opening.slice(i, i + 3).join(' ')))
  if (runs.size > 0) {
    for (let band = 0; band < BANDS; band++) {
      const rows = Array.from({ length: ROWS }, (_, row) => least(runs, band * ROWS + row + 1))
      keys.add(hash(`run ${band} ${rows.join(' ')}`))
    }
  }

  // Characters that hold the opening's words and, in most writing, little more.
  const head = `${story.title ?? ''}. ${text.slice(0, OPENING * 8)}`
  const names = namesOf(text.slice(0, OPENING * 8)).slice(0, NAMES)
  const { key, plain } = figuresIn(head)
  const figures = [...key, ...plain].slice(0, FIGURES)
  for (const [i, name] of names.entries()) {
    for (const figure of figures) keys.add(hash(`fact ${name} ${figure}`))
    for (const other of names.slice(i + 1)) keys.add(hash(`names ${[name, other].sort().join(' ')}`))
  }
  return [...keys]
}

function least(hashes: Iterable<number>, seed: number): number {
  let min = Number.POSITIVE_INFINITY
  for (const h of hashes) min = Math.min(min, mixed(h, seed))
  return min
}
