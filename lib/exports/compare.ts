/** How rows of then stand to rows of now. */
export interface Compared {
  same: boolean
  /** Rows that are word for word as they were. */
  kept: number
  /** Rows of then that are not there any more, or changed. */
  gone: number
  /** Rows of now that were not there, or were another. */
  added: number
}

/** Compares two lists of rows by what each row says, in whatever order; a row that stands twice is two rows. */
export function compareRows(then: readonly object[], now: readonly object[]): Compared {
  const counts = new Map<string, number>()
  for (const row of then) {
    const key = JSON.stringify(row)
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  let kept = 0
  for (const row of now) {
    const key = JSON.stringify(row)
    const left = counts.get(key) ?? 0
    if (left === 0) continue
    counts.set(key, left - 1)
    kept++
  }
  return { same: kept === then.length && kept === now.length, kept, gone: then.length - kept, added: now.length - kept }
}
