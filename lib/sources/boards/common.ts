import { z } from 'zod'
import type { Day } from '@/lib/dates'
import { isDay } from '@/lib/dates'
import { urlOf } from '@/lib/url'
import { readFeedDate } from '../feeds/dates'
import { plainLine } from '../feeds/html'
import {
  EMPTY_BATCH,
  HOUR_MS,
  ON,
  type ParsedBatch,
  type ParsedPosting,
  type ParsedReject,
  rawOf,
  type Workplace,
} from '../source'

/** The options of every board: its token at the system that hosts it. */
export const BOARD_OPTIONS = z.object({
  token: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^[^/?#]+$/, 'holds no slashes'),
})
export type BoardOptions = z.infer<typeof BOARD_OPTIONS>

/**
 * What all boards have in common as sources. They are read a few times a day: one good reading a day is what a trend needs,
 * the others are its insurance.
 */
export const BOARD = {
  defaultIntervalMs: 6 * HOUR_MS,
  daily: true,
  requestsPerSecond: null,
  enabled: () => ON,
} as const

/** The options of the board of that name; null where it can be none. */
export const boardOptions = (token: string | null | undefined): BoardOptions | null =>
  BOARD_OPTIONS.safeParse({ token }).data ?? null

/** One job of a board, or why it cannot be read. */
export function jobOf<T extends z.ZodType>(shape: T, raw: unknown): z.output<T> | string {
  const parsed = shape.safeParse(raw)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return `${issue?.path.join('.') || 'the job'}: ${issue?.message ?? 'unreadable'}`
}

/** A job's title as one line of plain text. */
export const titleOf = (text: string): string => plainLine(text) || text.trim()

/** A board's jobs, each parsed on its own: one that cannot be read is a reject and does not spoil the others. */
function readJobs(
  jobs: readonly unknown[],
  read: (job: unknown) => ParsedPosting | string,
): { postings: ParsedPosting[]; rejects: ParsedReject[] } {
  const postings: ParsedPosting[] = []
  const rejects: ParsedReject[] = []
  const ids = new Set<string>()
  jobs.forEach((job, i) => {
    const posting = read(job)
    const reason =
      typeof posting === 'string'
        ? posting
        : ids.has(posting.externalId)
          ? `its id ${posting.externalId} stands twice on the board`
          : null
    if (typeof posting === 'string' || reason) {
      rejects.push({
        kind: 'posting',
        position: String(i),
        code: 'bad-posting',
        reason: reason ?? 'unreadable',
        next: 'It is kept and tried again after an upgrade.',
        raw: rawOf(job),
      })
      return
    }
    ids.add(posting.externalId)
    postings.push(posting)
  })
  return { postings, rejects }
}

/** A whole answer of a board as a batch. `listed` is what the board itself says it holds, null when it does not say. */
export function boardBatch(
  kind: string,
  token: string,
  jobs: readonly unknown[],
  read: (job: unknown) => ParsedPosting | string,
  listed: number | null,
  companyName: string | null = null,
): ParsedBatch {
  const { postings, rejects } = readJobs(jobs, read)
  // An answer in which a part is missing or unreadable is part of a board: its count is a floor.
  const whole = (listed === null || listed <= jobs.length) && rejects.length === 0
  return {
    ...EMPTY_BATCH,
    title: companyName,
    boards: [{ kind, token, companyName, completeness: whole ? 'whole' : 'partial', count: postings.length, postings }],
    rejects,
  }
}

/** The UTC day of a board's timestamp (ISO text or ms since 1970); null when it has none that exists. */
export function dayFrom(value: string | number | null | undefined): Day | null {
  const iso =
    typeof value === 'number'
      ? Number.isFinite(value) && Math.abs(value) < 8e15
        ? new Date(value).toISOString()
        : null
      : readFeedDate(value)
  const day = iso?.slice(0, 10)
  return day && isDay(day) ? day : null
}

/** How the work is placed, from a field or a place name; null when neither says. */
export function workplaceOf(...texts: (string | null | undefined)[]): Workplace | null {
  for (const text of texts) {
    if (!text) continue
    if (/\bhybrid\b/i.test(text)) return 'hybrid'
    if (/\bremote\b/i.test(text)) return 'remote'
    if (/\bon[- ]?site\b|\bin[- ]office\b/i.test(text)) return 'onsite'
  }
  return null
}

/** The product's word for a board's employment type; null when it names none of ours. */
export function employmentTypeOf(text: string | null | undefined): string | null {
  if (!text) return null
  if (/\bintern|co-?op\b|apprentice|working student/i.test(text)) return 'internship'
  if (/part.?time/i.test(text)) return 'part-time'
  if (/\btemp(?:orary)?\b|seasonal/i.test(text)) return 'temporary'
  if (/contract|freelance|consultant/i.test(text)) return 'contract'
  if (/full.?time|permanent|regular/i.test(text)) return 'full-time'
  return null
}

export const trimmed = (text: string | null | undefined): string | null => text?.replace(/\s+/g, ' ').trim() || null

/** An address that may be shown as a link: http(s) and nothing else; null for anything else that stands in its place. */
export function webAddress(text: string | null | undefined): string | null {
  const address = trimmed(text)
  return address && /^https?:\/\/[^\s]+$/i.test(address) && urlOf(address) ? address : null
}
