import { isDay, lastDayOf, periodBounds } from '@/lib/dates'
import { classifyTitle } from '@/lib/signals/classify'
import { skillsIn } from '@/lib/signals/skills'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { DataRow } from './read'

const cell = (row: DataRow, name: string): string => row[name] ?? ''

/** Postings with their role and seniority by the rules of today, and their skills under the names of the taxonomy. */
export function classified(rows: readonly DataRow[]): DataRow[] {
  return rows.map((row) => {
    const { category, confidence, seniority } = classifyTitle(cell(row, 'title'))
    return {
      ...row,
      skills: skillNames(cell(row, 'skills')),
      role: category,
      roleConfidence: String(confidence),
      seniority,
      rulesVersion: RULES_VERSION,
    }
  })
}

/** Words as they stood in the text, under the taxonomy's slug where it knows them; each once. */
function skillNames(words: string): string | null {
  if (words === '') return null
  return [...new Set(words.split('|').map((word) => skillsIn(word)[0] ?? word))].join('|')
}

/** Milestones with the company's name, the first day of a partial date, and the day from which it was certainly known. */
export function datedMilestones(rows: readonly DataRow[], companies: readonly DataRow[]): DataRow[] {
  const names = new Map(companies.map((company) => [cell(company, 'slug'), cell(company, 'name')]))
  return rows.map((row) => ({
    ...row,
    companyName: names.get(cell(row, 'companySlug')) ?? cell(row, 'companySlug'),
    occurredFrom: periodBounds(cell(row, 'occurredOn'))?.first ?? null,
    knownOn: lastDayOf(cell(row, 'knownOn')),
  }))
}

/** Observations with the first day of their period. */
export function datedObservations(rows: readonly DataRow[]): DataRow[] {
  return rows.map((row) => ({ ...row, periodStart: periodBounds(cell(row, 'period'))?.first ?? null }))
}

/** Articles whose day is known in part keep it as text; they are known from the last day that it can mean. */
export function datedArticles(rows: readonly DataRow[]): DataRow[] {
  return rows.map((row) => {
    const published = cell(row, 'publishedOn')
    const exact = isDay(published)
    return {
      ...row,
      publishedOn: exact ? published : null,
      publishedText: exact || published === '' ? null : published,
      knownOn: lastDayOf(published),
    }
  })
}
