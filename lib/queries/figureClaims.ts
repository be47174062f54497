import { firstFigures } from '@/lib/analytics/revisions'
import { type Day, dayOf, periodBounds } from '@/lib/dates'
import type { Db } from '@/lib/db/client'
import { gdpSentence } from '@/lib/ingest/factSentences'
import { GDP_SERIES } from '@/lib/ingest/factSignals'
import type { ClaimRow, ClaimSource } from './claims'
import { allVintages } from './observations'

/** What a figure was said to be, and what it is now. */
export interface ClaimFigure {
  unit: string
  said: number
  /** Null while no later figure followed. */
  stands: number | null
  /** stands - said. */
  off: number | null
}

/**
 * First figures of US growth as claims with their outcome, out of the vintages that were known by a day: what was said first is a
 * statement about what the books will show. `lateDays` counts from the first figure to the one that stands.
 */
export async function figureClaims(db: Db, known: Day): Promise<ClaimRow[]> {
  const series = await db.series.findUnique({ where: { id: GDP_SERIES } })
  if (!series) return []
  const [vintages, addresses, signals] = await Promise.all([
    allVintages(db, series.id, { from: null, to: null, known }),
    db.observation.findMany({
      where: { seriesId: series.id, sourceUrl: { not: null } },
      select: { period: true, vintage: true, sourceUrl: true },
    }),
    db.$queryRaw<{ id: string; period: string | null; known: Date }[]>`
      SELECT id, attributes ->> 'period' AS period, known_on AS known FROM signals
      WHERE type = 'macro' AND 'fact:gdp' = ANY(rules) AND known_on <= ${known}::date`,
  ])
  const keyOf = (period: string, on: Day) => `${period} ${on}`
  const addressOf = new Map(addresses.map((a) => [keyOf(a.period, dayOf(a.vintage)), a.sourceUrl]))
  const signalOf = new Map(signals.map((s) => [keyOf(s.period ?? '', dayOf(s.known)), s.id]))
  const unit = /^percent/i.test(series.unit) ? 'percentage points' : series.unit
  const source = (
    period: string,
    { value, on, estimate }: { value: number; on: Day; estimate: string | null },
    before: number | null,
  ): ClaimSource => ({
    signalId: signalOf.get(keyOf(period, on)) ?? '',
    on,
    publisher: series.publisher,
    address: addressOf.get(keyOf(period, on)) ?? series.url,
    articleId: null,
    quote: null,
    summary: gdpSentence(period, value, estimate, before),
  })
  return firstFigures(vintages, series.decimals).flatMap((f): ClaimRow[] => {
    const bounds = periodBounds(f.period)
    if (!bounds) return []
    const first = source(f.period, f.said, null)
    return [
      {
        claim: `figure ${series.id} ${f.period}`,
        step: 1,
        steps: 1,
        kind: 'figure',
        company: null,
        companyName: series.title,
        place: null,
        window: f.period,
        due: bounds.last,
        statedOn: f.said.on,
        outcome: f.outcome,
        outcomeOn: f.stands?.on ?? null,
        movedTo: null,
        lateDays: f.days,
        source: first,
        tellings: [first],
        endedBy: f.stands ? source(f.period, f.stands, f.outcome === 'kept' ? null : f.said.value) : null,
        figure: { unit, said: f.said.value, stands: f.stands?.value ?? null, off: f.off },
      },
    ]
  })
}
