import { Readable } from 'node:stream'
import { CsvError, parse as parseCsv } from 'csv-parse'
import { WaveError } from '@/lib/errors'
import { decodeParts, decodeText } from '../feeds/charset'

/** One row of a file, by column. `line` counts from 1, the header included; of a JSON list it is the item's place. */
export type FileRow = { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly raw: string }

/** Rows of a file, some at a time, and lines that are no rows at all. */
export type FileRows = {
  /** Of a CSV its header; of JSON what the rows up to here name. */
  readonly columns: readonly string[]
  readonly rows: readonly FileRow[]
  readonly broken: readonly { line: number; reason: string; raw: string }[]
}

/** What is read before it is handed on: rows, and characters of them. */
const PART = { rows: 20_000, characters: 8 * 1024 * 1024 }

/**
 * Rows of a CSV with a header, a JSON list (or an object with one list in it), or NDJSON, in parts: of a CSV and of NDJSON
 * only one part is in memory at a time, however large the file. The form is told by the content, not the name. Cells are
 * text; lists become `a|b`; null and absent are empty. There is always a first part.
 * @throws WaveError `bad-input` when it is none of them
 */
export async function* readRows(bytes: Uint8Array, part = PART): AsyncGenerator<FileRows> {
  const head = headOf(bytes)
  if (head === '')
    throw new WaveError('bad-input', 'The file is empty.', 'Give a CSV with a header line, a JSON list, or NDJSON.')
  if (head.startsWith('[')) yield* inParts(asItems(parseJson(decodeText(bytes))), part)
  else if (!head.startsWith('{')) yield* fromCsv(bytes, head, part)
  else if (isByLine(head)) yield* inParts(linesOf(bytes), part)
  else {
    // One object, perhaps over many lines, perhaps with the list inside.
    const whole = parseJson(decodeText(bytes))
    const list = Object.values(whole as Record<string, unknown>).find(
      (v) => Array.isArray(v) && (v.length === 0 || typeof v[0] === 'object'),
    )
    yield* inParts(asItems(list ?? [whole]), part)
  }
}

/** Characters that tell the form of a file, and its header. */
const HEAD = 1_048_576

/** The first million characters or so, without blanks before them; empty of a file without any. */
function headOf(bytes: Uint8Array): string {
  for (const text of decodeParts(bytes, HEAD)) {
    const head = text.trimStart()
    if (head !== '') return head
  }
  return ''
}

/** Whether every line is an object of its own, by the first two that hold anything. */
function isByLine(head: string): boolean {
  const lines = head.split(/\r?\n/, 1_000).filter((line) => line.trim() !== '')
  // A line that runs beyond the head is none of a pretty-printed object.
  return lines.length > 1 ? lines.slice(0, 2).some((line) => asObject(line) !== null) : head.length >= HEAD * 0.9
}

function asObject(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new WaveError(
      'bad-input',
      `The file looks like JSON but cannot be read: ${cause instanceof Error ? cause.message : 'unknown'}.`,
      'Give a JSON list, NDJSON, or a CSV.',
      { cause },
    )
  }
}

type Item = { readonly line: number; readonly raw: string } & ({ readonly item: unknown } | { readonly reason: string })

function* asItems(value: unknown): Generator<Item> {
  if (!Array.isArray(value))
    throw new WaveError('bad-input', 'The JSON holds no list of rows.', 'Give a list of objects.')
  for (const [i, item] of value.entries()) yield { line: i + 1, item, raw: JSON.stringify(item) ?? '' }
}

function* linesOf(bytes: Uint8Array): Generator<Item> {
  let line = 0
  let rest = ''
  const read = (raw: string): Item[] => {
    line++
    if (raw.trim() === '') return []
    try {
      return [{ line, item: JSON.parse(raw), raw }]
    } catch {
      return [{ line, reason: 'the line is no JSON', raw }]
    }
  }
  for (const text of decodeParts(bytes)) {
    const lines = (rest + text).split(/\r?\n/)
    rest = lines.pop() ?? ''
    for (const raw of lines) yield* read(raw)
  }
  yield* read(rest)
}

/** Items as rows, in parts. The columns that a part names are those of the parts before it too. */
function* inParts(items: Iterable<Item>, part: typeof PART): Generator<FileRows> {
  const columns = new Set<string>()
  let rows: FileRow[] = []
  let broken: { line: number; reason: string; raw: string }[] = []
  let characters = 0
  let isFirst = true
  for (const found of items) {
    characters += found.raw.length
    const { line, raw } = found
    const object = 'item' in found && typeof found.item === 'object' && !Array.isArray(found.item) ? found.item : null
    if (object === null) broken.push({ line, raw, reason: 'reason' in found ? found.reason : 'it is no object' })
    else {
      const cells: Record<string, string> = {}
      for (const [name, value] of Object.entries(object)) {
        const column = snake(name)
        columns.add(column)
        cells[column] = cell(value)
      }
      rows.push({ line, cells, raw })
    }
    if (rows.length + broken.length < part.rows && characters < part.characters) continue
    yield { columns: [...columns], rows, broken }
    rows = []
    broken = []
    characters = 0
    isFirst = false
  }
  if (isFirst || rows.length + broken.length > 0) yield { columns: [...columns], rows, broken }
}

const cell = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (Array.isArray(value)) return value.map(cell).join('|')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `companySlug` and `Company Slug` are `company_slug`. */
const snake = (name: string): string =>
  name
    .trim()
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[\s-]+/g, '_')
    .toLowerCase()

type CsvRecord = { readonly record: string[]; readonly info: { readonly lines: number }; readonly raw: string }

async function* fromCsv(bytes: Uint8Array, head: string, part: typeof PART): AsyncGenerator<FileRows> {
  const parser = Readable.from(decodeParts(bytes), { objectMode: true }).pipe(
    parseCsv({
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      raw: true,
      delimiter: delimiterOf(head),
      max_record_size: MAX_RECORD,
    }),
  )
  let columns: string[] | null = null
  let rows: FileRow[] = []
  let broken: { line: number; reason: string; raw: string }[] = []
  let characters = 0
  let isFirst = true
  try {
    for await (const found of parser) {
      const { record, info, raw } = found as CsvRecord
      if (columns === null) {
        columns = columnsOf(record)
        continue
      }
      const width = columns.length
      // `lines` is where the record ended; a quoted field may span several.
      const line = info.lines - (raw.replace(/\r?\n$/, '').match(/\n/g)?.length ?? 0)
      characters += raw.length
      if (record.length !== width)
        broken.push({ line, reason: `it has ${record.length} fields where the header has ${width}`, raw })
      else
        rows.push({
          line,
          raw: raw.replace(/\r?\n$/, ''),
          cells: Object.fromEntries(columns.map((c, i) => [c, (record[i] ?? '').trim()])),
        })
      if (rows.length + broken.length < part.rows && characters < part.characters) continue
      yield { columns, rows, broken }
      rows = []
      broken = []
      characters = 0
      isFirst = false
    }
  } catch (cause) {
    if (cause instanceof WaveError || !(cause instanceof CsvError)) throw cause
    throw new WaveError(
      'bad-input',
      `The file is no CSV that can be read: ${cause.message}.`,
      'Give a CSV with a header line, a JSON list, or NDJSON.',
      { cause },
    )
  } finally {
    parser.destroy()
  }
  if (isFirst || rows.length + broken.length > 0) yield { columns: columns ?? [], rows, broken }
}

/** The names of a header's columns. */
function columnsOf(names: readonly string[]): string[] {
  const twice = names.find((c, i) => c.trim() !== '' && names.indexOf(c) !== i)
  if (twice)
    throw new WaveError(
      'bad-input',
      `The column ${snake(twice)} stands twice in the header.`,
      'Name every column once.',
    )
  // Two names that differ only in blanks or case are a publisher's slip: the first column keeps the name.
  return names.map(snake).map((c, i, all) => (all.indexOf(c) === i ? c : `${c}_${i + 1}`))
}

/** Characters of one CSV record; a quote that is never closed ends there. */
const MAX_RECORD = 8 * 1024 * 1024

/** Comma, unless the header has none and another of the usual ones. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/))
  if (head.includes(',')) return ','
  return head.includes(';') ? ';' : head.includes('\t') ? '\t' : ','
}
