import type { z } from 'zod'
import { WaveError } from '@/lib/errors'
import { utf8 } from './source'

/** Lists and objects in each other that an answer may have; what is beyond it ends programs, and says nothing. */
const MAX_DEPTH = 512

/**
 * A JSON answer in the shape that it is known to have.
 * @param what whose answer it is, for the words of an error
 * @throws WaveError `parse-failed`: a page or nothing where JSON was expected, JSON of another shape, or nested deeper than 512
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
  if (depthOf(text) > MAX_DEPTH)
    throw new WaveError(
      'parse-failed',
      `${what} answered JSON that is nested more than ${MAX_DEPTH} levels deep.`,
      'No board or series has use for that; look at the address in a browser.',
    )
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

/** The deepest nesting of a JSON text, in one pass; beyond the cap it is not looked at any further. */
function depthOf(text: string): number {
  let depth = 0
  let most = 0
  for (let i = 0; i < text.length && most <= MAX_DEPTH; i++) {
    const c = text.charCodeAt(i)
    if (c === 0x22) {
      // Over a string, with the quotes that it escapes.
      for (i++; i < text.length && text.charCodeAt(i) !== 0x22; i++) if (text.charCodeAt(i) === 0x5c) i++
    } else if (c === 0x5b || c === 0x7b) most = Math.max(most, ++depth)
    else if (c === 0x5d || c === 0x7d) depth--
  }
  return most
}
