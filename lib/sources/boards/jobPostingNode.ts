import { createHash } from 'node:crypto'
import { decodeHTML } from 'entities'
import type { Day } from '@/lib/dates'
import { htmlToText, plainLine } from '../feeds/html'
import type { ParsedPosting, Pay, PayPeriod } from '../source'
import { canonicalUrl } from '../urls'
import { dayFrom, employmentTypeOf, trimmed, workplaceOf } from './common'
import type { Node } from './linkedData'
import { payOf, readPay } from './pay'

export type ReadNode = {
  readonly posting: ParsedPosting
  readonly company: string | null
  /** The last day on which the job can be applied for; null: not told. */
  readonly validThrough: Day | null
}

/**
 * A schema.org JobPosting as a posting, or why it is none. It is known by its identifier, where no other job of the page has
 * it (`shared`), else by its address. `isAlone`: the page is about this job only, so that its address is the job's.
 */
export function readJobPosting(
  node: Node,
  page: string,
  shared: ReadonlySet<string>,
  isAlone: boolean,
): ReadNode | string {
  const title = plainLine(words(node.title) ?? words(node.name) ?? '')
  if (!title) return 'title: the posting has none'
  const description = words(node.description)
  const html = description && !/<[a-z]/i.test(description) ? decodeHTML(description) : description
  const text = html ? htmlToText(html) || null : null
  const places = list(node.jobLocation)
    .map(placeOf)
    .filter((p) => p !== null)
  const regions = list(node.applicantLocationRequirements)
    .map((r) => trimmed(words(field(r, 'name'))))
    .filter((p) => p !== null)
  const isRemote = list(node.jobLocationType).some((t) => /telecommute|remote/i.test(words(t) ?? ''))
  const address = addressOf(node, page)
  const publishedOn = dayFrom(words(node.datePosted))
  const location = [...new Set(places.length > 0 ? places : regions)].join(' ; ') || null
  return {
    company: companyOf(node),
    validThrough: dayFrom(words(node.validThrough)),
    posting: {
      externalId: idOf(node, shared) ?? address ?? hashOf(title, location, publishedOn),
      title,
      team: trimmed(words(node.occupationalCategory)?.replace(/^\d{2}-\d{4}(?:\.\d{2})?\s*/, '')),
      location,
      workplace: isRemote ? 'remote' : workplaceOf(words(node.jobLocationType), location),
      employmentType:
        list(node.employmentType)
          .map((t) => employmentTypeOf(words(t)?.replaceAll('_', ' ')))
          .find((t) => t !== null) ?? null,
      publishedOn,
      url: address ?? (isAlone ? page : null),
      pay: salaryOf(node) ?? (text ? readPay(text) : null),
      text,
    },
  }
}

/** Identifiers that several different jobs of a page carry: a company's number in each of them tells none apart. */
export function sharedIdentifiers(nodes: readonly Node[]): ReadonlySet<string> {
  const first = new Map<string, Node>()
  const shared = new Set<string>()
  for (const node of nodes) {
    const id = identifier(node)
    if (!id) continue
    const before = first.get(id)
    if (!before) first.set(id, node)
    else if (before.title !== node.title || before.url !== node.url) shared.add(id)
  }
  return shared
}

function idOf(node: Node, shared: ReadonlySet<string>): string | null {
  const own = identifier(node)
  return own && !shared.has(own) ? own : null
}

function identifier(node: Node): string | null {
  const [id] = list(node.identifier)
  return trimmed(words(id) ?? words(field(id, 'value')))?.slice(0, 200) ?? null
}

function addressOf(node: Node, page: string): string | null {
  const own = words(node.url) ?? words(node['@id'])
  if (!own || own.startsWith('#')) return null
  try {
    return canonicalUrl(new URL(own, page).href)
  } catch {
    return null
  }
}

const hashOf = (...parts: (string | null)[]): string =>
  createHash('sha256').update(parts.join('\u001f')).digest('hex').slice(0, 24)

function companyOf(node: Node): string | null {
  const [organisation] = list(node.hiringOrganization)
  const name = trimmed(words(organisation) ?? words(field(organisation, 'name')))
  return name && !/^https?:/i.test(name) && !/^confidential$/i.test(name) ? plainLine(name) : null
}

function placeOf(place: unknown): string | null {
  const address = field(place, 'address') ?? place
  if (typeof address === 'string') return trimmed(address)
  const country = field(address, 'addressCountry')
  const parts = [
    words(field(address, 'addressLocality')),
    words(field(address, 'addressRegion')),
    words(country) ?? words(field(country, 'name')),
  ]
    .map(trimmed)
    .filter((p) => p !== null)
  return [...new Set(parts)].join(', ') || trimmed(words(field(place, 'name')))
}

const UNITS: Record<string, PayPeriod> = {
  YEAR: 'year',
  YEARLY: 'year',
  ANNUAL: 'year',
  ANN: 'year',
  MONTH: 'month',
  MONTHLY: 'month',
  MON: 'month',
  HOUR: 'hour',
  HOURLY: 'hour',
  HUR: 'hour',
}

function salaryOf(node: Node): Pay | null {
  for (const salary of list(node.baseSalary)) {
    const value = field(salary, 'value')
    const currency = words(field(salary, 'currency')) ?? words(field(value, 'currency')) ?? words(node.salaryCurrency)
    const unit = words(field(value, 'unitText')) ?? words(field(value, 'unitCode')) ?? words(field(salary, 'unitText'))
    const exact = figure(field(value, 'value')) ?? figure(value) ?? figure(salary)
    const from = figure(field(value, 'minValue')) ?? figure(field(salary, 'minValue')) ?? exact
    const to = figure(field(value, 'maxValue')) ?? figure(field(salary, 'maxValue')) ?? exact
    const pay = payOf(from, to, currency?.toUpperCase(), UNITS[unit?.toUpperCase() ?? ''] ?? null)
    if (pay) return pay
  }
  return null
}

const list = (value: unknown): unknown[] => (value === null || value === undefined ? [] : [value].flat())
const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Node)[name] : undefined
const words = (value: unknown): string | null =>
  typeof value === 'string' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : null

function figure(value: unknown): number | null {
  const text = words(value)?.replaceAll(',', '').trim()
  return text && /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null
}
