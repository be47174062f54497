import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askByName } from '@/lib/queries/byName'
import { type TestDatabase, testDatabase } from './database'

// Openings of every company grow alike, so whatever moves a trend when boards come and go is not hiring.
const NOW = new Date('2026-08-05T12:00:00Z')
const FIRST = '2026-01-05'
const LAST = '2026-08-02'
const CHANGE = '2026-06-01'

/** Openings of company `size` on a day: size * (50 + whole weeks since the start). */
const weeksTo = (day: string): number => Math.floor((Date.parse(day) - Date.parse(FIRST)) / (7 * 86_400_000))
const level = (day: string): number => 50 + weeksTo(day)

let t: TestDatabase
const addBoards = (prefix: string, count: number, from: string, to: string, size: number) =>
  t.db.$transaction([
    t.db.$executeRaw`
    INSERT INTO companies (slug, name, segment, origin)
    SELECT ${prefix} || i, ${prefix} || i, 'other', 'import' FROM generate_series(1, ${count}::int) i`,
    t.db.$executeRaw`
    INSERT INTO boards (company_slug, kind, token, origin)
    SELECT ${prefix} || i, 'greenhouse', ${prefix} || i, 'import' FROM generate_series(1, ${count}::int) i`,
    t.db.$executeRaw`
    INSERT INTO coverage (board_id, day, state, count, basis, reader, completeness, role_state, role_reader, role_completeness)
    SELECT b.id, d::date, 'good', ${size}::int * (50 + ((d::date - ${FIRST}::date) / 7)), 'postings', 'self', 'whole', 'good', 'self', 'whole'
    FROM boards b, generate_series(${from}::date, ${to}::date, '1 day') d WHERE b.token LIKE ${`${prefix}%`}`,
    t.db.$executeRaw`
    INSERT INTO openings_day (board_id, day, role, openings, listed)
    SELECT c.board_id, c.day, 'sre', c.count, 0 FROM coverage c JOIN boards b ON b.id = c.board_id WHERE b.token LIKE ${`${prefix}%`}`,
    t.db.$executeRaw`UPDATE data_version SET version = version + 1`,
  ])

beforeAll(async () => {
  t = await testDatabase()
  await addBoards('old', 40, FIRST, LAST, 1)
})
afterAll(() => t.close())

const index = async (): Promise<Map<string, number>> => {
  const { rows } = await askByName('hiring-index', {}, t.db, NOW)
  const weeks = rows as { week: string; index: number | null }[]
  return new Map(weeks.flatMap((r) => (r.index === null ? [] : [[r.week, r.index]])))
}
const row = async (name: string, params: Record<string, string>): Promise<Record<string, unknown>> => {
  const { rows } = await askByName(name, params, t.db, NOW)
  return (rows as Record<string, unknown>[]).find((r) => r.role === 'sre' && r.openings !== null) ?? {}
}

describe('fifty boards that join and twenty that leave at once', () => {
  it('move neither the index, nor momentum, nor the growth of a role', async () => {
    const [before, momentumBefore, rolesBefore] = [await index(), await row('momentum', {}), await row('roles', {})]
    expect(before.get('2026-07-27')).toBeCloseTo((100 * level('2026-07-27')) / level(FIRST), 6)
    expect(momentumBefore).toMatchObject({ ratio: level(LAST) / level('2026-07-05') })

    await addBoards('new', 50, CHANGE, LAST, 7)
    // Twenty are no longer read from the same day on.
    const gone = Array.from({ length: 20 }, (_, i) => `old${i + 1}`)
    await t.db
      .$executeRaw`DELETE FROM coverage c USING boards b WHERE b.id = c.board_id AND b.token = ANY(${gone}::text[]) AND c.day >= ${CHANGE}::date`
    await t.db
      .$executeRaw`DELETE FROM openings_day o USING boards b WHERE b.id = o.board_id AND b.token = ANY(${gone}::text[]) AND o.day >= ${CHANGE}::date`
    await t.db.$executeRaw`UPDATE data_version SET version = version + 1`

    const after = await index()
    expect([...after.keys()]).toEqual([...before.keys()])
    for (const [week, value] of before) expect(after.get(week), week).toBeCloseTo(value, 6)
    const momentumAfter = await row('momentum', {})
    expect(momentumAfter.ratio).toBe(momentumBefore.ratio)
    const rolesAfter = await row('roles', {})
    const ratio = (r: Record<string, unknown>) => (r.change as { ratio: number }).ratio
    expect(ratio(rolesAfter)).toBeCloseTo(ratio(rolesBefore), 9)
    // The levels do say that another set of boards is read.
    expect(rolesAfter.companies).not.toBe(rolesBefore.companies)
  })
})
