import { describe, expect, it } from 'vitest'
import { decodeText } from '@/lib/sources/feeds/charset'
import { readFeedDate } from '@/lib/sources/feeds/dates'
import { readWithFallback } from '@/lib/sources/feeds/fallback'
import { htmlToText, plainLine, sanitise } from '@/lib/sources/feeds/html'
import { parseFeed, parseFeedText } from '@/lib/sources/feeds/parseFeed'
import { fixture } from './recorded'

const feed = (name: string) => parseFeed(fixture(`feeds/${name}`))

describe('parseFeed', () => {
  it('reads RSS 2.0 with the fullest text, the creator, and dates in UTC', () => {
    const rss = feed('rss2.xml')
    expect(rss).toMatchObject({ format: 'rss', title: 'Grid & Compute Weekly', ttlMinutes: 120 })
    expect(rss.items[0]).toMatchObject({
      id: 'a-1',
      url: 'https://news.example.com/a?utm_source=rss&id=1',
      publishedAt: '2025-09-12T13:30:00.000Z',
      author: 'Ada Okafor',
    })
    expect(rss.items[0]?.text).toContain('raised $120 million in a Series B')
    expect(rss.items[0]?.html).not.toMatch(/script|onclick/i)
  })

  it('answers null for a date that does not exist', () => {
    expect(feed('rss2.xml').items[1]).toMatchObject({
      publishedAt: null,
      title: 'A page without a date',
      text: 'Short text',
    })
  })

  it.each([
    ['rss1.rdf', 'rdf', 'Power for 100 MW', 'https://news.example.com/c', '2025-10-01T10:00:00.000Z', 'J. Lund'],
    [
      'atom.xml',
      'atom',
      'InfiniBand & Ethernet',
      'https://fabric.example.com/1',
      '2025-10-01T08:00:00.000Z',
      'The editors',
    ],
    ['atom03.xml', 'atom', 'One', 'https://old.example.com/1', '2004-01-01T19:48:21.000Z', null],
    ['feed.json', 'json', 'Out of racks', 'https://log.example.com/1', '2025-11-05T06:07:08.000Z', 'K. Abe'],
  ])('reads %s', (file, format, title, url, publishedAt, author) => {
    const parsed = feed(file)
    expect(parsed.format).toBe(format)
    expect(parsed.items[0]).toMatchObject({ title, url, publishedAt, author })
  })

  it('keeps what plain text of a JSON Feed says, angle brackets included', () => {
    expect(feed('feed.json').items[0]).toMatchObject({
      text: 'First paragraph.\n\nSecond <tag> paragraph.',
      html: expect.stringContaining('&lt;tag&gt;'),
    })
  })

  const rssOf = (links: string) =>
    `<?xml version="1.0"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>T</title><link>https://a.example/</link><item><title>Before</title><link>https://a.example/before</link></item><item><title>x</title>${links}</item></channel></rss>`
  it.each([
    ['the only one', '<link>https://a.example/1</link>', '1'],
    [
      'the one that its permalink repeats',
      '<link>https://a.example/1</link><link>https://a.example/2</link><guid>https://a.example/2</guid>',
      '2',
    ],
    [
      'not a guid that says it is no permalink',
      '<link>https://a.example/1</link><link>https://a.example/2</link><guid isPermaLink="false">https://a.example/2</guid>',
      '1',
    ],
    [
      'the alternate in Atom’s form where others contradict each other',
      '<link>https://a.example/1</link><link>https://a.example/2</link><link rel="alternate" href="https://a.example/3"/>',
      '3',
    ],
    [
      'none of what belongs to it',
      '<link rel="enclosure" href="https://a.example/sound"/><link rel="self" href="https://a.example/feed"/><link>https://a.example/1</link>',
      '1',
    ],
    ['the first where nothing else tells', '<link>https://a.example/1</link><link>https://a.example/2</link>', '1'],
    [
      'its own, not that of an image or a source inside it',
      '<image><link>https://a.example/i</link></image><link>https://a.example/1</link><source><link>https://a.example/s</link></source>',
      '1',
    ],
  ])('of several links of an item takes %s', (_, links, wanted) => {
    const urls = ['https://a.example/before', `https://a.example/${wanted}`]
    expect(parseFeedText(rssOf(links)).items.map((i) => i.url)).toEqual(urls)
    // The reader of broken feeds chooses likewise.
    expect(readWithFallback(rssOf(links))?.items.map((i) => i.url)).toEqual(urls)
  })

  it('reads a JSON Feed that begins with a byte order mark, in UTF-8 and in UTF-16', () => {
    const text = fixture('feeds/feed.json').toString('utf8')
    for (const bytes of [Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')])
      expect(parseFeed(bytes, { contentType: 'application/feed+json' })).toEqual(feed('feed.json'))
  })

  it('does not expand entities that a document declares', () => {
    const parsed = feed('bomb.xml')
    expect(parsed.items).toHaveLength(1)
    expect(parsed.title?.length ?? 0).toBeLessThan(20)
  })

  it('says what it found where no feed is', () => {
    expect(() => feed('page.html')).toThrow(/web page; it links to 2 feeds/)
    expect(() => parseFeedText('')).toThrow(/empty/)
    expect(() => parseFeedText('{"a":1}')).toThrow(/JSON, but not a JSON Feed/)
    expect(() => parseFeedText('<urlset><url/></urlset>')).toThrow(/<urlset>/)
    expect(() => parseFeedText('hello')).toThrow(/neither XML nor JSON/)
  })

  it('reads a feed that was cut off as far as it goes', () => {
    const text = fixture('feeds/rss2.xml').toString()
    const cut = parseFeedText(text.slice(0, text.indexOf('</content:encoded>')))
    expect(cut.items[0]?.title).toBe('Nimbus Grid raises $120 million')
  })

  it('survives nesting that no feed has, and markup without end', () => {
    const deep = `<rss version="2.0"><channel><title>t</title><item><title>x</title><description>${'<b>'.repeat(20_000)}</description></item></channel></rss>`
    expect(parseFeedText(deep).title).toBe('t')
    expect(() => parseFeedText(`<rss>${'<a '.repeat(50_000)}`)).not.toThrow(/Maximum|RangeError/)
  })

  // Each took minutes, or never ended, before depth, tags and attributes had bounds; the runner's own limit is the judge.
  it.each([
    ['tags that never end', `<rss version="2.0"><channel><item><title>${'<a "'.repeat(200_000)}`],
    [
      'quoted ends',
      `<rss version="2.0"><channel><item><title>${'<a ">" '.repeat(100_000)}</title></item></channel></rss>`,
    ],
    [
      'open elements',
      `<rss version="2.0"><channel><item><description><![CDATA[${'<div><p>'.repeat(100_000)}]]></description></item></channel></rss>`,
    ],
    [
      'closed elements, deep',
      `<rss version="2.0"><channel><item><description><![CDATA[${'<div a="<">'.repeat(50_000)}${'</div>'.repeat(50_000)}]]></description></item></channel></rss>`,
    ],
    ['links without end', `<html>${'<link '.repeat(300_000)}`],
    ['numeric references', `<rss version="2.0"><channel><title>${'&#65;'.repeat(500_000)}</title></channel></rss>`],
    [
      'spaces',
      `<rss version="2.0"><channel><item><title>x</title><description>${' '.repeat(2_000_000)}</description></item></channel></rss>`,
    ],
    ['comments', '<!--'.repeat(500_000)],
  ])('comes to an end on %s', (_, text) => {
    try {
      parseFeedText(text)
    } catch (error) {
      expect(error).toMatchObject({ name: 'WaveError' })
    }
  })

  it('keeps the paragraphs of an article with thousands of tags', () => {
    const text = `<rss version="2.0"><channel><item><title>t</title><description><![CDATA[${'<p>one <b>two</b><br>three</p>'.repeat(1_200)}]]></description></item></channel></rss>`
    expect(parseFeedText(text).items[0]?.text?.split('\n\n')).toEqual(
      Array.from({ length: 1_200 }, () => 'one two\nthree'),
    )
  })

  it('counts relative links from where the feed was, and refuses script addresses', () => {
    const text =
      '<rss version="2.0"><channel><title>t</title><item><title>a</title><link>/x?y=1</link></item><item><title>b</title><link>javascript:alert(1)</link></item></channel></rss>'
    expect(parseFeedText(text, 'https://e.example/feed/').items.map((i) => i.url)).toEqual([
      'https://e.example/x?y=1',
      null,
    ])
  })
})

describe('readFeedDate', () => {
  it.each([
    ['2025-09-12', '2025-09-12T00:00:00.000Z'],
    ['2025-09-12T08:30:00Z', '2025-09-12T08:30:00.000Z'],
    ['2025-09-12 08:30:00.123 +0200', '2025-09-12T06:30:00.123Z'],
    ['2025-09-12T08:30:00-05', '2025-09-12T13:30:00.000Z'],
    ['20250912', '2025-09-12T00:00:00.000Z'],
    ['20250912T083000Z', '2025-09-12T08:30:00.000Z'],
    ['2025-255', '2025-09-12T00:00:00.000Z'],
    ['2025-09', '2025-09-01T00:00:00.000Z'],
    ['Fri, 12 Sep 2025 08:30:00 GMT', '2025-09-12T08:30:00.000Z'],
    ['Fri, 12 Sep 25 08:30 EST', '2025-09-12T13:30:00.000Z'],
    ['12 September 2025 08:30:00 +0530', '2025-09-12T03:00:00.000Z'],
    ['Fri,12-Sep-2025 08:30:00 PDT', '2025-09-12T15:30:00.000Z'],
    ['Friday, September 12, 2025 8:30 PM', '2025-09-12T20:30:00.000Z'],
    ['Fri Sep 12 08:30:00 UTC 2025', '2025-09-12T08:30:00.000Z'],
    ['9/12/2025 8:30:05 PM', '2025-09-12T20:30:05.000Z'],
    ['Fri, 12 Sep 2025 24:00:00 GMT', '2025-09-13T00:00:00.000Z'],
    ['31 Dec 2016 23:59:60 GMT', '2016-12-31T23:59:59.000Z'],
    ['Sat, 01 Jan 99 00:00:00 GMT', '1999-01-01T00:00:00.000Z'],
  ])('%s', (text, iso) => expect(readFeedDate(text)).toBe(iso))

  it.each([
    '0000-00-00',
    '2025-02-30',
    '2025-13-01',
    '31 Foo 2025',
    'yesterday',
    '',
    '12',
    '2025-09-12T25:00:00Z',
    '99999-01-01',
    '0001-01-01',
    '1e9',
  ])('no date: %s', (text) => expect(readFeedDate(text)).toBeNull())
})

describe('decodeText', () => {
  const latin = Buffer.from('<?xml version="1.0" encoding="%"?><a>caf\xe9</a>', 'latin1')
  const named = (label: string) => Buffer.from(latin.toString('latin1').replace('%', label), 'latin1')

  it('believes the bytes before the label: windows-1252 that calls itself UTF-8', () => {
    expect(decodeText(named('utf-8'))).toContain('café')
    expect(decodeText(Buffer.from('<a>caf\xe9</a>', 'latin1'))).toContain('café')
  })
  it('reads the declared charset, the transport’s, marks, and UTF-16 without a mark', () => {
    expect(decodeText(named('iso-8859-1'))).toContain('café')
    expect(
      decodeText(Buffer.from('<a>\xcf\xf0\xe8\xe2\xe5\xf2</a>', 'latin1'), 'text/xml; charset=windows-1251'),
    ).toContain('Привет')
    expect(decodeText(Buffer.from('\ufeff<a>é</a>', 'utf16le'))).toBe('<a>é</a>')
    expect(decodeText(Buffer.from('<a>é</a>', 'utf16le'))).toBe('<a>é</a>')
    expect(decodeText(named('no-such-charset'))).toContain('café')
  })
})

describe('HTML of strangers', () => {
  it.each([
    '<script>alert(1)</script><p>x</p>',
    '<p onclick="a()" style="background:url(javascript:1)">x</p>',
    '<a href="javascript:alert(1)">x</a><a href=" java\nscript:alert(1)">y</a>',
    '<svg><script>1</script></svg><math><mtext></mtext></math>',
    '<img src=x onerror=alert(1)><iframe srcdoc="<script>1</script>"></iframe>',
    '<p>vbscript:msgbox and set onload = 1</p>',
  ])('is inert: %s', (html) => expect(sanitise(html)).not.toMatch(/<script|javascript:|vbscript:|\son\w+\s*=/i))

  it('becomes text with its paragraphs', () => {
    expect(htmlToText('<h1>A</h1><p>b &amp; c<br>d</p><ul><li>e</li><li>f</li></ul>')).toBe('A\n\nb & c\nd\n\ne\n\nf')
  })
  it('leaves one plain line of a title, and generic types alone', () => {
    expect(plainLine('<b>Bold</b> &amp; <script>x()</script>brave')).toBe('Bold & brave')
    expect(plainLine('Map<String, List<V>> explained')).toBe('Map<String, List<V>> explained')
    expect(plainLine('<scr<b></b>ipt>alert(1)')).not.toMatch(/<script/i)
  })
})
