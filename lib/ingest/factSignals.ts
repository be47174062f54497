import { type Day, dayOf, periodBounds } from '@/lib/dates'
import type { Tx } from '@/lib/db/client'
import { classifyTitle } from '@/lib/signals/classify'
import { ROLES, type RoleSlug, RULES_VERSION } from '@/lib/signals/taxonomy'
import {
  capacitySentence,
  gdpSentence,
  ipoSentence,
  layoffSentence,
  roundSentence,
  totalSentence,
} from './factSentences'
import { hiringDrafts } from './hiringSignals'
import { refreshSignalCounts } from './rollups'
import { type RecordEvidence, type SignalDraft, storeFactSignals } from './signalStore'
import type { LayoffSite } from './writeLayoffs'

export interface FactScope {
  all?: boolean
  /** Company slugs; macro signals are derived with `all` only. */
  companies?: string[]
}

/** US real GDP growth: the one series each of whose releases and revisions is a signal. */
export const GDP_SERIES = 'A191RL1Q225SBEA'

/** Rules that made a signal out of stored facts; a signal whose rules all start so has no other evidence. */
const RULE = {
  round: 'fact:round',
  total: 'fact:total',
  ipo: 'fact:ipo',
  capacity: 'fact:capacity',
  layoff: 'fact:layoff',
  gdp: 'fact:gdp',
}

/** Forms that are a step towards a listing, and which. */
const FORM_STEP: Record<string, string> = {
  'S-1': 'filed',
  'F-1': 'filed',
  'S-11': 'filed',
  'S-1/A': 'amended',
  'F-1/A': 'amended',
  'S-11/A': 'amended',
  DRS: 'confidential',
  'DRS/A': 'amended',
  '424B4': 'priced',
  '8-A12B': 'listed',
  RW: 'withdrawn',
}

/** How sure a row is, by how it was read: the page itself, a list, a quotation, a digest, a mere citation. */
const GRADE: Record<string, number> = { page: 0.95, list: 0.85, quoted: 0.85, digest: 0.75, cited: 0.65 }
const sureness = (grade: string | null): number => GRADE[grade ?? ''] ?? 0.8

/**
 * Derives the signals of stored facts (rounds, totals, IPO steps, filings, capacity, layoffs, GDP releases, and hiring out of
 * postings) with our own sentence and records as evidence, in the caller's transaction. Running it again changes nothing; a fact
 * that is gone takes its signal along, unless an article tells it too.
 */
export async function deriveFactSignals(tx: Tx, scope: FactScope): Promise<void> {
  if (!scope.all && !scope.companies?.length) return
  const drafts = [
    ...(await roundDrafts(tx, scope)),
    ...(await totalDrafts(tx, scope)),
    ...(await ipoDrafts(tx, scope)),
    ...(await capacityDrafts(tx, scope)),
    ...(await layoffDrafts(tx, scope)),
    ...(scope.all ? await gdpDrafts(tx) : []),
    ...(await hiringDrafts(tx, scope)),
  ]
  await storeFactSignals(tx, drafts, scope)
  await refreshSignalCounts(tx)
}

/** Minor units as whole units; null stays null. */
const whole = (minor: bigint | null): number | null => (minor === null ? null : Number(minor) / 100)

/** The host that published an address, without `www.`; words that are no address stay as they are. */
function publisherOf(address: string): string {
  try {
    return new URL(address).hostname.replace(/^www\./, '')
  } catch {
    return address
  }
}

const record = (e: Partial<RecordEvidence> & { summary: string; address: string | null }): RecordEvidence => ({
  publisher: e.address ? publisherOf(e.address) : null,
  publishedOn: null,
  title: null,
  titleIs: null,
  ...e,
})

const base = {
  roles: [],
  skills: [],
  companyName: null,
  direction: null,
  magnitude: null,
  extractorVersion: RULES_VERSION,
}

async function roundDrafts(tx: Tx, scope: FactScope): Promise<SignalDraft[]> {
  const rows = await tx.fundingRound.findMany({
    where: scope.all ? {} : { companySlug: { in: scope.companies ?? [] } },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((r) => {
    const day = dayOf(r.announcedOn)
    const amount = { amount: whole(r.amountMinor), currency: r.currency, is: r.amountIs }
    const backers = r.leadInvestors.length ? r.leadInvestors : r.kind === 'strategic' ? r.investors : []
    const summary = roundSentence(r.company.name, r.kind, r.stage, amount, backers)
    const evidence = [
      record({
        address: r.sourceUrl,
        publishedOn: r.sourcePublishedOn ?? day,
        title: r.sourceTitle,
        titleIs: r.sourceTitle ? (r.grade === 'cited' ? 'rebuilt' : 'published') : null,
        summary,
      }),
    ]
    if (r.secondSourceUrl) evidence.push(record({ address: r.secondSourceUrl, publishedOn: day, summary }))
    return {
      ...base,
      // As an article would tell it: by stage, else by figure.
      key: {
        period: day,
        discriminator: r.stage === 'unknown' || r.kind !== 'equity' ? `round/${amount.amount ?? ''}` : r.stage,
        unique: `${day} ${r.kind} ${r.stage} ${amount.amount ?? ''}`,
      },
      type: 'funding',
      company: r.companySlug,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: dayOf(r.knownOn),
      status: r.amountIs === 'up-to' ? 'reported' : 'completed',
      attributes: {
        kind: r.kind,
        stage: r.stage,
        amount: amount.amount,
        currency: r.currency,
        amountIs: r.amountIs,
        valuation: whole(r.valuationMinor),
        valuationIs: r.valuationIs,
        leadInvestors: r.leadInvestors,
        investors: r.investors,
        unit: r.currency,
        // What a notice says was sold is a telling of the round that was announced around it.
        ...(r.filingId === null ? {} : { form: 'D' }),
      },
      direction: 'up',
      magnitude: amount.amount,
      confidence: sureness(r.grade),
      summary,
      rules: [RULE.round],
      origin: r.origin,
      datasetVersion: r.datasetVersion,
      evidence,
    }
  })
}

async function totalDrafts(tx: Tx, scope: FactScope): Promise<SignalDraft[]> {
  const rows = await tx.totalRaised.findMany({
    where: scope.all ? {} : { companySlug: { in: scope.companies ?? [] } },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((r) => {
    const day = dayOf(r.asOf)
    const amount = { amount: whole(r.amountMinor), currency: r.currency, is: r.amountIs }
    const summary = totalSentence(r.company.name, amount, day)
    const address = /^https?:/.test(r.source) ? r.source : null
    return {
      ...base,
      key: { period: day, discriminator: 'total', unique: `${day} ${r.source}` },
      type: 'funding',
      company: r.companySlug,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: day,
      status: 'reported',
      attributes: {
        kind: 'total',
        amount: amount.amount,
        currency: r.currency,
        amountIs: r.amountIs,
        investors: r.investors,
        unit: r.currency,
      },
      magnitude: amount.amount,
      confidence: 0.7,
      summary,
      rules: [RULE.total],
      origin: r.origin,
      datasetVersion: r.datasetVersion,
      evidence: [record({ address, publisher: publisherOf(r.source), publishedOn: day, summary })],
    }
  })
}

/** Steps towards a listing out of milestones and filings; one company's same step on one day is one signal. */
async function ipoDrafts(tx: Tx, scope: FactScope): Promise<SignalDraft[]> {
  const milestones = await tx.ipoMilestone.findMany({
    where: scope.all ? {} : { companySlug: { in: scope.companies ?? [] } },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  const filings = await tx.filing.findMany({
    where: {
      form: { in: Object.keys(FORM_STEP) },
      ...(scope.all ? {} : { companySlug: { in: scope.companies ?? [] } }),
    },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  const drafts = new Map<string, SignalDraft>()
  const add = (draft: SignalDraft) => {
    const same = `${draft.company ?? draft.companyName} ${draft.key.unique}`
    const known = drafts.get(same)
    if (!known) {
      drafts.set(same, draft)
      return
    }
    known.evidence.push(...draft.evidence)
    if (draft.knownOn < known.knownOn) known.knownOn = draft.knownOn
    known.confidence = Math.max(known.confidence, draft.confidence)
    // The first row's figures stand; a later one only adds what the first does not say.
    const more = Object.entries(draft.attributes).filter(
      ([key, value]) => value !== null && !hasValue(known.attributes[key]),
    )
    known.attributes = { ...known.attributes, ...Object.fromEntries(more) }
  }
  for (const m of milestones) {
    const name = m.company?.name ?? m.companyName
    const facts = {
      milestone: m.milestone,
      form: m.form,
      exchange: m.exchange,
      proceedsUsd: whole(m.proceedsUsdMinor),
      valuationUsd: whole(m.valuationUsdMinor),
      banks: m.banks,
      window: m.window,
    }
    const summary = ipoSentence(name, facts)
    add({
      ...base,
      key: { period: m.occurredOn, discriminator: m.milestone, unique: `${m.occurredOn} ${m.milestone}` },
      type: 'ipo',
      company: m.companySlug,
      companyName: m.companySlug ? null : m.companyName,
      occurredOn: dayOf(m.occurredFrom),
      occurredPrecision: precisionOf(m.occurredOn),
      knownOn: dayOf(m.knownOn),
      status: IPO_STATUS[m.milestone] ?? 'completed',
      attributes: { stage: m.milestone, occurredOn: m.occurredOn, ticker: m.ticker, accession: m.accession, ...facts },
      direction: m.milestone === 'withdrawn' || m.milestone === 'postponed' ? 'down' : 'up',
      magnitude: facts.proceedsUsd ?? facts.valuationUsd,
      confidence: sureness(m.grade),
      summary,
      rules: [RULE.ipo],
      origin: m.origin,
      datasetVersion: m.datasetVersion,
      evidence: [
        record({
          address: m.sourceUrl,
          publishedOn: m.sourcePublishedOn ?? dayOf(m.knownOn),
          title: m.sourceTitle,
          titleIs: m.sourceTitle ? 'published' : null,
          summary,
        }),
      ],
    })
  }
  for (const f of filings) {
    // A listed company files the same forms for later offerings; its reader knows which were steps towards the first one.
    if ((f.attributes as { ipoStep?: boolean }).ipoStep === false) continue
    const stage = FORM_STEP[f.form] ?? 'filed'
    const day = dayOf(f.filedOn)
    const name = f.company?.name ?? f.companyName
    const facts = {
      milestone: stage,
      form: f.form,
      exchange: null,
      proceedsUsd: null,
      valuationUsd: null,
      banks: [],
      window: null,
    }
    const summary = ipoSentence(name, facts)
    add({
      ...base,
      key: { period: day, discriminator: stage, unique: `${day} ${stage}` },
      type: 'ipo',
      company: f.companySlug,
      companyName: f.companySlug ? null : f.companyName,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: dayOf(f.knownOn),
      status: IPO_STATUS[stage] ?? 'completed',
      attributes: { stage, occurredOn: day, accession: f.accession, cik: f.cik, ...facts },
      direction: stage === 'withdrawn' ? 'down' : 'up',
      confidence: 0.98,
      summary,
      rules: [RULE.ipo],
      origin: f.origin,
      datasetVersion: f.datasetVersion,
      evidence: [
        record({
          address: f.url,
          publisher: 'SEC EDGAR',
          publishedOn: day,
          title: `Form ${f.form}${f.description ? `, ${f.description}` : ''}`,
          titleIs: 'rebuilt',
          summary,
        }),
      ],
    })
  }
  return [...drafts.values()]
}

const IPO_STATUS: Record<string, string> = { reported: 'reported', postponed: 'planned', withdrawn: 'cancelled' }

const hasValue = (value: unknown): boolean =>
  value !== null && value !== undefined && !(Array.isArray(value) && value.length === 0)

function precisionOf(partial: string): SignalDraft['occurredPrecision'] {
  if (/-Q\d$/.test(partial)) return 'quarter'
  if (/-H\d$/.test(partial)) return 'half'
  return partial.length === 4 ? 'year' : partial.length === 7 ? 'month' : 'day'
}

async function capacityDrafts(tx: Tx, scope: FactScope): Promise<SignalDraft[]> {
  const rows = await tx.capacity.findMany({
    where: scope.all ? {} : { companySlug: { in: scope.companies ?? [] } },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((r) => {
    const day = dayOf(r.announcedOn)
    const facts = {
      what: r.what,
      megawatts: r.megawatts,
      gpus: r.gpus,
      value: whole(r.valueMinor),
      currency: r.currency,
      counterparty: r.counterparty,
      location: r.location,
      status: r.status,
    }
    const summary = capacitySentence(r.company.name, facts)
    const told = r.sourcePublishedOn && r.sourcePublishedOn > day ? r.sourcePublishedOn : day
    return {
      ...base,
      key: {
        period: day,
        discriminator: r.location ?? 'capacity',
        unique: [day, r.what, r.counterparty ?? '', r.location ?? '', r.megawatts ?? '', r.sourceUrl].join(' '),
      },
      type: 'capacity',
      company: r.companySlug,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: dayOf(r.knownOn),
      status: r.status === 'dropped' ? 'cancelled' : r.status === 'live' ? 'completed' : 'planned',
      attributes: { ...facts, unit: facts.megawatts !== null ? 'MW' : facts.currency },
      direction: r.status === 'dropped' ? 'down' : 'up',
      magnitude: facts.megawatts ?? facts.value,
      confidence: 0.85,
      summary,
      rules: [RULE.capacity],
      origin: r.origin,
      datasetVersion: r.datasetVersion,
      evidence: [record({ address: r.sourceUrl, publishedOn: told, summary })],
    }
  })
}

/** The sites of a notice as they are stored; [] for what is no list of them. */
function sitesOf(stored: unknown): LayoffSite[] {
  if (!Array.isArray(stored)) return []
  return stored.flatMap((site: unknown) => {
    if (typeof site !== 'object' || site === null) return []
    const { place, headcount, titles } = site as Record<string, unknown>
    return [
      {
        place: typeof place === 'string' ? place : null,
        headcount: typeof headcount === 'number' ? headcount : null,
        titles: Array.isArray(titles) ? titles.filter((t): t is string => typeof t === 'string') : [],
      },
    ]
  })
}

/** The roles that the titles of a notice name, in their usual order; titles of other work name none. */
function rolesOfSites(sites: readonly LayoffSite[]): RoleSlug[] {
  const named = new Set(sites.flatMap((site) => site.titles).map((title) => classifyTitle(title).category))
  return ROLES.map((r) => r.slug).filter((slug) => slug !== 'other' && named.has(slug))
}

async function layoffDrafts(tx: Tx, scope: FactScope): Promise<SignalDraft[]> {
  const rows = await tx.layoff.findMany({
    where: scope.all ? {} : { companySlug: { in: scope.companies ?? [] } },
    include: { company: true },
    orderBy: { id: 'asc' },
  })
  return rows.map((r) => {
    const day = dayOf(r.announcedOn)
    const sites = sitesOf(r.sites)
    const places = [...new Set(sites.flatMap((site) => site.place ?? []))]
    const summary = layoffSentence(r.company.name, r.headcount, r.percent, places)
    return {
      ...base,
      roles: rolesOfSites(sites),
      key: { period: day, discriminator: 'layoff', unique: `${day} ${r.headcount ?? ''} ${r.percent ?? ''}` },
      type: 'layoff',
      company: r.companySlug,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: dayOf(r.knownOn),
      status: 'completed',
      attributes: {
        headcount: r.headcount,
        percent: r.percent,
        unit: r.headcount !== null ? 'people' : 'percent',
        ...(places.length && { location: places.join('; ') }),
        ...(sites.length && { sites }),
      },
      direction: 'down',
      magnitude: r.headcount ?? r.percent,
      confidence: 0.85,
      summary,
      rules: [RULE.layoff],
      origin: r.origin,
      datasetVersion: r.datasetVersion,
      evidence: [record({ address: r.sourceUrl, publishedOn: day, summary })],
    }
  })
}

async function gdpDrafts(tx: Tx): Promise<SignalDraft[]> {
  const rows = await tx.observation.findMany({
    where: { seriesId: GDP_SERIES, value: { not: null } },
    include: { series: true },
    orderBy: [{ periodStart: 'asc' }, { vintage: 'asc' }],
  })
  const before = new Map<string, number>()
  const drafts: SignalDraft[] = []
  for (const r of rows) {
    const value = Number(r.value)
    const previous = before.get(r.period) ?? null
    before.set(r.period, value)
    // Only a named estimate, or another figure than before, is a release; a vintage that repeats the last one is none.
    if (!r.estimate && previous === value) continue
    const day: Day = dayOf(r.vintage)
    if (!periodBounds(r.period)) continue
    const summary = gdpSentence(r.period, value, r.estimate, previous)
    drafts.push({
      ...base,
      key: { period: r.period, discriminator: `gdp/US/${r.estimate ?? ''}`, unique: `${day} ${r.period}` },
      type: 'macro',
      company: null,
      occurredOn: day,
      occurredPrecision: 'day',
      knownOn: day,
      status: 'completed',
      attributes: {
        indicator: GDP_SERIES,
        period: r.period,
        value,
        unit: 'percent, annual rate',
        estimate: r.estimate,
        revisedFrom: previous,
        revision: previous !== null,
      },
      direction:
        previous === null ? (value < 0 ? 'down' : 'up') : value > previous ? 'up' : value < previous ? 'down' : 'flat',
      magnitude: previous === null ? value : value - previous,
      confidence: 0.98,
      summary,
      rules: [RULE.gdp],
      origin: r.origin,
      datasetVersion: r.datasetVersion,
      evidence: [
        record({ address: r.sourceUrl ?? r.series.url, publisher: r.series.publisher, publishedOn: day, summary }),
      ],
    })
  }
  return drafts
}
