import { ABSENT_READINGS, GRACE_DAYS, REPOST_DAYS, SEPARATORS } from '@/lib/analytics/vacancies'
import type { Day } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { BoardScope } from './coverage'

/** A text without what makes no difference, as `plainKey` has it. */
const plain = (text: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`translate(lower(coalesce(${text}, '') COLLATE "C"), ${SEPARATORS}, '')`

/** The places of a location, as `placesOf` has them. */
const places = (location: Prisma.Sql): Prisma.Sql => Prisma.sql`ARRAY(
  SELECT ${plain(Prisma.sql`split_part(part, ',', 1)`)} FROM regexp_split_to_table(coalesce(${location}, ''), '[;|]') AS part)`

/** Between the names of readers that make a class. */
const AND = '\u001f'

/** A stay as one number: its posting, and the day it began. */
const stayId = (posting: Prisma.Sql, first: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`(${posting} * 100000 + (${first} - date '1970-01-01'))`

/**
 * The vacancies of some companies by the rules of `lib/analytics/vacancies.ts`, as they were known at the end of a day: a
 * query of the columns of the table `vacancies`. What only few postings have (several spells, a namesake, a board that moved)
 * is worked out for those alone; the rest goes straight through. To be run by `withoutLoops`: there are no statistics
 * of what the steps bring, and a loop over two of them would never end.
 *
 * @param companies a condition on `b`, a row of `boards`
 * @param upTo null: all that is known
 */
export function vacancyRows(companies: Prisma.Sql, upTo: Day | null): Prisma.Sql {
  const known = Prisma.sql`${upTo ?? 'infinity'}::date`
  return Prisma.sql`
  WITH RECURSIVE mine AS MATERIALIZED (
    SELECT b.id, b.company_slug, b.active_from, b.active_to, b.successor_id FROM boards b WHERE ${companies}
  ), visit AS MATERIALIZED (
    SELECT r.board_id, r.read_on AS day, r.reader, r.completeness, (r.count IS NOT NULL AND r.completeness IN ('whole', 'partial')
      AND r.doubt IS NULL AND r.postings_kept) AS good
    FROM readings r JOIN mine b ON b.id = r.board_id WHERE r.read_on <= ${known}
  ), last_good AS (
    SELECT board_id, max(day) AS day FROM visit WHERE good GROUP BY board_id
  ), lineage (board_id, at, after, path) AS (
    SELECT id, id, '-infinity'::date, ARRAY[id] FROM mine
    UNION ALL
    SELECT l.board_id, s.id, greatest(l.after, coalesce(a.active_to, g.day, '-infinity'::date)), l.path || s.id
    FROM lineage l JOIN mine a ON a.id = l.at
    JOIN mine s ON s.id = a.successor_id AND s.company_slug = a.company_slug
    LEFT JOIN last_good g ON g.board_id = a.id
    WHERE NOT s.id = ANY(l.path)
  ), evidence AS MATERIALIZED (
    SELECT DISTINCT l.board_id, v.day, CASE WHEN v.completeness = 'partial' THEN v.reader END AS eye
    FROM lineage l JOIN mine b ON b.id = l.at JOIN visit v ON v.board_id = l.at AND v.day > l.after
    WHERE v.good AND (v.completeness = 'whole' OR l.at = l.board_id)
      AND (b.active_from IS NULL OR v.day >= b.active_from) AND (b.active_to IS NULL OR v.day <= b.active_to)
  ), last_visit AS (
    SELECT l.board_id, max(v.day) AS day FROM lineage l JOIN visit v ON v.board_id = l.at AND v.day > l.after GROUP BY l.board_id
  ), watched AS (
    SELECT board_id, reader, day, lag(completeness) OVER w = 'whole' OR lag(completeness) OVER w = completeness AS watched
    FROM visit WHERE good WINDOW w AS (PARTITION BY board_id, reader ORDER BY day)
  ), spell AS MATERIALIZED (
    SELECT s.posting_id, p.board_id, s.reader, s.first_day, least(s.last_day, ${known}) AS last_day
    FROM spells s JOIN postings p ON p.id = s.posting_id JOIN mine b ON b.id = p.board_id
    WHERE s.first_day <= ${known}
  ), life AS MATERIALIZED (
    SELECT posting_id, min(board_id) AS board_id, min(first_day) AS first_day, max(last_day) AS last_day, count(*) AS spells,
      min(reader) AS reader
    FROM spell GROUP BY posting_id
  ), part AS (
    -- For each reader and beginning of a spell the first partial reading from then on.
    SELECT board_id, reader, day, asked, min(CASE WHEN NOT asked THEN day END) OVER (
      PARTITION BY board_id, reader ORDER BY day DESC) AS next
    FROM (
      SELECT board_id, reader, day, false AS asked FROM visit WHERE good AND completeness = 'partial'
      UNION ALL
      SELECT DISTINCT s.board_id, s.reader, s.first_day, true FROM spell s
      JOIN (SELECT DISTINCT board_id, reader FROM visit WHERE good AND completeness = 'partial') v USING (board_id, reader)
    ) days
  ), eyes AS (
    SELECT posting_id, string_agg(reader, ${AND}::text ORDER BY reader) AS class FROM (
      SELECT DISTINCT s.posting_id, s.reader
      FROM part p JOIN spell s ON s.board_id = p.board_id AND s.reader = p.reader AND s.first_day = p.day
      WHERE p.asked AND p.next <= s.last_day
    ) shown GROUP BY posting_id
  ), many AS MATERIALIZED (
    SELECT s.posting_id, s.board_id, coalesce(e.class, '') AS class, s.reader, s.first_day, s.last_day,
      coalesce(w.watched, false) AS watched, max(s.last_day) OVER (
        PARTITION BY s.posting_id ORDER BY s.first_day, s.last_day, s.reader ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
    FROM spell s JOIN life l ON l.posting_id = s.posting_id AND l.spells > 1
    LEFT JOIN eyes e ON e.posting_id = s.posting_id
    LEFT JOIN watched w ON w.board_id = s.board_id AND w.reader = s.reader AND w.day = s.first_day
  ), ended AS MATERIALIZED (
    SELECT DISTINCT board_id, class, last_day FROM (
      SELECT l.board_id, coalesce(e.class, '') AS class, l.last_day FROM life l LEFT JOIN eyes e USING (posting_id)
      UNION ALL
      SELECT board_id, class, before FROM many WHERE before < first_day
    ) ends
  ), class_day AS MATERIALIZED (
    SELECT DISTINCT c.board_id, c.class, e.day
    FROM (SELECT DISTINCT board_id, class FROM ended) c
    JOIN evidence e ON e.board_id = c.board_id AND (e.eye IS NULL OR e.eye = ANY(string_to_array(c.class, ${AND}::text)))
  ), class_days AS MATERIALIZED (
    SELECT board_id, class, array_agg(day ORDER BY day) AS days FROM class_day GROUP BY board_id, class
  ), step AS (
    SELECT board_id, class, day, 1 AS one, NULL::date AS last_day FROM class_day
    UNION ALL
    SELECT board_id, class, last_day, 0, last_day FROM ended
    UNION ALL
    SELECT board_id, class, last_day + ${GRACE_DAYS - 1}::int, 0, last_day FROM ended
  ), passed AS (
    SELECT board_id, class, last_day, (sum(one) OVER (PARTITION BY board_id, class ORDER BY day))::int AS readings FROM step
  ), place AS (
    SELECT board_id, class, last_day, min(readings) + 1 AS absent,
      greatest(min(readings) + ${ABSENT_READINGS}::int, max(readings) + 1) AS known
    FROM passed WHERE last_day IS NOT NULL GROUP BY board_id, class, last_day
  ), closing AS MATERIALIZED (
    SELECT p.board_id, p.class, p.last_day, CASE WHEN d.days[p.known] IS NOT NULL THEN d.days[p.absent] END AS closed_on,
      d.days[p.known] AS known, d.days[cardinality(d.days)] AS last_evidence
    FROM place p LEFT JOIN class_days d ON d.board_id = p.board_id AND d.class = p.class
  ), stays AS MATERIALIZED (
    SELECT l.posting_id, l.board_id, coalesce(e.class, '') AS class, l.first_day, l.last_day, coalesce(w.watched, false) AS exact, 0 AS reposts
    FROM life l LEFT JOIN eyes e USING (posting_id)
    LEFT JOIN watched w ON w.board_id = l.board_id AND w.reader = l.reader AND w.day = l.first_day
    WHERE l.spells = 1
    UNION ALL
    SELECT posting_id, board_id, min(class), min(first_day), max(last_day),
      (array_agg(watched ORDER BY first_day, watched DESC))[1], (count(*) FILTER (WHERE back AND NOT apart))::int
    FROM (
      SELECT m.*, m.known < m.first_day AS back, count(*) FILTER (WHERE m.apart) OVER (
        PARTITION BY m.posting_id ORDER BY m.first_day, m.last_day, m.reader) AS nth
      FROM (
        SELECT m.*, c.known, coalesce(c.known < m.first_day AND m.first_day - m.before > ${REPOST_DAYS}::int, false) AS apart
        FROM many m
        LEFT JOIN closing c ON c.board_id = m.board_id AND c.class = m.class AND c.last_day = m.before AND m.before < m.first_day
      ) m
    ) n GROUP BY posting_id, board_id, nth
  ), stay AS MATERIALIZED (
    SELECT ${stayId(Prisma.sql`s.posting_id`, Prisma.sql`s.first_day`)} AS id, s.posting_id, s.board_id, s.first_day, s.last_day, s.exact, s.reposts,
      c.closed_on, c.known, greatest(s.last_day, c.last_evidence) AS watched_to, coalesce(s.last_day >= v.day, true) AS there,
      hashtextextended(${plain(Prisma.sql`concat_ws(${AND}::text, p.title, coalesce(p.location, ''))`)} || concat_ws(${AND}::text,
        '', p.company_slug, coalesce('h:' || p.description_hash, 't:' || coalesce(p.team, ''))), 0) AS key
    FROM stays s JOIN postings p ON p.id = s.posting_id
    JOIN closing c ON c.board_id = s.board_id AND c.class = s.class AND c.last_day = s.last_day
    LEFT JOIN last_visit v ON v.board_id = s.board_id
  ), event AS (
    SELECT s.key, s.id, s.posting_id, e.day, e.ends
    FROM stay s JOIN (SELECT key FROM stay GROUP BY key HAVING count(*) > 1) k USING (key)
    CROSS JOIN LATERAL (VALUES (s.first_day, false), (s.last_day, true)) AS e(day, ends)
  ), depth AS (
    -- How many stays have ended and not been gone on, below the event: an end and the beginning that goes it on share a depth.
    SELECT key, id, posting_id, day, ends, sum(CASE WHEN ends THEN 1 ELSE -1 END) OVER (
      PARTITION BY key ORDER BY day, ends, posting_id ROWS UNBOUNDED PRECEDING) - CASE WHEN ends THEN 1 ELSE 0 END AS depth
    FROM event
  ), repost AS (
    SELECT before AS id, id AS next FROM (
      SELECT id, day, ends, lag(id) OVER w AS before, lag(day) OVER w AS ended_on, lag(ends) OVER w AS after_end
      FROM depth WINDOW w AS (PARTITION BY key, depth ORDER BY day, ends, posting_id)
    ) e WHERE NOT ends AND after_end AND day - ended_on <= ${REPOST_DAYS}::int
  ), moving AS MATERIALIZED (
    SELECT s.id, s.posting_id, s.board_id, s.first_day, s.last_day, s.known
    FROM stay s JOIN (
      SELECT board_id FROM lineage WHERE board_id <> at UNION SELECT at FROM lineage WHERE board_id <> at
    ) l ON l.board_id = s.board_id
  ), placed AS MATERIALIZED (
    SELECT s.*, ${plain(Prisma.sql`p.title`)} AS title, ${plain(Prisma.sql`p.location`)} AS location, ${places(Prisma.sql`p.location`)} AS places
    FROM moving s JOIN postings p ON p.id = s.posting_id
  ), old AS (
    SELECT s.*, l.at FROM placed s JOIN lineage l ON l.board_id = s.board_id AND l.at <> l.board_id
    WHERE NOT EXISTS (SELECT 1 FROM repost r WHERE r.id = s.id)
  ), young AS (
    SELECT s.* FROM placed s WHERE NOT EXISTS (SELECT 1 FROM repost r WHERE r.next = s.id)
  ), move AS (
    SELECT id, next FROM (
      SELECT a.id, b.id AS next, row_number() OVER (PARTITION BY a.id ORDER BY ${ORDER}) AS best_of_a,
        row_number() OVER (PARTITION BY b.id ORDER BY ${ORDER}) AS best_of_b
      FROM old a JOIN young b ON b.board_id = a.at AND b.title = a.title
      WHERE a.places && b.places AND b.first_day > a.first_day AND b.last_day >= a.last_day
        AND (a.known IS NULL OR b.first_day <= a.known OR b.first_day - a.last_day <= ${REPOST_DAYS}::int)
    ) pair WHERE best_of_a = 1 AND best_of_b = 1
  ), link AS MATERIALIZED (
    SELECT id, next FROM repost UNION ALL SELECT id, next FROM move
  ), chain (id, head, nth) AS (
    SELECT l.id, l.id, 0 FROM link l WHERE NOT EXISTS (SELECT 1 FROM link b WHERE b.next = l.id)
    UNION ALL
    SELECT l.next, c.head, c.nth + 1 FROM chain c JOIN link l ON l.id = c.id
  ), linked AS (
    SELECT s.*, c.head, c.nth, lag(s.board_id) OVER w IS NOT DISTINCT FROM s.board_id AS again,
      row_number() OVER w AS from_first, row_number() OVER (PARTITION BY c.head ORDER BY c.nth DESC) AS from_last,
      row_number() OVER (PARTITION BY c.head, s.posting_id ORDER BY c.nth) = 1 AS first_time
    FROM chain c JOIN stay s USING (id) WINDOW w AS (PARTITION BY c.head ORDER BY c.nth)
  )
  SELECT s.id, p.company_slug, p.role, p.seniority, p.title, s.opened_on, s.opened_known_exactly, s.closed_on, s.closed_known,
    s.last_seen_on, s.open_to, s.postings, s.reposts, s.posting_ids
  FROM (
    SELECT id, posting_id, first_day AS opened_on, exact AS opened_known_exactly, closed_on,
      closed_on IS NOT NULL OR there AS closed_known, last_day AS last_seen_on, coalesce(closed_on - 1, watched_to) AS open_to,
      1 AS postings, reposts, ARRAY[posting_id] AS posting_ids
    FROM stay s WHERE NOT EXISTS (SELECT 1 FROM chain c WHERE c.id = s.id)
    UNION ALL
    SELECT head, min(posting_id) FILTER (WHERE from_last = 1),
      min(first_day) FILTER (WHERE from_first = 1), bool_or(exact) FILTER (WHERE from_first = 1),
      min(closed_on) FILTER (WHERE from_last = 1), bool_or(closed_on IS NOT NULL OR there) FILTER (WHERE from_last = 1),
      min(last_day) FILTER (WHERE from_last = 1), min(coalesce(closed_on - 1, watched_to)) FILTER (WHERE from_last = 1),
      count(DISTINCT posting_id)::int, (sum(reposts) + count(*) FILTER (WHERE again))::int,
      -- A posting that came back after another had carried the vacancy on is named once, where it first stood.
      array_agg(posting_id ORDER BY nth) FILTER (WHERE first_time)
    FROM linked GROUP BY head
  ) s JOIN postings p ON p.id = s.posting_id`
}

/** Of two pairs of an old and a new stay, the better one first. */
const ORDER = Prisma.sql`(a.location = b.location) DESC, b.first_day, a.last_day DESC, a.posting_id, b.posting_id`

/** Derives the vacancies of the companies of some boards again, in the caller's transaction. Twice changes nothing. */
export async function deriveVacancies(tx: Tx, scope: BoardScope): Promise<void> {
  const companies = scope.all
    ? Prisma.sql`TRUE`
    : Prisma.sql`b.company_slug IN (SELECT company_slug FROM boards WHERE id = ANY(${scope.boardIds ?? []}::int[]))`
  await tx.$executeRaw`
    DELETE FROM vacancies v ${
      scope.all
        ? Prisma.empty
        : Prisma.sql`WHERE EXISTS (
      SELECT 1 FROM boards b WHERE b.company_slug = v.company_slug AND ${companies})`
    }`
  await withoutLoops(
    tx,
    () => tx.$executeRaw`
    INSERT INTO vacancies (id, company_slug, role, seniority, title, opened_on, opened_known_exactly, closed_on, closed_known,
      last_seen_on, open_to, postings, reposts, posting_ids)
    ${vacancyRows(companies, null)}`,
  )
}

/** Runs a statement of this transaction with hash joins for all, and the memory that they need. */
export async function withoutLoops<T>(tx: Tx, work: () => PromiseLike<T>): Promise<T> {
  await tx.$executeRaw`
    SELECT set_config('enable_nestloop', 'off', true), set_config('enable_mergejoin', 'off', true), set_config('work_mem', '96MB', true)`
  const result = await work()
  await tx.$executeRaw`
    SELECT set_config('enable_nestloop', 'on', true), set_config('enable_mergejoin', 'on', true),
      set_config('work_mem', (SELECT reset_val FROM pg_settings WHERE name = 'work_mem') || 'kB', true)`
  return result
}
