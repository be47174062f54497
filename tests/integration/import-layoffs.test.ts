import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { importFile } from '@/lib/ingest/importFile'
import { askByName } from '@/lib/queries/byName'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'

describe('importing notices of layoffs', () => {
  let test: TestDatabase
  const now = new Date('2026-11-20T10:00:00Z')
  const take = (file: string, dryRun = false) =>
    importFile(test.db, 'layoffs', fixture(`imports/warn-${file}.csv`), { now, dryRun })

  beforeAll(async () => {
    test = await testDatabase()
    await test.db.company.create({
      data: { slug: 'nimbus-grid', name: 'Nimbus Grid', aliases: ['NG Cloud'], segment: 'cloud', origin: 'import' },
    })
  })
  afterAll(async () => test?.close())

  it('stores nothing in a dry run', async () => {
    expect(await take('ca', true)).toMatchObject({ dryRun: true, new: 1 })
    expect(await test.db.layoff.count()).toBe(0)
  })

  it('sums the sites of a followed company, counts one that is posted twice once, and says who is not followed', async () => {
    const report = await take('ca')
    expect(report).toMatchObject({ seen: 6, new: 1, rejected: 3 })
    expect(report.seen).toBe(report.new + report.changed + report.unchanged + report.rejected)
    expect(report.refused.map((r) => [r.position, r.reason])).toContainEqual([
      'line 5',
      'not followed: “Somebody Else Bakery”',
    ])
    expect(await test.db.layoff.findMany()).toMatchObject([
      {
        companySlug: 'nimbus-grid',
        headcount: 150,
        origin: 'import',
        sourceUrl: expect.stringContaining('edd.ca.gov'),
        sites: [
          { place: 'San Jose, CA', headcount: 120, titles: [] },
          { place: 'Fremont, CA', headcount: 30, titles: [] },
        ],
      },
    ])
    // What was refused for its company is told, not kept; what could not be read is kept.
    expect(await test.db.reject.count({ where: { kind: 'layoffs' } })).toBe(2)
  })

  it('finds a company by its alias, makes a signal of each notice, and changes nothing the second time', async () => {
    for (const state of ['ny', 'wa', 'co']) expect(await take(state)).toMatchObject({ new: 1, rejected: 0 })
    for (const state of ['ca', 'ny', 'wa', 'co']) expect(await take(state)).toMatchObject({ new: 0, changed: 0 })
    const signals = await test.db.signal.findMany({ where: { type: 'layoff' }, orderBy: { occurredOn: 'asc' } })
    expect(signals.map((s) => [s.companySlug, s.occurredOn.toISOString().slice(0, 10)])).toEqual([
      ['nimbus-grid', '2026-04-30'],
      ['nimbus-grid', '2026-07-11'],
      ['nimbus-grid', '2026-08-09'],
      ['nimbus-grid', '2026-10-05'],
    ])
    expect(signals.map((s) => s.summary)).toContain('Nimbus Grid cuts 150 jobs in San Jose, CA and Fremont, CA')
  })

  it('shows them by place, and by role where the titles of a notice name one', async () => {
    const csv =
      'company,notice_date,headcount,city,state,titles,source_url\n' +
      'Nimbus Grid,2026-10-20,40,Reno,NV,"Site Reliability Engineers (8), Data Center Technicians, Receptionist",https://state.example/1\n'
    expect(await importFile(test.db, 'layoffs', Buffer.from(csv), { now, dryRun: false })).toMatchObject({ new: 1 })
    const ask = async (by: string) => {
      const answer = await askByName('supply', { by, from: '2026-09-01', to: '2026-11-20' }, test.db, now)
      return answer.rows as Record<string, unknown>[]
    }
    expect((await ask('place')).map((r) => [r.place, r.people])).toEqual([
      ['San Jose, CA', 120],
      ['Fremont, CA', 30],
      ['Reno, NV', 40],
    ])
    expect((await ask('role')).map((r) => [r.role, r.people, r.titles])).toEqual([
      ['data-center-ops', 40, 'Site Reliability Engineers; Data Center Technicians; Receptionist'],
      ['sre', 40, 'Site Reliability Engineers; Data Center Technicians; Receptionist'],
    ])
    const before = await askByName('supply', { by: 'place', from: '2026-09-01', asOf: '2026-10-06' }, test.db, now)
    expect(before.rows).toEqual([])
    await expect(askByName('supply', { by: 'moon' }, test.db, now)).rejects.toThrow(/by=moon/)
  })
})
