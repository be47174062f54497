import { stringify } from 'csv-stringify/sync'
import type { ExportHead } from './head'
import { headLines } from './head'

/** A row as queries answer it: plain values, lists and small objects. */
type ExportRow = object

/**
 * A spreadsheet runs a cell that begins like a formula, so such text gets an apostrophe in front (OWASP, CSV injection). Numbers are
 * numbers, also negative ones, and are left alone.
 */
function safeCell(text: string): string {
  const numeric = /^[+-]?\d+(\.\d+)?$/.test(text)
  return /^[\s]*[=+\-@\t\r]/.test(text) && !numeric ? `'${text}` : text
}

/** Lists are joined by ` | `, objects become JSON, null an empty cell: nothing was observed. */
function cell(value: unknown): string | number {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return value
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value) && value.every((v) => typeof v !== 'object' || v === null))
    return safeCell(value.join(' | '))
  return safeCell(typeof value === 'string' ? value : JSON.stringify(value))
}

/**
 * Rows as CSV (RFC 4180, UTF-8, LF, header first). With a head, comment lines that begin with `#` go before: title, unit,
 * sources with licence, period, as known on, address.
 */
export function toCsv(rows: readonly ExportRow[], head?: ExportHead): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const records = rows.map((row) => {
    const values = new Map<string, unknown>(Object.entries(row))
    return columns.map((column) => cell(values.get(column)))
  })
  const body = stringify([columns, ...records], { record_delimiter: 'unix' })
  return head
    ? `${headLines(head)
        .map((line) => `# ${line}`)
        .join('\n')}\n${body}`
    : body
}
