import { MARK } from '@/components/charts/mark'

/** The product's mark: a tide gauge and the wave it reads. */
export function Mark({ size = 20 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox={`0 0 ${MARK.size} ${MARK.size}`} fill="none" aria-hidden="true">
      <path d={MARK.gauge} stroke="var(--ink)" strokeWidth={1.6} />
      <path d={MARK.wave} stroke="var(--accent)" strokeWidth={2} />
    </svg>
  )
}
