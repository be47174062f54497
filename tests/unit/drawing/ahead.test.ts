import { describe, expect, it } from 'vitest'
import { ownAddress } from '@/lib/drawing/ahead'

describe('where a server reaches itself', () => {
  it.each([
    ['127.0.0.1', '3000', 'http://127.0.0.1:3000'],
    ['0.0.0.0', '8080', 'http://127.0.0.1:8080'],
    ['::', '8080', 'http://[::1]:8080'],
    [undefined, '3000', 'http://127.0.0.1:3000'],
  ])('%s on port %s is %s', (host, port, address) => expect(ownAddress(host, port)).toBe(address))

  it('is not known without a port', () => expect(ownAddress('127.0.0.1', undefined)).toBeNull())
})
