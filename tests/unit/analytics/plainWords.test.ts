import { describe, expect, it } from 'vitest'
import { inPlainWords, skillLabel } from '@/lib/analytics/plainWords'

describe('a signal in plain words', () => {
  it.each([
    [
      'Rising demand for ml-platform, data-center-ops, sre and ai-security.',
      'Rising demand for ML platform, data-centre operations, reliability (SRE) and AI security.',
    ],
    ['US unemployment-rate 4.2 % for 2025-08.', 'US unemployment rate 4.2% for 2025-08.'],
    ['US gdp 3.3 % for 2025-Q2, revised up.', 'US GDP growth 3.3% for Q2 2025, revised up.'],
    [
      'Lambda (reported): IPO in preparation, expected in 2026-H1, with Citi.',
      'Lambda (reported): IPO in preparation, expected in the first half of 2026, with Citi.',
    ],
    ['LMArena raises $200m in a series b, led by Khosla', 'LMArena raises $200m in a Series B, led by Khosla'],
    ['Side-projects is reported as a trend.', 'Time for side projects is reported as a trend.'],
    ['Internship is recommended to employers.', 'Internships are recommended to employers.'],
    ['Scale AI lists a reliability (SRE) job', 'Scale AI lists a reliability (SRE) job'],
    ['Lambda: more than 1.7 billion USD raised in all.', 'Lambda: more than $1.7bn raised in all.'],
  ])('%s', (summary, words) => expect(inPlainWords(summary)).toBe(words))

  it('touches no address, company or longer word that contains a name', () => {
    const summary = 'X-energy lists on open-source-energy.com/data-center-ops with GDPR counsel'
    expect(inPlainWords(summary)).toBe(summary)
  })
})

describe('a skill outside the taxonomy', () => {
  it.each([
    ['gpu', 'GPUs'],
    ['sql', 'SQL'],
    ['ethernet', 'Ethernet'],
    ['c++', 'C++'],
  ])('%s is called %s', (skill, label) => expect(skillLabel(skill)).toBe(label))
})
