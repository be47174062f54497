import type { Span } from './words'

export type PayRange = {
  /** In the major unit of the currency (dollars, not cents). */
  readonly min: number
  readonly max: number
  /** ISO 4217 */
  readonly currency: string
  readonly period: 'year' | 'month' | 'hour'
}

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
const MONEY = String.raw`(?:(${CODES})\s?)?((?:US|CA|C|AU|A|NZ|S|HK)?\$|€|£|₹|¥)?\s?((?<!\d)\d{1,3}(?:[,\s]\d{3}){1,3}(?:\.\d{1,2})?|(?<!\d)\d{1,9}(?:\.\d{1,2})?)\s?([kK])?\b`
const RANGE = new RegExp(
  String.raw`${MONEY}(?:\s?(${CODES}))?(?:\s?(?:per year|annually|/year|/yr|per hour|/hour|/hr))?\s{0,5}(?:-|–|—|to|and|through){1,3}\s{0,5}${MONEY}\s?(${CODES})?`,
  'g',
)
const PERIODS: readonly (readonly [PayRange['period'], RegExp])[] = [
  ['hour', /\b(?:per|an|\/)\s?hour\b|\/\s?hr\b|\bhourly\b/i],
  ['month', /\b(?:per|a)\s?month\b|\/\s?month\b|\bmonthly\b/i],
]

/** Plausible bounds in major units; a number outside them is no pay of that period. */
export const PLAUSIBLE: Record<PayRange['period'], readonly [number, number]> = {
  year: [10_000, 5_000_000],
  month: [500, 200_000],
  hour: [5, 1_000],
}

/**
 * The first pay range that a text names; null when it names none. A range without a currency is not read. The period is what
 * stands around it, else a year where the figures can only be that.
 */
export function findPay(text: string): Span<PayRange> | null {
  for (const m of text.matchAll(RANGE)) {
    const [, code1, sign1, low, kLow, code2, code3, sign2, high, kHigh, code4] = m
    const sign = (sign1 ?? sign2)?.toLowerCase()
    const currency = code4 ?? code2 ?? code1 ?? code3 ?? (sign ? SIGNS[sign] : undefined)
    if (!currency) continue
    const max = amount(high, kHigh)
    const min = amount(low, kLow ?? (kHigh && amount(low, undefined) < 1_000 ? kHigh : undefined))
    // a range four times as wide as its floor is a prize, a grant or revenue, not one job's pay
    if (min > max || max > 4 * min) continue
    const around = text.slice(Math.max(0, m.index - 80), m.index + m[0].length + 40)
    const period = PERIODS.find(([, words]) => words.test(around))?.[0] ?? (min >= 10_000 ? 'year' : null)
    if (!period) continue
    const [from, to] = PLAUSIBLE[period]
    if (min < from || max > to) continue
    const lead = m[0].length - m[0].trimStart().length
    return {
      value: { min, max, currency, period },
      start: m.index + lead,
      end: m.index + m[0].trimEnd().length,
    }
  }
  return null
}

const amount = (digits: string | undefined, k: string | undefined): number =>
  Number((digits ?? '').replace(/[,\s]/g, '')) * (k ? 1_000 : 1)
