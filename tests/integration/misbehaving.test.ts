import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Config, readConfig } from '@/lib/config'
import { createOutbound, type Outbound } from '@/lib/ingest/http'
import { ingestSource } from '@/lib/ingest/run'
import { type TestDatabase, testDatabase } from './database'
import { BACK_AT, CHARSET_TITLE, CHARSETS, FAULTS, goodFeed, misbehavingServer } from './misbehaving-server'

const NOW = new Date('2026-11-20T10:00:00Z')
const LATER = new Date('2026-11-22T10:00:00Z')
const MIB = 1024 * 1024

describe('a publisher that misbehaves', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof misbehavingServer>>
  let outbound: Outbound
  let config: Config

  beforeAll(async () => {
    test = await testDatabase()
    site = await misbehavingServer()
    config = readConfig({
      NODE_ENV: 'test',
      ALLOW_PRIVATE_HOSTS: [site.base, site.secureBase].map((b) => new URL(b).host).join(','),
      GREENHOUSE_BASE_URL: site.base,
    })
    // The product waits 20 s; so that the test does not, this client waits less.
    outbound = createOutbound(config, { maxTimeMs: 1_500 })
  })
  afterAll(async () => {
    await outbound?.close()
    await site?.close()
    await test?.close()
  })

  const visit = (id: string, now = NOW) => ingestSource(test.db, id, { config, now, outbound })
  const source = async (name: string, base = site.base) => {
    const url = `${base}${name}`
    return await test.db.source.upsert({
      where: { id: name },
      create: { id: name, kind: 'feed', name, address: url, options: { url } },
      update: {},
    })
  }
  const state = (id: string) => test.db.source.findUniqueOrThrow({ where: { id } })
  const titles = async (id: string) =>
    (await test.db.article.findMany({ where: { sourceId: id }, select: { title: true }, orderBy: { id: 'asc' } })).map(
      (a) => a.title,
    )

  const failing: [fault: string, code: string, words: RegExp][] = [
    ['slow-headers', 'too-slow', /did not answer within/],
    ['slow-body', 'too-slow', /did not answer within/],
    ['never-ends', 'too-large', /more than 15 MiB/],
    ['wrong-length', 'fetch-failed', /could not be read/],
    ['gzip-bomb', 'too-large', /more than 15 MiB/],
    ['brotli-bomb', 'too-large', /more than 15 MiB/],
    ['not-gzip', 'fetch-failed', /could not be read/],
    ['redirect-loop', 'fetch-failed', /redirects more than 5 times/],
    ['redirect-chain', 'fetch-failed', /redirects more than 5 times/],
    ['redirect-private', 'fetch-refused', /private network/],
    ['redirect-metadata', 'fetch-refused', /private network/],
    ['redirect-mapped', 'fetch-refused', /private network/],
    ['redirect-nowhere', 'fetch-failed', /could not be read/],
    ['later-seconds', 'fetch-failed', /come back later \(429\)/],
    ['later-date', 'fetch-failed', /come back later \(429\)/],
    ['later-forever', 'fetch-failed', /come back later \(429\)/],
    ['unavailable', 'fetch-failed', /answered 503/],
    ['empty-body', 'parse-failed', /empty/],
    ['html', 'parse-failed', /web page, not a feed/],
    ['no-such-page', 'not-found', /nothing at this address/],
  ]

  it.each(failing)(
    '%s: the visit fails with %s, nothing is lost, and a good answer recovers it',
    async (fault, code, words) => {
      // What it brought before stays, whatever happens next.
      const handler = FAULTS[fault]
      site.set(fault, goodFeed(`Before ${fault}`))
      await source(fault)
      expect(await visit(fault)).toMatchObject({ status: 'ok', new: 1 })
      site.set(fault, handler ?? (() => undefined))

      const watch = highWater()
      const run = await visit(fault)
      expect(watch.stop()).toBeLessThan(200 * MIB)
      expect(run).toMatchObject({ status: 'failed', error: { code, message: expect.stringMatching(words) } })
      expect(await state(fault)).toMatchObject({ enabled: true, failures: 1, lastError: { code } })
      expect(await titles(fault)).toEqual([`Before ${fault}`])

      site.set(fault, goodFeed(`After ${fault}`))
      expect(await visit(fault, LATER)).toMatchObject({ status: 'ok', new: 1 })
      expect(await state(fault)).toMatchObject({ failures: 0, lastError: null })
      expect(await titles(fault)).toEqual([`Before ${fault}`, `After ${fault}`])
      // What could not be parsed was kept with its bytes, and is no open question any more.
      expect(await test.db.reject.count({ where: { sourceId: fault, resolvedAt: null } })).toBe(0)
      expect(await test.db.reject.count({ where: { sourceId: fault } })).toBe(code === 'parse-failed' ? 1 : 0)
    },
  )

  it.each([
    'nested-entities',
    'one-entity',
    'outside-entity',
    'numeric-references',
    'deep-512',
    'deep-html',
    'deep-100000',
  ])('%s: expands to nothing, ends within bounds, and leaves no more than it said', async (fault) => {
    await source(fault)
    const watch = highWater()
    const run = await visit(fault)
    expect(watch.stop()).toBeLessThan(400 * MIB)
    // Either it is an article whose text is no longer than what was sent, or a reject that is kept; never a crash.
    if (run.status === 'ok') expect(run.new + run.rejected).toBe(1)
    else
      expect(run, JSON.stringify(run)).toMatchObject({ status: 'failed', rejected: 1, error: { code: 'parse-failed' } })
    for (const { text, html } of await test.db.article.findMany({ where: { sourceId: fault } })) {
      expect((text ?? '').length).toBeLessThanOrEqual(1_000_000)
      expect(`${text}${html}`).not.toMatch(/root:|haha/)
    }
    site.set(fault, goodFeed(`After ${fault}`))
    expect(await visit(fault, LATER)).toMatchObject({ status: 'ok', new: 1 })
    expect(await titles(fault)).toContain(`After ${fault}`)
  })

  it('a certificate that nobody vouches for is refused in words', async () => {
    site.set('self-signed', goodFeed())
    await source('self-signed', site.secureBase)
    expect(await visit('self-signed')).toMatchObject({
      status: 'failed',
      error: { code: 'fetch-failed', message: expect.stringMatching(/certificate/) },
    })
  })

  it('from https to http: refuses to go on in clear text', async () => {
    site.set('downgrade', (response) => void response.writeHead(301, { location: `${site.base}plain` }).end())
    site.set('plain', goodFeed('Plain'))
    const before = process.env.NODE_TLS_REJECT_UNAUTHORIZED
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'
    try {
      await source('downgrade', site.secureBase)
      expect(await visit('downgrade')).toMatchObject({
        status: 'failed',
        error: { code: 'fetch-refused', message: expect.stringContaining('from https to http') },
      })
      expect(site.visits('plain')).toBe(0)
    } finally {
      if (before === undefined) delete process.env.NODE_TLS_REJECT_UNAUTHORIZED
      else process.env.NODE_TLS_REJECT_UNAUTHORIZED = before
    }
  })

  it('301: a feed that moved for good is read at its new address from then on', async () => {
    site.set('old-home', (response) => void response.writeHead(301, { location: '/new-home' }).end())
    site.set('new-home', goodFeed('Moved'))
    await source('old-home')
    expect(await visit('old-home')).toMatchObject({ status: 'ok', new: 1 })
    expect((await state('old-home')).address).toBe(`${site.base}new-home`)
    await visit('old-home', LATER)
    expect(site.visits('old-home')).toBe(1)
  })

  it('410: the visits end with a clear word, and an answer switches the source on again', async () => {
    await source('gone')
    expect(await visit('gone')).toMatchObject({ status: 'failed', error: { code: 'gone' } })
    expect(await state('gone')).toMatchObject({
      enabled: false,
      lastError: { code: 'gone', message: expect.stringContaining('gone for good (410); it is not visited any more') },
    })
    site.set('gone', goodFeed('Back from the dead'))
    expect(await visit('gone', LATER)).toMatchObject({ status: 'ok' })
    expect(await state('gone')).toMatchObject({ enabled: true, lastError: null })
  })

  it('Retry-After sets the next check in seconds and as a date, capped at a day, for that source alone', async () => {
    const next = async (name: string) => {
      site.set(`${name}-again`, FAULTS[name] ?? (() => undefined))
      await source(`${name}-again`)
      await visit(`${name}-again`)
      return (await state(`${name}-again`)).nextCheckAt.toISOString()
    }
    site.set('neighbour', goodFeed('Neighbour'))
    await source('neighbour')
    await visit('neighbour')
    const before = (await state('neighbour')).nextCheckAt
    expect(await next('later-seconds')).toBe('2026-11-20T12:00:00.000Z')
    expect(await next('later-date')).toBe(new Date(BACK_AT).toISOString())
    expect(await next('later-forever')).toBe('2026-11-21T10:00:00.000Z')
    expect(await next('unavailable')).toBe('2026-11-20T11:00:00.000Z')
    expect((await state('neighbour')).nextCheckAt).toEqual(before)
  })

  it.each(Object.keys(CHARSETS))('%s: the words are read as they were meant', async (name) => {
    const sent = CHARSETS[name]
    const id = `charset-${name.replace(/\W+/g, '-')}`
    const body = Buffer.from(sent?.body ?? '')
    site.set(id, body, { 'content-type': sent?.type ?? '' })
    await test.db.article.deleteMany()
    await source(id)
    expect(await visit(id)).toMatchObject({ status: 'ok', new: 1 })
    expect(await titles(id)).toEqual([CHARSET_TITLE])
  })

  it('truncated: what stands before the cut is read, and the whole brings the rest', async () => {
    await source('truncated')
    const cut = await visit('truncated')
    expect(cut.status).toBe('ok')
    expect(await titles('truncated')).toContain('whole')
    site.set('truncated', goodFeed('The rest'))
    expect(await visit('truncated', LATER)).toMatchObject({ status: 'ok', new: 1 })
    expect(await titles('truncated')).toEqual(expect.arrayContaining(['whole', 'The rest']))
  })

  it('dates in 40 forms: each is the instant that was meant or unknown, never a wrong or an invalid one', async () => {
    const items = DATES.map(
      ([form], i) =>
        `<item><title>d${i}</title><link>https://dates.example.com/${i}</link><pubDate>${form.replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pubDate></item>`,
    )
    site.set(
      'dates',
      `<?xml version="1.0"?><rss version="2.0"><channel><title>Dates</title>${items.join('')}</channel></rss>`,
    )
    await source('dates')
    expect(await visit('dates')).toMatchObject({ status: 'ok', new: DATES.length })
    const found = await test.db.article.findMany({ where: { sourceId: 'dates' }, orderBy: { id: 'asc' } })
    const byUrl = new Map(found.map((a) => [a.url, a.publishedAt?.toISOString() ?? null]))
    expect(DATES.map(([form], i) => [form, byUrl.get(`https://dates.example.com/${i}`)])).toEqual(
      DATES.map(([form, meant]) => [form, meant === null ? null : new Date(meant).toISOString()]),
    )
    // An article is known from a day that exists, at the latest today.
    expect(found.every((a) => a.knownOn <= NOW)).toBe(true)
  })

  it('a board that empties: no reading, never zero, and it recovers by itself', async () => {
    const jobs = (n: number) =>
      JSON.stringify({
        jobs: Array.from({ length: n }, (_, i) => ({ id: i, title: `Technician ${i}` })),
        meta: { total: n },
      })
    const path = 'v1/boards/empties/jobs'
    await test.db.source.create({
      data: {
        id: 'board',
        kind: 'greenhouse',
        name: 'Board',
        address: 'https://job-boards.greenhouse.io/empties',
        options: { token: 'empties' },
      },
    })
    const day = (n: number) => new Date(Date.UTC(2026, 10, n, 10))
    for (const [n, count] of [
      [10, 12],
      [11, 0],
      [12, 12],
    ] as const) {
      site.set(path, jobs(count), { 'content-type': 'application/json' })
      await visit('board', day(n))
    }
    const coverage = await test.db.coverage.findMany({ orderBy: { day: 'asc' }, select: { state: true, count: true } })
    expect(coverage).toEqual([
      { state: 'good', count: 12 },
      { state: 'none', count: null },
      { state: 'good', count: 12 },
    ])
  })
})

/** Watches how much memory beyond now is held at the most, in bytes. */
function highWater(): { stop: () => number } {
  const held = () => {
    const { heapUsed, external, arrayBuffers } = process.memoryUsage()
    return heapUsed + Math.max(external, arrayBuffers)
  }
  const before = held()
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, held())
  }, 5)
  return {
    stop: () => {
      clearInterval(timer)
      return Math.max(most, held()) - before
    },
  }
}

/** A date as feeds write it, and the instant that it means; null: unknown. */
const DATES: readonly (readonly [form: string, meant: string | null])[] = [
  ['Fri, 12 Sep 2025 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 +0200', '2025-09-12T06:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 -0530', '2025-09-12T13:30:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 EST', '2025-09-12T13:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 PDT', '2025-09-12T15:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 UT', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 Z', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00 GMT', '2025-09-12T08:00:00Z'],
  ['12 Sep 2025 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['12 Sep 25 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['Fri, 12 September 2025 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['Friday, 12 September 2025 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['Mon, 12 Sep 2025 08:00:00 GMT', '2025-09-12T08:00:00Z'],
  ['fri, 12 sep 2025 08:00:00 gmt', '2025-09-12T08:00:00Z'],
  ['Fri,  12  Sep  2025  08:00:00  GMT', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 GMT (Coordinated Universal Time)', '2025-09-12T08:00:00Z'],
  ['Fri, 12 Sep 2025 08:00:00 GMT+02:00', '2025-09-12T06:00:00Z'],
  ['Fri Sep 12 08:00:00 2025', '2025-09-12T08:00:00Z'],
  ['2025-09-12T08:00:00Z', '2025-09-12T08:00:00Z'],
  ['2025-09-12T08:00:00.123Z', '2025-09-12T08:00:00.123Z'],
  ['2025-09-12T08:00:00+02:00', '2025-09-12T06:00:00Z'],
  ['2025-09-12T08:00:00+0200', '2025-09-12T06:00:00Z'],
  ['2025-09-12T08:00Z', '2025-09-12T08:00:00Z'],
  ['2025-09-12T08:00:00', '2025-09-12T08:00:00Z'],
  ['2025-09-12 08:00:00', '2025-09-12T08:00:00Z'],
  ['2025-09-12 08:00:00 +0000', '2025-09-12T08:00:00Z'],
  ['2025-09-12', '2025-09-12T00:00:00Z'],
  ['20250912T080000Z', '2025-09-12T08:00:00Z'],
  ['20250912', '2025-09-12T00:00:00Z'],
  ['2025-255', '2025-09-12T00:00:00Z'],
  ['Sep 12, 2025', '2025-09-12T00:00:00Z'],
  ['September 12, 2025 08:00 AM', '2025-09-12T08:00:00Z'],
  ['2025/09/12 08:00:00', '2025-09-12T08:00:00Z'],
  ['Sat, 31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59Z'],
  ['Fri, 30 Feb 2025 08:00:00 GMT', null],
  ['0000-00-00 00:00:00', null],
  ['2025-13-01', null],
  ['yesterday', null],
  ['', null],
]
