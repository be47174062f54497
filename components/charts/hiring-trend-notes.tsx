import type { ReactElement } from 'react'
import type { EndLabel } from './end-labels'
import { dayShort, number } from './format'
import type { HiringTrendLayout } from './hiring-trend-layout'
import { daysWords, isPartial, type Placed } from './level-points'
import { kneeOf } from './placing'
import { Hair, type Ink, NamedValue, Words } from './plot'
import { round2 } from './scales'
import { textWidth } from './text'
import type { HiringTrendData, LevelPoint } from './types'

/** How a note names a point's period: `in the week of 8 Sep`, `on 8 Sep`, `in Sep 2025`. */
function periodNote(point: LevelPoint, grain: HiringTrendData['grain']): string {
  if (grain === 'day') return `on ${dayShort(point.first)}`
  if (grain === 'week') return `in the week of ${dayShort(point.first)}`
  return `in the ${grain} from ${dayShort(point.first)}`
}

const whole = (value: number): string => number(Math.round(value))

/** Labels at the right: the panel and its companies, each where its line ends. */
export function totalEnds(layout: HiringTrendLayout, data: HiringTrendData): EndLabel[] {
  return [data.total, ...layout.lines].flatMap((series): EndLabel[] => {
    const key = series === data.total ? 'total' : series.key
    const runs = layout.runs.get(key) ?? []
    const last = runs.at(-1)?.at(-1)
    if (!last) return []
    const alone = (runs.at(-1)?.length ?? 0) === 1
    const note =
      series !== data.total ? null : alone ? lone(last.point) : isPartial(last.point) ? daysWords(last.point) : null
    return [
      {
        key,
        name: series.label,
        value: whole(last.value),
        note,
        x: layout.time(last.x),
        y: layout.y(last.value),
      },
    ]
  })
}

const lone = (point: LevelPoint): string =>
  point.daysCovered === 1 ? `${dayShort(point.first)}, one reading` : `${dayShort(point.first)}, ${daysWords(point)}`

interface Note {
  at: Placed
  bold: string
  text: string
  x: number
  y: number
  anchor: 'start' | 'middle' | 'end'
  leader: boolean
  /** Under the line, over the water. */
  under: boolean
}

/** At most three sentences: where the line begins, where it bends, where it breaks off before a wide gap. */
function notesOf(layout: HiringTrendLayout, data: HiringTrendData): Note[] {
  const { time, y, wide, main } = layout
  const runs = layout.runs.get('total') ?? []
  const points = runs.flat()
  const first = points[0]
  // A lone reading is named at its end already.
  if (!first || points.length === 1) return []
  const notes: Note[] = []
  const [left, right] = time.range
  const clear = 26
  const firstY = Math.min(y(first.value) + clear, main.bottom - 20)
  notes.push({
    at: first,
    bold: whole(first.value),
    text: wide ? periodNote(first.point, data.grain) : '',
    x: Math.max(time(first.x), left + 4),
    y: firstY,
    anchor: 'start',
    leader: false,
    under: true,
  })
  const longest = [...runs].sort((a, b) => b.length - a.length)[0] ?? []
  const bend = wide ? kneeOf(longest.map((p) => p.value)) : null
  const knee = bend === null ? undefined : longest[bend]
  if (knee) {
    const text = periodNote(knee.point, data.grain)
    const half = textWidth(`${whole(knee.value)} ${text}`, 13, 600) / 2
    const x = time(knee.x)
    const straightLine =
      (longest[0]?.value ?? 0) +
      (((longest.at(-1)?.value ?? 0) - (longest[0]?.value ?? 0)) * (bend ?? 0)) / (longest.length - 1)
    const above = knee.value > straightLine
    const at = above ? Math.max(main.top + 14, y(knee.value) - 32) : y(knee.value) + 42
    // A note that would stand beside the first one, or outside the plot, is left out.
    const free =
      x - half > left + textWidth(`${notes[0]?.bold} ${notes[0]?.text}`, 13, 600) + 16 || Math.abs(at - firstY) > 22
    const crossed = longest.some((p) => Math.abs(time(p.x) - x) < half && Math.abs(y(p.value) - (at - 4)) < 11)
    if (free && !crossed && x - half > left && x + half < right && at < main.bottom - 20) {
      notes.push({
        at: knee,
        bold: whole(knee.value),
        text,
        x,
        y: round2(at),
        anchor: 'middle',
        leader: true,
        under: !above,
      })
    }
  }
  const lastRun = runs.at(-1) ?? []
  const before = lastRun.length === 1 ? runs.at(-2)?.at(-1) : undefined
  if (before && before !== first) {
    notes.push({
      at: before,
      bold: whole(before.value),
      text: wide ? (isPartial(before.point) ? daysWords(before.point) : periodNote(before.point, data.grain)) : '',
      x: time(before.x) - 2,
      y: Math.max(main.top + 14, y(before.value) - 14),
      anchor: 'end',
      leader: false,
      under: false,
    })
  }
  return notes
}

/** What is said of the panel's line, and the points where it ends. */
export function TotalNotes({
  colour,
  layout,
  data,
}: Ink & { layout: HiringTrendLayout; data: HiringTrendData }): ReactElement {
  const { time, y, wide, tail, listed, main } = layout
  const runs = layout.runs.get('total') ?? []
  const last = runs.at(-1)?.at(-1)
  const wave = colour.of('wave')
  const ends = runs.flatMap((run, i) => {
    const a = run[0]
    const b = run.at(-1)
    const isTail = (p: Placed | undefined) => tail !== null && p === tail.to
    return [
      ...(a && (i > 0 || run.length === 1) ? [a] : []),
      ...(b && b !== a && (i < runs.length - 1 || last !== b || !isTail(b)) ? [b] : []),
    ].filter((p) => !isTail(p))
  })
  const notes = notesOf(layout, data)
  return (
    <g>
      {listed.some((bar) => (bar.value ?? 0) > 0) && (
        <Words
          x={listedX(layout)}
          y={listedY(layout)}
          size={wide ? 12 : 12}
          fill={colour.of('ink2')}
          halo={colour.of('water')}
        >
          {data.grain === 'day' ? 'newly listed that day' : `newly listed in the ${data.grain}`}
        </Words>
      )}
      {notes.map((note) => (
        <g key={`${note.at.x}-${note.bold}`}>
          {note.leader && (
            <Hair
              x1={time(note.at.x)}
              x2={time(note.at.x)}
              y1={note.under ? y(note.at.value) + 4 : note.y + 6}
              y2={note.under ? note.y - 14 : y(note.at.value) - 4}
              stroke={colour.of('hair2')}
            />
          )}
          <NamedValue
            x={note.x}
            y={note.y}
            size={13}
            fill={colour.of('ink')}
            anchor={note.anchor}
            halo={colour.of(note.under ? 'water' : 'paper')}
            name={note.text}
            value={note.bold}
            first
          />
        </g>
      ))}
      {ends.map((p) => (
        <circle key={p.x} cx={time(p.x)} cy={y(p.value)} r={p === last ? 3.4 : 2.8} fill={wave} />
      ))}
      {tail && (
        <circle
          cx={time(tail.to.x)}
          cy={y(tail.to.value)}
          r={4}
          fill={colour.of('paper')}
          stroke={wave}
          strokeWidth={2}
        />
      )}
      {!wide && last && (
        <Words
          x={round2(time(last.x) - 9)}
          y={Math.max(main.top + 12, y(last.value) - 9)}
          size={13}
          weight={600}
          fill={colour.of('ink')}
          anchor="end"
          halo={colour.of('paper')}
        >
          {isPartial(last.point) ? `${whole(last.value)}, ${daysWords(last.point)}` : whole(last.value)}
        </Words>
      )}
    </g>
  )
}

/** The words over the bars begin where the bars do, as far left as leaves them room. */
function listedX(layout: HiringTrendLayout): number {
  const first = layout.listed.find((bar) => bar.value !== null)
  const from = first ? layout.time.start(first.first) : layout.left
  return round2(Math.max(layout.left + 4, Math.min(from, layout.time.range[1] - 150)))
}

/** The words over the bars stand clear of the tallest bar below them. */
function listedY(layout: HiringTrendLayout): number {
  const until = listedX(layout) + 146
  const from = listedX(layout)
  const under = layout.listed.filter(
    (bar) => bar.value !== null && layout.time.start(bar.first) < until && layout.time.end(bar.last) > from,
  )
  const tallest = Math.max(0, ...under.map((bar) => bar.value ?? 0))
  return round2(layout.y(tallest) - 7)
}
