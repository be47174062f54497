import type { Db } from '@/lib/db/client'

/** Longer than the slowest source takes: a lock that outlives its work blocks nobody but that source. */
const MAX_HELD_MS = 30 * 60_000
// Tells our locks from those of others in the same database.
const CLASS = 1_463_899_717

/**
 * Runs `work` with those of these sources that no other process anywhere works on, while none may. The locks belong to a
 * database connection, so a process that dies gives them up at once and nothing has to time out.
 */
export async function withSourceLocks<T>(
  db: Db,
  sourceIds: readonly string[],
  work: (locked: readonly string[]) => Promise<T>,
): Promise<T> {
  let done: { readonly value: T } | null = null
  try {
    return await db.$transaction(
      async (tx) => {
        const rows = await tx.$queryRaw<{ id: string }[]>`
          WITH wanted AS MATERIALIZED (SELECT id FROM unnest(${[...sourceIds]}::text[]) AS w(id))
          SELECT id FROM wanted WHERE pg_try_advisory_xact_lock(${CLASS}::int, hashtext(id))`
        done = { value: await work(rows.map((r) => r.id)) }
        return done.value
      },
      { timeout: MAX_HELD_MS, maxWait: 60_000 },
    )
  } catch (thrown) {
    // The locks' own connection may be lost while the work, on others, went well.
    const ended = done as { readonly value: T } | null
    if (ended) return ended.value
    throw thrown
  }
}

/** The same for one source; null when another process works on it. */
export async function withSourceLock<T>(db: Db, sourceId: string, work: () => Promise<T>): Promise<T | null> {
  return await withSourceLocks(db, [sourceId], async (locked) => (locked.length > 0 ? await work() : null))
}
