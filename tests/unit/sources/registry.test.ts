import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { optionsOf, recogniseAddress, SOURCES, sourceOf } from '@/lib/sources'
import { FILE_COLUMNS, FILE_KINDS } from '@/lib/sources/files'
import { canonicalUrl } from '@/lib/sources/urls'

describe('recogniseAddress', () => {
  it.each([
    ['https://jobs.ashbyhq.com/lambda', 'ashby', { token: 'lambda' }],
    ['https://jobs.ashbyhq.com/Foo%20Bar/4337b580?utm_source=x', 'ashby', { token: 'Foo Bar' }],
    ['https://api.ashbyhq.com/posting-api/job-board/lambda', 'ashby', { token: 'lambda' }],
    ['https://job-boards.greenhouse.io/coreweave', 'greenhouse', { token: 'coreweave' }],
    ['https://boards.greenhouse.io/coreweave/jobs/123', 'greenhouse', { token: 'coreweave' }],
    ['https://boards.greenhouse.io/embed/job_board?for=coreweave&b=x', 'greenhouse', { token: 'coreweave' }],
    ['https://boards-api.greenhouse.io/v1/boards/coreweave/jobs', 'greenhouse', { token: 'coreweave' }],
    ['https://jobs.lever.co/palantir?mode=embed', 'lever', { token: 'palantir', region: 'global' }],
    ['https://jobs.eu.lever.co/acme/abc/apply', 'lever', { token: 'acme', region: 'eu' }],
    ['https://fred.stlouisfed.org/series/unrate', 'fred', { series: 'UNRATE' }],
    ['https://fred.stlouisfed.org/graph/fredgraph.csv?id=JTSJOL', 'fred', { series: 'JTSJOL' }],
    ['https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001769628&type=S-1', 'edgar', { cik: '1769628' }],
    ['https://data.sec.gov/submissions/CIK0001769628.json', 'edgar', { cik: '1769628' }],
    ['https://www.sec.gov/edgar/browse/?CIK=1769628', 'edgar', { cik: '1769628' }],
    [
      'https://github.com/hiring-lab/ai-tracker/blob/main/AI_posting.csv',
      'hiring-lab',
      { path: 'hiring-lab/ai-tracker/main/AI_posting.csv' },
    ],
    ['techcrunch.com/feed/', 'feed', { url: 'https://techcrunch.com/feed/' }],
    ['https://user:secret@example.com/feed', 'feed', { url: 'https://example.com/feed' }],
  ])('%s', (address, kind, options) => {
    const found = recogniseAddress(address)
    expect([found.source.kind, found.options]).toEqual([kind, options])
  })

  it.each(['ftp://example.com/x', 'hello', 'file:///etc/passwd', 'javascript:alert(1)', ''])('refuses %s', (address) =>
    expect(() => recogniseAddress(address)).toThrow(/no web address/),
  )
})

describe('the registry', () => {
  it('holds every kind once, and each recognises its own example', () => {
    expect(new Set(SOURCES.map((s) => s.kind)).size).toBe(SOURCES.length)
    for (const { kind, example } of SOURCES) expect(recogniseAddress(example).source.kind).toBe(kind)
  })
  it('reads stored options again, and says when they no longer fit', () => {
    const source = sourceOf('fred')
    if (!source) throw new Error('no fred')
    expect(optionsOf(source, { series: 'UNRATE' })).toEqual({ series: 'UNRATE' })
    expect(() => optionsOf(source, { serie: 'UNRATE' })).toThrow(/options of this FRED series are wrong/)
  })
})

describe('docs/sources.md', () => {
  const text = readFileSync('docs/sources.md', 'utf8')
  it('describes every kind in the registry’s own words, with its example', () => {
    for (const { kind, title, description, example } of SOURCES) {
      expect(text).toContain(`### ${title} (\`${kind}\`)`)
      expect(text).toContain(description)
      expect(text).toContain(example)
    }
    expect([...text.matchAll(/^### .* \(`([\w-]+)`\)$/gm)].map((m) => m[1])).toEqual(SOURCES.map((s) => s.kind))
  })
  it('lists the columns that every kind of file needs and may have', () => {
    for (const kind of FILE_KINDS) {
      const { needs, takes } = FILE_COLUMNS[kind]
      expect(text).toContain(
        `| \`${kind}\` | ${needs.map((c) => `\`${c}\``).join(', ')} | ${takes.map((c) => `\`${c}\``).join(', ')} |`,
      )
    }
  })
})

describe('canonicalUrl', () => {
  it.each([
    ['https://News.Example.com:443/a?utm_source=x&id=1#top', 'https://news.example.com/a?id=1'],
    ['https://www.google.com/url?rct=j&url=https://a.example/x%3Futm_medium%3Dy&ct=ga', 'https://a.example/x'],
    ['http://a.example/x?gclid=1', 'http://a.example/x'],
  ])('%s', (from, to) => expect(canonicalUrl(from)).toBe(to))
  it.each(['javascript:alert(1)', 'mailto:x@y.z', 'not a url', '/relative'])('no address: %s', (text) =>
    expect(canonicalUrl(text)).toBeNull(),
  )
})
