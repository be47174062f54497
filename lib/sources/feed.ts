import { z } from 'zod'
import { parseFeed } from './feeds/parseFeed'
import { EMPTY_BATCH, HOUR_MS, ON, type ParsedArticle, type ParsedReject, rawOf, type Source } from './source'
import { canonicalUrl } from './urls'

const OPTIONS = z.object({ url: z.url({ protocol: /^https?$/ }) })
type FeedOptions = z.infer<typeof OPTIONS>

/** Any RSS, RDF, Atom or JSON feed of articles. Every http(s) address that no other kind knows is tried as one. */
export const feed: Source<FeedOptions> = {
  kind: 'feed',
  title: 'Feed',
  description:
    'Articles from a feed: RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, JSON Feed. Their texts are searched for signals.',
  example: 'https://techcrunch.com/feed/',
  options: OPTIONS,
  recognise: (address) => (/^https?:$/.test(address.protocol) ? { url: address.href } : null),
  name: ({ url }) => new URL(url).hostname.replace(/^www\./, ''),
  requests: ({ url }) => [
    {
      url,
      role: 'feed',
      accept: 'application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5',
    },
  ],
  parse(document, { url }) {
    const parsed = parseFeed(document.bytes, { contentType: document.contentType, base: document.finalUrl })
    const publisher = parsed.title ?? new URL(url).hostname.replace(/^www\./, '')
    const articles: ParsedArticle[] = []
    const rejects: ParsedReject[] = []
    const seen = new Set<string>()
    parsed.items.forEach((item, i) => {
      const link = item.url ? canonicalUrl(item.url) : null
      const reason = !link
        ? 'it has no http address to cite'
        : !(item.title || item.text)
          ? 'it has neither a title nor a text'
          : seen.has(link)
            ? 'its address stands twice in the feed'
            : null
      if (!link || reason) {
        rejects.push({
          kind: 'feed-item',
          position: String(i),
          code: 'bad-item',
          reason: reason ?? 'unusable',
          next: null,
          raw: rawOf(item),
        })
        return
      }
      seen.add(link)
      articles.push({
        url: link,
        title: item.title ?? firstWords(item.text ?? ''),
        publisher,
        publishedAt: item.publishedAt,
        author: item.author,
        html: item.html,
        text: item.text,
      })
    })
    return {
      ...EMPTY_BATCH,
      title: parsed.title,
      articles,
      rejects,
      askedIntervalMs: parsed.ttlMinutes ? parsed.ttlMinutes * 60_000 : null,
    }
  },
  defaultIntervalMs: HOUR_MS,
  daily: false,
  requestsPerSecond: null,
  enabled: () => ON,
}

const firstWords = (text: string): string => (text.length <= 80 ? text : `${text.slice(0, 80).replace(/\s+\S*$/, '')}…`)
