import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'

/** A row as it stands in a CSV file: every cell is text, an empty cell means "not known". */
export type Row = Record<string, string>

/** Reads a CSV file (RFC 4180, header first, UTF-8). Throws when a row has too few or too many cells. */
export function readCsv(folder: string, path: string): Row[] {
  return parse(readFileSync(join(folder, path)), { columns: true, bom: true, skip_empty_lines: true }) as Row[]
}

/** The cell of a column that must be there; a missing column is a mistake of the input, not an empty cell. */
export function cell(row: Row, column: string): string {
  const value = row[column]
  if (value === undefined) throw new Error(`column ${column} is missing in ${JSON.stringify(row).slice(0, 120)}`)
  return value
}

const quote = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows as CSV text: the given columns in the given order, LF at the end of every line. */
export function toCsv(columns: readonly string[], rows: readonly Row[]): string {
  const lines = [columns.join(',')]
  for (const row of rows) lines.push(columns.map((column) => quote(cell(row, column))).join(','))
  return `${lines.join('\n')}\n`
}

/** Sorts by the given columns as plain text (never by locale, so that every machine writes the same bytes). */
export function sortedBy(rows: readonly Row[], ...columns: string[]): Row[] {
  const key = (row: Row) => columns.map((column) => cell(row, column)).join('\u0000')
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0))
    .map(({ row }) => row)
}

/** `480000000` or `57.5` in whole units as an integer of the smallest unit (cents), as text; empty stays empty. */
export function minorUnits(amount: string, decimals = 2): string {
  if (amount === '') return ''
  const m = /^(\d+)(?:\.(\d+))?$/.exec(amount)
  if (!m) throw new Error(`not an amount: ${amount}`)
  const fraction = (m[2] ?? '').replace(/0+$/, '')
  if (fraction.length > decimals) throw new Error(`${amount} is finer than the smallest unit`)
  return BigInt(`${m[1]}${fraction.padEnd(decimals, '0')}`).toString()
}
