import type { ReactElement } from 'react'
import { TimeGrid, TimeLabels } from './axes'
import { Empty } from './empty'
import { dayWords } from './format'
import { Hair, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { earlierDay, timeScale, timeTicks } from './scales'
import { CoverageLines } from './strips'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, CoverageData } from './types'

const TOP = 6
const FOOT = 40
const WIDE = 560
const ROW = { wide: 17, phone: 18 }

export const coverageHeight = (data: CoverageData, width: number): number =>
  data.rows.length === 0 ? 140 : TOP + data.rows.length * ROW[width >= WIDE ? 'wide' : 'phone'] + FOOT

function layout(data: CoverageData, width: number) {
  const row = ROW[width >= WIDE ? 'wide' : 'phone']
  const names = Math.max(50, ...data.rows.map((r) => textWidth(r.label, 12)))
  const left = Math.ceil(Math.min(names, width * 0.34)) + 14
  return { row, left, time: timeScale(data.from, data.to, [left, width - 8]) }
}

function coverageStops(data: CoverageData, width: number, colour: Colours): Stop[] {
  const { row, time } = layout(data, width)
  return data.rows.map((board, i) => {
    const last = board.spans.at(-1)
    const y = TOP + (i + 0.5) * row
    return {
      x: width / 2,
      rowY: y,
      rowFoot: row / 2,
      label: board.label,
      first: data.from,
      last: data.to,
      lines: [
        {
          key: board.company,
          label: last?.state === 'suspect' ? 'Last read, doubted' : 'Last read',
          value: last ? dayWords(last.last) : 'not read in this range',
          colour: colour.of('wave'),
          y: last ? y : null,
          ...(last && { x: time.middle(earlierDay(last.last, data.to)) }),
          company: board.company,
        },
      ],
    }
  })
}

/** Which board was read on which day. */
export function Coverage(props: ChartProps<CoverageData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = coverageHeight(data, width)
  if (data.rows.length === 0)
    return <Empty width={width} height={height} colour={colour} words="No board has been read yet" />
  const { row, left, time } = layout(data, width)
  const ticks = timeTicks(time)
  const bottom = TOP + data.rows.length * row
  return (
    <Plot width={width} height={height} left={left} right={8} domain={time.domain}>
      <Under>
        <TimeGrid colour={colour} ticks={ticks} time={time} top={TOP} bottom={bottom} />
      </Under>
      <Over>
        {data.rows.map((board, i) => (
          <Words
            key={board.company}
            x={0}
            y={TOP + (i + 0.5) * row + 4}
            fill={colour.of(board.inPanel ? 'ink' : 'muted')}
          >
            {fitText(board.label, left - 8, 12)}
          </Words>
        ))}
        <CoverageLines colour={colour} rows={data.rows} time={time} top={TOP} rowHeight={row} />
        <Hair x1={left} x2={width - 8} y1={bottom + 2} y2={bottom + 2} stroke={colour.of('hair2')} />
        <TimeLabels colour={colour} ticks={ticks} time={time} y={bottom + 2} />
        {props.interactive && (
          <Probe
            {...props}
            chart="coverage"
            height={height}
            top={TOP}
            bottom={bottom}
            stops={coverageStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}
