import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { recogniseAddress } from '@/lib/sources'
import { readCover, readFeeTable } from '@/lib/sources/edgar/cover'
import { readFormIndex } from '@/lib/sources/edgar/finder'
import { edgarDaily, edgarSearch } from '@/lib/sources/edgarFinders'
import { htmlToText } from '@/lib/sources/feeds/html'
import type { SourceDocument, SourceRequest } from '@/lib/sources/source'
import { fixture, hasRecorded, recorded } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test', CONTACT: 'tests@example.org' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
  followed: new Set(['9990001']),
}
const document = (bytes: Uint8Array, request: Partial<SourceRequest>): SourceDocument => ({
  request: { url: 'https://www.sec.gov/Archives/edgar/daily-index/2026/QTR4/index.json', role: 'x', ...request },
  finalUrl: 'https://www.sec.gov/',
  bytes,
  contentType: null,
})
const text = (file: string) => htmlToText(fixture(`edgar/${file}`).toString())
const LOOKED_UP = 'https://data.sec.gov/submissions/CIK0009990001.json'

describe('a registration’s cover', () => {
  it('tells exchange, symbol and the banks at its foot, and no lawyer and no lender', () => {
    expect(readCover(text('s1-cover.htm'))).toEqual({
      underwriters: ['Morgan Stanley', 'Goldman Sachs & Co. LLC', 'J.P. Morgan', 'Jefferies'],
      proposedExchange: 'Nasdaq',
      proposedTicker: 'NGRD',
      maximumAmountMinor: null,
    })
  })
  it('reads houses that nobody knows under their heading, leaves a blank symbol unknown, and takes an amount of the old form', () => {
    expect(readCover(text('s1-managers.htm'))).toEqual({
      underwriters: ['Harbour Stone Partners LLC', 'Maxim Group LLC', 'Little & Sons, Inc.'],
      proposedExchange: 'NYSE',
      proposedTicker: null,
      maximumAmountMinor: 25_000_000_000,
    })
  })
  it('has its amount in the table of fees, whose notes are not read', () => {
    expect(readFeeTable(text('s1-fees.htm'))).toBe(124_200_000_000)
    expect(readFeeTable('no table')).toBeNull()
  })
})

describe('finders of filings', () => {
  it.each([
    ['https://www.sec.gov/Archives/edgar/daily-index/2026/QTR4/', 'edgar-daily', { index: 'form' }],
    ['https://www.sec.gov/edgar/search/#/q=GPU&forms=S-1&page=2', 'edgar-search', { query: 'q=GPU&forms=S-1' }],
    ['https://efts.sec.gov/LATEST/search-index?q=GPU&from=100', 'edgar-search', { query: 'q=GPU' }],
  ])('%s', (address, kind, options) => {
    const found = recogniseAddress(address)
    expect([found.source.kind, found.options]).toEqual([kind, options])
  })

  it('ask for the quarter’s folder, on its first days for the one before as well', () => {
    const asked = (now: string) =>
      edgarDaily.requests({ index: 'form' }, { ...context, now: new Date(now) }).map((r) => r.url.slice(-20))
    expect(asked('2026-11-20T10:00:00Z')).toEqual(['2026/QTR4/index.json'])
    expect(asked('2026-10-02T10:00:00Z')).toEqual(['2026/QTR3/index.json', '2026/QTR4/index.json'])
  })

  it('read the indexes of the last ten days, each once, and look up the followed filers with forms of interest', () => {
    const quarter = edgarDaily.parse(
      document(fixture('edgar/quarter.json'), { role: 'quarter' }),
      { index: 'form' },
      context,
    )
    expect(quarter.more).toMatchObject([
      { url: 'https://www.sec.gov/Archives/edgar/daily-index/2026/QTR4/form.20261118.idx', once: true },
    ])
    const day = edgarDaily.parse(document(fixture('edgar/form.idx'), { role: 'index' }), { index: 'form' }, context)
    expect(day.more.map((r) => r.url)).toEqual([LOOKED_UP])
  })

  it('read a row of the index from its right end, where no name misleads', () => {
    expect(readFormIndex(fixture('edgar/form.idx').toString())[1]).toEqual({
      form: 'D',
      company: 'Fund 2026 12345 20261117    LP',
      cik: '7770001',
      filedOn: '2026-11-18',
      file: 'edgar/data/7770001/0007770001-26-000001.txt',
    })
    expect(() => readFormIndex('<html>')).toThrow(/no index of forms/)
  })

  it('look up the followed filers among the hits of a search', () => {
    const found = edgarSearch.parse(
      document(fixture('edgar/search.json'), { role: 'search', about: { from: '0' } }),
      { query: 'q=GPU' },
      context,
    )
    expect(found.more.map((r) => r.url)).toEqual([LOOKED_UP])
  })
})

describe.skipIf(!hasRecorded)('recorded documents of EDGAR', () => {
  it('a daily index: every row', () => {
    const lines = recorded('edgar/form.20200318.idx').toString()
    const rows = readFormIndex(lines)
    expect(rows).toHaveLength(lines.split('\n').filter((l) => l.includes('edgar/data/')).length)
    expect(rows.filter((r) => r.form === 'D')).toHaveLength(87)
  })
  it('answers of the full-text search, with the page after', () => {
    const read = (file: string) =>
      edgarSearch.parse(
        document(recorded(`edgar/efts/${file}`), { role: 'search', about: { from: '0' } }),
        { query: 'q=x' },
        context,
      )
    expect(read('0_hits.json').more).toEqual([])
    expect(read('101_hits.json').more.map((r) => r.url)).toEqual([
      'https://efts.sec.gov/LATEST/search-index?q=x&from=100',
    ])
  })
  it('the cover and fees of an S-1 and the foot of a prospectus', () => {
    const parts = recorded('edgar/filings/0001104659-23-076317.txt').toString().split('<DOCUMENT>')
    expect(readCover(htmlToText((parts[1] ?? '').slice(0, 400_000)))).toEqual({
      underwriters: [],
      proposedExchange: 'Nasdaq',
      proposedTicker: 'ACXP',
      maximumAmountMinor: null,
    })
    expect(readFeeTable(htmlToText(parts[4] ?? ''))).toBe(690_666_494)
    const prospectus = readCover(htmlToText(recorded('edgar/Flushing-424B4.html').toString().slice(0, 400_000)))
    expect(prospectus).toMatchObject({ proposedExchange: 'Nasdaq', proposedTicker: 'FFIC' })
    expect(prospectus.underwriters).toEqual(['Keefe, Bruyette & Woods', 'Piper Sandler', 'Raymond James'])
  })
})
