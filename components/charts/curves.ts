import { round2 } from './scales'

/** The part of a canvas context that a curve writes to. */
interface Path {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  closePath(): void
}

interface Curve {
  areaStart(): void
  areaEnd(): void
  lineStart(): void
  lineEnd(): void
  point(x: number, y: number): void
}

/** Straight lines between points, each rounded to two decimals, so that a drawing is short and the same everywhere. */
export function straight(context: Path): Curve {
  return curve(context, (x, y) => context.lineTo(x, y))
}

/** A step that holds its value until the next point. */
export function stepAfter(context: Path): Curve {
  let held: number | null = null
  return curve(
    context,
    (x, y) => {
      if (held !== null && held !== y) context.lineTo(x, held)
      context.lineTo(x, y)
      held = y
    },
    (y) => {
      held = y
    },
  )
}

/** `d3-shape` drives a curve: areas are two lines, the second closed; `line` is NaN for a lone line. */
function curve(context: Path, next: (x: number, y: number) => void, begin: (y: number) => void = () => {}): Curve {
  let line = Number.NaN
  let count = 0
  return {
    areaStart() {
      line = 0
    },
    areaEnd() {
      line = Number.NaN
    },
    lineStart() {
      count = 0
    },
    lineEnd() {
      if (line || (line !== 0 && count === 1)) context.closePath()
      line = 1 - line
    },
    point(rawX, rawY) {
      const x = round2(rawX)
      const y = round2(rawY)
      if (count > 0) next(x, y)
      else {
        begin(y)
        if (line) context.lineTo(x, y)
        else context.moveTo(x, y)
      }
      count++
    },
  }
}
