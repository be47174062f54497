import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '@/lib/ingest/importFile'
import type { FileKind } from '@/lib/sources/files'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'

const NOW = new Date('2026-11-20T10:00:00Z')

describe('importing files', () => {
  let test: TestDatabase
  const load = (kind: FileKind, file: string, dryRun = false) =>
    importFile(test.db, kind, fixture(`imports/${file}`), { now: NOW, dryRun })
  const version = async () => (await test.db.dataVersion.findFirst())?.version ?? 0n

  beforeAll(async () => {
    test = await testDatabase()
  })
  afterAll(async () => test?.close())

  it('tries everything and stores nothing in a dry run', async () => {
    const before = await version()
    expect(await load('readings', 'readings.csv', true)).toMatchObject({ dryRun: true, seen: 7, new: 3, rejected: 4 })
    expect([
      await test.db.reading.count(),
      await test.db.board.count(),
      await test.db.company.count(),
      await test.db.reject.count(),
      await version(),
    ]).toEqual([0, 0, 0, 0, before])
  })

  it('takes the good readings and tells each refused row with its line, column and reason', async () => {
    const report = await load('readings', 'readings.csv')
    expect(report.refused.map(({ position, reason }) => [position, reason])).toEqual([
      ['line 8', 'it has 3 fields where the header has 12'],
      ['line 5, read_on', '“0000-00-00” is no day; write it as 2025-09-12'],
      ['line 6, count', '“many” is no whole number'],
      ['line 7, completeness', '“full” is none of whole, partial, capped, unknown'],
    ])
    const rows = await test.db.$queryRaw`SELECT read_on::text AS on, count, completeness FROM readings ORDER BY read_on`
    // a count of 0 where nothing came back is no count
    expect(rows).toEqual([
      { on: '2026-08-01', count: 2, completeness: 'whole' },
      { on: '2026-08-02', count: 3, completeness: 'whole' },
      { on: '2026-08-03', count: null, completeness: 'unknown' },
    ])
  })

  it('opens roles by day where the imported postings prove the imported counts', async () => {
    expect(await load('postings', 'postings.csv')).toMatchObject({ new: 3, rejected: 2 })
    const days = await test.db.$queryRaw`SELECT day::text, role, openings FROM openings_day ORDER BY day, role`
    expect(days).toEqual([
      { day: '2026-08-01', role: 'data-center-ops', openings: 1 },
      { day: '2026-08-01', role: 'sre', openings: 1 },
      { day: '2026-08-02', role: 'data-center-ops', openings: 1 },
      { day: '2026-08-02', role: 'other', openings: 1 },
      { day: '2026-08-02', role: 'sre', openings: 1 },
    ])
    const posting = await test.db.posting.findFirst({ where: { externalId: '1' } })
    expect(posting).toMatchObject({
      payMinMinor: 15_000_000n,
      payCurrency: 'USD',
      skills: ['kubernetes', 'linux'],
      textRead: true,
      workplace: 'hybrid',
    })
    // no skills named is "not observed", never none
    expect(await test.db.posting.findFirst({ where: { externalId: '2' } })).toMatchObject({
      skills: [],
      textRead: false,
    })
  })

  it('changes nothing when the same files come again', async () => {
    const before = await version()
    expect(await load('readings', 'readings.csv')).toMatchObject({ new: 0, changed: 0, unchanged: 3, rejected: 4 })
    expect(await load('postings', 'postings.csv')).toMatchObject({ new: 0, changed: 0, unchanged: 3, rejected: 2 })
    expect(await version()).toBe(before)
    expect(await test.db.reject.count()).toBe(6)
  })

  it('takes rounds from JSON, with a funding signal of each', async () => {
    expect(await load('rounds', 'rounds.json')).toMatchObject({ new: 1, rejected: 1 })
    expect(await test.db.fundingRound.findFirst()).toMatchObject({
      companySlug: 'nimbus-grid',
      amountMinor: 20_000_000_000n,
      currency: 'USD',
      investors: ['A', 'B'],
      origin: 'import',
    })
    expect(await test.db.signal.findFirst({ where: { type: 'funding' } })).toMatchObject({ companySlug: 'nimbus-grid' })
  })

  it('takes observations from NDJSON with their vintages', async () => {
    expect(await load('observations', 'observations.ndjson')).toMatchObject({ new: 2, rejected: 2 })
    const rows = await test.db
      .$queryRaw`SELECT period, value::float8 AS value, vintage::text, estimate FROM observations ORDER BY vintage`
    expect(rows).toEqual([
      { period: '2025-Q2', value: 3, vintage: '2025-07-30', estimate: 'advance' },
      { period: '2025-Q2', value: 3.3, vintage: '2025-08-28', estimate: 'second' },
    ])
  })

  it('takes articles and searches them for signals, and filings', async () => {
    expect(await load('articles', 'articles.ndjson')).toMatchObject({ new: 1, rejected: 1 })
    const article = await test.db.article.findUnique({
      where: { url: 'https://news.example.com/a' },
      include: { evidence: true },
    })
    expect(article?.evidence.length).toBeGreaterThan(0)
    expect(article).toMatchObject({ textFrom: 'import', origin: 'import' })
    expect(await load('filings', 'filings.csv')).toMatchObject({ new: 1, rejected: 1 })
    expect(await test.db.filing.findFirst()).toMatchObject({ form: 'S-1', cik: '9990001' })
  })

  it('refuses a file with other columns whole, naming what it lacks and what it has', async () => {
    await expect(load('readings', 'wrong-columns.csv')).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(
        'lacks the columns company_slug, board_kind, read_on, count, completeness; it has name, date, jobs',
      ),
    })
  })
})
