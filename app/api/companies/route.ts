import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer, etagOf, unchanged } from '@/app/_http/answers'
import { dataVersion, getDb } from '@/lib/db/client'
import { companyNames } from '@/lib/queries/names'

/** Every company's short name and name, by name: what the view's menu lists once it is opened. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const db = getDb()
    const etag = etagOf(['companies', (await dataVersion(db)).version])
    const known = unchanged(request, etag)
    if (known) return known
    const companies = [...(await companyNames(db)).values()]
      .map(({ company, name }) => ({ company, name }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
    return NextResponse.json({ companies }, { headers: { etag, 'cache-control': 'private, no-cache' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
