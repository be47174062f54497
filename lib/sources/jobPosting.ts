import { z } from 'zod'
import { dayOf } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { BOARD } from './boards/common'
import { readJobPosting, sharedIdentifiers } from './boards/jobPostingNode'
import { type LinkedData, linkedData } from './boards/linkedData'
import { decodeText } from './feeds/charset'
import { type Completeness, EMPTY_BATCH, type ParsedPosting, type ParsedReject, rawOf, type Source } from './source'

const OPTIONS = z.object({
  /** Host and path of the page: what tells its board from others. */
  token: z.string().min(1).max(500),
  url: z.url({ protocol: /^https?$/ }),
})
type JobPageOptions = z.infer<typeof OPTIONS>

/** Words that careers pages have in their addresses. */
const CAREERS =
  /(?:^|[/.-])(?:careers?|jobs?|join-?us|work-with-us|vacanc(?:y|ies)|open-(?:positions|roles)|openings|karriere|stellenangebote)(?=$|[/.-])/i
const FEED = /\.(?:xml|rss|atom|rdf)$|(?:^|\/)(?:feed|rss|atom)s?(?:$|\/)|[?&](?:feed|format)=(?:rss|atom|xml)/i

/**
 * Any careers page that describes its jobs to machines: schema.org `JobPosting` as JSON-LD, one or many, in whatever nesting.
 * Teamtailor's `jobs.json` carries the same nodes and is read here as well.
 */
export const jobPosting: Source<JobPageOptions> = {
  kind: 'jobposting',
  title: 'Careers page',
  description:
    'Any careers page that describes its jobs as schema.org JobPosting in JSON-LD: title, place, pay, employment type, text.',
  example: 'https://example.com/careers',
  options: OPTIONS,
  recognise(address) {
    if (!/^https?:$/.test(address.protocol)) return null
    const team = /^([a-z0-9-]+)\.teamtailor\.com$/i.exec(address.hostname)?.[1]
    if (team) return optionsFor(new URL(`https://${address.hostname}/jobs.json`))
    const hinted = CAREERS.test(address.hostname) || CAREERS.test(address.pathname)
    return hinted && !FEED.test(address.pathname + address.search) ? optionsFor(address) : null
  },
  name: ({ token }) => `Careers page: ${token}`,
  requests: ({ url }) => [
    { url, role: 'page', accept: 'text/html, application/xhtml+xml, application/ld+json;q=0.9, */*;q=0.5' },
  ],
  parse(document, { token }, { now }) {
    const data = linkedData(decodeText(document.bytes, document.contentType))
    const rejects: ParsedReject[] = data.broken.map((b) => ({
      kind: 'json-ld',
      position: `script ${b.script + 1}`,
      code: 'bad-json',
      reason: b.reason,
      next: 'It is kept and tried again after an upgrade.',
      raw: rawOf(b.raw),
    }))
    if (data.jobs.length === 0) throw nothingToRead(data)
    const postings = new Map<string, ParsedPosting>()
    const shared = sharedIdentifiers(data.jobs)
    const isAlone = data.jobs.length === 1
    const nodes = data.jobs.map((node) => readJobPosting(node, document.finalUrl, shared, isAlone))
    nodes.forEach((read, i) => {
      if (typeof read === 'string')
        rejects.push({
          kind: 'posting',
          position: String(i),
          code: 'bad-posting',
          reason: read,
          next: 'It is kept and tried again after an upgrade.',
          raw: rawOf(data.jobs[i]),
        })
      // A posting that has run out is no opening, though many pages leave it standing.
      else if ((read.validThrough ?? dayOf(now)) >= dayOf(now) && !postings.has(read.posting.externalId))
        postings.set(read.posting.externalId, read.posting)
    })
    const completeness = completenessOf(data, rejects.length)
    const companyName = nodes.flatMap((n) => (typeof n === 'string' || !n.company ? [] : [n.company]))[0] ?? null
    return {
      ...EMPTY_BATCH,
      title: companyName,
      boards: [
        {
          kind: 'jobposting',
          token,
          companyName,
          completeness,
          count: completeness === 'unknown' ? null : postings.size,
          postings: [...postings.values()],
        },
      ],
      rejects,
    }
  },
  ...BOARD,
  explain: (status, _body, { url }) =>
    status === 404 || status === 410
      ? {
          code: 'not-found',
          message: `There is no page at ${url} (${status}).`,
          next: 'Open the address in a browser; the careers page may have moved.',
        }
      : null,
}

/** The options of a page at an address, whatever its address looks like. */
export function optionsFor(address: URL): JobPageOptions | null {
  const url = new URL(address)
  url.hash = ''
  const token = `${url.host.replace(/^www\./i, '')}${url.pathname.replace(/\/+$/, '')}${url.search}`
  return OPTIONS.safeParse({ token, url: url.href }).data ?? null
}

/**
 * How much of a board a page is. A page with one job is a job's own page and says nothing about the others: unknown. One
 * with several is a list, and its count is a floor, since the list may go on elsewhere: partial. Only an ItemList whose number
 * of items is there is whole.
 */
function completenessOf(data: LinkedData, rejects: number): Completeness {
  if (data.listed !== null) return data.jobs.length >= data.listed && rejects === 0 ? 'whole' : 'partial'
  return data.jobs.length > 1 ? 'partial' : 'unknown'
}

function nothingToRead(data: LinkedData): WaveError {
  const [broken] = data.broken
  if (broken)
    return new WaveError(
      'parse-failed',
      `The page’s JSON-LD cannot be read: ${broken.reason}.`,
      'The page is kept and tried again; its owner would have to mend it.',
    )
  return new WaveError(
    'parse-failed',
    'The page describes no job as schema.org JobPosting.',
    'Look where its list of jobs leads: many careers pages only frame a board on Greenhouse, Lever, Ashby or another system; give that address.',
  )
}
