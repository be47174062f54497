import { decodeHTML } from 'entities'
import { generateOpml, parseOpml } from 'feedsmith'
import { WaveError } from '@/lib/errors'
import { urlOf } from '@/lib/url'

type Outline = {
  xmlUrl?: string | undefined
  text?: string | undefined
  title?: string | undefined
  outlines?: readonly unknown[] | undefined
}
export type OpmlFeed = { readonly address: string; readonly name: string | null }

/** Folders in folders up to which a list is followed. */
const MAX_DEPTH = 512

const isWebAddress = (text: string): boolean => /^https?:$/.test(urlOf(text)?.protocol ?? '')

/**
 * Feeds as OPML 2.0, in the order given, so that any feed reader takes them.
 * @param created when the list was made
 */
export function opmlOf(feeds: readonly OpmlFeed[], title: string, created: Date): string {
  return generateOpml({
    head: { title, dateCreated: created },
    body: {
      outlines: feeds.map(({ address, name }) => ({
        type: 'rss',
        text: printable(name ?? address),
        title: printable(name ?? address),
        xmlUrl: address,
      })),
    },
  })
}

/** The feeds of a list that is no XML: what each outline says, up to the next. */
function outlinesIn(text: string): OpmlFeed[] {
  const found = new Map<string, OpmlFeed>()
  for (const outline of text.split(/<outline\b/i).slice(1)) {
    const value = (name: string): string | null => {
      const m = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'i').exec(outline)
      const decoded = decodeHTML(m?.[1] ?? m?.[2] ?? '').trim()
      return decoded || null
    }
    const address = value('xmlUrl')
    if (address && isWebAddress(address) && !found.has(address))
      found.set(address, { address, name: value('title') ?? value('text') })
  }
  return [...found.values()]
}

/** Without the characters that XML cannot hold. */
const printable = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '')

/**
 * The feeds that an OPML file lists, each address once, folders or not. What is no web address is left out.
 * @throws WaveError `parse-failed` when it is no OPML, or lists no feed
 */
export function feedsOfOpml(text: string): OpmlFeed[] {
  let body: readonly unknown[]
  try {
    body = parseOpml(text).body?.outlines ?? []
  } catch (cause) {
    // Lists that readers wrote by hand have quotes within quotes and bare ampersands.
    const found = /<opml[\s>]/i.test(text.slice(0, 4_096)) ? outlinesIn(text) : []
    if (found.length > 0) return found
    throw new WaveError(
      'parse-failed',
      'The file is no OPML that can be read.',
      'Export the subscriptions of your feed reader as OPML and give that file.',
      { cause },
    )
  }
  const found = new Map<string, OpmlFeed>()
  const walk = (outlines: readonly unknown[], depth: number): void => {
    if (depth > MAX_DEPTH) return
    for (const o of outlines as readonly Outline[]) {
      const address = o.xmlUrl?.trim()
      if (address && isWebAddress(address) && !found.has(address))
        found.set(address, { address, name: o.title ?? o.text ?? null })
      if (o.outlines) walk(o.outlines, depth + 1)
    }
  }
  walk(body, 0)
  if (found.size === 0)
    throw new WaveError(
      'parse-failed',
      'The file is OPML, but lists no feed.',
      'Give a list of subscriptions: its outlines have an xmlUrl.',
    )
  return [...found.values()]
}
