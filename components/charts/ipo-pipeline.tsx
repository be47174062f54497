import type { ReactElement } from 'react'
import { TimeGrid, TimeLabels } from './axes'
import { withoutName } from './company-openings'
import { Empty } from './empty'
import { dayWords } from './format'
import { IpoGlyph } from './glyphs'
import { placeMarks } from './lanes'
import { Hair, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { markDay, timeScale, timeTicks } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, IpoMark, IpoPipelineData } from './types'

const WIDE = 640
const HEAD = 38
const ROW = { wide: 38, phone: 74 }

export const ipoPipelineHeight = (data: IpoPipelineData, width: number): number =>
  data.rows.length === 0 ? 160 : HEAD + data.rows.length * ROW[width >= WIDE ? 'wide' : 'phone'] + 6

/** A stage in words, as it stands at the end of a row. */
const STAGE_WORDS: Record<IpoMark['stage'], string> = {
  reported: 'Reported',
  confidential: 'Filed in confidence',
  filed: 'Filed publicly',
  amended: 'Filing amended',
  range: 'Price range set',
  priced: 'Priced',
  listed: 'Listed',
  postponed: 'Put off',
  withdrawn: 'Withdrawn',
}

function layout(data: IpoPipelineData, width: number) {
  const wide = width >= WIDE
  const row = ROW[wide ? 'wide' : 'phone']
  const names = Math.max(0, ...data.rows.map((r) => textWidth(r.label, 14, 600)))
  const details = Math.max(
    0,
    ...data.rows.flatMap((r) => [
      textWidth(STAGE_WORDS[r.state], 13, 600),
      textWidth(withoutName(r.detail, r.label), 12),
    ]),
  )
  const left = wide ? Math.ceil(Math.min(names, width * 0.2)) + 18 : 0
  const right = wide ? Math.ceil(Math.min(details, width * 0.32)) + 18 : 12
  const time = timeScale(data.from, data.to, [left + 8, width - right])
  return { wide, row, left, right, time, y: (i: number) => HEAD + i * row + (wide ? row / 2 : row - 20) }
}

function ipoPipelineStops(data: IpoPipelineData, width: number, colour: Colours): Stop[] {
  const { wide, row: size, time, y } = layout(data, width)
  return data.rows.map((row, i) => ({
    x: width / 2,
    rowY: y(i),
    rowFoot: wide ? size / 2 : 20,
    label: row.label,
    first: row.steps[0]?.day ?? data.from,
    last: row.steps.at(-1)?.day ?? data.to,
    lines: row.steps.map((step, s) => ({
      key: `${step.day}-${s}`,
      label: STAGE_WORDS[step.stage],
      value: dayWords(step.day),
      colour: colour.of('e-ipo'),
      y: y(i),
      x: time.middle(markDay(step.day, step.precision)),
      company: row.company,
      ...(step.signalId && { signalId: step.signalId }),
    })),
  }))
}

/** A row a company: its steps toward a listing along time, its state in words. On a phone each row is a small block. */
export function IpoPipeline(props: ChartProps<IpoPipelineData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const height = ipoPipelineHeight(data, width)
  if (data.rows.length === 0) {
    return (
      <Empty width={width} height={height} colour={colour} words="No step toward a listing is known in this range" />
    )
  }
  const { wide, row, left, right, time, y } = layout(data, width)
  const ticks = timeTicks(time)
  const edge = colour.of('hair')
  return (
    <Plot width={width} height={height} left={left} right={right} domain={time.domain}>
      <Under>
        <TimeGrid colour={colour} ticks={ticks} time={time} top={HEAD} bottom={height - 6} />
      </Under>
      <Over>
        <TimeLabels colour={colour} ticks={ticks} time={time} y={-4} />
        <Hair x1={0} x2={width} y1={HEAD} y2={HEAD} stroke={colour.of('ink')} />
        {data.rows.map((company, i) => {
          const top = HEAD + i * row
          const at = y(i)
          const marks = placeMarks(company.steps, time, 11)
          const first = marks[0]
          const last = marks.at(-1)
          const room = right - 16
          const detail = withoutName(company.detail, company.label)
          return (
            <g key={company.company}>
              <Words x={0} y={wide ? at + 5 : top + 22} size={14} weight={600} fill={colour.of('ink')}>
                {fitText(company.label, wide ? left - 10 : width * 0.5, 14, 600)}
              </Words>
              {first && last && last.x > first.x && (
                <Hair x1={first.x} x2={last.x} y1={at} y2={at} stroke={colour.of('e-ipo')} />
              )}
              {marks.map((mark) => (
                <g key={mark.x}>
                  {/* A merged mark shows its newest step: the row tells a story in order. */}
                  <IpoGlyph x={mark.x} y={at} colour={colour} stage={newest(mark.marks)} />
                  {mark.marks.length > 1 && (
                    <Words
                      x={mark.x + 8}
                      y={at - 5}
                      size={10}
                      weight={600}
                      fill={colour.of('e-ipo')}
                      halo={colour.of('paper')}
                    >
                      {String(mark.marks.length)}
                    </Words>
                  )}
                </g>
              ))}
              {wide ? (
                <g>
                  <Words
                    x={width - right + 16}
                    y={detail ? at - 2 : at + 5}
                    size={13}
                    weight={600}
                    fill={colour.of('ink')}
                  >
                    {STAGE_WORDS[company.state]}
                  </Words>
                  {detail && (
                    <Words x={width - right + 16} y={at + 13} fill={colour.of('muted')}>
                      {fitText(detail, room, 12)}
                    </Words>
                  )}
                </g>
              ) : (
                <g>
                  <Words x={width} y={top + 22} size={13} weight={600} fill={colour.of('ink')} anchor="end">
                    {STAGE_WORDS[company.state]}
                  </Words>
                  <Words x={0} y={top + 39} fill={colour.of('muted')}>
                    {fitText(detail, width, 12)}
                  </Words>
                </g>
              )}
              <Hair x1={0} x2={width} y1={top + row} y2={top + row} stroke={edge} />
            </g>
          )
        })}
        {props.interactive && (
          <Probe
            {...props}
            chart="ipo-pipeline"
            height={height}
            top={HEAD}
            bottom={height}
            stops={ipoPipelineStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

const newest = (steps: readonly IpoMark[]): IpoMark['stage'] =>
  [...steps].sort((a, b) => (a.day < b.day ? -1 : 1)).at(-1)?.stage ?? 'reported'
