import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bumpDataVersion } from '@/lib/db/client'
import { extractArticles } from '@/lib/ingest/extractArticles'
import { askByName } from '@/lib/queries/byName'
import type { ClaimRow, ClaimTally } from '@/lib/queries/claims'
import { type TestDatabase, testDatabase } from './database'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const now = new Date('2026-11-25T00:00:00Z')

describe('claims about the future', () => {
  let t: TestDatabase
  const ask = async (params: Record<string, string>): Promise<ClaimRow[]> =>
    (await askByName('claims', params, t.db, now)).rows as ClaimRow[]

  beforeAll(async () => {
    t = await testDatabase({ reference: true })
  }, 180_000)
  afterAll(() => t.close())

  it("follow Lambda's listing from the first half of 2026 to the second and to 2027, each with its source", async () => {
    const rows = (await ask({ company: 'lambda' })).filter((r) => r.kind === 'ipo').sort((a, b) => a.step - b.step)
    expect(rows.map((r) => [r.window, r.outcome, r.movedTo])).toEqual([
      ['2026-H1', 'moved', '2026-H2'],
      ['2026-H2', 'moved', '2027'],
      ['2027', 'open', null],
    ])
    expect(new Set(rows.map((r) => r.claim)).size).toBe(1)
    expect(rows.map((r) => r.lateDays)).toEqual([184, 365, 0])
    expect(rows[2]?.tellings.map((s) => s.on)).toEqual(['2026-08-24', '2026-10-06'])
    for (const r of rows) expect(r.source.address).toMatch(/^https?:/)
  })

  it('are as they were known on a past day', async () => {
    const rows = (await ask({ company: 'lambda', asOf: '2026-03-01' })).filter((r) => r.kind === 'ipo')
    expect(rows.map((r) => [r.window, r.outcome]).sort()).toEqual([
      ['2026-H1', 'moved'],
      ['2026-H2', 'open'],
    ])
  })

  it('come from articles too: a site whose opening is put off, and a plan to hire', async () => {
    await t.db.company.create({ data: { slug: 'tern-grid', name: 'Tern Grid', origin: 'import' } })
    const told = [
      ['2026-01-12', 'Tern Grid plans to open a 90 MW data center in Odense by the end of June 2026.'],
      ['2026-05-04', 'Tern Grid now plans to open its 90 MW data center in Odense by the end of 2026.'],
      ['2026-02-02', 'Tern Grid plans to hire 300 technicians by the end of 2026.'],
    ] as const
    for (const [n, [published, text]] of told.entries()) {
      const { id } = await t.db.article.create({
        data: {
          url: `https://paper.example/tern-${n}`,
          publisher: 'Paper',
          publishedOn: day(published),
          knownOn: day(published),
          title: 'Tern Grid',
          text,
          textFrom: 'feed',
          origin: 'ingest',
        },
      })
      await t.db.$transaction((tx) => extractArticles(tx, [id]), { timeout: 60_000 })
    }
    await bumpDataVersion(t.db)
    const rows = await ask({ company: 'tern-grid' })
    const site = rows.filter((r) => r.kind === 'site').sort((a, b) => a.step - b.step)
    expect(site.map((r) => [r.place, r.outcome, r.lateDays])).toEqual([
      ['Odense', 'moved', 184],
      ['Odense', 'open', 0],
    ])
    expect(site[0]?.source).toMatchObject({ publisher: 'Paper', quote: told[0][1] })
    expect(rows.filter((r) => r.kind === 'hiring')).toMatchObject([{ outcome: 'open', statedOn: '2026-02-02' }])
  })

  it('hold first figures of growth against those that stand, as known on a day', async () => {
    const rows = await ask({ kind: 'figure' })
    expect(rows.find((r) => r.window === '2025-Q2')).toMatchObject({
      statedOn: '2025-07-30',
      outcome: 'moved',
      outcomeOn: '2025-09-25',
      lateDays: 57,
      figure: { said: 3, stands: 3.8, off: 0.8, unit: 'percentage points' },
      source: { publisher: expect.stringMatching(/Economic Analysis|BEA/), address: expect.stringMatching(/^https?:/) },
    })
    const [first] = await ask({ kind: 'figure', asOf: '2025-08-01' })
    expect(first).toMatchObject({ window: '2025-Q2', outcome: 'open', figure: { said: 3, stands: null, off: null } })
    expect((await ask({ kind: 'figure', asOf: '2025-09-01' }))[0]).toMatchObject({
      outcome: 'moved',
      lateDays: 29,
      figure: { stands: 3.3, off: 0.3 },
    })
    expect(await ask({ company: 'lambda', kind: 'figure' })).toEqual([])
    const tallies = (await askByName('claims', { by: 'source' }, t.db, now)).rows as ClaimTally[]
    const agency = tallies.find((r) => r.name === rows[0]?.source.publisher)
    expect(agency?.claims).toBe(rows.length)
    expect(agency?.meanOff).toBeGreaterThan(0.1)
  })

  it('sum up by source and by company, and refuse what is neither', async () => {
    const tallies = (await askByName('claims', { by: 'company' }, t.db, now)).rows as ClaimTally[]
    const lambda = tallies.find((r) => r.name === 'Lambda')
    expect(lambda).toMatchObject({ kept: 0, dropped: 0 })
    expect(lambda?.moved).toBeGreaterThanOrEqual(2)
    for (const r of tallies) expect(r.kept + r.moved + r.dropped + r.open).toBe(r.claims)
    await expect(askByName('claims', { by: 'moon' }, t.db, now)).rejects.toMatchObject({ code: 'bad-view' })
    await expect(askByName('claims', { outcome: 'maybe' }, t.db, now)).rejects.toMatchObject({ code: 'bad-view' })
  })
})
