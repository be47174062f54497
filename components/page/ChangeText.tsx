import { number, signed } from '@/components/charts/format'
import type { Change } from '@/components/charts/types'
import { Triangle } from '@/components/ui/Icons'
import { NotCovered } from './States'

const percent = (ratio: number): number => Math.round((ratio - 1) * 100)

/**
 * A change with its 90 % interval: triangle, sign, number. Under 10 at the start a percentage would mislead, so the
 * difference stands in its place and says why.
 */
export function ChangeText({ change, why = 'not covered' }: { change: Change | null; why?: string }) {
  if (!change) return <NotCovered>{why}</NotCovered>
  const difference = change.to - change.from
  const direction = difference > 0 ? 'up' : difference < 0 ? 'down' : 'flat'
  if (change.small || change.ratio === null) {
    return (
      <span className="nowrap">
        <span className="muted">n &lt; 10:</span> <b>{signed(difference)}</b>
      </span>
    )
  }
  return (
    <span className="nowrap">
      <b className={`change ${direction}`}>
        {direction !== 'flat' && <Triangle down={direction === 'down'} />}
        {signed(percent(change.ratio))}%
      </b>
      {change.low !== null && change.high !== null && (
        <span className="sub">
          {signed(percent(change.low))} to {number(percent(change.high))}%
        </span>
      )}
    </span>
  )
}
