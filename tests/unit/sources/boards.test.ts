import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { ashby } from '@/lib/sources/ashby'
import { readPay } from '@/lib/sources/boards/pay'
import { greenhouse } from '@/lib/sources/greenhouse'
import { lever } from '@/lib/sources/lever'
import type { SourceDocument } from '@/lib/sources/source'
import { fixture, hasRecorded, recorded } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const document = (bytes: Uint8Array): SourceDocument => ({
  request: { url: 'https://x.example', role: 'board' },
  finalUrl: 'https://x.example',
  bytes,
  contentType: null,
})

describe('boards', () => {
  it('read a Greenhouse job with team, place, workplace, pay and a text, whose content is escaped twice', () => {
    const batch = greenhouse.parse(
      document(fixture('boards/greenhouse-nimbusgrid.json')),
      { token: 'nimbusgrid' },
      context,
    )
    expect(batch.boards[0]).toMatchObject({
      kind: 'greenhouse',
      companyName: 'Nimbus Grid',
      completeness: 'whole',
      count: 10,
    })
    expect(batch.boards[0]?.postings[0]).toMatchObject({
      externalId: '5001000',
      title: 'GPU Cluster Engineer',
      team: 'Infrastructure',
      location: 'Austin, TX',
      workplace: 'hybrid',
      publishedOn: '2026-10-20',
      pay: { minMinor: 18_000_000n, maxMinor: 24_000_000n, currency: 'USD', period: 'year' },
      text: 'You will run Slurm and Kubernetes on thousands of GPUs.\n\nPay: $180,000 — $240,000 USD',
    })
  })

  it('read a Lever posting with all its places, its salary range or the hourly pay of its text, and reject one without an id', () => {
    const batch = lever.parse(
      document(fixture('boards/lever-nimbusgrid.json')),
      { token: 'nimbusgrid', region: 'global' },
      context,
    )
    expect(batch.boards[0]).toMatchObject({ completeness: 'partial', count: 2 })
    expect(batch.boards[0]?.postings[0]).toMatchObject({
      team: 'Inference',
      location: 'Remote, US ; Toronto',
      workplace: 'remote',
      employmentType: 'full-time',
      pay: { minMinor: 21_000_000n, period: 'year' },
    })
    expect(batch.boards[0]?.postings[1]).toMatchObject({
      workplace: 'onsite',
      employmentType: 'contract',
      publishedOn: '2025-10-20',
      pay: { minMinor: 3_200n, maxMinor: 4_100n, period: 'hour' },
    })
    expect(batch.rejects).toMatchObject([{ kind: 'posting', position: '2', reason: expect.stringContaining('id') }])
  })

  it('read what an Ashby board lists, salary apart from equity, and no date that does not exist', () => {
    const batch = ashby.parse(document(fixture('boards/ashby-nimbusgrid.json')), { token: 'nimbusgrid' }, context)
    expect(batch.boards[0]?.postings.map((p) => p.title)).toEqual(['HPC Engineer', 'Intern, Research'])
    expect(batch.boards[0]?.postings[0]).toMatchObject({
      location: 'Oslo ; Remote (Norway)',
      workplace: 'hybrid',
      pay: { minMinor: 9_500_000n, maxMinor: 12_000_000n, currency: 'EUR' },
      text: 'InfiniBand, Slurm & Linux.',
    })
    expect(batch.boards[0]?.postings[1]).toMatchObject({
      employmentType: 'internship',
      publishedOn: null,
      pay: null,
      text: null,
    })
  })

  it('say in words when the answer is no JSON or JSON of another shape', () => {
    expect(() => greenhouse.parse(document(Buffer.from('<html>')), { token: 'x' }, context)).toThrow(
      /web page where JSON was expected/,
    )
    expect(() => greenhouse.parse(document(Buffer.from('{"offers":[]}')), { token: 'x' }, context)).toThrow(
      /another shape: jobs/,
    )
  })

  it('reach Lever’s European accounts at their own host, and take tokens into the path escaped', () => {
    expect(lever.requests({ token: 'acme', region: 'eu' }, context)[0]?.url).toBe(
      'https://api.eu.lever.co/v0/postings/acme?mode=json',
    )
    expect(ashby.requests({ token: 'Acme & Co' }, context)[0]?.url).toContain('/job-board/Acme%20%26%20Co?')
  })
})

describe('readPay', () => {
  it.each([
    ['The range is $180,000 - $240,000 a year.', [18_000_000n, 24_000_000n, 'USD', 'year']],
    ['USD 150K–200K plus equity', [15_000_000n, 20_000_000n, 'USD', 'year']],
    ['€95,000 to €120,000', [9_500_000n, 12_000_000n, 'EUR', 'year']],
    ['CA$102,800 — CA$137,000', [10_280_000n, 13_700_000n, 'CAD', 'year']],
    ['£60-75k', [6_000_000n, 7_500_000n, 'GBP', 'year']],
    ['between $45.50 and $60 per hour', [4_550n, 6_000n, 'USD', 'hour']],
  ])('%s', (text, [min, max, currency, period]) =>
    expect(readPay(text as string)).toEqual({ minMinor: min, maxMinor: max, currency, period }),
  )

  it.each([
    'We raised $480M - $500M',
    '401(k) match of 3-5%',
    '10,000 - 20,000 GPUs',
    'a bonus of $1,000 - $100,000',
    'from 2019 - 2024',
    '',
  ])('no pay in: %s', (text) => expect(readPay(text)).toBeNull())
})

describe.skipIf(!hasRecorded)('recorded boards', () => {
  it.each([
    [
      'Greenhouse, Anthropic',
      () => greenhouse.parse(document(recorded('postings/greenhouse/anthropic.json')), { token: 'anthropic' }, context),
      449,
    ],
    [
      'Ashby, Lambda',
      () => ashby.parse(document(recorded('postings/ashby/Lambda.json')), { token: 'lambda' }, context),
      88,
    ],
    [
      'Lever, Palantir',
      () =>
        lever.parse(
          document(recorded('postings/lever/palantir.json')),
          { token: 'palantir', region: 'global' },
          context,
        ),
      10,
    ],
  ])('%s: whole, without a reject', (_, read, count) => {
    const batch = read()
    expect(batch.rejects).toEqual([])
    expect(batch.boards[0]).toMatchObject({ completeness: 'whole', count })
    expect(batch.boards[0]?.postings.every((p) => p.publishedOn !== null && p.url !== null)).toBe(true)
  })

  it('says that a board is read in part when it names a larger total', () => {
    const batch = greenhouse.parse(
      document(recorded('postings/greenhouse/gitlab-2.json')),
      { token: 'gitlab' },
      context,
    )
    expect(batch.boards[0]).toMatchObject({ completeness: 'partial', count: 2 })
  })
})
