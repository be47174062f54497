import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { bytesOf, sha256 } from '@/lib/ingest/documents'
import { importFile } from '@/lib/ingest/importFile'
import { retryRejects } from '@/lib/ingest/retryRejects'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const NOW = new Date('2026-11-20T10:00:00Z')

describe('a filer of EDGAR on its way to the stock market', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/submissions/CIK0009990001.json': { body: fixture('edgar/submissions-first-offering.json') },
      '/Archives/edgar/data/9990001/000999000125000010/primary_doc.xml': { body: fixture('edgar/form-d-first.xml') },
      '/Archives/edgar/data/9990001/000999000125000030/primary_doc.xml': { body: fixture('edgar/form-d-amended.xml') },
    })
    await importFile(test.db, 'rounds', fixture('imports/rounds.json'), { now: NOW })
    await test.db.company.update({ where: { slug: 'nimbus-grid' }, data: { cik: '9990001' } })
    await addSource(test.db, 'https://data.sec.gov/submissions/CIK0009990001.json', { config: site.config(), now: NOW })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('tells the steps to the first listing with the days on which they were known, and no later registration', async () => {
    const steps = await test.db.$queryRaw`
      SELECT milestone, occurred_on AS on, known_on::text AS known, form FROM ipo_milestones WHERE company_slug = 'nimbus-grid' ORDER BY occurred_from`
    expect(steps).toEqual([
      { milestone: 'confidential', on: '2026-01-20', known: '2026-05-04', form: 'DRS' },
      { milestone: 'filed', on: '2026-05-04', known: '2026-05-04', form: 'S-1' },
      { milestone: 'amended', on: '2026-06-08', known: '2026-06-08', form: 'S-1/A' },
      { milestone: 'listed', on: '2026-06-15', known: '2026-06-15', form: '8-A12B' },
      { milestone: 'priced', on: '2026-06-18', known: '2026-06-18', form: '424B4' },
    ])
  })

  it('makes a private round of a Form D, and counts money once where it is told three times', async () => {
    const filing = await test.db.filing.findUnique({ where: { accession: '0009990001-25-000010' } })
    expect(filing).toMatchObject({
      form: 'D',
      companySlug: 'nimbus-grid',
      attributes: { soldMinor: 12_000_000_000, offeringMinor: 20_000_000_000, investors: 9 },
    })
    const rounds = await test.db.$queryRaw`
      SELECT amount_minor::float8 AS amount, filing_id IS NOT NULL AS filed, part_of_id IS NOT NULL AS part FROM funding_rounds ORDER BY amount_minor, filing_id NULLS FIRST`
    expect(rounds).toEqual([
      { amount: 12_000_000_000, filed: true, part: true },
      { amount: 20_000_000_000, filed: false, part: false },
      { amount: 20_000_000_000, filed: true, part: true },
    ])
  })

  it('asks for no Form D twice, and stores nothing new on a second visit', async () => {
    const before = site.asked.length
    const again = await ingestSource(test.db, 'edgar-9990001', {
      config: site.config(),
      now: new Date('2026-11-21T10:00:00Z'),
    })
    expect(again).toMatchObject({ status: 'not-modified', seen: 0 })
    expect(site.asked.slice(before).map((a) => a.path)).toEqual(['/submissions/CIK0009990001.json'])
  })

  it('reads a document of a filing again after an upgrade, as the kind of document that it is', async () => {
    const kept = await test.db.rawDocument.findFirstOrThrow({
      where: { sourceId: 'edgar-9990001', url: { contains: 'primary_doc.xml' } },
    })
    const bytes = await bytesOf(kept)
    expect(kept.packed).toBe(true)
    expect(sha256(bytes)).toBe(kept.sha256)
    await test.db.reject.create({
      data: {
        sourceId: 'edgar-9990001',
        documentId: kept.id,
        kind: 'document',
        position: kept.url,
        code: 'parse-failed',
        reason: 'an older parser did not know it',
        raw: Buffer.from(bytes).toString().slice(0, 1_000),
        hash: 'left-behind',
      },
    })
    const retried = await retryRejects(test.db, { config: site.config(), now: NOW, sourceId: 'edgar-9990001' })
    expect(retried).toMatchObject({ resolved: 1, counts: { new: 0, changed: 0 } })
  })

  it('does without a page that is not there, and comes back as a whole for one that fails for now', async () => {
    const submissions = JSON.parse(fixture('edgar/submissions-first-offering.json').toString()) as {
      cik: string
      filings: { files: unknown[] }
    }
    submissions.filings.files = [{ name: 'CIK0009990002-submissions-001.json' }]
    submissions.cik = '0009990002'
    site.routes['/submissions/CIK0009990002.json'] = {
      body: JSON.stringify(submissions).replaceAll('0009990001', '0009990002'),
    }
    site.routes['/submissions/CIK0009990002-submissions-001.json'] = { status: 503 }
    const { source, tried } = await addSource(test.db, 'https://data.sec.gov/submissions/CIK0009990002.json', {
      config: site.config(),
      now: NOW,
    })
    expect(tried).toMatchObject({
      status: 'failed',
      error: { code: 'fetch-failed', message: expect.stringContaining('503') },
    })
    delete site.routes['/submissions/CIK0009990002-submissions-001.json']
    const again = await ingestSource(test.db, source.id, {
      config: site.config(),
      now: new Date('2026-11-20T12:00:00Z'),
    })
    expect(again).toMatchObject({ status: 'ok', rejected: 3 })
    expect(
      await test.db.reject.findFirst({ where: { sourceId: source.id, position: { contains: 'submissions-001' } } }),
    ).toMatchObject({ kind: 'document', code: 'not-found' })
  })

  it('is off, and says why, until a contact is set', async () => {
    const config = site.config({ CONTACT: '' })
    await expect(addSource(test.db, 'https://www.sec.gov/edgar/browse/?CIK=320193', { config })).rejects.toMatchObject({
      code: 'not-configured',
      next: expect.stringContaining('CONTACT'),
    })
    expect(await ingestSource(test.db, 'edgar-9990001', { config, now: NOW })).toMatchObject({
      status: 'failed',
      error: { code: 'not-configured' },
    })
  })
})
