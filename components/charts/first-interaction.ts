const SIGNS = ['pointermove', 'pointerdown', 'touchstart', 'wheel', 'scroll', 'keydown', 'focusin'] as const

let seen: Promise<void> | undefined

/**
 * Resolves once a reader has done anything on the page: moved the pointer, touched, scrolled or pressed a key. What only
 * an interaction needs is fetched from then on, so that a page that is merely read costs no more than its words.
 * One promise for the life of the page.
 */
export function firstInteraction(): Promise<void> {
  seen ??= new Promise((resolve) => {
    const stop = new AbortController()
    const heard = () => {
      stop.abort()
      resolve()
    }
    for (const sign of SIGNS) {
      window.addEventListener(sign, heard, { capture: true, passive: true, signal: stop.signal })
    }
  })
  return seen
}
