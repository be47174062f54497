import { createServer, type Server } from 'node:http'
import { address, expect, test } from './product'

const FEED = `<?xml version="1.0"?>
<rss version="2.0"><channel><title>Grid &amp; Compute</title><link>https://example.com/</link><description>d</description>
<item><title>Lambda raises $480m &lt;img src=x onerror="window.ran=1"&gt;</title><link>javascript:window.ran=2</link>
<guid isPermaLink="false">one</guid><pubDate>Fri, 02 Oct 2026 09:00:00 GMT</pubDate>
<description><![CDATA[<p onclick="window.ran=3">Lambda, the GPU cloud, raised $480 million in a Series D round.</p>
<script>window.ran=4</script><svg onload="window.ran=5"></svg><a href="javascript:window.ran=6">x</a>]]></description></item>
<item><title>CoreWeave is hiring GPU engineers</title><link>https://example.com/two</link>
<guid isPermaLink="false">two</guid><pubDate>Sat, 03 Oct 2026 09:00:00 GMT</pubDate>
<description><![CDATA[<p>CoreWeave said it will hire 200 data center technicians this year.</p><script>window.ran=7</script>]]></description></item>
</channel></rss>`

/** Names, titles and authors that would end an attribute or a tag, had they been put there as they are. */
const BREAKING = `Odd" onmouseover="window.ran=8" x='&amp;lt;img src=x onerror=window.ran=9&amp;gt;`
const ODD_FEED = `<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>${BREAKING} press</title><link>https://odd.example/</link>
<item><title>${BREAKING} Lambda raises $25 million in a Series B round</title><link>https://odd.example/one</link><dc:creator>${BREAKING} author</dc:creator>
<pubDate>Sun, 04 Oct 2026 09:00:00 GMT</pubDate><description>Lambda has raised $25 million in a Series B round led by Example Ventures.</description></item>
<item><title>${BREAKING} without an address</title></item>
</channel></rss>`

let publisher: Server | null = null

test.beforeAll(async () => {
  const port = Number(process.env.WAVE_E2E_PUBLISHER_PORT)
  publisher = createServer((request, response) => {
    if (request.url === '/robots.txt') response.writeHead(404).end()
    else
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(request.url === '/odd.xml' ? ODD_FEED : FEED)
  })
  await new Promise<void>((resolve) => publisher?.listen(port, '127.0.0.1', resolve))
})
test.afterAll(async () => {
  await new Promise((resolve) => publisher?.close(resolve))
})

test('adding a source without the operator’s token is refused, in words', async ({ page, request }) => {
  const answer = await request.post(address('/api/sources'), { data: { address: 'https://jobs.lever.co/mistral' } })
  expect(answer.status()).toBe(401)
  expect(await answer.json()).toMatchObject({ error: { code: 'not-allowed', next: expect.any(String) } })
  const wrong = await request.post(address('/api/sources'), {
    data: { address: 'https://jobs.lever.co/mistral' },
    headers: { authorization: 'Bearer not-the-token-at-all' },
  })
  expect(wrong.status()).toBe(401)
  await page.goto(address('/sources'))
  await expect(page.locator('#add')).toContainText('Only the operator')
  await expect(page.locator('#add form')).toHaveCount(0)
})

test('the operator adds a feed by its address; its scripts never run', async ({ page }) => {
  await page.goto(process.env.WAVE_E2E_OPERATOR ?? '')
  await expect(page).toHaveURL(/\/sources#add$/)
  const feed = `http://127.0.0.1:${process.env.WAVE_E2E_PUBLISHER_PORT}/feed.xml`
  await page.getByLabel('Address').fill(feed)
  await page.getByRole('button', { name: 'Add and check' }).click()
  await expect(page.locator('#add .notice')).toContainText(/Added|already/)
  await expect(page.locator('tr', { hasText: 'Grid & Compute' })).toContainText('read')

  await page.goto(address('/articles'))
  const mine = page.locator('.signals li', { hasText: 'CoreWeave is hiring GPU engineers' })
  await expect(mine).toBeVisible()
  await mine.getByRole('link', { name: /CoreWeave is hiring/ }).click()
  await expect(page.locator('main')).toContainText('200 data center technicians')
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBeUndefined()
  expect(await page.locator('main script').count()).toBe(0)
  expect(await page.locator('main a[href^="javascript:"]').count()).toBe(0)
})

test('a feed whose name, titles and authors break out of attributes stays inert wherever they show', async ({
  page,
  complaints,
}) => {
  await page.goto(process.env.WAVE_E2E_OPERATOR ?? '')
  await page.getByLabel('Address').fill(`http://127.0.0.1:${process.env.WAVE_E2E_PUBLISHER_PORT}/odd.xml`)
  await page.getByRole('button', { name: 'Add and check' }).click()
  await expect(page.locator('#add .notice')).toContainText(/Added|already/)

  const inert = async (what: string) => {
    await page.mouse.move(200, 300)
    const found = await page.evaluate(() => ({
      ran: Reflect.get(window, 'ran'),
      handlers: [...document.querySelectorAll('*')].flatMap((e) =>
        [...e.attributes]
          .filter((a) => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value))
          .map((a) => `${e.localName} ${a.name}`),
      ),
      images: [...document.images].map((i) => i.getAttribute('src')).filter((src) => src === 'x'),
    }))
    expect(found, what).toEqual({ ran: undefined, handlers: [], images: [] })
  }
  await inert('the sources page')
  await page.goto(address('/articles'))
  const mine = page.locator('.signals li', { hasText: 'Lambda raises $25 million' })
  await expect(mine).toBeVisible()
  await inert('the list of articles')
  await mine.getByRole('link', { name: /Lambda raises \$25 million/ }).click()
  await expect(page.locator('main')).toContainText('Example Ventures')
  await expect(page).toHaveTitle(/Odd" onmouseover/)
  await inert('the page of an article, its title and its link preview')
  const said = encodeURIComponent(`<img src=x onerror="window.ran=10"> " onfocus="window.ran=11"`)
  await page.goto(address(`/sources?failed=${said}&said=Your+account+was+closed`))
  await expect(page.getByText('Your account was closed')).toHaveCount(0)
  for (const path of [
    `/articles/${said}`,
    `/${said}`,
    `/sources?failed=${said}&said=${said}`,
    `/companies/${said}`,
    `/roles/sre?company=${said}`,
  ]) {
    await page.goto(address(path))
    await inert(`the error page of ${path}`)
  }
  // The browser itself reports the 404 of a document that is not there; nothing else may be wrong.
  expect(complaints.filter((c) => !c.includes('status of 404'))).toEqual([])
  complaints.length = 0
})

test('an address that is no source is refused with what would work', async ({ page }) => {
  await page.goto(process.env.WAVE_E2E_OPERATOR ?? '')
  await page.getByLabel('Address').fill('not an address')
  await page.getByRole('button', { name: 'Add and check' }).click()
  await expect(page.locator('#add .notice.error')).toContainText('https://')
})
