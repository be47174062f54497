import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveFactSignals, rebuild } from '@/lib/ingest/derive'
import { extractArticles } from '@/lib/ingest/extractArticles'
import { checkRollups } from '@/lib/ingest/rollups'
import { type TestDatabase, testDatabase } from './database'

let t: TestDatabase
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const snapshot = async () => ({
  signals: await t.db.$queryRaw`SELECT s.* FROM signals s ORDER BY id`,
  evidence: await t.db.$queryRaw`SELECT signal_id, kind, hash FROM evidence ORDER BY signal_id, hash`,
  coverage: await t.db.$queryRaw`SELECT * FROM coverage ORDER BY board_id, day`,
  openings: await t.db.$queryRaw`SELECT * FROM openings_day ORDER BY board_id, day, role`,
  weeks: await t.db.$queryRaw`SELECT * FROM openings_week ORDER BY company_slug, week, role`,
  counts: await t.db.$queryRaw`SELECT * FROM signals_day ORDER BY day, type, company_slug`,
})

beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

describe('deriving', () => {
  it('again changes nothing', async () => {
    const before = await snapshot()
    await rebuild(t.db)
    expect(await snapshot()).toEqual(before)
  })

  it('leaves roll-ups that equal a recount of the reference data', async () => {
    for (const table of await checkRollups(t.db)) expect(table).toMatchObject({ missing: 0, extra: 0 })
  })

  it('gives every signal evidence, our own sentence and a known day that does not lie before its evidence', async () => {
    const [row] = await t.db.$queryRaw<{ bare: number; empty: number; n: number }[]>`
      SELECT count(*) FILTER (WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.signal_id = s.id))::int AS bare,
        count(*) FILTER (WHERE length(summary) < 12)::int AS empty, count(*)::int AS n FROM signals s`
    expect(row).toMatchObject({ bare: 0, empty: 0 })
    expect(row?.n).toBeGreaterThan(300)
  })

  it('tells GDP releases from revisions', async () => {
    const found = await t.db.signal.findMany({
      where: { type: 'macro', occurredOn: { in: ['2025-07-30', '2025-08-28', '2025-09-25'].map(day) } },
      orderBy: { occurredOn: 'asc' },
    })
    const summaries = found.map((s) => s.summary)
    expect(summaries).toEqual(
      expect.arrayContaining([
        'US GDP grew at an annual rate of 3.0% in Q2 2025 (advance estimate)',
        'US GDP growth for Q2 2025 revised up from 3.0 to 3.3% (second estimate)',
        'US GDP growth for Q2 2025 revised up from 3.3 to 3.8% (third estimate)',
      ]),
    )
  })
})

describe('filings', () => {
  it('of a company that is listed already are no steps towards a listing', async () => {
    const filing = {
      companyName: 'Listed Long Ago',
      cik: '77',
      form: 'S-1',
      filedOn: day('2026-02-03'),
      knownOn: day('2026-02-03'),
      url: 'https://www.sec.gov/x',
      origin: 'ingest',
    }
    await t.db.filing.create({ data: { ...filing, accession: '0000000077-26-000001', attributes: { ipoStep: false } } })
    await t.db.filing.create({
      data: {
        ...filing,
        companyName: 'Going Public',
        cik: '78',
        accession: '0000000078-26-000001',
        attributes: { ipoStep: true },
      },
    })
    await t.db.$transaction((tx) => deriveFactSignals(tx, { all: true }))
    const found = await t.db.signal.findMany({
      where: { type: 'ipo', companyName: { in: ['Listed Long Ago', 'Going Public'] } },
    })
    expect(found.map((s) => s.companyName)).toEqual(['Going Public'])
  })
})

describe('facts of one event', () => {
  it('become one signal with two pieces of evidence: a milestone and the filing that is the same step', async () => {
    const before = await t.db.signal.count({ where: { companySlug: 'cerebras', type: 'ipo' } })
    await t.db.filing.create({
      data: {
        companySlug: 'cerebras',
        companyName: 'Cerebras Systems',
        cik: '2021728',
        accession: '0001628280-26-000001',
        form: 'S-1',
        filedOn: day('2026-04-17'),
        knownOn: day('2026-04-17'),
        url: 'https://www.sec.gov/x',
        origin: 'ingest',
      },
    })
    await t.db.$transaction((tx) => deriveFactSignals(tx, { companies: ['cerebras'] }))
    expect(await t.db.signal.count({ where: { companySlug: 'cerebras', type: 'ipo' } })).toBe(before)
    const [filed] = await t.db.signal.findMany({
      where: { companySlug: 'cerebras', type: 'ipo', occurredOn: day('2026-04-17') },
      include: { evidence: true },
    })
    expect(filed?.evidence.map((e) => e.publisher).sort()).toEqual(['SEC EDGAR', 'machineherald-io.pages.dev'])
  })

  it('stay two signals when they are two: loans of one quarter', async () => {
    const loans = await t.db.fundingRound.findMany({
      where: { companySlug: 'lambda', kind: 'debt', announcedOn: { gte: day('2026-07-01'), lte: day('2026-09-30') } },
    })
    const found = await t.db.signal.findMany({
      where: { companySlug: 'lambda', type: 'funding', occurredOn: { in: loans.map((l) => l.announcedOn) } },
    })
    expect(loans.length).toBeGreaterThan(1)
    expect(new Set(found.map((s) => s.id)).size).toBe(loans.length)
  })

  it('go when the fact goes, but a signal that an article tells too stays with its evidence', async () => {
    await t.db.company.create({ data: { slug: 'acme-ai', name: 'Acme AI', origin: 'import' } })
    const round = (announcedOn: string, stage: string) =>
      t.db.fundingRound.create({
        data: {
          companySlug: 'acme-ai',
          announcedOn: day(announcedOn),
          knownOn: day(announcedOn),
          kind: 'equity',
          stage,
          amountMinor: 5_000_000_000n,
          sourceUrl: 'https://example.com/r',
          origin: 'import',
        },
      })
    await round('2026-01-10', 'seed')
    await round('2026-02-10', 'series-a')
    const derive = () => t.db.$transaction((tx) => deriveFactSignals(tx, { companies: ['acme-ai'] }))
    await derive()
    const told = await t.db.signal.findFirstOrThrow({
      where: { companySlug: 'acme-ai', occurredOn: day('2026-02-10') },
    })
    expect(told.summary).toBe('Acme AI raises $50m in a series A')
    const quote = 'Acme AI has raised $50 million in a Series A round.'
    const article = await t.db.article.create({
      data: {
        url: 'https://paper.example/acme',
        publisher: 'Paper',
        publishedOn: day('2026-02-10'),
        knownOn: day('2026-02-10'),
        title: 'Acme AI raises $50 million',
        text: quote,
        textFrom: 'feed',
        origin: 'ingest',
      },
    })
    await t.db.$transaction((tx) => extractArticles(tx, [article.id]))
    await t.db.fundingRound.deleteMany({ where: { companySlug: 'acme-ai' } })
    await derive()
    const left = await t.db.signal.findMany({ where: { companySlug: 'acme-ai' }, include: { evidence: true } })
    expect(left.map((s) => [s.id, s.evidence.map((e) => e.quote)])).toEqual([[told.id, [quote]]])
    expect(left[0]?.rules.some((r) => r.startsWith('fact:'))).toBe(false)
  })
})
