/** Rows of any answer as a table: its columns and cells in words. Pure. */

export interface PlainTable {
  columns: { key: string; label: string; numeric: boolean }[]
  rows: (string | null)[][]
}

/** `coveredShare` → `Covered share`. */
const heading = (key: string): string => {
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** One level of objects is spread over columns of their own; lists of plain values are joined, other lists counted. */
function flat(row: unknown): Record<string, unknown> {
  if (typeof row !== 'object' || row === null) return { value: row }
  const cells: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      for (const [inner, innerValue] of Object.entries(value)) cells[`${key}.${inner}`] = innerValue
    } else cells[key] = value
  }
  return cells
}

/** Decimals that a column of numbers needs, at most three: `3.0` stands above `3.3`. */
function decimalsOf(values: unknown[]): number {
  const shares = values.filter((v): v is number => typeof v === 'number' && Number.isFinite(v))
  return Math.max(0, ...shares.map((v) => String(Math.round(v * 1000) / 1000).split('.')[1]?.length ?? 0))
}

function words(value: unknown, decimals = 0): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') {
    const format = { minimumFractionDigits: decimals, maximumFractionDigits: decimals }
    return value.toLocaleString('en-US', format).replace('-', '−')
  }
  if (Array.isArray(value)) {
    if (value.length === 0) return null
    return value.every((v) => typeof v !== 'object') ? value.map(String).join(', ') : String(value.length)
  }
  return String(value)
}

export function plainTable(source: readonly unknown[]): PlainTable {
  const flatRows = source.map(flat)
  const keys = [...new Set(flatRows.flatMap((row) => Object.keys(row)))].filter((key) =>
    flatRows.some((row) => words(row[key]) !== null),
  )
  const columns = keys.map((key) => ({
    key,
    label: heading(key),
    numeric: flatRows.every((row) => row[key] === null || row[key] === undefined || typeof row[key] === 'number'),
  }))
  const decimals = keys.map((key) => decimalsOf(flatRows.map((row) => row[key])))
  return { columns, rows: flatRows.map((row) => keys.map((key, i) => words(row[key], decimals[i]))) }
}
