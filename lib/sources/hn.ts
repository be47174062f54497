import { z } from 'zod'
import { addDays, dayOf } from '@/lib/dates'
import { answerOf } from './answer'
import { htmlToText } from './feeds/html'
import { HN_TERMS } from './hn/terms'
import { EMPTY_BATCH, HOUR_MS, ON, type ParsedBatch, type Source, type SourceRequest } from './source'

const OPTIONS = z.object({ author: z.literal('whoishiring') })
type HnOptions = z.infer<typeof OPTIONS>

const SEARCH = z.looseObject({
  hits: z.array(
    z.looseObject({ objectID: z.string().regex(/^\d+$/), title: z.string().nullish(), author: z.string().nullish() }),
  ),
})
const ITEM = z.looseObject({
  id: z.number(),
  title: z.string().nullish(),
  children: z.array(z.looseObject({ type: z.string().nullish(), text: z.string().nullish() })),
})

/** Threads that are read at the first visit: a year. */
const THREADS = 12
/** After this a thread is quiet: Hacker News closes it for comments, and it is not asked for again. */
const QUIET_AFTER_DAYS = 62
const MONTHS = 'january february march april may june july august september october november december'.split(' ')

/**
 * The monthly "Who is hiring?" thread of Hacker News through Algolia: how many top-level posts a month has and how many of
 * them name a term. Posts are counted and forgotten.
 */
export const hn: Source<HnOptions> = {
  kind: 'hn',
  title: 'Hacker News “Who is hiring?”',
  description:
    'The monthly hiring thread of Hacker News: how many posts it has and how many of them name a term. The posts are counted, not kept.',
  example: 'https://news.ycombinator.com/submitted?id=whoishiring',
  options: OPTIONS,
  recognise(address) {
    const isAuthor =
      /^(?:news\.ycombinator\.com)$/i.test(address.hostname) &&
      /^\/(?:user|submitted|threads)$/.test(address.pathname) &&
      address.searchParams.get('id') === 'whoishiring'
    const isSearch = /^hn\.algolia\.com$/i.test(address.hostname) && /whoishiring/.test(decodeURI(address.search))
    return isAuthor || isSearch ? { author: 'whoishiring' } : null
  },
  name: () => 'Hacker News: Who is hiring?',
  requests: (_options, { config }) => [
    {
      url: `${config.HN_BASE_URL}api/v1/search_by_date?tags=story,author_whoishiring&hitsPerPage=${THREADS * 4}`,
      role: 'threads',
      accept: 'application/json',
      // A list that did not change still names the threads that did.
      part: true,
    },
  ],
  parse(document, _options, { config, now }) {
    if (document.request.role === 'thread') return readThread(document.bytes, document.request.about?.month ?? '')
    const search = answerOf(SEARCH, document.bytes, 'Algolia')
    const oldest = addDays(dayOf(now), -QUIET_AFTER_DAYS)
    const threads = new Map<string, string>()
    for (const { objectID, title, author } of search.hits) {
      const month = author === 'whoishiring' ? monthOf(title ?? '') : null
      // Of two threads of a month the newer stands first; a stray one was opened again as it should be.
      if (month && !threads.has(month)) threads.set(month, objectID)
    }
    const more = [...threads].slice(0, THREADS).map(
      ([month, id]): SourceRequest => ({
        url: `${config.HN_BASE_URL}api/v1/items/${id}`,
        role: 'thread',
        accept: 'application/json',
        once: `${month}-01` < oldest,
        optional: true,
        forget: true,
        about: { month },
      }),
    )
    return { ...EMPTY_BATCH, title: 'Hacker News: Who is hiring?', more }
  },
  defaultIntervalMs: 12 * HOUR_MS,
  daily: false,
  requestsPerSecond: 2,
  enabled: () => ON,
}

/** `Ask HN: Who is hiring? (November 2026)` → `2026-11`; null for the other threads of the author. */
function monthOf(title: string): string | null {
  const m = /\bwho is hiring\?\s*\((\w+)\s+(\d{4})\)/i.exec(title)
  const month = MONTHS.indexOf(m?.[1]?.toLowerCase() ?? '') + 1
  return m && month > 0 ? `${m[2]}-${String(month).padStart(2, '0')}` : null
}

/** Only top-level comments are posts; answers below them are talk. A deleted post has no text. */
function readThread(bytes: Uint8Array, month: string): ParsedBatch {
  const item = answerOf(ITEM, bytes, 'Algolia')
  const texts = item.children.flatMap((c) => {
    const text = c.text ? htmlToText(c.text) : ''
    return text === '' ? [] : [text]
  })
  return {
    ...EMPTY_BATCH,
    hnTerms: [
      { month, term: 'posts', posts: texts.length },
      ...HN_TERMS.map(([term, rule]) => ({ month, term, posts: texts.filter((t) => rule.test(t)).length })),
    ],
  }
}
