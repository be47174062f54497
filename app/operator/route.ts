import type { NextRequest } from 'next/server'
import { NextResponse } from 'next/server'
import { errorAnswer } from '@/app/_http/answers'
import { isOperatorToken, OPERATOR_COOKIE } from '@/app/_http/operator'
import { WaveError } from '@/lib/errors'

const MONTH_S = 2_592_000

/** The link that the first start prints: keeps the token in a cookie and shows the sources, without it in the address. */
export async function GET(request: NextRequest): Promise<Response> {
  const token = request.nextUrl.searchParams.get('token')
  if (!(await isOperatorToken(token))) {
    return errorAnswer(
      new WaveError('not-allowed', 'This is not the operator’s token.', 'Take the link that `npm start` printed last.'),
    )
  }
  const secure = request.headers.get('x-forwarded-proto') === 'https' ? '; Secure' : ''
  return new NextResponse(null, {
    status: 303,
    headers: {
      location: '/sources#add',
      'set-cookie': `${OPERATOR_COOKIE}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${MONTH_S}${secure}`,
      'cache-control': 'no-store',
    },
  })
}
