/** Parameters that tell where a click came from, never what is shown. */
const TRACKING =
  /^(?:utm_\w+|fbclid|gclid|dclid|msclkid|mc_[ce]id|igshid|twclid|yclid|wt_mc|wt\.\w+|cmpid|ref_src|__twitter_impression|at_medium|at_campaign|ncid|sr_share|guce_\w+|guccounter|_hs(?:enc|mi))$/i

/**
 * The address under which an article is kept: http(s) only, host in lower case, no fragment, no credentials, no tracking
 * parameters, no default port. Google's redirect addresses are resolved to what they point at. null: not an address.
 */
export function canonicalUrl(text: string): string | null {
  let url: URL
  try {
    url = new URL(text.trim())
  } catch {
    return null
  }
  if (!/^https?:$/.test(url.protocol) || !url.hostname) return null
  if (/(?:^|\.)google\.\w+$/.test(url.hostname) && url.pathname === '/url') {
    const target = url.searchParams.get('url') ?? url.searchParams.get('q')
    if (target && /^https?:\/\//i.test(target)) return canonicalUrl(target)
  }
  url.hash = ''
  url.username = ''
  url.password = ''
  for (const name of [...url.searchParams.keys()]) if (TRACKING.test(name)) url.searchParams.delete(name)
  const href = url.href.replace(/\?$/, '')
  return href.length > 2_000 ? null : href
}
