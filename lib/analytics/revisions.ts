import type { Day } from '@/lib/dates'
import { type Enough, notEnough } from './enough'
import { groupBy } from './group'

/** One value of one period as it stood from `vintage` on; null: published that there is none. */
export interface VintageValue {
  period: string
  vintage: Day
  value: number | null
  estimate: string | null
}

export interface PeriodRevision {
  period: string
  first: number
  firstOn: Day
  firstEstimate: string | null
  latest: number
  latestOn: Day
  /** latest - first, in the series' unit. */
  revision: number
  /** Every value that was published, in order of release; one that repeats the value before without a name is none. */
  estimates: { value: number; on: Day; estimate: string | null }[]
}

/** Fewer revised periods give no mean. */
export const REVISIONS_MIN = 4

/**
 * What each period was said to be first against what is said now (real-time analysis after Croushore and Stark 2001, Journal of
 * Econometrics 105). Periods with a single vintage tell nothing of revisions and are left out. Order of the input does not matter.
 *
 * @returns the revisions in order of period with their mean absolute and mean value in the series' unit
 */
export function revisionsOf(
  vintages: readonly VintageValue[],
): Enough<{ rows: PeriodRevision[]; meanAbsolute: number; mean: number }> {
  const rows = [...groupBy(vintages, (v) => v.period)].flatMap(([period, all]): PeriodRevision[] => {
    const said = all
      .flatMap((v) =>
        v.value === null || !Number.isFinite(v.value) ? [] : [{ value: v.value, on: v.vintage, estimate: v.estimate }],
      )
      .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
    const estimates = said.filter((v, i) => i === 0 || v.estimate !== null || v.value !== said[i - 1]?.value)
    const [first, latest] = [estimates[0], estimates.at(-1)]
    if (!first || !latest || said.length < 2) return []
    return [
      {
        period,
        first: first.value,
        firstOn: first.on,
        firstEstimate: first.estimate,
        latest: latest.value,
        latestOn: latest.on,
        revision: latest.value - first.value,
        estimates,
      },
    ]
  })
  if (rows.length < REVISIONS_MIN) return notEnough(rows.length, REVISIONS_MIN, 'periods that were published twice')
  rows.sort((a, b) => (a.period < b.period ? -1 : 1))
  const sum = (f: (r: PeriodRevision) => number) => rows.reduce((total, r) => total + f(r), 0)
  return {
    enough: true,
    rows,
    meanAbsolute: sum((r) => Math.abs(r.revision)) / rows.length,
    mean: sum((r) => r.revision) / rows.length,
  }
}
