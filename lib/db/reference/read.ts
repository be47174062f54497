import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { z } from 'zod'
import { WaveError } from '@/lib/errors'

/** Where the data set lies in a copy of the product: the product runs in its own folder. */
export const referenceDir = (): string => path.join(process.cwd(), 'prisma', 'reference')

const manifestSchema = z.object({
  version: z.string().min(1),
  files: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      rows: z.number().int(),
      from: z.string().nullable(),
      to: z.string().nullable(),
      source: z.string(),
      licence: z.string(),
      grade: z.string(),
      sha256: z.string(),
    }),
  ),
})

/** What manifest.json says: the version, and of each file its rows, period, source, licence and the hash of its text. */
export type Manifest = z.output<typeof manifestSchema>

/** A row of a file; an empty cell (not known) is null. */
export type DataRow = Readonly<Record<string, string | null>>

const broken = (message: string, cause?: unknown): WaveError =>
  new WaveError(
    'bad-input',
    `The reference data set is damaged: ${message}.`,
    'Get the files of prisma/reference again (git checkout prisma/reference).',
    cause === undefined ? undefined : { cause },
  )

/** The manifest, and the hash of its bytes: two data sets with one hash are the same data set. */
export function readManifest(dir: string): { manifest: Manifest; hash: string } {
  try {
    const bytes = readFileSync(path.join(dir, 'manifest.json'))
    return {
      manifest: manifestSchema.parse(JSON.parse(bytes.toString('utf8'))),
      hash: createHash('sha256').update(bytes).digest('hex'),
    }
  } catch (cause) {
    throw broken(`${path.join(dir, 'manifest.json')} cannot be read`, cause)
  }
}

/** The rows of one file of the set, checked against the hash and the number of rows in the manifest. */
export function readRows(dir: string, manifest: Manifest, name: string): DataRow[] {
  const entry = manifest.files.find((file) => file.name === name)
  if (!entry) throw broken(`the manifest names no file ${name}`)
  try {
    const bytes = readFileSync(path.join(dir, entry.file))
    const text = entry.file.endsWith('.gz') ? gunzipSync(bytes) : bytes
    const sha256 = createHash('sha256').update(text).digest('hex')
    if (sha256 !== entry.sha256) throw new Error(`its hash is ${sha256}, not ${entry.sha256}`)
    const rows = parse(text, { columns: true, cast: (value) => (value === '' ? null : value) }) as DataRow[]
    if (rows.length !== entry.rows) throw new Error(`it has ${rows.length} rows, not ${entry.rows}`)
    return rows
  } catch (cause) {
    throw broken(`${entry.file}: ${cause instanceof Error ? cause.message : String(cause)}`, cause)
  }
}
