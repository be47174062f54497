import type { Placed } from './level-points'
import { round2 } from './scales'
import { textWidth } from './text'

export interface NoteWish {
  /** The place spoken of. */
  x: number
  y: number
  /** Only right beside its place: farther off it would be read as another's. */
  near?: boolean
  /** Lines of text, the first bold. */
  lines: string[]
}

export interface PlacedNote extends NoteWish {
  textX: number
  /** Baseline of the first line. */
  textY: number
  anchor: 'start' | 'end'
  /** What its lines cover. */
  box: Frame
}

interface Frame {
  left: number
  right: number
  top: number
  bottom: number
}

/**
 * Places notes beside what they speak of: of eight places around it, the one that covers fewest points of the lines and
 * no other note. A note with no place inside the frame is left out.
 */
export function placeNotes(
  wishes: readonly NoteWish[],
  obstacles: readonly { x: number; y: number }[],
  frame: Frame,
  size = 13,
): PlacedNote[] {
  const placed: PlacedNote[] = []
  const boxes: Frame[] = []
  for (const wish of wishes) {
    const width = Math.max(...wish.lines.map((line, i) => textWidth(line, size, i === 0 ? 600 : 400)))
    const height = wish.lines.length * (size + 3)
    let best: { score: number; box: Frame; anchor: 'start' | 'end' } | null = null
    for (const [dx, dy] of [
      [14, -height / 2],
      [14, -height - 14],
      [14, 14],
      [-14, -height - 14],
      [-14, 14],
      [-14, -height / 2],
      [30, -height - 34],
      [30, 34],
      [-30, -height - 34],
      [-30, 34],
      [52, -height / 2],
      [-52, -height / 2],
    ] as const) {
      if (wish.near && Math.abs(dx) > 14) continue
      const anchor = dx > 0 ? 'start' : 'end'
      const left = anchor === 'start' ? wish.x + dx : wish.x + dx - width
      const box = { left, right: left + width, top: wish.y + dy, bottom: wish.y + dy + height }
      if (box.left < frame.left || box.right > frame.right || box.top < frame.top || box.bottom > frame.bottom) continue
      if (boxes.some((b) => meets(b, box))) continue
      const covered = obstacles.filter(
        (p) => p.x > box.left - 3 && p.x < box.right + 3 && p.y > box.top - 2 && p.y < box.bottom + 2,
      )
      const score = covered.length * 10 + Math.abs(dx) + Math.abs(dy) / 4
      if (!best || score < best.score) best = { score, box, anchor }
    }
    // Words over a thick of lines serve nobody: the pointer still says them.
    if (!best || best.score > 60) continue
    boxes.push(best.box)
    placed.push({
      ...wish,
      textX: round2(best.anchor === 'start' ? best.box.left : best.box.right),
      textY: round2(best.box.top + size - 1),
      anchor: best.anchor,
      box: best.box,
    })
  }
  return placed
}

const meets = (a: Frame, b: Frame): boolean =>
  a.left < b.right + 6 && a.right > b.left - 6 && a.top < b.bottom + 4 && a.bottom > b.top - 4

/** Points along a line, one every few pixels, as obstacles for notes. */
export function pointsAlong(line: readonly { x: number; y: number }[], every = 6): { x: number; y: number }[] {
  const points: { x: number; y: number }[] = []
  line.forEach((to, i) => {
    points.push(to)
    const from = line[i - 1]
    if (!from) return
    const steps = Math.floor(Math.hypot(to.x - from.x, to.y - from.y) / every)
    for (let s = 1; s < steps; s++) {
      points.push({ x: from.x + ((to.x - from.x) * s) / steps, y: from.y + ((to.y - from.y) * s) / steps })
    }
  })
  return points
}

/** Points along all runs of several series, in pixels. */
export function alongRuns(
  series: Iterable<readonly Placed[][]>,
  x: (value: number) => number,
  y: (value: number) => number,
): { x: number; y: number }[] {
  return [...series].flat().flatMap((run) => pointsAlong(run.map((p) => ({ x: x(p.x), y: y(p.value) }))))
}
