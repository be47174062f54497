import type { ReactElement } from 'react'
import { Line } from 'recharts'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { stepAfter, straight } from './curves'
import { Empty } from './empty'
import { EndLabels } from './end-labels'
import { number, periodWords } from './format'
import { clearestY, GapWords, gapParts, heightsFor } from './gaps'
import { gapsInside, type Placed, placeOf, rowsOf, runsOf } from './level-points'
import { alongRuns, placeNotes, pointsAlong } from './note-places'
import { Hair, NamedValue, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { Ends } from './roles-trend'
import { linear, niceTicks, round2, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, LevelSeries, RoleTrendData } from './types'

const WIDE = 560
const TOP = 12
const LEGEND_ROW = 26

const plotHeight = (width: number): number => (width >= WIDE ? 258 : 220)
export const roleTrendHeight = (data: RoleTrendData, width: number): number =>
  TOP + plotHeight(width) + 42 + (width >= WIDE ? 0 : data.series.length * LEGEND_ROW)

function layout(data: RoleTrendData, width: number) {
  const wide = width >= WIDE
  const bottom = TOP + plotHeight(width)
  const gaps = gapsInside(data.gaps, data.from, data.to)
  const runs = new Map<string, Placed[][]>(data.series.map((s) => [s.key, runsOf(s, gaps, data.from, data.to)]))
  const singles = data.singles.flatMap((s) =>
    s.readings
      .filter((r) => r.day >= data.from && r.day <= data.to)
      .map((r) => ({ ...r, company: s.company, label: s.label })),
  )
  const values = [...[...runs.values()].flat(2).map((p) => p.value), ...singles.map((s) => s.value)]
  const most = Math.max(0, ...values)
  const mostOfLines = Math.max(0, ...[...runs.values()].flat(2).map((p) => p.value))
  const ticks = niceTicks(0, most, 4, true)
  const left = Math.ceil(Math.max(30, ...ticks.map((t) => textWidth(number(t), 12) + 12)))
  const right = wide
    ? Math.ceil(
        Math.min(width * 0.28, Math.max(60, ...data.series.map((s) => textWidth(`${s.label} 9,999`, 13, 600))) + 30),
      )
    : 12
  const time = timeScale(data.from, data.to, [left, width - right])
  const y = linear([0, ticks.at(-1) ?? 1], [bottom, TOP])
  const ends = data.series
    .map((series) => ({ series, last: runs.get(series.key)?.at(-1)?.at(-1) }))
    .sort((a, b) => (b.last?.value ?? -1) - (a.last?.value ?? -1))
  return {
    wide,
    bottom,
    gaps,
    runs,
    singles,
    ticks,
    left,
    right,
    time,
    y,
    ends,
    step: mostOfLines < 30,
    focus: ends[0]?.series.key,
  }
}

function roleTrendStops(data: RoleTrendData, width: number, colour: Colours): Stop[] {
  const { time, y, gaps, focus } = layout(data, width)
  const byPeriod = new Map(data.series.map((s) => [s.key, new Map(s.points.map((p) => [p.period, p]))]))
  const points = new Map(data.series.flatMap((s) => s.points).map((p) => [p.period, p]))
  const stops: Stop[] = [...points.values()]
    .filter((p) => p.last >= data.from && p.first <= data.to)
    .map((point) => ({
      x: time(placeOf(point, gaps, data.from, data.to)),
      label: periodWords(point.period, point.first, point.last),
      first: point.first,
      last: point.last,
      lines: data.series.map((series) => {
        const value = byPeriod.get(series.key)?.get(point.period)?.value ?? null
        return {
          key: series.key,
          label: series.label,
          value: value === null ? 'not covered' : number(value, Number.isInteger(value) ? 0 : 1),
          colour: paintOf(series, data, focus, colour),
          y: value === null ? null : y(value),
          ...(value !== null && { size: value }),
          role: data.role,
          ...(series.company && { company: series.company }),
        }
      }),
    }))
  for (const single of data.singles) {
    for (const reading of single.readings) {
      if (reading.day < data.from || reading.day > data.to) continue
      stops.push({
        x: time.middle(reading.day),
        label: periodWords(reading.day, reading.day, reading.day),
        first: reading.day,
        last: reading.day,
        lines: [
          {
            key: single.company,
            label: single.label,
            value: `${number(reading.value)}, one reading`,
            colour: colour.of('muted'),
            y: y(reading.value),
            role: data.role,
            company: single.company,
          },
        ],
      })
    }
  }
  return stops.sort((a, b) => a.x - b.x)
}

const paintOf = (series: LevelSeries, data: RoleTrendData, focus: string | undefined, colour: Colours): string =>
  series.key === focus ? colour.role(data.role) : colour.of('ink2')

/** One role, a line a company (a step line while counts are small); companies read once or twice as points on stems. */
export function RoleTrend(props: ChartProps<RoleTrendData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = roleTrendHeight(data, width)
  const l = layout(data, width)
  const { wide, bottom, gaps, runs, singles, ticks, left, right, time, y, ends, focus } = l
  if (![...runs.values()].some((r) => r.length > 0) && singles.length === 0) {
    return (
      <Empty
        width={width}
        height={height}
        colour={colour}
        words="No board that lists this role was read in this range"
      />
    )
  }
  const plotRight = width - right
  const high = ticks.at(-1) ?? 1
  const timeMarks = timeTicks(time)
  const curve = l.step ? stepAfter : straight
  const obstacles = alongRuns(runs.values(), time, y)
  const stems = singles.flatMap((s) =>
    pointsAlong([
      { x: time.middle(s.day), y: bottom },
      { x: time.middle(s.day), y: y(s.value) },
    ]),
  )
  const wordsY = clearestY({ gaps, time, least: 60 }, heightsFor(TOP, bottom), obstacles)
  const notes = placeNotes(
    data.annotations.slice(0, 4).map((a) => ({ x: time.middle(a.day), y: y(a.value), lines: [a.bold, a.text] })),
    [...obstacles, ...stems],
    { left: left + 2, right: plotRight, top: TOP, bottom: bottom - 4 },
  )
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={right}
      domain={time.domain}
      rows={rowsOf(runs)}
      bands={[{ id: 'level', top: TOP, bottom, domain: [0, high] }]}
    >
      <Under>
        <TimeGrid colour={colour} ticks={timeMarks} time={time} top={TOP} bottom={bottom} />
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={plotRight} />
      </Under>
      {gapParts(gaps, time, colour, 'level', 0, high)}
      {[...ends]
        .reverse()
        .flatMap(({ series }) => [
          <Line
            key={series.key}
            yAxisId="level"
            dataKey={series.key}
            type={curve}
            stroke={paintOf(series, data, focus, colour)}
            strokeWidth={series.key === focus ? 2.5 : 1.6}
            strokeLinejoin="round"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />,
          <Line
            key={`${series.key}~`}
            yAxisId="level"
            dataKey={`${series.key}~`}
            type={straight}
            stroke={paintOf(series, data, focus, colour)}
            strokeWidth={1.6}
            strokeDasharray="2 4.5"
            dot={false}
            activeDot={false}
            isAnimationActive={false}
          />,
        ])}
      <Over>
        <BaseLine colour={colour} y={bottom} left={left} right={plotRight} zero />
        <TimeLabels colour={colour} ticks={timeMarks} time={time} y={bottom} />
        <Stems singles={singles} time={time} y={y} bottom={bottom} colour={colour} right={plotRight} />
        <GapWords gaps={gaps} time={time} colour={colour} y={wordsY} least={60} />
        {ends.map(({ series }) => (
          <Ends
            key={series.key}
            runs={runs.get(series.key) ?? []}
            x={time}
            y={y}
            paint={paintOf(series, data, focus, colour)}
            paper={colour.of('paper')}
          />
        ))}
        {notes.map((note) => (
          <g key={`${note.textX}-${note.textY}`}>
            <Hair
              x1={note.x}
              y1={note.y}
              x2={note.textX + (note.anchor === 'start' ? -3 : 3)}
              y2={note.textY - 4}
              stroke={colour.of('hair2')}
            />
            {note.lines.map((line, i) => (
              <Words
                key={line}
                x={note.textX}
                y={note.textY + i * 16}
                size={13}
                weight={i === 0 ? 600 : 400}
                fill={colour.of(i === 0 ? 'ink' : 'ink2')}
                anchor={note.anchor}
                halo={colour.of('paper')}
              >
                {line}
              </Words>
            ))}
          </g>
        ))}
        {wide ? (
          <EndLabels
            colour={colour}
            x={plotRight + 20}
            plotRight={plotRight}
            top={TOP}
            bottom={bottom - 4}
            room={right - 22}
            labels={ends.flatMap(({ series, last }) =>
              last
                ? [
                    {
                      key: series.key,
                      name: series.label,
                      value: number(Math.round(last.value)),
                      x: time(last.x),
                      y: y(last.value),
                      strong: series.key === focus,
                    },
                  ]
                : [],
            )}
          />
        ) : (
          ends.map(({ series, last }, i) => {
            const at = bottom + 42 + (i + 0.5) * LEGEND_ROW
            return (
              <g key={series.key}>
                <rect x={0} y={at - 2} width={16} height={4} fill={paintOf(series, data, focus, colour)} />
                <NamedValue
                  x={24}
                  y={at + 5}
                  size={13}
                  fill={colour.of('ink')}
                  name={series.label}
                  value={last ? number(Math.round(last.value)) : 'not covered'}
                />
              </g>
            )
          })
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="role-trend"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={roleTrendStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

/** Lone readings: a point on a stem, named at its right or left where no other name stands. */
function Stems(props: {
  singles: readonly { day: string; value: number; company: string; label: string }[]
  time: ReturnType<typeof timeScale>
  y: (value: number) => number
  bottom: number
  colour: Colours
  right: number
}): ReactElement {
  const { singles, time, y, bottom, colour, right } = props
  const taken: { left: number; right: number; top: number; bottom: number }[] = []
  const stems = [...singles]
    .sort((a, b) => b.value - a.value)
    .map((s) => {
      const x = time.middle(s.day)
      const at = y(s.value)
      const width = textWidth(`${s.label} ${number(s.value)}`, 12, 600)
      const sides = [
        { anchor: 'start' as const, x: x + 7, left: x + 7, right: x + 7 + width },
        { anchor: 'end' as const, x: x - 7, left: x - 7 - width, right: x - 7 },
      ]
      const side = sides.find(
        (box) =>
          box.right <= right &&
          box.left >= time.range[0] &&
          !taken.some((t) => box.left < t.right + 4 && box.right > t.left - 4 && at - 10 < t.bottom && at + 4 > t.top),
      )
      if (side) taken.push({ left: side.left, right: side.right, top: at - 10, bottom: at + 4 })
      return { ...s, x, at, side }
    })
  return (
    <g>
      {stems.map((stem) => (
        <g key={`${stem.company}-${stem.day}`}>
          <Hair x1={stem.x} x2={stem.x} y1={bottom} y2={stem.at} stroke={colour.of('water2')} width={1.5} />
          <circle cx={stem.x} cy={stem.at} r={3} fill={colour.of('wave')} />
        </g>
      ))}
      {stems.map((stem) =>
        stem.side ? (
          <NamedValue
            key={`${stem.company}-${stem.day}`}
            x={round2(stem.side.x)}
            y={round2(Math.max(stem.at + 4, 12))}
            fill={colour.of('ink2')}
            anchor={stem.side.anchor}
            name={stem.label}
            value={number(stem.value)}
            halo={colour.of('paper')}
          />
        ) : null,
      )}
    </g>
  )
}
