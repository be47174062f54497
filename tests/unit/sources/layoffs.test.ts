import { describe, expect, it } from 'vitest'
import { fixture, hasRecorded, recorded } from './recorded'
import { wholeFile } from './whole-file'

const NOW = new Date('2026-11-20T10:00:00Z')
const read = (file: string) => wholeFile('layoffs', fixture(`imports/warn-${file}.csv`), NOW)

describe('notices of layoffs as states publish them', () => {
  it.each([
    ['ny', 'NG Cloud LLC', '2026-08-09', '2026-08-17', 60, 'New York, NY', 'https://dol.ny.gov/warn-dashboard'],
    ['wa', 'Nimbus Grid', '2026-07-11', '2026-07-11', 1119, 'Seattle, WA', expect.stringContaining('https://esd.wa')],
    ['co', 'Nimbus Grid', '2026-04-30', '2026-04-30', 45, 'Boulder, CO', expect.stringContaining('https://cdle.')],
  ])('%s', async (file, company, announcedOn, knownOn, headcount, place, sourceUrl) => {
    const { layoffs, rejects } = await read(file)
    expect(rejects).toEqual([])
    expect(layoffs).toMatchObject([{ company, announcedOn, knownOn, headcount, place, sourceUrl }])
  })

  it('reads California’s, and refuses a row whose day or number is none, with line and column', async () => {
    const { layoffs, rejects } = await read('ca')
    expect(layoffs).toHaveLength(4)
    expect(layoffs[0]).toMatchObject({ announcedOn: '2026-10-05', knownOn: '2026-10-07', headcount: 120 })
    expect(rejects.map((r) => [r.position, r.reason])).toEqual([
      ['line 6, notice_date', '“13/45/2026” is no day; write it as 2025-09-12 or 9/12/2025'],
      ['line 7, num_employees', '“some” is no number of people'],
    ])
  })

  it.each([
    ['39900 Balentine Drive  Newark CA 94560', '', 'Alameda County', 'CA', 'Newark, CA'],
    ['60 W 57th St  New York, NY, 10019', '', 'New York', '', 'New York, NY'],
    ['', 'San Jose', 'Santa Clara County', 'CA', 'San Jose, CA'],
    ['3 Bread Street', '', 'Kern County', 'CA', 'Kern County, CA'],
    ['', 'Various', '', 'CO', null],
    ['', '', '', '', null],
  ])('tells the place of “%s”, “%s”, “%s”', async (address, city, county, state, place) => {
    const csv = `company,date,address,city,county,state,url\nAcme,2026-01-05,"${address}",${city},${county},${state},https://news.example/a\n`
    const { layoffs } = await wholeFile('layoffs', Buffer.from(csv), NOW)
    expect(layoffs.map((l) => l.place)).toEqual([place])
  })

  it.each([
    [
      'Various: Engineers (Analog, Digital), Site Reliability Engineers (12), and Management.',
      ['Engineers', 'Site Reliability Engineers', 'Management'],
    ],
    ['Various: Request WARN for detail.', []],
    ['Not disclosed', []],
    ['Acme', []],
    ['Network Engineer; Data Center Technician & others', ['Network Engineer', 'Data Center Technician']],
  ])('lists the titles of “%s”', async (occupations, titles) => {
    const csv = `company,date,occupations,url\nAcme Inc,2026-01-05,"${occupations}",https://news.example/a\n`
    const { layoffs } = await wholeFile('layoffs', Buffer.from(csv), NOW)
    expect(layoffs.map((l) => l.titles)).toEqual([titles])
  })

  it('takes a file of another origin by the same columns when it names its source', async () => {
    const csv =
      'Employer,Date,Headcount,Percent,URL\nAcme,2026-01-05,n/a,12%,https://news.example/a\nBeta,2026-01-06,5,,\n'
    const { layoffs, rejects } = await wholeFile('layoffs', Buffer.from(csv), NOW)
    expect(layoffs).toMatchObject([
      { company: 'Acme', headcount: null, percent: 12, sourceUrl: 'https://news.example/a' },
    ])
    expect(rejects).toMatchObject([{ position: 'line 3, source_url', reason: expect.stringContaining('is empty') }])
  })

  it('refuses a day that has not come, and a file without a company or a day', async () => {
    const late = await wholeFile(
      'layoffs',
      Buffer.from('company,notice_date,url\nAcme,1/2/2032,https://a.example/\n'),
      NOW,
    )
    expect(late.rejects).toMatchObject([{ reason: '2032-01-02 has not come yet' }])
    await expect(wholeFile('layoffs', Buffer.from('company,town\nAcme,Reno\n'), NOW)).rejects.toThrow(
      /lacks the column notice_date/,
    )
  })
})

describe.skipIf(!hasRecorded)('recorded notices', () => {
  it.each([
    ['ca', 10_737],
    ['ny', 252],
    ['wa', 1_123],
    ['co', 390],
  ])('%s: at least 96 of 100 rows are read', async (state, rows) => {
    const { layoffs, rejects } = await wholeFile('layoffs', recorded(`layoffs/warn/${state}.csv`), NOW)
    expect(layoffs.length + rejects.length).toBe(rows)
    expect(layoffs.length / rows).toBeGreaterThan(0.96)
    expect(layoffs.every((l) => l.sourceUrl.startsWith('https://') && l.announcedOn <= l.knownOn)).toBe(true)
  })
})
