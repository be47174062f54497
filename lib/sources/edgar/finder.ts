import { z } from 'zod'
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { answerOf } from '../answer'
import { EMPTY_BATCH, type ParsedBatch, type SourceDocument, type SourceRequest, utf8 } from '../source'

/** The forms that a finder looks for: registrations, their drafts and amendments, and notices of private offerings. */
const WANTED = /^(?:S-1|S-11|F-1|DRS|D|424B4|424B1|8-A12B|RW)(?:\/A|MEF)?$/

/** Filers that one visit looks up: each is one request and what it leads to. */
const MAX_FILERS = 25

export type IndexRow = { form: string; company: string; cik: string; filedOn: string; file: string }

/**
 * The rows of a daily `form.idx`. Its columns are as wide as the header says; a row is read from its right end, where no
 * name can mislead: file, day, filer number.
 * @throws WaveError `parse-failed` when it is none
 */
export function readFormIndex(text: string): IndexRow[] {
  const lines = text.split(/\r?\n/)
  const head = lines.findIndex((l) => /^Form Type\s+Company Name\s+CIK\s+Date Filed\s+File Name/.test(l))
  if (head < 0)
    throw new WaveError(
      'parse-failed',
      'The document is no index of forms: its header is missing.',
      'It is tried again later by itself.',
    )
  const company = lines[head]?.indexOf('Company Name') ?? 12
  return lines.slice(head + 1).flatMap((line) => {
    const m = /\s(\d{1,10})\s+(\d{4})-?(\d{2})-?(\d{2})\s+(edgar\/\S+)\s*$/.exec(line)
    if (!m) return []
    const filedOn = `${m[2]}-${m[3]}-${m[4]}`
    if (!isDay(filedOn)) return []
    return [
      {
        form: line.slice(0, company).trim(),
        company: line.slice(company, m.index).trim(),
        cik: String(Number(m[1])),
        filedOn,
        file: m[5] ?? '',
      },
    ]
  })
}

/** A look at each followed filer that a day's index names with a form of interest. */
export function readDailyIndex(document: SourceDocument, data: string, followed: ReadonlySet<string>): ParsedBatch {
  const rows = readFormIndex(utf8(document.bytes))
  return lookUp(
    rows.filter((r) => WANTED.test(r.form)).map((r) => r.cik),
    data,
    followed,
    document.request.about?.day ?? '',
  )
}

const LISTING = z.looseObject({
  directory: z.looseObject({ item: z.array(z.looseObject({ name: z.string() })) }),
})

/** The days of a quarter's folder that lie in the window, as requests for their indexes. */
export function readQuarter(document: SourceDocument, from: string): ParsedBatch {
  const listing = answerOf(LISTING, document.bytes, 'EDGAR')
  const more = listing.directory.item.flatMap(({ name }): SourceRequest[] => {
    const m = /^form\.(\d{4})(\d{2})(\d{2})\.idx$/.exec(name)
    const day = m ? `${m[1]}-${m[2]}-${m[3]}` : ''
    if (!m || day < from) return []
    const url = new URL(name, document.request.url).href
    return [{ url, role: 'index', accept: 'text/plain', once: true, optional: true, about: { day } }]
  })
  return { ...EMPTY_BATCH, more }
}

const SEARCH = z.looseObject({
  hits: z.looseObject({
    total: z.looseObject({ value: z.number() }),
    hits: z.array(
      z.looseObject({
        _source: z.looseObject({
          ciks: z.array(z.string()),
          form: z.string().nullish(),
          root_forms: z.array(z.string()).nullish(),
          adsh: z.string().nullish(),
          file_date: z.string().nullish(),
        }),
      }),
    ),
  }),
})

/** A look at each followed filer among the hits of a full-text search, and the next page of hits. */
export function readSearch(
  document: SourceDocument,
  data: string,
  followed: ReadonlySet<string>,
  pageAt: (from: number) => SourceRequest,
): ParsedBatch {
  const answer = answerOf(SEARCH, document.bytes, 'EDGAR')
  const { total, hits } = answer.hits
  const ciks = hits
    .filter(({ _source: s }) => [s.form ?? '', ...(s.root_forms ?? [])].some((f) => WANTED.test(f)))
    .flatMap(({ _source: s }) => s.ciks.map((c) => String(Number(c))))
  const from = Number(document.request.about?.from ?? 0)
  const next = from + hits.length
  // The search itself ends at 10,000 hits; a search that finds as many finds nothing in particular.
  const more = hits.length > 0 && next < Math.min(total.value, 500) ? [pageAt(next)] : []
  const found = lookUp(ciks, data, followed, '')
  return { ...found, more: [...found.more, ...more] }
}

function lookUp(ciks: readonly string[], data: string, followed: ReadonlySet<string>, day: string): ParsedBatch {
  const more = [...new Set(ciks)]
    .filter((cik) => followed.has(cik))
    .slice(0, MAX_FILERS)
    .map(
      (cik): SourceRequest => ({
        url: `${data}submissions/CIK${cik.padStart(10, '0')}.json`,
        role: 'company',
        accept: 'application/json',
        optional: true,
        about: { cik, day },
      }),
    )
  return { ...EMPTY_BATCH, more }
}
