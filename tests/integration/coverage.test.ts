import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bumpDataVersion } from '@/lib/db/client'
import { refreshDerived } from '@/lib/ingest/derive'
import { checkRollups } from '@/lib/ingest/rollups'
import { openings, roles } from '@/lib/queries'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

// Boards made by hand, so that each rule of coverage is seen alone.
let t: TestDatabase
const NOW = new Date('2026-03-01T12:00:00Z')
const day = (text: string) => new Date(`${text}T00:00:00Z`)

async function board(
  company: string,
  kind = 'greenhouse',
  more: { activeFrom?: Date; activeTo?: Date; successorId?: number } = {},
) {
  await t.db.company.upsert({
    where: { slug: company },
    create: { slug: company, name: company, origin: 'import' },
    update: {},
  })
  return t.db.board.create({ data: { companySlug: company, kind, token: company, origin: 'import', ...more } })
}
const read = (
  boardId: number,
  on: string,
  count: number | null,
  more: Partial<{ reader: string; completeness: string; doubt: string; postingsKept: boolean; best: boolean }> = {},
) =>
  t.db.reading.create({
    data: {
      boardId,
      readOn: day(on),
      reader: 'self',
      completeness: count === null ? 'unknown' : 'whole',
      count,
      origin: 'import',
      ...more,
    },
  })
async function posting(
  boardId: number,
  company: string,
  id: string,
  spells: [string, string, string?][],
  role = 'sre',
) {
  const first = spells[0]?.[0] ?? '2026-02-01'
  await t.db.posting.create({
    data: {
      boardId,
      companySlug: company,
      externalId: id,
      title: id,
      firstSeen: day(first),
      lastSeen: day(spells.at(-1)?.[1] ?? first),
      role,
      roleConfidence: 0.9,
      seniority: 'unknown',
      rulesVersion: 't',
      origin: 'import',
      spells: {
        create: spells.map(([a, b, reader = 'self']) => ({
          reader,
          firstDay: day(a),
          lastDay: day(b),
          origin: 'import',
        })),
      },
    },
  })
}
const derive = () =>
  t.db.$transaction(async (tx) => {
    await refreshDerived(tx, { all: true })
    await bumpDataVersion(tx)
  })
const days = async (company: string, from: string, to: string, more: Partial<typeof DEFAULT_VIEW> = {}) =>
  (await openings({ ...DEFAULT_VIEW, companies: [company], from, to, grain: 'day', ...more }, t.db, NOW)).rows

beforeAll(async () => {
  t = await testDatabase()
})
afterAll(() => t.close())

describe('coverage follows the best reading of a day', () => {
  it('tells good, capped, doubted and empty days apart, and none of them is zero', async () => {
    const b = await board('states')
    await read(b.id, '2026-02-01', 10)
    await read(b.id, '2026-02-02', 500, { completeness: 'capped' })
    await read(b.id, '2026-02-03', 3, { doubt: '3 against 10 the day before' })
    await read(b.id, '2026-02-04', null)
    await read(b.id, '2026-02-06', 0)
    await derive()
    const rows = await days('states', '2026-02-01', '2026-02-06')
    expect(rows.map((r) => [r.value, r.covered, r.completeness])).toEqual([
      [10, true, 'whole'],
      [null, false, 'capped'],
      [null, false, 'whole'],
      [null, false, 'unknown'],
      [null, false, null],
      [0, true, 'whole'],
    ])
  })

  it('takes a whole reading over a partial one, and any over a doubted one', async () => {
    const b = await board('best')
    await read(b.id, '2026-02-01', 8, { reader: 'x', completeness: 'partial', best: true })
    await read(b.id, '2026-02-01', 10, { reader: 'y' })
    await read(b.id, '2026-02-02', 8, { reader: 'x', completeness: 'partial' })
    await read(b.id, '2026-02-02', 99, { reader: 'y', doubt: 'ten times the day before' })
    await derive()
    expect((await days('best', '2026-02-01', '2026-02-02')).map((r) => r.value)).toEqual([10, 8])
    expect(await t.db.reading.count({ where: { boardId: b.id, best: true } })).toBe(2)
  })

  it('names a change of reader or completeness as a break and crosses it with no growth', async () => {
    const b = await board('breaks')
    await read(b.id, '2026-02-01', 10, { reader: 'x', completeness: 'partial' })
    await read(b.id, '2026-02-02', 14, { reader: 'x' })
    await read(b.id, '2026-02-04', 14, { reader: 'y' })
    await derive()
    const rows = await t.db.coverage.findMany({ where: { boardId: b.id }, orderBy: { day: 'asc' } })
    expect(rows.map((r) => r.breakBefore)).toEqual([
      null,
      'the reading changed from partial to whole',
      'the reader changed from x to y',
    ])
  })
})

describe('a company is covered when all its active boards are', () => {
  it('goes on at the new board after a move, and never falls because the old one is empty', async () => {
    const next = await board('moved', 'ashby', { activeFrom: day('2026-02-03') })
    const old = await board('moved', 'greenhouse', { activeTo: day('2026-02-02'), successorId: next.id })
    await read(old.id, '2026-02-01', 67)
    await read(old.id, '2026-02-02', 67)
    for (const on of ['2026-02-03', '2026-02-04', '2026-02-05']) await read(old.id, on, null)
    await read(next.id, '2026-02-05', 70)
    await derive()
    const rows = await days('moved', '2026-02-01', '2026-02-05')
    expect(rows.map((r) => r.value)).toEqual([67, 67, null, null, 70])
    const moved = await t.db.coverage.findFirst({ where: { boardId: next.id } })
    expect(moved?.breakBefore).toBe('the board moved here from greenhouse moved')
  })

  it('is not covered when one of two boards was not read, and adds them up when both were', async () => {
    const a = await board('two', 'greenhouse')
    const b = await board('two', 'ashby')
    for (const on of ['2026-02-01', '2026-02-02']) await read(a.id, on, 5)
    await read(b.id, '2026-02-01', 7)
    await derive()
    expect((await days('two', '2026-02-01', '2026-02-02')).map((r) => [r.value, r.covered])).toEqual([
      [12, true],
      [null, false],
    ])
  })

  it('ignores a board that never brought a count', async () => {
    const a = await board('wrong-token', 'greenhouse')
    const b = await board('wrong-token', 'lever')
    await read(a.id, '2026-02-01', 5)
    await read(b.id, '2026-02-01', null)
    await derive()
    expect((await days('wrong-token', '2026-02-01', '2026-02-01'))[0]?.value).toBe(5)
  })
})

describe('openings by role come from spells', () => {
  it('count a posting on the days it stood, through leaving and coming back, and a role without one as zero', async () => {
    const b = await board('spells')
    for (const on of ['2026-02-01', '2026-02-02', '2026-02-03', '2026-02-04'])
      await read(b.id, on, 2, { postingsKept: true })
    await posting(b.id, 'spells', 'stays', [['2026-02-01', '2026-02-04']])
    await posting(b.id, 'spells', 'returns', [
      ['2026-02-01', '2026-02-01'],
      ['2026-02-04', '2026-02-04'],
    ])
    await derive()
    expect((await days('spells', '2026-02-01', '2026-02-05', { roles: ['sre'] })).map((r) => r.value)).toEqual([
      2,
      1,
      1,
      2,
      null,
    ])
    expect(
      (await days('spells', '2026-02-01', '2026-02-02', { roles: ['networking'] })).map((r) => [r.value, r.basis]),
    ).toEqual([
      [0, 'postings'],
      [0, 'postings'],
    ])
  })

  it('counts as newly listed only what the reader had watched come', async () => {
    const b = await board('fresh')
    for (const on of ['2026-02-01', '2026-02-02', '2026-02-03']) await read(b.id, on, 2, { postingsKept: true })
    await posting(b.id, 'fresh', 'old', [['2026-02-01', '2026-02-03']])
    await posting(b.id, 'fresh', 'new', [
      ['2026-02-02', '2026-02-02'],
      ['2026-02-03', '2026-02-03'],
    ])
    await derive()
    const rows = await t.db.openingsDay.findMany({ where: { boardId: b.id }, orderBy: { day: 'asc' } })
    expect(rows.map((r) => [r.openings, r.listed])).toEqual([
      [1, 0],
      [2, 1],
      [2, 0],
    ])
  })

  it('stay with the reader that reads on when another looks in', async () => {
    const b = await board('steady')
    for (const on of ['2026-02-01', '2026-02-02', '2026-02-03'])
      await read(b.id, on, 1, { reader: 'x', completeness: 'partial', postingsKept: true })
    await read(b.id, '2026-02-02', 2, { reader: 'y', postingsKept: true })
    await posting(b.id, 'steady', 'seen-by-both', [
      ['2026-02-01', '2026-02-03', 'x'],
      ['2026-02-02', '2026-02-02', 'y'],
    ])
    await posting(b.id, 'steady', 'seen-by-y', [['2026-02-02', '2026-02-02', 'y']])
    await derive()
    expect((await days('steady', '2026-02-01', '2026-02-03', { roles: ['sre'] })).map((r) => r.value)).toEqual([
      1, 1, 1,
    ])
    expect((await days('steady', '2026-02-02', '2026-02-02')).map((r) => r.value)).toEqual([2])
  })
})

describe('roll-ups', () => {
  it('equal a recount of the facts after every change, and the check notices when they do not', async () => {
    await derive()
    const equal = await checkRollups(t.db)
    expect(equal.every((table) => table.missing === 0 && table.extra === 0)).toBe(true)
    await t.db
      .$executeRaw`UPDATE openings_day SET openings = openings + 1 WHERE board_id = (SELECT min(board_id) FROM openings_day)`
    const wrong = await checkRollups(t.db)
    expect(wrong.find((table) => table.table === 'openings_day')?.missing).toBeGreaterThan(0)
  })

  it('are brought up to date for one board without touching the others', async () => {
    const b = await board('single')
    await read(b.id, '2026-02-10', 1, { postingsKept: true })
    await posting(b.id, 'single', 'p', [['2026-02-10', '2026-02-10']])
    await t.db.$transaction((tx) => refreshDerived(tx, { boardIds: [b.id] }))
    expect(await t.db.openingsDay.count({ where: { boardId: b.id } })).toBe(1)
    await t.db.$transaction((tx) => refreshDerived(tx, { all: true }))
    const again = await checkRollups(t.db)
    expect(again.every((table) => table.missing === 0 && table.extra === 0)).toBe(true)
  })
})

describe('a view of nothing', () => {
  it('answers empty and says so, before anything was read', async () => {
    const empty = await testDatabase()
    try {
      const answer = await roles(DEFAULT_VIEW, empty.db, NOW)
      expect(answer.rows.every((r) => r.openings === null && r.change === null)).toBe(true)
      const none = await openings({ ...DEFAULT_VIEW, grain: 'month' }, empty.db, NOW)
      expect(none.rows.every((r) => r.value === null && !r.covered)).toBe(true)
    } finally {
      await empty.close()
    }
  })
})
