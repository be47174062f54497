import robotsParser from 'robots-parser'
import { WaveError } from '@/lib/errors'
import { decodeText } from '@/lib/sources/feeds/charset'
import type { Outbound } from './http'

/** The name under which a publisher can speak to us in robots.txt; the User-Agent begins with it. */
const ROBOT = 'HiringWave'
/** How long an answer is kept, in ms: a day, as RFC 9309 asks. */
const KEPT_MS = 24 * 3_600_000
/** Bytes of a robots.txt that are read (RFC 9309, 2.5). */
const MAX_BYTES = 500 * 1024
const MAX_HOSTS = 1_000

export type Permission =
  /** `delaySeconds`: the time between two pages that the host asks for; null: none. */
  { readonly may: true; readonly delaySeconds: number | null } | { readonly may: false; readonly reason: string }

type Rules = { at: number; permission(url: string): Permission }
const cache = new Map<string, Rules>()

/**
 * Whether robots.txt of its host lets us read a page (RFC 9309). A host without one (any 4xx) allows everything. Asked once a
 * day for each host, through the guarded client.
 * @throws WaveError `fetch-failed` where it cannot be known for now (5xx, 429, no answer): then the page must wait
 */
export async function mayRead(outbound: Outbound, address: string, now: Date): Promise<Permission> {
  const { origin } = new URL(address)
  const known = cache.get(origin)
  if (known && now.getTime() - known.at < KEPT_MS && now.getTime() >= known.at) return known.permission(address)
  const url = `${origin}/robots.txt`
  const answer = await outbound.fetch({ url, accept: 'text/plain, */*;q=0.5' })
  if (answer.status >= 500 || answer.status === 429)
    throw new WaveError(
      'fetch-failed',
      `${url} answers ${answer.status}, so that we do not know what we may read.`,
      'It is asked again at the next visit.',
    )
  const text = answer.status >= 400 ? '' : decodeText(answer.bytes.subarray(0, MAX_BYTES), answer.contentType)
  const rules = { at: now.getTime(), permission: permissionsOf(url, text) }
  if (cache.size >= MAX_HOSTS) cache.delete(cache.keys().next().value ?? '')
  cache.set(origin, rules)
  return rules.permission(address)
}

/** What the text of a robots.txt says of an address on its host. Pure. */
export function permissionsOf(robotsUrl: string, text: string): (address: string) => Permission {
  const robots = robotsParser(robotsUrl, text)
  const delay = robots.getCrawlDelay(ROBOT)
  return (address) =>
    robots.isAllowed(address, ROBOT) === false
      ? { may: false, reason: `robots.txt of ${new URL(robotsUrl).host} asks us not to read this page.` }
      : { may: true, delaySeconds: delay !== undefined && delay > 0 ? delay : null }
}
