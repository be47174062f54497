import type { Pay, PayPeriod } from '../source'

const SIGNS: Record<string, string> = {
  $: 'USD',
  us$: 'USD',
  ca$: 'CAD',
  c$: 'CAD',
  a$: 'AUD',
  au$: 'AUD',
  nz$: 'NZD',
  s$: 'SGD',
  hk$: 'HKD',
  '€': 'EUR',
  '£': 'GBP',
  '₹': 'INR',
  '¥': 'JPY',
}
const CODES = 'USD|CAD|EUR|GBP|AUD|NZD|SGD|CHF|JPY|INR|PLN|SEK|DKK|NOK|ILS|BRL|MXN|HKD'
const MONEY = String.raw`(?:(${CODES})\s?)?((?:US|CA|C|AU|A|NZ|S|HK)?\$|€|£|₹|¥)?\s?(\d{1,3}(?:[,\s]\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)\s?([kK])?\b`
const RANGE = new RegExp(
  String.raw`${MONEY}(?:\s?(${CODES}))?(?:\s?(?:per year|annually|/year|/yr|per hour|/hour|/hr))?\s*(?:-|–|—|to|and|through)+\s*${MONEY}\s?(${CODES})?`,
  'g',
)
const PERIODS: readonly (readonly [PayPeriod, RegExp])[] = [
  ['hour', /\b(?:per|an|\/)\s?hour\b|\/\s?hr\b|\bhourly\b/i],
  ['month', /\b(?:per|a)\s?month\b|\/\s?month\b|\bmonthly\b/i],
]
/** Plausible bounds in major units; a number outside them is no pay of that period. */
const PLAUSIBLE: Record<PayPeriod, readonly [number, number]> = {
  year: [10_000, 5_000_000],
  month: [500, 200_000],
  hour: [5, 1_000],
}

/**
 * The first pay range that a text names, in minor units of its currency; null when it names none. A range without a
 * currency is not read. The period is what stands around it, else a year where the figures can only be that.
 */
export function readPay(text: string): Pay | null {
  for (const m of text.matchAll(RANGE)) {
    const [, code1, sign1, low, kLow, code2, code3, sign2, high, kHigh, code4] = m
    const sign = (sign1 ?? sign2)?.toLowerCase()
    const currency = code4 ?? code2 ?? code1 ?? code3 ?? (sign ? SIGNS[sign] : undefined)
    if (!currency || (!sign && !code1 && !code2 && !code3 && !code4)) continue
    const max = amount(high, kHigh)
    const min = amount(low, kLow ?? (kHigh && amount(low, undefined) < 1_000 ? kHigh : undefined))
    // a range four times as wide as its floor is a prize, a grant or revenue, not one job's pay
    if (min > max || max > 4 * min) continue
    const around = text.slice(Math.max(0, m.index - 80), m.index + m[0].length + 40)
    const period = PERIODS.find(([, words]) => words.test(around))?.[0]
    const pay = payOf(min, max, currency, period ?? (min >= 10_000 ? 'year' : null))
    if (pay) return pay
  }
  return null
}

/** Pay from a board's own fields, in major units; null where they are absent, zero or beyond belief. */
export function payOf(
  min: number | null | undefined,
  max: number | null | undefined,
  currency: string | null | undefined,
  period: PayPeriod | null,
): Pay | null {
  if (!currency || !/^[A-Z]{3}$/.test(currency) || !period) return null
  const [from, to] = PLAUSIBLE[period]
  const bound = (n: number | null | undefined) =>
    n !== null && n !== undefined && Number.isFinite(n) && n >= from && n <= to ? n : null
  const low = bound(min)
  const high = bound(max)
  if (low === null && high === null) return null
  if (low !== null && high !== null && low > high) return null
  const minor = (n: number | null) => (n === null ? null : BigInt(Math.round(n * (currency === 'JPY' ? 1 : 100))))
  return { minMinor: minor(low), maxMinor: minor(high), currency, period }
}

const amount = (digits: string | undefined, k: string | undefined): number =>
  Number((digits ?? '').replace(/[,\s]/g, '')) * (k ? 1_000 : 1)
