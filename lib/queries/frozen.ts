import { type Day, dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import type { Versions } from '@/lib/exports'

/** A chart that was frozen to be cited, without its archive. */
export interface FrozenChart {
  id: string
  chart: string
  /** The view and the chart's own parameters, without `?`. */
  query: string
  title: string
  knownOn: Day
  /** The day of freezing (UTC). */
  frozenOn: Day
  versions: Versions
}

const HEAD = {
  id: true,
  chart: true,
  query: true,
  title: true,
  knownOn: true,
  frozenAt: true,
  dataVersion: true,
  referenceVersion: true,
  rulesVersion: true,
} as const

export const isFrozenId = (id: string): boolean => /^[a-z2-7]{12}$/.test(id)

/** A frozen chart by its id; null where none was frozen under it. */
export async function frozenChart(id: string, db: Db): Promise<FrozenChart | null> {
  if (!isFrozenId(id)) return null
  const row = await db.frozenChart.findUnique({ where: { id }, select: HEAD })
  if (!row) return null
  return {
    id: row.id,
    chart: row.chart,
    query: row.query,
    title: row.title,
    knownOn: dayOf(row.knownOn),
    frozenOn: dayOf(row.frozenAt),
    versions: { data: Number(row.dataVersion), reference: row.referenceVersion, rules: row.rulesVersion },
  }
}

/** Its archive (ZIP), as it was stored. */
export async function frozenArchive(id: string, db: Db): Promise<Uint8Array | null> {
  if (!isFrozenId(id)) return null
  const row = await db.frozenChart.findUnique({ where: { id }, select: { archive: true } })
  return row?.archive ?? null
}
