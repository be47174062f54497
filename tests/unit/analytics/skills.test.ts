import { describe, expect, it } from 'vitest'
import { shareRatio, wilson } from '@/lib/analytics/proportion'
import { roleDistances, type SkillText, skillGrowth, skillLevels, skillLifts, skillPairs } from '@/lib/analytics/skills'

let id = 0
const text = (role: string, skills: string[], firstSeen = '2026-01-01', company = 'fir'): SkillText => ({
  id: String(id++),
  company,
  role,
  skills,
  firstSeen,
})
const many = (n: number, role: string, skills: string[], firstSeen?: string, company?: string) =>
  Array.from({ length: n }, () => text(role, skills, firstSeen, company))

describe('shares', () => {
  it('have the interval that Wilson gives', () => {
    // 8 of 10: the roots of (p - x)^2 = z^2 x (1 - x) / n, solved apart from this code.
    const { low, high } = wilson(8, 10)
    expect(low).toBeCloseTo(0.5409, 3)
    expect(high).toBeCloseTo(0.9314, 3)
    expect(wilson(0, 10).low).toBe(0)
    expect(wilson(10, 10).high).toBe(1)
    expect(() => wilson(11, 10)).toThrow(RangeError)
  })

  it('are compared with an interval that holds 1 where both are the same', () => {
    const same = shareRatio(10, 50, 20, 100)
    expect(same.low).toBeLessThan(1)
    expect(same.high).toBeGreaterThan(1)
    expect(shareRatio(0, 50, 0, 100).ratio).toBeGreaterThan(0)
  })
})

describe('skills', () => {
  const texts = [
    ...many(30, 'sre', ['kubernetes', 'linux']),
    ...many(10, 'sre', ['linux']),
    ...many(20, 'ml-engineering', ['pytorch', 'cuda']),
    ...many(20, 'ml-engineering', ['pytorch', 'kubernetes']),
    ...many(40, 'cloud-platform', ['kubernetes', 'linux', 'terraform']),
  ]

  it('are counted once a posting, of the postings whose text was read', () => {
    const found = skillLevels([...texts, text('sre', ['linux', 'linux'])])
    if (!found.enough) throw new Error('not enough')
    expect(found.rows[0]).toMatchObject({ skill: 'kubernetes', count: 90, n: 121 })
    expect(found.rows[1]).toMatchObject({ skill: 'linux', count: 81 })
  })

  it('lift a role where it names them more often than others do', () => {
    const found = skillLifts(texts, 'ml-engineering')
    if (!found.enough) throw new Error('not enough')
    expect(found.rows[0]?.skill).toBe('pytorch')
    expect(found.rows[0]?.low).toBeGreaterThan(1)
    const kubernetes = found.rows.find((r) => r.skill === 'kubernetes')
    // 20 of 40 against 70 of 80.
    expect(kubernetes?.lift).toBeCloseTo(20.5 / 40.5 / (70.5 / 80.5), 6)
    expect(kubernetes?.high).toBeLessThan(1)
  })

  it('are found together, with how much more often than by chance', () => {
    const found = skillPairs(texts)
    if (!found.enough) throw new Error('not enough')
    expect(found.rows[0]).toMatchObject({ a: 'kubernetes', b: 'linux', together: 70 })
    expect(found.rows[0]?.lift).toBeCloseTo((70 * 120) / (90 * 80), 9)
    expect(found.rows[0]?.jaccard).toBeCloseTo(70 / 100, 9)
  })

  it('put the cloud nearer to reliability than machine learning', () => {
    const found = roleDistances(texts, 'sre')
    if (!found.enough) throw new Error('not enough')
    expect(found.rows.map((r) => r.to)).toEqual(['cloud-platform', 'ml-engineering'])
    const back = roleDistances(texts, 'cloud-platform')
    if (!back.enough) throw new Error('not enough')
    expect(back.rows.find((r) => r.to === 'sre')?.distance).toBeCloseTo(found.rows[0]?.distance ?? -1, 9)
  })

  it('grow only at companies with texts in both halves of the year', () => {
    const before = many(60, 'sre', ['linux'], '2025-09-01')
    const after = many(60, 'sre', ['linux', 'slurm'], '2026-04-01')
    const joined = many(500, 'sre', ['cobol'], '2026-04-01', 'oak')
    const found = skillGrowth([...before, ...after, ...joined], '2026-06-01')
    if (!found.enough) throw new Error('not enough')
    expect(found.companies).toEqual(['fir'])
    expect(found.rows[0]?.skill).toBe('slurm')
    expect(found.rows.some((r) => r.skill === 'cobol')).toBe(false)
  })

  it('say what is missing where there are few texts', () => {
    expect(skillLevels([])).toEqual({ enough: false, has: 0, needs: 20, what: 'postings with a text that was read' })
    expect(skillLifts(texts, 'networking')).toMatchObject({ enough: false, has: 0, needs: 20 })
    expect(skillGrowth(texts, '2026-06-01')).toMatchObject({ enough: false, has: 0, needs: 50 })
    expect(roleDistances(many(30, 'sre', []), 'sre')).toMatchObject({ enough: false })
  })
})
