import type { Tx } from '@/lib/db/client'
import type { ParsedFiling, ParsedMilestone, ParsedRound } from '@/lib/sources/source'
import { companyFor } from './companyFor'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'

/** One filing may be told twice in a batch, by the list and by its own document: what either knows is kept. */
function mergeFilings(filings: readonly ParsedFiling[]): ParsedFiling[] {
  const byAccession = new Map<string, ParsedFiling>()
  for (const f of filings) {
    const known = byAccession.get(f.accession)
    byAccession.set(
      f.accession,
      known
        ? {
            ...known,
            acceptedAt: known.acceptedAt ?? f.acceptedAt,
            attributes: { ...known.attributes, ...f.attributes },
          }
        : f,
    )
  }
  return [...byAccession.values()]
}

/** Filings by accession number. A row that is there takes what it did not know; what it knows stays. */
export async function writeFilings(
  tx: Tx,
  filings: readonly ParsedFiling[],
  companySlugs: ReadonlyMap<string, string>,
  origin: string,
): Promise<Counts> {
  const rows = mergeFilings(filings).map((f) => ({ ...f, companySlug: companySlugs.get(f.cik) ?? null }))
  if (rows.length === 0) return noCounts()
  const json = jsonRows(rows)
  const changed = await tx.$executeRaw`
    UPDATE filings f SET attributes = f.attributes || r.attributes, company_slug = coalesce(f.company_slug, r."companySlug"),
      accepted_at = coalesce(f.accepted_at, r."acceptedAt"), known_on = least(f.known_on, r."knownOn")
    FROM jsonb_to_recordset(${json}::jsonb) AS r(accession text, attributes jsonb, "companySlug" text, "acceptedAt" timestamptz, "knownOn" date)
    WHERE f.accession = r.accession AND (f.attributes || r.attributes IS DISTINCT FROM f.attributes OR (f.company_slug IS NULL AND r."companySlug" IS NOT NULL)
      OR (f.accepted_at IS NULL AND r."acceptedAt" IS NOT NULL) OR f.known_on > r."knownOn")`
  const added = await tx.$executeRaw`
    INSERT INTO filings (company_slug, company_name, cik, accession, form, filed_on, accepted_at, known_on, description, url, attributes, origin)
    SELECT "companySlug", "companyName", cik, accession, form, "filedOn", "acceptedAt", "knownOn", description, url, attributes, ${origin}
    FROM jsonb_to_recordset(${json}::jsonb) AS r("companySlug" text, "companyName" text, cik text, accession text, form text, "filedOn" date,
      "acceptedAt" timestamptz, "knownOn" date, description text, url text, attributes jsonb)
    ON CONFLICT (accession) DO NOTHING`
  return countsOf(rows.length, added, changed)
}

/** Steps to a listing. One that is known already, by its filing or within three days from another source, is not told again. */
export async function writeMilestones(
  tx: Tx,
  milestones: readonly ParsedMilestone[],
  companySlugs: ReadonlyMap<string, string>,
  origin: string,
): Promise<Counts> {
  if (milestones.length === 0) return noCounts()
  const rows = jsonRows(milestones.map((m) => ({ ...m, companySlug: companySlugs.get(m.cik) ?? null })))
  const added = await tx.$executeRaw`
    INSERT INTO ipo_milestones (company_slug, company_name, milestone, occurred_on, occurred_from, known_on, form, accession, exchange, ticker,
      note, source_url, source_published_on, grade, origin)
    SELECT r."companySlug", coalesce(c.name, r."companyName"), r.milestone, r."occurredOn"::text, r."occurredOn", r."knownOn", r.form, r.accession,
      r.exchange, r.ticker, CASE WHEN r.form = '8-A12B' THEN 'Registered with the exchange; trading starts within days.' END,
      r."sourceUrl", r."occurredOn"::text, 'page', ${origin}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("companySlug" text, "companyName" text, milestone text, "occurredOn" date, "knownOn" date,
      form text, accession text, exchange text, ticker text, "sourceUrl" text)
    LEFT JOIN companies c ON c.slug = r."companySlug"
    WHERE NOT EXISTS (
      SELECT 1 FROM ipo_milestones m
      WHERE m.accession = r.accession OR (m.company_slug = r."companySlug" AND m.milestone = r.milestone AND m.milestone <> 'amended'
        AND abs(m.occurred_from - r."occurredOn") <= 3))
    ON CONFLICT DO NOTHING`
  return countsOf(milestones.length, added, 0)
}

/**
 * Rounds. A round without a company's slug is its filer's. What a filing says again (an amendment of an earlier notice, or
 * a notice of a round that was announced) is kept as a part of the larger one, so that no sum counts money twice.
 */
export async function writeRounds(
  tx: Tx,
  rounds: readonly ParsedRound[],
  companySlugs: ReadonlyMap<string, string>,
  origin: string,
): Promise<Counts> {
  if (rounds.length === 0) return noCounts()
  const slugs: string[] = []
  for (const r of rounds) {
    const filer = companySlugs.get(r.cik ?? '')
    const named = r.companySlug ?? r.companyName ?? r.cik ?? 'unknown'
    slugs.push(filer ?? (await companyFor(tx, { name: named, slug: r.companySlug, cik: r.cik })))
  }
  const rows = jsonRows(rounds.map((r, i) => ({ ...r, companySlug: slugs[i] })))
  const added = await tx.$executeRaw`
    INSERT INTO funding_rounds (company_slug, announced_on, known_on, kind, stage, amount_minor, currency, amount_is, valuation_minor, valuation_is,
      lead_investors, investors, note, grade, source_url, source_title, source_published_on, filing_id, origin)
    SELECT r."companySlug", r."announcedOn", r."knownOn", r.kind, r.stage, r."amountMinor", r.currency, r."amountIs", r."valuationMinor", r."valuationIs",
      ARRAY(SELECT jsonb_array_elements_text(r."leadInvestors")), ARRAY(SELECT jsonb_array_elements_text(r.investors)), r.note, r.grade,
      r."sourceUrl", r."sourceTitle", r."sourcePublishedOn", f.id, ${origin}
    FROM jsonb_to_recordset(${rows}::jsonb) AS r("companySlug" text, "announcedOn" date, "knownOn" date, kind text, stage text, "amountMinor" bigint,
      currency text, "amountIs" text, "valuationMinor" bigint, "valuationIs" text, "leadInvestors" jsonb, investors jsonb, note text, grade text,
      "sourceUrl" text, "sourceTitle" text, "sourcePublishedOn" text, accession text)
    LEFT JOIN filings f ON f.accession = r.accession
    WHERE r."amountMinor" IS NOT NULL OR NOT EXISTS (
      SELECT 1 FROM funding_rounds o WHERE o.company_slug = r."companySlug" AND o.announced_on = r."announcedOn" AND o.kind = r.kind AND o.stage = r.stage AND o.amount_minor IS NULL)
    ON CONFLICT DO NOTHING`
  if (added > 0) await joinParts(tx, [...new Set(slugs)])
  return countsOf(rounds.length, added, 0)
}

/** A notice and its amendments are one offering: the newest carries it. A filed amount is part of an announced round around it. */
async function joinParts(tx: Tx, slugs: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE funding_rounds early SET part_of_id = late.id
    FROM funding_rounds late
    JOIN filings lf ON lf.id = late.filing_id
    JOIN filings ef ON ef.accession = lf.attributes ->> 'previousAccession'
    WHERE early.filing_id = ef.id AND early.id <> late.id AND late.company_slug = ANY(${[...slugs]}::text[]) AND early.part_of_id IS NULL`
  // An announcement may come weeks before the first sale's notice or months after it.
  await tx.$executeRaw`
    UPDATE funding_rounds filed SET part_of_id = (
      SELECT told.id FROM funding_rounds told
      WHERE told.company_slug = filed.company_slug AND told.filing_id IS NULL AND told.part_of_id IS NULL AND told.kind <> 'debt'
        AND told.currency = filed.currency AND told.amount_minor >= filed.amount_minor * 0.95
        AND told.announced_on BETWEEN filed.announced_on - 60 AND filed.announced_on + 180
      ORDER BY abs(told.announced_on - filed.announced_on), told.amount_minor LIMIT 1)
    WHERE filed.company_slug = ANY(${[...slugs]}::text[]) AND filed.filing_id IS NOT NULL AND filed.kind = 'equity' AND filed.part_of_id IS NULL`
}
