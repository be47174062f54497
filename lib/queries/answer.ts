import type { View } from '@/lib/view'

/** Where figures come from, as the line under a chart and the head of an export say it. */
export interface SourceLine {
  name: string
  /** The publisher's licence, `CC BY 4.0`; null where none was found and only facts are used. */
  licence: string | null
  url: string | null
}

/**
 * What every query answers: plain serialisable rows with their unit, the view as it was understood, and what the
 * reader must know to read them. A row's value is null where nothing was observed; 0 is measured.
 */
export interface Answer<Row> {
  rows: Row[]
  /** The unit of the main value: `openings`, `USD`, `percent, annual rate`. */
  unit: string
  view: View
  /** Sentences: partial periods, breaks, what was left out and why. */
  notes: string[]
}

/** The answer behind a chart: its rows as a table and, in `data`, the same figures placed for the drawing. */
export interface ChartAnswer<Row, Data> extends Answer<Row> {
  chart: string
  /** The finding in words, built from the numbers; the measure when there is no finding. */
  title: string
  /** Measure, unit, period and how to read the marks. */
  subtitle: string
  data: Data
  sources: SourceLine[]
  /** Latest day on which any of its sources was observed or released (UTC); null for an empty answer. */
  updatedOn: string | null
}
