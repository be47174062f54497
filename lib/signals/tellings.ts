/**
 * Brings tellings of one event together. Pure. A telling is what one document, or one stored fact, says of an event; alone it
 * has an id of its own (`signalId.ts`). Two tellings with one id are one event; others are where company and kind are the same
 * and nothing that either names speaks against it.
 */
import { type Day, dayNumber } from '@/lib/dates'
import { normalName } from './signalId'

export interface Telling {
  key: string
  /** A hash of what it says, whoever stored it and when: where all else is alike, it decides the order. */
  hash: string
  /** `facts` are curated or filed and never join each other, but for a filing that tells an announced round again. */
  reader: 'facts' | 'rules'
  ownId: string
  /** The event that it was part of before; null: new. */
  signalId: string | null
  type: string
  articleId: string | null
  /** First day of what is known of when it happened. */
  occurredOn: Day
  occurredPrecision: string
  /** false: it does not say when, and `occurredOn` is the day on which it became known. */
  dated: boolean
  knownOn: Day
  status: string
  attributes: Readonly<Record<string, unknown>>
  confidence: number
}

/** An event: its tellings, facts first, and the id of the first of them, which depends on nothing but what was told. */
export interface ToldEvent<T extends Telling> {
  id: string
  tellings: T[]
}

/** Types whose tellings are compared; in the others one id is one event, as it is hashed. */
export const COMPARED_TYPES: readonly string[] = ['funding', 'layoff', 'capacity', 'ipo']

/** Two papers seldom give one day to one event: so many days apart, named alike, it still is one. */
const DAYS_NAMED_ALIKE = 120
/** With the same figure, or nothing against it, and a name on one side only. */
const DAYS_SAME_FIGURE = 60
const DAYS_NO_FIGURE = 21
/** An undated telling of a named round may be background, years later. */
const DAYS_BACKGROUND = 1_100
/** Figures of one event as different papers have them: 1.5bn and 1.6bn, but not 1.5bn and 2bn. */
const NEAR = 1.15
/** A notice of a sale is filed within months of the announcement, and of at most its amount. */
const DAYS_FILED = { before: 60, after: 180 }

/** Tellings that are together so far, with what a further one is held against. */
interface Cluster<T extends Telling> {
  members: T[]
  /** One for each id and figure: the others of that id are no nearer to anything. */
  samples: Map<string, T>
  /** The ids that each article has in here. */
  articles: Map<string, string>
}

/** Tellings of one company and type as events, in the order of their first telling. The order of the input changes nothing. */
export function eventsOf<T extends Telling>(tellings: readonly T[]): ToldEvent<T>[] {
  const clusters: Cluster<T>[] = []
  const byOwn = new Map<string, Cluster<T>>()
  for (const t of [...tellings].sort(byRank)) {
    const known = byOwn.get(t.ownId) ?? (COMPARED_TYPES.includes(t.type) ? closest(clusters, t) : undefined)
    const cluster: Cluster<T> = known ?? { members: [], samples: new Map(), articles: new Map() }
    if (!known) clusters.push(cluster)
    cluster.members.push(t)
    const sample = `${t.ownId} ${read(t).amount ?? ''}`
    if (!cluster.samples.has(sample)) cluster.samples.set(sample, t)
    if (t.articleId !== null && !cluster.articles.has(t.articleId)) cluster.articles.set(t.articleId, t.ownId)
    byOwn.set(t.ownId, cluster)
  }
  return clusters.flatMap(({ members }) => (members[0] ? [{ id: members[0].ownId, tellings: members }] : []))
}

/** The order of `eventsOf`: facts first, filings after the other facts, what names its stage or site before what does not, then by when it became known. */
export const byRank = (a: Telling, b: Telling): number =>
  rank(a) - rank(b) ||
  (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : 0) ||
  (a.ownId < b.ownId ? -1 : a.ownId > b.ownId ? 1 : 0) ||
  (a.hash < b.hash ? -1 : a.hash > b.hash ? 1 : 0)

const rank = (t: Telling): number => (t.reader === 'facts' ? (isFiled(t) ? 1 : 0) : isNamed(t) ? 2 : 3)
const isNamed = (t: Telling): boolean =>
  stageOf(t) !== null || text(t.attributes.site) !== null || text(t.attributes.location) !== null

function closest<T extends Telling>(clusters: readonly Cluster<T>[], t: T): Cluster<T> | undefined {
  let best: { cluster: Cluster<T>; far: number } | undefined
  for (const cluster of clusters) {
    // One text that tells two things tells two things.
    if (t.articleId !== null && (cluster.articles.get(t.articleId) ?? t.ownId) !== t.ownId) continue
    let far = Number.POSITIVE_INFINITY
    for (const m of cluster.samples.values()) {
      if (contradicts(m, t)) {
        far = Number.POSITIVE_INFINITY
        break
      }
      if (isSame(m, t)) far = Math.min(far, daysApart(m, t) + 100 * Math.abs(Math.log(ratioOf(m, t) ?? 1)))
    }
    if (far < (best?.far ?? Number.POSITIVE_INFINITY)) best = { cluster, far }
  }
  return best?.cluster
}

/** What no other telling can mend: another stage, another kind of money, another place, two facts. */
function contradicts(a: Telling, b: Telling): boolean {
  if (a.reader === 'facts' && b.reader === 'facts' && !isFiled(a) && !isFiled(b)) return true
  switch (a.type) {
    case 'funding': {
      const [s, t] = [stageOf(a), stageOf(b)]
      return moneyKind(a) !== moneyKind(b) || (s !== null && t !== null && s !== t)
    }
    case 'ipo':
      return a.attributes.stage !== b.attributes.stage
    case 'capacity':
      return samePlace(a, b) === false
    default:
      return false
  }
}

/** Whether two tellings of one company and type, with different ids, are of one event. */
export function isSame(a: Telling, b: Telling): boolean {
  if (a.type !== b.type || contradicts(a, b) || isTotal(a) || isTotal(b)) return false
  if ((a.status === 'denied') !== (b.status === 'denied')) return false
  const apart = daysApart(a, b)
  const ratio = ratioOf(a, b)
  switch (a.type) {
    case 'funding':
      return isSameRound(a, b, apart, ratio)
    case 'layoff':
      return (
        near(number(a.attributes.headcount), number(b.attributes.headcount), 1.25) !== false &&
        near(number(a.attributes.percent), number(b.attributes.percent), 1.25) !== false &&
        apart <= (ratio === null ? DAYS_NO_FIGURE : DAYS_SAME_FIGURE)
      )
    case 'capacity': {
      const figures = (['megawatts', 'gpus', 'value'] as const).map((key) =>
        near(number(a.attributes[key]), number(b.attributes[key]), NEAR),
      )
      if (figures.includes(false)) return false
      return samePlace(a, b)
        ? apart <= DAYS_SAME_FIGURE
        : apart <= DAYS_NO_FIGURE && figures.includes(true) && (ratio ?? NEAR) <= 1.03
    }
    case 'ipo': {
      const [v, w] = [text(a.attributes.window), text(b.attributes.window)]
      return apart <= DAYS_NO_FIGURE && (v === null || w === null || v === w)
    }
    default:
      return false
  }
}

function isSameRound(a: Telling, b: Telling, apart: number, ratio: number | null): boolean {
  const filed = isFiled(a) ? a : isFiled(b) ? b : null
  if (filed) return isFiledFor(filed, filed === a ? b : a)
  const currency = (t: Telling) => text(t.attributes.currency)
  const sameCurrency = currency(a) === null || currency(b) === null || currency(a) === currency(b)
  if (!sameCurrency) return apart <= DAYS_NO_FIGURE && ratio !== null && ratio <= 2
  if (stageOf(a) !== null && stageOf(a) === stageOf(b)) {
    if (ratio !== null && ratio > 2) return false
    // A named round is told again for years, and then without its day.
    const background = (!a.dated || !b.dated) && (ratio === null || ratio <= NEAR)
    return apart <= (background ? DAYS_BACKGROUND : DAYS_NAMED_ALIKE)
  }
  if (ratio !== null) return ratio <= NEAR && apart <= DAYS_SAME_FIGURE
  return apart <= DAYS_NO_FIGURE
}

function isFiledFor(filed: Telling, told: Telling): boolean {
  const [sold, amount] = [amountOf(filed), amountOf(told)]
  const later = dayNumber(told.occurredOn) - dayNumber(filed.occurredOn)
  if (later < -DAYS_FILED.before || later > DAYS_FILED.after) return false
  // Far below the amount it is another, smaller sale.
  return sold !== null && amount !== null && sold <= amount * 1.05 && sold >= amount * 0.5
}

const isFiled = (t: Telling): boolean => t.reader === 'facts' && t.attributes.form === 'D'
const isTotal = (t: Telling): boolean => t.attributes.total === true || t.attributes.kind === 'total'

/** debt, or all else; what is said of neither may be either, but a loan is always called one. */
const moneyKind = (t: Telling): 'debt' | 'equity' =>
  t.attributes.kind === 'debt' || stageText(t) === 'debt' ? 'debt' : 'equity'

/** What is asked of a telling again and again, read once. */
interface Read {
  stageText: string
  /** `series-c`; null where the telling names none. */
  stage: string | null
  place: string
  amount: number | null
  first: number
  last: number
}
const reads = new WeakMap<Telling, Read>()

function read(t: Telling): Read {
  const known = reads.get(t)
  if (known) return known
  const a = t.attributes
  const stageText = normalName(text(a.stage) ?? '')
  const first = dayNumber(t.occurredOn)
  const made: Read = {
    stageText,
    stage:
      t.type !== 'funding' || /^(?:|unknown|debt|round|growth|strategic|undisclosed)$/.test(stageText)
        ? null
        : stageText,
    place: normalName(text(a.site) ?? text(a.location) ?? ''),
    amount: mainFigure(a),
    first,
    last: first + (LENGTH[t.occurredPrecision] ?? 0),
  }
  reads.set(t, made)
  return made
}

const stageText = (t: Telling): string => read(t).stageText
const stageOf = (t: Telling): string | null => read(t).stage
const amountOf = (t: Telling): number | null => read(t).amount

/** The main figure: an amount, a head count, megawatts or their value; of a range its middle. */
function mainFigure(a: Telling['attributes']): number | null {
  const [low, high] = [number(a.amountMin), number(a.amountMax)]
  const range = low !== null && high !== null ? (low + high) / 2 : null
  return (
    number(a.amount) ??
    range ??
    number(a.headcount) ??
    number(a.percent) ??
    number(a.megawatts) ??
    number(a.gpus) ??
    number(a.value)
  )
}

/** How many times the larger figure is the smaller; null where either has none. */
function ratioOf(a: Telling, b: Telling): number | null {
  const [x, y] = [amountOf(a), amountOf(b)]
  return x === null || y === null || x <= 0 || y <= 0 ? null : Math.max(x / y, y / x)
}

/** Whether two figures are near; null where either is missing. */
const near = (x: number | null, y: number | null, times: number): boolean | null =>
  x === null || y === null || x <= 0 || y <= 0 ? null : Math.max(x / y, y / x) <= times

/** Whether two tellings name one place: "Harwood" and "Harwood, North Dakota, US". null where either names none. */
function samePlace(a: Telling, b: Telling): boolean | null {
  const [p, q] = [read(a).place, read(b).place]
  if (p === '' || q === '') return null
  return `-${p}-`.includes(`-${q}-`) || `-${q}-`.includes(`-${p}-`) || p.split('-')[0] === q.split('-')[0]
}

/** Days between two periods as exactly as they are known; 0 where they touch. */
function daysApart(a: Telling, b: Telling): number {
  const [x, y] = [read(a), read(b)]
  return Math.max(0, x.first - y.last, y.first - x.last)
}

const LENGTH: Record<string, number> = { month: 30, quarter: 91, half: 182, year: 365 }

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** Which of the figures of an event its tellings give differently, and by how many. */
export interface Conflict {
  /** `amount`, `valuation`, `headcount`, … in the unit of the attribute. */
  figure: string
  currency: string | null
  /** By how many tellings each is given, the most first; their texts are in `by`. */
  values: { value: number; count: number; by: string[] }[]
}

const FIGURES = ['amount', 'valuation', 'headcount', 'percent', 'megawatts', 'gpus', 'value'] as const

/** Conflicting figures of one event, in a fixed order; [] where all agree. `by`: a name for each telling (its publisher). */
export function conflictsOf(
  tellings: readonly { attributes: Readonly<Record<string, unknown>>; by: string }[],
): Conflict[] {
  const found: Conflict[] = []
  for (const figure of FIGURES) {
    const byCurrency = new Map<string, Map<number, string[]>>()
    for (const t of tellings) {
      // What a filing says was sold so far is no other report of the sum.
      if (t.attributes.form === 'D' && figure === 'amount') continue
      const value = number(t.attributes[figure])
      if (value === null) continue
      const currency = /^(?:amount|valuation|value)$/.test(figure) ? (text(t.attributes.currency) ?? '') : ''
      const values = byCurrency.get(currency) ?? new Map<number, string[]>()
      byCurrency.set(currency, values.set(value, [...(values.get(value) ?? []), t.by]))
    }
    for (const [currency, values] of byCurrency) {
      if (values.size < 2) continue
      found.push({
        figure,
        currency: currency || null,
        values: [...values]
          .map(([value, by]) => ({ value, count: by.length, by: [...new Set(by)].sort() }))
          .sort((a, b) => b.count - a.count || b.value - a.value),
      })
    }
  }
  return found
}

const STRENGTH: Record<string, number> = { rumoured: 1, reported: 2, planned: 3, completed: 4 }

/**
 * The telling that speaks for the event: a fact, else one with the figure that most give, the furthest status and a date. An
 * end (denied, cancelled) that is told last stands.
 */
export function leadOf<T extends Telling>(tellings: readonly T[]): T | undefined {
  const fact = tellings.find((t) => t.reader === 'facts' && !isFiled(t))
  if (fact) return fact
  const counts = new Map<number, number>()
  for (const t of tellings) {
    const amount = amountOf(t)
    if (amount !== null && !isFiled(t)) counts.set(amount, (counts.get(amount) ?? 0) + 1)
  }
  const votes = (t: T) => (isFiled(t) ? -1 : (counts.get(amountOf(t) ?? Number.NaN) ?? 0))
  return [...tellings].sort(
    (a, b) =>
      votes(b) - votes(a) ||
      (STRENGTH[b.status] ?? 0) - (STRENGTH[a.status] ?? 0) ||
      Number(b.dated) - Number(a.dated) ||
      byRank(a, b),
  )[0]
}

/** The status of an event that only texts tell: the furthest that any of them says, unless the last of them says that it is off. */
export function statusOf(tellings: readonly Telling[]): string {
  const last = [...tellings]
    .sort((a, b) => (a.knownOn < b.knownOn ? -1 : a.knownOn > b.knownOn ? 1 : byRank(a, b)))
    .at(-1)
  if (last && STRENGTH[last.status] === undefined) return last.status
  const furthest = [...tellings].sort((a, b) => (STRENGTH[b.status] ?? 0) - (STRENGTH[a.status] ?? 0))[0]
  return furthest?.status ?? 'reported'
}
