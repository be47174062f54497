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
  let done: { readonly value: T } | null = null
  try {
    return await db.$transaction(
      async (tx) => {
        const [row] = await tx.$queryRaw<
          { locked: boolean }[]
        >`SELECT pg_try_advisory_xact_lock(${CLASS}::int, hashtext(${sourceId})) AS locked`
        if (!row?.locked) return null
        done = { value: await work() }
        return done.value
      },
      { timeout: MAX_HELD_MS, maxWait: 60_000 },
    )
  } catch (thrown) {
    // The lock's own connection may be lost while the work, on others, went well.
    const ended = done as { readonly value: T } | null
    if (ended) return ended.value
    throw thrown
  }
}
