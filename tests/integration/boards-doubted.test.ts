import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinBoards } from '@/lib/ingest/joinBoards'
import { ingestSource } from '@/lib/ingest/run'
import { doubtedBoards } from '@/lib/queries/doubts'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const day = (n: number) => new Date(Date.UTC(2026, 10, n, 10))

describe('boards that are not to be believed, or moved', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher()
    for (const token of ['capped', 'former'])
      await test.db.source.create({
        data: {
          id: token,
          kind: 'greenhouse',
          name: token,
          address: `https://job-boards.greenhouse.io/${token}`,
          options: { token },
        },
      })
    await test.db.source.create({
      data: {
        id: 'later',
        kind: 'lever',
        name: 'later',
        address: 'https://jobs.lever.co/later',
        options: { token: 'later' },
      },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  const read = async (id: string, n: number, count: number, from = 0) => {
    const jobs = Array.from({ length: count }, (_, i) => ({ id: from + i, title: `Technician ${from + i}` }))
    site.routes[`/v1/boards/${id}/jobs`] = { body: JSON.stringify({ jobs, meta: { total: count } }) }
    site.routes[`/v0/postings/${id}`] = {
      body: JSON.stringify(
        jobs.map((j) => ({ id: `l-${j.id}`, text: j.title, hostedUrl: `https://jobs.lever.co/${id}/${j.id}` })),
      ),
    }
    return await ingestSource(test.db, id, { config: site.config(), now: day(n) })
  }
  const states = async (token: string) =>
    (await test.db.coverage.findMany({ where: { board: { token } }, orderBy: { day: 'asc' } })).map((c) => c.state)

  it('that stop at a round cap are suspect since they came to it, say so, and recover when they leave it', async () => {
    await read('capped', 1, 190)
    for (const n of [2, 3, 4, 5]) await read('capped', n, 200, n)
    expect(await states('capped')).toEqual(['good', 'suspect', 'suspect', 'suspect', 'suspect'])
    expect(await doubtedBoards(test.db)).toEqual([
      expect.objectContaining({
        token: 'capped',
        count: 200,
        readOn: '2026-11-05',
        why: expect.stringContaining('looks like a cap'),
      }),
    ])
    for (const n of [6, 7, 8]) await read('capped', n, 210 + n)
    expect((await states('capped')).slice(5)).toEqual(['suspect', 'good', 'good'])
    expect(await doubtedBoards(test.db)).toEqual([])
  })

  it('that moved are joined by the operator, with both histories kept and a break between them', async () => {
    for (const n of [1, 2, 3]) await read('former', n, 10)
    for (const n of [5, 6]) await read('later', n, 12)
    const joined = await joinBoards(test.db, 'greenhouse/former', 'https://jobs.lever.co/later', { now: day(6) })
    expect(joined).toEqual({
      old: 'greenhouse/former',
      new: 'lever/later',
      company: 'former',
      until: '2026-11-04',
      from: '2026-11-05',
      stopped: ['former'],
    })
    expect(await states('former')).toEqual(['good', 'good', 'good'])
    expect(await states('later')).toEqual(['good', 'good'])
    const [first] = await test.db.coverage.findMany({ where: { board: { token: 'later' } }, orderBy: { day: 'asc' } })
    expect(first?.breakBefore).toContain('moved here from greenhouse former')
    const boards = await test.db.board.findMany({
      where: { token: { in: ['former', 'later'] } },
      include: { successor: true },
      orderBy: { id: 'asc' },
    })
    expect(boards.map((b) => [b.companySlug, b.successor?.token ?? null])).toEqual([
      ['former', 'later'],
      ['former', null],
    ])
    expect(await test.db.posting.count({ where: { companySlug: 'former' } })).toBe(22)
    expect(await test.db.source.findUnique({ where: { id: 'former' } })).toMatchObject({ enabled: false })

    expect(await joinBoards(test.db, 'former', 'later', { now: day(6) })).toEqual(joined)
    await expect(joinBoards(test.db, 'later', 'former', { now: day(6) })).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining('already follows'),
    })
    await expect(joinBoards(test.db, 'later', 'later', { now: day(6) })).rejects.toMatchObject({ code: 'bad-input' })
    await expect(joinBoards(test.db, 'nobody', 'later', { now: day(6) })).rejects.toMatchObject({ code: 'not-found' })
  })
})
