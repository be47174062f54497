import { XMLParser } from 'fast-xml-parser'
import type { Day } from '@/lib/dates'
import { isDay } from '@/lib/dates'
import { WaveError } from '@/lib/errors'
import {
  EMPTY_BATCH,
  type ParsedBatch,
  type ParsedFiling,
  type ParsedRound,
  type SourceDocument,
  utf8,
} from '../source'

const PARSER = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  maxNestedTags: 64,
})

/** What a Form D says: money in minor units of USD; `offeringMinor` null means "indefinite". */
export type FormD = {
  readonly cik: string
  readonly name: string
  readonly isAmendment: boolean
  readonly previousAccession: string | null
  readonly firstSaleOn: Day | null
  readonly offeringMinor: bigint | null
  readonly soldMinor: bigint | null
  readonly isEquity: boolean
  readonly isDebt: boolean
  readonly isFund: boolean
  readonly industry: string | null
  readonly investors: number | null
  readonly persons: readonly { readonly name: string; readonly relationships: readonly string[] }[]
}

/**
 * Reads the `primary_doc.xml` of a Form D or D/A (schema X0708).
 * @throws WaveError `parse-failed` when it is none
 */
export function readFormD(xml: string): FormD {
  let root: unknown
  try {
    root = at(PARSER.parse(xml.replace(/<!DOCTYPE[^>]*>/i, '')), 'edgarSubmission')
  } catch (cause) {
    throw new WaveError('parse-failed', 'The Form D is no XML that can be read.', 'It is kept and tried again later.', {
      cause,
    })
  }
  const issuer = at(root, 'primaryIssuer')
  const offering = at(root, 'offeringData')
  const name = text(issuer, 'entityName')
  const cik = text(issuer, 'cik')
  if (!name || !cik || !offering)
    throw new WaveError(
      'parse-failed',
      'The document is no Form D: it names no issuer or no offering.',
      'Give the primary_doc.xml of a Form D.',
    )
  const firstSale = text(offering, 'typeOfFiling', 'dateOfFirstSale', 'value')
  const count = Number(text(offering, 'investors', 'totalNumberAlreadyInvested') ?? Number.NaN)
  return {
    cik: String(Number(cik)),
    name,
    isAmendment: text(offering, 'typeOfFiling', 'newOrAmendment', 'isAmendment') === 'true',
    previousAccession: text(offering, 'typeOfFiling', 'newOrAmendment', 'previousAccessionNumber'),
    firstSaleOn: firstSale && isDay(firstSale) ? firstSale : null,
    offeringMinor: dollars(text(offering, 'offeringSalesAmounts', 'totalOfferingAmount')),
    soldMinor: dollars(text(offering, 'offeringSalesAmounts', 'totalAmountSold')),
    isEquity: text(offering, 'typesOfSecuritiesOffered', 'isEquityType') === 'true',
    isDebt: text(offering, 'typesOfSecuritiesOffered', 'isDebtType') === 'true',
    isFund: text(offering, 'industryGroup', 'industryGroupType') === 'Pooled Investment Fund',
    industry: text(offering, 'industryGroup', 'industryGroupType'),
    investors: Number.isInteger(count) ? count : null,
    persons: list(at(root, 'relatedPersonsList', 'relatedPersonInfo')).map((p) => ({
      name: [
        text(p, 'relatedPersonName', 'firstName'),
        text(p, 'relatedPersonName', 'middleName'),
        text(p, 'relatedPersonName', 'lastName'),
      ]
        .filter(Boolean)
        .join(' '),
      relationships: list(at(p, 'relatedPersonRelationshipList', 'relationship')).filter(
        (r): r is string => typeof r === 'string',
      ),
    })),
  }
}

/** A Form D as a filing with its amounts and, for a company that sold something, as a private round. */
export function readFormDDocument(document: SourceDocument): ParsedBatch {
  const about = document.request.about ?? {}
  const d = readFormD(utf8(document.bytes))
  const accession = about.accession ?? ''
  const filedOn = about.filedOn ?? ''
  const url = `https://www.sec.gov/Archives/edgar/data/${about.cik ?? d.cik}/${accession.replaceAll('-', '')}/${accession}-index.htm`
  const filing: ParsedFiling = {
    companyName: d.name,
    cik: about.cik ?? d.cik,
    accession,
    form: about.form ?? (d.isAmendment ? 'D/A' : 'D'),
    filedOn,
    knownOn: filedOn,
    acceptedAt: about.acceptedAt || null,
    description: 'Notice of an exempt offering of securities',
    url,
    attributes: {
      offeringMinor: d.offeringMinor === null ? null : Number(d.offeringMinor),
      soldMinor: d.soldMinor === null ? null : Number(d.soldMinor),
      currency: 'USD',
      firstSaleOn: d.firstSaleOn,
      isEquity: d.isEquity,
      isDebt: d.isDebt,
      isAmendment: d.isAmendment,
      previousAccession: d.previousAccession,
      industry: d.industry,
      investors: d.investors,
      persons: d.persons,
    },
  }
  return { ...EMPTY_BATCH, filings: [filing], rounds: round(d, accession, filedOn, url) }
}

function round(d: FormD, accession: string, filedOn: Day, url: string): ParsedRound[] {
  // A fund raises money to invest it elsewhere; that is no round of a company. Nothing sold is no round yet.
  if (d.isFund || d.soldMinor === null || d.soldMinor <= 0n) return []
  return [
    {
      companySlug: null,
      companyName: d.name,
      cik: d.cik,
      announcedOn: d.firstSaleOn && d.firstSaleOn <= filedOn ? d.firstSaleOn : filedOn,
      knownOn: filedOn,
      kind: d.isDebt && !d.isEquity ? 'debt' : 'equity',
      stage: 'unknown',
      amountMinor: d.soldMinor,
      currency: 'USD',
      amountIs: 'exact',
      valuationMinor: null,
      valuationIs: null,
      leadInvestors: [],
      investors: [],
      sourceUrl: url,
      sourceTitle: null,
      sourcePublishedOn: filedOn,
      note:
        d.offeringMinor !== null && d.offeringMinor > d.soldMinor
          ? 'Sold so far, of a larger offering; Form D names no investors.'
          : 'Form D names no investors.',
      grade: 'page',
      accession,
      previousAccession: d.previousAccession,
    },
  ]
}

const dollars = (value: string | null): bigint | null =>
  value && /^\d{1,15}(?:\.\d+)?$/.test(value) ? BigInt(Math.round(Number(value) * 100)) : null

function at(value: unknown, ...path: string[]): unknown {
  let v = value
  for (const key of path) v = typeof v === 'object' && v !== null ? (v as Record<string, unknown>)[key] : undefined
  return v
}

function text(value: unknown, ...path: string[]): string | null {
  const v = at(value, ...path)
  return typeof v === 'string' && v.trim() !== '' ? v.trim() : null
}

const list = (value: unknown): unknown[] =>
  value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]
