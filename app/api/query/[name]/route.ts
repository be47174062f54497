import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer, etagOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import type { RouteInput } from '@/app/_http/props'
import { dataVersion, getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { toCsv, toJson } from '@/lib/exports'
import { askByName, describeQuery, QUERY_NAMES } from '@/lib/queries/byName'

/** The same questions and the same answers as `wave query NAME`; `format=csv` for rows alone. */
export async function GET(request: NextRequest, { params }: RouteInput<{ name: string }>): Promise<Response> {
  try {
    const { name } = await params
    const { format, ...asked } = searchParamsOf(request.nextUrl.searchParams)
    if (!describeQuery(name)) {
      throw new WaveError(
        'not-found',
        `There is no query ${name.slice(0, 40)}.`,
        `The names are ${QUERY_NAMES.join(', ')}.`,
      )
    }
    const db = getDb()
    const etag = etagOf([
      'query',
      name,
      asked,
      format,
      (await dataVersion(db)).version,
      new Date().toISOString().slice(0, 10),
    ])
    const known = unchanged(request, etag)
    if (known) return known
    const answer = await askByName(name, asked, db)
    const headers = { etag, 'cache-control': 'private, no-cache' }
    if (format === 'csv') {
      const rows = answer.rows.map((row) => Object(row) as object)
      return new Response(toCsv(rows), { headers: { ...headers, 'content-type': 'text/csv; charset=utf-8' } })
    }
    return NextResponse.json(toJson(answer), { headers })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
