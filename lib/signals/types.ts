import type { Day } from '@/lib/dates'
import type { CompanyName } from './companies'
import type { Fired } from './fired'
import type { SkillSlug } from './skills'
import type { EngagementForm, InfraRoleSlug } from './taxonomy'

export const SIGNAL_TYPES = [
  'hiring',
  'layoff',
  'funding',
  'ipo',
  'capacity',
  'compensation',
  'engagement',
  'macro',
] as const
export type SignalType = (typeof SIGNAL_TYPES)[number]

/** `completed`: happened or in force. `planned`: the company says that it will. `reported`: others say so. */
export type SignalStatus = 'rumoured' | 'reported' | 'planned' | 'completed' | 'denied' | 'cancelled'

export type AmountIs = 'exact' | 'about' | 'more-than' | 'up-to' | 'range'

/** What every type may carry. Absent means that the text does not say; nothing is ever filled in. */
type Common = {
  /** Publishers that the text names as its source for this. */
  sources?: string[]
  /** Exact: no other signal of the document has the figure. For people: the words "more than" and the like. */
  figureIs?: AmountIs
}

export type FundingAttributes = Common & {
  /** In the major unit of `currency` (dollars, not cents). For a range its lower end is `amountMin`, and this is absent. */
  amount?: number
  amountMin?: number
  amountMax?: number
  amountIs?: AmountIs
  /** ISO 4217 */
  currency?: string
  /** `Seed`, `Series B`, `debt`, `convertible`, `bridge`, `growth`, `strategic`, `secondary`; never on a total. */
  stage?: string
  investors?: string[]
  leadInvestors?: string[]
  /** In the major unit of `currency`. */
  valuation?: number
  /** true: all that was ever raised ("has raised … in all"), not a round. Never add it to rounds. */
  total?: true
}

export type IpoStage = 'reported' | 'confidential' | 'filed' | 'priced' | 'listed' | 'withdrawn'

export type IpoAttributes = Common & {
  stage: IpoStage
  banks?: string[]
  /** When it is to happen: `2026-H1`, `2026-Q2`, `2026-03`, … */
  window?: string
  exchange?: string
  ticker?: string
  amount?: number
  currency?: string
  valuation?: number
}

export type LayoffAttributes = Common & {
  headcount?: number /** Of the company's staff, 9 for 9 %. */
  percent?: number
  location?: string
}

export type CapacityAttributes = Common & {
  megawatts?: number
  /** GPUs or other accelerators. */
  gpus?: number
  /** Spent or to be spent, in the major unit of `currency`. */
  value?: number
  currency?: string
  site?: string
}

export type HiringAttributes = Common & {
  kind: 'opening' | 'expansion' | 'plan' | 'demand' | 'freeze'
  headcount?: number
  location?: string
}

export type CompensationAttributes = Common & {
  payMin?: number
  payMax?: number
  currency?: string
  payPeriod?: 'hour' | 'day' | 'month' | 'year'
  /** A rise or cut of pay, in percent. */
  percent?: number
}

export type EngagementAttributes = Common & {
  form: EngagementForm /** How the text speaks of it. */
  kind: 'offered' | 'trend' | 'recommended'
}

export type MacroIndicator =
  | 'gdp'
  | 'nominal-gdp'
  | 'payrolls'
  | 'unemployment-rate'
  | 'jolts-openings'
  | 'jolts-hires'
  | 'jolts-quits'
  | 'cpi'
  | 'jobless-claims'
  | 'policy-rate'

export type MacroAttributes = Common & {
  indicator: MacroIndicator
  /** The FRED series that holds it, where there is one. */
  series?: string
  value: number
  /** `percent`: of change or level, as the indicator has it; `persons`. */
  unit: 'percent' | 'persons'
  /** What the figure is of: `2025-Q2`, `2025-08`, a day for weekly figures. */
  period?: string
  vintage?: 'advance' | 'second' | 'third' | 'preliminary' | 'final'
  revision?: 'up' | 'down' | 'unchanged'
  /** The earlier figure that was revised. */
  previous?: number
  country?: string
}

export type AttributesOf = {
  funding: FundingAttributes
  ipo: IpoAttributes
  layoff: LayoffAttributes
  capacity: CapacityAttributes
  hiring: HiringAttributes
  compensation: CompensationAttributes
  engagement: EngagementAttributes
  macro: MacroAttributes
}

/** Verbatim: `text.slice(start, end) === quote`, in UTF-16 units of the text that was given. */
export type Quote = { readonly quote: string; readonly start: number; readonly end: number }

/** A rule and the words that it fired on, verbatim like a quote. */
export type FiredRule = Quote & { readonly rule: string }

type SignalBase = {
  /** Stable over re-runs and documents: a hash of type, company, period and what tells the event from its neighbours. */
  id: string
  /** The company's name; null where the event has none (macro, or demand in a whole field). */
  company: string | null
  /** null: no company, or one that the list of known companies has not. */
  companySlug: string | null
  /**
   * When it happened: a day, or as coarse as the text says (`2025-09`, `2025-Q2`, `2026-H1`, `2022`, `first/last`).
   * An undated event that the lead of an article tells
   * as done gets the day of the news (`newsDay.ts`; `rules` then has `date.lead`).
   * null: the text does not say; charts then use `knownOn`.
   */
  occurredOn: string | null
  /** The day of publication; null when none was given. */
  knownOn: Day | null
  status: SignalStatus
  roles: InfraRoleSlug[]
  skills: SkillSlug[]
  /** For hiring: 1 heats up, -1 cools down, 0 neither. */
  direction: -1 | 0 | 1
  /** The main figure in the unit of its attribute; null where there is none. */
  magnitude: number | null
  /** 0..1 */
  confidence: number
  /** One sentence in our words, built from the attributes. */
  summary: string
  /** The rules that fired, each once. */
  rules: string[]
  /** Where each of them fired: the words that it read as this event, and as its status. In the order of the text. */
  fired: FiredRule[]
  rulesVersion: string
  evidence: Quote[]
}

export type ExtractedSignal = { [T in SignalType]: SignalBase & { type: T; attributes: AttributesOf[T] } }[SignalType]

export type ExtractInput = {
  text: string
  title?: string
  /** Day of publication in UTC. Without it, relative dates stay unread. */
  published?: Day
  url?: string
}

export type ExtractOptions = { companies: readonly CompanyName[] }

export type ExtractResult = {
  signals: ExtractedSignal[]
  /** Why there is no signal; only then present. */
  reason?: string
}

/** A signal while it is being read: what the document gives to all is added at the end. */
export type Draft = {
  [T in SignalType]: {
    type: T
    attributes: AttributesOf[T]
    company: { name: string; slug: string | null } | null
    occurredOn: string | null
    status: SignalStatus
    roles: InfraRoleSlug[]
    direction: -1 | 0 | 1
    magnitude: number | null
    confidence: number
    fired: Fired[]
    evidence: { start: number; end: number }[]
    /** Tells the event from others of the same type, company and period. */
    discriminator: string
  }
}[SignalType]
