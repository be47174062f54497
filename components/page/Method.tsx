import type { ChartName } from '@/components/charts/types'
import { getDb } from '@/lib/db/client'
import { type ChartParams, chartAnswer } from '@/lib/queries'
import { DEFAULT_VIEW, type View } from '@/lib/view'

type Row = Record<string, string | number | boolean | null>

/** The rows of a chart as known on the view's day, for a worked example. */
export async function rowsOf(chart: ChartName, params: ChartParams, view: View): Promise<readonly Row[]> {
  return (await answerOf(chart, params, view)).rows
}

/** The whole answer, for its notes. */
export const answerOf = (chart: ChartName, params: ChartParams, view: View) =>
  chartAnswer(chart, { ...DEFAULT_VIEW, asOf: view.asOf }, params, getDb())

export const n = (row: Row, key: string): number => Number(row[key] ?? 0)

/** One method: what it does in words, its formula, an example out of the data of this installation, its source and limits. */
export function Method({
  id,
  title,
  words,
  formula,
  example,
  source,
  limits,
}: {
  id: string
  title: string
  words: readonly string[]
  formula: string
  /** Null: there is not enough data for one, and the page says so. */
  example: string | null
  source: string
  limits: string
}) {
  return (
    <>
      <h2 id={id}>{title}</h2>
      <p>{words.join(' ')}</p>
      <p>
        <b>Formula.</b> {formula}
      </p>
      {example === null ? (
        <p className="muted">There is not enough data for an example yet.</p>
      ) : (
        <p>
          <b>For example.</b> {example}
        </p>
      )}
      <p className="tiny">
        Source: {source}. Limits: {limits}
      </p>
    </>
  )
}
