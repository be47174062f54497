import type { Tx } from '@/lib/db/client'
import type { DataRow } from './read'

/** A column of a table that rows of the data set fill: its name and the SQL of its value, over `s`, the rows as text. */
export type Column = { name: string; from: string }

/**
 * How the rows of one file become rows of one table. All text in here is SQL of this program, never of the data; the
 * data travels as one JSON parameter.
 */
export type TableSpec = {
  table: string
  /** Cells of the file that the SQL reads. */
  cells: readonly string[]
  /** SQL between FROM and WHERE, over `s`; joins that resolve keys to ids. */
  joins?: string
  /** Columns that tell rows apart. Where one may be null, `nullKey` is what stands for null when rows are compared. */
  key: readonly (Column & { nullKey?: string })[]
  columns: readonly Column[]
  /** Columns of the stage (`stage_TABLE`) alone, for statements that follow the merge. */
  extra?: readonly Column[]
  /** SQL over `t`: true where a row must stay although the set no longer has it, because a user's rows hang on it. */
  keep?: string
  /** SQL of a column's value on update, where the row may have been carried on by a user's own readings. */
  onUpdate?: Readonly<Record<string, string>>
}

const names = (columns: readonly Column[]): string => columns.map((column) => column.name).join(', ')

function keyMatch(spec: TableSpec, a: string, b: string): string {
  return spec.key
    .map(({ name, nullKey }) =>
      nullKey === undefined
        ? `${a}.${name} = ${b}.${name}`
        : `coalesce(${a}.${name}, ${nullKey}) = coalesce(${b}.${name}, ${nullKey})`,
    )
    .join(' AND ')
}

/**
 * Brings a table to the state of the data set, in place: rows of origin `reference` are updated where they differ,
 * added where they are missing and deleted where the set no longer has them. A row of any other origin stays as it is,
 * also where it has the key of a row of the set. Answers how many rows the set has.
 */
export async function merge(tx: Tx, spec: TableSpec, rows: readonly DataRow[], version: string): Promise<number> {
  const stage = `stage_${spec.table}`
  const all = [...spec.key, ...spec.columns]
  const cells = spec.cells.map((cell) => `"${cell}" text`).join(', ')
  await tx.$executeRawUnsafe(
    `CREATE TEMP TABLE ${stage} ON COMMIT DROP AS
     SELECT ${[...all, ...(spec.extra ?? [])].map(({ name, from }) => `${from} AS ${name}`).join(', ')}
     FROM json_to_recordset($1::json) AS s(${cells}) ${spec.joins ?? ''}`,
    JSON.stringify(rows),
  )
  await tx.$executeRawUnsafe(`ANALYZE ${stage}`)
  const match = keyMatch(spec, 't', 's')
  const differs = spec.columns.map(({ name }) => `t.${name}`).join(', ')
  const wanted = spec.columns.map(({ name }) => spec.onUpdate?.[name] ?? `s.${name}`).join(', ')
  await tx.$executeRawUnsafe(
    `UPDATE ${spec.table} t
     SET ${spec.columns.map(({ name }) => `${name} = ${spec.onUpdate?.[name] ?? `s.${name}`}`).join(', ')}, dataset_version = $1
     FROM ${stage} s
     WHERE ${match} AND t.origin = 'reference'
       AND ((${differs}) IS DISTINCT FROM (${wanted}) OR t.dataset_version IS DISTINCT FROM $1)`,
    version,
  )
  await tx.$executeRawUnsafe(
    `INSERT INTO ${spec.table} (${names(all)}, origin, dataset_version)
     SELECT ${names(all)}, 'reference', $1 FROM ${stage} s
     WHERE NOT EXISTS (SELECT 1 FROM ${spec.table} t WHERE ${match})
     ON CONFLICT DO NOTHING`,
    version,
  )
  await tx.$executeRawUnsafe(
    `DELETE FROM ${spec.table} t
     WHERE t.origin = 'reference' AND NOT EXISTS (SELECT 1 FROM ${stage} s WHERE ${match})
       ${spec.keep ? `AND NOT (${spec.keep})` : ''}`,
  )
  // the next merge, and the first queries after a first load, plan with what is there now
  await tx.$executeRawUnsafe(`ANALYZE ${spec.table}`)
  return rows.length
}
