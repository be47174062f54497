import { expect, test } from 'vitest'
import { dayWords, money, number, periodWords, signed } from '@/components/charts/format'

test('money is said in one decimal from one to ten billion and none above', () => {
  expect(money(1_500_000_000)).toBe('$1.5bn')
  expect(money(122_000_000_000)).toBe('$122bn')
  expect(money(480_000_000)).toBe('$480m')
  expect(money(999_600_000)).toBe('$1bn')
  expect(money(0)).toBe('$0')
})

test('a minus is a true minus, and nothing is never negative', () => {
  expect(number(-1759)).toBe('−1,759')
  expect(number(-0.04, 1)).toBe('0.0')
  expect(signed(13)).toBe('+13')
  expect(signed(0)).toBe('0')
})

test('days and periods are said in words', () => {
  expect(dayWords('2026-04-08')).toBe('8 Apr 2026')
  expect(periodWords('2026-02-16', '2026-02-16', '2026-02-22')).toBe('Week of 16 Feb 2026')
  expect(periodWords('2026-02-16', '2026-02-16', '2026-02-16')).toBe('16 Feb 2026')
  expect(periodWords('2026-02', '2026-02-01', '2026-02-28')).toBe('Feb 2026')
  expect(periodWords('2025-Q2', '2025-04-01', '2025-06-30')).toBe('Q2 2025')
})
