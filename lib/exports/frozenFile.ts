import { strFromU8, unzipSync } from 'fflate'
import { z } from 'zod'
import type { Db } from '@/lib/db/client'
import { type FrozenChart, frozenArchive } from '@/lib/queries/frozen'
import type { ChartForm } from './chartFiles'

/** Forms under the address of a frozen chart: all of them lie in its archive as they were made. */
export const FROZEN_FORMS = ['svg', 'png', 'csv', 'json', 'xlsx', 'zip'] as const satisfies readonly ChartForm[]
export type FrozenForm = (typeof FROZEN_FORMS)[number]

/** One form of a frozen chart, the bytes that were stored; null where there is none. */
export async function frozenFile(
  frozen: FrozenChart,
  form: FrozenForm,
  theme: 'light' | 'dark',
  db: Db,
): Promise<Uint8Array | null> {
  const bytes = await frozenArchive(frozen.id, db)
  if (!bytes || form === 'zip') return bytes
  return entry(bytes, `${frozen.chart}${form === 'svg' && theme === 'dark' ? '-dark' : ''}.${form}`)
}

const stored = z.looseObject({
  rows: z.array(z.record(z.string(), z.unknown())),
  unit: z.string(),
  notes: z.array(z.string()),
  title: z.string(),
  subtitle: z.string(),
  sources: z.array(z.object({ name: z.string(), licence: z.string().nullable(), url: z.string().nullable() })),
  link: z.string(),
  hash: z.string(),
  view: z.looseObject({ from: z.string().nullable(), to: z.string().nullable() }),
})

/** What a frozen chart says and shows, out of its archive; null where it is not there or cannot be read. */
export async function frozenContent(frozen: FrozenChart, db: Db) {
  const bytes = await frozenArchive(frozen.id, db)
  if (!bytes) return null
  const json = entry(bytes, `${frozen.chart}.json`)
  const read = stored.safeParse(json && JSON.parse(strFromU8(json)))
  const drawing = (theme: '' | '-dark') => {
    const svg = entry(bytes, `${frozen.chart}${theme}.svg`)
    return svg && strFromU8(svg)
  }
  return read.success ? { ...read.data, light: drawing(''), dark: drawing('-dark') } : null
}

function entry(archive: Uint8Array, name: string): Uint8Array | null {
  return unzipSync(archive, { filter: (file) => file.name === name })[name] ?? null
}
