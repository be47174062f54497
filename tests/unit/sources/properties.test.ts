import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { WaveError } from '@/lib/errors'
import { articleOfPage } from '@/lib/ingest/fullText'
import { permissionsOf } from '@/lib/ingest/robots'
import { canonicalUrl as comparedUrl, sameStory } from '@/lib/signals/sameStory'
import { storyKeys } from '@/lib/signals/storyKeys'
import { readFeedDate } from '@/lib/sources/feeds/dates'
import { feedLinks, parseFeedText } from '@/lib/sources/feeds/parseFeed'
import { feedsOfOpml, opmlOf } from '@/lib/sources/opml'
import { canonicalUrl } from '@/lib/sources/urls'
import { fixture } from './recorded'

// One seed, so that a failure is the same for everyone; the counter-example is printed.
fc.configureGlobal({ seed: 20251016 })

const seeds = ['rss2.xml', 'atom.xml', 'rss1.rdf', 'atom03.xml', 'rss2.xml', 'atom.xml', 'feed.json', 'page.html'].map(
  (name) => fixture(`feeds/${name}`).toString('utf8'),
)
const NASTY = [
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '<?',
  '&#x0;',
  '&#1114112;',
  '&amp',
  '\u0000',
  '\ud800',
  '<item>',
  '</item>',
  '<script>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '{',
  '}',
  '\\u',
  '0000-00-00',
  'javascript:alert(1)',
  '\ufeff',
  '\u202e',
]

/** A recorded document with a few pieces cut, doubled, swapped or replaced by what parsers stumble on. */
const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(40),
        kind: fc.constantFrom('cut', 'double', 'insert', 'truncate'),
        what: fc.oneof(fc.constantFrom(...NASTY), fc.string({ maxLength: 12 })),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, { at, length, kind, what }) => {
      const i = Math.floor(at * text.length)
      const piece = text.slice(i, i + length)
      if (kind === 'cut') return text.slice(0, i) + text.slice(i + length)
      if (kind === 'double') return text.slice(0, i) + piece + text.slice(i)
      if (kind === 'truncate') return text.slice(0, Math.max(i, 20))
      return text.slice(0, i) + what + text.slice(i)
    }, seed),
  )

const anyAddress = fc.oneof(
  fc.webUrl({ withFragments: true, withQueryParameters: true }),
  fc.webUrl().map((u) => `${u}?utm_source=a&id=7&fbclid=x`),
  fc.webUrl().map((u) => `https://www.google.com/url?q=${encodeURIComponent(u)}`),
  fc.webUrl().map((u) => `https://www.google.com/amp/s/${u.replace(/^https?:\/\//, '')}/amp/amp`),
  fc.string(),
  fc.string().map((s) => `https://a.example/${s}`),
)

describe('any address', () => {
  it('has a stored form that is its own stored form, or none; never a fault', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const once = canonicalUrl(address)
        if (once === null) return
        expect(canonicalUrl(once)).toBe(once)
        expect(new URL(once).protocol).toMatch(/^https?:$/)
        expect(once).not.toMatch(/[?&]utm_|#/)
      }),
      { numRuns: 3_000 },
    )
  })
  it('has a compared form that is the same from its stored form, and with a scheme again', () => {
    fc.assert(
      fc.property(anyAddress, (address) => {
        const once = comparedUrl(address)
        const stored = canonicalUrl(address)
        if (once === null) return
        expect(comparedUrl(`https://${once}`)).toBe(once)
        if (stored !== null) expect(comparedUrl(stored)).toBe(once)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('any date in a feed', () => {
  it('is a real instant in ISO 8601 UTC or none', () => {
    const anyDate = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((d) => d.toUTCString()),
      fc.date({ noInvalidDate: true }).map((d) => d.toISOString().replace('Z', '+09:30')),
      fc.tuple(fc.nat(9999), fc.nat(99), fc.nat(99), fc.nat(99)).map(([y, m, d, h]) => `${y}-${m}-${d}T${h}:00`),
      fc.tuple(fc.nat(99), fc.constantFrom('Jan', 'Febr', 'mai', '13'), fc.nat(99999)).map((p) => p.join(' ')),
    )
    fc.assert(
      fc.property(anyDate, (text) => {
        const read = readFeedDate(text)
        if (read !== null) expect(new Date(read).toISOString()).toBe(read)
      }),
      { numRuns: 4_000 },
    )
  })
  it('comes back as the instant that it was written from', () => {
    const instant = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(instant, (date) => {
        const whole = new Date(Math.floor(date.getTime() / 1000) * 1000)
        expect(readFeedDate(whole.toUTCString())).toBe(whole.toISOString())
        expect(readFeedDate(whole.toISOString())).toBe(whole.toISOString())
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('ten thousand mutated feeds', () => {
  it('are read or refused in words, and nothing in them is a script or an impossible date', () => {
    let read = 0
    fc.assert(
      fc.property(mutated, (text) => {
        try {
          const feed = parseFeedText(text, 'https://a.example/')
          read++
          for (const item of feed.items) {
            if (item.publishedAt !== null) expect(Number.isNaN(Date.parse(item.publishedAt))).toBe(false)
            if (item.url !== null) expect(item.url).not.toMatch(/^\s*(?:javascript|data|vbscript):/i)
            expect(item.html ?? '').not.toMatch(/<script|<iframe|javascript:|\son\w+\s*=/i)
            expect(item.title ?? '').not.toMatch(/<\/?script/i)
          }
        } catch (thrown) {
          if (!(thrown instanceof WaveError)) throw thrown
          expect(thrown.code).toBe('parse-failed')
          expect(thrown.next.length).toBeGreaterThan(10)
        }
      }),
      { numRuns: 10_000 },
    )
    // Most stay readable, so that the parsers' insides were reached and not only their doors.
    expect(read).toBeGreaterThan(3_000)
  }, 120_000)
})

describe('whatever stands in a page, a list or a robots.txt', () => {
  it('ends in an article, a list of feeds, a permission, or in none', () => {
    fc.assert(
      fc.property(mutated, fc.string(), (text, noise) => {
        for (const href of feedLinks(text)) expect(typeof href).toBe('string')
        try {
          feedsOfOpml(text)
        } catch (thrown) {
          expect(thrown).toBeInstanceOf(WaveError)
        }
        const robots = `User-agent: ${noise}\nDisallow: /${noise}\n${text.slice(0, 300)}`
        expect(typeof permissionsOf('https://a.example/robots.txt', robots)('https://a.example/b').may).toBe('boolean')
      }),
      { numRuns: 1_000 },
    )
  })
  it('gives plain text alone of any page', () => {
    fc.assert(
      fc.property(mutated, (text) => {
        const { text: found, canonical } = articleOfPage(
          `<html><body><article>${text}</article></body></html>`,
          'https://a.example/x',
        )
        expect(found ?? '').not.toMatch(/<script\b[^>]*>/i)
        if (canonical !== null) expect(canonical).toMatch(/^https?:/)
      }),
      { numRuns: 300 },
    )
  }, 60_000)
  it('of names and addresses comes back out of a list of feeds', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.webUrl(), { minLength: 1, maxLength: 8 }), fc.string(), (addresses, name) => {
        const feeds = addresses.map((address) => ({ address, name: `x ${name}` }))
        expect(feedsOfOpml(opmlOf(feeds, name, new Date(0))).map((f) => f.address)).toEqual(addresses)
      }),
      { numRuns: 300 },
    )
  })
})

describe('any two texts', () => {
  const story = fc.record({
    url: anyAddress,
    title: fc.string(),
    text: fc.oneof(fc.lorem({ maxCount: 40 }), fc.string(), mutated),
  })
  it('are judged the same both ways round, and every text is its own story', () => {
    fc.assert(
      fc.property(story, story, (a, b) => {
        expect(sameStory(a, b)).toEqual(sameStory(b, a))
        const keys = storyKeys(a)
        for (const key of keys) expect(key).toBe(key | 0)
        expect(keys.length).toBeLessThanOrEqual(34)
        if ((a.text.match(/\p{L}{2,}/gu) ?? []).length > 12)
          expect(sameStory({ text: a.text }, { text: a.text, title: 'Other' }).same).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  }, 60_000)
})
