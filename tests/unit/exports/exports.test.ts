import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { citation, type ExportHead, toCsv, toJson } from '@/lib/exports'
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
        `# Link: ${head.link}`,
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
    expect(Object.keys(toJson(chart, 'http://x/')).sort()).toEqual([
      'chart',
      'link',
      'notes',
      'rows',
      'sources',
      'subtitle',
      'title',
      'unit',
      'updatedOn',
      'view',
    ])
  })
})

describe('a citation', () => {
  it('names title, day of knowledge, data, sources and address in three forms', () => {
    const c = citation(head, { version: '2026.11.24', accessed: '2026-11-25' })
    for (const form of [c.text, c.apa, c.bibtex]) {
      expect(form).toContain(head.link)
      expect(form).toContain('2026.11.24')
    }
    expect(c.text).toContain('as known on 24 Nov 2026')
    expect(c.apa).toMatch(/^Hiring Wave\. \(2026\)\./)
    expect(c.bibtex).toMatch(/^@misc\{hiringwave2026openingsata,\n/)
    expect(c.bibtex).toContain('A \\& B')
    expect(c.bibtex.split('{').length).toBe(c.bibtex.split('}').length)
  })
})
