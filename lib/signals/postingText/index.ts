import type { EmploymentType, WorkMode } from '../taxonomy'
import { findPay, type PayRange } from './pay'
import { type Clearance, citizenshipIn, clearanceIn, type Sponsorship, sponsorshipIn } from './permits'
import { jobPlacesIn, type Place, titlePlacesIn } from './places'
import { employmentTypeInText, employmentTypeInTitle, workModeInText, workModeInTitle } from './terms'
import { READ_AT_MOST, type Said, type Span, saidIn } from './words'

/** What a posting says beside what the job is; null and empty: it does not say. Each with the words that say so. */
export type PostingText = {
  readonly employmentType: Said<EmploymentType> | null
  readonly workMode: Said<WorkMode> | null
  readonly pay: Said<PayRange> | null
  readonly places: readonly Said<Place>[]
  readonly sponsorship: Said<Sponsorship> | null
  readonly clearance: Said<Clearance> | null
  readonly citizenship: Said<'required'> | null
}

/**
 * Reads the title and, where there is one, the text of a posting. What the title says goes before the text. Pure; linear in
 * the length of the text, of which the first 100,000 units are read.
 */
export function readPostingText(title: string, description?: string): PostingText {
  const text = description === undefined ? null : description.slice(0, READ_AT_MOST)
  const either = <T>(inTitle: (t: string) => Span<T> | null, inText: (t: string) => Span<T> | null): Said<T> | null =>
    saidIn('title', title, inTitle(title)) ?? (text === null ? null : saidIn('description', text, inText(text)))
  const titlePlaces = titlePlacesIn(title)
  const places = titlePlaces.length > 0 || text === null ? titlePlaces : jobPlacesIn(text)
  const placesFrom = titlePlaces.length > 0 || text === null ? ('title' as const) : ('description' as const)
  return {
    employmentType: either(employmentTypeInTitle, employmentTypeInText),
    workMode: either(workModeInTitle, workModeInText),
    pay: either(() => null, findPay),
    places: places.flatMap((p) => saidIn(placesFrom, placesFrom === 'title' ? title : (text ?? ''), p) ?? []),
    sponsorship: either(() => null, sponsorshipIn),
    clearance: either(
      (t) => clearanceIn(t, 'title'),
      (t) => clearanceIn(t, 'description'),
    ),
    citizenship: either(
      (t) => citizenshipIn(t, 'title'),
      (t) => citizenshipIn(t, 'description'),
    ),
  }
}
