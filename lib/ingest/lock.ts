import type { Db } from '@/lib/db/client'

/** Longer than the slowest source takes: a lock that outlives its work blocks nobody but that source. */
const MAX_HELD_MS = 30 * 60_000
// Tells our locks from those of others in the same database.
const CLASS = 1_463_899_717

/**
 * Runs `work` while no other process anywhere works on this source; null when one does. The lock belongs to a database
 * connection, so a process that dies gives it up at once and nothing has to time out.
 */
export async function withSourceLock<T>(db: Db, sourceId: string, work: () => Promise<T>): Promise<T | null> {
  return await db.$transaction(
    async (tx) => {
      const [row] = await tx.$queryRaw<
        { locked: boolean }[]
      >`SELECT pg_try_advisory_xact_lock(${CLASS}::int, hashtext(${sourceId})) AS locked`
      return row?.locked ? await work() : null
    },
    { timeout: MAX_HELD_MS, maxWait: 60_000 },
  )
}
