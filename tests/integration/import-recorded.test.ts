import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '@/lib/ingest/importFile'
import { hasRecorded, recorded } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'

describe.skipIf(!hasRecorded)('importing a year of recorded boards', () => {
  let test: TestDatabase
  const now = new Date('2026-11-20T10:00:00Z')

  beforeAll(async () => {
    test = await testDatabase()
  })
  afterAll(async () => test?.close())

  it('takes every reading and every posting, and refuses none', async () => {
    const readings = await importFile(test.db, 'readings', recorded('boards-series/readings.csv'), { now })
    expect(readings).toMatchObject({ rejected: 0, refused: [] })
    expect(readings.new).toBeGreaterThan(4_700)
    const postings = await importFile(test.db, 'postings', recorded('boards-series/postings.csv'), { now })
    expect(postings).toMatchObject({ rejected: 0, refused: [] })
    expect(postings.new).toBeGreaterThan(8_000)
  })

  it('draws a day on which nothing came back as not known, and a cap as no count to trust', async () => {
    const states = await test.db.$queryRaw<{ completeness: string; state: string; n: number; counts: number }[]>`
      SELECT r.completeness, c.state, count(*)::int AS n, count(c.count)::int AS counts FROM coverage c
      JOIN readings r ON r.board_id = c.board_id AND r.read_on = c.day AND r.best GROUP BY 1, 2 ORDER BY 1, 2`
    expect(states.filter((s) => s.state === 'good').map((s) => s.completeness)).toEqual(['partial', 'whole'])
    expect(states.find((s) => s.completeness === 'unknown')).toMatchObject({ state: 'none', counts: 0 })
    expect(states.find((s) => s.completeness === 'capped')).toMatchObject({ state: 'suspect' })
  })

  it('sums the roles of a day to the count of its reading, wherever it counts by role at all', async () => {
    const [sums] = await test.db.$queryRaw<{ days: number; equal: number }[]>`
      SELECT count(*)::int AS days, count(*) FILTER (WHERE o.openings = r.count)::int AS equal
      FROM (SELECT board_id, day, sum(openings)::int AS openings FROM openings_day GROUP BY 1, 2) o
      JOIN coverage c ON c.board_id = o.board_id AND c.day = o.day
      JOIN readings r ON r.board_id = o.board_id AND r.read_on = o.day AND r.reader = c.role_reader`
    expect(sums?.days).toBeGreaterThan(30)
    expect(sums?.equal).toBe(sums?.days)
  })
})
