import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type Feed, parseFeed } from '@/lib/sources/feeds/parseFeed'
import { hasRecorded, recorded, recordedPath } from './recorded'

type Case = { file: string; kind: string; expect: Record<string, unknown> }

/** Files whose suite expects what we do not do, with the reason. */
const DIFFERENCES: Record<string, string> = {}

const get = (value: unknown, path: string): unknown =>
  path
    .replace(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>((v, k) => (v === null || v === undefined ? undefined : (v as Record<string, unknown>)[k]), value)
const folded = (v: unknown): string =>
  String(v ?? '')
    .replace(/\s+/g, ' ')
    .trim()
const agrees = (feed: Feed | null, [path, want]: [string, unknown]): boolean => {
  const got = get(feed, path)
  if (path.endsWith('publishedAt')) return new Date(String(want)).getTime() === new Date(String(got)).getTime()
  return typeof want === 'string' ? folded(got) === folded(want) : got === want
}

describe.skipIf(!hasRecorded)('the suites of other feed parsers', () => {
  const cases = hasRecorded ? (JSON.parse(recorded('feeds/expectations.json').toString()) as Case[]) : []
  const parsed = new Map<string, Feed | null>()
  for (const c of cases) {
    try {
      parsed.set(c.file, parseFeed(recorded(`feeds/${c.file}`)))
    } catch (error) {
      // a refusal is an answer; anything that is no WaveError is a crash
      if (!(error instanceof Error) || error.name !== 'WaveError') throw error
      parsed.set(c.file, null)
    }
  }

  it('agree with ours on every file but the listed ones', () => {
    const wrong = cases
      .filter((c) => !Object.entries(c.expect).every((e) => agrees(parsed.get(c.file) ?? null, e)))
      .map((c) => c.file)
    expect(wrong.sort()).toEqual(Object.keys(DIFFERENCES).sort())
  })

  it('hold no well-formed feed that we refuse', () => {
    expect(cases.filter((c) => c.kind === 'wellformed' && parsed.get(c.file) === null).map((c) => c.file)).toEqual([])
  })

  it('get no script and no invalid date out of any file', () => {
    for (const [file, feed] of parsed) {
      for (const item of feed?.items ?? []) {
        expect(item.html ?? '', file).not.toMatch(/<script|javascript:|vbscript:|\son\w+\s*=/i)
        expect(item.title ?? '', file).not.toMatch(/<script\b/i)
        if (item.publishedAt !== null) expect(new Date(item.publishedAt).toISOString(), file).toBe(item.publishedAt)
      }
    }
  })
})

describe.skipIf(!hasRecorded)('recorded feeds of real publishers', () => {
  it.each(hasRecorded ? readdirSync(recordedPath('feeds-real')) : [])(
    '%s: every item has a title, an address and a text or is told apart',
    (file) => {
      const feed = parseFeed(recorded(`feeds-real/${file}`))
      expect(feed.items.length).toBeGreaterThan(9)
      for (const item of feed.items) {
        expect(item.title).toBeTruthy()
        expect(item.url).toMatch(/^https?:\/\//)
        expect(item.publishedAt).not.toBeNull()
      }
    },
  )
})
