import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { type BoardScope, inScope } from './coverage'

/** Days to count, and whether nothing tells what is new on them: a reader's first day on a board, and the first after a break. */
const countedDays = (scope: BoardScope) => Prisma.sql`
  SELECT board_id, day, role_reader AS reader,
    role_break_before IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM coverage e
      WHERE e.board_id = coverage.board_id AND e.day < coverage.day AND e.role_state = 'good'
    ) AS starts
  FROM coverage WHERE role_state <> 'none' AND ${inScope(scope, Prisma.sql`board_id`)}`

/** The plain recount: every posting of every day, one by one. What `checkRollups` holds the fast way against. */
const recountDays = (scope: BoardScope) => Prisma.sql`
  SELECT c.board_id, c.day, p.role, count(*)::int AS openings,
    (count(*) FILTER (WHERE c.day = p.first_day AND NOT c.starts))::int AS listed
  FROM (${countedDays(scope)}) c
  JOIN (
    SELECT p.board_id, p.role, s.reader, s.first_day AS spell_first, s.last_day AS spell_last,
      min(s.first_day) OVER (PARTITION BY s.posting_id, s.reader) AS first_day
    FROM postings p JOIN spells s ON s.posting_id = p.id
    WHERE ${inScope(scope, Prisma.sql`p.board_id`)}
  ) p ON p.board_id = c.board_id AND p.reader = c.reader AND c.day BETWEEN p.spell_first AND p.spell_last
  GROUP BY c.board_id, c.day, p.role`

/**
 * The same by running sums: one more on a spell's first day, one less after its last. Its cost follows spells, not their days. All
 * steps of a day are brought together by grouping and not by joins, which a planner without statistics would loop over.
 */
const countDays = (scope: BoardScope) => Prisma.sql`
  WITH days AS MATERIALIZED (${countedDays(scope)}), spell AS MATERIALIZED (
    SELECT p.board_id, s.reader, p.role, s.first_day, s.last_day, s.posting_id
    FROM postings p JOIN spells s ON s.posting_id = p.id WHERE ${inScope(scope, Prisma.sql`p.board_id`)}
  ), step AS (
    SELECT board_id, reader, role, first_day AS day, 1 AS step, 0 AS listed, false AS asked, false AS starts FROM spell
    UNION ALL
    SELECT board_id, reader, role, last_day + 1, -1, 0, false, false FROM spell
    UNION ALL
    SELECT board_id, reader, role, min(first_day), 0, 1, false, false FROM spell
    GROUP BY board_id, reader, role, posting_id
    UNION ALL
    SELECT d.board_id, d.reader, r.role, d.day, 0, 0, true, d.starts
    FROM days d JOIN (SELECT DISTINCT board_id, reader, role FROM spell) r USING (board_id, reader)
  ), daily AS (
    SELECT board_id, reader, role, day, sum(step) AS step, sum(listed)::int AS listed, bool_or(asked) AS asked,
      bool_or(starts) AS starts
    FROM step GROUP BY 1, 2, 3, 4
  ), running AS (
    SELECT board_id, role, day, asked, starts, listed,
      (sum(step) OVER (PARTITION BY board_id, reader, role ORDER BY day))::int AS openings
    FROM daily
  )
  SELECT board_id, day, role, openings, CASE WHEN starts THEN 0 ELSE listed END AS listed
  FROM running WHERE asked AND openings > 0`

/**
 * Days on which all active boards of a company were read well by posting. A board is expected from its `active_from`, or else
 * its first reading that brought a count, to its `active_to`.
 */
export const coveredCompanyDays = (companies: Prisma.Sql) => Prisma.sql`
  SELECT a.company_slug, d.day
  FROM (
    SELECT b.id, b.company_slug, b.active_to,
      greatest(b.active_from, (SELECT min(r.day) FROM coverage r WHERE r.board_id = b.id AND r.state <> 'none')) AS since
    FROM boards b WHERE ${companies}
  ) a
  JOIN (
    SELECT DISTINCT b.company_slug, c.day FROM coverage c JOIN boards b ON b.id = c.board_id
    WHERE c.role_state = 'good' AND ${companies}
  ) d ON d.company_slug = a.company_slug AND d.day >= a.since AND (a.active_to IS NULL OR d.day <= a.active_to)
  LEFT JOIN coverage c ON c.board_id = a.id AND c.day = d.day AND c.role_state = 'good'
  GROUP BY a.company_slug, d.day
  HAVING count(*) = count(c.day)`

/** A covered week has a row of `other` even when nothing was open: that is a measured zero. */
const recountWeeks = (companies: Prisma.Sql) => Prisma.sql`
  WITH covered AS MATERIALIZED (${coveredCompanyDays(companies)}), week AS (
    SELECT company_slug, date_trunc('week', day)::date AS week, count(*)::int AS covered_days FROM covered GROUP BY 1, 2
  ), sums AS (
    SELECT b.company_slug, date_trunc('week', o.day)::date AS week, o.role,
      sum(o.openings)::bigint AS openings_sum, sum(o.listed)::int AS listed
    FROM openings_day o JOIN boards b ON b.id = o.board_id
    JOIN covered d ON d.company_slug = b.company_slug AND d.day = o.day
    WHERE ${companies} AND (b.active_from IS NULL OR o.day >= b.active_from) AND (b.active_to IS NULL OR o.day <= b.active_to)
    GROUP BY 1, 2, 3
  )
  SELECT company_slug, week, role, sum(openings_sum)::bigint AS openings_sum,
    (max(sum(covered_days)) OVER (PARTITION BY company_slug, week))::int AS covered_days, sum(listed)::int AS listed
  FROM (
    SELECT company_slug, week, role, openings_sum, 0 AS covered_days, listed FROM sums
    UNION ALL
    SELECT company_slug, week, 'other', 0, covered_days, 0 FROM week
  ) rows
  GROUP BY company_slug, week, role`

const recountSignals = Prisma.sql`
  SELECT occurred_on AS day, type, coalesce(company_slug, '') AS company_slug, count(*)::int AS signals
  FROM signals GROUP BY 1, 2, 3`

/**
 * Two transactions that recount at once would each count without the other's rows and then meet on one key. They take turns,
 * until their commit; a statement after the lock sees what the one before has committed.
 */
async function takeTurns(tx: Tx): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext('hiring-wave roll-ups'))`
}

/** Counts the openings of some boards again, in the caller's transaction; coverage must be up to date. */
export async function refreshOpenings(tx: Tx, scope: BoardScope): Promise<void> {
  await takeTurns(tx)
  await tx.$executeRaw`DELETE FROM openings_day WHERE ${inScope(scope, Prisma.sql`board_id`)}`
  await tx.$executeRaw`
    INSERT INTO openings_day (board_id, day, role, openings, listed)
    ${countDays(scope)}`
  const companies = scope.all
    ? Prisma.sql`TRUE`
    : Prisma.sql`b.company_slug IN (SELECT company_slug FROM boards WHERE id = ANY(${scope.boardIds ?? []}::int[]))`
  await tx.$executeRaw`
    DELETE FROM openings_week w USING boards b WHERE b.company_slug = w.company_slug AND ${companies}`
  await tx.$executeRaw`
    INSERT INTO openings_week (company_slug, week, role, openings_sum, covered_days, listed)
    ${recountWeeks(companies)}`
}

/** Counts signals by day, type and company again, in the caller's transaction. */
export async function refreshSignalCounts(tx: Tx): Promise<void> {
  await takeTurns(tx)
  await tx.$executeRaw`DELETE FROM signals_day`
  await tx.$executeRaw`INSERT INTO signals_day (day, type, company_slug, signals) ${recountSignals}`
}

export interface RollupCheck {
  table: string
  rows: number
  /** Rows that a recount has and the roll-up has not. */
  missing: number
  /** Rows that the roll-up has and a recount has not. */
  extra: number
}

/** Compares every roll-up with a recount of the facts; equal when `missing` and `extra` are 0. Writes nothing. */
export async function checkRollups(db: Tx): Promise<RollupCheck[]> {
  const compare = async (table: string, stored: Prisma.Sql, recount: Prisma.Sql): Promise<RollupCheck> => {
    const [row] = await db.$queryRaw<{ rows: number; missing: number; extra: number }[]>`
      WITH stored AS (${stored}), recount AS (${recount})
      SELECT (SELECT count(*) FROM stored)::int AS rows,
        (SELECT count(*) FROM (SELECT * FROM recount EXCEPT SELECT * FROM stored) m)::int AS missing,
        (SELECT count(*) FROM (SELECT * FROM stored EXCEPT SELECT * FROM recount) e)::int AS extra`
    return { table, rows: row?.rows ?? 0, missing: row?.missing ?? 0, extra: row?.extra ?? 0 }
  }
  return [
    await compare(
      'openings_day',
      Prisma.sql`SELECT board_id, day, role, openings, listed FROM openings_day`,
      recountDays({ all: true }),
    ),
    await compare(
      'openings_week',
      Prisma.sql`SELECT company_slug, week, role, openings_sum, covered_days, listed FROM openings_week`,
      recountWeeks(Prisma.sql`TRUE`),
    ),
    await compare('signals_day', Prisma.sql`SELECT day, type, company_slug, signals FROM signals_day`, recountSignals),
  ]
}
