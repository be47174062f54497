import type { Db } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { outboundOf } from './outbound'
import { pause } from './pause'
import { ingestTogether, type RunOptions, type RunSummary } from './run'
import { settleRest } from './stories'

/** Groups of sources that one process visits at a time. Each holds one connection of the pool while it is visited. */
const AT_ONCE = 3
/** Sources of a group, at the most: what came of them is written together. */
const GROUP = 32
/** In how many groups at least due sources are visited, so that other processes find some to take. */
const SHARES = 8

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
  // What is visited because it is due may be shared with other processes; what was asked for is this one's alone.
  const size = options.onlyIfDue ? Math.min(GROUP, Math.max(1, Math.ceil(ids.length / SHARES))) : GROUP
  const patiently = async (group: readonly string[]): Promise<void> => {
    const left = new Set(group)
    const done = (summary: RunSummary): void => {
      left.delete(summary.source)
      results.push(summary)
      onDone?.(summary)
    }
    for (let waitedMs = 0, pauseMs = 100; left.size > 0; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await ingestTogether(db, [...left], { ...options, outbound }, done)
      } catch (thrown) {
        const isAway = thrown instanceof WaveError && thrown.code === 'database-unreachable'
        if (!isAway || waitedMs >= PATIENCE_MS || options.signal?.aborted) throw thrown
        options.onProgress?.(`${[...left].join(', ')}: ${thrown.message} Waiting for it.`)
        await pause(pauseMs, options.signal)
        waitedMs += pauseMs
      }
    }
  }
  const lane = async (): Promise<void> => {
    while (queue.length > 0 && !options.signal?.aborted) await patiently(queue.splice(0, size))
  }
  try {
    const lanes = await Promise.allSettled(Array.from({ length: AT_ONCE }, lane))
    for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
    // Articles of a process that died before it compared them. Where nothing came, the next one looks.
    const isQuiet = results.length > 0 && results.every((r) => r.status === 'not-modified' || r.status === 'busy')
    if (!options.signal?.aborted && !isQuiet) await settleRest(db)
  } finally {
    await outbound.close()
  }
  return results
}
