import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evidence } from '@/lib/queries'
import { askByName } from '@/lib/queries/byName'
import { DEFAULT_VIEW } from '@/lib/view'
import { type TestDatabase, testDatabase } from './database'

const NOW = new Date('2026-11-24T12:00:00Z')
let t: TestDatabase
beforeAll(async () => {
  t = await testDatabase({ reference: true })
})
afterAll(() => t.close())

type Row = Record<string, string | number | boolean | null>
const ask = async (name: string, params: Record<string, string> = {}) => {
  const answer = await askByName(name, params, t.db, NOW)
  return { ...answer, rows: answer.rows as Row[], title: 'title' in answer ? answer.title : '' }
}

describe('momentum', () => {
  it('ranks roles by the lower end, and calls hot only what lies above no change', async () => {
    for (const weeks of ['4', '12']) {
      const { rows } = await ask('momentum', { weeks })
      expect(rows.length).toBe(9)
      const lows = rows.flatMap((r) => (r.low90 === null ? [] : [Number(r.low90)]))
      expect(lows).toEqual([...lows].sort((a, b) => b - a))
      for (const r of rows) {
        expect(r.state === 'hot').toBe(Number(r.low90) > 1)
        expect(r.state === 'cooling').toBe(Number(r.high90 ?? 2) < 1)
      }
    }
  })

  it('compares each company with itself by one reader, by its own counts', async () => {
    const { rows } = await ask('momentum', { by: 'company', weeks: '12' })
    expect(rows.find((r) => r.company === 'cloudflare')).toMatchObject({
      from: 150,
      to: 308,
      fromDay: '2026-05-30',
      toDay: '2026-08-22',
      state: 'hot',
    })
    // OpenAI's reader changed in May and again after August: a pair never crosses that.
    for (const r of rows) expect(String(r.fromDay) < String(r.toDay)).toBe(true)
  })

  it('says what is missing where no two readings are alike', async () => {
    const { rows, title, notes } = await ask('momentum', { company: 'deepmind', from: '2026-05-01' })
    expect(rows).toEqual([])
    expect(title).toMatch(/not enough data/)
    expect(notes.join(' ')).toMatch(/Not enough data: has 0 /)
  })

  it('refuses what it does not know', async () => {
    await expect(ask('momentum', { by: 'colour' })).rejects.toThrow(/neither role nor company/)
    await expect(ask('momentum', { weeks: '5' })).rejects.toThrow(/neither 4 nor 12/)
  })
})

describe('skills and pay', () => {
  it('tell a level only of texts that were read, and lead to them', async () => {
    const { rows } = await ask('skills')
    const [first] = rows
    expect(first).toMatchObject({ n: 496 })
    const found = await evidence({ chart: 'skills', signalId: `skill:${first?.skill}` }, DEFAULT_VIEW, t.db, NOW)
    expect(found.postings.total).toBe(first?.count)
  })

  it('answer not enough data for a role with few texts, and for growth', async () => {
    const { rows, title, notes } = await ask('skills', { by: 'growth' })
    expect(rows).toEqual([])
    expect(title).toBe('Skills that grow: not enough data')
    expect(notes.join(' ')).toContain('needs 50')
    await expect(ask('skills', { by: 'lift' })).rejects.toThrow(/about one role/)
  })

  it('give no median under five ranges, convert no currency, and lead to the postings behind a row', async () => {
    const { rows, notes } = await ask('pay')
    for (const r of rows) expect(r.median === null).toBe(Number(r.n) < 5)
    expect(notes.join(' ')).toMatch(/105 ranges in EUR, GBP left apart/)
    const states = await ask('pay', { by: 'place' })
    const california = states.rows.find((r) => r.place === 'California')
    const found = await evidence({ chart: 'pay', signalId: 'pay:place:California' }, DEFAULT_VIEW, t.db, NOW)
    expect(found.postings.total).toBe(california?.n)
    expect(found.postings.rows.every((p) => p.pay !== null)).toBe(true)
    await expect(evidence({ chart: 'pay', signalId: 'pay:moon:x' }, DEFAULT_VIEW, t.db, NOW)).rejects.toThrow(
      /no such row/,
    )
  })
})

describe('vacancies', () => {
  it('that are open for long are listed with facts alone', async () => {
    const { rows, notes } = await ask('long-open')
    expect(rows.length).toBeGreaterThan(20)
    for (const r of rows) {
      expect(Number(r.days) >= 180 || Number(r.reposts) >= 2).toBe(true)
      expect(r.facts).toMatch(/^open (at least )?\d+ days?(, reposted (once|twice|three times|\d+ times))?$/)
    }
    expect(JSON.stringify([rows, notes])).not.toMatch(/ghost/i)
  })

  it('have a median time to close with its interval', async () => {
    const { rows } = await ask('time-to-close')
    const all = rows.find((r) => r.role === 'all')
    expect(Number(all?.low90)).toBeLessThanOrEqual(Number(all?.median))
    expect(Number(all?.median)).toBeLessThanOrEqual(Number(all?.high90))
    expect(Number(all?.closed)).toBeLessThan(Number(all?.vacancies))
  })
})

describe('the economy', () => {
  it('is as it was known: 3.0, then 3.3, then 3.8', async () => {
    const known = async (asOf: string) =>
      (await ask('observations', { series: 'A191RL1Q225SBEA', from: '2025-Q2', to: '2025-Q2', asOf })).rows[0]?.value
    expect([await known('2025-08-01'), await known('2025-09-01'), await known('2025-10-01')]).toEqual([3, 3.3, 3.8])
  })

  it('keeps every estimate of a quarter, and says how far first figures were off', async () => {
    const { rows, title } = await ask('revisions')
    const q2 = rows.filter((r) => r.period === '2025-Q2')
    expect(q2.map((r) => r.value)).toEqual([3, 3.3, 3.8])
    expect(q2[0]).toMatchObject({ first: true, estimate: 'advance' })
    expect(title).toMatch(/first figures were off by 0\.\d\d on average/)
  })

  it('shows layoffs with the company’s own openings, null where it was not read', async () => {
    const { rows } = await ask('supply')
    expect(rows.find((r) => r.company === 'cloudflare')).toMatchObject({ announcedOn: '2026-05-07', people: 1100 })
    expect(rows.find((r) => r.company === 'amazon')?.openingsThen).toBeNull()
  })
})

describe('the index', () => {
  it('is 100 at its base, says that it is not adjusted, and keeps what it said first', async () => {
    const { rows, notes } = await ask('hiring-index')
    expect(rows[0]).toMatchObject({ week: '2025-09-08', index: 100 })
    expect(rows.every((r) => r.adjusted === null)).toBe(true)
    // Over vacancies the base is 100 too, and the two recipes tell of the same wave without being one number.
    expect(rows[0]).toMatchObject({ vacancies: 100 })
    const both = rows.filter((r) => r.index !== null && r.vacancies !== null)
    expect(both.length).toBeGreaterThan(40)
    for (const r of both) expect(Math.abs(Number(r.vacancies) / Number(r.index) - 1)).toBeLessThan(0.25)
    expect(both.some((r) => r.vacancies !== r.index)).toBe(true)
    expect(notes[0]).toMatch(/^Not seasonally adjusted: not enough data: has \d+ covered weeks, needs 104/)
    const then = await ask('hiring-index', { asOf: '2026-03-01' })
    const week = then.rows.findLast((r) => r.partial === false && r.index !== null)
    const later = rows.find((r) => r.week === week?.week)
    expect(later?.firstSaid).toBeCloseTo(Number(week?.index), 9)
  })
})

describe('the outlook', () => {
  it('says that too few rounds have the weeks around them, and ranks nobody by them', async () => {
    const { rows, notes } = await ask('event-study')
    expect(rows).toEqual([])
    expect(notes.join(' ')).toMatch(/not enough data: has \d+ .*, needs 10/)
    expect(notes.join(' ')).toContain('Not a forecast')
  })

  it('shows no forecast that has not earned it, and says what is missing', async () => {
    const { rows, notes } = await ask('forecast')
    expect(rows).toEqual([])
    expect(notes.join(' ')).toMatch(/No forecast: not enough data: has \d+ weeks without a gap up to now, needs 59/)
  })

  it('finds the week in which the level rose, with what came at the same time', async () => {
    const answer = await ask('level-changes')
    const { rows } = answer
    expect(rows.length).toBeGreaterThan(0)
    for (const change of rows) {
      expect(change.before).not.toBe(change.after)
      for (const event of String(change.near ?? '')
        .split('; ')
        .filter(Boolean))
        expect(Math.abs(Date.parse(event.slice(0, 10)) - Date.parse(String(change.week)))).toBeLessThanOrEqual(
          14 * 86_400_000,
        )
    }
    expect('data' in answer && (answer.data as { levels: unknown[] }).levels).toHaveLength(rows.length + 1)
  })

  it.each([
    ['lead-lag', {}, /has \d+ points in both series, needs 67/],
    ['lead-lag', { series: 'IHLIDXUS' }, /has \d+ .*, needs 67|has \d+ weeks with both series/],
    ['local-projections', {}, /has \d+ events of one group with openings before and after, needs 8/],
    ['local-projections', { by: 'stage' }, /needs 8/],
    ['capital-record', {}, /so nobody is ranked by it/],
  ])('says of %s %j what is missing for an answer', async (name, params, missing) => {
    const { rows, notes } = await askByName(name, params, t.db, NOW)
    expect(rows).toEqual([])
    expect(notes.join(' ')).toMatch(missing)
  })

  it('takes day of week, holidays and season out of the postings on Indeed, within a point of the publisher’s own', async () => {
    const { rows, notes } = await ask('seasonal-daily')
    expect(rows.length).toBeGreaterThan(2000)
    const apart = /are (\d\.\d+) points apart/.exec(notes.join(' '))?.[1]
    expect(Number(apart)).toBeGreaterThan(0)
    expect(Number(apart)).toBeLessThanOrEqual(1)
    const before = await ask('seasonal-daily', { asOf: '2020-01-01' })
    expect(before.rows).toEqual([])
    expect(before.title).toMatch(/not enough data/)
  })
})
