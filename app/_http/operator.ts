import { readConfig } from '@/lib/config'
import { WaveError } from '@/lib/errors'
import { isOperator, operatorToken } from '@/lib/operator'

export const OPERATOR_COOKIE = 'wave_operator'

/** Whether it is the operator's token. The comparison takes the same time however much of it is right. */
export const isOperatorToken = async (given: string | null | undefined): Promise<boolean> =>
  isOperator(given, await operatorToken(readConfig()))

/** Whether a request carries the token, as `Authorization: Bearer` or in the cookie that `/operator` sets. */
export async function carriesToken(headers: Headers, cookie: string | undefined): Promise<boolean> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1]
  return isOperatorToken(bearer ?? cookie)
}

/** `what`: what was asked for, after "Only the operator may". */
export const refusal = (what = 'change sources'): WaveError =>
  new WaveError(
    'not-allowed',
    `Only the operator may ${what}.`,
    "Open the operator's link that `npm start` printed, or send the token as `Authorization: Bearer`.",
  )
