/** A calendar day in UTC, `2025-10-01`. */
export type Day = string

const MS_PER_DAY = 86_400_000
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** True for a day that exists: `2025-02-29` and `0000-00-00` are none. */
export function isDay(text: string): text is Day {
  const m = DAY.exec(text)
  if (!m || m[1] === '0000') return false
  const t = Date.parse(`${text}T00:00:00Z`)
  return !Number.isNaN(t) && new Date(t).toISOString().slice(0, 10) === text
}

/** The UTC day of an instant. */
export const dayOf = (instant: Date): Day => instant.toISOString().slice(0, 10)

/** Whole days since 1970-01-01; the inverse is `dayFromNumber`. */
export const dayNumber = (day: Day): number => Math.round(Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY)

/** The day that lies `n` whole days after 1970-01-01. */
export const dayFromNumber = (n: number): Day => dayOf(new Date(n * MS_PER_DAY))

/** `day` moved by `n` days; n may be negative. */
export const addDays = (day: Day, n: number): Day => dayFromNumber(dayNumber(day) + n)

/** Days from `a` to `b`: 0 when equal, negative when b is earlier. */
export const daysBetween = (a: Day, b: Day): number => dayNumber(b) - dayNumber(a)

/** The ISO Monday of the day's week. 1970-01-01 was a Thursday, hence the 3. */
export const mondayOf = (day: Day): Day => {
  const n = dayNumber(day)
  return dayFromNumber(n - ((((n + 3) % 7) + 7) % 7))
}

export type Grain = 'day' | 'week' | 'month' | 'quarter'

/** The period that holds `day`: `2025-10-01`, the ISO Monday, `2025-10`, `2025-Q4`. */
export function periodOf(day: Day, grain: Grain): string {
  switch (grain) {
    case 'day':
      return day
    case 'week':
      return mondayOf(day)
    case 'month':
      return day.slice(0, 7)
    case 'quarter':
      return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`
  }
}

/** First and last day of a period (both inclusive). `2025` is a year; a Monday with grain `week` is its seven days. */
export function periodBounds(period: string, grain?: Grain): { first: Day; last: Day } | null {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period)
  if (quarter) {
    const month = Number(quarter[2]) * 3
    return {
      first: `${quarter[1]}-${String(month - 2).padStart(2, '0')}-01`,
      last: lastDayOfMonth(`${quarter[1]}-${String(month).padStart(2, '0')}`),
    }
  }
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(period)) return { first: `${period}-01`, last: lastDayOfMonth(period) }
  if (/^\d{4}$/.test(period) && period !== '0000') return { first: `${period}-01-01`, last: `${period}-12-31` }
  if (isDay(period)) return { first: period, last: grain === 'week' ? addDays(period, 6) : period }
  return null
}

/** `2025-02` → `2025-02-28`. */
function lastDayOfMonth(month: string): Day {
  const [y, m] = month.split('-').map(Number) as [number, number]
  return dayOf(new Date(Date.UTC(y, m, 0)))
}

/** A date of which only a year or a month may be known counts, as `knownOn`, from its last day. */
export function lastDayOf(partial: string): Day | null {
  return periodBounds(partial)?.last ?? null
}
