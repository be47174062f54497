import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect } from '@/lib/db/client'
import { withSourceLock } from '@/lib/ingest/lock'
import { ingestSource, type RunSummary } from '@/lib/ingest/run'
import { markInterrupted, work } from '@/lib/ingest/worker'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

describe('workers', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const NAMES = Array.from({ length: 6 }, (_, i) => `feed-${i}`)

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher(
      Object.fromEntries(
        NAMES.map((n) => [`/${n}`, { body: fixture('feeds/atom.xml').toString().replaceAll('/1"', `/${n}"`) }]),
      ),
    )
    await test.db.source.createMany({
      data: NAMES.map((n) => ({
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

  it('visit every due source once, however many of them there are', async () => {
    const other = connect(test.url, 5)
    const stop = new AbortController()
    const done: RunSummary[] = []
    const onDone = (run: RunSummary) => {
      if (run.status === 'ok') done.push(run)
      if (done.length === NAMES.length) stop.abort()
    }
    try {
      await Promise.all(
        [test.db, other].map((db) => work(db, { config: site.config(), signal: stop.signal, onDone, pollMs: 20 })),
      )
    } finally {
      await other.$disconnect()
    }
    expect(site.asked.map((a) => a.path).sort()).toEqual(NAMES.map((n) => `/${n}`))
    expect(await test.db.ingestRun.count()).toBe(NAMES.length)
    expect(await test.db.article.count()).toBe(NAMES.length)
  })

  it('are kept from a source that another one is at', async () => {
    const run = await withSourceLock(test.db, 'feed-0', () =>
      ingestSource(test.db, 'feed-0', { config: site.config(), now: new Date() }),
    )
    expect(run).toMatchObject({ status: 'busy', seen: 0 })
  })

  it('mark the run of a process that died as interrupted, and leave one that is alive', async () => {
    await test.db.ingestRun.createMany({ data: [{ sourceId: 'feed-1', seen: 12 }, { sourceId: 'feed-2' }] })
    const mended = await withSourceLock(test.db, 'feed-2', () => markInterrupted(test.db, new Date()))
    expect(mended).toBe(1)
    expect(
      await test.db.ingestRun.findMany({
        where: { status: { in: ['running', 'interrupted'] } },
        select: { sourceId: true, status: true },
        orderBy: { sourceId: 'asc' },
      }),
    ).toEqual([
      { sourceId: 'feed-1', status: 'interrupted' },
      { sourceId: 'feed-2', status: 'running' },
    ])
  })
})
