import type { Db } from '@/lib/db/client'
import { createOutbound } from './http'
import { ingestSource, type RunOptions, type RunSummary } from './run'

/** Sources that one process visits at a time. Each holds one connection of the pool while it is visited. */
const AT_ONCE = 3

/** Sources whose time has come, the longest overdue first. */
export async function dueSources(db: Db, now: Date, limit = 100): Promise<string[]> {
  const rows = await db.source.findMany({
    where: { enabled: true, nextCheckAt: { lte: now } },
    orderBy: [{ nextCheckAt: 'asc' }, { id: 'asc' }],
    take: limit,
    select: { id: true },
  })
  return rows.map((r) => r.id)
}

/** Visits these sources, a few at a time, hosts paced together. One that fails does not stop the others. */
export async function ingestMany(
  db: Db,
  ids: readonly string[],
  options: Omit<RunOptions, 'outbound'>,
  onDone?: (summary: RunSummary) => void,
): Promise<RunSummary[]> {
  const outbound = createOutbound(options.config)
  const results: RunSummary[] = []
  const queue = [...ids]
  const lane = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const summary = await ingestSource(db, id, { ...options, outbound })
      results.push(summary)
      onDone?.(summary)
    }
  }
  try {
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, ids.length) }, lane))
  } finally {
    await outbound.close()
  }
  return results
}
