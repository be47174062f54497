import { dayWords, rangeWords } from '@/lib/analytics/words'
import { type ExportRow, exportTable } from './cells'
import type { Citation } from './citation'
import { type ExportHead, oneLine, sourceWords, versionWords } from './head'

/** What lies beside it in an archive: the name of a file and what it is. */
export type Beside = readonly (readonly [name: string, what: string])[]

/** The README of an archive (Markdown): what the chart shows, of what it was made, whom to credit, and what each file is. */
export function readmeOf(head: ExportHead, rows: readonly ExportRow[], cited: Citation, beside: Beside): string {
  const facts: [string, string | null][] = [
    ['Unit', head.unit],
    ['Period', head.from && head.to ? rangeWords(head.from, head.to) : null],
    ['As known on', `${dayWords(head.knownOn)} (UTC)`],
    ['Made of', head.versions && versionWords(head.versions)],
    ['Address', head.link],
    ['Hash of the query', head.hash],
    ['Rows', String(rows.length)],
  ]
  return [
    `# ${oneLine(head.title)}`,
    ...(head.subtitle ? [oneLine(head.subtitle)] : []),
    facts.flatMap(([name, value]) => (value ? [`- ${name}: ${value}`] : [])).join('\n'),
    '## Who published the data',
    head.sources.length
      ? head.sources.map((s) => `- ${sourceWords(s)}${s.url ? `, ${s.url}` : ''}`).join('\n')
      : 'No source had an observation.',
    ...(head.notes.length ? ['## What limits it', head.notes.map((n) => `- ${oneLine(n)}`).join('\n')] : []),
    '## Files',
    beside.map(([name, what]) => `- \`${name}\`: ${what}`).join('\n'),
    '## Columns',
    exportTable(rows)
      .columns.map((c) => `- \`${c}\``)
      .join('\n') || 'No rows.',
    'An empty cell is "not observed"; a measured zero is 0. Days are in UTC.',
    '## How to cite it',
    cited.text,
    `APA: ${cited.apa}`,
    ['```bibtex', cited.bibtex, '```'].join('\n'),
    '',
  ].join('\n\n')
}
