import type { Db } from '@/lib/db/client'
import { type FileKind, parseFile } from '@/lib/sources/files'
import { addCounts, type Counts, noCounts } from './rows'
import { settleStories } from './stories'
import { writeBatch } from './write'

type Refusal = { readonly position: string | null; readonly reason: string; readonly row: string }
export type ImportReport = Counts & {
  readonly kind: FileKind
  readonly dryRun: boolean
  /** The first ten thousand; `rejected` counts all. */
  readonly refused: readonly Refusal[]
}

type Done = { counts: Counts; refused: Refusal[]; articles: bigint[] }

/** Refused rows that a report tells of one by one; a file with more of them is another file than was meant. */
const MAX_TOLD = 10_000
/** How long one file may take, in ms: all of it is one transaction. */
const MAX_TIME_MS = 3_600_000

/** Rolls a transaction back after its work was counted. */
class DryRun extends Error {
  constructor(readonly done: Done) {
    super('dry run')
  }
}

/**
 * Imports a file of facts, all of its good rows in one transaction, and reports every row that was refused with its line,
 * column and reason. Of a CSV or NDJSON only a part is in memory at a time. With `dryRun` everything is tried and nothing
 * is stored.
 * @throws WaveError `bad-input` when the file is no table of its kind
 */
export async function importFile(
  db: Db,
  kind: FileKind,
  bytes: Uint8Array,
  options: { now: Date; dryRun?: boolean; onProgress?: (line: string) => void },
): Promise<ImportReport> {
  const dryRun = options.dryRun ?? false
  const { counts, refused } = await written(db, kind, bytes, { ...options, dryRun })
  return { kind, dryRun, ...counts, refused }
}

async function written(
  db: Db,
  kind: FileKind,
  bytes: Uint8Array,
  { now, dryRun, onProgress }: { now: Date; dryRun: boolean; onProgress?: (line: string) => void },
): Promise<Done> {
  try {
    const written = await db.$transaction(
      async (tx) => {
        const done: Done = { counts: noCounts(), refused: [], articles: [] }
        for await (const batch of parseFile(kind, bytes, now)) {
          const part = await writeBatch(tx, batch, {
            now,
            sourceId: null,
            runId: null,
            documentId: null,
            companySlug: null,
            origin: 'import',
            textFrom: 'import',
          })
          done.counts = addCounts(done.counts, part.counts)
          for (const id of part.articles) done.articles.push(id)
          for (const r of [...batch.rejects, ...part.refused].slice(0, MAX_TOLD - done.refused.length))
            done.refused.push({ position: r.position, reason: r.reason, row: r.raw.slice(0, 300) })
          onProgress?.(`${done.counts.seen} rows read`)
        }
        if (dryRun) throw new DryRun(done)
        return done
      },
      { timeout: MAX_TIME_MS, maxWait: 60_000 },
    )
    await settleStories(db, written.articles)
    return written
  } catch (thrown) {
    if (thrown instanceof DryRun) return thrown.done
    throw thrown
  }
}
