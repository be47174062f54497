import { decodeHTML } from 'entities'
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, LINK_REL, MANY_TAGS } from './htmlRules'

/** HTML that may be shown and its plain text. */
export type Sanitised = { readonly html: string; readonly text: string }

const words = (list: string): ReadonlySet<string> => new Set(list.split(' '))
const allowed = (list: string): ReadonlySet<string> => new Set(list.split(' ').filter((t) => ALLOWED_TAGS.includes(t)))

/** Elements that HTML opens anywhere without closing another. */
const INLINE = allowed('abbr b cite code del dfn em i ins kbd mark q s samp small span strong sub sup time u var')
/** Elements that close an open paragraph or heading. */
const BLOCK = allowed('p div section h1 h2 h3 h4 h5 h6 ul ol dl blockquote pre table figure figcaption hr')
const CLOSED_BY_BLOCK = words('p h1 h2 h3 h4 h5 h6')
const VOID = allowed('br hr img')
/** Elements that close their like, unless they stand directly in one of these. */
const PARENTS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    li: 'ul ol',
    dd: 'dl',
    dt: 'dl',
    caption: 'table',
    thead: 'table',
    tbody: 'table',
    tfoot: 'table',
    tr: 'table thead tbody tfoot',
    td: 'tr',
    th: 'tr',
  }).flatMap(([name, parents]) => (ALLOWED_TAGS.includes(name) ? [[name, words(parents)] as const] : [])),
)
/** Elements that stand apart from what is before and after them. */
const PARAGRAPHS = words(
  'p div section h1 h2 h3 h4 h5 h6 li ul ol dl dt dd blockquote pre table tr figure figcaption hr',
)
const MAX_DEPTH = 40

/** An ampersand that begins no reference of those whose meaning no two parsers dispute. */
const OTHER_REFERENCE =
  /&(?!(?:#\d{1,6}|#[xX][\da-fA-F]{1,5}|amp|lt|gt|quot|nbsp|[lr][sd]quo|[nm]dash|hellip|bull|middot|copy|reg|trade|euro|pound);)/
const ATTRIBUTE = /[ \t\n]+([a-z][a-z0-9-]*)="([^"<]*)"/y
const TAG_END = /[ \t\n]*>/y
const VOID_END = /[ \t\n]*\/?>/y
/** A web address in full, or one without any scheme, and none that holds what an address has no business to hold. */
const WEB_ADDRESS = /^(?:https?:\/\/[^\s"<>\\`]+|[\w./#?=&%~+-]+)$/
const MAIL_ADDRESS = /^mailto:[\w.+-]+@[\w.-]+$/
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const CONTROLS = /[\u0000-\u0008\u000e-\u001f\u007f]/g
const SPACES = /[^\S\u2009]+/g
/** A tag, a reference, a `>`, a character to leave out or a space to fold that is none of ASCII's own. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are among what is looked for
const REMARKABLE = /[<&>\u0000-\u001f\u007f\u00a0\u1680\u2000-\u2008\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/g

/**
 * What sanitising and taking the text answer for HTML whose reading nobody disputes: elements of the list, closed in the
 * order in which they were opened and standing where they may, attributes in double quotes, web addresses in full, common
 * references. One pass that takes nothing on trust: whatever it does not know, it answers null for, and the whole parser
 * decides.
 */
export function readTidy(source: string): Sanitised | null {
  const text = new Lines()
  const open: string[] = []
  let out = ''
  let from = 0 // what stands in `source` from here to `at` is to be written as it is
  let at = 0
  for (let tags = 0; at < source.length; tags++) {
    const run = textRun(source, at)
    if (run.end > at) {
      const raw = source.slice(at, run.end)
      if (run.refers && OTHER_REFERENCE.test(raw)) return null
      const said = run.refers ? decodeHTML(raw) : raw
      if (run.refers || run.closes) {
        out += source.slice(from, at) + escaped(said)
        from = run.end
      }
      text.say(run.folds || run.refers || raw.includes('  ') ? said.replace(CONTROLS, '').replace(SPACES, ' ') : said)
    }
    at = run.end
    if (at >= source.length) break
    if (tags >= MANY_TAGS) return null

    const top = open[open.length - 1]
    if (source.startsWith('</img>', at)) {
      // An image has no end; the tag says nothing.
      out += source.slice(from, at)
      at = from = at + 6
      continue
    }
    if (source.charCodeAt(at + 1) === 0x2f) {
      const end = at + 2 + (top?.length ?? 0)
      if (top === undefined || !source.startsWith(top, at + 2) || source.charCodeAt(end) !== 0x3e) return null
      open.pop()
      if (PARAGRAPHS.has(top)) text.breaks(2)
      else if (top === 'td' || top === 'th') text.space()
      at = end + 1
      continue
    }

    const nameEnd = endOfName(source, at + 1)
    const name = source.slice(at + 1, nameEnd)
    if (!mayOpen(name, open, top)) return null
    const isVoid = VOID.has(name)
    if (!isVoid && name !== 'a' && source.charCodeAt(nameEnd) === 0x3e) at = nameEnd + 1
    else {
      const tag = startTag(source, name, nameEnd, isVoid)
      if (!tag) return null
      out += source.slice(from, at) + tag.html
      at = from = tag.end
    }
    if (name === 'br') text.breaks(1)
    else if (PARAGRAPHS.has(name)) text.breaks(2)
    if (!isVoid && open.push(name) > MAX_DEPTH) return null
  }
  if (open.length > 0) return null
  return { html: (from === 0 ? source : out + source.slice(from)).trim(), text: text.all() }
}

type Run = { end: number; refers: boolean; closes: boolean; folds: boolean }

/**
 * The text from `at` up to the next tag: whether it holds references, a `>`, spaces to fold other than ASCII's own, or
 * characters to leave out.
 */
function textRun(source: string, at: number): Run {
  const run = { end: source.length, refers: false, closes: false, folds: false }
  REMARKABLE.lastIndex = at
  for (let m = REMARKABLE.exec(source); m; m = REMARKABLE.exec(source)) {
    if (m[0] === '<') {
      run.end = m.index
      break
    }
    if (m[0] === '&') run.refers = true
    else if (m[0] === '>') run.closes = true
    else run.folds = true
  }
  return run
}

function endOfName(source: string, at: number): number {
  let i = at
  for (; i < source.length; i++) {
    const c = source.charCodeAt(i)
    if (!((c >= 0x61 && c <= 0x7a) || (c >= 0x30 && c <= 0x39))) break
  }
  return i
}

/** Whether the element is of the list and its start closes no other by itself. */
function mayOpen(name: string, open: readonly string[], top: string | undefined): boolean {
  if (INLINE.has(name) || name === 'br' || name === 'img') return ALLOWED_TAGS.includes(name)
  if (BLOCK.has(name)) return top === undefined || !CLOSED_BY_BLOCK.has(top)
  if (name === 'a') return !open.includes('a')
  return top !== undefined && PARENTS.get(name)?.has(top) === true
}

/** A start tag whose name ends at `at`, with the attributes that may stay, and where it ends; null where it is not plain. */
function startTag(source: string, name: string, at: number, isVoid: boolean): { html: string; end: number } | null {
  let html = `<${name}`
  let end = at
  let hasRel = false
  const seen: string[] = []
  for (;;) {
    ATTRIBUTE.lastIndex = end
    const m = ATTRIBUTE.exec(source)
    if (!m) break
    end = ATTRIBUTE.lastIndex
    const [, key = '', raw = ''] = m
    if (seen.includes(key)) return null
    seen.push(key)
    if (!ALLOWED_ATTRIBUTES[name]?.includes(key) && !ALLOWED_ATTRIBUTES['*']?.includes(key)) continue
    if (key === 'rel') hasRel = true
    const value = key === 'rel' ? LINK_REL : attribute(key, raw)
    if (value === null) return null
    html += ` ${key}="${value}"`
  }
  if (name === 'a' && !hasRel) html += ` rel="${LINK_REL}"`
  const ending = isVoid ? VOID_END : TAG_END
  ending.lastIndex = end
  if (!ending.test(source)) return null
  return { html: `${html}${isVoid ? ' />' : '>'}`, end: ending.lastIndex }
}

/** An attribute's value as it is written out, or null where it takes more to judge it. */
function attribute(key: string, raw: string): string | null {
  if (raw.includes('&') && OTHER_REFERENCE.test(raw)) return null
  const value = raw.includes('&') ? decodeHTML(raw) : raw
  if (value === '' && key !== 'alt') return null
  const isLink = key === 'href' && MAIL_ADDRESS.test(value)
  if ((key === 'href' || key === 'src') && !isLink && !WEB_ADDRESS.test(value)) return null
  return escaped(value).replace(/"/g, '&quot;')
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')

/** Plain text put together from runs whose spaces are folded: a space or a break between two of them, at most one empty line. */
class Lines {
  private text = ''
  private isSpaced = false
  private newlines = 0

  say(run: string): void {
    const starts = run.startsWith(' ') ? 1 : 0
    if (run.length === starts) {
      this.isSpaced ||= starts === 1
      return
    }
    if (this.text !== '') {
      if (this.newlines > 0) this.text += this.newlines > 1 ? '\n\n' : '\n'
      else if (this.isSpaced || starts === 1) this.text += ' '
    }
    this.newlines = 0
    this.isSpaced = run.endsWith(' ')
    this.text += run.slice(starts, this.isSpaced ? -1 : undefined)
  }

  space(): void {
    this.isSpaced = true
  }

  breaks(lines: number): void {
    this.newlines += lines
  }

  all(): string {
    return this.text.trim()
  }
}
