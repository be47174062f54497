import type { NextRequest } from 'next/server'
import { isSameOrigin, redirectBack } from '@/app/_http/answers'

const YEAR_S = 31_536_000

/** Keeps the reader's choice of theme and goes back to where it was made. */
export async function POST(request: NextRequest): Promise<Response> {
  const response = redirectBack(request)
  if (!isSameOrigin(request)) return response
  const theme = (await request.formData()).get('theme')
  const known = theme === 'light' || theme === 'dark'
  const cookie = known ? `theme=${theme}; Max-Age=${YEAR_S}` : 'theme=; Max-Age=0'
  response.headers.append('set-cookie', `${cookie}; Path=/; SameSite=Lax`)
  return response
}
