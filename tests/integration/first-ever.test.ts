import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveFactSignals, refreshDerived } from '@/lib/ingest/derive'
import { askByName } from '@/lib/queries/byName'
import { type TestDatabase, testDatabase } from './database'

const day = (text: string): Date => new Date(`${text}T00:00:00Z`)
const now = new Date('2026-11-25T00:00:00Z')

interface First {
  occurredOn: string
  company: string
  roles: string[]
  attributes: { kind: string; first?: boolean; since: string; coveredDaysBefore: number }
  summary: string
  evidence: { title: string | null }[]
}

describe("a company's first posting of a category", () => {
  let t: TestDatabase
  const firsts = async (company: string): Promise<First[]> =>
    ((await askByName('signals', { type: 'hiring', company }, t.db, now)).rows as First[]).filter(
      (s) => s.attributes.first === true,
    )

  beforeAll(async () => {
    t = await testDatabase({ reference: true })
  }, 180_000)
  afterAll(() => t.close())

  it('is a signal that says since when it was watched, and on how many days', async () => {
    const [found] = (await firsts('anthropic')).filter((s) => s.roles.includes('data-center-ops'))
    expect(found).toMatchObject({
      occurredOn: '2025-11-04',
      attributes: { kind: 'opening', first: true, since: '2025-09-10' },
    })
    expect(found?.attributes.coveredDaysBefore).toBeGreaterThanOrEqual(14)
    expect(found?.summary).toContain('the first in our observations since 10 Sep 2025')
    expect(found?.evidence[0]?.title).toMatch(/data cent(?:er|re)/i)
  })

  it('is told of no company that was read on fewer than fourteen covered days before, nor across a break', async () => {
    const all = (await askByName('signals', { type: 'hiring', pageSize: '200' }, t.db, now)).rows as First[]
    const found = all.filter((s) => s.attributes.first === true)
    expect(found.length).toBeGreaterThan(0)
    for (const s of found) {
      expect(s.attributes.coveredDaysBefore).toBeGreaterThanOrEqual(14)
      const broke = await t.db.coverage.count({
        where: {
          board: { companySlug: s.company },
          roleBreakBefore: { not: null },
          day: { gt: day(s.attributes.since), lte: day(s.occurredOn) },
        },
      })
      expect([s.summary, broke]).toEqual([s.summary, 0])
    }
  })

  it('is taken back when an earlier observation of the category comes in', async () => {
    const posting = await t.db.posting.findFirstOrThrow({
      where: { companySlug: 'anthropic', title: { contains: 'Data Center' } },
      orderBy: { firstSeen: 'asc' },
      include: { spells: true },
    })
    const coverage = await t.db.coverage.findFirstOrThrow({
      where: { boardId: posting.boardId, day: { gte: day('2025-09-15'), lte: day('2025-10-15') }, roleState: 'good' },
    })
    await t.db.$transaction(
      async (tx) => {
        await tx.spell.create({
          data: {
            postingId: posting.id,
            reader: coverage.roleReader ?? '',
            firstDay: coverage.day,
            lastDay: coverage.day,
            origin: 'import',
          },
        })
        await refreshDerived(tx, { boardIds: [posting.boardId] })
        await deriveFactSignals(tx, { companies: ['anthropic'] })
      },
      { timeout: 60_000 },
    )
    const left = (await firsts('anthropic')).filter((s) => s.roles.includes('data-center-ops'))
    expect(left.filter((s) => s.occurredOn === '2025-11-04')).toEqual([])
  })
})
