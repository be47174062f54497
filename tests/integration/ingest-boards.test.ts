import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const BOARD = '/v1/boards/nimbusgrid/jobs'
const day = (n: number, hour = 10) => new Date(Date.UTC(2026, 10, n, hour))
type Answer = { jobs: { id: number; title: string }[]; meta: { total: number } }
const full = JSON.parse(fixture('boards/greenhouse-nimbusgrid.json').toString()) as Answer
const some = (n: number, from = 0): string =>
  JSON.stringify({ jobs: full.jobs.slice(from, from + n), meta: { total: n } })

describe('a board that is read day after day', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const visit = (at: Date) => ingestSource(test.db, 'greenhouse-nimbusgrid', { config: site.config(), now: at })
  const coverage = () => test.db.$queryRaw`
    SELECT c.day::text, c.state, c.count, r.completeness, r.doubt IS NOT NULL AS doubted, (SELECT sum(openings)::int FROM openings_day o WHERE o.day = c.day) AS openings
    FROM coverage c JOIN readings r ON r.board_id = c.board_id AND r.read_on = c.day ORDER BY c.day`
  const spells = (externalId: number) => test.db.$queryRaw`
    SELECT s.first_day::text AS first, s.last_day::text AS last FROM spells s JOIN postings p ON p.id = s.posting_id WHERE p.external_id = ${String(externalId)} ORDER BY 1`

  beforeEach(async () => {
    test = await testDatabase()
    site = await publisher({ [BOARD]: { body: some(10) } })
    await addSource(test.db, 'https://job-boards.greenhouse.io/nimbusgrid', { config: site.config(), now: day(1) })
  })
  afterEach(async () => {
    await site.close()
    await test.close()
  })

  it('never reads an empty answer after a full board as zero', async () => {
    site.routes[BOARD] = { body: some(0) }
    expect(await visit(day(2))).toMatchObject({
      status: 'ok',
      seen: 0,
      notes: [expect.stringContaining('not counted as zero')],
    })
    expect(await coverage()).toEqual([
      { day: '2026-11-01', state: 'good', count: 10, completeness: 'whole', doubted: false, openings: 10 },
      { day: '2026-11-02', state: 'none', count: null, completeness: 'unknown', doubted: false, openings: null },
    ])
  })

  it('keeps a visit that failed as a reading without a count, and tries again with growing patience', async () => {
    site.routes[BOARD] = { status: 503, body: 'busy', headers: { 'retry-after': '7200' } }
    const failed = await visit(day(2))
    expect(failed).toMatchObject({
      status: 'failed',
      error: { code: 'fetch-failed' },
      nextCheckAt: '2026-11-02T12:00:00.000Z',
    })
    site.routes[BOARD] = { status: 503, body: 'busy' }
    const again = await visit(day(3))
    expect(again.nextCheckAt).toBe('2026-11-03T10:10:00.000Z')
    expect(await test.db.source.findFirst()).toMatchObject({
      failures: 2,
      lastError: { code: 'fetch-failed', next: expect.any(String) },
    })
    site.routes[BOARD] = { body: some(10) }
    expect(await visit(day(3, 11))).toMatchObject({ status: 'ok', unchanged: 10 })
    expect(await test.db.source.findFirst()).toMatchObject({ failures: 0, lastError: null })
    expect(await coverage()).toMatchObject([
      { state: 'good' },
      { state: 'none', count: null },
      { state: 'good', count: 10 },
    ])
    // two good readings in a row with an unread day between them are one spell
    expect(await spells(5001000)).toEqual([{ first: '2026-11-01', last: '2026-11-03' }])
  })

  it('doubts a board that falls by more than half at once, until two further readings agree', async () => {
    for (const n of [2, 3, 4]) {
      site.routes[BOARD] = { body: some(4).replace('"total":4', `"total":4,"at":${n}`) }
      await visit(day(n))
    }
    expect(await coverage()).toMatchObject([
      { state: 'good', count: 10 },
      { state: 'suspect', count: 4, doubted: true },
      { state: 'suspect', count: 4, doubted: true },
      { state: 'good', count: 4, doubted: false },
    ])
  })

  it('ends the spell of a posting that left and begins another when it comes back', async () => {
    site.routes[BOARD] = { body: some(9, 1) }
    await visit(day(2))
    site.routes[BOARD] = { body: some(10) }
    expect(await visit(day(3))).toMatchObject({ new: 0, unchanged: 10 })
    expect(await spells(5001000)).toEqual([
      { first: '2026-11-01', last: '2026-11-01' },
      { first: '2026-11-03', last: '2026-11-03' },
    ])
    expect(await spells(5001001)).toEqual([{ first: '2026-11-01', last: '2026-11-03' }])
  })

  it('takes the later of two equal visits of a day, and keeps a whole one before a part', async () => {
    site.routes[BOARD] = { body: some(8) }
    await visit(day(1, 15))
    expect(await coverage()).toMatchObject([{ count: 8, openings: 8 }])
    site.routes[BOARD] = { body: some(7).replace('"total":7', '"total":9') }
    await visit(day(1, 20))
    expect(await coverage()).toMatchObject([{ count: 8, completeness: 'whole', openings: 8 }])
  })

  it('counts a new title as a change and a new job as new', async () => {
    const jobs = full.jobs.slice(0, 9).map((j, i) => (i === 0 ? { ...j, title: 'Senior GPU Cluster Engineer' } : j))
    site.routes[BOARD] = { body: JSON.stringify({ jobs: [...jobs, { ...full.jobs[9], id: 42 }], meta: { total: 10 } }) }
    expect(await visit(day(2))).toMatchObject({ seen: 10, new: 1, changed: 1, unchanged: 8 })
  })

  it('keeps one job that cannot be read as a reject, takes the others, and says that the board is read in part', async () => {
    site.routes[BOARD] = { body: JSON.stringify({ jobs: [...full.jobs, { id: 77 }], meta: { total: 11 } }) }
    expect(await visit(day(2))).toMatchObject({ seen: 11, rejected: 1, unchanged: 10 })
    expect(await test.db.reject.findFirst()).toMatchObject({
      kind: 'posting',
      position: '10',
      reason: expect.stringContaining('title'),
    })
    expect(await coverage()).toMatchObject([
      { completeness: 'whole' },
      { completeness: 'partial', state: 'good', count: 10 },
    ])
  })
})
