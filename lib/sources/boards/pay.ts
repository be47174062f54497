import { findPay, PLAUSIBLE } from '@/lib/signals/postingText/pay'
import type { Pay, PayPeriod } from '../source'

/** The first pay range that a posting's text names (`findPay`), in minor units of its currency; null when it names none. */
export function readPay(text: string): Pay | null {
  const found = findPay(text)?.value
  return found ? payOf(found.min, found.max, found.currency, found.period) : null
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
