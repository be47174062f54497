import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { type Row, toCsv } from './csv'

/** The version of the data set: the day on which it was compiled. */
export const VERSION = '2026.11.24'
/** The day on which the stored pages and files were read. */
export const COMPILED_ON = '2026-11-24'

/** Above this many bytes of text a file is shipped compressed. */
const GZIP_ABOVE = 300_000

/** One file of the data set, before it is written. */
export type DataFile = {
  name: string
  columns: readonly string[]
  /** Columns that together are unique. */
  key: readonly string[]
  /** The column of dates or periods from which `from` and `to` of the manifest are taken. */
  period: string | null
  rows: Row[]
  source: string
  licence: string
  /** How the rows were read: a fixed word, or the column that says so row by row. */
  grade: string
}

/** What the manifest says of a shipped file. `sha256` is that of the CSV text, before compression. */
export type ManifestFile = {
  name: string
  file: string
  rows: number
  from: string | null
  to: string | null
  source: string
  licence: string
  grade: string
  sha256: string
}

/** Node writes the machine's kind into byte 9 of the gzip header; 255 (unknown) keeps the bytes equal everywhere. */
function gzip(text: string): Buffer {
  const bytes = gzipSync(Buffer.from(text, 'utf8'), { level: 9 })
  bytes[9] = 255
  return bytes
}

function assertSound(file: DataFile): void {
  const seen = new Set<string>()
  for (const row of file.rows) {
    const key = file.key.map((column) => row[column] ?? '').join(' | ')
    if (seen.has(key)) throw new Error(`${file.name}: the key ${key} is there twice`)
    seen.add(key)
    for (const [column, value] of Object.entries(row)) {
      if (value.length > 400) throw new Error(`${file.name}: ${column} of ${key} is longer than 400 characters`)
      if (/[\r\n\t]/.test(value)) throw new Error(`${file.name}: ${column} of ${key} holds a line break or a tab`)
    }
  }
}

/** Writes all files and `manifest.json`, and removes what an earlier build left. Answers with the manifest's list. */
export function writeDataset(folder: string, files: readonly DataFile[]): ManifestFile[] {
  mkdirSync(folder, { recursive: true })
  const manifest: ManifestFile[] = []
  for (const file of files) {
    assertSound(file)
    const text = toCsv(file.columns, file.rows)
    const compressed = Buffer.byteLength(text) > GZIP_ABOVE
    const shipped = compressed ? `${file.name}.csv.gz` : `${file.name}.csv`
    writeFileSync(join(folder, shipped), compressed ? gzip(text) : text)
    const periods =
      file.period === null ? [] : file.rows.map((row) => row[file.period ?? ''] ?? '').filter((p) => p !== '')
    periods.sort()
    manifest.push({
      name: file.name,
      file: shipped,
      rows: file.rows.length,
      from: periods[0] ?? null,
      to: periods.at(-1) ?? null,
      source: file.source,
      licence: file.licence,
      grade: file.grade,
      sha256: createHash('sha256').update(text).digest('hex'),
    })
  }
  const kept = new Set([...manifest.map((entry) => entry.file), 'manifest.json'])
  for (const name of readdirSync(folder)) if (!kept.has(name)) rmSync(join(folder, name))
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify({ version: VERSION, files: manifest }, null, 2)}\n`)
  return manifest
}
