import { type Day, daysBetween } from '@/lib/dates'
import type { Life } from './kaplanMeier'
import type { Vacancy } from './vacancies'

/** What of a vacancy tells its life; `publishedOn`: the day that the board itself gives for its start, where it gives one. */
export type VacancyDays = Pick<Vacancy, 'openedOn' | 'openedKnownExactly' | 'closedOn' | 'lastSeenOn' | 'openTo'> & {
  publishedOn?: Day | null
}

/**
 * Vacancies as lives in days, for `kaplanMeier`. One that was there at the first reading has an unknown start: with the board's own
 * day of publication it enters late, at the age it then had; without one it tells nothing of durations and is left out. One that
 * closed between two readings more than a day apart has an interval for its end. One that is open, or whose board is no longer
 * read well, is censored at the last good reading that could have shown it.
 *
 * @param watchedFrom where only vacancies are given that were open on this day or later: one that opened before it enters late too,
 *   since those of its age that had closed by then are not among them; null where all are given
 * @returns the lives, and how many vacancies were left out for want of a start
 */
export function vacancyLives(
  vacancies: readonly VacancyDays[],
  watchedFrom: Day | null = null,
): { lives: Life[]; unknownStart: number } {
  const lives: Life[] = []
  let unknownStart = 0
  for (const v of vacancies) {
    const start = v.openedKnownExactly ? v.openedOn : (v.publishedOn ?? null)
    if (start === null || start > v.openedOn) {
      unknownStart++
      continue
    }
    const age = (day: Day): number => Math.max(0, daysBetween(start, day))
    const entry = age(watchedFrom !== null && watchedFrom > v.openedOn ? watchedFrom : v.openedOn)
    if (v.closedOn === null) {
      lives.push({ entry, seen: Math.max(entry, age(v.openTo)), gone: null })
      continue
    }
    const gone = Math.max(entry, age(v.closedOn))
    const seen = Math.max(entry, Math.min(age(v.lastSeenOn), gone))
    lives.push({ entry, seen: gone - seen <= 1 ? gone : seen, gone })
  }
  return { lives, unknownStart }
}
