/** A small generator with a seed (mulberry32), uniform in [0, 1): the same figures come out of the same data, everywhere. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Quantile of sorted values, linear between the two nearest ranks (Hyndman and Fan 1996, type 7); 0 for none. */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const at = Math.max(0, sorted.length - 1) * q
  const low = sorted[Math.floor(at)] ?? 0
  const high = sorted[Math.ceil(at)] ?? low
  return low + (high - low) * (at - Math.floor(at))
}

/** The ends between which the middle share `level` of the draws lies; null of fewer than 20 of them. */
export function middle(draws: readonly number[], level: number): { low: number; high: number } | null {
  const sorted = Float64Array.from(draws.filter(Number.isFinite)).sort()
  if (sorted.length < 20) return null
  return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) }
}
