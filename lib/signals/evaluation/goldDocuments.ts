import { createHash } from 'node:crypto'
import { z } from 'zod'
import { isDay, periodBounds } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { ENGAGEMENT_FORMS, ROLES } from '../taxonomy'
import { SIGNAL_TYPES } from '../types'

/** `a|b`: either is right. A number stands as a number, or as text where there are several. */
const eitherOf = (...words: readonly [string, ...string[]]) =>
  z.string().refine((text) => text.split('|').every((one) => words.includes(one)), `is none of ${words.join(', ')}`)
const figure = z.union([z.number(), z.string().regex(/^-?\d+(\.\d+)?(\|-?\d+(\.\d+)?)+$/)])
const names = z.array(z.string().min(1)).min(1)
const words = z.string().min(1)
const currency = z.string().regex(/^[A-Z]{3}$/)
/** As `lib/dates` has periods, plus halves of a year. */
const isPeriod = (text: string) => isDay(text) || /^\d{4}-H[12]$/.test(text) || periodBounds(text) !== null
const period = z.string().refine((text) => text.split('|').every(isPeriod), 'is no day, month, quarter, half or year')
const size = z.enum(['exact', 'about', 'more-than', 'up-to', 'range'])

const common = { roles: z.array(z.enum(ROLES.map((r) => r.slug))), sources: names, figureIs: size, amountIs: size }
const money = {
  amountUsd: figure,
  amountUsdMin: figure,
  amountUsdMax: figure,
  amount: figure,
  amountCurrency: currency,
  valuationUsd: figure,
  valuation: figure,
}
const place = { location: words }

/** What the gold says of each type; an attribute that it does not give is not judged. */
const ATTRIBUTES = {
  funding: {
    ...money,
    totalRaisedUsd: figure,
    total: z.literal('true'),
    stage: words,
    leadInvestor: words,
    investors: names,
  },
  ipo: {
    ...money,
    ipoStage: eitherOf('reported', 'confidential', 'filed', 'priced', 'listed', 'withdrawn'),
    banks: names,
    window: period,
    exchange: words,
    ticker: z.string().regex(/^[A-Z.]{1,6}$/),
  },
  layoff: { ...place, headcount: figure, percent: figure },
  hiring: { ...place, headcount: figure, kind: z.enum(['opening', 'expansion', 'plan', 'demand', 'freeze']) },
  capacity: { ...place, megawatts: figure, gpus: figure, value: figure, currency },
  compensation: {
    payMin: figure,
    payMax: figure,
    payCurrency: currency,
    payPeriod: z.enum(['hour', 'day', 'month', 'year']),
    percent: figure,
  },
  engagement: { engagement: eitherOf(...ENGAGEMENT_FORMS), kind: z.enum(['offered', 'trend', 'recommended']) },
  macro: {
    indicator: eitherOf(
      'gdp',
      'nominal-gdp',
      'payrolls',
      'unemployment-rate',
      'jolts-openings',
      'jolts-hires',
      'jolts-quits',
      'cpi',
      'jobless-claims',
      'policy-rate',
    ),
    value: figure,
    previous: figure,
    period,
    vintage: z.enum(['advance', 'second', 'third', 'preliminary', 'final']),
    revision: z.enum(['up', 'down', 'unchanged']),
    country: words,
  },
} as const

const eventOf = <T extends keyof typeof ATTRIBUTES>(type: T) =>
  z.strictObject({
    type: z.literal(type),
    /** null: the event has no company. `A|B`: either is right. */
    company: words.nullable(),
    attributes: z.strictObject({ ...common, ...ATTRIBUTES[type] }).partial(),
    status: eitherOf('rumoured', 'reported', 'planned', 'completed', 'denied', 'cancelled'),
    /** null: not judged. */
    occurredOn: period.nullable(),
    evidence: words,
    /** Neither asked for nor wrong: restated figures, running totals, arguable events. */
    optional: z.literal(true).optional(),
  })

const goldEvent = z.discriminatedUnion('type', [
  eventOf('hiring'),
  eventOf('layoff'),
  eventOf('funding'),
  eventOf('ipo'),
  eventOf('capacity'),
  eventOf('compensation'),
  eventOf('engagement'),
  eventOf('macro'),
])
export type GoldEvent = z.infer<typeof goldEvent>

/** `T`: no signal of this type may rest on the text; `*`: none at all; `T:round`: none that is no total; `T:Name`: none of Name. */
const nonEventType = z
  .string()
  .refine(
    (t) => t === '*' || SIGNAL_TYPES.some((type) => t === type || t.startsWith(`${type}:`)),
    'is no type of signal',
  )

const goldDocument = z
  .strictObject({
    /** `w…`, `n…`, `p…` were written for a set, `h…` is a headline of the reference data: the start of the SHA-256 of its address. */
    id: z.string().regex(/^(?:[wnp]\d{3}|h[0-9a-f]{8})$/),
    /** Where a headline stood (an address), or who wrote the text. */
    source: words.optional(),
    title: words,
    published: z.string().refine(isDay),
    publishedAt: z.string(),
    split: z.enum(['dev', 'test']),
    text: words,
    events: z.array(goldEvent),
    nonEvents: z.array(z.strictObject({ type: nonEventType, text: words, reason: words })),
  })
  .superRefine((doc, context) => {
    const fault = (message: string) => context.addIssue({ code: 'custom', message: `${doc.id}: ${message}` })
    if (doc.publishedAt !== doc.published) fault('two days of publication')
    if (doc.split !== splitOf(doc.id)) fault('is in the wrong half')
    for (const e of doc.events)
      if (!doc.text.includes(e.evidence)) fault(`the evidence is not in the text: ${e.evidence}`)
    for (const e of doc.nonEvents) if (!doc.text.includes(e.text)) fault(`the non-event is not in the text: ${e.text}`)
  })
export type GoldDocument = z.infer<typeof goldDocument>

/** Half and half by the first byte of the SHA-256 of the id: nobody chooses where a document goes. */
export const splitOf = (id: string): 'dev' | 'test' =>
  (createHash('sha256').update(id).digest()[0] ?? 0) % 2 === 1 ? 'test' : 'dev'

/**
 * The labelled documents out of their file (NDJSON).
 * @throws WaveError `bad-input` that names each document and what is wrong with its labels.
 */
export function readGoldDocuments(ndjson: string): GoldDocument[] {
  const faults: string[] = []
  const documents = ndjson
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line, i) => {
      const read = goldDocument.safeParse(JSON.parse(line))
      if (read.success) return [read.data]
      faults.push(`line ${i + 1}: ${z.prettifyError(read.error).replace(/\s+/g, ' ')}`)
      return []
    })
  if (faults.length > 0) {
    throw new WaveError('bad-input', faults.join('\n'), 'Mend these lines of the labelled documents.')
  }
  return documents
}
