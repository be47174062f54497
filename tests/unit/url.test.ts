import { expect, it } from 'vitest'
import { urlOf } from '@/lib/url'

it('an address with an umlaut in its host is one, however often it is asked', () => {
  for (let i = 0; i < 20_000; i++) expect(urlOf('https://müller.example/a')?.host).toBe('xn--mller-kva.example')
})

it('what is no address is null, and a path needs a base', () => {
  expect(urlOf('')).toBeNull()
  expect(urlOf('http://')).toBeNull()
  expect(urlOf('/a')).toBeNull()
  expect(urlOf('/a', 'https://b.example/c')?.href).toBe('https://b.example/a')
})
