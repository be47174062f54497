import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveFactSignals } from '@/lib/ingest/derive'
import { extractArticles } from '@/lib/ingest/extractArticles'
import { writeFilings, writeRounds } from '@/lib/ingest/writeFilings'
import { signals } from '@/lib/queries'
import { readView } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const now = new Date('2025-12-01T00:00:00Z')

/** Ten papers on one round, each in its own way; three have another sum. */
const TOLD = [
  [
    '2025-09-29',
    'Vela Compute has raised $1.5 billion in a Series E round led by Norrland Capital, the company said on Monday.',
  ],
  ['2025-09-29', 'Vela Compute announced a $1.5 billion Series E financing at a valuation of $9 billion.'],
  [
    '2025-09-30',
    'Vela Compute, which rents out graphics processors, raised $1.6 billion in its latest funding round, according to a person with knowledge of the matter.',
  ],
  ['2025-09-30', 'Vela Compute closed a $1.5 billion Series E on Monday. Norrland Capital led the round.'],
  ['2025-10-01', 'Vela Compute secured $1.5 billion in new funding.'],
  [
    '2025-10-01',
    'The Series E brings Vela Compute $1.6 billion. Vela Compute raised $1.6 billion in the Series E round, it said on Monday.',
  ],
  [
    '2025-10-02',
    'Vela Compute has raised $1.5 billion in Series E funding from investors including Norrland Capital and Ostra Ventures.',
  ],
  ['2025-10-02', 'Cloud company Vela Compute raised $1.5 billion.'],
  ['2025-10-03', 'Vela Compute raised $1.6 billion in Series E funding, its biggest round yet.'],
  ['2025-10-06', 'Last week Vela Compute raised $1.5 billion in a Series E round.'],
] as const

describe('ten articles and a Form D about one round', () => {
  const databases: TestDatabase[] = []
  const stored = async (order: readonly number[]): Promise<TestDatabase> => {
    const t = await testDatabase()
    databases.push(t)
    await t.db.company.create({
      data: { slug: 'vela-compute', name: 'Vela Compute', origin: 'import', cik: '1999001' },
    })
    for (const i of order) {
      const [published, text] = TOLD[i] ?? ['', '']
      const { id } = await t.db.article.create({
        data: {
          url: `https://paper${i}.example/vela`,
          publisher: `Paper ${i}`,
          publishedOn: day(published),
          knownOn: day(published),
          title: 'Vela Compute raises money',
          text,
          textFrom: 'feed',
          origin: 'ingest',
        },
      })
      await t.db.$transaction((tx) => extractArticles(tx, [id]), { timeout: 60_000 })
      if (i === 4) await fileFormD(t)
    }
    return t
  }
  const fileFormD = (t: TestDatabase) =>
    t.db.$transaction(
      async (tx) => {
        const slugs = new Map([['1999001', 'vela-compute']])
        const filing = {
          companyName: 'VELA COMPUTE, INC.',
          cik: '1999001',
          accession: '0001999001-25-000001',
          form: 'D',
          filedOn: '2025-10-14',
          acceptedAt: null,
          knownOn: '2025-10-14',
          description: null,
          url: 'https://www.sec.gov/vela',
          attributes: {},
        }
        await writeFilings(tx, [filing], slugs, 'ingest')
        await writeRounds(
          tx,
          [
            {
              companySlug: null,
              companyName: null,
              cik: '1999001',
              accession: filing.accession,
              previousAccession: null,
              announcedOn: '2025-09-26',
              knownOn: '2025-10-14',
              kind: 'equity',
              stage: 'unknown',
              amountMinor: 148_000_000_000n,
              currency: 'USD',
              amountIs: 'exact',
              valuationMinor: null,
              valuationIs: null,
              leadInvestors: [],
              investors: [],
              note: null,
              grade: 'page',
              sourceUrl: filing.url,
              sourceTitle: null,
              sourcePublishedOn: null,
            },
          ],
          slugs,
          'ingest',
        )
        await deriveFactSignals(tx, { companies: ['vela-compute'] })
      },
      { timeout: 60_000 },
    )
  const eventsOf = async (t: TestDatabase) =>
    (await signals(readView({ company: 'vela-compute' }).view, t.db, { type: 'funding' }, now)).rows

  let t: TestDatabase
  beforeAll(async () => {
    t = await stored([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  }, 120_000)
  afterAll(async () => {
    for (const each of databases) await each.close()
  })

  it('are one signal with eleven tellings, of which the Form D is a record', async () => {
    const [event, ...others] = await eventsOf(t)
    expect(others).toEqual([])
    expect(new Set(event?.evidence.map((e) => e.articleId ?? 'filing')).size).toBe(11)
    expect(event?.evidence.filter((e) => e.kind === 'record').map((e) => e.address)).toEqual([
      'https://www.sec.gov/vela',
    ])
    expect(event?.attributes).toMatchObject({ amount: 1.5e9, stage: 'Series E', valuation: 9e9 })
    expect(event?.knownOn).toBe('2025-09-29')
  })

  it('keep the figures that differ, and by how many each is told', async () => {
    const [event] = await eventsOf(t)
    const [amounts] = event?.conflicts ?? []
    expect(amounts).toMatchObject({
      figure: 'amount',
      currency: 'USD',
      values: [
        { value: 1.5e9, count: 7 },
        { value: 1.6e9, count: 3 },
      ],
    })
    // As known on the first day, there was no other figure yet.
    const early = await signals(readView({ company: 'vela-compute', asOf: '2025-09-29' }).view, t.db, {}, now)
    expect(early.rows[0]?.conflicts).toEqual([])
    expect(early.rows[0]?.evidence.length).toBe(2)
    const then = await signals(readView({ company: 'vela-compute', asOf: '2025-10-01' }).view, t.db, {}, now)
    expect(then.rows[0]?.attributes).not.toHaveProperty('investors', expect.arrayContaining(['Ostra Ventures']))
  })

  it('are the same event under the same id when they are read again, or come in another order', async () => {
    const [event] = await eventsOf(t)
    const ids = (await t.db.article.findMany({ select: { id: true } })).map((a) => a.id)
    await t.db.$transaction((tx) => extractArticles(tx, ids), { timeout: 60_000 })
    await t.db.$transaction((tx) => deriveFactSignals(tx, { companies: ['vela-compute'] }), { timeout: 60_000 })
    expect((await eventsOf(t)).map((e) => e.id)).toEqual([event?.id])
    const shuffled = await eventsOf(await stored([9, 7, 4, 2, 8, 0, 6, 5, 3, 1]))
    expect(shuffled.map((e) => [e.id, e.attributes, e.evidence.length])).toEqual([
      [event?.id, event?.attributes, event?.evidence.length],
    ])
  }, 120_000)

  it('do not take in another round of the company', async () => {
    const before = (await eventsOf(t)).length
    for (const [n, text] of [
      'Vela Compute has raised $400 million in a Series D round.',
      'Vela Compute secured a $1.5 billion loan from Fjord Bank on Monday.',
      'Vela Compute has raised more than $4 billion in total.',
    ].entries()) {
      const { id } = await t.db.article.create({
        data: {
          url: `https://other.example/${n}`,
          publisher: 'Other',
          publishedOn: day('2025-10-07'),
          knownOn: day('2025-10-07'),
          title: 'Vela Compute',
          text,
          textFrom: 'feed',
          origin: 'ingest',
        },
      })
      await t.db.$transaction((tx) => extractArticles(tx, [id]), { timeout: 60_000 })
    }
    const after = await eventsOf(t)
    expect(after.length).toBe(before + 3)
    expect(after.find((e) => e.attributes.stage === 'Series E')?.evidence.length).toBe(11)
  })
})
