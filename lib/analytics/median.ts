/** Under this many values no median is given. */
export const MEDIAN_MIN = 5

/** The middle of the values (of an even number: the mean of the two in the middle); null for none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const high = sorted[middle]
  if (high === undefined) return null
  const low = sorted.length % 2 ? high : (sorted[middle - 1] ?? high)
  return (low + high) / 2
}

/** As `median`, but null under five values. */
export const medianOfEnough = (values: readonly number[]): number | null =>
  values.length < MEDIAN_MIN ? null : median(values)
