import { type Day, daysBetween } from '@/lib/dates'
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
    const said = publishedOf(all)
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

type Published = PeriodRevision['estimates'][number]

/** The values of one period in order of release, without those that are none. */
const publishedOf = (vintages: readonly VintageValue[]): Published[] =>
  vintages
    .flatMap((v) =>
      v.value === null || !Number.isFinite(v.value) ? [] : [{ value: v.value, on: v.vintage, estimate: v.estimate }],
    )
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))

/** What a first figure was worth: a statement with its outcome. */
export interface FirstFigure {
  period: string
  said: Published
  /** The release since which the present figure stands, or that said the first one again; null while nothing followed. */
  stands: Published | null
  /** `kept`: the present figure is the first one, as rounded; `moved`: it is another; `open`: none has followed. */
  outcome: 'kept' | 'moved' | 'open'
  /** Present less first figure, in the series' unit; 0 for one that is kept; null while it is open. */
  off: number | null
  /** Days from the first figure to the release since which the present one stands; 0 for one that is kept or open. */
  days: number
}

/**
 * Each period's first figure as a claim, with what became of it, in order of periods. Order of the input does not matter.
 *
 * @param decimals digits that count: two figures that are alike when rounded so are one
 */
export function firstFigures(vintages: readonly VintageValue[], decimals: number): FirstFigure[] {
  const rounded = (value: number) => Math.round(value * 10 ** decimals)
  return [...groupBy(vintages, (v) => v.period)]
    .flatMap(([period, all]): FirstFigure[] => {
      const told = publishedOf(all)
      const [said, last] = [told[0], told.at(-1)]
      if (!said || !last) return []
      if (told.length === 1) return [{ period, said, stands: null, outcome: 'open', off: null, days: 0 }]
      if (rounded(last.value) === rounded(said.value))
        return [{ period, said, stands: last, outcome: 'kept', off: 0, days: 0 }]
      const from = told.findLastIndex((p) => rounded(p.value) !== rounded(last.value)) + 1
      const stands = told[from] ?? last
      return [
        {
          period,
          said,
          stands,
          outcome: 'moved',
          off: (rounded(last.value) - rounded(said.value)) / 10 ** decimals,
          days: daysBetween(said.on, stands.on),
        },
      ]
    })
    .sort((a, b) => (a.period < b.period ? -1 : 1))
}
