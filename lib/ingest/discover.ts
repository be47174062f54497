import { WaveError } from '@/lib/errors'
import { decodeText } from '@/lib/sources/feeds/charset'
import { feedLinks } from '@/lib/sources/feeds/parseFeed'
import { urlOf } from '@/lib/url'
import type { Answer } from './http'

/** The feeds that a web page links to, as whole http(s) addresses, each once. */
export function feedsOfPage(answer: Pick<Answer, 'url' | 'bytes' | 'contentType'>): string[] {
  const html = decodeText(answer.bytes, answer.contentType)
  const written = /<base\b[^>]{0,500}?\shref\s*=\s*["']?([^"'\s>]+)/i.exec(html.slice(0, 65_536))?.[1]
  const base = (written ? urlOf(written, answer.url)?.href : null) ?? answer.url
  const links = feedLinks(html).flatMap((href) => {
    const url = urlOf(href, base)
    if (!url) return []
    url.hash = ''
    return /^https?:$/.test(url.protocol) ? [url.href] : []
  })
  return [...new Set(links)]
}

/** What to say where a web page stood for a feed and links to several: their addresses in full, to be pasted. */
export function pageWithFeeds(links: readonly string[], cause: WaveError): WaveError {
  const shown = links.slice(0, 8).join(' ')
  const more = links.length > 8 ? ` and ${links.length - 8} more` : ''
  return new WaveError(
    'parse-failed',
    `This is a web page; it links to ${links.length === 1 ? 'this feed' : `these ${links.length} feeds`}: ${shown}${more}`,
    `Add one of them, for example ${links[0]}.`,
    { cause },
  )
}
