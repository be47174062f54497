import { describe, expect, it } from 'vitest'
import { parseFile } from '@/lib/sources/files'
import { readRows } from '@/lib/sources/files/rows'

const rows = (text: string) => readRows(Buffer.from(text))
const NOW = new Date('2026-11-20T10:00:00Z')

describe('rows of a file', () => {
  it('are told by the line on which they begin, also after a field of several lines', () => {
    const found = rows('a,b\n1,"x\ny"\n2,z\n')
    expect(found.rows.map((r) => [r.line, r.cells])).toEqual([
      [2, { a: '1', b: 'x\ny' }],
      [4, { a: '2', b: 'z' }],
    ])
  })
  it('come from CSV with a mark, semicolons or tabs, from a JSON list, a list inside an object, and NDJSON', () => {
    const same = [{ company_slug: 'x', count: '3' }]
    for (const text of [
      '\ufeffcompany_slug,count\nx,3\n',
      'company_slug;count\r\nx;3\r\n',
      'company_slug\tcount\nx\t3\n',
      '[{"companySlug":"x","count":3}]',
      '{"rows":[{"company_slug":"x","count":3}]}',
      '{"Company Slug":"x","count":3}\n',
    ]) {
      expect(
        rows(text).rows.map((r) => r.cells),
        text,
      ).toEqual(same)
    }
  })
  it('keep null and absent empty, and write lists with bars', () => {
    expect(rows('[{"a":null,"b":["x","y"],"c":{"d":1}}]').rows[0]?.cells).toEqual({ a: '', b: 'x|y', c: '{"d":1}' })
  })
  it.each([
    ['', /empty/],
    ['[1, 2', /looks like JSON/],
    ['a,a\n1,2\n', /column a stands twice/],
  ])('are refused in words: %s', (text, message) => expect(() => rows(text)).toThrow(message))
})

describe('cells', () => {
  const observation = (cells: Record<string, unknown>) =>
    parseFile(
      'observations',
      Buffer.from(JSON.stringify([{ series_id: 'X', period: '2025-06', value: 1, ...cells }])),
      NOW,
    )

  it('take a vintage of a month from its last day, and none from the day of the import', () => {
    expect(observation({ vintage: '2025-07' }).observations[0]).toMatchObject({
      vintage: '2025-07-31',
      vintageKnown: true,
      periodStart: '2025-06-01',
    })
    expect(observation({}).observations[0]).toMatchObject({ vintage: '2026-11-20', vintageKnown: false })
  })
  it.each([
    [{ period: '2025-13' }, 'line 1, period'],
    [{ value: 'about 3' }, 'line 1, value'],
    [{ vintage: '0000-00-00' }, 'line 1, vintage'],
  ])('refuse %j where it stands', (cells, position) => expect(observation(cells).rejects).toMatchObject([{ position }]))

  it('read amounts as cents without rounding, and refuse what is none', () => {
    const round = (amount: unknown) =>
      parseFile(
        'rounds',
        Buffer.from(
          JSON.stringify([
            { company_slug: 'x', announced_on: '2025-01-02', kind: 'equity', amount, source_url: 'https://a.example' },
          ]),
        ),
        NOW,
      )
    expect(round('1,234,567.8').rounds[0]?.amountMinor).toBe(123_456_780n)
    expect(round(9_007_199_254_740).rounds[0]?.amountMinor).toBe(900_719_925_474_000n)
    expect(round('$5M').rejects[0]?.reason).toMatch(/no amount/)
    expect(round('').rounds[0]?.amountMinor).toBeNull()
  })
  it('leave an article’s script out and its paragraphs in', () => {
    const [article] = parseFile(
      'articles',
      Buffer.from(
        JSON.stringify([
          {
            url: 'https://a.example/x#top',
            title: '<b>T</b>',
            html: '<p>a</p><script>1</script><p>b</p>',
            published: '2025-09-12',
          },
        ]),
      ),
      NOW,
    ).articles
    expect(article).toMatchObject({
      url: 'https://a.example/x',
      title: 'T',
      text: 'a\n\nb',
      publishedAt: '2025-09-12T00:00:00.000Z',
      publisher: 'a.example',
    })
  })
})
