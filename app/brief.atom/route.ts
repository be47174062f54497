import type { NextRequest } from 'next/server'
import { errorAnswer, etagOf, originOf, unchanged } from '@/app/_http/answers'
import { briefLinks } from '@/components/page/briefLinks'
import { readConfig } from '@/lib/config'
import { addDays } from '@/lib/dates'
import { dataVersion, getDb } from '@/lib/db/client'
import { briefAtom } from '@/lib/exports'
import { type BriefData, brief, briefWeek } from '@/lib/queries'
import { DEFAULT_VIEW } from '@/lib/view'

/** Weeks that the feed holds. */
const WEEKS = 8

/** The latest briefs as an Atom feed, each as known at the end of its own week. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const db = getDb()
    const origin = originOf(request.headers, readConfig().PUBLIC_URL)
    const latest = await briefWeek(undefined, DEFAULT_VIEW, db)
    const etag = etagOf(['brief-feed', origin, latest, (await dataVersion(db)).version])
    const known = unchanged(request, etag)
    if (known) return known
    const briefs: BriefData[] = []
    // One after the other: eight weeks at once would take every connection of the pool.
    for (let back = 0; back < WEEKS; back++) briefs.push(await brief(addDays(latest, -7 * back), DEFAULT_VIEW, db))
    return new Response(briefAtom(briefs, origin, briefLinks(origin)), {
      headers: { 'content-type': 'application/atom+xml; charset=utf-8', 'cache-control': 'private, no-cache', etag },
    })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
