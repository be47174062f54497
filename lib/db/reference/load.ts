import { createHash } from 'node:crypto'
import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { deriveFactSignals, refreshDerived } from '@/lib/ingest/derive'
import { RULES_VERSION } from '@/lib/signals/taxonomy'
import { merge, type TableSpec } from './merge'
import { classified, datedArticles, datedMilestones, datedObservations } from './prepare'
import { type DataRow, readManifest, readRows, referenceDir } from './read'
import * as tables from './tables'

/** One lock for all processes that may load at the same time; the number is ours alone. */
const LOCK = 7_203_411

export type LoadOptions = {
  /** A line on progress, for people. */
  log: (line: string) => void
  /** The folder of the data set; by default prisma/reference in the product's folder. */
  dir?: string
}

export type Loaded = {
  /** False when this very set, classified by these very rules, was there already. */
  loaded: boolean
  version: string
  /** Rows of the set by table; empty when nothing was loaded. */
  rows: Record<string, number>
}

/**
 * Brings the database to the reference data set of this copy of the product, with all that is derived from it, in one
 * transaction. A second call changes
 * nothing; an upgrade replaces the set's own rows (origin `reference`) and leaves every other row as it is.
 * Safe to call from several processes at once.
 *
 * @throws WaveError `bad-input` when a file of the set is missing or does not have the hash of the manifest.
 */
export async function loadReference(db: Db, { log, dir = referenceDir() }: LoadOptions): Promise<Loaded> {
  const { manifest, hash: manifestHash } = readManifest(dir)
  // postings are stored with their role, so new rules make it another set
  const hash = createHash('sha256').update(`${manifestHash} ${RULES_VERSION}`).digest('hex')
  const { version } = manifest
  if (await isLoaded(db, hash)) return { loaded: false, version, rows: {} }
  return db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK})`
      if (await isLoaded(tx, hash)) return { loaded: false, version, rows: {} }
      const file = (name: string): DataRow[] => readRows(dir, manifest, name)
      const rows: Record<string, number> = {}
      const load = async (spec: TableSpec, data: readonly DataRow[]): Promise<void> => {
        rows[spec.table] = await merge(tx, spec, data, version)
        log(`${spec.table}: ${data.length} rows`)
      }
      const companies = file('companies')
      await load(tables.companies, companies)
      await load(tables.boards, file('boards'))
      await tx.$executeRawUnsafe(tables.LINK_SUCCESSORS)
      await load(tables.readings, file('readings'))
      await load(tables.postings, classified(file('postings')))
      await load(tables.spells, file('spells'))
      await load(tables.rounds, file('rounds'))
      await tx.$executeRawUnsafe(tables.LINK_PARTS)
      await load(tables.totals, file('totals'))
      await load(tables.ipo, datedMilestones(file('ipo'), companies))
      await load(tables.capacity, file('capacity'))
      await load(tables.layoffs, file('layoffs'))
      await load(tables.series, file('series'))
      await load(tables.observations, datedObservations([...file('gdp'), ...file('macro'), ...file('hiringlab')]))
      await load(tables.hackerNews, file('hn'))
      await load(tables.articles, datedArticles(file('articles')))
      await load(tables.releases, file('releases'))
      // what rests on the facts, in the same transaction: nobody sees new facts beside old counts
      await refreshDerived(tx, { all: true })
      log('coverage and openings derived')
      await deriveFactSignals(tx, { all: true })
      log('signals derived')
      await tx.$executeRaw`
        INSERT INTO reference_set (id, version, hash, loaded_at) VALUES (1, ${version}, ${hash}, now())
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, hash = excluded.hash, loaded_at = now()`
      await bumpDataVersion(tx)
      return { loaded: true, version, rows }
    },
    { maxWait: 30_000, timeout: 180_000 },
  )
}

async function isLoaded(db: Tx, hash: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ hash: string }[]>`SELECT hash FROM reference_set WHERE id = 1`
  return row?.hash === hash
}
