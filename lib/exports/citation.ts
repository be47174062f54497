import { dayWords } from '@/lib/analytics/words'
import type { Day } from '@/lib/dates'
import { type ExportHead, oneLine, sourceWords, versionWords } from './head'

export interface Citation {
  /** One sentence for running text. */
  text: string
  /** An entry for the chart, and one for each original producer. */
  bibtex: string
  apa: string
}

/** BibTeX reads these as commands. */
const tex = (text: string): string =>
  text.replace(/[\\{}$&#%_~^]/g, (c) =>
    c === '\\' ? '\\textbackslash{}' : c === '~' ? '\\textasciitilde{}' : c === '^' ? '\\textasciicircum{}' : `\\${c}`,
  )
/** Within `\url{}` only braces, a backslash and `%` can do harm, and an address has none of them but the last. */
const texUrl = (url: string): string => url.replace(/[{}\\\s]/g, (c) => encodeURIComponent(c)).replaceAll('%', '\\%')

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
const letters = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/g, ' ')

/** A key of letters and digits: `hiringwave2026openings`. */
const keyOf = (head: ExportHead): string =>
  `hiringwave${head.knownOn.slice(0, 4)}${letters(head.title).trim().split(' ').slice(0, 3).join('')}`

/**
 * How to cite a chart, with credit to those who published its data: by the day of knowledge, the versions of data and rules, and the
 * address.
 *
 * @param accessed the reader's day (UTC)
 * @param frozenOn the day on which the citation was frozen: its address answers the same for ever. Null: the address shows the view
 * with the data of the day on which it is opened.
 */
export function citation(
  head: ExportHead,
  { accessed, frozenOn = null }: { accessed: Day; frozenOn?: Day | null },
): Citation {
  const title = oneLine(head.title)
  const year = head.knownOn.slice(0, 4)
  const sources = head.sources.map(sourceWords).join('; ')
  const made = head.versions ? `, ${versionWords(head.versions)}` : ''
  const known = dayWords(head.knownOn)
  const when = frozenOn ? `frozen on ${dayWords(frozenOn)}` : `accessed ${dayWords(accessed)}`
  const note = [
    `As known on ${head.knownOn}${made}.`,
    ...(sources ? [`Data: ${sources}.`] : []),
    frozenOn ? `Frozen on ${frozenOn}` : `Accessed ${accessed}`,
  ].join(' ')
  const key = keyOf(head)
  return {
    text: `“${title}”. Hiring Wave, as known on ${known}${made}.${sources ? ` Data: ${sources}.` : ''} ${head.link} (${when}).`,
    bibtex: [
      entry(key, 'Hiring Wave', [
        ['title', tex(title)],
        ['year', year],
        ['note', tex(note)],
        ['howpublished', `\\url{${texUrl(head.link)}}`],
      ]),
      ...head.sources.map((source, i) =>
        entry(`${key}source${i + 1}`, source.name, [
          ['title', tex(`Data behind “${title}”`)],
          ['note', tex(`${source.licence ?? 'Facts only'}; as known on ${head.knownOn}`)],
          ...(source.url ? ([['howpublished', `\\url{${texUrl(source.url)}}`]] as const) : []),
        ]),
      ),
    ].join('\n\n'),
    apa: `Hiring Wave. (${year}). ${title} (as known on ${known}${made}) [Data set].${sources ? ` Original data: ${sources}.` : ''} ${
      frozenOn ? head.link : `Retrieved ${dayWords(accessed)}, from ${head.link}`
    }`,
  }
}

/** One `@misc`; the author is a body, which the second pair of braces keeps whole. */
function entry(key: string, author: string, fields: readonly (readonly [string, string])[]): string {
  const lines = [['author', `{${tex(capital(author))}}`] as const, ...fields].map(
    ([name, value]) => `  ${name} = {${value}}`,
  )
  return [`@misc{${key},`, lines.join(',\n'), '}'].join('\n')
}
