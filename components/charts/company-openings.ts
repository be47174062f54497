import { daysBetween } from '@/lib/dates'
import { money } from './format'
import type { CompanyTimelineData, EventMark, Gap, RoundMark } from './types'

export type Reading = CompanyTimelineData['openings'][number]

/** Readings further apart than this many days are not joined: what lies between was not seen. */
const JOIN_DAYS = 8
/** Fewer readings than this are levels on days, not a course. */
const LINE_READINGS = 3

/**
 * Stretches of readings that may be joined: no change of reader, completeness or board lies between two of them, no
 * gap, and not more than eight days.
 */
function stretches(
  openings: readonly Reading[],
  breaks: CompanyTimelineData['breaks'],
  gaps: readonly Gap[],
): Reading[][] {
  const sorted = [...openings].sort((a, b) => (a.day < b.day ? -1 : 1))
  const result: Reading[][] = []
  for (const reading of sorted) {
    const before = result.at(-1)?.at(-1)
    const joined =
      before !== undefined &&
      daysBetween(before.day, reading.day) <= JOIN_DAYS &&
      before.reader === reading.reader &&
      !breaks.some((b) => b.day > before.day && b.day <= reading.day) &&
      !gaps.some((g) => g.last > before.day && g.first < reading.day)
    if (joined) result.at(-1)?.push(reading)
    else result.push([reading])
  }
  return result
}

/** Lines, and the lone readings beside them. */
export function linesAndLone(
  openings: readonly Reading[],
  breaks: CompanyTimelineData['breaks'],
  gaps: readonly Gap[],
) {
  const all = stretches(openings, breaks, gaps)
  return {
    lines: all.filter((s) => s.length >= LINE_READINGS),
    lone: all.filter((s) => s.length < LINE_READINGS).flat(),
  }
}

/** Openings of a reading in the infrastructure roles; null where it carried a count alone. */
export const infrastructure = (reading: Reading): number | null =>
  reading.roles === null ? null : reading.roles.filter((r) => r.role !== 'other').reduce((sum, r) => sum + r.count, 0)

/** Parts of a stacked bar from its foot: infrastructure roles by size, then all others. */
export function stackOf(reading: Reading): { role: string; from: number; to: number }[] {
  const roles = (reading.roles ?? []).filter((r) => r.count > 0)
  const infra = roles.filter((r) => r.role !== 'other').sort((a, b) => b.count - a.count)
  const parts: { role: string; from: number; to: number }[] = []
  let at = 0
  for (const role of infra) {
    parts.push({ role: role.role, from: at, to: at + role.count })
    at += role.count
  }
  if (reading.count > at) parts.push({ role: 'other', from: at, to: reading.count })
  return parts
}

/** Words on a company's own chart need not name it again: `Fir files for a listing` is `Files for a listing`. */
export function withoutName(words: string, company: string): string {
  if (words === company) return ''
  if (!words.startsWith(`${company} `) && !words.startsWith(`${company}, `)) return words
  const rest = words.slice(company.length).replace(/^[,\s]+/, '')
  return rest.charAt(0).toUpperCase() + rest.slice(1)
}

const KIND_WORDS: Record<RoundMark['kind'], string> = { equity: '', debt: 'Debt, ', strategic: 'Strategic, ' }

/** A round on its company's own chart: its label, or kind and amount where the label is name and number alone. */
export function roundWords(mark: RoundMark, company: string): string {
  const rest = withoutName(mark.label, company)
  if (rest !== '' && !/^[\d.,]+$/.test(rest)) return rest
  if (mark.amountUsd === null) return mark.kind === 'debt' ? 'Debt, amount not published' : 'Amount not published'
  return `${KIND_WORDS[mark.kind]}${money(mark.amountUsd)}`
}

export const eventWords = (mark: EventMark, company: string): string => withoutName(mark.label, company)
