import type { Day } from '@/lib/dates'

/**
 * What the explore chart does to a series before it is drawn: averaging, rebasing and change. Pure: points in, points out, one
 * for one, so that periods, coverage and gaps stay what they were.
 */

/** A period of a series. `value` is null where nothing was observed; it is never zero for that reason. */
export interface Valued {
  period: string
  first: Day
  last: Day
  value: number | null
}

/**
 * Which points may be compared: each has the number of its stretch, which goes up at every break (another reader, another
 * completeness, a board that moved). A point whose period holds a break belongs to the stretch after it.
 *
 * @param breaks days before which comparison ends, in any order
 */
export function stretches(points: readonly Valued[], breaks: readonly Day[]): number[] {
  const days = [...breaks].sort()
  return points.map((p) => days.filter((day) => day <= p.last).length)
}

/**
 * Mean over a period and those before it, `length` in all. Only observed values of the same stretch enter; under half of the
 * window observed the mean is null, as is the mean of a period that was not observed itself.
 */
export function trailingMean<P extends Valued>(points: readonly P[], length: number, stretch: readonly number[]): P[] {
  if (length <= 1) return [...points]
  return points.map((point, i) => {
    if (point.value === null) return point
    let sum = 0
    let n = 0
    for (let k = Math.max(0, i - length + 1); k <= i; k++) {
      const value = points[k]?.value ?? null
      if (value === null || stretch[k] !== stretch[i]) continue
      sum += value
      n++
    }
    return { ...point, value: n * 2 >= Math.min(length, i + 1) ? sum / n : null }
  })
}

/** Where a rebased series stands at 100, and the value it had there. */
export interface Base {
  index: number
  value: number
}

/** The period that holds `day`, or the first after it (without a day: the first of all) with a value that is not zero. */
export function baseOf(points: readonly Valued[], day: Day | null): Base | null {
  const index = points.findIndex((p) => (day === null || p.last >= day) && p.value !== null && p.value !== 0)
  const value = points[index]?.value
  return value == null ? null : { index, value }
}

/** Each value over the base's, times 100. Null outside of the base's stretch: growth never crosses a break. */
export function rebased<P extends Valued>(points: readonly P[], base: Base | null, stretch: readonly number[]): P[] {
  return points.map((point, i) => ({
    ...point,
    value:
      base === null || point.value === null || stretch[i] !== stretch[base.index]
        ? null
        : 100 * (point.value / base.value),
  }))
}

/** Under so many at the start a ratio says nothing. */
export const LEAST_START = 10

/**
 * Change on the point `lag` before it, in percent; for a rate (`points`) the difference in percentage points. Null without a
 * value there, across a break, from zero, and for counts from under ten.
 */
export function changeOn<P extends Valued>(
  points: readonly P[],
  lag: number,
  stretch: readonly number[],
  kind: 'count' | 'index' | 'rate',
): P[] {
  return points.map((point, i) => {
    const before = points[i - lag]?.value ?? null
    if (point.value === null || before === null || stretch[i] !== stretch[i - lag]) return { ...point, value: null }
    if (kind === 'rate') return { ...point, value: point.value - before }
    if (before === 0 || (kind === 'count' && before < LEAST_START)) return { ...point, value: null }
    return { ...point, value: 100 * (point.value / before - 1) }
  })
}

/** A part of a whole in percent, period by period; null where either was not observed or the whole is zero. */
export function shareOf<P extends Valued>(part: readonly P[], whole: readonly Valued[]): P[] {
  const wholes = new Map(whole.map((p) => [p.period, p.value]))
  return part.map((point) => {
    const all = wholes.get(point.period) ?? null
    return { ...point, value: point.value === null || !all ? null : (100 * point.value) / all }
  })
}

/** Earlier values under later periods, one for one from the first on; the periods keep their own days. */
export function underneath<P extends Valued>(points: readonly P[], earlier: readonly Valued[]): P[] {
  return points.map((point, i) => ({ ...point, value: earlier[i]?.value ?? null }))
}
