import { createHash } from 'node:crypto'
import type { Day } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { signalId } from '@/lib/signals/signalId'
import type { SignalType } from '@/lib/signals/types'

/** A record as evidence: an address and our words about it. */
export interface RecordEvidence {
  address: string | null
  publisher: string | null
  publishedOn: string | null
  title: string | null
  titleIs: 'published' | 'rebuilt' | null
  summary: string
}

/** A signal out of stored facts, before it is stored. */
export interface SignalDraft {
  key: {
    /** The period of the event as known; a signal's id takes the quarter of a day. */
    period: string
    /** What tells it from its neighbours in that quarter, in the words that an article's signal would have too. */
    discriminator: string
    /** Tells facts apart that an id alone would not: two loans of one quarter are two signals. */
    unique: string
  }
  type: SignalType
  company: string | null
  companyName: string | null
  occurredOn: Day
  occurredPrecision: 'day' | 'month' | 'quarter' | 'half' | 'year'
  knownOn: Day
  status: string
  roles: string[]
  skills: string[]
  attributes: Record<string, unknown>
  direction: string | null
  magnitude: number | null
  confidence: number
  summary: string
  /** Each starts with `fact:`. */
  rules: string[]
  extractorVersion: string
  origin: string
  datasetVersion: string | null
  evidence: RecordEvidence[]
}

/** The prefix tells evidence that came from facts from that of articles. */
const evidenceHash = (e: RecordEvidence): string =>
  `fact:${createHash('sha256')
    .update([e.address, e.publisher, e.publishedOn, e.title, e.titleIs, e.summary].map((p) => p ?? '').join('\u001f'))
    .digest('hex')
    .slice(0, 24)}`

/**
 * Gives each draft its id. The first of those that would share one has it, so that an article about the same event meets it; a later
 * fact of the same kind and quarter gets its own, with what tells it apart. Only earlier facts decide, so a new one renames none.
 */
function identified(drafts: readonly SignalDraft[]): (SignalDraft & { id: string })[] {
  const order = (d: SignalDraft) => [d.occurredOn, d.key.unique].join(' ')
  const sorted = [...drafts].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0))
  const byId = new Map<string, SignalDraft & { id: string }>()
  for (const draft of sorted) {
    const key = {
      type: draft.type,
      company: draft.company ?? draft.companyName,
      occurredOn: draft.key.period,
      knownOn: draft.knownOn,
    }
    const plain = signalId({ ...key, discriminator: draft.key.discriminator })
    const taken = byId.get(plain)
    const id =
      taken && taken.key.unique !== draft.key.unique
        ? signalId({ ...key, discriminator: `${draft.key.discriminator} ${draft.key.unique}` })
        : plain
    const known = byId.get(id)
    if (known) known.evidence.push(...draft.evidence)
    else byId.set(id, { ...draft, id, evidence: [...draft.evidence] })
  }
  return [...byId.values()]
}

/**
 * Brings the signals of facts to the drafts: new ones in, changed ones changed, gone ones out. A signal that an article tells
 * too keeps that evidence and its rules; two drafts of one fact are one, with the evidence of both.
 */
export async function storeFactSignals(
  tx: Tx,
  drafts: readonly SignalDraft[],
  scope: { all?: boolean; companies?: string[] },
): Promise<void> {
  const signals = identified(drafts)
  const evidence = signals.flatMap((s) =>
    s.evidence.map((e) => ({
      ...e,
      signalId: s.id,
      hash: evidenceHash(e),
      origin: s.origin,
      datasetVersion: s.datasetVersion,
    })),
  )
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS draft_signals (LIKE signals INCLUDING DEFAULTS) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE draft_signals`
  await tx.$executeRaw`
    INSERT INTO draft_signals (id, type, company_slug, company_name, occurred_on, occurred_precision, known_on, status, roles,
      skills, attributes, direction, magnitude, confidence, summary, rules, extractor_version, origin, dataset_version)
    SELECT id, type, company, "companyName", "occurredOn", "occurredPrecision", "knownOn", status,
      ARRAY(SELECT jsonb_array_elements_text(roles)), ARRAY(SELECT jsonb_array_elements_text(skills)),
      attributes, direction, magnitude, confidence, summary, ARRAY(SELECT jsonb_array_elements_text(rules)),
      "extractorVersion", origin, "datasetVersion"
    FROM jsonb_to_recordset(${JSON.stringify(signals)}::jsonb) AS d(id text, type text, company text, "companyName" text,
      "occurredOn" date, "occurredPrecision" text, "knownOn" date, status text, roles jsonb, skills jsonb, attributes jsonb,
      direction text, magnitude float8, confidence float8, summary text, rules jsonb, "extractorVersion" text, origin text,
      "datasetVersion" text)`
  const inScope = scope.all ? Prisma.sql`TRUE` : Prisma.sql`s.company_slug = ANY(${scope.companies ?? []}::text[])`
  const onlyFacts = Prisma.sql`NOT EXISTS (SELECT 1 FROM unnest(s.rules) r WHERE r NOT LIKE 'fact:%')`
  // What facts no longer say.
  await tx.$executeRaw`
    DELETE FROM signals s WHERE ${inScope} AND s.rules <> '{}' AND ${onlyFacts}
      AND NOT EXISTS (SELECT 1 FROM draft_signals d WHERE d.id = s.id)`
  await tx.$executeRaw`
    UPDATE signals s SET rules = ARRAY(SELECT r FROM unnest(s.rules) r WHERE r NOT LIKE 'fact:%')
    WHERE ${inScope} AND EXISTS (SELECT 1 FROM unnest(s.rules) r WHERE r LIKE 'fact:%')
      AND NOT EXISTS (SELECT 1 FROM draft_signals d WHERE d.id = s.id)`
  await tx.$executeRaw`
    INSERT INTO signals AS s SELECT * FROM draft_signals
    ON CONFLICT (id) DO UPDATE SET
      type = excluded.type, company_slug = excluded.company_slug, company_name = excluded.company_name,
      occurred_on = excluded.occurred_on, occurred_precision = excluded.occurred_precision,
      -- What an article told earlier stays known from then on.
      known_on = CASE WHEN ${onlyFacts} THEN excluded.known_on ELSE least(s.known_on, excluded.known_on) END,
      status = excluded.status,
      attributes = CASE WHEN ${onlyFacts} THEN excluded.attributes ELSE s.attributes || jsonb_strip_nulls(excluded.attributes) END,
      direction = excluded.direction, magnitude = excluded.magnitude,
      confidence = CASE WHEN ${onlyFacts} THEN excluded.confidence ELSE greatest(s.confidence, excluded.confidence) END,
      roles = CASE WHEN ${onlyFacts} THEN excluded.roles ELSE s.roles END,
      skills = CASE WHEN ${onlyFacts} THEN excluded.skills ELSE s.skills END,
      summary = excluded.summary,
      rules = excluded.rules || ARRAY(SELECT r FROM unnest(s.rules) r WHERE r NOT LIKE 'fact:%'),
      extractor_version = excluded.extractor_version, origin = excluded.origin, dataset_version = excluded.dataset_version`
  await tx.$executeRaw`
    CREATE TEMP TABLE IF NOT EXISTS draft_evidence (
      signal_id text, address text, publisher text, published_on text, title text, title_is text, summary text, hash text,
      origin text, dataset_version text) ON COMMIT DROP`
  await tx.$executeRaw`TRUNCATE draft_evidence`
  await tx.$executeRaw`
    INSERT INTO draft_evidence
    SELECT "signalId", address, publisher, "publishedOn", title, "titleIs", summary, hash, origin, "datasetVersion"
    FROM jsonb_to_recordset(${JSON.stringify(evidence)}::jsonb) AS e("signalId" text, address text, publisher text,
      "publishedOn" text, title text, "titleIs" text, summary text, hash text, origin text, "datasetVersion" text)`
  await tx.$executeRaw`
    DELETE FROM evidence e USING signals s
    WHERE e.signal_id = s.id AND ${inScope} AND e.hash LIKE 'fact:%'
      AND NOT EXISTS (SELECT 1 FROM draft_evidence d WHERE d.signal_id = e.signal_id AND d.hash = e.hash)`
  await tx.$executeRaw`
    INSERT INTO evidence (signal_id, kind, address, publisher, published_on, title, title_is, summary, hash, origin, dataset_version)
    SELECT DISTINCT ON (signal_id, hash) signal_id, 'record', address, publisher, published_on, title, title_is, summary, hash,
      origin, dataset_version
    FROM draft_evidence ORDER BY signal_id, hash
    ON CONFLICT (signal_id, hash) DO NOTHING`
}
