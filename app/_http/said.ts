import { headers } from 'next/headers'

/**
 * What came of a form travels back to its page in a cookie that is read once (the proxy drops it with the page that shows
 * it), never in the address: a link could put any words there into our mouth.
 */
export const SAID_COOKIE = 'wave_said'
/** In which the proxy hands it to the page: the cookie that it drops is gone for the page as well. */
export const SAID_HEADER = 'x-wave-said'

export interface SaidWords {
  said?: string
  failed?: string
}

const MOST = 400
/** Longer than any redirect takes; a page that never comes shows nothing later. */
const SECONDS = 60

/** The `Set-Cookie` header that hands the words to the next page. */
export function saidCookie(words: SaidWords): string {
  const cut = Object.fromEntries(Object.entries(words).map(([key, text]) => [key, text.slice(0, MOST)]))
  const value = Buffer.from(JSON.stringify(cut)).toString('base64url')
  return `${SAID_COOKIE}=${value}; Path=/; HttpOnly; SameSite=Strict; Max-Age=${SECONDS}`
}

/** The words that the last form left for this page. */
export const readSaid = async (): Promise<SaidWords> => saidIn((await headers()).get(SAID_HEADER))

/** The words in a value of the cookie; none where it was not made by `saidCookie`. */
export function saidIn(value: string | null | undefined): SaidWords {
  if (!value) return {}
  try {
    const read: unknown = JSON.parse(Buffer.from(value, 'base64url').toString())
    if (typeof read !== 'object' || read === null) return {}
    const words: SaidWords = {}
    for (const key of ['said', 'failed'] as const) {
      const text = Object.hasOwn(read, key) ? (read as Record<string, unknown>)[key] : undefined
      if (typeof text === 'string') words[key] = text.slice(0, MOST)
    }
    return words
  } catch {
    return {}
  }
}
