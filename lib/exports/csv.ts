import { stringify } from 'csv-stringify/sync'
import { type CellValue, type ExportRow, exportTable, safeText } from './cells'
import type { ExportHead } from './head'
import { headLines } from './head'

/** Null is an empty cell: nothing was observed. */
const written = (cell: CellValue): string | number =>
  cell === null ? '' : typeof cell === 'number' ? cell : safeText(String(cell))

/**
 * Rows as CSV (RFC 4180, UTF-8, LF, header first). With a head, comment lines that begin with `#` go before: title, unit,
 * sources with licence, period, as known on, address.
 */
export function toCsv(rows: readonly ExportRow[], head?: ExportHead): string {
  const table = exportTable(rows)
  const body = stringify([table.columns, ...table.rows.map((row) => row.map(written))], { record_delimiter: 'unix' })
  return head
    ? `${headLines(head)
        .map((line) => `# ${line}`)
        .join('\n')}\n${body}`
    : body
}

/**
 * Rows as tab-separated text, fit to be pasted into a spreadsheet: the table first, so that its columns begin where the paste does,
 * then an empty line and what the rows are, a line each. Tabs and line breaks within a cell become spaces.
 */
export function toTsv(rows: readonly ExportRow[], head?: ExportHead): string {
  const table = exportTable(rows)
  const line = (cells: readonly CellValue[]) =>
    cells.map((c) => String(written(c)).replace(/[\t\r\n]+/g, ' ')).join('\t')
  return [
    line(table.columns),
    ...table.rows.map(line),
    ...(head ? ['', ...headLines(head).map((l) => safeText(l.replaceAll('\t', ' ')))] : []),
    '',
  ].join('\n')
}
