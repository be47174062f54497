import { type Manners, outsideSkipped, usualInterval } from './manners'

const MINUTE_MS = 60_000
const MIN_INTERVAL_MS = 15 * MINUTE_MS
const MAX_INTERVAL_MS = 24 * 60 * MINUTE_MS
const FIRST_RETRY_MS = 5 * MINUTE_MS

/** The wait that a Retry-After asks for, in ms: seconds or an HTTP date; null when it says neither. Never negative. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (!header) return null
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header) * 1_000
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, at - now.getTime())
}

/** `max-age` in ms; null where there is none. */
export function maxAgeMs(cacheControl: string | null): number | null {
  const seconds = /(?:^|[,\s])max-age\s*=\s*"?(\d{1,9})/i.exec(cacheControl ?? '')?.[1]
  return seconds === undefined ? null : Number(seconds) * 1_000
}

/**
 * Earliest polite next visit after a good one: the usual interval, raised to what the publisher asks for (the feed's ttl or
 * the answer's max-age), never beyond a day. All in ms.
 */
export function nextAfterSuccess(now: Date, usual: number, asked: readonly (number | null)[]): Date {
  const wish = Math.max(usual, ...asked.map((a) => a ?? 0))
  return new Date(now.getTime() + Math.min(Math.max(wish, MIN_INTERVAL_MS), MAX_INTERVAL_MS))
}

/**
 * Next try after `failures` in a row (1 for the first): 5 minutes, doubled each time, never beyond a day and
 * never earlier than a Retry-After, which itself is believed up to a day.
 */
export function nextAfterFailure(now: Date, failures: number, retryAfter: number | null): Date {
  const backoff = Math.min(FIRST_RETRY_MS * 2 ** Math.min(failures - 1, 16), MAX_INTERVAL_MS)
  return new Date(now.getTime() + Math.min(Math.max(backoff, retryAfter ?? 0), MAX_INTERVAL_MS))
}

/**
 * The next visit after a good one, from what the source asked for: its manners (null: none, or no feed), `defaultMs` where it
 * has no rhythm yet, and the waits that the answers asked for (null: none). All in ms.
 */
export const nextVisit = (
  now: Date,
  manners: Manners | null,
  defaultMs: number,
  asked: readonly (number | null)[],
): Date => outsideSkipped(nextAfterSuccess(now, usualInterval(manners, defaultMs, now), asked), manners)
