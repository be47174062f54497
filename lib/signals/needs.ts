/**
 * What a text must hold for a pattern to match it at all: a list of which any match contains at least one, in small
 * letters; null where the pattern asks for nothing in particular. Read off the pattern's own source, so it cannot fall
 * behind the pattern: what the reader does not understand it takes as asking for nothing.
 */
export function needsOf(pattern: RegExp): readonly string[] | null {
  const part = new Reader(pattern.source).read()
  const needs = needsOfPart(part)
  return needs && withoutLonger(needs.map((n) => n.slice(0, LONGEST).toLowerCase()))
}

/** `exact`: all that the part can match, where that is a short list. `needs`: one of these is in any match. */
type Part = { readonly exact: readonly string[] | null; readonly needs: readonly string[] | null }

/** Beyond its first letters a need says little more, and only makes the scan's table larger. */
const LONGEST = 9
/** Beyond so many readings a part is no longer spelled out. */
const MOST_READINGS = 48
const EMPTY: Part = { exact: [''], needs: null }
const ANYTHING: Part = { exact: null, needs: null }

/** How often a text holds such a literal, as far as its length tells: to choose the rarest of several needs. */
const COST = [100, 50, 12, 3, 0.8, 0.4]
const COMMON =
  /^\W*(?:the|of|to|in|and|an?|for|on|at|by|is|are|was|were|its|their|with|from|that|this|has|have|had|will|would|been|more|than|about|it|they|over|up|out)\W*$/
const costOf = (needs: readonly string[]): number =>
  needs.reduce((sum, n) => sum + (COMMON.test(n) ? 40 : (COST[n.trim().length] ?? 0.2)), 0)

const needsOfPart = ({ exact, needs }: Part): readonly string[] | null =>
  exact === null ? needs : exact.length === 0 || exact.includes('') ? null : exact

/** Of "lay off" and "lay offs" the first is enough. */
function withoutLonger(needs: readonly string[]): string[] {
  const kept: string[] = []
  for (const n of [...new Set(needs)].sort()) {
    const last = kept.at(-1)
    if (last === undefined || !n.startsWith(last)) kept.push(n)
  }
  return kept
}

class Reader {
  #at = 0

  constructor(private readonly source: string) {}

  read(): Part {
    return this.#choice()
  }

  #choice(): Part {
    const branches = [this.#sequence()]
    while (this.source[this.#at] === '|') {
      this.#at++
      branches.push(this.#sequence())
    }
    const [only] = branches
    if (only && branches.length === 1) return only
    const exact = branches.every((b) => b.exact !== null) ? branches.flatMap((b) => b.exact ?? []) : null
    if (exact && exact.length <= MOST_READINGS) return { exact, needs: null }
    const needs = branches.map(needsOfPart)
    return { exact: null, needs: needs.every((n) => n !== null) ? needs.flatMap((n) => n ?? []) : null }
  }

  #sequence(): Part {
    let run: readonly string[] = ['']
    let best: readonly string[] | null = null
    let whole = true
    const offer = (needs: readonly string[] | null): void => {
      if (needs && (best === null || costOf(needs) < costOf(best))) best = needs
    }
    while (this.#at < this.source.length && this.source[this.#at] !== '|' && this.source[this.#at] !== ')') {
      const part = this.#repeated(this.#atom())
      if (part.exact && run.length * part.exact.length <= MOST_READINGS) {
        const tails = part.exact
        run = run.flatMap((head) => tails.map((tail) => head + tail))
        continue
      }
      whole = false
      offer(needsOfPart({ exact: run, needs: null }))
      if (part.exact) run = part.exact
      else {
        offer(part.needs)
        run = ['']
      }
    }
    if (whole) return { exact: run, needs: null }
    offer(needsOfPart({ exact: run, needs: null }))
    return { exact: null, needs: best }
  }

  /** The part with the quantifier behind it. */
  #repeated(part: Part): Part {
    const m = /^(?:[?*+]|\{(\d+)(,?)(\d*)\})\??/.exec(this.source.slice(this.#at, this.#at + 12))
    if (!m) return part
    this.#at += m[0].length
    if (m[0].startsWith('?')) return part.exact ? { exact: [...new Set(['', ...part.exact])], needs: null } : ANYTHING
    if (m[0].startsWith('*') || m[1] === '0') return ANYTHING
    return { exact: null, needs: needsOfPart(part) }
  }

  #atom(): Part {
    const c = this.source[this.#at++] ?? ''
    if (c === '(') return this.#group()
    if (c === '[') return this.#class()
    if (c === '\\') return this.#escape()
    if (c === '^' || c === '$') return EMPTY
    if (c === '.' || c > '\uD7FF') return ANYTHING
    return { exact: [c], needs: null }
  }

  #group(): Part {
    const open = /^\?(?:<?[=!]|:|<\w+>)/.exec(this.source.slice(this.#at, this.#at + 40))?.[0] ?? ''
    this.#at += open.length
    const inner = this.#choice()
    this.#at++
    // What is looked at and not taken need not stand in the same piece of the text.
    return /[=!]$/.test(open) ? EMPTY : inner
  }

  #class(): Part {
    const start = this.#at
    while (this.#at < this.source.length && this.source[this.#at] !== ']')
      this.#at += this.source[this.#at] === '\\' ? 2 : 1
    const inside = this.source.slice(start, this.#at)
    this.#at++
    if (/^\^|\\[^./\]]/.test(inside)) return ANYTHING
    const chars: string[] = []
    const plain = inside.replace(/\\/g, '')
    for (let i = 0; i < plain.length; i++) {
      const from = plain.charCodeAt(i)
      const ranges = plain[i + 1] === '-' && i + 2 < plain.length
      const to = ranges ? plain.charCodeAt(i + 2) : from
      if (to - from > 12) return ANYTHING
      for (let code = from; code <= to; code++) chars.push(String.fromCharCode(code))
      if (ranges) i += 2
    }
    return chars.some((x) => x > '\uD7FF') || chars.length > 12 ? ANYTHING : { exact: chars, needs: null }
  }

  #escape(): Part {
    const c = this.source[this.#at++] ?? ''
    if (c === 'b' || c === 'B') return EMPTY
    if (c === 'd') return { exact: [...'0123456789'], needs: null }
    if (c === 'p' || c === 'P') {
      this.#at = this.source.indexOf('}', this.#at) + 1
      return ANYTHING
    }
    if (c === 'u') {
      const code = /^[\da-f]{4}/i.exec(this.source.slice(this.#at))?.[0]
      if (!code) throw new Error(`A pattern has an escape that this reader does not know: ${this.source}`)
      this.#at += code.length
      return { exact: [String.fromCharCode(Number.parseInt(code, 16))], needs: null }
    }
    // Letters and digits are classes and references; anything else stands for itself.
    return /[A-Za-z0-9]/.test(c) ? ANYTHING : { exact: [c], needs: null }
  }
}
