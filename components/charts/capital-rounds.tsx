import type { ReactElement } from 'react'
import { Bar } from 'recharts'
import { periodBounds } from '@/lib/dates'
import { BaseLine, LevelAxis } from './axes'
import { Empty } from './empty'
import { money, number, quarterShort } from './format'
import { keepFree } from './placing'
import { Hair, type Ink, Over, Plot, Under, Words } from './plot'
import { Probe, type Stop } from './probe'
import { linear, niceTicks, round2 } from './scales'
import { fitText, textWidth } from './text'
import { type Colours, colours } from './tokens'
import type { CapitalRoundsData, ChartProps } from './types'

const WIDE = 560
const LEGEND = 26

type Quarter = CapitalRoundsData['quarters'][number]
type Kind = 'equityUsd' | 'strategicUsd' | 'debtUsd'
const KINDS: { key: Kind; label: string }[] = [
  { key: 'equityUsd', label: 'Equity' },
  { key: 'strategicUsd', label: 'Strategic' },
  { key: 'debtUsd', label: 'Debt' },
]

export const capitalRoundsHeight = (data: CapitalRoundsData, width: number): number =>
  (width >= WIDE ? 340 : 280) + (data.mode === 'sum' ? LEGEND : 0)

const sumOf = (q: Quarter): number => q.equityUsd + q.strategicUsd + q.debtUsd

function layout(data: CapitalRoundsData, width: number) {
  const wide = width >= WIDE
  const height = capitalRoundsHeight(data, width)
  const bottom = height - 42
  const head = (data.mode === 'sum' ? LEGEND : 0) + 34
  const quarters = data.quarters.slice(wide ? -24 : -8)
  const sizeOf = (q: Quarter) => (data.mode === 'sum' ? sumOf(q) / 1e9 : q.count)
  const ticks = niceTicks(0, Math.max(0, ...quarters.map(sizeOf)), 5, data.mode === 'count')
  const label = (tick: number) =>
    data.mode === 'count'
      ? number(tick)
      : tick === 0
        ? '0'
        : `$${number(tick, tick < 10 && !Number.isInteger(tick) ? 1 : 0)}bn`
  const left = Math.ceil(Math.max(34, ...ticks.map((t) => textWidth(label(t), 12) + 12)))
  const right = 12
  const pitch = (width - left - right) / Math.max(1, quarters.length)
  const y = linear([0, ticks.at(-1) ?? 1], [bottom, head])
  const bar = Math.max(3, Math.min(64, Math.round(pitch * 0.66)))
  return {
    wide,
    height,
    bottom,
    head,
    quarters,
    sizeOf,
    sum: data.mode === 'sum',
    ticks,
    label,
    left,
    right,
    pitch,
    y,
    bar,
    x: (i: number) => round2(left + (i + 0.5) * pitch),
  }
}

type Layout = ReturnType<typeof layout>

function capitalRoundsStops(data: CapitalRoundsData, width: number, colour: Colours): Stop[] {
  const l = layout(data, width)
  return l.quarters.map((q, i) => {
    const bounds = periodBounds(q.period) ?? { first: q.period, last: q.period }
    return {
      x: l.x(i),
      label: `${quarterShort(q.period)} ${q.period.slice(0, 4)}${q.complete ? '' : ', so far'}`,
      ...bounds,
      lines: [
        ...KINDS.filter((kind) => q[kind.key] > 0).map((kind) => ({
          key: kind.key,
          label: kind.label,
          value: money(q[kind.key]),
          colour: colour.of('e-capital'),
          y: l.y(l.sizeOf(q)),
          size: q[kind.key],
        })),
        { key: 'count', label: 'Rounds', value: number(q.count), y: l.y(l.sizeOf(q)) },
        ...(q.largest
          ? [{ key: 'largest', label: 'Largest', value: `${q.largest.label}, ${money(q.largest.amountUsd)}`, y: null }]
          : []),
      ],
    }
  })
}

/** Money raised (or rounds counted) a quarter, by kind; the running quarter dashed. */
export function CapitalRounds(props: ChartProps<CapitalRoundsData>): ReactElement {
  const { data, width, theme } = props
  const colour = colours(theme)
  const l = layout(data, width)
  if (!l.quarters.some((q) => q.count > 0 || sumOf(q) > 0)) {
    return <Empty width={width} height={l.height} colour={colour} words="No round is known in this range" />
  }
  const rows = l.quarters.map((q, i) => ({
    x: i + 0.5,
    ...(data.mode === 'sum'
      ? { equityUsd: q.equityUsd / 1e9, strategicUsd: q.strategicUsd / 1e9, debtUsd: q.debtUsd / 1e9 }
      : { equityUsd: q.count }),
  }))
  const kinds = data.mode === 'sum' ? KINDS : KINDS.slice(0, 1)
  return (
    <Plot
      width={width}
      height={l.height}
      left={l.left}
      right={l.right}
      domain={[0, Math.max(1, l.quarters.length)]}
      rows={rows}
      bands={[{ id: 'money', top: l.head, bottom: l.bottom, domain: [0, l.ticks.at(-1) ?? 1] }]}
    >
      <Under>
        <LevelAxis colour={colour} ticks={l.ticks} y={l.y} left={l.left} right={width - l.right} format={l.label} />
      </Under>
      {kinds.map((kind) => (
        <Bar
          key={kind.key}
          yAxisId="money"
          dataKey={kind.key}
          stackId="money"
          isAnimationActive={false}
          shape={(bar: unknown) => <Segment bar={bar} kind={kind.key} layout={l} colour={colour} />}
        />
      ))}
      <Over>
        <BaseLine colour={colour} y={l.bottom} left={l.left} right={width - l.right} zero />
        {data.mode === 'sum' && <Legend colour={colour} />}
        <Tops colour={colour} layout={l} data={data} width={width} />
        <QuarterLabels colour={colour} layout={l} />
        {props.interactive && (
          <Probe
            {...props}
            chart="capital-rounds"
            height={l.height}
            top={l.head}
            bottom={l.bottom}
            stops={capitalRoundsStops(data, width, colour)}
            colour={colour}
          />
        )}
      </Over>
    </Plot>
  )
}

/** Fill of a kind: equity full, strategic half, debt an outline. */
function fillOf(kind: Kind, colour: Colours): { fill: string; fillOpacity?: number; stroke?: string } {
  const capital = colour.of('e-capital')
  if (kind === 'equityUsd') return { fill: capital }
  if (kind === 'strategicUsd') return { fill: capital, fillOpacity: 0.45 }
  return { fill: colour.of('paper'), stroke: capital }
}

function Segment({ bar, kind, layout: l, colour }: Ink & { bar: unknown; kind: Kind; layout: Layout }): ReactElement {
  const at = segmentOf(bar)
  if (!at || at.height < 0.25) return <g />
  const left = l.left + at.x * l.pitch - l.bar / 2
  const paint = fillOf(kind, colour)
  const quarter = l.quarters[Math.floor(at.x)]
  if (quarter && !quarter.complete) {
    // The running quarter is one outline for all kinds, drawn with the lowest that it has.
    if (kind !== KINDS.find((k) => quarter[k.key] > 0)?.key && l.sum) return <g />
    const top = l.y(l.sizeOf(quarter))
    return (
      <rect
        x={round2(left + 0.5)}
        y={round2(top + 0.5)}
        width={l.bar - 1}
        height={round2(Math.max(0.5, l.bottom - top - 0.5))}
        fill={colour.of('paper')}
        stroke={colour.of('e-capital')}
        strokeDasharray="3 3"
      />
    )
  }
  const inset = paint.stroke ? 0.5 : 0
  return (
    <rect
      x={round2(left + inset)}
      y={round2(at.y + inset)}
      width={round2(l.bar - 2 * inset)}
      height={round2(Math.max(0.5, at.height - 2 * inset))}
      {...paint}
    />
  )
}

/** What Recharts tells the shape of a bar: its place in the stack and its row. */
function segmentOf(bar: unknown): { x: number; y: number; height: number } | null {
  if (typeof bar !== 'object' || bar === null || !('payload' in bar)) return null
  const row = bar.payload
  if (typeof row !== 'object' || row === null || !('x' in row) || typeof row.x !== 'number') return null
  const y = 'y' in bar ? Number(bar.y) : Number.NaN
  const height = 'height' in bar ? Number(bar.height) : Number.NaN
  if (!Number.isFinite(y) || !Number.isFinite(height)) return null
  return {
    x: row.x,
    y: height < 0 ? y + height : y,
    height: Math.abs(height),
  }
}

function Legend({ colour }: Ink): ReactElement {
  let x = 0
  return (
    <g>
      {KINDS.map((kind) => {
        const at = x
        x += 18 + textWidth(kind.label, 12) + 18
        return (
          <g key={kind.key}>
            <rect x={at + 0.5} y={4.5} width={10} height={10} {...fillOf(kind.key, colour)} />
            <Words x={round2(at + 18)} y={14} fill={colour.of('ink2')}>
              {kind.label}
            </Words>
          </g>
        )
      })}
    </g>
  )
}

/** Above each bar its sum, and the name of its largest round where that has room: largest bars first. */
function Tops({
  colour,
  layout: l,
  data,
  width,
}: Ink & { layout: Layout; data: CapitalRoundsData; width: number }): ReactElement {
  const order = l.quarters.map((q, i) => ({ q, i })).sort((a, b) => l.sizeOf(b.q) - l.sizeOf(a.q))
  const text = (q: Quarter) => (data.mode === 'count' ? number(q.count) : money(sumOf(q)))
  const values = order.filter(({ q }) => l.sizeOf(q) > 0)
  const valueBoxes = values.map(({ q, i }) => ({
    left: l.x(i) - textWidth(text(q), 12, 600) / 2,
    right: l.x(i) + textWidth(text(q), 12, 600) / 2,
  }))
  const shownValues = keepFree(valueBoxes, [], 2)
  const names = values.filter(({ q }) => q.largest !== null && data.mode === 'sum').slice(0, l.wide ? 6 : 3)
  const nameText = (q: Quarter) => (q.complete ? (q.largest?.label ?? '') : 'so far')
  const nameAt = names.map(({ q, i }) => {
    const half = textWidth(nameText(q), 11) / 2
    return Math.max(l.left + half, Math.min(l.x(i), width - 2 - half))
  })
  // A name may not touch another bar that is as tall as its own line.
  const free = names.map(({ q, i }, k) => {
    const half = textWidth(nameText(q), 11) / 2 + 3
    const line = l.y(l.sizeOf(q)) - 24
    return l.quarters.every((other, o) => {
      if (o === i) return true
      const apart = Math.abs(l.x(o) - (nameAt[k] ?? 0)) > half + Math.max(l.bar, textWidth(text(other), 12, 600)) / 2
      return apart || l.y(l.sizeOf(other)) - 16 > line + 6
    })
  })
  const nameBoxes = names.map(({ q }, k) => {
    const half = textWidth(nameText(q), 11) / 2
    return { left: (nameAt[k] ?? 0) - half, right: (nameAt[k] ?? 0) + half }
  })
  const shownNames = keepFree(nameBoxes.filter((_, k) => free[k]))
  let rank = -1
  return (
    <g>
      {values.map(({ q, i }, k) =>
        shownValues.has(k) ? (
          <Words
            key={q.period}
            x={l.x(i)}
            y={round2(l.y(l.sizeOf(q)) - 6)}
            weight={600}
            fill={colour.of('ink')}
            anchor="middle"
          >
            {text(q)}
          </Words>
        ) : null,
      )}
      {names.map(({ q }, k) => {
        if (!free[k]) return null
        rank++
        if (!shownNames.has(rank)) return null
        return (
          <Words
            key={q.period}
            x={round2(nameAt[k] ?? 0)}
            y={round2(l.y(l.sizeOf(q)) - 21)}
            size={11}
            fill={colour.of('ink2')}
            anchor="middle"
            narrow
          >
            {fitText(nameText(q), 140, 11)}
          </Words>
        )
      })}
      {l.quarters.map((q, i) =>
        !q.complete && !names.some((n) => n.q === q) ? (
          <Words
            key={q.period}
            x={Math.min(l.x(i), width - 20)}
            y={round2(l.y(l.sizeOf(q)) - (l.sizeOf(q) > 0 ? 21 : 6))}
            size={11}
            fill={colour.of('ink2')}
            anchor="middle"
            narrow
          >
            so far
          </Words>
        ) : null,
      )}
    </g>
  )
}

function QuarterLabels({ colour, layout: l }: Ink & { layout: Layout }): ReactElement {
  const every = Math.max(1, Math.ceil((textWidth('Q4', 12) + 8) / l.pitch))
  return (
    <g>
      {l.quarters.map((q, i) => {
        const year = i === 0 || q.period.endsWith('Q1')
        return (
          <g key={q.period}>
            {year && i > 0 && (
              <Hair
                x1={round2(l.left + i * l.pitch)}
                x2={round2(l.left + i * l.pitch)}
                y1={l.head}
                y2={l.bottom + 8}
                stroke={colour.of('hair')}
              />
            )}
            {i % every === 0 && (
              <Words x={l.x(i)} y={l.bottom + 17} fill={colour.of('muted')} anchor="middle">
                {quarterShort(q.period)}
              </Words>
            )}
            {year && (
              <Words x={l.x(i)} y={l.bottom + 32} weight={600} fill={colour.of('ink')} anchor="middle">
                {q.period.slice(0, 4)}
              </Words>
            )}
          </g>
        )
      })}
    </g>
  )
}
