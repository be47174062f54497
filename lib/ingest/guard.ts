import { lookup as dnsLookup, type LookupAddress, type LookupOptions } from 'node:dns'
import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { buildConnector } from 'undici'
import { WaveError } from '@/lib/errors'

/**
 * Whether an address is on the public internet. Everything else is refused: private, loopback, link-local, carrier-grade
 * NAT, multicast, documentation and reserved ranges, and every IPv6 form that carries an IPv4 address inside (mapped,
 * compatible, NAT64, 6to4, Teredo), since what it reaches is decided elsewhere.
 */
export function isPublicAddress(address: string): boolean {
  const bare = address.replace(/%.*$/, '')
  if (!ipaddr.isValid(bare)) return false
  const ip = ipaddr.parse(bare)
  if (ip.range() !== 'unicast') return false
  // Of IPv6 only 2000::/3 is handed out; the rest of what a table calls unicast is not routed to anybody.
  return ip.kind() === 'ipv4' || ((ip as ipaddr.IPv6).parts[0] ?? 0) >> 13 === 1
}

/** Entries are `host` or `host:port`, in lower case; IPv6 hosts stand in brackets. */
export function isAllowedPrivate(hostname: string, port: string, allowed: readonly string[]): boolean {
  const host = hostname.toLowerCase()
  return allowed.includes(host) || allowed.includes(`${host}:${port}`) || allowed.includes(host.replace(/^\[|\]$/g, ''))
}

/**
 * What can be said of an address before it is resolved: http or https, an ordinary port (any for an allowed host), a
 * literal IP that is public.
 * @throws WaveError `fetch-refused`
 */
export function checkUrl(url: URL, allowed: readonly string[]): void {
  if (!/^https?:$/.test(url.protocol))
    throw refused(`${url.protocol} addresses are not fetched`, 'Give an http or https address.')
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  if (isAllowedPrivate(url.hostname, port, allowed)) return
  if (port !== '80' && port !== '443')
    throw refused(
      `port ${port} of ${url.hostname} is not fetched from`,
      `Add ${url.hostname}:${port} to ALLOW_PRIVATE_HOSTS if you trust it.`,
    )
  const literal = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(literal) && !isPublicAddress(literal)) throw notPublic(url.hostname)
}

/**
 * The connector of the outbound client. The address is judged after it was resolved and that same address is connected
 * to, so a name that resolves differently a second time gains nothing.
 */
export function guardedConnector(allowed: readonly string[], timeoutMs: number): buildConnector.connector {
  const open = buildConnector({ timeout: timeoutMs })
  const guarded = buildConnector({ timeout: timeoutMs, lookup: publicLookup } as buildConnector.BuildOptions)
  return (options, callback) => {
    const port = String(options.port || (options.protocol === 'https:' ? 443 : 80))
    if (isAllowedPrivate(options.hostname, port, allowed)) return open(options, callback)
    const literal = options.hostname.replace(/^\[|\]$/g, '')
    // A literal is connected to without a lookup, so it is judged here.
    if (isIP(literal) && !isPublicAddress(literal)) return callback(notPublic(options.hostname), null)
    return guarded(options, callback)
  }
}

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void

function publicLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  dnsLookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, [])
    // One private answer among public ones is an attack or a mistake; neither is connected to.
    if (found.length === 0 || found.some((a) => !isPublicAddress(a.address))) return callback(notPublic(hostname), [])
    if (options.all) return callback(null, found)
    const [first] = found
    callback(null, first?.address ?? '', first?.family)
  })
}

const notPublic = (host: string): WaveError =>
  refused(`${host} is an address inside a private network`, `Add ${host} to ALLOW_PRIVATE_HOSTS if you trust it.`)

const refused = (what: string, next: string): WaveError => new WaveError('fetch-refused', `Not fetched: ${what}.`, next)
