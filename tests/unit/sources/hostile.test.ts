import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { sourceOf } from '@/lib/sources'
import { fixture } from './recorded'
import { wholeFile } from './whole-file'

const context = {
  config: readConfig({ NODE_ENV: 'test', CONTACT: 'tests@example.org' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
  followed: new Set(['9990001']),
}
const RUNS = 300

/** The same numbers on every machine (mulberry32), so that a failure can be seen again. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const ODD = [
  'null',
  '[]',
  '{}',
  '""',
  '-1',
  '1e309',
  '"\\u0000"',
  '"9999-99-99"',
  '\ud800',
  '<script>',
  ',,',
  '"',
] as const

/** A document with a few pieces cut out, doubled, or replaced by something odd. */
function mutated(bytes: Uint8Array, random: () => number): Uint8Array {
  let text = Buffer.from(bytes).toString()
  for (let n = 1 + Math.floor(random() * 4); n > 0; n--) {
    const at = Math.floor(random() * text.length)
    const piece = text.slice(at, at + Math.floor(random() * 40))
    const odd = ODD[Math.floor(random() * ODD.length)] ?? ''
    const put = [piece + piece, '', odd][Math.floor(random() * 3)] ?? ''
    text = text.slice(0, at) + put + text.slice(at + piece.length)
  }
  return Buffer.from(text)
}

const kinds: readonly (readonly [kind: string, role: string, file: string, options: Record<string, string>])[] = [
  ['smartrecruiters', 'page', 'boards/smartrecruiters-nimbusgrid-1.json', { token: 'x' }],
  ['workable', 'board', 'boards/workable-nimbusgrid.json', { token: 'x' }],
  ['recruitee', 'board', 'boards/recruitee-nimbusgrid.json', { token: 'x' }],
  ['workday', 'page', 'boards/workday-nimbusgrid-0.json', { token: 'x/y', instance: 'wd1' }],
  ['personio', 'board', 'boards/personio-nimbusgrid.xml', { token: 'x', domain: 'de' }],
  ['jobposting', 'page', 'boards/careers-page.html', { token: 'x', url: 'https://x.example/careers' }],
  ['hn', 'threads', 'hn/search.json', { author: 'whoishiring' }],
  ['hn', 'thread', 'hn/item-9002.json', { author: 'whoishiring' }],
  ['bls', 'series', 'bls/LNS14000000.json', { series: 'LNS14000000' }],
  ['hiring-lab', 'csv', 'hiringlab/sector.csv', { path: 'hiring-lab/a/b/c.csv' }],
  ['edgar-daily', 'index', 'edgar/form.idx', { index: 'form' }],
  ['edgar-daily', 'quarter', 'edgar/quarter.json', { index: 'form' }],
  ['edgar-search', 'search', 'edgar/search.json', { query: 'q=x' }],
  ['edgar', 'cover', 'edgar/s1-cover.htm', { cik: '9990001' }],
  ['edgar', 'fees', 'edgar/s1-fees.htm', { cik: '9990001' }],
]

describe('documents that were damaged on their way', () => {
  it.each(kinds)(
    '%s, %s: are read, refused in words, or rejected, and give no day that does not exist',
    (kind, role, file, options) => {
      const source = sourceOf(kind)
      if (!source) throw new Error(`no kind ${kind}`)
      const random = numbers(kind.length * 1_000 + role.length)
      const bytes = fixture(file)
      let readable = 0
      for (let run = 0; run < RUNS; run++) {
        try {
          const batch = source.parse(
            {
              request: { url: 'https://x.example/', role, about: { month: '2026-11', offset: '0', from: '0' } },
              finalUrl: 'https://x.example/',
              bytes: mutated(bytes, random),
              contentType: null,
            },
            options,
            context,
          )
          readable++
          const postings = batch.boards.flatMap((b) => b.postings)
          for (const p of postings) {
            expect(p.externalId.trim()).not.toBe('')
            expect(p.title.trim()).not.toBe('')
            expect(p.publishedOn === null || isDay(p.publishedOn)).toBe(true)
            expect(p.url === null || !/^\s*javascript:/i.test(p.url)).toBe(true)
          }
          expect(batch.observations.every((o) => isDay(o.periodStart) && isDay(o.vintage))).toBe(true)
          expect(batch.more.every((r) => /^https:\/\//.test(r.url))).toBe(true)
          for (const b of batch.boards) expect(b.count ?? 0).toBeLessThanOrEqual(b.postings.length)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WaveError)
        }
      }
      expect(readable).toBeGreaterThan(0)
    },
  )

  it('that are nested without end are refused in words, and up to 512 levels are read', () => {
    const read = (kind: string, body: string) =>
      sourceOf(kind)?.parse(
        {
          request: { url: 'https://x.example/', role: 'board' },
          finalUrl: 'https://x.example/',
          bytes: Buffer.from(body),
          contentType: null,
        },
        { token: 'x', url: 'https://x.example/careers' },
        context,
      )
    const nested = (n: number) => '['.repeat(n) + ']'.repeat(n)
    for (const n of [513, 100_000])
      for (const [kind, body] of [
        ['greenhouse', `{"jobs":[${nested(n)}]}`],
        ['lever', `[${nested(n)}]`],
        ['ashby', `{"jobs":[{"id":"1","title":"A \\" [","x":${nested(n)}}]}`],
      ] as const)
        expect(() => read(kind, body), kind).toThrow(expect.objectContaining({ code: 'parse-failed' }))
    expect(
      read('ashby', `{"jobs":[{"id":"1","title":"${'['.repeat(600)}","x":${nested(509)}}]}`)?.boards[0]?.count,
    ).toBe(1)
    const page = `<script type="application/ld+json">[{"@type":"JobPosting","title":"a"},{"@type":"JobPosting","x":${nested(100_000)}}]</script>`
    expect(read('jobposting', page)).toMatchObject({
      boards: [{ count: expect.any(Number) }],
      rejects: [{ kind: 'posting' }],
    })
  })

  it('a job’s address is a web address or none, whatever stands in its place', () => {
    const places = [
      ['workable', 'boards/workable-nimbusgrid.json', /https:\/\/apply\.workable\.com\/j\/\w+"/g],
      ['recruitee', 'boards/recruitee-nimbusgrid.json', /https:\/\/nimbusgrid\.recruitee\.com\/o\/\d+"/g],
      ['greenhouse', 'boards/greenhouse-nimbusgrid.json', /https:\/\/[^"]+"/g],
      ['jobposting', 'boards/careers-page.html', /\/careers\/power-systems-engineer"/g],
    ] as const
    for (const [kind, file, address] of places) {
      const bytes = Buffer.from(fixture(file).toString().replace(address, 'javascript:alert(1)"'))
      const document = {
        request: { url: 'https://x.example/', role: 'page' },
        finalUrl: 'https://x.example/',
        contentType: null,
      }
      const options = { token: 'x', url: 'https://x.example/careers' }
      const batch = sourceOf(kind)?.parse({ ...document, bytes }, options, context)
      const urls = batch?.boards.flatMap((b) => b.postings.map((p) => p.url)) ?? []
      expect(urls.length, kind).toBeGreaterThan(0)
      expect(
        urls.filter((u) => u?.startsWith('javascript')),
        kind,
      ).toEqual([])
    }
  })

  it('layoffs: every row is taken or refused', async () => {
    const random = numbers(7)
    for (let run = 0; run < RUNS; run++) {
      try {
        const batch = await wholeFile('layoffs', mutated(fixture('imports/warn-ca.csv'), random), context.now)
        expect(batch.layoffs.every((l) => isDay(l.announcedOn) && isDay(l.knownOn))).toBe(true)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(WaveError)
      }
    }
  })
})
