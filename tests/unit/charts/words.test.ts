import { expect, test } from 'vitest'
import { clearestY, gapWords } from '@/components/charts/gaps'
import { gapsInside } from '@/components/charts/level-points'
import { placeNotes, pointsAlong } from '@/components/charts/note-places'
import { timeScale } from '@/components/charts/scales'

const gap = (first: string, last: string, detail = 'no board was read') => ({
  first,
  last,
  title: 'Not covered',
  detail,
})
const time = timeScale('2025-09-01', '2026-08-31', [40, 1140])
const frame = { left: 0, right: 400, top: 0, bottom: 200 }

test('gaps are cut at the range, and those outside of it are no gaps', () => {
  const inside = gapsInside(
    [gap('2025-01-01', '2025-09-05'), gap('2024-01-01', '2024-02-01'), gap('2026-08-01', '2027-01-01')],
    '2025-09-01',
    '2026-08-31',
  )
  expect(inside.map((g) => [g.first, g.last])).toEqual([
    ['2025-09-01', '2025-09-05'],
    ['2026-08-01', '2026-08-31'],
  ])
})

test('the words of gaps stay in the plot and never meet; the wider gap keeps its own', () => {
  const wide = gap('2026-04-09', '2026-08-21')
  const words = gapWords({
    gaps: [gap('2026-03-28', '2026-04-05'), wide, gap('2026-08-28', '2026-08-31')],
    time,
    y: 60,
  })
  expect(words.some((w) => w.gap === wide)).toBe(true)
  for (const { box } of words) {
    expect(box.left).toBeGreaterThanOrEqual(40)
    expect(box.right).toBeLessThanOrEqual(1140)
  }
  for (const [i, a] of words.entries()) {
    for (const b of words.slice(i + 1)) expect(a.box.right < b.box.left || b.box.right < a.box.left).toBe(true)
  }
})

test('the words of a gap move to where no line runs', () => {
  const line = pointsAlong([
    { x: 40, y: 60 },
    { x: 1140, y: 60 },
  ])
  expect(clearestY({ gaps: [gap('2026-02-01', '2026-04-01')], time }, [60, 140], line)).toBe(140)
  expect(clearestY({ gaps: [gap('2026-02-01', '2026-04-01')], time }, [60, 140], [])).toBe(60)
})

test('a note stands beside its point, inside the frame, off the line and off other notes', () => {
  const line = pointsAlong([
    { x: 0, y: 150 },
    { x: 400, y: 20 },
  ])
  const notes = placeNotes(
    [
      { x: 390, y: 30, lines: ['Anthropic', '10 on 6 Mar'] },
      { x: 380, y: 33, lines: ['OpenAI', '29 on 15 Oct'] },
    ],
    line,
    frame,
  )
  expect(notes[0]?.anchor).toBe('end')
  for (const note of notes) {
    expect(note.textX).toBeLessThanOrEqual(400)
    expect(note.textY).toBeGreaterThan(0)
  }
  const [a, b] = notes
  if (a && b) expect(Math.abs(a.textY - b.textY) > 30 || Math.abs(a.textX - b.textX) > 70).toBe(true)
})

test('a note that finds no room is left to the pointer', () => {
  expect(
    placeNotes([{ x: 20, y: 20, lines: ['far too long for a frame this narrow'] }], [], { ...frame, right: 60 }),
  ).toEqual([])
})
