import { describe, expect, it } from 'vitest'
import { editDistance, nearest } from '@/lib/nearest'

describe('the name that was meant', () => {
  const boards = ['coreweave', 'crusoe', 'lambda', 'togetherai', 'xai']
  it.each([
    ['lamda', ['amd', 'lambda', 'arm'], 'lambda'],
    ['coreweaver', ['corsair', 'coreweave'], 'coreweave'],
    ['gpu-ops', ['data-center-ops', 'gpu-orchestration', 'sre'], 'gpu-orchestration'],
    ['openings', ['opening', 'openings'], 'openings'],
    ['corewaeve', boards, 'coreweave'],
    ['core-weave', boards, 'coreweave'],
    ['coreweave-inc', boards, 'coreweave'],
    ['coreweavecareers', boards, 'coreweave'],
    ['Lamda', boards, 'lambda'],
    ['lambdalabs', boards, 'lambda'],
    ['together', boards, 'togetherai'],
    ['UNRAT', ['GDPC1', 'UNRATE', 'PAYEMS'], 'UNRATE'],
    ['zzzzzz', boards, null],
    ['openai', boards, null],
    ['', ['lambda'], null],
    ['lambda', [], null],
  ])('by “%s”', (value, candidates, meant) => {
    expect(nearest(value, candidates)).toBe(meant)
  })

  it('is found in a moment, whatever somebody pastes', () => {
    expect(nearest('x'.repeat(100_000), ['y'.repeat(100_000), 'lambda'])).toBeNull()
  })
})

describe('the distance of two words', () => {
  it('counts a swap of neighbours as one edit', () =>
    expect([editDistance('ab', 'ba'), editDistance('', 'abc'), editDistance('kitten', 'sitting')]).toEqual([1, 3, 3]))
})
