import { type Day, daysBetween } from '@/lib/dates'
import { MEDIAN_MIN } from './median'

/** Vacancies that share all their days. */
export interface VacancyGroup {
  openedOn: Day
  /** False: they were there at the first reading that could have shown them. */
  exact: boolean
  closedOn: Day | null
  /** Last day on which they count as open. */
  openTo: Day
  n: number
}

export interface VacancyPeriod {
  /** Mean over the covered days of the vacancies open; null where no day was covered, as the other figures. */
  open: number | null
  /** Vacancies whose opening day is known and lies in the period. */
  opened: number | null
  closed: number | null
  /** Median age in days of those open on the last covered day; null under five of them. */
  medianAgeDays: number | null
  /** How many of those open on the last covered day may be older than that, since they were there at the first reading. */
  atLeast: number
  /** How many are open on the last covered day. */
  atEnd: number
}

/**
 * What was open, opened and closed by period. Levels rest on covered days alone; openings and closings are dated by readings,
 * so those of a gap stand on the day after it.
 *
 * @param periods first and last day of each, both inclusive, as far as they have passed
 */
export function vacancyPeriods(
  groups: readonly VacancyGroup[],
  periods: readonly { first: Day; last: Day }[],
  covered: ReadonlySet<Day>,
): VacancyPeriod[] {
  const open = openOn(groups, covered)
  const days = [...covered].sort()
  return periods.map(({ first, last }) => {
    const mine = days.filter((day) => day >= first && day <= last)
    const end = mine.at(-1)
    if (end === undefined) return { open: null, opened: null, closed: null, medianAgeDays: null, atLeast: 0, atEnd: 0 }
    const within = (day: Day | null): boolean => day !== null && day >= first && day <= last
    const then = groups.filter((g) => g.openedOn <= end && g.openTo >= end)
    return {
      open: mine.reduce((sum, day) => sum + (open.get(day) ?? 0), 0) / mine.length,
      opened: total(groups.filter((g) => g.exact && within(g.openedOn))),
      closed: total(groups.filter((g) => within(g.closedOn))),
      medianAgeDays: medianOfCounts(then.map((g) => ({ value: daysBetween(g.openedOn, end), n: g.n }))),
      atLeast: total(then.filter((g) => !g.exact)),
      atEnd: total(then),
    }
  })
}

const total = (groups: readonly VacancyGroup[]): number => groups.reduce((sum, g) => sum + g.n, 0)

/** Vacancies open on each of the days, by a running sum over those that begin and those that end. */
function openOn(groups: readonly VacancyGroup[], days: ReadonlySet<Day>): Map<Day, number> {
  const begin = new Map<Day, number>()
  const end = new Map<Day, number>()
  for (const g of groups) {
    begin.set(g.openedOn, (begin.get(g.openedOn) ?? 0) + g.n)
    end.set(g.openTo, (end.get(g.openTo) ?? 0) + g.n)
  }
  const found = new Map<Day, number>()
  let running = 0
  for (const day of [...new Set([...begin.keys(), ...end.keys(), ...days])].sort()) {
    running += begin.get(day) ?? 0
    if (days.has(day)) found.set(day, running)
    running -= end.get(day) ?? 0
  }
  return found
}

/** The middle of values that stand for `n` each (of an even number: the mean of the two in the middle). */
function medianOfCounts(values: readonly { value: number; n: number }[]): number | null {
  const all = values.reduce((sum, v) => sum + v.n, 0)
  if (all < MEDIAN_MIN) return null
  const sorted = [...values].sort((a, b) => a.value - b.value)
  const nth = (rank: number): number => {
    let before = 0
    for (const { value, n } of sorted) {
      before += n
      if (rank <= before) return value
    }
    return Number.NaN
  }
  return (nth(Math.ceil(all / 2)) + nth(Math.floor(all / 2) + 1)) / 2
}
