import { dayOf, isDay, lastDayOf, periodBounds } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import { employmentTypeOf, workplaceOf } from './boards/common'
import { foldSpaces, plainLine, sanitise, sanitisedToText } from './feeds/html'
import { BadCell, Cells } from './files/cells'
import { layoffColumns, layoffRow, readLayoff } from './files/layoffs'
import { type FileRow, type FileRows, readRows } from './files/rows'
import { figure } from './macro/periods'
import {
  EMPTY_BATCH,
  type Frequency,
  type ParsedArticle,
  type ParsedBatch,
  type ParsedFiling,
  type ParsedLayoff,
  type ParsedObservation,
  type ParsedPanelPosting,
  type ParsedReading,
  type ParsedReject,
  type ParsedRound,
  type ParsedSeries,
  rawOf,
} from './source'
import { canonicalUrl } from './urls'

export const FILE_KINDS = ['articles', 'readings', 'postings', 'rounds', 'filings', 'observations', 'layoffs'] as const
export type FileKind = (typeof FILE_KINDS)[number]

export const isFileKind = (text: string): text is FileKind => (FILE_KINDS as readonly string[]).includes(text)

type Reader = {
  readonly needs: readonly string[]
  readonly takes: readonly string[]
  readonly read: (cells: Cells, now: Date, row: FileRow) => Partial<ParsedBatch>
  /** Where files come from others, under names of their own: the columns and the rows under ours. */
  readonly own?: {
    readonly columns: (columns: readonly string[]) => readonly string[]
    readonly row: (row: FileRow) => FileRow
  }
}

/** What each kind of file holds: columns that must be there, columns that may be, and how a row is read. */
export const FILE_COLUMNS: Readonly<Record<FileKind, Reader>> = {
  articles: { needs: ['url', 'title'], takes: ['publisher', 'published', 'author', 'text', 'html'], read: article },
  readings: {
    needs: ['company_slug', 'board_kind', 'read_on', 'count', 'completeness'],
    takes: ['board_token', 'read_at', 'series', 'best', 'source', 'commit', 'note'],
    read: reading,
  },
  postings: {
    needs: ['company_slug', 'external_id', 'board_kind', 'title', 'first_read', 'last_read'],
    takes: [
      'board_token',
      'team',
      'location',
      'workplace',
      'employment_type',
      'published_on',
      'readings',
      'series',
      'url',
      'pay_min',
      'pay_max',
      'pay_currency',
      'pay_period',
      'skills',
    ],
    read: posting,
  },
  rounds: {
    needs: ['company_slug', 'announced_on', 'kind', 'source_url'],
    takes: [
      'stage',
      'amount',
      'currency',
      'amount_is',
      'valuation',
      'valuation_is',
      'lead_investors',
      'investors',
      'source_title',
      'source_published_on',
      'note',
    ],
    read: round,
  },
  filings: { needs: ['company', 'cik', 'accession', 'form', 'filed_on'], takes: ['url', 'description'], read: filing },
  observations: {
    needs: ['series_id', 'period', 'value'],
    takes: ['vintage', 'released_on', 'estimate', 'unit', 'title', 'source_url'],
    read: observation,
  },
  layoffs: {
    needs: ['company', 'notice_date'],
    takes: ['received_date', 'num_employees', 'percent', 'address', 'city', 'county', 'state', 'titles', 'source_url'],
    read: (cells, now, row) => ({ layoffs: [readLayoff(cells, row, now)] }),
    own: { columns: layoffColumns, row: layoffRow },
  },
}

const WHOLE = { rows: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY }

/**
 * Reads a file of facts row by row, in parts that follow each other. A row that cannot be used is a reject with its line,
 * its column and the reason; the others are taken.
 * @throws WaveError `bad-input` when the file lacks columns that its kind needs, or is no table at all
 */
export async function* parseFile(kind: FileKind, bytes: Uint8Array, now: Date): AsyncGenerator<ParsedBatch> {
  const { needs, takes, own } = FILE_COLUMNS[kind]
  let isFirst = true
  // The sites of one notice are summed, wherever in the file they stand.
  for await (const part of kind === 'layoffs' ? readRows(bytes, WHOLE) : readRows(bytes)) {
    const columns = own ? own.columns(part.columns) : part.columns
    const missing = needs.filter((c) => !columns.includes(c))
    if (isFirst && missing.length > 0)
      throw new WaveError(
        'bad-input',
        `The file lacks the ${missing.length === 1 ? 'column' : 'columns'} ${missing.join(', ')}; it has ${part.columns.slice(0, 30).join(', ') || 'none'}.`,
        `${kind} need ${needs.join(', ')} and may have ${takes.join(', ')}.`,
      )
    isFirst = false
    yield batchOf(kind, part, now)
  }
}

function batchOf(kind: FileKind, { rows, broken }: FileRows, now: Date): ParsedBatch {
  const { read, own } = FILE_COLUMNS[kind]
  const rejects: ParsedReject[] = broken.map((b) => ({
    kind,
    position: `line ${b.line}`,
    code: 'bad-row',
    reason: b.reason,
    next: null,
    raw: rawOf(b.raw),
  }))
  const parts: Partial<ParsedBatch>[] = []
  for (const found of rows) {
    const row = own ? own.row(found) : found
    try {
      parts.push(read(new Cells(row), now, row))
    } catch (thrown) {
      if (!(thrown instanceof BadCell)) throw thrown
      rejects.push(rejectOf(kind, row, thrown))
    }
  }
  const all = <K extends keyof ParsedBatch>(key: K): unknown[] =>
    parts.flatMap((p) => (p[key] as readonly unknown[] | undefined) ?? [])
  return {
    ...EMPTY_BATCH,
    articles: all('articles') as ParsedArticle[],
    readings: all('readings') as ParsedReading[],
    panelPostings: all('panelPostings') as ParsedPanelPosting[],
    rounds: all('rounds') as ParsedRound[],
    filings: all('filings') as ParsedFiling[],
    series: all('series') as ParsedSeries[],
    observations: all('observations') as ParsedObservation[],
    layoffs: all('layoffs') as ParsedLayoff[],
    rejects,
  }
}

const rejectOf = (kind: FileKind, row: FileRow, bad: BadCell): ParsedReject => ({
  kind,
  position: `line ${row.line}, ${bad.column}`,
  code: 'bad-cell',
  reason: bad.reason,
  next: 'Correct the cell and import the file again; rows that were taken change nothing.',
  raw: rawOf(row.raw),
})

function article(c: Cells): Partial<ParsedBatch> {
  const url = canonicalUrl(c.url('url') ?? '')
  if (!url) throw new BadCell('url', c.text('url') === null ? 'is empty' : 'is no http address')
  const html = c.text('html')
  const clean = html ? sanitise(html) : null
  const text = c.text('text')
  return {
    articles: [
      {
        url,
        title: plainLine(c.need('title')),
        publisher: c.text('publisher') ?? new URL(url).hostname.replace(/^www\./, ''),
        publishedAt: c.instant('published') ?? c.instant('published_on') ?? c.instant('published_at'),
        author: c.text('author'),
        html: clean,
        text: text ? foldSpaces(text) : clean ? sanitisedToText(clean) : null,
      },
    ],
  }
}

function reading(c: Cells): Partial<ParsedBatch> {
  const readOn = c.needDay('read_on')
  const completeness = c.oneOf('completeness', ['whole', 'partial', 'capped', 'unknown'] as const)
  if (!completeness) throw new BadCell('completeness', 'is empty')
  const count = c.integer('count')
  if (count === null && completeness !== 'unknown') throw new BadCell('count', 'is empty though something was read')
  return {
    readings: [
      {
        companySlug: c.need('company_slug'),
        boardKind: c.need('board_kind').toLowerCase(),
        boardToken: c.text('board_token'),
        readOn,
        readAt: c.instant('read_at', readOn),
        reader: c.text('series') ?? c.text('reader') ?? 'import',
        // Nothing that came back is never a count.
        count: completeness === 'unknown' ? null : count,
        completeness,
        best: c.text('best') === null ? null : /^(?:1|true|yes)$/i.test(c.need('best')),
        source: c.text('source'),
        commit: c.text('commit'),
        note: c.text('note'),
      },
    ],
  }
}

function posting(c: Cells): Partial<ParsedBatch> {
  const firstSeen = c.needDay('first_read')
  const lastSeen = c.needDay('last_read')
  if (lastSeen < firstSeen) throw new BadCell('last_read', 'lies before first_read')
  const currency = c.currency('pay_currency')
  const period = c.oneOf('pay_period', ['year', 'month', 'hour'] as const)
  const min = c.minor('pay_min')
  const max = c.minor('pay_max')
  if ((min !== null || max !== null) && !currency) throw new BadCell('pay_currency', 'is empty though a pay is given')
  return {
    panelPostings: [
      {
        companySlug: c.need('company_slug'),
        boardKind: c.need('board_kind').toLowerCase(),
        boardToken: c.text('board_token'),
        externalId: c.need('external_id'),
        title: plainLine(c.need('title')),
        team: c.text('team'),
        location: c.text('location'),
        workplace: workplaceOf(c.text('workplace')),
        employmentType: employmentTypeOf(c.text('employment_type')?.replace(/([a-z])([A-Z])/g, '$1 $2')),
        publishedOn: c.day('published_on'),
        firstSeen,
        lastSeen,
        readings: c.integer('readings'),
        // a pay that was joined from elsewhere is no reader
        readers: c.list('series').filter((s) => !s.includes(':')),
        url: c.url('url'),
        pay:
          currency && (min !== null || max !== null)
            ? { minMinor: min, maxMinor: max, currency, period: period ?? 'year' }
            : null,
        skills: c.text('skills') === null ? null : c.list('skills'),
      },
    ],
  }
}

function round(c: Cells): Partial<ParsedBatch> {
  const announcedOn = c.needDay('announced_on')
  const kind = c.oneOf('kind', ['equity', 'debt', 'strategic'] as const)
  if (!kind) throw new BadCell('kind', 'is empty')
  return {
    rounds: [
      {
        companySlug: c.need('company_slug'),
        companyName: null,
        cik: null,
        announcedOn,
        knownOn: announcedOn,
        kind,
        stage: c.text('stage')?.toLowerCase() ?? 'unknown',
        amountMinor: c.minor('amount'),
        currency: c.currency('currency') ?? 'USD',
        amountIs: c.oneOf('amount_is', ['exact', 'about', 'at-least', 'up-to'] as const),
        valuationMinor: c.minor('valuation'),
        valuationIs: c.oneOf('valuation_is', ['pre', 'post', 'unknown'] as const),
        leadInvestors: c.list('lead_investors'),
        investors: c.list('investors'),
        sourceUrl: c.url('source_url') ?? c.need('source_url'),
        sourceTitle: c.text('source_title'),
        sourcePublishedOn: c.text('source_published_on'),
        note: c.text('note'),
        grade: null,
        accession: null,
        previousAccession: null,
      },
    ],
  }
}

function filing(c: Cells): Partial<ParsedBatch> {
  const accession = c.need('accession')
  const digits = accession.replaceAll('-', '')
  if (!/^\d{18}$/.test(digits)) throw new BadCell('accession', 'is no accession number of 18 digits')
  const cik = c.need('cik')
  if (!/^\d{1,10}$/.test(cik)) throw new BadCell('cik', 'is no number of at most 10 digits')
  const filedOn = c.needDay('filed_on')
  const id = `${digits.slice(0, 10)}-${digits.slice(10, 12)}-${digits.slice(12)}`
  return {
    filings: [
      {
        companyName: c.need('company'),
        cik: String(Number(cik)),
        accession: id,
        form: c.need('form').toUpperCase(),
        filedOn,
        knownOn: filedOn,
        acceptedAt: null,
        description: c.text('description'),
        url: c.url('url') ?? `https://www.sec.gov/Archives/edgar/data/${Number(cik)}/${digits}/${id}-index.htm`,
        attributes: {},
      },
    ],
  }
}

function observation(c: Cells, now: Date): Partial<ParsedBatch> {
  const id = c.need('series_id')
  const period = c.need('period').replace(/^(\d{4})-?Q([1-4])$/i, '$1-Q$2')
  const bounds = periodBounds(period)
  if (!bounds) throw new BadCell('period', `“${period}” is no period; write 2025-Q2, 2025-06 or 2025-06-12`)
  const value = figure(c.text('value') ?? '')
  if (value === undefined) throw new BadCell('value', `“${c.text('value') ?? ''}” is no figure`)
  const known = c.text('vintage') ?? c.text('released_on')
  const vintage = known === null ? dayOf(now) : lastDayOf(known)
  if (!vintage) throw new BadCell(c.text('vintage') ? 'vintage' : 'released_on', `“${known ?? ''}” is no day`)
  return {
    series: [
      {
        id,
        title: c.text('title') ?? id,
        unit: c.text('unit') ?? 'as published',
        frequency: frequencyOfPeriod(period),
        seasonallyAdjusted: false,
        publisher: 'imported',
        licence: null,
        url: c.text('source_url'),
        decimals: 2,
        note: null,
        described: c.text('title') !== null || c.text('unit') !== null,
      },
    ],
    observations: [
      {
        seriesId: id,
        period,
        periodStart: bounds.first,
        vintage,
        value,
        estimate: c.text('estimate'),
        vintageKnown: known !== null,
        sourceUrl: c.text('source_url'),
      },
    ],
  }
}

function frequencyOfPeriod(period: string): Frequency {
  const isWholeDay: boolean = isDay(period)
  if (isWholeDay) return 'day'
  return period.includes('Q') ? 'quarter' : period.length === 4 ? 'year' : 'month'
}
