/** Milliseconds between two requests to one host where its publisher names no rate. */
const USUAL_GAP_MS = 250
const PER_HOST = 2

/**
 * Manners towards one host (or one publisher with several): at most two requests at once and a gap between their starts.
 * Loopback and other hosts that the operator vouched for are not slowed down.
 */
export class Pace {
  readonly #nextAt = new Map<string, number>()
  readonly #running = new Map<string, number>()
  readonly #waiting = new Map<string, (() => void)[]>()

  /** `takeSlot`: where all processes take turns at a publisher that names a rate; without it this one counts alone. */
  constructor(private readonly takeSlot?: (publisher: string, perSecond: number) => Promise<number>) {}

  /** Runs `work` when it is polite to. `perSecond` is the publisher's own limit; null is our usual gap. */
  async run<T>(key: string, perSecond: number | null, work: () => Promise<T>): Promise<T> {
    await this.#enter(key)
    try {
      if (perSecond && this.takeSlot) await sleep(await this.takeSlot(key, perSecond))
      else await this.#gap(key, perSecond ? 1_000 / perSecond : USUAL_GAP_MS)
      return await work()
    } finally {
      this.#leave(key)
    }
  }

  async #enter(key: string): Promise<void> {
    const running = this.#running.get(key) ?? 0
    if (running < PER_HOST) {
      this.#running.set(key, running + 1)
      return
    }
    const queue = this.#waiting.get(key) ?? []
    this.#waiting.set(key, queue)
    await new Promise<void>((go) => queue.push(go))
  }

  #leave(key: string): void {
    const next = this.#waiting.get(key)?.shift()
    if (next) {
      next()
      return
    }
    const running = (this.#running.get(key) ?? 1) - 1
    if (running > 0) this.#running.set(key, running)
    else this.#running.delete(key)
  }

  async #gap(key: string, gapMs: number): Promise<void> {
    const now = performance.now()
    const at = Math.max(now, this.#nextAt.get(key) ?? 0)
    this.#nextAt.set(key, at + gapMs)
    await sleep(at - now)
  }
}

const sleep = async (ms: number): Promise<void> => {
  // A timer may fire a fraction early: a rate is a promise to somebody else.
  if (ms > 0) await new Promise((go) => setTimeout(go, Math.ceil(ms)))
}
