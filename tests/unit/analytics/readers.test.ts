import { describe, expect, it } from 'vitest'
import { breakInWords, readerName } from '@/lib/analytics/readers'

const names = new Map([
  ['labs', 'ann/labs'],
  ['sniper', 'bob/postings'],
])

describe('why growth does not cross a day', () => {
  it('names the readers and how completely each reads', () => {
    expect(breakInWords('the reader changed from labs (partial) to sniper (whole)', names)).toBe(
      'readings by bob/postings (whole) follow those by ann/labs (in part)',
    )
    expect(breakInWords('the reader changed from sniper to once', names)).toBe(
      'readings by single public documents follow those by bob/postings',
    )
  })

  it('says how completely the same reader reads from then on', () => {
    expect(breakInWords('the reading changed from whole to partial', names)).toBe(
      'the board is read in part where it was read whole before',
    )
  })

  it('leaves other reasons as they are', () => {
    expect(breakInWords('the board moved here from lever:acme', names)).toBe('the board moved here from lever:acme')
  })

  it('calls readings of this installation its own, and a reader without a name by its id', () => {
    expect(readerName('self', names)).toBe('this installation')
    expect(readerName('nightly', names)).toBe('nightly')
  })
})
