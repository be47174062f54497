import { employmentTypeInTitle } from './postingText/terms'

/** Ways to work other than one full-time job, as an advert can offer them. */
export const WORK_FORMS = [
  'internship',
  'apprenticeship',
  'fellowship',
  'contract-to-hire',
  'contract',
  'part-time',
] as const
export type WorkForm = (typeof WORK_FORMS)[number]

const TO_HIRE = /\b(?:contract|temp|temporary)[- ]to[- ](?:hire|perm(?:anent)?)\b|\bc2h\b|\btemp[- ]to[- ]perm\b/i
const APPRENTICE = /\bapprentice(?:ship)?s?\b/i
/** "Fellow" alone is a rank ("Technical Fellow"); a programme says so, or is a residency. */
const FELLOWSHIP =
  /\bfellowships?\b|\bfellows? program(?:me)?\b|\b(?:residency|resident)\b(?! (?:engineer|architect|solution|consultant|expert))/i

/**
 * The form of work that a posting offers beside a plain full-time job, by the words of its title and, where the board has a
 * field for it, by that field; the title goes first, since boards file contracts under full-time. Null: none is named, which
 * is not the same as full-time.
 *
 * @param field the board's own value as stored: `full-time`, `contract`, `internship`, `part-time`, `temporary`
 */
export function workFormOf(title: string, field: string | null = null): WorkForm | null {
  if (TO_HIRE.test(title)) return 'contract-to-hire'
  if (APPRENTICE.test(title)) return 'apprenticeship'
  const named = employmentTypeInTitle(title)?.value
  if (named === 'internship') return 'internship'
  if (FELLOWSHIP.test(title)) return 'fellowship'
  const type = named && named !== 'full-time' ? named : field
  if (type === 'temporary' || type === 'contract') return 'contract'
  return type === 'internship' || type === 'part-time' ? type : null
}

/** As a page names a form. */
export const WORK_FORM_WORDS: Readonly<Record<WorkForm, { one: string; many: string; what: string }>> = {
  internship: { one: 'internship', many: 'internships', what: 'internships, co-ops and working students' },
  apprenticeship: { one: 'apprenticeship', many: 'apprenticeships', what: 'paid training on the job' },
  fellowship: { one: 'fellowship', many: 'fellowships and residencies', what: 'programmes of a set length' },
  'contract-to-hire': { one: 'contract-to-hire', many: 'contract-to-hire', what: 'a contract that may become a job' },
  contract: { one: 'contract', many: 'contracts', what: 'contracts, fixed terms and temporary work' },
  'part-time': { one: 'part-time job', many: 'part-time jobs', what: 'fewer hours than a full week' },
}
