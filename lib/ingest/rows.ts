/**
 * Rows as the one JSON parameter of a set-based statement (`jsonb_to_recordset`). Strings lose what Postgres cannot hold
 * (NUL, lone surrogates); bigints travel as decimal text.
 */
export const jsonRows = (rows: readonly object[]): string => JSON.stringify(rows.map(storableValue))

/** Cheaper than a replacer of JSON.stringify, which is called for every value and every key. */
function storableValue(value: unknown): unknown {
  if (typeof value === 'string') return storable(value)
  if (typeof value === 'bigint') return value.toString()
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  if (Array.isArray(value)) return value.map(storableValue)
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, storableValue(own)]))
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what Postgres cannot hold
const UNSTORABLE = /[\u0000\ud800-\udfff]/

/** Text as Postgres can hold it. A lone surrogate becomes U+FFFD, so that offsets stay what they were. */
export const storable = (text: string): string =>
  UNSTORABLE.test(text) ? text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD') : text

/** What became of the rows of one batch. seen = new + changed + unchanged + rejected. */
export type Counts = { seen: number; new: number; changed: number; unchanged: number; rejected: number }

export const noCounts = (): Counts => ({ seen: 0, new: 0, changed: 0, unchanged: 0, rejected: 0 })

/** Counts of `total` rows of which some were new and some changed. */
export const countsOf = (total: number, added: number, changed: number): Counts => ({
  seen: total,
  new: added,
  changed,
  unchanged: total - added - changed,
  rejected: 0,
})

export function addCounts(a: Counts, b: Counts): Counts {
  return {
    seen: a.seen + b.seen,
    new: a.new + b.new,
    changed: a.changed + b.changed,
    unchanged: a.unchanged + b.unchanged,
    rejected: a.rejected + b.rejected,
  }
}
