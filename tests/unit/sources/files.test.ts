import { describe, expect, it } from 'vitest'
import { readRows } from '@/lib/sources/files/rows'
import { allRows as rows, wholeFile } from './whole-file'

const NOW = new Date('2026-11-20T10:00:00Z')

describe('rows of a file', () => {
  it('are told by the line on which they begin, also after a field of several lines', async () => {
    const found = await rows('a,b\n1,"x\ny"\n2,z\n')
    expect(found.rows.map((r) => [r.line, r.cells])).toEqual([
      [2, { a: '1', b: 'x\ny' }],
      [4, { a: '2', b: 'z' }],
    ])
  })
  it('come from CSV with a mark, semicolons or tabs, from a JSON list, a list inside an object, and NDJSON', async () => {
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
        (await rows(text)).rows.map((r) => r.cells),
        text,
      ).toEqual(same)
    }
  })
  it('keep null and absent empty, and write lists with bars', async () => {
    expect((await rows('[{"a":null,"b":["x","y"],"c":{"d":1}}]')).rows[0]?.cells).toEqual({
      a: '',
      b: 'x|y',
      c: '{"d":1}',
    })
  })
  it.each([
    ['', /empty/],
    ['[1, 2', /looks like JSON/],
    ['a,a\n1,2\n', /column a stands twice/],
  ])('are refused in words: %s', async (text, message) => {
    await expect(rows(text)).rejects.toThrow(message)
  })
})

describe('a large file', () => {
  const part = { rows: 3, characters: 1_000_000 }
  const names = (n: number) => Array.from({ length: n }, (_, i) => `row ${i} – “ü”`)

  it.each([
    ['CSV', (all: string[]) => `name,odd\n${all.map((n) => `"${n}",1\n`).join('')}`, 2],
    ['NDJSON', (all: string[]) => all.map((name) => `${JSON.stringify({ name })}\n`).join(''), 1],
    ['a JSON list', (all: string[]) => JSON.stringify(all.map((name) => ({ name }))), 1],
  ])('of %s is the same in parts, with every line in its place', async (_, write, first) => {
    const found = await rows(write(names(10)), part)
    expect(found.rows.map((r) => [r.line, r.cells.name])).toEqual(names(10).map((n, i) => [i + first, n]))
    expect(found.columns).toContain('name')
  })

  it('of CSV or NDJSON is handed on in parts of a few megabytes, however large it is', async () => {
    const text = 'words of a text '.repeat(1_000)
    for (const [head, line] of [
      ['url,title,text\n', `https://big.example/1,"A title, quoted",${text}\n`],
      ['', `${JSON.stringify({ url: 'https://big.example/1', title: 'A title', text })}\n`],
    ] as const) {
      const bytes = Buffer.from(head + line.repeat(2_000))
      const parts: number[] = []
      for await (const { rows } of readRows(bytes)) parts.push(rows.reduce((sum, r) => sum + r.raw.length, 0))
      expect(parts.length).toBe(4)
      expect(Math.max(...parts)).toBeLessThan(8 * 1024 * 1024 + line.length)
    }
  })

  it('of one endless record is refused in words', async () => {
    await expect(rows(`a,b\n"${'x'.repeat(9 * 1024 * 1024)}`)).rejects.toMatchObject({ code: 'bad-input' })
  })
})

describe('cells', () => {
  const observation = (cells: Record<string, unknown>) =>
    wholeFile(
      'observations',
      Buffer.from(JSON.stringify([{ series_id: 'X', period: '2025-06', value: 1, ...cells }])),
      NOW,
    )

  it('take a vintage of a month from its last day, and none from the day of the import', async () => {
    expect((await observation({ vintage: '2025-07' })).observations[0]).toMatchObject({
      vintage: '2025-07-31',
      vintageKnown: true,
      periodStart: '2025-06-01',
    })
    expect((await observation({})).observations[0]).toMatchObject({ vintage: '2026-11-20', vintageKnown: false })
  })
  it.each([
    [{ period: '2025-13' }, 'line 1, period'],
    [{ value: 'about 3' }, 'line 1, value'],
    [{ vintage: '0000-00-00' }, 'line 1, vintage'],
  ])('refuse %j where it stands', async (cells, position) => {
    expect((await observation(cells)).rejects).toMatchObject([{ position }])
  })

  it('read amounts as cents without rounding, and refuse what is none', async () => {
    const round = (amount: unknown) =>
      wholeFile(
        'rounds',
        Buffer.from(
          JSON.stringify([
            { company_slug: 'x', announced_on: '2025-01-02', kind: 'equity', amount, source_url: 'https://a.example' },
          ]),
        ),
        NOW,
      )
    expect((await round('1,234,567.8')).rounds[0]?.amountMinor).toBe(123_456_780n)
    expect((await round(9_007_199_254_740)).rounds[0]?.amountMinor).toBe(900_719_925_474_000n)
    expect((await round('$5M')).rejects[0]?.reason).toMatch(/no amount/)
    expect((await round('')).rounds[0]?.amountMinor).toBeNull()
  })
  it('leave an article’s script out and its paragraphs in', async () => {
    const { articles } = await wholeFile(
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
    )
    expect(articles[0]).toMatchObject({
      url: 'https://a.example/x',
      title: 'T',
      text: 'a\n\nb',
      publishedAt: '2025-09-12T00:00:00.000Z',
      publisher: 'a.example',
    })
  })
})
