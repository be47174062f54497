import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadReference } from '@/lib/db/reference/load'
import { addSource } from '@/lib/ingest/addSource'
import { hasRecorded, recorded } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const NOW = new Date('2026-11-24T10:00:00Z')

describe.skipIf(!hasRecorded)('sources beside the reference data', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase({ reference: true })
    site = await publisher({
      '/hiring-lab/ai-tracker/main/AI_posting.csv': { body: recorded('hiring-lab/AI_posting.csv') },
      '/posting-api/job-board/lambda': { body: recorded('postings/ashby/lambda-2025-12.json') },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('make no vintage of a figure that is known already', async () => {
    const added = await addSource(
      test.db,
      'https://raw.githubusercontent.com/hiring-lab/ai-tracker/main/AI_posting.csv',
      { config: site.config(), now: NOW },
    )
    expect(added.tried).toMatchObject({ status: 'ok', new: 0, changed: 0, unchanged: 2_738 })
  })

  it('belong to the company that is there, and survive an upgrade of the reference data', async () => {
    const { source } = await addSource(test.db, 'https://jobs.ashbyhq.com/lambda', { config: site.config(), now: NOW })
    expect(source).toMatchObject({ companySlug: 'lambda', name: 'Lambda (Ashby)' })
    const ours = async () => {
      const [row] = await test.db.$queryRaw<{ readings: number; spells: number; openings: number; reader: string }[]>`
        SELECT (SELECT count(*)::int FROM readings WHERE reader = 'self') AS readings, (SELECT count(*)::int FROM spells WHERE reader = 'self') AS spells,
          (SELECT sum(openings)::int FROM openings_day o WHERE o.board_id = c.board_id AND o.day = c.day) AS openings, c.reader
        FROM coverage c JOIN boards b ON b.id = c.board_id WHERE b.company_slug = 'lambda' AND b.kind = 'ashby' AND c.day = '2026-11-24'`
      return row
    }
    const before = await ours()
    expect(before).toEqual({ readings: 1, spells: 92, openings: 92, reader: 'self' })
    await test.db.referenceSet.updateMany({ data: { hash: 'an older one' } })
    await loadReference(test.db, { log: () => undefined })
    expect(await ours()).toEqual(before)
  })
})
