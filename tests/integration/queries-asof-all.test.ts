import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askByName, QUERY_NAMES } from '@/lib/queries/byName'
import { type TestDatabase, testDatabase } from './database'
import { drawnDays, truncate } from './truncated'

// Every query and every chart, asked of a past day: nothing that became known later may move the answer.
const NOW = new Date('2026-11-24T12:00:00Z')
let full: TestDatabase
let cut: TestDatabase
beforeAll(async () => {
  full = await testDatabase({ reference: true })
  cut = await testDatabase({ reference: true })
})
afterAll(async () => {
  await full.close()
  await cut.close()
})

/** What the installation is, not what was known of the world: its state of today is shown whatever the day. */
const OF_TODAY = new Set(['sources', 'boards', 'releases'])

/** What each is asked with beside the day; several where it takes parameters of its own. */
const ASKED: Record<string, Record<string, string>[]> = {
  observations: [{ series: 'A191RL1Q225SBEA' }, { series: 'UNRATE' }],
  'role-trend': [{ role: 'ml-engineering' }],
  'role-pay': [{ role: 'ml-engineering' }],
  'macro-series': [{ series: 'UNRATE' }],
  'company-timeline': [{ company: 'openai' }],
  'company-roles': [{ company: 'anthropic' }],
  momentum: [{}, { weeks: '12' }, { by: 'company' }, { by: 'company', role: 'ml-engineering' }],
  skills: [{}, { by: 'lift', role: 'sre' }, { by: 'pairs' }, { by: 'roles', role: 'sre' }, { by: 'growth' }],
  pay: [{}, { by: 'level' }, { by: 'place' }, { by: 'company' }],
  'hiring-index': [{}, { role: 'ml-engineering' }],
  supply: [{}, { by: 'place' }, { by: 'role' }],
  claims: [{}, { by: 'source' }],
  'local-projections': [{}, { by: 'stage' }],
  'lead-lag': [{}, { series: 'IHLIDXUS' }],
  evidence: [{ chart: 'hiring-trend' }, { chart: 'momentum', role: 'sre' }],
}

/** Ids and orders that a database gives out anew when it is derived again are no knowledge. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) =>
      key === 'signalId' || key === 'articleId' ? [] : [[key, plain(inner)]],
    ),
  )
}

/** Where two answers differ, the first three places. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (Object.is(a, b)) return []
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null)
    return [`${path}: ${JSON.stringify(a)?.slice(0, 160)} against ${JSON.stringify(b)?.slice(0, 160)}`]
  const [left, right] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...left.keys(), ...right.keys()])]
    .flatMap((key) => differences(left.get(key), right.get(key), `${path}.${key}`))
    .slice(0, 3)
}

describe('no query leaks the future', () => {
  it.each(drawnDays(20261125, 3))('as of %s', { timeout: 240_000 }, async (day) => {
    await truncate(cut, day)
    const leaks: string[] = []
    for (const name of QUERY_NAMES) {
      if (OF_TODAY.has(name)) continue
      for (const params of ASKED[name] ?? [{}]) {
        const ask = async (t: TestDatabase) =>
          askByName(name, { ...params, asOf: day }, t.db, NOW).catch((error: Error) => ({ error: error.message }))
        const [now, then] = [plain(await ask(full)), plain(await ask(cut))]
        leaks.push(...differences(now, then).map((where) => `${name} ${JSON.stringify(params)}: ${where}`))
      }
    }
    expect(leaks).toEqual([])
  })
})
