import { createHash } from 'node:crypto'
import type { Day } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { signalId } from '@/lib/signals/signalId'
import type { SignalType } from '@/lib/signals/types'
import type { TellingRow } from './tellingRows'
import { storeTellings } from './tellings'

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
  const rows = identified(drafts).map(
    (s): TellingRow => ({
      reader: 'facts',
      article_id: null,
      own_id: s.id,
      type: s.type,
      company_slug: s.company,
      company_name: s.companyName,
      occurred_on: s.occurredOn,
      occurred_precision: s.occurredPrecision,
      dated: true,
      known_on: s.knownOn,
      status: s.status,
      roles: s.roles,
      skills: s.skills,
      attributes: s.attributes,
      direction: s.direction,
      magnitude: s.magnitude,
      confidence: s.confidence,
      summary: s.summary,
      rules: s.rules,
      fired: [],
      evidence: s.evidence.map((e) => ({
        kind: 'record',
        quote: null,
        start: null,
        end: null,
        ...e,
        hash: evidenceHash(e),
      })),
      extractor_version: s.extractorVersion,
      origin: s.origin,
      dataset_version: s.datasetVersion,
    }),
  )
  await storeTellings(tx, 'facts', scope.all ? { all: true } : { companies: scope.companies ?? [] }, rows)
}
