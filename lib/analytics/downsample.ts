/** As many x values as a chart draws: more cost the browser its breath and the eye sees no difference. */
const MAX_POINTS = 300

/**
 * Indices of at most `max` x values, shared by all series, so that one crosshair fits all. First, last and, of each stretch,
 * the index at which the series move most are kept; a stretch's nulls are kept as one null, so that no gap is bridged.
 *
 * @param series values by x, all of one length; null is "not observed"
 */
export function sharedIndices(series: readonly (readonly (number | null)[])[], max = MAX_POINTS): number[] {
  const length = series[0]?.length ?? 0
  if (length <= max) return Array.from({ length }, (_, i) => i)
  // Each bucket may give a null and a value, hence half as many buckets.
  const buckets = Math.max(1, Math.floor((max - 2) / 2))
  const kept = new Set<number>([0, length - 1])
  const scale = series.map((values) => Math.max(...values.map((v) => Math.abs(v ?? 0)), 1e-9))
  for (let b = 0; b < buckets; b++) {
    const start = 1 + Math.floor((b * (length - 2)) / buckets)
    const end = 1 + Math.floor(((b + 1) * (length - 2)) / buckets)
    let best = -1
    let bestMove = -1
    let hole = -1
    for (let i = start; i < end; i++) {
      if (series.some((values) => values[i] === null)) hole = hole < 0 ? i : hole
      let move = 0
      series.forEach((values, s) => {
        const here = values[i]
        const before = values[i - 1]
        if (here != null) move += Math.abs(here - (before ?? here)) / (scale[s] ?? 1)
      })
      const observed = series.some((values) => values[i] !== null)
      if (observed && move > bestMove) {
        best = i
        bestMove = move
      }
    }
    if (best >= 0) kept.add(best)
    if (hole >= 0) kept.add(hole)
  }
  return [...kept].sort((a, b) => a - b)
}
