import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '@/lib/config'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { article } from '@/lib/queries/articles'
import { readView } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'
import { publisher, type Route } from './ingest-server'

const now = new Date('2025-10-16T10:00:00Z')
const sentence = 'Tarn Compute has raised $140 million in a Series B round led by Hollis Ventures.'
const long = `Tarn Compute of Leeds, which rents out processors by the hour and by the week to studios, to makers of medicines, to banks and to three universities in the north of England and in Scotland, said after a meeting of its board that it had raised $310 million in a Series C round led by Quarry Capital, the fund from Oslo that had taken a small part in the round before and that now holds more than a tenth of the shares.`
const page = (body: string, head = ''): string =>
  `<!doctype html><html><head><title>x</title>${head}</head><body><nav><a href="/a">Home</a> <a href="/b">Jobs</a></nav><article><h1>News</h1>${body}</article><footer>All rights reserved. Cookies.</footer><script>document.title='no'</script></body></html>`
const filler = Array.from(
  { length: 8 },
  (_, i) =>
    `<p>Paragraph ${i} of the report says in many words what was agreed, who sat at the table, and how long it took to agree, with commas.</p>`,
).join('')

describe('articles that are read in full', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  let elsewhere: Awaited<ReturnType<typeof publisher>>
  let config: Config
  let sourceId = ''
  const paths = [
    'slow',
    'open',
    'private/secret',
    'gone',
    'paper',
    'short',
    'long',
    'to-closed',
    'to-open',
    'to-secret',
  ]
  const find = (path: string) => test.db.article.findUniqueOrThrow({ where: { url: `${site.base}${path}` } })

  beforeAll(async () => {
    test = await testDatabase()
    const routes: Record<string, Route> = {
      '/robots.txt': { body: 'User-agent: *\nDisallow: /private/\n', type: 'text/plain' },
      '/open': {
        body: page(
          `<p>${sentence}</p>${filler}<img src="x" onerror="alert(1)">`,
          '<link rel="canonical" href="/the-open-one">',
        ),
        type: 'text/html; charset=utf-8',
      },
      '/private/secret': { body: page(`<p>${sentence}</p>${filler}`), type: 'text/html' },
      '/slow': { status: 503, body: 'later' },
      '/paper': { body: '%PDF-1.4', type: 'application/pdf' },
      '/short': { body: page('<p>Hi.</p>'), type: 'text/html' },
      '/long': { body: page(`<p>${long}</p>${filler}`), type: 'text/html' },
    }
    elsewhere = await publisher({
      '/robots.txt': { body: 'User-agent: HiringWave\nDisallow: /closed\n', type: 'text/plain' },
      '/closed': { body: page(`<p>${sentence}</p>${filler}`), type: 'text/html' },
      '/open': { body: page(`<p>Elsewhere it says more.</p>${filler}`), type: 'text/html' },
    })
    routes['/to-closed'] = { status: 302, headers: { location: `${elsewhere.base}closed` } }
    routes['/to-open'] = { status: 301, headers: { location: `${elsewhere.base}open` } }
    routes['/to-secret'] = { status: 302, headers: { location: '/private/secret' } }
    site = await publisher(routes)
    config = site.config({ ALLOW_PRIVATE_HOSTS: [site.base, elsewhere.base].map((b) => new URL(b).host).join(',') })
    routes['/feed.xml'] = {
      body: `<?xml version="1.0"?><rss version="2.0"><channel><title>Teasers</title><link>${site.base}</link><description>d</description>${paths
        .map(
          (p, i) =>
            `<item><title>Item ${p}</title><link>${site.base}${p}</link><pubDate>${new Date(Date.UTC(2025, 9, 15, i)).toUTCString()}</pubDate><description>A teaser about ${p} […]</description></item>`,
        )
        .join('')}</channel></rss>`,
    }
    const added = await addSource(test.db, `${site.base}feed.xml`, { config, now, fullText: true })
    sourceId = added.source.id
    expect(added.source.fullText).toBe(true)
    expect(added.tried?.notes.join(' ')).toMatch(/articles stay teasers/)
  })
  afterAll(async () => {
    await site?.close()
    await elsewhere?.close()
    await test?.close()
  })

  it('have the text of the page, without what surrounds it, and keep the teaser', async () => {
    const open = await find('open')
    expect(open).toMatchObject({
      textFrom: 'page',
      pageState: 'read',
      pageNote: null,
      teaser: 'A teaser about open […]',
    })
    expect(open.text).toContain(sentence)
    expect(open.text).not.toMatch(/Cookies|Home|onerror|<|document\.title/)
    expect(open.canonicalUrl).toBe(`${site.base}the-open-one`)
  })

  it('are searched for signals, with quotes that stand in the stored text', async () => {
    const { id, text } = await find('open')
    const quotes = await test.db.evidence.findMany({ where: { articleId: id } })
    expect(quotes.length).toBeGreaterThan(0)
    for (const q of quotes) expect(text?.slice(q.startOffset ?? 0, q.endOffset ?? 0)).toBe(q.quote)
  })

  it('are quoted with at most 300 characters', async () => {
    const { id, text } = await find('long')
    const quotes = await test.db.evidence.findMany({ where: { articleId: id } })
    expect(quotes.length).toBeGreaterThan(0)
    for (const q of quotes) {
      expect(q.quote?.length).toBeLessThanOrEqual(300)
      expect(text?.slice(q.startOffset ?? 0, q.endOffset ?? 0)).toBe(q.quote)
    }
  })

  it('stay teasers where robots.txt says no, and say so; the page is never asked for', async () => {
    expect(await find('private/secret')).toMatchObject({
      textFrom: 'feed',
      pageState: 'teaser',
      text: 'A teaser about private/secret […]',
      pageNote: expect.stringMatching(/robots\.txt of 127\.0\.0\.1:\d+ asks us not to read/),
    })
    expect(site.asked.map((a) => a.path)).not.toContain('/private/secret')
    expect(site.asked.filter((a) => a.path === '/robots.txt')).toHaveLength(1)
  })

  it('stay teasers where a page moved to what its new host or its own closes; what is closed is never asked for', async () => {
    expect(await find('to-closed')).toMatchObject({
      pageState: 'teaser',
      pageNote: `robots.txt of ${new URL(elsewhere.base).host} asks us not to read this page.`,
    })
    expect(await find('to-secret')).toMatchObject({
      pageState: 'teaser',
      pageNote: expect.stringMatching(/asks us not/),
    })
    expect((await find('to-open')).text).toContain('Elsewhere it says more.')
    // The other host's robots.txt is asked first, once, and then only the page that it leaves open.
    expect(elsewhere.asked.map((a) => a.path)).toEqual(['/robots.txt', '/open'])
  })

  it('stay teasers where the page is gone, no web page, or holds nothing more', async () => {
    expect((await find('gone')).pageNote).toBe('The page answers 404.')
    expect((await find('paper')).pageNote).toMatch(/application\/pdf/)
    expect((await find('short')).pageNote).toBe('The page says no more than the feed.')
  })

  it('wait where the publisher fails for now, and are asked for again, three times at most', async () => {
    expect(await find('slow')).toMatchObject({ pageState: 'wanted', pageTries: 1 })
    for (let i = 0; i < 4; i++) await ingestSource(test.db, sourceId, { config: site.config(), now })
    expect(await find('slow')).toMatchObject({ pageState: 'teaser', pageTries: 3 })
    expect(site.asked.filter((a) => a.path === '/slow')).toHaveLength(3)
  })

  it('keep the text of the page when the feed comes again with the same teaser', async () => {
    site.routes['/feed.xml'] = { ...(site.routes['/feed.xml'] as object), headers: { 'x-again': '1' }, etag: false }
    await ingestSource(test.db, sourceId, { config: site.config(), now })
    expect(await find('open')).toMatchObject({ textFrom: 'page', pageState: 'read' })
    expect(site.asked.filter((a) => a.path === '/open')).toHaveLength(1)
  })

  it('show their quotes alone, and the whole text only where the setting allows it', async () => {
    const { id } = await find('open')
    const shown = await article(String(id), readView({}).view, test.db, {}, now)
    expect(shown).toMatchObject({ text: null, textFrom: 'page', teaser: 'A teaser about open […]', textNote: null })
    const closed = await article(String((await find('private/secret')).id), readView({}).view, test.db, {}, now)
    expect(closed.textNote).toMatch(/robots\.txt/)
    expect(shown.quotes.length).toBeGreaterThan(0)
    expect((await article(String(id), readView({}).view, test.db, { showFetched: true }, now)).text).toContain(sentence)
  })

  it('are refused for a board, and off for a feed unless asked for', async () => {
    await expect(
      addSource(test.db, 'https://job-boards.greenhouse.io/x', { config: site.config(), now, fullText: true }),
    ).rejects.toMatchObject({ code: 'bad-input', message: expect.stringMatching(/no articles to read in full/) })
    expect((await test.db.source.findUniqueOrThrow({ where: { id: sourceId } })).fullText).toBe(true)
    site.routes['/plain.xml'] = {
      body: '<rss version="2.0"><channel><title>P</title><item><title>a</title><link>https://p.example/1</link></item></channel></rss>',
    }
    const plain = await addSource(test.db, `${site.base}plain.xml`, { config: site.config(), now })
    expect(plain.source.fullText).toBe(false)
  })
})
