/** The charts' drawings, made on the server from the one definition of each chart. */
import { createHash } from 'node:crypto'
import { shareDrawing } from '@/components/charts/shared-drawings'
import type { ChartDataByName, ChartName, Theme } from '@/components/charts/types'
import { LruCache } from './cache'
import { drawingPool } from './pool'
import type { Drawing } from './protocol'

export { drawPicture } from './picture'
export { drawPng } from './png'
export { drawPreview, PREVIEW } from './preview'
export type { Drawing } from './protocol'

/** Narrowest and widest drawing, in CSS pixels. */
const DRAWING_WIDTHS = { least: 240, most: 4000 } as const

export interface ChartRequest<Name extends ChartName> {
  name: Name
  data: ChartDataByName[Name]
  /** CSS pixels; under 640 most charts are the phone's drawing. */
  width: number
  /** `page` for inline use (CSS custom properties), `light` or `dark` for pictures. */
  theme: Theme
  /** What the drawing shows, for those who do not see it: the chart's title. */
  title?: string
}

const HOLDER = Symbol.for('hiring-wave.drawings')
type Holder = { [HOLDER]?: LruCache<Promise<Drawing>> }

function drawings(): LruCache<Promise<Drawing>> {
  const holder = globalThis as Holder
  holder[HOLDER] ??= new LruCache(400)
  return holder[HOLDER]
}

/** The key of a drawing: the same chart of the same data in the same size and theme. */
export function drawingKey(request: ChartRequest<ChartName>): string {
  const data = createHash('sha256').update(JSON.stringify(request.data)).digest('base64url').slice(0, 22)
  return [request.name, data, clampWidth(request.width), request.theme, request.title ?? ''].join('|')
}

const clampWidth = (width: number): number =>
  Math.round(Math.max(DRAWING_WIDTHS.least, Math.min(DRAWING_WIDTHS.most, Number.isFinite(width) ? width : 1120)))

/**
 * A chart as a standalone SVG. Drawn once for the same request, also when it is asked for twice at the same time.
 * Throws `drawing-failed`; a failure is not kept.
 */
export function drawChart<Name extends ChartName>(request: ChartRequest<Name>): Promise<Drawing> {
  const key = drawingKey(request)
  const cache = drawings()
  const known = cache.get(key)
  if (known) return known
  const drawing = drawingPool().draw({
    name: request.name,
    data: request.data,
    width: clampWidth(request.width),
    theme: request.theme,
    title: request.title ?? request.name,
  })
  cache.set(key, drawing, 1)
  drawing.catch(() => cache.delete(key))
  return drawing
}

export interface PageDrawing {
  key: string
  width: number
  height: number
}

/**
 * The drawings of a chart for a page, widest first, shared with the leaf `LiveChart` under their keys. The SVG itself
 * stays on the server and reaches the browser in the HTML alone.
 */
export async function pageDrawings<Name extends ChartName>(
  request: Omit<ChartRequest<Name>, 'width' | 'theme'>,
  widths: readonly number[],
): Promise<PageDrawing[]> {
  const sorted = [...new Set(widths)].sort((a, b) => b - a)
  return Promise.all(
    sorted.map(async (width) => {
      const one: ChartRequest<Name> = { ...request, width, theme: 'page' }
      const { svg, height, width: drawn } = await drawChart(one)
      const key = drawingKey(one)
      shareDrawing(key, svg)
      return { key, width: drawn, height }
    }),
  )
}
