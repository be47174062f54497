import type { ReactElement, ReactNode } from 'react'
import { number, short } from './format'
import { CapacityGlyph, furthestStage, IpoGlyph, LayoffGlyph, RoundGlyph, roundRadius } from './glyphs'
import { type Box, keepFree, type Merged, mergeMarks } from './placing'
import { type Ink, Words } from './plot'
import { markDay, round2, type TimeScale } from './scales'
import { textWidth } from './text'
import type { EventMark, HiringTrendData, IpoMark, RoundMark } from './types'

/** Neighbours closer than this are one mark with a count. */
const MERGE_PX = 18

interface LaneProps extends Ink {
  time: TimeScale
  top: number
  bottom: number
  wide: boolean
}

/** The marks of a lane that lie in the range, placed and merged. */
export function placeMarks<Mark extends EventMark>(
  marks: readonly Mark[],
  time: TimeScale,
  gap = MERGE_PX,
): Merged<Mark>[] {
  const placed = marks
    .map((mark) => ({ day: markDay(mark.day, mark.precision), mark }))
    .filter(({ day }) => day >= time.from && day <= time.to)
    .map(({ day, mark }) => ({ x: time.middle(day), mark }))
  return mergeMarks(placed, gap)
}

const Count = ({ x, y, children, fill }: { x: number; y: number; children: number; fill: string }) => (
  <Words x={round2(x)} y={y} size={10} weight={600} fill={fill}>
    {number(children)}
  </Words>
)

const NoMarks = ({ colour, time, y }: Ink & { time: TimeScale; y: number }): ReactElement => (
  <Words x={time.range[0] + 4} y={y + 4} size={11} fill={colour.of('muted')} narrow>
    none known in this range
  </Words>
)

/** Rounds: circles by amount; the largest are named above and below. */
export function RoundsLane({
  colour,
  time,
  top,
  bottom,
  wide,
  rounds,
}: LaneProps & { rounds: readonly RoundMark[] }): ReactElement {
  const y = round2((top + bottom) / 2)
  const merged = placeMarks(rounds, time, wide ? 9 : MERGE_PX).map((m) => {
    const amounts = m.marks.flatMap((r) => (r.amountUsd === null ? [] : [r.amountUsd]))
    const largest = [...m.marks].sort((a, b) => (b.amountUsd ?? 0) - (a.amountUsd ?? 0))[0]
    return {
      x: m.x,
      largest,
      sum: amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0) : null,
      most: largest?.amountUsd ?? 0,
      kind: m.marks.find((r) => r.kind === 'equity')?.kind ?? largest?.kind ?? 'equity',
    }
  })
  if (merged.length === 0) return <NoMarks colour={colour} time={time} y={y} />
  const r = (sum: number | null) => roundRadius(sum, wide ? 16 : 13)
  const labels = wide ? nameRounds(merged, time, top, bottom) : []
  return (
    <g>
      {[...merged]
        .sort((a, b) => (b.sum ?? 0) - (a.sum ?? 0))
        .map((m) => (
          <RoundGlyph key={m.x} x={m.x} y={y} r={r(m.sum)} kind={m.kind} colour={colour} />
        ))}
      {labels.map((label) => (
        <Words
          key={`${label.x}-${label.text}`}
          x={label.x}
          y={label.y}
          size={11}
          fill={colour.of('ink2')}
          anchor="middle"
          narrow
        >
          {label.text}
        </Words>
      ))}
    </g>
  )
}

/** Names go to the largest first: above the lane if free, else below, else nowhere. */
function nameRounds(
  marks: readonly { x: number; most: number; largest: RoundMark | undefined }[],
  time: TimeScale,
  top: number,
  bottom: number,
): { x: number; y: number; text: string }[] {
  const [left, right] = time.range
  const most = Math.round((right - left) / 78)
  const rows: Box[][] = [[], []]
  const labels: { x: number; y: number; text: string }[] = []
  for (const mark of [...marks].sort((a, b) => b.most - a.most)) {
    if (!mark.largest || mark.most <= 0 || labels.length >= most) continue
    const text = mark.largest.label
    const half = textWidth(text, 11) / 2
    const x = round2(Math.max(left + half, Math.min(mark.x, right - half)))
    const box = { left: x - half, right: x + half }
    const row = rows.findIndex((taken) => keepFree([box], taken, 8).has(0))
    if (row < 0) continue
    rows[row]?.push(box)
    labels.push({ x, y: row === 0 ? top + 13 : bottom - 6, text })
  }
  return labels
}

/** A count stands at the upper right of its glyph, at the left where the drawing ends. */
const countX = (x: number, count: number, reach: number, edge: number): number => {
  const width = textWidth(number(count), 10, 600)
  return x + reach + width <= edge ? x + reach : x - reach - width
}

interface Named<Mark> extends Merged<Mark> {
  text: string
  /** Room that the glyph and its count take to the right of `x`. */
  reach: number
  rank: number
}

/** Names to the right of marks where the room to the next mark allows it; at most `most`, by rank. */
function nameMarks<Mark>(marks: readonly Named<Mark>[], time: TimeScale, most: number) {
  const named: { x: number; text: string }[] = []
  const order = marks.map((m, i) => ({ m, i })).sort((a, b) => b.m.rank - a.m.rank)
  for (const { m, i } of order) {
    if (named.length >= most || !m.text) continue
    const start = m.x + m.reach
    const end = (marks[i + 1]?.x ?? time.range[1] + 8) - 10
    if (start + textWidth(m.text, 11) <= end) named.push({ x: round2(start), text: m.text })
  }
  return named
}

const IPO_RANK: Record<IpoMark['stage'], number> = {
  withdrawn: 9,
  postponed: 8,
  listed: 7,
  priced: 6,
  filed: 5,
  confidential: 4,
  range: 3,
  amended: 2,
  reported: 1,
}

function GlyphLane<Mark extends EventMark>(
  props: LaneProps & {
    marks: readonly Mark[]
    fill: string
    glyph: (merged: Merged<Mark>, y: number) => ReactNode
    rank: (mark: Mark) => number
    countAt: number
    most: number
  },
): ReactElement {
  const { colour, time, top, bottom, wide, marks, fill, glyph, rank, countAt, most } = props
  const y = round2((top + bottom) / 2)
  const merged = placeMarks(marks, time)
  if (merged.length === 0) return <NoMarks colour={colour} time={time} y={y} />
  const named = merged.map((m) => ({
    ...m,
    text: m.marks.length === 1 ? (m.marks[0]?.label ?? '') : '',
    reach: 11,
    rank: Math.max(...m.marks.map(rank)),
  }))
  return (
    <g>
      {merged.map((m) => (
        <g key={m.x}>
          {glyph(m, y)}
          {m.marks.length > 1 && (
            <Count x={countX(m.x, m.marks.length, countAt, time.range[1] + 10)} y={y - 4} fill={fill}>
              {m.marks.length}
            </Count>
          )}
        </g>
      ))}
      {wide &&
        nameMarks(named, time, most).map((label) => (
          <Words key={label.x} x={label.x} y={y + 4} size={11} fill={colour.of('ink2')} narrow>
            {label.text}
          </Words>
        ))}
    </g>
  )
}

export function IpoLane(props: LaneProps & { marks: readonly IpoMark[] }): ReactElement {
  const { colour } = props
  return (
    <GlyphLane
      {...props}
      fill={colour.of('e-ipo')}
      glyph={(m, y) => <IpoGlyph x={m.x} y={y} colour={colour} stage={furthestStage(m.marks.map((i) => i.stage))} />}
      rank={(mark) => IPO_RANK[mark.stage]}
      countAt={8}
      most={3}
    />
  )
}

export function CapacityLane(props: LaneProps & { marks: readonly EventMark[] }): ReactElement {
  const { colour } = props
  return (
    <GlyphLane
      {...props}
      fill={colour.of('e-capacity')}
      glyph={(m, y) => <CapacityGlyph x={m.x} y={y} colour={colour} />}
      rank={(mark) => megawatts(mark.label)}
      countAt={7}
      most={2}
    />
  )
}

/** The first number in a label, so that the largest is named first; 0 without one. */
const megawatts = (label: string): number => Number(/[\d,.]*\d/.exec(label)?.[0].replaceAll(',', '') ?? 0) || 0

export function LayoffLane(props: LaneProps & { marks: HiringTrendData['layoffs'] }): ReactElement {
  const { colour } = props
  return (
    <GlyphLane
      {...props}
      fill={colour.of('e-layoff')}
      glyph={(m, y) => <LayoffGlyph x={m.x} y={y} colour={colour} />}
      rank={(mark) => mark.headcount ?? 0}
      countAt={7}
      most={4}
    />
  )
}

/** The least amount among rounds in the words of the lane's name: `$bn, from 0.5; ring: debt`. */
export function roundsNote(rounds: readonly RoundMark[]): string {
  const amounts = rounds.flatMap((r) => (r.amountUsd === null ? [] : [r.amountUsd]))
  if (rounds.length === 0) return ''
  const ring = rounds.some((r) => r.kind === 'debt') ? '; ring: debt' : ''
  if (amounts.length === 0) return `amounts not published${ring}`
  const least = Math.min(...amounts) / 1e9
  return least >= 0.05 ? `$bn, from ${short(least)}${ring}` : `$bn${ring}`
}
