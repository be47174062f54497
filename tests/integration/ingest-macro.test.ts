import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const DAY_2 = new Date('2026-12-05T10:00:00Z')
const KEY = '0123456789abcdef0123456789abcdef'
const SERIES = '/publicAPI/v2/timeseries/data/LNS14000000'
const SECTORS = '/hiring-lab/job_postings_tracker/master/US/job_postings_by_sector_US.csv'

describe('macro series, over HTTP into Postgres', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      [SERIES]: { body: fixture('bls/LNS14000000.json') },
      '/publicAPI/v2/timeseries/data/LNS99999999': { body: fixture('bls/unknown.json') },
      [SECTORS]: { body: fixture('hiringlab/sector.csv') },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('reads a series of the BLS; a revision is a new vintage beside the first print, and the key is sent but not stored', async () => {
    const config = site.config({ BLS_API_KEY: KEY })
    const added = await addSource(test.db, 'https://data.bls.gov/timeseries/LNS14000000', { config, now: DAY_1 })
    expect(added.tried).toMatchObject({ status: 'ok', new: 3, rejected: 1 })
    expect(site.asked[0]?.path).toContain(`registrationkey=${KEY}`)
    const [leaked] = await test.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM raw_documents WHERE url LIKE '%registrationkey%'`
    expect(leaked).toEqual({ n: 0 })

    site.routes[SERIES] = { body: fixture('bls/LNS14000000.json').toString().replace('"4.6"', '"4.7"') }
    expect(await ingestSource(test.db, added.source.id, { config, now: DAY_2 })).toMatchObject({ new: 1, unchanged: 2 })
    const october = await test.db.observation.findMany({ where: { period: '2026-10' }, orderBy: { vintage: 'asc' } })
    expect(october.map((o) => [o.vintage.toISOString().slice(0, 10), Number(o.value)])).toEqual([
      ['2026-11-20', 4.6],
      ['2026-12-05', 4.7],
    ])
  })

  it('refuses a series that does not exist, in words, and stores nothing', async () => {
    const adding = addSource(test.db, 'https://data.bls.gov/timeseries/LNS99999999', {
      config: site.config(),
      now: DAY_1,
    })
    await expect(adding).rejects.toThrow(/no figures for LNS99999999/)
    expect(await test.db.source.count({ where: { kind: 'bls' } })).toBe(1)
  })

  it('reads the Hiring Lab’s sectors into series of their own', async () => {
    const added = await addSource(test.db, `https://raw.githubusercontent.com${SECTORS}`, {
      config: site.config(),
      now: DAY_1,
    })
    expect(added.tried).toMatchObject({ status: 'ok', new: 4, rejected: 1 })
    expect(
      await test.db.series.findUnique({ where: { id: 'HIRINGLAB_SECTOR_US_SOFTWARE_DEVELOPMENT' } }),
    ).toMatchObject({
      title: 'Job postings on Indeed, Software Development, United States',
      publisher: 'Indeed Hiring Lab',
    })
  })
})
