import { describe, expect, it } from 'vitest'
import { readConfig } from '@/lib/config'
import { recogniseAddress } from '@/lib/sources'
import { joinPages } from '@/lib/sources/boards/pages'
import { jobPosting } from '@/lib/sources/jobPosting'
import { recruitee } from '@/lib/sources/recruitee'
import { smartRecruiters } from '@/lib/sources/smartRecruiters'
import type { SourceDocument, SourceRequest } from '@/lib/sources/source'
import { workable } from '@/lib/sources/workable'
import { workday } from '@/lib/sources/workday'
import { fixture, hasRecorded, recorded } from './recorded'

const context = {
  config: readConfig({ NODE_ENV: 'test' }),
  now: new Date('2026-11-20T10:00:00Z'),
  known: new Set<string>(),
}
const NIMBUS = { token: 'NimbusGrid' }
const SITE = { token: 'nimbusgrid/External', instance: 'wd5' }
const PAGE = { token: 'nimbusgrid.example/careers', url: 'https://nimbusgrid.example/careers' }
const document = (bytes: Uint8Array, request: Partial<SourceRequest> = {}, finalUrl = PAGE.url): SourceDocument => ({
  request: { url: finalUrl, role: 'page', ...request },
  finalUrl,
  bytes,
  contentType: null,
})
const html = (...scripts: string[]): Buffer =>
  Buffer.from(scripts.map((s) => `<script type="application/ld+json">${s}</script>`).join('\n'))

describe('addresses of boards, as people see them', () => {
  it.each([
    ['https://jobs.smartrecruiters.com/AristaNetworks/744000129971988-engineer', 'smartrecruiters', 'AristaNetworks'],
    ['https://careers.smartrecruiters.com/AristaNetworks?remoteLocation=true', 'smartrecruiters', 'AristaNetworks'],
    ['https://api.smartrecruiters.com/v1/companies/Visa/postings?limit=2', 'smartrecruiters', 'Visa'],
    ['apply.workable.com/huggingface/', 'workable', 'huggingface'],
    ['https://apply.workable.com/huggingface/j/96051E9EDE/', 'workable', 'huggingface'],
    ['https://apply.workable.com/api/v1/widget/accounts/crewai', 'workable', 'crewai'],
    ['https://crewai.workable.com/', 'workable', 'crewai'],
    ['https://aikidosecurity.recruitee.com/o/some-role', 'recruitee', 'aikidosecurity'],
    ['https://nvidia.wd5.myworkdayjobs.com/NVIDIAExternalCareerSite', 'workday', 'nvidia/NVIDIAExternalCareerSite'],
    [
      'https://nvidia.wd5.myworkdayjobs.com/en-US/NVIDIAExternalCareerSite/job/x_JR1',
      'workday',
      'nvidia/NVIDIAExternalCareerSite',
    ],
    [
      'https://broadcom.wd1.myworkdayjobs.com/wday/cxs/broadcom/External_Career/jobs',
      'workday',
      'broadcom/External_Career',
    ],
    ['https://wd3.myworkdaysite.com/en-US/recruiting/acme/Careers', 'workday', 'acme/Careers'],
    ['https://www.mara.example/careers/', 'jobposting', 'mara.example/careers'],
    ['https://1komma5.teamtailor.com/jobs', 'jobposting', '1komma5.teamtailor.com/jobs.json'],
  ])('%s', (address, kind, token) => {
    const found = recogniseAddress(address)
    expect([found.source.kind, found.options.token]).toEqual([kind, token])
  })

  it.each([
    'https://apply.workable.com/j/96051E9EDE',
    'https://3m.wd1.myworkdayjobs.com/en-us',
    'https://example.com/jobs.rss',
    'https://example.com/careers/feed/',
  ])('takes %s for no board', (address) => expect(recogniseAddress(address).source.kind).toBe('feed'))
})

describe('a board in pages', () => {
  const first = smartRecruiters.parse(document(fixture('boards/smartrecruiters-nimbusgrid-1.json')), NIMBUS, context)
  const second = smartRecruiters.parse(document(fixture('boards/smartrecruiters-nimbusgrid-2.json')), NIMBUS, context)

  it('is asked for page by page until SmartRecruiters’ total is reached', () => {
    expect(smartRecruiters.requests(NIMBUS, context).map((r) => r.url)).toEqual([
      'https://api.smartrecruiters.com/v1/companies/NimbusGrid/postings?limit=100&offset=0',
    ])
    expect(first.more.map((r) => r.url)).toEqual([
      'https://api.smartrecruiters.com/v1/companies/NimbusGrid/postings?limit=2&offset=2',
    ])
    expect(second.more).toEqual([])
  })

  it('is one whole reading when all pages are there, and partial when one is missing or one job stands on two', () => {
    const whole = joinPages([...first.boards, ...second.boards])
    expect(whole).toMatchObject([{ completeness: 'whole', count: 3, companyName: 'Nimbus Grid' }])
    expect(joinPages(first.boards)).toMatchObject([{ completeness: 'partial', count: 2 }])
    const moved = joinPages([...first.boards, ...first.boards])
    expect(moved).toMatchObject([{ completeness: 'partial', count: 2 }])
  })

  it('reads department, place without its gaps, workplace, level and day of a SmartRecruiters posting', () => {
    expect(first.boards[0]?.postings).toMatchObject([
      {
        externalId: '74400010000001',
        team: 'Networking',
        location: 'Austin, TX, United States',
        workplace: 'hybrid',
        employmentType: 'full-time',
        publishedOn: '2026-10-01',
        url: 'https://jobs.smartrecruiters.com/NimbusGrid/74400010000001',
      },
      { team: 'Engineering', location: 'Warsaw, Poland', workplace: 'remote', employmentType: 'internship' },
    ])
    expect(second.boards[0]?.postings[0]).toMatchObject({ location: 'Reno, NV, us', workplace: null })
  })

  it('takes SmartRecruiters’ empty answer for no count: a name that does not exist answers the same', () => {
    const empty = smartRecruiters.parse(
      document(Buffer.from('{"offset":0,"limit":100,"totalFound":0,"content":[]}')),
      NIMBUS,
      context,
    )
    expect(empty.boards[0]).toMatchObject({ completeness: 'unknown', count: null })
  })

  it('posts Workday’s search 20 at a time to the company’s own host, and knows the total from the first page alone', () => {
    const [request] = workday.requests(SITE, context)
    expect(request).toMatchObject({
      url: 'https://nimbusgrid.wd5.myworkdayjobs.com/wday/cxs/nimbusgrid/External/jobs#offset=0',
      post: { appliedFacets: {}, limit: 20, offset: 0, searchText: '' },
    })
    const one = workday.parse(document(fixture('boards/workday-nimbusgrid-0.json'), request), SITE, context)
    expect(one.more.map((r) => r.post?.offset)).toEqual([20])
    const two = workday.parse(document(fixture('boards/workday-nimbusgrid-20.json'), one.more[0]), SITE, context)
    expect(two.more).toEqual([])
    expect(joinPages([...one.boards, ...two.boards])).toMatchObject([{ completeness: 'whole', count: 22 }])
    expect(one.boards[0]?.postings.slice(18)).toMatchObject([
      { externalId: 'JR2001-1', location: null, workplace: null },
      { externalId: 'JR2002', location: 'US, Remote', workplace: 'remote' },
    ])
    expect(two.boards[0]?.postings).toMatchObject([
      {
        employmentType: 'full-time',
        url: 'https://nimbusgrid.wd5.myworkdayjobs.com/External/job/Taiwan-Taipei/Data-Center-Planner_JR3001',
      },
      { workplace: 'hybrid' },
    ])
    expect([...one.boards, ...two.boards].flatMap((b) => b.postings).every((p) => p.publishedOn === null)).toBe(true)
  })

  it('reads a Workday site that says 2,000 as capped, however many pages there are', () => {
    const body = JSON.stringify({ total: 2000, jobPostings: [] })
    const batch = workday.parse(document(Buffer.from(body), { about: { offset: '0' } }), SITE, context)
    expect(batch.more).toHaveLength(99)
    expect(joinPages(batch.boards)).toMatchObject([{ completeness: 'capped' }])
  })
})

describe('boards in one answer', () => {
  it('reads a Workable job that stands there once a place as one posting with all places', () => {
    const batch = workable.parse(document(fixture('boards/workable-nimbusgrid.json')), NIMBUS, context)
    expect(batch.rejects).toEqual([])
    expect(batch.boards[0]).toMatchObject({ companyName: 'Nimbus Grid', completeness: 'whole', count: 2 })
    expect(batch.boards[0]?.postings).toMatchObject([
      {
        externalId: 'A1B2C3D4E5',
        location: 'Berlin, Berlin, Germany',
        workplace: null,
        publishedOn: '2026-09-14',
        pay: { minMinor: 8_000_000n, maxMinor: 10_000_000n, currency: 'EUR', period: 'year' },
      },
      { location: 'Berlin, Berlin, Germany ; Paris, France', workplace: 'remote' },
    ])
  })

  it('reads Recruitee’s published offers with salary, workplace and kind of work', () => {
    const batch = recruitee.parse(document(fixture('boards/recruitee-nimbusgrid.json')), NIMBUS, context)
    expect(recruitee.requests({ token: 'nimbusgrid' }, context)[0]?.url).toBe(
      'https://nimbusgrid.recruitee.com/api/offers',
    )
    expect(batch.boards[0]).toMatchObject({ companyName: 'Nimbus Grid', completeness: 'whole', count: 3 })
    expect(batch.boards[0]?.postings).toMatchObject([
      {
        externalId: '2707521',
        location: 'Utrecht, Netherlands',
        workplace: 'onsite',
        publishedOn: '2026-08-11',
        pay: { minMinor: 500_000n, maxMinor: 650_000n, currency: 'EUR', period: 'month' },
        text: 'You will rack servers.\n\nLinux',
      },
      { workplace: 'hybrid', employmentType: 'full-time', pay: null },
      { employmentType: 'internship' },
    ])
  })
})

describe('a careers page with JobPosting', () => {
  const read = (bytes: Uint8Array) => jobPosting.parse(document(bytes), PAGE, context)

  it('is read out of graph and list, its faults are rejects, and what has run out is left out', () => {
    const batch = read(fixture('boards/careers-page.html'))
    expect(batch.boards[0]).toMatchObject({ companyName: 'Nimbus Grid', completeness: 'partial', count: 2 })
    expect(batch.boards[0]?.postings).toMatchObject([
      {
        externalId: '4711',
        title: 'Power Systems Engineer',
        location: 'Amarillo, TX, US ; Reno, NV, US',
        employmentType: 'full-time',
        publishedOn: '2026-10-01',
        url: 'https://nimbusgrid.example/careers/power-systems-engineer',
        pay: { minMinor: 12_000_000n, maxMinor: 15_500_000n, currency: 'USD', period: 'year' },
        text: 'You run substations.\n\nShifts rotate.',
      },
      {
        externalId: '4712',
        location: 'USA',
        workplace: 'remote',
        employmentType: 'contract',
        text: 'Line one line two',
      },
    ])
    expect(batch.rejects.map((r) => [r.code, r.position])).toEqual([
      ['bad-json', 'script 2'],
      ['bad-posting', '3'],
    ])
  })

  it('is whole only as a list whose number of jobs is there, a floor with several jobs, and no count with one', () => {
    const job = (id: string) => `{"@type":"JobPosting","title":"Engineer ${id}","identifier":"${id}"}`
    const items = (n: number) => `{"@type":"ItemList","numberOfItems":${n},"itemListElement":[${job('1')},${job('2')}]}`
    const state = (...scripts: string[]) => read(html(...scripts)).boards[0]?.completeness
    expect(state(items(2))).toBe('whole')
    expect(state(items(5))).toBe('partial')
    expect(state(`[${job('1')},${job('2')}]`)).toBe('partial')
    expect(state(job('1'))).toBe('unknown')
  })

  it('tells jobs apart by their address where the page gives all of them the company’s number', () => {
    const job = (n: number) =>
      `{"@type":"JobPosting","title":"Role ${n}","identifier":"acme","url":"https://acme.example/${n}?utm_source=x"}`
    expect(read(html(job(1), job(2), job(2))).boards[0]?.postings.map((p) => p.externalId)).toEqual([
      'https://acme.example/1',
      'https://acme.example/2',
    ])
  })

  it('says in words when there is nothing to read', () => {
    expect(() => read(Buffer.from('<h1>Careers</h1>'))).toThrow(/describes no job as schema.org JobPosting/)
    expect(() => read(html('{"@type":"JobPosting",'))).toThrow(/JSON-LD cannot be read: the script is no JSON/)
    expect(() => read(Buffer.from('<script type="application/ld+json">{'))).toThrow(/no job/)
  })

  it('stands nesting without end and a page of a hundred thousand scripts', () => {
    expect(() => read(html(`${'['.repeat(5_000)}${']'.repeat(5_000)}`))).toThrow(/no job/)
    expect(() => read(Buffer.from('<script type="application/ld+json">'.repeat(100_000)))).toThrow(/no job/)
  })
})

describe.skipIf(!hasRecorded)('recorded answers', () => {
  it.each([
    ['SmartRecruiters, Western Digital', 'smartrecruiters/westerndigital.json', 10, 359],
    ['SmartRecruiters, HireVue, cut', 'smartrecruiters/hirevue-postings.json', 3, 5],
  ])('%s', (_, file, count, listed) => {
    const batch = smartRecruiters.parse(document(recorded(`postings/${file}`)), NIMBUS, context)
    expect(batch.rejects).toEqual([])
    expect(batch.boards[0]).toMatchObject({ count, page: { listed } })
    expect(batch.boards[0]?.postings.every((p) => p.publishedOn && p.url && p.location)).toBe(true)
  })

  it.each([
    ['crewai', 'CrewAI'],
    ['zego', 'Zego'],
  ])('Workable, %s', (file, name) => {
    const batch = workable.parse(document(recorded(`postings/workable/${file}.json`)), NIMBUS, context)
    expect(batch).toMatchObject({ title: name, rejects: [], boards: [{ completeness: 'whole' }] })
    expect(batch.boards[0]?.postings.length).toBeGreaterThan(1)
  })

  it('Recruitee, Aikido', () => {
    const batch = recruitee.parse(document(recorded('postings/recruitee/aikido.json')), NIMBUS, context)
    expect(batch).toMatchObject({
      title: 'Aikido Security',
      rejects: [],
      boards: [{ count: 3, completeness: 'whole' }],
    })
    expect(batch.boards[0]?.postings[0]).toMatchObject({
      location: 'Tel Aviv, Israel',
      workplace: 'remote',
      employmentType: 'full-time',
      publishedOn: '2026-08-11',
    })
  })

  it('Workday, NVIDIA at its cap and a site of 347', () => {
    const nvidia = workday.parse(document(recorded('postings/workday/nvidia.json')), SITE, context)
    expect(nvidia).toMatchObject({ rejects: [], boards: [{ completeness: 'capped', count: 10 }] })
    const other = workday.parse(document(recorded('postings/workday/jobs-page.json')), SITE, context)
    expect(other.more).toHaveLength(17)
    expect(other.boards[0]?.postings[0]).toMatchObject({ externalId: 'JR-0105489-1', workplace: 'onsite' })
  })

  it('JobPosting of Y Combinator, Paylocity and Teamtailor, and none on pages that have none', () => {
    const one = (file: string) => jobPosting.parse(document(recorded(file)), PAGE, context).boards[0]
    expect(one('pages/jobposting/diode-senior.html')?.postings[0]?.title).toBe('Senior Software Engineer')
    expect(one('pages/jobposting/fermi-detail.html')).toMatchObject({
      companyName: 'Fermi LLC',
      completeness: 'unknown',
      postings: [{ title: 'Corporate Tax Director', publishedOn: '2026-06-12' }],
    })
    const team = one('postings/teamtailor/1komma5.json')
    expect(team?.postings[0]).toMatchObject({ externalId: '7793185', location: 'Stockholm, Mälardalen, SE' })
    for (const page of ['jobposting/fermi-board', 'careers/mara-careers', 'careers/solideon-applications-engineer'])
      expect(() => one(`pages/${page}.html`)).toThrow(/describes no job/)
  })
})
