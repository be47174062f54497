import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { retryRejects } from '@/lib/ingest/retryRejects'
import { ingestSource } from '@/lib/ingest/run'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const NOW = new Date('2026-11-20T10:00:00Z')
const UPGRADE = new Date('2026-11-24T10:00:00Z')

const entry = (id: string, words = `Words of ${id}`, link = `https://news.example.com/${id}`): string =>
  `<entry><id>urn:${id}</id><title>${id}</title>${link ? `<link href="${link}"/>` : ''}<updated>2026-11-19T08:00:00Z</updated><content>${words}</content></entry>`
const atom = (...entries: string[]): string =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Notes</title><id>urn:x</id><updated>2026-11-20T00:00:00Z</updated>${entries.join('')}</feed>`

describe('rejects after an upgrade', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher()
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  const retry = (sourceId?: string) =>
    retryRejects(test.db, { config: site.config(), now: UPGRADE, ...(sourceId ? { sourceId } : {}) })
  const visit = (id: string, now = NOW) => ingestSource(test.db, id, { config: site.config(), now })
  const feed = (id: string) =>
    test.db.source.create({
      data: { id, kind: 'feed', name: id, address: `${site.base}${id}`, options: { url: `${site.base}${id}` } },
    })
  /** What a version left that could not read this document, or this part of it. */
  const leftBehind = async (sourceId: string, kind: string, raw: string, documentId: bigint | null) =>
    test.db.reject.create({
      data: {
        sourceId,
        kind,
        position: '0',
        code: 'parse-failed',
        reason: 'an older parser did not know it',
        raw,
        documentId,
        hash: `${sourceId}-${kind}-${raw.slice(0, 20)}`,
      },
    })
  const document = (sourceId: string, url: string, body: string, fetchedAt = NOW) =>
    test.db.rawDocument.create({
      data: {
        sourceId,
        url,
        fetchedAt,
        httpStatus: 200,
        sha256: createHash('sha256').update(body).digest('hex'),
        bytes: new TextEncoder().encode(body),
      },
    })
  const open = (sourceId: string) => test.db.reject.count({ where: { sourceId, resolvedAt: null } })

  it('brings the articles of a document that can be read now, asks nobody, and twice is once', async () => {
    await feed('whole')
    const body = atom(entry('one'), entry('two'))
    const { id } = await document('whole', `${site.base}whole`, body)
    await leftBehind('whole', 'document', body, id)
    expect(await retry('whole')).toMatchObject({ resolved: 1, waiting: 0, counts: { new: 2 } })
    expect(await test.db.article.count({ where: { sourceId: 'whole' } })).toBe(2)
    expect(await open('whole')).toBe(0)
    expect(site.asked).toEqual([])
    expect(await retry('whole')).toMatchObject({ resolved: 0, waiting: 0, counts: { seen: 0, new: 0 } })
  })

  it('leaves what is refused as before, and keeps one row of it however often it comes and wherever it stands', async () => {
    site.routes['/bad'] = { body: atom(entry('good'), entry('nowhere', 'No address', '')) }
    await feed('bad')
    expect(await visit('bad')).toMatchObject({ new: 1, rejected: 1 })
    site.routes['/bad'] = { body: atom(entry('newer'), entry('good'), entry('nowhere', 'No address', '')) }
    expect(await visit('bad', UPGRADE)).toMatchObject({ new: 1, rejected: 1 })
    expect(await test.db.reject.count({ where: { sourceId: 'bad' } })).toBe(1)
    expect(await retry('bad')).toMatchObject({ resolved: 0, waiting: 1 })
    expect(await open('bad')).toBe(1)
  })

  it('are filed each under the document that they stood in, of a visit to many', async () => {
    await test.db.source.create({
      data: {
        id: 'pages',
        kind: 'smartrecruiters',
        name: 'Pages',
        address: 'https://jobs.smartrecruiters.com/Pages',
        options: { token: 'Pages' },
      },
    })
    const jobs = (from: number, bad: string) =>
      Array.from({ length: 100 }, (_, i) => ({ id: `${from + i}`, name: `Technician ${from + i}` }))
        .concat({ id: bad, name: '' })
        .slice(1)
    site.routes['/v1/companies/Pages/postings'] = (request) => {
      const offset = Number(new URL(request.url ?? '', site.base).searchParams.get('offset') ?? 0)
      return { body: JSON.stringify({ totalFound: 200, offset, limit: 100, content: jobs(offset, `bad-${offset}`) }) }
    }
    expect(await visit('pages')).toMatchObject({ status: 'ok', new: 198, rejected: 2 })
    const filed = await test.db.reject.findMany({
      where: { sourceId: 'pages' },
      orderBy: { raw: 'asc' },
      select: { raw: true, document: { select: { url: true } } },
    })
    expect(
      filed.map((r) => [/bad-\d+/.exec(r.raw)?.[0], /offset=(\d+)/.exec(r.document?.url ?? '')?.[1] ?? '0']),
    ).toEqual([
      ['bad-0', '0'],
      ['bad-100', '100'],
    ])
  })

  it('does not let an old document overwrite what was read since', async () => {
    site.routes['/newer'] = { body: atom(entry('story', 'The corrected words')) }
    await feed('newer')
    await visit('newer')
    const old = await document(
      'newer',
      `${site.base}newer`,
      atom(entry('story', 'The first words'), entry('lost')),
      new Date('2026-11-10T00:00:00Z'),
    )
    await leftBehind('newer', 'feed-item', 'lost', old.id)
    expect(await retry('newer')).toMatchObject({ resolved: 1, counts: { new: 1, changed: 0 } })
    const texts = await test.db.article.findMany({
      where: { sourceId: 'newer' },
      orderBy: { id: 'asc' },
      select: { text: true },
    })
    expect(texts.map((a) => a.text)).toEqual(['The corrected words', 'Words of lost'])
  })

  it('completes the reading of a board, on the day on which it was read', async () => {
    const job = (id: number) => ({ id, title: `Technician ${id}` })
    const body = JSON.stringify({ jobs: [job(1), job(2), job(3)], meta: { total: 3 } })
    await test.db.source.create({
      data: {
        id: 'board',
        kind: 'greenhouse',
        name: 'Board',
        address: 'https://job-boards.greenhouse.io/nimbus',
        options: { token: 'nimbus' },
      },
    })
    // The third job was refused by an older version: the reading was partial.
    site.routes['/v1/boards/nimbus/jobs'] = {
      body: JSON.stringify({ jobs: [job(1), job(2), { id: 3 }], meta: { total: 3 } }),
    }
    expect(await visit('board')).toMatchObject({ new: 2, rejected: 1 })
    const kept = await test.db.rawDocument.findFirstOrThrow({ where: { sourceId: 'board' } })
    await test.db.rawDocument.update({
      where: { id: kept.id },
      data: { bytes: new TextEncoder().encode(body), packed: false },
    })
    expect(await retry()).toMatchObject({ counts: { new: 1, unchanged: 2 } })
    expect(await open('board')).toBe(0)
    const [reading] = await test.db.reading.findMany({ where: { board: { token: 'nimbus' } } })
    expect(reading).toMatchObject({ completeness: 'whole', count: 3, readOn: new Date('2026-11-20T00:00:00Z') })
    expect(await test.db.spell.count({ where: { posting: { board: { token: 'nimbus' } } } })).toBe(3)
  })
})
