import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { z } from 'zod'
import { errorAnswer, isSameOrigin } from '@/app/_http/answers'
import { carriesToken, OPERATOR_COOKIE, refusal } from '@/app/_http/operator'
import { type SaidWords, saidCookie } from '@/app/_http/said'
import { getDb } from '@/lib/db/client'
import { asWaveError, WaveError } from '@/lib/errors'
import { CORRECTION_ACTIONS } from '@/lib/ingest/corrected'
import { correctSignal, type Reviewed, undoCorrection } from '@/lib/ingest/corrections'
import { corrections, measuredPrecision } from '@/lib/queries/corrections'
import { urlOf } from '@/lib/url'
import { DEFAULT_VIEW } from '@/lib/view'

const reason = z.string().max(1_000).default('')
/** A page of ours to go back to; anything else goes to the signals. */
const back = z.string().max(2_000).optional()
const asked = z.discriminatedUnion('action', [
  z.object({
    action: z.enum(CORRECTION_ACTIONS),
    signalId: z.string().min(1).max(200),
    to: z.string().max(400).optional(),
    reason,
    back,
  }),
  z.object({ action: z.literal('undo'), id: z.string().min(1).max(20), reason, back }),
])
type Asked = z.output<typeof asked>

/** What operators corrected, and how often the extractor was right where they looked. */
export async function GET(): Promise<Response> {
  try {
    const db = getDb()
    const [{ rows }, precision] = [await corrections(DEFAULT_VIEW, db), await measuredPrecision(db)]
    return NextResponse.json({ corrections: rows, precision }, { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    return errorAnswer(thrown)
  }
}

/**
 * Corrects a signal, or takes a correction back. Takes a form (goes back to the page that sent it) or JSON (answers in JSON). Asks for
 * the operator's token, and refuses a form that another site sent.
 */
export async function POST(request: NextRequest): Promise<Response> {
  const isForm = !(request.headers.get('content-type') ?? '').startsWith('application/json')
  let page = '/signals'
  try {
    if (!isSameOrigin(request)) throw refusal('correct signals')
    if (!(await carriesToken(request.headers, request.cookies.get(OPERATOR_COOKIE)?.value)))
      throw refusal('correct signals')
    const body = await readBody(request, isForm)
    page = pageOf(body.back)
    const done = await act(body)
    if (isForm) return backTo(page, { said: done.message }, done.signalId)
    return NextResponse.json(done, { headers: { 'cache-control': 'no-store' } })
  } catch (thrown) {
    const error = asWaveError(thrown)
    if (!isForm || error.code === 'not-allowed') return errorAnswer(error)
    if (error.code === 'internal') console.error(thrown)
    return backTo(page, { failed: `${error.message} ${error.next}` })
  }
}

async function readBody(request: NextRequest, isForm: boolean): Promise<Asked> {
  const body: unknown = isForm
    ? Object.fromEntries((await request.formData()).entries())
    : await request.json().catch(() => null)
  const read = asked.safeParse(body)
  if (read.success) return read.data
  throw new WaveError(
    'bad-input',
    'This is no correction.',
    'Send {"action": "reject", "signalId": ID, "reason": WHY}; the actions are confirm, reject, roles, company, type (with "to") and undo (with "id").',
  )
}

const act = (body: Asked): Promise<Reviewed> =>
  body.action === 'undo' ? undoCorrection(getDb(), body.id, body.reason) : correctSignal(getDb(), body)

/** Only a path of ours. */
function pageOf(path: string | undefined): string {
  const url = path && /^\/(?![/\\])/.test(path) ? urlOf(path, 'http://localhost') : null
  return url ? `${url.pathname}${url.search}` : '/signals'
}

function backTo(page: string, words: SaidWords, signalId?: string): NextResponse {
  const location = `${page}${signalId ? `#signal-${signalId}` : ''}`
  return new NextResponse(null, { status: 303, headers: { location, 'set-cookie': saidCookie(words) } })
}
