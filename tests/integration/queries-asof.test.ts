import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type Day } from '@/lib/dates'
import { rebuild } from '@/lib/ingest/derive'
import { observations, openings, overview, rounds, signals, vacancies } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

// A view of a past day on today's database must equal the same view on a database that ends on that day.
const NOW = new Date('2026-11-24T12:00:00Z')
let full: TestDatabase
let cut: TestDatabase

/** Deletes all that was not known by the end of a day, and derives again: what the product would have held then. */
async function truncate(t: TestDatabase, day: Day): Promise<void> {
  const { db } = t
  await db.$executeRaw`DELETE FROM readings WHERE read_on > ${day}::date`
  await db.$executeRaw`DELETE FROM spells WHERE first_day > ${day}::date`
  await db.$executeRaw`UPDATE spells SET last_day = ${day}::date WHERE last_day > ${day}::date`
  await db.$executeRaw`DELETE FROM postings WHERE first_seen > ${day}::date`
  await db.$executeRaw`UPDATE postings SET last_seen = ${day}::date WHERE last_seen > ${day}::date`
  await db.$executeRaw`DELETE FROM observations WHERE vintage > ${day}::date`
  await db.$executeRaw`DELETE FROM totals_raised WHERE as_of > ${day}::date`
  await db.$executeRaw`DELETE FROM funding_rounds WHERE known_on > ${day}::date`
  await db.$executeRaw`DELETE FROM ipo_milestones WHERE known_on > ${day}::date`
  await db.$executeRaw`DELETE FROM filings WHERE known_on > ${day}::date`
  await db.$executeRaw`DELETE FROM capacity WHERE known_on > ${day}::date`
  await db.$executeRaw`DELETE FROM layoffs WHERE known_on > ${day}::date`
  await rebuild(db)
}

/** Days drawn by a fixed generator, from late to early, so that one database can be cut again and again. */
const drawn = (() => {
  let seed = 20261124
  return Array.from({ length: 5 }, () => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return addDays('2025-09-20', seed % 380)
  })
    .sort()
    .reverse()
})()

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
