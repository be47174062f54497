/** What each page is given: rows and sentences, ready to be set. */
import type { Day } from '@/lib/dates'
import type { RoleSlug } from '@/lib/signals/taxonomy'
import type {
  BoardQualityRow,
  EvidenceRef,
  FilingRow,
  IpoStepRow,
  Limit,
  PostingRow,
  ReleaseRow,
  RoundRow,
  ShortAnswer,
  SignalRow,
  Tile,
  Words,
} from './rowTypes'

export type { EngagementData } from './engagement'
export type { IndexPageData } from './indexPage'
export type { Play, PlaybooksData, Verdict } from './playbooks'
export type * from './rowTypes'

// ---------------------------------------------------------------- pages

/** To which day each source is complete, when boards were last read, and what comes next. */
export interface Status {
  /** Last day on which at least half of the panel is covered. */
  openingsTo: Day | null
  /** Latest reading of any board, by anyone. */
  boardsReadOn: Day | null
  /** Latest reading by this installation (ISO instant); null: it has read none. */
  selfReadAt: string | null
  capitalTo: Day | null
  macroTo: Day | null
  releasesDue: ReleaseRow[]
  dataVersion: string
}

export interface PanelInfo {
  companies: { company: string; name: string }[]
  from: Day
  to: Day
  /** In words, for the view sentence: `3 companies read all through by posting`. */
  label: string
}

export interface OverviewData {
  panel: PanelInfo
  kick: string
  headline: Words
  answers: ShortAnswer[]
  tiles: Tile[]
  limits: Limit[]
  status: Status
  signals: SignalRow[]
}

export interface Ranked {
  label: string
  count: number
}
export interface RoleData {
  role: RoleSlug
  code: string
  name: string
  definition: string
  synonyms: string[]
  soc: { code: string; title: string } | null
  panel: PanelInfo
  headline: Words
  answers: ShortAnswer[]
  tiles: Tile[]
  /** Panel companies on up to three days. */
  hiring: {
    days: Day[]
    rows: {
      company: string
      name: string
      values: (number | null)[]
      firstSeen: Day | null
      spark: { day: Day; value: number | null }[]
    }[]
  }
  /** Companies outside the panel that were read once or twice by posting. */
  singles: { company: string; name: string; readings: { day: Day; value: number }[] }[]
  notCovered: string[]
  pay: { currency: string; n: number; median: number | null; lowest: number; highest: number } | null
  remote: { named: number; remote: number; n: number }
  seniority: Ranked[]
  /** Skills named in texts that were read; `n` postings had a text. */
  skills: { n: number; rows: Ranked[]; companies: string[] }
  places: Ranked[]
  openings: { day: Day | null; total: number; rows: PostingRow[] }
  signals: SignalRow[]
  limits: Limit[]
}

export interface Reason {
  sign: '+' | '-' | '?'
  text: string
  detail: string
  evidence: EvidenceRef | null
  href: string | null
}
export interface CompanyData {
  company: string
  name: string
  legalName: string | null
  segment: string
  place: string | null
  website: string | null
  ticker: string | null
  exchange: string | null
  listedOn: Day | null
  note: string | null
  headline: Words
  answers: ShortAnswer[]
  reasons: Reason[]
  pay: { role: RoleSlug; name: string; median: number | null; lowest: number; highest: number; n: number }[]
  payCurrency: string | null
  payDay: Day | null
  boards: BoardQualityRow[]
  quality: string[]
  /** Listed after the first of the two readings that `company-roles` compares. */
  newPostings: PostingRow[]
  openings: { day: Day | null; total: number; rows: PostingRow[] }
  rounds: RoundRow[]
  totals: {
    asOf: Day
    amount: number
    currency: string
    amountIs: string | null
    source: string
    investors: string[]
  }[]
  ipo: IpoStepRow[]
  filings: FilingRow[]
  signals: SignalRow[]
  limits: Limit[]
}

export interface CapitalData {
  headline: Words
  answers: ShortAnswer[]
  tiles: Tile[]
  rounds: RoundRow[]
  ipo: IpoStepRow[]
  filings: FilingRow[]
  limits: Limit[]
}

export interface SeriesInfo {
  series: string
  title: string
  unit: string
  frequency: string
  seasonallyAdjusted: boolean
  publisher: string
  licence: string | null
  url: string | null
  decimals: number
  note: string | null
  latest: { period: string; value: number | null; vintage: Day; estimate: string | null } | null
  /** The value of the same period a year before, in the same knowledge. */
  yearBefore: { period: string; value: number } | null
  /** How often the latest period was published, oldest first. */
  vintages: { vintage: Day; value: number | null; estimate: string | null }[]
}
export interface MacroData {
  headline: Words
  answers: ShortAnswer[]
  series: SeriesInfo[]
  releasesDue: ReleaseRow[]
  limits: Limit[]
}

export interface EvidenceQuery {
  chart: string
  first?: Day
  last?: Day
  role?: string
  company?: string
  signalId?: string
  /** Page of the postings, 1-based; a hundred a page. */
  page?: number
  /** All of them in one answer, up to ten thousand, as files have it. */
  all?: boolean
}
export interface EvidenceData {
  /** The value in words, `Week of 16 Feb 2026: 412 openings`. */
  label: string
  postings: { total: number; rows: PostingRow[] }
  events: SignalRow[]
  /** Events in all; `events` has the newest of them. */
  eventsTotal: number
  /** How it is counted: one sentence a line. */
  method: string[]
}
