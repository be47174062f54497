import type { NextRequest } from 'next/server'
import { errorAnswer, etagOf, originOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import type { RouteInput } from '@/app/_http/props'
import { chartQuery, readChartRequest } from '@/components/page/chartRequest'
import { readConfig } from '@/lib/config'
import { dayOf } from '@/lib/dates'
import { getDb } from '@/lib/db/client'
import { citation, headOf, queryHash } from '@/lib/exports'
import { chartFile, FORM_TYPES } from '@/lib/exports/chartFiles'
import { chartAnswer } from '@/lib/queries'
import { versions } from '@/lib/queries/versions'

/**
 * A chart as a picture or as its rows: `/charts/NAME.svg`, `.png`, `.csv`, `.tsv`, `.json`, `.xlsx`, `.zip`, with the keys of a
 * view, the chart's own parameters, for pictures `width` (CSS pixels), `height`, `scale`, `theme` and `shape`, and `head=0` for rows
 * alone. An address keeps its meaning; with `asOf` it also keeps its answer.
 */
export async function GET(request: NextRequest, context: RouteInput<{ file: string }>): Promise<Response> {
  try {
    const { file } = await context.params
    const asked = readChartRequest(file, searchParamsOf(request.nextUrl.searchParams))
    const db = getDb()
    const { changedAt: _, ...made } = await versions(db)
    const origin = originOf(request.headers, readConfig().PUBLIC_URL)
    const today = dayOf(new Date())
    const etag = etagOf([asked, origin, made, today])
    const known = unchanged(request, etag)
    if (known) return known

    const answer = await chartAnswer(asked.name, asked.view, asked.params, db)
    const query = chartQuery(asked.name, asked)
    const head = headOf(answer, {
      link: `${origin}/embed/${asked.name}${query && `?${query}`}`,
      today,
      hash: queryHash(asked.name, query, made),
      versions: made,
    })
    const cited = citation(head, { accessed: today })
    const body = await chartFile(asked.extension, { answer, head, cited }, asked.picture, asked.plain)
    const shown = asked.download || asked.extension === 'xlsx' || asked.extension === 'zip' ? 'attachment' : 'inline'
    return new Response(typeof body === 'string' ? body : new Uint8Array(body), {
      headers: {
        'content-type': FORM_TYPES[asked.extension],
        'content-disposition': `${shown}; filename="${asked.name}.${asked.extension}"`,
        'cache-control': 'private, no-cache',
        'cross-origin-resource-policy': 'cross-origin',
        etag,
      },
    })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
