import { readFileSync } from 'node:fs'

/** Numbers that R computed, made by tests/fixtures/published/make.R; null stands for R's NA. */
export const published = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../fixtures/published/${name}.json`, import.meta.url), 'utf8')) as T

/** The largest distance between two lists; infinite where one is shorter or a number is missing on one side alone. */
export function farthest(a: ArrayLike<number | null>, b: ArrayLike<number | null>): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let most = 0
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] ?? null, b[i] ?? null]
    if (x === null && y === null) continue
    if (x === null || y === null || Number.isNaN(x) || Number.isNaN(y)) return Number.POSITIVE_INFINITY
    most = Math.max(most, Math.abs(x - y))
  }
  return most
}

/** Uniform numbers in (0, 1) that are the same in every run (Numerical Recipes' 32-bit congruential generator, high bits). */
export function uniformly(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return ((state >>> 8) + 0.5) / 16777216
  }
}

/** Standard normal numbers out of uniform ones (Box and Muller 1958). */
export const normally = (uniform: () => number) => (): number =>
  Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
