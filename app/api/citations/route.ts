import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { z } from 'zod'
import { errorAnswer, isSameOrigin, originOf, searchParamsOf } from '@/app/_http/answers'
import { type AskedChart, exportFacts } from '@/app/_http/exportFacts'
import { carriesToken, OPERATOR_COOKIE, refusal } from '@/app/_http/operator'
import { chartQuery, readChart } from '@/components/page/chartRequest'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { WaveError } from '@/lib/errors'
import { freezeChart } from '@/lib/exports/freeze'
import { isChartName } from '@/lib/queries'
import type { SearchParams } from '@/lib/view'

/** Longer than any view of the product, notes of one's own included. */
const LONGEST = 6_000

const posted = z.object({
  chart: z.string().max(80),
  /** The view and the chart's own parameters, as its address has them. */
  query: z.string().max(LONGEST).default(''),
})

/** How to cite a chart (`chart`, with the keys of its address), and whether this reader may freeze it. */
export async function GET(request: NextRequest): Promise<Response> {
  try {
    const { chart, ...search } = searchParamsOf(request.nextUrl.searchParams)
    const facts = await exportFacts(
      asked(String(chart ?? ''), search),
      request.headers,
      request.cookies.get(OPERATOR_COOKIE)?.value,
    )
    return NextResponse.json(facts, { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}

/**
 * Freezes a chart: `{chart, query}` as JSON (answers in JSON) or as a form (goes to the frozen chart). Asks for the operator's token,
 * and refuses a form that another site sent. The same view on the same data has the same address.
 */
export async function POST(request: NextRequest): Promise<Response> {
  try {
    if (!isSameOrigin(request)) throw refusal('freeze charts')
    if (!(await carriesToken(request.headers, request.cookies.get(OPERATOR_COOKIE)?.value)))
      throw refusal('freeze charts')
    const isForm = !(request.headers.get('content-type') ?? '').startsWith('application/json')
    const body: unknown = isForm
      ? Object.fromEntries((await request.formData()).entries())
      : await request.json().catch(() => null)
    const read = posted.safeParse(body)
    if (!read.success) {
      throw new WaveError(
        'bad-input',
        'This names no chart to freeze.',
        `Send {"chart": NAME, "query": "from=2025-09-08&…"}, at most ${LONGEST} characters of it.`,
      )
    }
    const chart = asked(read.data.chart, searchParamsOf(new URLSearchParams(read.data.query)))
    const origin = originOf(request.headers, readConfig().PUBLIC_URL)
    const frozen = await freezeChart({ ...chart, origin }, getDb())
    const address = `/c/${frozen.id}`
    if (isForm) return new NextResponse(null, { status: 303, headers: { location: address } })
    return NextResponse.json(
      { address, link: `${origin}${address}`, ...frozen },
      { headers: { 'cache-control': 'no-store' } },
    )
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}

function asked(name: string, search: SearchParams): AskedChart {
  if (!isChartName(name))
    throw new WaveError('not-found', `There is no chart ${name.slice(0, 80)}.`, 'See /api/query for the names.')
  const read = readChart(search)
  return { name, ...read, query: chartQuery(name, read) }
}
