import type { Case } from './figures'

/** One thing with one class: those that a labeller accepts (the first is the choice), and what the rules say. */
export type Classified<C extends string> = { readonly accepted: readonly [C, ...C[]]; readonly predicted: C }

/** The predicted class where it is accepted, else the labeller's choice. */
const goldOf = <C extends string>({ accepted, predicted }: Classified<C>): C =>
  accepted.includes(predicted) ? predicted : accepted[0]

/** A classified thing as a case for `measure`: a wrong answer is missing in one class and too many in another. */
export function classifiedCase<C extends string>(one: Classified<C>): Case<C> {
  const gold = goldOf(one)
  const tallies: { [K in C]?: { tp: number; fp: number; fn: number } } = {}
  if (gold === one.predicted) tallies[gold] = { tp: 1, fp: 0, fn: 0 }
  else {
    tallies[gold] = { tp: 0, fp: 0, fn: 1 }
    tallies[one.predicted] = { tp: 0, fp: 1, fn: 0 }
  }
  return tallies
}

/** How often each gold class (row) was called each class (column), in the order of `classes`. */
export function confusion<C extends string>(all: readonly Classified<C>[], classes: readonly C[]): number[][] {
  const at = new Map(classes.map((c, i) => [c, i]))
  const table = classes.map(() => classes.map(() => 0))
  for (const one of all) {
    const row = table[at.get(goldOf(one)) ?? -1]
    const column = at.get(one.predicted)
    if (row && column !== undefined) row[column] = (row[column] ?? 0) + 1
  }
  return table
}
