import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { errorAnswer, etagOf, originOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import type { RouteInput } from '@/app/_http/props'
import { readChartRequest } from '@/components/page/chartRequest'
import { readConfig } from '@/lib/config'
import { dataVersion, getDb } from '@/lib/db/client'
import { drawPicture, drawPng } from '@/lib/drawing'
import { headOf, toCsv, toJson } from '@/lib/exports'
import { chartAnswer } from '@/lib/queries'
import { viewParams } from '@/lib/view'

const TYPES = {
  svg: 'image/svg+xml; charset=utf-8',
  png: 'image/png',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const

/**
 * A chart as a picture or as its rows: `/charts/NAME.svg`, `.png`, `.csv`, `.json`, with the keys of a view, the chart's
 * own parameters, and for pictures `width` (CSS pixels), `scale` and `theme`. An address keeps its meaning; with `asOf`
 * it also keeps its answer.
 */
export async function GET(request: NextRequest, context: RouteInput<{ file: string }>): Promise<Response> {
  try {
    const { file } = await context.params
    const asked = readChartRequest(file, searchParamsOf(request.nextUrl.searchParams))
    const db = getDb()
    const { version } = await dataVersion(db)
    const etag = etagOf([asked, version, new Date().toISOString().slice(0, 10)])
    const known = unchanged(request, etag)
    if (known) return known

    const answer = await chartAnswer(asked.name, asked.view, asked.params, db)
    const link = `${originOf(request.headers, readConfig().PUBLIC_URL)}/embed/${asked.name}${query(asked)}`
    const hash = createHash('sha256').update(`${link}|${version}`).digest('hex').slice(0, 12)
    const asOf = asked.view.asOf ?? new Date().toISOString().slice(0, 10)
    const picture = (scale: number) =>
      drawPicture({ answer, theme: asked.theme, width: asked.width, scale, link, hash, today: asOf })
    const body = async (): Promise<BodyInit> => {
      switch (asked.extension) {
        case 'json':
          return `${JSON.stringify(toJson(answer, link), null, 1)}\n`
        case 'csv':
          return toCsv(answer.rows, headOf(answer, { link, today: asOf }))
        case 'svg':
          return picture(asked.scale)
        case 'png':
          return new Uint8Array(await drawPng(await picture(1), { width: asked.width, scale: asked.scale }))
      }
    }
    return new Response(await body(), {
      headers: {
        'content-type': TYPES[asked.extension],
        'content-disposition': `inline; filename="${asked.name}.${asked.extension}"`,
        'cache-control': 'private, no-cache',
        'cross-origin-resource-policy': 'cross-origin',
        etag,
      },
    })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}

function query(asked: ReturnType<typeof readChartRequest>): string {
  const params = viewParams(asked.view)
  for (const [key, value] of Object.entries(asked.params)) if (value !== undefined) params.set(key, value)
  return params.size === 0 ? '' : `?${params}`
}
