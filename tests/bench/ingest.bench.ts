import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Benchmark } from '@/lib/cli/bench'
import { readConfig } from '@/lib/config'
import { ingestMany } from '@/lib/ingest/due'
import { parseFeedText } from '@/lib/sources/feeds/parseFeed'
import { round } from './measure'
import { withScratchDatabase } from './scratch'

const FEEDS = 200
const ITEMS = 50
const SYLLABLES = 'ka lo mi ter van sol ri den bo cas ful nor pe sto wen'.split(' ')

/** Numbers that look random and are the same in every run (a linear congruential generator, Numerical Recipes). */
function* numbers(seed: number): Generator<number> {
  let state = seed >>> 0
  for (;;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    yield state >>> 8
  }
}

/** A text of 120 words out of 3,375 made-up ones: as far from its neighbours as two articles are. */
function madeUpText(seed: number): string {
  const random = numbers(seed * 7919 + 1)
  const syllable = () => SYLLABLES[(random.next().value as number) % SYLLABLES.length]
  return Array.from({ length: 120 }, () => `${syllable()}${syllable()}${syllable()}`).join(' ')
}

/** A made-up RSS 2.0 feed; one item in ten tells a round. */
function feedXml(feed: number): string {
  const items = Array.from({ length: ITEMS }, (_, i) => {
    const n = feed * ITEMS + i
    const news =
      i % 10 === 0
        ? `Madeup${n} Cloud has raised $${(n % 90) + 10} million in a Series B round led by Fund${n % 40}. `
        : ''
    return `<item><title>${madeUpText(n + 1e6).slice(0, 40)}</title><link>https://feed${feed}.example/items/${n}</link><guid>${n}</guid><pubDate>Tue, ${String((n % 27) + 1).padStart(2, '0')} Jan 2026 10:00:00 GMT</pubDate><description><![CDATA[<p>${news}${madeUpText(n)}.</p>]]></description></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Feed ${feed}</title><link>https://feed${feed}.example/</link><description>made up</description>${items.join('')}</channel></rss>`
}

async function feedServer() {
  const bodies = Array.from({ length: FEEDS }, (_, i) => Buffer.from(feedXml(i)))
  const server = createServer((request, response) => {
    const i = Number(/^\/(\d+)\.xml$/.exec(request.url ?? '')?.[1] ?? -1)
    const body = bodies[i]
    if (!body) return void response.writeHead(404).end()
    const etag = `"feed-${i}"`
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    response.writeHead(200, { 'content-type': 'application/rss+xml', etag }).end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { port: (server.address() as AddressInfo).port, close: () => server.close(() => undefined) }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

export const benchmark: Benchmark = {
  description: `${FEEDS} feeds of ${ITEMS} items over loopback, whole way into Postgres, against a bare fetch and parse that stores nothing`,
  run: async (log) =>
    await withScratchDatabase(async (db) => {
      const server = await feedServer()
      try {
        const config = readConfig({ ...process.env, ALLOW_PRIVATE_HOSTS: `127.0.0.1:${server.port}` })
        const urls = Array.from({ length: FEEDS }, (_, i) => `http://127.0.0.1:${server.port}/${i}.xml`)
        await db.source.createMany({
          data: urls.map((url, i) => ({
            id: `bench-${i}`,
            kind: 'feed',
            name: `Feed ${i}`,
            address: url,
            options: { url },
          })),
        })
        const ids = urls.map((_, i) => `bench-${i}`)
        const bare = async () => {
          for (const url of urls) {
            const items = parseFeedText(await (await fetch(url)).text()).items
            if (items.length !== ITEMS) throw new Error(`${url}: ${items.length} items`)
          }
        }
        await bare()
        const fetchAndParse = await timed(bare)
        const options = () => ({ config, now: new Date() })
        const failures = new Set<string>()
        const first = await timed(async () => {
          const runs = await ingestMany(db, ids, options())
          for (const run of runs) if (run.status !== 'ok') failures.add(`${run.status}: ${run.error?.message}`)
        })
        const stored = await db.article.count()
        if (stored !== FEEDS * ITEMS)
          throw new Error(`stored ${stored} of ${FEEDS * ITEMS}; ${[...failures].join('; ')}`)
        const signals = await db.signal.count()
        const conditional = await timed(async () => {
          for (const [i, url] of urls.entries()) {
            const answer = await fetch(url, { headers: { 'if-none-match': `"feed-${i}"` } })
            if (answer.status !== 304) throw new Error(String(answer.status))
          }
        })
        const again = await timed(() => ingestMany(db, ids, options()))
        if ((await db.article.count()) !== stored) throw new Error('a refresh without changes stored something')
        log(`  first ${round(first)} s, without changes ${round(again)} s`)
        return {
          documents: stored,
          signals,
          documentsPerSecond: Math.round(stored / first),
          bareFetchAndParseSeconds: round(fetchAndParse, 3),
          firstSeconds: round(first, 3),
          firstRatio: round(first / fetchAndParse),
          bareConditionalGetSeconds: round(conditional, 3),
          noChangeSeconds: round(again, 3),
          noChangeRatio: round(again / conditional),
        }
      } finally {
        server.close()
      }
    }),
}
