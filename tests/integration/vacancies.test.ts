import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Vacancy, type VacancyPosting, type VacancyReading, vacanciesOf } from '@/lib/analytics/vacancies'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { refreshDerived } from '@/lib/ingest/derive'
import { vacancyRows, withoutLoops } from '@/lib/ingest/vacancies'
import { type TestDatabase, testDatabase } from './database'

let t: TestDatabase
let seed: TestDatabase
beforeAll(async () => {
  t = await testDatabase()
  seed = await testDatabase({ reference: true })
})
afterAll(async () => {
  await t.close()
  await seed.close()
})

const date = (day: Day | null) => (day === null ? null : new Date(`${day}T00:00:00Z`))
const START = '2026-01-01'

/** A history of two boards, the first of which may have moved to the second; postings of few titles, so that they meet. */
interface History {
  moved: boolean
  activeTo: number | null
  readings: { board: 0 | 1; day: number; reader: string; completeness: string; doubted: boolean; kept: boolean }[]
  postings: {
    board: 0 | 1
    title: string
    location: string | null
    team: string | null
    hash: string | null
    spells: { reader: string; first: number; length: number }[]
  }[]
}
const readers = fc.constantFrom('labs', 'self')
const history: fc.Arbitrary<History> = fc.record({
  moved: fc.boolean(),
  activeTo: fc.option(fc.integer({ min: 20, max: 50 })),
  readings: fc.uniqueArray(
    fc.record({
      board: fc.constantFrom<0 | 1>(0, 1),
      day: fc.integer({ min: 0, max: 90 }),
      reader: readers,
      completeness: fc.constantFrom('whole', 'whole', 'whole', 'partial', 'partial', 'capped', 'unknown'),
      doubted: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
      kept: fc.integer({ min: 0, max: 9 }).map((n) => n > 1),
    }),
    { minLength: 20, maxLength: 120, selector: (r) => `${r.board} ${r.day} ${r.reader}` },
  ),
  postings: fc.array(
    fc.record({
      board: fc.constantFrom<0 | 1>(0, 1),
      title: fc.constantFrom('Site Reliability Engineer', 'SITE  reliability-engineer', 'ML Engineer', 'C++ Engineer'),
      location: fc.constantFrom('Oslo', 'oslo, Norway', 'Oslo; Rome', 'Rome', null),
      team: fc.constantFrom('Infra', null),
      hash: fc.constantFrom('aa', null, null),
      spells: fc.uniqueArray(
        fc.record({ reader: readers, first: fc.integer({ min: 0, max: 88 }), length: fc.integer({ min: 0, max: 12 }) }),
        { minLength: 1, maxLength: 4, selector: (s) => `${s.reader} ${s.first}` },
      ),
    }),
    { minLength: 1, maxLength: 14 },
  ),
})

/** Writes a history and answers the same as rows for the pure rules. */
async function plant(db: Db, h: History) {
  await db.company.deleteMany({ where: { slug: 'planted' } })
  await db.company.create({ data: { slug: 'planted', name: 'Planted', origin: 'import' } })
  const day = (n: number) => addDays(START, n)
  const board = (kind: string, more: { activeTo?: Date | null; successorId?: number | null }) =>
    db.board.create({ data: { companySlug: 'planted', kind, token: 'planted', origin: 'import', ...more } })
  const activeTo = h.activeTo === null ? null : day(h.activeTo)
  const second = await board('ashby', {})
  const first = await board('greenhouse', {
    activeTo: date(activeTo),
    successorId: h.moved ? second.id : null,
  })
  const ids = [first.id, second.id] as const
  const readings: VacancyReading[] = h.readings.map((r) => ({
    boardId: ids[r.board],
    day: day(r.day),
    reader: r.reader,
    completeness: r.completeness,
    count: r.completeness === 'unknown' ? null : 3,
    doubted: r.doubted,
    postingsKept: r.kept,
  }))
  await db.reading.createMany({
    data: readings.map(({ boardId, day, doubted, ...r }) => ({
      ...r,
      boardId,
      readOn: new Date(day),
      doubt: doubted ? 'fell' : null,
      origin: 'import',
    })),
  })
  const postings: VacancyPosting[] = []
  for (const [i, p] of h.postings.entries()) {
    const spells = p.spells.map((s) => ({ reader: s.reader, first: day(s.first), last: day(s.first + s.length) }))
    const row = await db.posting.create({
      data: {
        boardId: ids[p.board],
        companySlug: 'planted',
        externalId: String(i),
        title: p.title,
        location: p.location,
        team: p.team,
        descriptionHash: p.hash,
        firstSeen: new Date(START),
        lastSeen: new Date(day(120)),
        role: 'sre',
        roleConfidence: 1,
        seniority: 'unknown',
        rulesVersion: 't',
        origin: 'import',
        spells: {
          create: spells.map((s) => ({
            reader: s.reader,
            firstDay: new Date(s.first),
            lastDay: new Date(s.last),
            origin: 'import',
          })),
        },
      },
    })
    postings.push({
      id: Number(row.id),
      boardId: ids[p.board],
      title: p.title,
      location: p.location,
      team: p.team,
      descriptionHash: p.hash,
      spells,
    })
  }
  const boards = [
    { id: first.id, activeFrom: null, activeTo, successorId: h.moved ? second.id : null },
    { id: second.id, activeFrom: null, activeTo: null, successorId: null },
  ]
  return { boards, readings, postings, ids: [...ids] }
}

interface Stored {
  opened_on: string
  opened_known_exactly: boolean
  closed_on: string | null
  closed_known: boolean
  last_seen_on: string
  open_to: string
  reposts: number
  posting_ids: string[]
}
const COLUMNS = Prisma.sql`opened_on::text, opened_known_exactly, closed_on::text, closed_known, last_seen_on::text, open_to::text, reposts,
  posting_ids::text[]`
const plainRow = (r: Stored): Vacancy => ({
  openedOn: r.opened_on,
  openedKnownExactly: r.opened_known_exactly,
  closedOn: r.closed_on,
  closedKnown: r.closed_known,
  lastSeenOn: r.last_seen_on,
  openTo: r.open_to,
  reposts: r.reposts,
  postingIds: r.posting_ids.map(Number),
})
const sorted = (rows: Vacancy[]) =>
  [...rows].sort((a, b) => (JSON.stringify([a.postingIds, a]) < JSON.stringify([b.postingIds, b]) ? -1 : 1))

describe('vacancies in the database', () => {
  it('equal the rules on random histories, of today and of a past day', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 10, max: 100 }), async (h, past) => {
        const { boards, readings, postings, ids } = await plant(t.db, h)
        await t.db.$transaction((tx) => refreshDerived(tx, { boardIds: ids }))
        const stored = await t.db.$queryRaw<Stored[]>`
          SELECT ${COLUMNS} FROM vacancies WHERE company_slug = 'planted'`
        expect(sorted(stored.map(plainRow))).toEqual(sorted(vacanciesOf(boards, readings, postings)))
        const upTo = addDays(START, past)
        const then = await t.db.$transaction((tx) =>
          withoutLoops(
            tx,
            () => tx.$queryRaw<Stored[]>`
              SELECT ${COLUMNS} FROM (${vacancyRows(Prisma.sql`b.company_slug = 'planted'`, upTo)}) v`,
          ),
        )
        expect(sorted(then.map(plainRow))).toEqual(sorted(vacanciesOf(boards, readings, postings, upTo)))
      }),
      { numRuns: 150, seed: 20261124 },
    )
  })
})
