import { describe, expect, it } from 'vitest'
import { checkUrl, isAllowedPrivate, isPublicAddress } from '@/lib/ingest/guard'

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '93.184.216.34', '2606:4700::1111', '2001:4860:4860::8888'])(
    '%s is on the public internet',
    (ip) => expect(isPublicAddress(ip)).toBe(true),
  )

  it.each([
    '127.0.0.1',
    '127.255.255.254',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '::',
    '::1',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd12::1',
    'ff02::1',
    '::ffff:8.8.8.8',
    '::ffff:127.0.0.1',
    '::8.8.8.8',
    '64:ff9b::8.8.8.8',
    '64:ff9b:1::1',
    '2002:0808:0808::1',
    '2001::1',
    '2001:db8::1',
    'fec0::1',
    '100::1',
    'nonsense',
    '',
  ])('%s is not', (ip) => expect(isPublicAddress(ip)).toBe(false))
})

describe('checkUrl', () => {
  const check =
    (url: string, allowed: string[] = []) =>
    () =>
      checkUrl(new URL(url), allowed)

  it.each([
    'http://127.0.0.1/',
    'http://[::1]/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0177.0.0.1/',
    'http://[::ffff:10.0.0.1]/',
    'https://10.1.2.3/',
  ])('refuses the literal %s however it is written', (url) => expect(check(url)).toThrow(/private network/))
  it.each(['ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/'])('refuses the scheme of %s', (url) =>
    expect(check(url)).toThrow(/not fetched/),
  )
  it('refuses ports other than 80 and 443, but for hosts that the operator vouches for', () => {
    expect(check('https://example.com:8443/')).toThrow(/port 8443/)
    expect(check('https://example.com:8443/', ['example.com'])).not.toThrow()
    expect(check('http://127.0.0.1:9000/', ['127.0.0.1:9000'])).not.toThrow()
    expect(check('http://127.0.0.1:9001/', ['127.0.0.1:9000'])).toThrow(/port 9001/)
    expect(check('http://example.com/')).not.toThrow()
  })
  it('compares allowed hosts without case and with IPv6 in or out of brackets', () => {
    expect(isAllowedPrivate('LOCALHOST', '80', ['localhost'])).toBe(true)
    expect(isAllowedPrivate('[::1]', '80', ['::1'])).toBe(true)
    expect(isAllowedPrivate('[::1]', '80', ['[::1]:80'])).toBe(true)
    expect(isAllowedPrivate('localhost.evil.example', '80', ['localhost'])).toBe(false)
  })
})
