import type { ReactElement } from 'react'
import { roundWords, withoutName } from './company-openings'
import { CapacityGlyph, IpoGlyph, LayoffGlyph, RoundGlyph, roundRadius } from './glyphs'
import { placeMarks } from './lanes'
import { Hair, type Ink, Words } from './plot'
import { markDay, round2, type TimeScale } from './scales'
import { fitText, textWidth } from './text'
import type { CompanyTimelineData, EventMark } from './types'

interface Box {
  left: number
  right: number
  top: number
  bottom: number
}
const meets = (a: Box, b: Box): boolean =>
  a.left < b.right + 6 && a.right > b.left - 6 && a.top < b.bottom && a.bottom > b.top

interface Lane extends Ink {
  time: TimeScale
  top: number
  bottom: number
}

interface Mark {
  x: number
  /** Half of the glyph's width. */
  reach: number
  text: string
  /** Greatest first when words compete for room. */
  rank: number
}

interface Word {
  x: number
  y: number
  text: string
  anchor: 'start' | 'middle' | 'end'
}

const SIZE = 12

/** Words beside, above or below the marks of a lane, where they touch neither marks nor each other. */
function laneWords(
  marks: readonly Mark[],
  lane: { time: TimeScale; top: number; bottom: number },
  centred: boolean,
): Word[] {
  const middle = (lane.top + lane.bottom) / 2
  const [left, right] = lane.time.range
  const taken: Box[] = marks.map((m) => ({
    left: m.x - m.reach,
    right: m.x + m.reach,
    top: middle - m.reach,
    bottom: middle + m.reach,
  }))
  const words: Word[] = []
  const up = centred ? lane.top + 14 : middle - 12
  const down = centred ? lane.bottom - 7 : middle + 20
  for (const mark of [...marks].sort((a, b) => b.rank - a.rank)) {
    if (!mark.text) continue
    const width = textWidth(mark.text, SIZE)
    const beside = mark.reach + 6
    const candidates: [number, number, Word['anchor']][] = centred
      ? [
          [mark.x, up, 'middle'],
          [mark.x, down, 'middle'],
          [mark.x + beside, middle + 4, 'start'],
          [mark.x - beside, middle + 4, 'end'],
        ]
      : [
          [mark.x + beside, middle + 4, 'start'],
          [mark.x - beside, middle + 4, 'end'],
          [mark.x + beside, up, 'start'],
          [mark.x - beside, up, 'end'],
          [mark.x + beside, down, 'start'],
          [mark.x - beside, down, 'end'],
        ]
    for (const [at, y, anchor] of candidates) {
      const from =
        anchor === 'start'
          ? at
          : anchor === 'end'
            ? at - width
            : Math.max(left - 4, Math.min(at - width / 2, right + 24 - width))
      const box = { left: from, right: from + width, top: y - 10, bottom: y + 3 }
      const own = mark.reach
      if (box.left < left - 6 || box.right > right + 26) continue
      if (box.top < lane.top - 1 || box.bottom > lane.bottom + 1) continue
      if (
        taken.some(
          (t) =>
            meets(t, box) &&
            !(Math.abs((t.left + t.right) / 2 - mark.x) < 0.01 && t.right - t.left === 2 * own && anchor !== 'middle'),
        )
      )
        continue
      taken.push(box)
      words.push({ x: round2(anchor === 'middle' ? from + width / 2 : at), y: round2(y), text: mark.text, anchor })
      break
    }
  }
  return words
}

const Said = ({ words, fill, halo }: { words: readonly Word[]; fill: string; halo: string }): ReactElement => (
  <g>
    {words.map((word) => (
      <Words
        key={`${word.x}-${word.y}-${word.text}`}
        x={word.x}
        y={word.y}
        size={SIZE}
        fill={fill}
        anchor={word.anchor}
        halo={halo}
      >
        {word.text}
      </Words>
    ))}
  </g>
)

export function CapitalLane({ colour, time, top, bottom, data }: Lane & { data: CompanyTimelineData }): ReactElement {
  const y = round2((top + bottom) / 2)
  const merged = placeMarks(data.rounds, time, 7)
  const marks = merged.map((m) => {
    const amounts = m.marks.flatMap((r) => (r.amountUsd === null ? [] : [r.amountUsd]))
    const sum = amounts.length > 0 ? amounts.reduce((a, b) => a + b, 0) : null
    const largest = [...m.marks].sort((a, b) => (b.amountUsd ?? 0) - (a.amountUsd ?? 0))[0]
    // One company's rounds: the scale is its own, so that a loan of 500 million can be seen.
    return { m, largest, sum, r: sizeOf(sum, data) }
  })
  const said = laneWords(
    [
      ...marks.map(({ m, largest, sum, r }) => ({
        x: m.x,
        reach: r,
        text: `${largest ? roundWords(largest, data.label) : ''}${m.marks.length > 1 ? ` and ${m.marks.length - 1} more` : ''}`,
        rank: sum ?? 0,
      })),
    ],
    { time, top, bottom },
    true,
  )
  const totals = data.totals
    .filter((t) => t.day >= time.from && t.day <= time.to)
    .map((t) => ({ x: time.middle(t.day), text: t.label }))
    .filter((t) => marks.every(({ m, r }) => m.x + r < t.x - textWidth(t.text, 11) - 12 || m.x - r > t.x + 4))
    .filter((t, i, all) => all.slice(i + 1).every((later) => later.x - textWidth(later.text, 11) - 12 > t.x))
    .filter((t) => said.every((w) => Math.abs(w.y - y) > 12 || w.x > t.x || w.x + 200 < t.x - textWidth(t.text, 11)))
  return (
    <g>
      {marks.map(({ m, largest, r }) => (
        <RoundGlyph
          key={m.x}
          x={m.x}
          y={y}
          r={r}
          kind={m.marks.find((k) => k.kind === 'equity')?.kind ?? largest?.kind ?? 'equity'}
          colour={colour}
        />
      ))}
      {totals.map((t) => (
        <g key={`${t.x}-${t.text}`}>
          <Hair x1={t.x} x2={t.x} y1={y - 6} y2={y + 6} stroke={colour.of('ink2')} />
          <Words x={round2(t.x - 5)} y={y + 4} size={11} fill={colour.of('muted')} anchor="end" narrow>
            {t.text}
          </Words>
        </g>
      ))}
      <Said words={said} fill={colour.of('ink')} halo={colour.of('paper')} />
    </g>
  )
}

function sizeOf(sum: number | null, data: CompanyTimelineData): number {
  const most = Math.max(1, ...data.rounds.map((r) => r.amountUsd ?? 0))
  if (sum === null) return 3
  // The product's own scale, raised until the largest round of the company has a radius of 9 pixels.
  const raise = Math.max(1, 9 / roundRadius(most))
  return round2(Math.min(14, Math.max(3, roundRadius(sum, 40) * raise)))
}

export function CompanyIpoLane({
  colour,
  time,
  top,
  bottom,
  data,
}: Lane & { data: CompanyTimelineData }): ReactElement {
  const y = round2((top + bottom) / 2)
  const merged = placeMarks(data.ipo, time, 14)
  const newest = (m: (typeof merged)[number]) => [...m.marks].sort((a, b) => (a.day < b.day ? 1 : -1))[0]
  const words = laneWords(
    merged.map((m, i) => ({
      x: m.x,
      reach: 8,
      text: fitText(
        `${withoutName(newest(m)?.text || newest(m)?.label || '', data.label)}${m.marks.length > 1 ? `, ${m.marks.length} steps` : ''}`,
        420,
        SIZE,
      ),
      rank: i,
    })),
    { time, top, bottom },
    false,
  )
  return (
    <g>
      {merged.map((m) => (
        <IpoGlyph key={m.x} x={m.x} y={y} colour={colour} stage={newest(m)?.stage ?? 'reported'} />
      ))}
      <Said words={words} fill={colour.of('ink')} halo={colour.of('paper')} />
    </g>
  )
}

export function CompanyEventLane(
  props: Lane & { marks: readonly EventMark[]; kind: 'capacity' | 'layoff'; company: string },
): ReactElement {
  const { colour, time, top, bottom, marks, kind, company } = props
  const y = round2((top + bottom) / 2)
  const merged = placeMarks(marks, time, 12)
  const Glyph = kind === 'capacity' ? CapacityGlyph : LayoffGlyph
  const words = laneWords(
    merged.map((m) => ({
      x: m.x,
      reach: 6,
      text: fitText(
        m.marks.length > 1
          ? `${withoutName(m.marks[0]?.label ?? '', company)} and ${m.marks.length - 1} more`.trim()
          : withoutName(m.marks[0]?.label ?? '', company),
        330,
        SIZE,
      ),
      rank: markDay(m.marks[0]?.day ?? '', 'day') > time.from ? 1 : 0,
    })),
    { time, top, bottom },
    false,
  )
  return (
    <g>
      {merged.map((m) => (
        <Glyph key={m.x} x={m.x} y={y} colour={colour} />
      ))}
      <Said words={words} fill={colour.of('ink')} halo={colour.of('paper')} />
    </g>
  )
}
