import type { Answer, ChartAnswer, SourceLine } from '@/lib/queries/answer'
import type { View } from '@/lib/view'

/** The one shape of an answer outside: API, `.json` of a chart, command line. */
interface JsonAnswer {
  rows: readonly unknown[]
  unit: string
  view: View
  notes: readonly string[]
  chart?: string
  title?: string
  subtitle?: string
  sources?: readonly SourceLine[]
  updatedOn?: string | null
  link?: string
}

/** An answer as plain JSON; a chart's drawing data stay inside, its rows are the same figures. */
export function toJson(answer: Answer<unknown> | ChartAnswer<unknown, unknown>, link?: string): JsonAnswer {
  const { rows, unit, view, notes } = answer
  const base = { rows, unit, view, notes, ...(link ? { link } : {}) }
  if (!('chart' in answer)) return base
  const { chart, title, subtitle, sources, updatedOn } = answer
  return { ...base, chart, title, subtitle, sources, updatedOn }
}
