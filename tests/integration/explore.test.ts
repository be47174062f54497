import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chartAnswer, openings } from '@/lib/queries'
import { askByName } from '@/lib/queries/byName'
import { DEFAULT_VIEW, type View } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

let t: TestDatabase
const NOW = new Date('2026-11-24T12:00:00Z')
const explore = (params: Record<string, string>, view: Partial<View> = {}) =>
  chartAnswer('explore', { ...DEFAULT_VIEW, ...view }, params, t.db, NOW)
const at = (answer: Awaited<ReturnType<typeof explore>>, series: string, period: string) =>
  answer.rows.find((r) => r.series === series && r.period === period)?.value

beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

describe('series beside each other', () => {
  it('are as the other queries have them: openings of a role at a company, of a board, an indicator', async () => {
    const month = { grain: 'month' as const, from: '2026-05-01', to: '2026-08-31' }
    const answer = await explore({ series: 'sre@anthropic' }, month)
    const { rows } = await openings({ ...DEFAULT_VIEW, ...month, roles: ['sre'], companies: ['anthropic'] }, t.db, NOW)
    for (const row of rows.filter((r) => r.period < '2026-08'))
      expect(at(answer, 'sre@anthropic', row.period)).toBe(row.value)
    const board = await explore({ series: 'all@lambda' }, { grain: 'day', from: '2026-05-29', to: '2026-10-05' })
    expect(at(board, 'all@lambda', '2026-05-29')).toBe(32)
    expect(at(board, 'all@lambda', '2026-10-05')).toBe(90)
    expect(at(board, 'all@lambda', '2026-09-20')).toBeNull()
    const share = await explore(
      { series: 'HIRINGLAB_AI_SHARE_US' },
      { grain: 'day', from: '2025-09-12', to: '2026-06-30' },
    )
    expect(at(share, 'HIRINGLAB_AI_SHARE_US', '2025-09-12')).toBeCloseTo(3.504, 3)
  })

  it('of unlike units are rebased to 100, and the answer says so', async () => {
    const answer = await explore({ series: 'infra,UNRATE', base: '2026-01-05' })
    expect(answer.view.transform).toBe('rebased')
    expect(answer.notes.join(' ')).toContain('no common level')
    expect(at(answer, 'infra', '2026-01-05')).toBe(100)
    expect(answer.data.base).toBe('2026-01-05')
  })

  it('are never compared across a change of reader', async () => {
    const answer = await explore({ series: 'all@lambda', base: '2026-06-01' }, { grain: 'day', transform: 'rebased' })
    expect(at(answer, 'all@lambda', '2026-06-01')).toBe(100)
    // Read again by others: the level is known, an index on June's reader is not.
    expect(at(answer, 'all@lambda', '2026-10-05')).toBeNull()
    expect(answer.notes.join(' ')).toMatch(/Lambda: \d+ values? left out/)
  })

  it('know nothing of later days than the day they are asked as of', async () => {
    const answer = await explore({ series: 'infra,A191RL1Q225SBEA' }, { asOf: '2025-10-31', grain: 'quarter' })
    expect(answer.rows.filter((r) => r.value !== null).every((r) => String(r.period) <= '2025-Q4')).toBe(true)
    expect(answer.data.to <= '2025-10-31').toBe(true)
  })

  it('give every single reading to the drawing, however far apart they lie', async () => {
    const answer = await explore({ series: 'all@lambda,all@crusoe' }, { grain: 'day' })
    for (const line of answer.data.series) {
      const seen = answer.rows.filter((r) => r.series === line.key && r.value !== null).map((r) => r.period)
      const drawn = line.points.filter((p) => p.value !== null).map((p) => p.period)
      expect(drawn).toEqual(seen)
    }
  })

  it('lie over the year before where that was asked for', async () => {
    const answer = await explore(
      { series: 'IHLIDXUS', overlay: 'year' },
      { grain: 'month', from: '2026-01-01', to: '2026-06-30' },
    )
    const before = await explore({ series: 'IHLIDXUS' }, { grain: 'month', from: '2025-01-01', to: '2025-06-30' })
    expect(answer.rows.map((r) => r.before)).toEqual(before.rows.map((r) => r.value))
  })
})

describe('a wrong word', () => {
  it.each([
    [{ series: 'sree' }, 'Did you mean sre?'],
    [{ series: 'UNRAT' }, 'Did you mean UNRATE?'],
    [{ series: 'sre@lamda' }, 'Did you mean lambda?'],
    [{ series: 'all' }, 'all@crusoe'],
    [{ series: 'sre', smooth: '0' }, '1 to 53'],
    [{ series: 'sre', base: '2026-02-30' }, '2026-01-05'],
    [{ series: 'sre', events: 'rounds,fun' }, 'rounds, ipo'],
    [{ series: 'a,b,c,d,e,f,g,h,i' }, 'at most 8'],
  ])('%j is refused with what would do', async (params, next) => {
    await expect(askByName('explore', params, t.db, NOW)).rejects.toMatchObject({
      next: expect.stringContaining(next),
    })
  })
})
