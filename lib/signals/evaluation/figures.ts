import { type Estimate, estimates } from './bootstrap'

/** Found and right, found and wrong, not found. */
export type Tally = { readonly tp: number; readonly fp: number; readonly fn: number }

/** What one case (a title, a document) adds to each class; a class that it does not touch is absent. */
export type Case<C extends string> = { readonly [K in C]?: Tally }

/** `gold`: how many there are of the class in the set (tp + fn). */
export type Figures = Tally & {
  readonly gold: number
  readonly precision: Estimate
  readonly recall: Estimate
  readonly f1: Estimate
}

export type Measurement<C extends string> = {
  readonly cases: number
  readonly byClass: Readonly<Record<C, Figures>>
  /** All classes in one sum. */
  readonly all: Figures
  /** The mean of the F1 of the classes that occur in the gold; of no class, null. */
  readonly macroF1: Estimate
}

const NONE: Tally = { tp: 0, fp: 0, fn: 0 }

/**
 * Precision, recall and F1 of each class, of all together, and macro-F1, each with its bootstrap 95 % interval over
 * cases. The same input gives the same figures.
 */
export function measure<C extends string>(cases: readonly Case<C>[], classes: readonly C[]): Measurement<C> {
  // A sparse list for each class keeps a thousand draws over a thousand cases quick.
  const touched = classes.map((c) =>
    cases.flatMap((one, at) => {
      const tally = one[c]
      return tally ? [{ at, ...tally }] : []
    }),
  )
  const talliesOf = (weights: Uint16Array): Tally[] =>
    touched.map((list) => {
      let tp = 0
      let fp = 0
      let fn = 0
      for (const t of list) {
        const w = weights[t.at] ?? 0
        tp += w * t.tp
        fp += w * t.fp
        fn += w * t.fn
      }
      return { tp, fp, fn }
    })
  const found = estimates(cases.length, (weights) => {
    const tallies = talliesOf(weights)
    const f1s = tallies.flatMap((t) => (t.tp + t.fn > 0 ? [f1(t) ?? 0] : []))
    return [
      f1s.length === 0 ? null : f1s.reduce((a, b) => a + b, 0) / f1s.length,
      ...[...tallies, tallies.reduce(add, NONE)].flatMap((t) => [precision(t), recall(t), f1(t)]),
    ]
  })
  const counted = talliesOf(new Uint16Array(cases.length).fill(1))
  const figures = (tally: Tally, k: number): Figures => ({
    ...tally,
    gold: tally.tp + tally.fn,
    precision: found[1 + 3 * k] ?? UNKNOWN,
    recall: found[2 + 3 * k] ?? UNKNOWN,
    f1: found[3 + 3 * k] ?? UNKNOWN,
  })
  return {
    cases: cases.length,
    byClass: Object.fromEntries(classes.map((c, k) => [c, figures(counted[k] ?? NONE, k)])) as Record<C, Figures>,
    all: figures(counted.reduce(add, NONE), classes.length),
    macroF1: found[0] ?? UNKNOWN,
  }
}

const UNKNOWN: Estimate = { value: null, low: null, high: null }

const add = (a: Tally, b: Tally): Tally => ({ tp: a.tp + b.tp, fp: a.fp + b.fp, fn: a.fn + b.fn })

/** null where nothing was found. */
const precision = ({ tp, fp }: Tally): number | null => (tp + fp === 0 ? null : tp / (tp + fp))
/** null where there is nothing to find. */
const recall = ({ tp, fn }: Tally): number | null => (tp + fn === 0 ? null : tp / (tp + fn))
/** The harmonic mean of precision and recall (van Rijsbergen 1979); null where nothing was found and nothing is there. */
const f1 = ({ tp, fp, fn }: Tally): number | null => (tp + fp + fn === 0 ? null : (2 * tp) / (2 * tp + fp + fn))
