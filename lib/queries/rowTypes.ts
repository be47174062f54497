/**
 * Rows and page data that the queries answer. Plain serialisable values: days are UTC `YYYY-MM-DD`, money is in whole units of
 * its currency, null is "not observed" or "not published" and never zero.
 */
import type { Change } from '@/components/charts/types'
import type { Day } from '@/lib/dates'
import type { SourceLine } from '@/lib/queries/answer'
import type { Marked } from '@/lib/queries/fullText'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type { Conflict } from '@/lib/signals/tellings'
import type { FiredRule } from '@/lib/signals/types'

// ---------------------------------------------------------------- words with evidence behind them

/** What to ask `evidence` for; the same shape as a chart's pick, so both open the same panel. */
export interface EvidenceRef {
  chart: string
  first?: Day
  last?: Day
  role?: string
  company?: string
  signalId?: string
}

/** A piece of a sentence. With `evidence` it is a door to what is behind it (dotted), with `href` a link (solid). */
interface Phrase {
  text: string
  strong?: boolean
  evidence?: EvidenceRef
  href?: string
}
/** A sentence or several, in order; the spaces are in the pieces. */
export type Words = Phrase[]

/** One of the three short answers at the head of a page. */
export interface ShortAnswer {
  label: string
  words: Words
}

/** One sentence of "What this view can and cannot say". `kind` picks the swatch. */
export interface Limit {
  kind: 'gap' | 'break' | 'left-out' | 'small' | 'incomplete' | 'reader'
  bold: string
  text: string
}

export interface Tile {
  key: string
  label: string
  /** As it is set, `450` or `5.9`; null when nothing was observed. */
  figure: string | null
  /** Set smaller after the figure, `%`; null: none. */
  unit: string | null
  spark: { kind: 'line' | 'bars' | 'marks'; points: { period: string; value: number | null; complete: boolean }[] }
  change: TileChange | null
  period: string
  sample: string
  source: SourceLine
  evidence: EvidenceRef | null
}
export interface TileChange {
  direction: 'up' | 'down' | 'flat'
  /** `+25% on 8 Apr`, or a difference where the start was under 10. */
  text: string
  /** `14 to 37`: the 90 % interval in the same unit; null for a count of all there is, which has none. */
  interval: string | null
  small: boolean
}

// ---------------------------------------------------------------- rows

export interface OpeningsRow {
  period: string
  /** Mean over the covered days of the period of the openings seen; null where no day was covered. */
  value: number | null
  /** Every selected company covered on every day of the period that has passed. */
  covered: boolean
  /** Covered company-days over company-days that have passed, 0..1. */
  coveredShare: number
  /** `whole`, `partial`, `mixed` of what the value rests on, else the state met (`capped`, `unknown`); null: no reading. */
  completeness: string | null
  /** `count`: the board's own number; `postings`: classified postings; null without a value. */
  basis: 'count' | 'postings' | null
}

export interface ObservationRow {
  series: string
  period: string
  value: number | null
  vintage: Day
  estimate: string | null
}

export interface EvidenceRow {
  kind: 'quote' | 'record'
  /** Verbatim; only for `quote`. */
  quote: string | null
  start: number | null
  end: number | null
  articleId: string | null
  address: string | null
  publisher: string | null
  /** May be partial, `2026-06`. */
  publishedOn: string | null
  title: string | null
  titleIs: 'published' | 'rebuilt' | null
  summary: string | null
}

export interface SignalRow {
  id: string
  type: string
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
  evidence: EvidenceRow[]
  /** Names of the rules that fired; `fact:…` made it out of a stored fact. */
  rules: string[]
  /** The words that each rule fired on, in the articles that were known. */
  fired: (FiredRule & { articleId: string })[]
  /** Figures that its sources give differently, and by how many each is given; [] where all agree. */
  conflicts: Conflict[]
  /** What an operator said of it and still stands, the oldest first. */
  corrections: CorrectionRow[]
}

/** What an operator said of a signal. */
export interface CorrectionRow {
  id: string
  signalId: string
  /** confirm, reject, roles, company, type */
  action: string
  before: unknown
  after: unknown
  /** The signal's sentence and type when it was reviewed. */
  summary: string
  signalType: string
  reason: string
  by: string
  /** ISO instant (UTC). */
  at: string
  undoneAt: string | null
  undoneWhy: string | null
}

export interface SignalFilter {
  type?: string | string[]
  status?: string
  /** Words to search for, as `wordQuery` reads them. */
  text?: string
  /** 1-based. */
  page?: number
  /** At most 200. */
  pageSize?: number
}
export interface SignalPage {
  total: number
  page: number
  pageSize: number
  byType: Record<string, number>
  /** Of a search: each shown text that holds what was looked for, in pieces. */
  marks: Record<string, Marked>
}

export interface RoundRow {
  id: string
  company: string
  companyName: string
  announcedOn: Day
  knownOn: Day
  kind: 'equity' | 'debt' | 'strategic'
  stage: string
  /** Whole units of `currency`; null: not published. */
  amount: number | null
  currency: string
  amountIs: string | null
  valuation: number | null
  valuationIs: string | null
  leadInvestors: string[]
  investors: string[]
  /** Announcement day of the round that already includes this amount; such a row is in no sum. */
  partOf: Day | null
  /** True where sums in USD count it. */
  counted: boolean
  grade: string | null
  note: string | null
  sourceUrl: string
  sourceTitle: string | null
  signalId: string | null
}

export interface FilingRow {
  company: string | null
  companyName: string
  cik: string
  accession: string
  form: string
  filedOn: Day
  knownOn: Day
  description: string | null
  url: string
}

export interface IpoStepRow {
  company: string | null
  companyName: string
  milestone: string
  /** As known, may be partial. */
  occurredOn: string
  knownOn: Day
  form: string | null
  exchange: string | null
  ticker: string | null
  proceedsUsd: number | null
  valuationUsd: number | null
  banks: string[]
  window: string | null
  note: string | null
  sourceUrl: string
  signalId: string | null
}

export interface RoleListRow {
  role: RoleSlug
  code: string
  name: string
  definition: string
  /** Openings at the panel on its last covered day; null: not covered. */
  openings: number | null
  day: Day | null
  /** Against the first covered day of the range. */
  change: Change | null
  changeFrom: Day | null
  /** Lower end of the interval of the change, what rankings by growth go by; null: none. */
  rank: number | null
  share: number | null
  newlyListed: number | null
  companies: number
  spark: { day: Day; value: number | null }[]
}

export interface CompanyListRow {
  company: string
  name: string
  segment: string
  place: string | null
  ticker: string | null
  /** Latest covered day and its openings; null: no board was read well. */
  openings: number | null
  day: Day | null
  basis: 'count' | 'postings' | null
  before: { value: number; day: Day } | null
  /** Null where a break lies between the two, or one is missing. */
  change: Change | null
  infra: number | null
  readings: number
  lastRound: { announcedOn: Day; amount: number | null; currency: string; kind: string; stage: string } | null
  ipoState: string | null
  signals: number
  /** Why there is no number: `no board is known`, `the board stopped answering on …`; null with one. */
  reason: string | null
}

export interface SourceRow {
  id: string
  kind: string
  name: string
  address: string
  company: string | null
  enabled: boolean
  /** ok, failing, never, off, running */
  state: string
  lastCheckedAt: string | null
  lastOkAt: string | null
  nextCheckAt: string | null
  failures: number
  lastError: { code: string; message: string; next: string } | null
  lastRun: {
    startedAt: string
    status: string
    seen: number
    new: number
    changed: number
    unchanged: number
    rejected: number
    message: string | null
  } | null
  openRejects: number
}
export interface RejectRow {
  id: string
  kind: string
  position: string | null
  code: string
  reason: string
  next: string | null
  createdAt: string
}
export interface BoardQualityRow {
  company: string
  companyName: string
  kind: string
  token: string
  firstDay: Day | null
  lastDay: Day | null
  goodDays: number
  suspectDays: number
  unknownDays: number
  readers: string[]
  activeTo: Day | null
  note: string | null
}
export interface SourcesData {
  sources: SourceRow[]
  boards: BoardQualityRow[]
  /** What ships with the product: publisher, licence, rows. */
  reference: { version: string; loadedAt: string } | null
}

export interface ReleaseRow {
  agency: string
  release: string
  period: string | null
  scheduledOn: Day
  timeLocal: string | null
  timeZone: string | null
  sourceUrl: string | null
}

export interface ArticleRow {
  id: string
  url: string
  publisher: string
  publishedOn: string | null
  title: string
  titleIs: 'published' | 'rebuilt'
  summary: string | null
  topics: string[]
  signals: number
}
export interface ArticleFilter {
  /** Words to search for, as `wordQuery` reads them. */
  text?: string
  /** Only articles that are evidence of a signal of this type. */
  type?: string
  publisher?: string
  /** By day, or by how well it answers the words. */
  order?: 'newest' | 'best'
  page?: number
  pageSize?: number
  /** Whether texts of fetched pages may be shown whole, so that they are searched too. */
  showFetched?: boolean
}
export interface ArticlePage {
  /** At most `ARTICLES_COUNTED` of a search are counted. */
  total: number
  /** Of a search: titles and summaries that hold what was looked for, in pieces. */
  marks: Record<string, Marked>
  /** Of a search, by article: the passages of its text, or a quote from it, that answer. */
  passages: Record<string, { words: Marked; from: 'text' | 'teaser' | 'quote' }>
  /** Who published most of what the other filters leave, and how many. */
  publishers: { publisher: string; n: number }[]
}
export interface ArticleData extends ArticleRow {
  author: string | null
  knownOn: Day
  /** The text that offsets point into, only where it may be shown whole: published by a feed, or the setting says so. */
  text: string | null
  textFrom: string
  /** What the feed published, where the text is from the page; null: it published the text itself, or nothing. */
  teaser: string | null
  /** Why the text of its page is not there, in a sentence; null: it was not asked for, or it is there. */
  textNote: string | null
  /** Other articles of the same story, the first that was known first: copies, other addresses, rewritings. */
  copies: { id: string; url: string; publisher: string; publishedOn: string | null; title: string }[]
  /** Quotes in order of their place. */
  quotes: { start: number; end: number; quote: string; signalId: string; type: string; summary: string }[]
  signalRows: SignalRow[]
}

export interface PostingRow {
  id: string
  company: string
  companyName: string
  title: string
  role: RoleSlug
  seniority: string
  team: string | null
  location: string | null
  workplace: string | null
  employmentType: string | null
  publishedOn: Day | null
  firstSeen: Day
  lastSeen: Day
  url: string | null
  pay: { min: number | null; max: number | null; currency: string | null; period: string | null } | null
  source: string | null
}
