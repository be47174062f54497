/**
 * An address as a URL, null where it is none. In place of `URL.canParse`, whose compiled form in Node 20 says no to hosts with
 * letters like ü, so that an answer would depend on how often it was asked before.
 */
export function urlOf(text: string, base?: string): URL | null {
  try {
    return new URL(text, base)
  } catch {
    return null
  }
}
