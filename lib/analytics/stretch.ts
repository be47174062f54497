/** True for a value that can be reckoned with. */
export const isKnown = (value: number | null): value is number => value !== null && Number.isFinite(value)

/** The longest run in which no more than `bridged` values in a row are missing: `from` included, `to` not. It starts and ends with one. */
export function longestStretch(values: readonly (number | null)[], bridged: number): { from: number; to: number } {
  let best = { from: 0, to: 0 }
  let from = -1
  let last = -1
  values.forEach((value, i) => {
    if (!isKnown(value)) return
    if (from < 0 || i - last > bridged + 1) from = i
    last = i
    if (i + 1 - from > best.to - best.from) best = { from, to: i + 1 }
  })
  return best
}

/** Puts straight lines over the gaps, and the nearest value beyond the ends; answers how many values it made up. */
export function bridge(values: readonly (number | null)[]): { y: Float64Array; bridged: number } {
  const y = new Float64Array(values.length)
  let bridged = 0
  let last = -1
  values.forEach((value, i) => {
    if (!isKnown(value)) return
    y[i] = value
    const left = last < 0 ? value : (y[last] as number)
    for (let k = last + 1; k < i; k++) {
      y[k] = left + ((value - left) * (k - last)) / (i - last)
      bridged++
    }
    last = i
  })
  for (let k = last + 1; k < y.length && last >= 0; k++) {
    y[k] = y[last] as number
    bridged++
  }
  return { y, bridged }
}
