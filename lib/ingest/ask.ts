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
  const get = (url: string, echoed = validators) =>
    outbound.fetch({
      url,
      ...(request.accept ? { accept: request.accept } : {}),
      ...(request.secret ? { secret: request.secret } : {}),
      ...(request.post ? { post: request.post } : {}),
      validators: echoed,
      ...(source.requestsPerSecond === null
        ? {}
        : { pace: { key: publisherOf(source.kind), perSecond: source.requestsPerSecond } }),
    })
  try {
    const answer = await get(request.url)
    if (answer.status !== 304) return answer
    if (!validators)
      throw new WaveError(
        'fetch-failed',
        `${new URL(request.url).host} answers “not modified” although nothing was asked for by a validator.`,
        'It is tried again later by itself.',
      )
    // Some answer by the date alone although the entity tag tells of another body.
    const isOther = answer.etag !== null && validators.etag !== null && bare(answer.etag) !== bare(validators.etag)
    return isOther ? await get(request.url, null) : answer
  } catch (thrown) {
    if (request.smaller && thrown instanceof WaveError && thrown.code === 'too-large') return await get(request.smaller)
    throw thrown
  }
}

/** Kinds that read one publisher share its rate: `edgar` and `edgar-daily` are both the SEC's. */
const publisherOf = (kind: string): string => kind.split('-')[0] ?? kind

/** A weak tag and its strong form name one body. */
const bare = (etag: string): string => etag.replace(/^W\//, '')
