import { describe, expect, it } from 'vitest'
import { jsonRows, storable } from '@/lib/ingest/rows'

describe('rows as a parameter', () => {
  it('lose what Postgres cannot hold, wherever in a row it stands, and nothing else', () => {
    const rows = [
      { id: 9_007_199_254_740_993n, text: 'a\u0000b \ud800 😀', list: ['\udc00', { deep: 'x\u0000' }], none: null },
    ]
    expect(JSON.parse(jsonRows(rows))).toEqual([
      { id: '9007199254740993', text: 'ab \ufffd 😀', list: ['\ufffd', { deep: 'x' }], none: null },
    ])
  })

  it('keep instants as text and leave out what is undefined', () => {
    const at = new Date('2026-11-20T10:00:00Z')
    expect(jsonRows([{ at, gone: undefined, is: true, n: 1.5 }])).toBe(
      '[{"at":"2026-11-20T10:00:00.000Z","is":true,"n":1.5}]',
    )
  })

  it('keep the length of a text with a lone surrogate, so that offsets into it hold', () => {
    expect(storable('x\ud83dy')).toBe('x\ufffdy')
    expect(storable('plain')).toBe('plain')
  })
})
