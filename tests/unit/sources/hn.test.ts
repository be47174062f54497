import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { recogniseAddress } from '@/lib/sources'
import { hn } from '@/lib/sources/hn'
import type { SourceDocument, SourceRequest } from '@/lib/sources/source'
import { fixture, hasRecorded, recorded } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const OPTIONS = { author: 'whoishiring' } as const
const document = (bytes: Uint8Array, request: Partial<SourceRequest>): SourceDocument => ({
  request: { url: 'https://x.example', role: 'threads', ...request },
  finalUrl: 'https://x.example',
  bytes,
  contentType: null,
})
const counts = (bytes: Uint8Array, month: string) =>
  Object.fromEntries(
    hn
      .parse(document(bytes, { role: 'thread', about: { month } }), OPTIONS, context)
      .hnTerms.map((t) => [t.term, t.posts]),
  )

describe('Who is hiring?', () => {
  it.each([
    'https://news.ycombinator.com/user?id=whoishiring',
    'https://news.ycombinator.com/submitted?id=whoishiring',
    'https://hn.algolia.com/?query=author%3Awhoishiring',
  ])('is known by %s', (address) => expect(recogniseAddress(address).source.kind).toBe('hn'))

  it('reads the hiring threads of the author alone, and one that is quiet once', () => {
    const { more } = hn.parse(document(fixture('hn/search.json'), {}), OPTIONS, context)
    expect(more.map((r) => [r.url, r.about?.month, r.once, r.forget])).toEqual([
      ['https://hn.algolia.com/api/v1/items/9002', '2026-11', false, true],
      ['https://hn.algolia.com/api/v1/items/8002', '2026-08', true, true],
    ])
  })

  it('counts top-level posts that name a term, each once, and neither answers nor deleted posts', () => {
    expect(counts(fixture('hn/item-9002.json'), '2026-11')).toMatchObject({
      posts: 2,
      GPU: 1,
      LLM: 1,
      Slurm: 1,
      InfiniBand: 1,
      Kubernetes: 1,
      'data center': 1,
      Golang: 1,
      Rust: 0,
      Remote: 1,
      Onsite: 1,
      Visa: 1,
      vLLM: 0,
    })
  })
})

describe.skipIf(!hasRecorded)('recorded threads', () => {
  it('finds the months of a real search, and counts a real thread', () => {
    const { more } = hn.parse(document(recorded('postings/hn/whoishiring-search-page0.json'), {}), OPTIONS, context)
    expect(more.length).toBeGreaterThanOrEqual(6)
    expect(more[0]?.about?.month).toBe('2023-09')
    // the other readers count 218 and 219 posts of this month, 40 and 26 of them remote
    const april = counts(recorded('postings/hn/item-2396027.json'), '2011-04')
    expect(april.posts).toBe(219)
    expect(april.Remote).toBeGreaterThan(20)
    expect(april.Remote).toBeLessThan(45)
    expect(april.LLM).toBe(0)
  })
})
