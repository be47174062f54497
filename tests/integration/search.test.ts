import { NextRequest } from 'next/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { GET } from '@/app/api/search/route'
import { bumpDataVersion, getDb } from '@/lib/db/client'
import { type FindEntry, rankEntries } from '@/lib/search/rank'
import { type TestDatabase, testDatabase } from './database'

let base: TestDatabase
const urlBefore = process.env.DATABASE_URL

const ask = (headers: Record<string, string> = {}) => GET(new NextRequest('http://localhost/api/search', { headers }))
const entriesOf = async (answer: Response) => ((await answer.json()) as { entries: FindEntry[] }).entries

beforeAll(async () => {
  base = await testDatabase({ reference: true })
  process.env.DATABASE_URL = base.url
})
afterAll(async () => {
  await getDb().$disconnect()
  if (urlBefore === undefined) delete process.env.DATABASE_URL
  else process.env.DATABASE_URL = urlBefore
  await base.close()
})

describe('the index of names', () => {
  it('has every page, role, company and series with values, each place once', async () => {
    const entries = await entriesOf(await ask())
    const kinds = (kind: FindEntry['kind']) => entries.filter((e) => e.kind === kind)
    expect(kinds('company')).toHaveLength(await base.db.company.count())
    expect(kinds('role')).toHaveLength(10)
    expect(kinds('page').map((e) => e.href)).toContain('/methodology')
    expect(kinds('series').map((e) => e.href)).toContain('/explore?series=UNRATE')
    expect(new Set(entries.map((e) => e.href)).size).toBe(entries.length)
    expect(entries.every((e) => e.label.trim() !== '')).toBe(true)
  })

  it('finds a company by name, alias and ticker', async () => {
    const entries = await entriesOf(await ask())
    expect(rankEntries(entries, 'antropic')).toEqual([])
    expect(rankEntries(entries, 'anthro')[0]?.href).toBe('/companies/anthropic')
    expect(rankEntries(entries, 'linode')[0]?.href).toBe('/companies/akamai')
    expect(rankEntries(entries, 'akam')[0]?.href).toBe('/companies/akamai')
    const rate = rankEntries(entries, 'unemployment').map((e) => e.href)
    expect(rate.slice(0, 2)).toEqual(['/explore?series=UNRATE', '/macro'])
  })

  it('is not sent again while the data stands, and is once a company has come', async () => {
    const first = await ask()
    const etag = first.headers.get('etag') ?? ''
    expect(etag).toMatch(/^W\/".+"$/)
    const again = await ask({ 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    await base.db.$transaction(async (tx) => {
      await tx.company.create({ data: { slug: 'ecole-labs', name: 'École Labs', origin: 'user' } })
      await bumpDataVersion(tx)
    })
    const next = await ask({ 'if-none-match': etag })
    expect(next.status).toBe(200)
    expect(rankEntries(await entriesOf(next), 'ecole')[0]?.href).toBe('/companies/ecole-labs')
  })
})
