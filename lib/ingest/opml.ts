import { parseOpml } from 'feedsmith'
import { WaveError } from '@/lib/errors'

type Outline = {
  xmlUrl?: string | undefined
  text?: string | undefined
  title?: string | undefined
  outlines?: readonly unknown[] | undefined
}
export type OpmlFeed = { readonly address: string; readonly name: string | null }

/**
 * The feeds that an OPML file lists, each address once, folders or not.
 * @throws WaveError `parse-failed` when it is no OPML
 */
export function feedsOfOpml(text: string): OpmlFeed[] {
  let body: readonly unknown[]
  try {
    body = parseOpml(text).body?.outlines ?? []
  } catch (cause) {
    throw new WaveError(
      'parse-failed',
      'The file is no OPML that can be read.',
      'Export the subscriptions of your feed reader as OPML and give that file.',
      { cause },
    )
  }
  const found = new Map<string, OpmlFeed>()
  const walk = (outlines: readonly unknown[], depth: number): void => {
    if (depth > 64) return
    for (const o of outlines as readonly Outline[]) {
      if (o.xmlUrl && !found.has(o.xmlUrl)) found.set(o.xmlUrl, { address: o.xmlUrl, name: o.title ?? o.text ?? null })
      if (o.outlines) walk(o.outlines, depth + 1)
    }
  }
  walk(body, 0)
  return [...found.values()]
}
