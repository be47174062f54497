import { describe, expect, it } from 'vitest'
import { doubtOf, isRoundCap } from '@/lib/ingest/doubt'

/** The doubts about readings of these counts, one a day: a letter for each, `.` where it is believed. */
function days(counts: readonly number[]): string {
  const earlier: { count: number; doubt: string | null }[] = []
  return counts
    .map((count) => {
      const before = earlier.find((r) => r.doubt === null)?.count ?? null
      const doubt = doubtOf(count, before, earlier)
      earlier.unshift({ count, doubt })
      return doubt === null ? '.' : /fell/.test(doubt) ? 'f' : /stands/.test(doubt) ? 'c' : 'l'
    })
    .join('')
}

describe('a reading of a board', () => {
  it.each([
    ['falls by more than half at once: doubted until two further readings agree', [88, 10, 11, 10, 12], '.ff..'],
    ['falls and comes back: doubted only while it was down', [88, 10, 87, 88], '.f..'],
    ['falls, and falls again: the doubt begins anew', [88, 40, 8, 8, 9], '.fff.'],
    ['shrinks by steps: believed', [88, 60, 45, 30, 20], '.....'],
    ['is too small for halving to mean anything', [5, 2, 1], '...'],
    ['stands at exactly 500 for days: doubted', [480, 500, 500, 500, 500], '...cc'],
    ['leaves a cap: believed once a second reading agrees', [480, 500, 500, 500, 512, 515, 520], '...cl..'],
    ['leaves a cap for levels that do not agree: still doubted', [480, 500, 500, 500, 512, 900, 905], '...cll.'],
    ['stands at a number that is not round: believed', [487, 487, 487, 487], '....'],
    ['passes through a round number: believed', [498, 500, 503], '...'],
  ] as const)('%s', (_, counts, told) => expect(days(counts)).toBe(told))

  it('knows the numbers at which readers stop', () =>
    expect([50, 100, 150, 200, 250, 500, 512, 1000].filter(isRoundCap)).toEqual([100, 200, 250, 500, 1000]))
})
