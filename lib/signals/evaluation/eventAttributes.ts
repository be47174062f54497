import { isDay, periodBounds } from '@/lib/dates'
import type { ExtractedSignal } from '../types'
import type { GoldEvent } from './goldDocuments'

type Span = { readonly first: string; readonly last: string }

/** A date or period as the gold and the signals write it, with halves and `first/last`; null: none of them. */
export function spanOf(text: string): Span | null {
  const half = /^(\d{4})-H([12])$/.exec(text)
  if (half)
    return half[2] === '1'
      ? { first: `${half[1]}-01-01`, last: `${half[1]}-06-30` }
      : { first: `${half[1]}-07-01`, last: `${half[1]}-12-31` }
  const [from = '', to, more] = text.split('/')
  if (to !== undefined) return more === undefined && isDay(from) && isDay(to) ? { first: from, last: to } : null
  return periodBounds(text)
}

const SUFFIXES =
  /\b(?:inc|incorporated|corp|corporation|co|company|ltd|limited|llc|plc|ag|gmbh|sa|se|bv|nv|ab|as|oy|lp|kk|holdings?|group|the)\b/g
const bare = (name: string): string =>
  name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A name without case, accents, punctuation and legal form, so that "The Acme Corp." is "Acme". */
export const plainName = (name: string): string =>
  bare(name).replace(SUFFIXES, ' ').replace(/\s+/g, ' ').trim() || bare(name)

const alternatives = (gold: unknown): string[] => String(gold).split('|')

/** `exact`: the same name. `part`: one begins with the other ("Acme", "Acme Cloud"). No company on both sides is exact. */
export function companyMatch(gold: string | null, got: string | null): 'exact' | 'part' | null {
  if (gold === null || got === null) return gold === got ? 'exact' : null
  const b = plainName(got)
  const names = alternatives(gold).map(plainName)
  if (names.includes(b)) return 'exact'
  return names.some((a) => `${a} `.startsWith(`${b} `) || `${b} `.startsWith(`${a} `)) ? 'part' : null
}

/** To 0.05 %, as figures are rounded when they are told. */
const near = (a: number, b: number): boolean => Math.abs(a - b) <= Math.max(1e-9, Math.abs(b) * 0.0005)
const hasFigure = (gold: unknown, got: readonly (number | undefined)[]): boolean =>
  alternatives(gold).some((g) => got.some((x) => x !== undefined && near(x, Number(g))))
const hasWord = (gold: unknown, got: unknown): boolean =>
  got !== undefined && alternatives(gold).some((g) => plainName(g) === plainName(String(got)))
const hasAllNames = (gold: unknown, got: readonly string[] | undefined): boolean =>
  Array.isArray(gold) && gold.every((g) => (got ?? []).some((x) => companyMatch(String(g), x) !== null))

/** What a loan is called does not matter; a convertible note is not called a plain loan. */
const instrument = (stage: string): string =>
  /convert/i.test(stage)
    ? 'convertible'
    : /debt|loan|credit|lease|note|bond/i.test(stage)
      ? 'debt'
      : plainName(stage.replace(/\b(?:round|funding)\b/gi, ''))

const sameSpan = (gold: unknown, got: string | undefined | null): boolean =>
  typeof got === 'string' &&
  alternatives(gold).some((g) => {
    const a = spanOf(g)
    const b = spanOf(got)
    return a !== null && b !== null && a.first === b.first && (a.last === b.last || b.first === b.last)
  })

/** Whether the signal happened when the gold says: one may be coarser than the other. null: the gold does not say. */
export function dateMatches(gold: GoldEvent, signal: ExtractedSignal): boolean | null {
  if (gold.occurredOn === null) return null
  const got = signal.occurredOn === null ? null : spanOf(signal.occurredOn)
  return alternatives(gold.occurredOn).some((g) => {
    const a = spanOf(g)
    return a !== null && got !== null && a.first <= got.last && got.first <= a.last
  })
}

/** Every attribute that any type of signal has, so that a gold one can be looked up by name. */
type Loose = {
  amount?: number
  amountMin?: number
  amountMax?: number
  valuation?: number
  currency?: string
  value?: number
  payMin?: number
  payMax?: number
  stage?: string
  investors?: string[]
  leadInvestors?: string[]
  banks?: string[]
  sources?: string[]
  location?: string
  site?: string
  form?: string
  period?: string
  window?: string
  [other: string]: unknown
}

/** What is judged as an amount of money. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'amountUsd',
  'amountUsdMin',
  'amountUsdMax',
  'amount',
  'totalRaisedUsd',
  'valuationUsd',
  'valuation',
  'payMin',
  'payMax',
])
/** What tells an event from its neighbours of the same type and company. */
const FIGURES: ReadonlySet<string> = new Set([
  'amountUsd',
  'amountUsdMin',
  'amountUsdMax',
  'amount',
  'totalRaisedUsd',
  'headcount',
  'percent',
  'megawatts',
  'gpus',
  'value',
  'payMin',
])

function attributeMatches(key: string, gold: unknown, signal: ExtractedSignal): boolean {
  const a = signal.attributes as Loose
  const usd = a.currency === 'USD'
  switch (key) {
    case 'amountUsd':
    case 'totalRaisedUsd':
      return usd && hasFigure(gold, [a.amount ?? a.amountMax])
    case 'amount':
      return hasFigure(gold, [a.amount ?? a.amountMax])
    case 'amountUsdMin':
      return usd && hasFigure(gold, [a.amountMin])
    case 'amountUsdMax':
      return usd && hasFigure(gold, [a.amountMax])
    case 'valuationUsd':
      return usd && hasFigure(gold, [a.valuation])
    case 'amountCurrency':
    case 'payCurrency':
      return a.currency === gold
    case 'payMin':
      return hasFigure(gold, [a.payMin ?? a.payMax])
    case 'payMax':
      return hasFigure(gold, [a.payMax ?? a.payMin])
    case 'stage':
      return a.stage !== undefined && alternatives(gold).some((g) => instrument(g) === instrument(a.stage ?? ''))
    case 'ipoStage':
      return hasWord(gold, a.stage)
    case 'leadInvestor':
      return alternatives(gold).some((g) => hasAllNames([g], a.leadInvestors))
    case 'investors':
      return hasAllNames(gold, [...(a.investors ?? []), ...(a.leadInvestors ?? [])])
    case 'banks':
    case 'sources':
      return hasAllNames(gold, a[key])
    case 'roles':
      return Array.isArray(gold) && gold.every((g) => (signal.roles as readonly string[]).includes(String(g)))
    case 'location': {
      const got = plainName(a.location ?? a.site ?? '')
      return got !== '' && alternatives(gold).some((g) => got.includes(plainName(g)) || plainName(g).includes(got))
    }
    case 'engagement':
      return hasWord(gold, a.form)
    case 'window':
    case 'period':
      return sameSpan(gold, a[key])
    default:
      return typeof a[key] === 'number' ? hasFigure(gold, [a[key]]) : hasWord(gold, a[key])
  }
}

export type AttributeResult = { readonly key: string; readonly right: boolean; readonly isAmount: boolean }

/** Each attribute that the gold gives, and whether the signal has it. */
export const judgeAttributes = (gold: GoldEvent, signal: ExtractedSignal): AttributeResult[] =>
  Object.entries(gold.attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({
      key,
      right: attributeMatches(key, value, signal),
      isAmount: AMOUNTS.has(key) || (key === 'value' && gold.type === 'capacity'),
    }))

/** Whether one of the main figures is the same; null: the gold has none. */
export function figureMatches(gold: GoldEvent, signal: ExtractedSignal): boolean | null {
  const figures = Object.entries(gold.attributes).filter(([key]) => FIGURES.has(key))
  if (figures.length === 0) return null
  return figures.some(([key, value]) => attributeMatches(key, value, signal))
}
