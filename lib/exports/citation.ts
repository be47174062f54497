import { dayWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import { type ExportHead, sourceWords } from './head'

interface Citation {
  /** One sentence for running text. */
  text: string
  bibtex: string
  apa: string
}

/** BibTeX reads these as commands. */
const tex = (text: string): string =>
  text.replace(/[\\{}$&#%_~^]/g, (c) =>
    c === '\\' ? '\\textbackslash{}' : c === '~' ? '\\textasciitilde{}' : c === '^' ? '\\textasciicircum{}' : `\\${c}`,
  )

/** A key of letters and digits: `hiringwave2026openings`. */
const keyOf = (head: ExportHead): string =>
  `hiringwave${head.knownOn.slice(0, 4)}${head.title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .split(' ')
    .slice(0, 3)
    .join('')}`

/**
 * How to cite a chart: with the day of knowledge, the data set's version and the address, so that the same picture can be had again.
 *
 * @param version of the reference data set, or of the data
 * @param accessed the reader's day (UTC)
 */
export function citation(head: ExportHead, { version, accessed }: { version: string; accessed: Day }): Citation {
  const title = head.title.replace(/\s+/g, ' ').trim()
  const year = head.knownOn.slice(0, 4)
  const sources = head.sources.map(sourceWords).join('; ')
  const known = dayWords(head.knownOn)
  return {
    text: `“${title}”. Hiring Wave, as known on ${known}, data ${version}.${sources ? ` Sources: ${sources}.` : ''} ${head.link} (accessed ${dayWords(accessed)}).`,
    bibtex: [
      `@misc{${keyOf(head)},`,
      `  author = {{Hiring Wave}},`,
      `  title = {${tex(title)}},`,
      `  year = {${year}},`,
      `  note = {${tex(`As known on ${head.knownOn}, data ${version}.${sources ? ` Sources: ${sources}.` : ''} Accessed ${accessed}`)}},`,
      `  howpublished = {\\url{${head.link}}}`,
      '}',
    ].join('\n'),
    apa: `Hiring Wave. (${year}). ${title} (as known on ${known}; data ${version}) [Data set]. Retrieved ${dayWords(accessed)}, from ${head.link}`,
  }
}
