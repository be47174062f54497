import { leadOf, statusOf, type Telling } from './tellings'

/** A telling with all that a signal takes from it. */
export interface WholeTelling extends Telling {
  companySlug: string | null
  companyName: string | null
  roles: readonly string[]
  skills: readonly string[]
  direction: string | null
  magnitude: number | null
  summary: string
  rules: readonly string[]
  extractorVersion: string
  origin: string
  datasetVersion: string | null
}

/** What the tellings of one event say together. */
export interface Merged {
  lead: WholeTelling
  knownOn: string
  status: string
  roles: string[]
  skills: string[]
  attributes: Record<string, unknown>
  magnitude: number | null
  confidence: number
  rules: string[]
  extractorVersion: string
}

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort()

/**
 * One event out of its tellings, in the order of `eventsOf`: the lead speaks, the others add what it leaves open. Pure, so that a view
 * of a past day merges those that were known then. null for none.
 */
export function mergeTellings(tellings: readonly WholeTelling[]): Merged | null {
  const lead = leadOf(tellings)
  if (!lead) return null
  const others = tellings.filter((t) => t !== lead)
  const all = [lead, ...others]
  const attributes: Record<string, unknown> = { ...lead.attributes }
  for (const t of others)
    for (const [key, value] of Object.entries(t.attributes))
      if ((attributes[key] ?? null) === null && value !== null && !isMarkOfFiling(t, key)) attributes[key] = value
  return {
    lead,
    knownOn: all.map((t) => t.knownOn).sort()[0] ?? lead.knownOn,
    status: lead.reader === 'facts' ? lead.status : statusOf(tellings),
    roles: union(all.map((t) => t.roles)),
    skills: union(all.map((t) => t.skills)),
    attributes,
    magnitude: lead.magnitude ?? all.find((t) => t.magnitude !== null)?.magnitude ?? null,
    confidence: Math.max(...all.map((t) => t.confidence)),
    // What facts say comes first.
    rules: [...new Set(all.flatMap((t) => t.rules))].sort(
      (a, b) => Number(b.startsWith('fact:')) - Number(a.startsWith('fact:')) || (a < b ? -1 : a > b ? 1 : 0),
    ),
    extractorVersion:
      all
        .map((t) => t.extractorVersion)
        .sort()
        .at(-1) ?? lead.extractorVersion,
  }
}

/** A filing's own marks are not the round's. */
const isMarkOfFiling = (t: Telling, key: string): boolean =>
  t.reader === 'facts' && t.attributes.form === 'D' && /^(?:form|kind|amount|amountIs|unit)$/.test(key)
