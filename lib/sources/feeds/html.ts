import { decodeHTML } from 'entities'
import sanitizeHtml from 'sanitize-html'
import { nodes, serialise } from './lenientXml'

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [
    'a',
    'abbr',
    'b',
    'blockquote',
    'br',
    'caption',
    'cite',
    'code',
    'dd',
    'del',
    'dfn',
    'dl',
    'dt',
    'em',
    'figcaption',
    'figure',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'hr',
    'i',
    'img',
    'ins',
    'kbd',
    'li',
    'mark',
    'ol',
    'p',
    'pre',
    'q',
    's',
    'samp',
    'small',
    'span',
    'strong',
    'sub',
    'sup',
    'table',
    'tbody',
    'td',
    'tfoot',
    'th',
    'thead',
    'time',
    'tr',
    'u',
    'ul',
    'var',
    'div',
    'section',
  ],
  allowedAttributes: {
    a: ['href', 'title'],
    img: ['src', 'alt', 'title', 'width', 'height'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
    time: ['datetime'],
    '*': ['lang', 'dir'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['http', 'https'] },
  allowProtocolRelative: true,
  disallowedTagsMode: 'discard',
  nonTextTags: [
    'script',
    'style',
    'textarea',
    'option',
    'noscript',
    'template',
    'object',
    'applet',
    'iframe',
    'title',
    'svg',
    'math',
  ],
  nestingLimit: 100,
  enforceHtmlBoundary: false,
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: 'nofollow noopener noreferrer' }, true) },
}
OPTIONS.allowedAttributes = { ...(OPTIONS.allowedAttributes as Record<string, string[]>), a: ['href', 'title', 'rel'] }

/** Characters of one article's HTML; a longer one is cut there. */
const MAX_HTML = 1_000_000
/** Tags up to which depth cannot hurt: the parser's cost grows with the square of it. */
const MANY_TAGS = 4_000
const VOID = /<((?:br|hr|img|wbr|input|source|col|embed|area|meta|link|base|param|track)\b[^<>]*?)\/?>/gi

/** HTML of very many tags, built anew with a bounded depth. */
function tamed(html: string): string {
  let tags = 0
  for (let at = html.indexOf('<'); at >= 0 && tags <= MANY_TAGS; at = html.indexOf('<', at + 1)) tags++
  return tags <= MANY_TAGS ? html : serialise(nodes(html.replace(VOID, '<$1/>')))
}

/**
 * HTML that may be shown: a list of harmless elements, http(s) and mailto addresses, no handlers, styles or embeds.
 * Characters that would spell a script address or a handler in plain text are written as references, so that the result
 * is inert wherever it is put, and so that a reader of the source sees nothing that looks like one.
 */
export function sanitise(html: string): string {
  const clean = sanitizeHtml(tamed(html.slice(0, MAX_HTML).replaceAll('\u0000', '')), OPTIONS).trim()
  return clean.replace(/(java|vb)(script)(:)/gi, '$1$2&#58;').replace(/(\son\w+\s*)=/gi, '$1&#61;')
}

const BLOCK = /<\/?(?:p|div|section|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|tr|figure|figcaption|hr)\b[^>]*>/gi

/** Plain text of HTML: blocks become paragraphs, `<br>` a line, markup goes, references are decoded, spaces are folded. */
export function htmlToText(html: string): string {
  return sanitisedToText(sanitise(html))
}

/** The same of HTML that `sanitise` answered; there every `<` of the text is a reference. */
export function sanitisedToText(clean: string): string {
  const marked = clean
    .replace(/[^\S\u2009]+/g, ' ')
    .replace(/<br\b[^>]*>/gi, '\n')
    .replace(BLOCK, '\n\n')
    .replace(/<\/t[dh]>/gi, ' ')
    .replace(/<[^>]*>/g, '')
  return foldSpaces(decodeHTML(marked))
}

/** Runs of spaces to one, at most one empty line, nothing at the ends. Control characters go. */
export function foldSpaces(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, '')
      .replace(/[^\S\n\u2009]+/g, ' ')
      .replace(/ ?\n ?/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  )
}

// No title is longer; what is gets cut before patterns with two ends run over it.
const MAX_LINE = 4_000
// Elements whose content is no text either.
const SILENT =
  /<(script|style)\b[^>]*>[\s\S]*?(?:<\/\1\s*>|$)|<(applet|object|iframe|noscript|template|svg|math)\b[^>]*>[^<]*<\/\2\s*>/gi
const ELEMENT =
  /<\/?(?:a|abbr|acronym|address|applet|area|article|aside|audio|b|base|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption|center|cite|code|col|data|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|ins|kbd|label|legend|li|link|main|map|mark|marquee|menu|meta|meter|nav|nobr|noframes|noscript|object|ol|optgroup|option|output|p|param|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|slot|small|source|span|strike|strong|style|sub|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr|xml)\b(?:"[^"]*"|'[^']*'|[^"'>])*(?:>|$)/gi

/**
 * A title or a name as one line of plain text. Only names of HTML elements count as markup: `Map<String, V>` stays. What
 * follows an element that holds no text (`<script>`) goes with it. References left over from
 * double escaping are resolved. The rest is repeated until nothing changes, so that
 * no element can be spelled out of the pieces of others.
 */
export function plainLine(text: string): string {
  let line = text.slice(0, MAX_LINE)
  for (let i = 0; i < 8; i++) {
    const next = line
      .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
      .replace(SILENT, '')
      .replace(ELEMENT, '')
    if (next === line) break
    line = next
  }
  if (/&[#\w]{2,31};/.test(line)) line = decodeHTML(line)
  if (/<\/?script/i.test(line)) line = line.replace(/</g, '')
  return foldSpaces(line).replace(/\n+/g, ' ')
}
