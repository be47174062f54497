import type { Answer, ChartAnswer, SourceLine } from '@/lib/queries/answer'
import type { View } from '@/lib/view'
import type { ExportHead, Versions } from './head'

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
  /** The day of knowledge (UTC), also where the view names none. */
  knownOn?: string
  versions?: Versions | null
  hash?: string | null
}

/** An answer as plain JSON; a chart's drawing data stay inside, its rows are the same figures. A head says what else an export says. */
export function toJson(answer: Answer<unknown> | ChartAnswer<unknown, unknown>, head?: ExportHead): JsonAnswer {
  const { rows, unit, view, notes } = answer
  const said = head ? { link: head.link, knownOn: head.knownOn, versions: head.versions, hash: head.hash } : {}
  const base = { rows, unit, view, notes, ...said }
  if (!('chart' in answer)) return base
  const { chart, title, subtitle, sources, updatedOn } = answer
  return { ...base, chart, title, subtitle, sources, updatedOn }
}
