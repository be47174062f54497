import { addDays, type Day, dayFromNumber, dayNumber } from '@/lib/dates'
import { textWidth } from './text'

/** Two decimals: enough for a pixel's edge, and the same string on the server and in the browser. */
export const round2 = (n: number): number => Math.round(n * 100) / 100

export interface Scale {
  (value: number): number
  domain: [number, number]
  range: [number, number]
}

/** A straight scale. A domain of no length maps everything to the middle of the range. */
export function linear(domain: [number, number], range: [number, number]): Scale {
  const [d0, d1] = domain
  const [r0, r1] = range
  const at = (value: number) => round2(d1 === d0 ? (r0 + r1) / 2 : r0 + ((value - d0) / (d1 - d0)) * (r1 - r0))
  return Object.assign(at, { domain, range })
}

export interface TimeScale extends Scale {
  /** Pixel of a day's start (00:00 UTC). */
  start: (day: Day) => number
  /** Pixel of a day's middle. */
  middle: (day: Day) => number
  /** Pixel of a day's end (24:00 UTC). */
  end: (day: Day) => number
  from: Day
  to: Day
}

/** Days from 00:00 of `from` to 24:00 of `to` over the range in pixels. */
export function timeScale(from: Day, to: Day, range: [number, number]): TimeScale {
  const scale = linear([dayNumber(from), dayNumber(to) + 1], range)
  return Object.assign(scale, {
    start: (day: Day) => scale(dayNumber(day)),
    middle: (day: Day) => scale(dayNumber(day) + 0.5),
    end: (day: Day) => scale(dayNumber(day) + 1),
    from,
    to,
  })
}

const STEPS = [1, 2, 2.5, 5, 10]

/**
 * Round ticks that hold `low` to `high`: at most `most` steps. `whole` keeps them to whole numbers. The first and the
 * last tick are the axis' domain. No finite input, or nothing but zero, gives 0 and 1.
 */
export function niceTicks(low: number, high: number, most = 5, whole = false): number[] {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return [0, 1]
  const [lo, hi] = high > low ? [low, high] : low === 0 ? [0, 1] : low > 0 ? [0, low] : [low, 0]
  const rough = (hi - lo) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const candidates = [...STEPS, 20, 25, 50].map((s) => s * power)
  for (const step of candidates) {
    if (whole && step < 1) continue
    if (whole && !Number.isInteger(step)) continue
    const first = Math.floor(lo / step + 1e-9)
    const last = Math.ceil(hi / step - 1e-9)
    if (last - first > most) continue
    return Array.from({ length: last - first + 1 }, (_, i) => clean((first + i) * step))
  }
  return [lo, hi]
}

const clean = (n: number): number => Number(n.toPrecision(12))

export interface TimeTick {
  day: Day
  label: string
  /** Bold second line, on the first tick of a year that is labelled. */
  year: string | null
  /** False where a hairline stands but its label would not fit. */
  labelled: boolean
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** `2026-02-16` → `Feb`. */
export const monthName = (day: Day): string => MONTHS[Number(day.slice(5, 7)) - 1] ?? ''

/**
 * Ticks of a time axis: weeks under ten weeks, months, every second month, quarters, or years: the finest whose labels
 * fit. January is always among the months, and carries the year; so does the first tick.
 */
export function timeTicks(time: TimeScale, size = 12): TimeTick[] {
  const width = time.range[1] - time.range[0]
  const days = Math.max(1, dayNumber(time.to) - dayNumber(time.from) + 1)
  const perDay = width / days
  if (days <= 70) return dayTicks(time, perDay, size)
  const room = textWidth('May', size) + 14
  if (perDay * 30.4 >= room) return monthTicks(time, 1, false, size)
  if (perDay * 60.8 >= room && days <= 560) return monthTicks(time, 2, false, size)
  if (perDay * 91.3 >= room) return monthTicks(time, 3, true, size)
  return yearTicks(time, perDay, size)
}

function dayTicks(time: TimeScale, perDay: number, size: number): TimeTick[] {
  const room = textWidth('30 May', size) + 12
  const step = [1, 2, 7, 14, 28].find((n) => n * perDay >= room) ?? 28
  const first = dayNumber(time.from)
  const last = dayNumber(time.to)
  // Steps of weeks stand on Mondays; 1970-01-05 was one, day number 4.
  const offset = step % 7 === 0 ? (((4 - first) % 7) + 7) % 7 : 0
  const ticks: TimeTick[] = []
  for (let n = first + offset; n <= last; n += step) {
    const day = dayFromNumber(n)
    const year = ticks.length === 0 || day.slice(0, 4) !== ticks.at(-1)?.day.slice(0, 4) ? day.slice(0, 4) : null
    ticks.push({ day, label: `${Number(day.slice(8))} ${monthName(day)}`, year, labelled: true })
  }
  return inside(ticks, time, size)
}

function monthTicks(time: TimeScale, every: number, quarters: boolean, size: number): TimeTick[] {
  const ticks: TimeTick[] = []
  let year = Number(time.from.slice(0, 4))
  let month = Number(time.from.slice(5, 7))
  const label = (m: number) => (quarters ? `Q${Math.ceil(m / 3)}` : (MONTHS[m - 1] ?? ''))
  // A month that has begun before the range gives its name to the left edge, when that name has room.
  let begun = time.from.endsWith('-01')
    ? null
    : { day: time.from, label: label(month), year: String(year), labelled: true }
  if (!time.from.endsWith('-01')) {
    month++
    if (month > 12) {
      month = 1
      year++
    }
  }
  for (;;) {
    const day = `${year}-${String(month).padStart(2, '0')}-01`
    if (day > time.to) break
    if ((month - 1) % every === 0) {
      if (begun) {
        const fits = time.start(day) - time.start(begun.day) >= textWidth(begun.label, size) + 10
        if (fits) ticks.push(begun)
        begun = null
      }
      const isFirst = !ticks.some((t) => t.labelled)
      ticks.push({ day, label: label(month), year: month === 1 || isFirst ? String(year) : null, labelled: true })
    }
    month++
    if (month > 12) {
      month = 1
      year++
    }
  }
  if (begun && ticks.length === 0) ticks.push(begun)
  return inside(ticks, time, size)
}

function yearTicks(time: TimeScale, perDay: number, size: number): TimeTick[] {
  const room = textWidth('2026', size, 600) + 10
  const step = Math.max(1, Math.ceil(room / (perDay * 365.25)))
  const ticks: TimeTick[] = []
  for (let year = Number(time.from.slice(0, 4)); year <= Number(time.to.slice(0, 4)); year++) {
    const day = `${year}-01-01`
    if (day < time.from || day > time.to || year % step !== 0) continue
    ticks.push({ day, label: String(year), year: null, labelled: true })
  }
  return inside(ticks, time, size)
}

/** A label that would run over the right edge by more than its half stays away; its hairline does not. */
function inside(ticks: TimeTick[], time: TimeScale, size: number): TimeTick[] {
  return ticks.map((t) => ({ ...t, labelled: time.start(t.day) + textWidth(t.label, size) <= time.range[1] + 8 }))
}

/** The day a mark is drawn on: the middle of its period when only that is known. */
export function markDay(day: Day, precision: 'day' | 'month' | 'quarter' | 'half' | 'year'): Day {
  if (precision === 'day') return day
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7))
  if (precision === 'month') return `${day.slice(0, 7)}-15`
  const span = precision === 'quarter' ? 3 : precision === 'half' ? 6 : 12
  const first = Math.floor((month - 1) / span) * span + 1
  return addDays(`${year}-${String(first).padStart(2, '0')}-01`, Math.round(span * 15.2))
}

/** The earlier of two days. */
export const earlierDay = (a: Day, b: Day): Day => [a, b].sort()[0] ?? a

/** The later of two days. */
export const laterDay = (a: Day, b: Day): Day => [a, b].sort()[1] ?? b
