import type { EffectPathData } from '@/components/charts/types'
import { type LeadLag, leadLag } from '@/lib/analytics/crossCorrelation'
import { type Enough, notEnough, notEnoughWords } from '@/lib/analytics/enough'
import { numberWords, plural, rangeWords } from '@/lib/analytics/words'
import { addDays, type Day } from '@/lib/dates'
import type { ChartAnswer } from '../answer'
import { capitalByWeek, observedByWeek } from '../leadingSeries'
import { asOfNote, POSTINGS_ARE_NOT_HIRES, passedDay } from '../names'
import { seriesById } from '../observations'
import { rolePanel, scopeWords } from '../panel'
import { panelWeekly } from '../panelWeekly'
import type { ChartAsk, TableRow } from './common'

/** Weeks to each side. */
const MOST_LAG = 26

/** What is set against openings: its name, and a value for each week; null where there is none. */
interface Other {
  name: string
  values: (number | null)[]
  /** A flow moves by itself; a level is compared by its changes. */
  flow: boolean
  source: { name: string; licence: string | null; url: string | null }
}

/** `Capital raised` within a sentence. */
const inSentence = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1)

/** What openings are set against: capital raised, or a series of observations. */
async function otherOf(ask: ChartAsk, weeks: readonly Day[]): Promise<Other> {
  const { view, params, db, now } = ask
  if (!params.series)
    return {
      name: 'Capital raised',
      values: await capitalByWeek(view, weeks, 'announcedOn', db, now),
      flow: true,
      source: { name: 'rounds as published', licence: null, url: null },
    }
  const series = await seriesById(params.series, db)
  const { values } = await observedByWeek(series.id, weeks, passedDay(view, now), db)
  const { publisher: name, licence, url } = series
  return { name: series.title, values, flow: false, source: { name, licence, url } }
}

/**
 * `lead-lag`: whether capital raised (or a daily or weekly series) moves before the panel's openings, by cross-correlation of the
 * whitened series with a band that chance alone fills. Correlations, -1 to 1. No rows under 67 weeks of both.
 *
 * @throws WaveError `not-found` for an unknown series
 */
export async function leadLagChart(ask: ChartAsk): Promise<ChartAnswer<TableRow, EffectPathData>> {
  const { view, db, now } = ask
  const panel = await rolePanel(view, db, now)
  const weekly = panelWeekly(panel)
  const gap = weekly.findLastIndex((w) => w.value === null)
  const run = weekly.slice(gap + 1)
  const weeks = run.map((w) => w.week)
  const other = await otherOf(ask, weeks)
  // Openings as logarithms: a step of one in ten counts alike on a small board and on a large one.
  const openings = run.map((w) => Math.log((w.value ?? 0) + 0.5))
  const both = other.values.filter((v) => v !== null).length
  const found: Enough<LeadLag> =
    both < weeks.length
      ? notEnough(both, Math.max(weeks.length, MOST_LAG + 41), 'weeks with both series')
      : leadLag(
          other.values.map((v) => v ?? 0),
          openings,
          { most: MOST_LAG, difference: other.flow ? 'second' : 'both' },
        )
  const scope = scopeWords(panel.companies)
  const lags = found.enough ? found.lags : []
  const why = found.enough ? '' : `Whether ${inSentence(other.name)} leads openings: ${notEnoughWords(found)}.`
  const strongest = found.enough ? found.strongest : null
  const from = weeks[0] ?? panel.from
  const to = weeks.length ? addDays(weeks.at(-1) ?? panel.to, 6) : panel.to
  return {
    chart: 'lead-lag',
    title: !found.enough
      ? `${other.name} and openings: not enough data for a lead`
      : strongest === null
        ? `No lead of ${inSentence(other.name)} over openings stands out of chance`
        : strongest.lag > 0
          ? `${other.name} moved ${plural(strongest.lag, 'week')} before openings`
          : strongest.lag < 0
            ? `Openings moved ${plural(-strongest.lag, 'week')} before ${inSentence(other.name)}`
            : `${other.name} and openings moved in the same week`,
    subtitle: `Correlation of ${inSentence(other.name)} with infrastructure openings at ${scope}, so many weeks later; both without their own memory. Grey: where 95% of unrelated series lie; dashed: what the strongest of all lags has to pass.${weeks.length ? ` ${rangeWords(from, to)}.` : ''}`,
    data: {
      from,
      to,
      xHead: `weeks by which ${inSentence(other.name)} leads`,
      xWords: 'lead of N weeks',
      yHead: 'Correlation',
      bandWords: 'Chance, 95%',
      nWords: 'Points',
      base: 0,
      marks: 'stems',
      paths: found.enough
        ? [
            {
              key: 'all',
              label: '',
              points: lags.map((l) => ({ x: l.lag, value: l.correlation, low: l.low, high: l.high, n: null })),
              peak: found.peakBand,
            },
          ]
        : [],
      empty: why,
    },
    rows: lags.map((l) => ({
      lag: l.lag,
      correlation: l.correlation,
      chanceLow95: l.low,
      chanceHigh95: l.high,
      strongest: strongest?.lag === l.lag,
    })),
    unit: 'correlation',
    view: { ...view, from, to },
    notes: [
      ...asOfNote(view),
      ...(found.enough
        ? [
            `${plural(found.points, 'point')} compared, whitened by an autoregression of order ${found.order}; a peak has to pass ${numberWords(found.peakBand, 2)}, the largest that chance reaches at any lag in 95 of 100 cases.`,
          ]
        : [why]),
      ...(gap >= 0 ? ['Only the weeks after the last gap are looked at.'] : []),
      'A lead is no cause: both may follow a third.',
      POSTINGS_ARE_NOT_HIRES,
    ],
    sources: [other.source, { name: `job boards of ${scope}`, licence: null, url: null }],
    updatedOn: weeks.length ? to : null,
  }
}
