/** The words of a posting that say something: `(in === 'title' ? title : description).slice(start, end) === quote`. */
export type Words = {
  readonly in: 'title' | 'description'
  readonly quote: string
  /** UTF-16 units into that text. */
  readonly start: number
  readonly end: number
}

/** What a posting says, and where. */
export type Said<T> = { readonly value: T; readonly words: Words }

/** A stretch of one text, before it is known whether that is a title or a description. */
export type Span<T> = { readonly value: T; readonly start: number; readonly end: number }

/** A posting's texts are short; what stands behind this is no posting's words. */
export const READ_AT_MOST = 100_000

export function saidIn<T>(where: Words['in'], text: string, span: Span<T> | null): Said<T> | null {
  if (!span) return null
  const { value, start, end } = span
  return { value, words: { in: where, quote: text.slice(start, end), start, end } }
}

/** The first rule that fits, in the order of the list, with the words that it fits on; null where none does. */
export function firstOf<T>(text: string, rules: readonly (readonly [T, RegExp])[]): Span<T> | null {
  for (const [value, pattern] of rules) {
    const m = pattern.exec(text)
    if (m) return { value, start: m.index, end: m.index + m[0].length }
  }
  return null
}

/** Ends of a sentence or line; the dots of "U.S." and "D.C." are none. */
const ENDS = /(?<!\b[A-Z])[.!?](?=\s|$)|[\n•]/g

/** The sentence or line around a place in a text, at most 300 units to each side. */
export function sentenceAround(text: string, at: number): { start: number; end: number } {
  const from = Math.max(0, at - 300)
  const cut = [...text.slice(from, at).matchAll(ENDS)].at(-1)
  const start = cut ? from + cut.index + 1 : from
  const after = text.slice(at, at + 300)
  const stop = [...after.matchAll(ENDS)][0]
  const end = at + (stop ? stop.index + (/[.!?]/.test(stop[0]) ? 1 : 0) : after.length)
  const lead = /^[\s•*–—-]+/.exec(text.slice(start, at))?.[0].length ?? 0
  return { start: start + lead, end }
}
