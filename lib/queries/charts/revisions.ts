import type { RevisionsData } from '@/components/charts/types'
import { notEnoughWords } from '@/lib/analytics/enough'
import { revisionsOf } from '@/lib/analytics/revisions'
import { dayWords, numberWords, plural, sentenceCase } from '@/lib/analytics/words'
import type { ChartAnswer } from '../answer'
import { asOfNote, passedDay } from '../names'
import { allVintages, seriesById } from '../observations'
import type { ChartAsk, TableRow } from './common'
import { GDP_SERIES } from './marks'

/** `revisions`: the latest figure of each period less the first, with every estimate between and the mean absolute revision. */
export async function revisions({ view, params, db, now }: ChartAsk): Promise<ChartAnswer<TableRow, RevisionsData>> {
  const series = await seriesById(params.series ?? GDP_SERIES, db)
  const known = passedDay(view, now)
  const vintages = await allVintages(db, series.id, { from: view.from, to: view.to, known })
  const found = revisionsOf(vintages)
  const decimals = Math.min(2, series.decimals)
  // A mean of small figures needs a decimal more than they have; one of hundreds none.
  const ofMean = (value: number) => numberWords(value, Math.abs(value) >= 10 ? 0 : 2)
  const unit = /^percent/i.test(series.unit) ? 'percentage points' : series.unit
  const rows = found.enough ? found.rows : []
  const last = rows.at(-1)
  const why = found.enough ? '' : `${sentenceCase(notEnoughWords(found))}.`
  const latest =
    vintages
      .map((v) => v.vintage)
      .sort()
      .at(-1) ?? null
  return {
    chart: 'revisions',
    title: found.enough
      ? `${series.title}: first figures were off by ${ofMean(found.meanAbsolute)} on average`
      : `Revisions of ${series.title}: not enough data`,
    subtitle: `Latest figure less the first, in ${unit}, as known on ${dayWords(known)}${rows.length ? `; ${plural(rows.length, 'period')} published twice or more` : ''}.`,
    data: {
      unit,
      decimals,
      meanAbsolute: found.enough ? found.meanAbsolute : null,
      periods: rows.map((r) => ({ period: r.period, first: r.first, latest: r.latest, estimates: r.estimates })),
      empty: why,
    },
    rows: rows.flatMap((r) =>
      r.estimates.map(
        (e, i): TableRow => ({
          period: r.period,
          estimate: e.estimate,
          publishedOn: e.on,
          value: e.value,
          first: i === 0,
          latest: i === r.estimates.length - 1,
          revision: e.value - r.first,
        }),
      ),
    ),
    unit,
    view,
    notes: [
      ...asOfNote(view),
      ...(why ? [why] : []),
      ...(found.enough
        ? [
            `Mean revision ${ofMean(found.mean)}: above 0 where first figures were too low. ${plural(rows.length, 'period')} are few: it may be chance.`,
          ]
        : []),
      'A period known from one file alone has one vintage and is left out. A later revision may still come.',
      ...(last ? [`The latest figure of the last period is of ${dayWords(last.latestOn)}.`] : []),
    ],
    sources: [{ name: series.publisher, licence: series.licence, url: series.url }],
    updatedOn: latest,
  }
}
