import type { z } from 'zod'
import { WaveError } from '@/lib/errors'
import { utf8 } from './source'

/**
 * A JSON answer in the shape that it is known to have.
 * @param what whose answer it is, for the words of an error
 * @throws WaveError `parse-failed`: a page or nothing where JSON was expected, or JSON of another shape
 */
export function answerOf<T extends z.ZodType>(shape: T, bytes: Uint8Array, what: string): z.output<T> {
  const answer = shape.safeParse(json(bytes, what))
  if (answer.success) return answer.data
  const [issue] = answer.error.issues
  throw new WaveError(
    'parse-failed',
    `${what} answered JSON of another shape: ${issue?.path.join('.') || 'the whole'} ${issue?.message ?? 'is wrong'}.`,
    'The format may have changed; the answer is kept with the run.',
  )
}

/** A page where JSON was expected is an error in words, not a stack. */
function json(bytes: Uint8Array, what: string): unknown {
  const text = utf8(bytes)
  try {
    return JSON.parse(text)
  } catch (cause) {
    const kind = /^\s*</.test(text) ? 'a web page' : text.trim() === '' ? 'nothing' : 'something that is not JSON'
    throw new WaveError(
      'parse-failed',
      `${what} answered ${kind} where JSON was expected.`,
      'Look at the address in a browser; the board may have moved.',
      { cause },
    )
  }
}
