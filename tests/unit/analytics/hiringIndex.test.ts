import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type HiringIndex,
  hiringIndex,
  type IndexCompany,
  type IndexOptions,
  indexRevisions,
  indexVintages,
} from '@/lib/analytics/hiringIndex'
import { adjustWeekly, isWeek53 } from '@/lib/analytics/seasonalWeekly'
import { addDays, type Day } from '@/lib/dates'
import { normally, uniformly } from './published'

const FIRST = '2023-01-02'
const week = (i: number): Day => addDays(FIRST, 7 * i)

function index(companies: IndexCompany[], options?: IndexOptions): HiringIndex {
  const answer = hiringIndex(companies, options)
  if (!answer.enough) throw new Error(`not enough: ${answer.has} of ${answer.needs} ${answer.what}`)
  return answer
}

/** A board read every Wednesday of the weeks from..to. */
const board = (company: string, from: number, to: number, value: (i: number) => number, key = 'us'): IndexCompany => ({
  company,
  levels: Array.from({ length: to - from }, (_, k) => ({
    day: addDays(week(from + k), 2),
    value: value(from + k),
    key,
  })),
})

const values = (i: HiringIndex) => i.weeks.map((w) => w.value)

describe('the Hiring Wave Index', { timeout: 30_000 }, () => {
  it('equals the plain sum, rebased, of companies that are there all through', () => {
    const noise = uniformly(3)
    const boards = Array.from({ length: 8 }, (_, c) =>
      board(`c${c}`, 0, 40, (i) => 20 + c + i + Math.floor(9 * noise())),
    )
    const sum = (i: number) => boards.reduce((s, b) => s + (b.levels[i]?.value ?? 0), 0)
    const answer = index(boards)
    expect(answer.base).toBe(FIRST)
    answer.weeks.forEach((w, i) => {
      expect(w.value).toBeCloseTo((100 * sum(i)) / sum(0), 8)
      expect(w.companies).toBe(i === 0 ? 0 : 8)
    })
  })

  it('does not move when 50 boards join and 20 leave at once', () => {
    const growing = (i: number, c: number) => (30 + c) * 1.01 ** i
    const stay = Array.from({ length: 25 }, (_, c) => board(`stay${c}`, 0, 30, (i) => growing(i, c)))
    const leave = Array.from({ length: 20 }, (_, c) => board(`leave${c}`, 0, 15, (i) => growing(i, 40 * c)))
    const join = Array.from({ length: 50 }, (_, c) => board(`join${c}`, 15, 30, (i) => growing(i, 100 * c)))
    const without = index([...stay, ...leave.map((b) => ({ ...b }))])
    const answer = index([...stay, ...leave, ...join])
    answer.weeks.forEach((w, i) => {
      expect(w.value).toBeCloseTo(100 * 1.01 ** i, 8)
      expect(w.value).toBeCloseTo(without.weeks[i]?.value ?? 0, 8)
    })
    expect(answer.weeks[15]).toMatchObject({ companies: 25 })
    // Flat boards of any size: not a hair.
    const flat = [
      ...Array.from({ length: 25 }, (_, c) => board(`a${c}`, 0, 30, () => 5 + c)),
      ...Array.from({ length: 20 }, (_, c) => board(`b${c}`, 0, 15, () => 900 + c)),
      ...Array.from({ length: 50 }, (_, c) => board(`d${c}`, 15, 30, () => 3000 + c)),
    ]
    expect(Math.max(...values(index(flat)).map((v) => Math.abs((v ?? 0) - 100)))).toBeLessThan(1e-9)
  })

  it('does not take a change of reader for hiring', () => {
    const boards = Array.from({ length: 6 }, (_, c) => board(`c${c}`, 0, 20, () => 50))
    const step = [...board('openai', 0, 10, () => 400).levels, ...board('openai', 10, 20, () => 900, 'other').levels]
    expect(values(index([...boards, { company: 'openai', levels: step }])).every((v) => v === 100)).toBe(true)
    // In the middle of a week both readers are there: the week is linked to each side by its own.
    const middle = step.flatMap((l, i) =>
      i === 10 ? [l, { ...l, day: addDays(l.day, -1), value: 400, key: 'us' }] : [l],
    )
    expect(values(index([...boards, { company: 'openai', levels: middle }])).every((v) => v === 100)).toBe(true)
  })

  it('leaps over weeks that nobody read, and leaves them empty', () => {
    const boards = Array.from({ length: 4 }, (_, c) => {
      const whole = board(`c${c}`, 0, 20, (i) => 50 + i)
      return { ...whole, levels: whole.levels.filter((_, i) => i < 8 || i > 10) }
    })
    const answer = index(boards)
    expect(
      values(answer)
        .slice(7, 12)
        .map((v) => v === null),
    ).toEqual([false, true, true, true, false])
    expect(answer.weeks[19]?.value).toBeCloseTo((100 * 69) / 50, 8)
    const later = index(boards, { base: week(12) })
    expect(later.weeks[12]).toMatchObject({ value: 100, low: null })
    expect((later.weeks[19]?.value ?? 0) / (later.weeks[0]?.value ?? 1)).toBeCloseTo(69 / 50, 8)
  })

  it('starts where its longest run of linked weeks does: a few early readings do not take its place', () => {
    const boards = Array.from({ length: 4 }, (_, c) => {
      const whole = board(`c${c}`, 0, 60, (i) => 50 + i)
      return { ...whole, levels: whole.levels.filter((_, i) => i < 3 || i > 14) }
    })
    const answer = index(boards)
    expect(answer.base).toBe(week(15))
    expect(answer.weeks[0]?.value).toBeNull()
    expect(answer.weeks[59]?.value).toBeCloseTo((100 * 109) / 65, 8)
    expect(index(boards, { base: FIRST }).weeks.filter((w) => w.value !== null)).toHaveLength(3)
  })

  it('is not adjusted below 104 covered weeks and says so; from there on the season is gone', () => {
    const season = (i: number) => 1 + 0.2 * Math.sin((2 * Math.PI * (i % 52)) / 52)
    const boards = (n: number) => {
      const noise = normally(uniformly(9))
      return Array.from({ length: 10 }, (_, c) =>
        board(`c${c}`, 0, n, (i) => (80 + c) * season(i) * (1 + 0.002 * i) * (1 + 0.01 * noise())),
      )
    }
    const short = index(boards(103))
    expect(short.notAdjusted).toEqual({ enough: false, has: 103, needs: 104, what: 'covered weeks' })
    expect(short.weeks.every((w) => w.adjusted === null)).toBe(true)
    expect(index(boards(104)).notAdjusted).toBeNull()
    const long = index(boards(156))
    long.weeks.forEach((w, i) => {
      expect(Math.abs((w.adjusted ?? 0) - 100 * (1 + 0.002 * i))).toBeLessThan(3)
      // The interval is that of the figure told.
      if (i > 0) expect((w.low ?? 999) <= (w.adjusted ?? 0) && (w.adjusted ?? 999) <= (w.high ?? 0)).toBe(true)
    })
  })

  it('has an interval that holds the growth of the companies at large', () => {
    let held = 0
    for (let run = 0; run < 60; run++) {
      const noise = normally(uniformly(100 + run))
      const boards = Array.from({ length: 30 }, (_, c) => {
        const own = 0.01 + 0.01 * noise()
        return board(`c${c}`, 0, 13, (i) => 100 * Math.exp(own * i))
      })
      const last = index(boards, { draws: 200 }).weeks[12]
      // Of a log-normal growth: the mean over all companies that could have been read.
      const truth = 100 * Math.exp(0.01 * 12 + (0.01 * 12) ** 2 / 2)
      if ((last?.low ?? 0) <= truth && (last?.high ?? 0) >= truth) held++
    }
    expect(held / 60).toBeGreaterThan(0.8)
    const few = index(Array.from({ length: 4 }, (_, c) => board(`c${c}`, 0, 10, () => 20)))
    expect(few.weeks[9]).toMatchObject({ value: 100, low: null, high: null })
  })

  it('says what it said each week: a vintage is the index over what was known on its day', () => {
    const boards = Array.from({ length: 5 }, (_, c) => board(`c${c}`, 0, 12, (i) => 40 + c * i))
    const late: IndexCompany = {
      company: 'late',
      levels: board('late', 0, 12, (i) => 500 + 40 * i).levels.map((l) => ({ ...l, knownOn: addDays(week(11), 6) })),
    }
    const all = [...boards, late]
    const days = [addDays(week(5), 6), addDays(week(8), 6), addDays(week(11), 6)]
    const vintages = indexVintages(all, days)
    expect(vintages.map((v) => v.index?.weeks.length)).toEqual([6, 9, 12])
    expect(vintages[0]?.index).toEqual(
      index(
        boards.map((b) => ({ ...b, levels: b.levels.slice(0, 6) })),
        { asOf: days[0] },
      ),
    )
    const revised = indexRevisions(vintages)
    expect(revised).toHaveLength(12)
    expect(revised[5]).toMatchObject({ week: week(5), firstSaidOn: days[0] })
    expect(Math.abs(revised[5]?.revision ?? 0)).toBeGreaterThan(1)
    expect(revised[11]?.revision).toBe(0)
  })

  it('does not leak the future: what came after asOf changes nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 18 }), fc.integer({ min: 1, max: 999 }), (cut, seed) => {
        const noise = uniformly(seed)
        const boards = Array.from({ length: 5 }, (_, c) => board(`c${c}`, 0, 20, () => 20 + Math.floor(50 * noise())))
        const asOf = addDays(week(cut), 2)
        const truncated = boards.map((b) => ({ ...b, levels: b.levels.filter((l) => l.day <= asOf) }))
        expect(hiringIndex(boards, { asOf, draws: 20 })).toEqual(hiringIndex(truncated, { asOf, draws: 20 }))
      }),
      { numRuns: 20 },
    )
  })

  it('minds neither the order of companies and days nor a common scale', () => {
    const noise = uniformly(8)
    const boards = Array.from({ length: 6 }, (_, c) => board(`c${c}`, 0, 20, () => 20 + Math.floor(50 * noise())))
    const plain = index(boards)
    expect(index([...boards].reverse().map((b) => ({ ...b, levels: [...b.levels].reverse() })))).toEqual(plain)
    const tenfold = index(boards.map((b) => ({ ...b, levels: b.levels.map((l) => ({ ...l, value: l.value * 10 })) })))
    values(tenfold).forEach((v, i) => {
      expect(v).toBeCloseTo(plain.weeks[i]?.value ?? 0, 8)
    })
  })

  it('says what is missing of nothing, one board, one week, zeros and broken counts', () => {
    const shared = 'companies read in two weeks by the same reader'
    expect(hiringIndex([])).toEqual({ enough: false, has: 0, needs: 3, what: shared })
    expect(hiringIndex([board('a', 0, 9, () => 50)])).toMatchObject({ has: 1, needs: 3 })
    const three = (value: number, weeks = 9) => ['a', 'b', 'c'].map((name) => board(name, 0, weeks, () => value))
    expect(hiringIndex(three(50, 1))).toMatchObject({ enough: false, has: 0 })
    expect(hiringIndex(three(0))).toMatchObject({ enough: false, has: 0, needs: 10 })
    expect(hiringIndex(three(2))).toMatchObject({ enough: false, has: 6, needs: 10 })
    for (const broken of [Number.NaN, -3]) expect(hiringIndex(three(broken))).toMatchObject({ enough: false, has: 0 })
    expect(hiringIndex(three(50), { base: '1999-01-04' })).toMatchObject({ enough: false })
  })
})

describe('a weekly series without its season', { timeout: 30_000 }, () => {
  it('lets week 53 stand outside, so that the first week of a year is always the first', () => {
    // 2020 and 2026 have 53 ISO weeks.
    expect(['2020-12-28', '2026-12-28', '2021-12-27', '2024-12-30'].map(isWeek53)).toEqual([true, true, false, false])
    const rows = Array.from({ length: 330 }, (_, i) => ({ week: addDays('2019-12-30', 7 * i), value: 0 }))
    let ofYear = 0
    for (const row of rows) {
      if (isWeek53(row.week)) row.value = 100
      else row.value = 100 + (ofYear++ % 52 === 0 ? 30 : 0)
    }
    const answer = adjustWeekly(rows)
    if (!answer.enough) throw new Error(answer.what)
    for (const v of answer.adjusted) expect(Math.abs((v ?? 0) - 100)).toBeLessThan(1.5)
  })

  it('leaves a gap empty, and adjusts the longest stretch where a long one parts it', () => {
    const rows = (hole: (i: number) => boolean) =>
      Array.from({ length: 160 }, (_, i) => ({ week: addDays(FIRST, 7 * i), value: hole(i) ? null : 100 + (i % 52) }))
    const short = adjustWeekly(rows((i) => i === 50 || i === 51))
    expect(short).toMatchObject({ enough: true, bridged: 2 })
    expect(short.enough && short.adjusted[50]).toBeNull()
    expect(short.enough && short.season[50]).toBeGreaterThan(0)
    // In any order, and with the weeks of the gap not there at all.
    const turned = rows((i) => i === 50 || i === 51)
      .filter((r) => r.value !== null)
      .reverse()
    expect(adjustWeekly(turned)).toEqual(short)
    const parted = adjustWeekly(rows((i) => i >= 20 && i < 26))
    expect(parted.enough && [parted.adjusted[10], parted.season[10]]).toEqual([null, null])
    expect(adjustWeekly(rows((i) => i >= 80 && i < 86))).toEqual({
      enough: false,
      has: 80,
      needs: 104,
      what: 'covered weeks',
    })
    expect(adjustWeekly([])).toMatchObject({ enough: false, has: 0, needs: 104 })
  })
})
