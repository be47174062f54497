import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { feedXml } from './madeUpFeeds'

// A publisher in a process of its own: what it spends is not counted as ours. `tagged` answers 304 to its entity tag;
// `plain` gives no validators, so that the same bytes come each time. The port goes to stdout.
const [feeds = 0, items = 0] = process.argv.slice(2).map(Number)
const bodies = Array.from({ length: feeds }, (_, i) => Buffer.from(feedXml(i, items)))
const server = createServer((request, response) => {
  const [, form, number] = /^\/(tagged|plain)\/(\d+)\.xml$/.exec(request.url ?? '') ?? []
  const body = bodies[Number(number ?? -1)]
  if (!body) return void response.writeHead(404).end()
  const etag = `"feed-${number}"`
  if (form === 'tagged' && request.headers['if-none-match'] === etag)
    return void response.writeHead(304, { etag }).end()
  response.writeHead(200, { 'content-type': 'application/rss+xml', ...(form === 'tagged' ? { etag } : {}) }).end(body)
})
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`))
process.once('SIGTERM', () => process.exit(0))
// The benchmark that started it may have been killed.
process.stdin.on('end', () => process.exit(0)).resume()
