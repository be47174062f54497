import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { outboundOf } from './outbound'
import { pause } from './pause'
import { ingestSource, type RunOptions, type RunSummary } from './run'
import { settleRest } from './stories'

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

/** How long a run waits for a database that is away before it gives up. */
const PATIENCE_MS = 10 * 60_000
const LONGEST_PAUSE_MS = 5_000

/**
 * Visits these sources, a few at a time, hosts paced together. One that fails does not stop the others. A database that is
 * away or full pauses the run, which goes on with the same source when it is back.
 * @throws WaveError `database-unreachable` when it does not come back, or `signal` ended the wait
 */
export async function ingestMany(
  db: Db,
  ids: readonly string[],
  options: Omit<RunOptions, 'outbound'> & { readonly signal?: AbortSignal },
  onDone?: (summary: RunSummary) => void,
): Promise<RunSummary[]> {
  const outbound = outboundOf(db, options.config)
  const results: RunSummary[] = []
  const queue = [...ids]
  const patiently = async (id: string): Promise<RunSummary> => {
    for (let waitedMs = 0, pauseMs = 100; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await ingestSource(db, id, { ...options, outbound })
      } catch (thrown) {
        const isAway = thrown instanceof WaveError && thrown.code === 'database-unreachable'
        if (!isAway || waitedMs >= PATIENCE_MS || options.signal?.aborted) throw thrown
        options.onProgress?.(`${id}: ${thrown.message} Waiting for it.`)
        await pause(pauseMs, options.signal)
        waitedMs += pauseMs
      }
    }
  }
  const lane = async (): Promise<void> => {
    for (let id = queue.shift(); id !== undefined && !options.signal?.aborted; id = queue.shift()) {
      const summary = await patiently(id)
      results.push(summary)
      onDone?.(summary)
    }
  }
  try {
    const lanes = await Promise.allSettled(Array.from({ length: Math.min(AT_ONCE, ids.length) }, lane))
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
    // Articles of a process that died before it compared them.
    if (!options.signal?.aborted) await settleRest(db)
  } finally {
    await outbound.close()
  }
  return results
}
