import { addDays, type Day, daysBetween, isDay, periodOf } from '@/lib/dates'
import type { Frequency } from '../source'

/** How often dates come, from the middle of the gaps between them; null for fewer than two. */
export function frequencyOf(days: readonly Day[]): Frequency | null {
  const sorted = [...new Set(days)].sort()
  const gaps = sorted
    .slice(1)
    .map((d, i) => daysBetween(sorted[i] ?? d, d))
    .sort((a, b) => a - b)
  const gap = gaps[Math.floor(gaps.length / 2)]
  if (gap === undefined) return null
  if (gap < 5) return 'day'
  if (gap < 20) return 'week'
  if (gap < 60) return 'month'
  return gap < 200 ? 'quarter' : 'year'
}

/** The period that an observation dated `day` (its first day, as FRED dates them) stands for. */
export function periodAt(day: Day, frequency: Frequency): string {
  if (frequency === 'quarter' || frequency === 'month') return periodOf(day, frequency)
  return frequency === 'year' ? day.slice(0, 4) : day
}

export const isMonthEnd = (day: Day): boolean => addDays(day, 1).endsWith('-01')

/** A published figure as decimal text; null for the marks of "not available"; undefined when it is no number. */
export function figure(text: string): string | null | undefined {
  const t = text.trim()
  if (t === '' || t === '.' || /^(?:n\/?a|nan|null)$/i.test(t)) return null
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,2})?$/i.test(t) && Number.isFinite(Number(t)) ? t : undefined
}

export const validDay = (text: string | undefined): Day | null => (text && isDay(text) ? text : null)
