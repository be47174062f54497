import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'

/** Which boards to derive again: some, or all of them. */
export interface BoardScope {
  boardIds?: number[]
  all?: boolean
}

/** The scope as a condition on a column of board ids. */
export function inScope(scope: BoardScope, column: Prisma.Sql): Prisma.Sql {
  return scope.all ? Prisma.sql`TRUE` : Prisma.sql`${column} = ANY(${scope.boardIds ?? []}::int[])`
}

/** How good a reading is for counting: a doubted one comes after every good one, whatever it claims of itself. */
const RANK = Prisma.sql`CASE
  WHEN r.count IS NULL OR r.completeness = 'unknown' THEN 4
  WHEN r.completeness = 'capped' THEN 3
  WHEN r.doubt IS NOT NULL THEN 2
  WHEN r.completeness = 'partial' THEN 1
  ELSE 0 END`

/**
 * Derives coverage from readings, in the caller's transaction: one row for each board and UTC day that was read.
 *
 * The state is that of the day's best reading: whole or partial is `good`, capped or doubted `suspect`, unknown or without a
 * count `none` (count null: nothing was observed). The best reading is the one marked `best` among the most complete ones; where
 * none is marked, the latest.
 *
 * `role_*` come from a good reading whose postings were kept. Where several readers kept theirs on one day, it is the one with
 * the most such days on this board up to that day: a line of openings by role must not step because a second reader, with
 * another eye, looked in for three days. Only days up to the day decide, so a past day reads the same whatever came later.
 *
 * A change of reader, of completeness or of board against the covered day before is a break, said in words.
 */
export async function deriveCoverage(tx: Tx, scope: BoardScope): Promise<void> {
  const scoped = inScope(scope, Prisma.sql`r.board_id`)
  await tx.$executeRaw`
    WITH ranked AS (
      SELECT r.id, row_number() OVER (
        PARTITION BY r.board_id, r.read_on
        ORDER BY ${RANK}, r.best DESC, r.read_at DESC NULLS LAST, (r.reader = 'self') DESC, r.reader
      ) = 1 AS is_best
      FROM readings r WHERE ${scoped}
    )
    UPDATE readings r SET best = ranked.is_best
    FROM ranked WHERE ranked.id = r.id AND r.best IS DISTINCT FROM ranked.is_best`
  await tx.$executeRaw`DELETE FROM coverage r WHERE ${scoped}`
  await tx.$executeRaw`
    WITH best AS (
      SELECT r.board_id, r.read_on AS day, r.reader, r.completeness, r.postings_kept,
        CASE ${RANK} WHEN 4 THEN 'none' WHEN 3 THEN 'suspect' WHEN 2 THEN 'suspect' ELSE 'good' END AS state,
        CASE WHEN ${RANK} < 4 THEN r.count END AS count
      FROM readings r WHERE ${scoped} AND r.best
    ), good AS (
      SELECT board_id, day,
        lag(reader) OVER w AS reader_before, lag(completeness) OVER w AS completeness_before,
        reader, completeness
      FROM best WHERE state = 'good' WINDOW w AS (PARTITION BY board_id ORDER BY day)
    ), kept AS (
      SELECT r.board_id, r.read_on AS day, r.reader, r.completeness, ${RANK} AS rank,
        count(*) FILTER (WHERE ${RANK} < 2) OVER (PARTITION BY r.board_id, r.reader ORDER BY r.read_on) AS days_so_far
      FROM readings r WHERE ${scoped} AND r.postings_kept AND ${RANK} < 4
    ), role AS (
      SELECT DISTINCT ON (board_id, day) board_id, day, reader, completeness,
        CASE WHEN rank < 2 THEN 'good' ELSE 'suspect' END AS state
      FROM kept
      ORDER BY board_id, day, (rank >= 2), days_so_far DESC, rank, reader
    ), role_good AS (
      SELECT board_id, day,
        lag(reader) OVER w AS reader_before, lag(completeness) OVER w AS completeness_before,
        reader, completeness
      FROM role WHERE state = 'good' WINDOW w AS (PARTITION BY board_id ORDER BY day)
    ), moved AS (
      SELECT successor_id AS board_id, string_agg(kind || ' ' || token, ', ' ORDER BY id) AS from_board
      FROM boards WHERE successor_id IS NOT NULL GROUP BY successor_id
    )
    INSERT INTO coverage (board_id, day, state, count, basis, reader, completeness, break_before,
      role_state, role_reader, role_completeness, role_break_before)
    SELECT best.board_id, best.day, best.state, best.count,
      CASE WHEN best.state = 'none' THEN NULL WHEN best.postings_kept THEN 'postings' ELSE 'count' END,
      best.reader, best.completeness,
      ${breakWords(Prisma.sql`good`)},
      coalesce(role.state, 'none'), role.reader, role.completeness,
      ${breakWords(Prisma.sql`role_good`)}
    FROM best
    LEFT JOIN good USING (board_id, day)
    LEFT JOIN role USING (board_id, day)
    LEFT JOIN role_good USING (board_id, day)
    LEFT JOIN moved USING (board_id)`
}

/** Why growth may not cross from the covered day before; null where it may. */
function breakWords(t: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN ${t}.day IS NULL THEN NULL
    WHEN ${t}.reader_before IS NULL AND moved.from_board IS NOT NULL THEN 'the board moved here from ' || moved.from_board
    WHEN ${t}.reader_before IS NULL THEN NULL
    WHEN ${t}.reader_before <> ${t}.reader AND ${t}.completeness_before <> ${t}.completeness THEN
      'the reader changed from ' || ${t}.reader_before || ' (' || ${t}.completeness_before || ') to ' ||
      ${t}.reader || ' (' || ${t}.completeness || ')'
    WHEN ${t}.reader_before <> ${t}.reader THEN
      'the reader changed from ' || ${t}.reader_before || ' to ' || ${t}.reader
    WHEN ${t}.completeness_before <> ${t}.completeness THEN
      'the reading changed from ' || ${t}.completeness_before || ' to ' || ${t}.completeness
    END`
}
