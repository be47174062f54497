/** Words for signals and their days. Pure. */

import { dayWords } from '@/components/charts/format'
import type { GlyphKind } from '@/components/charts/glyphs'
import { monthName } from '@/components/charts/scales'
import type { IpoMark } from '@/components/charts/types'
import type { SignalRow } from '@/lib/queries/types'

const STAGES: readonly IpoMark['stage'][] = [
  'reported',
  'confidential',
  'filed',
  'amended',
  'range',
  'priced',
  'listed',
  'postponed',
  'withdrawn',
]
const KINDS: readonly GlyphKind[] = [
  'hiring',
  'funding',
  'ipo',
  'capacity',
  'layoff',
  'macro',
  'compensation',
  'engagement',
]

export const TYPE_NAMES: Record<string, string> = {
  hiring: 'Hiring',
  layoff: 'Layoffs',
  funding: 'Funding',
  ipo: 'IPO steps',
  capacity: 'Capacity',
  compensation: 'Pay',
  engagement: 'Ways of working',
  macro: 'Macro',
}

const glyphKind = (type: string): GlyphKind => KINDS.find((kind) => kind === type) ?? 'hiring'

/** The glyph of a signal: its kind, for a listing its stage, for money whether it is debt. */
export function glyphOf(signal: SignalRow): { kind: GlyphKind; stage: IpoMark['stage']; debt: boolean } {
  const stage = STAGES.find((s) => s === signal.attributes.stage || s === signal.attributes.milestone) ?? 'filed'
  return { kind: glyphKind(signal.type), stage, debt: signal.attributes.kind === 'debt' }
}

/** A day as exactly as it is known: `8 Apr 2026`, `Apr 2026`, `Q2 2026`, `first half of 2026`, `2026`. */
export function whenWords(day: string, precision: SignalRow['occurredPrecision']): string {
  const year = day.slice(0, 4)
  const month = Number(day.slice(5, 7))
  switch (precision) {
    case 'day':
      return dayWords(day)
    case 'month':
      return `${monthName(day)} ${year}`
    case 'quarter':
      return `Q${Math.ceil(month / 3)} ${year}`
    case 'half':
      return `${month <= 6 ? 'first' : 'second'} half of ${year}`
    case 'year':
      return year
  }
}

/** A date that may be known only to the month or year, `2026-06`. */
export function partialWords(date: string): string {
  if (/^\d{4}-\d{2}-\d{2}/.test(date)) return dayWords(date.slice(0, 10))
  if (/^\d{4}-\d{2}$/.test(date)) return `${monthName(`${date}-01`)} ${date.slice(0, 4)}`
  return date
}

/** Curly quotation marks inside and around somebody else's words. */
export const quoted = (words: string): string =>
  `“${words
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(^|[\s(])"/g, '$1‘')
    .replaceAll('"', '’')
    .replaceAll("'", '’')}”`

/** The host of an address, without `www.`, for a source that has no name. */
export function hostOf(address: string): string {
  try {
    return new URL(address).host.replace(/^www\./, '')
  } catch {
    return address
  }
}

/** Only web addresses become links: what a feed or a board wrote may be anything. */
export const safeHref = (address: string | null): string | null =>
  address && /^https?:\/\//i.test(address) ? address : null

/** A company's segment in words, `gpu-cloud` → `GPU cloud`. */
export function segmentWords(segment: string): string {
  const words = segment.replaceAll('-', ' ').replace(/\b(ai|gpu|ml|us|it)\b/g, (word) => word.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}
