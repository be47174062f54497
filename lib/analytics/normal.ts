/** Density of the standard normal. */
const normalDensity = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI)

/** P(X <= x) of a standard normal, to about 15 digits, by its Taylor series around 0 (Marsaglia 2004). */
export function normalCdf(x: number): number {
  if (x > 8) return 1
  if (x < -8) return 0
  let term = x
  let sum = x
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (x * x) / i
    sum += term
  }
  return 0.5 + sum * normalDensity(x)
}

/** The x with P(X <= x) = p, by Newton's steps; p in 1e-12 .. 1 - 1e-12, RangeError outside. */
export function normalQuantile(p: number): number {
  if (!(p >= 1e-12 && p <= 1 - 1e-12)) throw new RangeError(`a quantile is asked for a share between 0 and 1, not ${p}`)
  let x = 0
  for (let i = 0; i < 100; i++) {
    // From 0 outwards the first steps fall short where the curve is flat, and never over: no step needs a brake but this one.
    const step = Math.max(-1, Math.min(1, (p - normalCdf(x)) / normalDensity(x)))
    x += step
    if (Math.abs(step) < 1e-14 * Math.max(1, Math.abs(x))) break
  }
  return x
}
