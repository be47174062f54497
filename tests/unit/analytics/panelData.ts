import type { PanelCompany, PanelEvent } from '@/lib/analytics/panelWeeks'
import { addDays } from '@/lib/dates'
import { normally, uniformly } from './published'

export interface Plan {
  seed: number
  companies: number
  weeks: number
  /** How many of the companies have an event, one each, in the middle of the weeks. */
  treated: number
  /** What an event adds to ln(openings), by weeks since it (negative before). */
  effect: (since: number, group: string) => number
  groups?: readonly string[]
}

/** Boards whose openings wander, each with its own trend, and events on some of them. */
export function plannedPanel({ seed, companies, weeks, treated, effect, groups = ['all'] }: Plan): {
  companies: PanelCompany[]
  events: PanelEvent[]
} {
  const uniform = uniformly(seed)
  const noise = normally(uniform)
  const all: PanelCompany[] = []
  const events: PanelEvent[] = []
  for (let c = 0; c < companies; c++) {
    const group = groups[c % groups.length] ?? 'all'
    const at = c < treated ? 28 + Math.floor(uniform() * (weeks - 28 - 54)) : null
    const trend = 0.002 * noise()
    let level = Math.log(120) + 0.7 * noise()
    all.push({
      company: `c${c}`,
      group,
      weeks: Array.from({ length: weeks }, (_, t) => {
        level += trend + 0.02 * noise()
        const lift = at === null ? 0 : effect(t - at, group)
        return { week: addDays('2023-01-02', 7 * t), value: Math.round(Math.exp(level + lift)), key: 'us' }
      }),
    })
    if (at !== null) events.push({ company: `c${c}`, on: addDays('2023-01-02', 7 * at + 3) })
  }
  return { companies: all, events }
}
