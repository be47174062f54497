import { decodeHTML } from 'entities'
import sanitizeHtml from 'sanitize-html'
import { ALLOWED_ATTRIBUTES, ALLOWED_TAGS, LINK_REL, MANY_TAGS } from './htmlRules'
import { nodes, serialise } from './lenientXml'
import { readTidy, type Sanitised } from './tidyHtml'

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: [...ALLOWED_TAGS],
  allowedAttributes: Object.fromEntries(Object.entries(ALLOWED_ATTRIBUTES).map(([tag, names]) => [tag, [...names]])),
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
  transformTags: { a: sanitizeHtml.simpleTransform('a', { rel: LINK_REL }, true) },
}

/** Characters of one article's HTML; a longer one is cut there. */
const MAX_HTML = 1_000_000
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
export const sanitise = (html: string): string => {
  const source = bounded(html)
  return inert(readTidy(source)?.html ?? untangled(source))
}

/** The same with its plain text, as `sanitisedToText` has it. */
export function sanitiseWithText(html: string): Sanitised {
  const source = bounded(html)
  const tidy = readTidy(source)
  if (tidy) return { html: inert(tidy.html), text: tidy.text }
  const clean = inert(untangled(source))
  return { html: clean, text: sanitisedToText(clean) }
}

const bounded = (html: string): string => html.slice(0, MAX_HTML).replaceAll('\u0000', '')

/** What a whole parser makes of HTML, however broken. */
const untangled = (html: string): string => sanitizeHtml(tamed(html), OPTIONS).trim()

function inert(clean: string): string {
  let html = clean
  if (html.includes(':')) html = html.replace(/(java|vb)(script)(:)/gi, '$1$2&#58;')
  if (html.includes('=')) html = html.replace(/(\son\w+\s*)=/gi, '$1&#61;')
  return html
}

const BLOCK = /<\/?(?:p|div|section|h[1-6]|li|ul|ol|dl|dt|dd|blockquote|pre|table|tr|figure|figcaption|hr)\b[^>]*>/gi

/** Plain text of HTML: blocks become paragraphs, `<br>` a line, markup goes, references are decoded, spaces are folded. */
export function htmlToText(html: string): string {
  return sanitiseWithText(html).text
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

/** Anything that folding may change, other than at the ends. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNFOLDED = /[\u0000-\u001f\u007f]|[^\S\u2009 ]| {2}/

/** Runs of spaces to one, at most one empty line, nothing at the ends. Control characters go. */
export function foldSpaces(text: string): string {
  if (!UNFOLDED.test(text)) return text.trim()
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
  for (let i = 0; i < 8 && line.includes('<'); i++) {
    const next = line
      .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
      .replace(SILENT, '')
      .replace(ELEMENT, '')
    if (next === line) break
    line = next
  }
  if (line.includes('&') && /&[#\w]{2,31};/.test(line)) line = decodeHTML(line)
  if (line.includes('<') && /<\/?script/i.test(line)) line = line.replace(/</g, '')
  line = foldSpaces(line)
  return line.includes('\n') ? line.replace(/\n+/g, ' ') : line
}
