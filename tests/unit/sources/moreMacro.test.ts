import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { recogniseAddress } from '@/lib/sources'
import { bls } from '@/lib/sources/bls'
import { hiringLab } from '@/lib/sources/hiringLab'
import type { SourceDocument } from '@/lib/sources/source'
import { fixture, hasRecorded, recorded } from './recorded'

const KEY = '0123456789abcdef0123456789abcdef'
const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const document = (bytes: Uint8Array): SourceDocument => ({
  request: { url: 'https://x.example', role: 'series' },
  finalUrl: 'https://x.example',
  bytes,
  contentType: null,
})

describe('BLS', () => {
  const read = (file: string, series = 'LNS14000000') =>
    bls.parse(document(fixture(`bls/${file}`)), { series }, context)

  it.each([
    ['https://data.bls.gov/timeseries/lns14000000', 'LNS14000000'],
    ['https://data.bls.gov/timeseries/CES5000000001?amp%253bdata_tool=XGtable', 'CES5000000001'],
    ['https://api.bls.gov/publicAPI/v2/timeseries/data/JTS000000000000000JOL', 'JTS000000000000000JOL'],
  ])('%s', (address, series) => {
    const found = recogniseAddress(address)
    expect([found.source.kind, found.options]).toEqual(['bls', { series }])
  })

  it('asks for ten years without a key, and for twenty and a description with one that stays out of the address', () => {
    expect(bls.requests({ series: 'LNS14000000' }, context)).toMatchObject([
      { url: 'https://api.bls.gov/publicAPI/v2/timeseries/data/LNS14000000?startyear=2017&endyear=2026' },
    ])
    const config = readConfig({ NODE_ENV: 'test', BLS_API_KEY: KEY })
    const [request] = bls.requests({ series: 'LNS14000000' }, { ...context, config })
    expect(request?.url).toMatch(/startyear=2007&endyear=2026&catalog=true$/)
    expect(request?.secret).toEqual({ registrationkey: KEY })
  })

  it('reads months with their marks, leaves averages out, keeps a dash as no figure and rejects what is none', () => {
    const batch = read('LNS14000000.json')
    expect(batch.series).toMatchObject([
      { title: '(Seas) Unemployment Rate', unit: 'percent or rate', seasonallyAdjusted: true, decimals: 1 },
    ])
    expect(batch.observations.map((o) => [o.period, o.value, o.estimate, o.vintage, o.vintageKnown])).toEqual([
      ['2026-10', '4.6', 'preliminary', '2026-11-20', false],
      ['2026-09', '4.5', null, '2026-11-20', false],
      ['2025-10', null, null, '2026-11-20', false],
    ])
    expect(batch.rejects).toMatchObject([{ position: '4', reason: '“n.k.” is no figure' }])
  })

  it('reads results in a list as well, quarters and years', () => {
    const answer = {
      status: 'REQUEST_SUCCEEDED',
      message: [],
      Results: [
        {
          series: [
            {
              seriesID: 'PRS85006092',
              data: [
                { year: '2026', period: 'Q03', value: '2.1', footnotes: [] },
                { year: '2026', period: 'Q05', value: '2.0', footnotes: [] },
              ],
            },
          ],
        },
      ],
    }
    const batch = bls.parse(document(Buffer.from(JSON.stringify(answer))), { series: 'PRS85006092' }, context)
    expect(batch.observations).toMatchObject([{ period: '2026-Q3', periodStart: '2026-07-01', value: '2.1' }])
    expect(batch.series).toMatchObject([{ id: 'PRS85006092', frequency: 'quarter', described: false }])
  })

  it('says that a series does not exist, and that a key is wrong', () => {
    expect(() => read('unknown.json', 'LNS99999999')).toThrow(/no figures for LNS99999999: Series does not exist/)
    expect(() => read('bad-key.json')).toThrow(/refuses the key/)
  })
})

describe('Hiring Lab by sector and by state', () => {
  const read = (bytes: Uint8Array) =>
    hiringLab.parse(document(bytes), { path: 'hiring-lab/job_postings_tracker/master/US/x.csv' }, context)

  it('reads each sector, all and new postings apart', () => {
    const batch = read(fixture('hiringlab/sector.csv'))
    expect(batch.observations.map((o) => [o.seriesId, o.period, o.value])).toEqual([
      ['HIRINGLAB_SECTOR_US_SOFTWARE_DEVELOPMENT', '2026-11-12', '71.2'],
      ['HIRINGLAB_SECTOR_US_SOFTWARE_DEVELOPMENT', '2026-11-13', '71.35'],
      ['HIRINGLAB_SECTOR_NEW_US_SOFTWARE_DEVELOPMENT', '2026-11-13', '64.1'],
      ['HIRINGLAB_SECTOR_US_INSTALLATION_MAINTENANCE', '2026-11-13', '112.5'],
    ])
    expect(batch.rejects).toMatchObject([{ position: '6:indeed_job_postings_index' }])
  })

  it('reads each state, and says which files it reads when it is given another', () => {
    expect(read(fixture('hiringlab/state.csv')).series.map((s) => s.id)).toEqual([
      'HIRINGLAB_STATE_US_CA',
      'HIRINGLAB_STATE_US_TX',
    ])
    expect(() => read(Buffer.from('date,metro\n2026-01-01,x\n'))).toThrow(/columns date, metro/)
  })
})

describe.skipIf(!hasRecorded)('recorded files of the Hiring Lab', () => {
  const read = (file: string) =>
    hiringLab.parse(
      document(recorded(`hiring-lab/${file}`)),
      { path: `hiring-lab/job_postings_tracker/master/US/${file}` },
      context,
    )
  it('hold 46 sectors and 51 states, with no row refused', () => {
    const sectors = read('job_postings_by_sector_US.csv')
    expect(sectors.rejects).toEqual([])
    expect(new Set(sectors.series.map((s) => s.title.split(', ')[1])).size).toBe(46)
    expect(sectors.series).toContainEqual(
      expect.objectContaining({ id: 'HIRINGLAB_SECTOR_US_SOFTWARE_DEVELOPMENT', seasonallyAdjusted: true }),
    )
    const states = read('state_job_postings_us.csv')
    expect([states.rejects.length, states.series.length]).toEqual([0, 51])
  })
})
