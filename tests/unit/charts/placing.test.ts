import { expect, test } from 'vitest'
import { keepFree, kneeOf, mergeMarks, spreadLabels } from '@/components/charts/placing'

test('labels that are far enough apart stand where they wish', () => {
  expect(spreadLabels([10, 60, 200], 17)).toEqual([10, 60, 200])
})

test('close labels are parted by the gap around the mean of their wishes', () => {
  expect(spreadLabels([100, 100], 17)).toEqual([91.5, 108.5])
  const placed = spreadLabels([100, 104, 108, 300], 17)
  expect(placed[3]).toBe(300)
  expect((placed[1] ?? 0) - (placed[0] ?? 0)).toBeCloseTo(17)
  expect((placed[2] ?? 0) - (placed[1] ?? 0)).toBeCloseTo(17)
  expect(((placed[0] ?? 0) + (placed[1] ?? 0) + (placed[2] ?? 0)) / 3).toBeCloseTo(104)
})

test('labels keep the order of their lines and stay inside the plot', () => {
  const wishes = [298, 5, 299, 300, 2, 1]
  const placed = spreadLabels(wishes, 17, 0, 300)
  expect(Math.min(...placed)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...placed)).toBeLessThanOrEqual(300)
  const order = (values: number[]) =>
    values
      .map((v, i) => ({ v, i }))
      .sort((a, b) => a.v - b.v || a.i - b.i)
      .map((o) => o.i)
  expect(order(placed)).toEqual(order(wishes))
  const sorted = [...placed].sort((a, b) => a - b)
  for (let i = 1; i < sorted.length; i++) expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(16.99)
})

test('marks that are too close merge, the closest first, and none is lost', () => {
  const merged = mergeMarks(
    [0, 5, 12, 100, 117, 200].map((x) => ({ x, mark: x })),
    18,
  )
  expect(merged.flatMap((m) => m.marks)).toEqual([0, 5, 12, 100, 117, 200])
  expect(merged.map((m) => m.marks.length)).toEqual([3, 2, 1])
  for (let i = 1; i < merged.length; i++)
    expect((merged[i]?.x ?? 0) - (merged[i - 1]?.x ?? 0)).toBeGreaterThanOrEqual(18)
})

test('a merged mark stands at the mean of all that it stands for', () => {
  expect(
    mergeMarks(
      [0, 0, 9].map((x) => ({ x, mark: x })),
      18,
    )[0]?.x,
  ).toBe(3)
})

test('of labels that would meet, the first named stays', () => {
  expect([
    ...keepFree([
      { left: 0, right: 50 },
      { left: 40, right: 90 },
      { left: 60, right: 90 },
    ]),
  ]).toEqual([0, 2])
})

test('the bend of a line is found, a straight line has none', () => {
  expect(kneeOf([10, 10, 10, 10, 20, 30, 40])).toBe(3)
  expect(kneeOf([1, 2, 3, 4, 5, 6])).toBeNull()
  expect(kneeOf([1, 2])).toBeNull()
})
