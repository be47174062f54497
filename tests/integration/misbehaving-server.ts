import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

type Handler = (response: ServerResponse, request: IncomingMessage, visit: number) => void

const XML = 'application/rss+xml'

/** A feed of one good item, the same whatever is wrong around it. */
export const goodFeed = (title = 'Good again', extra = ''): string =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>Grid News</title><link>https://news.example.com/</link>${extra}<item><title>${title}</title><link>https://news.example.com/${encodeURIComponent(title)}</link><pubDate>Fri, 20 Nov 2026 08:00:00 GMT</pubDate><description>Words of ${title}</description></item></channel></rss>`

const item = (title: string, body: string): string =>
  `<item><title>${title}</title><link>https://news.example.com/${title}</link><description>${body}</description></item>`
const rss = (items: string, prolog = ''): string =>
  `<?xml version="1.0"?>${prolog}<rss version="2.0"><channel><title>Grid News</title>${items}</channel></rss>`
const deep = (levels: number): string => `${'<div>'.repeat(levels)}inside${'</div>'.repeat(levels)}`

/** 1 GiB of zeros in 1 MiB: a gzip file may be several, one after the other. */
const gzipBomb = (): Buffer => {
  const part = gzipSync(Buffer.alloc(16 * 1024 * 1024))
  return Buffer.concat(Array.from({ length: 64 }, () => part))
}
const brotliBomb = (): Buffer =>
  brotliCompressSync(Buffer.alloc(128 * 1024 * 1024), { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })

const laughs = (): string => {
  const levels = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`)
  return `<!DOCTYPE rss [<!ENTITY l0 "ha">${levels.join('')}]>`
}

const answer =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): Handler =>
  (response) =>
    void response.writeHead(status, { 'content-type': XML, ...headers }).end(body)

/** Bombs are packed once, before anybody watches the memory. */
const packed = (made: Buffer, encoding: string): Handler => answer(made, { 'content-encoding': encoding })

/** The date on which a 429 asks to be visited again. */
export const BACK_AT = 'Fri, 20 Nov 2026 13:30:00 GMT'

/** One route for each fault that a publisher may have. */
export const FAULTS: Readonly<Record<string, Handler>> = {
  'slow-headers': () => undefined,
  'slow-body': (response) => {
    response.writeHead(200, { 'content-type': XML }).write('<rss>')
    const drip = setInterval(() => response.write(' '), 50)
    response.once('close', () => clearInterval(drip))
  },
  'never-ends': (response) => {
    response.writeHead(200, { 'content-type': XML })
    const more = () => {
      while (!response.destroyed && response.write(Buffer.alloc(65_536, 'x')));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  },
  'wrong-length': (response) => {
    response.writeHead(200, { 'content-type': XML, 'content-length': '100000' })
    response.write(goodFeed(), () => response.destroy())
  },
  'gzip-bomb': packed(gzipBomb(), 'gzip'),
  'brotli-bomb': packed(brotliBomb(), 'br'),
  'not-gzip': answer(goodFeed(), { 'content-encoding': 'gzip' }),
  'nested-entities': answer(rss(item('laughs', '&l9;'), laughs())),
  'one-entity': answer(
    rss(item('quadratic', '&a;'.repeat(20_000)), `<!DOCTYPE rss [<!ENTITY a "${'a'.repeat(50_000)}">]>`),
  ),
  'outside-entity': answer(rss(item('outside', '&e;'), '<!DOCTYPE rss [<!ENTITY e SYSTEM "file:///etc/passwd">]>')),
  'numeric-references': answer(rss(item('references', '&#65;'.repeat(1_000_000)))),
  'deep-512': answer(rss(item('deep', deep(512)))),
  'deep-html': answer(rss(item('deep-html', `<![CDATA[${deep(100_000)}]]>`))),
  'deep-100000': answer(rss(item('deepest', deep(100_000)))),
  'redirect-loop': (response) => void response.writeHead(302, { location: '/redirect-loop' }).end(),
  'redirect-chain': (response, _, visit) =>
    void response.writeHead(302, { location: `/redirect-chain?${visit}` }).end(),
  'redirect-private': (response) => void response.writeHead(302, { location: 'http://10.0.0.1/feed' }).end(),
  'redirect-metadata': (response) => void response.writeHead(301, { location: 'http://169.254.169.254/latest' }).end(),
  'redirect-mapped': (response) => void response.writeHead(302, { location: 'http://[::ffff:7f00:1]/' }).end(),
  'redirect-nowhere': (response) => void response.writeHead(302, { location: 'http://[broken' }).end(),
  gone: answer('gone', {}, 410),
  'later-seconds': answer('slow down', { 'retry-after': '7200' }, 429),
  'later-date': answer('slow down', { 'retry-after': BACK_AT }, 429),
  'later-forever': answer('slow down', { 'retry-after': '999999999' }, 429),
  unavailable: answer('maintenance', { 'retry-after': '3600' }, 503),
  'empty-body': answer(''),
  html: answer('<!doctype html><html><head><title>Shop</title></head><body>Buy</body></html>', {
    'content-type': 'text/html',
  }),
  truncated: answer(rss(item('whole', 'Before the cut') + item('cut', 'x'.repeat(3_000))).slice(0, -2_000)),
  'no-such-page': answer('nothing here', {}, 404),
}

const WORDS = 'Größe – “naïve” café'
const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le')
const cp1252 = (text: string): Buffer =>
  Buffer.from(text.replace('–', '\u0096').replace('“', '\u0093').replace('”', '\u0094'), 'latin1')
const titled = (declared: string | null): string =>
  `<?xml version="1.0"${declared ? ` encoding="${declared}"` : ''}?><rss version="2.0"><channel><title>Grid News</title><item><title>${WORDS}</title><link>https://news.example.com/words</link></item></channel></rss>`

/** Feeds whose charset is not what is said; the title of each is CHARSET_TITLE. */
export const CHARSET_TITLE = WORDS
export const CHARSETS: Readonly<Record<string, { body: Buffer; type: string }>> = {
  'UTF-16 with a mark, declared as UTF-8': { body: utf16(titled('utf-8')), type: `${XML}; charset=utf-8` },
  'UTF-16 with a mark, nothing declared': { body: utf16(titled(null)), type: XML },
  'windows-1252 declared as UTF-8': { body: cp1252(titled('utf-8')), type: `${XML}; charset=utf-8` },
  'windows-1252 with no declaration': { body: cp1252(titled(null)), type: XML },
  'UTF-8 with a mark, declared as latin-1': {
    body: Buffer.from(`\ufeff${titled('iso-8859-1')}`),
    type: `${XML}; charset=iso-8859-1`,
  },
  'UTF-8 with no declaration': { body: Buffer.from(titled(null)), type: XML },
  'a charset that does not exist': { body: Buffer.from(titled('utf-8')), type: `${XML}; charset=klingon` },
}

/** A publisher on loopback that does everything wrong; `set` makes any route good again (or worse). */
export async function misbehavingServer() {
  const routes = new Map<string, Handler>(Object.entries(FAULTS))
  const visits = new Map<string, number>()
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const listener: RequestListener = (request, response) => {
    const name = (request.url ?? '/').slice(1).split('?')[0] ?? ''
    const visit = (visits.get(name) ?? 0) + 1
    visits.set(name, visit)
    asked.push({ path: name, headers: request.headers })
    const handler = routes.get(name)
    response.on('error', () => undefined)
    if (handler) handler(response, request, visit)
    else response.writeHead(404).end()
  }
  const pem = readFileSync('tests/fixtures/tls/loopback.pem')
  const plain = createServer(listener)
  const secure = createSecureServer({ key: pem, cert: pem }, listener)
  for (const server of [plain, secure]) await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const port = (server: typeof plain | typeof secure) => (server.address() as AddressInfo).port
  return {
    base: `http://127.0.0.1:${port(plain)}/`,
    secureBase: `https://127.0.0.1:${port(secure)}/`,
    asked,
    visits: (name: string) => visits.get(name) ?? 0,
    set: (name: string, handler: Handler | string | Buffer, headers: Record<string, string> = {}) =>
      void routes.set(name, typeof handler === 'function' ? handler : answer(handler, headers)),
    close: async () => {
      for (const server of [plain, secure]) {
        server.closeAllConnections()
        await new Promise<void>((done) => server.close(() => done()))
      }
    },
  }
}
