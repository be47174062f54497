import type { ReactElement } from 'react'
import { addDays, dayNumber } from '@/lib/dates'
import { BaseLine, LevelAxis, TimeGrid, TimeLabels } from './axes'
import { Empty } from './empty'
import { dayWords, number, periodWords } from './format'
import { LayoffGlyph } from './glyphs'
import { Hair, Over, Plot, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, markDay, niceTicks, round2, timeScale, timeTicks } from './scales'
import { textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { ChartProps, SupplyData } from './types'

const WIDE = 560
const TOP = 30
const BETWEEN = 48
const FOOT = 42

const bandHeights = (width: number) => (width >= WIDE ? { level: 170, cuts: 150 } : { level: 120, cuts: 120 })
const isEmpty = (data: SupplyData): boolean => data.layoffs.length === 0 && !data.openings.some((p) => p.value !== null)

export const supplyHeight = (data: SupplyData, width: number): number => {
  const { level, cuts } = bandHeights(width)
  return isEmpty(data) ? 150 : TOP + level + BETWEEN + cuts + FOOT
}

function layout(data: SupplyData, width: number) {
  const { level, cuts } = bandHeights(width)
  const height = supplyHeight(data, width)
  const levelFoot = TOP + level
  const cutsTop = levelFoot + BETWEEN
  const cutsFoot = cutsTop + cuts
  const levelTicks = niceTicks(0, Math.max(0, ...data.openings.map((p) => p.value ?? 0)), 4, true)
  const cutTicks = niceTicks(0, Math.max(0, ...data.layoffs.map((m) => m.headcount ?? 0)), 4, true)
  const left = Math.ceil(Math.max(34, ...[...levelTicks, ...cutTicks].map((t) => textWidth(number(t), 12) + 12)))
  const time = timeScale(data.from, data.to, [left, width - 10])
  const yLevel = linear([0, levelTicks.at(-1) ?? 1], [levelFoot, TOP])
  const yCuts = linear([0, cutTicks.at(-1) ?? 1], [cutsFoot, cutsTop])
  const marks = data.layoffs.map((m) => ({
    ...m,
    x: round2(Math.max(left, Math.min(width - 10, time.middle(markDay(m.day, m.precision))))),
    y: yCuts(m.headcount ?? 0),
  }))
  return { height, levelFoot, cutsTop, cutsFoot, levelTicks, cutTicks, left, time, yLevel, yCuts, marks }
}

type Layout = ReturnType<typeof layout>

function supplyStops(data: SupplyData, width: number, colour: Colours): Stop[] {
  const l = layout(data, width)
  const levels = data.openings.map((p) => ({
    x: round2(l.time(dayNumber(p.first) + 3.5)),
    label: periodWords(p.period, p.first, p.last),
    first: p.first,
    last: p.last,
    lines: [
      {
        key: 'openings',
        label: data.label,
        value: p.value === null ? 'not covered' : number(Math.round(p.value)),
        colour: colour.of('wave'),
        y: p.value === null ? null : l.yLevel(p.value),
      },
      ...l.marks
        .filter((m) => m.day >= p.first && m.day <= p.last)
        .map((m) => ({
          key: m.signalId ?? `${m.company}${m.day}`,
          label: `Layoff at ${m.company}`,
          value: m.headcount === null ? 'number not published' : number(m.headcount),
          colour: colour.of('e-layoff'),
          y: m.y,
          ...(m.signalId && { signalId: m.signalId }),
        })),
    ],
  }))
  const covered = new Set(levels.map((s) => s.first))
  const alone = l.marks
    .filter((m) => ![...covered].some((first) => m.day >= first && m.day <= addDays(first, 6)))
    .map((m) => ({
      x: m.x,
      label: dayWords(m.day),
      first: m.day,
      last: m.day,
      lines: [
        {
          key: m.signalId ?? m.company,
          label: `Layoff at ${m.company}`,
          value: m.headcount === null ? 'number not published' : number(m.headcount),
          colour: colour.of('e-layoff'),
          y: m.y,
          ...(m.signalId && { signalId: m.signalId }),
        },
      ],
    }))
  return [...levels, ...alone].sort((a, b) => a.x - b.x)
}

/** Openings above, announced layoffs below, on one axis of time; each band has its own unit, said at its head. */
export function Supply(props: ChartProps<SupplyData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const l = layout(data, width)
  if (isEmpty(data)) return <Empty width={width} height={l.height} colour={colour} words={data.empty} />
  const right = width - 10
  const ticks = timeTicks(l.time)
  return (
    <Plot width={width} height={l.height} left={0} right={0}>
      <Over>
        <TimeGrid colour={colour} ticks={ticks} time={l.time} top={TOP} bottom={l.cutsFoot} />
        <Words x={0} y={14} size={13} weight={600} fill={colour.of('ink')}>
          {data.label}
        </Words>
        <LevelAxis colour={colour} ticks={l.levelTicks} y={l.yLevel} left={l.left} right={right} />
        <Line data={data} layout={l} colour={colour} />
        <BaseLine colour={colour} y={l.levelFoot} left={l.left} right={right} zero />
        <Words x={0} y={l.cutsTop - 16} size={13} weight={600} fill={colour.of('ink')}>
          People whose jobs go, as announced
        </Words>
        <LevelAxis colour={colour} ticks={l.cutTicks} y={l.yCuts} left={l.left} right={right} />
        <Marks data={data} layout={l} colour={colour} width={width} />
        <BaseLine colour={colour} y={l.cutsFoot} left={l.left} right={right} zero />
        <TimeLabels colour={colour} ticks={ticks} time={l.time} y={l.cutsFoot} />
        {props.interactive && (
          <Probe
            {...props}
            chart="supply"
            height={l.height}
            top={TOP}
            bottom={l.cutsFoot}
            stops={supplyStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

function Line({ data, layout: l, colour }: { data: SupplyData; layout: Layout; colour: Colours }): ReactElement {
  const runs: string[][] = []
  let open = false
  for (const p of data.openings) {
    if (p.value === null) open = false
    else {
      const point = `${round2(Math.max(l.left, l.time(dayNumber(p.first) + 3.5)))},${l.yLevel(p.value)}`
      if (open) runs.at(-1)?.push(point)
      else runs.push([point])
      open = true
    }
  }
  return (
    <g>
      {runs.map((run) =>
        run.length > 1 ? (
          <path key={run[0]} d={`M${run.join('L')}`} fill="none" stroke={colour.of('wave')} strokeWidth={2.5} />
        ) : (
          <circle
            key={run[0]}
            cx={Number(run[0]?.split(',')[0])}
            cy={Number(run[0]?.split(',')[1])}
            r={2.6}
            fill={colour.of('wave')}
          />
        ),
      )}
    </g>
  )
}

/** Stems with the triangle of a layoff; the largest are named where their names do not meet. */
function Marks({
  data,
  layout: l,
  colour,
  width,
}: {
  data: SupplyData
  layout: Layout
  colour: Colours
  width: number
}) {
  const named: { left: number; right: number; y: number }[] = []
  const sized = [...l.marks].sort((a, b) => (b.headcount ?? 0) - (a.headcount ?? 0))
  const words = sized.slice(0, width >= WIDE ? 8 : 3).flatMap((m) => {
    const text = m.label
    const wide = textWidth(text, 12)
    const before = m.x + 9 + wide > width
    const box = {
      left: before ? m.x - 9 - wide : m.x + 9,
      right: before ? m.x - 9 : m.x + 9 + wide,
      y: Math.max(l.cutsTop + 4, m.y),
    }
    if (named.some((n) => n.left < box.right + 6 && box.left < n.right + 6 && Math.abs(n.y - box.y) < 15)) return []
    named.push(box)
    return [{ key: `${m.company}-${m.day}`, x: before ? m.x - 9 : m.x + 9, y: box.y + 4, text, before }]
  })
  return (
    <g>
      {l.marks.map((m) => (
        <g key={`${m.company}-${m.day}-${m.signalId ?? ''}`}>
          <Hair x1={m.x} x2={m.x} y1={l.cutsFoot} y2={m.y} stroke={colour.of('e-layoff')} width={1.5} />
          <LayoffGlyph x={m.x} y={Math.min(m.y, l.cutsFoot - 6)} colour={colour} />
        </g>
      ))}
      {words.map((w) => (
        <Words
          key={w.key}
          x={w.x}
          y={w.y}
          fill={colour.of('ink')}
          anchor={w.before ? 'end' : 'start'}
          halo={colour.of('paper')}
        >
          {w.text}
        </Words>
      ))}
      {data.layoffs.length === 0 && (
        <Words x={l.left + 8} y={(l.cutsTop + l.cutsFoot) / 2} size={13} fill={colour.of('ink2')}>
          No layoff became known in this range
        </Words>
      )}
    </g>
  )
}
