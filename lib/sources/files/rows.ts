import { parse as parseCsv } from 'csv-parse/sync'
import { WaveError } from '@/lib/errors'
import { decodeText } from '../feeds/charset'

/** One row of a file, by column. `line` counts from 1, the header included; of a JSON list it is the item's place. */
export type FileRow = { readonly line: number; readonly cells: Readonly<Record<string, string>>; readonly raw: string }

/** What a file said, in whichever of the three forms it came, and lines that are no rows at all. */
export type FileRows = {
  readonly columns: readonly string[]
  readonly rows: readonly FileRow[]
  readonly broken: readonly { line: number; reason: string; raw: string }[]
}

/**
 * Rows of a CSV with a header, a JSON list (or an object with one list in it), or NDJSON. The form is told by the content,
 * not the name. Cells are text; lists become `a|b`; null and absent are empty.
 * @throws WaveError `bad-input` when it is none of them
 */
export function readRows(bytes: Uint8Array): FileRows {
  const text = decodeText(bytes)
  const head = text.trimStart()
  if (head === '')
    throw new WaveError('bad-input', 'The file is empty.', 'Give a CSV with a header line, a JSON list, or NDJSON.')
  if (head.startsWith('[')) return fromList(parseJson(text))
  if (head.startsWith('{')) return fromNdjson(text)
  return fromCsv(text)
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

function fromList(value: unknown): FileRows {
  if (!Array.isArray(value))
    throw new WaveError('bad-input', 'The JSON holds no list of rows.', 'Give a list of objects.')
  return collect(value.map((item, i) => ({ line: i + 1, item, raw: JSON.stringify(item) ?? '' })))
}

function fromNdjson(text: string): FileRows {
  const lines = text.split(/\r?\n/)
  const items: { line: number; item: unknown; raw: string }[] = []
  const broken: { line: number; reason: string; raw: string }[] = []
  lines.forEach((raw, i) => {
    if (raw.trim() === '') return
    try {
      items.push({ line: i + 1, item: JSON.parse(raw), raw })
    } catch {
      broken.push({ line: i + 1, reason: 'the line is no JSON', raw })
    }
  })
  if (items.length === 0 || (broken.length > 0 && items.length <= 1)) {
    // perhaps one object over many lines, with the list inside
    const whole = parseJson(text)
    const list = Object.values(whole as Record<string, unknown>).find(Array.isArray)
    return fromList(list ?? [whole])
  }
  const only =
    items.length === 1
      ? Object.values((items[0]?.item ?? {}) as Record<string, unknown>).find(
          (v) => Array.isArray(v) && typeof v[0] === 'object',
        )
      : undefined
  if (only) return fromList(only)
  const found = collect(items)
  return { ...found, broken: [...broken, ...found.broken] }
}

function collect(items: readonly { line: number; item: unknown; raw: string }[]): FileRows {
  const columns = new Set<string>()
  const rows: FileRow[] = []
  const broken: { line: number; reason: string; raw: string }[] = []
  for (const { line, item, raw } of items) {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      broken.push({ line, reason: 'it is no object', raw })
      continue
    }
    const cells: Record<string, string> = {}
    for (const [name, value] of Object.entries(item)) {
      const column = snake(name)
      columns.add(column)
      cells[column] = cell(value)
    }
    rows.push({ line, cells, raw })
  }
  return { columns: [...columns], rows, broken }
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

function fromCsv(text: string): FileRows {
  type Record2 = { record: string[]; info: { lines: number }; raw: string }
  let records: Record2[]
  try {
    records = parseCsv(text, {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
      info: true,
      raw: true,
      delimiter: delimiterOf(text),
    }) as unknown as Record2[]
  } catch (cause) {
    throw new WaveError(
      'bad-input',
      `The file is no CSV that can be read: ${cause instanceof Error ? cause.message : 'unknown'}.`,
      'Give a CSV with a header line, a JSON list, or NDJSON.',
      { cause },
    )
  }
  const [head, ...body] = records
  const names = head?.record ?? []
  const twice = names.find((c, i) => c.trim() !== '' && names.indexOf(c) !== i)
  // Two names that differ only in blanks or case are a publisher's slip: the first column keeps the name.
  const columns = names.map(snake).map((c, i, all) => (all.indexOf(c) === i ? c : `${c}_${i + 1}`))
  if (twice)
    throw new WaveError(
      'bad-input',
      `The column ${snake(twice)} stands twice in the header.`,
      'Name every column once.',
    )
  const rows: FileRow[] = []
  const broken: { line: number; reason: string; raw: string }[] = []
  for (const { record, info, raw } of body) {
    // `lines` is where the record ended; a quoted field may span several.
    const line = info.lines - (raw.replace(/\r?\n$/, '').match(/\n/g)?.length ?? 0)
    if (record.length !== columns.length) {
      broken.push({ line, reason: `it has ${record.length} fields where the header has ${columns.length}`, raw })
      continue
    }
    rows.push({
      line,
      raw: raw.replace(/\r?\n$/, ''),
      cells: Object.fromEntries(columns.map((c, i) => [c, (record[i] ?? '').trim()])),
    })
  }
  return { columns, rows, broken }
}

/** Comma, unless the header has none and another of the usual ones. */
function delimiterOf(text: string): string {
  const head = text.slice(0, text.search(/\r?\n|$/))
  if (head.includes(',')) return ','
  return head.includes(';') ? ';' : head.includes('\t') ? '\t' : ','
}
