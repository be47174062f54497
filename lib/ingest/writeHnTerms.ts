import type { Tx } from '@/lib/db/client'
import type { ParsedHnTerm } from '@/lib/sources/source'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'
import { SELF } from './writeBoards'

/**
 * Counts of terms by month, under our own name: other readers count by other rules, so that their rows stay apart. A thread
 * goes on for weeks; the later count of a month stands.
 */
export async function writeHnTerms(tx: Tx, terms: readonly ParsedHnTerm[], origin: string): Promise<Counts> {
  if (terms.length === 0) return noCounts()
  const rows = jsonRows(terms)
  const changed = await tx.$executeRaw`
    UPDATE hn_terms t SET posts = r.posts
    FROM jsonb_to_recordset(${rows}::jsonb) AS r(month text, term text, posts int)
    WHERE t.source = ${SELF} AND t.month = r.month AND t.term = r.term AND t.posts <> r.posts`
  const added = await tx.$executeRaw`
    INSERT INTO hn_terms (month, source, term, posts, origin)
    SELECT month, ${SELF}, term, posts, ${origin} FROM jsonb_to_recordset(${rows}::jsonb) AS r(month text, term text, posts int)
    ON CONFLICT (month, source, term) DO NOTHING`
  return countsOf(terms.length, added, changed)
}
