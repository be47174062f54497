import type { Tx } from '@/lib/db/client'

/** `Together AI, Inc.` → `together-ai`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/,?\s+(?:inc|llc|ltd|corp|corporation|gmbh|plc|co|l\.?p|s\.?a)\.?$/i, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'company'

/**
 * The slug of the company with this filer number, or of this name or alias; one that nobody knows yet is added as a company
 * of this installation.
 */
export async function companyFor(
  tx: Tx,
  known: { name: string; slug: string | null; cik: string | null },
): Promise<string> {
  const slug = slugOf(known.slug ?? known.name)
  const [found] = await tx.$queryRaw<{ slug: string }[]>`
    SELECT slug FROM companies
    WHERE (${known.cik}::text IS NOT NULL AND cik = ${known.cik})
      OR ((${known.cik}::text IS NULL OR cik IS NULL) AND (
        slug = ${slug} OR lower(name) = lower(${known.name}) OR lower(legal_name) = lower(${known.name})
        OR EXISTS (SELECT 1 FROM unnest(aliases) a WHERE lower(a) = lower(${known.name}))))
    ORDER BY (cik = ${known.cik}) DESC NULLS LAST, (slug = ${slug}) DESC LIMIT 1`
  if (found) {
    if (known.cik)
      await tx.$executeRaw`UPDATE companies SET cik = ${known.cik} WHERE slug = ${found.slug} AND cik IS NULL`
    return found.slug
  }
  const [added] = await tx.$queryRaw<{ slug: string }[]>`
    INSERT INTO companies (slug, name, cik, segment, origin)
    SELECT CASE WHEN EXISTS (SELECT 1 FROM companies WHERE slug = ${slug}) THEN ${slug} || '-' || coalesce(${known.cik}, '2') ELSE ${slug} END,
      ${known.name}, ${known.cik}, 'other', 'ingest'
    ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug RETURNING slug`
  return added?.slug ?? slug
}
