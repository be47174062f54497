import { describe, expect, it } from 'vitest'
import { SITE_PAGES } from '@/lib/search/pages'
import { type FindEntry, foldText, MOST_FOUND, rankEntries, signalsAddress, suggestEntry } from '@/lib/search/rank'

const entry = (kind: FindEntry['kind'], label: string, more: Partial<FindEntry> = {}): FindEntry => ({
  kind,
  label,
  href: `/${kind}/${label}`,
  hint: '',
  names: [],
  also: [],
  ...more,
})

const ENTRIES: FindEntry[] = [
  ...SITE_PAGES.map((page): FindEntry => ({ kind: 'page', names: [], ...page })),
  entry('role', 'Reliability (SRE)', { names: ['SRE', 'sre', 'site reliability engineer'] }),
  entry('role', 'Data-centre operations', { names: ['DCO', 'data-center-ops'] }),
  entry('role', 'Networking', { names: ['NET', 'network engineer'], also: ['infiniband'] }),
  entry('company', 'CoreWeave', { names: ['coreweave', 'CRWV'], also: ['COREWEAVE, INC.'] }),
  entry('company', 'OpenAI', { names: ['openai'] }),
  entry('company', 'Mistral AI', { names: ['mistral'] }),
  entry('company', 'Société Générale', { names: ['societe-generale'] }),
  entry('company', 'Nebius'),
  entry('company', 'Net Power'),
  entry('company', 'AI'),
  entry('series', 'Unemployment rate, United States', { names: ['UNRATE'], also: ['US Bureau of Labor Statistics'] }),
]
const found = (question: string) => rankEntries(ENTRIES, question).map((e) => e.label)

describe('finding by name', () => {
  it('reads neither case nor accents nor signs, in the question or the name', () => {
    expect(found('SOCIETE gene')).toEqual(['Société Générale'])
    expect(found('société')).toEqual(['Société Générale'])
    expect(found('Data Centre')[0]).toBe('Data-centre operations')
    expect(foldText('  Øresund—Łódź & Angie’s straße ')).toBe('oresund lodz angies strasse')
  })

  it('finds a name by the beginning of any of its words, whatever their order', () => {
    expect(found('mis')[0]).toBe('Mistral AI')
    expect(found('oper data')[0]).toBe('Data-centre operations')
    expect(found('rate unem')[0]).toBe('Unemployment rate, United States')
  })

  it('finds a name written with or without its blanks, and letters within it', () => {
    expect(found('core weave')[0]).toBe('CoreWeave')
    expect(found('open ai')[0]).toBe('OpenAI')
    expect(found('datacentre')[0]).toBe('Data-centre operations')
    expect(found('weave')).toEqual(['CoreWeave'])
    expect(found('ea')).not.toContain('CoreWeave')
  })

  it('puts a whole name before a beginning, and a beginning before letters within', () => {
    expect(found('ai')[0]).toBe('AI')
    // The code of a role is its whole name.
    expect(found('net').slice(0, 2)).toEqual(['Networking', 'Net Power'])
  })

  it('finds a role by its code, a company by its ticker and a series by its id', () => {
    expect(found('sre')[0]).toBe('Reliability (SRE)')
    expect(found('crwv')).toEqual(['CoreWeave'])
    expect(found('unrate')).toEqual(['Unemployment rate, United States'])
  })

  it('leads by related words when no name answers', () => {
    expect(found('gdp')[0]).toBe('Macro')
    expect(found('infiniband')).toEqual(['Networking'])
    expect(found('labor statistics')).toEqual(['Unemployment rate, United States'])
  })

  it('needs every word of the question', () => {
    expect(found('mistral networking')).toEqual([])
  })

  it('answers in the same order however the entries came', () => {
    for (const question of ['n', 'a', 'ai', 'co', 're'])
      expect(rankEntries([...ENTRIES].reverse(), question)).toEqual(rankEntries(ENTRIES, question))
  })

  it('lists at most twelve, the pages without a question, and nothing for signs alone', () => {
    const many = Array.from({ length: 40 }, (_, i) => entry('company', `Lab ${i}`))
    expect(rankEntries(many, 'lab')).toHaveLength(MOST_FOUND)
    expect(rankEntries(ENTRIES, '  ').map((e) => e.kind)).toEqual(Array.from({ length: MOST_FOUND }, () => 'page'))
    for (const signs of ['%', '...', '“”', '\\']) expect(rankEntries(ENTRIES, signs)).toEqual([])
  })

  it('takes any text, also other scripts and very long ones', () => {
    const names = [...ENTRIES, entry('company', '百度'), entry('company', 'Яндекс')]
    expect(rankEntries(names, '百')[0]?.label).toBe('百度')
    expect(rankEntries(names, 'янд')[0]?.label).toBe('Яндекс')
    expect(rankEntries(names, 'x'.repeat(100_000))).toEqual([])
  })
})

describe('did you mean', () => {
  it('names the nearest by any of its names', () => {
    expect(suggestEntry(ENTRIES, 'coreweve')?.label).toBe('CoreWeave')
    expect(suggestEntry(ENTRIES, 'Mistrall')?.label).toBe('Mistral AI')
    expect(suggestEntry(ENTRIES, 'methodolgy')?.label).toBe('Methodology')
  })

  it('names nothing where nothing is near', () => {
    expect(suggestEntry(ENTRIES, 'qqqqqqqq')).toBeNull()
    expect(suggestEntry(ENTRIES, '')).toBeNull()
  })
})

it('the words of a question survive in the address of the signals', () => {
  expect(signalsAddress(' a&b 50% ')).toBe('/signals?q=a%26b+50%25')
})
