import { type Node, tree } from './lenientXml'

/**
 * Which of the links of an RSS item is its own address. One is what RSS allows. Of several that differ, the one that the
 * item's permalink (a guid that is an address and does not say otherwise) repeats; else the one in Atom's form that is an
 * alternate by name or by default, since that form says what it is; else the first. Links to what belongs to the item
 * (enclosures, replies, the feed itself) are none of them.
 * @returns undefined where the item has no link
 */
export function itemLink(item: Node): string | undefined {
  const links = item.children.flatMap((c) => (typeof c !== 'string' && c.name === 'link' ? [c] : []))
  const plain = links.filter((l) => l.prefix === '').map(textOf)
  const alternates = links
    .filter((l) => !l.attributes.rel || l.attributes.rel.toLowerCase() === 'alternate')
    .map((l) => l.attributes.href?.trim())
  const all = [...new Set([...plain, ...alternates].filter((a): a is string => Boolean(a)))]
  if (all.length < 2) return all[0]
  const [first, ...others] = new Set(plain.filter(Boolean))
  if (first !== undefined && others.length === 0) return first
  const permalink = permalinkOf(item)
  return all.find((a) => a === permalink) ?? alternates.find(Boolean) ?? first
}

const textOf = (n: Node): string =>
  n.children
    .map((c) => (typeof c === 'string' ? c : ''))
    .join('')
    .trim()

function permalinkOf(item: Node): string | undefined {
  const guid = item.children.find((c): c is Node => typeof c !== 'string' && c.name === 'guid')
  const text = guid && guid.attributes.ispermalink?.toLowerCase() !== 'false' ? textOf(guid) : ''
  return /^https?:\/\//i.test(text) ? text : undefined
}

/** The own addresses of the items of an RSS document that have several links, by the place of the item. */
export function itemsWithLinks(text: string): { readonly items: number; readonly chosen: ReadonlyMap<number, string> } {
  const chosen = new Map<number, string>()
  let items = 0
  const begin = /<item[\s>]/gi
  for (let m = begin.exec(text); m; items++) {
    const at = m.index
    m = begin.exec(text)
    const end = m?.index ?? text.length
    const link = text.indexOf('<link', at)
    if (link < 0 || link >= end) continue
    const second = text.indexOf('<link', link + 5)
    if (second < 0 || second >= end) continue
    const item = tree(text.slice(at, end)).find((n) => n.name === 'item')
    const address = item && itemLink(item)
    if (address) chosen.set(items, address)
  }
  return { items, chosen }
}
