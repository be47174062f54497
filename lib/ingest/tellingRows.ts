import { createHash } from 'node:crypto'
import type { Day } from '@/lib/dates'
import { normalName } from '@/lib/signals/signalId'
import type { FiredRule } from '@/lib/signals/types'

/** A quote or a record as a telling keeps it, and as `evidence` takes it. */
export interface EvidenceOfTelling {
  kind: 'quote' | 'record'
  quote: string | null
  start: number | null
  end: number | null
  address: string | null
  publisher: string | null
  publishedOn: string | null
  title: string | null
  titleIs: 'published' | 'rebuilt' | null
  summary: string | null
  hash: string
}

/** A telling before it is stored; names as the columns have them, so that a set of them is one JSON parameter. */
export interface TellingRow {
  reader: 'rules' | 'facts' | 'model'
  article_id: bigint | null
  own_id: string
  type: string
  company_slug: string | null
  company_name: string | null
  occurred_on: Day
  occurred_precision: string
  /** false: the text does not say when. */
  dated: boolean
  known_on: Day
  status: string
  roles: readonly string[]
  skills: readonly string[]
  attributes: object
  direction: string | null
  magnitude: number | null
  confidence: number
  summary: string
  rules: readonly string[]
  fired: readonly FiredRule[]
  evidence: readonly EvidenceOfTelling[]
  extractor_version: string
  origin: string
  dataset_version: string | null
}

/** What tells companies apart where tellings are brought together. Empty: no company. */
export const companyKey = (slug: string | null, name: string | null): string => slug ?? normalName(name ?? '')

/** A hash of all that a telling says; the same telling read twice, or stored in another order of things, has the same. */
export const tellingHash = (row: TellingRow): string =>
  createHash('sha256')
    .update(JSON.stringify({ ...row, article_id: null }))
    .digest('hex')
    .slice(0, 32)

/** The columns of a row as `jsonb_to_recordset` reads them, and what is inserted. */
export const TELLING_RECORD = `reader text, article_id bigint, own_id text, type text, company_slug text, company_name text,
  company_key text, occurred_on date, occurred_precision text, dated boolean, known_on date, status text, roles jsonb, skills jsonb,
  attributes jsonb, direction text, magnitude float8, confidence float8, summary text, rules jsonb, fired jsonb, evidence jsonb,
  hash text, extractor_version text, origin text, dataset_version text`
