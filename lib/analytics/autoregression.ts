/** Autocovariances at lags 0..most, about the mean, over n (not n - lag), so that they make a positive definite matrix. */
export function autocovariances(y: ArrayLike<number>, most: number): Float64Array {
  const n = y.length
  const middle = meanOf(y)
  const out = new Float64Array(most + 1)
  for (let lag = 0; lag <= most; lag++) {
    let sum = 0
    for (let i = lag; i < n; i++) sum += ((y[i] as number) - middle) * ((y[i - lag] as number) - middle)
    out[lag] = sum / n
  }
  return out
}

export function meanOf(y: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < y.length; i++) sum += y[i] as number
  return y.length > 0 ? sum / y.length : 0
}

/**
 * Coefficients of an autoregression by the equations of Yule (1927) and Walker (1931), solved by Levinson's recursion; the order
 * with the least AIC (Akaike 1974) up to `most`, or just `order`.
 *
 * @returns the coefficient of each lag, the first being one step back; empty for white noise and for a series that never moves
 */
export function autoregression(y: ArrayLike<number>, options: { most: number } | { order: number }): number[] {
  const most = 'order' in options ? options.order : options.most
  const r = autocovariances(y, most)
  let variance = r[0] as number
  if (!(variance > 0)) return []
  const n = y.length
  let coefficients: number[] = []
  let best = { aic: n * Math.log(variance), coefficients }
  for (let order = 1; order <= most; order++) {
    let reach = r[order] as number
    coefficients.forEach((c, k) => {
      reach -= c * (r[order - 1 - k] as number)
    })
    const last = reach / variance
    const before = coefficients
    coefficients = [...before.map((c, k) => c - last * (before[before.length - 1 - k] ?? 0)), last]
    variance *= 1 - last * last
    if (!(variance > 1e-12 * (r[0] as number))) break
    const aic = n * Math.log(variance) + 2 * order
    if (aic < best.aic) best = { aic, coefficients }
  }
  return 'order' in options ? coefficients : best.coefficients
}

/** What an autoregression leaves of a series: y[t] less its lags; as many points fewer as there are coefficients. */
export function whiten(y: ArrayLike<number>, coefficients: readonly number[]): Float64Array {
  const p = coefficients.length
  const out = new Float64Array(Math.max(0, y.length - p))
  for (let t = p; t < y.length; t++) {
    let value = y[t] as number
    for (let k = 0; k < p; k++) value -= (coefficients[k] as number) * (y[t - 1 - k] as number)
    out[t - p] = value
  }
  return out
}
