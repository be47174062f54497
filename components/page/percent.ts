import { number } from '@/components/charts/format'

/** A measured share with the bounds of its interval; null where there is nothing to divide by. */
export type Estimate = { value: number | null; low: number | null; high: number | null }

/** `93% (88–97)`; an en dash where there is nothing to divide by. */
export function percent({ value, low, high }: Estimate): string {
  if (value === null) return '–'
  const whole = (share: number) => number(Math.round(share * 100))
  return low === null || high === null ? `${whole(value)}%` : `${whole(value)}% (${whole(low)}–${whole(high)})`
}
