import { describe, expect, it } from 'vitest'
import { holidayIn, US_HOLIDAYS } from '@/lib/analytics/holidays'
import { adjustDaily, type DailyAdjusted, type DailyAdjustOptions } from '@/lib/analytics/seasonalDaily'
import { adjustWeekly } from '@/lib/analytics/seasonalWeekly'
import { addDays, type Day, dayNumber, mondayOf } from '@/lib/dates'
import { hasRecorded, recorded } from '../sources/recorded'
import { normally, uniformly } from './published'

function adjusted(points: { day: Day; value: number | null }[], options?: DailyAdjustOptions): DailyAdjusted {
  const answer = adjustDaily(points, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

describe('US holidays', { timeout: 30_000 }, () => {
  it('fall on the days of the official calendar', () => {
    // Office of Personnel Management, federal holidays; Easter after the US Naval Observatory.
    const days = (year: number) => Object.fromEntries(US_HOLIDAYS.map((h) => [h, holidayIn(year, h)?.slice(5)]))
    expect(days(2025)).toEqual({
      'new-year': '01-01',
      'martin-luther-king': '01-20',
      presidents: '02-17',
      'good-friday': '04-18',
      easter: '04-20',
      memorial: '05-26',
      juneteenth: '06-19',
      independence: '07-04',
      labor: '09-01',
      columbus: '10-13',
      veterans: '11-11',
      thanksgiving: '11-27',
      christmas: '12-25',
    })
    expect(days(2024)).toMatchObject({ easter: '03-31', memorial: '05-27', labor: '09-02', thanksgiving: '11-28' })
    expect(days(2020)).toMatchObject({ easter: '04-12', juneteenth: undefined, 'martin-luther-king': '01-20' })
    expect([1999, 2011, 2038, 2076].map((y) => holidayIn(y, 'easter'))).toEqual([
      '1999-04-04',
      '2011-04-24',
      '2038-04-25',
      '2076-04-19',
    ])
  })
})

describe('a daily series', { timeout: 30_000 }, () => {
  const weekday = [0, 0.06, 0.08, 0.05, 0.02, -0.09, -0.12]
  const season = (day: Day) => 0.1 * Math.sin((2 * Math.PI * dayNumber(day)) / 365.25)
  const level = (i: number) => Math.log(1000) + 0.0003 * i
  const effectOf = (day: Day): number => {
    const year = Number(day.slice(0, 4))
    if (day === holidayIn(year, 'thanksgiving')) return -0.5
    if (day === holidayIn(year, 'labor')) return -0.3
    return 0
  }
  const planted = (n: number, sigma: number, seed = 2) => {
    const noise = normally(uniformly(seed))
    return Array.from({ length: n }, (_, i) => {
      const day = addDays('2019-03-05', i)
      const own = (weekday[(dayNumber(day) + 3) % 7] ?? 0) - weekday.reduce((s, x) => s + x, 0) / 7
      return { day, value: Math.exp(level(i) + own + season(day) + effectOf(day) + sigma * noise()) }
    })
  }

  it('loses the day of the week, the season and its moving holidays, as they were planted', () => {
    const points = planted(5 * 365, 0.02)
    const answer = adjusted(points)
    expect(answer.mode).toBe('multiplicative')
    const away = answer.adjusted.map((v, i) => Math.abs(Math.log(v ?? Number.NaN) - level(i)))
    expect(away.reduce((s, x) => s + x, 0) / away.length).toBeLessThan(0.025)
    for (const year of [2019, 2020, 2021, 2022, 2023]) {
      for (const [holiday, effect] of [
        ['thanksgiving', -0.5],
        ['labor', -0.3],
      ] as const) {
        const i = answer.days.indexOf(holidayIn(year, holiday) ?? '')
        expect(Math.abs(Math.log(answer.holiday[i] ?? Number.NaN) - effect)).toBeLessThan(0.05)
        expect(away[i]).toBeLessThan(0.1)
      }
    }
    // Monday against the Saturday after it: 9% apart, as planted.
    const monday = answer.days.findIndex((d) => (dayNumber(d) + 3) % 7 === 0)
    expect(Math.abs(Math.log((answer.week[monday + 700] ?? 0) / (answer.week[monday + 705] ?? 0)) - 0.09)).toBeLessThan(
      0.01,
    )
  })

  it('has no holiday where none was planted', () => {
    const points = planted(4 * 365, 0.02).map(({ day, value }) => ({ day, value: value / Math.exp(effectOf(day)) }))
    const answer = adjusted(points)
    const touched = answer.holiday.filter((h) => h !== null && Math.abs(h - 1) > 0.03).length
    expect(touched / answer.days.length).toBeLessThan(0.02)
  })

  it('follows scale, and shift when effects are amounts', () => {
    const points = planted(3 * 365, 0.02)
    const plain = adjusted(points)
    const scaled = adjusted(points.map(({ day, value }) => ({ day, value: value * 7 })))
    scaled.adjusted.forEach((v, i) => {
      expect((v ?? 0) / (plain.adjusted[i] ?? 1)).toBeCloseTo(7, 6)
    })
    const amounts = adjusted(points, { mode: 'additive' })
    const shifted = adjusted([...points].reverse().map(({ day, value }) => ({ day, value: value - 5000 })))
    expect(shifted.mode).toBe('additive')
    shifted.adjusted.forEach((v, i) => {
      expect((v ?? 0) + 5000).toBeCloseTo(amounts.adjusted[i] ?? 0, 5)
    })
  })

  it('bridges three days for the fit, leaves them empty, and parts at a longer gap', () => {
    const points = planted(900, 0.02)
    const holes = points.filter((_, i) => i < 300 || i > 302)
    const answer = adjusted(holes)
    expect(answer.bridged).toBe(3)
    expect(answer.adjusted.slice(299, 304).map((v) => v === null)).toEqual([false, true, true, true, false])
    expect(adjustDaily(points.filter((_, i) => i < 300 || i > 303))).toEqual({
      enough: false,
      has: 596,
      needs: 731,
      what: 'days without a gap of more than three',
    })
  })

  it('says what is missing of nothing, a point, zeros as shares and broken values', () => {
    expect(adjustDaily([])).toMatchObject({ enough: false, has: 0, needs: 731 })
    expect(adjustDaily([{ day: '2025-01-01', value: 4 }])).toMatchObject({ enough: false, has: 1, needs: 731 })
    expect(adjustDaily([{ day: '2025-01-01', value: Number.NaN }])).toMatchObject({ enough: false, has: 0 })
    const zeros = planted(800, 0.02).map(({ day }) => ({ day, value: 0 }))
    expect(adjusted(zeros).adjusted.every((v) => v === 0)).toBe(true)
    expect(adjustDaily(zeros, { mode: 'multiplicative' })).toMatchObject({ enough: false, has: 0, needs: 800 })
  })
})

describe('the pairs of raw and adjusted series of Indeed Hiring Lab', { timeout: 30_000 }, () => {
  const pair = (variable: string) =>
    recorded('hiring-lab/aggregate_job_postings_US.csv')
      .toString('utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(','))
      .filter((row) => row[4] === variable)
      .map((row) => ({ day: row[0] ?? '', theirs: Number(row[2]), value: Number(row[3]) }))

  // With weekly means of a year of Thanksgivings smooth, which theirs are not: that is 0.4 of the points for new postings.
  it.skipIf(!hasRecorded).each([
    ['total postings', 1, 0.61],
    ['new postings', 3, 2.67],
  ] as const)('%s: within %d index points of theirs on average', (variable, aim, reached) => {
    const rows = pair(variable)
    const answer = adjusted(rows)
    const base = rows.flatMap(({ day }, i) => (day >= '2023-01-01' && day <= '2025-12-31' ? [i] : []))
    const mean = (of: (i: number) => number) => base.reduce((sum, i) => sum + of(i), 0) / base.length
    const scale = mean((i) => rows[i]?.theirs ?? 0) / mean((i) => answer.adjusted[i] ?? 0)
    const away =
      rows.reduce((sum, row, i) => sum + Math.abs((answer.adjusted[i] ?? 0) * scale - row.theirs), 0) / rows.length
    expect(away).toBeLessThanOrEqual(aim)
    expect(away).toBeCloseTo(reached, 1)
  })

  it.skipIf(!hasRecorded)('in weeks, with the last 115 of them alone: a third of the distance or more is gone', () => {
    const weeks = new Map<Day, { raw: number; theirs: number; days: number }>()
    for (const { day, value, theirs } of pair('total postings')) {
      if (day < '2024-06-03') continue
      const week = weeks.get(mondayOf(day)) ?? { raw: 0, theirs: 0, days: 0 }
      weeks.set(mondayOf(day), { raw: week.raw + value, theirs: week.theirs + theirs, days: week.days + 1 })
    }
    const rows = [...weeks].map(([week, w]) => ({ week, value: w.raw / w.days, theirs: w.theirs / w.days }))
    const answer = adjustWeekly(rows)
    if (!answer.enough) throw new Error(answer.what)
    const away = (of: (i: number) => number) => {
      const scale = rows.reduce((sum, r) => sum + r.theirs, 0) / rows.reduce((sum, _, i) => sum + of(i), 0)
      return rows.reduce((sum, r, i) => sum + Math.abs(of(i) * scale - r.theirs), 0) / rows.length
    }
    const [raw, mine] = [away((i) => rows[i]?.value ?? 0), away((i) => answer.adjusted[i] ?? 0)]
    expect(mine).toBeLessThan(0.8)
    expect(mine).toBeLessThan(raw / 1.5)
  })
})
