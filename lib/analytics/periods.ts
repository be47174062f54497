import { addDays, type Day, daysBetween, type Grain, periodBounds, periodOf } from '@/lib/dates'

/** One period of a level over one or many companies. */
export interface PeriodLevel {
  period: string
  first: Day
  last: Day
  /** Mean over the days on which every company was covered; null when there was none. */
  value: number | null
  /** Every company covered on every day of the period that has passed. */
  covered: boolean
  /** Covered company-days over company-days that have passed; 0 when none has. */
  coveredShare: number
  /** Days on which every company was covered. */
  daysCovered: number
  /** Days of the period that have passed. */
  daysPassed: number
}

/** Companies added up day by day: what levels of a whole panel are made of. */
export interface DailyPanel {
  companies: number
  /** How many of them were covered on a day; a day that is missing has none. */
  covered: ReadonlyMap<Day, number>
  /** Their sum on days on which all were covered. */
  total: ReadonlyMap<Day, number>
}

/** Adds companies up; each maps its covered days to values. */
export function dailyOf(companies: readonly ReadonlyMap<Day, number>[]): DailyPanel {
  const covered = new Map<Day, number>()
  const sums = new Map<Day, number>()
  for (const days of companies) {
    for (const [day, value] of days) {
      covered.set(day, (covered.get(day) ?? 0) + 1)
      sums.set(day, (sums.get(day) ?? 0) + value)
    }
  }
  const total = new Map([...sums].filter(([day]) => covered.get(day) === companies.length))
  return { companies: companies.length, covered, total }
}

/** All periods that touch the range, in order; both ends included. */
export function periodsBetween(from: Day, to: Day, grain: Grain): { period: string; first: Day; last: Day }[] {
  const found: { period: string; first: Day; last: Day }[] = []
  for (let day = from; day <= to; ) {
    const period = periodOf(day, grain)
    const bounds = periodBounds(period, grain)
    if (!bounds) break
    found.push({ period, ...bounds })
    day = addDays(bounds.last, 1)
  }
  return found
}

/**
 * Levels by period. A period is always taken whole (but for days that have not passed), so that its number is the same in
 * every range that shows it.
 *
 * @param panel the companies, added up by day
 * @param passed last day that has passed (today, or the day of `asOf`)
 */
export function periodLevels(
  panel: DailyPanel,
  range: { from: Day; to: Day },
  grain: Grain,
  passed: Day,
): PeriodLevel[] {
  return periodsBetween(range.from, range.to, grain).map(({ period, first, last }) => {
    const end = last < passed ? last : passed
    const daysPassed = Math.max(0, daysBetween(first, end) + 1)
    let companyDays = 0
    let daysCovered = 0
    let sum = 0
    for (let i = 0; i < daysPassed; i++) {
      const day = addDays(first, i)
      companyDays += panel.covered.get(day) ?? 0
      const total = panel.companies > 0 ? panel.total.get(day) : undefined
      if (total === undefined) continue
      daysCovered++
      sum += total
    }
    return {
      period,
      first,
      last,
      value: daysCovered ? sum / daysCovered : null,
      covered: daysPassed > 0 && daysCovered === daysPassed,
      coveredShare: daysPassed && panel.companies ? companyDays / (daysPassed * panel.companies) : 0,
      daysCovered,
      daysPassed,
    }
  })
}

/** Stretches of days in the range on which not every company was covered, at least `least` days long. */
export function gapsOf(
  panel: DailyPanel,
  range: { from: Day; to: Day },
  least = 1,
): { first: Day; last: Day; days: number }[] {
  const gaps: { first: Day; last: Day; days: number }[] = []
  let start: Day | null = null
  const close = (last: Day) => {
    if (start !== null) {
      const days = daysBetween(start, last) + 1
      if (days >= least) gaps.push({ first: start, last, days })
    }
    start = null
  }
  for (let day = range.from; day <= range.to; day = addDays(day, 1)) {
    if (panel.companies > 0 && panel.total.has(day)) close(addDays(day, -1))
    else start ??= day
  }
  close(range.to)
  return gaps
}
