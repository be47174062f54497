import { z } from 'zod'
import { answerOf } from './answer'
import {
  BOARD,
  BOARD_OPTIONS,
  boardBatch,
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
import type { ParsedPosting, PayPeriod, Source } from './source'
import { segment } from './urls'

const OPTIONS = BOARD_OPTIONS.extend({ region: z.enum(['global', 'eu']).default('global') })
type LeverOptions = z.infer<typeof OPTIONS>

const POSTING = z.looseObject({
  id: z.string().min(1),
  text: z.string().min(1),
  createdAt: z.number().nullish(),
  hostedUrl: z.string().nullish(),
  workplaceType: z.string().nullish(),
  categories: z
    .looseObject({
      commitment: z.string().nullish(),
      department: z.string().nullish(),
      team: z.string().nullish(),
      location: z.string().nullish(),
      allLocations: z.array(z.string()).nullish(),
    })
    .nullish(),
  descriptionPlain: z.string().nullish(),
  additionalPlain: z.string().nullish(),
  lists: z.array(z.looseObject({ text: z.string().nullish(), content: z.string().nullish() })).nullish(),
  salaryRange: z
    .looseObject({
      min: z.number().nullish(),
      max: z.number().nullish(),
      currency: z.string().nullish(),
      interval: z.string().nullish(),
    })
    .nullish(),
})

/** Boards on Lever, through its public postings API. Accounts in Europe answer at a host of their own. */
export const lever: Source<LeverOptions> = {
  kind: 'lever',
  title: 'Lever job board',
  description:
    'A company’s public job board on Lever, read whole: every posting with team, place, workplace, commitment and salary range where given.',
  example: 'https://jobs.lever.co/palantir',
  options: OPTIONS,
  recognise(address) {
    const host = /^(jobs|api)(\.eu)?\.lever\.co$/i.exec(address.hostname)
    if (!host) return null
    const token =
      host[1]?.toLowerCase() === 'api'
        ? segment(address, 1) === 'postings'
          ? segment(address, 2)
          : null
        : segment(address, 0)
    return OPTIONS.safeParse({ token, region: host[2] ? 'eu' : 'global' }).data ?? null
  },
  name: ({ token }) => `Lever: ${token}`,
  requests({ token, region }, { config }) {
    const base =
      region === 'eu' ? config.LEVER_BASE_URL.replace('//api.lever.co/', '//api.eu.lever.co/') : config.LEVER_BASE_URL
    return [
      { url: `${base}v0/postings/${encodeURIComponent(token)}?mode=json`, role: 'board', accept: 'application/json' },
    ]
  },
  parse(document, { token }) {
    const answer = answerOf(z.array(z.unknown()), document.bytes, 'Lever')
    return boardBatch('lever', token, answer, posting, null)
  },
  ...BOARD,
}

const INTERVALS: Record<string, PayPeriod> = {
  'per-year-salary': 'year',
  'per-month-salary': 'month',
  'per-hour-wage': 'hour',
}

function posting(raw: unknown): ParsedPosting | string {
  const p = jobOf(POSTING, raw)
  if (typeof p === 'string') return p
  const parts = [
    p.descriptionPlain,
    ...(p.lists ?? []).flatMap((l) => [l.text, l.content ? htmlToText(l.content) : null]),
    p.additionalPlain,
  ].filter((t): t is string => Boolean(t?.trim()))
  const text = parts.length > 0 ? foldSpaces(parts.join('\n\n')) : null
  const places = p.categories?.allLocations?.length ? p.categories.allLocations : [p.categories?.location]
  const range = p.salaryRange
  return {
    externalId: p.id,
    title: titleOf(p.text),
    team: trimmed(p.categories?.team ?? p.categories?.department),
    location: trimmed(places.filter(Boolean).join(' ; ')),
    workplace: workplaceOf(p.workplaceType, p.categories?.location),
    employmentType: employmentTypeOf(p.categories?.commitment),
    publishedOn: dayFrom(p.createdAt),
    url: webAddress(p.hostedUrl),
    pay:
      (range && payOf(range.min, range.max, range.currency, INTERVALS[range.interval ?? ''] ?? null)) ||
      (text ? readPay(text) : null),
    text,
  }
}
