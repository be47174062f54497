import { decodeHTML } from 'entities'

/** An element: its local name in lower case, its attributes likewise, its children and text in order. */
export type Node = {
  readonly name: string
  readonly prefix: string
  readonly attributes: Readonly<Record<string, string>>
  readonly children: (Node | string)[]
}

// Items of real feeds stand three to five levels deep and markup in them adds a few tens; deeper ones are cut there.
const MAX_DEPTH = 512
const MAX_ATTRIBUTES = 256
const NAME = /[^\s>/]+/y
const ATTRIBUTE = /\s*([^\s=>/]+)(?:\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s>]+)))?|\s*\//y

/**
 * The elements of a document, however broken, in one pass: an end tag closes the nearest open element of its name, or
 * nothing; what is still open at the end is closed there. Declarations, comments and instructions are skipped, references
 * resolved, nothing expanded. Never throws.
 */
export function tree(text: string): Node[] {
  return nodes(text).filter((c): c is Node => typeof c !== 'string')
}

/** The same with the text that stands outside all elements. */
export function nodes(text: string): (Node | string)[] {
  const top: Node = { name: '', prefix: '', attributes: {}, children: [] }
  const open: Node[] = [top]
  const here = () => open[open.length - 1] ?? top
  const say = (from: number, to: number) => {
    if (to > from) here().children.push(decodeHTML(text.slice(from, to)))
  }
  let at = 0
  while (at < text.length) {
    const lt = text.indexOf('<', at)
    if (lt < 0) {
      say(at, text.length)
      break
    }
    say(at, lt)
    if (text.startsWith('<!--', lt)) at = after(text, '-->', lt + 4)
    else if (text.startsWith('<![CDATA[', lt)) {
      const end = text.indexOf(']]>', lt)
      here().children.push(text.slice(lt + 9, end < 0 ? text.length : end))
      at = end < 0 ? text.length : end + 3
    } else if (text[lt + 1] === '?' || text[lt + 1] === '!') at = after(text, '>', lt)
    else if (text[lt + 1] === '/') {
      close(open, qualified(text.slice(lt + 2, endOfName(text, lt + 2))).name)
      at = after(text, '>', lt)
    } else if (/[a-z_]/i.test(text[lt + 1] ?? '')) at = start(text, lt, open, here())
    else {
      here().children.push('<')
      at = lt + 1
    }
  }
  return top.children
}

function start(text: string, lt: number, open: Node[], parent: Node): number {
  const nameEnd = endOfName(text, lt + 1)
  const attributes: Record<string, string> = {}
  let at = nameEnd
  let selfClosing = false
  for (let n = 0; n < MAX_ATTRIBUTES; n++) {
    ATTRIBUTE.lastIndex = at
    const m = ATTRIBUTE.exec(text)
    if (!m || m[0] === '') break
    at = ATTRIBUTE.lastIndex
    selfClosing = m[1] === undefined
    if (m[1] !== undefined) attributes[m[1].toLowerCase()] = decodeHTML(m[2] ?? m[3] ?? m[4] ?? '')
  }
  const node: Node = { ...qualified(text.slice(lt + 1, nameEnd)), attributes, children: [] }
  if (open.length <= MAX_DEPTH) {
    parent.children.push(node)
    if (!selfClosing) open.push(node)
  }
  return after(text, '>', at)
}

function close(open: Node[], name: string): void {
  for (let i = open.length - 1; i > 0; i--) {
    if (open[i]?.name === name) {
      open.length = i
      return
    }
  }
}

function endOfName(text: string, from: number): number {
  NAME.lastIndex = from
  return NAME.test(text) ? NAME.lastIndex : from
}

function qualified(tag: string): { name: string; prefix: string } {
  const colon = tag.indexOf(':')
  return { name: tag.slice(colon + 1).toLowerCase(), prefix: tag.slice(0, Math.max(colon, 0)).toLowerCase() }
}

const after = (text: string, mark: string, from: number): number => {
  const i = text.indexOf(mark, from)
  return i < 0 ? text.length : i + mark.length
}

/** The nodes written out again, every end tag in its place. */
export const serialise = (nodes: readonly (Node | string)[]): string =>
  nodes
    .map((n) => {
      if (typeof n === 'string') return escaped(n)
      const attributes = Object.entries(n.attributes).map(([k, v]) => ` ${k}="${escaped(v).replace(/"/g, '&quot;')}"`)
      if (n.children.length === 0 && VOID.test(n.name)) return `<${n.name}${attributes.join('')}/>`
      return `<${n.name}${attributes.join('')}>${serialise(n.children)}</${n.name}>`
    })
    .join('')

/** Elements of HTML that have no end tag. */
const VOID = /^(?:br|hr|img|wbr|input|source)$/

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
