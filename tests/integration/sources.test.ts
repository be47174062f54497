import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { findSource } from '@/lib/ingest/findSource'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

describe('adding a source', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const add = (address: string, env: Record<string, string> = {}) =>
    addSource(test.db, address, { config: site.config(env), now: new Date('2026-11-20T10:00:00Z') })

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/feed.xml': { body: fixture('feeds/rss2.xml'), type: 'application/rss+xml' },
      '/page': { body: fixture('feeds/page.html'), type: 'text/html' },
      '/empty': { body: '' },
      '/broken.xml': { body: '<opml version="2.0"><body/></opml>' },
      '/big.xml': {
        body: gzipSync(Buffer.alloc(40 * 1024 * 1024, ' ')),
        headers: { 'content-encoding': 'gzip' },
        etag: false,
      },
      '/to-private': { status: 302, headers: { location: 'http://10.0.0.1/feed.xml' } },
      '/to-metadata': { status: 302, headers: { location: 'http://169.254.169.254/latest/meta-data/' } },
      '/loop': { status: 302, headers: { location: '/loop' } },
      '/v1/boards/quiet/jobs': { body: '{"jobs":[],"meta":{"total":0}}' },
      '/v1/boards/page/jobs': { body: '<html><body>We moved</body></html>' },
      '/graph/fredgraph.csv': { body: '<!DOCTYPE html><html>no such series</html>', status: 404 },
      '/fred/series': { status: 400, body: fixture('fred/bad-key.json'), type: 'application/json' },
      '/hiring-lab/x/main/a.csv': { body: 'date,value\n2025-01-01,3\n' },
    })
    await test.db.company.create({ data: { slug: 'coreweave', name: 'CoreWeave', origin: 'reference' } })
    await test.db.board.create({
      data: { companySlug: 'coreweave', kind: 'greenhouse', token: 'coreweave', origin: 'reference' },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('tries it at once and is found again by id, name and address', async () => {
    const { source, tried, message } = await add(`${site.base}feed.xml`)
    expect(tried).toMatchObject({ status: 'ok', new: 2, rejected: 0 })
    expect(message).toBe('Added: 2 articles.')
    expect(source).toMatchObject({ kind: 'feed', name: 'Grid & Compute Weekly', failures: 0 })
    // the feed's own ttl of two hours is longer than our hour
    expect(source.nextCheckAt.toISOString()).toBe('2026-11-20T12:00:00.000Z')
    for (const wanted of [source.id, 'grid & compute weekly', `${site.base}feed.xml`])
      expect((await findSource(test.db, wanted)).id).toBe(source.id)
    expect(await add(`${site.base}feed.xml`)).toMatchObject({ isNew: false, tried: null })
    await expect(findSource(test.db, 'nothing like it')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('stores articles under an address without tracking, with inert HTML and a text that quotes point into', async () => {
    const article = await test.db.article.findFirst({
      where: { url: 'https://news.example.com/a?id=1' },
      include: { evidence: true },
    })
    expect(article).toMatchObject({
      publisher: 'Grid & Compute Weekly',
      author: 'Ada Okafor',
      titleIs: 'published',
      textFrom: 'feed',
    })
    expect(article?.publishedAt?.toISOString()).toBe('2025-09-12T13:30:00.000Z')
    expect(article?.html).not.toMatch(/script|onclick|javascript/i)
    expect(article?.evidence.length).toBeGreaterThan(0)
    for (const e of article?.evidence ?? [])
      expect(article?.text?.slice(e.startOffset ?? 0, e.endOffset ?? 0)).toBe(e.quote)
  })

  const refusals: [string, () => string, string, RegExp][] = [
    [
      'a web page, naming its feeds in full',
      () => `${site.base}page`,
      'parse-failed',
      /web page; it links to these 2 feeds: http:\/\/127\.0\.0\.1:\d+\/rss\.xml https:\/\/news\.example\.com\/atom\.xml/,
    ],
    ['an empty answer', () => `${site.base}empty`, 'parse-failed', /empty/],
    ['XML that is no feed', () => `${site.base}broken.xml`, 'parse-failed', /<opml>/],
    ['a body that is huge once unpacked', () => `${site.base}big.xml`, 'too-large', /15 MiB/],
    ['a redirect into a private network', () => `${site.base}to-private`, 'fetch-refused', /private network/],
    ['a redirect to a cloud’s metadata', () => `${site.base}to-metadata`, 'fetch-refused', /private network/],
    ['a redirect that never ends', () => `${site.base}loop`, 'fetch-failed', /redirects more than/],
    [
      'a board that nobody knows, with the nearest that is known',
      () => 'https://job-boards.greenhouse.io/corewaeve',
      'unknown-board',
      /no board “corewaeve”; did you mean “coreweave”\?/,
    ],
    [
      'a board that answers with a page',
      () => 'https://job-boards.greenhouse.io/page',
      'parse-failed',
      /web page where JSON was expected/,
    ],
    [
      'a series that FRED does not know',
      () => 'https://fred.stlouisfed.org/series/NOSUCH',
      'not-found',
      /no series NOSUCH/,
    ],
    [
      'a CSV with other columns',
      () => 'https://raw.githubusercontent.com/hiring-lab/x/main/a.csv',
      'parse-failed',
      /columns date, value/,
    ],
    ['a host that does not exist', () => 'https://no-such-host.invalid/feed', 'fetch-failed', /no host/],
    ['an address inside the private network', () => 'http://192.168.0.1/feed', 'fetch-refused', /private network/],
    ['an unusual port', () => 'http://example.com:8080/feed', 'fetch-refused', /port 8080/],
    ['what is no address', () => 'a feed please', 'bad-input', /no web address/],
  ]
  it.each(refusals)('refuses %s in words and stores nothing', async (_, address, code, message) => {
    const before = await test.db.source.count()
    await expect(add(address())).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message),
      next: expect.stringMatching(/\w/),
    })
    expect(await test.db.source.count()).toBe(before)
    expect(await test.db.rawDocument.count({ where: { url: { contains: 'corewaeve' } } })).toBe(0)
  })

  it('says that a key is wrong without repeating it', async () => {
    const key = 'f'.repeat(32)
    const failed = add('https://fred.stlouisfed.org/series/UNRATE', { FRED_API_KEY: key })
    await expect(failed).rejects.toMatchObject({ code: 'bad-key', message: expect.not.stringContaining(key) })
  })

  it('adds a board that answers with 0 jobs and says so', async () => {
    expect(await add('https://boards.greenhouse.io/quiet')).toMatchObject({
      isNew: true,
      message: 'Greenhouse answers for “quiet”, but with 0 jobs.',
    })
  })

  it('reads a board that is too large with its texts without them', async () => {
    const jobs = JSON.parse(fixture('boards/greenhouse-nimbusgrid.json').toString()) as {
      jobs: Record<string, unknown>[]
    }
    site.routes['/v1/boards/huge/jobs'] = (request) =>
      request.url?.includes('content=true')
        ? { body: Buffer.alloc(16 * 1024 * 1024, ' ') }
        : { body: JSON.stringify({ jobs: jobs.jobs.map(({ content: _, ...j }) => j), meta: { total: 10 } }) }
    expect(await add('https://job-boards.greenhouse.io/huge')).toMatchObject({
      message: 'Added: 10 postings.',
      source: { name: 'Nimbus Grid (Greenhouse)', companySlug: 'nimbus-grid' },
    })
    expect(await test.db.posting.count({ where: { board: { token: 'huge' }, textRead: true } })).toBe(0)
  })

  it('keeps one row of an article that two feeds carry, with the first one’s text', async () => {
    const other = fixture('feeds/rss2.xml')
      .toString()
      .replace('Grid &amp; Compute Weekly', 'Copies')
      .replace('It plans to hire', 'They plan to hire')
    site.routes['/copy.xml'] = { body: other }
    const added = await add(`${site.base}copy.xml`)
    expect(added.tried).toMatchObject({ seen: 2, new: 0, changed: 0, unchanged: 2 })
    const article = await test.db.article.findFirst({ where: { url: 'https://news.example.com/a?id=1' } })
    expect([article?.publisher, article?.text?.includes('It plans to hire')]).toEqual(['Grid & Compute Weekly', true])
  })

  it('replaces the text of an article that its own feed corrected, and its signals with it', async () => {
    const before = await test.db.evidence.count({ where: { article: { url: 'https://news.example.com/a?id=1' } } })
    site.routes['/feed.xml'] = {
      body: fixture('feeds/rss2.xml')
        .toString()
        .replace(/Nimbus Grid, a GPU cloud company, has raised[^<]*/, 'A correction: nothing was raised.')
        .replace(/It plans to hire[^<]*/, ''),
    }
    const source = await findSource(test.db, `${site.base}feed.xml`)
    expect(
      await ingestSource(test.db, source.id, { config: site.config(), now: new Date('2026-11-20T13:00:00Z') }),
    ).toMatchObject({ changed: 1, unchanged: 1 })
    expect(
      await test.db.evidence.count({ where: { article: { url: 'https://news.example.com/a?id=1' } } }),
    ).toBeLessThan(before)
    expect(
      await test.db
        .$queryRaw`SELECT count(*)::int AS orphans FROM signals s WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.signal_id = s.id)`,
    ).toEqual([{ orphans: 0 }])
  })

  it('follows a feed that moved for good, and not one that is elsewhere for now', async () => {
    site.routes['/home.xml'] = { body: fixture('feeds/rss1.rdf') }
    const { source } = await add(`${site.base}home.xml`)
    site.routes['/new-home.xml'] = { body: fixture('feeds/rss1.rdf') }
    const visit = (hour: number) =>
      ingestSource(test.db, source.id, { config: site.config(), now: new Date(Date.UTC(2026, 10, 20, hour)) })
    const address = async () => (await test.db.source.findUnique({ where: { id: source.id } }))?.address
    site.routes['/home.xml'] = { status: 302, headers: { location: '/new-home.xml' } }
    await visit(12)
    expect(await address()).toBe(`${site.base}home.xml`)
    site.routes['/home.xml'] = { status: 301, headers: { location: '/new-home.xml' } }
    await visit(14)
    expect(await address()).toBe(`${site.base}new-home.xml`)
    const before = site.asked.length
    expect((await visit(16)).status).not.toBe('failed')
    expect(site.asked.slice(before).map((a) => a.path)).toEqual(['/new-home.xml'])
  })

  it('keeps the error of a dead host on the source, and the rest goes on', async () => {
    const dead = createServer()
    await new Promise<void>((ready) => dead.listen(0, '127.0.0.1', ready))
    const { port } = dead.address() as AddressInfo
    await new Promise((done) => dead.close(done))
    const url = `http://127.0.0.1:${port}/feed.xml`
    await test.db.source.create({ data: { id: 'dead', kind: 'feed', name: 'Dead', address: url, options: { url } } })
    const run = await ingestSource(test.db, 'dead', {
      config: site.config({ ALLOW_PRIVATE_HOSTS: '127.0.0.1' }),
      now: new Date('2026-11-20T10:00:00Z'),
    })
    expect(run).toMatchObject({
      status: 'failed',
      error: { code: 'fetch-failed', message: expect.stringContaining('nothing answers') },
      nextCheckAt: '2026-11-20T10:05:00.000Z',
    })
    expect(await test.db.source.findUnique({ where: { id: 'dead' } })).toMatchObject({
      failures: 1,
      lastError: { code: 'fetch-failed' },
    })
  })

  it('keeps a document that it cannot read any more as a reject with its bytes', async () => {
    site.routes['/turns.xml'] = { body: fixture('feeds/atom.xml') }
    const { source } = await add(`${site.base}turns.xml`)
    site.routes['/turns.xml'] = { body: '<html><body>Sorry</body></html>' }
    const run = await ingestSource(test.db, source.id, { config: site.config(), now: new Date('2026-11-20T12:00:00Z') })
    expect(run).toMatchObject({ status: 'failed', seen: 1, rejected: 1 })
    expect(await test.db.reject.findFirst({ where: { sourceId: source.id } })).toMatchObject({
      kind: 'document',
      code: 'parse-failed',
      raw: expect.stringContaining('Sorry'),
    })
    expect(await test.db.article.count({ where: { sourceId: source.id } })).toBe(1)
    // and it is not taken for unchanged afterwards
    site.routes['/turns.xml'] = { body: fixture('feeds/atom.xml') }
    expect(
      await ingestSource(test.db, source.id, { config: site.config(), now: new Date('2026-11-20T14:00:00Z') }),
    ).toMatchObject({ status: 'ok', unchanged: 1 })
  })
})
