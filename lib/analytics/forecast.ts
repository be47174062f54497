import { backtest, type Forecaster, type TrackRecord } from './backtest'
import { type Enough, notEnough } from './enough'
import { type ForecastPoint, fitHoltWinters, forecastFrom } from './holtWinters'
import { leadingForecaster } from './leading'

/** Weeks ahead. */
export const FORECAST_WEEKS = 8
/** Weeks that the first forecast of a backtest learns from. */
const LEARN_WEEKS = 26
/** Origins of a backtest: fewer do not make a track record. */
const LEAST_ORIGINS = 26
/** From here on a model with a season of the year is tried as well: two seasons to learn from, and a track record. */
const YEAR = 52

/** The least with which a forecast is tried. */
export const FORECAST_MIN_WEEKS = LEARN_WEEKS + LEAST_ORIGINS + FORECAST_WEEKS - 1

export interface Forecast {
  model: 'damped trend' | 'damped trend with a season' | 'leading series'
  /** The next weeks; null unless the backtest beats the plain ways: then nothing is shown but the record. */
  points: ForecastPoint[] | null
  /** Of the model that is told. */
  record: TrackRecord
  /** Of the forecast with leading series, beside the model without them; null where no such series was given. */
  withLeading: TrackRecord | null
}

/** A series that may move before the one that is forecast, as it was known by the end of each of the same weeks. */
export interface LeadingSeries {
  name: string
  values: readonly (number | null)[]
}

const holtWinters =
  (period: number | null): Forecaster =>
  (history, steps) =>
    forecastFrom(fitHoltWinters(history, period, true), steps)

/**
 * Eight weeks ahead by damped Holt-Winters, shown only where it has beaten the last value and the value of a year ago on the series'
 * own past. Of the models that the length allows, the one with the smaller error in the backtest is taken. Leading series take its
 * place only where a forecast with them beats the plain ways and this model too, over the same origins.
 *
 * @param values weekly, in order; the stretch after the last gap (null or not finite) is what counts
 * @param leads one that has a gap since the last one of `values` is left out
 * @param floor where the quantity cannot fall below a value, as vacancies below 0: points and intervals are cut there
 * @returns not enough data under 59 weeks without a gap
 */
export function forecastWeeks(
  values: readonly (number | null)[],
  floor: number | null = 0,
  leads: readonly LeadingSeries[] = [],
): Enough<Forecast> {
  const y = sinceLastGap(values)
  if (y.length < FORECAST_MIN_WEEKS) return notEnough(y.length, FORECAST_MIN_WEEKS, 'weeks without a gap up to now')
  const flat = y.every((v) => v === y[0])
  const candidates: { model: Forecast['model']; period: number | null; first: number }[] = [
    { model: 'damped trend', period: null, first: LEARN_WEEKS },
  ]
  const seasonal = 2 * YEAR + LEAST_ORIGINS + FORECAST_WEEKS - 1
  if (y.length >= seasonal && !flat) {
    // Both are judged over the same origins.
    const first = Math.max(2 * YEAR, LEARN_WEEKS)
    candidates[0] = { model: 'damped trend', period: null, first }
    candidates.push({ model: 'damped trend with a season', period: YEAR, first })
  }
  const judged = candidates.map((c) => ({
    ...c,
    record: backtest(y, holtWinters(c.period), {
      first: c.first,
      steps: FORECAST_WEEKS,
      period: c.first >= YEAR ? YEAR : null,
    }),
  }))
  const best = judged.reduce((a, b) => (b.record.mae < a.record.mae ? b : a))
  const ledBy = leads.flatMap((lead) => {
    const own = lead.values.slice(values.length - y.length, values.length)
    return own.length === y.length && own.every((v) => v !== null && Number.isFinite(v))
      ? [Float64Array.from(own, Number)]
      : []
  })
  const withLeading =
    ledBy.length === 0 || flat
      ? null
      : backtest(y, leadingForecaster(ledBy), {
          first: best.first,
          steps: FORECAST_WEEKS,
          period: best.first >= YEAR ? YEAR : null,
          baseline: holtWinters(best.period),
        })
  const led = withLeading?.beats === true
  const points = led
    ? leadingForecaster(ledBy)(y, FORECAST_WEEKS)
    : best.record.beats
      ? forecastFrom(fitHoltWinters(y, best.period), FORECAST_WEEKS)
      : null
  return {
    enough: true,
    model: led ? 'leading series' : best.model,
    points: points === null || floor === null ? points : points.map((p) => atLeast(p, floor)),
    record: led ? withLeading : best.record,
    withLeading,
  }
}

function sinceLastGap(values: readonly (number | null)[]): Float64Array {
  let from = 0
  values.forEach((v, i) => {
    if (v === null || !Number.isFinite(v)) from = i + 1
  })
  return Float64Array.from(values.slice(from), (v) => v ?? 0)
}

const atLeast = (p: ForecastPoint, floor: number): ForecastPoint => ({
  mean: Math.max(floor, p.mean),
  low80: Math.max(floor, p.low80),
  high80: Math.max(floor, p.high80),
  low95: Math.max(floor, p.low95),
  high95: Math.max(floor, p.high95),
})
