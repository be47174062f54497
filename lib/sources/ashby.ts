import { z } from 'zod'
import { answerOf } from './answer'
import {
  BOARD,
  BOARD_OPTIONS,
  type BoardOptions,
  boardBatch,
  boardOptions,
  dayFrom,
  employmentTypeOf,
  jobOf,
  titleOf,
  trimmed,
  webAddress,
  workplaceOf,
} from './boards/common'
import { payOf, readPay } from './boards/pay'
import { foldSpaces, htmlToText } from './feeds/html'
import type { ParsedPosting, Pay, PayPeriod, Source } from './source'
import { segment } from './urls'

const ANSWER = z.looseObject({ jobs: z.array(z.unknown()) })

const COMPONENT = z.looseObject({
  compensationType: z.string().nullish(),
  interval: z.string().nullish(),
  currencyCode: z.string().nullish(),
  minValue: z.number().nullish(),
  maxValue: z.number().nullish(),
})

const JOB = z.looseObject({
  id: z.string().min(1),
  title: z.string().min(1),
  department: z.string().nullish(),
  team: z.string().nullish(),
  employmentType: z.string().nullish(),
  location: z.string().nullish(),
  secondaryLocations: z.array(z.looseObject({ location: z.string().nullish() })).nullish(),
  publishedAt: z.string().nullish(),
  isListed: z.boolean().nullish(),
  workplaceType: z.string().nullish(),
  jobUrl: z.string().nullish(),
  descriptionHtml: z.string().nullish(),
  descriptionPlain: z.string().nullish(),
  compensation: z.looseObject({ summaryComponents: z.array(COMPONENT).nullish() }).nullish(),
})

/** Boards on Ashby, through its public posting API, with the pay that a company shows. */
export const ashby: Source<BoardOptions> = {
  kind: 'ashby',
  title: 'Ashby job board',
  description:
    'A company’s public job board on Ashby, read whole: every listed posting with team, places, workplace and compensation where shown.',
  example: 'https://jobs.ashbyhq.com/lambda',
  options: BOARD_OPTIONS,
  recognise(address) {
    const host = /^(jobs|api)\.ashbyhq\.com$/i.exec(address.hostname)
    if (!host) return null
    const isApi = host[1]?.toLowerCase() === 'api'
    const token = isApi ? (segment(address, 0) === 'posting-api' ? segment(address, 2) : null) : segment(address, 0)
    return boardOptions(token)
  },
  name: ({ token }) => `Ashby: ${token}`,
  requests: ({ token }, { config }) => [
    {
      url: `${config.ASHBY_BASE_URL}posting-api/job-board/${encodeURIComponent(token)}?includeCompensation=true`,
      role: 'board',
      accept: 'application/json',
    },
  ],
  parse(document, { token }) {
    const answer = answerOf(ANSWER, document.bytes, 'Ashby')
    // Jobs that are not listed can be reached by their link alone: they are no openings of the board.
    const listed = answer.jobs.filter((j) => (j as { isListed?: unknown } | null)?.isListed !== false)
    return boardBatch('ashby', token, listed, posting, null)
  },
  ...BOARD,
}

const INTERVALS: Record<string, PayPeriod> = { '1 YEAR': 'year', '1 MONTH': 'month', '1 HOUR': 'hour' }

function posting(raw: unknown): ParsedPosting | string {
  const j = jobOf(JOB, raw)
  if (typeof j === 'string') return j
  const html = j.descriptionHtml ? htmlToText(j.descriptionHtml) : null
  const text = html || (j.descriptionPlain ? foldSpaces(j.descriptionPlain) : null)
  const places = [j.location, ...(j.secondaryLocations ?? []).map((l) => l.location)].filter((p): p is string =>
    Boolean(p),
  )
  return {
    externalId: j.id,
    title: titleOf(j.title),
    team: trimmed(j.team ?? j.department),
    location: trimmed([...new Set(places)].join(' ; ')),
    // `isRemote` is not read: boards set it on posts whose text asks for days in an office.
    workplace: workplaceOf(j.workplaceType, j.location),
    employmentType: employmentTypeOf(j.employmentType?.replace(/([a-z])([A-Z])/g, '$1 $2')),
    publishedOn: dayFrom(j.publishedAt),
    url: webAddress(j.jobUrl),
    pay: salary(j.compensation?.summaryComponents ?? []) ?? (text ? readPay(text) : null),
    text,
  }
}

function salary(components: readonly z.infer<typeof COMPONENT>[]): Pay | null {
  for (const c of components) {
    if (c.compensationType !== 'Salary') continue
    const pay = payOf(c.minValue, c.maxValue, c.currencyCode, INTERVALS[c.interval ?? ''] ?? null)
    if (pay) return pay
  }
  return null
}
