import { dayWords, rangeWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import type { Answer, ChartAnswer, SourceLine } from '@/lib/queries/answer'

/** What the figures were made of: enough to tell whether two exports can differ. */
export interface Versions {
  /** The installation's data version, raised by every commit of facts. */
  data: number
  /** The reference data set that is loaded; null without one. */
  reference: string | null
  /** The rules that read signals out of texts. */
  rules: string
}

/** What an export says of itself, so that it still explains itself where it ends up. */
export interface ExportHead {
  title: string
  subtitle: string | null
  unit: string
  sources: readonly SourceLine[]
  /** Inclusive days; null where the answer has no period. */
  from: Day | null
  to: Day | null
  /** The day of knowledge, or the day of the export. */
  knownOn: Day
  /** The address that reproduces it. */
  link: string
  /** Short hash of what was asked, of which data; null where none was made. */
  hash: string | null
  versions: Versions | null
  notes: readonly string[]
}

/** The head of an answer; a chart brings its own title and sources. */
export function headOf(
  answer: Answer<unknown> | ChartAnswer<unknown, unknown>,
  context: { link: string; today: Day; title?: string; hash?: string; versions?: Versions },
): ExportHead {
  const chart = 'chart' in answer ? answer : null
  return {
    title: context.title ?? chart?.title ?? 'Hiring Wave',
    subtitle: chart?.subtitle ?? null,
    unit: answer.unit,
    sources: chart?.sources ?? [],
    from: answer.view.from,
    to: answer.view.to,
    knownOn: answer.view.asOf ?? context.today,
    link: context.link,
    hash: context.hash ?? null,
    versions: context.versions ?? null,
    notes: answer.notes,
  }
}

/** `Indeed Hiring Lab (CC BY 4.0)`; no licence was found where none is said, and only facts are used. */
export const sourceWords = (source: SourceLine): string =>
  `${source.name}${source.licence ? ` (${source.licence})` : ''}`

/** `data version 7, reference data 2026.11.24, rules 2026-11-25.4`. */
export const versionWords = (versions: Versions): string =>
  [
    `data version ${versions.data}`,
    ...(versions.reference ? [`reference data ${versions.reference}`] : []),
    `rules ${versions.rules}`,
  ].join(', ')

export const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** One line each, without line breaks, so that each stays a comment. */
export function headLines(head: ExportHead): string[] {
  return [
    head.title,
    ...(head.subtitle ? [head.subtitle] : []),
    `Unit: ${head.unit}`,
    ...(head.sources.length ? [`Sources: ${head.sources.map(sourceWords).join('; ')}`] : []),
    ...(head.from && head.to ? [`Period: ${rangeWords(head.from, head.to)}`] : []),
    `As known on: ${dayWords(head.knownOn)} (UTC)`,
    ...(head.versions ? [`Made of: ${versionWords(head.versions)}`] : []),
    ...head.notes.map((note) => `Note: ${note}`),
    `Link: ${head.link}`,
    ...(head.hash ? [`Hash of the query: ${head.hash}`] : []),
  ].map(oneLine)
}
