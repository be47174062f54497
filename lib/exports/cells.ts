/** Rows of any answer as columns and plain cells, the same ones in CSV, TSV and XLSX. Pure. */

/** A row as queries answer it: plain values, lists and small objects. */
export type ExportRow = object

/** What one cell holds: null where nothing was observed. */
export type CellValue = string | number | boolean | null

export interface ExportTable {
  columns: string[]
  rows: CellValue[][]
}

/**
 * The table of some rows: every column that any row has, in order of first sight. A small object is spread over columns of its own,
 * `before.value` and `before.day`; a list of plain values is joined by ` | `, a list of objects and what lies deeper is JSON.
 */
export function exportTable(source: readonly ExportRow[]): ExportTable {
  const flat = source.map(flatRow)
  const all = [...new Set(flat.flatMap((row) => [...row.keys()]))]
  // Where one row has an object and another null, the null row has nothing to spread: its column would stay empty.
  const columns = all.filter(
    (column) => flat.some((row) => cellOf(row.get(column)) !== null) || !all.some((c) => c.startsWith(`${column}.`)),
  )
  return { columns, rows: flat.map((row) => columns.map((column) => cellOf(row.get(column)))) }
}

function flatRow(row: ExportRow): Map<string, unknown> {
  const cells = new Map<string, unknown>()
  for (const [key, value] of Object.entries(row)) {
    if (isPlainObject(value)) for (const [inner, v] of Object.entries(value)) cells.set(`${key}.${inner}`, v)
    else cells.set(key, value)
  }
  return cells
}

const isPlainObject = (value: unknown): value is object =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Date) &&
  Object.keys(value).length > 0

function cellOf(value: unknown): CellValue {
  if (value === null || value === undefined) return null
  // No number of a file is infinite or none: such a figure was not observed.
  if (typeof value === 'number') return Number.isFinite(value) ? value : null
  if (typeof value === 'boolean' || typeof value === 'string') return value
  if (typeof value === 'bigint') return String(value)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString()
  if (Array.isArray(value) && value.every((v) => typeof v !== 'object' || v === null)) return value.join(' | ')
  return JSON.stringify(value)
}

/**
 * A spreadsheet runs a cell of a text file that begins like a formula, so such text gets an apostrophe in front (OWASP, CSV
 * injection). Text that is a number is left alone, also a negative one.
 */
export function safeText(text: string): string {
  const numeric = /^[+-]?\d+(\.\d+)?$/.test(text)
  return /^[\s]*[=+\-@\t\r]/.test(text) && !numeric ? `'${text}` : text
}
