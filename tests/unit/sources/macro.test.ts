import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { fred } from '@/lib/sources/fred'
import { hiringLab } from '@/lib/sources/hiringLab'
import type { SourceDocument } from '@/lib/sources/source'
import { fixture } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const document = (bytes: Uint8Array, role: string): SourceDocument => ({
  request: { url: 'https://x.example', role },
  finalUrl: 'https://x.example',
  bytes,
  contentType: null,
})

describe('FRED', () => {
  const csv = (text: string, series: string) => fred.parse(document(Buffer.from(text), 'csv'), { series }, context)

  it('reads the CSV as today’s vintage: a point is "not available", what is no figure or no day is refused', () => {
    const batch = fred.parse(document(fixture('fred/fredgraph-UNRATE.csv'), 'csv'), { series: 'UNRATE' }, context)
    expect(batch.observations.map((o) => [o.period, o.value, o.vintage, o.vintageKnown])).toEqual([
      ['2025-08', '4.3', '2026-11-20', false],
      ['2025-09', '4.4', '2026-11-20', false],
      ['2025-10', null, '2026-11-20', false],
    ])
    expect(batch.rejects.map((r) => [r.position, r.reason])).toEqual([
      ['5', '“four” is no figure'],
      ['6', '“2025-13-01” is no day'],
    ])
    expect(batch.series[0]).toMatchObject({ id: 'UNRATE', unit: 'percent of the labour force', described: true })
  })

  it('tells quarters, months and days by their distance', () => {
    expect(csv('observation_date,XQ\n2025-01-01,1\n2025-04-01,2\n', 'XQ').observations.map((o) => o.period)).toEqual([
      '2025-Q1',
      '2025-Q2',
    ])
    expect(csv('DATE,XD\n2025-01-02,1\n2025-01-03,2\n2025-01-06,2\n', 'XD').observations.map((o) => o.period)).toEqual([
      '2025-01-02',
      '2025-01-03',
      '2025-01-06',
    ])
  })

  it('keeps a daily index that the product shows by month as it stood on the month’s last day', () => {
    const batch = csv(
      'observation_date,IHLIDXUSTPSOFTDEVE\n2026-09-29,66\n2026-09-30,67\n2026-10-01,68\n',
      'IHLIDXUSTPSOFTDEVE',
    )
    expect(batch.observations.map((o) => [o.period, o.value])).toEqual([['2026-09', '67']])
  })

  it('refuses a page and a CSV of another series', () => {
    expect(() => csv('<!DOCTYPE html>', 'UNRATE')).toThrow(/web page/)
    expect(() => csv('observation_date,GDP\n2025-01-01,1\n', 'UNRATE')).toThrow(
      /no columns observation_date and UNRATE/,
    )
  })

  it('asks for more while the API says that there is more', () => {
    const answer = {
      count: 3,
      offset: 0,
      limit: 2,
      observations: [
        { realtime_start: '2025-01-30', realtime_end: '9999-12-31', date: '2024-10-01', value: '2.3' },
        { realtime_start: 'x', realtime_end: '', date: '2024-10-01', value: '2' },
      ],
    }
    const batch = fred.parse(
      document(Buffer.from(JSON.stringify(answer)), 'observations'),
      { series: 'A191RL1Q225SBEA' },
      context,
    )
    expect(batch.observations).toMatchObject([{ period: '2024-Q4', vintage: '2025-01-30', vintageKnown: true }])
    expect(batch.rejects).toMatchObject([{ reason: 'its realtime_start is no day' }])
    expect(batch.more[0]?.url).toContain('offset=2')
  })
})

describe('Hiring Lab', () => {
  it('reads both columns of both indices and refuses what is no day; a missing figure is no observation', () => {
    const batch = hiringLab.parse(
      document(fixture('hiringlab/aggregate.csv'), 'csv'),
      { path: 'hiring-lab/job_postings_tracker/master/US/aggregate_job_postings_US.csv' },
      context,
    )
    expect(batch.observations.map((o) => [o.seriesId, o.period, o.value])).toEqual([
      ['IHLIDXUS', '2026-08-13', '101.1'],
      ['IHLIDXUS_NSA', '2026-08-13', '104.2'],
      ['IHLIDXNEWUS', '2026-08-13', '97.3'],
      ['IHLIDXNEWUS_NSA', '2026-08-13', '105.4'],
      ['IHLIDXUS_NSA', '2026-08-14', '104.5'],
    ])
    expect(batch.rejects).toHaveLength(2)
  })
})
