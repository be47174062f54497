import { createHash } from 'node:crypto'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { isSurelyOther, readStory, type StoryRead, sameRead } from '@/lib/signals/sameStory'
import { storyKeys } from '@/lib/signals/storyKeys'
import { breather } from './breather'
import { extractArticles } from './extractArticles'
import { refreshSignalCounts } from './rollups'
import { jsonRows } from './rows'
import type { FreshArticle } from './writeArticles'

/** Articles compared in one transaction, which others wait for. */
const CHUNK = 500
/** Two articles further apart than this, in days, are two stories. */
const DAYS = 30
/** Of the articles that share a key with one, so many are looked at and so many compared with it: its cost has an end. */
const LOOKED_AT = 100
const COMPARED = 12
/** From this likeness on one text is a copy of the other: what is like the one is found through the other. */
const COPY = 0.9
/** Takes turns between all processes on one database: two copies that arrive at once must not miss each other. */
const LOCK = 7_302_015

/** Characters of texts that are kept taken to pieces, for the next calls. */
const KEPT_CHARACTERS = 2_000_000

type Row = {
  readonly id: bigint
  readonly url: string
  readonly title: string
  readonly textHash: string | null
  readonly storyId: bigint | null
  readonly day: string
}
type Own = Row & { readonly text: string | null }

export type StoriesSummary = { readonly compared: number; readonly joined: number }

/**
 * Finds the story of each of these articles and keeps it as `story_id`, the id of the first of them; an article that is alone
 * keeps none. To be called after the transaction that wrote them has ended. An article that joins a story is read again as of
 * the day on which the story came out, so that "on Tuesday" means the same day in every copy and its signals are the same
 * events. The same call twice changes nothing the second time. `fresh`: what the caller has just inserted of them, which is
 * read back only where somebody changed it in the meantime.
 */
export async function settleStories(
  db: Db,
  ids: readonly bigint[],
  fresh: readonly FreshArticle[] = [],
): Promise<StoriesSummary> {
  const sum = { compared: 0, joined: 0 }
  const inserted = new Map(fresh.map((a) => [a.id, a]))
  for (let i = 0; i < ids.length; i += CHUNK) {
    const part = ids.slice(i, i + CHUNK)
    const known = part.flatMap((id) => inserted.get(id) ?? [])
    const written = known.length === part.length ? known.map(ownRow) : null
    const joined =
      (written && (await settlePart(db, written, true))) ?? (await settlePart(db, await ownRows(db, part), false)) ?? 0
    sum.compared += part.length
    sum.joined += joined
  }
  return sum
}

/** Answers how many joined a story; with `isAssumed` null, where the articles are not what `own` takes them for. */
async function settlePart(db: Db, own: readonly Own[], isAssumed: boolean): Promise<number | null> {
  const breathe = breather()
  const keys = new Map<bigint, readonly number[]>()
  for (const r of own) {
    await breathe()
    keys.set(r.id, storyKeys(storyOf(r)))
  }
  return await db.$transaction((tx) => settle(tx, own, keys, isAssumed), { timeout: 120_000, maxWait: 60_000 })
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

async function settle(
  tx: Tx,
  own: readonly Own[],
  keys: Map<bigint, readonly number[]>,
  isAssumed: boolean,
): Promise<number | null> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
  const isKnown = isAssumed && (await isAsAssumed(tx, own))
  if (isAssumed && !isKnown) return null
  // A table that grows faster than its statistics looks small, and is then read whole for each article.
  await tx.$executeRaw`SET LOCAL enable_seqscan = off`
  const pairs = [...pairsAmong(keys), ...(await candidates(tx, own, keys))].sort(byIds)
  // Their stories as they are now that it is our turn.
  const others = new Set(pairs.map((p) => p.other))
  if (isKnown) for (const { id } of own) others.delete(id)
  else for (const { id } of own) others.add(id)
  const rows: readonly Row[] = [...(isKnown ? own : []), ...(await rowsOf(tx, [...others]))]
  const known = new Map(rows.map((r) => [r.id, r]))
  const read = await reader(tx, own, rows)
  const copies = new Set<bigint>()
  const isSame = (one: bigint, two: bigint): boolean => {
    const a = read(one)
    const b = read(two)
    if (!a || !b || isSurelyOther(a, b)) return false
    const { same, score } = sameRead(a, b)
    if (same && score >= COPY) copies.add(greatest({ id: one, other: two }))
    return same
  }
  const stories = new Union()
  for (const r of known.values()) stories.join(r.id, r.storyId ?? r.id)
  for (const { id, other } of pairs) {
    if ((stories.isOne(id, other) && copies.has(greatest({ id, other }))) || !isSame(id, other)) continue
    // A short teaser may fit two stories; it does not make them one.
    const [a, b] = [stories.of(id), stories.of(other)]
    const areHeads = (a === id && b === other) || !known.has(a) || !known.has(b)
    if (areHeads || isSame(a, b)) stories.join(id, other)
  }
  // A thousand copies of one text would make the index slow for all: only the first of them is found through its words.
  for (const id of copies) if (stories.of(id) !== id) keys.set(id, (keys.get(id) ?? []).slice(0, 1))
  await writeKeys(tx, keys)
  return await keepStories(tx, known, stories)
}

type Pair = { readonly id: bigint; readonly other: bigint }
const least = ({ id, other }: Pair): bigint => (id < other ? id : other)
const greatest = ({ id, other }: Pair): bigint => (id < other ? other : id)
const byIds = (a: Pair, b: Pair): number => Number(least(a) - least(b)) || Number(greatest(a) - greatest(b))

/** Articles of one call that share a key: each with the first few that have it. */
function pairsAmong(keys: ReadonlyMap<bigint, readonly number[]>): Pair[] {
  const holders = new Map<number, bigint[]>()
  const pairs: Pair[] = []
  for (const [id, own] of keys) {
    const shared = new Map<bigint, number>()
    for (const key of own) {
      const before = holders.get(key) ?? []
      for (const other of before) shared.set(other, (shared.get(other) ?? 0) + 1)
      if (before.length < COMPARED) holders.set(key, [...before, id])
    }
    const most = [...shared].sort(([, m], [, n]) => n - m).slice(0, COMPARED)
    pairs.push(...most.map(([other]) => ({ id, other })))
  }
  return pairs
}

const ownRow = ({ id, url, title, text, textHash, publishedOn, knownOn }: FreshArticle): Own => {
  return { id, url, title, text, textHash, storyId: null, day: publishedOn ?? knownOn }
}

/** Whether all of these articles are still what we take them for, and of no story: one hash over all that is compared of them. */
async function isAsAssumed(tx: Tx, own: readonly Own[]): Promise<boolean> {
  const [found] = await tx.$queryRaw<{ hash: string | null; isOfNone: boolean | null }[]>`
    SELECT md5(string_agg(concat_ws(chr(31), id, coalesce(canonical_url, url), title, text_hash, coalesce(published_on, known_on)),
      chr(30) ORDER BY id)) AS hash, bool_and(story_id IS NULL) AS "isOfNone"
    FROM articles WHERE id = ANY(${own.map((r) => r.id)}::bigint[])`
  const all = own
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map((r) => [r.id, r.url, r.title, ...(r.textHash === null ? [] : [r.textHash]), r.day].join('\u001f'))
  return found?.isOfNone === true && found.hash === createHash('md5').update(all.join('\u001e')).digest('hex')
}

const rowsOf = (tx: Tx, ids: readonly bigint[]): Promise<Row[]> =>
  tx.$queryRaw<Row[]>`
    SELECT id, coalesce(canonical_url, url) AS url, title, text_hash AS "textHash", story_id AS "storyId",
      coalesce(published_on, known_on)::text AS day FROM articles
    WHERE id = ANY(${[...ids]}::bigint[]) ORDER BY id`

async function ownRows(db: Db, ids: readonly bigint[]): Promise<Own[]> {
  const texts = await textsOf(db, ids)
  return (await rowsOf(db, ids)).map((r) => ({ ...r, text: texts.get(r.id) ?? null }))
}

async function textsOf(tx: Tx, ids: readonly bigint[]): Promise<Map<bigint, string | null>> {
  const rows = await tx.$queryRaw<{ id: bigint; text: string | null }[]>`
    SELECT id, left(text, 20000) AS text FROM articles WHERE id = ANY(${[...ids]}::bigint[])`
  return new Map(rows.map((r) => [r.id, r.text]))
}

const storyOf = ({ url, title, text }: Pick<Own, 'url' | 'title' | 'text'>) => ({
  url,
  title,
  ...(text === null ? {} : { text }),
})

/** Stories that were taken to pieces before, by all that they are made of; the same few are compared again and again. */
const kept = new Map<string, StoryRead>()
let keptCharacters = 0

/** A function that answers these articles taken to pieces, each once and when it is asked for. */
async function reader(tx: Tx, own: readonly Own[], rows: readonly Row[]): Promise<(id: bigint) => StoryRead | null> {
  const keyOf = (r: Row) => (r.textHash === null ? null : [r.url, r.title, r.textHash].join('\u001f'))
  const isKept = (r: Row): boolean => kept.has(keyOf(r) ?? '')
  const texts = new Map(own.map((r) => [r.id, r.text]))
  const missing = rows.filter((r) => !texts.has(r.id) && !isKept(r)).map((r) => r.id)
  for (const [id, text] of missing.length > 0 ? await textsOf(tx, missing) : []) texts.set(id, text)
  const reads = new Map<bigint, () => StoryRead>()
  for (const r of rows) {
    const key = keyOf(r)
    const known = key === null ? undefined : kept.get(key)
    let made: StoryRead | undefined = known
    reads.set(r.id, () => {
      made ??= readStory(storyOf({ ...r, text: texts.get(r.id) ?? null }))
      if (key !== null) keep(key, made)
      return made
    })
  }
  return (id) => reads.get(id)?.() ?? null
}

/** Keeps a story for the next call; those that were not asked for longest go. */
function keep(key: string, story: StoryRead): void {
  if (kept.delete(key)) keptCharacters -= story.text.length
  kept.set(key, story)
  keptCharacters += story.text.length
  for (const [oldest, { text }] of kept) {
    if (keptCharacters <= KEPT_CHARACTERS) break
    kept.delete(oldest)
    keptCharacters -= text.length
  }
}

/** Arrays of different lengths as one parameter. */
const literals = (keys: readonly (readonly number[])[]): string[] => keys.map((own) => `{${own.join(',')}}`)

async function writeKeys(tx: Tx, keys: ReadonlyMap<bigint, readonly number[]>): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO story_keys AS k (article_id, day, keys)
    SELECT a.id, coalesce(a.published_on, a.known_on), r.keys::int[]
    FROM unnest(${[...keys.keys()]}::bigint[], ${literals([...keys.values()])}::text[]) AS r(id, keys) JOIN articles a ON a.id = r.id
    ON CONFLICT (article_id) DO UPDATE SET day = excluded.day, keys = excluded.keys
    WHERE (k.day, k.keys) IS DISTINCT FROM (excluded.day, excluded.keys)`
}

/** For each article those outside this call that share most keys with it, within the days. */
async function candidates(tx: Tx, own: readonly Row[], keys: ReadonlyMap<bigint, readonly number[]>): Promise<Pair[]> {
  return await tx.$queryRaw<{ id: bigint; other: bigint }[]>`
    WITH t AS MATERIALIZED (
      SELECT id, day::date, keys::int[]
      FROM unnest(${own.map((r) => r.id)}::bigint[], ${own.map((r) => r.day)}::text[],
        ${literals(own.map((r) => keys.get(r.id) ?? []))}::text[]) AS r(id, day, keys))
    SELECT t.id, c.article_id AS other
    FROM t, LATERAL (
      SELECT s.article_id, (SELECT count(*) FROM unnest(s.keys) key WHERE key = ANY(t.keys)) AS shared
      FROM (
        SELECT article_id, keys FROM story_keys k
        WHERE k.keys && t.keys AND k.day BETWEEN t.day - ${DAYS}::int AND t.day + ${DAYS}::int
        LIMIT ${LOOKED_AT}
      ) s
      WHERE s.article_id <> t.id
      ORDER BY shared DESC, s.article_id LIMIT ${COMPARED}
    ) c`
}

/** Writes what changed, reads again what is dated by another article now, and answers how many joined a story. */
async function keepStories(tx: Tx, known: ReadonlyMap<bigint, Row>, stories: Union): Promise<number> {
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
    WITH first AS (
      SELECT story_id, min(published_on) AS day FROM articles
      WHERE story_id = ANY(${[...new Set(changed.map((c) => c.story))]}::bigint[]) GROUP BY 1)
    SELECT a.id FROM articles a JOIN first f ON f.story_id = a.story_id
    WHERE a.id = ANY(${moved.map((m) => m.id)}::bigint[]) AND a.text IS NOT NULL AND a.published_on > f.day ORDER BY a.id`
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
