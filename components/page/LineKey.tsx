import { exploreDash, exploreTone } from '@/components/charts/explore-tones'
import type { ExploreLine } from '@/components/charts/types'

/** A short piece of a line as the chart draws it: colour and dashes. Its name stands beside it. */
export const LineKey = ({ line }: { line: ExploreLine }) => (
  <svg className="line-key" width={16} height={4} viewBox="0 0 16 4" aria-hidden="true">
    <line x1={0} x2={16} y1={2} y2={2} strokeWidth={3} stroke={exploreTone(line)} strokeDasharray={exploreDash(line)} />
  </svg>
)
