import { type parseAtomFeed, parseFeed, type parseRssFeed } from 'feedsmith'
import { itemsWithLinks } from './itemLink'
import type { RawFeed, RawItem } from './parseFeed'

type Parsed = ReturnType<typeof parseFeed>
type Rss = ReturnType<typeof parseRssFeed>
type RssItem = NonNullable<Rss['items']>[number]
type Atom = ReturnType<typeof parseAtomFeed>
type AtomEntry = NonNullable<Atom['entries']>[number]
type Rdf = Extract<Parsed, { format: 'rdf' }>['feed']
type RdfItem = NonNullable<Rdf['items']>[number]
type Json = Extract<Parsed, { format: 'json' }>['feed']
type JsonItem = NonNullable<Json['items']>[number]

/** The longest tag that a feed has any use for; the parser below takes quadratic time over one that does not end. */
const MAX_TAG = 16_384

/** Whether a tag, quotes respected, runs on beyond all measure. One pass. */
function hasRunawayTag(text: string): boolean {
  const skipTo = (mark: string, from: number) => {
    const i = text.indexOf(mark, from)
    return i < 0 ? text.length : i + mark.length
  }
  for (let at = text.indexOf('<'); at >= 0 && at < text.length; at = text.indexOf('<', at)) {
    if (text.startsWith('<!--', at)) at = skipTo('-->', at + 4)
    else if (text.startsWith('<![CDATA[', at)) at = skipTo(']]>', at + 9)
    else {
      let quote = 0
      let i = at + 1
      for (const end = Math.min(text.length, at + MAX_TAG); i < end; i++) {
        const c = text.charCodeAt(i)
        if (quote) {
          if (c === quote) quote = 0
        } else if (c === 0x22 || c === 0x27) quote = c
        else if (c === 0x3e) break
      }
      if (i >= at + MAX_TAG) return true
      at = i
    }
  }
  return false
}

/** What feedsmith reads, in our shape; null when it refuses the document or finds nothing in it. */
export function readWithFeedsmith(text: string): RawFeed | null {
  if (text.trimStart().startsWith('<') && hasRunawayTag(text)) return null
  let parsed: Parsed
  try {
    parsed = parseFeed(text)
  } catch {
    return null // the fallback tries, and says why if it fails too
  }
  switch (parsed.format) {
    case 'rss':
      return fromRss(parsed.feed as Rss, text)
    case 'atom':
      return fromAtom(parsed.feed as Atom)
    case 'rdf':
      return fromRdf(parsed.feed as Rdf)
    case 'json':
      return fromJson(parsed.feed as Json)
  }
}

function fromRss(feed: Rss, text: string): RawFeed {
  const items = feed.items ?? []
  // feedsmith keeps the first of several links. Where items stand in comments or texts too, their places tell nothing.
  const links = itemsWithLinks(text)
  const chosen = (i: number) => (links.items === items.length ? links.chosen.get(i) : undefined)
  return {
    format: 'rss',
    title: feed.title ?? feed.dc?.titles?.[0] ?? feed.itunes?.title,
    items: items.map((item: RssItem, i: number) => rssItem(item, chosen(i))),
    ttlMinutes: feed.ttl ?? null,
  }
}

function rssItem(item: RssItem, link: string | undefined): RawItem {
  const guid = item.guid?.value
  // A guid is a permalink unless it says otherwise, but only an address can be one.
  const permalink = guid && item.guid?.isPermaLink !== false && /^https?:\/\//i.test(guid) ? guid : undefined
  return {
    id: guid ?? item.atom?.id ?? item.link ?? null,
    url: link ?? item.link ?? atomLink(item.atom?.links) ?? permalink ?? item.dc?.identifiers?.find(isAddress),
    title:
      item.title ?? item.dc?.titles?.[0] ?? item.atom?.title?.value ?? item.media?.title?.value ?? item.itunes?.title,
    dates: strings([
      item.pubDate,
      item.atom?.published,
      item.dc?.dates?.[0],
      item.dcterms?.issued?.[0],
      item.dcterms?.created?.[0],
      item.prism?.publicationDates?.[0],
      item.atom?.updated,
      item.dcterms?.modified?.[0],
    ]),
    author: person(item.authors) ?? item.dc?.creators?.[0] ?? person(item.atom?.authors) ?? item.itunes?.author,
    html: longest(
      item.content?.encoded,
      item.description,
      item.atom?.content?.value,
      item.media?.description?.value,
      item.itunes?.summary,
    ),
  }
}

function fromRdf(feed: Rdf): RawFeed {
  return { format: 'rdf', title: feed.title ?? feed.dc?.titles?.[0], items: (feed.items ?? []).map(rdfItem) }
}

function rdfItem(item: RdfItem): RawItem {
  return {
    id: item.rdf?.about ?? item.link ?? null,
    url: item.link ?? atomLink(item.atom?.links) ?? (isAddress(item.rdf?.about) ? item.rdf?.about : undefined),
    title: item.title ?? item.dc?.titles?.[0],
    dates: strings([
      item.dc?.dates?.[0],
      item.dcterms?.issued?.[0],
      item.dcterms?.created?.[0],
      item.atom?.published,
      item.dcterms?.modified?.[0],
    ]),
    author: item.dc?.creators?.[0] ?? person(item.atom?.authors),
    html: longest(item.content?.encoded, item.description, item.dc?.descriptions?.[0]),
  }
}

function fromAtom(feed: Atom): RawFeed {
  return {
    format: 'atom',
    title: feed.title?.value ?? feed.dc?.titles?.[0],
    items: (feed.entries ?? []).map((e) => atomEntry(e, person(feed.authors))),
  }
}

function atomEntry(entry: AtomEntry, feedAuthor: string | undefined): RawItem {
  const content = entry.content?.value ? entry.content : undefined
  const body = content ?? entry.summary
  const isPlain = body !== undefined && (body.type === 'text' || body.type === 'text/plain')
  return {
    id: entry.id ?? null,
    url: atomLink(entry.links) ?? entry.content?.src,
    title: entry.title?.value ?? entry.dc?.titles?.[0] ?? entry.media?.title?.value,
    dates: strings([
      entry.published,
      entry.dcterms?.issued?.[0],
      entry.dc?.dates?.[0],
      entry.dcterms?.created?.[0],
      entry.updated,
      entry.dcterms?.modified?.[0],
    ]),
    author:
      person(entry.authors) ??
      entry.dc?.creators?.[0] ??
      entry.itunes?.author ??
      person(entry.source?.authors) ??
      feedAuthor,
    html: isPlain ? undefined : body?.value,
    plain: isPlain ? body?.value : undefined,
  }
}

function fromJson(feed: Json): RawFeed {
  return {
    format: 'json',
    title: feed.title,
    items: (feed.items ?? []).map((item) => jsonItem(item as JsonItem, person(feed.authors))),
  }
}

function jsonItem(item: JsonItem, feedAuthor: string | undefined): RawItem {
  return {
    id: item.id === undefined || item.id === null ? null : String(item.id),
    url: item.url ?? item.external_url ?? (isAddress(item.id) ? item.id : undefined),
    title: item.title,
    dates: strings([item.date_published, item.date_modified]),
    author: person(item.authors) ?? feedAuthor,
    html: item.content_html ?? (item.content_text ? undefined : item.summary),
    plain: item.content_html ? undefined : item.content_text,
  }
}

function strings(values: readonly unknown[]): string[] {
  const found: string[] = []
  for (const v of values) if (typeof v === 'string') found.push(v)
  return found
}

const isAddress = (text: string | undefined): boolean => text !== undefined && /^https?:\/\//i.test(text)

function atomLink(links: readonly { href?: string; rel?: string; type?: string }[] | undefined): string | undefined {
  const alternates = (links ?? []).filter(
    (l) => l.href && (l.rel === undefined || l.rel === '' || l.rel.toLowerCase() === 'alternate'),
  )
  return (alternates.find((l) => l.type === undefined || /html/i.test(l.type)) ?? alternates[0])?.href
}

function person(people: readonly { name?: string; email?: string }[] | undefined): string | undefined {
  const first = people?.find((p) => p.name || p.email)
  return first?.name ?? first?.email
}

/** The fullest of the texts that an entry carries of itself. */
function longest(...texts: (string | undefined)[]): string | undefined {
  let best: string | undefined
  for (const t of texts) if (t && (best === undefined || t.length > best.length)) best = t
  return best
}
