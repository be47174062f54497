import { classifyTitle, decidingWords, type TitleClass } from './classify'
import { readPostingText } from './postingText'
import type { PayRange } from './postingText/pay'
import type { Clearance, Sponsorship } from './postingText/permits'
import type { Place } from './postingText/places'
import { READ_AT_MOST, type Words } from './postingText/words'
import { skillWordsIn } from './skills'

/** What the words are the evidence of, and for a place or a skill of which. */
export type PostingEvidence = { readonly of: string } & Words

export type PostingClass = TitleClass & {
  /** null: no range is named. */
  readonly pay: PayRange | null
  readonly locations: readonly Place[]
  readonly sponsorship: Sponsorship | 'unsaid'
  readonly clearance: Clearance | 'unsaid'
  readonly citizenship: 'required' | 'unsaid'
  /** The words that say so, verbatim: `(in === 'title' ? title : description).slice(start, end) === quote`. */
  readonly evidence: readonly PostingEvidence[]
}

/**
 * All that a posting says, from its title and, where there is one, its text, with the words that say it. What the title
 * says goes before the text, of which the first 100,000 units are read. Pure; linear in their number.
 */
export function classifyPosting(title: string, whole?: string): PostingClass {
  const description = whole?.slice(0, READ_AT_MOST)
  const base = classifyTitle(title, description)
  const said = readPostingText(title, description)
  const deciding = decidingWords(title)
  const skills = [
    ...skillWordsIn(title).map((s) => ({ ...s, in: 'title' as const, text: title })),
    ...(description === undefined
      ? []
      : skillWordsIn(description, { prose: true }).map((s) => ({
          ...s,
          in: 'description' as const,
          text: description,
        }))),
  ].filter((s, i, all) => all.findIndex((other) => other.value === s.value) === i)
  return {
    ...base,
    employmentType: said.employmentType?.value ?? null,
    workMode: said.workMode?.value ?? null,
    pay: said.pay?.value ?? null,
    locations: said.places.map((p) => p.value),
    sponsorship: said.sponsorship?.value ?? 'unsaid',
    clearance: said.clearance?.value ?? 'unsaid',
    citizenship: said.citizenship?.value ?? 'unsaid',
    evidence: [
      ...titleEvidence('category', title, deciding.category),
      ...titleEvidence('seniority', title, deciding.seniority),
      ...skills.map(({ value, in: where, text, start, end }) => ({
        of: `skill ${value}`,
        in: where,
        quote: text.slice(start, end),
        start,
        end,
      })),
      ...(['employmentType', 'workMode', 'pay', 'sponsorship', 'clearance', 'citizenship'] as const).flatMap((of) => {
        const words = said[of]?.words
        return words ? [{ of, ...words }] : []
      }),
      ...said.places.map(({ value: { country, state }, words }) => ({
        of: `location ${state === null ? country : `${country}-${state}`}`,
        ...words,
      })),
    ],
  }
}

/** Words of a title as they stand in it; the whole title where spacing, a requisition or another language lies between. */
function titleEvidence(of: string, title: string, words: string | null): PostingEvidence[] {
  if (words === null || words === '') return []
  const at = title.replace(/[^\u0130]+/g, (part) => part.toLowerCase()).indexOf(words)
  const [start, end] = at < 0 ? [0, title.length] : [at, at + words.length]
  return [{ of, in: 'title', quote: title.slice(start, end), start, end }]
}
