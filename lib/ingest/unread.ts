import type { Tx } from '@/lib/db/client'
import { asWaveError } from '@/lib/errors'
import { rawOf } from '@/lib/sources/source'
import { breather } from './breather'
import { writeRejects } from './writeRejects'

type Article = {
  readonly id: bigint
  readonly url: string
  readonly text: string
  /** null: imported. */
  readonly sourceId: string | null
}

/**
 * Reads articles one by one; those that the rules fail on become rejects with the reason instead of failing all. They are
 * open until they are read well, and not marked as read, so that every later version of the rules tries them again. Answers
 * the articles that were read and what was found in each.
 */
export async function readEach<A extends Article, T>(
  tx: Tx,
  articles: readonly A[],
  read: (article: A) => T,
): Promise<{ article: A; found: T }[]> {
  const done: { article: A; found: T }[] = []
  const failed: bigint[] = []
  const breathe = breather()
  for (const article of articles) {
    await breathe()
    try {
      done.push({ article, found: read(article) })
    } catch (thrown) {
      failed.push(article.id)
      const problem = asWaveError(thrown)
      const reject = {
        kind: 'article',
        position: article.url,
        code: problem.code,
        reason: `The rules for signals fail on it: ${problem.message}`,
        next: 'It is shown without signals. A later version reads it again: `wave extract --again`.',
        raw: rawOf(article.text),
      }
      // Its document was read well: that is not what is to be read again.
      await writeRejects(tx, [reject], { sourceId: article.sourceId, runId: null, documentId: null })
    }
  }
  if (failed.length > 0)
    await tx.$executeRaw`UPDATE articles SET extracted_with = NULL WHERE id = ANY(${failed}::bigint[])`
  await tx.$executeRaw`
    UPDATE rejects SET resolved_at = now()
    WHERE kind = 'article' AND resolved_at IS NULL AND position = ANY(${done.map((d) => d.article.url)}::text[])
      AND (source_id = ANY(${[...new Set(done.map((d) => d.article.sourceId))]}::text[]) OR source_id IS NULL)`
  return done
}
