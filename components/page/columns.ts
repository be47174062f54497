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

function words(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') {
    const text = Number.isInteger(value) ? value.toLocaleString('en-US') : String(Math.round(value * 1000) / 1000)
    return text.replace('-', '−')
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
  return { columns, rows: flatRows.map((row) => keys.map((key) => words(row[key]))) }
}
