import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { citation, toCsv, toJson } from '@/lib/exports'
import { compareRows } from '@/lib/exports/compare'
import { toTsv } from '@/lib/exports/csv'
import { queryHash } from '@/lib/exports/hash'
import type { ExportHead } from '@/lib/exports/head'
import { readmeOf } from '@/lib/exports/readme'
import { DEFAULT_VIEW } from '@/lib/view'

const head: ExportHead = {
  title: 'Openings at “A & B”:\n+88% since 10 Sep',
  subtitle: 'Mean of each week',
  unit: 'openings',
  sources: [{ name: 'Indeed Hiring Lab', licence: 'CC BY 4.0', url: null }],
  from: '2025-09-10',
  to: '2026-08-22',
  knownOn: '2026-11-24',
  link: 'http://127.0.0.1:3000/?grain=week',
  hash: '0123456789ab',
  versions: { data: 7, reference: '2026.11.24', rules: '2026-11-25.4' },
  notes: ['OpenAI is read in part.'],
}

describe('CSV', () => {
  it('cannot run in a spreadsheet: text that begins like a formula is made plain, numbers stay numbers', () => {
    const csv = toCsv([
      { title: '=HYPERLINK("http://x")', other: '@SUM(A1)', tab: '\t=1', plus: '+1-800', value: -4.8, text: '-4.8' },
    ])
    const [row] = parse(csv, { columns: true }) as Record<string, string>[]
    expect(row).toEqual({
      title: '\'=HYPERLINK("http://x")',
      other: "'@SUM(A1)",
      tab: "'\t=1",
      plus: "'+1-800",
      value: '-4.8',
      text: '-4.8',
    })
  })

  it('leaves a cell empty where nothing was observed and writes 0 for a measured zero', () => {
    expect(
      toCsv([
        { period: '2026-06-18', value: null, covered: false },
        { period: '2026-06-17', value: 0, covered: true },
      ]),
    ).toBe('period,value,covered\n2026-06-18,,false\n2026-06-17,0,true\n')
  })

  it('has every column that any row has, and quotes what must be quoted', () => {
    const csv = toCsv([{ a: 'x,"y"' }, { a: 'line\nbreak', b: ['p', 'q'] }])
    expect(parse(csv, { columns: true })).toEqual([
      { a: 'x,"y"', b: '' },
      { a: 'line\nbreak', b: 'p | q' },
    ])
  })

  it('spreads a small object over columns of its own, also where another row has none', () => {
    const rows = [
      { name: 'a', before: { value: 3, day: '2026-01-05' } },
      { name: 'b', before: null },
    ]
    expect(toCsv(rows)).toBe('name,before.value,before.day\na,3,2026-01-05\nb,,\n')
  })

  it('has no cell for a number that is none', () => {
    expect(toCsv([{ a: Number.NaN, b: Number.POSITIVE_INFINITY, c: 1 }])).toBe('a,b,c\n,,1\n')
  })

  it('says at its head what it is, from whom, of when, and where to find it, each line a comment', () => {
    const csv = toCsv([{ period: '2026-02-16', value: 3 }], head)
    const comments = csv.split('\n').filter((l) => l.startsWith('#'))
    expect(comments.join('\n')).toMatch(/# Openings at “A & B”: \+88% since 10 Sep\n/)
    expect(comments).toEqual(
      expect.arrayContaining([
        '# Unit: openings',
        '# Sources: Indeed Hiring Lab (CC BY 4.0)',
        '# Period: 10 Sep 2025 to 22 Aug 2026',
        '# As known on: 24 Nov 2026 (UTC)',
        '# Made of: data version 7, reference data 2026.11.24, rules 2026-11-25.4',
        `# Link: ${head.link}`,
        '# Hash of the query: 0123456789ab',
      ]),
    )
    expect(parse(csv, { columns: true, comment: '#', comment_no_infix: true })).toHaveLength(1)
  })
})

describe('JSON', () => {
  it('has the one shape of API, export and command line', () => {
    const answer = { rows: [{ value: 1 }], unit: 'openings', view: DEFAULT_VIEW, notes: ['n'] }
    expect(toJson(answer)).toEqual(answer)
    const chart = {
      ...answer,
      chart: 'hiring-trend',
      title: 't',
      subtitle: 's',
      data: { big: true },
      sources: [],
      updatedOn: null,
    }
    expect(toJson(chart, head)).toMatchObject({ link: head.link, hash: head.hash, knownOn: head.knownOn })
    expect(Object.keys(toJson(chart, head)).sort()).toEqual([
      'chart',
      'hash',
      'knownOn',
      'link',
      'notes',
      'rows',
      'sources',
      'subtitle',
      'title',
      'unit',
      'updatedOn',
      'versions',
      'view',
    ])
  })
})

describe('text for a paste', () => {
  it('is a table by tabs, with what it is after it, and no cell that breaks a line or runs', () => {
    const lines = toTsv([{ period: '2026-02-16', words: 'a\tb\nc', sum: '=1+1' }], head).split('\n')
    expect(lines[0]).toBe('period\twords\tsum')
    expect(lines[1]).toBe("2026-02-16\ta b c\t'=1+1")
    expect(lines[2]).toBe('')
    expect(lines.slice(3)).toContain('Sources: Indeed Hiring Lab (CC BY 4.0)')
  })
})

describe('a citation', () => {
  it('names title, day of knowledge, data, rules, publishers and address in three forms', () => {
    const c = citation(head, { accessed: '2026-11-25' })
    for (const form of [c.text, c.apa, c.bibtex]) {
      expect(form).toContain(head.link)
      expect(form).toContain('2026.11.24')
      expect(form).toContain('rules 2026-11-25.4')
      expect(form).toContain('Indeed Hiring Lab')
    }
    expect(c.text).toContain('as known on 24 Nov 2026')
    expect(c.text).toContain('accessed 25 Nov 2026')
    expect(c.apa).toMatch(/^Hiring Wave\. \(2026\)\./)
    expect(c.bibtex).toMatch(/^@misc\{hiringwave2026openingsata,\n/)
    expect(c.bibtex).toContain('A \\& B')
    expect(c.bibtex.split('{').length).toBe(c.bibtex.split('}').length)
  })

  it('has an entry for each publisher of the data, with its licence', () => {
    const { bibtex } = citation(
      { ...head, sources: [...head.sources, { name: 'BEA', licence: null, url: 'https://www.bea.gov/a_b%20c' }] },
      { accessed: '2026-11-25' },
    )
    expect(bibtex.match(/^@misc\{/gm)).toHaveLength(3)
    expect(bibtex).toContain('author = {{Indeed Hiring Lab}}')
    expect(bibtex).toContain('CC BY 4.0')
    expect(bibtex).toContain('\\url{https://www.bea.gov/a_b\\%20c}')
  })

  it('that is frozen says so, and no day of retrieval, because the address does not change', () => {
    const c = citation(head, { accessed: '2026-11-25', frozenOn: '2026-11-25' })
    expect(c.text).toContain('(frozen on 25 Nov 2026)')
    expect(`${c.text}${c.apa}${c.bibtex}`).not.toMatch(/accessed|retrieved/i)
  })
})

describe('the README of an archive', () => {
  it('says what it is, whom to credit, each file and each column', () => {
    const cited = citation(head, { accessed: '2026-11-25' })
    const text = readmeOf(head, [{ period: '2026-02-16', value: 3 }], cited, [['a.csv', 'the rows']])
    for (const words of [
      'Indeed Hiring Lab (CC BY 4.0)',
      '`a.csv`: the rows',
      '- `value`',
      head.link,
      'Hash of the query: 0123456789ab',
      'OpenAI is read in part.',
      cited.apa,
    ])
      expect(text).toContain(words)
    expect(text.startsWith('# Openings at “A & B”: +88% since 10 Sep\n')).toBe(true)
  })
})

describe('the hash of a query', () => {
  const versions = { data: 7, reference: null, rules: '1' }
  it('is the same for the same question of the same data, and another for another', () => {
    const hash = queryHash('hiring-trend', 'grain=day', versions)
    expect(hash).toMatch(/^[0-9a-f]{12}$/)
    expect(queryHash('hiring-trend', 'grain=day', { ...versions })).toBe(hash)
    expect(queryHash('hiring-trend', '', versions)).not.toBe(hash)
    expect(queryHash('roles-trend', 'grain=day', versions)).not.toBe(hash)
    expect(queryHash('hiring-trend', 'grain=day', { ...versions, data: 8 })).not.toBe(hash)
  })
})

describe('rows of then beside rows of now', () => {
  it('are the same in any order, and a changed row is one gone and one new', () => {
    expect(compareRows([{ a: 1 }, { a: 2 }], [{ a: 2 }, { a: 1 }])).toEqual({ same: true, kept: 2, gone: 0, added: 0 })
    expect(compareRows([{ a: 1 }, { a: 1 }, { a: 2 }], [{ a: 1 }, { a: 3 }, { a: 4 }])).toEqual({
      same: false,
      kept: 1,
      gone: 2,
      added: 2,
    })
  })
})
