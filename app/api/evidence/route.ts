import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer, etagOf, searchParamsOf, unchanged } from '@/app/_http/answers'
import { evidenceOf, evidenceRows } from '@/app/_http/evidence'
import { readEvidence } from '@/components/page/evidenceQuery'
import { dataVersion, getDb } from '@/lib/db/client'
import { toCsv } from '@/lib/exports'

/** What is behind a number of a chart: postings, events and how it is counted; `format=csv`: all of it as rows. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const asked = searchParamsOf(request.nextUrl.searchParams)
    const csv = asked.format === 'csv'
    const { query, view } = readEvidence(asked)
    if (csv) query.all = true
    const db = getDb()
    const etag = etagOf(['evidence', csv, (await dataVersion(db)).version, query, view])
    const known = unchanged(request, etag)
    if (known) return known
    const data = await evidenceOf(query, view, db)
    if (csv) {
      return new Response(toCsv(evidenceRows(data)), {
        headers: {
          etag,
          'cache-control': 'private, no-cache',
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': 'attachment; filename="evidence.csv"',
        },
      })
    }
    return NextResponse.json(data, { headers: { etag, 'cache-control': 'private, no-cache' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
