import { WaveError } from '@/lib/errors'
import type { Source, SourceRequest } from '@/lib/sources/source'
import type { Answer } from './http'

/** An answer that is an error, in the words of its source or of HTTP. */
export function explain(
  source: Source<Record<string, unknown>>,
  options: Record<string, unknown>,
  answer: Pick<Answer, 'status' | 'bytes' | 'url'>,
  request: SourceRequest,
): WaveError {
  const said = source.explain?.(answer.status, new TextDecoder().decode(answer.bytes), options, request)
  if (said) return new WaveError(said.code, said.message, said.next)
  const host = new URL(request.url).host
  if (source.daily && answer.status === 404) {
    return new WaveError(
      'unknown-board',
      `${source.title.replace(/ job board$/, '')} knows no board “${String(options.token)}”.`,
      'Check the name in the board’s address; a company may have moved to another system.',
    )
  }
  if (answer.status === 410) {
    return new WaveError(
      'gone',
      `${host} answers that this address is gone for good (410); it is not visited any more.`,
      'Remove the source, or check it once more: an answer switches it on again.',
    )
  }
  if (answer.status === 404) {
    return new WaveError(
      'not-found',
      `${host} answers that there is nothing at this address (404).`,
      'Open the address in a browser; it may have moved.',
    )
  }
  if (answer.status === 401 || answer.status === 403) {
    return new WaveError(
      'fetch-refused',
      `${host} does not let us read this address (${answer.status}).`,
      'It may ask for an account, or turn programs away; leave it then.',
    )
  }
  if (answer.status === 429)
    return new WaveError(
      'fetch-failed',
      `${host} asks us to come back later (429).`,
      'It is tried again by itself when the host says so.',
    )
  return new WaveError('fetch-failed', `${host} answered ${answer.status}.`, 'It is tried again later by itself.')
}
