import { canonicalUrl, figuresIn, isContent, namesOf, type Story, stem, stripped, wordsOf } from './sameStory'

/** Words of a text's opening from which keys are made: what a teaser, a copy and a rewriting have in common. */
const OPENING = 60
const BANDS = 8
const ROWS = 2
const NAMES = 4
const FIGURES = 4

const FNV_START = 0x811c9dc5

/** FNV-1a over one text more. */
function fnv(start: number, text: string): number {
  let h = start
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h
}

/** FNV-1a, 32 bits, signed as a database integer is. */
const hash = (text: string): number => mixed(fnv(FNV_START, text), 0)

/** `hash` of these words with spaces between them, behind `head`, without a text that holds them all. */
function hashOfWords(head: string, words: readonly string[], from: number, to: number): number {
  let h = fnv(FNV_START, head)
  for (let i = from; i < to; i++) {
    if (i > from) h = Math.imul(h ^ 32, 0x01000193)
    h = fnv(h, words[i] ?? '')
  }
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
  if (words.length >= 8) keys.add(hashOfWords('text ', words, 0, words.length))

  const runs = new Int32Array(Math.max(0, Math.min(words.length, OPENING) - 2))
  for (let i = 0; i < runs.length; i++) runs[i] = hashOfWords('', words, i, i + 3)
  if (runs.length > 0) {
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

function least(hashes: Int32Array, seed: number): number {
  const salt = Math.imul(seed, 0x9e3779b1)
  let min = 0x7fffffff
  for (let i = 0; i < hashes.length; i++) min = Math.min(min, mixed((hashes[i] as number) ^ salt, 0))
  return min
}
