import type { ReactElement } from 'react'
import { infrastructure, type Reading } from './company-openings'
import { dayWords, number } from './format'
import { type PlacedNote, placeNotes, pointsAlong } from './note-places'
import { type Ink, Words } from './plot'
import type { TimeScale } from './scales'

/** Width of a lone reading's stacked bar. */
export const BAR = 16

const LINE = 15

interface Openings {
  lines: readonly Reading[][]
  lone: readonly Reading[]
  time: TimeScale
  y: (value: number) => number
  top: number
  bottom: number
  /** Edge of the drawing: a count may stand in its right margin. */
  right: number
}

export interface OpeningNotesPlaced {
  notes: PlacedNote[]
  /** First and last reading of each line. */
  ends: Reading[]
  /** Points that lines, bars and notes cover. */
  covered: { x: number; y: number }[]
}

/** Counts with their days: at the ends of lines and beside lone readings, the newest first while there is room. */
export function openingNotes({ lines, lone, time, y, top, bottom, right }: Openings): OpeningNotesPlaced {
  const ends = lines.flatMap((line) => [line[0], line.at(-1)]).filter((r): r is Reading => r !== undefined)
  const spoken = [...ends, ...lone].sort((a, b) => (a.day < b.day ? 1 : -1)).slice(0, 10)
  const obstacles = [
    ...lines.flatMap((line) => pointsAlong(line.map((o) => ({ x: time.middle(o.day), y: y(o.count) })))),
    // A bar or stem, and the room over it: what stands there would be read as its count.
    ...lone.flatMap((o) =>
      [-BAR / 2, BAR / 2].flatMap((side) =>
        pointsAlong([
          { x: time.middle(o.day) + side, y: bottom },
          { x: time.middle(o.day) + side, y: y(o.count) - 30 },
        ]),
      ),
    ),
  ]
  const notes = placeNotes(
    spoken.map((o) => {
      const infra = infrastructure(o)
      const alone = lone.includes(o)
      return {
        x: time.middle(o.day),
        y: y(o.count) + (alone ? 10 : 0),
        near: alone,
        lines: [
          number(o.count),
          dayWords(o.day),
          ...(alone && infra !== null ? [`${number(infra)} infrastructure`] : []),
        ],
      }
    }),
    obstacles,
    { left: time.range[0], right, top: top - 14, bottom: bottom - 2 },
    12,
  )
  const underNotes = notes.flatMap(({ box }) =>
    Array.from({ length: Math.ceil((box.bottom - box.top) / 6) }, (_, row) => box.top + row * 6).flatMap((at) =>
      pointsAlong([
        { x: box.left, y: at },
        { x: box.right, y: at },
      ]),
    ),
  )
  return { notes, ends, covered: [...obstacles, ...underNotes] }
}

export function OpeningNotes(
  props: Ink & { notes: OpeningNotesPlaced; time: TimeScale; y: (value: number) => number },
): ReactElement {
  const { colour, notes, time, y } = props
  return (
    <g>
      {notes.ends.map((o) => (
        <circle key={o.day} cx={time.middle(o.day)} cy={y(o.count)} r={3} fill={colour.of('wave')} />
      ))}
      {notes.notes.map((note) => (
        <g key={`${note.textX}-${note.textY}`}>
          {note.lines.map((line, i) => (
            <Words
              key={line}
              x={note.textX}
              y={note.textY + i * LINE}
              size={i === 0 ? 14 : 12}
              weight={i === 0 ? 600 : 400}
              fill={colour.of(i === 0 ? 'ink' : 'ink2')}
              anchor={note.anchor}
              halo={colour.of('paper')}
            >
              {line}
            </Words>
          ))}
        </g>
      ))}
    </g>
  )
}
