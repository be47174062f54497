import type { Tx } from '@/lib/db/client'
import { classifyTitle } from '@/lib/signals/classify'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { ParsedPanelPosting, ParsedReading } from '@/lib/sources/source'
import { companyFor } from './companyFor'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'
import { boardRow } from './writeBoards'

export type PanelWrite = {
  readonly counts: Counts
  readonly boardIds: readonly number[]
  readonly companies: readonly string[]
}

/** Readings of other readers. One for the same board, day and reader replaces what an earlier import said; the best of a day is found anew. */
export async function writeReadings(tx: Tx, readings: readonly ParsedReading[], origin: string): Promise<PanelWrite> {
  if (readings.length === 0) return { counts: noCounts(), boardIds: [], companies: [] }
  const boards = await boardsOf(
    tx,
    readings.map((r) => ({ companySlug: r.companySlug, kind: r.boardKind, token: r.boardToken })),
  )
  const keyed = new Map(
    readings.map((r) => [`${boardKey(r.companySlug, r.boardKind, r.boardToken)}\u001f${r.readOn}\u001f${r.reader}`, r]),
  )
  const rows = jsonRows(
    [...keyed.values()].map((r) => ({
      ...r,
      best: r.best ?? false,
      boardId: boards.get(boardKey(r.companySlug, r.boardKind, r.boardToken))?.id,
    })),
  )
  const changed = await tx.$executeRaw`
    UPDATE readings r SET read_at = coalesce(n."readAt", r.read_at), completeness = n.completeness, count = n.count, note = coalesce(n.note, r.note), origin = ${origin}, dataset_version = NULL,
      postings_kept = r.postings_kept AND r.count IS NOT DISTINCT FROM n.count
    FROM jsonb_to_recordset(${rows}::jsonb) AS n("boardId" int, "readOn" date, "readAt" timestamptz, reader text, completeness text, count int, note text)
    WHERE r.board_id = n."boardId" AND r.read_on = n."readOn" AND r.reader = n.reader AND (r.completeness, r.count) IS DISTINCT FROM (n.completeness, n.count)`
  const added = await tx.$executeRaw`
    INSERT INTO readings (board_id, read_on, read_at, reader, completeness, count, best, source, commit, note, origin)
    SELECT "boardId", "readOn", "readAt", reader, completeness, count, best, source, commit, note, ${origin}
    FROM jsonb_to_recordset(${rows}::jsonb) AS n("boardId" int, "readOn" date, "readAt" timestamptz, reader text, completeness text, count int,
      best boolean, source text, commit text, note text)
    ON CONFLICT (board_id, read_on, reader) DO NOTHING`
  if (added + changed > 0) await keepPostings(tx, ids(boards))
  return { counts: countsOf(readings.length, added, changed), boardIds: ids(boards), companies: slugs(boards) }
}

/**
 * Postings of other readers with their spells. Where a posting stood on every reading of its reader between its first and
 * last day, the spell is one run; otherwise only those two days are proven, and nothing between them is claimed.
 */
export async function writePanelPostings(
  tx: Tx,
  postings: readonly ParsedPanelPosting[],
  origin: string,
): Promise<PanelWrite> {
  if (postings.length === 0) return { counts: noCounts(), boardIds: [], companies: [] }
  const boards = await boardsOf(
    tx,
    postings.map((p) => ({ companySlug: p.companySlug, kind: p.boardKind, token: p.boardToken })),
  )
  const keyed = new Map(
    postings.map((p) => [`${boardKey(p.companySlug, p.boardKind, p.boardToken)}\u001f${p.externalId}`, p]),
  )
  const rows = jsonRows(
    [...keyed.values()].map((p) => {
      const board = boards.get(boardKey(p.companySlug, p.boardKind, p.boardToken))
      const job = classifyTitle(p.title)
      return {
        ...p,
        ...p.pay,
        boardId: board?.id,
        companySlug: board?.companySlug,
        role: job.category,
        confidence: job.confidence,
        seniority: job.seniority,
        textRead: p.skills !== null,
        skills: p.skills ?? [],
      }
    }),
  )
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS panel_postings ("boardId" int, "companySlug" text, "externalId" text, title text, team text, location text,
      workplace text, "employmentType" text, "publishedOn" date, "firstSeen" date, "lastSeen" date, url text, "minMinor" bigint, "maxMinor" bigint,
      currency text, period text, skills jsonb, "textRead" boolean, role text, confidence float8, seniority text, readings int, readers jsonb) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE panel_postings`
  await tx.$executeRaw`INSERT INTO panel_postings SELECT * FROM jsonb_populate_recordset(NULL::panel_postings, ${rows}::jsonb)`
  const changed = await tx.$executeRaw`
    UPDATE postings p SET title = n.title, team = coalesce(n.team, p.team), location = coalesce(n.location, p.location), role = n.role,
      role_confidence = n.confidence, seniority = n.seniority, rules_version = ${RULES_VERSION}, first_seen = least(p.first_seen, n."firstSeen"),
      last_seen = greatest(p.last_seen, n."lastSeen"), origin = ${origin}, dataset_version = NULL
    FROM panel_postings n WHERE p.board_id = n."boardId" AND p.external_id = n."externalId"
      AND ((p.title, coalesce(n.team, p.team), coalesce(n.location, p.location)) IS DISTINCT FROM (n.title, p.team, p.location)
        OR n."firstSeen" < p.first_seen OR n."lastSeen" > p.last_seen)`
  const added = await tx.$executeRaw`
    INSERT INTO postings (board_id, company_slug, external_id, title, team, location, workplace, employment_type, published_on, first_seen, last_seen,
      url, pay_min_minor, pay_max_minor, pay_currency, pay_period, skills, text_read, role, role_confidence, seniority, rules_version, reader, origin)
    SELECT "boardId", "companySlug", "externalId", title, team, location, workplace, "employmentType", "publishedOn", "firstSeen", "lastSeen", url,
      "minMinor", "maxMinor", currency, period, ARRAY(SELECT jsonb_array_elements_text(skills)), "textRead", role, confidence, seniority,
      ${RULES_VERSION}, readers ->> 0, ${origin}
    FROM panel_postings ON CONFLICT (board_id, external_id) DO NOTHING`
  await tx.$executeRaw`
    INSERT INTO spells (posting_id, reader, first_day, last_day, origin)
    SELECT p.id, r.reader, d.first_day, d.last_day, ${origin}
    FROM panel_postings n
    JOIN postings p ON p.board_id = n."boardId" AND p.external_id = n."externalId"
    CROSS JOIN LATERAL jsonb_array_elements_text(n.readers) AS r(reader)
    CROSS JOIN LATERAL (
      SELECT count(*) AS days FROM readings x
      WHERE x.board_id = n."boardId" AND x.reader = r.reader AND x.read_on BETWEEN n."firstSeen" AND n."lastSeen" AND x.count IS NOT NULL
    ) stood
    CROSS JOIN LATERAL (
      SELECT n."firstSeen" AS first_day, n."lastSeen" AS last_day WHERE jsonb_array_length(n.readers) = 1 AND n.readings >= stood.days
      UNION SELECT n."firstSeen", n."firstSeen" WHERE NOT (jsonb_array_length(n.readers) = 1 AND coalesce(n.readings, 0) >= stood.days)
      UNION SELECT n."lastSeen", n."lastSeen" WHERE NOT (jsonb_array_length(n.readers) = 1 AND coalesce(n.readings, 0) >= stood.days)
    ) d
    WHERE NOT EXISTS (SELECT 1 FROM spells s WHERE s.posting_id = p.id AND s.reader = r.reader AND s.first_day <= d.last_day AND s.last_day >= d.first_day)
    ON CONFLICT DO NOTHING`
  await keepPostings(tx, ids(boards))
  return { counts: countsOf(postings.length, added, changed), boardIds: ids(boards), companies: slugs(boards) }
}

/** A reading keeps its postings where the spells of its reader give exactly its count; otherwise it is a count alone. */
async function keepPostings(tx: Tx, boardIds: readonly number[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE readings r SET postings_kept = proven.kept
    FROM (
      SELECT r.id, count(s.posting_id) = r.count AND r.count > 0 AS kept
      FROM readings r
      LEFT JOIN (SELECT p.board_id, s.* FROM spells s JOIN postings p ON p.id = s.posting_id WHERE p.board_id = ANY(${[...boardIds]}::int[])) s
        ON s.board_id = r.board_id AND s.reader = r.reader AND r.read_on BETWEEN s.first_day AND s.last_day
      WHERE r.board_id = ANY(${[...boardIds]}::int[]) AND r.reader <> 'self' AND r.origin <> 'reference' AND r.count IS NOT NULL
      GROUP BY r.id
    ) proven
    WHERE proven.id = r.id AND r.postings_kept <> proven.kept`
}

type Board = { id: number; companySlug: string }

const boardKey = (slug: string, kind: string, token: string | null): string =>
  `${slug}\u001f${kind}\u001f${token ?? ''}`
const ids = (boards: ReadonlyMap<string, Board>): number[] => [...new Set([...boards.values()].map((b) => b.id))]
const slugs = (boards: ReadonlyMap<string, Board>): string[] => [
  ...new Set([...boards.values()].map((b) => b.companySlug)),
]

/** The boards that rows name. Without a token it is the company's board of that kind, or one called as the company is. */
async function boardsOf(
  tx: Tx,
  wanted: readonly { companySlug: string; kind: string; token: string | null }[],
): Promise<Map<string, Board>> {
  const found = new Map<string, Board>()
  for (const w of wanted) {
    const key = boardKey(w.companySlug, w.kind, w.token)
    if (found.has(key)) continue
    const companySlug = await companyFor(tx, { name: w.companySlug, slug: w.companySlug, cik: null })
    const own = w.token
      ? null
      : await tx.board.findFirst({
          where: { companySlug, kind: w.kind },
          orderBy: [{ activeTo: 'desc' }, { id: 'desc' }],
          select: { id: true, companySlug: true },
        })
    found.set(
      key,
      own ?? (await boardRow(tx, { kind: w.kind, token: w.token ?? w.companySlug, companySlug, companyName: null })),
    )
  }
  return found
}
