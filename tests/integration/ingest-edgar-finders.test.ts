import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const DAY_2 = new Date('2026-11-21T10:00:00Z')
const FOLDER = '/Archives/edgar/data/9990001'

describe('finders of filings at the SEC, over HTTP into Postgres', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/Archives/edgar/daily-index/2026/QTR4/index.json': { body: fixture('edgar/quarter.json') },
      '/Archives/edgar/daily-index/2026/QTR4/form.20261118.idx': { body: fixture('edgar/form.idx') },
      '/LATEST/search-index': { body: fixture('edgar/search.json') },
      '/submissions/CIK0009990001.json': { body: fixture('edgar/submissions-first-offering.json') },
      [`${FOLDER}/000999000125000010/primary_doc.xml`]: { body: fixture('edgar/form-d-first.xml') },
      [`${FOLDER}/000999000125000030/primary_doc.xml`]: { body: fixture('edgar/form-d-amended.xml') },
      [`${FOLDER}/000999000126000050/s1a.htm`]: { body: fixture('edgar/s1-cover.htm') },
      [`${FOLDER}/000999000126000050/index.json`]: { body: fixture('edgar/exhibits.json') },
      [`${FOLDER}/000999000126000050/s1a_ex107.htm`]: { body: fixture('edgar/s1-fees.htm') },
      [`${FOLDER}/000999000126000040/s1.htm`]: { body: fixture('edgar/s1-managers.htm') },
      [`${FOLDER}/000999000126000040/index.json`]: { body: '{"directory":{"item":[]}}' },
    })
    await test.db.company.create({
      data: { slug: 'nimbus-grid', name: 'Nimbus Grid', cik: '9990001', segment: 'cloud', origin: 'import' },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('reads the filings of a followed company that the daily index names, with its Form D and its cover', async () => {
    const added = await addSource(test.db, 'https://www.sec.gov/Archives/edgar/daily-index/', {
      config: site.config(),
      now: DAY_1,
    })
    expect(added.tried).toMatchObject({ status: 'ok', rejected: 0 })
    expect(added.message).toMatch(/^Added: \d+ filings of interest\.$/)
    const amended = await test.db.filing.findUnique({ where: { accession: '0009990001-26-000050' } })
    expect(amended).toMatchObject({
      form: 'S-1/A',
      companySlug: 'nimbus-grid',
      url: `https://www.sec.gov${FOLDER}/000999000126000050/s1a.htm`,
      attributes: {
        ipoStep: true,
        cover: {
          underwriters: ['Morgan Stanley', 'Goldman Sachs & Co. LLC', 'J.P. Morgan', 'Jefferies'],
          proposedTicker: 'NGRD',
          proposedExchange: 'Nasdaq',
        },
        maximumAmountMinor: 124_200_000_000,
      },
    })
    const notice = await test.db.filing.findUnique({ where: { accession: '0009990001-25-000010' } })
    expect(notice?.attributes).toMatchObject({ persons: expect.arrayContaining([expect.objectContaining({})]) })
    expect(await test.db.ipoMilestone.count({ where: { companySlug: 'nimbus-grid' } })).toBe(5)
  })

  it('adds no company and no filing of filers that nobody follows', async () => {
    expect(await test.db.filing.count({ where: { cik: { not: '9990001' } } })).toBe(0)
    expect(await test.db.company.count()).toBe(1)
  })

  it('asks for a day’s index and for a cover once, and writes nothing when nothing was filed', async () => {
    site.asked.length = 0
    const again = await ingestSource(test.db, 'edgar-daily-form', { config: site.config(), now: DAY_2 })
    expect(again).toMatchObject({ status: 'not-modified', seen: 0 })
    expect(site.asked.map((a) => a.path)).toEqual(['/Archives/edgar/daily-index/2026/QTR4/index.json'])
  })

  it('finds the same filings by a search, and stores none of them twice', async () => {
    const before = await test.db.filing.count()
    const added = await addSource(test.db, 'https://www.sec.gov/edgar/search/#/q=%22GPU%20cloud%22&forms=S-1,D', {
      config: site.config(),
      now: DAY_2,
    })
    expect(added.tried).toMatchObject({ status: 'ok', new: 0 })
    expect(site.asked.some((a) => a.path.startsWith('/LATEST/search-index?q=%22GPU+cloud%22&forms=S-1%2CD'))).toBe(true)
    expect(await test.db.filing.count()).toBe(before)
  })

  it('stays off, and says so, until a contact is set', async () => {
    const adding = addSource(test.db, 'https://www.sec.gov/edgar/search/#/q=x', {
      config: site.config({ CONTACT: '' }),
      now: DAY_1,
    })
    await expect(adding).rejects.toThrow(/name a contact/)
  })
})
