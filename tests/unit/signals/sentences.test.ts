import { describe, expect, it } from 'vitest'
import { splitSentences, splitUnits } from '@/lib/signals/sentences'

const texts = (t: string): string[] => splitSentences(t).map((s) => s.text)

describe('splitSentences', () => {
  it('does not split abbreviations, initials and decimals', () => {
    expect(texts('The U.S. economy grew 3.3%. J.P. Morgan and Acme Inc. agreed. It cost $1.7 billion.')).toEqual([
      'The U.S. economy grew 3.3%.',
      'J.P. Morgan and Acme Inc. agreed.',
      'It cost $1.7 billion.',
    ])
  })
  it('lets a company end a sentence', () => {
    expect(texts('It was bought by Acme Inc. The price is not known.')).toEqual([
      'It was bought by Acme Inc.',
      'The price is not known.',
    ])
  })
  it('takes each line for itself and keeps quotes with their sentence', () => {
    expect(texts('A heading\n- one item\n“We hire.” They do.')).toEqual([
      'A heading',
      '- one item',
      '“We hire.”',
      'They do.',
    ])
  })
  it('gives UTF-16 offsets, also behind emoji', () => {
    const text = '🚀 Lift off! Then rest.  '
    for (const s of splitUnits(text)) expect(text.slice(s.start, s.end)).toBe(s.text)
  })
  it('cuts at semicolons', () => {
    expect(splitUnits('Ibex raised money; Linnet did not.').map((u) => u.text)).toEqual([
      'Ibex raised money',
      'Linnet did not.',
    ])
  })
})
