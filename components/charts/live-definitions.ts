/**
 * The same definitions as in `registry.ts`, each fetched by the browser when a chart of that name comes alive: a page
 * pays for the charts that it shows, and for Recharts once.
 */
import type { ComponentType } from 'react'
import type { ChartDataByName, ChartName, ChartProps } from './types'

type Load<Data> = () => Promise<ComponentType<ChartProps<Data>>>

const LOADS: { [Name in ChartName]: Load<ChartDataByName[Name]> } = {
  'hiring-trend': () => import('./hiring-trend').then((m) => m.HiringTrend),
  'role-breakdown': () => import('./role-breakdown').then((m) => m.RoleBreakdown),
  'roles-trend': () => import('./roles-trend').then((m) => m.RolesTrend),
  'role-trend': () => import('./role-trend').then((m) => m.RoleTrend),
  'capital-rounds': () => import('./capital-rounds').then((m) => m.CapitalRounds),
  'ipo-pipeline': () => import('./ipo-pipeline').then((m) => m.IpoPipeline),
  'gdp-vintages': () => import('./gdp-vintages').then((m) => m.GdpVintages),
  'gdp-as-read': () => import('./gdp-as-read').then((m) => m.GdpAsRead),
  'macro-series': () => import('./macro-series').then((m) => m.MacroSeries),
  'company-timeline': () => import('./company-timeline').then((m) => m.CompanyTimeline),
  'company-roles': () => import('./company-roles').then((m) => m.CompanyRoles),
  'company-levels': () => import('./company-levels').then((m) => m.CompanyLevels),
  'role-pay': () => import('./role-pay').then((m) => m.RolePay),
  coverage: () => import('./coverage').then((m) => m.Coverage),
  momentum: () => import('./interval-rows').then((m) => m.Momentum),
  skills: () => import('./interval-rows').then((m) => m.Skills),
  pay: () => import('./interval-rows').then((m) => m.Pay),
  'hiring-index': () => import('./hiring-index').then((m) => m.HiringIndex),
  'time-to-close': () => import('./interval-rows').then((m) => m.TimeToClose),
  revisions: () => import('./revisions').then((m) => m.Revisions),
  supply: () => import('./supply').then((m) => m.Supply),
  explore: () => import('./explore').then((m) => m.Explore),
  engagement: () => import('./explore').then((m) => m.Engagement),
  'event-study': () => import('./effect-path').then((m) => m.EventStudy),
  'local-projections': () => import('./effect-path').then((m) => m.LocalProjections),
  'lead-lag': () => import('./effect-path').then((m) => m.LeadLag),
  'level-changes': () => import('./turns').then((m) => m.LevelChanges),
  forecast: () => import('./turns').then((m) => m.Forecast),
  'seasonal-daily': () => import('./turns').then((m) => m.SeasonalDaily),
}

/** The component of a chart, for data of its own shape. Rejects when its script does not come; asking again tries again. */
export async function liveDefinition(name: ChartName): Promise<ComponentType<ChartProps<unknown>>> {
  // A name and its data come together from one query; here the pair is no longer typed.
  return (await LOADS[name]()) as ComponentType<ChartProps<unknown>>
}
