import { cookies } from 'next/headers'

/**
 * What came of a form travels back to its page in a cookie that is read once (the proxy drops it with the page that shows
 * it), never in the address: a link could put any words there into our mouth.
 */
export const SAID_COOKIE = 'wave_said'

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
export async function readSaid(): Promise<SaidWords> {
  const value = (await cookies()).get(SAID_COOKIE)?.value
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
