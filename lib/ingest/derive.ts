import { bumpDataVersion, type Db, type Tx } from '@/lib/db/client'
import { type BoardScope, deriveCoverage } from './coverage'
import { deriveFactSignals } from './factSignals'
import { refreshOpenings, refreshSignalCounts } from './rollups'
import { deriveVacancies } from './vacancies'

export { deriveFactSignals } from './factSignals'
export { refreshSignalCounts } from './rollups'

/**
 * Derives what follows from readings and spells, in the caller's transaction: coverage first, then the openings that rest on
 * it, then vacancies. To be called after every change of readings, postings or spells of these boards, and with `all` after
 * a change of boards' active days. Running it twice changes nothing.
 */
export async function refreshDerived(tx: Tx, scope: BoardScope): Promise<void> {
  if (!scope.all && !scope.boardIds?.length) return
  await deriveCoverage(tx, scope)
  await refreshOpenings(tx, scope)
  await deriveVacancies(tx, scope)
}

/** Derives everything from the facts again, in one transaction, and raises the data version. */
export async function rebuild(db: Db): Promise<void> {
  await db.$transaction(
    async (tx) => {
      await refreshDerived(tx, { all: true })
      await deriveFactSignals(tx, { all: true })
      await refreshSignalCounts(tx)
      await bumpDataVersion(tx)
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}
