import { dataVersion, getDb } from '@/lib/db/client'

/** What most visitors open first. */
const PAGES = ['/', '/roles', '/macro', '/capital'] as const
/** How often the data version is looked at, ms. */
const LOOK_EVERY = 30_000
/** Pages are not asked ahead again sooner than this, ms: an ingest raises the version many times. */
const REST = 120_000

/** Where this server answers itself: a host that means "all addresses" is reached on loopback. */
export function ownAddress(host: string | undefined, port: string | undefined): string | null {
  if (!port || !/^\d{1,5}$/.test(port)) return null
  const name = !host || host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`
}

/**
 * Asks this server for its first pages when it starts and after the data changed, so that their questions are answered and
 * their charts drawn before somebody waits for them. Never holds a request up; whatever fails here is met, and told, by the
 * visitor who asks next.
 */
export function askAhead(): void {
  const address = ownAddress(process.env.HOST, process.env.PORT)
  if (!address) return
  let asked: { version: number; at: number } | null = null
  let busy = false
  const look = async () => {
    if (busy || (asked && Date.now() - asked.at < REST)) return
    busy = true
    try {
      const { version } = await dataVersion(getDb())
      if (asked?.version === version) return
      for (const page of PAGES) {
        const answer = await fetch(`${address}${page}`, { signal: AbortSignal.timeout(60_000) })
        await answer.arrayBuffer()
      }
      asked = { version, at: Date.now() }
    } catch {
      // The server does not listen yet, or the database is away: the next look tries again.
    } finally {
      busy = false
    }
  }
  // Soon after the start, until it has succeeded once; from then on whenever the version has moved.
  const soon = setInterval(() => void look().then(() => asked && clearInterval(soon)), 400)
  soon.unref()
  setInterval(() => void look(), LOOK_EVERY).unref()
}
