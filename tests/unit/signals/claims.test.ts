import { describe, expect, it } from 'vitest'
import { claimsOf, type Said, windowBounds, windowIn } from '@/lib/signals/claims'

const said = (on: string, says: Said['says'], window: string | null, more: Partial<Said> = {}): Said => ({
  kind: 'ipo',
  company: 'acme',
  place: null,
  says,
  window,
  on,
  happenedOn: null,
  figure: null,
  ...more,
})
const short = (list: readonly Said[], today = '2027-12-01') =>
  claimsOf(list, today).map((c) => [c.window, c.outcome, c.outcomeOn, c.movedTo, c.lateDays, c.tellings.length])

describe('a claim about the future', () => {
  it('is moved when another window is named, and its next step starts there', () => {
    const list = [
      said('2025-09-12', 'plan', '2026-H1'),
      said('2026-01-31', 'late', '2026-H2'),
      said('2026-08-24', 'plan', '2027'),
      said('2026-10-06', 'plan', '2027'),
    ]
    expect(short(list, '2026-11-25')).toEqual([
      ['2026-H1', 'moved', '2026-01-31', '2026-H2', 184, 1],
      ['2026-H2', 'moved', '2026-08-24', '2027', 365, 1],
      ['2027', 'open', null, null, 0, 2],
    ])
    // As known in the autumn of 2025 it is open, and in the next spring its second window is.
    expect(short(list, '2025-10-01')).toEqual([['2026-H1', 'open', null, null, 0, 1]])
    expect(short(list, '2026-03-01').map((c) => c[1])).toEqual(['moved', 'open'])
    expect(new Set(claimsOf(list, '2026-11-25').map((c) => c.claim)).size).toBe(1)
  })

  it('is kept when it happens by the last day of its window, and moved by as many days as it is late', () => {
    const plan = said('2026-01-10', 'plan', '2026-Q2')
    expect(short([plan, said('2026-07-01', 'done', null, { happenedOn: '2026-06-30' })])).toEqual([
      ['2026-Q2', 'kept', '2026-07-01', null, 0, 1],
    ])
    expect(short([plan, said('2026-07-10', 'done', null)])).toEqual([['2026-Q2', 'moved', '2026-07-10', null, 10, 1]])
  })

  it('is dropped when it is called off, and what is said later is another claim', () => {
    const list = [
      said('2026-01-10', 'plan', '2026'),
      said('2026-03-01', 'off', null),
      said('2026-05-01', 'plan', '2027-H1'),
    ]
    expect(short(list)).toEqual([
      ['2026', 'dropped', '2026-03-01', null, null, 1],
      ['2027-H1', 'open', null, null, 154, 1],
    ])
    expect(new Set(claimsOf(list, '2027-12-01').map((c) => c.claim)).size).toBe(2)
  })

  it('is not moved by a wider or narrower window, nor by one of another company or place', () => {
    const site = (on: string, window: string, place: string) => said(on, 'plan', window, { kind: 'site', place })
    expect(short([said('2026-01-10', 'plan', '2026-H2'), said('2026-02-01', 'plan', '2026')], '2026-03-01')).toEqual([
      ['2026-H2', 'open', null, null, 0, 2],
    ])
    expect(
      short(
        [
          site('2026-01-10', '2026-H2', 'Abilene, Texas'),
          site('2026-02-10', '2027', 'Lulea'),
          site('2026-03-10', '2027-H1', 'Abilene'),
        ],
        '2026-04-01',
      ).map((c) => [c[0], c[1]]),
    ).toEqual([
      ['2026-H2', 'moved'],
      ['2027-H1', 'open'],
      ['2027', 'open'],
    ])
  })

  it('to hire is kept by as many people, not by the first of them', () => {
    const plan = said('2026-01-10', 'plan', '2026', { kind: 'hiring', figure: 500 })
    const hired = (n: number) => said('2026-06-10', 'done', null, { kind: 'hiring', figure: n })
    expect(short([plan, hired(60)], '2026-07-01')[0]?.[1]).toBe('open')
    expect(short([plan, hired(520)], '2026-07-01')[0]?.[1]).toBe('kept')
  })

  it('is none when its window was over as it was told', () => {
    expect(short([said('2026-08-01', 'plan', '2026-H1')])).toEqual([])
    expect(short([said('2026-08-01', 'late', null)])).toEqual([])
  })

  it('reads the time ahead out of a sentence, as of the day on which it was said', () => {
    expect(windowIn('The company will hire 500 technicians by the end of 2027.', '2026-03-02')).toMatch(/^2027/)
    expect(windowIn('It hired 500 technicians in 2024.', '2026-03-02')).toBeNull()
    expect(windowBounds('2026-H2')).toEqual({ first: '2026-07-01', last: '2026-12-31' })
    expect(windowBounds('soon')).toBeNull()
  })
})
