/** Words for signals and their days. Pure. */

import { dayWords } from '@/components/charts/format'
import type { GlyphKind } from '@/components/charts/glyphs'
import { monthName } from '@/components/charts/scales'
import type { IpoMark } from '@/components/charts/types'
import type { EvidenceRow, SignalRow } from '@/lib/queries/types'

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

/** What is shown of a signal's evidence: of a search what answers it, else somebody's words where there are any, else the first. */
export const bestEvidence = (
  evidence: readonly EvidenceRow[],
  marks: Readonly<Record<string, unknown>> = {},
): EvidenceRow | undefined =>
  evidence.find((e) => e.kind === 'quote' && e.quote !== null && Object.hasOwn(marks, e.quote)) ??
  evidence.find((e) => e.kind === 'quote' && e.quote) ??
  evidence.find((e) => e.title && e.titleIs === 'published') ??
  evidence[0]

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

/** Curly quotation marks inside somebody else's words. */
export const curly = (words: string): string =>
  words
    .replace(/\s+/g, ' ')
    .replace(/(^|[\s(])"/g, '$1‘')
    .replaceAll('"', '’')
    .replaceAll("'", '’')

/** Curly quotation marks inside and around somebody else's words. */
export const quoted = (words: string): string => `“${curly(words.trim())}”`

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

/** A round's stage and kind in words: `Series B`, `Debt`, `Seed, strategic`; a stage that was not published says so. */
export function roundWords(stage: string, kind: string): string {
  const named = stage === 'unknown' ? 'Stage not published' : stage.replaceAll('-', ' ')
  const words = named.replace(/^series ([a-z]\d?)$/, (_, letter: string) => `Series ${letter.toUpperCase()}`)
  const first = words.charAt(0).toUpperCase() + words.slice(1)
  return kind === 'equity' || kind === stage ? first : stage === 'unknown' ? capital(kind) : `${first}, ${kind}`
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** The window of a listing in words: `2026-H1` → `first half of 2026`; others as they were given. */
export function windowWords(window: string): string {
  const half = /^(\d{4})-?H([12])$/.exec(window)
  if (half) return `${half[2] === '1' ? 'first' : 'second'} half of ${half[1]}`
  const quarter = /^(\d{4})-?Q([1-4])$/.exec(window)
  return quarter ? `Q${quarter[2]} ${quarter[1]}` : partialWords(window)
}

const STEPS: Record<string, string> = {
  reported: 'Reported',
  confidential: 'Filed in confidence',
  filed: 'Filed publicly',
  amended: 'Amended its filing',
  range: 'Gave a price range',
  priced: 'Priced',
  listed: 'Listed',
  postponed: 'Put off',
  withdrawn: 'Withdrew',
}

/** A step towards a listing, as the charts call it. */
export const stepWords = (milestone: string): string => STEPS[milestone] ?? capital(milestone)
