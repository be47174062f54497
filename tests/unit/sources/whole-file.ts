import { type FileKind, parseFile } from '@/lib/sources/files'
import { type FileRows, readRows } from '@/lib/sources/files/rows'
import { EMPTY_BATCH, type ParsedBatch } from '@/lib/sources/source'

/** All parts of a file of facts as one. */
export async function wholeFile(kind: FileKind, bytes: Uint8Array, now: Date): Promise<ParsedBatch> {
  const whole: Record<string, unknown> = { ...EMPTY_BATCH }
  for await (const part of parseFile(kind, bytes, now))
    for (const [key, value] of Object.entries(part))
      if (Array.isArray(value)) whole[key] = [...(whole[key] as unknown[]), ...value]
  return whole as ParsedBatch
}

/** All rows of a file. */
export async function allRows(text: string, part?: { rows: number; characters: number }): Promise<FileRows> {
  let found: FileRows = { columns: [], rows: [], broken: [] }
  for await (const p of readRows(Buffer.from(text), part))
    found = { columns: p.columns, rows: [...found.rows, ...p.rows], broken: [...found.broken, ...p.broken] }
  return found
}
