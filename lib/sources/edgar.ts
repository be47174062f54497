import { z } from 'zod'
import { readCoverDocument, readExhibits, readFeesDocument } from './edgar/cover'
import { readFormDDocument } from './edgar/formD'
import { readCompany, readOlderPage } from './edgar/submissions'
import { HOUR_MS, ON, type ParsedBatch, type RequestContext, type Source, type SourceDocument } from './source'

const OPTIONS = z.object({
  /** SEC filer number without leading zeros. */
  cik: z
    .string()
    .regex(/^\d{1,10}$/, 'is a number of at most 10 digits')
    .transform((v) => String(Number(v))),
})
type EdgarOptions = z.infer<typeof OPTIONS>

/**
 * A company's filings at the SEC: the steps to its listing and the private rounds that its Form Ds report. The SEC asks
 * for a contact in the User-Agent and for at most 10 requests a second.
 */
export const edgar: Source<EdgarOptions> = {
  kind: 'edgar',
  title: 'SEC EDGAR filer',
  description:
    'A company’s filings at the SEC: registrations and their amendments, drafts, pricing and listing for its IPO; Form D for private rounds. Needs CONTACT.',
  example: 'https://www.sec.gov/cgi-bin/browse-edgar?action=getcompany&CIK=0001769628',
  options: OPTIONS,
  recognise(address) {
    if (!/(?:^|\.)sec\.gov$/i.test(address.hostname)) return null
    const query = [...address.searchParams].find(([k]) => k.toLowerCase() === 'cik')?.[1]
    const inPath =
      /\/submissions\/CIK(\d{1,10})(?:-submissions-\d+)?\.json$/i.exec(address.pathname)?.[1] ??
      /\/edgar\/(?:browse|data)\/(\d{1,10})/i.exec(address.pathname)?.[1]
    const hash = /cik=(\d{1,10})/i.exec(address.hash)?.[1]
    return OPTIONS.safeParse({ cik: inPath ?? query ?? hash }).data ?? null
  },
  name: ({ cik }) => `SEC EDGAR: CIK ${cik}`,
  requests: ({ cik }, { config }) => [
    {
      url: `${config.SEC_BASE_URL}submissions/CIK${cik.padStart(10, '0')}.json`,
      role: 'company',
      accept: 'application/json',
    },
  ],
  parse: (document, _options, context) => readFiler(document, context),
  defaultIntervalMs: 6 * HOUR_MS,
  daily: false,
  requestsPerSecond: 10,
  enabled: (config) =>
    config.CONTACT
      ? ON
      : {
          off: {
            code: 'not-configured',
            message: 'The SEC asks automated readers to name a contact, and none is set, so its sources stay off.',
            next: 'Set CONTACT to a mail or web address; it goes into the User-Agent.',
          },
        },
  explain(status, body, { cik }, { role }) {
    if (status === 404 && role === 'company')
      return {
        code: 'not-found',
        message: `EDGAR knows no filer with the CIK ${cik}.`,
        next: 'Look the company up at https://www.sec.gov/search-filings and take its CIK.',
      }
    if (status === 403 && /undeclared automated tool|request rate/i.test(body)) {
      return {
        code: 'fetch-refused',
        message: 'The SEC turned the request away as undeclared or too fast.',
        next: 'Check that CONTACT is a real address; the next visit is later by itself.',
      }
    }
    return null
  },
}

/** Any document of a filer: its list of filings, an older page of it, a Form D, a registration's cover and fees. */
export function readFiler(document: SourceDocument, { now, config, known }: RequestContext): ParsedBatch {
  const bases = { data: config.SEC_BASE_URL, archives: config.SEC_ARCHIVES_BASE_URL }
  switch (document.request.role) {
    case 'company':
      return readCompany(document, bases, known, now)
    case 'page':
      return readOlderPage(document, bases, known, now)
    case 'cover':
      return readCoverDocument(document)
    case 'exhibits':
      return readExhibits(document)
    case 'fees':
      return readFeesDocument(document)
    default:
      return readFormDDocument(document)
  }
}
