import type { Config } from '@/lib/config'
import type { Db } from '@/lib/db/client'
import type { RequestContext } from '@/lib/sources/source'

/** What a source may know of this installation before it asks. Only EDGAR's kinds need more than settings and time. */
export async function contextOf(db: Db, kind: string, config: Config, now: Date): Promise<RequestContext> {
  if (!kind.startsWith('edgar')) return { config, now, known: new Set() }
  // A filing's document never changes: once its facts are kept it is not asked for again.
  const read = await db.$queryRaw<{ accession: string }[]>`
    SELECT accession FROM filings
    WHERE (form IN ('D', 'D/A') AND attributes <> '{}'::jsonb) OR attributes ? 'cover'`
  const followed = await db.company.findMany({ where: { cik: { not: null } }, select: { cik: true } })
  return {
    config,
    now,
    known: new Set(read.map((r) => r.accession)),
    followed: new Set(followed.flatMap((c) => (c.cik ? [c.cik] : []))),
  }
}
