import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/db/client'
import { dueSources } from '@/lib/ingest/due'
import { Pace } from '@/lib/ingest/pace'
import { ingestSource } from '@/lib/ingest/run'
import { takeSlot } from '@/lib/ingest/slots'
import { type TestDatabase, testDatabase } from './database'
import { publisher, type Route } from './ingest-server'

const NOW = new Date('2026-11-20T10:00:00Z')
const hours = (n: number) => new Date(NOW.getTime() + n * 3_600_000)
const feed = (title: string, channel = ''): string =>
  `<rss version="2.0"><channel><title>Grid News</title>${channel}<item><title>${title}</title><link>https://news.example.com/${title}</link></item></channel></rss>`

describe('manners towards publishers', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher()
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  const source = (id: string) =>
    test.db.source.create({
      data: { id, kind: 'feed', name: id, address: `${site.base}${id}`, options: { url: `${site.base}${id}` } },
    })
  const visit = (id: string, now = NOW) => ingestSource(test.db, id, { config: site.config(), now })
  const next = async (id: string) =>
    (await test.db.source.findUniqueOrThrow({ where: { id } })).nextCheckAt.toISOString()
  const lastAsked = (id: string) => site.asked.filter((a) => a.path === `/${id}`).at(-1)?.headers

  it('echo validators byte for byte, and a 304 parses and writes nothing', async () => {
    const etag = 'W/"odd \'tag\' %20 with\tspaces, commas"'
    const modified = 'Thu, 19 Nov 2026 7:01:02 GMT+0100'
    site.routes['/echo'] = (request) =>
      request.headers['if-none-match'] === etag && request.headers['if-modified-since'] === modified
        ? { status: 304, etag: false }
        : { body: feed('one'), etag: false, headers: { etag, 'last-modified': modified } }
    await source('echo')
    expect(await visit('echo')).toMatchObject({ status: 'ok', new: 1 })
    const facts = async () =>
      JSON.stringify(
        [
          await test.db.dataVersion.findFirst(),
          await test.db.rawDocument.findMany({ where: { sourceId: 'echo' }, omit: { bytes: true } }),
          await test.db.article.findMany({ where: { sourceId: 'echo' } }),
        ],
        (_, v) => (typeof v === 'bigint' ? String(v) : v),
      )
    const before = await facts()
    expect(await visit('echo', hours(2))).toMatchObject({ status: 'not-modified', seen: 0, bytes: 0 })
    expect(await facts()).toBe(before)
    expect(lastAsked('echo')).toMatchObject({ 'if-none-match': etag, 'if-modified-since': modified })
  })

  it('honour a changed ETag under an unchanged Last-Modified, also from a server that answers by the date alone', async () => {
    const modified = 'Thu, 19 Nov 2026 07:01:02 GMT'
    let version = 1
    const reply = (): Route => ({
      body: feed(`v${version}`),
      etag: false,
      headers: { etag: `"${version}"`, 'last-modified': modified },
    })
    site.routes['/etag'] = (request) =>
      request.headers['if-none-match'] === `"${version}"` ? { status: 304, etag: false } : (reply() as { body: string })
    site.routes['/date'] = (request) =>
      request.headers['if-modified-since'] === modified
        ? { status: 304, etag: false, headers: { etag: `"${version}"` } }
        : (reply() as { body: string })
    for (const id of ['etag', 'date']) {
      version = 1
      await source(id)
      expect(await visit(id)).toMatchObject({ status: 'ok' })
      expect(await visit(id, hours(2))).toMatchObject({ status: 'not-modified' })
      version = 2
      expect(await visit(id, hours(4)), id).toMatchObject({ status: 'ok', seen: 1 })
    }
    expect(await test.db.article.count({ where: { title: 'v2' } })).toBe(1)
  })

  it('send no validators of a document that a run kept but did not live to write', async () => {
    site.routes['/died'] = { body: feed('before') }
    await source('died')
    await visit('died')
    site.routes['/died'] = { body: feed('while-dying') }
    await visit('died', hours(2))
    // As a kill between keeping and writing leaves it.
    await test.db.article.deleteMany({ where: { title: 'while-dying' } })
    const [run] = await test.db.ingestRun.findMany({ where: { sourceId: 'died' }, orderBy: { id: 'desc' }, take: 1 })
    await test.db.ingestRun.update({ where: { id: run?.id ?? 0n }, data: { status: 'running', seen: 0, new: 0 } })
    expect(await visit('died', hours(4))).toMatchObject({ status: 'ok', new: 1 })
    expect(lastAsked('died')?.['if-none-match']).toBeUndefined()
    expect(await visit('died', hours(6))).toMatchObject({ status: 'not-modified' })
  })

  it('set the next visit by ttl, max-age and skipped hours', async () => {
    site.routes['/ttl'] = { body: feed('t', '<ttl>180</ttl>') }
    site.routes['/age'] = { body: feed('a'), headers: { 'cache-control': 'public, max-age=14400' } }
    site.routes['/skips'] = { body: feed('s', '<skipHours><hour>11</hour><hour>12</hour></skipHours>') }
    for (const id of ['ttl', 'age', 'skips']) {
      await source(id)
      await visit(id)
    }
    expect(await next('ttl')).toBe('2026-11-20T13:00:00.000Z')
    expect(await next('age')).toBe('2026-11-20T14:00:00.000Z')
    expect(await next('skips')).toBe('2026-11-20T13:00:00.000Z')
    // What a feed asked for is remembered when it answers that nothing changed.
    expect(await visit('skips', hours(24))).toMatchObject({ status: 'not-modified' })
    expect(await next('skips')).toBe('2026-11-21T13:00:00.000Z')
  })

  it('back off with growing patience, a day at the most, and always recover unaided', async () => {
    site.routes['/down'] = { status: 500, body: 'oops' }
    await source('down')
    let now = NOW
    const waits: number[] = []
    for (let n = 0; n < 12; n++) {
      await visit('down', now)
      const at = new Date(await next('down'))
      waits.push((at.getTime() - now.getTime()) / 60_000)
      expect(await dueSources(test.db, at)).toContain('down')
      now = at
    }
    expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 640, 1280, 1440, 1440, 1440])
    site.routes['/down'] = { body: feed('up') }
    expect(await visit('down', now)).toMatchObject({ status: 'ok', new: 1 })
    expect((new Date(await next('down')).getTime() - now.getTime()) / 60_000).toBe(60)
  })

  it('share a publisher’s rate between all processes on one database', async () => {
    const others = [connect(test.url, 2), connect(test.url, 2), connect(test.url, 2)]
    try {
      const waits = await Promise.all(
        Array.from({ length: 30 }, (_, n) => takeSlot(others[n % 3] ?? test.db, 'edgar', 10)),
      )
      // Thirty requests at ten a second: the last starts 2.9 s after the first, whoever makes it.
      const [row] = await test.db.$queryRaw<{ ahead: number }[]>`
        SELECT extract(epoch FROM next_at - clock_timestamp())::float8 AS ahead FROM request_slots WHERE publisher = 'edgar'`
      expect(Math.max(...waits)).toBeLessThanOrEqual(2_900)
      expect(new Set(waits.map((w) => Math.round(w / 20))).size).toBeGreaterThan(20)
      expect(row?.ahead).toBeLessThanOrEqual(3)
    } finally {
      for (const db of others) await db.$disconnect()
    }
  })

  it('ask the SEC through that rate, whichever of its kinds asks', async () => {
    await test.db.requestSlot.deleteMany()
    const submissions = JSON.stringify({ cik: '1', name: 'Nimbus Grid', filings: { recent: {}, files: [] } })
    site.routes['/submissions/CIK0000000001.json'] = { body: submissions, type: 'application/json' }
    await test.db.source.create({
      data: {
        id: 'filer',
        kind: 'edgar',
        name: 'Filer',
        address: 'https://data.sec.gov/submissions/CIK0000000001.json',
        options: { cik: '1' },
      },
    })
    await visit('filer')
    expect((await test.db.requestSlot.findMany()).map((s) => s.publisher)).toEqual(['edgar'])
  })

  it('ask one host at most twice at a time, and others meanwhile', async () => {
    const pace = new Pace()
    const running = new Map<string, number>()
    let most = 0
    const work = (host: string) =>
      pace.run(host, 1_000, async () => {
        running.set(host, (running.get(host) ?? 0) + 1)
        most = Math.max(most, running.get(host) ?? 0)
        await new Promise((go) => setTimeout(go, 5))
        running.set(host, (running.get(host) ?? 1) - 1)
        return host
      })
    const done = await Promise.all(Array.from({ length: 12 }, (_, n) => work(n < 8 ? 'a' : 'b')))
    expect(done).toHaveLength(12)
    expect(most).toBe(2)
  })
})
