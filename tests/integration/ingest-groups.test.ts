import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestMany } from '@/lib/ingest/due'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const DAY_2 = new Date('2026-11-21T10:00:00Z')
const FEEDS = 40

const item = (url: string, text: string): string =>
  `<item><title>${text}</title><link>${url}</link><pubDate>19 Nov 2026 08:00:00 GMT</pubDate><description>${text}</description></item>`
const feed = (...items: string[]): string =>
  `<rss version="2.0"><channel><title>F</title><link>https://f.example/</link><description>d</description>${items.join('')}</channel></rss>`

describe('feeds that are visited together', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const names = Array.from({ length: FEEDS }, (_, i) => `f${i}`)
  const refresh = async (now: Date) => {
    const runs = await ingestMany(test.db, names, { config: site.config(), now })
    return new Map(runs.map((r) => [r.source, r]))
  }
  const facts = async () => {
    const [row] = await test.db.$queryRaw<{ all: string }[]>`
      SELECT jsonb_build_object('version', (SELECT version FROM data_version),
        'documents', (SELECT jsonb_agg(to_jsonb(d) - 'bytes' ORDER BY id) FROM raw_documents d),
        'articles', (SELECT jsonb_agg(to_jsonb(a) ORDER BY id) FROM articles a),
        'rejects', (SELECT jsonb_agg(to_jsonb(r) ORDER BY id) FROM rejects r))::text AS all`
    return row?.all
  }

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher(
      Object.fromEntries(
        names.map((n) => [
          `/${n}`,
          {
            body: feed(item(`https://${n}.example/1`, `Note of ${n}`), item(`https://${n}.example/2`, `More of ${n}`)),
          },
        ]),
      ),
    )
    // f1 and f2 bring one article, f3 is no feed, f4 is not there, f5 holds an item without an address, f6 gives no validators
    site.routes['/f2'] = {
      body: feed(item('https://f1.example/1', 'The same by another'), item('https://f2.example/1', 'Own')),
    }
    site.routes['/f3'] = { body: 'no feed at all' }
    site.routes['/f4'] = { body: 'gone fishing', status: 404 }
    site.routes['/f5'] = { body: feed(item('https://f5.example/1', 'Good'), '<item><title>Nowhere</title></item>') }
    site.routes['/f6'] = { body: feed(item('https://f6.example/1', 'Plain')), etag: false }
    // What the database refuses of f7 is refused of f7 alone.
    await test.db.$executeRaw`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
        IF NEW.url LIKE '%f7.example%' THEN RAISE EXCEPTION 'not this one'; END IF; RETURN NEW; END $$`
    await test.db.$executeRaw`CREATE TRIGGER refuse BEFORE INSERT ON articles FOR EACH ROW EXECUTE FUNCTION refuse()`
    await test.db.source.createMany({
      data: names.map((n) => ({
        id: n,
        kind: 'feed',
        name: n,
        address: `${site.base}${n}`,
        options: { url: `${site.base}${n}` },
      })),
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('are each told of as if they had been visited alone', async () => {
    const runs = await refresh(DAY_1)
    expect(runs.size).toBe(FEEDS)
    expect(runs.get('f0')).toMatchObject({ status: 'ok', seen: 2, new: 2, rejected: 0 })
    const shared = [runs.get('f1'), runs.get('f2')].map((r) => [r?.seen, (r?.new ?? 0) + (r?.unchanged ?? 0)])
    expect(shared).toEqual([
      [2, 2],
      [2, 2],
    ])
    expect((runs.get('f1')?.new ?? 0) + (runs.get('f2')?.new ?? 0)).toBe(3)
    expect(runs.get('f3')).toMatchObject({ status: 'failed', seen: 1, rejected: 1, error: { code: 'parse-failed' } })
    expect(runs.get('f4')).toMatchObject({ status: 'failed', seen: 0 })
    expect(runs.get('f5')).toMatchObject({ status: 'ok', seen: 2, new: 1, rejected: 1 })
    expect(runs.get('f7')).toMatchObject({ status: 'failed', new: 0 })
    expect(runs.get('f7')?.error?.message).toContain('not this one')
    expect([...runs.values()].filter((r) => r.status === 'failed')).toHaveLength(3)
    // The document of f3 is kept, as that of a reject; those of f7 are not taken for read.
    expect(await test.db.reject.findMany({ where: { sourceId: 'f3' }, include: { document: true } })).toMatchObject([
      { kind: 'document', document: { url: `${site.base}f3` } },
    ])
  })

  it('leave a run for every fetch, with counts that add up, and write nothing else where nothing changed', async () => {
    await test.db.$executeRaw`DROP TRIGGER refuse ON articles`
    site.routes['/f3'] = { body: feed(item('https://f3.example/1', 'Late')) }
    const second = await refresh(DAY_2)
    expect(second.get('f3')).toMatchObject({ status: 'ok', new: 1 })
    expect(second.get('f7')).toMatchObject({ status: 'ok', new: 2 })
    expect(await test.db.reject.count({ where: { sourceId: 'f3', resolvedAt: null } })).toBe(0)
    expect(second.get('f0')).toMatchObject({ status: 'not-modified', seen: 0, bytes: 0 })
    // The same bytes without a 304.
    expect(second.get('f6')).toMatchObject({ status: 'not-modified', seen: 0 })
    expect(second.get('f6')?.bytes).toBeGreaterThan(0)

    const before = await facts()
    const third = await refresh(new Date(DAY_2.getTime() + 3_600_000))
    expect([...third.values()].filter((r) => r.status !== 'not-modified').map((r) => r.source)).toEqual(['f4'])
    expect(await facts()).toBe(before)

    const [told] = await test.db.$queryRaw<{ runs: number; open: number; odd: number; told: number }[]>`
      SELECT count(*)::int AS runs, (count(*) FILTER (WHERE status = 'running' OR finished_at IS NULL))::int AS open,
        (count(*) FILTER (WHERE seen <> new + changed + unchanged + rejected))::int AS odd, sum(new)::int AS told FROM ingest_runs`
    expect(told).toEqual({ runs: 3 * FEEDS, open: 0, odd: 0, told: await test.db.article.count() })
    expect(site.asked.length).toBe(3 * FEEDS)
  })
})
