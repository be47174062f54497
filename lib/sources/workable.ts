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
import { readPay } from './boards/pay'
import { htmlToText } from './feeds/html'
import type { ParsedPosting, Source } from './source'
import { segment } from './urls'

const ANSWER = z.looseObject({ name: z.string().nullish(), jobs: z.array(z.unknown()) })
const PLACE = z.looseObject({
  city: z.string().nullish(),
  region: z.string().nullish(),
  country: z.string().nullish(),
  hidden: z.boolean().nullish(),
})
const JOB = z.looseObject({
  shortcode: z.string().min(1),
  title: z.string().min(1),
  employment_type: z.string().nullish(),
  telecommuting: z.boolean().nullish(),
  workplace_type: z.string().nullish(),
  department: z.string().nullish(),
  url: z.string().nullish(),
  published_on: z.string().nullish(),
  created_at: z.string().nullish(),
  city: z.string().nullish(),
  state: z.string().nullish(),
  country: z.string().nullish(),
  locations: z.array(PLACE).nullish(),
  description: z.string().nullish(),
})

/** Boards on Workable, through the widget that companies embed in their own pages: the whole account in one answer. */
export const workable: Source<BoardOptions> = {
  kind: 'workable',
  title: 'Workable job board',
  description:
    'A company’s public job board on Workable, read whole: every posting with department, places, and whether it is remote; pay where its text names it.',
  example: 'https://apply.workable.com/huggingface/',
  options: BOARD_OPTIONS,
  recognise(address) {
    const host = address.hostname.toLowerCase()
    if (!/(?:^|\.)workable\.com$/.test(host)) return null
    const path = address.pathname.split('/').filter(Boolean)
    if (host === 'apply.workable.com' || host === 'www.workable.com') {
      const inApi = path.indexOf('accounts')
      if (path[0] === 'api') return boardOptions(inApi > 0 ? segment(address, inApi + 1) : null)
      // `/j/CODE` is one posting; the address does not say whose.
      return host === 'apply.workable.com' && path[0] !== 'j' ? boardOptions(segment(address, 0)) : null
    }
    const name = /^([a-z0-9-]+)\.workable\.com$/.exec(host)?.[1]
    return name && !/^(?:jobs|help|resources|id|developers|workable)$/.test(name) ? boardOptions(name) : null
  },
  name: ({ token }) => `Workable: ${token}`,
  requests: ({ token }, { config }) => {
    const account = `${config.WORKABLE_BASE_URL}api/v1/widget/accounts/${encodeURIComponent(token)}`
    return [{ url: `${account}?details=true`, smaller: account, role: 'board', accept: 'application/json' }]
  },
  parse(document, { token }) {
    const answer = answerOf(ANSWER, document.bytes, 'Workable')
    return boardBatch('workable', token, oncePerJob(answer.jobs), posting, null, trimmed(answer.name))
  },
  ...BOARD,
}

/** A job in several places may stand there once for each place, under one code: it is one posting with all of them. */
function oncePerJob(jobs: readonly unknown[]): unknown[] {
  const byCode = new Map<string, Record<string, unknown>>()
  const out: unknown[] = []
  for (const raw of jobs) {
    const job = JOB.safeParse(raw).data
    const before = job ? byCode.get(job.shortcode) : undefined
    if (!job || !before) {
      const kept = job ? { ...job, locations: placesOf(job) } : raw
      if (job) byCode.set(job.shortcode, kept as Record<string, unknown>)
      out.push(kept)
    } else before.locations = [...(before.locations as unknown[]), ...placesOf(job)]
  }
  return out
}

const placesOf = (job: z.infer<typeof JOB>): z.infer<typeof PLACE>[] =>
  job.locations?.length ? job.locations : [{ city: job.city, region: job.state, country: job.country }]

function posting(raw: unknown): ParsedPosting | string {
  const j = jobOf(JOB, raw)
  if (typeof j === 'string') return j
  const text = j.description ? htmlToText(j.description) || null : null
  const places = placesOf(j).filter((p) => !p.hidden)
  const words = places.map((p) => [p.city, p.region, p.country].map(trimmed).filter(Boolean).join(', '))
  return {
    externalId: j.shortcode,
    title: titleOf(j.title),
    team: trimmed(j.department),
    location: [...new Set(words)].filter(Boolean).join(' ; ') || null,
    workplace: workplaceOf(j.workplace_type?.replace('_', '-')) ?? (j.telecommuting ? 'remote' : null),
    employmentType: employmentTypeOf(j.employment_type),
    publishedOn: dayFrom(j.published_on ?? j.created_at),
    url: webAddress(j.url),
    pay: text ? readPay(text) : null,
    text,
  }
}
