import { describe, expect, it } from 'vitest'
import { extract } from '@/lib/signals/extract'
import { KNOWN_COMPANIES } from '@/lib/signals/knownCompanies'

const read = (text: string, title = '', published: string | undefined = '2026-03-11') =>
  extract({ text, title, ...(published ? { published } : {}) }, { companies: KNOWN_COMPANIES }).signals
const dates = (text: string, title = '', published?: string) =>
  read(text, title, published ?? '2026-03-11').map((s) => [s.type, s.occurredOn])

describe('the day of the news', () => {
  it('is the day on which the lead says that it was announced', () => {
    const found = read('Crusoe said on Monday that it had leased 90 MW in Iowa. It also hired 40 engineers.')
    expect(found.map((s) => [s.type, s.occurredOn])).toEqual([
      ['capacity', '2026-03-09'],
      ['hiring', '2026-03-09'],
    ])
    expect(found[1]?.rules).toContain('date.lead')
    expect(found[0]?.rules).not.toContain('date.lead')
  })
  it('is the day of publication where the lead names none', () => {
    expect(dates('Crusoe has closed a $300 million loan.')).toEqual([['funding', '2026-03-11']])
    expect(dates('Norrland Cooling laid off 60 people.\nMore to follow.')).toEqual([['layoff', '2026-03-11']])
  })
  it('leaves plans, rumours, background and totals undated', () => {
    expect(dates('Crusoe will hire 300 people.')).toEqual([['hiring', null]])
    expect(dates('Crusoe is in talks to raise $300 million.')).toEqual([['funding', null]])
    expect(dates('Crusoe has raised $3 billion to date.')).toEqual([['funding', null]])
    expect(dates('Norrland Cooling, which had laid off 60 people, wants a new chief.')).toEqual([['layoff', null]])
    expect(dates('The chief of Norrland Cooling spoke.\n\nNorrland Cooling laid off 60 people.')).toEqual([
      ['layoff', null],
    ])
  })
  it('is not taken from a list of several companies, a digest, or a text of no known day', () => {
    expect(
      dates('Ibis Labs raised $9 million in seed money. Heron Cloud laid off 12 people.').map((d) => d[1]),
    ).toEqual([null, null])
    expect(dates('Ibis Labs raised $9 million in seed money.', 'Weekly digest')).toEqual([['funding', null]])
    expect(read('Ibis Labs raised $9 million in seed money.', '', '')[0]?.occurredOn).toBeNull()
  })
  it('gives way to a date of the sentence itself, and changes no id within a quarter', () => {
    expect(dates('Ibis Labs raised $9 million in seed money in 2022.')).toEqual([['funding', '2022']])
    const dated = read('Ibis Labs raised a $9 million Series A on March 2.')
    const undated = read('Ibis Labs raised a $9 million Series A.')
    expect(undated[0]?.id).toBe(dated[0]?.id)
  })
})
