import type { EventMark, GdpStep, IpoMark, RoundMark } from '@/components/charts/types'
import { numberWords } from '@/lib/analytics/words'
import { type Day, dayOf, daysBetween } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import { GDP_SERIES } from '@/lib/ingest/factSignals'
import { classifyTitle } from '@/lib/signals/classify'
import type { ObservationRow } from '../types'

/** Events on a chart's time axis, out of signals that were known by then. */
export interface Marks {
  rounds: RoundMark[]
  ipo: (IpoMark & { text: string })[]
  capacity: EventMark[]
  layoffs: (EventMark & { headcount: number | null })[]
  /** Where and who, of those layoffs that say so, by signal. */
  sites: Map<string, MarkSite[]>
  /** Latest day on which one of them became known; null without any. */
  knownTo: Day | null
}

/** One place of a layoff as far as it is told; people null where the number of that place was not. */
export interface MarkSite {
  place: string | null
  headcount: number | null
  titles: string[]
  roles: string[]
}

interface Raw {
  id: string
  type: string
  company: string | null
  name: string | null
  day: Date
  precision: EventMark['precision']
  known: Date
  attributes: Record<string, unknown>
  summary: string
  roles: string[]
  from_facts: boolean
}

const number = (value: unknown): number | null => (typeof value === 'number' && Number.isFinite(value) ? value : null)
const STAGES = [
  'reported',
  'confidential',
  'filed',
  'amended',
  'range',
  'priced',
  'listed',
  'postponed',
  'withdrawn',
] as const
const KINDS = ['equity', 'debt', 'strategic'] as const

/** `30`, `1.5`, `0.48`: billions without a unit, as the lane's title names it. */
const billions = (amount: number): string => {
  const bn = amount / 1e9
  return bn >= 10 ? numberWords(bn) : bn >= 1 ? bn.toFixed(1).replace(/\.0$/, '') : bn.toFixed(2).replace(/0$/, '')
}

/** The sites of a notice, or the one place and the roles that a text names; [] where neither is told. */
function sitesOf(r: Raw, headcount: number | null): MarkSite[] {
  const told = Array.isArray(r.attributes.sites) ? (r.attributes.sites as Partial<MarkSite>[]) : []
  if (told.length > 0)
    return told.map((site) => {
      const titles = Array.isArray(site.titles) ? site.titles : []
      const named = new Set(titles.map((title) => classifyTitle(title).category))
      return {
        place: site.place ?? null,
        headcount: site.headcount ?? (told.length === 1 ? headcount : null),
        titles,
        roles: [...named].filter((role) => role !== 'other').sort(),
      }
    })
  const place = typeof r.attributes.location === 'string' ? r.attributes.location : null
  return place === null && r.roles.length === 0 ? [] : [{ place, headcount, titles: [], roles: r.roles }]
}

/**
 * Rounds, IPO steps, capacity and layoffs in a range, as known by a day; of some companies or of all. What an article tells within a
 * week of a stored fact of the same company and kind is the same event and drawn once.
 */
export async function marksIn(
  db: Db,
  ask: { from: Day; to: Day; known: Day; companies: readonly string[] | null },
): Promise<Marks> {
  const raw = await db.$queryRaw<Raw[]>`
    SELECT s.id, s.type, s.company_slug AS company, coalesce(c.name, s.company_name) AS name, s.occurred_on AS day,
      s.occurred_precision AS precision, s.known_on AS known, s.attributes, s.summary, s.roles,
      EXISTS (SELECT 1 FROM unnest(s.rules) r WHERE r LIKE 'fact:%') AS from_facts
    FROM signals s LEFT JOIN companies c ON c.slug = s.company_slug
    WHERE s.type IN ('funding', 'ipo', 'capacity', 'layoff') AND s.known_on <= ${ask.known}::date
      AND s.occurred_on BETWEEN ${ask.from}::date AND ${ask.to}::date
      ${ask.companies ? Prisma.sql`AND s.company_slug = ANY(${ask.companies as string[]}::text[])` : Prisma.empty}
    ORDER BY s.occurred_on, s.id`
  const facts = raw.filter((r) => r.from_facts)
  const kept = raw.filter(
    (r) =>
      r.from_facts ||
      !facts.some(
        (f) => f.type === r.type && f.company === r.company && Math.abs(daysBetween(dayOf(f.day), dayOf(r.day))) <= 7,
      ),
  )
  const marks: Marks = { rounds: [], ipo: [], capacity: [], layoffs: [], sites: new Map(), knownTo: null }
  for (const r of kept) {
    const name = r.name ?? 'Unnamed'
    const base = { signalId: r.id, day: dayOf(r.day), precision: r.precision, company: r.company ?? name }
    if (r.type === 'funding') {
      if (r.attributes.kind === 'total') continue
      const kind = KINDS.find((k) => k === r.attributes.kind) ?? 'equity'
      const amount = number(r.attributes.amount)
      const usd = r.attributes.currency === undefined || r.attributes.currency === 'USD' ? amount : null
      marks.rounds.push({ ...base, kind, amountUsd: usd, label: usd === null ? name : `${name} ${billions(usd)}` })
    } else if (r.type === 'ipo') {
      const stage = STAGES.find((s) => s === r.attributes.stage) ?? 'reported'
      marks.ipo.push({ ...base, stage, label: name, text: r.summary })
    } else if (r.type === 'capacity') {
      const megawatts = number(r.attributes.megawatts)
      const size =
        megawatts === null
          ? ''
          : megawatts >= 1000
            ? ` ${(megawatts / 1000).toFixed(1).replace(/\.0$/, '')} GW`
            : ` ${numberWords(megawatts)} MW`
      marks.capacity.push({ ...base, label: `${name}${size}` })
    } else {
      const headcount = number(r.attributes.headcount)
      const sites = sitesOf(r, headcount)
      if (sites.length) marks.sites.set(r.id, sites)
      marks.layoffs.push({ ...base, headcount, label: headcount === null ? name : `${name} ${numberWords(headcount)}` })
    }
    const known = dayOf(r.known)
    if (marks.knownTo === null || known > marks.knownTo) marks.knownTo = known
  }
  return marks
}

/**
 * US GDP growth "as known that day": a step for each new quarter and for each revision of the quarter that was the newest one then,
 * from the last step before `from` on. Percent at an annual rate.
 */
export function gdpSteps(vintages: readonly ObservationRow[], from: Day, to: Day): GdpStep[] {
  const steps: GdpStep[] = []
  let newest = ''
  for (const v of [...vintages].sort((a, b) =>
    a.vintage < b.vintage ? -1 : a.vintage > b.vintage ? 1 : a.period < b.period ? -1 : 1,
  )) {
    if (v.value === null || v.vintage > to || v.period < newest) continue
    const revision = v.period === newest
    // A vintage of the whole series repeats what was known: only a new figure is a step.
    if (revision && steps.at(-1)?.value === v.value && !v.estimate) continue
    newest = v.period
    steps.push({ day: v.vintage, period: v.period, value: v.value, estimate: v.estimate ?? 'estimate', revision })
  }
  const start = steps.findLastIndex((s) => s.day <= from)
  return steps.slice(Math.max(0, start))
}

export { GDP_SERIES }
