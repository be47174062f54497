import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { z } from 'zod'
import { errorAnswer, isSameOrigin } from '@/app/_http/answers'
import { carriesToken, OPERATOR_COOKIE, refusal } from '@/app/_http/operator'
import { type SaidWords, saidCookie } from '@/app/_http/said'
import { readConfig } from '@/lib/config'
import { getDb } from '@/lib/db/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { addSource } from '@/lib/ingest/addSource'
import { findSource } from '@/lib/ingest/findSource'
import { ingestSource } from '@/lib/ingest/run'
import { sources } from '@/lib/queries'
import { DEFAULT_VIEW } from '@/lib/view'

const asked = z.discriminatedUnion('action', [
  z.object({ action: z.literal('add'), address: z.string().trim().min(1).max(2000) }),
  z.object({ action: z.literal('check'), id: z.string().min(1).max(2000) }),
])

/** Every source with its state, as the sources page shows them. */
export async function GET(): Promise<Response> {
  try {
    return NextResponse.json(await sources(DEFAULT_VIEW, getDb()), { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}

/**
 * Adds a source by its address, or checks one now. Takes a form (answers with the sources page) or JSON (answers in JSON).
 * Asks for the operator's token, and refuses a form that another site sent.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const isForm = !(request.headers.get('content-type') ?? '').startsWith('application/json')
  try {
    if (!isSameOrigin(request)) throw refusal()
    if (!(await carriesToken(request.headers, request.cookies.get(OPERATOR_COOKIE)?.value))) throw refusal()
    const { message, ...rest } = await act(await readBody(request, isForm))
    if (isForm) return backToSources({ said: message })
    return NextResponse.json({ message, ...rest }, { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    const error = asWaveError(thrown)
    if (!isForm || error.code === 'not-allowed') return errorAnswer(error)
    if (error.code === 'internal') console.error(thrown)
    return backToSources({ failed: `${error.message} ${error.next}` })
  }
}

async function readBody(request: NextRequest, isForm: boolean): Promise<z.output<typeof asked>> {
  const body: unknown = isForm
    ? Object.fromEntries((await request.formData()).entries())
    : await request.json().catch(() => null)
  const withAction =
    typeof body === 'object' && body !== null && !('action' in body) ? { ...body, action: 'add' } : body
  const read = asked.safeParse(withAction)
  if (read.success) return read.data
  throw new WaveError(
    'bad-input',
    'No address was given.',
    'Send {"address": "https://jobs.ashbyhq.com/NAME"}, or {"action": "check", "id": ID}.',
  )
}

async function act(body: z.output<typeof asked>): Promise<{ message: string; id: string; isNew: boolean }> {
  const db = getDb()
  const config = readConfig()
  if (body.action === 'add') {
    const added = await addSource(db, body.address, { config })
    return { message: added.message, id: added.source.id, isNew: added.isNew }
  }
  const source = await findSource(db, body.id)
  const run = await ingestSource(db, source.id, { config, now: new Date() })
  if (run.error) throw new WaveError('fetch-failed', `${source.name}: ${run.error.message}`, run.error.next)
  const message = `${source.name}: ${run.seen} seen, ${run.new} new, ${run.changed} changed, ${run.rejected} refused.`
  return { message, id: source.id, isNew: false }
}

function backToSources(words: SaidWords): NextResponse {
  return new NextResponse(null, {
    status: 303,
    headers: { location: '/sources#add', 'set-cookie': saidCookie(words) },
  })
}
