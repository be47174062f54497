import type { Db } from '@/lib/db/client'
import { readFullTexts } from './fullText'
import type { Outbound } from './http'
import { settleStories } from './stories'
import type { WrittenArticles } from './write'

/**
 * What follows from visits' articles once they are committed: the full texts of the sources that ask for them, then the
 * stories. Both resume where they were if the process dies. Answers what a person should know, by source.
 */
export async function finishArticles(
  db: Db,
  sources: readonly { readonly id: string; readonly fullText: boolean }[],
  written: WrittenArticles,
  options: { now: Date; outbound: Outbound; onProgress?: (line: string) => void },
): Promise<Map<string, readonly string[]>> {
  const notes = new Map<string, readonly string[]>()
  const ids = new Set(written.ids)
  await Promise.all(
    sources
      .filter((source) => source.fullText)
      .map(async (source) => {
        const read = await readFullTexts(db, source, options)
        for (const id of read.articles) ids.add(id)
        notes.set(source.id, read.notes)
      }),
  )
  await settleStories(
    db,
    [...ids].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)),
    written.fresh,
  )
  return notes
}
