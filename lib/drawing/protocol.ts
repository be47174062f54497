import type { ChartName, Theme } from '@/components/charts/types'

/** What the pool sends to a worker. `data` is the chart's own; it was checked by the query that made it. */
export interface DrawRequest {
  id: number
  name: ChartName
  data: unknown
  width: number
  theme: Theme
  title: string
}

/** What a worker answers. */
export type DrawReply =
  | { id: number; ok: true; svg: string; width: number; height: number }
  | { id: number; ok: false; reason: string }

export interface Drawing {
  svg: string
  width: number
  height: number
}
