import { decodeText } from '../feeds/charset'
import { htmlToText } from '../feeds/html'
import { EMPTY_BATCH, type ParsedBatch, type ParsedFiling, type SourceDocument, type SourceRequest } from '../source'

/** What a registration's cover tells before the price is known. Money in minor units of USD; null: it does not say. */
export type Cover = {
  readonly underwriters: readonly string[]
  readonly proposedTicker: string | null
  readonly proposedExchange: string | null
  /** "Proposed maximum aggregate offering price", on covers until 2022; later ones have it in an exhibit. */
  readonly maximumAmountMinor: number | null
}

/** The cover and the page behind it are within this; the rest of a registration runs to hundreds of pages. */
const COVER_HTML = 400_000
const COVER_TEXT = 30_000
const MAX_UNDERWRITERS = 40

/** Houses that bring companies to market, as covers set them; more are found by where they stand. */
const BANKS =
  /\b(?:Morgan Stanley|Goldman Sachs(?: & Co\. LLC)?|J\.?\s?P\.? ?Morgan|BofA Securities|Citigroup|Barclays|UBS(?: Investment Bank| Securities)?|Deutsche Bank Securities|Wells Fargo Securities|Jefferies|Evercore ISI|Allen & Company LLC|RBC Capital Markets|Mizuho|MUFG|BMO Capital Markets|TD Cowen|Cowen|Piper Sandler|Stifel|William Blair|Raymond James|Needham & Company|Oppenheimer & Co\.|KeyBanc Capital Markets|Guggenheim Securities|HSBC|BNP PARIBAS|Societe Generale|Nomura|Rothschild & Co|Santander|Scotiabank|Truist Securities|Canaccord Genuity|Craig-Hallum|Roth Capital Partners|Wedbush Securities|Loop Capital Markets|Academy Securities|Macquarie Capital|Moelis & Company|Lazard|Baird|Rosenblatt|Cantor|B\. ?Riley Securities|ThinkEquity|Maxim Group LLC|EF Hutton|Keefe, Bruyette & Woods|D\.A\. Davidson & Co\.|Northland Capital Markets|Lake Street|Bernstein)\b\.?/gi

const LISTING =
  /\b(?:list(?:ed|ing)?|quot(?:ed|ation)|trad(?:e|ed|ing))\b[\s\S]{0,300}?\b(?:on|of|by) (?:the |The )?(Nasdaq(?: (?:Global Select|Global|Capital|Stock))?(?: Market)?(?: LLC)?|New York Stock Exchange|NYSE(?: American| Arca| Texas)?|Cboe BZX Exchange)\b/i
const SYMBOL = /\bsymbols?\b[^“"”A-Z]{0,20}[“"]\s?([A-Z][A-Z.]{0,6}?)[.,]?\s?[”"]/

/**
 * Cover facts of an S-1 or F-1 out of its text: where and under which symbol the shares are to be traded, who places them,
 * and the most that is offered. A blank that the filer left ("under the symbol “ ”") is null.
 */
export function readCover(text: string): Cover {
  const cover = text.slice(0, COVER_TEXT)
  const listing = LISTING.exec(cover)
  const around = listing ? cover.slice(listing.index, listing.index + listing[0].length + 250) : ''
  return {
    underwriters: underwritersOf(cover),
    proposedExchange: listing?.[1] ? exchangeName(listing[1]) : null,
    proposedTicker: SYMBOL.exec(around)?.[1] ?? null,
    maximumAmountMinor: dollars(
      /proposed maximum aggregate offering price[\s\S]{0,600}?\$\s?([\d,]{6,})/i.exec(cover)?.[1],
    ),
  }
}

function exchangeName(words: string): string {
  if (/^nasdaq/i.test(words)) return 'Nasdaq'
  if (/^(?:new york stock exchange|nyse)$/i.test(words)) return 'NYSE'
  return words.trim()
}

/** The names at the foot of the prospectus' cover: those under a heading of managers, and houses that are known. */
function underwritersOf(cover: string): string[] {
  const foot =
    /(?:^|\n)[^\n]{0,80}(?:preliminary )?prospectus\b[^\n]{0,40}\bdated?\b|\bthe date of this (?:preliminary )?prospectus\b/gi
  const prospectus = Math.max(0, cover.search(/\bsubject to completion\b/i))
  const found: string[] = []
  for (const m of cover.matchAll(foot)) {
    if (m.index <= prospectus) continue
    // Names stand above the date, on some covers below it.
    const near = cover.slice(Math.max(prospectus, m.index - 2_500), m.index)
    const heading =
      /\n[^\n]{0,60}(?:book-?running managers?|lead managers?|co-?managers?|underwriters?|representatives?(?: of the underwriters)?)[^\n]{0,20}\n/i.exec(
        near,
      )
    const listed = heading ? linesBelow(near.slice(heading.index)) : []
    const delivery = near.search(/\b(?:deliver|delivery of) the (?:shares|securities|ADSs)\b/i)
    const known = [...near.slice(Math.max(0, delivery)).matchAll(BANKS)].map((b) => b[0])
    found.push(...(listed.length > 0 ? listed : known))
    if (found.length > 0) break
  }
  const names = new Map<string, string>()
  for (const name of found) {
    const tidy = name
      .replace(/\s+/g, ' ')
      .replace(/[,\s]+$/, '')
      .trim()
    const key = tidy.toLowerCase().replace(/[^a-z0-9]/g, '')
    if (key && !names.has(key)) names.set(key, tidy)
  }
  return [...names.values()].slice(0, MAX_UNDERWRITERS)
}

const HEADING = /managers?\b|underwriters?\b|representatives?\b|bookrunners?\b|^prospectus\b|^table of contents$/i
const NAME = /^[A-Z][\p{L}0-9.,&'’/ -]{2,58}$/u

/** Each line under a heading that reads as a house's name; several houses on a line are told apart where they are known. */
function linesBelow(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const words = line.replace(/[\u200b\u00a0]/g, ' ').trim()
    if (
      !NAME.test(words) ||
      HEADING.test(words) ||
      /^an? .* company$/i.test(words) ||
      /\.$/.test(words.replace(/\b(?:Inc|Co|L\.P|Corp)\.$/, ''))
    )
      return []
    const known = [...words.matchAll(BANKS)].map((b) => b[0])
    return known.length > 1 ? known : [words]
  })
}

/** The largest sum of a fee table (exhibit 107): all that is registered; the fees themselves are thousands of times smaller. */
export function readFeeTable(text: string): number | null {
  const from = text.search(/maximum\s+aggregate\s+offering/i)
  if (from < 0) return null
  const end = text.slice(from).search(/\bnet fee due\b/i)
  const table = text.slice(from, end < 0 ? from + 6_000 : from + end)
  const sums = [...table.matchAll(/\$\s?(\d[\d,]*(?:\.\d{1,2})?)/g)].map((m) => dollars(m[1]) ?? 0)
  return Math.max(0, ...sums) || null
}

const dollars = (digits: string | undefined): number | null => {
  const n = Number(digits?.replaceAll(',', ''))
  return digits && Number.isFinite(n) && n > 0 ? Math.round(n * 100) : null
}

/** The requests for a registration's cover and for the list of its exhibits, one of which may be the table of fees. */
export function coverRequests(
  about: Readonly<Record<string, string>>,
  archives: string,
  document: string | null,
): SourceRequest[] {
  const folder = `${archives}Archives/edgar/data/${about.cik ?? ''}/${(about.accession ?? '').replaceAll('-', '')}/`
  if (!document || !/^[\w.-]+\.html?$/i.test(document)) return []
  const always = { once: true, optional: true, about: { ...about, folder } } as const
  return [
    { url: folder + document, role: 'cover', accept: 'text/html', ...always },
    { url: `${folder}index.json`, role: 'exhibits', accept: 'application/json', ...always },
  ]
}

export function readCoverDocument(document: SourceDocument): ParsedBatch {
  const cover = readCover(textOf(document))
  return { ...EMPTY_BATCH, filings: [filing(document, { cover })] }
}

/** The list of a filing's documents: only the table of fees is asked for. */
export function readExhibits(document: SourceDocument): ParsedBatch {
  const about = document.request.about ?? {}
  const names = [...decodeText(document.bytes).matchAll(/"name"\s*:\s*"([\w.-]+\.html?)"/gi)].map((m) => m[1] ?? '')
  const fees = names.find((n) => /ex(?:hibit)?[-_]?107|filing[-_]?fees?/i.test(n))
  const more: SourceRequest[] = fees
    ? [{ url: (about.folder ?? '') + fees, role: 'fees', accept: 'text/html', once: true, optional: true, about }]
    : []
  return { ...EMPTY_BATCH, more }
}

export function readFeesDocument(document: SourceDocument): ParsedBatch {
  const maximumAmountMinor = readFeeTable(textOf(document))
  if (maximumAmountMinor === null) return EMPTY_BATCH
  return { ...EMPTY_BATCH, filings: [filing(document, { maximumAmountMinor, currency: 'USD' })] }
}

const textOf = ({ bytes, contentType }: SourceDocument): string =>
  htmlToText(decodeText(bytes.subarray(0, COVER_HTML), contentType))

/** The filing that a document belongs to, with what the document adds to it. */
function filing({ request }: SourceDocument, attributes: Readonly<Record<string, unknown>>): ParsedFiling {
  const { cik = '', name = '', accession = '', form = '', filedOn = '', acceptedAt = '' } = request.about ?? {}
  return {
    companyName: name,
    cik,
    accession,
    form,
    filedOn,
    knownOn: filedOn,
    acceptedAt: acceptedAt || null,
    description: null,
    url: `https://www.sec.gov/Archives/edgar/data/${cik}/${accession.replaceAll('-', '')}/${accession}-index.htm`,
    attributes,
  }
}
