import { dayWords, rangeWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import type { Answer, ChartAnswer, SourceLine } from '@/lib/queries/answer'

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
  notes: readonly string[]
}

/** The head of an answer; a chart brings its own title and sources. */
export function headOf(
  answer: Answer<unknown> | ChartAnswer<unknown, unknown>,
  context: { link: string; today: Day; title?: string },
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
    notes: answer.notes,
  }
}

/** `Indeed Hiring Lab (CC BY 4.0)`; no licence was found where none is said, and only facts are used. */
export const sourceWords = (source: SourceLine): string =>
  `${source.name}${source.licence ? ` (${source.licence})` : ''}`

const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** One line each, without line breaks, so that each stays a comment. */
export function headLines(head: ExportHead): string[] {
  return [
    head.title,
    ...(head.subtitle ? [head.subtitle] : []),
    `Unit: ${head.unit}`,
    ...(head.sources.length ? [`Sources: ${head.sources.map(sourceWords).join('; ')}`] : []),
    ...(head.from && head.to ? [`Period: ${rangeWords(head.from, head.to)}`] : []),
    `As known on: ${dayWords(head.knownOn)} (UTC)`,
    ...head.notes.map((note) => `Note: ${note}`),
    `Link: ${head.link}`,
  ].map(oneLine)
}
