import { describe, expect, it } from 'vitest'
import type { Change } from '@/components/charts/types'
import { companiesFinding, rolesFinding } from '@/components/page/findings'
import type { CompanyListRow, RoleListRow, Words } from '@/lib/queries/types'

const text = (words: Words) => words.map((w) => w.text).join('')
const change = (from: number, to: number, low: number, high: number): Change => ({
  from,
  to,
  ratio: from === 0 ? null : to / from,
  low,
  high,
  small: from < 10,
})

const role = (name: string, openings: number | null, moved: Change | null): RoleListRow => ({
  role: name === 'Other' ? 'other' : 'sre',
  code: 'SRE',
  name,
  definition: '',
  openings,
  day: openings === null ? null : '2026-08-21',
  change: moved,
  changeFrom: '2025-09-10',
  rank: moved?.low ?? null,
  share: null,
  newlyListed: null,
  companies: 1,
  spark: [],
})

const company = (name: string, openings: number | null, moved: Change | null): CompanyListRow => ({
  company: name.toLowerCase(),
  name,
  segment: 'ai-lab',
  place: null,
  ticker: null,
  openings,
  day: openings === null ? null : '2026-10-05',
  basis: 'count',
  before: moved ? { value: moved.from, day: '2026-05-21' } : null,
  change: moved,
  infra: null,
  readings: 1,
  lastRound: null,
  ipoState: null,
  signals: 0,
  reason: openings === null ? 'no board is known' : null,
})

describe('the finding of the roles page', () => {
  it('calls a growth sure only when its whole interval lies above no change and the start was no handful', () => {
    const { headline, answers } = rolesFinding([
      role('ML engineering', 165, change(90, 165, 1.4, 2.3)),
      role('Networking', 12, change(1, 12, 2, 60)),
      role('Cloud platform', 30, change(20, 30, 0.9, 2.5)),
      role('Other', 981, change(400, 981, 2.1, 2.7)),
    ])
    expect(text(headline)).toBe('One role surely grew; ML engineering is the largest, with 165 openings')
    expect(answers.map((a) => a.label)).toEqual(['Grew', 'Unsure', 'Small'])
    expect(text(answers[0]?.words ?? [])).toContain('ML engineering +83%')
    expect(text(answers[1]?.words ?? [])).toContain('Cloud platform +50%')
    expect(text(answers[2]?.words ?? [])).toContain('Networking 1 to 12')
  })

  it('says that nothing was read in place of naming a largest role', () => {
    const { headline, answers } = rolesFinding([role('Networking', null, null)])
    expect(text(headline)).toMatch(/No board/)
    expect(answers).toEqual([])
  })
})

describe('the finding of the companies page', () => {
  it('names the largest board and leaves companies without a number out of every ranking', () => {
    const { headline, answers } = companiesFinding([
      company('Nvidia', null, null),
      company('OpenAI', 828, null),
      company('Marvell', 381, change(673, 381, 0.51, 0.63)),
    ])
    expect(text(headline)).toBe('OpenAI has most openings, 828; the boards of 2 of 3 companies could be read')
    const fell = answers.find((a) => a.label === 'Fell')
    expect(text(fell?.words ?? [])).toBe('Marvell −43% since 21 May 2026.')
  })

  it('does not fail when no board was read', () => {
    expect(text(companiesFinding([company('Nvidia', null, null)]).headline)).toMatch(/None of these boards/)
  })
})
