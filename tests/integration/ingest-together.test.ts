import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingestMany } from '@/lib/ingest/due'
import { checkRollups } from '@/lib/ingest/rollups'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

let test: TestDatabase
let site: Awaited<ReturnType<typeof publisher>>
const FEEDS = 12

beforeAll(async () => {
  test = await testDatabase()
  const routes: Record<string, { body: string; type: string }> = {}
  for (let i = 0; i < FEEDS; i++) {
    const items = Array.from(
      { length: 5 },
      (_, n) =>
        `<item><title>Round ${i}-${n}</title><link>https://feed${i}.example/${n}</link><pubDate>Tue, 06 Jan 2026 10:00:00 GMT</pubDate><description>Acme${i}x${n} Cloud has raised $${10 + n} million in a Series B round.</description></item>`,
    )
    routes[`/${i}.xml`] = {
      type: 'application/rss+xml',
      body: `<rss version="2.0"><channel><title>Feed ${i}</title><link>https://feed${i}.example</link><description>d</description>${items.join('')}</channel></rss>`,
    }
  }
  site = await publisher(routes)
})
afterAll(async () => {
  await site.close()
  await test.close()
})

it('sources that are read at the same time lose nothing, though their signals fall on one day', async () => {
  const ids = Array.from({ length: FEEDS }, (_, i) => `feed-${i}`)
  await test.db.source.createMany({
    data: ids.map((id, i) => ({
      id,
      kind: 'feed',
      name: id,
      address: `${site.base}${i}.xml`,
      options: { url: `${site.base}${i}.xml` },
    })),
  })
  const runs = await ingestMany(test.db, ids, { config: site.config(), now: new Date('2026-01-07T00:00:00Z') })
  expect(runs.map((r) => r.status)).toEqual(ids.map(() => 'ok'))
  expect(await test.db.article.count()).toBe(FEEDS * 5)
  expect(await test.db.signal.count()).toBeGreaterThan(FEEDS)
  for (const check of await checkRollups(test.db)) expect(check).toMatchObject({ missing: 0, extra: 0 })
})
