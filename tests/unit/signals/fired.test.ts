import { describe, expect, it } from 'vitest'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'

const text = [
  'Tarn Labs is reportedly in talks to raise $90 million in a Series B.',
  'Mere Compute laid off 40 people on Monday and will open a 60 MW data center in Malmö.',
  'The unemployment rate rose to 4.3 percent in August 2025.',
  'Corrie Systems offers summer internships and pays SRE interns $48 an hour.',
].join('\n')
const { signals } = extract({ text, published: '2025-09-12' }, { companies: KNOWN_COMPANIES })
const quotes = (rule: string): string[] =>
  signals.flatMap((s) => s.fired.filter((f) => f.rule === rule).map((f) => f.quote))

describe('the rules behind a signal', () => {
  it('are named once each, and each quotes the words that it fired on', () => {
    expect(signals.length).toBeGreaterThan(4)
    for (const s of signals) {
      expect([...new Set(s.fired.map((f) => f.rule))].sort()).toEqual([...s.rules].sort())
      for (const f of s.fired) {
        expect(f.quote).not.toBe('')
        expect(text.slice(f.start, f.end)).toBe(f.quote)
        expect(s.evidence.some((e) => e.start <= f.start && f.end <= e.end)).toBe(true)
      }
    }
  })
  it('mark from the verb to the figure, and the words that gave the status', () => {
    expect(quotes('funding.raised')).toEqual(['raise $90 million'])
    expect(quotes('stance.reported')).toEqual(['reportedly'])
    expect(quotes('layoff.cut')).toEqual(['laid off'])
    expect(quotes('capacity.power')).toEqual(['open a 60 MW'])
    expect(quotes('stance.planned')).toEqual(['will'])
    expect(quotes('macro.unemployment-rate')).toEqual(['unemployment rate rose to 4.3 percent'])
    expect(quotes('compensation.range')).toEqual(['pays SRE interns $48'])
    expect(quotes('engagement.internship')).toEqual(['internships'])
  })
})
