import { decodeHTML } from 'entities'
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
import { htmlToText } from './feeds/html'
import type { ParsedPosting, Source } from './source'
import { segment } from './urls'

const ANSWER = z.looseObject({
  jobs: z.array(z.unknown()),
  meta: z.looseObject({ total: z.number().nullish() }).nullish(),
})

const JOB = z.looseObject({
  id: z.union([z.number(), z.string().min(1)]),
  title: z.string().min(1),
  absolute_url: z.string().nullish(),
  company_name: z.string().nullish(),
  location: z.looseObject({ name: z.string().nullish() }).nullish(),
  first_published: z.string().nullish(),
  content: z.string().nullish(),
  departments: z.array(z.looseObject({ name: z.string().nullish() })).nullish(),
  metadata: z.array(z.looseObject({ name: z.string().nullish(), value: z.unknown() })).nullish(),
  pay_input_ranges: z
    .array(
      z.looseObject({
        min_cents: z.number().nullish(),
        max_cents: z.number().nullish(),
        currency_type: z.string().nullish(),
      }),
    )
    .nullish(),
})

/** Boards on Greenhouse, through its public board API: the whole board in one answer, texts included. */
export const greenhouse: Source<BoardOptions> = {
  kind: 'greenhouse',
  title: 'Greenhouse job board',
  description:
    'A company’s public job board on Greenhouse, read whole: every posting with team, place, pay and skills where it names them.',
  example: 'https://job-boards.greenhouse.io/anthropic',
  options: BOARD_OPTIONS,
  recognise(address) {
    if (!/(?:^|\.)greenhouse\.io$/i.test(address.hostname)) return null
    if (/^boards-api\./i.test(address.hostname))
      return boardOptions(segment(address, 0) === 'v1' ? segment(address, 2) : null)
    if (segment(address, 0) === 'embed') return boardOptions(address.searchParams.get('for'))
    return /^(?:job-)?boards(?:\.eu)?\./i.test(address.hostname) ? boardOptions(segment(address, 0)) : null
  },
  name: ({ token }) => `Greenhouse: ${token}`,
  requests({ token }, { config }) {
    const jobs = `${config.GREENHOUSE_BASE_URL}v1/boards/${encodeURIComponent(token)}/jobs`
    return [{ url: `${jobs}?content=true`, smaller: jobs, role: 'board', accept: 'application/json' }]
  },
  parse(document, { token }) {
    const answer = answerOf(ANSWER, document.bytes, 'Greenhouse')
    const { jobs, meta } = answer
    const company = jobs.map((j) => JOB.safeParse(j).data?.company_name).find((n) => n) ?? null
    return boardBatch('greenhouse', token, jobs, posting, meta?.total ?? null, trimmed(company))
  },
  ...BOARD,
}

function posting(raw: unknown): ParsedPosting | string {
  const j = jobOf(JOB, raw)
  if (typeof j === 'string') return j
  // The text comes as HTML that was escaped once more.
  const text = j.content ? htmlToText(decodeHTML(j.content)) : null
  const field = (name: RegExp) =>
    j.metadata
      ?.filter((m) => name.test(m.name ?? ''))
      .map((m) => words(m.value))
      .find((v) => v) ?? null
  const range = j.pay_input_ranges?.[0]
  return {
    externalId: String(j.id),
    title: titleOf(j.title),
    team: trimmed(j.departments?.map((d) => d.name).find((n) => n)),
    location: trimmed(j.location?.name),
    workplace: workplaceOf(
      field(/^(?:location|workplace|work|office)[ _-]?(?:type|model|arrangement)$|remote/i),
      j.location?.name,
    ),
    employmentType: employmentTypeOf(field(/employment|contract|time type|commitment/i)),
    publishedOn: dayFrom(j.first_published),
    url: webAddress(j.absolute_url),
    pay: range
      ? payOf(cents(range.min_cents), cents(range.max_cents), range.currency_type, 'year')
      : text
        ? readPay(text)
        : null,
    text,
  }
}

const cents = (n: number | null | undefined): number | null => (n === null || n === undefined ? null : n / 100)

const words = (value: unknown): string | null =>
  typeof value === 'string'
    ? value
    : Array.isArray(value)
      ? value.filter((v) => typeof v === 'string').join(', ')
      : null
