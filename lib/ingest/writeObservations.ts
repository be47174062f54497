import type { Tx } from '@/lib/db/client'
import type { ParsedObservation, ParsedSeries } from '@/lib/sources/source'
import { type Counts, countsOf, jsonRows, noCounts } from './rows'

/** Series are added, and described where the source does it; a row of the reference data keeps its own words. */
export async function writeSeries(tx: Tx, series: readonly ParsedSeries[], origin: string): Promise<void> {
  const byId = new Map<string, ParsedSeries>()
  for (const s of series) if (!byId.get(s.id)?.described) byId.set(s.id, s)
  if (byId.size === 0) return
  await tx.$executeRaw`
    INSERT INTO series AS s (id, title, unit, frequency, seasonally_adjusted, publisher, licence, url, decimals, note, origin)
    SELECT id, title, unit, frequency, "seasonallyAdjusted", publisher, licence, url, decimals, note, ${origin}
    FROM jsonb_to_recordset(${jsonRows([...byId.values()])}::jsonb) AS r(id text, title text, unit text, frequency text,
      "seasonallyAdjusted" boolean, publisher text, licence text, url text, decimals int, note text, described boolean)
    ON CONFLICT (id) DO NOTHING`
  await tx.$executeRaw`
    UPDATE series s SET title = r.title, unit = r.unit, seasonally_adjusted = r."seasonallyAdjusted", publisher = r.publisher, note = r.note
    FROM jsonb_to_recordset(${jsonRows([...byId.values()].filter((s) => s.described))}::jsonb) AS r(id text, title text, unit text,
      "seasonallyAdjusted" boolean, publisher text, note text)
    WHERE s.id = r.id AND s.origin <> 'reference' AND (s.title, s.unit, s.note) IS DISTINCT FROM (r.title, r.unit, r.note)`
}

/**
 * Observations by vintage. Where the vintage is only the day of our visit, a value that is already known (the latest up to
 * that day) makes no row: a vintage says when a figure was first seen. Values are compared as numbers.
 */
export async function writeObservations(
  tx: Tx,
  observations: readonly ParsedObservation[],
  origin: string,
): Promise<Counts> {
  if (observations.length === 0) return noCounts()
  // Of two figures for one period and vintage in one answer the later stands, as in the source's own page.
  const byKey = new Map(observations.map((o) => [`${o.seriesId}\u001f${o.period}\u001f${o.vintage}`, o]))
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS seen_observations (series_id text, period text, period_start date, vintage date, value numeric(20, 6),
      estimate text, vintage_known boolean, source_url text) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE seen_observations`
  await tx.$executeRaw`
    INSERT INTO seen_observations
    SELECT "seriesId", period, "periodStart", vintage, round(value, 6), estimate, "vintageKnown", "sourceUrl"
    FROM jsonb_to_recordset(${jsonRows([...byKey.values()])}::jsonb) AS r("seriesId" text, period text, "periodStart" date, vintage date,
      value numeric, estimate text, "vintageKnown" boolean, "sourceUrl" text)`
  await tx.$executeRaw`
    DELETE FROM seen_observations n WHERE NOT n.vintage_known AND EXISTS (
      SELECT 1 FROM (
        SELECT o.value FROM observations o
        WHERE o.series_id = n.series_id AND o.period = n.period AND o.vintage <= n.vintage ORDER BY o.vintage DESC LIMIT 1
      ) latest WHERE latest.value IS NOT DISTINCT FROM n.value)`
  const changed = await tx.$executeRaw`
    UPDATE observations o SET value = n.value, estimate = coalesce(n.estimate, o.estimate), source_url = coalesce(n.source_url, o.source_url), origin = ${origin}, dataset_version = NULL
    FROM seen_observations n
    WHERE o.series_id = n.series_id AND o.period = n.period AND o.vintage = n.vintage AND o.value IS DISTINCT FROM n.value`
  const added = await tx.$executeRaw`
    INSERT INTO observations (series_id, period, period_start, vintage, value, estimate, source_url, origin)
    SELECT series_id, period, period_start, vintage, value, estimate, source_url, ${origin} FROM seen_observations
    ON CONFLICT (series_id, period, vintage) DO NOTHING`
  return countsOf(observations.length, added, changed)
}
