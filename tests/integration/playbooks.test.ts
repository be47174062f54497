import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { companies, playbooks } from '@/lib/queries'
import { claims } from '@/lib/queries/claims'
import type { Play, PlaybooksData } from '@/lib/queries/types'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

let full: TestDatabase
let empty: TestDatabase
const NOW = new Date('2026-11-24T12:00:00Z')
const words = (play: Play | undefined) => (play?.today ?? []).map((w) => w.text).join('')
const find = (data: PlaybooksData, key: string) => [...data.seekers, ...data.employers].find((p) => p.key === key)

beforeAll(async () => {
  full = await testDatabase({ reference: true })
  empty = await testDatabase()
})
afterAll(async () => {
  await full.close()
  await empty.close()
})

describe('each piece of advice', () => {
  it('carries numbers that the other pages give too', async () => {
    const data = await playbooks(DEFAULT_VIEW, full.db, NOW)
    const ledger = (await claims(DEFAULT_VIEW, full.db, {}, NOW)).rows.filter((c) => c.kind === 'ipo')
    expect(words(find(data, 'communication'))).toContain(`Of ${ledger.length} stated windows`)
    const levels = (await companies(DEFAULT_VIEW, full.db, NOW)).rows
    const named = /([A-Z][A-Za-z]+) \((\d+) openings?\)/.exec(words(find(data, 'listing')))
    if (named) expect(levels.find((c) => c.name === named[1])?.openings).toBe(Number(named[2]))
    expect(words(find(data, 'skills'))).toMatch(/Of \d[\d,]* infrastructure postings with a text, \d+ name /)
    expect(words(find(data, 'hubs'))).toMatch(/San Francisco/)
  })

  it('says that the data is silent where it is, and has a next step in any case', async () => {
    const data = await playbooks(DEFAULT_VIEW, full.db, NOW)
    for (const play of [...data.seekers, ...data.employers]) {
      expect(play.steps.length).toBeGreaterThan(0)
      expect(words(play)).not.toMatch(/NaN|undefined|null/)
    }
    expect(find(data, 'projects')?.verdict).toBe('silent')
  })

  it('is silent in an empty database, without an error', async () => {
    const data = await playbooks(DEFAULT_VIEW, empty.db, NOW)
    expect(data.day).toBeNull()
    expect([...data.seekers, ...data.employers].every((p) => p.verdict === 'silent')).toBe(true)
  })

  it('knows nothing of what came later', async () => {
    const data = await playbooks({ ...DEFAULT_VIEW, asOf: '2025-11-15' }, full.db, NOW)
    expect(data.day && data.day <= '2025-11-15').toBe(true)
    expect(JSON.stringify(data)).not.toContain('2026')
  })
})
