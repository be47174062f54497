/** Milliseconds of computing in one go. */
const SLICE_MS = 10

/**
 * A function to call between pieces of a long computation: now and then it lets what else waits in this process go on. A
 * transaction that holds a lock for all processes must not wait until another one's articles are read.
 */
export function breather(): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < SLICE_MS) return
    await new Promise((go) => setImmediate(go))
    since = performance.now()
  }
}
