import type { ChildProcess } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ingestMany } from '@/lib/ingest/due'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'
import { end, everyRow, manySources, until, workerProcess, workerProgram } from './killed-run'

const KILLS = 10
/** Enough for every kind of point; WAVE_KILLED_FEEDS=170 makes it a run over ten thousand documents. */
const FEEDS = Number(process.env.WAVE_KILLED_FEEDS ?? 45)
const ITEMS = 60
const BOARDS = 4
const JOBS = 60

describe('a worker that is killed with -9 ten times at random points', () => {
  let site: Awaited<ReturnType<typeof publisher>>
  let calm: TestDatabase
  let killed: TestDatabase
  let program: string
  const children: ChildProcess[] = []

  beforeAll(async () => {
    site = await publisher()
    program = await workerProgram()
    calm = await testDatabase()
    killed = await testDatabase()
  })
  afterAll(async () => {
    for (const child of children) await end(child, 'SIGKILL')
    await site?.close()
    await Promise.all([calm?.close(), killed?.close()])
  })

  it(
    'leaves exactly the rows of a run over thousands of documents that was left alone',
    async () => {
      const sources = manySources(site, { feeds: FEEDS, items: ITEMS, boards: BOARDS, jobs: JOBS })
      await calm.db.source.createMany({ data: sources })
      await killed.db.source.createMany({ data: sources })

      const config = site.config()
      // Some were read before, when they held less: what is new in them must not be hidden by what a killed run kept.
      const known = manySources(site, { feeds: 10, items: 1, boards: 0, jobs: 0 }).map((s) => s.id)
      const yesterday = new Date(Date.now() - 86_400_000)
      for (const { db } of [calm, killed]) {
        await ingestMany(db, known, { config, now: yesterday })
        await db.source.updateMany({ data: { nextCheckAt: new Date(0), lastOkAt: null } })
      }
      manySources(site, { feeds: FEEDS, items: ITEMS, boards: BOARDS, jobs: JOBS })
      // A worker takes a second to load: the next one always stands by.
      const standBy = () => {
        const child = workerProcess(program, killed.url, site, true)
        children.push(child)
        return child
      }
      let next = standBy()
      const began = performance.now()
      const runs = await ingestMany(
        calm.db,
        sources.map((s) => s.id),
        { config, now: new Date() },
      )
      expect(runs.filter((r) => r.status !== 'ok')).toEqual([])
      // So that ten of them end before the work does, however fast the machine is.
      const longestMs = (performance.now() - began) / KILLS

      const isRead = () => killed.db.source.count({ where: { lastOkAt: { not: null } } })
      const points: string[] = []
      for (let n = 0; n < KILLS; n++) {
        const before = await isRead()
        const child = next
        next = standBy()
        child.begin()
        // somewhere within the next visits, and there anywhere between asking, keeping, writing and committing
        const visits = site.asked.length + 1 + Math.floor(Math.random() * 5)
        const more = Math.floor(Math.random() * longestMs)
        await until(() => site.asked.length >= visits)
        await new Promise((go) => setTimeout(go, more))
        await end(child, 'SIGKILL')
        points.push(`after ${before} sources, ${visits} requests and ${more} ms`)
      }
      expect(await isRead(), points.join('; ')).toBeLessThan(sources.length)
      next.begin()
      await until(async () => (await isRead()) === sources.length)
      await end(next, 'SIGTERM')

      const rows = await everyRow(killed.db)
      for (const [name, expected] of Object.entries(await everyRow(calm.db)))
        expect(rows[name], `${name}: ${points.join('; ')}`).toEqual(expected)
      // What the runs say they brought is what is there, counted once; none of them still says that it is running.
      const [told] = await killed.db.$queryRaw<{ told: number; there: number; open: number; odd: number }[]>`
      SELECT (SELECT sum(new)::int FROM ingest_runs) AS told,
        (SELECT count(*)::int FROM articles WHERE source_id IS NOT NULL) + (SELECT count(*)::int FROM postings WHERE origin = 'ingest') AS there,
        (SELECT count(*)::int FROM ingest_runs WHERE status = 'running') AS open,
        (SELECT count(*)::int FROM ingest_runs WHERE seen <> new + changed + unchanged + rejected) AS odd`
      expect(told).toEqual({
        told: FEEDS * ITEMS + BOARDS * JOBS,
        there: FEEDS * ITEMS + BOARDS * JOBS,
        open: 0,
        odd: 0,
      })
    },
    FEEDS * 6_000,
  )
})
