import { round2 } from './scales'

/**
 * Parts labels that stand on one vertical line: each is at least `gap` from the next, as near its wish as that allows,
 * none outside `low`..`high` while there is room. Answers in the order of the wishes.
 * Neighbours that are too close are pooled around the mean of their wishes (pool-adjacent-violators).
 */
export function spreadLabels(wishes: readonly number[], gap: number, low = -Infinity, high = Infinity): number[] {
  interface Pool {
    members: number[]
    /** Sum of (wish − rank · gap): its mean is where the pool's first label stands. */
    sum: number
    top: number
  }
  const order = wishes.map((_, i) => i).sort((a, b) => (wishes[a] ?? 0) - (wishes[b] ?? 0) || a - b)
  const clamp = (top: number, count: number) => Math.max(low, Math.min(top, high - (count - 1) * gap))
  const pools: Pool[] = []
  for (const member of order) {
    const wish = wishes[member] ?? 0
    let pool: Pool = { members: [member], sum: wish, top: clamp(wish, 1) }
    for (;;) {
      const before = pools.at(-1)
      if (!before || before.top + before.members.length * gap <= pool.top) break
      pools.pop()
      const members = [...before.members, ...pool.members]
      const sum = before.sum + pool.sum - pool.members.length * before.members.length * gap
      pool = { members, sum, top: clamp(sum / members.length, members.length) }
    }
    pools.push(pool)
  }
  const placed = new Array<number>(wishes.length).fill(0)
  for (const pool of pools) {
    pool.members.forEach((member, rank) => {
      placed[member] = round2(pool.top + rank * gap)
    })
  }
  return placed
}

export interface Merged<Mark> {
  x: number
  marks: Mark[]
}

/**
 * Merges marks on one lane until neighbours are at least `gap` pixels apart: the closest pair first, at the mean of
 * their places weighted by how many marks each stands for.
 */
export function mergeMarks<Mark>(marks: readonly { x: number; mark: Mark }[], gap: number): Merged<Mark>[] {
  const merged: Merged<Mark>[] = [...marks].sort((a, b) => a.x - b.x).map((m) => ({ x: m.x, marks: [m.mark] }))
  for (;;) {
    let closest = -1
    let distance = gap
    for (let i = 0; i + 1 < merged.length; i++) {
      const d = (merged[i + 1]?.x ?? 0) - (merged[i]?.x ?? 0)
      if (d < distance - 1e-9) {
        closest = i
        distance = d
      }
    }
    const a = merged[closest]
    const b = merged[closest + 1]
    if (!a || !b) return merged.map((m) => ({ ...m, x: round2(m.x) }))
    const count = a.marks.length + b.marks.length
    merged.splice(closest, 2, {
      x: (a.x * a.marks.length + b.x * b.marks.length) / count,
      marks: [...a.marks, ...b.marks],
    })
  }
}

export interface Box {
  left: number
  right: number
}

/**
 * Takes labels in the order given and keeps those whose box is free; answers the indices kept. `taken` holds what
 * stands there already.
 */
export function keepFree(boxes: readonly Box[], taken: readonly Box[] = [], space = 4): Set<number> {
  const used = [...taken]
  const kept = new Set<number>()
  boxes.forEach((box, i) => {
    if (used.some((u) => box.left < u.right + space && box.right > u.left - space)) return
    used.push(box)
    kept.add(i)
  })
  return kept
}

/**
 * The place where a line bends most: the index farthest (by value) from the straight way between its first and last
 * point, null when nothing lies farther than `least` of the line's range.
 */
export function kneeOf(values: readonly number[], least = 0.12): number | null {
  const first = values[0]
  const last = values.at(-1)
  if (first === undefined || last === undefined || values.length < 5) return null
  const range = Math.max(...values) - Math.min(...values)
  let best: number | null = null
  let far = range * least
  values.forEach((value, i) => {
    const straight = first + ((last - first) * i) / (values.length - 1)
    const distance = Math.abs(value - straight)
    if (distance > far) {
      far = distance
      best = i
    }
  })
  return best
}
