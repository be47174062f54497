/** A rule that had a part in a signal, with the words it fired on. UTF-16 offsets into the whole document. */
export type Fired = { readonly rule: string; readonly start: number; readonly end: number }

const WORD_END = /[^\p{L}\p{N}'’-]|$/u

/**
 * `rule` fired on `unit.text.slice(from, to)`; without `to` on the word at `from`, and where nothing stands there on the
 * whole unit.
 */
export function firedOn(
  unit: { readonly text: string; readonly start: number; readonly end: number },
  rule: string,
  from: number,
  to?: number,
): Fired {
  const rest = unit.text.slice(from)
  const lead = rest.length - rest.trimStart().length
  const start = from + lead
  const end = to ?? start + unit.text.slice(start).search(WORD_END)
  const stop = start + unit.text.slice(start, Math.max(start, end)).trimEnd().length
  return stop > start
    ? { rule, start: unit.start + start, end: unit.start + stop }
    : { rule, start: unit.start, end: unit.end }
}
