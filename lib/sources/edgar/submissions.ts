import { z } from 'zod'
import type { Day } from '@/lib/dates'
import { dayOf, isDay } from '@/lib/dates'
import { answerOf } from '../answer'
import {
  EMPTY_BATCH,
  type ParsedBatch,
  type ParsedFiling,
  type ParsedMilestone,
  type ParsedReject,
  rawOf,
  type SourceDocument,
  type SourceRequest,
} from '../source'
import { coverRequests } from './cover'

const strings = z.array(z.string().nullable())
const PAGE = z.looseObject({
  accessionNumber: strings,
  filingDate: strings,
  acceptanceDateTime: strings.optional(),
  form: strings,
  primaryDocument: strings.optional(),
  primaryDocDescription: strings.optional(),
})
type Page = z.infer<typeof PAGE>

const COMPANY = z.looseObject({
  cik: z.union([z.string(), z.number()]),
  name: z.string().min(1),
  tickers: z.array(z.string()).nullish(),
  exchanges: z.array(z.string().nullable()).nullish(),
  filings: z.looseObject({
    recent: PAGE,
    files: z.array(z.looseObject({ name: z.string(), filingTo: z.string().nullish() })).nullish(),
  }),
})

/** The forms that tell of a way to the stock market or of private money; the rest of a filer's life is left out. */
const FORMS = /^(?:S-1|S-1MEF|S-11|F-1|F-1MEF|DRS|D|424B4|424B1|8-A12B|RW|RW WD)(?:\/A)?$/
const REGISTRATION = /^(?:S-1|S-11|F-1)$/
/** Whoever files these is listed or reports as if; a registration after the first of them is no first offering. */
const PERIODIC = /^(?:10-K|10-Q|10-KT|20-F|40-F|10-K405)(?:\/A)?$/

const MILESTONES: readonly (readonly [RegExp, ParsedMilestone['milestone']])[] = [
  [/^DRS(?:\/A)?$/, 'confidential'],
  [REGISTRATION, 'filed'],
  [/^(?:S-1|S-11|F-1)(?:\/A|MEF)/, 'amended'],
  [/^424B[14]$/, 'priced'],
  [/^8-A12B$/, 'listed'],
  [/^RW$/, 'withdrawn'],
]

/** Form D documents that one visit fetches; a fund family files hundreds. */
const MAX_FORM_D = 40
/** Registrations, the newest first, whose covers one visit reads: amendments add the symbol, the banks and the amount. */
const MAX_COVERS = 6
const COVERED = /^(?:S-1|F-1)(?:\/A)?$/

type Row = {
  accession: string
  form: string
  filedOn: Day
  acceptedAt: string | null
  document: string | null
  description: string | null
}
type Filer = {
  readonly cik: string
  readonly name: string
  readonly exchange: string | null
  readonly ticker: string | null
}

/** The first page of a filer's submissions: its filings, the pages that hold older ones, the Form D documents to read. */
export function readCompany(
  document: SourceDocument,
  bases: { data: string; archives: string },
  known: ReadonlySet<string>,
  now: Date,
): ParsedBatch {
  const parsed = answerOf(COMPANY, document.bytes, 'EDGAR')
  const { name, cik, tickers, exchanges, filings } = parsed
  const filer: Filer = {
    cik: String(Number(cik)),
    name,
    exchange: exchanges?.[0] ?? null,
    ticker: tickers?.[0] ?? null,
  }
  const files = filings.files ?? []
  const pages: SourceRequest[] = files
    // the name is put into an address: nothing but what EDGAR calls its pages
    .filter((f) => /^CIK\d{10}-submissions-\d{3}\.json$/.test(f.name))
    .map((f, i) => ({
      url: `${bases.data}submissions/${f.name}`,
      role: 'page',
      optional: true,
      accept: 'application/json',
      about: { ...flat(filer), oldest: String(i === files.length - 1) },
    }))
  const batch = readPage(filings.recent, filer, files.length === 0, bases, known, now)
  return { ...batch, title: name, more: [...pages, ...batch.more] }
}

/** An older page. */
export function readOlderPage(
  document: SourceDocument,
  bases: { data: string; archives: string },
  known: ReadonlySet<string>,
  now: Date,
): ParsedBatch {
  const parsed = answerOf(PAGE, document.bytes, 'EDGAR')
  const about = document.request.about ?? {}
  const filer: Filer = {
    cik: about.cik ?? '',
    name: about.name ?? '',
    exchange: about.exchange || null,
    ticker: about.ticker || null,
  }
  return readPage(parsed, filer, about.oldest === 'true', bases, known, now)
}

function readPage(
  page: Page,
  filer: Filer,
  isOldest: boolean,
  bases: { archives: string },
  known: ReadonlySet<string>,
  now: Date,
): ParsedBatch {
  const rejects: ParsedReject[] = []
  const rows: Row[] = []
  page.form.forEach((form, i) => {
    if (!form) return
    const accession = page.accessionNumber[i] ?? ''
    const filedOn = page.filingDate[i] ?? ''
    const wanted = FORMS.test(form) || PERIODIC.test(form)
    if (!wanted) return
    if (!/^\d{10}-\d{2}-\d{6}$/.test(accession) || !isDay(filedOn)) {
      const reason = isDay(filedOn) ? `“${accession}” is no accession number` : `filing date “${filedOn}” is no day`
      rejects.push({
        kind: 'filing',
        position: String(i),
        code: 'bad-filing',
        reason,
        next: null,
        raw: rawOf({ form, accession, filedOn }),
      })
      return
    }
    const accepted = page.acceptanceDateTime?.[i] ?? ''
    rows.push({
      accession,
      form,
      filedOn,
      acceptedAt: Number.isNaN(Date.parse(accepted)) ? null : new Date(accepted).toISOString(),
      document: page.primaryDocument?.[i] || null,
      description: page.primaryDocDescription?.[i] || null,
    })
  })
  const kept = rows.filter((r) => FORMS.test(r.form))
  const steps = milestones(rows, filer, isOldest, now)
  const more = kept
    .filter((r) => /^D(?:\/A)?$/.test(r.form) && !known.has(r.accession))
    .slice(0, MAX_FORM_D)
    .map((r) => formD(r, filer, bases.archives))
  // Only the way to the first listing has a cover worth reading: later registrations are of shares that are traded.
  const covers = kept
    .filter((r) => COVERED.test(r.form) && !known.has(r.accession) && steps.some((s) => s.accession === r.accession))
    .slice(0, MAX_COVERS)
    .flatMap((r) => coverRequests(aboutRow(r, filer), bases.archives, r.document))
  return {
    ...EMPTY_BATCH,
    filings: kept.map((r) => filing(r, filer, rows, now, steps)),
    milestones: steps,
    rejects,
    more: [...more, ...covers],
  }
}

function filing(
  row: Row,
  filer: Filer,
  rows: readonly Row[],
  now: Date,
  steps: readonly ParsedMilestone[],
): ParsedFiling {
  const isOfOffering = MILESTONES.some(([form]) => form.test(row.form))
  return {
    companyName: filer.name,
    cik: filer.cik,
    accession: row.accession,
    form: row.form,
    filedOn: row.filedOn,
    knownOn: knownOn(row, rows, now),
    acceptedAt: row.acceptedAt,
    description: row.description,
    url: address(filer.cik, row.accession, row.document),
    // A listed company files the same forms for later offerings: only those on the way to the first one are steps.
    attributes: isOfOffering ? { ipoStep: steps.some((s) => s.accession === row.accession) } : {},
  }
}

/** A draft is confidential until its filer goes public with the registration; if it never did, we know it from today. */
function knownOn(row: Row, rows: readonly Row[], now: Date): Day {
  if (!row.form.startsWith('DRS')) return row.filedOn
  const disclosed = rows
    .filter((r) => REGISTRATION.test(r.form) && r.filedOn >= row.filedOn)
    .map((r) => r.filedOn)
    .sort()[0]
  return disclosed ?? dayOf(now)
}

/** The steps to a first listing: only before the first periodic report, and only where the filer's beginning is in sight. */
function milestones(rows: readonly Row[], filer: Filer, isOldest: boolean, now: Date): ParsedMilestone[] {
  if (!isOldest) return []
  const firstReport =
    rows
      .filter((r) => PERIODIC.test(r.form))
      .map((r) => r.filedOn)
      .sort()[0] ?? '9999-12-31'
  const registered = rows
    .filter((r) => REGISTRATION.test(r.form) && r.filedOn < firstReport)
    .map((r) => r.filedOn)
    .sort()[0]
  return rows.flatMap((row) => {
    const milestone = MILESTONES.find(([form]) => form.test(row.form))?.[1]
    if (!milestone || row.filedOn > firstReport) return []
    // a prospectus or an exchange registration is a step only after a registration of shares
    if ((milestone === 'priced' || milestone === 'listed') && (!registered || row.filedOn < registered)) return []
    return [
      {
        companyName: filer.name,
        cik: filer.cik,
        milestone,
        occurredOn: row.filedOn,
        knownOn: knownOn(row, rows, now),
        form: row.form,
        accession: row.accession,
        exchange: milestone === 'listed' ? filer.exchange : null,
        ticker: milestone === 'listed' ? filer.ticker : null,
        sourceUrl: address(filer.cik, row.accession, row.document),
      },
    ]
  })
}

const address = (cik: string, accession: string, document: string | null): string => {
  const folder = `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll('-', '')}`
  return document && /^[\w./-]+$/.test(document) ? `${folder}/${document}` : `${folder}/${accession}-index.htm`
}

const flat = (filer: Filer): Record<string, string> => ({
  cik: filer.cik,
  name: filer.name,
  exchange: filer.exchange ?? '',
  ticker: filer.ticker ?? '',
})

const formD = (row: Row, filer: Filer, archives: string): SourceRequest => ({
  url: `${archives}Archives/edgar/data/${filer.cik}/${row.accession.replaceAll('-', '')}/primary_doc.xml`,
  role: 'form-d',
  accept: 'application/xml',
  once: true,
  optional: true,
  about: aboutRow(row, filer),
})

const aboutRow = (row: Row, filer: Filer): Record<string, string> => ({
  ...flat(filer),
  accession: row.accession,
  form: row.form,
  filedOn: row.filedOn,
  acceptedAt: row.acceptedAt ?? '',
})
