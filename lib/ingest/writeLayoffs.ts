import type { Tx } from '@/lib/db/client'
import type { ParsedLayoff, ParsedReject } from '@/lib/sources/source'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'

type LayoffWrite = {
  readonly counts: Counts
  readonly companies: readonly string[]
  readonly refused: readonly ParsedReject[]
}

/**
 * Notices of layoffs of companies that are followed, found by name, legal name or alias without their legal form ("Inc.",
 * "LLC"). A notice of anybody else is refused, so that its reader sees what was left out. A state posts one notice for each
 * site, and some of them twice: one row a company, day and source carries the sum of its sites, each counted once.
 */
export async function writeLayoffs(tx: Tx, layoffs: readonly ParsedLayoff[], origin: string): Promise<LayoffWrite> {
  if (layoffs.length === 0) return { counts: noCounts(), companies: [], refused: [] }
  const slugs = await followedBy(tx)
  const refused: ParsedReject[] = []
  const sites = new Set<string>()
  const rows = new Map<string, { slug: string; layoff: ParsedLayoff; sites: LayoffSite[] }>()
  for (const layoff of layoffs) {
    const slug = slugs.get(plainName(layoff.company))
    if (!slug) {
      refused.push({
        kind: 'layoffs',
        position: layoff.position,
        code: 'not-followed',
        reason: `not followed: “${layoff.company.slice(0, 120)}”`,
        next: 'Only companies of this installation are kept; give the company this name as an alias to follow it.',
        raw: layoff.raw,
      })
      continue
    }
    const key = `${slug}\u001f${layoff.announcedOn}\u001f${layoff.sourceUrl}`
    const site = `${key}\u001f${layoff.site ?? ''}\u001f${layoff.headcount ?? ''}`
    if (sites.has(site)) continue
    sites.add(site)
    const before = rows.get(key)
    rows.set(key, {
      slug,
      layoff: before ? together(before.layoff, layoff) : layoff,
      sites: [...(before?.sites ?? []), ...siteOf(layoff)],
    })
  }
  const found = [...rows.values()]
  const json = jsonRows(
    found.map(({ slug, layoff, sites }) => ({
      slug,
      announcedOn: layoff.announcedOn,
      knownOn: layoff.knownOn,
      headcount: layoff.headcount,
      percent: layoff.percent,
      sites,
      sourceUrl: layoff.sourceUrl,
    })),
  )
  const changed = await tx.$executeRaw`
    UPDATE layoffs l SET headcount = r.headcount, percent = r.percent, sites = r.sites
    FROM jsonb_to_recordset(${json}::jsonb)
      AS r(slug text, "announcedOn" date, headcount int, percent float8, sites jsonb, "sourceUrl" text)
    WHERE l.company_slug = r.slug AND l.announced_on = r."announcedOn" AND l.source_url = r."sourceUrl" AND l.origin <> 'reference'
      AND (l.headcount, l.percent, l.sites) IS DISTINCT FROM (r.headcount, r.percent, r.sites)`
  const added = await tx.$executeRaw`
    INSERT INTO layoffs (company_slug, announced_on, known_on, headcount, percent, sites, source_url, origin)
    SELECT slug, "announcedOn", "knownOn", headcount, percent, sites, "sourceUrl", ${origin}
    FROM jsonb_to_recordset(${json}::jsonb)
      AS r(slug text, "announcedOn" date, "knownOn" date, headcount int, percent float8, sites jsonb, "sourceUrl" text)
    ON CONFLICT (company_slug, announced_on, source_url) DO NOTHING`
  return {
    counts: countsOf(layoffs.length - refused.length, added, changed),
    companies: [...new Set(found.map((f) => f.slug))],
    refused,
  }
}

/** One site of a notice as it is stored; places and numbers that were not told are null. */
export interface LayoffSite {
  place: string | null
  headcount: number | null
  titles: readonly string[]
}

/** Nothing where the notice tells neither where nor who. */
const siteOf = ({ place, headcount, titles }: ParsedLayoff): LayoffSite[] =>
  place === null && titles.length === 0 ? [] : [{ place, headcount, titles }]

const together = (a: ParsedLayoff, b: ParsedLayoff): ParsedLayoff => ({
  ...a,
  knownOn: [a.knownOn, b.knownOn].sort()[0] ?? a.knownOn,
  headcount: a.headcount === null ? b.headcount : a.headcount + (b.headcount ?? 0),
  percent: a.percent ?? b.percent,
})

async function followedBy(tx: Tx): Promise<Map<string, string>> {
  const companies = await tx.company.findMany({ select: { slug: true, name: true, legalName: true, aliases: true } })
  const slugs = new Map<string, string>()
  for (const { slug, name, legalName, aliases } of companies)
    for (const known of [name, legalName, ...aliases]) if (known && plainName(known)) slugs.set(plainName(known), slug)
  return slugs
}

/** `Salesforce.com, Inc.` and `SALESFORCE COM INC` are one name: without case, marks, legal form and place in brackets. */
function plainName(name: string): string {
  let words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\([^)]*\)/g, ' ')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
  for (let before = ''; before !== words; ) {
    before = words
    words = words.replace(
      / (?:inc|incorporated|llc|ltd|limited|lp|llp|corp|corporation|co|company|plc|gmbh|sa|us|usa|the|de|com)$/,
      '',
    )
  }
  return words.replace(/^the /, '')
}
