import type { ReactElement } from 'react'
import { Area, Line } from 'recharts'
import { dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { CapitalLane, CompanyEventLane, CompanyIpoLane } from './company-lanes'
import { CompanyList, listRows } from './company-list'
import { BAR, OpeningNotes, openingNotes } from './company-notes'
import { linesAndLone, type Reading, roundWords, stackOf } from './company-openings'
import { straight } from './curves'
import { Empty } from './empty'
import { dayWords, number } from './format'
import { clearestY, GapWords, gapParts, heightsFor } from './gaps'
import { gapsInside } from './level-points'
import { Hair, type Ink, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, markDay, niceTicks, round2, timeScale, timeTicks } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, CompanyTimelineData, EventMark } from './types'

const WIDE = 640
const OPENINGS = 184

function lanesOf(data: CompanyTimelineData) {
  let y = 4
  const lane = (height: number) => {
    const strip = { top: y, bottom: y + height }
    y += height
    return strip
  }
  const capital = lane(78)
  const ipo = lane(60)
  const capacity = lane(34)
  const layoffs = data.layoffs.length > 0 ? lane(34) : null
  const main = { top: y + 18, bottom: y + 18 + OPENINGS }
  return { capital, ipo, capacity, layoffs, main, height: main.bottom + 42 }
}

export function companyTimelineHeight(data: CompanyTimelineData, width: number): number {
  if (width >= WIDE) return lanesOf(data).height
  const last = listRows(data, width).at(-1)
  return last ? Math.ceil(last.top + last.height + 2) : 160
}

function layout(data: CompanyTimelineData, width: number) {
  const lanes = lanesOf(data)
  const gaps = gapsInside(data.gaps, data.from, data.to)
  const openings = data.openings.filter((o) => o.day >= data.from && o.day <= data.to)
  const { lines, lone } = linesAndLone(openings, data.breaks, gaps)
  const ticks = niceTicks(0, Math.max(0, ...openings.map((o) => o.count)), 4, true)
  const left = Math.ceil(
    Math.max(100, textWidth('Openings', 13, 600) + 26 + Math.max(...ticks.map((t) => textWidth(number(t), 12)))),
  )
  const right = 28
  const time = timeScale(data.from, data.to, [left, width - right])
  const y = linear([0, ticks.at(-1) ?? 1], [lanes.main.bottom, lanes.main.top])
  return { lanes, gaps, openings, lines, lone, ticks, left, right, time, y }
}

function companyTimelineStops(data: CompanyTimelineData, width: number, colour: Colours): Stop[] {
  if (width < WIDE) {
    return listRows(data, width).flatMap(({ item, top, height, lines }) =>
      item.kind === 'more'
        ? []
        : [
            {
              x: width / 2,
              rowY: top + height / 2,
              rowFoot: height / 2,
              label: item.kind === 'gap' ? item.title : dayWords(item.day),
              first: item.day,
              last: item.day,
              lines: [
                {
                  key: `${item.kind}-${item.day}`,
                  label: item.kind === 'gap' ? 'Not covered' : data.label,
                  value: lines.join(' '),
                  y: null,
                  company: data.company,
                  ...('mark' in item && item.mark.signalId && { signalId: item.mark.signalId }),
                },
              ],
            },
          ],
    )
  }
  const { lanes, openings, time, y } = layout(data, width)
  const event = (
    mark: EventMark,
    lane: { top: number; bottom: number },
    label: string,
    value: string,
    paint: string,
  ): Stop => ({
    x: time.middle(markDay(mark.day, mark.precision)),
    label: mark.precision === 'day' ? dayWords(mark.day) : `${mark.day.slice(0, 4)}, day not published`,
    first: mark.day,
    last: mark.day,
    lines: [
      {
        key: `${label}-${mark.day}`,
        label,
        value,
        colour: paint,
        y: (lane.top + lane.bottom) / 2,
        company: mark.company,
        ...(mark.signalId && { signalId: mark.signalId }),
      },
    ],
  })
  const inside = (mark: EventMark) => mark.day >= data.from && mark.day <= data.to
  return [
    ...openings.map((o) => ({
      x: time.middle(o.day),
      label: dayWords(o.day),
      first: o.day,
      last: o.day,
      lines: [
        {
          key: 'openings',
          label: 'Openings',
          value: number(o.count),
          colour: colour.of('wave'),
          y: y(o.count),
          size: o.count,
          company: data.company,
        },
        ...(o.roles ?? [])
          .filter((r) => r.count > 0)
          .map((r) => ({
            key: r.role,
            label: r.role.replaceAll('-', ' '),
            value: number(r.count),
            colour: colour.role(r.role),
            y: null,
            size: r.count,
            role: r.role,
            company: data.company,
          })),
      ],
    })),
    ...data.rounds
      .filter(inside)
      .map((r) => event(r, lanes.capital, 'Round', roundWords(r, data.label), colour.of('e-capital'))),
    ...data.ipo.filter(inside).map((m) => event(m, lanes.ipo, 'IPO', m.text || m.label, colour.of('e-ipo'))),
    ...data.capacity.filter(inside).map((m) => event(m, lanes.capacity, 'Capacity', m.label, colour.of('e-capacity'))),
    ...data.layoffs
      .filter(inside)
      .map((m) => event(m, lanes.layoffs ?? lanes.capacity, 'Layoff', m.label, colour.of('e-layoff'))),
  ].sort((a, b) => a.x - b.x)
}

/** One company: capital, IPO and capacity over its openings. On a phone a dated list. */
export function CompanyTimeline(props: ChartProps<CompanyTimelineData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = companyTimelineHeight(data, width)
  const events = data.rounds.length + data.ipo.length + data.capacity.length + data.layoffs.length
  if (data.openings.length + events + data.gaps.length === 0) {
    return (
      <Empty width={width} height={height} colour={colour} words={`Nothing is known of ${data.label} in this range`} />
    )
  }
  const probe = props.interactive ? (
    <Probe
      {...props}
      chart="company-timeline"
      height={height}
      top={0}
      bottom={width >= WIDE ? height - 42 : height}
      stops={companyTimelineStops(data, width, colour)}
      colour={colour}
    />
  ) : null
  if (width < WIDE) {
    return (
      <Plot width={width} height={height} left={0} right={0}>
        <Over>
          <CompanyList colour={colour} rows={listRows(data, width)} width={width} />
          {probe}
        </Over>
      </Plot>
    )
  }
  const { lanes, gaps, lines, lone, ticks, left, right, time, y } = layout(data, width)
  const { main } = lanes
  const notes = openingNotes({ lines, lone, time, y, top: main.top, bottom: main.bottom, right: width })
  // The counts have the first choice of place, the words of the gaps what is left.
  const ground = { gaps, time, inside: true }
  const wordsY = clearestY(ground, heightsFor(main.top + 30, main.bottom), notes.covered)
  const plotRight = width - right
  const high = ticks.at(-1) ?? 1
  const timeMarks = timeTicks(time)
  const rows = lines.flatMap((line, i) => [
    ...(i > 0 ? [{ x: dayNumber(line[0]?.day ?? data.from) + 0.499, openings: null }] : []),
    ...line.map((o) => ({ x: dayNumber(o.day) + 0.5, openings: o.count })),
  ])
  const named = [
    ['Capital', lanes.capital],
    ['IPO', lanes.ipo],
    ['Capacity', lanes.capacity],
    ...(lanes.layoffs ? ([['Layoffs', lanes.layoffs]] as const) : []),
  ] as const
  return (
    <Plot
      width={width}
      height={height}
      left={left}
      right={right}
      domain={time.domain}
      rows={rows}
      bands={[{ id: 'openings', top: main.top, bottom: main.bottom, domain: [0, high] }]}
    >
      <Under>
        <TimeGrid colour={colour} ticks={timeMarks} time={time} top={4} bottom={main.bottom} />
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={plotRight} />
      </Under>
      {gapParts(gaps, time, colour, 'openings', 0, high)}
      <Area
        yAxisId="openings"
        dataKey="openings"
        type={straight}
        stroke="none"
        fill={colour.of('water')}
        fillOpacity={1}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        yAxisId="openings"
        dataKey="openings"
        type={straight}
        stroke={colour.of('wave')}
        strokeWidth={2.5}
        strokeLinejoin="round"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Over>
        {named.map(([name, lane]) => (
          <g key={name}>
            <Hair x1={0} x2={plotRight} y1={lane.top} y2={lane.top} stroke={colour.of('hair')} />
            <Words x={0} y={(lane.top + lane.bottom) / 2 + 4} size={13} weight={600} fill={colour.of('ink')}>
              {name}
            </Words>
          </g>
        ))}
        <Hair x1={0} x2={plotRight} y1={main.top - 18} y2={main.top - 18} stroke={colour.of('hair')} />
        <Words x={0} y={main.top + 10} size={13} weight={600} fill={colour.of('ink')}>
          Openings
        </Words>
        <CapitalLane colour={colour} time={time} {...lanes.capital} data={data} />
        <CompanyIpoLane colour={colour} time={time} {...lanes.ipo} data={data} />
        <CompanyEventLane
          colour={colour}
          time={time}
          {...lanes.capacity}
          marks={data.capacity}
          kind="capacity"
          company={data.label}
        />
        {lanes.layoffs && (
          <CompanyEventLane
            colour={colour}
            time={time}
            {...lanes.layoffs}
            marks={data.layoffs}
            kind="layoff"
            company={data.label}
          />
        )}
        <GapWords colour={colour} {...ground} y={wordsY} />
        <Breaks colour={colour} data={data} time={time} top={main.top} bottom={main.bottom} />
        <LoneReadings colour={colour} lone={lone} time={time} y={y} top={main.top} bottom={main.bottom} />
        <OpeningNotes colour={colour} notes={notes} time={time} y={y} />
        <BaseLine colour={colour} y={main.bottom} left={left} right={plotRight} zero />
        <TimeLabels colour={colour} ticks={timeMarks} time={time} y={main.bottom} />
        {probe}
      </Over>
    </Plot>
  )
}

/** Where growth may not be read across: another reader, completeness or board. */
function Breaks({
  colour,
  data,
  time,
  top,
  bottom,
}: Ink & { data: CompanyTimelineData; time: ReturnType<typeof timeScale>; top: number; bottom: number }): ReactElement {
  let free = -Infinity
  return (
    <g>
      {data.breaks
        .filter((b) => b.day > time.from && b.day <= time.to)
        .sort((a, b) => (a.day < b.day ? -1 : 1))
        .map((b) => {
          const x = time.start(b.day)
          const text = fitText(b.reason, 300, 11)
          const width = textWidth(text, 11)
          const left = x + 5 + width > time.range[1]
          const from = left ? x - 5 - width : x + 5
          const says = from > free
          if (says) free = from + width + 6
          return (
            <g key={b.day}>
              <Hair x1={x} x2={x} y1={top} y2={bottom} stroke={colour.of('land-line')} dash="4 4" />
              {says && (
                <Words
                  x={round2(left ? x - 5 : x + 5)}
                  y={top - 5}
                  size={11}
                  fill={colour.of('land-ink')}
                  anchor={left ? 'end' : 'start'}
                  halo={colour.of('paper')}
                  narrow
                >
                  {text}
                </Words>
              )}
            </g>
          )
        })}
    </g>
  )
}

interface OpeningsProps extends Ink {
  time: ReturnType<typeof timeScale>
  y: (value: number) => number
  top: number
  bottom: number
}

/** Levels on a day: stacked by role where the postings are known, else a point on a stem. */
function LoneReadings({
  colour,
  lone,
  time,
  y,
  top,
  bottom,
}: OpeningsProps & { lone: readonly Reading[] }): ReactElement {
  return (
    <g>
      {lone.map((reading) => {
        const x = time.middle(reading.day)
        if (reading.roles === null) {
          return (
            <g key={reading.day}>
              <Hair x1={x} x2={x} y1={bottom} y2={y(reading.count)} stroke={colour.of('water2')} width={1.5} />
              <circle cx={x} cy={y(reading.count)} r={3.2} fill={colour.of('wave')} />
            </g>
          )
        }
        return (
          <g key={reading.day}>
            <rect x={round2(x - BAR / 2)} y={top} width={BAR} height={round2(bottom - top)} fill={colour.of('paper')} />
            {stackOf(reading).map((part) => (
              <rect
                key={part.role}
                x={round2(x - BAR / 2)}
                y={y(part.to)}
                width={BAR}
                height={round2(Math.max(0.5, y(part.from) - y(part.to) - 1))}
                fill={colour.role(part.role)}
                fillOpacity={part.role === 'other' ? 0.5 : undefined}
              />
            ))}
          </g>
        )
      })}
    </g>
  )
}
