import type { Db } from '@/lib/db/client'
import type { Source as SourceRow } from '@/lib/db/generated/client'
import { readFullTexts } from './fullText'
import type { Outbound } from './http'
import { settleStories } from './stories'

/**
 * What follows from a visit's articles once they are committed: the full texts of a source that asks for them, then the
 * stories. Both resume where they were if the process dies. Answers what a person should know.
 */
export async function finishArticles(
  db: Db,
  source: SourceRow,
  written: readonly bigint[],
  options: { now: Date; outbound: Outbound; onProgress?: (line: string) => void },
): Promise<string[]> {
  const read = source.fullText ? await readFullTexts(db, source, options) : { articles: [], notes: [] }
  const ids = [...new Set([...written, ...read.articles])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  await settleStories(db, ids)
  return read.notes
}
