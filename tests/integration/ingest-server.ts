import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readConfig } from '@/lib/config'

type Reply = {
  status?: number
  body?: Uint8Array | string
  type?: string
  headers?: Record<string, string>
  etag?: boolean
}
export type Route = Reply | ((request: IncomingMessage, response: ServerResponse) => Reply | null)

/** A publisher on loopback: answers on real paths, with ETags as real ones do, and remembers what it was asked. */
export async function publisher(routes: Record<string, Route> = {}) {
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://x')
    asked.push({ path: request.url ?? '/', headers: request.headers })
    const route = routes[url.pathname]
    const reply = typeof route === 'function' ? route(request, response) : route
    if (reply === null) return
    if (!reply) {
      response.writeHead(404, { 'content-type': 'text/plain' }).end('Not Found')
      return
    }
    const body = Buffer.from(reply.body ?? '')
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (reply.etag !== false && request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end()
      return
    }
    response.writeHead(reply.status ?? 200, {
      'content-type': reply.type ?? 'application/octet-stream',
      ...(reply.etag === false ? {} : { etag }),
      ...reply.headers,
    })
    response.end(body)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}/`
  return {
    base,
    routes,
    asked,
    config: (env: Record<string, string> = {}) =>
      readConfig({
        NODE_ENV: 'test',
        ALLOW_PRIVATE_HOSTS: `127.0.0.1:${port}`,
        CONTACT: 'tests@example.org',
        FRED_BASE_URL: base,
        FRED_API_BASE_URL: base,
        HIRING_LAB_BASE_URL: base,
        SEC_BASE_URL: base,
        SEC_ARCHIVES_BASE_URL: base,
        SEC_SEARCH_BASE_URL: base,
        GREENHOUSE_BASE_URL: base,
        LEVER_BASE_URL: base,
        ASHBY_BASE_URL: base,
        SMARTRECRUITERS_BASE_URL: base,
        WORKABLE_BASE_URL: base,
        RECRUITEE_BASE_URL: base,
        WORKDAY_BASE_URL: base,
        PERSONIO_BASE_URL: base,
        HN_BASE_URL: base,
        BLS_BASE_URL: base,
        ...env,
      }),
    close: () =>
      new Promise<void>((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
