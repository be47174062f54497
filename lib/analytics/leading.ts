import type { ForecastPoint } from './holtWinters'
import { normalQuantile } from './normal'

/** Weeks over which a leading series and the own change are taken together: single weeks are noise. */
const SPAN = 4
/** Strengths of the ridge that are tried, as shares of the number of rows. */
const STRENGTHS = [0.03, 0.1, 0.3, 1, 3, 10]

/**
 * Forecasts each step ahead by a ridge regression of its own (a direct forecast with leading series; Marcellino, Stock and Watson,
 * Journal of Econometrics 135 (2006) 499-526): the change from now to h weeks on, out of the own change over the last four weeks, and
 * of each leading series the mean of the last four weeks and of the four before. All are standardised within what is known, and the
 * ridge (Hoerl and Kennard 1970) has the strength with the least generalised cross-validation (Golub, Heath and Wahba 1979), so
 * that a series that tells nothing weighs next to nothing. The 80 % and 95 % intervals are those of the residuals, as if normal.
 *
 * @param leads finite values beside the series' own, each as it was known by the end of its week; at an origin only earlier ones are used
 */
export const leadingForecaster =
  (leads: readonly ArrayLike<number>[]): ((history: Float64Array, steps: number) => ForecastPoint[]) =>
  (history, steps) => {
    const n = history.length
    const features = featuresOf(history, leads)
    const now = features[n - 1]
    const last = history[n - 1] ?? 0
    return Array.from({ length: steps }, (_, k) => {
      const ahead = k + 1
      const rows: { x: number[]; y: number }[] = []
      for (let t = 2 * SPAN - 1; t + ahead < n; t++) {
        const x = features[t]
        if (x) rows.push({ x, y: (history[t + ahead] as number) - (history[t] as number) })
      }
      const { change, spread } = now ? ridge(rows, now) : { change: 0, spread: 0 }
      const mean = last + change
      const band = (level: number) => normalQuantile((1 + level) / 2) * spread
      return {
        mean,
        low80: mean - band(0.8),
        high80: mean + band(0.8),
        low95: mean - band(0.95),
        high95: mean + band(0.95),
      }
    })
  }

/** By week what it knows: the own change and the leading series; null in the first weeks. */
function featuresOf(y: Float64Array, leads: readonly ArrayLike<number>[]): (number[] | null)[] {
  const mean = (series: ArrayLike<number>, from: number, to: number): number => {
    let sum = 0
    for (let t = from; t < to; t++) sum += series[t] ?? 0
    return sum / (to - from)
  }
  return Array.from(y, (value, t) =>
    t < 2 * SPAN - 1
      ? null
      : [
          value - (y[t - SPAN] ?? value),
          ...leads.flatMap((lead) => [mean(lead, t - SPAN + 1, t + 1), mean(lead, t - 2 * SPAN + 1, t - SPAN + 1)]),
        ],
  )
}

/** The change that the row `now` stands for, and the standard deviation of what such a forecast misses. */
function ridge(
  rows: readonly { x: number[]; y: number }[],
  now: readonly number[],
): { change: number; spread: number } {
  const n = rows.length
  if (n < 2) return { change: 0, spread: 0 }
  const centre = rows.reduce((sum, r) => sum + r.y, 0) / n
  const columns = now.map((_, k) => {
    const values = rows.map((r) => r.x[k] ?? 0)
    const mean = values.reduce((sum, v) => sum + v, 0) / n
    const size = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / n)
    const moves = size > 1e-9 * (1 + Math.abs(mean))
    return { mean, size: moves ? size : 1, moves, values }
  })
  // A series that never moved tells nothing, also where it moves for the first time now.
  const used = columns.filter((c) => c.moves)
  const x = rows.map((_, i) => used.map((c) => ((c.values[i] ?? 0) - c.mean) / c.size))
  const ahead = columns.flatMap((c, k) => (c.moves ? [held(((now[k] ?? 0) - c.mean) / c.size)] : []))
  const y = rows.map((r) => r.y - centre)
  const products = used.map((_, a) =>
    used.map((__, b) => x.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0)),
  )
  const target = used.map((_, a) => x.reduce((sum, row, i) => sum + (row[a] ?? 0) * (y[i] ?? 0), 0))
  let best: { change: number; spread: number; score: number } | null = null
  for (const share of STRENGTHS) {
    const solved = choleskyInverse(products.map((row, a) => row.map((v, b) => v + (a === b ? share * n : 0))))
    if (solved === null) continue
    const beta = solved.map((row) => row.reduce((sum, v, b) => sum + v * (target[b] ?? 0), 0))
    const misses = x.reduce(
      (sum, row, i) => sum + ((y[i] ?? 0) - row.reduce((s, v, a) => s + v * (beta[a] ?? 0), 0)) ** 2,
      0,
    )
    // Trace of the hat matrix: the freedom that the fit has spent, the mean included.
    const spent =
      1 + solved.reduce((sum, row, a) => sum + row.reduce((s, v, b) => s + v * (products[b]?.[a] ?? 0), 0), 0)
    const free = Math.max(1, n - spent)
    const score = (n * misses) / (free * free)
    if (best !== null && score >= best.score) continue
    best = {
      change: centre + ahead.reduce((sum, v, a) => sum + v * (beta[a] ?? 0), 0),
      spread: Math.sqrt(misses / free),
      score,
    }
  }
  return best ?? { change: centre, spread: Math.sqrt(y.reduce((sum, v) => sum + v * v, 0) / n) }
}

/** What lies far beyond all that was seen is not followed out there. */
const held = (z: number): number => Math.max(-4, Math.min(4, z))

/** Inverse of a symmetric positive definite matrix; null where it is not, to working precision. */
function choleskyInverse(matrix: readonly (readonly number[])[]): number[][] | null {
  const n = matrix.length
  const lower: number[][] = []
  for (let i = 0; i < n; i++) {
    const row: number[] = []
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i]?.[j] ?? 0
      for (let k = 0; k < j; k++) sum -= (row[k] ?? 0) * (i === j ? (row[k] ?? 0) : (lower[j]?.[k] ?? 0))
      if (i === j) {
        if (!(sum > 1e-12)) return null
        row.push(Math.sqrt(sum))
      } else row.push(sum / (lower[j]?.[j] ?? 1))
    }
    lower.push(row)
  }
  return Array.from({ length: n }, (_, column) => {
    const forward: number[] = []
    for (let i = 0; i < n; i++) {
      let sum = i === column ? 1 : 0
      for (let k = 0; k < i; k++) sum -= (lower[i]?.[k] ?? 0) * (forward[k] ?? 0)
      forward.push(sum / (lower[i]?.[i] ?? 1))
    }
    const back = new Array<number>(n).fill(0)
    for (let i = n - 1; i >= 0; i--) {
      let sum = forward[i] ?? 0
      for (let k = i + 1; k < n; k++) sum -= (lower[k]?.[i] ?? 0) * (back[k] ?? 0)
      back[i] = sum / (lower[i]?.[i] ?? 1)
    }
    return back
  })
}
