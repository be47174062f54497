import { dayShort, money, number, periodWords } from './format'
import type { HiringTrendLayout } from './hiring-trend-layout'
import { placeOf } from './level-points'
import type { Stop, StopLine } from './probe'
import { markDay } from './scales'
import type { Colours } from './tokens'
import type { EventMark, HiringTrendData, RoundMark } from './types'

/** Who raised how much: the label on the mark carries its amount in billions, which is said in full here. */
function roundValue(round: RoundMark): string {
  const who = round.label.replace(/\s[\d.,]+$/, '')
  return round.amountUsd === null ? `${who}, amount not published` : `${who} ${money(round.amountUsd)}`
}

/** A stop a period: levels by value, new openings, then the events and the growth known in it. */
export function hiringTrendStops(data: HiringTrendData, layout: HiringTrendLayout, colour: Colours): Stop[] {
  const { time, y, gaps, lanes } = layout
  const middle = (strip: { top: number; bottom: number }) => (strip.top + strip.bottom) / 2
  const points = data.total.points.map((point, i) => ({ point, i }))
  const shown = points.filter(({ point }) => point.last >= data.from && point.first <= data.to)
  return shown.map(({ point, i }) => {
    const inside = (mark: EventMark) => {
      const day = markDay(mark.day, mark.precision)
      return day >= point.first && day <= point.last
    }
    const event = (
      mark: EventMark,
      lane: { top: number; bottom: number },
      label: string,
      value: string,
      paint: string,
    ): StopLine => ({
      key: `${label}-${mark.day}-${mark.company}-${mark.label}`,
      label,
      value: `${value}, ${dayShort(mark.day)}`,
      colour: paint,
      y: middle(lane),
      x: time.middle(markDay(mark.day, mark.precision)),
      company: mark.company,
      ...(mark.signalId && { signalId: mark.signalId }),
    })
    const levels = [data.total, ...data.lines].map((series): StopLine => {
      const own = series.points[i]
      const value = own?.period === point.period ? own.value : null
      return {
        key: series === data.total ? 'total' : series.key,
        label: series.label,
        value: value === null ? 'not covered' : number(value, Number.isInteger(value) ? 0 : 1),
        colour: series === data.total ? colour.of('wave') : colour.of('muted'),
        y: value === null ? null : y(value),
        ...(value !== null && { size: value }),
        ...(series.company && { company: series.company }),
      }
    })
    const listed = data.newlyListed.find((bar) => bar.period === point.period)
    const gdp = [...data.gdp].reverse().find((step) => step.day <= point.last)
    return {
      x: time(placeOf(point, gaps, data.from, data.to)),
      label: periodWords(point.period, point.first, point.last),
      first: point.first,
      last: point.last,
      lines: [
        ...levels,
        ...(listed && listed.value !== null
          ? [
              {
                key: 'listed',
                label: 'Newly listed',
                value: listed.complete ? number(listed.value) : `${number(listed.value)} so far`,
                colour: colour.of('water2'),
                y: y(listed.value),
              },
            ]
          : []),
        ...data.rounds
          .filter(inside)
          .map((r) => event(r, lanes.rounds, 'Round', roundValue(r), colour.of('e-capital'))),
        ...data.ipo.filter(inside).map((m) => event(m, lanes.ipo, `IPO, ${m.stage}`, m.label, colour.of('e-ipo'))),
        ...data.capacity
          .filter(inside)
          .map((m) => event(m, lanes.capacity, 'Capacity', m.label, colour.of('e-capacity'))),
        ...data.layoffs.filter(inside).map((m) => event(m, lanes.layoffs, 'Layoff', m.label, colour.of('e-layoff'))),
        ...(gdp
          ? [
              {
                key: 'gdp',
                label: `US GDP, ${gdp.period.replace('-', ' ')}`,
                value: `${number(gdp.value, 1)} %, ${gdp.estimate}`,
                colour: colour.of('e-macro'),
                y: null,
              },
            ]
          : []),
      ],
    }
  })
}
