import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { decodeHTML } from 'entities'
import { describe, expect, it } from 'vitest'
import { feedsOfOpml, opmlOf } from '@/lib/sources/opml'

const at = new Date('2025-10-16T10:00:00Z')
const folder = path.join(
  process.env.WAVE_RECORDED_DATA ?? path.join(import.meta.dirname, '../../../../shared/data'),
  'opml',
)

describe('feeds as OPML', () => {
  const feeds = [
    { address: 'https://a.example/feed?x=1&y=2', name: 'A & <B> "C"' },
    { address: 'https://b.example/rss', name: 'Déjà vu \u0001日本' },
    { address: 'https://c.example/atom', name: null },
  ]
  it('come back as they went out', () => {
    const text = opmlOf(feeds, 'Feeds', at)
    expect(text).toMatch(/^<\?xml[^>]*\?>\s*<opml version="2\.0">/)
    expect(feedsOfOpml(text)).toEqual([
      feeds[0],
      { address: 'https://b.example/rss', name: 'Déjà vu 日本' },
      { address: 'https://c.example/atom', name: 'https://c.example/atom' },
    ])
  })
  it('are found in folders, each once, and only where they are web addresses', () => {
    const text = `<opml version="1.1"><head/><body><outline text="news"><outline text="deep">
      <outline type="rss" text="One" xmlUrl=" https://one.example/feed "/></outline>
      <outline type="rss" text="Again" xmlUrl="https://one.example/feed"/>
      <outline text="no" xmlUrl="javascript:alert(1)"/><outline text="file" xmlUrl="file:///etc/passwd"/></outline></body></opml>`
    expect(feedsOfOpml(text)).toEqual([{ address: 'https://one.example/feed', name: 'One' }])
  })
  it('are found in folders 512 deep, and a list that goes on far deeper ends in words', () => {
    const nested = (depth: number) =>
      `<opml version="2.0"><body>${'<outline text="f">'.repeat(depth - 1)}<outline type="rss" text="Deep" xmlUrl="https://deep.example/feed"/>${'</outline>'.repeat(depth - 1)}</body></opml>`
    expect(feedsOfOpml(nested(512))).toEqual([{ address: 'https://deep.example/feed', name: 'Deep' }])
    const without = nested(100_000).replace(/xmlUrl="[^"]*"/, '')
    expect(() => feedsOfOpml(without)).toThrow(expect.objectContaining({ code: 'parse-failed' }))
  })
  it('are found in a list with quotes within quotes', () => {
    const text = `<opml version="1.0"><body><outline text="A" description="calls him "the best", and more" xmlUrl="https://a.example/?x=1&y=2"/>
      <outline text="B" xmlUrl='https://b.example/'/></body></opml>`
    expect(feedsOfOpml(text).map((f) => f.address)).toEqual(['https://a.example/?x=1&y=2', 'https://b.example/'])
  })
  it.each([
    ['nothing', ''],
    ['a web page', '<!doctype html><html><body>Hi</body></html>'],
    ['JSON', '{"a":1}'],
    ['a feed', '<rss version="2.0"><channel><title>x</title></channel></rss>'],
    ['a list without feeds', '<opml version="2.0"><head/><body><outline text="x"/></body></opml>'],
  ])('are refused in words where the file is %s', (_, text) => {
    expect(() => feedsOfOpml(text)).toThrow(expect.objectContaining({ code: 'parse-failed' }))
  })
  it.skipIf(!existsSync(folder))('of real readers are all found', () => {
    for (const name of readdirSync(folder)) {
      const text = readFileSync(path.join(folder, name), 'utf8')
      const written = new Set([...text.matchAll(/xmlUrl="(https?:[^"]*)"/g)].map((m) => decodeHTML(m[1] ?? '').trim()))
      expect(new Set(feedsOfOpml(text).map((f) => f.address)), name).toEqual(written)
    }
  })
})
