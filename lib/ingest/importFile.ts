import type { Db } from '@/lib/db/client'
import { type FileKind, parseFile } from '@/lib/sources/files'
import type { Counts } from './rows'
import { settleStories } from './stories'
import { type Written, writeBatch } from './write'

type Refusal = { readonly position: string | null; readonly reason: string; readonly row: string }
export type ImportReport = Counts & {
  readonly kind: FileKind
  readonly dryRun: boolean
  readonly refused: readonly Refusal[]
}

/** Rolls a transaction back after its work was counted. */
class DryRun extends Error {
  constructor(readonly done: Written) {
    super('dry run')
  }
}

/**
 * Imports a file of facts, all of its good rows in one transaction, and reports every row that was refused with its line,
 * column and reason. With `dryRun` everything is tried and nothing is stored.
 * @throws WaveError `bad-input` when the file is no table of its kind
 */
export async function importFile(
  db: Db,
  kind: FileKind,
  bytes: Uint8Array,
  options: { now: Date; dryRun?: boolean },
): Promise<ImportReport> {
  const batch = parseFile(kind, bytes, options.now)
  const dryRun = options.dryRun ?? false
  const done = await written(db, batch, options.now, dryRun)
  const refused = [...batch.rejects, ...done.refused].map((r) => ({
    position: r.position,
    reason: r.reason,
    row: r.raw.slice(0, 300),
  }))
  return { kind, dryRun, ...done.counts, refused }
}

async function written(db: Db, batch: ReturnType<typeof parseFile>, now: Date, dryRun: boolean): Promise<Written> {
  try {
    const written = await db.$transaction(
      async (tx) => {
        const done = await writeBatch(tx, batch, {
          now,
          sourceId: null,
          runId: null,
          documentId: null,
          companySlug: null,
          origin: 'import',
          textFrom: 'import',
        })
        if (dryRun) throw new DryRun(done)
        return done
      },
      { timeout: 600_000, maxWait: 60_000 },
    )
    await settleStories(db, written.articles)
    return written
  } catch (thrown) {
    if (thrown instanceof DryRun) return thrown.done
    throw thrown
  }
}
