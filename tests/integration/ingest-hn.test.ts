import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addSource } from '@/lib/ingest/addSource'
import { bytesOf } from '@/lib/ingest/documents'
import { ingestSource } from '@/lib/ingest/run'
import { fixture } from '../unit/sources/recorded'
import { type TestDatabase, testDatabase } from './database'
import { publisher } from './ingest-server'

const DAY_1 = new Date('2026-11-20T10:00:00Z')
const DAY_2 = new Date('2026-11-21T10:00:00Z')

describe('Who is hiring?, over HTTP into Postgres', () => {
  let test: TestDatabase
  let site: Awaited<ReturnType<typeof publisher>>
  const own = (month: string, term: string) =>
    test.db.hnTerm.findUnique({ where: { month_source_term: { month, source: 'self', term } } })

  beforeAll(async () => {
    test = await testDatabase()
    site = await publisher({
      '/api/v1/search_by_date': { body: fixture('hn/search.json') },
      '/api/v1/items/9002': { body: fixture('hn/item-9002.json') },
      '/api/v1/items/8002': { body: fixture('hn/item-8002.json') },
    })
    await test.db.hnTerm.create({
      data: { month: '2026-11', source: 'hiringtrends', term: 'posts', posts: 99, origin: 'reference' },
    })
    await addSource(test.db, 'https://news.ycombinator.com/submitted?id=whoishiring', {
      config: site.config(),
      now: DAY_1,
    })
  })
  afterAll(async () => {
    await site?.close()
    await test?.close()
  })

  it('keeps the counts of each month under its own name, beside those of other readers', async () => {
    expect(await own('2026-11', 'posts')).toMatchObject({ posts: 2, origin: 'ingest' })
    expect(await own('2026-08', 'SRE')).toMatchObject({ posts: 1 })
    expect(await test.db.hnTerm.findMany({ where: { source: 'hiringtrends' } })).toMatchObject([{ posts: 99 }])
  })

  it('stores no text of a post, not even as raw bytes', async () => {
    const kept = await test.db.rawDocument.findMany()
    expect(kept.length).toBeGreaterThan(0)
    const texts = await Promise.all(kept.map(async (d) => Buffer.from(await bytesOf(d)).toString()))
    expect(texts.filter((text) => text.includes('Nimbus'))).toEqual([])
  })

  it('counts a thread that grew again, asks for a quiet one no more, and writes nothing when nothing changed', async () => {
    const id = 'hn-whoishiring'
    site.asked.length = 0
    expect(await ingestSource(test.db, id, { config: site.config(), now: DAY_2 })).toMatchObject({
      status: 'not-modified',
    })
    expect(site.asked.map((a) => a.path)).toEqual([expect.stringContaining('search_by_date'), '/api/v1/items/9002'])
    const grown = fixture('hn/item-9002.json').toString().replace('"text": null', '"text": "<p>Late | vLLM</p>"')
    site.routes['/api/v1/items/9002'] = { body: grown }
    expect(await ingestSource(test.db, id, { config: site.config(), now: DAY_2 })).toMatchObject({ changed: 2, new: 0 })
    expect(await own('2026-11', 'vLLM')).toMatchObject({ posts: 1 })
  })
})
