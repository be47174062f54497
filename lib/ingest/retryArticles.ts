import { bumpDataVersion, type Db } from '@/lib/db/client'
import type { Reject } from '@/lib/db/generated/client'
import { extractArticles } from './extractArticles'
import { refreshSignalCounts } from './rollups'

/** Reads the articles again that the rules for signals failed on (rejects of the kind `article`); answers how many are read now. */
export async function retryArticles(db: Db, rejects: readonly Reject[]): Promise<number> {
  if (rejects.length === 0) return 0
  const articles = await db.article.findMany({
    where: { url: { in: rejects.flatMap((r) => r.position ?? []) } },
    select: { id: true },
  })
  return await db.$transaction(
    async (tx) => {
      await extractArticles(
        tx,
        articles.map((a) => a.id),
      )
      const resolved = await tx.reject.count({
        where: { id: { in: rejects.map((r) => r.id) }, resolvedAt: { not: null } },
      })
      if (resolved > 0) {
        await refreshSignalCounts(tx)
        await bumpDataVersion(tx)
      }
      return resolved
    },
    { timeout: 600_000, maxWait: 60_000 },
  )
}
