import { describe, expect, it } from 'vitest'
import { storable } from '@/lib/ingest/rows'
import { maxAgeMs, nextAfterFailure, nextAfterSuccess, retryAfterMs } from '@/lib/ingest/schedule'
import { feedsOfOpml } from '@/lib/sources/opml'

const NOW = new Date('2026-11-20T10:00:00Z')
const HOUR = 3_600_000
const at = (d: Date) => d.toISOString().slice(0, 16)

describe('the next visit', () => {
  it('comes after the usual interval, later where the publisher asks, within a day', () => {
    expect(at(nextAfterSuccess(NOW, HOUR, [null]))).toBe('2026-11-20T11:00')
    expect(at(nextAfterSuccess(NOW, HOUR, [null, 3 * HOUR, 2 * HOUR]))).toBe('2026-11-20T13:00')
    expect(at(nextAfterSuccess(NOW, HOUR, [400 * HOUR]))).toBe('2026-11-21T10:00')
    expect(at(nextAfterSuccess(NOW, 0, [0]))).toBe('2026-11-20T10:15')
  })
  it('doubles its wait with every failure, and honours Retry-After within a day', () => {
    expect([1, 2, 3, 50].map((n) => at(nextAfterFailure(NOW, n, null)))).toEqual([
      '2026-11-20T10:05',
      '2026-11-20T10:10',
      '2026-11-20T10:20',
      '2026-11-21T10:00',
    ])
    expect(at(nextAfterFailure(NOW, 1, 2 * HOUR))).toBe('2026-11-20T12:00')
    expect(at(nextAfterFailure(NOW, 1, 900 * HOUR))).toBe('2026-11-21T10:00')
  })
  it('reads Retry-After as seconds or a date, and max-age', () => {
    expect(retryAfterMs('120', NOW)).toBe(120_000)
    expect(retryAfterMs('Fri, 20 Nov 2026 11:00:00 GMT', NOW)).toBe(HOUR)
    expect(retryAfterMs('Fri, 20 Nov 2020 11:00:00 GMT', NOW)).toBe(0)
    expect([retryAfterMs('soon', NOW), retryAfterMs(null, NOW)]).toEqual([null, null])
    expect([maxAgeMs('public, max-age=600'), maxAgeMs('no-store'), maxAgeMs(null)]).toEqual([600_000, null, null])
  })
})

describe('OPML', () => {
  it('lists feeds in folders once', () => {
    const text =
      '<opml version="2.0"><head/><body><outline text="AI"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/><outline text="A again" xmlUrl="https://a.example/feed"/></outline><outline text="B" xmlUrl="https://b.example/feed"/></body></opml>'
    expect(feedsOfOpml(text)).toEqual([
      { address: 'https://a.example/feed', name: 'A' },
      { address: 'https://b.example/feed', name: 'B' },
    ])
    expect(() => feedsOfOpml('<html></html>')).toThrow(/no OPML/)
  })
})

describe('storable', () => {
  it('takes out what Postgres cannot hold and keeps every offset behind a lone surrogate', () => {
    expect(storable('a\u0000b')).toBe('ab')
    expect(storable('x\ud800y😀')).toBe('x\ufffdy😀')
  })
})
