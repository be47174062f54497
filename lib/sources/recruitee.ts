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
} from './boards/common'
import { payOf, readPay } from './boards/pay'
import { tenantBase } from './boards/tenant'
import { htmlToText } from './feeds/html'
import type { ParsedPosting, PayPeriod, Source } from './source'

const ANSWER = z.looseObject({ offers: z.array(z.unknown()) })
const amount = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((v) => (v === null || v === undefined || v === '' ? null : Number(v)))
const OFFER = z.looseObject({
  id: z.union([z.number(), z.string().min(1)]),
  title: z.string().min(1),
  status: z.string().nullish(),
  department: z.string().nullish(),
  company_name: z.string().nullish(),
  careers_url: z.string().nullish(),
  published_at: z.string().nullish(),
  created_at: z.string().nullish(),
  employment_type_code: z.string().nullish(),
  experience_code: z.string().nullish(),
  remote: z.boolean().nullish(),
  hybrid: z.boolean().nullish(),
  on_site: z.boolean().nullish(),
  city: z.string().nullish(),
  country: z.string().nullish(),
  locations: z
    .array(z.looseObject({ city: z.string().nullish(), state: z.string().nullish(), country: z.string().nullish() }))
    .nullish(),
  salary: z
    .looseObject({ min: amount, max: amount, currency: z.string().nullish(), period: z.string().nullish() })
    .nullish(),
  description: z.string().nullish(),
  requirements: z.string().nullish(),
})

/** Boards on Recruitee, through the public offers of a company's careers site: the whole board in one answer. */
export const recruitee: Source<BoardOptions> = {
  kind: 'recruitee',
  title: 'Recruitee job board',
  description:
    'A company’s public job board on Recruitee, read whole: every published offer with department, places, workplace and salary where given.',
  example: 'https://aikidosecurity.recruitee.com/',
  options: BOARD_OPTIONS,
  recognise(address) {
    const name = /^([a-z0-9-]+)\.recruitee\.com$/i.exec(address.hostname)?.[1]?.toLowerCase()
    if (!name || /^(?:www|api|app|auth|docs|help|support|careers|jobs)$/.test(name)) return null
    return boardOptions(name)
  },
  name: ({ token }) => `Recruitee: ${token}`,
  requests: ({ token }, { config }) => [
    {
      url: `${tenantBase(config.RECRUITEE_BASE_URL, 'recruitee.com', `${token}.recruitee.com`)}api/offers`,
      role: 'board',
      accept: 'application/json',
    },
  ],
  parse(document, { token }) {
    const answer = answerOf(ANSWER, document.bytes, 'Recruitee')
    const open = answer.offers.filter((o) => {
      const status = (o as { status?: unknown } | null)?.status
      return typeof status !== 'string' || status === 'published'
    })
    const company = open.map((o) => OFFER.safeParse(o).data?.company_name).find((n) => n) ?? null
    return boardBatch('recruitee', token, open, posting, null, trimmed(company))
  },
  ...BOARD,
}

const PERIODS: Record<string, PayPeriod> = {
  year: 'year',
  yearly: 'year',
  month: 'month',
  monthly: 'month',
  hour: 'hour',
  hourly: 'hour',
}

function posting(raw: unknown): ParsedPosting | string {
  const o = jobOf(OFFER, raw)
  if (typeof o === 'string') return o
  const text =
    [o.description, o.requirements]
      .map((html) => (html ? htmlToText(html) : ''))
      .filter(Boolean)
      .join('\n\n') || null
  const places = o.locations?.length ? o.locations : [{ city: o.city, state: null, country: o.country }]
  const words = places.map((p) =>
    [...new Set([p.city, p.state, p.country].map(trimmed).filter((w) => w !== null))].join(', '),
  )
  const pay =
    o.salary &&
    payOf(o.salary.min, o.salary.max, o.salary.currency, PERIODS[o.salary.period?.toLowerCase() ?? ''] ?? null)
  return {
    externalId: String(o.id),
    title: titleOf(o.title),
    team: trimmed(o.department),
    location: [...new Set(words)].filter(Boolean).join(' ; ') || null,
    workplace: o.hybrid ? 'hybrid' : o.remote ? 'remote' : o.on_site ? 'onsite' : null,
    employmentType: /intern|traineeship/i.test(o.experience_code ?? '')
      ? 'internship'
      : employmentTypeOf(o.employment_type_code?.replaceAll('_', ' ')),
    publishedOn: dayFrom(o.published_at ?? o.created_at),
    url: webAddress(o.careers_url),
    pay: pay || (text ? readPay(text) : null),
    text,
  }
}
