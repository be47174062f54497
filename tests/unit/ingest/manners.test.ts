import { describe, expect, it } from 'vitest'
import { outsideSkipped, readManners, usualInterval } from '@/lib/ingest/manners'
import { nextAfterSuccess } from '@/lib/ingest/schedule'

const NOW = new Date('2026-11-20T10:00:00Z')
const HOUR = 3_600_000
const channel = (inner: string): Uint8Array =>
  new TextEncoder().encode(
    `<rss><channel><title>T</title>${inner}<item><ttl>1</ttl><skipHours><hour>10</hour></skipHours></item></channel></rss>`,
  )
const every = (hours: number, n: number) =>
  Array.from({ length: n }, (_, i) => ({ publishedAt: new Date(NOW.getTime() - (i + 1) * hours * HOUR).toISOString() }))
const hours = (ms: number) => Math.round((ms / HOUR) * 10) / 10

describe('the manners of a feed', () => {
  it('read what it asks for in its channel, not in an item', () => {
    const asked = channel(
      '<skipHours><hour>0</hour><hour>24</hour><hour>23</hour><hour>99</hour></skipHours><skipDays><day>Saturday</day><day>sunday</day></skipDays><sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>',
    )
    expect(readManners(asked, [], null, NOW)).toEqual({
      ttlMs: 6 * HOUR,
      skipHours: [0, 0, 23],
      skipDays: [6, 0],
      gapMs: null,
      newestAt: null,
    })
    expect(readManners(channel(''), [], 2 * HOUR, NOW)).toMatchObject({ ttlMs: 2 * HOUR, skipHours: [], skipDays: [] })
  })

  it.each([
    ['one item an hour', every(1, 20), 0.3],
    ['one item a day', every(24, 20), 6],
    ['one item a week', every(168, 10), 56],
    [
      'nothing for sixty days',
      every(24, 20).map((a) => ({ publishedAt: new Date(Date.parse(a.publishedAt) - 60 * 24 * HOUR).toISOString() })),
      168,
    ],
    ['too few items to tell', every(1, 2), 1],
    ['items without a date', [{ publishedAt: null }, { publishedAt: null }, { publishedAt: null }], 1],
    ['items dated into the future', every(-5, 20), 1],
  ] as const)('%s: its interval follows', (_, articles, expected) => {
    const manners = readManners(channel(''), articles, null, NOW)
    expect(hours(usualInterval(manners, HOUR, NOW))).toBeCloseTo(expected, 0)
  })

  it('waits longer the longer a feed is silent, and never longer than a day', () => {
    const manners = readManners(channel(''), every(1, 20), null, NOW)
    const later = new Date(NOW.getTime() + 30 * 24 * HOUR)
    expect(usualInterval(manners, HOUR, later)).toBeGreaterThan(24 * HOUR)
    expect(nextAfterSuccess(later, usualInterval(manners, HOUR, later), []).getTime() - later.getTime()).toBe(24 * HOUR)
  })

  it('keeps out of skipped hours and days, unless all are skipped', () => {
    const skip = (skipHours: number[], skipDays: number[]) => ({
      ttlMs: null,
      gapMs: null,
      newestAt: null,
      skipHours,
      skipDays,
    })
    // 20 November 2026 is a Friday.
    const at = (m: ReturnType<typeof skip>) => outsideSkipped(new Date('2026-11-20T10:20:00Z'), m).toISOString()
    expect(at(skip([], []))).toBe('2026-11-20T10:20:00.000Z')
    expect(at(skip([11], []))).toBe('2026-11-20T10:20:00.000Z')
    expect(at(skip([10, 11], []))).toBe('2026-11-20T12:00:00.000Z')
    expect(at(skip([], [5, 6, 0]))).toBe('2026-11-23T00:00:00.000Z')
    expect(
      at(
        skip(
          Array.from({ length: 24 }, (_, i) => i),
          [],
        ),
      ),
    ).toBe('2026-11-20T10:20:00.000Z')
  })
})
