/** Reads the address of a chart's export. Pure, apart from the list of charts. */
import { z } from 'zod'
import type { ChartName } from '@/components/charts/types'
import { WaveError } from '@/lib/errors'
import { CHART_FORMS, type ChartForm, type PictureOptions } from '@/lib/exports/chartFiles'
import { CHARTS, type ChartParams, isChartName } from '@/lib/queries'
import { chartParams } from '@/lib/queries/byName'
import { type SearchParams, strictView, type View, viewParams } from '@/lib/view'

export interface ChartAsked {
  name: ChartName
  extension: ChartForm
  view: View
  params: ChartParams
  picture: PictureOptions
  /** Rows alone, `head=0`: no lines that say what they are. */
  plain: boolean
  /** Sent to be kept and not to be shown, `download=1`. */
  download: boolean
}

const flag = z.enum(['0', '1'])
const options = z.object({
  width: z.coerce.number().int().min(320).max(4000).default(1200),
  height: z.coerce.number().int().min(180).max(4000).nullable().default(null),
  scale: z.coerce.number().min(0.5).max(4).default(1),
  theme: z.enum(['light', 'dark']).default('light'),
  shape: z.enum(['picture', 'preview']).default('picture'),
  head: flag.default('1'),
  download: flag.default('0'),
})

const one = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value.at(-1) : value)

/** `not-found` for a chart or a form that does not exist, `bad-view` for parameters that cannot be used. */
export function readChartRequest(file: string, search: SearchParams): ChartAsked {
  const dot = file.lastIndexOf('.')
  const name = file.slice(0, Math.max(0, dot))
  const extension = CHART_FORMS.find((e) => e === file.slice(dot + 1))
  if (!extension || !isChartName(name)) throw unknownChart(file)
  const read = options.safeParse(
    Object.fromEntries(Object.keys(options.shape).map((key) => [key, one(search[key]) || undefined])),
  )
  if (!read.success) {
    const [issue] = read.error.issues
    throw new WaveError(
      'bad-view',
      `${String(issue?.path[0] ?? 'a parameter')}: ${issue?.message ?? 'cannot be used'}.`,
      'width is 320 to 4000 pixels, height 180 to 4000, scale 0.5 to 4, theme light or dark, shape picture or preview, head and download 0 or 1.',
    )
  }
  const { head, download, ...picture } = read.data
  return { name, extension, ...readChart(search), picture, plain: head === '0', download: download === '1' }
}

/**
 * A chart's view and its own parameters as an address has them, without `?`: equal charts have equal ones, and what the chart does
 * not take is left out. Where an address has several companies a chart's own is the first, of several roles the last.
 */
export function chartQuery(name: ChartName, { view, params }: { view: View; params: ChartParams }): string {
  const query = viewParams(view)
  for (const key of CHARTS[name].params) {
    const value = params[key]
    if (value === undefined) continue
    const own = String(value)
    const listed = query.getAll(key)
    const others = listed.includes(own) ? listed.filter((v) => v !== own) : []
    query.delete(key)
    for (const v of key === 'company' ? [own, ...others] : [...others, own]) query.append(key, v)
  }
  return query.toString()
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
    `Charts are ${Object.keys(CHARTS).join(', ')}; forms are ${CHART_FORMS.join(', ')}.`,
  )
}
