import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { Prisma, type Rereading } from '@/lib/db/generated/client'
import { fingerprints, makeCurrent, RULES, type Rules, readArticles } from './extractArticles'
import { refreshSignalCounts } from './rollups'
import { jsonRows } from './rows'
import type { TellingRow } from './tellingRows'
import { takeTellingTurn } from './tellings'

/** Articles that are read, or made current, in one step. */
const CHUNK = 500

/** Signals of one type, by what the new reading does to them. */
export interface Changes {
  type: string
  added: number
  removed: number
  changed: number
  unchanged: number
}

export interface RereadSummary {
  version: string
  /** Articles that were read by this call. */
  read: number
  /** Articles of the rereading in all, also those that an earlier call read which was stopped. */
  articles: number
  /** Those that changed in the meantime and were read by themselves. */
  stale: number
  changes: Changes[]
  current: boolean
}

export interface RereadOptions {
  /** Also articles that this version has read before. */
  all?: boolean
  /** Reads and says what would change, and leaves the signals as they are; a later call without it makes it current. */
  dryRun?: boolean
  rules?: Rules
  /** Articles that are read in one transaction. */
  batch?: number
  onProgress?: (articles: number) => void
  /** Called before the new reading becomes current. */
  onChanges?: (changes: readonly Changes[]) => void
}

/**
 * Reads the stored articles with these rules, apart from what is current, and makes it current in one transaction when all of it is
 * there. A call that was stopped at any point is gone on with by the next; corrections stay. Twice is once.
 */
export async function rereadArticles(db: Db, options: RereadOptions = {}): Promise<RereadSummary> {
  const { all = false, dryRun = false, rules = RULES, batch = CHUNK } = options
  const run = await openRereading(db, rules.version, all)
  const read = await stage(db, run, rules, batch, options.onProgress)
  const done = await switchTo(db, run.id, rules.version, dryRun, options.onChanges)
  return { version: rules.version, read, ...done, current: !dryRun }
}

/** The rereading of this version that was begun, or a new one; one of another version is given up. */
async function openRereading(db: Db, version: string, every: boolean): Promise<Rereading> {
  return await db.$transaction(async (tx) => {
    await takeTellingTurn(tx)
    const others = await tx.rereading.findMany({
      where: { state: { in: ['reading', 'staged'] }, NOT: { version, every } },
      select: { id: true },
    })
    const ids = others.map((r) => r.id)
    await tx.rereading.updateMany({ where: { id: { in: ids } }, data: { state: 'dropped', finishedAt: new Date() } })
    await tx.stagedArticle.deleteMany({ where: { rereadingId: { in: ids } } })
    const open = await tx.rereading.findFirst({ where: { version, every, state: { in: ['reading', 'staged'] } } })
    return open ?? (await tx.rereading.create({ data: { version, every } }))
  })
}

/** Reads on from where the rereading stands, batch by batch; answers how many articles it read. */
async function stage(
  db: Db,
  run: Rereading,
  rules: Rules,
  batch: number,
  onProgress?: (n: number) => void,
): Promise<number> {
  let after = run.lastId
  let read = 0
  for (;;) {
    const ids = (
      await db.$queryRaw<{ id: bigint }[]>`
        SELECT id FROM articles WHERE text IS NOT NULL AND id > ${after} AND (${run.every} OR extracted_with IS DISTINCT FROM ${rules.version})
        ORDER BY id LIMIT ${batch}`
    ).map((r) => r.id)
    const last = ids.at(-1)
    if (last === undefined) break
    await db.$transaction(
      async (tx) => {
        const found = await readArticles(tx, ids, rules)
        const rows = found.map((f) => ({ rereading: run.id, id: f.id, read: f.read, tellings: f.rows }))
        await tx.$executeRaw`
          INSERT INTO staged_articles (rereading_id, article_id, read, tellings)
          SELECT rereading, id, read, tellings
          FROM jsonb_to_recordset(${jsonRows(rows)}::jsonb) AS r(rereading bigint, id bigint, read text, tellings jsonb)
          ON CONFLICT (rereading_id, article_id) DO UPDATE SET read = excluded.read, tellings = excluded.tellings`
        await tx.rereading.update({
          where: { id: run.id },
          data: { lastId: last, articles: { increment: found.length } },
        })
      },
      { timeout: 300_000, maxWait: 60_000 },
    )
    after = last
    read += ids.length
    onProgress?.(read)
  }
  await db.rereading.update({ where: { id: run.id }, data: { state: 'staged' } })
  return read
}

/** Carries the answer of a dry run out of the transaction that is to leave nothing. */
class Undo extends Error {
  constructor(readonly answer: Switched) {
    super('a dry run')
  }
}
type Switched = { articles: number; stale: number; changes: Changes[] }

async function switchTo(
  db: Db,
  runId: bigint,
  version: string,
  dryRun: boolean,
  onChanges?: (changes: readonly Changes[]) => void,
): Promise<Switched> {
  try {
    return await db.$transaction(
      async (tx) => {
        await takeTellingTurn(tx)
        await tx.$executeRaw`CREATE TEMP TABLE signals_before ON COMMIT DROP AS ${SIGNALS_NOW}`
        const applied = await apply(tx, runId, version)
        const changes = await tx.$queryRaw<Changes[]>`
          SELECT coalesce(n.type, b.type) AS type, (count(*) FILTER (WHERE b.id IS NULL))::int AS added,
            (count(*) FILTER (WHERE n.id IS NULL))::int AS removed, (count(*) FILTER (WHERE n.said <> b.said))::int AS changed,
            (count(*) FILTER (WHERE n.said = b.said))::int AS unchanged
          FROM signals_before b FULL JOIN (${SIGNALS_NOW}) n ON n.id = b.id
          GROUP BY 1 ORDER BY 1`
        const answer = { ...applied, changes }
        if (dryRun) throw new Undo(answer)
        onChanges?.(changes)
        await tx.stagedArticle.deleteMany({ where: { rereadingId: runId } })
        await tx.rereading.update({ where: { id: runId }, data: { state: 'current', finishedAt: new Date() } })
        await refreshSignalCounts(tx)
        await bumpDataVersion(tx)
        return answer
      },
      { timeout: 900_000, maxWait: 60_000 },
    )
  } catch (thrown) {
    if (!(thrown instanceof Undo)) throw thrown
    onChanges?.(thrown.answer.changes)
    return thrown.answer
  }
}

/** Each signal with a hash of all that a reader sees of it; the version of the rules alone is no change. */
const SIGNALS_NOW = Prisma.sql`
  SELECT s.id, s.type, md5((to_jsonb(s) - 'extractor_version')::text || coalesce(e.hashes, '')) AS said
  FROM signals s
  LEFT JOIN (SELECT signal_id, string_agg(hash, ' ' ORDER BY hash) AS hashes FROM evidence GROUP BY 1) e ON e.signal_id = s.id`

/** Takes the staged readings over, but for articles that changed since and were read again by themselves. */
async function apply(tx: Tx, runId: bigint, version: string): Promise<{ articles: number; stale: number }> {
  let after = 0n
  let articles = 0
  let stale = 0
  for (;;) {
    const staged = await tx.stagedArticle.findMany({
      where: { rereadingId: runId, articleId: { gt: after } },
      orderBy: { articleId: 'asc' },
      take: CHUNK,
    })
    const last = staged.at(-1)
    if (!last) return { articles, stale }
    after = last.articleId
    const now = await fingerprints(
      tx,
      staged.map((s) => s.articleId),
    )
    const fresh = staged.filter((s) => now.get(s.articleId) === s.read)
    const rows = fresh.flatMap((s) =>
      // What jsonRows wrote: a bigint travels as text.
      (s.tellings as unknown as TellingRow[]).map((row) => ({ ...row, article_id: s.articleId })),
    )
    await makeCurrent(
      tx,
      fresh.map((s) => s.articleId),
      rows,
      version,
    )
    articles += fresh.length
    stale += staged.length - fresh.length
  }
}
