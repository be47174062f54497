import { goalOf } from '@/lib/signals/sameStory'
import { urlOf } from '@/lib/url'

/** Parameters that tell where a click came from, never what is shown. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|twclid|yclid|wt_mc|wt\.\w+|cmpid|ref_src|__twitter_impression|at_medium|at_campaign|ncid|sr_share|guce_\w+|guccounter|_hs(?:enc|mi))$/i

/**
 * The address under which an article is kept: http(s) only, host in lower case, no fragment, no credentials, no tracking
 * parameters, no default port. Addresses that only lead on (Google's redirects and AMP cache, Facebook's) are resolved to what
 * they point at. It still opens in a browser, and is its own canonical address. null: not an address.
 */
export function canonicalUrl(text: string): string | null {
  const url = goal(text)
  if (!url || !/^https?:$/.test(url.protocol) || !url.hostname) return null
  // Each setter reads the whole address anew, so only those that change something are called.
  const given = url.href
  if (given.includes('#')) url.hash = ''
  if (given.includes('@')) {
    url.username = ''
    url.password = ''
  }
  if (given.includes('?')) {
    for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
    // Takes away a question mark with nothing behind it.
    if (url.search === '') url.search = ''
  }
  return url.href.length > 2_000 ? null : url.href
}

/** What the address leads to, read once: nearly all are addresses. */
function goal(text: string): URL | null {
  const url = urlOf(text.trim())
  return url && goalOf(url)
}

/** The path's segment `n` decoded, or null. */
export function segment(address: URL, n: number): string | null {
  const part = address.pathname.split('/').filter(Boolean)[n]
  if (!part) return null
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
