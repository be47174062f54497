/**
 * What a language model may answer about a document, and what of it is kept. Pure. Nothing is kept without the document's own words:
 * each quote must stand in it verbatim, and so must the company's name.
 */
import { z } from 'zod'
import { normalName, signalId } from './signalId'
import { type InfraRoleSlug, ROLES, RULES_VERSION } from './taxonomy'
import { type ExtractedSignal, type Quote, SIGNAL_TYPES, type SignalType } from './types'

const STATUSES = ['rumoured', 'reported', 'planned', 'completed', 'denied', 'cancelled'] as const

/** Attributes that any type may have; what is not named here is left out. */
const attributes = z.object({
  amount: z.number().nullable().optional(),
  currency: z.string().max(3).nullable().optional(),
  stage: z.string().max(60).nullable().optional(),
  valuation: z.number().nullable().optional(),
  investors: z.array(z.string().max(120)).max(40).nullable().optional(),
  leadInvestors: z.array(z.string().max(120)).max(10).nullable().optional(),
  banks: z.array(z.string().max(120)).max(40).nullable().optional(),
  window: z.string().max(30).nullable().optional(),
  headcount: z.number().nullable().optional(),
  percent: z.number().nullable().optional(),
  megawatts: z.number().nullable().optional(),
  gpus: z.number().nullable().optional(),
  value: z.number().nullable().optional(),
  site: z.string().max(120).nullable().optional(),
  location: z.string().max(120).nullable().optional(),
  kind: z.string().max(40).nullable().optional(),
  form: z.string().max(40).nullable().optional(),
  indicator: z.string().max(40).nullable().optional(),
  period: z.string().max(30).nullable().optional(),
  unit: z.string().max(20).nullable().optional(),
})

const modelSignal = z.object({
  type: z.enum(SIGNAL_TYPES),
  company: z.string().max(200).nullable(),
  /** A day or a period: 2026-05-04, 2026-05, 2026-Q2, 2026-H1, 2026; null: not said. */
  occurredOn: z
    .string()
    .regex(/^\d{4}(?:-(?:\d{2}(?:-\d{2})?|Q[1-4]|H[12]))?$/)
    .nullable(),
  status: z.enum(STATUSES),
  roles: z.array(z.string()).max(12),
  attributes,
  /** Sentences of the document, copied character by character. */
  evidence: z.array(z.string().min(1).max(2_000)).min(1).max(10),
})

export const modelAnswer = z.object({ signals: z.array(modelSignal).max(60) })

/** What the endpoint is asked to keep to (JSON Schema). */
export const MODEL_SCHEMA = z.toJSONSchema(modelAnswer, { io: 'input' })

export interface RefusedSignal {
  type: SignalType
  why: string
  /** What the model gave as the document's words. */
  quote: string
}

/**
 * The signals of a model's answer that the document proves, in the shape of the rules' own, and those that it does not. Ids follow the
 * same hash, so that what both found alike has one id.
 */
export function provenSignals(
  answer: z.output<typeof modelAnswer>,
  document: { text: string; title: string; published: string | null },
  model: string,
): { signals: ExtractedSignal[]; refused: RefusedSignal[] } {
  const signals: ExtractedSignal[] = []
  const refused: RefusedSignal[] = []
  for (const s of answer.signals) {
    const evidence = s.evidence.map((quote) => placeOf(quote, document.text))
    const proven = evidence.filter((e) => e !== null)
    const refuse = (why: string) => refused.push({ type: s.type, why, quote: (s.evidence[0] ?? '').slice(0, 300) })
    if (proven.length < evidence.length) refuse('Its evidence does not stand in the document word for word.')
    else if (s.company !== null && !names(s.company, document))
      refuse(`The document does not name ${s.company.slice(0, 60)}.`)
    else signals.push(signalOf(s, proven, document, model))
  }
  return { signals, refused }
}

function placeOf(quote: string, text: string): Quote | null {
  const start = text.indexOf(quote)
  return quote.trim() === '' || start < 0 ? null : { quote, start, end: start + quote.length }
}

const names = (company: string, { text, title }: { text: string; title: string }): boolean =>
  `-${normalName(`${title} ${text}`)}-`.includes(`-${normalName(company)}-`) && normalName(company) !== ''

type Answered = z.output<typeof modelSignal>

function signalOf(
  s: Answered,
  evidence: Quote[],
  { published }: { published: string | null },
  model: string,
): ExtractedSignal {
  const given = Object.fromEntries(Object.entries(s.attributes).filter(([, v]) => v !== null && v !== undefined))
  const a = s.attributes
  const magnitude = a.amount ?? a.headcount ?? a.percent ?? a.megawatts ?? a.gpus ?? a.value ?? null
  const up = s.type !== 'layoff' && s.status !== 'denied' && s.status !== 'cancelled'
  return {
    id: signalId({
      type: s.type,
      company: s.company,
      occurredOn: s.occurredOn,
      knownOn: published,
      discriminator: discriminatorOf(s, magnitude),
    }),
    type: s.type,
    company: s.company,
    companySlug: null,
    occurredOn: s.occurredOn,
    knownOn: published,
    status: s.status,
    roles: s.roles.filter((r): r is InfraRoleSlug => r !== 'other' && ROLES.some((known) => known.slug === r)),
    skills: [],
    direction: s.type === 'macro' ? 0 : up ? 1 : -1,
    magnitude,
    // A model says nothing that could be held against outcomes; the middle says so.
    confidence: 0.5,
    summary: `${s.company ?? 'The field'}: ${s.type}, ${s.status}, as a model read it.`,
    rules: [`model:${model}`],
    fired: [],
    rulesVersion: `model:${model}/${RULES_VERSION}`,
    evidence,
    attributes: given,
  } as ExtractedSignal
}

function discriminatorOf(s: Answered, magnitude: number | null): string {
  const a = s.attributes
  switch (s.type) {
    case 'funding':
      return a.stage ?? `round/${magnitude ?? ''}`
    case 'ipo':
      return a.stage ?? 'reported'
    case 'capacity':
      return a.site ?? a.location ?? 'capacity'
    case 'hiring':
      return a.kind ?? 'opening'
    case 'engagement':
      return a.form ?? 'engagement'
    case 'macro':
      return `${a.indicator ?? ''}/${a.period ?? ''}`
    default:
      return s.type
  }
}
