import { z } from 'zod'
import { answerOf } from './answer'
import {
  BOARD,
  BOARD_OPTIONS,
  type BoardOptions,
  boardOptions,
  dayFrom,
  employmentTypeOf,
  jobOf,
  titleOf,
  trimmed,
  workplaceOf,
} from './boards/common'
import { furtherPages, pageBatch } from './boards/pages'
import type { ParsedPosting, Source, SourceRequest } from './source'
import { segment } from './urls'

const PAGE_SIZE = 100

const ANSWER = z.looseObject({
  totalFound: z.number().int().min(0),
  offset: z.number().int().min(0).nullish(),
  limit: z.number().int().min(1).nullish(),
  content: z.array(z.unknown()),
})
const LABEL = z.looseObject({ label: z.string().nullish() }).nullish()
const POSTING = z.looseObject({
  id: z.string().min(1),
  name: z.string().min(1),
  releasedDate: z.string().nullish(),
  company: z.looseObject({ identifier: z.string().nullish(), name: z.string().nullish() }).nullish(),
  location: z
    .looseObject({
      city: z.string().nullish(),
      region: z.string().nullish(),
      country: z.string().nullish(),
      remote: z.boolean().nullish(),
      hybrid: z.boolean().nullish(),
      fullLocation: z.string().nullish(),
    })
    .nullish(),
  department: LABEL,
  function: LABEL,
  typeOfEmployment: LABEL,
  experienceLevel: LABEL,
})

/** Boards on SmartRecruiters, through its public posting API: 100 postings a page, without their texts. */
export const smartRecruiters: Source<BoardOptions> = {
  kind: 'smartrecruiters',
  title: 'SmartRecruiters job board',
  description:
    'A company’s public job board on SmartRecruiters, read page by page: every posting with department, place and workplace; its list holds no texts and no pay.',
  example: 'https://jobs.smartrecruiters.com/AristaNetworks',
  options: BOARD_OPTIONS,
  recognise(address) {
    const host = /^(jobs|careers|api)\.smartrecruiters\.com$/i.exec(address.hostname)?.[1]?.toLowerCase()
    if (!host) return null
    // Old postings are reached through `/oneclick-ui/company/NAME/…` as well.
    const at = host === 'api' ? ['v1', 'companies'] : ['oneclick-ui', 'company']
    const isLong = segment(address, 0) === at[0] && segment(address, 1) === at[1]
    if (host === 'api' && !isLong) return null
    return boardOptions(segment(address, isLong ? 2 : 0))
  },
  name: ({ token }) => `SmartRecruiters: ${token}`,
  requests: ({ token }, { config }) => [pageAt(config.SMARTRECRUITERS_BASE_URL, token, PAGE_SIZE, 0)],
  parse(document, { token }, { config }) {
    const answer = answerOf(ANSWER, document.bytes, 'SmartRecruiters')
    const { totalFound, offset, limit, content } = answer
    const size = Math.min(limit ?? PAGE_SIZE, PAGE_SIZE)
    const company = content.map((c) => POSTING.safeParse(c).data?.company?.name).find((n) => n) ?? null
    const page = {
      kind: 'smartrecruiters',
      token,
      companyName: trimmed(company),
      listed: totalFound,
      more: offset
        ? []
        : furtherPages(totalFound, size, (at) => pageAt(config.SMARTRECRUITERS_BASE_URL, token, size, at)),
    }
    const batch = pageBatch(page, content, posting)
    if (totalFound > 0) return batch
    // It answers the same for a company without postings and for a name that does not exist: that is no count.
    return { ...batch, boards: batch.boards.map((b) => ({ ...b, completeness: 'unknown' as const, count: null })) }
  },
  ...BOARD,
}

const pageAt = (base: string, token: string, size: number, offset: number): SourceRequest => ({
  url: `${base}v1/companies/${encodeURIComponent(token)}/postings?limit=${size}&offset=${offset}`,
  role: 'page',
  accept: 'application/json',
  part: true,
})

function posting(raw: unknown): ParsedPosting | string {
  const p = jobOf(POSTING, raw)
  if (typeof p === 'string') return p
  const place = p.location?.fullLocation ?? [p.location?.city, p.location?.region, p.location?.country].join(', ')
  const company = p.company?.identifier
  return {
    externalId: p.id,
    title: titleOf(p.name),
    team: trimmed(p.department?.label) ?? trimmed(p.function?.label),
    location:
      place
        .split(',')
        .map((part) => trimmed(part))
        .filter((part) => part !== null)
        .join(', ') || null,
    workplace: p.location?.hybrid ? 'hybrid' : p.location?.remote ? 'remote' : workplaceOf(p.name),
    employmentType: /intern/i.test(p.experienceLevel?.label ?? '')
      ? 'internship'
      : employmentTypeOf(p.typeOfEmployment?.label),
    publishedOn: dayFrom(p.releasedDate),
    url: company ? `https://jobs.smartrecruiters.com/${encodeURIComponent(company)}/${encodeURIComponent(p.id)}` : null,
    pay: null,
    text: null,
  }
}
