import type { z } from 'zod'
import type { Config } from '@/lib/config'
import type { Day } from '@/lib/dates'
import type { ErrorCode } from '@/lib/errors'

/** What one source wants to ask. `role` tells the parser which of its documents this is; it is echoed unchanged. */
export type SourceRequest = {
  readonly url: string
  readonly role: string
  readonly accept?: string
  /** The same with less in it, for when the whole is more than we take. */
  readonly smaller?: string
  /** The document never changes once published: it is not asked for again when its bytes are stored. */
  readonly once?: boolean
  /** Query parameters that are sent but never stored or shown: keys. */
  readonly secret?: Readonly<Record<string, string>>
  /** An answer that there is no such document (4xx), or one that is too large, does not fail the visit; it is kept as a reject. */
  readonly optional?: boolean
  /**
   * JSON that is sent with POST. The address stands for the answer in the store, so that two bodies need two addresses: a
   * fragment, which is never sent, tells them apart.
   */
  readonly post?: Readonly<Record<string, unknown>>
  /** One of several documents that only together say something: none is skipped while another one changed. */
  readonly part?: boolean
  /** Its bytes are not kept, also not when they cannot be read: people's texts that are only counted. */
  readonly forget?: boolean
  /** Whatever the parser needs to know again when the answer comes. */
  readonly about?: Readonly<Record<string, string>>
}

/** An answer, as bytes. `url` is where it was asked for, `finalUrl` where the redirects ended. */
export type SourceDocument = {
  readonly request: SourceRequest
  readonly finalUrl: string
  readonly bytes: Uint8Array
  readonly contentType: string | null
}

/** A text that was published. `url` is canonical; `publishedAt` ISO 8601 UTC, null when unknown. */
export type ParsedArticle = {
  readonly url: string
  readonly title: string
  readonly publisher: string
  readonly publishedAt: string | null
  readonly author: string | null
  /** Sanitised. */
  readonly html: string | null
  readonly text: string | null
}

export type Workplace = 'remote' | 'hybrid' | 'onsite'
export type PayPeriod = 'year' | 'month' | 'hour'
/** Money in minor units of `currency` (cents). Either bound may be unknown, never both. */
export type Pay = {
  readonly minMinor: bigint | null
  readonly maxMinor: bigint | null
  readonly currency: string
  readonly period: PayPeriod
}

/** An advert. `text` is read for skills and pay and hashed; it is never stored. null: the board gave none. */
export type ParsedPosting = {
  readonly externalId: string
  readonly title: string
  readonly team: string | null
  readonly location: string | null
  readonly workplace: Workplace | null
  readonly employmentType: string | null
  readonly publishedOn: Day | null
  readonly url: string | null
  readonly pay: Pay | null
  readonly text: string | null
}

export type Completeness = 'whole' | 'partial' | 'capped' | 'unknown'

/** One visit to a board. `count` null: nothing came back. */
export type ParsedBoard = {
  readonly kind: string
  readonly token: string
  /** The company's name where the board itself gives it. */
  readonly companyName: string | null
  readonly completeness: Completeness
  readonly count: number | null
  readonly postings: readonly ParsedPosting[]
  /** Of a board that comes in pages: what the board says it holds in all, and how many jobs this page listed. */
  readonly page?: { readonly listed: number | null; readonly jobs: number }
}

/** Posts of one month's "Who is hiring?" thread that name a term; the term `posts` is the number of posts in all. */
export type ParsedHnTerm = {
  /** 2026-07 */
  readonly month: string
  readonly term: string
  readonly posts: number
}

/** A cut as its employer had to announce it. `company` is the name as it stands in the notice. */
export type ParsedLayoff = {
  readonly company: string
  readonly announcedOn: Day
  readonly knownOn: Day
  /** People; null: not told. */
  readonly headcount: number | null
  /** Percent of the staff; null: not told. */
  readonly percent: number | null
  /** The place of work, as the notice has it; a notice for the same place and number on the same day is the same. */
  readonly site: string | null
  /** The town or county, with the state where it is known; null: not told. */
  readonly place: string | null
  /** Titles of those who go, where the notice lists them. */
  readonly titles: readonly string[]
  readonly sourceUrl: string
  /** Where it stood in its file, and the row itself, for a refusal. */
  readonly position: string
  readonly raw: string
}

export type ParsedFiling = {
  readonly companyName: string
  /** Without leading zeros. */
  readonly cik: string
  /** 10-2-6 digits with dashes. */
  readonly accession: string
  readonly form: string
  readonly filedOn: Day
  /** When the public could first read it; a confidential draft is disclosed months after it was filed. */
  readonly knownOn: Day
  readonly acceptedAt: string | null
  readonly description: string | null
  readonly url: string
  readonly attributes: Readonly<Record<string, unknown>>
}

/** A step towards a listing that a filing proves. */
export type ParsedMilestone = {
  readonly companyName: string
  readonly cik: string
  readonly milestone: 'confidential' | 'filed' | 'amended' | 'priced' | 'listed' | 'withdrawn'
  readonly occurredOn: Day
  readonly knownOn: Day
  readonly form: string
  readonly accession: string
  readonly exchange: string | null
  readonly ticker: string | null
  readonly sourceUrl: string
}

export type ParsedRound = {
  /** Either a slug of `companies` or, for a filing, the filer's number and name. */
  readonly companySlug: string | null
  readonly companyName: string | null
  readonly cik: string | null
  readonly announcedOn: Day
  readonly knownOn: Day
  readonly kind: 'equity' | 'debt' | 'strategic'
  readonly stage: string
  readonly amountMinor: bigint | null
  readonly currency: string
  readonly amountIs: 'exact' | 'about' | 'at-least' | 'up-to' | null
  readonly valuationMinor: bigint | null
  readonly valuationIs: 'pre' | 'post' | 'unknown' | null
  readonly leadInvestors: readonly string[]
  readonly investors: readonly string[]
  readonly sourceUrl: string
  readonly sourceTitle: string | null
  readonly sourcePublishedOn: string | null
  readonly note: string | null
  readonly grade: string | null
  /** Of the filing that proves it. */
  readonly accession: string | null
  /** Of the earlier filing about the same offering that this one amends. */
  readonly previousAccession: string | null
}

export type Frequency = 'day' | 'week' | 'month' | 'quarter' | 'year'

export type ParsedSeries = {
  readonly id: string
  readonly title: string
  readonly unit: string
  readonly frequency: Frequency
  readonly seasonallyAdjusted: boolean
  readonly publisher: string
  readonly licence: string | null
  readonly url: string | null
  readonly decimals: number
  readonly note: string | null
  /** Whether the source describes the series itself, or we only know its id: then a row that is there keeps its words. */
  readonly described: boolean
}

/** One value of one period. `value` null: published as not available. `vintage`: known from this day on. */
export type ParsedObservation = {
  readonly seriesId: string
  readonly period: string
  readonly periodStart: Day
  readonly vintage: Day
  readonly value: string | null
  readonly estimate: string | null
  /** False when the vintage is only the day of our visit: then a value that is already known makes no new row. */
  readonly vintageKnown: boolean
  readonly sourceUrl: string | null
}

/** A reading without its postings, of another reader: file imports. */
export type ParsedReading = {
  readonly companySlug: string
  readonly boardKind: string
  /** null: the company’s board of that kind. */
  readonly boardToken: string | null
  readonly readOn: Day
  readonly readAt: string | null
  readonly reader: string
  readonly count: number | null
  readonly completeness: Completeness
  readonly best: boolean | null
  readonly source: string | null
  readonly commit: string | null
  readonly note: string | null
}

/** A posting of a file import, with the days between which its readers saw it. `skills` null: no text was read. */
export type ParsedPanelPosting = Omit<ParsedPosting, 'text'> & {
  readonly companySlug: string
  readonly boardKind: string
  /** null: the company's board of that kind. */
  readonly boardToken: string | null
  readonly firstSeen: Day
  readonly lastSeen: Day
  /** On how many readings it stood; null: not told. */
  readonly readings: number | null
  readonly readers: readonly string[]
  readonly skills: readonly string[] | null
}

/** What could not be used. `raw` is kept whole up to 64 KiB so that it can be tried again. */
export type ParsedReject = {
  readonly kind: string
  readonly position: string | null
  readonly code: string
  readonly reason: string
  readonly next: string | null
  readonly raw: string
}

export type ParsedBatch = {
  readonly articles: readonly ParsedArticle[]
  readonly boards: readonly ParsedBoard[]
  readonly readings: readonly ParsedReading[]
  readonly panelPostings: readonly ParsedPanelPosting[]
  readonly filings: readonly ParsedFiling[]
  readonly milestones: readonly ParsedMilestone[]
  readonly rounds: readonly ParsedRound[]
  readonly series: readonly ParsedSeries[]
  readonly observations: readonly ParsedObservation[]
  readonly hnTerms: readonly ParsedHnTerm[]
  readonly layoffs: readonly ParsedLayoff[]
  readonly rejects: readonly ParsedReject[]
  /** Further documents that this one names. */
  readonly more: readonly SourceRequest[]
  /** What the source calls itself; used as the name of a source that was just added. */
  readonly title: string | null
  /** The publisher's own wish for the time between two visits, in ms; null: none said. */
  readonly askedIntervalMs: number | null
}

export const EMPTY_BATCH: ParsedBatch = {
  articles: [],
  boards: [],
  readings: [],
  panelPostings: [],
  filings: [],
  milestones: [],
  rounds: [],
  series: [],
  observations: [],
  hnTerms: [],
  layoffs: [],
  rejects: [],
  more: [],
  title: null,
  askedIntervalMs: null,
}

type Off = { readonly code: ErrorCode; readonly message: string; readonly next: string }

export type RequestContext = {
  readonly config: Config
  readonly now: Date
  /** Accession numbers of this source whose documents are stored already: they are not asked for again. */
  readonly known: ReadonlySet<string>
  /** Filer numbers of the companies that are followed, for sources that list everybody's filings. */
  readonly followed?: ReadonlySet<string>
}

/**
 * One kind of source. `parse` and `requests` are pure: no network, no database, no clock. Everything that is added by
 * hand is found through `recognise`; a new kind is one file and one line in the registry.
 */
export interface Source<Options extends Record<string, unknown> = Record<string, unknown>> {
  readonly kind: string
  readonly title: string
  readonly description: string
  /** An address that `recognise` takes, as people see it. */
  readonly example: string
  readonly options: z.ZodType<Options>
  /** The options that an address stands for; null when the address is not of this kind. */
  recognise(address: URL): Options | null
  name(options: Options): string
  requests(options: Options, context: RequestContext): readonly SourceRequest[]
  parse(document: SourceDocument, options: Options, context: RequestContext): ParsedBatch
  readonly defaultIntervalMs: number
  /** The same answer on another day is a fact of its own (a board that did not change was read all the same). */
  readonly daily: boolean
  /** Requests a second that the publisher allows to all of us together; null: our usual manners. */
  readonly requestsPerSecond: number | null
  enabled(config: Config): { readonly ok: true } | { readonly off: Off }
  /** What an answer other than 2xx means here, in words; null: what it means everywhere. */
  explain?(status: number, body: string, options: Options, request: SourceRequest): Off | null
}

export const HOUR_MS = 3_600_000
export const ON = { ok: true } as const

/** A document as text: UTF-8, with or without a byte order mark. For JSON and CSV, whose charset is not a question. */
export const utf8 = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes)

/** A raw value for a reject, at most 64 KiB. */
export function rawOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 65_536)
  try {
    return (JSON.stringify(value) ?? 'undefined').slice(0, 65_536)
  } catch {
    return 'nested too deeply to be written down'
  }
}
