import { describe, expect, it } from 'vitest'
import { companyMatch, spanOf } from '@/lib/signals/evaluation/eventAttributes'
import { measureEvents, worstErrors } from '@/lib/signals/evaluation/eventReport'
import { judgeDocument } from '@/lib/signals/evaluation/events'
import type { GoldDocument, GoldEvent } from '@/lib/signals/evaluation/goldDocuments'
import type { ExtractedSignal } from '@/lib/signals/types'

const TEXT =
  'Acme Inc. raised $5 million in a seed round led by Birch. It will cut 10% of staff. Dorn has raised $90 million to date. Elm denied that it will list.'

const funding: GoldEvent = {
  type: 'funding',
  company: 'Acme',
  attributes: { amountUsd: 5e6, stage: 'Seed', leadInvestor: 'Birch' },
  status: 'completed',
  occurredOn: '2025-06',
  evidence: 'Acme Inc. raised $5 million in a seed round led by Birch.',
}
const layoff: GoldEvent = {
  type: 'layoff',
  company: 'Acme',
  attributes: { percent: 10 },
  status: 'planned',
  occurredOn: null,
  evidence: 'It will cut 10% of staff.',
}
const total: GoldEvent = {
  type: 'funding',
  company: 'Dorn',
  attributes: { totalRaisedUsd: 90e6 },
  status: 'completed',
  occurredOn: null,
  evidence: 'Dorn has raised $90 million to date.',
  optional: true,
}
const denial: GoldEvent = {
  type: 'ipo',
  company: 'Elm',
  attributes: {},
  status: 'denied',
  occurredOn: null,
  evidence: 'Elm denied that it will list.',
}
const document: GoldDocument = {
  id: 'w001',
  title: 'News',
  published: '2025-06-30',
  publishedAt: '2025-06-30',
  split: 'dev',
  text: TEXT,
  events: [funding, layoff, total, denial],
  nonEvents: [{ type: 'funding:round', text: 'Dorn has raised $90 million to date', reason: 'a total' }],
}

const quote = (words: string) => ({ quote: words, start: TEXT.indexOf(words), end: TEXT.indexOf(words) + words.length })
const base = {
  id: 'x',
  companySlug: null,
  occurredOn: null,
  knownOn: '2025-06-30',
  roles: [],
  skills: [],
  direction: 0,
  confidence: 0.8,
  summary: 'A summary.',
  rules: [],
  fired: [],
  rulesVersion: 'test',
} as const satisfies Partial<ExtractedSignal>
type Change = { company?: string | null; amount?: number; quote?: string; occurredOn?: string }

const round = ({
  company = 'Acme Inc',
  amount = 5e6,
  quote: words = 'Acme Inc. raised $5 million',
  occurredOn,
}: Change = {}) =>
  ({
    ...base,
    type: 'funding',
    company,
    occurredOn: occurredOn ?? null,
    status: 'completed',
    magnitude: amount,
    attributes: { amount, currency: 'USD', stage: 'Seed', leadInvestors: ['Birch'] },
    evidence: [quote(words)],
  }) as unknown as ExtractedSignal
const cut = (status: string, percent = 10) =>
  ({
    ...base,
    type: 'layoff',
    company: 'Acme',
    status,
    magnitude: percent,
    attributes: { percent },
    evidence: [quote('It will cut 10% of staff.')],
  }) as unknown as ExtractedSignal
const listing = (status: string) =>
  ({
    ...base,
    type: 'ipo',
    company: 'Elm',
    status,
    magnitude: null,
    attributes: { stage: 'reported' },
    evidence: [quote('Elm denied that it will list.')],
  }) as unknown as ExtractedSignal

describe('a document against its labels', () => {
  it('has all events found where type, company and words agree', () => {
    const judged = judgeDocument(document, [round({ occurredOn: '2025-06-12' }), cut('planned'), listing('denied')])
    expect(judged.matched.map((m) => m.gold.type)).toEqual(['funding', 'layoff', 'ipo'])
    expect(judged.missed).toEqual([])
    expect(judged.wrong).toEqual([])
    expect(judged.matched[0]).toMatchObject({ dateRight: true, statusRight: true, companyExact: true })
    expect(judged.matched[0]?.attributes.every((a) => a.right)).toBe(true)
    expect(judged.tallies).toEqual({
      funding: { tp: 1, fp: 0, fn: 0 },
      layoff: { tp: 1, fp: 0, fn: 0 },
      ipo: { tp: 1, fp: 0, fn: 0 },
    })
  })

  it('finds an event by its figure where the quote lies elsewhere, but not without figure and words', () => {
    const elsewhere = judgeDocument(document, [round({ quote: 'Elm denied' })])
    expect(elsewhere.matched).toHaveLength(1)
    const other = judgeDocument(document, [round({ quote: 'Elm denied', amount: 7e6 })])
    expect(other.matched).toHaveLength(0)
    expect(other.wrong).toHaveLength(1)
  })

  it('counts another company as missed and as wrong, and against the linking', () => {
    const judged = judgeDocument(document, [round({ company: 'Birch' })])
    expect(judged.missed).toContain(funding)
    expect(judged.wrong).toHaveLength(1)
    expect(judged.companies).toEqual({ right: 0, of: 1 })
  })

  it('wants a denied event denied, and no other', () => {
    expect(judgeDocument(document, [listing('planned')]).missed).toContain(denial)
    expect(judgeDocument(document, [cut('denied')]).missed).toContain(layoff)
  })

  it('asks for no optional event, forgives it, and names the label that a false one goes against', () => {
    const found = judgeDocument(document, [
      round({ company: 'Dorn', amount: 90e6, quote: 'Dorn has raised $90 million' }),
    ])
    expect(found.wrong).toEqual([])
    expect(found.missed).not.toContain(total)
    const other = { ...document, events: [funding] }
    const wrong = judgeDocument(other, [round({ company: 'Dorn', amount: 90e6, quote: 'Dorn has raised $90 million' })])
    expect(wrong.wrong).toMatchObject([{ against: 'a total' }])
  })

  it('counts an event that is told twice once, and another figure as wrong', () => {
    expect(judgeDocument(document, [round(), round()]).wrong).toEqual([])
    expect(judgeDocument(document, [round(), round({ amount: 6e6 }), round({ amount: 6e6 })]).wrong).toHaveLength(1)
  })

  it('sees a quote that does not stand at its offsets', () => {
    const moved = round()
    const [first] = moved.evidence
    const off = { ...moved, evidence: [{ quote: first?.quote ?? '', start: 3, end: 9 }] } as ExtractedSignal
    expect(judgeDocument(document, [off]).quotes).toEqual({ right: 0, of: 1 })
  })
})

describe('the figures of a set', () => {
  const quiet: GoldDocument = { ...document, id: 'w002', events: [], nonEvents: [] }
  const judged = [
    judgeDocument(document, [round({ amount: 50e6 }), cut('completed')]),
    judgeDocument(quiet, [listing('planned')]),
    judgeDocument({ ...quiet, id: 'w003' }, []),
  ]
  const figures = measureEvents(judged)

  it('give the share of documents without an event that get one', () => {
    expect(figures.quiet).toMatchObject({ documents: 2, withSignal: 1, share: { value: 0.5 } })
  })

  it('give exactness of amounts among the events found, and statuses', () => {
    expect(figures.amountsExact.value).toBe(0)
    expect(figures.statusRight.value).toBe(0.5)
    expect(figures.byAttribute).toMatchObject({ amountUsd: { right: 0, of: 1 }, percent: { right: 1, of: 1 } })
    expect(figures.events.byClass.ipo).toMatchObject({ tp: 0, fp: 1, fn: 1 })
  })

  it('show what was read as what: an event in the words of another type, one not found, a signal of nothing', () => {
    const { types, rows } = measureEvents([
      judgeDocument(document, [{ ...cut('planned'), type: 'hiring' } as ExtractedSignal, round()]),
      judgeDocument(quiet, [listing('planned')]),
    ]).confusion
    const at = (gold: string, got: string) => rows[types.indexOf(gold as 'none')]?.[types.indexOf(got as 'none')]
    expect(at('funding', 'funding')).toBe(1)
    expect(at('layoff', 'hiring')).toBe(1)
    expect(at('ipo', 'none')).toBe(1)
    expect(at('none', 'ipo')).toBe(1)
    expect(rows.flat().reduce((a, b) => a + b, 0)).toBe(4)
  })

  it('list the errors, those that mislead most first', () => {
    expect(worstErrors(judged, 20).map((e) => `${e.document} ${e.what} ${e.type}`)).toEqual([
      'w002 false ipo',
      'w001 amount funding',
      'w001 missed ipo',
      'w001 status layoff',
      'w001 date funding',
    ])
    expect(worstErrors(judged, 2)).toHaveLength(2)
  })
})

describe('names and periods', () => {
  it.each([
    ['The Acme Group', 'Acme', 'exact'],
    ['NVIDIA|Nvidia', 'Nvidia Corp.', 'exact'],
    ['Acme Cloud', 'Acme', 'part'],
    ['Acme', 'Acmeister', null],
    [null, null, 'exact'],
    [null, 'Acme', null],
  ] as const)('%s and %s: %s', (gold, got, is) => {
    expect(companyMatch(gold, got)).toBe(is)
  })

  it('read halves and ranges', () => {
    expect(spanOf('2026-H1')).toEqual({ first: '2026-01-01', last: '2026-06-30' })
    expect(spanOf('2026-01-05/2026-01-09')).toEqual({ first: '2026-01-05', last: '2026-01-09' })
    expect(spanOf('soon')).toBeNull()
  })
})
