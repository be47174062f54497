import { z } from 'zod'
import { WaveError } from '@/lib/errors'
import {
  BOARD,
  BOARD_OPTIONS,
  boardBatch,
  dayFrom,
  employmentTypeOf,
  titleOf,
  trimmed,
  workplaceOf,
} from './boards/common'
import { readPay } from './boards/pay'
import { tenantBase } from './boards/tenant'
import { decodeText } from './feeds/charset'
import { htmlToText } from './feeds/html'
import { type Node, tree } from './feeds/lenientXml'
import type { ParsedPosting, Source } from './source'

// A company chooses one of the two domains for its job page.
const OPTIONS = BOARD_OPTIONS.extend({ domain: z.enum(['de', 'com']).default('de') })
type PersonioOptions = z.infer<typeof OPTIONS>

/**
 * Boards on Personio, through the XML feed of a company's job page: the whole board in one answer, texts included. The form
 * is that of Personio's “Retrieving open positions” (developer.personio.de).
 */
export const personio: Source<PersonioOptions> = {
  kind: 'personio',
  title: 'Personio job board',
  description:
    'A company’s public job board on Personio, read whole: every position with department, offices and schedule; pay where its text names it.',
  example: 'https://personio.jobs.personio.de/',
  options: OPTIONS,
  recognise(address) {
    const [, token, domain] = /^([a-z0-9-]+)\.jobs\.personio\.(de|com)$/.exec(address.hostname.toLowerCase()) ?? []
    return token && token !== 'www' ? (OPTIONS.safeParse({ token, domain }).data ?? null) : null
  },
  name: ({ token }) => `Personio: ${token}`,
  requests: ({ token, domain }, { config }) => [
    {
      url: `${tenantBase(config.PERSONIO_BASE_URL, 'jobs.personio.de', `${token}.jobs.personio.${domain}`)}xml?language=en`,
      role: 'board',
      accept: 'application/xml, text/xml;q=0.9',
    },
  ],
  parse(document, { token, domain }) {
    const root = tree(decodeText(document.bytes, document.contentType)).find((n) => n.name === 'workzag-jobs')
    if (!root)
      throw new WaveError(
        'parse-failed',
        'Personio answered something else where its XML of positions was expected.',
        'Check the name in the board’s address; the company may have switched its XML off, or moved.',
      )
    const positions = kids(root, 'position')
    const names = new Set(positions.map((p) => textOf(p, 'subcompany')))
    const [company] = names.size === 1 ? names : [null]
    const batch = boardBatch('personio', token, positions, (p) => posting(p as Node, token, domain), null, company)
    if (positions.length > 0) return batch
    // An empty feed is also what a name that does not exist has been seen to get: that is no count.
    return { ...batch, boards: batch.boards.map((b) => ({ ...b, completeness: 'unknown' as const, count: null })) }
  },
  ...BOARD,
}

function posting(p: Node, token: string, domain: string): ParsedPosting | string {
  const id = textOf(p, 'id')
  const name = textOf(p, 'name')
  if (!id || !/^[\w-]+$/.test(id)) return 'id: is no number of a position'
  if (!name) return 'name: is empty'
  const offices = [textOf(p, 'office'), ...kids(p, 'additionaloffices').flatMap((o) => kids(o, 'office').map(own))]
  const places = [...new Set(offices.filter((o) => o !== null))]
  const text = kids(p, 'jobdescriptions')
    .flatMap((d) => kids(d, 'jobdescription'))
    .map((d) => [textOf(d, 'name'), htmlToText(kids(d, 'value').map(raw).join(''))].filter(Boolean).join('\n\n'))
    .filter(Boolean)
    .join('\n\n')
  return {
    externalId: id,
    title: titleOf(name),
    team: textOf(p, 'department'),
    location: places.join(' ; ') || null,
    workplace: workplaceOf(...places, name),
    employmentType: employmentTypeOf(
      `${textOf(p, 'employmenttype') ?? ''} ${textOf(p, 'schedule') ?? ''}`.replace('_', ' '),
    ),
    publishedOn: dayFrom(textOf(p, 'createdat')),
    url: `https://${token}.jobs.personio.${domain}/job/${id}`,
    pay: text ? readPay(text) : null,
    text: text || null,
  }
}

const kids = (n: Node, name: string): Node[] =>
  n.children.filter((c): c is Node => typeof c !== 'string' && c.name === name)
const raw = (n: Node): string => n.children.filter((c) => typeof c === 'string').join('')
const own = (n: Node): string | null => trimmed(raw(n))
const textOf = (n: Node, name: string): string | null => kids(n, name).map(own).find(Boolean) ?? null
