import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import { takeArticleWords } from './articleWords'
import { dueSources, ingestMany } from './due'
import { withSourceLock } from './lock'
import { pause } from './pause'
import { INTERRUPTED } from './progress'
import type { RunSummary } from './run'
import { databaseTrouble } from './trouble'

export type WorkerOptions = {
  readonly config: Config
  readonly signal: AbortSignal
  readonly onProgress?: (line: string) => void
  readonly onDone?: (summary: RunSummary) => void
  /** Between two looks at the schedule. */
  readonly pollMs?: number
}

const POLL_MS = 15_000
/** Sources that are taken on between two looks at the schedule. */
const AT_ONCE = 200

/**
 * Visits due sources until the signal says stop; a visit that has begun is finished first. Any number of workers share the
 * work: a source's lock lets one of them in, the others find it not due any more. A database that is away is waited for.
 */
export async function work(db: Db, options: WorkerOptions): Promise<void> {
  const { config, signal, onProgress } = options
  let started = false
  while (!signal.aborted) {
    let isIdle = true
    try {
      if (!started) {
        const mended = await markInterrupted(db, new Date())
        if (mended > 0)
          onProgress?.(`${mended} ${mended === 1 ? 'run' : 'runs'} of a process that died marked as interrupted`)
        started = true
      }
      const now = new Date()
      const ids = await dueSources(db, now, AT_ONCE)
      if (ids.length > 0 && !signal.aborted) {
        const progress = onProgress ? { onProgress } : {}
        const runs = await ingestMany(db, ids, { config, now, onlyIfDue: true, signal, ...progress }, options.onDone)
        // What others are at is left to them; where there was work there may be more.
        isIdle = runs.every((run) => run.status === 'busy')
      }
      if (isIdle && !signal.aborted) isIdle = !(await takeArticleWords(db))
    } catch (thrown) {
      onProgress?.(`${(databaseTrouble(thrown) ?? asWaveError(thrown)).message}; trying again`)
    }
    if (isIdle) await pause(options.pollMs ?? POLL_MS, signal)
  }
}

/** Runs that say they are running although no process holds their source's lock. Their sources become due at once. */
export async function markInterrupted(db: Db, now: Date): Promise<number> {
  const stale = await db.ingestRun.findMany({
    where: { status: 'running' },
    distinct: ['sourceId'],
    select: { sourceId: true },
  })
  let mended = 0
  for (const { sourceId } of stale) {
    const done = await withSourceLock(db, sourceId, async () => {
      const { count } = await db.ingestRun.updateMany({
        where: { sourceId, status: 'running' },
        data: { ...INTERRUPTED, finishedAt: now },
      })
      return count
    })
    mended += done ?? 0
  }
  return mended
}
