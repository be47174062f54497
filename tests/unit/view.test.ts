import { describe, expect, it } from 'vitest'
import { DEFAULT_VIEW, readView, strictView, viewParams } from '@/lib/view'

describe('a view in an address', () => {
  it('is read, and written back the same', () => {
    const address =
      'from=2025-09-08&to=2026-08-22&grain=day&role=gpu-orchestration&role=sre&company=lambda&transform=share&asOf=2026-01-01'
    const { view, problems } = readView({
      from: '2025-09-08',
      to: '2026-08-22',
      grain: 'day',
      role: ['sre', 'gpu-orchestration'],
      company: 'lambda',
      transform: 'share',
      asOf: '2026-01-01',
    })
    expect(problems).toEqual([])
    expect(viewParams(view).toString()).toBe(address)
  })

  it('without parameters is the default, with an empty address', () => {
    expect(readView({}).view).toEqual(DEFAULT_VIEW)
    expect(viewParams(DEFAULT_VIEW).toString()).toBe('')
  })

  it('keeps what can be used of a bad address, and says what cannot and what was meant', () => {
    const { view, problems } = readView({
      role: ['gpu-ops', 'sre'],
      from: '0000-00-00',
      to: '2026-02-30',
      grain: 'weeks',
      asOf: '2025-08-15',
    })
    expect(view).toMatchObject({ roles: ['sre'], from: null, to: null, grain: 'week', asOf: '2025-08-15' })
    expect(problems.map((p) => [p.field, p.suggestion])).toEqual([
      ['from', null],
      ['to', null],
      ['grain', 'week'],
      ['role', 'gpu-orchestration'],
    ])
  })

  it('that ends before it begins is told so', () => {
    expect(readView({ from: '2026-05-01', to: '2026-04-01' }).problems).toMatchObject([{ field: 'from' }])
  })

  it('is an error for a program', () => {
    expect(() => strictView({ role: 'gpu-ops' })).toThrow(
      expect.objectContaining({ code: 'bad-view', next: 'Did you mean gpu-orchestration?' }),
    )
  })
})
