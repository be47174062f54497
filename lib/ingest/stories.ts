import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { readStory, type StoryRead, sameRead } from '@/lib/signals/sameStory'
import { storyKeys } from '@/lib/signals/storyKeys'
import { extractArticles } from './extractArticles'
import { refreshSignalCounts } from './rollups'
import { jsonRows } from './rows'

/** Articles compared in one transaction, which others wait for. */
const CHUNK = 200
/** Two articles further apart than this, in days, are two stories. */
const DAYS = 30
/** Of the articles that share a key with one, so many are looked at and so many compared with it: its cost has an end. */
const LOOKED_AT = 500
const COMPARED = 12
/** Takes turns between all processes on one database: two copies that arrive at once must not miss each other. */
const LOCK = 7_302_015

type Row = { id: bigint; url: string; title: string; text: string | null; storyId: bigint | null }

export type StoriesSummary = { readonly compared: number; readonly joined: number }

/**
 * Finds the story of each of these articles and keeps it as `story_id`, the id of the first of them; an article that is alone
 * keeps none. To be called after the transaction that wrote them has ended. An article that joins a story is read again as of
 * the day on which the story came out, so that "on Tuesday" means the same day in every copy and its signals are the same
 * events. The same call twice changes nothing the second time.
 */
export async function settleStories(db: Db, ids: readonly bigint[]): Promise<StoriesSummary> {
  const sum = { compared: 0, joined: 0 }
  for (let i = 0; i < ids.length; i += CHUNK) {
    const part = ids.slice(i, i + CHUNK)
    const joined = await db.$transaction((tx) => settle(tx, part), { timeout: 120_000, maxWait: 60_000 })
    sum.compared += part.length
    sum.joined += joined
  }
  return sum
}

/** The same for every article that was not compared yet: after an upgrade, or when a process died in between. */
export async function settleRest(db: Db): Promise<StoriesSummary> {
  const rows = await db.$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM articles a WHERE NOT EXISTS (SELECT 1 FROM story_keys k WHERE k.article_id = a.id) ORDER BY a.id`
  return await settleStories(
    db,
    rows.map((r) => r.id),
  )
}

async function settle(tx: Tx, ids: readonly bigint[]): Promise<number> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
  const own = await rowsOf(tx, ids)
  await writeKeys(tx, own)
  const pairs = await candidates(tx, ids)
  if (pairs.length === 0) return 0

  const known = new Map(own.map((r) => [r.id, r]))
  const others = [...new Set(pairs.map((p) => p.other))].filter((id) => !known.has(id))
  for (const r of await rowsOf(tx, others)) known.set(r.id, r)

  const stories = new Union()
  for (const r of known.values()) stories.join(r.id, r.storyId ?? r.id)
  const reads = new Map<bigint, StoryRead | null>()
  const read = (id: bigint): StoryRead | null => {
    const row = known.get(id)
    if (!reads.has(id)) reads.set(id, row ? readStory(storyOf(row)) : null)
    return reads.get(id) ?? null
  }
  const isSame = (one: bigint, two: bigint): boolean => {
    const a = read(one)
    const b = read(two)
    return a !== null && b !== null && sameRead(a, b).same
  }
  for (const { id, other } of pairs) {
    if (stories.isOne(id, other) || !isSame(id, other)) continue
    // A short teaser may fit two stories; it does not make them one.
    const [a, b] = [stories.of(id), stories.of(other)]
    const areHeads = (a === id && b === other) || !known.has(a) || !known.has(b)
    if (areHeads || isSame(a, b)) stories.join(id, other)
  }
  return await keep(tx, known, stories)
}

const rowsOf = (tx: Tx, ids: readonly bigint[]): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    SELECT id, coalesce(canonical_url, url) AS url, title, left(text, 20000) AS text, story_id AS "storyId" FROM articles
    WHERE id = ANY(${[...ids]}::bigint[]) ORDER BY id`

const storyOf = ({ url, title, text }: Row) => ({ url, title, ...(text === null ? {} : { text }) })

async function writeKeys(tx: Tx, rows: readonly Row[]): Promise<void> {
  const keys = jsonRows(rows.map((r) => ({ id: r.id, keys: storyKeys(storyOf(r)) })))
  await tx.$executeRaw`
    INSERT INTO story_keys AS k (article_id, day, keys)
    SELECT a.id, coalesce(a.published_on, a.known_on), ARRAY(SELECT jsonb_array_elements_text(r.keys)::int)
    FROM jsonb_to_recordset(${keys}::jsonb) AS r(id bigint, keys jsonb) JOIN articles a ON a.id = r.id
    ON CONFLICT (article_id) DO UPDATE SET day = excluded.day, keys = excluded.keys
    WHERE (k.day, k.keys) IS DISTINCT FROM (excluded.day, excluded.keys)`
}

/** For each article those that share most keys with it, within the days. */
const candidates = (tx: Tx, ids: readonly bigint[]): Promise<{ id: bigint; other: bigint }[]> =>
  tx.$queryRaw<{ id: bigint; other: bigint }[]>`
    SELECT t.article_id AS id, c.article_id AS other
    FROM story_keys t, LATERAL (
      SELECT s.article_id, (SELECT count(*) FROM unnest(s.keys) key WHERE key = ANY(t.keys)) AS shared
      FROM (
        SELECT article_id, keys FROM story_keys k
        WHERE k.keys && t.keys AND k.article_id <> t.article_id AND k.day BETWEEN t.day - ${DAYS}::int AND t.day + ${DAYS}::int
        LIMIT ${LOOKED_AT}
      ) s
      ORDER BY shared DESC, s.article_id LIMIT ${COMPARED}
    ) c
    WHERE t.article_id = ANY(${[...ids]}::bigint[])
    ORDER BY least(t.article_id, c.article_id), greatest(t.article_id, c.article_id)`

/** Writes what changed, reads again what is dated by another article now, and answers how many joined a story. */
async function keep(tx: Tx, known: ReadonlyMap<bigint, Row>, stories: Union): Promise<number> {
  const changed = [...known.values()].flatMap((r) => {
    const story = stories.of(r.id)
    return stories.size(r.id) > 1 && r.storyId !== story ? [{ id: r.id, story, before: r.storyId }] : []
  })
  if (changed.length === 0) return 0
  const rows = jsonRows(changed)
  // Articles of a story that is now part of another come along, though none of the pairs named them.
  const moved = await tx.$queryRaw<{ id: bigint }[]>`
    UPDATE articles a SET story_id = r.story
    FROM (SELECT DISTINCT ON (id) id, story FROM (
        SELECT id, story FROM jsonb_to_recordset(${rows}::jsonb) AS r(id bigint, story bigint)
        UNION ALL
        SELECT m.id, r.story FROM jsonb_to_recordset(${rows}::jsonb) AS r(id bigint, story bigint, before bigint)
        JOIN articles m ON m.story_id = r.before
      ) every_one ORDER BY id, story) r
    WHERE a.id = r.id AND a.story_id IS DISTINCT FROM r.story RETURNING a.id`
  const redated = await tx.$queryRaw<{ id: bigint }[]>`
    SELECT a.id FROM articles a WHERE a.text IS NOT NULL AND a.story_id = ANY(${changed.map((c) => c.story)}::bigint[])
      AND a.published_on > (SELECT min(b.published_on) FROM articles b WHERE b.story_id = a.story_id) ORDER BY a.id`
  if (redated.length > 0) {
    await extractArticles(
      tx,
      redated.map((r) => r.id),
    )
    await refreshSignalCounts(tx)
  }
  await bumpDataVersion(tx)
  return moved.length
}

/** Disjoint sets of ids; each is named by its smallest. */
class Union {
  private readonly parent = new Map<bigint, bigint>()
  private readonly count = new Map<bigint, number>()

  of(id: bigint): bigint {
    const up = this.parent.get(id) ?? id
    if (up === id) return id
    const root = this.of(up)
    this.parent.set(id, root)
    return root
  }

  join(a: bigint, b: bigint): void {
    const x = this.of(a)
    const y = this.of(b)
    if (x === y) return
    const [small, large] = x < y ? [x, y] : [y, x]
    this.parent.set(large, small)
    this.count.set(small, this.size(x) + this.size(y))
  }

  isOne(a: bigint, b: bigint): boolean {
    return this.of(a) === this.of(b)
  }

  /** How many ids are in the set of this one. */
  size(id: bigint): number {
    return this.count.get(this.of(id)) ?? 1
  }
}
