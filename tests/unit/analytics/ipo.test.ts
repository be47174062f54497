import { describe, expect, it } from 'vitest'
import { ipoState, stepOrder } from '@/lib/analytics/ipo'

describe('where a company stands on the way to a listing', () => {
  it.each([
    [['reported', 'confidential', 'reported'], 'confidential'],
    [['reported', 'postponed', 'reported'], 'reported'],
    [['filed', 'amended', 'range', 'priced', 'listed', 'reported'], 'listed'],
    [['filed', 'postponed', 'withdrawn', 'filed'], 'filed'],
    [['confidential', 'withdrawn'], 'withdrawn'],
    [[], null],
  ])('%j: %s', (stages, state) => {
    expect(ipoState(stages)).toBe(state)
  })

  it('tells on one day what ends a listing after what begins one', () => {
    expect(['withdrawn', 'reported', 'postponed'].sort((a, b) => stepOrder(a) - stepOrder(b))).toEqual([
      'reported',
      'postponed',
      'withdrawn',
    ])
  })
})
