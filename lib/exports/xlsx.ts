import writeXlsxFile, { type Cell, type Row } from 'write-excel-file/node'
import { dayWords, rangeWords } from '@/lib/analytics/words'
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { type CellValue, type ExportRow, exportTable } from './cells'
import { type ExportHead, oneLine, sourceWords } from './head'

/** Excel's own limits. */
const MOST_ROWS = 1_048_575
const MOST_CHARACTERS = 32_767
/** Excel counts days from 1900 and took that year for a leap year: before March its serial numbers are wrong. */
const FIRST_DAY = '1900-03-01'

const BOLD = { fontWeight: 'bold' } as const

/** Text that XML can hold and Excel takes: no control characters, no half of a surrogate pair, not too long. */
const plain = (text: string): string =>
  text
    .slice(0, MOST_CHARACTERS)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that XML 1.0 forbids
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '')

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/

/** A value as a typed cell: a number is a number, a whole day a date, an instant (UTC) a date with its time, all else text. */
function typed(value: CellValue): Cell {
  if (value === null || value === '') return null
  if (typeof value === 'number') return { type: Number, value }
  if (typeof value === 'boolean') return { type: Boolean, value }
  if (value >= FIRST_DAY && isDay(value)) {
    return { type: Date, value: new Date(`${value}T00:00:00Z`), format: 'yyyy-mm-dd' }
  }
  if (value >= FIRST_DAY && instant.test(value)) {
    return { type: Date, value: new Date(value), format: 'yyyy-mm-dd hh:mm:ss' }
  }
  return text(value)
}

/** Always text, never a formula, whatever it begins with. */
const text = (value: string, style: object = {}): Cell => ({ type: String, value: plain(value), ...style })

/**
 * Rows as a workbook of two sheets: `Data`, a header row and typed cells, empty where nothing was observed; `About`, what the rows
 * are. Throws `too-large` beyond Excel's own number of rows.
 */
export async function toXlsx(rows: readonly ExportRow[], head: ExportHead): Promise<Buffer> {
  if (rows.length > MOST_ROWS) {
    throw new WaveError('too-large', `A sheet cannot hold ${rows.length} rows.`, 'Ask for a shorter range, or for CSV.')
  }
  const table = exportTable(rows)
  // A sheet without a single column would be one that no reader opens.
  const columns = table.columns.length > 0 ? table.columns : ['no rows']
  const data: Row[] = [columns.map((c) => text(c, BOLD)), ...table.rows.map((row) => row.map(typed))]
  const about = aboutRows(head)
  return await writeXlsxFile([
    {
      data,
      sheet: 'Data',
      stickyRowsCount: 1,
      columns: columns.map((column, i) => ({ width: widthOf(column, table.rows, i) })),
    },
    { data: about, sheet: 'About', columns: [{ width: 20 }, { width: 90 }, { width: 24 }, { width: 50 }] },
  ]).toBuffer()
}

/** Characters that a column needs, within reason; looks at the first rows alone. */
function widthOf(column: string, rows: readonly CellValue[][], i: number): number {
  const longest = Math.max(column.length, ...rows.slice(0, 200).map((row) => String(row[i] ?? '').length))
  return Math.max(8, Math.min(60, longest + 2))
}

function aboutRows(head: ExportHead): Row[] {
  const line = (label: string, ...cells: Cell[]): Row => [text(label, BOLD), ...cells]
  return [
    line('Title', text(oneLine(head.title))),
    ...(head.subtitle ? [line('What it shows', text(oneLine(head.subtitle), { wrap: true }))] : []),
    line('Unit', text(head.unit)),
    ...(head.from && head.to
      ? [
          line('Period', text(rangeWords(head.from, head.to))),
          line('From', typed(head.from)),
          line('To', typed(head.to)),
        ]
      : []),
    line('As known on', typed(head.knownOn), text(`${dayWords(head.knownOn)}, UTC`)),
    ...(head.versions
      ? [
          line('Data version', typed(head.versions.data)),
          ...(head.versions.reference ? [line('Reference data', text(head.versions.reference))] : []),
          line('Rules version', text(head.versions.rules)),
        ]
      : []),
    ...head.sources.map((source, i) =>
      line(
        i === 0 ? 'Sources' : '',
        text(sourceWords(source)),
        text(source.licence ?? 'facts only'),
        text(source.url ?? ''),
      ),
    ),
    ...head.notes.map((note, i) => line(i === 0 ? 'Notes' : '', text(oneLine(note), { wrap: true }))),
    line('Link', text(head.link)),
    ...(head.hash ? [line('Hash of the query', text(head.hash))] : []),
    line('Empty cells', text('Nothing was observed; a measured zero is 0. Days are in UTC.')),
  ]
}
