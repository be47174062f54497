import { periodLevels } from '@/lib/analytics/periods'
import type { Day } from '@/lib/dates'
import { type RolePanel, rolesDaily } from './panel'

export interface WeekLevel {
  week: Day
  /** Mean openings over the covered days; null where no day was covered. */
  value: number | null
}

/** Mean openings of the panel's roles by whole week. */
export function panelWeekly(panel: RolePanel): WeekLevel[] {
  return periodLevels(rolesDaily(panel), { from: panel.from, to: panel.to }, 'week', panel.passed)
    .filter((p) => p.last <= panel.to)
    .map((p) => ({ week: p.first, value: p.value }))
}
