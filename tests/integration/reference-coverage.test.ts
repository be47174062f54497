import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readManifest, readRows, referenceDir } from '@/lib/db/reference/read'
import { type TestDatabase, testDatabase } from './database'

type CoveredDay = { key: string; state: string; count: number | null }

describe('coverage of the reference data', () => {
  let test: TestDatabase
  beforeAll(async () => {
    test = await testDatabase({ reference: true })
  })
  afterAll(() => test.close())

  it('shows of every board and day what its best reading counted, and nothing where nothing came back', async () => {
    const days = await test.db.$queryRaw<CoveredDay[]>`
      SELECT b.kind || ' ' || b.token || ' ' || c.day::text AS key, c.state, c.count
      FROM coverage c JOIN boards b ON b.id = c.board_id`
    const covered = new Map(days.map((day) => [day.key, day]))
    const best = readRows(referenceDir(), readManifest(referenceDir()).manifest, 'readings').filter(
      (r) => r.best === '1',
    )
    const expected: Record<string, string> = { whole: 'good', partial: 'good', capped: 'suspect', unknown: 'none' }
    const wrong = best.filter((r) => {
      const day = covered.get(`${r.boardKind} ${r.boardToken} ${r.readOn}`)
      const count = r.completeness === 'unknown' ? null : Number(r.count)
      return day?.state !== expected[r.completeness ?? ''] || day?.count !== count
    })
    expect(best.length).toBeGreaterThan(4000)
    expect(wrong).toEqual([])
  })

  it('counts by role exactly the postings of the reading that it rests on', async () => {
    const wrong = await test.db.$queryRaw`
      SELECT c.board_id, c.day::text, c.role_reader, r.count, sum(o.openings)::int AS openings
      FROM coverage c
      JOIN readings r ON r.board_id = c.board_id AND r.read_on = c.day AND r.reader = c.role_reader
      LEFT JOIN openings_day o ON o.board_id = c.board_id AND o.day = c.day
      WHERE c.role_state = 'good'
      GROUP BY c.board_id, c.day, c.role_reader, r.count
      HAVING coalesce(sum(o.openings), 0) <> r.count`
    expect(wrong).toEqual([])
  })
})
