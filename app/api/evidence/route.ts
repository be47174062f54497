import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer, etagOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import { evidenceOf } from '@/app/_http/evidence'
import { readEvidence } from '@/components/page/evidenceQuery'
import { dataVersion, getDb } from '@/lib/db/client'

/** What is behind a number of a chart: postings, events and how it is counted. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const { query, view } = readEvidence(searchParamsOf(request.nextUrl.searchParams))
    const db = getDb()
    const etag = etagOf(['evidence', (await dataVersion(db)).version, query, view])
    const known = unchanged(request, etag)
    if (known) return known
    const data = await evidenceOf(query, view, db)
    return NextResponse.json(data, { headers: { etag, 'cache-control': 'private, no-cache' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
