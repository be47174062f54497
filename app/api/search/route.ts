import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer, etagOf, unchanged } from '@/app/_http/answers'
import { dataVersion, getDb } from '@/lib/db/client'
import { searchIndex } from '@/lib/queries'
import { SITE_PAGES } from '@/lib/search/pages'
import { RULES_VERSION } from '@/lib/signals/taxonomy'

/** What the search field looks through, once it is opened: every page, role, company and series by name. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const db = getDb()
    // Pages and roles come with the program, the rest with the data.
    const etag = etagOf(['search', (await dataVersion(db)).version, RULES_VERSION, SITE_PAGES])
    const known = unchanged(request, etag)
    if (known) return known
    return NextResponse.json(
      { entries: await searchIndex(db) },
      { headers: { etag, 'cache-control': 'private, no-cache' } },
    )
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
