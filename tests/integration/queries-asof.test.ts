import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { observations, openings, overview, rounds, signals, vacancies } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'
import { drawnDays, truncate } from './truncated'

// A view of a past day on today's database must equal the same view on a database that ends on that day.
const NOW = new Date('2026-11-24T12:00:00Z')
let full: TestDatabase
let cut: TestDatabase

const drawn = drawnDays(20261124, 5)

beforeAll(async () => {
  full = await testDatabase({ reference: true })
  cut = await testDatabase({ reference: true })
})
afterAll(async () => {
  await full.close()
  await cut.close()
})

describe('a view of a past day never shows what came later', () => {
  it.each(drawn)('as of %s', { timeout: 120_000 }, async (day) => {
    await truncate(cut, day)
    const view: View = { ...DEFAULT_VIEW, asOf: day }
    const both = async (ask: (db: typeof full.db) => Promise<unknown>) => {
      expect(await ask(full.db)).toEqual(await ask(cut.db))
    }
    await both(async (db) => (await openings(view, db, NOW)).rows)
    await both(async (db) => (await openings({ ...view, roles: ['ml-engineering', 'sre'] }, db, NOW)).rows)
    await both(async (db) => (await openings({ ...view, companies: ['openai'], grain: 'day' }, db, NOW)).rows)
    await both(async (db) => (await openings({ ...view, companies: ['perplexity'], grain: 'month' }, db, NOW)).rows)
    for (const companies of [[], ['openai'], ['perplexity', 'runway'], ['deepmind']])
      await both(async (db) => (await vacancies({ ...view, companies, grain: 'month' }, db, NOW)).rows)
    for (const series of ['A191RL1Q225SBEA', 'UNRATE', 'HIRINGLAB_AI_SHARE_US'])
      await both(async (db) => (await observations(series, view, db, {}, NOW)).rows)
    await both(async (db) => {
      const rows = (await signals(view, db, { pageSize: 200 }, NOW)).rows
      return rows.map((r) => ({ ...r, evidence: r.evidence.map((e) => [e.address, e.title, e.summary]).sort() }))
    })
    await both(async (db) => (await rounds(view, db, NOW)).rows.map((r) => ({ ...r, signalId: null })))
    await both(async (db) => (await overview(view, db, NOW)).headline)
    await both(async (db) => (await overview(view, db, NOW)).answers)
  })
})
