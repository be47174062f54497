import { z } from 'zod'
import { answerOf } from './answer'
import { BOARD, dayFrom, employmentTypeOf, jobOf, titleOf, trimmed, workplaceOf } from './boards/common'
import { furtherPages, pageBatch } from './boards/pages'
import { tenantBase } from './boards/tenant'
import type { ParsedPosting, Source, SourceRequest } from './source'

const OPTIONS = z.object({
  /** Tenant and site, `nvidia/NVIDIAExternalCareerSite`. */
  token: z.string().regex(/^[\w-]{1,80}\/[\w.-]{1,120}$/, 'is TENANT/SITE'),
  /** The data centre, a part of the host. */
  instance: z.string().regex(/^wd\d{1,4}$/, 'is wd and a number'),
})
type WorkdayOptions = z.infer<typeof OPTIONS>

const PAGE_SIZE = 20
/** Workday shows no more than these of a search: a board that says 2,000 holds 2,000 or more. */
const CAP = 2_000

const ANSWER = z.looseObject({ total: z.number().int().min(0), jobPostings: z.array(z.unknown()) })
const JOB = z.looseObject({
  title: z.string().min(1),
  externalPath: z.string().regex(/^\/\S+$/, 'is no path'),
  locationsText: z.string().nullish(),
  postedOn: z.string().nullish(),
  remoteType: z.string().nullish(),
  timeType: z.string().nullish(),
})

/** Career sites on Workday, through the JSON that the sites themselves read: 20 postings a page, without their texts. */
export const workday: Source<WorkdayOptions> = {
  kind: 'workday',
  title: 'Workday job board',
  description:
    'A company’s public career site on Workday, read 20 postings at a time, up to the 2,000 that Workday shows: titles and places; no texts, no pay, no day of publication.',
  example: 'https://nvidia.wd5.myworkdayjobs.com/en-US/NVIDIAExternalCareerSite',
  options: OPTIONS,
  recognise(address) {
    const host = address.hostname.toLowerCase()
    const path = address.pathname.split('/').filter(Boolean)
    const own = /^([\w-]+)\.(wd\d{1,4})\.myworkdayjobs(?:-impl)?\.com$/.exec(host)
    if (own) {
      if (path[0] === 'wday') return options(path[1] === 'cxs' ? path[2] : undefined, path[3], own[2])
      return options(own[1], path[isLanguage(path[0]) ? 1 : 0], own[2])
    }
    // The older address names the tenant in its path.
    const shared = /^(wd\d{1,4})\.myworkdaysite\.com$/.exec(host)
    const at = path.indexOf('recruiting')
    return shared && at >= 0 ? options(path[at + 1], path[at + 2], shared[1]) : null
  },
  name: ({ token }) => `Workday: ${token}`,
  requests: (options, { config }) => [pageAt(config.WORKDAY_BASE_URL, options, 0)],
  parse(document, options, { config }) {
    const answer = answerOf(ANSWER, document.bytes, 'Workday')
    const { total, jobPostings } = answer
    const isFirst = (document.request.about?.offset ?? '0') === '0'
    const page = {
      kind: 'workday',
      token: options.token,
      companyName: options.token.split('/')[0] ?? null,
      // Only the first page says how many there are; the others say 0.
      listed: isFirst ? total : null,
      ...(isFirst && total >= CAP ? { completeness: 'capped' as const } : {}),
      more: isFirst
        ? furtherPages(Math.min(total, CAP), PAGE_SIZE, (at) => pageAt(config.WORKDAY_BASE_URL, options, at))
        : [],
    }
    return pageBatch(page, jobPostings, (raw) => posting(raw, options))
  },
  ...BOARD,
  explain: (status, _body, { token }) =>
    [400, 404, 422].includes(status)
      ? {
          code: 'unknown-board',
          message: `Workday knows no board “${token}”.`,
          next: 'Open the career site in a browser and take its address; tenant, number and site must all be right.',
        }
      : null,
}

const isLanguage = (part: string | undefined): boolean => part !== undefined && /^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(part)

const options = (
  tenant: string | undefined,
  site: string | undefined,
  instance: string | undefined,
): WorkdayOptions | null => OPTIONS.safeParse({ token: `${tenant ?? ''}/${site ?? ''}`, instance }).data ?? null

const hostOf = ({ token, instance }: WorkdayOptions): string =>
  `${token.split('/')[0] ?? ''}.${instance}.myworkdayjobs.com`

const pageAt = (base: string, options: WorkdayOptions, offset: number): SourceRequest => ({
  url: `${tenantBase(base, 'myworkdayjobs.com', hostOf(options))}wday/cxs/${options.token}/jobs#offset=${offset}`,
  role: 'page',
  accept: 'application/json',
  post: { appliedFacets: {}, limit: PAGE_SIZE, offset, searchText: '' },
  part: true,
  about: { offset: String(offset) },
})

function posting(raw: unknown, options: WorkdayOptions): ParsedPosting | string {
  const j = jobOf(JOB, raw)
  if (typeof j === 'string') return j
  const last = j.externalPath.split('/').at(-1) ?? j.externalPath
  return {
    // `…_JR2018805`, or `…_JR-0105489-1` where a requisition is advertised again.
    externalId: /_([A-Za-z0-9.-]+)$/.exec(last)?.[1] ?? last,
    title: titleOf(j.title),
    team: null,
    // “3 Locations” names none.
    location: /^\d+ locations?$/i.test(j.locationsText?.trim() ?? '') ? null : trimmed(j.locationsText),
    workplace: workplaceOf(j.remoteType, j.locationsText),
    employmentType: employmentTypeOf(j.timeType),
    // “Posted 30+ Days Ago”, and even “Posted Today” in the site's own time zone, is no day.
    publishedOn: /^\d{4}-\d{2}-\d{2}/.test(j.postedOn ?? '') ? dayFrom(j.postedOn) : null,
    url: `https://${hostOf(options)}/${options.token.split('/')[1] ?? ''}${j.externalPath}`,
    pay: null,
    text: null,
  }
}
