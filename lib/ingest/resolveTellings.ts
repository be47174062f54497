import { type Day, dayOf } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { mergeTellings, type WholeTelling } from '@/lib/signals/mergeTellings'
import { COMPARED_TYPES, eventsOf, type Telling, type ToldEvent } from '@/lib/signals/tellings'
import { type Correction, corrected, correctionsOf } from './corrected'
import { jsonRows } from './rows'
import type { EvidenceOfTelling } from './tellingRows'

/** A telling that came, changed or went. `id` null: it went. */
export interface Touched {
  id: string | null
  ownId: string
  /** The event that it was of until now; null: none. */
  signalId: string | null
  type: string
  companyKey: string
}

interface Raw {
  key: string
  hash: string
  reader: 'facts' | 'rules'
  own_id: string
  signal_id: string | null
  type: string
  company_key: string
  article_id: string | null
  occurred_on: Date
  occurred_precision: string
  dated: boolean
  known_on: Date
  status: string
  attributes: Record<string, unknown>
  confidence: number
}

type Light = Telling & { companyKey: string }

/**
 * Makes the signals that these tellings are of, and those that they were of: brings tellings of one event together, merges them
 * with what operators corrected on top, and takes out signals of which nothing tells any more. In the caller's transaction, which
 * holds the lock of `storeTellings`.
 */
export async function resolveTellings(tx: Tx, touched: readonly Touched[]): Promise<void> {
  if (touched.length === 0) return
  const events = groups(await tellingsNear(tx, touched)).flatMap((group) => eventsOf(group))
  const ids = new Set(touched.flatMap((t) => t.id ?? []))
  const before = new Set(touched.flatMap((t) => t.signalId ?? []))
  const changed = events.filter(
    (e) => before.has(e.id) || e.tellings.some((t) => ids.has(t.key) || t.signalId !== e.id),
  )
  const moved = changed.flatMap((e) =>
    e.tellings.filter((t) => t.signalId !== e.id).map((t) => ({ id: t.key, to: e.id })),
  )
  for (const e of changed) for (const t of e.tellings) if (t.signalId !== null) before.add(t.signalId)
  if (moved.length > 0)
    await tx.$executeRaw`
      UPDATE tellings t SET signal_id = m."to" FROM jsonb_to_recordset(${jsonRows(moved)}::jsonb) AS m(id bigint, "to" text)
      WHERE t.id = m.id`
  await writeEvents(tx, changed, [...before])
}

/** Makes these signals once more out of the tellings that they have: after a correction. */
export async function remakeSignals(tx: Tx, signalIds: readonly string[]): Promise<void> {
  const touched = await tx.$queryRaw<Touched[]>`
    SELECT id::text AS id, own_id AS "ownId", signal_id AS "signalId", type, company_key AS "companyKey" FROM tellings
    WHERE signal_id = ANY(${[...signalIds]}::text[]) AND reader <> 'model'`
  await resolveTellings(tx, touched)
}

/** The tellings that may be of one event with a touched one. */
async function tellingsNear(tx: Tx, touched: readonly Touched[]): Promise<Light[]> {
  const compared = touched.filter((t) => t.companyKey !== '' && COMPARED_TYPES.includes(t.type))
  const others = touched.filter((t) => t.companyKey === '' || !COMPARED_TYPES.includes(t.type))
  const pairs = jsonRows([...new Map(compared.map((t) => [`${t.type} ${t.companyKey}`, t])).values()])
  const ids = [...new Set(others.flatMap((t) => [t.ownId, ...(t.signalId === null ? [] : [t.signalId])]))]
  const columns = Prisma.sql`t.id::text AS key, t.hash, t.reader, t.own_id, t.signal_id, t.type, t.company_key, t.article_id::text, t.occurred_on,
    t.occurred_precision, t.dated, t.known_on, t.status, t.attributes, t.confidence`
  const rows = await tx.$queryRaw<Raw[]>`
    SELECT ${columns} FROM tellings t
    JOIN jsonb_to_recordset(${pairs}::jsonb) AS p(type text, "companyKey" text) ON p."companyKey" = t.company_key AND p.type = t.type
    WHERE t.reader <> 'model'
    UNION
    SELECT ${columns} FROM tellings t WHERE t.reader <> 'model' AND t.own_id = ANY(${ids}::text[])
    UNION
    SELECT ${columns} FROM tellings t WHERE t.reader <> 'model' AND t.signal_id = ANY(${ids}::text[])`
  return rows.map((r) => ({
    key: r.key,
    hash: r.hash,
    reader: r.reader,
    ownId: r.own_id,
    signalId: r.signal_id,
    type: r.type,
    companyKey: r.company_key,
    articleId: r.article_id,
    occurredOn: dayOf(r.occurred_on),
    occurredPrecision: r.occurred_precision,
    dated: r.dated,
    knownOn: dayOf(r.known_on),
    status: r.status,
    attributes: r.attributes,
    confidence: r.confidence,
  }))
}

function groups(tellings: readonly Light[]): Light[][] {
  const byKey = new Map<string, Light[]>()
  for (const t of tellings) {
    const key = `${t.type} ${t.companyKey}`
    const group = byKey.get(key)
    if (group) group.push(t)
    else byKey.set(key, [t])
  }
  return [...byKey.values()]
}

interface Full {
  id: string
  company_slug: string | null
  company_name: string | null
  roles: string[]
  skills: string[]
  direction: string | null
  magnitude: number | null
  summary: string
  rules: string[]
  evidence: EvidenceOfTelling[]
  extractor_version: string
  origin: string
  dataset_version: string | null
}

/** A row of `signals`, names as the columns have them. */
export interface SignalRowToStore {
  id: string
  type: string
  company_slug: string | null
  company_name: string | null
  occurred_on: Day
  occurred_precision: string
  known_on: Day
  status: string
  roles: string[]
  skills: string[]
  attributes: Record<string, unknown>
  direction: string | null
  magnitude: number | null
  confidence: number
  summary: string
  rules: string[]
  extractor_version: string
  origin: string
  dataset_version: string | null
}

/** Every id that an event has or had. */
const namesOf = (event: ToldEvent<Light>): string[] =>
  event.tellings.flatMap((t) => (t.signalId === null ? [t.ownId] : [t.ownId, t.signalId]))

async function writeEvents(tx: Tx, events: readonly ToldEvent<Light>[], before: readonly string[]): Promise<void> {
  const keys = events.flatMap((e) => e.tellings.map((t) => BigInt(t.key)))
  const full = new Map(
    (
      await tx.$queryRaw<Full[]>`
        SELECT id::text AS id, company_slug, company_name, roles, skills, direction, magnitude, summary, rules, evidence, extractor_version,
          origin, dataset_version
        FROM tellings WHERE id = ANY(${keys}::bigint[])`
    ).map((r) => [r.id, r]),
  )
  const corrections = await correctionsOf(tx, events.flatMap(namesOf))
  const signals: SignalRowToStore[] = []
  const evidence: object[] = []
  const aliases: { alias: string; id: string }[] = []
  for (const event of events) {
    const said = namesOf(event)
    const own = corrections.filter((c: Correction) => said.includes(c.signalId))
    const merged = signalOf(event, full)
    const row = merged === null ? null : corrected(merged, own)
    if (row === null) continue
    signals.push(row)
    for (const t of event.tellings) {
      const f = full.get(t.key)
      for (const e of f?.evidence ?? [])
        evidence.push({
          ...e,
          signal_id: event.id,
          article_id: t.articleId,
          origin: f?.origin,
          dataset_version: f?.dataset_version,
        })
    }
    for (const alias of new Set(said)) if (alias !== event.id) aliases.push({ alias, id: event.id })
  }
  const kept = signals.map((s) => s.id)
  const all = [...new Set([...before, ...events.map((e) => e.id)])]
  await tx.$executeRaw`
    DELETE FROM signals s WHERE s.id = ANY(${all}::text[]) AND NOT (s.id = ANY(${kept}::text[]))`
  await upsertSignals(tx, signals)
  await writeEvidence(tx, kept, evidence)
  await tx.$executeRaw`DELETE FROM signal_aliases WHERE alias = ANY(${kept}::text[])`
  await tx.$executeRaw`
    INSERT INTO signal_aliases (alias, signal_id)
    SELECT DISTINCT ON (alias) alias, id FROM jsonb_to_recordset(${jsonRows(aliases)}::jsonb) AS a(alias text, id text)
    WHERE NOT EXISTS (SELECT 1 FROM signals s WHERE s.id = a.alias)
    ON CONFLICT (alias) DO UPDATE SET signal_id = excluded.signal_id`
  // What an operator said of an event stays with it under its new id.
  const renamed = aliases.filter((a) => before.includes(a.alias) && !events.some((e) => e.id === a.alias))
  if (renamed.length > 0)
    await tx.$executeRaw`
      UPDATE corrections c SET signal_id = a.id FROM jsonb_to_recordset(${jsonRows(renamed)}::jsonb) AS a(alias text, id text)
      WHERE c.signal_id = a.alias`
}

/** The signal of an event, before corrections; null where nothing tells it. */
function signalOf(event: ToldEvent<Light>, full: ReadonlyMap<string, Full>): SignalRowToStore | null {
  const merged = mergeTellings(
    event.tellings.flatMap((t): WholeTelling[] => {
      const f = full.get(t.key)
      return f === undefined
        ? []
        : [
            {
              ...t,
              companySlug: f.company_slug,
              companyName: f.company_name,
              roles: f.roles,
              skills: f.skills,
              direction: f.direction,
              magnitude: f.magnitude,
              summary: f.summary,
              rules: f.rules,
              extractorVersion: f.extractor_version,
              origin: f.origin,
              datasetVersion: f.dataset_version,
            },
          ]
    }),
  )
  if (merged === null) return null
  const { lead } = merged
  return {
    id: event.id,
    type: lead.type,
    company_slug: lead.companySlug,
    company_name: lead.companySlug === null ? lead.companyName : null,
    occurred_on: lead.occurredOn,
    occurred_precision: lead.occurredPrecision,
    known_on: merged.knownOn,
    status: merged.status,
    roles: merged.roles,
    skills: merged.skills,
    attributes: merged.attributes,
    direction: lead.direction,
    magnitude: merged.magnitude,
    confidence: merged.confidence,
    summary: lead.summary,
    rules: merged.rules,
    extractor_version: merged.extractorVersion,
    origin: lead.origin,
    dataset_version: lead.datasetVersion,
  }
}

async function upsertSignals(tx: Tx, signals: readonly SignalRowToStore[]): Promise<void> {
  if (signals.length === 0) return
  await tx.$executeRaw`
    INSERT INTO signals AS s (${SIGNAL_COLUMNS})
    SELECT id, type, company_slug, company_name, occurred_on, occurred_precision, known_on, status, ARRAY(SELECT jsonb_array_elements_text(roles)),
      ARRAY(SELECT jsonb_array_elements_text(skills)), attributes, direction, magnitude, confidence, summary,
      ARRAY(SELECT jsonb_array_elements_text(rules)), extractor_version, origin, dataset_version
    FROM jsonb_to_recordset(${jsonRows(signals)}::jsonb) AS r(id text, type text, company_slug text, company_name text, occurred_on date,
      occurred_precision text, known_on date, status text, roles jsonb, skills jsonb, attributes jsonb, direction text, magnitude float8,
      confidence float8, summary text, rules jsonb, extractor_version text, origin text, dataset_version text)
    ON CONFLICT (id) DO UPDATE SET (${SIGNAL_COLUMNS}) = ROW(excluded.id, excluded.type, excluded.company_slug, excluded.company_name,
      excluded.occurred_on, excluded.occurred_precision, excluded.known_on, excluded.status, excluded.roles, excluded.skills, excluded.attributes,
      excluded.direction, excluded.magnitude, excluded.confidence, excluded.summary, excluded.rules, excluded.extractor_version, excluded.origin,
      excluded.dataset_version)`
}

const SIGNAL_COLUMNS = Prisma.sql`id, type, company_slug, company_name, occurred_on, occurred_precision, known_on, status, roles, skills,
  attributes, direction, magnitude, confidence, summary, rules, extractor_version, origin, dataset_version`

async function writeEvidence(tx: Tx, signalIds: readonly string[], rows: readonly object[]): Promise<void> {
  const json = jsonRows(rows)
  const wanted = Prisma.sql`jsonb_to_recordset(${json}::jsonb) AS w(signal_id text, kind text, article_id bigint, quote text, start int, "end" int,
    address text, publisher text, "publishedOn" text, title text, "titleIs" text, summary text, hash text, origin text, dataset_version text)`
  await tx.$executeRaw`
    DELETE FROM evidence e WHERE e.signal_id = ANY(${[...signalIds]}::text[])
      AND NOT EXISTS (SELECT 1 FROM ${wanted} WHERE w.signal_id = e.signal_id AND w.hash = e.hash)`
  await tx.$executeRaw`
    INSERT INTO evidence (signal_id, kind, article_id, quote, start_offset, end_offset, address, publisher, published_on, title, title_is, summary,
      hash, origin, dataset_version)
    SELECT DISTINCT ON (signal_id, hash) signal_id, kind, article_id, quote, start, "end", address, publisher, "publishedOn", title, "titleIs",
      summary, hash, origin, dataset_version
    FROM ${wanted} ORDER BY signal_id, hash
    ON CONFLICT (signal_id, hash) DO UPDATE SET article_id = excluded.article_id
    WHERE evidence.article_id IS DISTINCT FROM excluded.article_id`
}
