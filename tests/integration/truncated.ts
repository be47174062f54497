import { addDays, type Day } from '@/lib/dates'
import { rebuild } from '@/lib/ingest/derive'
import type { TestDatabase } from './database'

/** Deletes all that was not known by the end of a day, and derives again: what the product would have held then. */
export async function truncate(t: TestDatabase, day: Day): Promise<void> {
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
  await db.$executeRaw`DELETE FROM articles WHERE known_on > ${day}::date`
  await rebuild(db)
}

/** Days drawn by a fixed generator, from late to early, so that one database can be cut again and again. */
export function drawnDays(seed: number, count: number): Day[] {
  let state = seed
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2147483648
    return addDays('2025-09-20', state % 380)
  })
    .sort()
    .reverse()
}
