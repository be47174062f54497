import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { recogniseAddress } from '@/lib/sources'
import { personio } from '@/lib/sources/personio'
import { fixture } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const NIMBUS = { token: 'nimbusgrid', domain: 'de' } as const
const read = (body: string | Uint8Array) =>
  personio.parse(
    {
      request: { url: 'https://nimbusgrid.jobs.personio.de/xml?language=en', role: 'board' },
      finalUrl: 'https://nimbusgrid.jobs.personio.de/xml?language=en',
      bytes: typeof body === 'string' ? Buffer.from(body) : body,
      contentType: 'text/xml; charset=UTF-8',
    },
    NIMBUS,
    context,
  )

describe('a board on Personio', () => {
  it.each([
    ['https://nimbusgrid.jobs.personio.de/', 'de'],
    ['https://NimbusGrid.jobs.personio.com/job/2600101?language=de', 'com'],
    ['nimbusgrid.jobs.personio.de/xml', 'de'],
  ])('is recognised at %s and asked for on that host', (address, domain) => {
    const { source, options } = recogniseAddress(address)
    expect([source.kind, options]).toEqual(['personio', { token: 'nimbusgrid', domain }])
    expect(source.requests(options, context)[0]?.url).toBe(`https://nimbusgrid.jobs.personio.${domain}/xml?language=en`)
  })

  it('gives every position with its offices, kind of work and pay, and rejects one without a name', () => {
    const batch = read(fixture('boards/personio-nimbusgrid.xml'))
    expect(batch.boards[0]).toMatchObject({ companyName: 'Nimbus Grid GmbH', completeness: 'partial', count: 2 })
    expect(batch.boards[0]?.postings).toMatchObject([
      {
        externalId: '2600101',
        title: 'Data Center Technician & Shift Lead (m/f/d)',
        team: 'Data Centres',
        location: 'Frankfurt ; Berlin (Remote)',
        employmentType: 'full-time',
        publishedOn: '2026-10-02',
        url: 'https://nimbusgrid.jobs.personio.de/job/2600101',
        pay: { minMinor: 6_000_000n, maxMinor: 7_200_000n, currency: 'EUR', period: 'year' },
        text: expect.stringMatching(/^Your tasks\n\nRack GPU servers[\s\S]*Kubernetes(?![\s\S]*alert)/),
      },
      { externalId: '2600102', employmentType: 'internship', publishedOn: '2026-11-12', pay: null, text: null },
    ])
    expect(batch.rejects).toMatchObject([{ kind: 'posting', reason: 'name: is empty' }])
  })

  it('is no count where nothing is listed, and refused in words where a page comes instead', () => {
    expect(read('<?xml version="1.0"?><workzag-jobs/>').boards[0]).toMatchObject({
      completeness: 'unknown',
      count: null,
    })
    expect(() => read('<!doctype html><html><body>Personio</body></html>')).toThrow(
      expect.objectContaining({ code: 'parse-failed', message: expect.stringContaining('XML of positions') }),
    )
  })

  it('expands no entity that the answer declares', () => {
    const batch = read(
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><workzag-jobs><position><id>1</id><name>Technician &e;</name></position></workzag-jobs>',
    )
    expect(batch.boards[0]?.postings[0]?.title).not.toMatch(/root:/)
  })
})
