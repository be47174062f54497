import { itemLink } from './itemLink'
import { type Node, serialise, tree } from './lenientXml'
import type { RawFeed, RawItem } from './parseFeed'

/**
 * Reads what feedsmith refuses: Atom 0.3 and feeds of any version that have a title, or items, or nothing but a root; the
 * Channel Definition Format; namespaces bound in unusual ways; documents that were cut off. null when no root of a feed is found.
 */
export function readWithFallback(text: string): RawFeed | null {
  const root = findRoot(tree(text))
  if (!root) return null
  if (root.name === 'feed') return readAtom(root)
  if (
    root.name === 'channel' &&
    root.children.some((c) => typeof c !== 'string' && c.name === 'item' && 'href' in c.attributes)
  )
    return readCdf(root)
  if (root.name === 'channel' && 'href' in root.attributes) return readCdf(root)
  return readRss(root)
}

function findRoot(nodes: readonly Node[]): Node | null {
  for (const n of nodes) {
    if (n.name === 'rss' || n.name === 'rdf' || n.name === 'feed' || n.name === 'channel') return n
  }
  return null
}

const kids = (n: Node | undefined, name: string): Node[] =>
  (n?.children ?? []).filter((c): c is Node => typeof c !== 'string' && c.name === name)
const kid = (n: Node | undefined, name: string): Node | undefined => kids(n, name)[0]

/** All text inside, markup written out again: what an element with inline XHTML says. */
function inner(n: Node | undefined): string | undefined {
  if (!n) return undefined
  const text = n.children
    .map((c) => (typeof c === 'string' ? c : serialise([c])))
    .join('')
    .trim()
  if (!text) return undefined
  return n.attributes.mode === 'base64' || n.attributes.encoding === 'base64'
    ? Buffer.from(text, 'base64').toString('utf8')
    : text
}

const first = (n: Node, ...names: string[]): string | undefined => {
  for (const name of names) {
    for (const k of kids(n, name)) {
      const text = inner(k)
      if (text) return text
    }
  }
  return undefined
}

/** The element's own name of a person, or the whole text of it. */
const person = (n: Node, ...names: string[]): string | undefined => {
  for (const name of names) {
    const k = kid(n, name)
    if (k) return inner(kid(k, 'name')) ?? inner(kid(k, 'email')) ?? inner(k)
  }
  return undefined
}

function readRss(root: Node): RawFeed {
  const channel = root.name === 'channel' ? root : (kid(root, 'channel') ?? root)
  const items = [...kids(channel, 'item'), ...(channel === root ? [] : kids(root, 'item'))]
  return {
    format: root.name === 'rdf' ? 'rdf' : 'rss',
    title: first(channel, 'title'),
    items: items.map(rssItem),
    ttlMinutes: Number(first(channel, 'ttl')) || null,
  }
}

function rssItem(item: Node): RawItem {
  const guid = inner(kid(item, 'guid'))
  const permalink =
    guid && kid(item, 'guid')?.attributes.ispermalink !== 'false' && /^https?:/i.test(guid) ? guid : undefined
  return {
    id: guid ?? item.attributes['rdf:about'] ?? first(item, 'id', 'link') ?? null,
    url: itemLink(item) ?? first(item, 'link') ?? permalink,
    title: first(item, 'title'),
    dates: [first(item, 'pubdate', 'published', 'date', 'issued', 'created', 'updated', 'modified', 'lastbuilddate')],
    author: person(item, 'author', 'creator'),
    html: first(item, 'encoded', 'fullitem', 'body', 'content', 'description', 'summary'),
  }
}

function readAtom(feed: Node): RawFeed {
  return {
    format: 'atom',
    title: first(feed, 'title'),
    items: kids(feed, 'entry').map((e) => atomEntry(e, person(feed, 'author'))),
  }
}

function atomEntry(entry: Node, feedAuthor: string | undefined): RawItem {
  return {
    id: first(entry, 'id') ?? null,
    url: link(entry),
    title: first(entry, 'title'),
    dates: [first(entry, 'published', 'issued', 'created', 'date', 'updated', 'modified')],
    author: person(entry, 'author', 'creator') ?? feedAuthor,
    html: first(entry, 'content', 'summary'),
  }
}

function readCdf(channel: Node): RawFeed {
  return {
    format: 'cdf',
    title: first(channel, 'title'),
    items: kids(channel, 'item').map((item) => ({
      id: item.attributes.href ?? null,
      url: item.attributes.href,
      title: first(item, 'title'),
      dates: [item.attributes.lastmod],
      html: first(item, 'abstract'),
    })),
  }
}

function link(n: Node): string | undefined {
  const links = kids(n, 'link').filter(
    (l) => l.attributes.href && (!l.attributes.rel || l.attributes.rel.toLowerCase() === 'alternate'),
  )
  return (links.find((l) => !l.attributes.type || /html/i.test(l.attributes.type)) ?? links[0])?.attributes.href
}
