import { expect, test } from 'vitest'
import {
  infrastructure,
  linesAndLone,
  type Reading,
  roundWords,
  stackOf,
  withoutName,
} from '@/components/charts/company-openings'
import { addDays } from '@/lib/dates'

const reading = (day: string, count: number, more: Partial<Reading> = {}): Reading => ({
  day,
  count,
  reader: 'a',
  basis: 'count',
  roles: null,
  ...more,
})
const daily = (from: string, n: number, more: Partial<Reading> = {}) =>
  Array.from({ length: n }, (_, i) => reading(addDays(from, i), 30 + i, more))

test('a board read once or twice gives levels on days, a board read daily gives a line', () => {
  const { lines, lone } = linesAndLone(
    [reading('2025-10-25', 88), reading('2025-12-20', 92), ...daily('2026-05-29', 10)],
    [],
    [],
  )
  expect(lone.map((r) => r.count)).toEqual([88, 92])
  expect(lines.map((l) => l.length)).toEqual([10])
})

test('no line crosses a change of reader, a break or a gap', () => {
  const readings = [...daily('2026-05-01', 5), ...daily('2026-05-06', 5, { reader: 'b' })]
  expect(linesAndLone(readings, [], []).lines.map((l) => l.length)).toEqual([5, 5])
  const one = daily('2026-05-01', 10)
  expect(linesAndLone(one, [{ day: '2026-05-04', reason: 'capped' }], []).lines.map((l) => l.length)).toEqual([3, 7])
  const gap = { first: '2026-05-04', last: '2026-05-06', title: 'Not covered', detail: '' }
  const holed = one.filter((r) => r.day < gap.first || r.day > gap.last)
  expect(linesAndLone(holed, [], [gap]).lines.map((l) => l.length)).toEqual([3, 4])
})

test('a stack holds every opening: what has no role, or another, is other', () => {
  const stacked = reading('2025-10-25', 88, {
    basis: 'postings',
    roles: [
      { role: 'sre', count: 6 },
      { role: 'data-center-ops', count: 10 },
      { role: 'other', count: 40 },
    ],
  })
  expect(stackOf(stacked)).toEqual([
    { role: 'data-center-ops', from: 0, to: 10 },
    { role: 'sre', from: 10, to: 16 },
    { role: 'other', from: 16, to: 88 },
  ])
  expect(infrastructure(stacked)).toBe(16)
  expect(infrastructure(reading('2025-10-25', 88))).toBeNull()
})

test("a company's own chart does not name the company again", () => {
  expect(withoutName('Fir files for a listing', 'Fir')).toBe('Files for a listing')
  expect(withoutName('Fir', 'Fir')).toBe('')
  expect(withoutName('Firmus lists', 'Fir')).toBe('Firmus lists')
})

test('a round is said by kind and amount where its label is a name and a number alone', () => {
  const mark = { signalId: null, day: '2026-01-01', precision: 'day' as const, company: 'fir', kind: 'debt' as const }
  expect(roundWords({ ...mark, label: 'Fir 0.93', amountUsd: 926_000_000 }, 'Fir')).toBe('Debt, $926m')
  expect(roundWords({ ...mark, label: 'Series C, $320m', kind: 'equity', amountUsd: 320_000_000 }, 'Fir')).toBe(
    'Series C, $320m',
  )
  expect(roundWords({ ...mark, label: 'Fir', kind: 'equity', amountUsd: null }, 'Fir')).toBe('Amount not published')
})
