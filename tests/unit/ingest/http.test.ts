import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createOutbound, type Outbound } from '@/lib/ingest/http'

const ZEROS = Buffer.alloc(64 * 1024 * 1024)
/** Packed before the clock of a test runs. */
const BOMBS = {
  gzip: gzipSync(ZEROS),
  br: brotliCompressSync(ZEROS, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } }),
}

describe('the outbound client', () => {
  let server: Server
  let base = ''
  let outbound: Outbound
  const seen: Record<string, string | string[] | undefined>[] = []
  let cuts = 0
  const pages: Record<string, (response: ServerResponse) => void> = {
    '/ok': (r) =>
      r
        .writeHead(200, {
          etag: 'W/"a b%20"',
          'last-modified': 'Fri, 12 Sep 2025 08:00:00 GMT',
          'content-type': 'text/plain',
        })
        .end('hello'),
    '/gzip': (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello')),
    '/deflate': (r) => r.writeHead(200, { 'content-encoding': 'deflate' }).end(deflateSync('hello')),
    '/br': (r) => r.writeHead(200, { 'content-encoding': 'br' }).end(brotliCompressSync('hello')),
    '/bomb-gzip': (r) => r.writeHead(200, { 'content-encoding': 'gzip' }).end(BOMBS.gzip),
    '/bomb-br': (r) => r.writeHead(200, { 'content-encoding': 'br' }).end(BOMBS.br),
    '/endless': (r) => {
      const more = () => {
        while (r.write(Buffer.alloc(65_536, 'x')));
        r.once('drain', more)
      }
      more()
    },
    '/silent': () => undefined,
    // As where a connection that was kept open is closed at the moment at which it is used again.
    '/cut-once': (r) => (cuts++ % 2 === 0 ? r.socket?.destroy() : r.writeHead(200).end('hello')),
    '/cut-always': (r) => {
      cuts++
      r.socket?.destroy()
    },
    '/drip': (r) => void r.write('x'),
    '/moved': (r) => r.writeHead(301, { location: '/found' }).end(),
    '/found': (r) => r.writeHead(308, { location: '/ok' }).end(),
    '/elsewhere': (r) => r.writeHead(302, { location: '/ok' }).end(),
    '/inside': (r) => r.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    '/script': (r) => r.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    '/later': (r) => r.writeHead(429, { 'retry-after': '120' }).end('slow down'),
    '/broken': (r) => {
      r.writeHead(200, { 'content-length': '100' })
      r.write('short', () => r.destroy())
    },
  }

  beforeAll(async () => {
    server = createServer((request, response) => {
      seen.push(request.headers)
      pages[request.url?.split('?')[0] ?? '']?.(response)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    base = `http://127.0.0.1:${port}`
    outbound = createOutbound(
      { ALLOW_PRIVATE_HOSTS: [`127.0.0.1:${port}`], CONTACT: 'me@example.org' },
      { maxTimeMs: 1_500 },
    )
  })
  afterAll(async () => {
    await outbound.close()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })

  it('asks once more where the connection was closed before anything was answered, and never sends twice what was posted', async () => {
    cuts = 0
    expect(Buffer.from((await outbound.fetch({ url: `${base}/cut-once` })).bytes).toString()).toBe('hello')
    expect(cuts).toBe(2)
    cuts = 0
    await expect(outbound.fetch({ url: `${base}/cut-always` })).rejects.toMatchObject({ code: 'fetch-failed' })
    expect(cuts).toBe(2)
    cuts = 0
    await expect(outbound.fetch({ url: `${base}/cut-always`, post: { a: 1 } })).rejects.toMatchObject({
      code: 'fetch-failed',
    })
    expect(cuts).toBe(1)
  })

  it('says who it is and echoes validators byte for byte', async () => {
    const answer = await outbound.fetch({ url: `${base}/ok` })
    expect(answer).toMatchObject({
      status: 200,
      etag: 'W/"a b%20"',
      lastModified: 'Fri, 12 Sep 2025 08:00:00 GMT',
      movedTo: null,
    })
    await outbound.fetch({ url: `${base}/ok`, validators: answer })
    expect(seen.at(-1)).toMatchObject({
      'user-agent': expect.stringMatching(/^HiringWave\/\d.*contact me@example\.org/),
      'if-none-match': 'W/"a b%20"',
      'if-modified-since': 'Fri, 12 Sep 2025 08:00:00 GMT',
    })
  })

  it.each(['/gzip', '/deflate', '/br'])('unpacks %s', async (path) => {
    expect(Buffer.from((await outbound.fetch({ url: base + path })).bytes).toString()).toBe('hello')
  })

  it.each(['/bomb-gzip', '/bomb-br', '/endless'])('stops reading %s at 15 MiB after unpacking', async (path) => {
    await expect(outbound.fetch({ url: base + path })).rejects.toMatchObject({ code: 'too-large' })
  })

  it.each(['/silent', '/drip'])('gives up on %s in time', async (path) => {
    await expect(outbound.fetch({ url: base + path })).rejects.toMatchObject({ code: 'too-slow' })
  })

  it('follows redirects, and tells a move for good from one for now', async () => {
    expect(await outbound.fetch({ url: `${base}/moved` })).toMatchObject({
      status: 200,
      url: `${base}/ok`,
      movedTo: `${base}/ok`,
    })
    expect(await outbound.fetch({ url: `${base}/elsewhere` })).toMatchObject({ status: 200, movedTo: null })
  })

  it.each(['/inside', '/script'])('judges every hop: %s', async (path) => {
    await expect(outbound.fetch({ url: base + path })).rejects.toMatchObject({ code: 'fetch-refused' })
  })

  it('judges the address that a name resolves to, at connect', async () => {
    await expect(outbound.fetch({ url: 'http://localhost/' })).rejects.toMatchObject({
      code: 'fetch-refused',
      message: expect.stringContaining('private network'),
    })
  })

  it('answers an error status with its words and its Retry-After, and a cut body as a failure', async () => {
    const later = await outbound.fetch({ url: `${base}/later` })
    expect([later.status, later.retryAfter, Buffer.from(later.bytes).toString()]).toEqual([429, '120', 'slow down'])
    await expect(outbound.fetch({ url: `${base}/broken` })).rejects.toMatchObject({ code: 'fetch-failed' })
  })

  it('sends a key and never repeats it', async () => {
    pages['/keyed'] = (r) => r.writeHead(302, { location: '/ok' }).end()
    const answer = await outbound.fetch({ url: `${base}/keyed?a=1`, secret: { api_key: 's3cret' } })
    expect(JSON.stringify({ ...answer, bytes: '' })).not.toContain('s3cret')
  })
})
