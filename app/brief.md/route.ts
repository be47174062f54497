import type { NextRequest } from 'next/server'
import { errorAnswer, etagOf, originOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import { briefLinks } from '@/components/page/briefLinks'
import { readConfig } from '@/lib/config'
import { dataVersion, getDb } from '@/lib/db/client'
import { briefMarkdown } from '@/lib/exports'
import { brief, briefWeek } from '@/lib/queries'
import { strictView } from '@/lib/view'

/** The brief of a week as Markdown: `week` (any day of it) and `asOf`, as on the page. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const { week, ...rest } = searchParamsOf(request.nextUrl.searchParams)
    const view = strictView(rest)
    const db = getDb()
    const origin = originOf(request.headers, readConfig().PUBLIC_URL)
    const monday = await briefWeek([week ?? []].flat().at(-1), view, db)
    const etag = etagOf(['brief', origin, monday, view.asOf, (await dataVersion(db)).version])
    const known = unchanged(request, etag)
    if (known) return known
    const data = await brief(monday, view, db)
    return new Response(briefMarkdown(data, briefLinks(origin)), {
      headers: { 'content-type': 'text/markdown; charset=utf-8', 'cache-control': 'private, no-cache', etag },
    })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
