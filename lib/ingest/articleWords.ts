import { FETCHED_WORDS, OPEN_WORDS } from '@/lib/db/articleWords'
import type { Db } from '@/lib/db/client'

/** Articles whose words are taken in one step: a second or less of the database's work. */
const STEP = 500

/**
 * Takes the words of articles that have none yet, a step of them, the newest first; answers whether there may be more. Search
 * finds the others too, by reading them, so this is for speed alone and is done between visits, which it would slow down.
 * An article that somebody is at is left for the next step.
 */
export async function takeArticleWords(db: Db): Promise<boolean> {
  // The lock holds an update off until the words are there, so that its trigger finds and drops them.
  const taken = await db.$executeRaw`
    INSERT INTO article_words (article_id, open, fetched)
    SELECT a.id, ${OPEN_WORDS}, ${FETCHED_WORDS} FROM articles a
    WHERE NOT EXISTS (SELECT 1 FROM article_words w WHERE w.article_id = a.id)
    ORDER BY a.id DESC LIMIT ${STEP} FOR NO KEY UPDATE OF a SKIP LOCKED
    ON CONFLICT (article_id) DO NOTHING`
  return taken === STEP
}
