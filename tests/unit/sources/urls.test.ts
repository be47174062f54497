import { describe, expect, it } from 'vitest'
import { canonicalUrl } from '@/lib/sources/urls'

describe('canonicalUrl', () => {
  it('takes an address with an umlaut in its host, however many came before it', () => {
    // Node's URL.canParse denies it once it is compiled, after some thousands of calls.
    for (let n = 0; n < 50_000; n++) canonicalUrl(`https://a.example/${n}`)
    expect(canonicalUrl('https://zürich.example/a#b')).toBe('https://xn--zrich-kva.example/a')
  })

  it.each([
    ['a parameter of tracking, not one that names the page', 'https://a.example/?utm_source=x&id=7', '?id=7'],
    ['a question mark and a hash with nothing behind them', 'https://a.example/?#', ''],
    ['a name and a password', 'https://me:secret@a.example/', ''],
  ])('takes away %s', (_, address, rest) => expect(canonicalUrl(address)).toBe(`https://a.example/${rest}`))

  it.each(['', 'no address', 'ftp://a.example/', 'javascript:alert(1)', 'https://'])('is none: %s', (text) =>
    expect(canonicalUrl(text)).toBeNull(),
  )
})
