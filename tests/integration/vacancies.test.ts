import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Vacancy, type VacancyPosting, type VacancyReading, vacanciesOf } from '@/lib/analytics/vacancies'
import { addDays, type Day } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { refreshDerived } from '@/lib/ingest/derive'
import { vacancyRows, withoutLoops } from '@/lib/ingest/vacancies'
import { openings, vacancies } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'
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
      { numRuns: 100, seed: 20261124 },
    )
  })
})

const NOW = new Date('2026-11-24T12:00:00Z')
const ask = (more: Partial<View>) => vacancies({ ...DEFAULT_VIEW, grain: 'day', ...more }, seed.db, NOW)
/** Vacancies of the shipped record, by what a posting of theirs has. */
const ofRecord = (where: Prisma.Sql) => seed.db.$queryRaw<(Stored & { title: string; postings: number })[]>`
  SELECT ${COLUMNS}, title, postings FROM vacancies v WHERE ${where}`

describe('vacancies of the shipped record', () => {
  it('are not closed by the moves of Perplexity and Runway, and go on under the titles of the new board', async () => {
    for (const [token, last] of [
      ['perplexityai', '2025-11-04'],
      ['runwayml', '2026-04-07'],
    ] as const) {
      const left = await ofRecord(Prisma.sql`v.last_seen_on >= ${last}::date AND EXISTS (
        SELECT 1 FROM postings p JOIN boards b ON b.id = p.board_id JOIN spells s ON s.posting_id = p.id
        WHERE p.id = ANY(v.posting_ids) AND b.kind = 'greenhouse' AND b.token = ${token} AND s.last_day = ${last}::date)`)
      expect(left.length).toBeGreaterThan(30)
      expect(left.filter((v) => v.closed_on !== null)).toEqual([])
    }
    const joined = await ofRecord(Prisma.sql`(
      SELECT count(DISTINCT p.board_id) FROM postings p WHERE p.id = ANY(v.posting_ids)) > 1 AND company_slug = 'perplexity'`)
    expect(joined.length).toBeGreaterThan(30)
    expect(joined.map((v) => v.title)).toContain('UK Internship Program')
    expect(joined.filter((v) => v.opened_on > '2025-11-04')).toEqual([])
  })

  it('at DeepMind, whose board was emptied, are censored and never closed', async () => {
    const left = await ofRecord(Prisma.sql`company_slug = 'deepmind' AND last_seen_on = '2026-04-08'`)
    expect(left).toHaveLength(88)
    expect(new Set(left.map((v) => `${v.closed_on} ${v.closed_known} ${v.open_to}`))).toEqual(
      new Set(['null false 2026-04-08']),
    )
    const after = await ofRecord(Prisma.sql`company_slug = 'deepmind' AND closed_on > '2026-04-08'`)
    expect(after).toEqual([])
    const { rows } = await ask({ companies: ['deepmind'], from: '2026-04-08', to: '2026-04-10' })
    expect(rows.map((r) => [r.open === null, r.covered])).toEqual([
      [false, true],
      [true, false],
      [true, false],
    ])
  })

  it('at OpenAI are not closed by the readings that brought nothing in June 2026', async () => {
    const during = await ofRecord(
      Prisma.sql`company_slug = 'openai' AND closed_on BETWEEN '2026-06-18' AND '2026-06-25'`,
    )
    expect(during).toEqual([])
    const bridged = await ofRecord(
      Prisma.sql`company_slug = 'openai' AND opened_on < '2026-06-18' AND open_to > '2026-06-25'`,
    )
    expect(bridged.length).toBeGreaterThan(400)
    const { rows } = await ask({ companies: ['openai'], from: '2026-06-17', to: '2026-06-26' })
    expect(rows.map((r) => r.open !== null)).toEqual([true, ...Array(8).fill(false), true])
  })

  it('hold at least the openings of a covered day by the same postings less their twins, and close what has gone', async () => {
    const view = { companies: ['anthropic'], from: '2025-10-01', to: '2026-07-31', grain: 'month' as const }
    const { rows, notes } = await ask(view)
    expect(rows).toHaveLength(10)
    expect(rows.every((r) => (r.open ?? 0) > 100 && (r.closed ?? 0) > 0 && (r.opened ?? 0) > 0)).toBe(true)
    expect(rows.every((r) => (r.medianAgeDays ?? -1) >= 0)).toBe(true)
    expect(notes.join(' ')).toMatch(/2 good readings in a row.*3 days.*30 days are one vacancy/)
    const seen = await openings({ ...DEFAULT_VIEW, ...view }, seed.db, NOW)
    // Flickers are bridged and closings wait for no day, so the two stay near each other and are not the same.
    rows.forEach((r, i) => {
      const value = seen.rows[i]?.value ?? 0
      expect(Math.abs((r.open ?? 0) / value - 1), r.period).toBeLessThan(0.15)
    })
  })

  it('add up over roles, and no day opens or closes more than it changes', async () => {
    const companies = ['scale-ai']
    const range = { from: '2026-01-01', to: '2026-03-31', companies }
    const all = (await ask(range)).rows
    const part = await Promise.all(
      [
        ['other'],
        ['gpu-orchestration', 'ml-platform', 'ml-engineering', 'data-center-ops', 'sre'],
        ['ai-security', 'cloud-platform', 'networking', 'hardware-systems'],
      ].map((roles) => ask({ ...range, roles: roles as View['roles'] })),
    )
    all.forEach((row, i) => {
      expect(part.reduce((sum, p) => sum + (p.rows[i]?.open ?? 0), 0)).toBe(row.open ?? 0)
    })
    for (const [i, row] of all.entries()) {
      const before = all[i - 1]
      if (row.open === null || !before || before.open === null) continue
      // What a second reader saw first, unwatched, opens without being counted as opened.
      expect(row.open - before.open).toBeGreaterThanOrEqual((row.opened ?? 0) - (row.closed ?? 0))
    }
  })

  it('as known on the last day are those of today, and a closing is not known before its grace is over', async () => {
    const range = { companies: ['anthropic', 'scale-ai'], from: '2026-06-01', to: '2026-08-22' }
    const now = await ask(range)
    const late = await ask({ ...range, asOf: '2026-11-24' })
    expect(late.rows).toEqual(now.rows)
    const early = await ask({ ...range, to: '2026-07-10', asOf: '2026-07-10' })
    const closed = (rows: typeof now.rows, from: Day) =>
      rows.filter((r) => r.period >= from && r.period <= '2026-07-10').reduce((n, r) => n + (r.closed ?? 0), 0)
    expect(closed(early.rows, '2026-07-09')).toBe(0)
    expect(closed(now.rows, '2026-07-09')).toBeGreaterThan(0)
  })

  it('derived again are the same rows', async () => {
    const rows = () => seed.db.$queryRaw`SELECT v.* FROM vacancies v ORDER BY id`
    const before = await rows()
    const [board] = await seed.db.board.findMany({ where: { companySlug: 'perplexity' } })
    await seed.db.$transaction((tx) => refreshDerived(tx, { boardIds: [board?.id ?? 0] }))
    await seed.db.$transaction((tx) => refreshDerived(tx, { all: true }), { timeout: 60_000 })
    expect(await rows()).toEqual(before)
  })
})
