import { describe, expect, it } from 'vitest'
import { mergeTellings, type WholeTelling } from '@/lib/signals/mergeTellings'
import { conflictsOf, eventsOf, leadOf, statusOf, type Telling } from '@/lib/signals/tellings'

let n = 0
const told = (more: Partial<Telling> = {}): Telling => {
  n++
  return {
    key: String(n),
    hash: String(n).padStart(6, '0'),
    reader: 'rules',
    ownId: `funding-${n}`,
    signalId: null,
    type: 'funding',
    articleId: String(n),
    occurredOn: '2025-10-01',
    occurredPrecision: 'day',
    dated: true,
    knownOn: '2025-10-02',
    status: 'completed',
    attributes: { amount: 100e6, currency: 'USD' },
    confidence: 0.8,
    ...more,
  }
}
const sizes = (list: readonly Telling[]) => eventsOf(list).map((e) => e.tellings.length)

describe('tellings of one event', () => {
  it('are brought together by stage, near figures and near days, and are the same in any order', () => {
    const list = [
      told({ attributes: { amount: 100e6, currency: 'USD', stage: 'Series B' } }),
      told({ attributes: { amount: 108e6, currency: 'USD' }, occurredOn: '2025-10-09' }),
      told({ attributes: { stage: 'series-b' }, occurredOn: '2025-11-01' }),
      told({ attributes: { amount: 92e6, currency: 'EUR' }, occurredOn: '2025-10-03' }),
      told({
        reader: 'facts',
        articleId: null,
        attributes: { amount: 95e6, currency: 'USD', form: 'D', kind: 'equity' },
      }),
    ]
    expect(sizes(list)).toEqual([5])
    const ids = (l: readonly Telling[]) => eventsOf(l).map((e) => [e.id, e.tellings.map((t) => t.key)])
    expect(ids([...list].reverse())).toEqual(ids(list))
    expect(ids([...list.slice(2), ...list.slice(0, 2)])).toEqual(ids(list))
  })

  it.each([
    ['another stage', { attributes: { amount: 100e6, currency: 'USD', stage: 'Series C' } }],
    ['a loan', { attributes: { amount: 100e6, currency: 'USD', stage: 'debt' } }],
    ['another sum', { attributes: { amount: 160e6, currency: 'USD' } }],
    ['half a year later', { attributes: { amount: 100e6, currency: 'USD' }, occurredOn: '2026-04-01' }],
    ['all that was ever raised', { attributes: { amount: 100e6, currency: 'USD', total: true } }],
    ['a denial', { status: 'denied' }],
  ])('are not joined by %s', (_, other) => {
    const first = told({ attributes: { amount: 100e6, currency: 'USD', stage: 'Series B' } })
    expect(sizes([first, told(other)])).toEqual([1, 1])
  })

  it('are two where one text tells two, and where two stored facts do', () => {
    expect(sizes([told({ articleId: '7' }), told({ articleId: '7' })])).toEqual([1, 1])
    const fact = () => told({ reader: 'facts', articleId: null })
    expect(sizes([fact(), fact()])).toEqual([1, 1])
  })

  it('of a named round, told years later without a day, are background of that round', () => {
    const stage = { amount: 100e6, currency: 'USD', stage: 'Series B' }
    const old = told({ attributes: stage })
    expect(sizes([old, told({ attributes: stage, occurredOn: '2027-06-01', dated: false })])).toEqual([2])
    expect(sizes([old, told({ attributes: stage, occurredOn: '2027-06-01' })])).toEqual([1, 1])
  })

  it('of sites and cuts are told apart by place and by head count', () => {
    const site = (place: string, megawatts: number) =>
      told({ type: 'capacity', attributes: { site: place, megawatts } })
    expect(sizes([site('Harwood', 280), site('Harwood, North Dakota, US', 280), site('Odense', 280)])).toEqual([2, 1])
    const cut = (headcount: number) => told({ type: 'layoff', attributes: { headcount } })
    expect(sizes([cut(400), cut(420), cut(900)])).toEqual([2, 1])
  })

  it('show conflicting figures by how many give each, and speak with the one that most give', () => {
    const list = [1.6e9, 1.5e9, 1.5e9].map((amount) => told({ attributes: { amount, currency: 'USD' } }))
    expect(leadOf(list)?.attributes.amount).toBe(1.5e9)
    expect(conflictsOf(list.map((t, i) => ({ attributes: t.attributes, by: `Paper ${i}` })))).toEqual([
      {
        figure: 'amount',
        currency: 'USD',
        values: [
          { value: 1.5e9, count: 2, by: ['Paper 1', 'Paper 2'] },
          { value: 1.6e9, count: 1, by: ['Paper 0'] },
        ],
      },
    ])
    expect(conflictsOf([])).toEqual([])
  })

  it('have the furthest status that any tells, unless the last says that it is off', () => {
    const list = [told({ status: 'rumoured' }), told({ status: 'completed' }), told({ status: 'reported' })]
    expect(statusOf(list)).toBe('completed')
    expect(statusOf([...list, told({ status: 'cancelled', knownOn: '2025-12-01' })])).toBe('cancelled')
  })

  it('fill in what the lead leaves open, and take no mark of a filing', () => {
    const whole = (more: Partial<WholeTelling>): WholeTelling => ({
      ...told(),
      companySlug: 'acme',
      companyName: null,
      roles: [],
      skills: [],
      direction: 'up',
      magnitude: null,
      summary: 'Acme raises money.',
      rules: ['funding.raised'],
      extractorVersion: '1',
      origin: 'ingest',
      datasetVersion: null,
      ...more,
    })
    const merged = mergeTellings([
      whole({ attributes: { amount: 100e6, currency: 'USD', stage: 'Series B' } }),
      whole({ attributes: { amount: 100e6, valuation: 1e9 }, knownOn: '2025-10-01' }),
      whole({ reader: 'facts', articleId: null, attributes: { amount: 95e6, form: 'D' }, rules: ['fact:round'] }),
    ])
    expect(merged?.attributes).toEqual({ amount: 100e6, currency: 'USD', stage: 'Series B', valuation: 1e9 })
    expect(merged?.knownOn).toBe('2025-10-01')
    expect(merged?.rules).toEqual(['fact:round', 'funding.raised'])
    expect(mergeTellings([])).toBeNull()
  })
})
