'use client'
import type { CSSProperties } from 'react'
import type { ChartPoint } from './types'

const MOST_LINES = { wide: 11, narrow: 6 }

const box: CSSProperties = {
  position: 'absolute',
  top: 0,
  maxWidth: 300,
  minWidth: 168,
  padding: '10px 12px',
  background: 'var(--paper)',
  border: '1px solid var(--edge)',
  borderRadius: 2,
  boxShadow: 'var(--tip-shadow, 0 2px 10px rgb(15 37 48 / .10))',
  color: 'var(--ink)',
  fontSize: 13,
  lineHeight: 1.4,
  pointerEvents: 'none',
  zIndex: 5,
}

/** What is pointed at, docked in the top corner away from it; it never follows the pointer. */
export function ChartTip({ point, width, evidence }: { point: ChartPoint; width: number; evidence: boolean }) {
  const side = point.x > width / 2 ? { left: 0 } : { right: 0 }
  const most = width < 480 ? MOST_LINES.narrow : MOST_LINES.wide
  const active = point.lines.findIndex((line) => line.active)
  // The active line is always among those shown.
  const lines = active < most ? point.lines.slice(0, most) : point.lines.slice(active - most + 1, active + 1)
  const more = point.lines.length - lines.length
  return (
    <div className="chart-tip" style={{ ...box, ...side }} aria-hidden="true">
      <p style={{ margin: 0, fontWeight: 600 }}>{point.label}</p>
      {lines.map((line) => (
        <p key={line.key} style={{ display: 'flex', gap: 8, margin: '3px 0 0', alignItems: 'baseline' }}>
          <span
            style={{
              flex: 'none',
              width: 10,
              height: 4,
              background: line.colour ?? 'transparent',
              alignSelf: 'center',
            }}
          />
          <span style={{ flex: 1, color: line.active ? 'var(--ink)' : 'var(--ink2)' }}>{line.label}</span>
          <span style={{ fontWeight: line.active ? 700 : 550, textAlign: 'right' }}>{line.value}</span>
        </p>
      ))}
      {more > 0 && <p style={{ margin: '3px 0 0', color: 'var(--muted)' }}>and {more} more</p>}
      {evidence && <p style={{ margin: '6px 0 0', color: 'var(--accent)' }}>Enter opens the evidence</p>}
    </div>
  )
}
