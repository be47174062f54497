import { afterAll, beforeAll, expect, it } from 'vitest'
import { chartAnswer, engagement } from '@/lib/queries'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

let t: TestDatabase
const NOW = new Date('2026-11-24T12:00:00Z')

beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

it('each form of work is counted on the last day of each board, and the adverts behind the numbers are all there', async () => {
  const data = await engagement(DEFAULT_VIEW, t.db, NOW)
  const sum = data.companies.reduce((n, row) => n + row.total, 0)
  expect(sum).toBe(data.openings.length)
  expect(data.roles.reduce((n, row) => n + row.total, 0)).toBe(sum)
  expect(sum).toBeGreaterThan(50)
  expect(
    data.openings.find((o) => o.title === 'Anthropic Fellows Program, ML Systems & Reinforcement Learning'),
  ).toMatchObject({ form: 'fellowship', day: '2026-08-22' })
  expect(data.openings.some((o) => /contracts? manage/i.test(o.title))).toBe(false)
})

it('as known earlier, nothing that was listed later is there', async () => {
  const data = await engagement({ ...DEFAULT_VIEW, asOf: '2025-11-15' }, t.db, NOW)
  expect(data.openings.length).toBeGreaterThan(0)
  expect(data.openings.every((o) => o.firstSeen <= '2025-11-15' && o.day <= '2025-11-15')).toBe(true)
})

it('the trend is of the panel, null where it was not covered and zero where it names none', async () => {
  const chart = await chartAnswer('engagement', { ...DEFAULT_VIEW, grain: 'day' }, {}, t.db, NOW)
  const on = (form: string, day: string) => chart.rows.find((r) => r.form === form && r.period === day)?.value
  expect(on('internship', '2026-06-20')).toBeNull()
  expect(on('part-time', '2026-08-20')).toBe(0)
  expect(on('fellowship', '2026-08-20')).toBeGreaterThan(0)
})
