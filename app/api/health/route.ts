import { NextResponse } from 'next/server'
import { errorAnswer } from '@/app/_http/answers'
import { dataVersion, getDb } from '@/lib/db/client'

export const dynamic = 'force-dynamic'

/** Whether the web server reaches its database, and which data it would answer from. */
export async function GET(): Promise<Response> {
  try {
    const { version, changedAt } = await dataVersion(getDb())
    return NextResponse.json(
      { ok: true, dataVersion: version, changedAt: changedAt?.toISOString() ?? null },
      { headers: { 'cache-control': 'no-store' } },
    )
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}
