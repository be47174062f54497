import type { ReactElement } from 'react'
import { dayWords } from './format'
import { Hair, type Ink, Words } from './plot'
import { round2 } from './scales'
import { textWidth } from './text'
import type { RoleBreakdownData } from './types'

const TITLE = 40
const PITCH = 40
const BAR = 22

type Shares = RoleBreakdownData['shares']

const shown = (shares: Shares): Shares => shares.filter((s) => s.parts.some((p) => p.count > 0)).slice(-3)

export const sharesHeight = (shares: Shares): number => {
  const count = shown(shares).length
  return count === 0 ? 0 : TITLE + count * PITCH
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

/** Shares of the roles on each day, in one order: by size on the last day. Percent inside where it fits. */
export function ShareBars({
  colour,
  shares,
  top,
  width,
}: Ink & { shares: Shares; top: number; width: number }): ReactElement | null {
  const days = shown(shares)
  const last = days.at(-1)
  if (!last) return null
  const sizeOnLast = new Map(last.parts.map((part) => [part.role, part.count]))
  const roles = [...new Set(days.flatMap((day) => day.parts.map((part) => part.role)))].sort(
    (a, b) => (sizeOnLast.get(b) ?? 0) - (sizeOnLast.get(a) ?? 0) || a.localeCompare(b),
  )
  const left = Math.ceil(Math.max(...days.map((day) => textWidth(dayWords(day.day), 12)))) + 12
  const bars = days.map((day, i) => {
    const counts = new Map(day.parts.map((part) => [part.role, part.count]))
    const total = day.parts.reduce((sum, part) => sum + part.count, 0)
    let x = left
    const parts = roles.map((role) => {
      const share = (counts.get(role) ?? 0) / total
      const from = x
      x += share * (width - left)
      return { role, share, from: round2(from), to: round2(x) }
    })
    return { day: day.day, y: top + TITLE + i * PITCH, parts }
  })
  return (
    <g>
      <Words x={0} y={top + 22} size={14} weight={600} fill={colour.of('ink')}>
        {`Share of the ${COUNTS[roles.length] ?? roles.length} categories`}
      </Words>
      {bars.map((bar, b) => (
        <g key={bar.day}>
          <Words x={0} y={bar.y + BAR / 2 + 4} fill={colour.of('muted')}>
            {dayWords(bar.day)}
          </Words>
          {bar.parts.map((part, i) => {
            const wide = round2(part.to - part.from - (i < bar.parts.length - 1 ? 1.5 : 0))
            const percent = Math.round(part.share * 100)
            const text = i === 0 ? `${percent}%` : String(percent)
            if (wide <= 0) return null
            return (
              <g key={part.role}>
                <rect x={part.from} y={bar.y} width={wide} height={BAR} fill={colour.role(part.role)} />
                {percent > 0 && textWidth(text, 12, 600) + 10 <= wide && (
                  <Words x={part.from + 6} y={bar.y + BAR / 2 + 4} weight={600} fill={colour.onRole(part.role)}>
                    {text}
                  </Words>
                )}
              </g>
            )
          })}
          {bar.parts.slice(0, -1).map((part, i) => {
            const next = bars[b + 1]
            const below = next?.parts[i]
            if (!next || !below) return null
            return (
              <Hair
                key={part.role}
                x1={part.to - 0.75}
                x2={below.to - 0.75}
                y1={bar.y + BAR + 2}
                y2={next.y - 2}
                stroke={colour.of('hair2')}
                dash="1.5 2"
              />
            )
          })}
        </g>
      ))}
    </g>
  )
}
