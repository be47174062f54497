import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { hasRecorded, recorded } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

type Publisher = Awaited<ReturnType<typeof publisher>>

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const LATER_THAT_DAY = new Date('2026-11-20T18:00:00Z')
const DAY_2 = new Date('2026-11-21T10:00:00Z')

describe.skipIf(!hasRecorded)('every kind of source, from recorded bytes over HTTP into Postgres', () => {
  let test: TestDatabase
  let site: Publisher
  const json = { type: 'application/json' }

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/v1/boards/anthropic/jobs': { body: recorded('postings/greenhouse/anthropic.json'), ...json },
      '/v0/postings/palantir': { body: recorded('postings/lever/palantir.json'), ...json },
      '/posting-api/job-board/lambda': { body: recorded('postings/ashby/Lambda.json'), ...json },
      '/graph/fredgraph.csv': { body: recorded('macro/fredgraph/JTSJOL.csv'), type: 'text/csv' },
      '/fred/series': { body: recorded('macro/fred/GDP-series-info.json'), ...json },
      '/fred/series/observations': { body: recorded('macro/fred/GDP-all-releases.json'), ...json },
      '/hiring-lab/job_postings_tracker/master/US/aggregate_job_postings_US.csv': {
        body: recorded('hiring-lab/aggregate_job_postings_US.csv'),
      },
      '/hiring-lab/ai-tracker/main/AI_posting.csv': { body: recorded('hiring-lab/AI_posting.csv') },
      '/submissions/CIK0000895419.json': { body: recorded('edgar/submissions/CIK0000895419.json'), ...json },
      '/submissions/CIK0000895419-submissions-001.json': {
        body: recorded('edgar/submissions/CIK0000320193-submissions-001.json'),
        ...json,
      },
      '/Archives/edgar/data/895419/000119312511224055/primary_doc.xml': {
        body: recorded('edgar/formd/notion-form-d.xml'),
      },
      '/feed.xml': { body: recorded('feeds-real/guardian.rss'), type: 'application/rss+xml' },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  const boards = [
    ['Greenhouse', 'https://job-boards.greenhouse.io/anthropic', 449],
    ['Lever', 'https://jobs.lever.co/palantir', 10],
    ['Ashby', 'https://jobs.ashbyhq.com/lambda', 88],
  ] as const

  it.each(boards)(
    'reads a whole %s board by the address that people see, and every posting has a spell of that day',
    async (_, address, count) => {
      const added = await addSource(test.db, address, { config: site.config(), now: DAY_1 })
      expect(added.tried).toMatchObject({ status: 'ok', seen: count, new: count, rejected: 0 })
      const [reading] = await test.db.$queryRaw<
        { count: number; completeness: string; best: boolean; spells: number; openings: number; state: string }[]
      >`
      SELECT r.count, r.completeness, r.best, c.state,
        (SELECT count(*)::int FROM spells s JOIN postings p ON p.id = s.posting_id WHERE p.board_id = b.id AND s.reader = 'self') AS spells,
        (SELECT sum(openings)::int FROM openings_day o WHERE o.board_id = b.id) AS openings
      FROM readings r JOIN boards b ON b.id = r.board_id JOIN coverage c ON c.board_id = b.id AND c.day = r.read_on
      WHERE lower(b.token) = lower(${added.source.options ? String((added.source.options as { token: string }).token) : ''})`
      expect(reading).toEqual({
        count,
        completeness: 'whole',
        best: true,
        state: 'good',
        spells: count,
        openings: count,
      })
    },
  )

  it('keeps no text of a posting beyond its hash, and reads pay and skills from it', async () => {
    const [row] = await test.db.$queryRaw<{ paid: number; hashed: number; skilled: number }[]>`
      SELECT count(pay_min_minor)::int AS paid, count(description_hash)::int AS hashed, count(*) FILTER (WHERE cardinality(skills) > 0)::int AS skilled
      FROM postings WHERE company_slug = 'lambda'`
    expect(row?.paid).toBe(88)
    expect(row?.hashed).toBe(88)
    expect(row?.skilled).toBeGreaterThan(30)
  })

  it('changes nothing on a second visit of the same day, and extends every spell on the next', async () => {
    const version = async () => (await test.db.dataVersion.findFirst())?.version
    const before = await version()
    const again = await ingestSource(test.db, 'ashby-lambda', { config: site.config(), now: LATER_THAT_DAY })
    expect(again).toMatchObject({ status: 'not-modified', seen: 0 })
    expect(await version()).toBe(before)
    const next = await ingestSource(test.db, 'ashby-lambda', { config: site.config(), now: DAY_2 })
    expect(next).toMatchObject({ status: 'ok', seen: 88, new: 0, changed: 0, unchanged: 88 })
    const spells = await test.db.$queryRaw<{ n: number; days: number }[]>`
      SELECT count(*)::int AS n, min(last_day - first_day) AS days FROM spells s JOIN postings p ON p.id = s.posting_id WHERE p.company_slug = 'lambda'`
    expect(spells).toEqual([{ n: 88, days: 1 }])
  })

  it('reads FRED without a key as one vintage, known from the day of the visit', async () => {
    const added = await addSource(test.db, 'https://fred.stlouisfed.org/series/JTSJOL', {
      config: site.config(),
      now: DAY_1,
    })
    expect(added.tried).toMatchObject({ status: 'ok', new: 306 })
    const rows = await test.db.observation.findMany({ where: { seriesId: 'JTSJOL', period: '2026-05' } })
    expect(rows.map((r) => [Number(r.value), r.vintage.toISOString().slice(0, 10)])).toEqual([[7594, '2026-11-20']])
    site.routes['/graph/fredgraph.csv'] = {
      body: `${recorded('macro/fredgraph/JTSJOL.csv').toString().trimEnd()}\n2026-06-01,7600\n`,
    }
    const next = await ingestSource(test.db, added.source.id, { config: site.config(), now: DAY_2 })
    expect(next).toMatchObject({ status: 'ok', new: 1, changed: 0, unchanged: 306 })
  })

  it('reads FRED with a key with every vintage, and never stores the key', async () => {
    const key = '0123456789abcdef0123456789abcdef'
    const config = site.config({ FRED_API_KEY: key })
    const added = await addSource(test.db, 'https://fred.stlouisfed.org/series/GDP', { config, now: DAY_1 })
    expect(added.tried).toMatchObject({ status: 'ok', new: 3199 })
    const series = await test.db.series.findUnique({ where: { id: 'GDP' } })
    expect(series).toMatchObject({
      title: 'Gross Domestic Product',
      unit: 'Billions of Dollars',
      frequency: 'quarter',
      seasonallyAdjusted: true,
    })
    const first = await test.db.observation.findFirst({
      where: { seriesId: 'GDP', period: '1946-Q1' },
      orderBy: { vintage: 'asc' },
    })
    expect([Number(first?.value), first?.vintage.toISOString().slice(0, 10)]).toEqual([199.7, '1992-12-22'])
    const urls = await test.db.rawDocument.findMany({ where: { sourceId: added.source.id }, select: { url: true } })
    expect(urls.length).toBe(2)
    expect(JSON.stringify([urls, added.source])).not.toContain(key)
    expect(
      site.asked.some((a) => a.path.startsWith('/fred/series/observations') && a.path.includes(`api_key=${key}`)),
    ).toBe(true)
  })

  it('reads the Hiring Lab index, adjusted and not, and the share of AI postings', async () => {
    const base = 'https://raw.githubusercontent.com/hiring-lab/'
    await addSource(test.db, `${base}job_postings_tracker/master/US/aggregate_job_postings_US.csv`, {
      config: site.config(),
      now: DAY_1,
    })
    await addSource(test.db, `${base}ai-tracker/main/AI_posting.csv`, { config: site.config(), now: DAY_1 })
    const value = async (seriesId: string, period: string) =>
      Number((await test.db.observation.findFirst({ where: { seriesId, period } }))?.value)
    expect(await value('IHLIDXUS', '2025-09-12')).toBe(103.35)
    expect(await value('IHLIDXUS', '2026-06-30')).toBe(100.96)
    expect(await value('HIRINGLAB_AI_SHARE_US', '2025-09-12')).toBeCloseTo(3.504, 2)
    expect(await value('HIRINGLAB_AI_SHARE_US', '2026-06-30')).toBeCloseTo(5.881, 2)
  })

  it('reads a filer of EDGAR with its older page and its Form D, under a declared user agent', async () => {
    const added = await addSource(
      test.db,
      'https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0000895419',
      { config: site.config(), now: DAY_1 },
    )
    expect(added.tried?.status).toBe('ok')
    const filings = await test.db.filing.findMany({ where: { cik: '895419' }, orderBy: { filedOn: 'desc' } })
    expect(filings.map((f) => f.form)).toEqual(expect.arrayContaining(['S-1', '8-A12B', 'D']))
    // A listed company's later registrations are filings, not steps to a first listing.
    expect(await test.db.ipoMilestone.count()).toBe(0)
    expect(filings.filter((f) => f.form === 'S-1').map((f) => f.attributes)).toEqual([
      { ipoStep: false },
      { ipoStep: false },
    ])
    const asked = site.asked.filter((a) => a.path.startsWith('/submissions/'))
    expect(asked.length).toBeGreaterThanOrEqual(2)
    expect(asked.every((a) => a.headers['user-agent']?.includes('tests@example.org'))).toBe(true)
  })

  it('reads a feed into articles whose texts are searched for signals, and a second visit writes nothing', async () => {
    const added = await addSource(test.db, `${site.base}feed.xml`, { config: site.config(), now: DAY_1 })
    expect(added.tried).toMatchObject({ status: 'ok', seen: 55, new: 55 })
    expect(await test.db.article.count({ where: { sourceId: added.source.id, extractedWith: null } })).toBe(0)
    const again = await ingestSource(test.db, added.source.id, { config: site.config(), now: DAY_2 })
    expect(again).toMatchObject({ status: 'not-modified', seen: 0 })
    expect(await test.db.rawDocument.count({ where: { sourceId: added.source.id } })).toBe(1)
    expect(site.asked.at(-1)?.headers['if-none-match']).toBeDefined()
  })
})
