import { z } from 'zod'
import { addDays, type Day, dayOf } from '@/lib/dates'
import { edgar, readFiler } from './edgar'
import { readDailyIndex, readQuarter, readSearch } from './edgar/finder'
import { EMPTY_BATCH, HOUR_MS, type Source, type SourceDocument, type SourceRequest } from './source'

/** Days back from today whose indexes are read; each of them once. */
const WINDOW_DAYS = 10

const DAILY_OPTIONS = z.object({ index: z.literal('form') })
const SEARCH_OPTIONS = z.object({
  /** The search's own parameters, as its address has them: words, forms, dates, entity. */
  query: z.string().min(1).max(1_000),
})

/**
 * Everything that was filed at the SEC, day by day: where a company that is followed by its filer number registers shares
 * or reports a private offering, its filings are read as if it were a source of its own.
 */
export const edgarDaily: Source<z.infer<typeof DAILY_OPTIONS>> = {
  kind: 'edgar-daily',
  title: 'SEC EDGAR daily index',
  description:
    'The SEC’s list of each day’s filings: finds registrations and Form Ds of all companies that are followed by their filer number. Needs CONTACT.',
  example: 'https://www.sec.gov/Archives/edgar/daily-index/',
  options: DAILY_OPTIONS,
  recognise: (address) =>
    /(?:^|\.)sec\.gov$/i.test(address.hostname) && /^\/Archives\/edgar\/daily-index(?:\/|$)/i.test(address.pathname)
      ? { index: 'form' }
      : null,
  name: () => 'SEC EDGAR: daily index of forms',
  requests(_options, { config, now }) {
    const today = dayOf(now)
    const quarters = new Set([quarterOf(addDays(today, -WINDOW_DAYS)), quarterOf(today)])
    // On the first days of a quarter its folder may not be there yet.
    return [...quarters].map((q) => ({
      url: `${config.SEC_ARCHIVES_BASE_URL}Archives/edgar/daily-index/${q}/index.json`,
      role: 'quarter',
      accept: 'application/json',
      part: true,
      optional: quarters.size > 1,
    }))
  },
  parse(document, _options, context) {
    if (document.request.role === 'quarter')
      return {
        ...readQuarter(document, addDays(dayOf(context.now), -WINDOW_DAYS)),
        title: 'SEC EDGAR: daily index of forms',
      }
    const { config, followed } = context
    if (document.request.role === 'index') return readDailyIndex(document, config.SEC_BASE_URL, followed ?? new Set())
    return foundFiler(document, context)
  },
  defaultIntervalMs: 12 * HOUR_MS,
  daily: false,
  requestsPerSecond: 10,
  enabled: edgar.enabled,
  explain,
}

/** A full-text search at the SEC as a finder: its hits lead to the filings of the companies that are followed. */
export const edgarSearch: Source<z.infer<typeof SEARCH_OPTIONS>> = {
  kind: 'edgar-search',
  title: 'SEC EDGAR full-text search',
  description:
    'A full-text search of the SEC’s filings: where its hits are registrations or Form Ds of companies that are followed by their filer number, these are read. Needs CONTACT.',
  example: 'https://www.sec.gov/edgar/search/#/q=%22GPU%20cloud%22&forms=S-1,F-1,D',
  options: SEARCH_OPTIONS,
  recognise(address) {
    const isPage = /(?:^|\.)sec\.gov$/i.test(address.hostname) && /^\/edgar\/search\/?/i.test(address.pathname)
    const isApi = /^efts\.sec\.gov$/i.test(address.hostname)
    if (!isPage && !isApi) return null
    const query = isPage ? address.hash.replace(/^#\/?/, '') : address.search.replace(/^\?/, '')
    const kept = new URLSearchParams(query)
    for (const key of ['from', 'page']) kept.delete(key)
    return SEARCH_OPTIONS.safeParse({ query: kept.toString() }).data ?? null
  },
  name: ({ query }) => `SEC EDGAR search: ${new URLSearchParams(query).get('q') ?? query}`.slice(0, 200),
  requests: ({ query }, { config }) => [searchPage(config.SEC_SEARCH_BASE_URL, query, 0)],
  parse(document, { query }, context) {
    if (document.request.role !== 'search') return foundFiler(document, context)
    const { config, followed } = context
    return readSearch(document, config.SEC_BASE_URL, followed ?? new Set(), (from) =>
      searchPage(config.SEC_SEARCH_BASE_URL, query, from),
    )
  },
  defaultIntervalMs: 12 * HOUR_MS,
  daily: false,
  requestsPerSecond: 10,
  enabled: edgar.enabled,
  explain,
}

const searchPage = (base: string, query: string, from: number): SourceRequest => ({
  url: `${base}LATEST/search-index?${query}${from > 0 ? `&from=${from}` : ''}`,
  role: 'search',
  accept: 'application/json',
  part: true,
  about: { from: String(from) },
})

/** A filer that a finder led to, without its older pages' and its own name: the finder keeps its own. */
function foundFiler(document: SourceDocument, context: Parameters<typeof readFiler>[1]) {
  return { ...EMPTY_BATCH, ...readFiler(document, context), title: null }
}

/** The SEC turns away whoever is undeclared or too fast, whatever is asked for. */
function explain(status: number, body: string, _options: unknown, request: SourceRequest) {
  return edgar.explain?.(status, body, { cik: request.about?.cik ?? '' }, request) ?? null
}

const quarterOf = (day: Day): string => `${day.slice(0, 4)}/QTR${Math.ceil(Number(day.slice(5, 7)) / 3)}`
