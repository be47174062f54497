import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ingestMany } from '@/lib/ingest/due'
import { rereadArticles } from '@/lib/ingest/reread'
import { retryRejects } from '@/lib/ingest/retryRejects'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const BROKEN = 'unreadable-to-the-rules'
const rules = vi.hoisted(() => ({ areBroken: false }))
vi.mock('@/lib/signals/extract', async (original) => {
  const real = await original<typeof import('@/lib/signals/extract')>()
  const extract: typeof real.extract = (input, options) => {
    if (rules.areBroken && input.text.includes(BROKEN)) throw new RangeError('a rule went wrong')
    return real.extract(input, options)
  }
  return { ...real, extract }
})

const now = new Date('2025-10-16T10:00:00Z')
type Item = { link: string; title: string; text: string; day: string }
const rss = (items: readonly Item[]): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Paper</title><link>https://x.example/</link><description>d</description>${items
    .map(
      (i) =>
        `<item><title>${i.title}</title><link>${i.link}</link><pubDate>${new Date(i.day).toUTCString()}</pubDate><description>${i.text}</description></item>`,
    )
    .join('')}</channel></rss>`

const tellings: Record<string, Item> = {
  early: {
    link: 'https://early.example/1',
    title: 'Tarn Compute raises money',
    text: 'Tarn Compute has raised $140 million in a Series B round led by Hollis Ventures.',
    day: '2025-09-29T09:00:00Z',
  },
  late: {
    link: 'https://late.example/1',
    title: 'GPU renter lands funds',
    text: 'The Leeds firm is growing. Tarn Compute raised $140 million in a Series B, at a valuation of $900 million, people in the market said.',
    day: '2025-09-30T09:00:00Z',
  },
  same: {
    link: 'https://same.example/1',
    title: 'A round for Tarn',
    text: 'Quarry Capital and Hollis Ventures put $140 million into Tarn Compute in its Series B round, the company announced.',
    day: '2025-09-29T12:00:00Z',
  },
}

describe('the signals of articles', () => {
  let site: Awaited<ReturnType<typeof publisher>>
  const databases: TestDatabase[] = []
  const fresh = async (): Promise<TestDatabase> => {
    const made = await testDatabase()
    databases.push(made)
    return made
  }
  const add = (test: TestDatabase, names: readonly string[]) =>
    test.db.source.createMany({
      data: names.map((n) => ({
        id: n,
        kind: 'feed',
        name: n,
        address: `${site.base}${n}`,
        options: { url: `${site.base}${n}` },
      })),
    })

  beforeAll(async () => {
    site = await publisher(
      Object.fromEntries(Object.entries(tellings).map(([name, item]) => [`/${name}`, { body: rss([item]) }])),
    )
  })
  afterAll(async () => {
    rules.areBroken = false
    await site?.close()
    for (const each of databases) await each.close()
  })

  it('are the same rows in whichever order the articles of one event arrive, and when they arrive together', async () => {
    const rowsAfter = async (rounds: readonly (readonly string[])[]): Promise<unknown[]> => {
      const test = await fresh()
      await add(test, Object.keys(tellings))
      for (const names of rounds) await ingestMany(test.db, names, { config: site.config(), now })
      const rows = await test.db.$queryRaw<{ row: unknown }[]>`
        SELECT to_jsonb(s) || jsonb_build_object('evidence', (SELECT count(*) FROM evidence e WHERE e.signal_id = s.id)) AS row
        FROM signals s ORDER BY s.id`
      return rows.map((r) => r.row)
    }
    const first = await rowsAfter([['early'], ['late'], ['same']])
    expect(first.length).toBeGreaterThan(0)
    expect(first.some((r) => (r as { evidence: number }).evidence === 3)).toBe(true)
    expect(await rowsAfter([['same'], ['late'], ['early']])).toEqual(first)
    expect(await rowsAfter([['late'], ['early'], ['same']])).toEqual(first)
    expect(await rowsAfter([['early', 'late', 'same']])).toEqual(first)
  }, 60_000)

  it('of one article that the rules fail on are missing, and nothing else of its feed is', async () => {
    const test = await fresh()
    const bad = {
      link: 'https://bad.example/1',
      title: 'Bad',
      text: `Skiff Storage has raised $90 million in a Series A round. ${BROKEN}`,
      day: '2025-09-29T09:00:00Z',
    }
    const good = { ...bad, link: 'https://bad.example/2', text: bad.text.replace('Skiff', 'Ketch').replace(BROKEN, '') }
    site.routes['/bad'] = { body: rss([bad, good]) }
    await add(test, ['bad'])
    rules.areBroken = true
    const [run] = await ingestMany(test.db, ['bad'], { config: site.config(), now })
    expect(run).toMatchObject({ status: 'ok', seen: 2, new: 2, rejected: 0 })
    const names = async () =>
      (await test.db.signal.findMany({ where: { type: 'funding' }, orderBy: { companyName: 'asc' } })).map(
        (s) => s.companyName,
      )
    expect(await names()).toEqual(['Ketch Storage'])
    const rejects = () => test.db.reject.findMany({ where: { sourceId: 'bad' } })
    expect(await rejects()).toMatchObject([
      { kind: 'article', position: bad.link, resolvedAt: null, raw: bad.text.trim() },
    ])
    expect((await rejects())[0]?.reason).toContain('a rule went wrong')

    // The same version fails on it again; a later one does not.
    await rereadArticles(test.db)
    expect(await rejects()).toMatchObject([{ resolvedAt: null }])
    rules.areBroken = false
    expect(await retryRejects(test.db, { config: site.config(), now })).toMatchObject({ resolved: 1, waiting: 0 })
    expect(await names()).toEqual(['Ketch Storage', 'Skiff Storage'])
    expect((await rejects())[0]?.resolvedAt).not.toBeNull()
  }, 60_000)
})
