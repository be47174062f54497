import { cell, minorUnits, type Row, readCsv, sortedBy } from './csv'
import { COMPILED_ON, type DataFile } from './dataset'
import { FACTS } from './licences'
import { gradeOf, plainNote } from './notes'

const facts = (input: string, name: string) => readCsv(input, `facts/${name}.csv`)
const shipped = { licence: FACTS, observedOn: COMPILED_ON }

/** Companies: one row each; every other file names them by `slug`. */
export function companies(input: string): DataFile {
  const rows = facts(input, 'companies').map((r) => ({
    slug: cell(r, 'slug'),
    name: cell(r, 'name'),
    legalName: cell(r, 'legal_name'),
    aliases: cell(r, 'aliases'),
    segment: cell(r, 'segment'),
    hqCity: cell(r, 'hq_city'),
    hqCountry: cell(r, 'hq_country'),
    founded: cell(r, 'founded'),
    website: cell(r, 'website'),
    cik: cell(r, 'cik'),
    ticker: cell(r, 'ticker'),
    exchange: cell(r, 'exchange'),
    listedOn: cell(r, 'listed_on'),
    sourceUrl: cell(r, 'source_url'),
    checkedHow: plainNote(cell(r, 'checked_how')),
    ...shipped,
  }))
  return file(
    'companies',
    ['slug'],
    null,
    sortedBy(rows, 'slug'),
    'public lists, SEC company tickers, company pages',
    'row by row, in checkedHow',
  )
}

/** A second address that breaks off in the copy that was read is no address: it is left out. */
const wholeAddress = (url: string, note: string): string =>
  /second address (?:was )?cut|addresses cut/.test(note) ? '' : url

/** What a re-check against further public pages added to a row that was read in a digest alone. */
const CORRECTED_ROUNDS: Record<string, Row> = {
  'lmarena 2026-01-06': {
    stage: 'series-a',
    leadInvestors: 'Felicis|UC Investments',
    note: 'stage and leads by later pages; the day is that of the digest that reports it, and of an encyclopedia page',
  },
}

/** Funding rounds. Amounts in cents of `currency`; `partOf` is the `announcedOn` of the row that contains this money. */
export function rounds(input: string): DataFile {
  const rows = facts(input, 'rounds').map((r) => {
    const note = cell(r, 'note')
    return {
      companySlug: cell(r, 'company_slug'),
      announcedOn: cell(r, 'announced_on'),
      kind: cell(r, 'kind'),
      stage: cell(r, 'stage'),
      amountMinor: minorUnits(cell(r, 'amount')),
      currency: cell(r, 'currency'),
      amountIs: cell(r, 'amount_is'),
      valuationMinor: minorUnits(cell(r, 'valuation')),
      valuationIs: cell(r, 'valuation_is'),
      leadInvestors: cell(r, 'lead_investors'),
      investors: cell(r, 'investors'),
      partOf: cell(r, 'part_of'),
      sourceUrl: cell(r, 'source_url'),
      sourceTitle: cell(r, 'source_title'),
      sourcePublishedOn: cell(r, 'source_published_on'),
      secondSourceUrl: wholeAddress(cell(r, 'second_source_url'), note),
      grade: gradeOf(note),
      note: plainNote(note),
      ...shipped,
      ...CORRECTED_ROUNDS[`${cell(r, 'company_slug')} ${cell(r, 'announced_on')}`],
    }
  })
  return file(
    'rounds',
    ['companySlug', 'announcedOn', 'kind', 'stage', 'amountMinor'],
    'announcedOn',
    sortedBy(rows, 'companySlug', 'announcedOn', 'kind', 'stage'),
    'press releases and news pages, named row by row',
    'row by row: page, list, quoted, digest or cited',
  )
}

/** Investors that the source of a total names beside it. */
const TOTAL_INVESTORS: Record<string, string> = { 'lambda 2025-09-12': 'NVIDIA' }

/** Money raised in all as some source counted it on a day. Never to be added to rounds. */
export function totals(input: string): DataFile {
  const rows = facts(input, 'totals').map((r) => {
    const url = cell(r, 'source_url')
    const isAddress = url.startsWith('http')
    return {
      companySlug: cell(r, 'company_slug'),
      asOf: cell(r, 'as_of'),
      totalRaisedMinor: minorUnits(cell(r, 'total_raised')),
      currency: cell(r, 'currency'),
      amountIs: cell(r, 'amount_is'),
      investors: TOTAL_INVESTORS[`${cell(r, 'company_slug')} ${cell(r, 'as_of')}`] ?? '',
      source: isAddress
        ? new URL(url).hostname
        : 'TechCrunch, September 2025, as told by an article of 2025-09-12; no address was found',
      sourceUrl: isAddress ? url : '',
      ...shipped,
    }
  })
  return file(
    'totals',
    ['companySlug', 'asOf'],
    'asOf',
    sortedBy(rows, 'companySlug', 'asOf'),
    'news pages, named row by row',
    'cited',
  )
}

/** The currency of a price is that of the venue; everything else is dollars. */
const venueCurrency: Record<string, string> = { HKEX: 'HKD', 'SSE STAR': 'CNY', TSE: 'JPY', ASX: 'AUD' }

/**
 * Milestones on the way to a listing. Rows of companies outside companies.csv and rows marked as not verified are left
 * out. `price*Minor` are a share's price in the smallest unit of `priceCurrency` (the yen has none below it); dates may
 * be partial (2025, 2025-09).
 */
export function ipo(input: string): DataFile {
  const rows = facts(input, 'ipo')
    .filter((r) => cell(r, 'company_slug') !== '' && !cell(r, 'note').includes('NOT VERIFIED'))
    .map((r) => {
      const note = cell(r, 'note')
      const priced = cell(r, 'price') !== '' || cell(r, 'price_low') !== ''
      const currency = venueCurrency[cell(r, 'exchange')] ?? 'USD'
      const decimals = currency === 'JPY' ? 0 : 2
      return {
        companySlug: cell(r, 'company_slug'),
        milestone: cell(r, 'milestone'),
        occurredOn: cell(r, 'occurred_on'),
        knownOn: cell(r, 'known_on'),
        form: cell(r, 'form') === 'none' ? '' : cell(r, 'form'),
        accession: cell(r, 'accession'),
        exchange: cell(r, 'exchange'),
        ticker: cell(r, 'ticker'),
        priceMinor: minorUnits(cell(r, 'price'), decimals),
        priceLowMinor: minorUnits(cell(r, 'price_low'), decimals),
        priceHighMinor: minorUnits(cell(r, 'price_high'), decimals),
        priceCurrency: priced ? currency : '',
        shares: cell(r, 'shares'),
        proceedsUsdMinor: minorUnits(cell(r, 'proceeds_usd')),
        valuationUsdMinor: minorUnits(cell(r, 'valuation_usd')),
        banks: cell(r, 'banks'),
        window: cell(r, 'window'),
        sourceUrl: cell(r, 'source_url'),
        sourcePublishedOn: cell(r, 'source_published_on'),
        grade:
          gradeOf(note) ||
          (/the page itself is not stored|Page itself not stored|Read through/.test(note) ? 'cited' : 'page'),
        note: plainNote(note),
        ...shipped,
      }
    })
  return file(
    'ipo',
    ['companySlug', 'milestone', 'occurredOn', 'sourceUrl'],
    'knownOn',
    sortedBy(rows, 'companySlug', 'occurredOn', 'milestone', 'sourceUrl'),
    'SEC filings, exchange and news pages, named row by row',
    'row by row: page or cited',
  )
}

/** Rows of capacity.csv that count the same megawatts or sites twice. Company and day of the row, and what to know. */
const CAPACITY_NOTES: Record<string, string> = {
  'openai 2025-07-22': 'Partly the same capacity as the 5.5 GW of 2025-09-23: do not add.',
  'openai 2025-09-22':
    'A letter of intent for up to 100 bn USD and at least 10 GW; reported on ice in January 2026 and left in March 2026, when 30 bn USD of equity took its place.',
  'openai 2025-09-23 Oracle':
    'Partly the same capacity as the 4.5 GW of 2025-07-22: do not add. An enlargement near Abilene counted here was reported dropped on 2026-03-06.',
  'nebius 2026-03-16': 'Up to 27 bn USD: 12 bn firm, the rest only as far as Nebius cannot sell it to others.',
  'meta 2026-01-09': 'The sum of the rows of Vistra, Oklo and TerraPower and more: do not add.',
  'hut-8 2026-05-06': 'The same site as the Lambda contract of 2026-08-31; the tenant was not named then.',
  'lambda 2026-08-31':
    '35 bn USD by press, one source, not confirmed by the companies. The same site as the Hut 8 lease of 2026-05-06; NVIDIA holds the lease.',
  'volta 2026-08-04': 'The press names Anthropic as the customer; the company does not.',
}

const CITED_CAPACITY = new Set([
  'openai 2025-07-22',
  'coreweave 2025-03-10',
  'anthropic 2025-11-12',
  'constellation',
  'bloom-energy',
  'volta',
  'xai',
  'lambda',
  'nscale 2026-08-26',
])

function capacityGrade(key: string, slug: string): string {
  if (key === 'nebius 2026-03-16') return 'digest' // title and standfirst in a feed archive
  return CITED_CAPACITY.has(key) || CITED_CAPACITY.has(slug) ? 'cited' : 'page'
}

/** Announcements of data centres, clusters and power. `valueMinor` in cents of `currency`. */
export function capacity(input: string): DataFile {
  const rows = facts(input, 'capacity').map((r) => {
    const slug = cell(r, 'company_slug')
    const key = `${slug} ${cell(r, 'announced_on')}`
    return {
      companySlug: slug,
      announcedOn: cell(r, 'announced_on'),
      what: cell(r, 'what'),
      megawatts: cell(r, 'megawatts'),
      gpus: cell(r, 'gpus'),
      valueMinor: minorUnits(cell(r, 'value')),
      currency: cell(r, 'currency'),
      counterparty: cell(r, 'counterparty'),
      location: cell(r, 'location'),
      status: cell(r, 'status'),
      sourceUrl: cell(r, 'source_url'),
      sourcePublishedOn: cell(r, 'source_published_on'),
      grade: capacityGrade(key, slug),
      note: CAPACITY_NOTES[`${key} ${cell(r, 'counterparty')}`] ?? CAPACITY_NOTES[key] ?? '',
      ...shipped,
    }
  })
  return file(
    'capacity',
    ['companySlug', 'announcedOn', 'what', 'counterparty', 'megawatts', 'valueMinor'],
    'announcedOn',
    sortedBy(rows, 'companySlug', 'announcedOn', 'what', 'counterparty'),
    'company and news pages, named row by row',
    'row by row: page, digest or cited',
  )
}

/** Rows of layoffs.csv that were read as links in other files; all others were read on a page. */
const CITED_LAYOFFS = new Set(['amazon 2026-01-28', 'meta 2022', 'microsoft 2023'])

const LAYOFF_NOTES: Record<string, string> = {
  'oracle 2026-03-31': 'Sources range from 10,000 or more to 30,000, so no figure is given.',
  'microsoft 2025-05-13': 'About 6,000.',
  'dell 2026-03-17': 'The fall over fiscal year 2026, dated by the article: not an announcement of one day.',
  xai: 'A minimum or an approximate figure.',
  cloudflare: 'A minimum or an approximate figure.',
  'scale-ai': 'A minimum or an approximate figure.',
}

/** Rows whose sources are too far apart for one figure. */
const DISPUTED_HEADCOUNT = new Set(['oracle 2026-03-31'])

function layoffGrade(r: Row): string {
  const slug = cell(r, 'company_slug')
  const year = cell(r, 'announced_on').slice(0, 4)
  if (cell(r, 'source_url').includes('data-insider-nyc')) return 'list'
  // title and standfirst in a feed archive
  if (['dell', 'oracle'].includes(slug)) return 'digest'
  if (['cohere', 'google', 'hpe'].includes(slug)) return 'cited'
  return CITED_LAYOFFS.has(`${slug} ${cell(r, 'announced_on')}`) || CITED_LAYOFFS.has(`${slug} ${year}`)
    ? 'cited'
    : 'page'
}

/** Announced cuts. `headcount` in people, `percent` of all people; empty where the source gives none. */
export function layoffs(input: string): DataFile {
  const rows = facts(input, 'layoffs').map((r) => {
    const slug = cell(r, 'company_slug')
    return {
      companySlug: slug,
      announcedOn: cell(r, 'announced_on'),
      headcount: DISPUTED_HEADCOUNT.has(`${slug} ${cell(r, 'announced_on')}`) ? '' : cell(r, 'headcount'),
      percent: cell(r, 'percent'),
      sourceUrl: cell(r, 'source_url'),
      grade: layoffGrade(r),
      note: LAYOFF_NOTES[`${slug} ${cell(r, 'announced_on')}`] ?? LAYOFF_NOTES[slug] ?? '',
      ...shipped,
    }
  })
  return file(
    'layoffs',
    ['companySlug', 'announcedOn'],
    'announcedOn',
    sortedBy(rows, 'companySlug', 'announcedOn'),
    'news pages and a public tracker',
    'row by row: page, list, digest or cited',
  )
}

/** Articles as records: address, publisher, day, title, and what it says in our words. Never the article's text. */
export function articles(input: string): DataFile {
  const rows = facts(input, 'articles').map((r) => ({
    url: cell(r, 'url'),
    publisher: cell(r, 'publisher'),
    publishedOn: cell(r, 'published_on'),
    title: cell(r, 'title'),
    titleIs: cell(r, 'title_is'),
    summary: cell(r, 'what_it_says'),
    topics: cell(r, 'topics'),
    ...shipped,
  }))
  return file(
    'articles',
    ['url'],
    'publishedOn',
    sortedBy(rows, 'publishedOn', 'url'),
    'the pages themselves, a feed archive and public digests',
    'row by row, in titleIs: published or rebuilt',
  )
}

/** Releases that are due after the set was compiled, with the local time of the agency. */
export function releases(input: string): DataFile {
  const rows = facts(input, 'releases').map((r) => ({
    agency: cell(r, 'agency'),
    release: cell(r, 'release'),
    period: cell(r, 'period').replace(/^(\d{4})Q([1-4])$/, '$1-Q$2'),
    scheduledOn: cell(r, 'scheduled_on'),
    timeLocal: cell(r, 'time_local'),
    timeZone: cell(r, 'time_zone'),
    sourceUrl: cell(r, 'source_url'),
    checkedHow: cell(r, 'checked_how'),
    ...shipped,
  }))
  return file(
    'releases',
    ['agency', 'release', 'period', 'scheduledOn'],
    'scheduledOn',
    sortedBy(rows, 'scheduledOn', 'agency', 'release'),
    'public copies of the calendars of BEA, BLS and the Federal Reserve',
    'row by row, in checkedHow',
  )
}

/** Counts of Hacker News "Who is hiring?" in long form: posts of a month that name a term, by who counted. */
export function hackerNews(input: string): DataFile {
  const licence: Record<string, string> = { hiringtrends: 'MIT', 'hn-jobs-data': 'MIT', 'hn-hiring-analysis': FACTS }
  const repository: Record<string, string> = {
    hiringtrends: 'ryanwi/hiringtrends',
    'hn-jobs-data': 'gantryops/hn-jobs-data',
    'hn-hiring-analysis': 'controlarm/hn-hiring-analysis',
  }
  const meta = new Set(['month', 'source', 'whole_month'])
  const rows: Row[] = []
  for (const r of readCsv(input, 'hn/who-is-hiring-monthly.csv')) {
    // 2011-12 is a stray thread with three posts; a thread read before it had gone quiet is not a month
    if (cell(r, 'whole_month') !== '1' || cell(r, 'month') === '2011-12') continue
    const counter = cell(r, 'source')
    for (const [term, count] of Object.entries(r)) {
      if (meta.has(term) || count === '') continue
      rows.push({
        month: cell(r, 'month'),
        counter,
        term,
        count,
        source: repository[counter] ?? '',
        licence: licence[counter] ?? '',
      })
    }
  }
  return file(
    'hn',
    ['month', 'counter', 'term'],
    'month',
    sortedBy(rows, 'counter', 'month', 'term'),
    'ryanwi/hiringtrends; controlarm/hn-hiring-analysis; gantryops/hn-jobs-data',
    'counted',
    `${FACTS}; MIT`,
  )
}

function file(
  name: string,
  key: readonly string[],
  period: string | null,
  rows: Row[],
  source: string,
  grade: string,
  licence: string = FACTS,
): DataFile {
  return { name, columns: Object.keys(rows[0] ?? {}), key, period, rows, source, licence, grade }
}
