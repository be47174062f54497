/** Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`. */
export function editDistance(a: string, b: string): number {
  let before: number[] = []
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1)
      next.push(best)
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}

/** The known word that a person most likely meant; null when none is near (a third of its letters, at most 3). */
export function nearest(word: string, known: readonly string[]): string | null {
  const plain = (w: string) => w.toLowerCase().replace(/[^a-z0-9]/g, '')
  let best: { word: string; distance: number } | null = null
  for (const k of known) {
    const a = plain(word)
    const b = plain(k)
    // a name with more behind it ("coreweave-inc", "coreweavecareers") is nearer than its length says
    const distance =
      b.length >= 4 && (a.startsWith(b) || b.startsWith(a)) && a.length >= 4
        ? Math.min(1, editDistance(a, b))
        : editDistance(a, b)
    if (
      distance <= Math.min(3, Math.ceil(Math.max(a.length, b.length) / 3)) &&
      (best === null || distance < best.distance)
    )
      best = { word: k, distance }
  }
  return best?.word ?? null
}
