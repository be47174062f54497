import { errorAnswer } from '@/app/_http/answers'
import type { RouteInput } from '@/app/_http/props'
import { WaveError } from '@/lib/errors'

/** An address of the API that is none, in the API's own shape of an error. */
export async function GET(_request: Request, { params }: RouteInput<{ rest: string[] }>): Promise<Response> {
  const { rest } = await params
  return errorAnswer(
    new WaveError(
      'not-found',
      `There is nothing at /api/${rest.join('/').slice(0, 80)}.`,
      'The API has /api/query/NAME, /api/evidence, /api/companies, /api/sources and /api/health.',
    ),
  )
}
export const POST = GET
