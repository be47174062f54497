import { type Db, dataVersion } from '@/lib/db/client'
import type { Versions } from '@/lib/exports'
import { RULES_VERSION } from '@/lib/signals/taxonomy'

/** What an answer is made of at this moment; `changedAt`: when the data last changed (UTC). */
export async function versions(db: Db): Promise<Versions & { changedAt: Date | null }> {
  const [{ version, changedAt }, set] = await Promise.all([
    dataVersion(db),
    db.referenceSet.findUnique({ where: { id: 1 }, select: { version: true } }),
  ])
  return { data: version, reference: set?.version ?? null, rules: RULES_VERSION, changedAt }
}
