import type { Day } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'

/** Below this a board is too small for halving to mean anything. */
const SMALL_BOARD = 6
/** Readings whose counts differ by no more than this share agree. */
const AGREE = 0.25
/** Readings in a row at one round count after which it looks like a cap. */
const AT_CAP = 3

type Earlier = { readonly count: number; readonly doubt: string | null }

const CAP = 'The count stands at exactly'
const LEFT = 'The count has just left what looked like a cap'

/** Where systems and readers like to stop: 100, 200, 250, 500, 1,000. */
export const isRoundCap = (count: number): boolean => count >= 100 && (count % 100 === 0 || count % 250 === 0)

const agrees = (a: number, b: number): boolean => Math.abs(a - b) <= AGREE * Math.max(a, b)

/**
 * Why a reading of a board may not be believed yet; null where it may. `earlier`: the readings before it with a count, the
 * newest first; `before`: the last count that was believed, null where there is none.
 *
 * A fall by more than half is doubted until two further readings agree with it. A count that stands at one round number
 * for three readings looks like a cap; when it leaves it, the new level is believed once a second reading agrees.
 */
export function doubtOf(count: number | null, before: number | null, earlier: readonly Earlier[]): string | null {
  if (count === null) return null
  const [last, second] = earlier
  const same = earlier.findIndex((r) => r.count !== count)
  const run = 1 + (same < 0 ? earlier.length : same)
  if (isRoundCap(count) && run >= AT_CAP)
    return `${CAP} ${count} for ${run} readings in a row: it looks like a cap and not like the board.`
  const isFall = before !== null && before >= SMALL_BOARD && count * 2 < before
  const isConfirmed = [last, second].every((r) => r && r.doubt !== null && agrees(r.count, count))
  if (isFall)
    return isConfirmed ? null : `The count fell from ${before} to ${count} at once; two further readings must agree.`
  if (last?.doubt?.startsWith(CAP)) return `${LEFT} (${last.count}); a further reading must agree.`
  if (last?.doubt?.startsWith(LEFT) && !agrees(last.count, count)) return `${LEFT}; a further reading must agree.`
  return null
}

/** The doubt about a reading of today, from the readings that this installation made before. */
export async function doubtOfReading(
  tx: Tx,
  boardId: number,
  day: Day,
  count: number | null,
  before: number | null,
): Promise<string | null> {
  const earlier = await tx.$queryRaw<Earlier[]>`
    SELECT count, doubt FROM readings
    WHERE board_id = ${boardId} AND reader = 'self' AND read_on < ${day}::date AND count IS NOT NULL
    ORDER BY read_on DESC LIMIT 60`
  return doubtOf(count, before, earlier)
}

/** The readings since a count came to stand where it looks like a cap are doubted with the one that showed it. */
export async function doubtSinceCap(tx: Tx, boardId: number, day: Day, count: number, doubt: string): Promise<void> {
  if (!doubt.startsWith(CAP)) return
  await tx.$executeRaw`
    UPDATE readings SET doubt = ${doubt}
    WHERE board_id = ${boardId} AND reader = 'self' AND read_on < ${day}::date AND count = ${count} AND doubt IS NULL
      AND read_on > coalesce((SELECT max(o.read_on) FROM readings o WHERE o.board_id = ${boardId} AND o.reader = 'self'
        AND o.read_on < ${day}::date AND o.count <> ${count}), '-infinity'::date)`
}
