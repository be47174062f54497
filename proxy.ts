import { type NextRequest, NextResponse } from 'next/server'
import { SAID_COOKIE, SAID_HEADER } from '@/app/_http/said'
import { readConfig } from '@/lib/config'

/** Who may frame `/embed`; read once, as the settings are. */
let embedders: string | null = null
const ancestors = (): string => {
  embedders ??= ["'self'", ...readConfig().EMBED_HOSTS].join(' ')
  return embedders
}

/**
 * Headers of every page. Scripts run only with this request's nonce or from our own files, nothing is loaded from another
 * host, and no page may be framed but `/embed`, which carries a chart and no control, by the sites that EMBED_HOSTS names.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID())
  const development = process.env.NODE_ENV === 'development'
  const embed = request.nextUrl.pathname.startsWith('/embed/')
  // A picture or its rows: nothing in it may run or load, also when it is opened by itself.
  const picture = /^\/(charts\/|c\/[^/]+[./])/.test(request.nextUrl.pathname)
  const pagePolicy = [
    "default-src 'self'",
    // React's development build evaluates code to show server stacks; the production build does not.
    `script-src 'self' 'nonce-${nonce}'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${development ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    // Drawings set word spacing and figures through style attributes.
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    `frame-ancestors ${embed ? ancestors() : "'none'"}`,
  ].join('; ')
  const policy = picture ? "default-src 'none'; style-src 'unsafe-inline'; sandbox" : pagePolicy

  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  // The bars mark the current page without a script.
  headers.set('x-wave-path', request.nextUrl.pathname)
  // An embedded chart follows the page around it, which may ask for a theme.
  const theme = embed ? request.nextUrl.searchParams.get('theme') : null
  if (theme === 'light' || theme === 'dark') headers.set('x-wave-theme', theme)
  else headers.delete('x-wave-theme')
  headers.set(SAID_HEADER, request.cookies.get(SAID_COOKIE)?.value ?? '')
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  response.headers.set('x-content-type-options', 'nosniff')
  response.headers.set('referrer-policy', 'same-origin')
  response.headers.set('permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
  response.headers.set('cross-origin-opener-policy', 'same-origin')
  if (!embed && !picture) response.headers.set('x-frame-options', 'DENY')
  // What a form left behind is said once, by the page that is being fetched now.
  if (request.cookies.has(SAID_COOKIE) && request.headers.get('accept')?.includes('text/html'))
    response.cookies.delete({ name: SAID_COOKIE, path: '/' })
  return response
}

export const config = { matcher: ['/((?!_next/static|_next/image).*)'] }
