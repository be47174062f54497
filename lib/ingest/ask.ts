import { WaveError } from '@/lib/errors'
import type { Source, SourceRequest } from '@/lib/sources/source'
import type { Answer, Outbound, Validators } from './http'

/**
 * Asks for one document of a source at the publisher's own pace. Where the answer is too large and the source knows a
 * smaller one (a board without its texts), that is asked for instead.
 */
export async function ask(
  outbound: Outbound,
  source: Pick<Source, 'kind' | 'requestsPerSecond'>,
  request: SourceRequest,
  validators: Validators | null,
): Promise<Answer> {
  const fetch = (url: string) =>
    outbound.fetch({
      url,
      ...(request.accept ? { accept: request.accept } : {}),
      ...(request.secret ? { secret: request.secret } : {}),
      ...(request.post ? { post: request.post } : {}),
      validators,
      ...(source.requestsPerSecond === null ? {} : { pace: { key: source.kind, perSecond: source.requestsPerSecond } }),
    })
  try {
    return await fetch(request.url)
  } catch (thrown) {
    if (request.smaller && thrown instanceof WaveError && thrown.code === 'too-large')
      return await fetch(request.smaller)
    throw thrown
  }
}
