/** The middle 90 % of a normal distribution lies within so many standard deviations. */
export const Z90 = 1.6448536269514722

/**
 * The 90 % interval of a share of `n`, by Wilson (1927), JASA 22, 209-212: it never leaves 0..1 and holds for small counts.
 *
 * @throws RangeError unless 0 <= count <= n and n > 0
 */
export function wilson(count: number, n: number): { share: number; low: number; high: number } {
  if (!(n > 0) || !(count >= 0) || count > n) throw new RangeError(`no share: ${count} of ${n}`)
  const p = count / n
  const z2 = Z90 ** 2
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n)
  const half = (Z90 * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))) / (1 + z2 / n)
  return {
    share: p,
    low: count === 0 ? 0 : Math.max(0, middle - half),
    high: count === n ? 1 : Math.min(1, middle + half),
  }
}

/**
 * The ratio of two shares with its 90 % interval, by the logarithm with half a count added to each cell (Walter 1975; Agresti,
 * Categorical Data Analysis, section 3.1): never NaN, wide where counts are small.
 *
 * @throws RangeError unless 0 <= a <= n, 0 <= b <= m, and n, m > 0
 */
export function shareRatio(a: number, n: number, b: number, m: number): { ratio: number; low: number; high: number } {
  if (!(n > 0) || !(m > 0) || !(a >= 0) || !(b >= 0) || a > n || b > m)
    throw new RangeError(`no ratio of shares: ${a} of ${n} and ${b} of ${m}`)
  const log = Math.log((a + 0.5) / (n + 0.5) / ((b + 0.5) / (m + 0.5)))
  const half = Z90 * Math.sqrt(Math.max(0, 1 / (a + 0.5) - 1 / (n + 0.5) + 1 / (b + 0.5) - 1 / (m + 0.5)))
  return { ratio: Math.exp(log), low: Math.exp(log - half), high: Math.exp(log + half) }
}
