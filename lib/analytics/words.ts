import type { Day } from '@/lib/dates'

/**
 * Figures and days as sentences say them (English, a true minus). Pages that set numbers in the
 * reader's locale do it themselves; these are for findings, notes and summaries that are stored or exported.
 */

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const plain = (n: number, decimals: number) =>
  Math.abs(n).toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })

/** `1,759`, `−4.8`. */
export const numberWords = (n: number, decimals = 0): string => {
  const digits = plain(n, decimals)
  return n < 0 && Number(digits.replaceAll(',', '')) !== 0 ? `−${digits}` : digits
}

/** `+13`, `−2`, `0`. */
export const signedWords = (n: number, decimals = 0): string => {
  const text = numberWords(n, decimals)
  return n > 0 && /[1-9]/.test(text) ? `+${text}` : text
}

const SIGNS: Record<string, string> = { USD: '$', EUR: '€', GBP: '£', JPY: '¥' }

/** An amount in whole units: `$1.5bn`, `$480m`, `$12bn`, `€1.7bn`; one decimal from 1 to 10 billion, none above. */
export function moneyWords(amount: number, currency = 'USD'): string {
  const sign = SIGNS[currency] ?? `${currency} `
  const size = Math.abs(amount)
  const minus = amount < 0 ? '−' : ''
  const trim = (text: string) => text.replace(/\.0$/, '')
  if (size >= 9.995e11) return `${minus}${sign}${trim((size / 1e12).toFixed(1))}tn`
  if (size >= 9.95e9) return `${minus}${sign}${plain(size / 1e9, 0)}bn`
  if (size >= 9.995e8) return `${minus}${sign}${trim((size / 1e9).toFixed(1))}bn`
  if (size >= 1e7) return `${minus}${sign}${plain(size / 1e6, 0)}m`
  if (size >= 1e6) return `${minus}${sign}${trim((size / 1e6).toFixed(1))}m`
  if (size >= 1e4) return `${minus}${sign}${plain(size / 1e3, 0)}k`
  return `${minus}${sign}${plain(size, 0)}`
}

/** `8 Apr 2026`; `Apr 2026`, `2026`, `Q2 2026` or `H1 2026` where no more is known. */
export function dayWords(day: Day): string {
  const [year = '', rest = '', d] = day.split('-')
  if (/^[QH]\d$/.test(rest)) return `${rest} ${year}`
  const month = MONTHS[Number(rest) - 1]
  if (!month) return year
  return d ? `${Number(d)} ${month} ${year}` : `${month} ${year}`
}

/** `8 Apr`, the year left out where it is said already. */
export const shortDayWords = (day: Day): string => dayWords(day).replace(/ \d{4}$/, '')

/** `18 Jun to 25 Jun 2026`; both years where they differ; one day alone. */
export function rangeWords(first: Day, last: Day): string {
  if (first === last) return dayWords(first)
  return `${first.slice(0, 4) === last.slice(0, 4) ? shortDayWords(first) : dayWords(first)} to ${dayWords(last)}`
}

/** `last September` reads badly a year on, so a month is named with its year: `September 2025`. */
export const monthWords = (day: Day): string => `${MONTH_NAMES[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`

/** A period as text: `Q2 2026`, `Apr 2026`, `week of 16 Feb 2026`, `8 Apr 2026`. */
export function periodWords(period: string, grain?: string): string {
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(period)
  if (quarter) return `Q${quarter[2]} ${quarter[1]}`
  return grain === 'week' ? `week of ${dayWords(period)}` : dayWords(period)
}

/** A ratio as a percentage of change: 1.88 → `up 88%`, 0.75 → `down 25%`; over four times: `4.4 times`. */
export function changeWords(ratio: number): string {
  const percent = Math.round((ratio - 1) * 100)
  if (ratio >= 4) return `${ratio >= 9.95 ? numberWords(ratio) : ratio.toFixed(1)} times as high`
  if (percent === 0) return 'unchanged'
  return percent > 0 ? `up ${numberWords(percent)}%` : `down ${numberWords(-percent)}%`
}

/** `+88%` of a ratio. */
export const percentChange = (ratio: number): string => `${signedWords(Math.round((ratio - 1) * 100))}%`

/** A small count in words, `three`; above twelve in digits. */
export function countWords(n: number): string {
  const words = [
    'no',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
  ]
  return words[n] ?? numberWords(n)
}

/** `A`, `A and B`, `A, B and C`. */
export function listWords(items: readonly string[], most = Number.POSITIVE_INFINITY): string {
  if (items.length > most) return `${items.slice(0, most).join(', ')} and ${countWords(items.length - most)} more`
  if (items.length < 2) return items.join('')
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** The first letter large. */
export const sentenceCase = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** A company's segment in words, `gpu-cloud` → `GPU cloud`. */
export function segmentWords(segment: string): string {
  const words = segment.replaceAll('-', ' ').replace(/\b(ai|gpu|ml|us|it)\b/g, (word) => word.toUpperCase())
  return sentenceCase(words)
}

/** `1 opening`, `2 openings`. */
export const plural = (n: number, one: string, many = `${one}s`): string =>
  `${numberWords(n)} ${Math.abs(n) === 1 ? one : many}`
