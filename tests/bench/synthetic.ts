import type { Db } from '@/lib/db/client'

/** Sizes of a made-up labour market. It is for benchmarks and tests alone, in a database of its own. */
export interface Size {
  boards: number
  postings: number
  days: number
  firstDay: string
}

/**
 * Fills a migrated, empty database: companies with one board each, read whole every day, and postings of ten roles that
 * stand for 5 to 90 days. The same seed gives the same rows. Roll-ups are left to the caller.
 */
export async function fillSynthetic(db: Db, size: Size, seed = 0.42): Promise<void> {
  const { boards, postings, days, firstDay } = size
  await db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT setseed(${seed})`
      await tx.$executeRaw`
        INSERT INTO companies (slug, name, segment, origin)
        SELECT 'synthetic-' || i, 'Synthetic ' || i, 'other', 'synthetic' FROM generate_series(1, ${boards}::int) AS i`
      await tx.$executeRaw`
        INSERT INTO boards (company_slug, kind, token, origin)
        SELECT 'synthetic-' || i, 'greenhouse', 'synthetic-' || i, 'synthetic' FROM generate_series(1, ${boards}::int) AS i`
      await tx.$executeRaw`
        INSERT INTO postings (board_id, company_slug, external_id, title, first_seen, last_seen, role, role_confidence, seniority, rules_version, reader, origin)
        SELECT b.id, b.company_slug, n::text, 'Synthetic role ' || n, d, least(d + span, ${firstDay}::date + ${days - 1}::int),
               (ARRAY['gpu-orchestration','ml-platform','ml-engineering','data-center-ops','sre','ai-security','cloud-platform','networking','hardware-systems','other'])[1 + floor(random() * 10)::int],
               0.9, 'senior', 'synthetic', 'self', 'synthetic'
        FROM (SELECT n, 1 + n % ${boards}::int AS nth, ${firstDay}::date + floor(random() * ${days}::int)::int AS d, 5 + floor(random() * 85)::int AS span
              FROM generate_series(1, ${postings}::int) AS n) AS made
        JOIN (SELECT id, company_slug, row_number() OVER (ORDER BY id) AS nth FROM boards) AS b USING (nth)`
      await tx.$executeRaw`
        INSERT INTO spells (posting_id, reader, first_day, last_day, origin)
        SELECT id, 'self', first_seen, last_seen, 'synthetic' FROM postings`
      await tx.$executeRaw`
        INSERT INTO readings (board_id, read_on, reader, completeness, count, best, postings_kept, origin)
        SELECT b.id, d::date, 'self', 'whole', 0, true, true, 'synthetic'
        FROM boards b, generate_series(${firstDay}::date, ${firstDay}::date + ${days - 1}::int, interval '1 day') AS d`
      await tx.$executeRaw`
        UPDATE readings r SET count = c.n FROM (
          SELECT p.board_id, d::date AS day, count(*)::int AS n
          FROM spells s JOIN postings p ON p.id = s.posting_id, generate_series(s.first_day, s.last_day, interval '1 day') AS d
          GROUP BY 1, 2) c
        WHERE c.board_id = r.board_id AND c.day = r.read_on`
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
  await db.$executeRaw`ANALYZE`
}
