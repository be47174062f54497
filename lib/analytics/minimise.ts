/**
 * Minimises a function of a few variables without derivatives (Nelder and Mead 1965, with the usual coefficients 1, 2, 1/2, 1/2).
 * A value that is not finite counts as worse than any.
 *
 * @param start where to look first
 * @param step size of the first simplex in each direction
 */
export function minimise(
  f: (x: Float64Array) => number,
  start: readonly number[],
  step: readonly number[],
  { rounds = 200 * start.length, tolerance = 1e-8 }: { rounds?: number; tolerance?: number } = {},
): { x: Float64Array; value: number } {
  const n = start.length
  const worth = (x: Float64Array) => {
    const value = f(x)
    return Number.isFinite(value) ? value : Number.MAX_VALUE
  }
  const corner = (i: number) => {
    const x = Float64Array.from(start)
    if (i > 0) x[i - 1] = (x[i - 1] as number) + (step[i - 1] ?? 0.1)
    return { x, value: worth(x) }
  }
  const simplex = Array.from({ length: n + 1 }, (_, i) => corner(i))
  const centre = new Float64Array(n)
  const along = (worst: Float64Array, t: number) => {
    const x = new Float64Array(n)
    for (let k = 0; k < n; k++) x[k] = (centre[k] as number) + t * ((worst[k] as number) - (centre[k] as number))
    return { x, value: worth(x) }
  }
  for (let round = 0; round < rounds; round++) {
    simplex.sort((a, b) => a.value - b.value)
    const [best, worst, second] = [simplex[0], simplex[n], simplex[n - 1]]
    if (!best || !worst || !second) break
    if (worst.value - best.value <= tolerance * (Math.abs(best.value) + tolerance)) break
    centre.fill(0)
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) centre[k] = (centre[k] as number) + (simplex[i]?.x[k] as number) / n
    }
    const reflected = along(worst.x, -1)
    if (reflected.value < best.value) {
      const farther = along(worst.x, -2)
      simplex[n] = farther.value < reflected.value ? farther : reflected
    } else if (reflected.value < second.value) simplex[n] = reflected
    else {
      const nearer = reflected.value < worst.value ? along(worst.x, -0.5) : along(worst.x, 0.5)
      if (nearer.value < Math.min(worst.value, reflected.value)) simplex[n] = nearer
      else {
        for (let i = 1; i <= n; i++) {
          const x = (simplex[i] ?? worst).x.map((v, k) => ((best.x[k] as number) + v) / 2)
          simplex[i] = { x, value: worth(x) }
        }
      }
    }
  }
  simplex.sort((a, b) => a.value - b.value)
  const best = simplex[0]
  return best ?? { x: Float64Array.from(start), value: worth(Float64Array.from(start)) }
}
