import { decodeHTML } from 'entities'
import { WaveError } from '@/lib/errors'
import { decodeText } from './charset'
import { readFeedDate } from './dates'
import { readWithFallback } from './fallback'
import { readWithFeedsmith } from './feedsmith'
import { plainLine, sanitise, sanitiseWithText } from './html'

type FeedFormat = 'rss' | 'rdf' | 'atom' | 'json' | 'cdf'

/** One entry. `publishedAt` is ISO 8601 UTC or null; `html` is sanitised; `text` is its plain text. null: not given. */
type FeedItem = {
  readonly id: string | null
  readonly url: string | null
  readonly title: string | null
  readonly publishedAt: string | null
  readonly author: string | null
  readonly html: string | null
  readonly text: string | null
}

export type Feed = {
  readonly format: FeedFormat
  readonly title: string | null
  readonly items: readonly FeedItem[]
  readonly ttlMinutes: number | null
}

/** What a reader of one format finds, before anything is cleaned. Dates are candidates in order of preference. */
export type RawItem = {
  readonly id?: string | null
  readonly url?: string | null
  readonly title?: string | null
  /** True when the title is plain text in which `<` is just a character. */
  readonly dates: readonly (string | null | undefined)[]
  readonly author?: string | null
  readonly html?: string | null
  /** Plain text where the format tells it from HTML. */
  readonly plain?: string | null
}

export type RawFeed = {
  readonly format: FeedFormat
  readonly title?: string | null
  readonly items: readonly RawItem[]
  readonly ttlMinutes?: number | null
}

/**
 * Any feed as one shape. feedsmith reads first; what it refuses (Atom 0.3, RSS 0.9x without items, CDF, broken nesting)
 * a reader of our own takes. Entities that a document declares are never expanded.
 * @param base the address that relative links count from; null keeps them as they are
 * @throws WaveError `parse-failed` when it is no feed, saying what it is instead
 */
export function parseFeed(
  bytes: Uint8Array,
  options: { contentType?: string | null; base?: string | null } = {},
): Feed {
  return parseFeedText(decodeText(bytes, options.contentType ?? null), options.base ?? null)
}

/** The same from decoded text. */
export function parseFeedText(text: string, base: string | null = null): Feed {
  const document = withoutDoctype(text.replace(/^\uFEFF/, '').replaceAll('\u0000', ''))
  const raw = readWithFeedsmith(document) ?? readWithFallback(document)
  if (!raw) throw notAFeed(document)
  return {
    format: raw.format,
    title: line(raw.title),
    items: raw.items.map((item) => clean(item, base)),
    ttlMinutes: raw.ttlMinutes ?? null,
  }
}

function clean(item: RawItem, base: string | null): FeedItem {
  const body = item.html ? sanitiseWithText(item.html) : null
  const html = body?.html ?? null
  const text = item.plain?.trim() || body?.text || null
  return {
    id: item.id?.trim() || null,
    url: address(item.url, base),
    title: line(item.title),
    publishedAt: firstDate(item.dates),
    author: line(item.author),
    html: html || (text ? sanitise(escapeText(text)) : null),
    text,
  }
}

function firstDate(candidates: readonly (string | null | undefined)[]): string | null {
  for (const candidate of candidates) {
    const date = readFeedDate(candidate)
    if (date !== null) return date
  }
  return null
}

const line = (text: string | null | undefined): string | null => (text ? plainLine(text) || null : null)

const escapeText = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((p) => `<p>${p.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/\n/g, '<br>')}</p>`)
    .join('\n')

/** An http(s) address, relative ones counted from `base`; anything else (javascript:, data:) is none. */
function address(url: string | null | undefined, base: string | null): string | null {
  const text = url?.trim()
  if (!text) return null
  if (/^https?:\/\//i.test(text)) return text
  if (base) {
    try {
      const resolved = new URL(text, base)
      return /^https?:$/.test(resolved.protocol) ? resolved.href : null
    } catch {
      return null
    }
  }
  // A scheme other than http(s) is never a link to show; a relative one without a base is kept as written.
  return /^[a-z][a-z0-9+.-]*:/i.test(text) ? null : text
}

/**
 * A document type with its internal subset goes before any parser sees it: entities that it declares are not expanded, so
 * no expansion can be made to explode.
 */
function withoutDoctype(text: string): string {
  // Only what stands before the first element is a declaration; the same words in a comment or CDATA are content.
  const prolog = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->)*/.exec(text)?.[0].length ?? 0
  if (!/^<!DOCTYPE/i.test(text.slice(prolog, prolog + 9))) return text
  const at = prolog
  let depth = 0
  let quote = ''
  for (let i = at; i < text.length; i++) {
    const c = text[i]
    if (quote) {
      if (c === quote) quote = ''
    } else if (c === '"' || c === "'") quote = c
    else if (c === '[') depth++
    else if (c === ']') depth--
    else if (c === '>' && depth <= 0) return text.slice(0, at) + text.slice(i + 1)
  }
  return text.slice(0, at)
}

/** Says in words what was found where a feed was expected. */
function notAFeed(text: string): WaveError {
  const head = text.slice(0, 4096).trimStart()
  const next = 'Give the address of an RSS, Atom or JSON feed; a site often links it as “RSS” or “Feed”.'
  if (head === '') return new WaveError('parse-failed', 'The document is empty.', next)
  if (/^<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]/i.test(head)) {
    const feeds = feedLinks(text)
    if (feeds.length === 0) return new WaveError('parse-failed', 'This is a web page, not a feed.', next)
    const n = feeds.length === 1 ? 'a feed' : `${feeds.length} feeds`
    return new WaveError(
      'parse-failed',
      `This is a web page; it links to ${n}: ${feeds.slice(0, 5).join(', ')}`,
      'Add one of those addresses instead.',
    )
  }
  if (/^[[{]/.test(head)) return new WaveError('parse-failed', 'This is JSON, but not a JSON Feed.', next)
  const root = /<([\w:.-]+)[\s>/]/.exec(head.replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->/g, ''))?.[1]
  if (root) return new WaveError('parse-failed', `This is XML with <${root}> at its root, which is no feed.`, next)
  return new WaveError('parse-failed', 'This is no feed: neither XML nor JSON.', next)
}

const FEED_TYPE = /^(?:application\/(?:(?:rss|atom|rdf)\+xml|feed\+json)|text\/rss(?:\+xml)?)\s*(?:;|$)/i
/** Types that may be anything: only where the link says itself that it is a feed. */
const LOOSE_TYPE = /^(?:application|text)\/(?:json|xml)\s*(?:;|$)/i
const SAYS_FEED = /\b(?:rss|atom|feeds?|syndication)\b/i

/**
 * Feeds that a web page names in its head, as written there. Feeds of comments are left out where there are others: nobody
 * means them.
 */
export function feedLinks(html: string): string[] {
  const found = new Map<string, string>()
  for (const [tag] of html.slice(0, 524_288).matchAll(/<link\b[^>]{0,2000}>/gi)) {
    const attribute = (name: string): string => {
      const m = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(tag)
      return decodeHTML(m?.[1] ?? m?.[2] ?? m?.[3] ?? '').trim()
    }
    if (!/(?:^|\s)(?:alternate|feed)(?:\s|$)/i.test(attribute('rel'))) continue
    const type = attribute('type')
    const href = attribute('href')
    const title = attribute('title')
    if (!href || !(FEED_TYPE.test(type) || (LOOSE_TYPE.test(type) && SAYS_FEED.test(`${title} ${href}`)))) continue
    if (!found.has(href)) found.set(href, title)
  }
  const all = [...found.keys()]
  const posts = all.filter((href) => !/\bcomments?\b/i.test(`${found.get(href) ?? ''} ${href}`))
  return posts.length > 0 ? posts : all
}
