import { z } from 'zod'
import type { ParsedArticle } from '@/lib/sources/source'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Only what was published of late tells how often something will be. */
const WINDOW_MS = 28 * DAY_MS
/** Channel elements stand before the items; what hides deeper is not looked for. */
const HEAD_BYTES = 32_768
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const PERIODS: Readonly<Record<string, number>> = {
  hourly: HOUR_MS,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
  monthly: 30 * DAY_MS,
  yearly: 365 * DAY_MS,
}

const SCHEMA = z.object({
  ttlMs: z.number().nullable(),
  skipHours: z.array(z.number()),
  skipDays: z.array(z.number()),
  gapMs: z.number().nullable(),
  newestAt: z.string().nullable(),
})

/**
 * What a feed asks of its visitors, and its own rhythm. `ttlMs`: wished time between visits (its ttl or syndication
 * period), null when it names none. `skipHours` (0 to 23) and `skipDays` (0 is Sunday) are UTC. `gapMs`: mean time between
 * two of its items of the last 28 days, `newestAt`: when the newest was published; null where too few are dated.
 */
export type Manners = z.infer<typeof SCHEMA>

/** The manners as they were stored; null where there are none or of another shape. */
export const storedManners = (value: unknown): Manners | null => SCHEMA.safeParse(value).data ?? null

/** Reads them from a feed's bytes and the articles that were read from it. Never throws. */
export function readManners(
  bytes: Uint8Array,
  articles: readonly Pick<ParsedArticle, 'publishedAt'>[],
  askedIntervalMs: number | null,
  now: Date,
): Manners {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, HEAD_BYTES))
    .toString('latin1')
    .replaceAll('\u0000', '')
  const head = text.split(/<(?:\w{1,20}:)?(?:item|entry)[\s>]/i)[0] ?? ''
  return {
    ttlMs: greatest([askedIntervalMs, syndicationMs(head)]),
    skipHours: numbers(inner(head, 'skipHours'), 'hour')
      .map((h) => (h === 24 ? 0 : h))
      .filter((h) => h >= 0 && h < 24),
    skipDays: words(inner(head, 'skipDays'), 'day')
      .map((d) => DAYS.indexOf(d.toLowerCase()))
      .filter((d) => d >= 0),
    ...rhythm(articles, now),
  }
}

function syndicationMs(head: string): number | null {
  const period = PERIODS[(words(head, 'updatePeriod')[0] ?? '').toLowerCase()]
  if (period === undefined) return null
  const frequency = Number(words(head, 'updateFrequency')[0] ?? 1)
  return period / (frequency > 0 && frequency < 10_000 ? frequency : 1)
}

function rhythm(
  articles: readonly Pick<ParsedArticle, 'publishedAt'>[],
  now: Date,
): Pick<Manners, 'gapMs' | 'newestAt'> {
  const all = articles
    .map((a) => (a.publishedAt ? Date.parse(a.publishedAt) : Number.NaN))
    .filter((at) => at <= now.getTime())
  if (all.length < 3) return { gapMs: null, newestAt: null }
  const late = all.filter((at) => at > now.getTime() - WINDOW_MS)
  const newest = Math.max(...all)
  // A feed lists its last few items only: they fill the time since the oldest of them, not the whole window.
  const span = late.length < all.length ? WINDOW_MS : now.getTime() - Math.min(...all)
  return { gapMs: span / Math.max(late.length, 1), newestAt: new Date(newest).toISOString() }
}

/**
 * The usual time between two visits to a feed of this rhythm, in ms: four visits for each item, fewer the longer it has
 * been silent; `fallback` where its rhythm is not known.
 */
export function usualInterval(manners: Manners | null, fallback: number, now: Date): number {
  if (!manners || manners.gapMs === null || manners.newestAt === null) return fallback
  const silence = now.getTime() - Date.parse(manners.newestAt)
  return Math.max(manners.gapMs / 4, silence / 10)
}

/** The first hour from `at` on that the feed does not ask to be skipped; `at` itself where it asks for all of them. */
export function outsideSkipped(at: Date, manners: Manners | null): Date {
  if (!manners || manners.skipHours.length + manners.skipDays.length === 0) return at
  for (let t = at.getTime(), n = 0; n < 8 * 24; n++, t = (Math.floor(t / HOUR_MS) + 1) * HOUR_MS) {
    const date = new Date(t)
    if (!manners.skipHours.includes(date.getUTCHours()) && !manners.skipDays.includes(date.getUTCDay())) return date
  }
  return at
}

const greatest = (values: readonly (number | null)[]): number | null => {
  const known = values.filter((v): v is number => v !== null && Number.isFinite(v) && v > 0)
  return known.length > 0 ? Math.max(...known) : null
}

const inner = (text: string, name: string): string =>
  new RegExp(`<${name}[^>]{0,200}>([\\s\\S]{0,4000}?)</${name}>`, 'i').exec(text)?.[1] ?? ''

const words = (text: string, name: string): string[] =>
  [...text.matchAll(new RegExp(`<(?:\\w{1,20}:)?${name}[^>]{0,200}>\\s*([^<\\s]{1,40})\\s*<`, 'gi'))].map(
    (m) => m[1] ?? '',
  )

const numbers = (text: string, name: string): number[] =>
  words(text, name)
    .map(Number)
    .filter((n) => Number.isInteger(n))
