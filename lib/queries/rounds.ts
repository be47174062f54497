import { dayWords, moneyWords, plural } from '@/lib/analytics/words'
import { dayOf } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { Prisma } from '@/lib/db/generated/client'
import type { View } from '@/lib/view'
import type { Answer } from './answer'
import { asOfNote, dayOrNull, knownCompanies, passedDay } from './names'
import type { FilingRow, IpoStepRow, RoundRow } from './types'

interface RawRound {
  id: string
  company: string
  company_name: string
  announced_on: Date
  known_on: Date
  kind: RoundRow['kind']
  stage: string
  amount: number | null
  currency: string
  amount_is: string | null
  valuation: number | null
  valuation_is: string | null
  lead_investors: string[]
  investors: string[]
  part_of: Date | null
  grade: string | null
  note: string | null
  source_url: string
  source_title: string | null
  signal_id: string | null
}

/** The range, companies and knowledge of a view as a condition on a table `t` with `company_slug` and `known_on`. */
const scope = (view: View, known: string, day: Prisma.Sql): Prisma.Sql => Prisma.sql`t.known_on <= ${known}::date
  ${view.from ? Prisma.sql`AND ${day} >= ${view.from}::date` : Prisma.empty}
  ${view.to ? Prisma.sql`AND ${day} <= ${view.to}::date` : Prisma.empty}
  ${view.companies.length ? Prisma.sql`AND t.company_slug = ANY(${view.companies}::text[])` : Prisma.empty}`

/**
 * Funding rounds, newest first. `counted` is false where a later round that was known by then already includes the amount, where no
 * amount was published, or where it is in another currency than USD: sums leave such rows out.
 */
export async function rounds(view: View, db: Db, now = new Date()): Promise<Answer<RoundRow>> {
  if (view.companies.length) await knownCompanies(view.companies, db)
  const known = passedDay(view, now)
  const raw = await db.$queryRaw<RawRound[]>`
    SELECT t.id::text, t.company_slug AS company, c.name AS company_name, t.announced_on, t.known_on, t.kind, t.stage,
      t.amount_minor::float8 / 100 AS amount, t.currency, t.amount_is, t.valuation_minor::float8 / 100 AS valuation,
      t.valuation_is, t.lead_investors, t.investors, p.announced_on AS part_of, t.grade, t.note, t.source_url, t.source_title,
      (SELECT s.id FROM signals s WHERE s.company_slug = t.company_slug AND s.type = 'funding'
        AND s.occurred_on = t.announced_on AND s.known_on <= ${known}::date AND s.attributes->>'kind' = t.kind
        ORDER BY (s.magnitude IS NOT DISTINCT FROM t.amount_minor::float8 / 100) DESC, s.id LIMIT 1) AS signal_id
    FROM funding_rounds t
    JOIN companies c ON c.slug = t.company_slug
    LEFT JOIN funding_rounds p ON p.id = t.part_of_id AND p.known_on <= ${known}::date
    WHERE ${scope(view, known, Prisma.sql`t.announced_on`)}
    ORDER BY t.announced_on DESC, t.amount_minor DESC NULLS LAST, t.id`
  const rows = raw.map(
    (r): RoundRow => ({
      id: r.id,
      company: r.company,
      companyName: r.company_name,
      announcedOn: dayOf(r.announced_on),
      knownOn: dayOf(r.known_on),
      kind: r.kind,
      stage: r.stage,
      amount: r.amount,
      currency: r.currency,
      amountIs: r.amount_is,
      valuation: r.valuation,
      valuationIs: r.valuation_is,
      leadInvestors: r.lead_investors,
      investors: r.investors,
      partOf: dayOrNull(r.part_of),
      counted: r.part_of === null && r.amount !== null && r.currency === 'USD',
      grade: r.grade,
      note: r.note,
      sourceUrl: r.source_url,
      sourceTitle: r.source_title,
      signalId: r.signal_id,
    }),
  )
  return {
    rows,
    unit: 'amounts in whole units of each row’s currency',
    view,
    notes: [...asOfNote(view), ...roundNotes(rows)],
  }
}

/** What sums leave out, in sentences. */
export function roundNotes(rows: readonly RoundRow[]): string[] {
  const notes: string[] = []
  for (const r of rows) {
    if (r.partOf !== null)
      notes.push(
        `${r.companyName}, ${dayWords(r.announcedOn)}: part of the round of ${dayWords(r.partOf)}, so it is in no sum.`,
      )
  }
  const foreign = rows.filter((r) => r.partOf === null && r.amount !== null && r.currency !== 'USD')
  if (foreign.length)
    notes.push(
      `Only US dollars are added up; left out: ${foreign
        .map((r) => `${r.companyName}, ${moneyWords(r.amount ?? 0, r.currency)} on ${dayWords(r.announcedOn)}`)
        .join('; ')}.`,
    )
  const silent = rows.filter((r) => r.amount === null).length
  if (silent) notes.push(`${silent} of ${plural(rows.length, 'round')} published no amount: counted, not summed.`)
  return notes
}

/** Steps towards a listing, newest first; the range goes by the first day of what is known of the step's day. */
export async function ipoSteps(view: View, db: Db, now = new Date()): Promise<Answer<IpoStepRow>> {
  if (view.companies.length) await knownCompanies(view.companies, db)
  const known = passedDay(view, now)
  const raw = await db.$queryRaw<
    {
      company: string | null
      company_name: string
      milestone: string
      occurred_on: string
      known_on: Date
      form: string | null
      exchange: string | null
      ticker: string | null
      proceeds: number | null
      valuation: number | null
      banks: string[]
      window: string | null
      note: string | null
      source_url: string
      signal_id: string | null
    }[]
  >`
    SELECT t.company_slug AS company, coalesce(c.name, t.company_name) AS company_name, t.milestone, t.occurred_on, t.known_on,
      t.form, t.exchange, t.ticker, t.proceeds_usd_minor::float8 / 100 AS proceeds,
      t.valuation_usd_minor::float8 / 100 AS valuation, t.banks, t."window", t.note, t.source_url,
      (SELECT s.id FROM signals s WHERE s.type = 'ipo' AND s.company_slug = t.company_slug AND s.occurred_on = t.occurred_from
        AND s.attributes->>'stage' = t.milestone AND s.known_on <= ${known}::date ORDER BY s.id LIMIT 1) AS signal_id
    FROM ipo_milestones t LEFT JOIN companies c ON c.slug = t.company_slug
    WHERE ${scope(view, known, Prisma.sql`t.occurred_from`)}
    ORDER BY t.occurred_from DESC, t.known_on DESC, t.id DESC`
  const rows = raw.map(
    (r): IpoStepRow => ({
      company: r.company,
      companyName: r.company_name,
      milestone: r.milestone,
      occurredOn: r.occurred_on,
      knownOn: dayOf(r.known_on),
      form: r.form,
      exchange: r.exchange,
      ticker: r.ticker,
      proceedsUsd: r.proceeds,
      valuationUsd: r.valuation,
      banks: r.banks,
      window: r.window,
      note: r.note,
      sourceUrl: r.source_url,
      signalId: r.signal_id,
    }),
  )
  return { rows, unit: 'steps', view, notes: asOfNote(view) }
}

/** Documents filed with the SEC, newest first; the range goes by the day of filing. */
export async function filings(view: View, db: Db, now = new Date()): Promise<Answer<FilingRow>> {
  if (view.companies.length) await knownCompanies(view.companies, db)
  const known = passedDay(view, now)
  const raw = await db.$queryRaw<
    (Omit<FilingRow, 'companyName' | 'filedOn' | 'knownOn'> & {
      company_name: string
      filed_on: Date
      known_on: Date
    })[]
  >`
    SELECT t.company_slug AS company, coalesce(c.name, t.company_name) AS company_name, t.cik, t.accession, t.form, t.filed_on,
      t.known_on, t.description, t.url
    FROM filings t LEFT JOIN companies c ON c.slug = t.company_slug
    WHERE ${scope(view, known, Prisma.sql`t.filed_on`)}
    ORDER BY t.filed_on DESC, t.accession DESC LIMIT 1000`
  const rows = raw.map(
    (r): FilingRow => ({
      company: r.company,
      companyName: r.company_name,
      cik: r.cik,
      accession: r.accession,
      form: r.form,
      filedOn: dayOf(r.filed_on),
      knownOn: dayOf(r.known_on),
      description: r.description,
      url: r.url,
    }),
  )
  return { rows, unit: 'filings', view, notes: asOfNote(view) }
}
