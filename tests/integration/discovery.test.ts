import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { feedsOfOpml } from '@/lib/sources/opml'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const run = promisify(execFile)
const now = new Date('2025-10-16T10:00:00Z')
const rss = (title: string): string =>
  `<rss version="2.0"><channel><title>${title}</title><item><title>a</title><link>https://p.example/${title}</link></item></channel></rss>`
const html = (head: string): string => `<!doctype html><html><head>${head}</head><body><p>Hello</p></body></html>`
const link = (href: string, type = 'application/rss+xml', title = 'Feed'): string =>
  `<link rel="alternate" type="${type}" title="${title}" href="${href}">`

describe('adding a web page', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const add = (where: string) => addSource(test.db, `${site.base}${where}`, { config: site.config(), now })

  beforeAll(async () => {
    test = await testDatabase({ reference: true })
    const page = (head: string) => ({ body: html(head), type: 'text/html; charset=utf-8' })
    site = await publisher({
      '/one': page(link('/feeds/videos.xml?channel_id=UC1&amp;x=2')),
      '/feeds/videos.xml': { body: rss('Videos') },
      '/blog': page(link('/blog.xml') + link('/comments/feed/', 'application/rss+xml', 'Blog » Comments Feed')),
      '/blog.xml': { body: rss('Blog') },
      '/json': page(`<base href="/sub/">${link('feed.json', 'application/feed+json')}`),
      '/sub/feed.json': {
        body: JSON.stringify({
          version: 'https://jsonfeed.org/version/1.1',
          title: 'Json',
          items: [{ id: '1', url: 'https://j.example/1', title: 'x', content_text: 'y' }],
        }),
      },
      '/two': page(link('/blog.xml') + link('/other.xml', 'application/atom+xml')),
      '/none': page(
        '<link rel="alternate" hreflang="de" href="/de"><link rel="alternate" type="application/json" href="/wp-json/1">',
      ),
      '/dead': page(link('/gone.xml')),
      '/circle': page(link('/circle')),
      '/script': page(link('javascript:alert(1)')),
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('takes the one feed that it links to, and says so', async () => {
    const added = await add('one')
    expect(added.source).toMatchObject({
      kind: 'feed',
      name: 'Videos',
      address: `${site.base}feeds/videos.xml?channel_id=UC1&x=2`,
    })
    expect(added.message).toBe(
      `This is a web page; it links to one feed, ${site.base}feeds/videos.xml?channel_id=UC1&x=2. Added: 1 article.`,
    )
    expect(await add('one')).toMatchObject({ isNew: false, message: 'Videos is a source already.' })
  })
  it('means the feed of posts where the other is of comments', async () => {
    expect((await add('blog')).source.address).toBe(`${site.base}blog.xml`)
  })
  it('takes a JSON feed, counted from the page’s base', async () => {
    expect((await add('json')).source).toMatchObject({ name: 'Json', address: `${site.base}sub/feed.json` })
  })
  it.each([
    ['several feeds, naming each', 'two', /these 2 feeds: \S+blog\.xml \S+other\.xml/, /Add one of them/],
    ['no feed', 'none', /^This is a web page, not a feed\.$/, /address of an RSS/],
    ['a feed that is gone', 'dead', /links to one feed, \S+gone\.xml, which cannot be read: .*404/, /./],
    ['itself as its feed', 'circle', /links to this feed/, /./],
    ['a script as its feed', 'script', /web page/, /./],
  ])('refuses one with %s, says what to do and stores nothing', async (_, where, message, next) => {
    const before = await test.db.source.count()
    await expect(add(where)).rejects.toMatchObject({
      message: expect.stringMatching(message),
      next: expect.stringMatching(next),
    })
    expect(await test.db.source.count()).toBe(before)
  })

  it('and a list of feeds goes in and out through the command line', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'wave-opml-'))
    try {
      const file = path.join(folder, 'list.opml')
      await writeFile(
        file,
        `<opml version="2.0"><head/><body><outline text="f"><outline type="rss" text="Blog" xmlUrl="${site.base}blog.xml"/>
          <outline type="rss" text="New" xmlUrl="${site.base}feeds/videos.xml"/><outline type="rss" text="Dead" xmlUrl="${site.base}dead.xml"/></outline></body></opml>`,
      )
      const env = {
        ...process.env,
        DATABASE_URL: test.url,
        ALLOW_PRIVATE_HOSTS: new URL(site.base).host,
        NODE_ENV: 'test' as const,
      }
      const wave = (...args: string[]) => run('npx', ['tsx', 'lib/cli/index.ts', 'sources', ...args], { env })
      const failed = await wave('import', file).catch((error: { code: number; stdout: string }) => error)
      expect(failed).toMatchObject({ code: 1 })
      const report = JSON.parse(failed.stdout) as { added: string[]; known: string[]; refused: { address: string }[] }
      expect(report).toMatchObject({ added: [expect.any(String)], known: [expect.any(String)] })
      expect(report.refused.map((r) => r.address)).toEqual([`${site.base}dead.xml`])
      const { stdout } = await wave('export')
      const feeds = await test.db.source.findMany({ where: { kind: 'feed' } })
      expect(new Set(feedsOfOpml(stdout).map((f) => f.address))).toEqual(new Set(feeds.map((f) => f.address)))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  }, 90_000)
})
