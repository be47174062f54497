import type { ReactElement } from 'react'
import { Area, DefaultZIndexes, Line, ZIndexLayer } from 'recharts'
import { dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { straight } from './curves'
import { Empty } from './empty'
import { EndLabels } from './end-labels'
import { clearestY, GapWords, gapParts, heightsFor } from './gaps'
import { type HiringTrendLayout, hiringTrendHeight, hiringTrendLayout, isUnread } from './hiring-trend-layout'
import { TotalNotes, totalEnds } from './hiring-trend-notes'
import { hiringTrendStops } from './hiring-trend-stops'
import { CapacityLane, IpoLane, LayoffLane, RoundsLane, roundsNote } from './lanes'
import { alongRuns } from './note-places'
import { Hair, type Ink, Over, Plot, Under, Words } from './plot'
import { Probe } from './probe'
import { round2 } from './scales'
import { CoverageLines, GdpSteps, panelWords } from './strips'
import { colours } from './tokens'
import type { ChartProps, HiringTrendData } from './types'

/** Openings, events, growth and coverage on one axis of time. Two drawings: from 640 pixels on, and for a phone. */
export function HiringTrend(props: ChartProps<HiringTrendData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const layout = hiringTrendLayout(data, width)
  const { wide, height, main, gdp, coverage, left, right, time, y, ticks, gaps, lines } = layout
  if (isUnread(data)) {
    return (
      <Empty
        width={width}
        height={hiringTrendHeight(data, width)}
        colour={colour}
        words="No board was read in this range"
      />
    )
  }
  const top = ticks.at(-1) ?? 1
  const plotRight = width - right
  const heights = heightsFor(main.top + 90, main.bottom).concat(heightsFor(main.top, main.top + 160))
  const wordsY = clearestY({ gaps, time, least: wide ? 8 : 5 }, heights, alongRuns(layout.runs.values(), time, y))
  const bands = [{ id: 'level', top: main.top, bottom: main.bottom, domain: [0, top] as [number, number] }]
  return (
    <Plot width={width} height={height} left={left} right={right} domain={time.domain} rows={layout.rows} bands={bands}>
      <Under>
        <TimeGrid
          colour={colour}
          ticks={layout.timeTicks}
          time={time}
          top={main.top}
          bottom={coverage ? coverage.title - 18 : height - 8}
        />
        <LevelAxis colour={colour} ticks={ticks} y={y} left={left} right={plotRight} />
      </Under>
      {gapParts(gaps, time, colour, 'level', 0, top)}
      <Area
        yAxisId="level"
        dataKey="total"
        type={straight}
        stroke="none"
        fill={colour.of('water')}
        fillOpacity={1}
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <ListedBars colour={colour} layout={layout} />
      {lines.flatMap((line) => [
        <Line
          key={line.key}
          yAxisId="level"
          dataKey={line.key}
          type={straight}
          stroke={colour.of('muted')}
          strokeWidth={1.2}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />,
        <Line
          key={`${line.key}~`}
          yAxisId="level"
          dataKey={`${line.key}~`}
          type={straight}
          stroke={colour.of('muted')}
          strokeWidth={1.2}
          strokeDasharray="2 3"
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />,
      ])}
      <Line
        yAxisId="level"
        dataKey="total"
        type={straight}
        stroke={colour.of('wave')}
        strokeWidth={2.5}
        strokeLinejoin="round"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line
        yAxisId="level"
        dataKey="total~"
        type={straight}
        stroke={colour.of('wave')}
        strokeWidth={2.5}
        strokeDasharray="2 4.5"
        strokeLinecap="butt"
        dot={false}
        activeDot={false}
        isAnimationActive={false}
      />
      <Over>
        <BaseLine colour={colour} y={main.bottom} left={left} right={plotRight} zero />
        <TimeLabels colour={colour} ticks={layout.timeTicks} time={time} y={main.bottom} />
        <Lanes colour={colour} layout={layout} data={data} width={width} />
        {gdp && (
          <g>
            <Hair x1={left} x2={plotRight} y1={gdp.bottom} y2={gdp.bottom} stroke={colour.of('hair')} />
            {!wide && (
              <Words x={left} y={gdp.top + 12} size={11} fill={colour.of('ink2')} narrow>
                US GDP growth, %, as known that day
              </Words>
            )}
            <GdpSteps
              colour={colour}
              steps={data.gdp}
              time={time}
              top={gdp.top + (wide ? 0 : 10)}
              bottom={gdp.bottom}
              wide={wide}
            />
          </g>
        )}
        {coverage && (
          <g>
            <Words x={left} y={coverage.title} size={11} fill={colour.of('ink2')} narrow>
              {wide ? `Boards read, day by day. ${panelWords(layout.coverageRows)}`.trim() : 'Boards read, by day'}
            </Words>
            <CoverageLines
              colour={colour}
              rows={layout.coverageRows}
              time={time}
              top={coverage.top}
              rowHeight={coverage.rowHeight}
            />
          </g>
        )}
        {wide && <SideNames colour={colour} layout={layout} data={data} />}
        <GapWords gaps={gaps} time={time} colour={colour} y={wordsY} least={wide ? 8 : 5} />
        <TotalNotes colour={colour} layout={layout} data={data} />
        {wide && (
          <EndLabels
            colour={colour}
            labels={totalEnds(layout, data)}
            x={layout.labelX + 2}
            plotRight={plotRight}
            top={main.top - 2}
            bottom={main.bottom - 4}
            room={right - 22}
          />
        )}
        {props.interactive && (
          <Probe
            {...props}
            chart="hiring-trend"
            height={height}
            top={main.top}
            bottom={height - 8}
            stops={hiringTrendStops(data, layout, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

/**
 * New openings: a bar in the middle of its period, solid, or a dashed outline while the period is incomplete. Recharts'
 * own bars would stand at the points of the lines, and their script is 10 kB for what is a rectangle each.
 */
function ListedBars({ layout, colour }: Ink & { layout: HiringTrendLayout }): ReactElement {
  const [first, last] = layout.time.domain
  const width = layout.barWidth
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.bar}>
      {layout.listed.map((bar) => {
        if (bar.value === null) return null
        const top = layout.y(bar.value)
        const height = round2(layout.main.bottom - top)
        if (height <= 0) return null
        const at = layout.time((Math.max(first, dayNumber(bar.first)) + Math.min(last, dayNumber(bar.last) + 1)) / 2)
        const place = { y: top, height }
        if (bar.complete)
          return (
            <rect key={bar.period} x={round2(at - width / 2)} width={width} {...place} fill={colour.of('water2')} />
          )
        return (
          <rect
            key={bar.period}
            x={round2(at - width / 2 + 0.5)}
            width={round2(Math.max(0.5, width - 1))}
            {...place}
            fill={colour.of('paper')}
            stroke={colour.of('water2')}
            strokeDasharray="2 2"
          />
        )
      })}
    </ZIndexLayer>
  )
}

function Lanes({
  colour,
  layout,
  data,
  width,
}: Ink & { layout: HiringTrendLayout; data: HiringTrendData; width: number }): ReactElement {
  const { lanes, time, wide, left } = layout
  const common = { colour, time, wide }
  const edges = [lanes.rounds.top, lanes.rounds.bottom, lanes.ipo.bottom, lanes.capacity.bottom, lanes.layoffs.bottom]
  return (
    <g>
      {edges.map((edge) => (
        <Hair key={edge} x1={left} x2={width - layout.right} y1={edge} y2={edge} stroke={colour.of('hair')} />
      ))}
      <RoundsLane {...common} {...lanes.rounds} rounds={data.rounds} />
      <IpoLane {...common} {...lanes.ipo} marks={data.ipo} />
      <CapacityLane {...common} {...lanes.capacity} marks={data.capacity} />
      <LayoffLane {...common} {...lanes.layoffs} marks={data.layoffs} />
      {!wide &&
        (
          [
            ['Rounds', lanes.rounds],
            ['IPO', lanes.ipo],
            ['Cap.', lanes.capacity],
            ['Layoffs', lanes.layoffs],
          ] as const
        ).map(([name, lane]) => (
          <Words key={name} x={0} y={(lane.top + lane.bottom) / 2 + 4} size={11} fill={colour.of('ink2')} narrow>
            {name}
          </Words>
        ))}
    </g>
  )
}

/** Names of lanes and boards in the right margin. */
function SideNames({ colour, layout, data }: Ink & { layout: HiringTrendLayout; data: HiringTrendData }): ReactElement {
  const { lanes, gdp, coverage, labelX, coverageRows } = layout
  const middle = (strip: { top: number; bottom: number }) => (strip.top + strip.bottom) / 2
  const ink2 = colour.of('ink2')
  return (
    <g>
      <Words x={labelX} y={middle(lanes.rounds) - 1} fill={ink2}>
        Rounds
      </Words>
      <Words x={labelX} y={middle(lanes.rounds) + 13} size={11} fill={colour.of('muted')} narrow>
        {roundsNote(data.rounds.filter((r) => r.day >= data.from && r.day <= data.to))}
      </Words>
      <Words x={labelX} y={middle(lanes.ipo) + 4} fill={ink2}>
        IPO steps
      </Words>
      <Words x={labelX} y={middle(lanes.capacity) + 4} fill={ink2}>
        Capacity
      </Words>
      <Words x={labelX} y={middle(lanes.layoffs) + 4} fill={ink2}>
        Layoffs
      </Words>
      {gdp && (
        <g>
          <Words x={labelX} y={middle(gdp)} fill={ink2}>
            US GDP growth, %,
          </Words>
          <Words x={labelX} y={middle(gdp) + 15} fill={ink2}>
            as known that day
          </Words>
        </g>
      )}
      {coverage &&
        coverageRows.map((row, i) => (
          <Words
            key={row.company}
            x={labelX}
            y={coverage.top + (i + 0.5) * coverage.rowHeight + 4}
            size={11}
            fill={colour.of(row.inPanel ? 'ink2' : 'muted')}
            narrow
          >
            {row.label}
          </Words>
        ))}
    </g>
  )
}
