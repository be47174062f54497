/** Each chart by its name: its one definition and the height it needs. */
import type { ComponentType } from 'react'
import { CapitalRounds, capitalRoundsHeight } from './capital-rounds'
import { CompanyLevels, companyLevelsHeight } from './company-levels'
import { CompanyRoles, companyRolesHeight } from './company-roles'
import { CompanyTimeline, companyTimelineHeight } from './company-timeline'
import { Coverage, coverageHeight } from './coverage'
import { EventStudy, effectPathHeight, LeadLag, LocalProjections } from './effect-path'
import { Engagement, Explore, exploreHeight } from './explore'
import { GdpAsRead, gdpAsReadHeight } from './gdp-as-read'
import { GdpVintages, gdpVintagesHeight } from './gdp-vintages'
import { HiringIndex, hiringIndexHeight } from './hiring-index'
import { HiringTrend } from './hiring-trend'
import { hiringTrendHeight } from './hiring-trend-layout'
import { intervalRowsHeight, Momentum, Pay, Skills, TimeToClose } from './interval-rows'
import { IpoPipeline, ipoPipelineHeight } from './ipo-pipeline'
import { MacroSeries, macroSeriesHeight } from './macro-series'
import { Revisions, revisionsHeight } from './revisions'
import { RoleBreakdown, roleBreakdownHeight } from './role-breakdown'
import { RolePay, rolePayHeight } from './role-pay'
import { RoleTrend, roleTrendHeight } from './role-trend'
import { RolesTrend, rolesTrendHeight } from './roles-trend'
import { Supply, supplyHeight } from './supply'
import { Forecast, LevelChanges, SeasonalDaily, turnsHeight } from './turns'
import type { ChartDataByName, ChartName, ChartProps } from './types'

export interface Definition<Data> {
  Component: ComponentType<ChartProps<Data>>
  /** Pixels, from the data and the width alone. */
  heightOf: (data: Data, width: number) => number
}

const CHARTS: { [Name in ChartName]: Definition<ChartDataByName[Name]> } = {
  'hiring-trend': { Component: HiringTrend, heightOf: hiringTrendHeight },
  'role-breakdown': { Component: RoleBreakdown, heightOf: roleBreakdownHeight },
  'roles-trend': { Component: RolesTrend, heightOf: rolesTrendHeight },
  'role-trend': { Component: RoleTrend, heightOf: roleTrendHeight },
  'capital-rounds': { Component: CapitalRounds, heightOf: capitalRoundsHeight },
  'ipo-pipeline': { Component: IpoPipeline, heightOf: ipoPipelineHeight },
  'gdp-vintages': { Component: GdpVintages, heightOf: gdpVintagesHeight },
  'gdp-as-read': { Component: GdpAsRead, heightOf: gdpAsReadHeight },
  'macro-series': { Component: MacroSeries, heightOf: macroSeriesHeight },
  'company-timeline': { Component: CompanyTimeline, heightOf: companyTimelineHeight },
  'company-roles': { Component: CompanyRoles, heightOf: companyRolesHeight },
  'company-levels': { Component: CompanyLevels, heightOf: companyLevelsHeight },
  'role-pay': { Component: RolePay, heightOf: rolePayHeight },
  coverage: { Component: Coverage, heightOf: coverageHeight },
  momentum: { Component: Momentum, heightOf: intervalRowsHeight },
  skills: { Component: Skills, heightOf: intervalRowsHeight },
  pay: { Component: Pay, heightOf: intervalRowsHeight },
  'hiring-index': { Component: HiringIndex, heightOf: hiringIndexHeight },
  'time-to-close': { Component: TimeToClose, heightOf: intervalRowsHeight },
  revisions: { Component: Revisions, heightOf: revisionsHeight },
  supply: { Component: Supply, heightOf: supplyHeight },
  'event-study': { Component: EventStudy, heightOf: effectPathHeight },
  'local-projections': { Component: LocalProjections, heightOf: effectPathHeight },
  'lead-lag': { Component: LeadLag, heightOf: effectPathHeight },
  'level-changes': { Component: LevelChanges, heightOf: turnsHeight },
  forecast: { Component: Forecast, heightOf: turnsHeight },
  'seasonal-daily': { Component: SeasonalDaily, heightOf: turnsHeight },
  explore: { Component: Explore, heightOf: exploreHeight },
  engagement: { Component: Engagement, heightOf: exploreHeight },
}

/** Whether a name is that of a chart. */
const isChart = (name: string): name is ChartName => Object.hasOwn(CHARTS, name)

/** The definition of a chart, for data of its own shape. Throws on a name that is none. */
export function definitionOf(name: string): Definition<unknown> {
  if (!isChart(name)) throw new Error(`there is no chart ${name}`)
  // A name and its data come together from one query; here the pair is no longer typed.
  return CHARTS[name] as unknown as Definition<unknown>
}
