import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher, type Route } from './ingest-server'

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const LATER_THAT_DAY = new Date('2026-11-20T18:00:00Z')
const DAY_2 = new Date('2026-11-21T10:00:00Z')
const json = { type: 'application/json' }

/** Workday: a search that is posted; it answers by the offset in its body, and 422 to a body that is none. */
const search =
  (pages: Record<number, string>): Route =>
  (request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += String(part)
    })
    request.on('end', () => {
      const asked = request.method === 'POST' ? (JSON.parse(body) as { offset: number; limit: number }) : null
      const page = asked?.limit === 20 ? pages[asked.offset] : undefined
      response.writeHead(page ? 200 : 422, { 'content-type': 'application/json' }).end(page ?? '{"errorCode":"S22"}')
    })
    return null
  }

describe('boards in pages and careers pages, over HTTP into Postgres', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const pages = [1, 2].map((n) => fixture(`boards/smartrecruiters-nimbusgrid-${n}.json`).toString())
  const workdayPages: Record<number, string> = {
    0: fixture('boards/workday-nimbusgrid-0.json').toString(),
    20: fixture('boards/workday-nimbusgrid-20.json').toString(),
  }
  const add = (address: string) => addSource(test.db, address, { config: site.config(), now: DAY_1 })
  const visit = (id: string, now: Date) => ingestSource(test.db, id, { config: site.config(), now })
  const readings = (kind: string) => test.db.$queryRaw`
    SELECT c.day::text, c.state, r.completeness, r.count, (SELECT sum(openings)::int FROM openings_day o WHERE o.board_id = b.id AND o.day = c.day) AS openings
    FROM boards b JOIN coverage c ON c.board_id = b.id JOIN readings r ON r.board_id = b.id AND r.read_on = c.day WHERE b.kind = ${kind} ORDER BY 1`

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/v1/companies/NimbusGrid/postings': (request) => ({
        body: pages[/offset=0\b/.test(request.url ?? '') ? 0 : 1] ?? '',
        ...json,
      }),
      '/v1/companies/nobody/postings': { body: '{"offset":0,"limit":100,"totalFound":0,"content":[]}', ...json },
      '/api/v1/widget/accounts/nimbusgrid': { body: fixture('boards/workable-nimbusgrid.json'), ...json },
      '/api/offers': { body: fixture('boards/recruitee-nimbusgrid.json'), ...json },
      '/wday/cxs/nimbusgrid/External/jobs': search(workdayPages),
      '/careers': { body: fixture('boards/careers-page.html'), type: 'text/html' },
      '/about-us': { body: fixture('boards/careers-page.html'), type: 'text/html' },
      '/jobs': { body: fixture('feeds/rss2.xml'), type: 'application/rss+xml' },
      '/plain': { body: '<h1>Hello</h1>', type: 'text/html' },
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('makes one whole reading of the two pages of a SmartRecruiters board', async () => {
    const added = await add('https://careers.smartrecruiters.com/NimbusGrid')
    expect(added.message).toBe('Added: 3 postings.')
    expect(added.source).toMatchObject({ name: 'Nimbus Grid (SmartRecruiters)', kind: 'smartrecruiters' })
    expect(await readings('smartrecruiters')).toEqual([
      { day: '2026-11-20', state: 'good', completeness: 'whole', count: 3, openings: 3 },
    ])
  })

  it('writes nothing when no page changed, and keeps the unchanged page when the other one did', async () => {
    expect(await visit('smartrecruiters-nimbusgrid', LATER_THAT_DAY)).toMatchObject({ status: 'not-modified', seen: 0 })
    pages[1] = (pages[1] ?? '').replace('Data Center Technician', 'Senior Data Center Technician')
    expect(await visit('smartrecruiters-nimbusgrid', LATER_THAT_DAY)).toMatchObject({
      seen: 3,
      changed: 1,
      unchanged: 2,
    })
    expect(await visit('smartrecruiters-nimbusgrid', DAY_2)).toMatchObject({ status: 'ok', seen: 3, unchanged: 3 })
    expect(await readings('smartrecruiters')).toMatchObject([{ openings: 3 }, { state: 'good', openings: 3 }])
  })

  it('does not take SmartRecruiters’ answer to an unknown name for a board of nothing', async () => {
    const added = await add('https://jobs.smartrecruiters.com/nobody')
    expect(added.message).toContain('but with 0 jobs')
    expect(await test.db.reading.findFirst({ where: { board: { token: 'nobody' } } })).toMatchObject({
      completeness: 'unknown',
      count: null,
    })
  })

  it('posts Workday’s search page by page, as often as it says, under one board', async () => {
    const added = await add('https://nimbusgrid.wd5.myworkdayjobs.com/en-US/External')
    expect(added.message).toBe('Added: 22 postings.')
    expect(await readings('workday')).toMatchObject([{ state: 'good', completeness: 'whole', count: 22 }])
    expect(await visit(added.source.id, LATER_THAT_DAY)).toMatchObject({ status: 'not-modified' })
    delete workdayPages[20]
    expect(await visit(added.source.id, DAY_2)).toMatchObject({ status: 'failed', error: { code: 'unknown-board' } })
    expect(await readings('workday')).toMatchObject([{ count: 22 }, { state: 'none', count: null }])
  })

  it('reads a Workday site that holds more than it shows as suspect, in no count of openings', async () => {
    const [first] = [JSON.parse(fixture('boards/workday-nimbusgrid-0.json').toString()) as object]
    const capped = JSON.stringify({ ...first, total: 2000 })
    const empty = '{"total":0,"jobPostings":[]}'
    const all = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [i * 20, i === 0 ? capped : empty]))
    site.routes['/wday/cxs/megacorp/External/jobs'] = search(all)
    const added = await add('https://megacorp.wd1.myworkdayjobs.com/External')
    expect(added.message).toBe('Added: 20 postings, the board is read as capped.')
    const [state] = await test.db.$queryRaw<{ state: string }[]>`
      SELECT c.state FROM coverage c JOIN boards b ON b.id = c.board_id WHERE b.token = 'megacorp/External'`
    expect(state).toEqual({ state: 'suspect' })
  })

  it('joins a Workday site that other readers knew with or without the number of its data centre', async () => {
    await test.db.company.create({ data: { slug: 'chipco', name: 'ChipCo', segment: 'chips', origin: 'ingest' } })
    await test.db.board.create({
      data: { kind: 'workday', token: 'chipco.wd1/Careers', companySlug: 'chipco', origin: 'ingest' },
    })
    site.routes['/wday/cxs/chipco/Careers/jobs'] = search({ 0: '{"total":0,"jobPostings":[]}' })
    const added = await add('https://chipco.wd1.myworkdayjobs.com/Careers')
    expect(added.source).toMatchObject({ companySlug: 'chipco', name: 'ChipCo (Workday)' })
    expect(await test.db.board.count({ where: { companySlug: 'chipco' } })).toBe(1)
  })

  it.each([
    ['Workable', 'https://apply.workable.com/nimbusgrid', 'workable', 2],
    ['Recruitee', 'https://nimbusgrid.recruitee.com/', 'recruitee', 3],
  ])('reads a whole %s board', async (_, address, kind, count) => {
    expect((await add(address)).message).toBe(`Added: ${count} postings.`)
    expect(await readings(kind)).toMatchObject([{ state: 'good', completeness: 'whole', count, openings: count }])
  })

  it('reads the jobs of a careers page, keeps its broken parts as rejects, and finds jobs on a page whose address hides them', async () => {
    const added = await add(`${site.base}careers`)
    expect(added.message).toBe('Added: 2 postings, the board is read as partial.')
    expect(added.tried).toMatchObject({ seen: 4, new: 2, rejected: 2 })
    expect(await test.db.reject.findMany({ where: { kind: 'json-ld' } })).toMatchObject([
      { reason: expect.stringContaining('the script is no JSON') },
    ])
    const hidden = await add(`${site.base}about-us`)
    expect(hidden.source.kind).toBe('jobposting')
    expect((await add(`${site.base}about-us`)).isNew).toBe(false)
    const single = '<script type="application/ld+json">{"@type":"JobPosting","title":"Only one"}</script>'
    site.routes['/careers/one'] = { body: single, type: 'text/html' }
    expect((await add(`${site.base}careers/one`)).message).toBe('Added: 1 posting, the board is read as unknown.')
    const [one] = await test.db.$queryRaw<{ state: string; count: number | null }[]>`
      SELECT c.state, c.count FROM coverage c JOIN boards b ON b.id = c.board_id WHERE b.token LIKE '%/careers/one'`
    expect(one).toEqual({ state: 'none', count: null })
  })

  it('reads a feed at an address that sounds like jobs, and refuses a page that is neither', async () => {
    expect((await add(`${site.base}jobs`)).source.kind).toBe('feed')
    await expect(add(`${site.base}plain`)).rejects.toThrow(/no feed|web page/)
  })
})
