import { createHash } from 'node:crypto'
import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { asWaveError, type ErrorCode } from '@/lib/errors'
import { urlOf } from '@/lib/url'

const STATUS: Partial<Record<ErrorCode, number>> = {
  'bad-view': 400,
  'bad-input': 400,
  'bad-usage': 400,
  'unknown-board': 400,
  'fetch-refused': 400,
  'not-allowed': 401,
  'not-found': 404,
  'too-large': 413,
  'not-configured': 503,
  'database-unreachable': 503,
  'too-slow': 504,
}

/** Anything thrown as the one JSON shape of an error, with its status. What was not expected is logged with its cause. */
export function errorAnswer(thrown: unknown): NextResponse {
  const error = asWaveError(thrown)
  const status = STATUS[error.code] ?? 500
  if (status >= 500) console.error(thrown)
  const body =
    error.code === 'internal'
      ? { error: { code: error.code, message: 'This answer could not be made.', next: error.next } }
      : error.toJSON()
  return NextResponse.json(body, { status, headers: { 'cache-control': 'no-store' } })
}

/** A weak validator of what was asked and the data version it was answered from. */
export const etagOf = (parts: unknown[]): string =>
  `W/"${createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 27)}"`

/** The answer that the reader has already, or null when it has to be made. */
export function unchanged(request: NextRequest, etag: string): NextResponse | null {
  const known = request.headers.get('if-none-match')
  if (!known?.split(/,\s*/).includes(etag)) return null
  return new NextResponse(null, { status: 304, headers: { etag, 'cache-control': 'private, no-cache' } })
}

/** Search parameters as pages get them: one value, or several in order. */
export function searchParamsOf(params: URLSearchParams): Record<string, string | string[]> {
  const read: Record<string, string | string[]> = {}
  for (const key of new Set(params.keys())) {
    const values = params.getAll(key)
    read[key] = values.length === 1 ? (values[0] ?? '') : values
  }
  return read
}

/**
 * The origin as the reader's browser sees it: a proxy in front may say so, and `PUBLIC_URL` knows best. A host that is
 * none (the header is the sender's to write) becomes `localhost`.
 */
export function originOf(headers: Headers, publicUrl: string | undefined): string {
  if (publicUrl) return publicUrl.replace(/\/$/, '')
  const host = headers.get('host') ?? ''
  const scheme = headers.get('x-forwarded-proto') === 'https' ? 'https' : 'http'
  const origin = `${scheme}://${/^[\w.-]+(:\d{1,5})?$|^\[[\da-f:]+\](:\d{1,5})?$/i.test(host) ? host : 'localhost'}`
  return urlOf(origin) ? origin : 'http://localhost'
}

/** True unless the browser says that another site, or a page without an origin, sent the form. */
export function isSameOrigin(request: NextRequest): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  if (origin === null) return true
  return urlOf(origin)?.host === request.headers.get('host')
}

/** Back to the page of ours that sent the form (303), else to the overview. */
export function redirectBack(request: NextRequest, fallback = '/'): NextResponse {
  const referer = request.headers.get('referer')
  let target = fallback
  try {
    const from = new URL(referer ?? '')
    if (from.host === request.headers.get('host')) target = `${from.pathname}${from.search}`
  } catch {
    // No address, or none that can be read: the fallback.
  }
  // A relative address: the server may not know the name under which the reader reached it.
  return new NextResponse(null, { status: 303, headers: { location: target } })
}
