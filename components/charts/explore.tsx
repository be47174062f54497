import type { ReactElement } from 'react'
import { Line } from 'recharts'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { straight } from './curves'
import { Empty } from './empty'
import { EndLabels } from './end-labels'
import {
  baseWords,
  type ExploreLayout,
  endDecimals,
  exploreHeight,
  exploreLayout,
  LEGEND_ROW,
  type Stroke,
  tickDecimals,
  WORDS_ROW,
  xOfDay,
} from './explore-layout'
import { exploreDash, exploreTone } from './explore-tones'
import { number, periodWords } from './format'
import { clearestY, GapWords, gapParts, heightsFor } from './gaps'
import { IpoGlyph, LayoffGlyph, RoundGlyph } from './glyphs'
import { placeOf } from './level-points'
import { alongRuns } from './note-places'
import { Hair, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { Ends } from './roles-trend'
import { round2, timeTicks } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, ExploreData } from './types'

export { exploreHeight }

function stopsOf(data: ExploreData, layout: ExploreLayout, colour: Colours): Stop[] {
  const { time, y, gaps } = layout
  // The finest line gives the stops; one of a coarser period answers with the value that holds there.
  const finest = [...data.series].sort((a, b) => b.points.length - a.points.length)[0]
  return (finest?.points ?? [])
    .filter((p) => p.last >= data.from && p.first <= data.to)
    .map((point) => ({
      x: time(placeOf(point, gaps, data.from, data.to)),
      label: periodWords(point.period, point.first, point.last),
      first: point.first,
      last: point.last,
      lines: data.series.map((series) => {
        const at =
          series.points.find((p) => p.period === point.period) ??
          series.points.find((p) => p.first <= point.last && p.last >= point.last)
        const value = at?.value ?? null
        return {
          key: series.key,
          label: series.label,
          value: value === null ? 'not covered' : number(value, data.decimals),
          colour: exploreTone(series, colour),
          y: value === null || (data.log && value <= 0) ? null : y(value),
          ...(value !== null && { size: value }),
          ...(series.role && { role: series.role }),
          ...(series.company && { company: series.company }),
        }
      }),
    }))
}

/** The earlier range below, then the lines with the highest on top. */
const inOrder = (strokes: readonly Stroke[], ends: ExploreLayout['ends']): Stroke[] => {
  const place = new Map(ends.map(({ series }, i) => [series.key, -i]))
  const rank = (s: Stroke) => (s.kind === 'earlier' ? -1000 : 0) + (place.get(s.key) ?? 0)
  return [...strokes].sort((a, b) => rank(a) - rank(b))
}

/** Any series on one axis, each named at its end; on a phone in a legend below. */
export const Explore = (props: ChartProps<ExploreData>): ReactElement => <Lines {...props} chart="explore" />

/** A line a form of work. */
export const Engagement = (props: ChartProps<ExploreData>): ReactElement => <Lines {...props} chart="engagement" />

function Lines(props: ChartProps<ExploreData> & { chart: string }): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = exploreHeight(data, width)
  if (!data.series.some((s) => s.points.some((p) => p.value !== null))) {
    return (
      <Empty width={width} height={height} colour={colour} words="None of these series was observed in this range" />
    )
  }
  const layout = exploreLayout(data, width)
  const { wide, top, bottom, left, right, domain, ticks, gaps, time, plotted, y, runs, ends } = layout
  const plotRight = width - right
  const timeMarks = timeTicks(time)
  const [low, high] = domain
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={right}
      domain={time.domain}
      rows={layout.rows}
      bands={[{ id: 'level', top, bottom, domain }]}
    >
      <Under>
        <TimeGrid colour={colour} ticks={timeMarks} time={time} top={top} bottom={bottom} />
        <LevelAxis
          colour={colour}
          ticks={ticks}
          y={Object.assign((v: number) => y(v), { domain: plotted.domain, range: plotted.range })}
          left={left}
          right={plotRight}
          decimals={tickDecimals(ticks)}
        />
      </Under>
      {gapParts(gaps, time, colour, 'level', low, high)}
      {inOrder(layout.strokes, ends).map(({ id, key, kind }) => {
        const line = data.series.find((s) => s.key === key)
        if (!line) return null
        const look =
          kind === 'earlier'
            ? { strokeWidth: 1, strokeOpacity: 0.7 }
            : kind === 'tail'
              ? { strokeWidth: 2, strokeDasharray: '2 4.5' }
              : {
                  strokeWidth: key === data.focus && data.series.length > 1 ? 3.25 : 2,
                  ...(exploreDash(line) && { strokeDasharray: exploreDash(line) }),
                }
        return (
          <Line
            key={id}
            dataKey={(row: Record<string, number | undefined>) => row[id]}
            yAxisId="level"
            type={straight}
            stroke={exploreTone(line, colour)}
            strokeLinejoin="round"
            connectNulls
            dot={false}
            activeDot={false}
            isAnimationActive={false}
            {...look}
          />
        )
      })}
      <Over>
        <BaseLine
          colour={colour}
          y={plotted(!data.log && low <= 0 && high >= 0 ? 0 : low)}
          left={left}
          right={plotRight}
          zero={!data.log && low <= 0}
        />
        <TimeLabels colour={colour} ticks={timeMarks} time={time} y={bottom} />
        <Events {...{ data, layout, colour, plotRight }} />
        <Pins {...{ data, layout, colour, plotRight }} />
        {data.base && <BaseMark day={data.base} {...{ data, layout, colour, plotRight }} />}
        <GapWords
          gaps={gaps}
          time={time}
          colour={colour}
          y={clearestY({ gaps, time }, heightsFor(top, bottom), alongRuns(runs.values(), time, plotted))}
        />
        {ends.map(({ series }) => (
          <Ends
            key={series.key}
            runs={runs.get(series.key) ?? []}
            x={time}
            y={plotted}
            paint={exploreTone(series, colour)}
            paper={colour.of('paper')}
          />
        ))}
        {wide ? (
          <EndLabels
            colour={colour}
            x={plotRight + 24}
            plotRight={plotRight}
            top={top}
            bottom={bottom - 4}
            room={right - 26}
            labels={ends.flatMap(({ series, last }) =>
              last
                ? [
                    {
                      key: series.key,
                      name: series.label,
                      value: number(data.log ? 10 ** last.value : last.value, endDecimals(data)),
                      // All in one column: a name in the plot would lie on other lines.
                      x: Math.max(time(last.x), plotRight - 80),
                      y: plotted(last.value),
                      swatch: exploreTone(series, colour),
                      strong: series.key === data.focus,
                    },
                  ]
                : [],
            )}
          />
        ) : (
          <Legend ends={ends} data={data} colour={colour} width={width} top={exploreHeight(data, width)} />
        )}
        {props.interactive && (
          <Probe
            {...props}
            height={height}
            top={top}
            bottom={bottom}
            stops={stopsOf(data, layout, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

interface Part {
  data: ExploreData
  layout: ExploreLayout
  colour: Colours
  plotRight: number
}

/** Lines in order of their last value, at the foot of a phone's drawing; `top` is the height of all. */
function Legend({
  ends,
  data,
  colour,
  width,
  top,
}: {
  ends: ExploreLayout['ends']
  data: ExploreData
  colour: Colours
  width: number
  top: number
}) {
  const first = top - data.series.length * LEGEND_ROW
  return (
    <g>
      {ends.map(({ series, last }, i) => {
        const at = first + (i + 0.5) * LEGEND_ROW
        const value = last ? number(data.log ? 10 ** last.value : last.value, endDecimals(data)) : 'not covered'
        const weight = series.key === data.focus ? 600 : 400
        return (
          <g key={series.key}>
            <line
              x1={0}
              x2={16}
              y1={at}
              y2={at}
              stroke={exploreTone(series, colour)}
              strokeWidth={4}
              strokeDasharray={exploreDash(series)}
            />
            <Words x={24} y={at + 5} size={13} weight={weight} fill={colour.of('ink')}>
              {fitText(series.label, width - 34 - textWidth(value, 13, 600), 13, weight)}
            </Words>
            <Words x={width} y={at + 5} size={13} weight={600} fill={colour.of('ink')} anchor="end">
              {value}
            </Words>
          </g>
        )
      })}
    </g>
  )
}

/** Events: a dotted line each with its glyph on top, and its name where there is room for it. */
function Events({ data, layout, colour, plotRight }: Part) {
  const { time, bottom, wide } = layout
  const y = 12
  let taken = -Infinity
  return (
    <g>
      {data.events.map((event, i) => {
        const x = round2(time.middle(event.day))
        const next = data.events[i + 1]
        const until = next ? time.middle(next.day) - 8 : Infinity
        const at = { x, y, colour }
        const room = textWidth(event.label, 11) + 8
        const toLeft = x + 8 + room > plotRight
        const from = toLeft ? x - 8 - room : x - 6
        const named = wide && from > taken && (toLeft || x + 8 + room < until)
        if (named) taken = toLeft ? x + 8 : x + 8 + room
        return (
          <g key={`${event.kind}-${event.day}-${event.label}`}>
            <line
              x1={x}
              x2={x}
              y1={y + 8}
              y2={bottom}
              stroke={colour.of(
                event.kind === 'round'
                  ? 'e-capital'
                  : event.kind === 'ipo'
                    ? 'e-ipo'
                    : event.kind === 'layoff'
                      ? 'e-layoff'
                      : 'e-macro',
              )}
              strokeDasharray="1.5 3"
            />
            {event.kind === 'round' && <RoundGlyph {...at} kind={event.round ?? 'equity'} r={4.5} />}
            {event.kind === 'ipo' && <IpoGlyph {...at} stage={event.stage ?? 'reported'} />}
            {event.kind === 'layoff' && <LayoffGlyph {...at} />}
            {event.kind === 'gdp' && (
              <path
                d={`M${x - 3},${y - 5}H${x + 3}M${x},${y - 5}V${y + 5}M${x - 3},${y + 5}H${x + 3}`}
                fill="none"
                stroke={colour.of('e-macro')}
                strokeWidth={1.5}
              />
            )}
            {named && (
              <Words
                x={toLeft ? x - 9 : x + 9}
                y={y + 4}
                size={11}
                fill={colour.of('ink2')}
                anchor={toLeft ? 'end' : 'start'}
                narrow
              >
                {event.label}
              </Words>
            )}
          </g>
        )
      })}
    </g>
  )
}

/** The reader's notes, in the reader's colour, each with a line of words of its own. */
function Pins({ data, layout, colour, plotRight }: Part) {
  const { time, bottom } = layout
  const start = data.events.length > 0 ? 12 + WORDS_ROW : 12
  return (
    <g>
      {data.notes.map((note, i) => {
        const x = round2(time.middle(note.day))
        const y = start + i * WORDS_ROW
        const toLeft = x > (layout.left + plotRight) / 2
        const room = (toLeft ? x - layout.left : plotRight - x) - 8
        return (
          <g key={`${note.day}-${note.text}`}>
            <line x1={x} x2={x} y1={y + 3} y2={bottom} stroke={colour.of('accent')} strokeWidth={1} />
            <circle cx={x} cy={y} r={3.5} fill={colour.of('accent')} />
            <Words
              x={toLeft ? x - 8 : x + 8}
              y={y + 4}
              size={12}
              fill={colour.of('accent')}
              anchor={toLeft ? 'end' : 'start'}
              halo={colour.of('paper')}
            >
              {fitText(note.text, room, 12)}
            </Words>
          </g>
        )
      })}
    </g>
  )
}

/** The line at 100 that the reader drags, with a handle under the axis. */
function BaseMark({ day, data, layout, colour, plotRight }: Part & { day: string }) {
  const { top, bottom } = layout
  const x = round2(xOfDay(data, layout, day))
  const words = `100 = ${baseWords(day, data.grain)}`
  const toLeft = x + textWidth(words, 11) + 10 > plotRight
  return (
    <g>
      <Hair x1={x} x2={x} y1={top} y2={bottom} stroke={colour.of('accent')} width={2} />
      <path
        d={`M${x - 5},${bottom + 3}H${x + 5}V${bottom + 10}L${x},${bottom + 15}L${x - 5},${bottom + 10}Z`}
        fill={colour.of('accent')}
      />
      <Words
        x={toLeft ? x + 5 : x - 5}
        y={bottom + 49}
        size={11}
        fill={colour.of('accent')}
        anchor={toLeft ? 'end' : 'start'}
        narrow
      >
        {words}
      </Words>
    </g>
  )
}
