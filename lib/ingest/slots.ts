import type { Db } from '@/lib/db/client'

/**
 * Takes the next free moment of a publisher that allows `perSecond` requests to all of our processes together, and answers
 * how long to wait for it, in ms. Every process takes from one row by the database's clock, so two never get one moment.
 */
export async function takeSlot(db: Db, publisher: string, perSecond: number): Promise<number> {
  const gapMs = 1_000 / perSecond
  const [row] = await db.$queryRaw<{ wait: number }[]>`
    INSERT INTO request_slots AS s (publisher, next_at)
    VALUES (${publisher}, clock_timestamp() + ${gapMs}::float8 * interval '1 millisecond')
    ON CONFLICT (publisher) DO UPDATE
      SET next_at = greatest(s.next_at, clock_timestamp()) + ${gapMs}::float8 * interval '1 millisecond'
    RETURNING extract(epoch FROM next_at - clock_timestamp())::float8 * 1000 - ${gapMs}::float8 AS wait`
  return Math.max(0, row?.wait ?? 0)
}
