import { Prisma } from './generated/client'

/** Characters of a text that are searched: far more than an article has, and within what a `tsvector` can hold. */
const MOST = 250_000

/**
 * What a reader finds an article by (`articles a`): its title first, then what was written about it, then its text where it
 * may be shown whole. A text fetched from the publisher's page is no part of it; see `FETCHED_WORDS`.
 */
export const OPEN_WORDS = Prisma.sql`setweight(to_tsvector('english', left(a.title, ${MOST}::int)), 'A') ||
  setweight(to_tsvector('english', left(coalesce(a.summary, '') || ' ' || coalesce(a.teaser, ''), ${MOST}::int)), 'B') ||
  setweight(to_tsvector('english', CASE WHEN a.text_from = 'page' THEN '' ELSE left(coalesce(a.text, ''), ${MOST}::int) END), 'D')`

/** The text fetched from its page, which is found only where the installation may show it; null: there is none. */
export const FETCHED_WORDS = Prisma.sql`CASE WHEN a.text_from = 'page' AND a.text IS NOT NULL
  THEN setweight(to_tsvector('english', left(a.text, ${MOST}::int)), 'D') END`
