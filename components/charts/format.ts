import { type Day, daysBetween } from '@/lib/dates'
import { monthName } from './scales'

const MINUS = '−'

/** `1,759`; with `decimals` they are fixed. A true minus. */
export function number(value: number, decimals = 0): string {
  const text = Math.abs(value).toLocaleString('en-US', {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  const isZero = Number(text.replaceAll(',', '')) === 0
  return value < 0 && !isZero ? `${MINUS}${text}` : text
}

/** `+13`, `−2`, `0`. */
export const signed = (value: number, decimals = 0): string => `${value > 0 ? '+' : ''}${number(value, decimals)}`

/** `$1.5bn`, `$480m`: one decimal from 1 to 10 billion, none above. `usd` in whole dollars. */
export function money(usd: number): string {
  const sign = usd < 0 ? MINUS : ''
  const abs = Math.abs(usd)
  if (abs >= 9.95e8) return `${sign}$${short(abs / 1e9)}bn`
  if (abs >= 9.95e5) return `${sign}$${number(abs / 1e6)}m`
  if (abs >= 1000) return `${sign}$${number(abs / 1000)}k`
  return `${sign}$${number(abs)}`
}

/** Billions on an axis or a mark that names its unit: `1.5`, `30`, `0.5`. */
export function short(value: number): string {
  const one = Math.round(value * 10) / 10
  return one >= 10 || Number.isInteger(one) ? number(one) : number(one, 1)
}

/** `8 Apr 2026`. */
export const dayWords = (day: Day): string => `${dayShort(day)} ${day.slice(0, 4)}`

/** `8 Apr`. */
export const dayShort = (day: Day): string => `${Number(day.slice(8, 10))} ${monthName(day)}`

/** A period in words, for a tooltip: `8 Apr 2026`, `Week of 16 Feb 2026`, `Feb 2026`, `Q2 2026`. */
export function periodWords(period: string, first: Day, last: Day): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period)
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`
  if (/^\d{4}-\d{2}$/.test(period)) return `${monthName(`${period}-01`)} ${period.slice(0, 4)}`
  if (/^\d{4}$/.test(period)) return period
  return daysBetween(first, last) === 0 ? dayWords(first) : `Week of ${dayWords(first)}`
}

/** `2025-Q2` → `Q2`. */
export const quarterShort = (period: string): string => period.slice(-2)
