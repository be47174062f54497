/** Reads the address of a chart's export. Pure, apart from the list of charts. */
import { z } from 'zod'
import type { ChartName } from '@/components/charts/types'
import { WaveError } from '@/lib/errors'
import { CHARTS, type ChartParams, isChartName } from '@/lib/queries'
import { chartParams } from '@/lib/queries/byName'
import { type SearchParams, strictView, type View } from '@/lib/view'

const EXTENSIONS = ['svg', 'png', 'csv', 'json'] as const
type Extension = (typeof EXTENSIONS)[number]

export interface ChartAsked {
  name: ChartName
  extension: Extension
  view: View
  params: ChartParams
  width: number
  scale: number
  theme: 'light' | 'dark'
}

const picture = z.object({
  width: z.coerce.number().int().min(320).max(4000).default(1200),
  scale: z.coerce.number().min(0.5).max(4).default(1),
  theme: z.enum(['light', 'dark']).default('light'),
})

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.at(-1) : value)

/** `not-found` for a chart or a form that does not exist, `bad-view` for parameters that cannot be used. */
export function readChartRequest(file: string, search: SearchParams): ChartAsked {
  const dot = file.lastIndexOf('.')
  const name = file.slice(0, Math.max(0, dot))
  const extension = EXTENSIONS.find((e) => e === file.slice(dot + 1))
  if (!extension || !isChartName(name)) throw unknownChart(file)
  const size = picture.safeParse({
    width: one(search.width) || undefined,
    scale: one(search.scale) || undefined,
    theme: one(search.theme) || undefined,
  })
  if (!size.success) {
    const [issue] = size.error.issues
    throw new WaveError(
      'bad-view',
      `${String(issue?.path[0] ?? 'a parameter')}: ${issue?.message ?? 'cannot be used'}.`,
      'width is 320 to 4000 pixels, scale 0.5 to 4, theme light or dark.',
    )
  }
  return { name, extension, ...readChart(search), ...size.data }
}

/** A chart's view and its own parameters, for pages that show one by its name. */
export function readChart(search: SearchParams): { view: View; params: ChartParams } {
  const view = strictView(search)
  return { view, params: chartParams(search, view) }
}

function unknownChart(file: string): WaveError {
  return new WaveError(
    'not-found',
    `There is no chart at ${file.slice(0, 80)}.`,
    `Charts are ${Object.keys(CHARTS).join(', ')}; forms are ${EXTENSIONS.join(', ')}.`,
  )
}
