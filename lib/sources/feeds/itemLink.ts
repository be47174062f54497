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
  let link = -1 // the first link at or behind the item's start
  for (let at = nextItem(text, 0); at < text.length; items++) {
    const end = nextItem(text, at + 5)
    if (link < at) link = indexOf(text, '<link', at)
    if (link < end) {
      const second = indexOf(text, '<link', link + 5)
      link = second
      const item = second < end ? tree(text.slice(at, end)).find((n) => n.name === 'item') : undefined
      const address = item && itemLink(item)
      if (address) chosen.set(items, address)
    }
    at = end
  }
  return { items, chosen }
}

/** Where the next `<item>` begins, in whatever case; the end of the text where none does. */
function nextItem(text: string, from: number): number {
  for (let at = text.indexOf('<', from); at >= 0; at = text.indexOf('<', at + 1)) {
    if ((text.charCodeAt(at + 1) | 0x20) !== 0x69) continue
    ITEM.lastIndex = at
    if (ITEM.test(text)) return at
  }
  return text.length
}

const ITEM = /<item[\s>]/iy

const indexOf = (text: string, mark: string, from: number): number => {
  const at = text.indexOf(mark, from)
  return at < 0 ? text.length : at
}
