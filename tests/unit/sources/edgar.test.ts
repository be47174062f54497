import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { edgar } from '@/lib/sources/edgar'
import { readFormD } from '@/lib/sources/edgar/formD'
import { fixture, hasRecorded, recorded } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test', CONTACT: 'x@example.org' }),
  now: new Date('2026-02-01T10:00:00Z'),
  known: new Set<string>(),
}
const company = (value: unknown) =>
  edgar.parse(
    {
      request: { url: 'https://x', role: 'company' },
      finalUrl: 'https://x',
      bytes: Buffer.from(JSON.stringify(value)),
      contentType: null,
    },
    { cik: '9990001' },
    context,
  )
const first = () =>
  JSON.parse(fixture('edgar/submissions-first-offering.json').toString()) as {
    filings: { recent: Record<string, string[]>; files: unknown[] }
  }

describe('submissions of EDGAR', () => {
  it('keep the forms of offerings, and reject a row whose day or number does not exist', () => {
    const submissions = first()
    const { recent } = submissions.filings
    if (recent.filingDate) recent.filingDate[0] = '0000-00-00'
    const batch = company(submissions)
    expect(batch.filings.map((f) => f.form)).toEqual(['424B4', '8-A12B', 'S-1/A', 'S-1', 'DRS', 'D/A', 'D'])
    expect(batch.filings.map((f) => f.attributes.ipoStep)).toEqual([true, true, true, true, true, undefined, undefined])
    expect(batch.rejects).toMatchObject([{ reason: 'filing date “0000-00-00” is no day' }])
    expect(batch.filings[3]?.url).toBe('https://www.sec.gov/Archives/edgar/data/9990001/000999000126000040/s1.htm')
  })

  it('hold no first listing where the filer’s beginning is on an older page', () => {
    const submissions = first()
    submissions.filings.files = [{ name: 'CIK0009990001-submissions-001.json' }, { name: '../../etc/passwd' }]
    const batch = company(submissions)
    expect(batch.milestones).toEqual([])
    expect(batch.more.filter((m) => m.role === 'page').map((m) => m.url)).toEqual([
      'https://data.sec.gov/submissions/CIK0009990001-submissions-001.json',
    ])
  })

  it('know a draft that was never followed by a registration from the day on which we saw it', () => {
    const submissions = first()
    for (const [k, v] of Object.entries(submissions.filings.recent)) submissions.filings.recent[k] = v.slice(7)
    expect(company(submissions).milestones).toMatchObject([
      { milestone: 'confidential', occurredOn: '2026-01-20', knownOn: '2026-02-01' },
    ])
  })

  it('ask only for Form Ds that are not known', () => {
    const known = new Set(['0009990001-25-000010'])
    const batch = edgar.parse(
      {
        request: { url: 'https://x', role: 'company' },
        finalUrl: 'https://x',
        bytes: fixture('edgar/submissions-first-offering.json'),
        contentType: null,
      },
      { cik: '9990001' },
      { ...context, known },
    )
    const notices = batch.more.filter((m) => m.role === 'form-d')
    expect(notices.map((m) => m.about?.accession)).toEqual(['0009990001-25-000030'])
  })
})

describe('Form D', () => {
  it('gives amounts in minor units, and the notice that it amends', () => {
    expect(readFormD(fixture('edgar/form-d-amended.xml').toString())).toMatchObject({
      cik: '9990001',
      isAmendment: true,
      previousAccession: '0009990001-25-000010',
      soldMinor: 20_000_000_000n,
      firstSaleOn: '2025-03-03',
      isEquity: true,
      investors: 14,
    })
  })
  it('is refused in words when it is something else', () => {
    expect(() => readFormD('<html><body>Not found</body></html>')).toThrow(/no Form D/)
  })
  it.skipIf(!hasRecorded)('of a recorded company and of a recorded fund: a round of the first only', () => {
    const read = (file: string) =>
      edgar.parse(
        {
          request: {
            url: 'https://x',
            role: 'form-d',
            about: { accession: '0001781814-20-000001', filedOn: '2020-04-10', cik: '1781814' },
          },
          finalUrl: 'https://x',
          bytes: recorded(file),
          contentType: null,
        },
        { cik: '1781814' },
        context,
      )
    expect(read('edgar/formd/notion-form-d.xml').rounds).toMatchObject([
      {
        companyName: 'Notion Labs, Inc.',
        amountMinor: 4_882_828_700n,
        announcedOn: '2020-03-30',
        knownOn: '2020-04-10',
        kind: 'equity',
      },
    ])
    expect(read('edgar/formd/stonepeak-form-d.xml').rounds).toEqual([])
  })
})
