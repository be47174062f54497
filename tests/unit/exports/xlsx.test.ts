import { strFromU8, unzipSync } from 'fflate'
import readWorkbook from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { toXlsx } from '@/lib/exports'
import type { ExportHead } from '@/lib/exports/head'

const head: ExportHead = {
  title: 'Openings at “A & B”:\n+88%',
  subtitle: 'Mean of each week',
  unit: 'openings',
  sources: [
    { name: 'Indeed Hiring Lab', licence: 'CC BY 4.0', url: 'https://www.hiringlab.org/' },
    { name: 'BEA', licence: null, url: null },
  ],
  from: '2025-09-10',
  to: '2026-08-22',
  knownOn: '2026-11-24',
  link: 'http://127.0.0.1:3000/embed/hiring-trend',
  hash: '0123456789ab',
  versions: { data: 7, reference: '2026.11.24', rules: '2026-11-25.4' },
  notes: ['OpenAI is read in part.', 'Postings are not hires.'],
}

async function sheets(rows: object[]) {
  const file = await toXlsx(rows, head)
  const read = await readWorkbook(file)
  return {
    names: read.map((s) => s.sheet),
    data: read.find((s) => s.sheet === 'Data')?.data ?? [],
    about: read.find((s) => s.sheet === 'About')?.data ?? [],
    xml: strFromU8(unzipSync(file)['xl/worksheets/sheet1.xml'] ?? new Uint8Array()),
  }
}

describe('a workbook', () => {
  it('has numbers as numbers, days as dates and what was not observed as an empty cell', async () => {
    const { names, data } = await sheets([
      { period: '2026-02-16', value: 3.25, covered: true, readAt: '2026-02-16T10:20:30Z', quarter: '2026-Q1' },
      { period: '2026-02-23', value: null, covered: false, readAt: null, quarter: '2026-02' },
      { period: '2026-03-02', value: 0, covered: true, readAt: null, quarter: '' },
    ])
    expect(names).toEqual(['Data', 'About'])
    expect(data).toEqual([
      ['period', 'value', 'covered', 'readAt', 'quarter'],
      [new Date('2026-02-16T00:00:00Z'), 3.25, true, new Date('2026-02-16T10:20:30Z'), '2026-Q1'],
      [new Date('2026-02-23T00:00:00Z'), null, false, null, '2026-02'],
      [new Date('2026-03-02T00:00:00Z'), 0, true, null, null],
    ])
  })

  it('runs nothing: text that begins like a formula is text, word for word', async () => {
    const titles = ['=HYPERLINK("http://x")', '+1-800', '-2+3', '@SUM(A1)', '<b>&"quoted"</b>']
    const { data, xml } = await sheets(titles.map((title) => ({ title })))
    expect(data.slice(1).map(([title]) => title)).toEqual(titles)
    expect(xml).not.toMatch(/<f[ >]/)
  })

  it('survives text that XML cannot hold and text longer than a cell', async () => {
    const { data } = await sheets([{ a: 'a\u0000b\u001fc', b: '\ud800x', c: 'y'.repeat(40_000), d: '👩‍💻' }])
    expect(data[1]?.slice(0, 2)).toEqual(['abc', 'x'])
    expect(String(data[1]?.[2]).length).toBe(32_767)
    expect(data[1]?.[3]).toBe('👩‍💻')
  })

  it('keeps days that Excel cannot count, and numbers too long for it, as text', async () => {
    const { data } = await sheets([{ day: '1899-12-31', big: 12_345_678_901_234_567_890n, odd: '2026-02-30' }])
    expect(data[1]).toEqual(['1899-12-31', '12345678901234567890', '2026-02-30'])
  })

  it('says on a sheet of its own what it is, from whom, of when, of which data, and where to find it', async () => {
    const { about } = await sheets([{ value: 1 }])
    const said = new Map(about.map(([label, value]) => [label, value]))
    expect(said.get('Title')).toBe('Openings at “A & B”: +88%')
    expect(said.get('Period')).toBe('10 Sep 2025 to 22 Aug 2026')
    expect(said.get('As known on')).toEqual(new Date('2026-11-24T00:00:00Z'))
    expect(said.get('Sources')).toBe('Indeed Hiring Lab (CC BY 4.0)')
    expect(said.get('Link')).toBe(head.link)
    expect(said.get('Hash of the query')).toBe(head.hash)
    expect(said.get('Data version')).toBe(7)
    expect(said.get('Rules version')).toBe('2026-11-25.4')
    expect(about.flat()).toEqual(
      expect.arrayContaining(['BEA', 'https://www.hiringlab.org/', 'Postings are not hires.']),
    )
  })

  it('is a workbook also without a row', async () => {
    expect((await sheets([])).data).toEqual([['no rows']])
  })
})
