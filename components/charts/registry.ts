/** Each chart by its name: its one definition and the height it needs. */
import type { ComponentType } from 'react'
import { HiringTrend } from './hiring-trend'
import { hiringTrendHeight } from './hiring-trend-layout'
import { MacroSeries, macroSeriesHeight } from './macro-series'
import type { ChartDataByName, ChartName, ChartProps } from './types'

export interface Definition<Data> {
  Component: ComponentType<ChartProps<Data>>
  /** Pixels, from the data and the width alone. */
  heightOf: (data: Data, width: number) => number
}

export const CHARTS: { [Name in ChartName]?: Definition<ChartDataByName[Name]> } = {
  'hiring-trend': { Component: HiringTrend, heightOf: hiringTrendHeight },
  'macro-series': { Component: MacroSeries, heightOf: macroSeriesHeight },
}

/** The definition of a chart. Throws on a name that is none. */
export function definitionOf<Name extends ChartName>(name: Name): Definition<unknown> {
  const definition = CHARTS[name]
  if (!definition) throw new Error(`there is no chart ${name}`)
  return definition as unknown as Definition<unknown>
}
