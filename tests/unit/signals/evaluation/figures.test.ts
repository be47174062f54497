import { describe, expect, it } from 'vitest'
import { estimates, share } from '@/lib/signals/evaluation/bootstrap'
import { type Classified, classifiedCase, confusion } from '@/lib/signals/evaluation/confusion'
import { type Case, measure } from '@/lib/signals/evaluation/figures'

const CLASSES = ['a', 'b', 'c'] as const
type Abc = (typeof CLASSES)[number]
/** Rows are gold, columns predicted. The expected figures below were computed from this table in another language. */
const TABLE = [
  [8, 2, 0],
  [1, 5, 4],
  [0, 1, 9],
]
const classified: Classified<Abc>[] = TABLE.flatMap((row, i) =>
  row.flatMap((n, j) =>
    Array.from({ length: n }, () => ({ accepted: [CLASSES[i] ?? 'a'] as const, predicted: CLASSES[j] ?? 'a' })),
  ),
)

describe('precision, recall and F1', () => {
  const result = measure(classified.map(classifiedCase), CLASSES)

  it('are those of the table', () => {
    expect(confusion(classified, CLASSES)).toEqual(TABLE)
    expect(result.cases).toBe(30)
    expect(result.byClass.a).toMatchObject({ tp: 8, fp: 1, fn: 2, gold: 10 })
    expect(result.byClass.a.precision.value).toBeCloseTo(0.888889, 6)
    expect(result.byClass.a.recall.value).toBeCloseTo(0.8, 12)
    expect(result.byClass.b.precision.value).toBeCloseTo(0.625, 12)
    expect(result.byClass.b.f1.value).toBeCloseTo(0.555556, 6)
    expect(result.byClass.c.f1.value).toBeCloseTo(0.782609, 6)
    expect(result.macroF1.value).toBeCloseTo((0.842105 + 0.555556 + 0.782609) / 3, 6)
    expect(result.all.f1.value).toBeCloseTo(22 / 30, 12)
  })

  it('take an answer for right that the labeller accepts beside the first choice', () => {
    const either: Classified<Abc> = { accepted: ['a', 'b'], predicted: 'b' }
    expect(classifiedCase(either)).toEqual({ b: { tp: 1, fp: 0, fn: 0 } })
    expect(classifiedCase({ ...either, predicted: 'c' })).toEqual({
      a: { tp: 0, fp: 0, fn: 1 },
      c: { tp: 0, fp: 1, fn: 0 },
    })
  })

  it('count several events of one document', () => {
    const documents: Case<Abc>[] = [{ a: { tp: 2, fp: 1, fn: 0 }, b: { tp: 0, fp: 0, fn: 1 } }, {}]
    const { byClass, all, cases } = measure(documents, CLASSES)
    expect(cases).toBe(2)
    expect(byClass.a.precision.value).toBeCloseTo(2 / 3, 12)
    expect(byClass.b).toMatchObject({ precision: { value: null }, recall: { value: 0 }, f1: { value: 0 } })
    expect(all).toMatchObject({ tp: 2, fp: 1, fn: 1 })
  })

  it('are unknown where nothing is there, and macro-F1 leaves such a class out', () => {
    const { byClass, macroF1 } = measure([{ a: { tp: 1, fp: 0, fn: 0 } }], CLASSES)
    expect(byClass.c.f1).toEqual({ value: null, low: null, high: null })
    expect(macroF1.value).toBe(1)
    expect(measure([], CLASSES).macroF1).toEqual({ value: null, low: null, high: null })
  })
})

describe('the 95 % interval', () => {
  it('is that of the binomial where the figure is a plain share', () => {
    // Exact binomial quantiles: 84 and 95 of 100 at 0.9, 83 and 117 of 400 at 0.25.
    const of = (n: number, right: number) =>
      share(Array.from({ length: n }, (_, i) => ({ right: i < right ? 1 : 0, of: 1 })))
    const high = of(100, 90)
    expect(Math.abs((high.low ?? 0) - 0.84)).toBeLessThanOrEqual(0.011)
    expect(Math.abs((high.high ?? 0) - 0.95)).toBeLessThanOrEqual(0.011)
    const low = of(400, 100)
    expect(Math.abs((low.low ?? 0) - 83 / 400)).toBeLessThanOrEqual(0.006)
    expect(Math.abs((low.high ?? 0) - 117 / 400)).toBeLessThanOrEqual(0.006)
  })

  it('is the same each time, and wider where the errors sit together in few documents', () => {
    const scattered = Array.from({ length: 200 }, (_, i) => ({ right: i % 10 === 0 ? 0 : 1, of: 1 }))
    const together = Array.from({ length: 20 }, (_, i) => ({ right: i < 2 ? 0 : 10, of: 10 }))
    expect(share(scattered)).toEqual(share(scattered))
    expect(share(scattered).value).toBe(share(together).value)
    const width = (s: ReturnType<typeof share>) => (s.high ?? 0) - (s.low ?? 0)
    expect(width(share(together))).toBeGreaterThan(2 * width(share(scattered)))
  })

  it('closes on the value where every case is right, and does not exist without cases', () => {
    expect(share([{ right: 3, of: 3 }])).toEqual({ value: 1, low: 1, high: 1 })
    expect(share([])).toEqual({ value: null, low: null, high: null })
    expect(estimates(2, () => [null])).toEqual([{ value: null, low: null, high: null }])
  })
})
