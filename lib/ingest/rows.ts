/**
 * Rows as the one JSON parameter of a set-based statement (`jsonb_to_recordset`). Strings lose what Postgres cannot hold
 * (NUL, lone surrogates); bigints travel as decimal text.
 */
export const jsonRows = (rows: readonly object[]): string =>
  JSON.stringify(rows, (_, value: unknown) => {
    if (typeof value === 'bigint') return value.toString()
    return typeof value === 'string' ? storable(value) : value
  })

/** Text as Postgres can hold it. A lone surrogate becomes U+FFFD, so that offsets stay what they were. */
export const storable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD')

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
