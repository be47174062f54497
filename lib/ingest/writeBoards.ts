import { createHash } from 'node:crypto'
import { type Day, dayOf } from '@/lib/dates'
import type { Db, Tx } from '@/lib/db/client'
import { classifyTitle } from '@/lib/signals/classify'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import type { Completeness, ParsedBoard, ParsedPosting } from '@/lib/sources/source'
import { companyFor } from './companyFor'
import { doubtOfReading, doubtSinceCap } from './doubt'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'

/** The reader that this installation is. */
export const SELF = 'self'

const RANK: Record<Completeness, number> = { whole: 3, partial: 2, capped: 1, unknown: 0 }

export type BoardWrite = {
  readonly boardId: number
  readonly companySlug: string
  readonly counts: Counts
  readonly note: string | null
}

export type BoardOwner = {
  readonly kind: string
  readonly token: string
  readonly companySlug: string | null
  readonly companyName: string | null
}

/**
 * The board of a token; null when there is none yet. Tokens are compared without case, as the systems do, and Workday's
 * without the number of the data centre (`acme.wd5/Careers` is `acme/Careers`), which other readers leave out.
 */
export async function findBoard(
  db: Db | Tx,
  kind: string,
  token: string,
): Promise<{ id: number; companySlug: string } | null> {
  const [known] = await db.$queryRaw<{ id: number; companySlug: string }[]>`
    SELECT id, company_slug AS "companySlug" FROM boards
    WHERE kind = ${kind} AND regexp_replace(lower(token), '[.]wd[0-9]+/', '/') = regexp_replace(lower(${token}), '[.]wd[0-9]+/', '/')
    ORDER BY (token = ${token}) DESC LIMIT 1`
  return known ?? null
}

/** The board's row, made with its company where it is new. */
export async function boardRow(tx: Tx, owner: BoardOwner): Promise<{ id: number; companySlug: string }> {
  const known = await findBoard(tx, owner.kind, owner.token)
  if (known) return known
  const companySlug =
    owner.companySlug ??
    (await companyFor(tx, {
      name: owner.companyName ?? owner.token,
      slug: owner.companyName ? null : owner.token,
      cik: null,
    }))
  const board = await tx.board.create({
    data: { kind: owner.kind, token: owner.token, companySlug, origin: 'ingest' },
    select: { id: true },
  })
  return { id: board.id, companySlug }
}

/**
 * Writes one visit to a board: its reading, its postings and their spells. A board that was full and answers with nothing
 * is not read as empty: that reading has no count. One that halves at once, or stops at a round cap, is kept with a doubt until
 * further readings agree. Of two visits on a day the better stands, of equals the later.
 */
export async function writeBoard(tx: Tx, parsed: ParsedBoard, owner: BoardOwner, now: Date): Promise<BoardWrite> {
  const { id: boardId, companySlug } = await boardRow(tx, owner)
  const day = dayOf(now)
  const before = await lastGoodCount(tx, boardId, day)
  if (parsed.count === 0 && before !== null && before > 0) {
    const note = `The board answered with no postings after ${before}: not counted as zero.`
    await writeUnknown(tx, boardId, now, note)
    return { boardId, companySlug, counts: noCounts(), note }
  }
  const doubt = await doubtOfReading(tx, boardId, day, parsed.count, before)
  if (doubt !== null && parsed.count !== null) await doubtSinceCap(tx, boardId, day, parsed.count, doubt)
  const isBest = await writeReading(tx, boardId, now, parsed, doubt)
  if (!isBest)
    return {
      boardId,
      companySlug,
      counts: countsOf(parsed.postings.length, 0, 0),
      note: 'An earlier visit of the day was better and stands.',
    }
  const counts = await writePostings(tx, boardId, companySlug, parsed, day)
  // What is not known to be a board's list proves nobody's absence either: its postings are kept without spells.
  if (parsed.count === null) return { boardId, companySlug, counts, note: doubt }
  await writeSpells(
    tx,
    boardId,
    day,
    parsed.postings.map((p) => p.externalId),
  )
  return { boardId, companySlug, counts, note: doubt }
}

/** A visit that brought nothing: known to have happened, never a count. A better reading of the day stands. */
export async function writeUnknown(tx: Tx, boardId: number, now: Date, note: string): Promise<boolean> {
  const added = await tx.$executeRaw`
    INSERT INTO readings (board_id, read_on, read_at, reader, completeness, count, postings_kept, note, origin)
    VALUES (${boardId}, ${dayOf(now)}::date, ${now.toISOString()}::timestamptz, ${SELF}, 'unknown', NULL, false, ${note.slice(0, 500)}, 'ingest')
    ON CONFLICT (board_id, read_on, reader) DO NOTHING`
  return added > 0
}

async function lastGoodCount(tx: Tx, boardId: number, day: Day): Promise<number | null> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count FROM readings
    WHERE board_id = ${boardId} AND read_on < ${day}::date AND count IS NOT NULL AND completeness IN ('whole', 'partial') AND doubt IS NULL
    ORDER BY read_on DESC, best DESC LIMIT 1`
  return row?.count ?? null
}

async function writeReading(
  tx: Tx,
  boardId: number,
  now: Date,
  parsed: ParsedBoard,
  doubt: string | null,
): Promise<boolean> {
  const rank = RANK[parsed.completeness]
  const written = await tx.$executeRaw`
    INSERT INTO readings AS r (board_id, read_on, read_at, reader, completeness, count, postings_kept, doubt, source, origin)
    VALUES (${boardId}, ${dayOf(now)}::date, ${now.toISOString()}::timestamptz, ${SELF}, ${parsed.completeness}, ${parsed.count},
      ${parsed.count !== null}, ${doubt}, ${`${parsed.kind}/${parsed.token}`}, 'ingest')
    ON CONFLICT (board_id, read_on, reader) DO UPDATE SET
      read_at = excluded.read_at, completeness = excluded.completeness, count = excluded.count, postings_kept = excluded.postings_kept,
      doubt = excluded.doubt, note = NULL
    WHERE ${rank} >= CASE r.completeness WHEN 'whole' THEN 3 WHEN 'partial' THEN 2 WHEN 'capped' THEN 1 ELSE 0 END
      AND (excluded.doubt IS NULL OR r.doubt IS NOT NULL OR r.count IS NULL)`
  return written > 0
}

function row(p: ParsedPosting, day: Day) {
  const job = classifyTitle(p.title, p.text ?? undefined)
  return {
    external_id: p.externalId,
    title: p.title,
    team: p.team,
    location: p.location,
    workplace: p.workplace,
    employment_type: p.employmentType ?? job.employmentType,
    published_on: p.publishedOn,
    url: p.url,
    pay_min: p.pay?.minMinor ?? null,
    pay_max: p.pay?.maxMinor ?? null,
    pay_currency: p.pay?.currency ?? null,
    pay_period: p.pay?.period ?? null,
    skills: p.text ? job.skills : [],
    text_read: p.text !== null,
    description_hash: p.text ? createHash('sha256').update(p.text).digest('hex').slice(0, 32) : null,
    role: job.category,
    role_confidence: job.confidence,
    seniority: job.seniority,
    day,
  }
}

async function writePostings(
  tx: Tx,
  boardId: number,
  companySlug: string,
  parsed: ParsedBoard,
  day: Day,
): Promise<Counts> {
  if (parsed.postings.length === 0) return noCounts()
  const rows = jsonRows(parsed.postings.map((p) => row(p, day)))
  const source = `${parsed.kind}/${parsed.token}`
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS seen_postings (external_id text PRIMARY KEY, title text, team text, location text, workplace text,
      employment_type text, published_on date, url text, pay_min bigint, pay_max bigint, pay_currency text, pay_period text,
      skills text[], text_read boolean, description_hash text, role text, role_confidence float8, seniority text, day date) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE seen_postings`
  await tx.$executeRaw`
    INSERT INTO seen_postings
    SELECT external_id, title, team, location, workplace, employment_type, published_on, url, pay_min, pay_max, pay_currency, pay_period,
      ARRAY(SELECT jsonb_array_elements_text(skills)), text_read, description_hash, role, role_confidence, seniority, day
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(external_id text, title text, team text, location text, workplace text,
      employment_type text, published_on date, url text, pay_min bigint, pay_max bigint, pay_currency text, pay_period text,
      skills jsonb, text_read boolean, description_hash text, role text, role_confidence float8, seniority text, day date)`
  // What a visit did not observe (pay, skills, a text) does not erase what an earlier one did.
  const changed = await tx.$executeRaw`
    UPDATE postings p SET title = s.title, team = coalesce(s.team, p.team), location = coalesce(s.location, p.location),
      workplace = coalesce(s.workplace, p.workplace), employment_type = coalesce(s.employment_type, p.employment_type),
      published_on = coalesce(s.published_on, p.published_on), url = coalesce(s.url, p.url),
      pay_min_minor = CASE WHEN s.pay_currency IS NULL THEN p.pay_min_minor ELSE s.pay_min END,
      pay_max_minor = CASE WHEN s.pay_currency IS NULL THEN p.pay_max_minor ELSE s.pay_max END,
      pay_currency = coalesce(s.pay_currency, p.pay_currency), pay_period = coalesce(s.pay_period, p.pay_period),
      skills = CASE WHEN s.text_read THEN s.skills ELSE p.skills END, text_read = p.text_read OR s.text_read,
      description_hash = coalesce(s.description_hash, p.description_hash),
      role = s.role, role_confidence = s.role_confidence, seniority = s.seniority, rules_version = ${RULES_VERSION}
    FROM seen_postings s
    WHERE p.board_id = ${boardId} AND p.external_id = s.external_id AND (
      (p.title, p.role, p.seniority, p.rules_version) IS DISTINCT FROM (s.title, s.role, s.seniority, ${RULES_VERSION})
      OR (s.team IS NOT NULL AND p.team IS DISTINCT FROM s.team)
      OR (s.location IS NOT NULL AND p.location IS DISTINCT FROM s.location)
      OR (s.workplace IS NOT NULL AND p.workplace IS DISTINCT FROM s.workplace)
      OR (s.employment_type IS NOT NULL AND p.employment_type IS DISTINCT FROM s.employment_type)
      OR (s.published_on IS NOT NULL AND p.published_on IS DISTINCT FROM s.published_on)
      OR (s.url IS NOT NULL AND p.url IS DISTINCT FROM s.url)
      OR (s.pay_currency IS NOT NULL AND (p.pay_min_minor, p.pay_max_minor, p.pay_currency, p.pay_period) IS DISTINCT FROM (s.pay_min, s.pay_max, s.pay_currency, s.pay_period))
      OR (s.text_read AND (NOT p.text_read OR p.skills IS DISTINCT FROM s.skills))
      OR (s.description_hash IS NOT NULL AND p.description_hash IS DISTINCT FROM s.description_hash))`
  const added = await tx.$executeRaw`
    INSERT INTO postings (board_id, company_slug, external_id, title, team, location, workplace, employment_type, published_on, first_seen,
      last_seen, url, pay_min_minor, pay_max_minor, pay_currency, pay_period, skills, text_read, description_hash, role, role_confidence,
      seniority, rules_version, reader, source, origin)
    SELECT ${boardId}, ${companySlug}, external_id, title, team, location, workplace, employment_type, published_on, day, day, url, pay_min,
      pay_max, pay_currency, pay_period, skills, text_read, description_hash, role, role_confidence, seniority, ${RULES_VERSION}, ${SELF},
      ${source}, 'ingest'
    FROM seen_postings ON CONFLICT (board_id, external_id) DO NOTHING`
  // A posting that we have seen ourselves is ours: an upgrade of the reference data may not take it or its spells away.
  await tx.$executeRaw`
    UPDATE postings p SET first_seen = least(p.first_seen, s.day), last_seen = greatest(p.last_seen, s.day), origin = 'ingest', dataset_version = NULL
    FROM seen_postings s
    WHERE p.board_id = ${boardId} AND p.external_id = s.external_id AND (p.last_seen < s.day OR p.first_seen > s.day OR p.origin <> 'ingest')`
  return countsOf(parsed.postings.length, added, changed)
}

/**
 * Brings the spells of our own reader to the day's reading: a posting that was there at the reading before goes on, one
 * that was not begins anew, and one that an earlier visit of the same day saw and this one did not ends the reading before.
 */
async function writeSpells(tx: Tx, boardId: number, day: Day, externalIds: readonly string[]): Promise<void> {
  const [row] = await tx.$queryRaw<{ day: string | null }[]>`
    SELECT max(read_on)::text AS day FROM readings
    WHERE board_id = ${boardId} AND reader = ${SELF} AND read_on < ${day}::date AND postings_kept AND count IS NOT NULL`
  // Without a reading before, nothing can go on: any day that no spell reaches will do.
  const before = row?.day ?? '0001-01-01'
  const ids = [...externalIds]
  await tx.$executeRaw`
    DELETE FROM spells s USING postings p
    WHERE s.posting_id = p.id AND p.board_id = ${boardId} AND s.reader = ${SELF} AND s.first_day = ${day}::date
      AND NOT p.external_id = ANY(${ids}::text[])`
  await tx.$executeRaw`
    UPDATE spells s SET last_day = greatest(s.first_day, ${before}::date) FROM postings p
    WHERE s.posting_id = p.id AND p.board_id = ${boardId} AND s.reader = ${SELF} AND s.last_day = ${day}::date
      AND NOT p.external_id = ANY(${ids}::text[])`
  await tx.$executeRaw`
    UPDATE spells s SET last_day = ${day}::date FROM postings p
    WHERE s.posting_id = p.id AND p.board_id = ${boardId} AND s.reader = ${SELF} AND s.last_day < ${day}::date AND s.last_day >= ${before}::date
      AND p.external_id = ANY(${ids}::text[])`
  await tx.$executeRaw`
    INSERT INTO spells (posting_id, reader, first_day, last_day, origin)
    SELECT p.id, ${SELF}, ${day}::date, ${day}::date, 'ingest' FROM postings p
    WHERE p.board_id = ${boardId} AND p.external_id = ANY(${ids}::text[])
      AND NOT EXISTS (SELECT 1 FROM spells s WHERE s.posting_id = p.id AND s.reader = ${SELF} AND ${day}::date BETWEEN s.first_day AND s.last_day)
    ON CONFLICT DO NOTHING`
}
