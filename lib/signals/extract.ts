import { isDay } from '@/lib/dates'
import { indexCompanies } from './companies'
import { type Document, readDocument } from './document'
import { findCapacity } from './events/capacity'
import { findCompensation } from './events/compensation'
import { findEngagement, findEngagementTrends } from './events/engagement'
import { findFunding } from './events/funding'
import { findDemand, findHiring } from './events/hiring'
import { findIpo } from './events/ipo'
import { findLayoff } from './events/layoff'
import { findMacro } from './events/macro'
import { firedOn } from './fired'
import { dateTheNews } from './newsDay'
import { signalId } from './signalId'
import { skillsIn } from './skills'
import { summarise } from './summary'
import { RULES_VERSION } from './taxonomy'
import type {
  CapacityAttributes,
  Draft,
  ExtractedSignal,
  ExtractInput,
  ExtractOptions,
  ExtractResult,
  FiredRule,
  Quote,
} from './types'

const FINDERS = [
  findMacro,
  findIpo,
  findFunding,
  findLayoff,
  findCapacity,
  findHiring,
  findCompensation,
  findEngagement,
] as const
/** A text beyond this is read up to here: no article or filing summary is longer, and a whole prospectus must not stop the queue. */
const MAX_LENGTH = 400_000
/** A document that tells of more is a table without end. */
const MOST_EVENTS = 1_000

/**
 * The signals of one document. Pure: the same text, day and companies give the same answer. Every quote is verbatim at
 * UTF-16 offsets of `text`; the title is only read for the company that the text is about. `reason` says why there is none.
 */
export function extract({ text, title = '', published }: ExtractInput, { companies }: ExtractOptions): ExtractResult {
  if (!text.trim()) return { signals: [], reason: 'The text is empty.' }
  const day = published !== undefined && isDay(published.slice(0, 10)) ? published.slice(0, 10) : null
  const doc = readDocument(
    text.length > MAX_LENGTH ? text.slice(0, MAX_LENGTH) : text,
    title,
    day,
    indexCompanies(companies),
  )
  const drafts: Draft[] = []
  const hiring = new Set<number>()
  for (const unit of doc.units) {
    if (drafts.length > MOST_EVENTS) break
    // A label ("IPO:") or a lone name states nothing.
    if (!/\S\s+\S+\s+\S/.test(unit.text)) continue
    const own = share(FINDERS.flatMap((find) => find(unit, doc)))
    if (own.some((d) => d.type === 'hiring')) hiring.add(unit.start)
    drafts.push(...own)
  }
  drafts.push(...findDemand(doc, hiring), ...findEngagementTrends(doc))
  denyWhatTheNextDenies(drafts, doc)
  dateTheNews(drafts, doc)
  const signals = merge(drafts.filter((d) => !isRegret(d, drafts))).map((d) => finish(d, doc))
  return signals.length > 0 ? { signals } : { signals, reason: reasonFor(doc) }
}

/** "We grew the team for a market that did not come": beside cuts of staff, growth without a figure is the past. */
const isRegret = (d: Draft, all: readonly Draft[]): boolean =>
  d.type === 'hiring' &&
  d.attributes.kind === 'expansion' &&
  d.attributes.headcount === undefined &&
  all.some((x) => x.type === 'layoff' && x.status !== 'denied' && x.company?.name === d.company?.name)

/** One sum of money is one thing: what a round, a salary or an offering has taken is not the price of a data centre too. */
function share(drafts: Draft[]): Draft[] {
  const taken = new Set<number>()
  for (const d of drafts) {
    if (d.type === 'funding')
      for (const n of [d.attributes.amount, d.attributes.amountMin, d.attributes.amountMax])
        if (n !== undefined) taken.add(n)
  }
  const sale = drafts.some((d) => d.type === 'ipo')
  const cuts = drafts.some((d) => d.type === 'layoff')
  return drafts.filter((d) => {
    // Those who go are not those who come.
    if (
      d.type === 'hiring' &&
      drafts.some(
        (x) =>
          x.type === 'layoff' &&
          (d.magnitude === null
            ? d.attributes.kind !== 'freeze' && x.company?.name === d.company?.name
            : x.magnitude === d.magnitude),
      )
    )
      return false
    // "cuts jobs to pay for data centers": the site is the reason, not the news.
    if (d.type === 'capacity' && cuts && !hasSize(d)) return false
    // What a share sale brings in is not the price of the sites that the seller owns.
    if (d.type === 'capacity' && sale && d.attributes.megawatts === undefined && d.attributes.gpus === undefined)
      return false
    if (d.type !== 'capacity' || d.attributes.value === undefined || !taken.has(d.attributes.value))
      return d.type !== 'capacity' || taken.size === 0 || hasSize(d)
    delete d.attributes.value
    delete d.attributes.currency
    d.magnitude = d.attributes.megawatts ?? d.attributes.gpus ?? null
    return hasSize(d)
  })
}

/** "A message said that Acme had scrapped its bonuses. It had not, the company replied": hearsay that the next sentence denies. */
function denyWhatTheNextDenies(drafts: readonly Draft[], doc: Document): void {
  const at = new Map(doc.units.map((u) => [u.start, u]))
  for (const d of drafts) {
    const unit = at.get(d.evidence[0]?.start ?? -1)
    const next = unit && doc.units[unit.index + 1]
    if (!unit || !next || d.status === 'denied' || !HEARSAY.test(unit.lower)) continue
    const m = NOT_SO.exec(next.text)
    if (!m) continue
    d.status = 'denied'
    d.direction = 0
    d.evidence.push({ start: next.start, end: next.end })
    d.fired.push(firedOn(next, 'stance.denied', m.index, m.index + m[0].length))
  }
}

const HEARSAY =
  /\b(?:said|says|claim\w*|rumou?r\w*|reports?|reported|message|posts?|posted|according to|alleg\w+|reportedly|speculat\w+|tweet\w*|thread)\b/
const NOT_SO =
  /^["“]?(?:(?:It|They|He|She) (?:had|has|have|did|does|do|is|was|will|would)(?: not\b|n['’]t\b)(?=[,.]| the| a| so| true|$)|(?:That|This|The (?:report|story|claim|rumou?r|post|message)) (?:is|was) (?:not (?:so|true)|false|wrong|untrue|nonsense|made up)|Not (?:so|true)\b|(?:It|They|The (?:company|firm|bank|startup|start-up)|[\p{Lu}]\w+) (?:flatly |firmly |strongly )?(?:denies|denied|disputes|disputed|refutes|refuted|rejects|rejected) (?:it|this|that|the (?:report|claim|story|rumou?r)))/u

const hasSize = (d: Extract<Draft, { type: 'capacity' }>): boolean =>
  d.attributes.megawatts !== undefined || d.attributes.gpus !== undefined || d.attributes.value !== undefined

const FIGURES = [
  'amount',
  'amountMin',
  'amountMax',
  'headcount',
  'percent',
  'megawatts',
  'gpus',
  'value',
  'payMin',
  'valuation',
] as const

/** One figure at most apart: a second report of the same event may leave figures out, but not change one. */
function sameEvent(a: Draft, b: Draft): boolean {
  if (a.type !== b.type || a.company?.name !== b.company?.name || (a.status === 'denied') !== (b.status === 'denied'))
    return false
  if (
    a.type === 'macro' &&
    b.type === 'macro' &&
    (a.attributes.indicator !== b.attributes.indicator || a.attributes.period !== b.attributes.period)
  )
    return false
  if (a.type === 'engagement' && a.discriminator !== b.discriminator) return false
  if (
    a.type === 'funding' &&
    b.type === 'funding' &&
    (a.attributes.total !== b.attributes.total ||
      (a.attributes.stage && b.attributes.stage && a.attributes.stage !== b.attributes.stage))
  )
    return false
  if (
    a.type === 'ipo' &&
    b.type === 'ipo' &&
    a.attributes.stage !== b.attributes.stage &&
    a.attributes.stage !== 'reported' &&
    b.attributes.stage !== 'reported'
  )
    return false
  if (
    a.type === 'hiring' &&
    (a.attributes.kind === 'freeze') !== (b.type === 'hiring' && b.attributes.kind === 'freeze')
  )
    return false
  const left = a.attributes as Readonly<Record<string, unknown>>
  const right = b.attributes as Readonly<Record<string, unknown>>
  let shared = false
  let differ = false
  let leftHas = false
  let rightHas = false
  for (const key of FIGURES) {
    const x = left[key]
    const y = right[key]
    if (x !== undefined) leftHas = true
    if (y !== undefined) rightHas = true
    if (x === undefined || y === undefined) continue
    if (x === y) shared = true
    else differ = true
  }
  if (differ) return false
  // A price in one sentence and megawatts in the next are of one site.
  if (
    a.type === 'capacity' &&
    b.type === 'capacity' &&
    isPriceAndSize(a.attributes, b.attributes) &&
    a.status === b.status
  )
    return true
  return shared || !leftHas || !rightHas
}

/** "A listing remains its goal" behind a denial: says nothing of its own about a listing that was told of before. */
const isEcho = (a: Draft, b: Draft): boolean =>
  a.type === 'ipo' &&
  b.type === 'ipo' &&
  a.company?.name === b.company?.name &&
  b.attributes.stage === 'reported' &&
  b.status !== 'cancelled' &&
  b.attributes.window === undefined &&
  b.attributes.banks === undefined &&
  b.attributes.amount === undefined &&
  b.attributes.valuation === undefined

const isPriceAndSize = (a: CapacityAttributes, b: CapacityAttributes): boolean =>
  (a.site === b.site || a.site === undefined || b.site === undefined) &&
  a.gpus === undefined &&
  b.gpus === undefined &&
  (a.megawatts === undefined) !== (b.megawatts === undefined) &&
  (a.value === undefined) !== (b.value === undefined)

function merge(drafts: readonly Draft[]): Draft[] {
  const kept: Draft[] = []
  for (const d of drafts) {
    const twin = kept.find((k) => sameEvent(k, d) || isEcho(k, d))
    if (!twin) {
      kept.push(d)
      continue
    }
    // What the first report has stands; what only the second has is added.
    Object.assign(twin.attributes, { ...d.attributes, ...twin.attributes })
    if (
      twin.type === 'ipo' &&
      d.type === 'ipo' &&
      twin.attributes.stage === 'reported' &&
      d.attributes.stage !== 'reported'
    ) {
      twin.attributes.stage = d.attributes.stage
      twin.discriminator = d.discriminator
      twin.status = d.status
    }
    twin.occurredOn ??= d.occurredOn
    twin.magnitude ??= d.magnitude
    twin.roles = [...new Set([...twin.roles, ...d.roles])]
    twin.confidence = Math.min(0.97, Math.max(twin.confidence, d.confidence) + 0.03)
    twin.fired.push(...d.fired)
    twin.evidence.push(...d.evidence)
  }
  return kept
}

function finish(d: Draft, doc: Document): ExtractedSignal {
  const evidence: Quote[] = []
  for (const e of d.evidence.sort((a, b) => a.start - b.start)) {
    if (!evidence.some((q) => q.start === e.start && q.end === e.end))
      evidence.push({ quote: doc.text.slice(e.start, e.end), start: e.start, end: e.end })
  }
  const skills =
    d.type === 'hiring' || d.type === 'compensation' || d.type === 'engagement'
      ? skillsIn(evidence.map((q) => q.quote).join('\n'), { prose: true })
      : []
  const figure = d.magnitude === null || d.type === 'macro' ? '' : `/${d.magnitude}`
  const company = d.company?.slug ?? d.company?.name ?? null
  const base = {
    id: signalId({
      type: d.type,
      company,
      occurredOn: d.occurredOn,
      knownOn: doc.published,
      discriminator: d.discriminator + (d.discriminator === 'round' ? figure : ''),
    }),
    company: d.company?.name ?? null,
    companySlug: d.company?.slug ?? null,
    occurredOn: d.occurredOn,
    knownOn: doc.published,
    status: d.status,
    roles: d.roles,
    skills,
    direction: d.direction,
    magnitude: d.magnitude,
    confidence: Math.round(d.confidence * 100) / 100,
    summary: summarise(d),
    rules: [...new Set(d.fired.map((f) => f.rule))],
    fired: firedIn(d, doc),
    rulesVersion: RULES_VERSION,
    evidence,
  }
  switch (d.type) {
    case 'funding':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'ipo':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'layoff':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'capacity':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'hiring':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'compensation':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'engagement':
      return { ...base, type: d.type, attributes: d.attributes }
    case 'macro':
      return { ...base, type: d.type, attributes: d.attributes }
  }
}

function firedIn(d: Draft, doc: Document): FiredRule[] {
  const found: FiredRule[] = []
  for (const { rule, start, end } of [...d.fired].sort((a, b) => a.start - b.start)) {
    if (!found.some((f) => f.rule === rule && f.start === start && f.end === end))
      found.push({ rule, quote: doc.text.slice(start, end), start, end })
  }
  return found
}

function reasonFor(doc: Document): string {
  const some = doc.units.some((u) => u.companies.length > 0)
  let words = 0
  for (const u of doc.units) {
    if (words >= 5) break
    words += u.text.split(/\s+/).length
  }
  if (words < 5) return 'The text is too short to tell an event.'
  return some
    ? 'No sentence states an event of a known type as a fact, a plan or a report: advice, examples, questions and denials of nothing are left out.'
    : 'No sentence names a company or an official statistic in the place where an event would have one.'
}
