import { needsOf } from './needs'

/** A costly pattern with the number under which a text says whether it can match there at all. */
export type Cue = { readonly pattern: RegExp; readonly id: number }

const CUES: Cue[] = []
let scanner: Scanner | null = null

/** Registers a pattern, so that one scan of a text tells beforehand where it cannot match. For module constants only. */
export function cue(pattern: RegExp): Cue {
  const made = { pattern, id: CUES.length }
  CUES.push(made)
  scanner = null
  return made
}

/** All registered patterns, as the scan has them. */
export const allCues = (): readonly Cue[] => CUES

/** A text that has been scanned: `cues` is `cuesIn(lower)`. */
export type Scanned = { readonly lower: string; readonly cues: Uint32Array }

/** Whether the pattern can match anywhere in the text, or in a piece of it. false is certain, true is not. */
export function mayHave(text: Pick<Scanned, 'cues'>, { id }: Cue): boolean {
  const word = text.cues[id >>> 5]
  return word === undefined || ((word >>> (id & 31)) & 1) === 1
}

/** As `pattern.test(text.lower)`. */
export const has = (text: Scanned, c: Cue): boolean => mayHave(text, c) && c.pattern.test(text.lower)

/** As `pattern.exec(text.lower)`. */
export const find = (text: Scanned, c: Cue): RegExpExecArray | null =>
  mayHave(text, c) ? c.pattern.exec(text.lower) : null

/** As `[...text.lower.matchAll(pattern)]`. */
export const findAll = (text: Scanned, c: Cue): RegExpExecArray[] =>
  mayHave(text, c) ? [...text.lower.matchAll(c.pattern)] : []

/** The patterns that can match in a text, as a set of bits. One pass, however many the patterns. */
export function cuesIn(text: string): Uint32Array {
  scanner ??= scannerFor(CUES)
  return scanner(text)
}

type Scanner = (text: string) => Uint32Array

/** In small letters the month is written "mai" (see `Unit.lower`): what asks for one has to take the other too. */
const spellings = (need: string): string[] =>
  need.includes('may') || need.includes('mai') ? [need.replaceAll('mai', 'may'), need.replaceAll('may', 'mai')] : [need]

/** The automaton of Aho and Corasick over the needs of all patterns: "Efficient string matching", CACM 18 (1975). */
function scannerFor(cues: readonly Cue[]): Scanner {
  const width = Math.ceil(cues.length / 32)
  const always = new Uint32Array(width)
  const wanted = new Map<string, number[]>()
  for (const { pattern, id } of cues) {
    const needs = needsOf(pattern)
    if (needs === null) set(always, id)
    for (const need of needs?.flatMap(spellings) ?? []) {
      const ids = wanted.get(need)
      if (ids) ids.push(id)
      else wanted.set(need, [id])
    }
  }
  const letters = lettersOf(wanted.keys())
  const size = letters.count
  const next: number[] = new Array<number>(size).fill(0)
  const told: (Uint32Array | null)[] = [null]
  for (const [need, ids] of wanted) {
    let state = 0
    for (let i = 0; i < need.length; i++) {
      const edge = state * size + (letters.of[need.charCodeAt(i)] ?? 0)
      let to = next[edge] ?? 0
      if (to === 0) {
        to = told.length
        told.push(null)
        for (let k = 0; k < size; k++) next.push(0)
        next[edge] = to
      }
      state = to
    }
    const bits = new Uint32Array(width)
    for (const id of ids) set(bits, id)
    told[state] = bits
  }
  const steps = Int32Array.from(next)
  fallBack(steps, told, size)
  return runner(told.length < 65_536 ? Uint16Array.from(steps) : steps, told, letters.of, size, always)
}

function runner(
  steps: Int32Array | Uint16Array,
  told: readonly (Uint32Array | null)[],
  of: Uint8Array,
  size: number,
  always: Uint32Array,
): Scanner {
  const width = always.length
  /** The last text in which the state has told: once is enough. */
  const toldIn = new Int32Array(told.length).fill(-1)
  for (let state = 0; state < told.length; state++) if (told[state]) toldIn[state] = 0
  let turn = 0
  return (text) => {
    const found = always.slice()
    turn = (turn + 1) & 0x3fffffff
    const { length } = text
    let state = 0
    for (let i = 0; i < length; i++) {
      state = steps[state * size + (of[text.charCodeAt(i)] as number)] as number
      const last = toldIn[state] as number
      if (last < 0 || last === turn) continue
      toldIn[state] = turn
      const bits = told[state] as Uint32Array
      for (let w = 0; w < width; w++) found[w] = (found[w] as number) | (bits[w] as number)
    }
    return found
  }
}

const set = (bits: Uint32Array, id: number): void => {
  bits[id >>> 5] = (bits[id >>> 5] ?? 0) | (1 << (id & 31))
}

/** Each character's number; 0 for what no need holds. Capitals and what a pattern without case takes for a letter are that letter. */
function lettersOf(needs: Iterable<string>): { of: Uint8Array; count: number } {
  const of = new Uint8Array(65_536)
  let count = 1
  for (const need of needs) {
    for (let i = 0; i < need.length; i++) {
      const code = need.charCodeAt(i)
      if (of[code] !== 0) continue
      of[code] = count
      const upper = need.charAt(i).toUpperCase()
      if (upper.length === 1) of[upper.charCodeAt(0)] = count
      count++
    }
  }
  of[0x017f] = of[0x73] ?? 0
  of[0x212a] = of[0x6b] ?? 0
  return { of, count }
}

/** Fills the steps that leave the tree: back to the longest end that is a beginning again, with all that it tells. */
function fallBack(steps: Int32Array, told: (Uint32Array | null)[], size: number): void {
  const back = new Int32Array(told.length)
  const queue: number[] = []
  for (let k = 0; k < size; k++) if (steps[k]) queue.push(steps[k] ?? 0)
  for (let q = 0; q < queue.length; q++) {
    const state = queue[q] ?? 0
    const fallen = back[state] ?? 0
    const more = told[fallen]
    const own = told[state]
    if (more) told[state] = own ? own.map((w, i) => w | (more[i] ?? 0)) : more
    for (let k = 0; k < size; k++) {
      const edge = state * size + k
      const to = steps[edge] ?? 0
      const instead = steps[fallen * size + k] ?? 0
      if (to === 0) steps[edge] = instead
      else {
        back[to] = instead
        queue.push(to)
      }
    }
  }
}
