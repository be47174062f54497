import type { ChildProcess } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '@/lib/db/client'
import { embeddedServer, restartIfDown } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'
import { work } from '@/lib/ingest/worker'
import { createDatabase, type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'
import { end, manySources, until, workerProcess, workerProgram } from './killed-run'

type Site = Awaited<ReturnType<typeof publisher>>

const FEEDS = 60
const ITEMS = 6
const readCount = (db: Db) => db.source.count({ where: { lastOkAt: { not: null } } })
const told = async (db: Db) => (await db.ingestRun.aggregate({ _sum: { new: true } }))._sum.new

describe('three workers as processes of their own, one of them killed', () => {
  let site: Site
  let test: TestDatabase
  const children: ChildProcess[] = []

  beforeAll(async () => {
    site = await publisher()
    test = await testDatabase()
  })
  afterAll(async () => {
    for (const child of children) await end(child, 'SIGKILL')
    await site?.close()
    await test?.close()
  })

  it('share the sources, do none of them twice, and finish what the dead one had begun', async () => {
    await test.db.source.createMany({ data: manySources(site, { feeds: FEEDS, items: ITEMS, boards: 0, jobs: 0 }) })
    const program = await workerProgram()
    for (let n = 0; n < 3; n++) children.push(workerProcess(program, test.url, site))
    await until(() => site.asked.length > FEEDS / 3)
    const [first] = children
    if (first) await end(first, 'SIGKILL')
    await until(async () => (await readCount(test.db)) === FEEDS)
    for (const child of children) await end(child, 'SIGTERM')

    const runs = await test.db.ingestRun.groupBy({ by: ['sourceId', 'status'], _count: { _all: true } })
    expect(runs.filter((r) => r.status === 'ok').map((r) => r._count._all)).toEqual(Array(FEEDS).fill(1))
    expect(runs.filter((r) => r.status !== 'ok' && r.status !== 'interrupted')).toEqual([])
    // Only what the dead one was at is asked for a second time.
    const interrupted = runs.filter((r) => r.status === 'interrupted').length
    expect(site.asked.length).toBeLessThanOrEqual(FEEDS + interrupted)
    expect(await told(test.db)).toBe(FEEDS * ITEMS)
    expect(await test.db.article.count()).toBe(FEEDS * ITEMS)
  }, 120_000)
})

describe('a database that goes away in the middle of a run', () => {
  let site: Site
  let dir: string
  let server: Awaited<ReturnType<typeof embeddedServer>>
  let db: Db
  let url: string

  beforeAll(async () => {
    site = await publisher()
    dir = await mkdtemp(path.join(tmpdir(), 'wave-away-'))
    server = await embeddedServer(dir, () => undefined)
    url = await createDatabase(server.url, 'away')
    await migrate(url)
    db = connect(url, 10)
  })
  afterAll(async () => {
    await db?.$disconnect()
    await server?.release()
    await site?.close()
    await rm(dir, { recursive: true, force: true })
  })

  it('pauses the run, which goes on by itself when connections are dropped and when the server restarts', async () => {
    await db.source.createMany({ data: manySources(site, { feeds: FEEDS, items: ITEMS, boards: 2, jobs: 20 }) })
    const stop = new AbortController()
    const said: string[] = []
    const running = work(db, {
      config: site.config(),
      signal: stop.signal,
      pollMs: 50,
      onProgress: (line) => void said.push(line),
    })
    const other = connect(url, 1)
    for (const at of [10, 20, 30]) {
      await until(() => site.asked.length >= at)
      await other.$executeRaw`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'away' AND pid <> pg_backend_pid()`
    }
    await other.$disconnect()
    await until(() => site.asked.length >= 40)
    const pid = Number((await readFile(path.join(dir, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
    process.kill(pid, 'SIGQUIT')
    await until(() => said.some((line) => line.includes('Waiting') || line.includes('trying again')))
    await until(async () => await restartIfDown(dir, () => false))

    const all = FEEDS + 2
    await until(async () => (await readCount(db).catch(() => 0)) === all)
    stop.abort()
    await running
    // None of it is held against a publisher, and nothing is missing, doubled or left open.
    expect(await db.source.count({ where: { OR: [{ failures: { gt: 0 } }, { enabled: false }] } })).toBe(0)
    expect(await db.ingestRun.count({ where: { status: { notIn: ['ok', 'not-modified', 'interrupted'] } } })).toBe(0)
    expect(await told(db)).toBe(FEEDS * ITEMS + 40)
    expect([await db.article.count(), await db.posting.count()]).toEqual([FEEDS * ITEMS, 40])
  }, 120_000)
})
