/**
 * Letters to add, drop or change, or neighbours to swap, to make `b` of `a` (optimal string alignment: Damerau 1964,
 * Levenshtein 1965).
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const change = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      let best = Math.min(change, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** Letters of a name that are compared; what a person means shows in fewer. */
const MOST_LETTERS = 64

/**
 * The candidate that a person most likely meant, whatever its letters' case; null when none comes near. Shared letter pairs
 * (Dice 1945) find a word that was cut or extended, few edits one that was misspelt; both count alike. Of equals the first.
 */
export function nearest(value: string, candidates: readonly string[]): string | null {
  const wanted = value.slice(0, MOST_LETTERS).toLowerCase()
  const own = pairsOf(wanted)
  let best: { candidate: string; score: number } | null = null
  for (const candidate of candidates) {
    const other = candidate.slice(0, MOST_LETTERS).toLowerCase()
    const have = pairsOf(other)
    const shared = [...own].filter((p) => have.has(p)).length
    const dice = (2 * shared) / Math.max(1, own.size + have.size)
    const score = dice + 1 - editDistance(wanted, other) / Math.max(wanted.length, other.length, 1)
    if (score > (best?.score ?? 0.65)) best = { candidate, score }
  }
  return best?.candidate ?? null
}

const pairsOf = (word: string): Set<string> =>
  new Set(Array.from({ length: Math.max(0, word.length - 1) }, (_, i) => word.slice(i, i + 2)))
