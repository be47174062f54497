import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { connect, type Db } from '@/lib/db/client'
import { embeddedServer, restartIfDown } from '@/lib/db/embedded'
import { migrate } from '@/lib/db/migrate'
import { work } from '@/lib/ingest/worker'
import { createDatabase } from './database'
import { publisher } from './ingest-server'
import { manySources, until } from './killed-run'

const run = promisify(execFile)
const FEEDS = 30
const ITEMS = 40
/** What is left of the disk when the run begins: less than what its feeds need. */
const LEFT = 256 * 1024

describe('a disk that fills up in the middle of a run', () => {
  let site: Awaited<ReturnType<typeof publisher>>
  let dir: string
  let isMounted = false
  let server: Awaited<ReturnType<typeof embeddedServer>> | undefined
  let db: Db | undefined

  beforeAll(async () => {
    site = await publisher()
    dir = await mkdtemp(path.join(tmpdir(), 'wave-full-'))
    // A disk of its own for the database: a real file system that is really full.
    isMounted = await run('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=755', 'wave-full', dir]).then(
      () => true,
      () => false,
    )
  })
  afterAll(async () => {
    await db?.$disconnect()
    await server?.release()
    await site?.close()
    if (isMounted) await run('umount', ['-l', dir])
    await rm(dir, { recursive: true, force: true })
  })

  it('pauses the run, says so, and loses nothing once there is space again', async (context) => {
    if (!isMounted) context.skip('no file system can be mounted here: it takes root')
    server = await embeddedServer(dir, () => undefined)
    const url = await createDatabase(server.url, 'fills')
    await migrate(url)
    db = connect(url, 10)
    const sources = manySources(site, { feeds: FEEDS, items: ITEMS, boards: 2, jobs: 20 })
    await db.source.createMany({ data: sources })

    const ballast = path.join(dir, 'ballast')
    const { bavail, bsize } = await statfs(dir)
    await writeFile(ballast, Buffer.alloc(bavail * bsize - LEFT, 1))
    const stop = new AbortController()
    const said: string[] = []
    const running = work(db, {
      config: site.config(),
      signal: stop.signal,
      pollMs: 50,
      onProgress: (line) => void said.push(line),
    })
    await until(() => said.some((line) => /the disk of the database is full/i.test(line)))
    const { bavail: left } = await statfs(dir)
    expect(left * bsize).toBeLessThan(LEFT)

    await rm(ballast)
    // Postgres may have stopped when its log could not grow; the product looks after its server like this.
    const watch = setInterval(() => void restartIfDown(dir, () => stop.signal.aborted).catch(() => false), 1_000)
    const read = async () => await db?.source.count({ where: { lastOkAt: { not: null } } }).catch(() => 0)
    await until(async () => (await read()) === sources.length)
    clearInterval(watch)
    stop.abort()
    await running

    // None of it is held against a publisher, and nothing is missing, doubled or left open.
    expect(await db.source.count({ where: { OR: [{ failures: { gt: 0 } }, { enabled: false }] } })).toBe(0)
    expect(await db.ingestRun.count({ where: { status: { notIn: ['ok', 'not-modified', 'interrupted'] } } })).toBe(0)
    expect((await db.ingestRun.aggregate({ _sum: { new: true } }))._sum.new).toBe(FEEDS * ITEMS + 40)
    expect([await db.article.count(), await db.posting.count()]).toEqual([FEEDS * ITEMS, 40])
  }, 120_000)
})
